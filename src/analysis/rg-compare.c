/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Compares a week with what was before. */
#include "analysis/rg-compare.h"

#define RG_COMPARE_YEAR 364
#define RG_COMPARE_WEEKS 4
/* A shop that has just opened is not what it will be. */
#define RG_COMPARE_OPENING_YEAR 28
#define RG_COMPARE_OPENING_WEEKS 14
#define RG_COMPARE_LEAST_DAYS 4

typedef struct {
  gint64 net;
  guint visits;
} RgDaySales;

/* Of each day of a span; n = to - from + 1. Free with g_free(). */
static RgDaySales *
rg_compare_read (const RgDataset *dataset, RgDay from, RgDay to)
{
  RgDaySales *days = g_new0 (RgDaySales, to - from + 1);
  RgReceiptIter iter;

  rg_receipt_iter_init (&iter, dataset, from, to);
  while (rg_receipt_iter_next (&iter))
    {
      RgDaySales *day = &days[iter.sales->day[iter.receipt] - from];

      day->net += rg_sales_net (iter.sales, iter.receipt);
      day->visits += rg_bitset_get (iter.sales->visit, iter.receipt) ? 1 : 0;
    }
  return days;
}

/* The average of the days with visits that stand beside a weekday; FALSE where there are none. */
static gboolean
rg_compare_average (const RgDaySales *before, guint weeks, guint weekday, double *average)
{
  guint n = 0;
  gint64 sum = 0;

  for (guint week = 0; week < weeks; week++)
    {
      const RgDaySales *day = &before[week * 7 + weekday];

      if (day->visits == 0)
        continue;
      sum += day->net;
      n++;
    }
  *average = n > 0 ? (double) sum / n : 0;
  return n > 0;
}

static void
rg_compare_days (const RgDataset *dataset, guint weeks, RgComparison *comparison)
{
  g_autofree RgDaySales *now = rg_compare_read (dataset, comparison->from, comparison->to);
  g_autofree RgDaySales *before
    = rg_compare_read (dataset, comparison->before_from, comparison->before_to);
  guint n = 0;

  for (guint i = 0; i < 7; i++)
    {
      double average;
      gboolean was_open = rg_compare_average (before, weeks, i, &average);

      if (was_open && now[i].visits > 0)
        {
          comparison->now += (double) now[i].net;
          comparison->before += average;
          n++;
        }
      else if (was_open || now[i].visits > 0)
        comparison->left_out[comparison->n_left_out++] = comparison->from + (RgDay) i;
    }
  if (n < RG_COMPARE_LEAST_DAYS)
    comparison->with = RG_COMPARE_NOTHING;
}

void
rg_compare_week (const RgDataset *dataset, RgDay to, RgComparison *comparison)
{
  RgDay from = to - 6;

  *comparison = (RgComparison){ .with = RG_COMPARE_NOTHING, .from = from, .to = to };
  if (dataset->first_day == RG_DAY_NONE)
    return;
  if (dataset->first_day + RG_COMPARE_OPENING_YEAR <= from - RG_COMPARE_YEAR)
    {
      comparison->with = RG_COMPARE_YEAR_BEFORE;
      comparison->before_from = from - RG_COMPARE_YEAR;
      comparison->before_to = to - RG_COMPARE_YEAR;
      rg_compare_days (dataset, 1, comparison);
    }
  else if (dataset->first_day + RG_COMPARE_OPENING_WEEKS <= from - 7 * RG_COMPARE_WEEKS)
    {
      comparison->with = RG_COMPARE_FOUR_WEEKS;
      comparison->before_from = from - 7 * RG_COMPARE_WEEKS;
      comparison->before_to = from - 1;
      rg_compare_days (dataset, RG_COMPARE_WEEKS, comparison);
    }
}
