/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Tests of shares. */
#include "analysis/rg-share-tests.h"

#include <float.h>
#include <math.h>

/* --- chi-squared --- */

static double
rg_gamma_series (double a, double x)
{
  double term = 1 / a, sum = term;

  for (int n = 1; n < 10000 && term > sum * DBL_EPSILON / 4; n++)
    {
      term *= x / (a + n);
      sum += term;
    }
  return sum;
}

/* By Lentz's method. */
static double
rg_gamma_fraction (double a, double x)
{
  const double tiny = 1e-300;
  double b = x + 1 - a, c = 1 / tiny, d = 1 / b, value = d;

  for (int n = 1; n < 10000; n++)
    {
      double step, above = -n * (n - a);

      b += 2;
      d = above * d + b;
      c = b + above / c;
      d = 1 / (fabs (d) < tiny ? tiny : d);
      c = fabs (c) < tiny ? tiny : c;
      step = c * d;
      value *= step;
      if (fabs (step - 1) < 4 * DBL_EPSILON)
        break;
    }
  return value;
}

double
rg_stats_chi_square_tail (double statistic, double freedom)
{
  const double a = freedom / 2, x = statistic / 2;
  double front;
  int sign;

  if (!(x > 0))
    return 1;
  front = exp (a * log (x) - x - lgamma_r (a, &sign));
  return x < a + 1 ? 1 - front * rg_gamma_series (a, x) : front * rg_gamma_fraction (a, x);
}

/* --- two shares, and many --- */

RgShareTest
rg_shares_test (gint64 hits1, gint64 n1, gint64 hits2, gint64 n2, gboolean corrected, double level)
{
  const double z = rg_stats_normal_quantile (0.5 + level / 2);
  double one, two, ones, pooled, yates, half;
  RgShareTest test = { 0, 1, { -1, 1 } };

  if (n1 <= 0 || n2 <= 0)
    return test;
  one = (double) hits1 / (double) n1;
  two = (double) hits2 / (double) n2;
  ones = 1 / (double) n1 + 1 / (double) n2;
  pooled = (double) (hits1 + hits2) / (double) (n1 + n2);
  yates = corrected ? MIN (0.5, fabs (one - two) / ones) : 0;
  half = z * sqrt (one * (1 - one) / (double) n1 + two * (1 - two) / (double) n2) + yates * ones;
  test.interval = (RgInterval) { MAX (one - two - half, -1), MIN (one - two + half, 1) };
  if (pooled <= 0 || pooled >= 1)
    return test;
  /* The four cells are equally far from what is expected, so that they add up to this. */
  test.statistic = pow (fabs (one - two) / ones - yates, 2) * ones / (pooled * (1 - pooled));
  test.p = rg_stats_chi_square_tail (test.statistic, 1);
  return test;
}

double
rg_shares_any_differs (const gint64 *hits, const gint64 *n, guint n_groups)
{
  double all = 0, hit = 0, pooled, statistic = 0;
  guint groups = 0;

  for (guint i = 0; i < n_groups; i++)
    {
      all += (double) n[i];
      hit += (double) hits[i];
      groups += n[i] > 0;
    }
  pooled = hit / all;
  if (groups < 2 || hit <= 0 || hit >= all)
    return 1;
  for (guint i = 0; i < n_groups; i++)
    if (n[i] > 0)
      statistic += pow ((double) hits[i] - (double) n[i] * pooled, 2)
                   / ((double) n[i] * pooled * (1 - pooled));
  return rg_stats_chi_square_tail (statistic, groups - 1);
}

double
rg_shares_ratio (const gint64 *n, const guint *weights, guint n_groups)
{
  double all = 0, weight = 0, statistic = 0;
  guint groups = 0;

  for (guint i = 0; i < n_groups; i++)
    {
      all += weights[i] > 0 ? (double) n[i] : 0;
      weight += weights[i];
      groups += weights[i] > 0;
    }
  if (groups < 2 || all <= 0)
    return 1;
  for (guint i = 0; i < n_groups; i++)
    if (weights[i] > 0)
      {
        const double expected = all * weights[i] / weight;

        statistic += pow ((double) n[i] - expected, 2) / expected;
      }
  return rg_stats_chi_square_tail (statistic, groups - 1);
}

