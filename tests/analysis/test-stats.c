/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The statistics against published numbers; the source stands beside each. */
#include "analysis/rg-mix.h"
#include "analysis/rg-stats.h"

#include <math.h>

#define NEAR(a, b, slack) g_assert_cmpfloat_with_epsilon (a, b, slack)

/* qnorm and qt of R; the t values are those of Student's table, printed in any textbook. */
static void
test_distributions (void)
{
  NEAR (rg_stats_normal_quantile (0.975), 1.959963984540054, 1e-14);
  NEAR (rg_stats_normal_quantile (0.25), -0.6744897501960817, 1e-14);
  NEAR (rg_stats_normal_quantile (0.001), -3.090232306167813, 1e-13);
  NEAR (rg_stats_normal_quantile (1e-20), -9.262340089798408, 1e-12);
  NEAR (rg_stats_normal_cdf (1.959963984540054), 0.975, 1e-15);
  NEAR (rg_stats_t_quantile (0.975, 1), 12.706204736432095, 1e-9);
  NEAR (rg_stats_t_quantile (0.975, 9), 2.262157162854099, 1e-10);
  NEAR (rg_stats_t_quantile (0.995, 30), 2.749995653567231, 1e-10);
  NEAR (rg_stats_t_quantile (0.025, 9), -2.262157162854099, 1e-10);
  NEAR (rg_stats_t_cdf (0, 5), 0.5, 1e-15);
  NEAR (rg_stats_t_quantile (0.975, 1e7), 1.959963984540054, 1e-6);
}

/* Newcombe 1998, table II, the rows of method 10. */
static void
test_newcombe (void)
{
  static const struct
  {
    int hits1, n1, hits2, n2;
    double low, high;
  } rows[] = {
    { 56, 70, 48, 80, 0.0524, 0.3339 }, { 9, 10, 3, 10, 0.1705, 0.8090 },
    { 6, 7, 2, 7, 0.0582, 0.8062 },     { 5, 56, 0, 29, -0.0381, 0.1926 },
    { 0, 10, 0, 20, -0.1611, 0.2775 },  { 0, 10, 0, 10, -0.2775, 0.2775 },
    { 10, 10, 0, 20, 0.6791, 1.0000 },  { 10, 10, 0, 10, 0.6075, 1.0000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      RgInterval got = rg_stats_newcombe (rows[i].hits1, rows[i].n1, rows[i].hits2, rows[i].n2,
                                          0.95);

      NEAR (got.low, rows[i].low, 0.00006);
      NEAR (got.high, rows[i].high, 0.00006);
    }
  NEAR (rg_stats_newcombe (1, 2, 0, 0, 0.95).low, -1, 1e-15);
}

/* One comparison is Newcombe's own. Of two letters of a shop, to few good customers and to many
 * others, neither differs from those who did not get it; added up they seem to do harm, since it
 * was the good ones of whom more were left without. */
static void
test_newcombe_over (void)
{
  const RgShares letters[] = { { 572, 1795, 133, 390 }, { 227, 1348, 25, 142 }, { 40, 90, 0, 0 } };
  const RgInterval one = rg_stats_newcombe_over (letters, 1, 0.95, NULL);
  const RgInterval alone = rg_stats_newcombe (572, 1795, 133, 390, 0.95);
  const RgInterval added = rg_stats_newcombe (572 + 227, 1795 + 1348, 133 + 25, 390 + 142, 0.95);
  double difference;
  const RgInterval both = rg_stats_newcombe_over (letters, 3, 0.95, &difference);
  const double first = 1795.0 * 390 / (1795 + 390), second = 1348.0 * 142 / (1348 + 142);

  NEAR (one.low, alone.low, 1e-15);
  NEAR (one.high, alone.high, 1e-15);
  g_assert_cmpfloat (added.high, <, 0);
  g_assert_cmpfloat (both.high, >, 0);
  NEAR (difference, (first * (572 / 1795.0 - 133 / 390.0) + second * (227 / 1348.0 - 25 / 142.0))
                      / (first + second), 1e-15);
  NEAR (rg_stats_newcombe_over (letters + 2, 1, 0.95, &difference).low, -1, 1e-15);
  NEAR (difference, 0, 1e-15);
}

static gint64
draw_hits (GRand *rand, gint64 n, double share)
{
  gint64 hits = 0;

  for (gint64 i = 0; i < n; i++)
    hits += g_rand_double (rand) < share;
  return hits;
}

/* The range holds the true difference about as often as it says, however unlike the shares are. */
static void
test_newcombe_over_coverage (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1998);
  const double usual[] = { 0.35, 0.1, 0.6 };
  guint held = 0;

  for (guint round = 0; round < 2000; round++)
    {
      RgShares shares[] = { { 0, 120, 0, 60 }, { 0, 200, 0, 15 }, { 0, 40, 0, 30 } };
      RgInterval range;

      for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
        {
          shares[i].hits1 = draw_hits (rand, shares[i].n1, usual[i] + 0.05);
          shares[i].hits2 = draw_hits (rand, shares[i].n2, usual[i]);
        }
      range = rg_stats_newcombe_over (shares, G_N_ELEMENTS (shares), 0.95, NULL);
      held += range.low <= 0.05 && 0.05 <= range.high;
    }
  g_assert_cmpuint (held, >=, 1870);
  g_assert_cmpuint (held, <=, 1940);
}

