/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rules as passes over columns. Sums are gathered by unresolved position and moved to the living
 * customer afterwards, which keeps the merge map out of the loops. */
#include "config.h"

#include "rules/rg-rule-scan.h"

#include "base/rg-fold.h"
#include "base/rg-numbers.h"
#include "rules/rg-rule-own.h"

#include <string.h>

/* Flags at a time: they stay in the processor's nearest cache. */
#define RG_COMPARED 4096

/* --- customers ---------------------------------------------------------------------------- */

RgBitset *
rg_flags_to_live (const guint8 *flags, const RgDataset *dataset)
{
  RgBitset *set = rg_bitset_new_from_flags (flags, dataset->n_customers);

  rg_bitset_and (set, dataset->live);
  return set;
}

/* The processor foresees what is read one after the other, but not from one page to another. */
#define RG_PAGE 4096
#define RG_AHEAD 256
#define RG_CACHE_LINE 64

static inline void
rg_chunk_prefetch (const RgCustomerChunk *chunk, gsize offset, gsize size)
{
  const char *column = (const char *) chunk + offset;

  for (gsize page = 0; page < size; page += RG_PAGE)
    for (gsize at = 0; at < RG_AHEAD; at += RG_CACHE_LINE)
      __builtin_prefetch (column + page + at);
}

RgBitset *
rg_scan_chunks (const RgDataset *dataset, gsize offset, gsize size, RgChunkFunc func,
                gconstpointer data)
{
  const guint n = rg_dataset_n_chunks (dataset);
  RgBitset *set = rg_bitset_new (dataset->n_customers);

  for (guint c = 0; c < n; c++)
    {
      const RgCustomerChunk *chunk = rg_dataset_chunk (dataset, c);
      guint8 flags[RG_CHUNK_SIZE] = { 0 };

      rg_chunk_prefetch (rg_dataset_chunk (dataset, MIN (c + 1, n - 1)), offset, size);
      func (chunk, data, flags);
      rg_bitset_put_flags (set, c * RG_CHUNK_SIZE, flags, chunk->n);
    }
  rg_bitset_and (set, dataset->live);
  return set;
}

RgBitset *
rg_complement (RgBitset *set, const RgDataset *dataset)
{
  RgBitset *rest = rg_bitset_copy (dataset->live);

  rg_bitset_and_not (rest, set);
  rg_bitset_unref (set);
  return rest;
}

guint8 *
rg_rule_match_names (char *const *wanted, const RgNames *names, const RgProducts *products)
{
  guint8 *match = g_new0 (guint8, names->n + 1);

  for (guint k = 0; wanted != NULL && wanted[k] != NULL; k++)
    {
      g_autofree char *folded = rg_fold (wanted[k]);
      guint32 hash = g_str_hash (folded);

      if (*folded == '\0')
        continue;
      for (guint i = 0; i < names->n; i++)
        if (names->hash[i] == hash)
          match[i] |= strcmp (names->folded[i], folded) == 0;
      for (guint i = 0; products != NULL && i < names->n; i++)
        if (products->code_hash[i] == hash)
          match[i] |= strcmp (products->folded_code[i], folded) == 0;
    }
  return match;
}

gboolean
rg_text_has_part (RgOp op, const char *text, gsize length, const char *part)
{
  const gsize wanted = strlen (part);
  RgOp positive;

  if (wanted == 0 || wanted > length)
    return FALSE;
  rg_op_is_not (op, &positive);
  if (positive == RG_OP_STARTS)
    return memcmp (text, part, wanted) == 0;
  if (positive == RG_OP_ENDS)
    return memcmp (text + length - wanted, part, wanted) == 0;
  return memmem (text, length, part, wanted) != NULL;
}

guint8 *
rg_rule_match_words (const RgRule *rule, const RgNames *names)
{
  g_autofree char *part = NULL;
  guint8 *match;

  if (!rg_op_is_part (rule->op))
    return rg_rule_match_names (rule->names, names, NULL);
  match = g_new0 (guint8, names->n + 1);
  part = rg_fold (rule->names[0]);
  for (guint i = 0; i < names->n; i++)
    match[i] = rg_text_has_part (rule->op, names->folded[i], strlen (names->folded[i]), part);
  return match;
}