/* --- the exact test --- */

/* How many of the first group may be hits, given both sums, and how likely each is when the odds
 * are the same. */
typedef struct {
  gint64 lowest;
  gint64 highest;
  gint64 seen;
  double *chance; /* logarithms, of lowest to highest */
} RgExactTable;

static double
rg_exact_log_choose (double n, double k)
{
  int sign;

  return lgamma_r (n + 1, &sign) - lgamma_r (k + 1, &sign) - lgamma_r (n - k + 1, &sign);
}

static void
rg_exact_table_init (RgExactTable *table, gint64 hits1, gint64 n1, gint64 hits2, gint64 n2)
{
  const gint64 hits = hits1 + hits2;

  table->lowest = MAX (0, hits - n2);
  table->highest = MIN (hits, n1);
  table->seen = hits1;
  table->chance = g_new (double, table->highest - table->lowest + 1);
  for (gint64 k = table->lowest; k <= table->highest; k++)
    table->chance[k - table->lowest] = rg_exact_log_choose ((double) n1, (double) k)
                                       + rg_exact_log_choose ((double) n2, (double) (hits - k));
}

typedef enum {
  RG_EXACT_MEAN,  /* the expected number of hits in the first group */
  RG_EXACT_UPPER, /* the chance of as many as were seen, or more */
  RG_EXACT_LOWER, /* the chance of as many as were seen, or fewer */
} RgExactWhat;

static double
rg_exact_table_sum (const RgExactTable *table, double log_odds, RgExactWhat what)
{
  const gint64 n = table->highest - table->lowest + 1;
  double most = -INFINITY, all = 0, sum = 0;

  for (gint64 i = 0; i < n; i++)
    most = MAX (most, table->chance[i] + log_odds * (double) i);
  for (gint64 i = 0; i < n; i++)
    {
      const double chance = exp (table->chance[i] + log_odds * (double) i - most);
      const gint64 k = table->lowest + i;

      all += chance;
      if (what == RG_EXACT_MEAN)
        sum += (double) k * chance;
      else if (what == RG_EXACT_UPPER ? k >= table->seen : k <= table->seen)
        sum += chance;
    }
  return sum / all;
}

/* The odds ratio at which the sum is this; it rises with them, but for RG_EXACT_LOWER. */
static double
rg_exact_table_solve (const RgExactTable *table, RgExactWhat what, double wanted)
{
  double low = -60, high = 60;

  for (int i = 0; i < 100 && high - low > 1e-14 * MAX (1, fabs (low)); i++)
    {
      const double middle = (low + high) / 2;
      const gboolean below = rg_exact_table_sum (table, middle, what) < wanted;

      if (below == (what != RG_EXACT_LOWER))
        low = middle;
      else
        high = middle;
    }
  return exp ((low + high) / 2);
}

RgExactTest
rg_shares_exact (gint64 hits1, gint64 n1, gint64 hits2, gint64 n2, double level)
{
  RgExactTest test = { 1, 1, { 0, INFINITY } };
  RgExactTable table;

  if (n1 <= 0 || n2 <= 0)
    return test;
  rg_exact_table_init (&table, hits1, n1, hits2, n2);
  test.p = rg_stats_fisher (hits1, n1, hits2, n2);
  test.odds = hits1 == table.lowest    ? 0
              : hits1 == table.highest ? INFINITY
                                       : rg_exact_table_solve (&table, RG_EXACT_MEAN,
                                                               (double) hits1);
  if (hits1 > table.lowest)
    test.interval.low = rg_exact_table_solve (&table, RG_EXACT_UPPER, (1 - level) / 2);
  if (hits1 < table.highest)
    test.interval.high = rg_exact_table_solve (&table, RG_EXACT_LOWER, (1 - level) / 2);
  g_free (table.chance);
  return test;
}

/* --- before the test --- */

double
rg_shares_needed (double p1, double p2, double level, double power)
{
  const double z = rg_stats_normal_quantile (0.5 + level / 2);
  const double together = sqrt ((p1 + p2) * (1 - (p1 + p2) / 2));
  const double apart = sqrt (p1 * (1 - p1) + p2 * (1 - p2));

  return pow ((z * together + rg_stats_normal_quantile (power) * apart) / (p1 - p2), 2);
}
