/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The few tests and intervals that say whether a campaign made a difference. */
#include "analysis/rg-stats.h"

#include <float.h>
#include <math.h>

void
rg_moments_add (RgMoments *moments, double value)
{
  double off = value - moments->mean;

  moments->n++;
  moments->mean += off / (double) moments->n;
  moments->squares += off * (value - moments->mean);
}

double
rg_moments_variance (const RgMoments *moments)
{
  return moments->n < 2 ? 0 : moments->squares / (double) (moments->n - 1);
}

double
rg_stats_normal_cdf (double z)
{
  return 0.5 * erfc (-z / G_SQRT2);
}

/* Two polynomials of degree seven, divided: the shape of all three branches of AS 241. */
static double
rg_stats_ratio (const double above[8], const double below[8], double x)
{
  double top = above[7], bottom = below[7];

  for (int i = 6; i >= 0; i--)
    {
      top = top * x + above[i];
      bottom = bottom * x + below[i];
    }
  return top / bottom;
}

double
rg_stats_normal_quantile (double p)
{
  static const double a[] = { 3.3871328727963666080e0, 1.3314166789178437745e+2,
                              1.9715909503065514427e+3, 1.3731693765509461125e+4,
                              4.5921953931549871457e+4, 6.7265770927008700853e+4,
                              3.3430575583588128105e+4, 2.5090809287301226727e+3 };
  static const double b[] = { 1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2,
                              5.3941960214247511077e+3, 2.1213794301586595867e+4,
                              3.9307895800092710610e+4, 2.8729085735721942674e+4,
                              5.2264952788528545610e+3 };
  static const double c[] = { 1.42343711074968357734e0, 4.63033784615654529590e0,
                              5.76949722146069140550e0, 3.64784832476320460504e0,
                              1.27045825245236838258e0, 2.41780725177450611770e-1,
                              2.27238449892691845833e-2, 7.74545014278341407640e-4 };
  static const double d[] = { 1.0, 2.05319162663775882187e0, 1.67638483018380384940e0,
                              6.89767334985100004550e-1, 1.48103976427480074590e-1,
                              1.51986665636164571966e-2, 5.47593808499534494600e-4,
                              1.05075007164441684324e-9 };
  static const double e[] = { 6.65790464350110377720e0, 5.46378491116411436990e0,
                              1.78482653991729133580e0, 2.96560571828504891230e-1,
                              2.65321895265761230930e-2, 1.24266094738807843860e-3,
                              2.71155556874348757815e-5, 2.01033439929228813265e-7 };
  static const double f[] = { 1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1,
                              1.48753612908506148525e-2, 7.86869131145613259100e-4,
                              1.84631831751005468180e-5, 1.42151175831644588870e-7,
                              2.04426310338993978564e-15 };
  double q = p - 0.5, r;

  if (p <= 0)
    return -INFINITY;
  if (p >= 1)
    return INFINITY;
  if (fabs (q) <= 0.425)
    return q * rg_stats_ratio (a, b, 0.180625 - q * q);
  r = sqrt (-log (q < 0 ? p : 1 - p));
  r = r <= 5 ? rg_stats_ratio (c, d, r - 1.6) : rg_stats_ratio (e, f, r - 5);
  return q < 0 ? -r : r;
}

/* lgamma() writes a global; this does not. */
static double
rg_stats_log_gamma (double x)
{
  int sign;

  return lgamma_r (x, &sign);
}

/* The continued fraction of DLMF 8.17.22 by Lentz's method. */
static double
rg_stats_beta_fraction (double x, double a, double b)
{
  const double tiny = 1e-300;
  double c = 1, d = 1 - (a + b) * x / (a + 1), value;

  d = 1 / (fabs (d) < tiny ? tiny : d);
  value = d;
  for (int m = 1; m < 1000; m++)
    {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      double step = 1;

      for (int half = 0; half < 2; half++)
        {
          double term = half == 0 ? even : odd;

          d = 1 + term * d;
          c = 1 + term / c;
          d = 1 / (fabs (d) < tiny ? tiny : d);
          c = fabs (c) < tiny ? tiny : c;
          step = c * d;
          value *= step;
        }
      if (fabs (step - 1) < 4 * DBL_EPSILON)
        break;
    }
  return value;
}

static double
rg_stats_beta (double x, double a, double b)
{
  double front;

  if (x <= 0)
    return 0;
  if (x >= 1)
    return 1;
  front = exp (rg_stats_log_gamma (a + b) - rg_stats_log_gamma (a) - rg_stats_log_gamma (b)
               + a * log (x) + b * log1p (-x));
  if (x < (a + 1) / (a + b + 2))
    return front * rg_stats_beta_fraction (x, a, b) / a;
  return 1 - front * rg_stats_beta_fraction (1 - x, b, a) / b;
}

double
rg_stats_t_cdf (double t, double freedom)
{
  double tail = 0.5 * rg_stats_beta (freedom / (freedom + t * t), freedom / 2, 0.5);

  return t > 0 ? 1 - tail : tail;
}