guint8 *
rg_rule_match_products (const RgRule *rule, char *const *names, const RgDataset *dataset)
{
  const RgRuleList list = rule->kind->list;
  const RgProducts *products = &dataset->products;
  const RgNames *of = rg_rule_list_names (list, dataset);
  g_autofree guint8 *wanted = NULL;
  const guint32 *column;
  guint8 *match;

  if (rg_rule_list_row (list)->coded)
    return rg_rule_match_names (names, of, products);
  column = rg_rule_list_column (list, dataset);
  wanted = rg_rule_match_names (names, of, NULL);
  match = g_new0 (guint8, products->names.n + 1);
  for (guint i = 0; i < products->names.n; i++)
    match[i] = wanted[MIN (column[i], of->n)];
  return match;
}

void
rg_flag_days (const RgDay *days, guint n, RgDay from, RgDay to, guint8 *restrict flags)
{
  for (guint i = 0; i < n; i++)
    flags[i] = (days[i] != RG_DAY_NONE) & (days[i] >= from) & (days[i] <= to);
}

RgBitset *
rg_scan_days (const RgDataset *dataset, const RgDay *days, RgDay from, RgDay to)
{
  RgBitset *set = rg_bitset_new (dataset->n_customers);

  for (guint first = 0; first < dataset->n_customers; first += RG_COMPARED)
    {
      const guint n = MIN (RG_COMPARED, dataset->n_customers - first);
      guint8 flags[RG_COMPARED];

      rg_flag_days (days + first, n, from, to, flags);
      rg_bitset_put_flags (set, first, flags, n);
    }
  rg_bitset_and (set, dataset->live);
  return set;
}

/* --- days --------------------------------------------------------------------------------- */

static RgDay
rg_unit_start (RgDay day, RgCalendarUnit unit, int first_weekday)
{
  int year, month, mday;

  switch (unit)
    {
    case RG_UNIT_WEEK:
      return rg_day_week_start (day, first_weekday);
    case RG_UNIT_MONTH:
      return rg_day_month_start (day);
    case RG_UNIT_QUARTER:
      rg_day_to_ymd (day, &year, &month, &mday);
      return rg_day_from_ymd (year, month - (month - 1) % 3, 1);
    case RG_UNIT_YEAR:
    default:
      return rg_day_year_start (day);
    }
}

/* The first day of the unit so many units from that of `start`. */
static RgDay
rg_unit_step (RgDay start, RgCalendarUnit unit, int units)
{
  static const int months[RG_UNITS] = { 0, 1, 3, 12 };

  return unit == RG_UNIT_WEEK ? start + 7 * units : rg_day_add_months (start, months[unit] * units);
}

void
rg_window_days (const RgWindow *window, const RgSegmentContext *context, RgDay *from, RgDay *to)
{
  const RgDay today = context->today;
  RgDay start;

  *from = G_MININT32;
  *to = G_MAXINT32;
  switch (window->mode)
    {
    case RG_WINDOW_EVER:
      break;
    case RG_WINDOW_LAST:
      *from = today - window->days + 1;
      *to = today;
      break;
    case RG_WINDOW_AGO:
      *to = today - window->days;
      break;
    case RG_WINDOW_NEXT:
      *from = today;
      *to = today + window->days - 1;
      break;
    case RG_WINDOW_BETWEEN:
      *from = window->from;
      *to = window->to;
      break;
    case RG_WINDOW_FROM:
      *from = window->from;
      break;
    case RG_WINDOW_UNTIL:
      *to = window->to;
      break;
    case RG_WINDOW_CALENDAR:
      start = rg_unit_start (today, window->unit, context->first_weekday);
      *from = rg_unit_step (start, window->unit, window->offset);
      *to = rg_unit_step (start, window->unit, window->offset + 1) - 1;
      break;
    }
}

