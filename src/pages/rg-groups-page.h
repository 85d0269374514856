/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Groups of customers that show themselves (rules/rg-groups.h), by facts that are chosen here.
 * Construct properties "store" and "query" (a{sv}, nothing in it). */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_GROUPS_PAGE (rg_groups_page_get_type ())
G_DECLARE_FINAL_TYPE (RgGroupsPage, rg_groups_page, RG, GROUPS_PAGE, AdwNavigationPage)

G_END_DECLS