double
rg_stats_t_quantile (double p, double freedom)
{
  double low, high = 1;

  if (p < 0.5)
    return -rg_stats_t_quantile (1 - p, freedom);
  while (rg_stats_t_cdf (high, freedom) < p && high < 1e12)
    high *= 2;
  low = high == 1 ? 0 : high / 2;
  for (int i = 0; i < 200 && high - low > 1e-13 * high; i++)
    {
      double middle = low + (high - low) / 2;

      if (rg_stats_t_cdf (middle, freedom) < p)
        low = middle;
      else
        high = middle;
    }
  return low + (high - low) / 2;
}

/* Of a share among so many, which need not be whole. */
static RgInterval
rg_stats_wilson_at (double share, double n, double level)
{
  const double z = rg_stats_normal_quantile (0.5 + level / 2);
  const double middle = share * n + z * z / 2;
  const double half = z * sqrt (z * z / 4 + share * n * (1 - share));

  return (RgInterval) {
    .low = share <= 0 ? 0 : (middle - half) / (n + z * z),
    .high = share >= 1 ? 1 : (middle + half) / (n + z * z),
  };
}

RgInterval
rg_stats_wilson (gint64 hits, gint64 n, double level)
{
  if (n <= 0)
    return (RgInterval) { 0, 1 };
  return rg_stats_wilson_at ((double) hits / (double) n, (double) n, level);
}

static RgInterval
rg_stats_newcombe_at (double share1, double n1, double share2, double n2, double level)
{
  const RgInterval one = rg_stats_wilson_at (share1, n1, level);
  const RgInterval two = rg_stats_wilson_at (share2, n2, level);

  return (RgInterval) {
    .low = share1 - share2 - hypot (share1 - one.low, two.high - share2),
    .high = share1 - share2 + hypot (one.high - share1, share2 - two.low),
  };
}

RgInterval
rg_stats_newcombe (gint64 hits1, gint64 n1, gint64 hits2, gint64 n2, double level)
{
  if (n1 <= 0 || n2 <= 0)
    return (RgInterval) { -1, 1 };
  return rg_stats_newcombe_at ((double) hits1 / (double) n1, (double) n1,
                               (double) hits2 / (double) n2, (double) n2, level);
}

RgInterval
rg_stats_newcombe_over (const RgShares *shares, guint n, double level, double *difference)
{
  double all = 0, share1 = 0, share2 = 0, spread1 = 0, spread2 = 0;

  for (guint i = 0; i < n; i++)
    {
      const double n1 = (double) shares[i].n1, n2 = (double) shares[i].n2;
      const double weight = n1 > 0 && n2 > 0 ? n1 * n2 / (n1 + n2) : 0;

      if (weight <= 0)
        continue;
      all += weight;
      share1 += weight * (double) shares[i].hits1 / n1;
      share2 += weight * (double) shares[i].hits2 / n2;
      spread1 += weight * weight / n1;
      spread2 += weight * weight / n2;
    }
  if (difference != NULL)
    *difference = all > 0 ? (share1 - share2) / all : 0;
  if (all <= 0)
    return (RgInterval) { -1, 1 };
  return rg_stats_newcombe_at (share1 / all, all * all / spread1, share2 / all,
                               all * all / spread2, level);
}

double
rg_stats_two_proportions (gint64 hits1, gint64 n1, gint64 hits2, gint64 n2)
{
  double pooled, spread, z;

  if (n1 <= 0 || n2 <= 0)
    return 1;
  pooled = (double) (hits1 + hits2) / (double) (n1 + n2);
  spread = sqrt (pooled * (1 - pooled) * (1 / (double) n1 + 1 / (double) n2));
  if (spread <= 0)
    return 1;
  z = ((double) hits1 / (double) n1 - (double) hits2 / (double) n2) / spread;
  return erfc (fabs (z) / G_SQRT2);
}

static double
rg_stats_log_choose (gint64 n, gint64 k)
{
  return rg_stats_log_gamma ((double) n + 1) - rg_stats_log_gamma ((double) k + 1)
         - rg_stats_log_gamma ((double) (n - k) + 1);
}

double
rg_stats_fisher (gint64 hits1, gint64 n1, gint64 hits2, gint64 n2)
{
  gint64 hits = hits1 + hits2, lowest = MAX (0, hits - n2), highest = MIN (hits, n1);
  double all, seen, sum = 0;

  if (n1 <= 0 || n2 <= 0)
    return 1;
  all = rg_stats_log_choose (n1 + n2, hits);
  seen = rg_stats_log_choose (n1, hits1) + rg_stats_log_choose (n2, hits2) - all;
  for (gint64 k = lowest; k <= highest; k++)
    {
      double chance = rg_stats_log_choose (n1, k) + rg_stats_log_choose (n2, hits - k) - all;

      /* Equal tables differ by rounding; R allows 1e-7 too. */
      if (chance <= seen + 1e-7)
        sum += exp (chance);
    }
  return MIN (sum, 1);
}

gboolean
rg_stats_is_exact (gint64 hits1, gint64 n1, gint64 hits2, gint64 n2)
{
  double hits = (double) (hits1 + hits2), all = (double) (n1 + n2);

  return (double) MIN (n1, n2) * MIN (hits, all - hits) / MAX (all, 1) < 5;
}

