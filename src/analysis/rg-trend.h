/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Where sales and loyalty are going, counted on the dataset.
 *
 * What is counted
 *   net sales    lines of kind sale and return, in minor units.
 *   visit        a receipt with at least one sale line; with a category, at least one sale line of
 *                that category.
 *   named        a receipt with a customer. Merged customers count as the living one.
 *   new          a customer whose first visit of all lies in the period.
 *   returning    a customer with a visit in the period and the first visit before the period.
 *                So new + returning is everyone known who visited in the period.
 *   sales from returning customers
 *                net sales on named receipts of customers whose first visit was on an earlier day
 *                than the receipt: their second day in the shop and all later ones. Its share is
 *                of the net sales of all named receipts.
 * The first months of any file show too few returning customers, since visits before the file are
 * not known. */
#pragma once

#include "analysis/rg-dataset.h"
#include "analysis/rg-period.h"

G_BEGIN_DECLS

/* Nothing known: before the first receipt of the file. */
#define RG_TREND_UNKNOWN G_MININT64

typedef enum {
  RG_SPLIT_NONE,
  RG_SPLIT_LOCATION,
  RG_SPLIT_CATEGORY,
} RgSplit;

typedef struct {
  RgPeriod period;
  int first_weekday; /* 0 is Monday */
  RgDay from;        /* the first period is the one that holds this day; RG_DAY_NONE: no points */
  RgDay to;          /* the last one is the one that holds this day; RG_DAY_NONE: no points */
  gint64 location;   /* a row's id, or 0: all */
  gint64 category;   /* a row's id, or 0: all */
  RgSplit split;
  const RgBitset *customers; /* only these living ones' receipts; NULL: all, without a name too */
} RgSalesQuery;

/* The net sales of one location or category. */
typedef struct {
  gint64 id; /* 0: products without a category, receipts without a location */
  const char *name; /* borrowed from the dataset; "" for id 0 */
  gint64 *net; /* n_points */
  gint64 sum;
} RgSalesPart;

typedef struct {
  guint n_points;
  RgDay *days;    /* first day of each period */
  gint64 *net;
  gint64 *before; /* the same period a year before (rg_period_year_before()), RG_TREND_UNKNOWN
                     where the file does not reach back; the part of it that a last period which
                     is not over has to be compared with */
  guint *visits;
  gboolean last_is_partial; /* sales are not known up to the end of the last period */
  guint n_parts;
  RgSalesPart *parts; /* with a split, the largest sum first */
} RgSalesTrend;

/* Time is O(receipts between), plus their lines with a category. The trend borrows names from the
 * dataset, so keep a reference to that as long. */
RgSalesTrend *rg_sales_trend_new (const RgDataset *dataset, const RgSalesQuery *query);
void rg_sales_trend_free (RgSalesTrend *trend);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSalesTrend, rg_sales_trend_free)

/* One span of days, both included. */
typedef struct {
  gint64 net;
  gint64 named_net;
  gint64 returning_net; /* sales from returning customers, as above */
  guint visits;
  guint named_visits;
  guint new_customers;
  guint returning_customers;
} RgLoyalty;

/* customers: as in the query above. */
void rg_loyalty_between (const RgDataset *dataset, const RgBitset *customers, RgDay from, RgDay to,
                         RgLoyalty *loyalty);
/* Shares 0..1, NAN where there is nothing to divide by. */
double rg_loyalty_returning_share (const RgLoyalty *loyalty);
double rg_loyalty_named_share (const RgLoyalty *loyalty);

typedef struct {
  guint n_points;
  RgDay *days; /* first day of each period */
  RgLoyalty *points;
  gboolean last_is_partial;
} RgLoyaltyTrend;

RgLoyaltyTrend *rg_loyalty_trend_new (const RgDataset *dataset, const RgBitset *customers,
                                      RgPeriod period, int first_weekday, RgDay from, RgDay to);
void rg_loyalty_trend_free (RgLoyaltyTrend *trend);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgLoyaltyTrend, rg_loyalty_trend_free)

G_END_DECLS
