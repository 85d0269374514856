/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Everybody who ever came, by how lately and how often (rules/rg-rfm.h): a grid that the keyboard
 * walks, and its named groups. Construct properties "store" and "query" (a{sv}, nothing in it). */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_RFM_PAGE (rg_rfm_page_get_type ())
G_DECLARE_FINAL_TYPE (RgRfmPage, rg_rfm_page, RG, RFM_PAGE, AdwNavigationPage)

G_END_DECLS