/* Newcombe, Statistics in Medicine 17, 1998, 857-872, table I, method 3. */
static void
test_wilson (void)
{
  NEAR (rg_stats_wilson (81, 263, 0.95).low, 0.2553, 0.00006);
  NEAR (rg_stats_wilson (81, 263, 0.95).high, 0.3662, 0.00006);
  NEAR (rg_stats_wilson (15, 148, 0.95).low, 0.0624, 0.00006);
  NEAR (rg_stats_wilson (15, 148, 0.95).high, 0.1605, 0.00006);
  NEAR (rg_stats_wilson (0, 20, 0.95).low, 0, 1e-15);
  NEAR (rg_stats_wilson (0, 20, 0.95).high, 0.1611, 0.00006);
  NEAR (rg_stats_wilson (1, 29, 0.95).low, 0.0061, 0.00006);
  NEAR (rg_stats_wilson (1, 29, 0.95).high, 0.1718, 0.00006);
}

/* The aspirin trial, A. Agresti, Categorical Data Analysis: chi-squared 25.0139 with one degree. */
static void
test_two_proportions (void)
{
  double p = rg_stats_two_proportions (189, 11034, 104, 11037);
  double z = rg_stats_normal_quantile (p / 2);

  NEAR (z * z, 25.0139, 0.0001);
  NEAR (rg_stats_two_proportions (0, 10, 0, 20), 1, 1e-15);
  NEAR (rg_stats_two_proportions (3, 0, 0, 20), 1, 1e-15);
}

/* The lady tasting tea and the twins of R's own help page for fisher.test. */
static void
test_fisher (void)
{
  NEAR (rg_stats_fisher (3, 4, 1, 4), 0.4857, 0.00005);
  NEAR (rg_stats_fisher (2, 12, 15, 18), 0.0005367, 0.00000005);
  NEAR (rg_stats_fisher (0, 0, 1, 4), 1, 1e-15);
  NEAR (rg_stats_fisher (4, 4, 0, 4), 2.0 / 70, 1e-12);
}

/* The aspirin trial again: R's epitools, riskratio (method = "wald"). */
static void
test_katz (void)
{
  const RgInterval got = rg_stats_katz (189, 11034, 104, 11037, 0.95);

  NEAR (got.low, 1.433030903050563, 1e-9);
  NEAR (got.high, 2.305884232422446, 1e-9);
  g_assert_cmpfloat (rg_stats_katz (0, 10, 3, 10, 0.95).low, ==, 0);
  g_assert_true (isinf (rg_stats_katz (3, 10, 0, 10, 0.95).high));
}

/* The p values of Benjamini and Hochberg 1995, section 4; the first four are differences at 5 %.
 * The rates are those of R's p.adjust. In any order they are the same. */
static void
test_false_discovery (void)
{
  static const double p[] = { 0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                              0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0 };
  static const double expected[] = { 0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714285714286,
                                     0.06385714285714286, 0.0645, 0.0765, 0.486,
                                     0.5811818181818182, 0.714875, 0.7532307692307694,
                                     0.8132142857142857, 1 };
  enum { N = G_N_ELEMENTS (p) };
  double mixed[N], rates[N];

  rg_stats_false_discovery (p, N, rates);
  for (guint i = 0; i < N; i++)
    {
      NEAR (rates[i], expected[i], 1e-12);
      g_assert_true ((rates[i] <= 0.05) == (i < 4));
      mixed[i * 7 % N] = p[i];
    }
  rg_stats_false_discovery (mixed, N, rates);
  for (guint i = 0; i < N; i++)
    NEAR (rates[i * 7 % N], expected[i], 1e-12);
  rg_stats_false_discovery (NULL, 0, NULL);
}

/* Of three against three, all against none has 2 in 20; of four against four, 2 in 70. */
static void
test_can_tell (void)
{
  g_assert_false (rg_stats_can_tell (3, 3, 3, 0.05));
  g_assert_true (rg_stats_can_tell (4, 4, 4, 0.05));
  g_assert_false (rg_stats_can_tell (0, 1000, 1000, 0.05));
  g_assert_false (rg_stats_can_tell (2000, 1000, 1000, 0.05));
  g_assert_true (rg_stats_can_tell (1000, 1000, 1000, 0.05));
  for (gint64 hits = 0; hits <= 12; hits++)
    {
      gboolean can = FALSE;

      for (gint64 k = MAX (0, hits - 7); k <= MIN (hits, 5); k++)
        can |= rg_stats_fisher (k, 5, hits - k, 7) <= 0.05;
      g_assert_true (rg_stats_can_tell (hits, 5, 7, 0.05) == can);
    }
}

