/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The profile of one customer. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_CUSTOMER_PAGE (rg_customer_page_get_type ())
G_DECLARE_FINAL_TYPE (RgCustomerPage, rg_customer_page, RG, CUSTOMER_PAGE, AdwNavigationPage)

/* Construct properties: "store" (RgStore) and "id" (int64). */

G_END_DECLS
