/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One automation: its sentence, the rows that it is made of, and a dry run. The query's "id" says
 * which; without one it is new. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_AUTOMATION_PAGE (rg_automation_page_get_type ())
G_DECLARE_FINAL_TYPE (RgAutomationPage, rg_automation_page, RG, AUTOMATION_PAGE, AdwNavigationPage)

G_END_DECLS
