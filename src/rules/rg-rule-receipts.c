/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rules as passes over the columns of receipts. Sums are gathered by unresolved position and moved
 * to the living customer afterwards, which keeps the merge map out of the loops. */
#include "config.h"

#include "base/rg-numbers.h"
#include "base/rg-parallel.h"
#include "rules/rg-rule-scan.h"

#include <string.h>

static gboolean
rg_where_has_month (const RgWhere *where, int month)
{
  return where->month_from <= where->month_to
           ? month >= where->month_from && month <= where->month_to
           : month >= where->month_from || month <= where->month_to;
}

/* One byte for each day that there are receipts of. */
static void
rg_receipt_filter_add_days (RgReceiptFilter *filter, const RgWhere *where)
{
  const RgDataset *dataset = filter->dataset;
  const RgDay last = dataset->last_day;

  filter->first = dataset->first_day;
  filter->days = g_new0 (guint8, (gsize) (last - filter->first) + 1);
  for (RgDay day = filter->first; day <= last; day++)
    {
      int year, month, mday;

      rg_day_to_ymd (day, &year, &month, &mday);
      filter->days[day - filter->first] =
        (where->weekdays == 0 || (where->weekdays >> rg_day_weekday (day) & 1) != 0) &&
        (where->month_from == 0 || rg_where_has_month (where, month));
    }
}

/* Those that the names mean and where it is sold so; whatever has no place is sold in the shop. */
static guint8 *
rg_where_match_locations (const RgWhere *where, const RgDataset *dataset)
{
  const guint n = dataset->locations.n;
  guint8 *match;

  if (where->locations != NULL)
    match = rg_rule_match_names (where->locations, &dataset->locations, NULL);
  else
    match = memset (g_malloc (n + 1), TRUE, n + 1);
  for (guint i = 0; where->selling != RG_SELLING_ANY && i <= n; i++)
    match[i] &= (i < n && dataset->location_online[i]) == (where->selling == RG_SELLING_WEB);
  return match;
}

static void
rg_receipt_filter_set_locations (RgReceiptFilter *filter, const RgWhere *where)
{
  const guint n_locations = filter->dataset->locations.n;
  guint n = 0;

  filter->locations = rg_where_match_locations (where, filter->dataset);
  for (guint i = 0; i <= n_locations; i++)
    if (filter->locations[i] && n++ < RG_FEW_LOCATIONS)
      filter->few[n - 1] = i < n_locations ? (guint16) i : RG_NO_LOCATION;
  filter->n_few = n <= RG_FEW_LOCATIONS ? n : 0;
}

void
rg_receipt_filter_init (RgReceiptFilter *filter, const RgRule *rule,
                        const RgSegmentContext *context)
{
  const RgWhere *where = &rule->where;
  const RgDataset *dataset = context->dataset;

  *filter = (RgReceiptFilter) { .dataset = dataset };
  rg_window_days (&rule->window, context, &filter->from, &filter->to);
  if (dataset->first_day != RG_DAY_NONE && (where->weekdays != 0 || where->month_from != 0))
    rg_receipt_filter_add_days (filter, where);
  if (where->locations != NULL || where->selling != RG_SELLING_ANY)
    rg_receipt_filter_set_locations (filter, where);
  filter->hours = where->hour_from != where->hour_to;
  filter->midnight = where->hour_to < where->hour_from;
  filter->second_from = 3600 * (guint) MIN (where->hour_from, where->hour_to);
  filter->seconds = 3600 * (guint) ABS (where->hour_to - where->hour_from);
  filter->rest = filter->locations != NULL || filter->hours;
  filter->plain = filter->days == NULL && !filter->rest;
}

void
rg_receipt_filter_clear (RgReceiptFilter *filter)
{
  g_clear_pointer (&filter->days, g_free);
  g_clear_pointer (&filter->locations, g_free);
}

void
rg_receipt_filter_range (const RgReceiptFilter *filter, const RgSales *sales, guint *first,
                         guint *last)
{
  *first = rg_sales_find_day (sales, filter->from);
  *last = filter->to == G_MAXINT32 ? sales->n_receipts : rg_sales_find_day (sales, filter->to + 1);
}

