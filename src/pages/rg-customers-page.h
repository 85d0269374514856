/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The place Customers: all of them, searched as you type, in four orders. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_CUSTOMERS_PAGE (rg_customers_page_get_type ())
G_DECLARE_FINAL_TYPE (RgCustomersPage, rg_customers_page, RG, CUSTOMERS_PAGE, AdwNavigationPage)

G_END_DECLS
