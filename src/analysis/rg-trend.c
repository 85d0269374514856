/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Sales by day, week and month, and how much of them comes from customers who come back. */
#include "analysis/rg-trend.h"

#include <math.h>

/* Days that a file may begin after a period and still be taken to hold all of it. */
#define RG_TREND_GRACE 3

/* The periods of a query, and which one a day falls into. */
typedef struct {
  guint n;
  RgDay *days;
  RgDay from; /* of the first, to of the last */
  RgDay to;
} RgTrendAxis;

static void
rg_trend_axis_init (RgTrendAxis *axis, RgPeriod period, int first_weekday, RgDay from, RgDay to)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (RgDay));

  axis->from = axis->to = RG_DAY_NONE;
  if (from != RG_DAY_NONE && to != RG_DAY_NONE)
    {
      RgDay day = rg_period_start (period, from, first_weekday);

      axis->from = day;
      for (; day <= to; day = rg_period_add (period, day, 1))
        g_array_append_val (days, day);
      axis->to = day - 1;
    }
  axis->n = days->len;
  axis->days = (RgDay *) g_array_free (g_steal_pointer (&days), FALSE);
}

/* For a day within the axis. */
static guint
rg_trend_axis_index (const RgTrendAxis *axis, RgDay day)
{
  guint low = 0, high = axis->n;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (axis->days[middle] <= day)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* What of one receipt a query counts. */
typedef struct {
  guint location; /* index, or RG_NOTHING: all */
  guint category;
  const RgBitset *customers;
  gboolean nothing; /* the query names a row that the dataset does not know */
} RgTrendFilter;

static void
rg_trend_filter_init (RgTrendFilter *filter, const RgDataset *dataset, const RgSalesQuery *query)
{
  *filter = (RgTrendFilter) { RG_NOTHING, RG_NOTHING, query->customers, FALSE };
  if (query->location != 0)
    filter->location = rg_names_find_id (&dataset->locations, query->location);
  if (query->category != 0)
    filter->category = rg_names_find_id (&dataset->categories, query->category);
  filter->nothing = (query->location != 0 && filter->location == RG_NOTHING)
                    || (query->category != 0 && filter->category == RG_NOTHING);
}

static guint
rg_trend_line_category (const RgDataset *dataset, const RgSales *sales, guint line)
{
  guint product = rg_sales_product (sales, line);

  return product == RG_NOTHING ? RG_NOTHING : dataset->products.category[product];
}

static gboolean
rg_trend_is_of (const RgReceiptIter *iter, const RgBitset *customers)
{
  guint customer;

  if (customers == NULL)
    return TRUE;
  customer = rg_dataset_receipt_customer (iter->dataset, iter->sales, iter->receipt);
  return customer != RG_NOBODY && rg_bitset_get (customers, customer);
}

/* FALSE where the receipt is not meant. */
static gboolean
rg_trend_count (const RgTrendFilter *filter, const RgReceiptIter *iter, gint64 *net,
                gboolean *visit)
{
  const RgSales *sales = iter->sales;
  guint receipt = iter->receipt;

  if (filter->location != RG_NOTHING && sales->location[receipt] != filter->location)
    return FALSE;
  if (!rg_trend_is_of (iter, filter->customers))
    return FALSE;
  if (filter->category == RG_NOTHING)
    {
      *net = rg_sales_net (sales, receipt);
      *visit = rg_bitset_get (sales->visit, receipt);
      return TRUE;
    }

  *net = 0;
  *visit = FALSE;
  for (guint line = sales->first_line[receipt]; line < sales->first_line[receipt + 1]; line++)
    {
      if (!rg_line_kind_is_net_sale (rg_sales_kind (sales, line))
          || rg_trend_line_category (iter->dataset, sales, line) != filter->category)
        continue;
      *net += rg_sales_line_net (sales, line);
      *visit = *visit || rg_sales_kind (sales, line) == RG_LINE_SALE;
    }
  return TRUE;
}

/* The days a year before that stand beside a point, both included. FALSE: not known. */
static gboolean
rg_trend_before (const RgDataset *dataset, RgPeriod period, RgDay start, RgDay *from, RgDay *to)
{
  RgDay end;

  if (dataset->first_day == RG_DAY_NONE)
    return FALSE;
  end = MIN (rg_period_end (period, start), dataset->last_day);
  *from = rg_period_year_before (period, start);
  *to = rg_period_year_before (period, end);
  /* A whole month is compared with a whole month, in leap years too. */
  if (period == RG_PERIOD_MONTH && end == rg_period_end (period, start))
    *to = rg_period_end (period, *from);
  /* A file that begins after a holiday is not missing anything. */
  return *from + RG_TREND_GRACE >= dataset->first_day;
}

static void
rg_trend_count_before (RgSalesTrend *trend, const RgDataset *dataset, const RgSalesQuery *query,
                       const RgTrendFilter *filter)
{
  for (guint i = 0; i < trend->n_points; i++)
    {
      RgReceiptIter iter;
      RgDay from, to;

      trend->before[i] = RG_TREND_UNKNOWN;
      if (!rg_trend_before (dataset, query->period, trend->days[i], &from, &to))
        continue;
      trend->before[i] = 0;
      if (filter->nothing)
        continue;
      rg_receipt_iter_init (&iter, dataset, from, to);
      while (rg_receipt_iter_next (&iter))
        {
          gint64 net;
          gboolean visit;

          if (rg_trend_count (filter, &iter, &net, &visit))
            trend->before[i] += net;
        }
    }
}

static const RgNames *
rg_trend_split_names (const RgDataset *dataset, RgSplit split)
{
  return split == RG_SPLIT_LOCATION ? &dataset->locations : &dataset->categories;
}

/* Gives one receipt's money to its location or its lines' categories. parts has one entry a name
 * and a last one for what has none. */
static void
rg_trend_share_out (RgSalesTrend *trend, const RgSalesQuery *query, const RgTrendFilter *filter,
                    const RgReceiptIter *iter, guint point, guint n_names)
{
  const RgSales *sales = iter->sales;

  if (query->split == RG_SPLIT_LOCATION)
    {
      guint location = MIN (sales->location[iter->receipt], n_names);
      gint64 net;
      gboolean visit;

      rg_trend_count (filter, iter, &net, &visit);
      trend->parts[location].net[point] += net;
      trend->parts[location].sum += net;
      return;
    }
  for (guint line = sales->first_line[iter->receipt]; line < sales->first_line[iter->receipt + 1];
       line++)
    {
      guint category = rg_trend_line_category (iter->dataset, sales, line);

      if (!rg_line_kind_is_net_sale (rg_sales_kind (sales, line))
          || (filter->category != RG_NOTHING && filter->category != category))
        continue;
      category = MIN (category, n_names);
      trend->parts[category].net[point] += rg_sales_line_net (sales, line);
      trend->parts[category].sum += rg_sales_line_net (sales, line);
    }
}

static void
rg_trend_make_parts (RgSalesTrend *trend, const RgNames *names)
{
  trend->n_parts = names->n + 1;
  trend->parts = g_new0 (RgSalesPart, trend->n_parts);
  for (guint i = 0; i < trend->n_parts; i++)
    {
      trend->parts[i].id = i < names->n ? names->id[i] : 0;
      trend->parts[i].name = i < names->n ? names->name[i] : "";
      trend->parts[i].net = g_new0 (gint64, trend->n_points);
    }
}

static int
rg_trend_part_order (const void *a, const void *b)
{
  const RgSalesPart *first = a, *second = b;

  if (first->sum != second->sum)
    return first->sum < second->sum ? 1 : -1;
  return (first->id > second->id) - (first->id < second->id);
}

/* Leaves out parts without any sale, and puts the largest first. */
static void
rg_trend_sort_parts (RgSalesTrend *trend)
{
  guint kept = 0;

  for (guint i = 0; i < trend->n_parts; i++)
    {
      gboolean any = FALSE;

      for (guint j = 0; j < trend->n_points; j++)
        any = any || trend->parts[i].net[j] != 0;
      if (any)
        trend->parts[kept++] = trend->parts[i];
      else
        g_free (trend->parts[i].net);
    }
  trend->n_parts = kept;
  if (kept > 1)
    qsort (trend->parts, kept, sizeof (RgSalesPart), rg_trend_part_order);
}

RgSalesTrend *
rg_sales_trend_new (const RgDataset *dataset, const RgSalesQuery *query)
{
  RgSalesTrend *trend = g_new0 (RgSalesTrend, 1);
  const RgNames *names = rg_trend_split_names (dataset, query->split);
  RgTrendFilter filter;
  RgTrendAxis axis;
  RgReceiptIter iter;

  rg_trend_axis_init (&axis, query->period, query->first_weekday, query->from, query->to);
  rg_trend_filter_init (&filter, dataset, query);
  trend->n_points = axis.n;
  trend->days = axis.days;
  trend->net = g_new0 (gint64, axis.n);
  trend->before = g_new0 (gint64, axis.n);
  trend->visits = g_new0 (guint, axis.n);
  trend->last_is_partial = axis.n > 0 && axis.to > dataset->last_day;
  if (query->split != RG_SPLIT_NONE)
    rg_trend_make_parts (trend, names);

  rg_receipt_iter_init (&iter, dataset, axis.from, axis.to);
  while (!filter.nothing && rg_receipt_iter_next (&iter))
    {
      guint point = rg_trend_axis_index (&axis, iter.sales->day[iter.receipt]);
      gint64 net;
      gboolean visit;

      if (!rg_trend_count (&filter, &iter, &net, &visit))
        continue;
      trend->net[point] += net;
      trend->visits[point] += visit;
      if (query->split != RG_SPLIT_NONE)
        rg_trend_share_out (trend, query, &filter, &iter, point, names->n);
    }
  rg_trend_count_before (trend, dataset, query, &filter);
  rg_trend_sort_parts (trend);
  return trend;
}

void
rg_sales_trend_free (RgSalesTrend *trend)
{
  if (trend == NULL)
    return;
  for (guint i = 0; i < trend->n_parts; i++)
    g_free (trend->parts[i].net);
  g_free (trend->parts);
  g_free (trend->days);
  g_free (trend->net);
  g_free (trend->before);
  g_free (trend->visits);
  g_free (trend);
}

void
rg_loyalty_between (const RgDataset *dataset, const RgBitset *customers, RgDay from, RgDay to,
                    RgLoyalty *loyalty)
{
  g_autoptr (RgBitset) seen = rg_bitset_new (dataset->n_customers);
  RgReceiptIter iter;

  *loyalty = (RgLoyalty) { 0 };
  rg_receipt_iter_init (&iter, dataset, from, to);
  while (rg_receipt_iter_next (&iter))
    {
      gint64 net = rg_sales_net (iter.sales, iter.receipt);
      gboolean visit = rg_bitset_get (iter.sales->visit, iter.receipt);
      guint customer = rg_dataset_receipt_customer (dataset, iter.sales, iter.receipt);
      RgDay first;

      if (customers != NULL && (customer == RG_NOBODY || !rg_bitset_get (customers, customer)))
        continue;
      loyalty->net += net;
      loyalty->visits += visit;
      if (customer == RG_NOBODY)
        continue;
      first = rg_dataset_facts (dataset)->first_day[customer];
      loyalty->named_net += net;
      loyalty->named_visits += visit;
      if (first != RG_DAY_NONE && first < iter.sales->day[iter.receipt])
        loyalty->returning_net += net;
      if (!visit || rg_bitset_get (seen, customer))
        continue;
      rg_bitset_add (seen, customer);
      if (first < from)
        loyalty->returning_customers++;
      else
        loyalty->new_customers++;
    }
}

double
rg_loyalty_returning_share (const RgLoyalty *loyalty)
{
  return loyalty->named_net > 0 ? (double) loyalty->returning_net / loyalty->named_net : NAN;
}

double
rg_loyalty_named_share (const RgLoyalty *loyalty)
{
  return loyalty->visits > 0 ? (double) loyalty->named_visits / loyalty->visits : NAN;
}

RgLoyaltyTrend *
rg_loyalty_trend_new (const RgDataset *dataset, const RgBitset *customers, RgPeriod period,
                      int first_weekday, RgDay from, RgDay to)
{
  RgLoyaltyTrend *trend = g_new0 (RgLoyaltyTrend, 1);
  RgTrendAxis axis;

  rg_trend_axis_init (&axis, period, first_weekday, from, to);
  trend->n_points = axis.n;
  trend->days = axis.days;
  trend->points = g_new0 (RgLoyalty, axis.n);
  trend->last_is_partial = axis.n > 0 && axis.to > dataset->last_day;
  for (guint i = 0; i < axis.n; i++)
    rg_loyalty_between (dataset, customers, axis.days[i], rg_period_end (period, axis.days[i]),
                        &trend->points[i]);
  return trend;
}

void
rg_loyalty_trend_free (RgLoyaltyTrend *trend)
{
  if (trend == NULL)
    return;
  g_free (trend->days);
  g_free (trend->points);
  g_free (trend);
}