void
rg_receipt_runs_init (RgReceiptRuns *runs, const RgReceiptFilter *filter, const RgSales *sales)
{
  *runs = (RgReceiptRuns) { .filter = filter, .sales = sales };
  rg_receipt_filter_range (filter, sales, &runs->at, &runs->end);
  if (filter->days == NULL)
    return;
  /* What counts no more may lie on other days. */
  runs->at = MAX (runs->at, rg_sales_find_day (sales, filter->first));
  runs->end = MIN (runs->end, rg_sales_find_day (sales, filter->dataset->last_day + 1));
}

/* From a day on, the first one that counts, or that does not. */
static RgDay
rg_receipt_runs_skip (const RgReceiptFilter *filter, RgDay day, gboolean counts)
{
  while (day <= filter->dataset->last_day && filter->days[day - filter->first] != counts)
    day++;
  return day;
}

gboolean
rg_receipt_runs_next (RgReceiptRuns *runs, guint *first, guint *last)
{
  const RgReceiptFilter *filter = runs->filter;

  *first = *last = runs->at;
  if (filter->days == NULL)
    *last = runs->at = runs->end;
  /* There may be nothing on a day that counts. */
  while (*first >= *last && runs->at < runs->end)
    {
      RgDay day = rg_receipt_runs_skip (filter, runs->sales->day[runs->at], TRUE);

      *first = rg_sales_find_day (runs->sales, day);
      day = rg_receipt_runs_skip (filter, day, FALSE);
      *last = runs->at = MIN (runs->end, rg_sales_find_day (runs->sales, day));
    }
  return *first < *last;
}

static void
rg_keep_hours (const RgReceiptFilter *filter, const gint32 *second, guint n, guint8 *restrict keep)
{
  /* A copy: what is written through bytes could be anything. */
  const RgReceiptFilter hours = { .second_from = filter->second_from, .seconds = filter->seconds,
                                  .midnight = filter->midnight };

  for (guint i = 0; i < n; i++)
    keep[i] = rg_receipt_filter_has_hour (&hours, second[i]);
}

static void
rg_keep_locations (const RgReceiptFilter *filter, const guint16 *restrict location, guint n,
                   guint8 *restrict keep)
{
  const guint n_locations = filter->dataset->locations.n;
  guint8 here[RG_KEPT] = { 0 };

  for (guint k = 0; k < filter->n_few; k++)
    {
      const guint16 one = filter->few[k];

      for (guint i = 0; i < n; i++)
        here[i] |= location[i] == one;
    }
  for (guint i = 0; filter->n_few == 0 && i < n; i++)
    here[i] = filter->locations[MIN (location[i], n_locations)];
  for (guint i = 0; i < n; i++)
    keep[i] &= here[i];
}

/* Takes away the receipts whose bit is not `wanted`. Words without one are the rule. */
static void
rg_keep_bits (const RgBitset *set, gboolean wanted, guint first, guint n, guint8 *restrict keep)
{
  const guint64 all = wanted ? ~G_GUINT64_CONSTANT (0) : 0;

  for (guint i = 0, end; i < n; i = end)
    {
      end = MIN (n, i + 64 - ((first + i) & 63));
      if (set->words[(first + i) >> 6] == all)
        continue;
      for (; i < end; i++)
        keep[i] &= (guint8) (rg_bitset_get (set, first + i) == wanted);
    }
}

void
rg_receipt_run_keep (const RgReceiptFilter *filter, const RgSales *sales, guint first, guint n,
                     guint8 *keep)
{
  const RgDataset *dataset = filter->dataset;

  memset (keep, 1, n);
  if (filter->hours)
    rg_keep_hours (filter, sales->second + first, n, keep);
  if (filter->locations != NULL)
    rg_keep_locations (filter, sales->location + first, n, keep);
  if (dataset->dead != NULL && sales == dataset->sales[0])
    rg_keep_bits (dataset->dead, FALSE, first, n, keep);
}

gboolean
rg_receipt_filter_looks_at (const RgReceiptFilter *filter, const RgSales *sales, guint receipt)
{
  if (filter->days != NULL && !filter->days[sales->day[receipt] - filter->first])
    return FALSE;
  if (filter->locations != NULL &&
      !filter->locations[MIN (sales->location[receipt], filter->dataset->locations.n)])
    return FALSE;
  return !filter->hours || rg_receipt_filter_has_hour (filter, sales->second[receipt]);
}

