/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rules as passes over the columns of customers; the days of windows. */
#include "config.h"

#include "rules/rg-rule-scan.h"

#include "base/rg-fold.h"
#include "rules/rg-rule-own.h"

#include <string.h>

/* --- customers ---------------------------------------------------------------------------- */

RgBitset *
rg_flags_to_live (const guint8 *flags, const RgDataset *dataset)
{
  RgBitset *set = rg_bitset_new_from_flags (flags, dataset->n_customers);

  rg_bitset_and (set, dataset->live);
  return set;
}

RgBitset *
rg_scan_chunks (const RgDataset *dataset, RgChunkFunc func, gconstpointer data)
{
  const guint n = rg_dataset_n_chunks (dataset);
  RgBitset *set = rg_bitset_new (dataset->n_customers);

  for (guint c = 0; c < n; c++)
    {
      const RgCustomerChunk *chunk = rg_dataset_chunk (dataset, c);
      guint8 flags[RG_CHUNK_SIZE] = { 0 };

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

RgBitset *
rg_rule_scan (const RgRule *rule, const RgSegmentContext *context)
{
  RgMeasure measure = { 0 };
  RgBitset *set;
  RgOp op;

  rg_op_is_not (rule->op, &op);
  if (rule->kind->scan != NULL)
    return rg_rule_turn (rule, context, rule->kind->scan (rule, context));
  if (rule->kind->some != NULL && op == RG_OP_AT_LEAST && rule->low == 1)
    return rg_rule_turn (rule, context, rule->kind->some (rule, context));
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
