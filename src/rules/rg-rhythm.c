/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How often one customer comes. */
#include "rules/rg-rhythm.h"

#include "base/rg-i18n.h"

#include <math.h>
#include <stdlib.h>

static int
rg_rhythm_compare (const void *a, const void *b)
{
  const int x = *(const int *) a;
  const int y = *(const int *) b;

  return (x > y) - (x < y);
}

/* Type 7 of Hyndman and Fan: linear between the two neighbours. sorted is not empty. */
static double
rg_rhythm_quantile (const int *sorted, gsize n, double share)
{
  const double place = share * (double) (n - 1);
  const gsize below = (gsize) floor (place);
  const gsize above = MIN (below + 1, n - 1);

  return sorted[below] + (place - (double) below) * (sorted[above] - sorted[below]);
}

RgRhythm
rg_rhythm_of_days (const RgDay *days, gsize n_days, RgDay today)
{
  RgRhythm rhythm = { .last_on = RG_DAY_NONE };
  g_autofree int *gaps = g_new (int, n_days + 1);
  gsize n_gaps = 0;

  for (gsize i = 0; i < n_days; i++)
    {
      if (i > 0 && days[i] == days[i - 1])
        continue;
      if (rhythm.visits > 0)
        gaps[n_gaps++] = days[i] - rhythm.last_on;
      rhythm.visits++;
      rhythm.last_on = days[i];
    }
  if (rhythm.visits > 0)
    rhythm.away = MAX (0, today - rhythm.last_on);
  if (rhythm.visits < RG_RHYTHM_LEAST_VISITS)
    return rhythm;

  qsort (gaps, n_gaps, sizeof *gaps, rg_rhythm_compare);
  rhythm.known = TRUE;
  rhythm.gap_short = (int) lround (rg_rhythm_quantile (gaps, n_gaps, 0.1));
  rhythm.gap_long = (int) lround (rg_rhythm_quantile (gaps, n_gaps, 0.9));
  rhythm.overdue = rhythm.away > rhythm.gap_long;
  return rhythm;
}

/* Nobody counts many days. */
static char *
rg_rhythm_dup_last (const RgRhythm *rhythm)
{
  if (rhythm->away == 0)
    return g_strdup (_("last seen today"));
  if (rhythm->away > RG_RHYTHM_MOST_DAYS)
    {
      g_autofree char *month = rg_day_format_month (rhythm->last_on);

      /* Translators: %s is "January 2024". */
      return g_strdup_printf (_("last seen in %s"), month);
    }
  return g_strdup_printf (
      P_ ("last seen %d day ago", "last seen %d days ago", rhythm->away), rhythm->away);
}

char *
rg_rhythm_dup_sentence (const RgRhythm *rhythm)
{
  g_autofree char *last = NULL;

  if (rhythm->visits == 0)
    return g_strdup (_("No purchase yet."));
  last = rg_rhythm_dup_last (rhythm);
  if (!rhythm->known)
    /* Translators: %d is how often the customer came, %s "last seen 12 days ago". */
    return g_strdup_printf (P_ ("Came %d time, %s.", "Came %d times, %s.", rhythm->visits),
                            (int) rhythm->visits, last);
  if (rhythm->overdue && rhythm->gap_short == rhythm->gap_long)
    /* Translators: %d is a number of days, %s "last seen 40 days ago". */
    return g_strdup_printf (P_ ("Used to come every %d day, %s: longer than usual.",
                                "Used to come every %d days, %s: longer than usual.",
                                rhythm->gap_long),
                            rhythm->gap_long, last);
  if (rhythm->gap_short == rhythm->gap_long)
    /* Translators: %d is a number of days, %s "last seen 12 days ago". */
    return g_strdup_printf (
        P_ ("Comes every %d day, %s.", "Comes every %d days, %s.", rhythm->gap_long),
        rhythm->gap_long, last);
  if (rhythm->overdue)
    /* Translators: %d–%d is a range of days, %s "last seen 40 days ago". */
    return g_strdup_printf (_("Used to come every %d–%d days, %s: longer than usual."),
                            rhythm->gap_short, rhythm->gap_long, last);
  /* Translators: %d–%d is a range of days, %s "last seen 12 days ago". */
  return g_strdup_printf (_("Comes every %d–%d days, %s."), rhythm->gap_short, rhythm->gap_long,
                          last);
}
