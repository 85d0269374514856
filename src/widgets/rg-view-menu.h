/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The pages of a view stack as a list to choose from, where a switcher beside one another has no
 * room: a narrow window with large text. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_VIEW_MENU (rg_view_menu_get_type ())
G_DECLARE_FINAL_TYPE (RgViewMenu, rg_view_menu, RG, VIEW_MENU, AdwBin)

/* Property: "stack", an AdwViewStack. */

G_END_DECLS
