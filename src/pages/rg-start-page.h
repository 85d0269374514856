/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the window shows while no shop is open. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_START_PAGE (rg_start_page_get_type ())
G_DECLARE_FINAL_TYPE (RgStartPage, rg_start_page, RG, START_PAGE, AdwNavigationPage)

G_END_DECLS