guint
rg_kept_places (const guint8 *keep, guint n, guint16 *restrict kept)
{
  guint64 words[RG_KEPT / 64];
  guint n_kept = 0;

  rg_flags_to_words (keep, n, words);
  for (guint w = 0; w < (n + 63) / 64; w++)
    for (guint64 bits = words[w]; bits != 0; bits &= bits - 1)
      kept[n_kept++] = (guint16) (w * 64 + (guint) __builtin_ctzll (bits));
  return n_kept;
}

/* --- sums --------------------------------------------------------------------------------- */

#define RG_SUM_PARTS 2
/* What a million receipts take is more than waking another thread and adding its sums. */
#define RG_SUM_LEAST 1000000

typedef struct {
  RgSumsFunc func;
  RgReceiptFilter filter[RG_SUM_PARTS];
  gint32 *sums[RG_SUM_PARTS];
  gboolean fits[RG_SUM_PARTS];
} RgSumParts;

static void
rg_sum_parts_add (guint first, guint last, gpointer data)
{
  RgSumParts *parts = data;

  for (guint part = first; part < last; part++)
    parts->fits[part] = parts->func (&parts->filter[part], parts->sums[part], TRUE);
}

/* The days up to that of the receipt in the middle, and those after it; FALSE: it is not worth
 * it. */
static gboolean
rg_sum_parts_split (RgSumParts *parts, const RgReceiptFilter *filter)
{
  const RgSales *sales = filter->dataset->sales[0];
  guint first, last;

  rg_receipt_filter_range (filter, sales, &first, &last);
  if (last <= first || !rg_parallel_is_worth (last - first, RG_SUM_LEAST))
    return FALSE;
  parts->filter[0] = parts->filter[1] = *filter;
  parts->filter[0].to = sales->day[first + (last - first) / 2];
  parts->filter[1].from = parts->filter[0].to + 1;
  return TRUE;
}

gboolean
rg_sums_join (gint32 *restrict sums, const gint32 *restrict others, guint n)
{
  gboolean over = FALSE;

  for (guint p = 0; p < n; p++)
    {
      const gint64 sum = (gint64) sums[p] + others[p];

      over |= sum != (gint32) sum;
      sums[p] = (gint32) sum;
    }
  return !over;
}

/* In 32 bits; FALSE: they do not fit. */
static gboolean
rg_sum_in_parts (const RgReceiptFilter *filter, RgSumsFunc func, gint32 *sums)
{
  const guint n = filter->dataset->n_customers;
  RgSumParts parts = { .func = func };
  g_autofree gint32 *others = NULL;

  if (!rg_sum_parts_split (&parts, filter))
    return func (filter, sums, TRUE);
  others = RG_NUMBERS_NEW0 (gint32, n + 1);
  parts.sums[0] = sums;
  parts.sums[1] = others;
  rg_parallel_for (RG_SUM_PARTS, 1, rg_sum_parts_add, &parts);
  return rg_sums_join (sums, others, n) && parts.fits[0] && parts.fits[1];
}

void
rg_measure_sums (const RgRule *rule, const RgSegmentContext *context, RgSumsFunc func,
                 RgMeasure *measure)
{
  const RgDataset *dataset = context->dataset;
  RgReceiptFilter filter;

  rg_receipt_filter_init (&filter, rule, context);
  if (!rg_sum_in_parts (&filter, func, (gint32 *) rg_measure_alloc_counts (measure, dataset)) ||
      !rg_dataset_fold_short (dataset, measure->small))
    {
      rg_measure_clear (measure);
      func (&filter, rg_measure_alloc (measure, dataset), FALSE);
      rg_dataset_fold_sums (dataset, measure->owned);
    }
  rg_receipt_filter_clear (&filter);
}

RG_DEFINE_SUMS (rg_sums_net, rg_sales_net)

void
rg_measure_net (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  rg_measure_sums (rule, context, rg_sums_net, measure);
}

