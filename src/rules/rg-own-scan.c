/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "config.h"

#include "rules/rg-own-scan.h"

#include "base/rg-money.h"

/* --- what is wanted ----------------------------------------------------------------------- */

/* Millionths in the units of the column: the lower bound is rounded up, the upper one down. */
static gint64
rg_own_scale_bound (const RgOwnColumn *column, gint64 micro, int digits, gboolean up)
{
  gint64 unit = column->kind == RG_OWN_NUMBER ? RG_PRICE_UNIT / RG_OWN_NUMBER_UNIT : 1;
  gint64 scaled;

  if (column->kind == RG_OWN_SCALE)
    unit = RG_PRICE_UNIT;
  for (int i = digits; column->kind == RG_OWN_MONEY && i < 6; i++)
    unit *= 10;
  scaled = micro / unit;
  if (up && scaled * unit < micro)
    scaled++;
  if (!up && scaled * unit > micro)
    scaled--;
  return scaled;
}

RgOwnValues
rg_own_values_in (const RgRule *rule, const RgOwnColumn *column, const RgSegmentContext *context)
{
  const gboolean scaled = rule->operand == RG_OPERAND_NUMBER;
  RgOwnValues wanted = { .low = rule->low };
  RgOp op;

  rg_op_is_not (rule->op, &op);
  wanted.high = op == RG_OP_BETWEEN || op == RG_OP_IS ? rule->high : rule->low;
  if (scaled)
    {
      wanted.low = rg_own_scale_bound (column, wanted.low, context->digits, TRUE);
      wanted.high = rg_own_scale_bound (column, wanted.high, context->digits, FALSE);
    }
  if (op == RG_OP_AT_MOST)
    wanted.low = G_MININT64;
  if (op == RG_OP_AT_LEAST)
    wanted.high = G_MAXINT64;
  if (op == RG_OP_LAST)
    {
      wanted.low = context->today - rule->low + 1;
      wanted.high = context->today;
    }
  if (op == RG_OP_NEXT)
    {
      wanted.low = context->today;
      wanted.high = context->today + rule->low - 1;
    }
  if (op == RG_OP_WHEN)
    {
      RgDay from, to;

      rg_window_days (&rule->window, context, &from, &to);
      wanted.low = from;
      wanted.high = to;
    }
  return wanted;
}

static const RgOwnValues rg_own_any = { NULL, G_MININT64, G_MAXINT64, 0 };
static const RgOwnValues rg_own_none = { NULL, 1, 0, 0 };

/* The days that have their anniversary in the window, of those that there are. */
static RgOwnValues
rg_own_yearly (const RgRule *rule, const RgOwnColumn *column, const RgSegmentContext *context)
{
  RgOwnValues wanted = rg_own_none;
  gint64 first = G_MAXINT32, last = G_MININT32;
  RgDay from, to;

  rg_window_days (&rule->window, context, &from, &to);
  for (guint i = 0; i < column->n; i++)
    {
      first = MIN (first, column->value[i]);
      last = MAX (last, column->value[i]);
    }
  if (first > last)
    return wanted;
  wanted.match = rg_anniversary_days ((RgDay) first, (guint) (last - first) + 1, from, to);
  wanted.first = first;
  return wanted;
}

RgOwnValues
rg_own_values_of (const RgRule *rule, const RgOwnColumn *column, const RgSegmentContext *context)
{
  RgOwnValues words = rg_own_any;
  RgOp op;

  rg_op_is_not (rule->op, &op);
  if (op == RG_OP_KNOWN)
    return rg_own_any;
  if (rg_own_kind_operand (column->kind) != rule->operand)
    return rg_own_none;
  if (op == RG_OP_YEARLY)
    return rg_own_yearly (rule, column, context);
  if (rule->operand != RG_OPERAND_NAMES)
    return rg_own_values_in (rule, column, context);
  words.match = rg_rule_match_words (rule, &column->names);
  return words;
}

static gboolean
rg_own_values_have (const RgOwnValues *wanted, gint64 value)
{
  if (wanted->match != NULL)
    return wanted->match[value - wanted->first];
  return value >= wanted->low && value <= wanted->high;
}

/* --- who has it --------------------------------------------------------------------------- */

/* What those have who were merged into somebody, for those who have nothing themselves. Entries are
 * in the order of ids: the first one speaks for all. */
