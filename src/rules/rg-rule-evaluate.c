/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rules as passes over columns. Sums are gathered by unresolved position and moved to the living
 * customer afterwards, which keeps the merge map out of the loops. */
#include "config.h"

#include "rules/rg-rule-evaluate.h"

#include "base/rg-fold.h"
#include "base/rg-money.h"
#include "rules/rg-rule-own.h"
#include "rules/rg-stages.h"

#include <string.h>

/* The days of a window, both included. */
static void
rg_window_days (const RgWindow *window, RgDay today, RgDay *from, RgDay *to)
{
  *from = G_MININT32;
  *to = G_MAXINT32;
  if (window->mode == RG_WINDOW_LAST)
    {
      *from = today - window->days + 1;
      *to = today;
    }
  else if (window->mode == RG_WINDOW_BETWEEN)
    {
      *from = window->from;
      *to = window->to;
    }
}

static RgBitset *
rg_flags_to_live (const guint8 *flags, const RgDataset *dataset)
{
  RgBitset *set = rg_bitset_new_from_flags (flags, dataset->n_customers);

  rg_bitset_and (set, dataset->live);
  return set;
}

/* What "is not" and "never" mean: all living customers but those. */
static RgBitset *
rg_complement (RgBitset *set, const RgDataset *dataset)
{
  RgBitset *rest = rg_bitset_copy (dataset->live);

  rg_bitset_and_not (rest, set);
  rg_bitset_unref (set);
  return rest;
}

/* --- customers ---------------------------------------------------------------------------- */