void
rg_sum_net (const RgRule *rule, const RgSegmentContext *context, gint64 *net)
{
  RgReceiptFilter filter;

  rg_receipt_filter_init (&filter, rule, context);
  rg_sums_net (&filter, net, FALSE);
  rg_receipt_filter_clear (&filter);
  rg_dataset_fold_sums (context->dataset, net);
}

/* What a part of a run, of n receipts from `first` on, adds to numbers of customers. */
typedef void (*RgPartFunc) (const RgReceiptFilter *filter, const RgSales *sales, guint first,
                            guint n, gpointer data);

/* All at which the filter looks, RG_KEPT receipts at most at a time. */
static void
rg_sum_pieces (const RgReceiptFilter *filter, RgPartFunc func, gpointer data)
{
  RgReceiptRuns runs;
  guint first, last;

  for (guint b = 0; b < 2; b++)
    {
      const RgSales *sales = filter->dataset->sales[b];

      rg_receipt_runs_init (&runs, filter, sales);
      while (rg_receipt_runs_next (&runs, &first, &last))
        for (; first < last; first += MIN (last - first, RG_KEPT))
          func (filter, sales, first, MIN (last - first, RG_KEPT), data);
    }
}

/* Visits of a part of a run. What nobody bought is counted behind the last customer, which costs no
 * branch. */
static void
rg_count_visits (const RgReceiptFilter *filter, const RgSales *sales, guint first, guint n,
                 gpointer data)
{
  guint32 *restrict visits = data;
  const guint nobody = filter->dataset->n_customers;
  const guint32 *restrict customer = sales->customer + first;
  guint16 kept[RG_KEPT];
  guint8 keep[RG_KEPT];

  rg_receipt_run_keep (filter, sales, first, n, keep);
  rg_keep_bits (sales->visit, TRUE, first, n, keep);
  if (rg_keeps_few (keep, n))
    {
      n = rg_kept_places (keep, n, kept);
      for (guint i = 0; i < n; i++)
        visits[MIN (customer[kept[i]], nobody)]++;
    }
  else
    for (guint i = 0; i < n; i++)
      visits[MIN (customer[i], nobody)] += keep[i];
}

static gboolean
rg_sums_visits (const RgReceiptFilter *filter, gpointer sums, gboolean small)
{
  rg_sum_pieces (filter, rg_count_visits, sums);
  return TRUE;
}

void
rg_sum_visits (const RgRule *rule, const RgSegmentContext *context, guint32 *visits)
{
  RgReceiptFilter filter;

  rg_receipt_filter_init (&filter, rule, context);
  /* Nobody comes two thousand million times. */
  rg_sum_in_parts (&filter, rg_sums_visits, (gint32 *) visits);
  rg_receipt_filter_clear (&filter);
  rg_dataset_fold_counts (context->dataset, visits);
}

/* Memory is asked for that many receipts before. */
#define RG_BASKETS_AHEAD 32

/* Both of a customer lie beside each other: to get there is what takes the time. */
static void
rg_add_baskets (const RgReceiptFilter *filter, const RgSales *sales, guint first, guint n,
                gpointer data)
{
  RgFraction *restrict baskets = data;
  const guint nobody = filter->dataset->n_customers;
  const guint32 *restrict customer = sales->customer + first;
  guint8 keep[RG_KEPT], visit[RG_KEPT];

  rg_receipt_run_keep (filter, sales, first, n, keep);
  memcpy (visit, keep, n);
  rg_keep_bits (sales->visit, TRUE, first, n, visit);
  for (guint i = 0; i < n; i++)
    {
      RgFraction *basket = &baskets[MIN (customer[i], nobody)];

      __builtin_prefetch (baskets + MIN (customer[MIN (i + RG_BASKETS_AHEAD, n - 1)], nobody), 1);
      basket->above += rg_sales_net (sales, first + i) & -(gint64) keep[i];
      basket->below += visit[i];
    }
}

void
rg_sum_baskets (const RgRule *rule, const RgSegmentContext *context, RgFraction *baskets)
{
  RgReceiptFilter filter;

  rg_receipt_filter_init (&filter, rule, context);
  rg_sum_pieces (&filter, rg_add_baskets, baskets);
  rg_receipt_filter_clear (&filter);
  rg_dataset_fold_pairs (context->dataset, &baskets->above);
}
