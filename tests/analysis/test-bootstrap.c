/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Intervals by drawing again, against those of R's package boot. */
#include "analysis/rg-bootstrap.h"

#include <math.h>

#include "analysis/rg-mix.h"

/* mtcars$mpg[mtcars$am == 0], and == 1. */
static const double automatic[] = { 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3,
                                    15.2, 10.4, 10.4, 14.7, 21.5, 15.5, 15.2, 13.3, 19.2 };
static const double manual[] = { 21, 21, 22.8, 32.4, 30.4, 33.9, 27.3, 26, 30.4, 15.8, 19.7, 15,
                                 21.4 };
enum { N_AUTOMATIC = G_N_ELEMENTS (automatic), N_MANUAL = G_N_ELEMENTS (manual) };

#define SEEN (17.14736842105263 - 24.39230769230769)

/* L <- c ((x - mean (x)) / length (x), -(y - mean (y)) / length (y))
 * sum (L^3) / (6 * sum (L^2)^1.5) */
static void
test_acceleration (void)
{
  g_assert_cmpfloat_with_epsilon (
      rg_bootstrap_acceleration (automatic, N_AUTOMATIC, manual, N_MANUAL), -0.00185382945469,
      1e-12);
}

/* boot.ci (b, conf, type = "bca", t0 = mean (x) - mean (y), t = t, L = L), where
 * t <- (((1:999) * 7919) %% 1009) / 1009; t <- t0 + (t - 0.47) * 8 + 3 * (t - 0.5)^3 */
static void
test_interval (void)
{
  double drawn[999];
  RgInterval got;

  for (int times = 0; times < 2; times++)
    {
      for (int i = 0; i < 999; i++)
        {
          const double t = (i + 1) * 7919 % 1009 / 1009.0;

          drawn[i] = SEEN + (t - 0.47) * 8 + 3 * pow (t - 0.5, 3);
        }
      g_assert_true (rg_bootstrap_interval (drawn, 999, SEEN, -0.00185382945469,
                                            times == 0 ? 0.95 : 0.9, &got));
      g_assert_cmpfloat_with_epsilon (got.low, times == 0 ? -11.2109220501 : -11.0271446286, 1e-6);
      g_assert_cmpfloat_with_epsilon (got.high, times == 0 ? -2.99315062459 : -3.31233052727,
                                      1e-6);
    }
  g_assert_false (rg_bootstrap_interval (drawn, 999, 100, 0, 0.95, &got));
}

/* boot (d, …, R = 200000, strata = group), then boot.ci (…, type = "bca", L = L): -10.923 to
 * -3.664, of other draws. */
static void
test_difference (void)
{
  RgInterval got, again, other, back;

  g_assert_true (rg_bootstrap_difference (automatic, N_AUTOMATIC, manual, N_MANUAL, 0.95, 1, &got));
  g_assert_cmpfloat_with_epsilon (got.low, -10.923, 0.35);
  g_assert_cmpfloat_with_epsilon (got.high, -3.664, 0.35);
  g_assert_true (rg_bootstrap_difference (automatic, N_AUTOMATIC, manual, N_MANUAL, 0.95, 1,
                                          &again));
  g_assert_true (got.low == again.low && got.high == again.high);
  g_assert_true (rg_bootstrap_difference (automatic, N_AUTOMATIC, manual, N_MANUAL, 0.95, 2,
                                          &other));
  g_assert_true (got.low != other.low);
  g_assert_true (rg_bootstrap_difference (manual, N_MANUAL, automatic, N_AUTOMATIC, 0.95, 3,
                                          &back));
  g_assert_cmpfloat_with_epsilon (back.low, -got.high, 0.5);
}

/* Money as shops know it: most buy nothing, a few a lot. Of many such campaigns without any effect
 * the interval holds the truth about as often as it says. */
static void
test_coverage (void)
{
  enum { ROUNDS = 200, N = 400, M = 200 };
  guint64 state = 42;
  int holds = 0;

  for (int round = 0; round < ROUNDS; round++)
    {
      double values[N + M];
      RgInterval got;

      for (int i = 0; i < N + M; i++)
        {
          const double share = (double) (rg_mix (state++) >> 11) * 0x1p-53;

          values[i] = share < 0.7 ? 0 : exp (3 + rg_stats_normal_quantile ((share - 0.7) / 0.3));
        }
      if (rg_bootstrap_difference (values, N, values + N, M, 0.95, (guint64) round, &got))
        holds += got.low <= 0 && got.high >= 0;
    }
  g_assert_cmpint (holds, >=, ROUNDS * 90 / 100);
  g_assert_cmpint (holds, <=, ROUNDS * 99 / 100);
}

static void
test_without_an_answer (void)
{
  const double nothing[] = { 0, 0, 0 }, few[] = { 1 };
  RgInterval got;

  g_assert_false (rg_bootstrap_difference (nothing, 3, nothing, 3, 0.95, 1, &got));
  g_assert_false (rg_bootstrap_difference (few, 1, manual, N_MANUAL, 0.95, 1, &got));
  g_assert_false (rg_bootstrap_difference (manual, N_MANUAL, few, 1, 0.95, 1, &got));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bootstrap/acceleration", test_acceleration);
  g_test_add_func ("/bootstrap/interval", test_interval);
  g_test_add_func ("/bootstrap/difference", test_difference);
  g_test_add_func ("/bootstrap/coverage", test_coverage);
  g_test_add_func ("/bootstrap/without-an-answer", test_without_an_answer);
  return g_test_run ();
}
