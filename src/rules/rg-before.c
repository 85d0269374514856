/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a test can show. */
#include "rules/rg-before.h"

#include <math.h>

#include "analysis/rg-stats.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"

#define RG_BEFORE_LEVEL 0.95
#define RG_BEFORE_POWER 0.8

guint
rg_before_count_comparisons (guint versions, gboolean held_out)
{
  const guint groups = versions + (held_out ? 1 : 0);

  return groups > 1 ? groups * (groups - 1) / 2 : 1;
}

double
rg_before_smallest (double base, gint64 n, gint64 m, guint comparisons)
{
  const double level = 1 - (1 - RG_BEFORE_LEVEL) / MAX (comparisons, 1);

  return base + rg_stats_detectable (base, n, m, level, RG_BEFORE_POWER);
}

/* In 100 people, the rise never said smaller than it is. */
static char *
rg_before_dup_hundred (double share)
{
  return rg_number_format_decimal (ceil (share * 100 - 1e-9), 0);
}

char *
rg_before_dup_words (RgChannel channel, double base, gint64 written, gint64 held_out,
                     guint comparisons)
{
  const double rise = rg_before_smallest (base, written, held_out, comparisons);
  g_autofree char *with = rg_channel_dup_pieces (channel, written);
  g_autofree char *without = rg_number_format (held_out);
  g_autofree char *from = rg_number_format_decimal (base * 100, 0);
  g_autofree char *to = rg_before_dup_hundred (rise);

  if (rise > base + RG_BEFORE_MOST)
    /* Translators: "943 letters", and a number of people without. */
    return g_strdup_printf (_("With %s and %s people without, a comparison shows nothing but "
                              "chance: better have nobody go without."), with, without);
  /* Translators: "943 letters", a number of people without; then how many of 100 people come back,
   * and how many would have to. */
  return g_strdup_printf (_("With %s and %s people without, a rise from %s to %s in 100 would be "
                            "seen."), with, without, from, to);
}

char *
rg_before_dup_version_words (double base, const char *first, gint64 n, const char *second,
                             gint64 m, guint comparisons)
{
  const double rise = rg_before_smallest (base, n, m, comparisons);
  g_autofree char *one = rg_number_format (n), *other = rg_number_format (m);
  g_autofree char *from = rg_number_format_decimal (base * 100, 0);
  g_autofree char *to = rg_before_dup_hundred (rise);

  if (rise > base + RG_BEFORE_MOST)
    /* Translators: the name of a version and its number of people, twice. */
    return g_strdup_printf (_("With %2$s people for “%1$s” and %4$s for “%3$s”, chance alone would "
                              "decide: better write to all of them the same."), first, one, second,
                            other);
  /* Translators: the name of a version and its number of people, twice; then how many of 100
   * people come back, and how many would have to. */
  return g_strdup_printf (_("With %2$s people for “%1$s” and %4$s for “%3$s”, %6$s in 100 against "
                            "%5$s in 100 would be seen."), first, one, second, other, from, to);
}
