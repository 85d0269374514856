/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A customer's points, on their profile. */
#pragma once

#include "pages/rg-customer-page.h"
#include "widgets/rg-facts-group.h"

G_BEGIN_DECLS

/* How many there are and what lapses next; opens every entry. Nothing while the shop has no
 * points. */
void rg_customer_points_show (RgFactsGroup *group, const RgProfile *profile, RgDay today);
/* The actions that give, spend and correct. */
void rg_customer_points_install (GtkWidgetClass *widget_class);
void rg_customer_points_allow (RgCustomerPage *page, gboolean writable);

G_END_DECLS
