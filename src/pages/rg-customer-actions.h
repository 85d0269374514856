/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What can be done with a customer on their profile: edit, note, call, add a way to
 * reach them, change the home, delete. */
#pragma once

#include "pages/rg-customer-page.h"

G_BEGIN_DECLS

/* In the class of RgCustomerPage. */
void rg_customer_actions_install (GtkWidgetClass *widget_class);
/* After each reading: what cannot be done with this customer, or in this shop, is greyed. */
void rg_customer_actions_allow (RgCustomerPage *page);

G_END_DECLS
