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
  g_free (again->who);
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

#define RG_AGAIN_DIGIT 11
#define RG_AGAIN_DIGITS (1 << RG_AGAIN_DIGIT)

/* One digit of a radix sort, which leaves those of one customer in the order they had. */
static void
rg_again_sort_digit (const RgAgainBought *from, guint n, guint shift, RgAgainBought *to)
{
  guint at[RG_AGAIN_DIGITS + 1] = { 0 };

  for (guint i = 0; i < n; i++)
    at[(from[i].who >> shift) % RG_AGAIN_DIGITS + 1]++;
  for (guint digit = 1; digit < RG_AGAIN_DIGITS; digit++)
    at[digit] += at[digit - 1];
  for (guint i = 0; i < n; i++)
    to[at[(from[i].who >> shift) % RG_AGAIN_DIGITS]++] = from[i];
}

/* By customer; free with g_free(). */
static RgAgainBought *
rg_again_by_customer (const GArray *bought, guint n_customers)
{
  const guint n = bought->len;
  RgAgainBought *from = RG_NUMBERS_NEW (RgAgainBought, n + 1);
  RgAgainBought *to = RG_NUMBERS_NEW (RgAgainBought, n + 1);

  for (guint i = 0; i < n; i++)
    from[i] = g_array_index (bought, RgAgainBought, i);
  for (guint shift = 0; shift < 32 && n_customers >> shift > 0; shift += RG_AGAIN_DIGIT)
    {
      RgAgainBought *sorted = to;

      rg_again_sort_digit (from, n, shift, sorted);
      to = from;
      from = sorted;
    }
  g_free (to);
  return from;
}

/* The days of one more. What came later may lie between what was there; mostly it does not. */
static void
rg_again_add_buyer (RgAgain *again, const RgAgainBought *bought, guint n)
{
  const guint buyer = again->n_buyers++;
  RgDay *days = again->days + again->start[buyer];
  gboolean ascending = TRUE;

  for (guint i = 0; i < n; i++)
    {
      days[i] = bought[i].day;
      ascending &= i == 0 || days[i] >= days[i - 1];
    }
  if (!ascending)
    qsort (days, n, sizeof *days, rg_again_compare_days);
  again->who[buyer] = bought[0].who;
  again->n[buyer] = (guint32) rg_rhythm_take_visits (days, n, days);
  again->start[buyer + 1] = again->start[buyer] + again->n[buyer];
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

  for (guint buyer = 0; buyer < again->n_buyers; buyer++)
    for (guint i = 1; i < again->n[buyer]; i++)
      {
        const RgDay *days = again->days + again->start[buyer];

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
  const guint n = bought->len;
  g_autofree RgAgainBought *all = rg_again_by_customer (bought, dataset->n_customers);

  *again = (RgAgain) { 0 };
  again->who = RG_NUMBERS_NEW (guint32, n + 1);
  again->start = RG_NUMBERS_NEW (guint32, n + 1);
  again->n = RG_NUMBERS_NEW (guint32, n + 1);
  again->days = RG_NUMBERS_NEW (RgDay, n + 1);
  again->start[0] = again->n[0] = 0;
  for (guint i = 0, end; i < n; i = end)
    {
      for (end = i + 1; end < n && all[end].who == all[i].who;)
        end++;
      rg_again_add_buyer (again, all + i, end - i);
    }
  again->usual = rg_again_usual (again, dataset);
}

gint64
rg_again_usual_of (const RgAgain *again, guint buyer, int *gaps)
{
  const guint n = again->n[buyer];

  if (n < RG_RHYTHM_LEAST_VISITS)
    return again->usual;
  return rg_rhythm_of_visits (again->days + again->start[buyer], n, 0, gaps).gap_usual;
}
