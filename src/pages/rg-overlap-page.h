/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who is in more than one segment: all of them beside each other, up to fifty. Construct properties
 * "store" and "query" (a{sv}), which is empty. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_OVERLAP_PAGE (rg_overlap_page_get_type ())
G_DECLARE_FINAL_TYPE (RgOverlapPage, rg_overlap_page, RG, OVERLAP_PAGE, AdwNavigationPage)

G_END_DECLS