guint8 *
rg_rule_match_names (const RgRule *rule, const RgNames *names, const RgProducts *products)
{
  guint8 *match = g_new0 (guint8, names->n + 1);

  for (guint k = 0; rule->names[k] != NULL; k++)
    {
      g_autofree char *folded = rg_fold (rule->names[k]);
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

/* A few names are compared, which the processor does for many customers at once; more are looked
 * up. */
#define RG_FEW_NAMES 8

typedef struct {
  const guint8 *match; /* one byte a name, and 0 for none */
  guint n;
  guint32 few[RG_FEW_NAMES];
  guint n_few; /* 0: many */
} RgWanted;

static RgWanted
rg_wanted_new (const guint8 *match, guint n)
{
  RgWanted wanted = { .match = match, .n = n };

  for (guint i = 0; i < n; i++)
    {
      if (match[i] && wanted.n_few == RG_FEW_NAMES)
        {
          wanted.n_few = 0;
          break;
        }
      if (match[i])
        wanted.few[wanted.n_few++] = i;
    }
  return wanted;
}

/* out: all 0 before. */
static void
rg_wanted_mark (const RgWanted *wanted, const guint32 *column, guint n, guint8 *restrict out)
{
  for (guint k = 0; k < wanted->n_few; k++)
    {
      const guint32 one = wanted->few[k];

      for (guint i = 0; i < n; i++)
        out[i] |= column[i] == one;
    }
  for (guint i = 0; wanted->n_few == 0 && i < n; i++)
    out[i] = wanted->match[MIN (column[i], wanted->n)];
}

static RgBitset *
rg_scan_place (const RgRule *rule, const RgDataset *dataset)
{
  gboolean city = rule->kind == RG_RULE_CITY;
  const RgNames *names = city ? &dataset->cities : &dataset->countries;
  g_autofree guint8 *match = rg_rule_match_names (rule, names, NULL);
  g_autofree guint8 *flags = g_new0 (guint8, dataset->n_customers + RG_CHUNK_SIZE);
  const RgWanted wanted = rg_wanted_new (match, names->n);

  for (guint c = 0; c < rg_dataset_n_chunks (dataset); c++)
    {
      const RgCustomerChunk *chunk = rg_dataset_chunk (dataset, c);

      rg_wanted_mark (&wanted, city ? chunk->city : chunk->country, chunk->n,
                      flags + (gsize) c * RG_CHUNK_SIZE);
    }
  return rg_flags_to_live (flags, dataset);
}

static RgBitset *
rg_scan_has (const RgRule *rule, const RgDataset *dataset)
{
  g_autofree guint8 *flags = g_new0 (guint8, dataset->n_customers + RG_CHUNK_SIZE);

  for (guint c = 0; c < rg_dataset_n_chunks (dataset); c++)
    {
      const RgCustomerChunk *chunk = rg_dataset_chunk (dataset, c);

      const guint n = chunk->n;
      const guint8 has = rule->has;
      guint8 *restrict out = flags + (gsize) c * RG_CHUNK_SIZE;

      for (guint i = 0; i < n; i++)
        out[i] = chunk->flags[i] >> has & 1;
    }
  return rg_flags_to_live (flags, dataset);
}

/* The latest day of birth of one who is `years` old today. */
static RgDay
rg_latest_birth (RgDay today, gint64 years)
{
  RgDay day = rg_day_add_months (today, (int) (-12 * years)) + 2;

  while (rg_day_years_between (day, today) < years)
    day--;
  return day;
}

static RgBitset *
rg_scan_days (const RgDataset *dataset, gsize offset, RgDay from, RgDay to)
{
  g_autofree guint8 *flags = g_new0 (guint8, dataset->n_customers + RG_CHUNK_SIZE);

  for (guint c = 0; c < rg_dataset_n_chunks (dataset); c++)
    {
      const RgCustomerChunk *chunk = rg_dataset_chunk (dataset, c);
      const RgDay *column = (const RgDay *) (gconstpointer) ((const char *) chunk + offset);
      const guint n = chunk->n;
      guint8 *restrict out = flags + (gsize) c * RG_CHUNK_SIZE;

      for (guint i = 0; i < n; i++)
        out[i] = (column[i] != RG_DAY_NONE) & (column[i] >= from) & (column[i] <= to);
    }
  return rg_flags_to_live (flags, dataset);
}

static RgBitset *
rg_scan_age (const RgRule *rule, const RgSegmentContext *context)
{
  RgDay from = RG_DAY_NONE + 1, to = context->today;

  if (rule->op != RG_OP_AT_MOST)
    to = rg_latest_birth (context->today, rule->low);
  if (rule->op != RG_OP_AT_LEAST)
    from = rg_latest_birth (context->today, rule->high + 1) + 1;
  return rg_scan_days (context->dataset, G_STRUCT_OFFSET (RgCustomerChunk, born), from, to);
}

static RgBitset *
rg_scan_birthdays (const RgDataset *dataset, const guint8 *wanted)
{
  g_autofree guint8 *flags = g_new0 (guint8, dataset->n_customers + RG_CHUNK_SIZE);

  for (guint c = 0; c < rg_dataset_n_chunks (dataset); c++)
    {
      const RgCustomerChunk *chunk = rg_dataset_chunk (dataset, c);

      const guint n = chunk->n;
      guint8 *restrict out = flags + (gsize) c * RG_CHUNK_SIZE;

      for (guint i = 0; i < n; i++)
        out[i] = wanted[chunk->birthday[i]];
    }
  return rg_flags_to_live (flags, dataset);
}

#define BIRTHDAYS (13 * 32)

static RgBitset *
rg_scan_birthday_month (const RgRule *rule, const RgDataset *dataset)
{
  guint8 wanted[BIRTHDAYS] = { 0 };

  memset (wanted + rule->low * 32, 1, 32);
  return rg_scan_birthdays (dataset, wanted);
}

/* One born on 29 February has the birthday on 1 March in common years, as ages are counted. */
static RgBitset *
rg_scan_birthday_soon (const RgRule *rule, const RgSegmentContext *context)
{
  guint8 wanted[BIRTHDAYS] = { 0 };

  for (int i = 0; i < rule->low; i++)
    {
      int year, month, mday;

      rg_day_to_ymd (context->today + i, &year, &month, &mday);
      wanted[month * 32 + mday] = 1;
      if (month == 3 && mday == 1 && rg_day_from_ymd (year, 2, 29) == RG_DAY_NONE)
        wanted[2 * 32 + 29] = 1;
    }
  return rg_scan_birthdays (context->dataset, wanted);
}

static RgBitset *
rg_scan_tag (const RgRule *rule, const RgDataset *dataset)
{
  g_autofree guint8 *match = rg_rule_match_names (rule, &dataset->tags, NULL);
  RgBitset *set = rg_bitset_new (dataset->n_customers);

  for (guint i = 0; i < dataset->tags.n; i++)
    if (match[i])
      rg_bitset_or (set, dataset->tag_members[i]);
  rg_dataset_fold_members (dataset, set);
  return set;
}

static RgBitset *
rg_scan_permission (const RgRule *rule, const RgDataset *dataset)
{
  RgBitset *set = rg_bitset_copy (dataset->live);

  if (rule->permission == RG_PERMISSION_UNKNOWN)
    {
      rg_bitset_and_not (set, dataset->permission[rule->channel][0]);
      rg_bitset_and_not (set, dataset->permission[rule->channel][1]);
    }
  else
    rg_bitset_and (set, dataset->permission[rule->channel][rule->permission == RG_PERMISSION_NO]);
  return set;
}

/* --- visits and money --------------------------------------------------------------------- */

/* Sums and visits of each customer in the window. */
typedef struct {
  gint64 *net;
  guint32 *visits;
} RgSums;

static void
rg_sums_add_block (RgSums *sums, const RgDataset *dataset, const RgSales *sales, RgDay from,
                   RgDay to)
{
  guint end = to == G_MAXINT32 ? sales->n_receipts : rg_sales_find_day (sales, to + 1);

  for (guint i = rg_sales_find_day (sales, from); i < end; i++)
    {
      guint who = sales->customer[i];

      if (who == RG_NOBODY || !rg_dataset_receipt_counts (dataset, sales, i))
        continue;
      if (sums->net != NULL)
        sums->net[who] += sales->net[i];
      if (sums->visits != NULL)
        sums->visits[who] += rg_bitset_get (sales->visit, i);
    }
}

static void
rg_sums_gather (RgSums *sums, gboolean net, gboolean visits, const RgWindow *window,
                const RgSegmentContext *context)
{
  const RgDataset *dataset = context->dataset;
  RgDay from, to;

  rg_window_days (window, context->today, &from, &to);
  sums->net = net ? g_new0 (gint64, dataset->n_customers + 1) : NULL;
  sums->visits = visits ? g_new0 (guint32, dataset->n_customers + 1) : NULL;
  for (guint b = 0; b < 2; b++)
    rg_sums_add_block (sums, dataset, dataset->sales[b], from, to);
  if (net)
    rg_dataset_fold_sums (dataset, sums->net);
  if (visits)
    rg_dataset_fold_counts (dataset, sums->visits);
}

static void
rg_sums_clear (RgSums *sums)
{
  g_free (sums->net);
  g_free (sums->visits);
}

/* The amounts of a rule in minor units: what is at least `low` millionths and at most `high`. */
static void
rg_rule_bounds (const RgRule *rule, int digits, gint64 *low, gint64 *high)
{
  gboolean money = (rg_rule_kind_info (rule->kind)->fields & RG_FIELD_MONEY) != 0;
  gint64 unit = 1;

  for (int i = digits; money && i < 6; i++)
    unit *= 10;
  *low = rule->op == RG_OP_AT_MOST ? G_MININT64 : rule->low / unit;
  *high = rule->op == RG_OP_AT_LEAST ? G_MAXINT64 : rule->high / unit;
  /* Division cuts towards zero; the lower bound is to be rounded up, the upper one down. */
  if (rule->op != RG_OP_AT_MOST && *low * unit < rule->low)
    (*low)++;
  if (rule->op != RG_OP_AT_LEAST && *high * unit > rule->high)
    (*high)--;
}

static RgBitset *
rg_scan_spend (const RgRule *rule, const RgSegmentContext *context)
{
  const RgDataset *dataset = context->dataset;
  const guint n = dataset->n_customers;
  g_autofree guint8 *flags = g_new (guint8, n + 1);
  guint8 *restrict out = flags;
  gboolean ever = rule->window.mode == RG_WINDOW_EVER;
  RgSums sums = { NULL, NULL };
  const gint64 *net = dataset->facts.spend;
  gint64 low, high;

  rg_rule_bounds (rule, context->digits, &low, &high);
  if (!ever)
    {
      rg_sums_gather (&sums, TRUE, FALSE, &rule->window, context);
      net = sums.net;
    }
  for (guint i = 0; i < n; i++)
    out[i] = (net[i] >= low) & (net[i] <= high);
  rg_sums_clear (&sums);
  return rg_flags_to_live (flags, dataset);
}

static RgBitset *
rg_scan_visits (const RgRule *rule, const RgSegmentContext *context)
{
  const RgDataset *dataset = context->dataset;
  const guint n = dataset->n_customers;
  g_autofree guint8 *flags = g_new (guint8, n + 1);
  guint8 *restrict out = flags;
  RgSums sums = { NULL, NULL };
  const guint32 *visits = dataset->facts.visits;
  gint64 low, high;

  rg_rule_bounds (rule, context->digits, &low, &high);
  if (rule->window.mode != RG_WINDOW_EVER)
    {
      rg_sums_gather (&sums, FALSE, TRUE, &rule->window, context);
      visits = sums.visits;
    }
  for (guint i = 0; i < n; i++)
    out[i] = (visits[i] >= low) & (visits[i] <= high);
  rg_sums_clear (&sums);
  return rg_flags_to_live (flags, dataset);
}

/* Net sales by visits, without rounding: the sum is compared with the bound times the visits. */
static RgBitset *
rg_scan_basket (const RgRule *rule, const RgSegmentContext *context)
{
  const RgDataset *dataset = context->dataset;
  g_autofree guint8 *flags = g_new0 (guint8, dataset->n_customers + 1);
  RgSums sums = { NULL, NULL };
  const gint64 *net = dataset->facts.spend;
  const guint32 *times = dataset->facts.visits;
  __int128 unit = 1;

  for (int i = context->digits; i < 6; i++)
    unit *= 10;
  if (rule->window.mode != RG_WINDOW_EVER)
    {
      rg_sums_gather (&sums, TRUE, TRUE, &rule->window, context);
      net = sums.net;
      times = sums.visits;
    }
  for (guint i = 0; i < dataset->n_customers; i++)
    {
      __int128 sum = net[i] * unit;
      __int128 visits = times[i];

      flags[i] = visits > 0 && (rule->op == RG_OP_AT_MOST || sum >= rule->low * visits) &&
                 (rule->op == RG_OP_AT_LEAST || sum <= rule->high * visits);
    }
  rg_sums_clear (&sums);
  return rg_flags_to_live (flags, dataset);
}

static RgBitset *
rg_scan_visit_days (const RgDataset *dataset, const RgDay *days, RgDay from, RgDay to)
{
  const guint n = dataset->n_customers;
  g_autofree guint8 *flags = g_new (guint8, n + 1);
  guint8 *restrict out = flags;

  for (guint i = 0; i < n; i++)
    out[i] = (days[i] != RG_DAY_NONE) & (days[i] >= from) & (days[i] <= to);
  return rg_flags_to_live (flags, dataset);
}

static RgBitset *
rg_scan_first_visit (const RgRule *rule, const RgSegmentContext *context)
{
  RgDay from, to;

  rg_window_days (&rule->window, context->today, &from, &to);
  return rg_scan_visit_days (context->dataset, context->dataset->facts.first_day, from, to);
}

/* Sales after today, which a wrong clock of the till may give, count as a visit since. */
static RgBitset *
rg_scan_absent (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_scan_visit_days (context->dataset, context->dataset->facts.last_day,
                             G_MININT32, context->today - (RgDay) rule->low);
}

static RgBitset *
rg_scan_stage (const RgRule *rule, const RgSegmentContext *context)
{
  const guint n = context->dataset->n_customers;
  g_autofree guint8 *stages = rg_stages_of_dataset (context->dataset, context->today);

  for (guint i = 0; i < n; i++)
    stages[i] = stages[i] == rule->stage;
  return rg_flags_to_live (stages, context->dataset);
}

/* --- products ----------------------------------------------------------------------------- */

static guint8 *
rg_rule_match_products (const RgRule *rule, const RgDataset *dataset)
{
  const RgProducts *products = &dataset->products;
  g_autofree guint8 *categories = NULL;
  guint8 *match;

  if (rg_rule_kind_info (rule->kind)->list == RG_LIST_PRODUCTS)
    return rg_rule_match_names (rule, &products->names, products);
  categories = rg_rule_match_names (rule, &dataset->categories, NULL);
  match = g_new0 (guint8, products->names.n + 1);
  for (guint i = 0; i < products->names.n; i++)
    match[i] = categories[MIN (products->category[i], dataset->categories.n)];
  return match;
}

typedef struct {
  const RgDataset *dataset;
  const guint8 *match;
  RgBitset *seen; /* receipts that counted; NULL where only one product matches */
  guint32 *times; /* by customer */
} RgBought;

static void
rg_bought_add_product (RgBought *bought, const RgSales *sales, guint product, guint first,
                       guint last)
{
  const guint end = sales->product_start[product + 1];
  guint32 at = sales->product_start[product];
  guint receipt = 0;

  while (at < end && (receipt = rg_sales_next_of_product (sales, &at, receipt)) < last)
    {
      if (receipt < first || !rg_dataset_receipt_counts (bought->dataset, sales, receipt))
        continue;
      if (bought->seen != NULL)
        {
          if (rg_bitset_get (bought->seen, receipt))
            continue;
          rg_bitset_add (bought->seen, receipt);
        }
      bought->times[sales->customer[receipt]]++;
    }
}

/* Counts receipts in which one of the products was sold (not returned, not less than nothing). */
static void
rg_bought_add_block (RgBought *bought, const RgSales *sales, RgDay from, RgDay to)
{
  const guint first = rg_sales_find_day (sales, from);
  const guint last = to == G_MAXINT32 ? sales->n_receipts : rg_sales_find_day (sales, to + 1);
  guint n = 0;

  for (guint i = 0; i < sales->n_products; i++)
    n += bought->match[i];
  bought->seen = n > 1 ? rg_bitset_new (sales->n_receipts) : NULL;
  for (guint i = 0; i < sales->n_products; i++)
    if (bought->match[i])
      rg_bought_add_product (bought, sales, i, first, last);
  g_clear_pointer (&bought->seen, rg_bitset_unref);
}

static RgBitset *
rg_scan_bought (const RgRule *rule, const RgSegmentContext *context, gint64 times)
{
  const RgDataset *dataset = context->dataset;
  const guint n = dataset->n_customers;
  const guint32 least = (guint32) CLAMP (times, 0, G_MAXUINT32);
  g_autofree guint8 *match = rg_rule_match_products (rule, dataset);
  g_autofree guint32 *counts = g_new0 (guint32, n + 1);
  g_autofree guint8 *flags = g_new (guint8, n + 1);
  guint8 *restrict out = flags;
  RgBought bought = { dataset, match, NULL, counts };
  RgDay from, to;

  rg_window_days (&rule->window, context->today, &from, &to);
  for (guint b = 0; b < 2; b++)
    rg_bought_add_block (&bought, dataset->sales[b], from, to);
  rg_dataset_fold_counts (dataset, counts);
  for (guint i = 0; i < n; i++)
    out[i] = counts[i] >= least;
  return rg_flags_to_live (flags, dataset);
}

/* --- all kinds ---------------------------------------------------------------------------- */

RgBitset *
rg_rule_scan (const RgRule *rule, const RgSegmentContext *context)
{
  const RgDataset *dataset = context->dataset;
  gboolean not = rule->op == RG_OP_IS_NOT;
  RgDay from, to;

  rg_window_days (&rule->window, context->today, &from, &to);
  switch (rule->kind)
    {
    case RG_RULE_OWN:
      return rg_op_is_not (rule->op, NULL)
               ? rg_complement (rg_rule_own_scan (rule, context), dataset)
               : rg_rule_own_scan (rule, context);
    case RG_RULE_COUNTRY:
    case RG_RULE_CITY:
      return not ? rg_complement (rg_scan_place (rule, dataset), dataset)
                 : rg_scan_place (rule, dataset);
    case RG_RULE_AGE:
      return rg_scan_age (rule, context);
    case RG_RULE_BIRTHDAY_MONTH:
      return rg_scan_birthday_month (rule, dataset);
    case RG_RULE_BIRTHDAY_SOON:
      return rg_scan_birthday_soon (rule, context);
    case RG_RULE_NAME:
      return rg_dataset_search_name (dataset, rule->names[0]);
    case RG_RULE_TEXT:
      return rg_dataset_search (dataset, rule->names[0]);
    case RG_RULE_JOINED:
      return rg_scan_days (dataset, G_STRUCT_OFFSET (RgCustomerChunk, joined), from, to);
    case RG_RULE_HAS:
      return not ? rg_complement (rg_scan_has (rule, dataset), dataset)
                 : rg_scan_has (rule, dataset);
    case RG_RULE_TAG:
      return not ? rg_complement (rg_scan_tag (rule, dataset), dataset)
                 : rg_scan_tag (rule, dataset);
    case RG_RULE_PERMISSION:
      return rg_scan_permission (rule, dataset);
    case RG_RULE_SPEND:
      return rg_scan_spend (rule, context);
    case RG_RULE_VISITS:
      return rg_scan_visits (rule, context);
    case RG_RULE_BASKET:
      return rg_scan_basket (rule, context);
    case RG_RULE_FIRST_VISIT:
      return rg_scan_first_visit (rule, context);
    case RG_RULE_ABSENT:
      return rg_scan_absent (rule, context);
    case RG_RULE_STAGE:
      return not ? rg_complement (rg_scan_stage (rule, context), dataset)
                 : rg_scan_stage (rule, context);
    case RG_RULE_BOUGHT_PRODUCT:
    case RG_RULE_BOUGHT_CATEGORY:
      return rg_scan_bought (rule, context, rule->low);
    case RG_RULE_NEVER_PRODUCT:
    case RG_RULE_NEVER_CATEGORY:
      return rg_complement (rg_scan_bought (rule, context, 1), dataset);
    }
  g_return_val_if_reached (rg_bitset_new (dataset->n_customers));
}

const char *
rg_rule_unknown_name (const RgRule *rule, const RgDataset *dataset)
{
  const RgNames *lists[] = { NULL, &dataset->countries, &dataset->cities, &dataset->tags,
                             &dataset->products.names, &dataset->categories };
  RgRuleList list = rg_rule_kind_info (rule->kind)->list;

  if (rule->kind == RG_RULE_OWN)
    return rg_rule_own_unknown (rule, dataset);
  for (guint k = 0; list != RG_LIST_NONE && rule->names != NULL && rule->names[k] != NULL; k++)
    {
      g_autofree char *folded = rg_fold (rule->names[k]);
      gboolean known = rg_names_find (lists[list], rule->names[k]) != RG_NOTHING;

      for (guint i = 0; !known && list == RG_LIST_PRODUCTS && i < lists[list]->n; i++)
        known = strcmp (dataset->products.folded_code[i], folded) == 0;
      if (!known)
        return rule->names[k];
    }
  return NULL;
}
