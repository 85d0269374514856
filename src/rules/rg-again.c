/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* When something is bought again. */
#include "config.h"

#include "rules/rg-again.h"

#include <stdlib.h>

#include "base/rg-numbers.h"
#include "rules/rg-rhythm.h"

void
rg_again_clear (RgAgain *again)
{
  g_free (again->start);
  g_free (again->n);
  g_free (again->days);
}

static int
rg_again_compare_days (const void *a, const void *b)
{
  const RgDay x = *(const RgDay *) a;
  const RgDay y = *(const RgDay *) b;

  return (x > y) - (x < y);
}

/* What came later may lie between what was there; mostly it does not. */
static void
rg_again_sort (RgAgain *again)
{
  for (guint p = 0; p < again->n_customers; p++)
    {
      RgDay *days = again->days + again->start[p];
      const guint n = again->start[p + 1] - again->start[p];
      guint i = 1;

      if (n == 0)
        continue;
      while (i < n && days[i] >= days[i - 1])
        i++;
      if (i < n)
        qsort (days, n, sizeof *days, rg_again_compare_days);
      again->n[p] = (guint32) rg_rhythm_take_visits (days, n, days);
    }
}

gint64
rg_again_median (const guint *gaps, guint n_days, guint n)
{
  gint64 middle[2] = { -1, -1 };
  guint below = 0;

  for (guint days = 0; days < n_days && middle[1] < 0; days++)
    {
      below += gaps[days];
      if (middle[0] < 0 && below > (n - 1) / 2)
        middle[0] = days;
      if (middle[1] < 0 && below > n / 2)
        middle[1] = days;
    }
  return (middle[0] + middle[1] + 1) / 2;
}

guint
rg_again_count_gaps (const RgAgain *again, guint *gaps)
{
  guint n = 0;

  for (guint p = 0; p < again->n_customers; p++)
    for (guint i = 1; i < again->n[p]; i++)
      {
        const RgDay *days = again->days + again->start[p];

        gaps[days[i] - days[i - 1]]++;
        n++;
      }
  return n;
}

static gint64
rg_again_usual (const RgAgain *again, const RgDataset *dataset)
{
  const guint n_days = dataset->first_day == RG_DAY_NONE
                         ? 1 : (guint) (dataset->last_day - dataset->first_day) + 1;
  g_autofree guint *gaps = g_new0 (guint, n_days);
  const guint n = rg_again_count_gaps (again, gaps);

  return n >= RG_AGAIN_LEAST_GAPS ? rg_again_median (gaps, n_days, n) : -1;
}

void
rg_again_fill (RgAgain *again, const GArray *bought, const RgDataset *dataset)
{
  const RgAgainBought *all = (const RgAgainBought *) (gpointer) bought->data;
  const guint n = again->n_customers;

  again->start = RG_NUMBERS_NEW0 (guint32, n + 2);
  again->n = RG_NUMBERS_NEW0 (guint32, n + 1);
  again->days = RG_NUMBERS_NEW (RgDay, bought->len + 1);
  for (guint i = 0; i < bought->len; i++)
    again->start[all[i].who + 2]++;
  for (guint p = 1; p < n; p++)
    again->start[p + 1] += again->start[p];
  for (guint i = 0; i < bought->len; i++)
    again->days[again->start[all[i].who + 1]++] = all[i].day;
  rg_again_sort (again);
  again->usual = rg_again_usual (again, dataset);
}

gint64
rg_again_usual_of (const RgAgain *again, guint position, int *gaps)
{
  const guint n = again->n[position];

  if (n < RG_RHYTHM_LEAST_VISITS)
    return again->usual;
  return rg_rhythm_of_visits (again->days + again->start[position], n, 0, gaps).gap_usual;
}
