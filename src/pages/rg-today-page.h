/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The place Today: two figures, what to do, and what the last import brought. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_TODAY_PAGE (rg_today_page_get_type ())
G_DECLARE_FINAL_TYPE (RgTodayPage, rg_today_page, RG, TODAY_PAGE, AdwNavigationPage)

G_END_DECLS