static void
test_choice (void)
{
  NEAR (rg_stats_compare_shares (3, 4, 1, 4), rg_stats_fisher (3, 4, 1, 4), 1e-15);
  NEAR (rg_stats_compare_shares (177, 943, 20, 188), rg_stats_two_proportions (177, 943, 20, 188),
        1e-15);
  NEAR (rg_stats_compare_shares (0, 0, 0, 0), 1, 1e-15);
}

/* R's `sleep` data: t.test (extra ~ group): t = -1.8608, df = 17.776, p = 0.07939,
 * interval -3.3654832 to 0.2054832. */
static void
test_welch (void)
{
  static const double one[] = { 0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0 };
  static const double two[] = { 1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4 };
  RgMoments first = { 0 }, second = { 0 }, flat = { 0 };
  RgWelch got;

  for (gsize i = 0; i < G_N_ELEMENTS (one); i++)
    {
      rg_moments_add (&first, one[i]);
      rg_moments_add (&second, two[i]);
      rg_moments_add (&flat, 2);
    }
  g_assert_true (rg_stats_welch (&first, &second, 0.95, &got));
  NEAR (got.t, -1.8608, 0.00005);
  NEAR (got.freedom, 17.776, 0.0005);
  NEAR (got.p, 0.07939, 0.000005);
  NEAR (got.interval.low, -3.3654832, 5e-8);
  NEAR (got.interval.high, 0.2054832, 5e-8);
  g_assert_false (rg_stats_welch (&flat, &flat, 0.95, &got));
  g_assert_false (rg_stats_welch (&first, &(RgMoments) { 1, 2, 0 }, 0.95, &got));
}

/* R's help page of power.prop.test: 50 people each and 0.50 against 0.75 have the power 0.740; a
 * power of 0.90 takes 76.7 of each. */
static void
test_power (void)
{
  double rise;

  NEAR (rg_stats_power (0.75, 50, 0.5, 50, 0.95), 0.740, 0.0005);
  g_assert_cmpfloat (rg_stats_power (0.75, 76, 0.5, 76, 0.95), <, 0.9);
  g_assert_cmpfloat (rg_stats_power (0.75, 77, 0.5, 77, 0.95), >, 0.9);
  rise = rg_stats_detectable (0.5, 77, 77, 0.95, 0.9);
  NEAR (rise, 0.25, 0.001);
  NEAR (rg_stats_power (0.5 + rise, 77, 0.5, 77, 0.95), 0.9, 1e-6);
  NEAR (rg_stats_detectable (0.1, 3, 1, 0.95, 0.8), 0.9, 1e-12);
  g_assert_cmpfloat (rg_stats_detectable (0.1, 900, 100, 0.95, 0.8), <,
                     rg_stats_detectable (0.1, 90, 10, 0.95, 0.8));
}

#define PEOPLE 60
#define WINNERS 12
#define DRAWS 20000

/* Twelve of sixty whose ids are no row: each as often as the others, by chi square, of which more
 * than 110 is one in ten thousand. */
static void
test_lots (void)
{
  guint won[PEOPLE] = { 0 };
  const double expected = (double) DRAWS * WINNERS / PEOPLE;
  double chi = 0;

  for (guint64 t = 0; t < DRAWS; t++)
    {
      guint64 lots[PEOPLE];

      for (gint64 i = 0; i < PEOPLE; i++)
        lots[i] = rg_mix_lot ((i + 1) * (i + 1), rg_mix (t));
      for (guint i = 0; i < PEOPLE; i++)
        {
          guint lower = 0;

          for (guint k = 0; k < PEOPLE; k++)
            lower += lots[k] < lots[i];
          won[i] += lower < WINNERS;
        }
    }
  for (guint i = 0; i < PEOPLE; i++)
    chi += (won[i] - expected) * (won[i] - expected) /
           (expected * (1 - (double) WINNERS / PEOPLE));
  g_test_message ("chi square %.1f", chi);
  g_assert_cmpfloat (chi, <, 110);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/distributions", test_distributions);
  g_test_add_func ("/stats/newcombe", test_newcombe);
  g_test_add_func ("/stats/newcombe-over", test_newcombe_over);
  g_test_add_func ("/stats/newcombe-over-coverage", test_newcombe_over_coverage);
  g_test_add_func ("/stats/wilson", test_wilson);
  g_test_add_func ("/stats/two-proportions", test_two_proportions);
  g_test_add_func ("/stats/fisher", test_fisher);
  g_test_add_func ("/stats/choice", test_choice);
  g_test_add_func ("/stats/katz", test_katz);
  g_test_add_func ("/stats/false-discovery", test_false_discovery);
  g_test_add_func ("/stats/can-tell", test_can_tell);
  g_test_add_func ("/stats/welch", test_welch);
  g_test_add_func ("/stats/power", test_power);
  g_test_add_func ("/stats/lots", test_lots);
  return g_test_run ();
}
