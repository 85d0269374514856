/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The difference of two means by drawing people again and again. */
#include "analysis/rg-bootstrap.h"

#include <math.h>

#include "analysis/rg-mix.h"

static double
rg_bootstrap_sum (const double *values, guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += values[i];
  return sum;
}

/* Values that nobody spent are most of all: they are not looked up one by one. */
static guint
rg_bootstrap_pack (const double *values, guint n, double *packed)
{
  guint n_packed = 0;

  for (guint i = 0; i < n; i++)
    if (values[i] < 0 || values[i] > 0)
      packed[n_packed++] = values[i];
  return n_packed;
}

static double
rg_bootstrap_draw (const double *packed, guint n_packed, guint n, guint64 *state)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    {
      const guint drawn = (guint) ((rg_mix (*state) >> 32) * n >> 32);

      *state += RG_MIX_STEP;
      if (drawn < n_packed)
        sum += packed[drawn];
    }
  return sum / n;
}

static void
rg_bootstrap_influence (const double *values, guint n, double sign, double *squares, double *cubes)
{
  const double mean = rg_bootstrap_sum (values, n) / n;

  for (guint i = 0; i < n; i++)
    {
      const double weight = sign * (values[i] - mean) / n;

      *squares += weight * weight;
      *cubes += weight * weight * weight;
    }
}

double
rg_bootstrap_acceleration (const double *first, guint n_first, const double *second,
                           guint n_second)
{
  double squares = 0, cubes = 0;

  rg_bootstrap_influence (first, n_first, 1, &squares, &cubes);
  rg_bootstrap_influence (second, n_second, -1, &squares, &cubes);
  return squares > 0 ? cubes / (6 * pow (squares, 1.5)) : 0;
}

static int
rg_bootstrap_compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

/* Between two of those drawn, on the scale of the normal distribution. */
static double
rg_bootstrap_quantile (const double *drawn, guint n, double share)
{
  const double at = (n + 1.0) * share;
  const guint below = (guint) CLAMP (floor (at), 1, n);
  const double low = rg_stats_normal_quantile (below / (n + 1.0));

  if (at <= 1 || below == n)
    return drawn[below - 1];
  return drawn[below - 1]
         + (rg_stats_normal_quantile (share) - low)
             / (rg_stats_normal_quantile ((below + 1.0) / (n + 1.0)) - low)
             * (drawn[below] - drawn[below - 1]);
}

gboolean
rg_bootstrap_interval (double *drawn, guint n_drawn, double seen, double acceleration,
                       double level, RgInterval *interval)
{
  const double z = rg_stats_normal_quantile (0.5 + level / 2);
  double bias, ends[2];
  guint below = 0;

  for (guint i = 0; i < n_drawn; i++)
    below += drawn[i] < seen;
  if (below == 0 || below == n_drawn)
    return FALSE;
  bias = rg_stats_normal_quantile ((double) below / n_drawn);
  g_sort_array (drawn, n_drawn, sizeof *drawn, rg_bootstrap_compare, NULL);
  for (int i = 0; i < 2; i++)
    {
      const double moved = bias + (i == 0 ? -z : z);
      const double share = rg_stats_normal_cdf (bias + moved / (1 - acceleration * moved));

      ends[i] = rg_bootstrap_quantile (drawn, n_drawn, share);
    }
  *interval = (RgInterval) { ends[0], ends[1] };
  return TRUE;
}

gboolean
rg_bootstrap_difference (const double *first, guint n_first, const double *second, guint n_second,
                         double level, guint64 seed, RgInterval *interval)
{
  g_autofree double *drawn = NULL, *one = NULL, *two = NULL;
  guint n_one, n_two;

  if (n_first < 2 || n_second < 2 || (guint64) n_first + n_second > RG_BOOTSTRAP_MOST)
    return FALSE;
  one = g_new (double, n_first);
  two = g_new (double, n_second);
  drawn = g_new (double, RG_BOOTSTRAP_TIMES);
  n_one = rg_bootstrap_pack (first, n_first, one);
  n_two = rg_bootstrap_pack (second, n_second, two);
  for (guint i = 0; i < RG_BOOTSTRAP_TIMES; i++)
    drawn[i] = rg_bootstrap_draw (one, n_one, n_first, &seed)
               - rg_bootstrap_draw (two, n_two, n_second, &seed);
  return rg_bootstrap_interval (drawn, RG_BOOTSTRAP_TIMES,
                                rg_bootstrap_sum (one, n_one) / n_first
                                  - rg_bootstrap_sum (two, n_two) / n_second,
                                rg_bootstrap_acceleration (first, n_first, second, n_second),
                                level, interval);
}
