/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a customer bought, on their profile: the latest purchases, spend month by month, and the
 * receipts behind each. */
#pragma once

#include "store/rg-store-profile.h"
#include "widgets/rg-chart-view.h"
#include "widgets/rg-facts-group.h"

G_BEGIN_DECLS

/* How many purchases the profile lists. */
#define RG_LATEST_PURCHASES 6

/* The receipts of a customer; of all days where from is RG_DAY_NONE. */
void rg_customer_sales_open (GtkWidget *widget, gint64 customer, RgDay from, RgDay to,
                             const char *title);
/* Each row opens the receipts of its day. */
void rg_customer_sales_show_latest (RgFactsGroup *group, const RgShop *shop,
                                    const RgProfile *profile);
/* Two years up to the month of `today`; FALSE where nothing was spent in them. */
gboolean rg_customer_sales_show_spend (RgChartView *view, const RgShop *shop,
                                       const RgProfile *profile, RgDay today);

G_END_DECLS
