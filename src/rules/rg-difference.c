/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Judges each trait, then all of them together. */
#include "config.h"

#include "rules/rg-difference.h"

#include <math.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "base/rg-share-words.h"
#include "rules/rg-rule-scan.h"

#define RG_LEVEL 0.95

static double
rg_count_share (const RgTraitCount *count, guint side)
{
  return (double) count->hits[side] / count->n[side];
}

/* The nearer end of the interval of the ratio; with half a person more in each cell, so that there
 * is one where somebody is in none of them. */
static double
rg_count_strength (const RgTraitCount *count)
{
  const double a = count->hits[0] + 0.5, b = count->hits[1] + 0.5;
  const double n = count->n[0] + 1.0, m = count->n[1] + 1.0;
  const double middle = fabs (log (a / n) - log (b / m));
  const double half = rg_stats_normal_quantile (0.5 + RG_LEVEL / 2)
                      * sqrt (1 / a - 1 / n + 1 / b - 1 / m);

  return MAX (middle - half, 0);
}

static void
rg_difference_judge (RgDifference *difference)
{
  const RgTraitCount *count = &difference->count;
  const guint *hits = count->hits, *n = count->n;

  difference->judged = n[0] >= RG_DIFFERENCE_LEAST && n[1] >= RG_DIFFERENCE_LEAST
                       && rg_stats_can_tell (hits[0] + hits[1], n[0], n[1], RG_DIFFERENCE_RATE);
  if (!difference->judged)
    return;
  difference->p = rg_stats_compare_shares (hits[0], n[0], hits[1], n[1]);
  difference->ratio = rg_count_share (count, 0) / rg_count_share (count, 1);
  difference->ratios = rg_stats_katz (hits[0], n[0], hits[1], n[1], RG_LEVEL);
  difference->apart = rg_stats_newcombe (hits[0], n[0], hits[1], n[1], RG_LEVEL);
  difference->strength = rg_count_strength (count);
}

/* All that were judged, together. */
static void
rg_differences_guard (GArray *differences)
{
  g_autofree double *p = g_new (double, differences->len + 1);
  g_autofree double *rates = g_new (double, differences->len + 1);
  guint n = 0;

  for (guint i = 0; i < differences->len; i++)
    if (g_array_index (differences, RgDifference, i).judged)
      p[n++] = g_array_index (differences, RgDifference, i).p;
  rg_stats_false_discovery (p, n, rates);
  for (guint i = 0, k = 0; i < differences->len; i++)
    {
      RgDifference *difference = &g_array_index (differences, RgDifference, i);
      g_autofree char *words = difference->judged ? rg_ratio_dup_words (difference->ratio) : NULL;

      if (!difference->judged)
        continue;
      difference->rate = rates[k++];
      difference->told = difference->rate <= RG_DIFFERENCE_RATE && words != NULL;
    }
}

static int
rg_difference_compare (gconstpointer a, gconstpointer b)
{
  const RgDifference *one = a, *other = b;

  if (one->told != other->told)
    return one->told ? -1 : 1;
  if (one->judged != other->judged)
    return one->judged ? -1 : 1;
  if (one->told && one->strength != other->strength)
    return one->strength > other->strength ? -1 : 1;
  return (one->trait > other->trait) - (one->trait < other->trait);
}

GArray *
rg_differences_new (const RgTraits *traits, const RgBitset *first, const RgBitset *second,
                    const guint8 *by_rules)
{
  const guint n = rg_traits_get_n (traits);
  g_autofree RgTraitCount *counts = rg_traits_count (traits, first, second);
  GArray *differences = g_array_sized_new (FALSE, TRUE, sizeof (RgDifference), n);

  for (guint i = 0; i < n; i++)
    {
      RgDifference difference = { .trait = i, .count = counts[i] };

      difference.by_rules = by_rules != NULL && by_rules[i];
      if (!difference.by_rules)
        rg_difference_judge (&difference);
      g_array_append_val (differences, difference);
    }
  rg_differences_guard (differences);
  g_array_sort (differences, rg_difference_compare);
  return differences;
}

/* "likely 38 to 44 points more". */
static char *
rg_difference_dup_points (const RgDifference *difference)
{
  const RgInterval *apart = &difference->apart;
  const gboolean more = difference->ratio > 1;
  const double low = 100 * (more ? apart->low : -apart->high);
  const double high = 100 * (more ? apart->high : -apart->low);
  const int decimals = high < 10 ? 1 : 0;
  g_autofree char *from = rg_number_format_decimal (MAX (low, 0), decimals);
  g_autofree char *to = rg_number_format_decimal (high, decimals);

  /* Translators: percentage points, such as 38 to 44: by how much a share is larger or smaller. */
  return g_strdup_printf (more ? _("likely %s to %s points more")
                               : _("likely %s to %s points less"), from, to);
}

char *
rg_difference_dup_words (const RgDifference *difference)
{
  g_autofree char *often = rg_ratio_dup_words (difference->ratio);
  g_autofree char *times = rg_capitalised (often != NULL ? often : _("about as often"));
  g_autofree char *theirs = rg_percent_format (rg_count_share (&difference->count, 0), 0);
  g_autofree char *others = rg_percent_format (rg_count_share (&difference->count, 1), 0);
  g_autofree char *points = rg_difference_dup_points (difference);

  if (difference->count.hits[1] == 0)
    /* Translators: a share, and “likely 38 to 44 points more”. */
    return g_strdup_printf (_("Only they: %s of them, none of the others; %s"), theirs, points);
  if (difference->count.hits[0] == 0)
    /* Translators: a share, and “likely 38 to 44 points less”. */
    return g_strdup_printf (_("None of them, %s of the others; %s"), others, points);
  /* Translators: “Three times as often”, two shares, and “likely 38 to 44 points more”. */
  return g_strdup_printf (_("%s: %s of them, %s of the others; %s"), times, theirs, others,
                          points);
}