void
rg_anniversaries (RgDay from, RgDay to, guint8 *wanted)
{
  memset (wanted, 0, RG_ANNIVERSARIES);
  for (RgDay day = from; day <= MIN (to, from + 366); day++)
    {
      int year, month, mday;

      rg_day_to_ymd (day, &year, &month, &mday);
      wanted[month * 32 + mday] = 1;
      if (month == 3 && mday == 1 && rg_day_from_ymd (year, 2, 29) == RG_DAY_NONE)
        wanted[2 * 32 + 29] = 1;
    }
}

/* --- receipts ----------------------------------------------------------------------------- */

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

static void
rg_receipt_filter_set_locations (RgReceiptFilter *filter, char *const *names)
{
  const RgNames *locations = &filter->dataset->locations;
  guint n = 0;

  filter->locations = rg_rule_match_names (names, locations, NULL);
  for (guint i = 0; i < locations->n; i++)
    if (filter->locations[i] && n++ < RG_FEW_LOCATIONS)
      filter->few[n - 1] = (guint16) i;
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
  if (where->locations != NULL)
    rg_receipt_filter_set_locations (filter, where->locations);
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

/* --- numbers ------------------------------------------------------------------------------ */

gint64 *
rg_measure_alloc (RgMeasure *measure, const RgDataset *dataset)
{
  measure->owned = RG_NUMBERS_NEW0 (gint64, dataset->n_customers + 1);
  measure->values = measure->owned;
  return measure->owned;
}

guint32 *
rg_measure_alloc_counts (RgMeasure *measure, const RgDataset *dataset)
{
  measure->small = RG_NUMBERS_NEW0 (gint32, dataset->n_customers + 1);
  return (guint32 *) measure->small;
}

void
rg_measure_clear (RgMeasure *measure)
{
  g_clear_pointer (&measure->owned, g_free);
  g_clear_pointer (&measure->known, g_free);
  g_clear_pointer (&measure->small, g_free);
  g_clear_pointer (&measure->tiny, g_free);
}

/* What is not known may be anything. */
static void
rg_measure_make_tiny (RgMeasure *measure, guint n)
{
  gint8 *tiny = g_new (gint8, n + 1);

  for (guint i = 0; i < n; i++)
    tiny[i] = rg_measure_knows (measure, i) ? (gint8) rg_measure_get (measure, i)
                                            : RG_TINY_UNKNOWN;
  rg_measure_clear (measure);
  measure->values = NULL;
  measure->tiny = tiny;
}

void
rg_measure_shorten (RgMeasure *measure, guint n)
{
  gint64 least = 0, most = 0;

  for (guint i = 0; i < n; i++)
    {
      const gint64 value = rg_measure_knows (measure, i) ? rg_measure_get (measure, i) : 0;

      least = MIN (least, value);
      most = MAX (most, value);
    }
  if (least > RG_TINY_UNKNOWN && most <= G_MAXINT8)
    rg_measure_make_tiny (measure, n);
  if (measure->values == NULL || least < G_MININT32 || most > G_MAXINT32)
    return;
  measure->small = g_new (gint32, n + 1);
  for (guint i = 0; i < n; i++)
    measure->small[i] = rg_measure_knows (measure, i) ? (gint32) measure->values[i] : 0;
  g_clear_pointer (&measure->owned, g_free);
}

/* The quotient of numbers whose product is not that large is exact in a double but for its rest. */
static gint64
rg_ratio_of_small (gint64 product, gint64 below)
{
  const double exact = (double) product / (double) below;
  gint64 quotient = (gint64) exact;

  quotient -= (double) quotient > exact;
  return quotient * 2 + (quotient * below != product);
}

gint64
rg_ratio (gint64 above, gint64 times, gint64 below)
{
  const gint64 small = G_GINT64_CONSTANT (1) << 51;
  const gint64 most = G_MAXINT64 / 4;
  gint64 product, quotient;
  __int128 sum, wide;

  /* Nearly always. */
  if (!__builtin_mul_overflow (above, times, &product))
    {
      if (product > -small && product < small && below < small)
        return rg_ratio_of_small (product, below);
      quotient = product / below;
      if (quotient * below > product)
        quotient--;
      return CLAMP (quotient, -most, most) * 2 + (quotient * below != product);
    }
  sum = (__int128) above * times;
  wide = sum / below;
  if (wide * below > sum)
    wide--;
  return (gint64) CLAMP (wide, -(__int128) most, (__int128) most) * 2 + (wide * below != sum);
}

static gint64
rg_receipt_net (const RgSales *sales, guint receipt)
{
  return rg_sales_net (sales, receipt);
}

/* Visits, and net sales where they are asked for, in one pass over the customers of receipts. What
 * nobody bought is counted behind the last of them, which costs no branch. */
G_ALWAYS_INLINE static inline void
rg_sum_visits_of (const RgReceiptFilter *filter, const RgSales *sales, gint64 *restrict net,
                  guint32 *restrict visits)
{
  const guint nobody = filter->dataset->n_customers;
  const guint32 *restrict customer = sales->customer;
  RgReceiptRuns runs;
  guint first, last;
  guint8 keep[RG_KEPT];

  rg_receipt_runs_init (&runs, filter, sales);
  while (rg_receipt_runs_next (&runs, &first, &last))
    for (guint n; first < last; first += n)
      {
        n = MIN (last - first, RG_KEPT);
        rg_receipt_run_keep (filter, sales, first, n, keep);
        for (guint i = 0; net != NULL && i < n; i++)
          net[MIN (customer[first + i], nobody)] +=
              rg_sales_net (sales, first + i) & -(gint64) keep[i];
        rg_keep_bits (sales->visit, TRUE, first, n, keep);
        for (guint i = 0; i < n; i++)
          visits[MIN (customer[first + i], nobody)] += keep[i];
      }
}

void
rg_sum_receipts (const RgRule *rule, const RgSegmentContext *context, gint64 *net, guint32 *visits)
{
  RgReceiptFilter filter;

  rg_receipt_filter_init (&filter, rule, context);
  for (guint b = 0; visits != NULL && b < 2; b++)
    if (net != NULL)
      rg_sum_visits_of (&filter, context->dataset->sales[b], net, visits);
    else
      rg_sum_visits_of (&filter, context->dataset->sales[b], NULL, visits);
  if (visits == NULL)
    rg_sum_receipts_of (&filter, rg_receipt_net, net);
  if (net != NULL)
    rg_dataset_fold_sums (context->dataset, net);
  if (visits != NULL)
    rg_dataset_fold_counts (context->dataset, visits);
  rg_receipt_filter_clear (&filter);
}

void
rg_rule_bounds (const RgRule *rule, const RgMeasure *measure, int digits, gint64 *low,
                gint64 *high)
{
  const gboolean money = (rule->kind->fields & RG_FIELD_MONEY) != 0 && !measure->ratio;
  const gint64 times = measure->ratio ? 2 : measure->milli ? 1000 : 1;
  gint64 unit = 1;
  RgOp op;

  rg_op_is_not (rule->op, &op);
  for (int i = digits; money && i < 6; i++)
    unit *= 10;
  *low = rule->low / unit;
  *high = rule->high / unit;
  /* Division cuts towards zero. */
  *low += *low * unit < rule->low;
  *high -= *high * unit > rule->high;
  *low *= times;
  *high *= times;
  if (op == RG_OP_AT_MOST)
    *low = G_MININT64;
  if (op == RG_OP_AT_LEAST)
    *high = G_MAXINT64;
}

static RgBitset *
rg_rule_turn (const RgRule *rule, const RgSegmentContext *context, RgBitset *set)
{
  return rg_op_is_not (rule->op, NULL) ? rg_complement (set, context->dataset) : set;
}

static void
rg_compare_small (const gint32 *values, guint n, gint64 low, gint64 high, guint8 *restrict out)
{
  const gint32 from = (gint32) CLAMP (low, G_MININT32, G_MAXINT32);
  const gint32 to = (gint32) CLAMP (high, G_MININT32, G_MAXINT32);
  const guint8 some = low <= G_MAXINT32 && high >= G_MININT32;

  for (guint i = 0; i < n; i++)
    out[i] = (values[i] >= from) & (values[i] <= to) & some;
}

static void
rg_compare_tiny (const gint8 *values, guint n, gint64 low, gint64 high, guint8 *restrict out)
{
  const gint8 from = (gint8) CLAMP (low, RG_TINY_UNKNOWN + 1, G_MAXINT8);
  const gint8 to = (gint8) CLAMP (high, RG_TINY_UNKNOWN + 1, G_MAXINT8);
  const guint8 some = low <= G_MAXINT8 && high > RG_TINY_UNKNOWN;

  for (guint i = 0; i < n; i++)
    out[i] = (values[i] >= from) & (values[i] <= to) & some;
}

static void
rg_compare_wide (const gint64 *values, guint n, gint64 low, gint64 high, guint8 *restrict out)
{
  for (guint i = 0; i < n; i++)
    out[i] = (values[i] >= low) & (values[i] <= high);
}

RgBitset *
rg_rule_compare (const RgRule *rule, const RgSegmentContext *context, const RgMeasure *measure)
{
  const RgDataset *dataset = context->dataset;
  RgBitset *set = rg_bitset_new (dataset->n_customers);
  gint64 low, high;

  rg_rule_bounds (rule, measure, context->digits, &low, &high);
  for (guint first = 0; first < dataset->n_customers; first += RG_COMPARED)
    {
      const guint n = MIN (RG_COMPARED, dataset->n_customers - first);
      guint8 flags[RG_COMPARED];

      if (measure->tiny != NULL)
        rg_compare_tiny (measure->tiny + first, n, low, high, flags);
      else if (measure->small != NULL)
        rg_compare_small (measure->small + first, n, low, high, flags);
      else
        rg_compare_wide (measure->values + first, n, low, high, flags);
      for (guint i = 0; measure->known != NULL && i < n; i++)
        flags[i] &= measure->known[first + i];
      rg_bitset_put_flags (set, first, flags, n);
    }
  rg_bitset_and (set, dataset->live);
  return rg_rule_turn (rule, context, set);
}

RgBitset *
rg_rule_scan (const RgRule *rule, const RgSegmentContext *context)
{
  RgMeasure measure = { 0 };
  RgBitset *set;

  if (rule->kind->scan != NULL)
    return rg_rule_turn (rule, context, rule->kind->scan (rule, context));
  rule->kind->measure (rule, context, &measure);
  set = rg_rule_compare (rule, context, &measure);
  rg_measure_clear (&measure);
  return set;
}

static gboolean
rg_rule_knows (const RgRule *rule, const char *name, const RgDataset *dataset)
{
  const RgNames *names = rg_rule_list_names (rule->kind->list, dataset);
  g_autofree char *folded = rg_fold (name);
  gboolean known = rg_names_find (names, name) != RG_NOTHING;

  for (guint i = 0; !known && rg_rule_list_row (rule->kind->list)->coded && i < names->n; i++)
    known = strcmp (dataset->products.folded_code[i], folded) == 0;
  return known;
}

const char *
rg_rule_unknown_name (const RgRule *rule, const RgDataset *dataset)
{
  char *const *lists[] = { rule->names, rule->others };
  char *const *locations = rule->where.locations;

  if (rule->kind->fields & RG_FIELD_OWN)
    return rg_rule_own_unknown (rule, dataset);
  for (guint l = 0; rule->kind->list != RG_LIST_NONE && !rg_op_is_part (rule->op) &&
                    !rg_rule_list_row (rule->kind->list)->open &&
                    l < G_N_ELEMENTS (lists); l++)
    for (guint k = 0; lists[l] != NULL && lists[l][k] != NULL; k++)
      if (!rg_rule_knows (rule, lists[l][k], dataset))
        return lists[l][k];
  for (guint k = 0; locations != NULL && locations[k] != NULL; k++)
    if (rg_names_find (&dataset->locations, locations[k]) == RG_NOTHING)
      return locations[k];
  return NULL;
}
