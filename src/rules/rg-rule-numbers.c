/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The numbers of customers, and comparing them. */
#include "config.h"

#include "base/rg-numbers.h"
#include "base/rg-processor.h"
#include "rules/rg-rule-scan.h"

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

RgFraction *
rg_measure_alloc_fractions (RgMeasure *measure, const RgDataset *dataset, gint64 times)
{
  measure->fractions = RG_NUMBERS_NEW0 (RgFraction, dataset->n_customers + 1);
  measure->times = times;
  measure->ratio = TRUE;
  return measure->fractions;
}

void
rg_measure_clear (RgMeasure *measure)
{
  g_clear_pointer (&measure->fractions, g_free);
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

/* Each is divided once, instead of being multiplied at each comparison. */
static void
rg_measure_divide (RgMeasure *measure, guint n)
{
  gint64 *values = RG_NUMBERS_NEW (gint64, n + 1);
  guint8 *known = g_new (guint8, n + 1);

  for (guint i = 0; i < n; i++)
    {
      known[i] = rg_measure_knows (measure, i);
      values[i] = rg_measure_get (measure, i);
    }
  g_clear_pointer (&measure->fractions, g_free);
  measure->values = measure->owned = values;
  measure->known = known;
}

void
rg_measure_shorten (RgMeasure *measure, guint n)
{
  gint64 least = 0, most = 0;

  if (measure->fractions != NULL)
    rg_measure_divide (measure, n);
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

RgBitset *
rg_rule_turn (const RgRule *rule, const RgSegmentContext *context, RgBitset *set)
{
  return rg_op_is_not (rule->op, NULL) ? rg_complement (set, context->dataset) : set;
}

RG_WITH_WIDE static void
rg_compare_small (const gint32 *values, guint n, gint64 low, gint64 high, guint8 *restrict out)
{
  const gint32 from = (gint32) CLAMP (low, G_MININT32, G_MAXINT32);
  const gint32 to = (gint32) CLAMP (high, G_MININT32, G_MAXINT32);
  const guint8 some = low <= G_MAXINT32 && high >= G_MININT32;

  for (guint i = 0; i < n; i++)
    out[i] = (values[i] >= from) & (values[i] <= to) & some;
}

RG_WITH_WIDE static void
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

/* A half that is rounded down is at least a whole number where all of it is, and at most one where
 * all of it is: then nothing needs to be divided. */
static void
rg_compare_fractions (const RgFraction *fractions, gint64 times, guint n, gint64 low, gint64 high,
                      guint8 *restrict out)
{
  const gboolean from_below = low == G_MININT64, without_end = high == G_MAXINT64;
  const __int128 from = low / 2, to = high / 2;

  for (guint i = 0; i < n; i++)
    {
      const __int128 above = (__int128) fractions[i].above * times;
      const gint64 below = fractions[i].below;

      out[i] = (below > 0) & (from_below | (above >= from * below)) &
               (without_end | (above <= to * below));
    }
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

      if (measure->fractions != NULL)
        rg_compare_fractions (measure->fractions + first, measure->times, n, low, high, flags);
      else if (measure->tiny != NULL)
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