static void
rg_own_scan_merged (const RgOwnColumn *column, const RgOwnValues *wanted, const RgDataset *dataset,
                    const RgBitset *known, RgBitset *set)
{
  g_autoptr (GHashTable) speakers = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < column->n; i++)
    {
      const guint position = rg_dataset_find_customer (dataset, column->customer[i]);
      const gpointer whose = (gpointer) (gintptr) column->customer[i];
      guint target;
      gpointer speaker;

      if (position == RG_NOBODY || rg_bitset_get (dataset->live, position))
        continue;
      target = rg_dataset_resolve (dataset, position);
      if (target == RG_NOBODY || rg_bitset_get (known, target))
        continue;
      speaker = g_hash_table_lookup (speakers, GUINT_TO_POINTER (target + 1));
      if (speaker == NULL)
        g_hash_table_insert (speakers, GUINT_TO_POINTER (target + 1), whose);
      if ((speaker == NULL || speaker == whose) && rg_own_values_have (wanted, column->value[i]))
        rg_bitset_add (set, target);
    }
}

/* Whose ids are dense: each entry is one look-up. */
G_ALWAYS_INLINE static inline void
rg_own_scan_table (const RgOwnColumn *column, const RgOwnValues *wanted, gboolean matches,
                   const guint32 *positions, guint n_positions, guint64 *restrict words)
{
  const gint64 *customer = column->customer, *value = column->value;
  const guint8 *match = wanted->match;
  const gint64 low = wanted->low, high = wanted->high, first_of_match = wanted->first;
  guint64 bits = 0;
  guint word = 0;

  for (guint i = 0; i < column->n; i++)
    {
      const guint64 id = (guint64) customer[i];
      const guint position = id < n_positions ? positions[id] : RG_NOTHING;
      const gboolean has = matches ? match[value[i] - first_of_match]
                                   : (value[i] >= low) & (value[i] <= high);

      if (position == RG_NOTHING)
        continue;
      /* Mostly the one behind the last: writing each bit would wait for the one before. */
      if (position >> 6 != word)
        {
          words[word] |= bits;
          word = position >> 6;
          bits = 0;
        }
      bits |= (guint64) has << (position & 63);
    }
  if (n_positions > 0)
    words[word] |= bits;
}

static void
rg_own_scan_entries (const RgOwnColumn *column, const RgOwnValues *wanted,
                     const RgDataset *dataset, RgBitset *set)
{
  for (guint i = 0; i < column->n; i++)
    if (rg_own_values_have (wanted, column->value[i]))
      {
        const guint position = rg_dataset_find_customer (dataset, column->customer[i]);

        if (position != RG_NOBODY)
          rg_bitset_add (set, position);
      }
}

/* Who has it themselves, whether they live or not. */
static RgBitset *
rg_own_scan_themselves (const RgOwnColumn *column, const RgOwnValues *wanted,
                        const RgDataset *dataset)
{
  RgBitset *set = rg_bitset_new (dataset->n_customers);
  guint n;
  const guint32 *positions = rg_dataset_positions (dataset, &n);

  if (rg_own_codes_scan (&column->codes, wanted, dataset, set))
    return set;
  if (positions == NULL)
    rg_own_scan_entries (column, wanted, dataset, set);
  else if (wanted->match != NULL)
    rg_own_scan_table (column, wanted, TRUE, positions, n, set->words);
  else
    rg_own_scan_table (column, wanted, FALSE, positions, n, set->words);
  return set;
}

RgBitset *
rg_own_values_scan (const RgOwnValues *wanted, const RgOwnColumn *column, const RgDataset *dataset)
{
  RgBitset *set = rg_own_scan_themselves (column, wanted, dataset);

  rg_bitset_and (set, dataset->live);
  if (rg_dataset_has_merged (dataset))
    {
      g_autoptr (RgBitset) known = rg_own_scan_themselves (column, &rg_own_any, dataset);

      if (rg_bitset_count_and_not (known, dataset->live) > 0)
        rg_own_scan_merged (column, wanted, dataset, known, set);
    }
  return set;
}

RgBitset *
rg_own_column_scan (const RgOwnColumn *column, guint8 *match, const RgDataset *dataset)
{
  const RgOwnValues wanted = { .match = match };
  RgBitset *set = rg_own_values_scan (&wanted, column, dataset);

  g_free (match);
  return set;
}

guint
rg_own_column_speaker (const RgOwnColumn *column, const RgDataset *dataset)
{
  for (guint i = 0; i < column->n; i++)
    if (column->customer[i] == rg_dataset_customer_id (dataset, 0))
      return i;
  return 0;
}
