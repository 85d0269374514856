/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Customers who may be one person twice, with why. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_DUPLICATES_PAGE (rg_duplicates_page_get_type ())
G_DECLARE_FINAL_TYPE (RgDuplicatesPage, rg_duplicates_page, RG, DUPLICATES_PAGE,
                      AdwNavigationPage)

/* Construct with "store" (RgStore) and "query" (a{sv}, empty). */

G_END_DECLS
