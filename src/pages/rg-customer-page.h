/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The profile of one customer. */
#pragma once

#include "store/rg-store-profile.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_CUSTOMER_PAGE (rg_customer_page_get_type ())
G_DECLARE_FINAL_TYPE (RgCustomerPage, rg_customer_page, RG, CUSTOMER_PAGE, AdwNavigationPage)

/* Construct properties: "store" (RgStore) and "id" (int64). */

/* Both are the page's. The profile is NULL before the first reading, and where there is none. */
RgStore *rg_customer_page_get_store (RgCustomerPage *self);
const RgProfile *rg_customer_page_get_profile (RgCustomerPage *self);

G_END_DECLS