double
rg_stats_compare_shares (gint64 hits1, gint64 n1, gint64 hits2, gint64 n2)
{
  if (rg_stats_is_exact (hits1, n1, hits2, n2))
    return rg_stats_fisher (hits1, n1, hits2, n2);
  return rg_stats_two_proportions (hits1, n1, hits2, n2);
}

RgInterval
rg_stats_katz (gint64 hits1, gint64 n1, gint64 hits2, gint64 n2, double level)
{
  double z = rg_stats_normal_quantile (0.5 + level / 2), middle, half;

  if (hits1 <= 0 || hits2 <= 0)
    return (RgInterval) { 0, INFINITY };
  middle = log ((double) hits1 / (double) n1) - log ((double) hits2 / (double) n2);
  half = z * sqrt (1 / (double) hits1 - 1 / (double) n1 + 1 / (double) hits2 - 1 / (double) n2);
  return (RgInterval) { exp (middle - half), exp (middle + half) };
}

/* Chances rise towards the middle: none is smaller than the smaller one of the two at the ends, so
 * that its p value is that chance alone, or both where they are the same. */
gboolean
rg_stats_can_tell (gint64 hits, gint64 n1, gint64 n2, double level)
{
  const gint64 most = MIN (hits, n1), least = MAX (0, hits - n2);
  double all, high, low;

  if (most <= least)
    return FALSE;
  all = rg_stats_log_choose (n1 + n2, hits);
  high = rg_stats_log_choose (n1, most) + rg_stats_log_choose (n2, hits - most) - all;
  low = rg_stats_log_choose (n1, least) + rg_stats_log_choose (n2, hits - least) - all;
  return (fabs (high - low) <= 1e-7 ? 2 : 1) * exp (MIN (high, low)) <= level;
}

static int
rg_stats_rank_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  const double *p = data;
  const double one = p[*(const guint *) a], other = p[*(const guint *) b];

  return (one > other) - (one < other);
}

void
rg_stats_false_discovery (const double *p, guint n, double *rates)
{
  g_autofree guint *order = g_new (guint, n + 1);
  double least = 1;

  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_sort_array (order, n, sizeof *order, rg_stats_rank_cb, (gpointer) p);
  for (guint rank = n; rank > 0; rank--)
    {
      least = MIN (least, p[order[rank - 1]] * n / rank);
      rates[order[rank - 1]] = least;
    }
}

void
rg_stats_holm (const double *p, guint n, double *adjusted)
{
  g_autofree guint *order = g_new (guint, n + 1);
  double most = 0;

  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_sort_array (order, n, sizeof *order, rg_stats_rank_cb, (gpointer) p);
  for (guint rank = 0; rank < n; rank++)
    {
      most = MAX (most, MIN (p[order[rank]] * (n - rank), 1));
      adjusted[order[rank]] = most;
    }
}

gboolean
rg_stats_welch (const RgMoments *first, const RgMoments *second, double level, RgWelch *welch)
{
  double one, two, error, half;

  if (first->n < 2 || second->n < 2)
    return FALSE;
  one = rg_moments_variance (first) / (double) first->n;
  two = rg_moments_variance (second) / (double) second->n;
  error = sqrt (one + two);
  if (!(error > 0))
    return FALSE;
  welch->difference = first->mean - second->mean;
  welch->t = welch->difference / error;
  welch->freedom = (one + two) * (one + two)
                   / (one * one / (double) (first->n - 1) + two * two / (double) (second->n - 1));
  welch->p = 2 * rg_stats_t_cdf (-fabs (welch->t), welch->freedom);
  half = rg_stats_t_quantile (0.5 + level / 2, welch->freedom) * error;
  welch->interval = (RgInterval) { welch->difference - half, welch->difference + half };
  return TRUE;
}

double
rg_stats_power (double p1, gint64 n1, double p2, gint64 n2, double level)
{
  double z = rg_stats_normal_quantile (0.5 + level / 2), pooled, together, apart;

  if (n1 <= 0 || n2 <= 0)
    return 0;
  pooled = (p1 * (double) n1 + p2 * (double) n2) / (double) (n1 + n2);
  together = sqrt (pooled * (1 - pooled) * (1 / (double) n1 + 1 / (double) n2));
  apart = sqrt (p1 * (1 - p1) / (double) n1 + p2 * (1 - p2) / (double) n2);
  if (apart <= 0)
    return fabs (p1 - p2) > z * together ? 1 : 0;
  return rg_stats_normal_cdf ((fabs (p1 - p2) - z * together) / apart);
}

double
rg_stats_detectable (double base, gint64 n1, gint64 n2, double level, double power)
{
  double low = 0, high = 1 - base;

  if (rg_stats_power (1, n1, base, n2, level) < power)
    return high;
  for (int i = 0; i < 60; i++)
    {
      double middle = (low + high) / 2;

      if (rg_stats_power (base + middle, n1, base, n2, level) < power)
        low = middle;
      else
        high = middle;
    }
  return high;
}
