/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How often one customer comes. */
#include "rules/rg-rhythm.h"

#include "base/rg-i18n.h"

#include <stdlib.h>

#define RG_FEW_GAPS 24

static int
rg_rhythm_compare (const void *a, const void *b)
{
  const int x = *(const int *) a;
  const int y = *(const int *) b;

  return (x > y) - (x < y);
}

/* Type 7 of Hyndman and Fan, linear between the two neighbours, in tenths and so without an error
 * of rounding; a half is rounded up. sorted is not empty. */
static int
rg_rhythm_quantile (const int *sorted, gsize n, gsize tenths)
{
  const gsize place = tenths * (n - 1);
  const gsize below = place / 10;
  const gsize above = MIN (below + 1, n - 1);
  const gint64 value = (gint64) sorted[below] * 10 +
                       (gint64) (place % 10) * (sorted[above] - sorted[below]);

  return (int) ((value + 5) / 10);
}

/* Most people have few gaps, and there are many people. */
static void
rg_rhythm_sort (int *gaps, gsize n)
{
  if (n > RG_FEW_GAPS)
    {
      qsort (gaps, n, sizeof *gaps, rg_rhythm_compare);
      return;
    }
  for (gsize i = 1; i < n; i++)
    {
      const int gap = gaps[i];
      gsize at = i;

      for (; at > 0 && gaps[at - 1] > gap; at--)
        gaps[at] = gaps[at - 1];
      gaps[at] = gap;
    }
}

RgRhythm
rg_rhythm_of_visits (const RgDay *visits, gsize n_visits, RgDay today, int *gaps)
{
  RgRhythm rhythm = { .visits = (guint) n_visits, .last_on = RG_DAY_NONE };

  if (n_visits == 0)
    return rhythm;
  rhythm.last_on = visits[n_visits - 1];
  rhythm.away = MAX (0, today - rhythm.last_on);
  if (n_visits < RG_RHYTHM_LEAST_VISITS)
    return rhythm;

  for (gsize i = 1; i < n_visits; i++)
    gaps[i - 1] = visits[i] - visits[i - 1];
  rg_rhythm_sort (gaps, n_visits - 1);
  rhythm.known = TRUE;
  rhythm.gap_short = rg_rhythm_quantile (gaps, n_visits - 1, 1);
  rhythm.gap_long = rg_rhythm_quantile (gaps, n_visits - 1, 9);
  rhythm.gap_usual = rg_rhythm_quantile (gaps, n_visits - 1, 5);
  rhythm.overdue = rhythm.away > rhythm.gap_long;
  return rhythm;
}

gsize
rg_rhythm_take_visits (const RgDay *days, gsize n_days, RgDay *visits)
{
  gsize n = 0;

  for (gsize i = 0; i < n_days; i++)
    if (n == 0 || days[i] != visits[n - 1])
      visits[n++] = days[i];
  return n;
}

RgRhythm
rg_rhythm_of_days (const RgDay *days, gsize n_days, RgDay today)
{
  g_autofree RgDay *visits = g_new (RgDay, n_days + 1);
  g_autofree int *gaps = g_new (int, n_days + 1);

  return rg_rhythm_of_visits (visits, rg_rhythm_take_visits (days, n_days, visits), today, gaps);
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
