/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The tests of shares against R 4.2.2; the call that gave the numbers stands beside each table. */
#include "analysis/rg-share-tests.h"

#include <math.h>

#define SLACK 1e-6

/* Equal to a millionth of what is expected. */
static void
near (double got, double expected)
{
  if (isinf (expected))
    g_assert_true (isinf (got));
  else
    g_assert_cmpfloat_with_epsilon (got, expected, SLACK * MAX (fabs (expected), 1e-3));
}

typedef struct {
  int hits1, n1, hits2, n2;
  gboolean corrected;
  double statistic, p, low, high;
} ShareRow;

/* prop.test (c (hits1, hits2), c (n1, n2), correct = TRUE), then FALSE. The rows: the campaign
 * sketched in the help; R's example; smokers (J. L. Fleiss, 1981, page 139); the aspirin trial (A.
 * Agresti, Categorical Data Analysis); few; Newcombe 1998, table II; and shares that hardly
 * differ. */
static const ShareRow share_rows[] = {
  { 177, 943, 20, 188, TRUE, 6.651366271, 0.00990798205184, 0.0274939901379, 0.135137719435 },
  { 15, 25, 5, 25, TRUE, 6.75, 0.00937476845943, 0.112081987078, 0.687918012922 },
  { 83, 86, 90, 93, TRUE, 0, 1, -0.0581030349726, 0.0528517221444 },
  { 189, 11034, 104, 11037, TRUE, 24.42905652, 7.70970754751e-07, 0.0045971340271,
    0.0108149139249 },
  { 3, 40, 0, 30, TRUE, 0.8779021559, 0.348776906421, -0.0357909898929, 0.185790989893 },
  { 56, 70, 48, 80, TRUE, 6.11427041, 0.0134094751787, 0.0441120420062, 0.355887957994 },
  { 500, 10000, 430, 10000, TRUE, 5.369013989, 0.0204975613541, 0.00106434094627,
    0.0129356590537 },
  { 9, 10, 3, 10, TRUE, 5.208333333, 0.0224788733661, 0.160524279777, 1 },
  { 5, 100, 6, 100, TRUE, 0, 1, -0.0831765440231, 0.0631765440231 },
  { 177, 943, 20, 188, FALSE, 7.205589349, 0.00726768796192, 0.0306837872995, 0.131947922274 },
  { 15, 25, 5, 25, FALSE, 8.333333333, 0.00389241712278, 0.152081987078, 0.647918012922 },
  { 83, 86, 90, 93, FALSE, 0.009508518748, 0.922320095734, -0.0554773785585, 0.0502260657303 },
  { 189, 11034, 104, 11037, FALSE, 25.01388397, 5.69189697374e-07, 0.00468775067505,
    0.010724297277 },
  { 3, 40, 0, 30, FALSE, 2.350746269, 0.125223047633, -0.00662432322624, 0.156624323226 },
  { 56, 70, 48, 80, FALSE, 7.023411371, 0.0080450813682, 0.057504899149, 0.342495100851 },
  { 500, 10000, 430, 10000, FALSE, 5.52576529, 0.0187384044866, 0.00116434094627,
    0.0128356590537 },
  { 9, 10, 3, 10, FALSE, 7.5, 0.00616989932054, 0.260524279777, 0.939475720223 },
  { 5, 100, 6, 100, FALSE, 0.0962000962, 0.756438219724, -0.0731765440231, 0.0531765440231 },
};

static void
test_shares (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (share_rows); i++)
    {
      const ShareRow *row = &share_rows[i];
      const RgShareTest got = rg_shares_test (row->hits1, row->n1, row->hits2, row->n2,
                                              row->corrected, 0.95);

      near (got.statistic, row->statistic);
      near (got.p, row->p);
      near (got.interval.low, row->low);
      near (got.interval.high, row->high);
      if (!row->corrected)
        near (rg_stats_two_proportions (row->hits1, row->n1, row->hits2, row->n2), row->p);
    }
}

static void
test_shares_without_an_answer (void)
{
  near (rg_shares_test (0, 10, 0, 20, TRUE, 0.95).p, 1);
  near (rg_shares_test (10, 10, 20, 20, FALSE, 0.95).p, 1);
  near (rg_shares_test (0, 0, 5, 20, FALSE, 0.95).interval.low, -1);
  near (rg_shares_exact (0, 0, 5, 20, 0.95).p, 1);
  near (rg_shares_any_differs ((gint64[]) { 0, 0 }, (gint64[]) { 5, 0 }, 2), 1);
}

/* prop.test (hits, n, correct = FALSE)$conf.int: Wilson's, of one share. */
static void
test_wilson (void)
{
  static const struct {
    int hits, n;
    double low, high;
  } rows[] = {
    { 135, 442, 0.264319963822, 0.349892674781 },
    { 63, 213, 0.238539582537, 0.360245629142 },
    { 0, 12, 0, 0.242494006655 },
    { 7, 7, 0.645669564933, 1 },
    { 1, 200, 0.000883168715601, 0.0277737043979 },
    { 20, 188, 0.0699282599975, 0.15860137635 },
    { 177, 943, 0.164062309549, 0.21386945029 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const RgInterval got = rg_stats_wilson (rows[i].hits, rows[i].n, 0.95);

      near (got.low, rows[i].low);
      near (got.high, rows[i].high);
    }
}

/* Newcombe's interval of Wilson's two: prop.test (x, n, correct = FALSE)$conf.int of each, joined
 * as method 10 says. */
static void
test_newcombe (void)
{
  static const struct {
    int hits1, n1, hits2, n2;
    double low, high;
  } rows[] = {
    { 177, 943, 20, 188, 0.0239970418569, 0.126191769262 },
    { 15, 25, 5, 25, 0.128529602927, 0.599884202849 },
    { 83, 86, 90, 93, -0.0688452085732, 0.0600621408287 },
    { 189, 11034, 104, 11037, 0.00470202974638, 0.0107750837769 },
    { 3, 40, 0, 30, -0.0487028164251, 0.198642335243 },
    { 56, 70, 48, 80, 0.0524314724024, 0.333872654037 },
    { 500, 10000, 430, 10000, 0.00116197873357, 0.0128518209357 },
    { 9, 10, 3, 10, 0.170522723935, 0.809017973535 },
    { 5, 100, 6, 100, -0.0807437349034, 0.0596480743429 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const RgInterval got = rg_stats_newcombe (rows[i].hits1, rows[i].n1, rows[i].hits2,
                                                rows[i].n2, 0.95);

      near (got.low, rows[i].low);
      near (got.high, rows[i].high);
    }
}

/* fisher.test (matrix (c (hits1, n1 - hits1, hits2, n2 - hits2), 2)), whose estimate and interval
 * come from uniroot with its usual tolerance of 1e-4; here with 1e-14:
 * environment (f) <- list2env (list (uniroot = function (...) stats::uniroot (..., tol = 1e-14)),
 *                              parent = asNamespace ("stats")), where f <- stats::fisher.test */
static void
test_exact (void)
{
  static const struct {
    int hits1, n1, hits2, n2;
    double p, odds, low, high;
  } rows[] = {
    { 3, 4, 1, 4, 0.485714285714, 6.4083196582, 0.211735595447, 626.243530589 },
    { 2, 12, 15, 18, 0.000536724119143, 0.0469366390497, 0.00331716395066, 0.363189602357 },
    { 10, 15, 3, 17, 0.0104504199513, 8.57820997623, 1.45093806817, 69.8939480994 },
    { 0, 12, 5, 10, 0.00956937799043, 0, 0, 0.684831735008 },
    { 20, 188, 177, 943, 0.00612870626556, 0.515459621731, 0.298378615294, 0.850205484837 },
    { 8, 40, 1, 20, 0.248733600464, 4.65467120489, 0.549603943933, 221.666961089 },
    { 7, 7, 2, 9, 0.00323426573427, INFINITY, 2.17618965374, INFINITY },
    { 1, 200, 9, 210, 0.0203588342355, 0.112670133892, 0.00254795114767, 0.826148890105 },
    { 55, 300, 31, 290, 0.0100519065809, 1.87360263725, 1.14174455997, 3.11949179748 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const RgExactTest got = rg_shares_exact (rows[i].hits1, rows[i].n1, rows[i].hits2,
                                               rows[i].n2, 0.95);

      near (got.p, rows[i].p);
      near (got.odds, rows[i].odds);
      near (got.interval.low, rows[i].low);
      near (got.interval.high, rows[i].high);
    }
}

/* power.prop.test (n, p1, p2, sig.level = 1 - level)$power */
static void
test_power (void)
{
  static const double rows[][5] = {
    { 50, 0.5, 0.75, 0.95, 0.740165901331 },     { 200, 0.1, 0.18, 0.95, 0.63604880114 },
    { 943, 0.106, 0.15, 0.95, 0.816407272401 },  { 1000, 0.1, 0.12, 0.99, 0.125667158427 },
    { 30, 0.1, 0.5, 0.95, 0.942828252001 },      { 5000, 0.02, 0.03, 0.95, 0.893109709485 },
    { 188, 0.1, 0.18, 0.95, 0.609190212538 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    near (rg_stats_power (rows[i][1], (gint64) rows[i][0], rows[i][2], (gint64) rows[i][0],
                          rows[i][3]),
          rows[i][4]);
}

/* power.prop.test (p1, p2, power, sig.level = 1 - level, tol = 1e-12)$n */
static void
test_needed (void)
{
  static const double rows[][5] = {
    { 0.5, 0.75, 0.9, 0.95, 76.7069284518 },   { 0.1, 0.18, 0.8, 0.95, 294.13240473 },
    { 0.1, 0.12, 0.8, 0.95, 3840.84748244 },   { 0.02, 0.03, 0.9, 0.99, 7251.22910533 },
    { 0.3, 0.6, 0.8, 0.95, 41.9702531224 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    near (rg_shares_needed (rows[i][0], rows[i][1], rows[i][3], rows[i][2]), rows[i][4]);
  g_assert_true (isinf (rg_shares_needed (0.1, 0.1, 0.95, 0.8)));
}

/* power.prop.test (n, p1, power, sig.level = 1 - level, tol = 1e-12)$p2 */
static void
test_smallest (void)
{
  static const double rows[][5] = {
    { 50, 0.5, 0.9, 0.95, 0.802630581704 },     { 200, 0.1, 0.8, 0.95, 0.199701115 },
    { 1000, 0.1, 0.8, 0.95, 0.140745154312 },   { 500, 0.02, 0.9, 0.99, 0.0706128744442 },
    { 943, 0.106, 0.8, 0.95, 0.1490064915 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    near (rows[i][1] + rg_stats_detectable (rows[i][1], (gint64) rows[i][0], (gint64) rows[i][0],
                                            rows[i][3], rows[i][2]),
          rows[i][4]);
}

/* pchisq (statistic, freedom, lower.tail = FALSE) */
static void
test_chi_square (void)
{
  static const double rows[][3] = {
    { 3.841458820694124, 1, 0.05 }, { 0.5, 1, 0.479500122187 },
    { 10, 4, 0.0404276819945 },     { 30, 4, 4.89443712803e-06 },
    { 100, 120, 0.907734948041 },   { 0.001, 2, 0.999500124979 },
    { 0, 3, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    near (rg_stats_chi_square_tail (rows[i][0], rows[i][1]), rows[i][2]);
  g_assert_cmpfloat_with_epsilon (rg_stats_chi_square_tail (200, 3) / 4.21854110719e-43, 1, 1e-9);
}

/* chisq.test (x, p = weights / sum (weights))$p.value; the second last is three versions of which
 * one got more than its share, the last the peas of G. Mendel, 1866: round or wrinkled. */
static void
test_ratio (void)
{
  near (rg_shares_ratio ((gint64[]) { 943, 188 }, (guint[]) { 5, 1 }, 2), 0.968177827448);
  near (rg_shares_ratio ((gint64[]) { 512, 488 }, (guint[]) { 1, 1 }, 2), 0.447884478264);
  near (rg_shares_ratio ((gint64[]) { 330, 310, 360 }, (guint[]) { 7, 7, 7 }, 3), 0.149568619223);
  near (rg_shares_ratio ((gint64[]) { 89, 37, 30, 28, 2 }, (guint[]) { 8, 4, 4, 3, 1 }, 5),
        0.0405940433448);
  near (rg_shares_ratio ((gint64[]) { 821, 2439 }, (guint[]) { 1, 3 }, 2), 0.808249913159);
  near (rg_shares_ratio ((gint64[]) { 5, 9 }, (guint[]) { 1, 0 }, 2), 1);
  g_assert_cmpfloat (rg_shares_ratio ((gint64[]) { 700, 300 }, (guint[]) { 1, 1 }, 2), <,
                     RG_SHARES_RATIO_ALARM);
}

/* prop.test (c (83, 90, 129, 70), c (86, 93, 136, 82)), the smokers again, and three versions. */
static void
test_any_differs (void)
{
  near (rg_shares_any_differs ((gint64[]) { 83, 90, 129, 70 }, (gint64[]) { 86, 93, 136, 82 }, 4),
        0.00558547666163);
  near (rg_shares_any_differs ((gint64[]) { 30, 42, 51 }, (gint64[]) { 300, 310, 305 }, 3),
        0.0529582707843);
  near (rg_shares_any_differs ((gint64[]) { 15, 5 }, (gint64[]) { 25, 25 }, 2), 0.00389241712278);
}

/* p.adjust (p, "holm"), and "BH" for the first. */
static void
test_many (void)
{
  static const double few[] = { 0.01, 0.04, 0.03, 0.005, 0.2 };
  static const double few_holm[] = { 0.04, 0.09, 0.09, 0.025, 0.2 };
  static const double few_rates[] = { 0.025, 0.05, 0.05, 0.025, 0.2 };
  static const double many[] = { 0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                                 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0 };
  static const double many_holm[] = { 0.0015, 0.0056, 0.0247, 0.114, 0.2211, 0.278, 0.278, 0.278,
                                      0.3213, 1, 1, 1, 1, 1, 1 };
  double got[G_N_ELEMENTS (many)];

  rg_stats_holm (few, 5, got);
  for (guint i = 0; i < 5; i++)
    near (got[i], few_holm[i]);
  rg_stats_false_discovery (few, 5, got);
  for (guint i = 0; i < 5; i++)
    near (got[i], few_rates[i]);
  rg_stats_holm (many, G_N_ELEMENTS (many), got);
  for (guint i = 0; i < G_N_ELEMENTS (many); i++)
    near (got[i], many_holm[i]);
  rg_stats_holm (NULL, 0, NULL);
}

/* t.test (extra ~ group, data = sleep) and t.test (mpg ~ am, data = mtcars). */
static void
test_welch (void)
{
  static const double sleep[2][10] = { { 0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0 },
                                       { 1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4 } };
  static const double automatic[] = { 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3,
                                      15.2, 10.4, 10.4, 14.7, 21.5, 15.5, 15.2, 13.3, 19.2 };
  static const double manual[] = { 21, 21, 22.8, 32.4, 30.4, 33.9, 27.3, 26, 30.4, 15.8, 19.7, 15,
                                   21.4 };
  RgMoments one = { 0 }, two = { 0 }, three = { 0 }, four = { 0 };
  RgWelch got;

  for (guint i = 0; i < 10; i++)
    {
      rg_moments_add (&one, sleep[0][i]);
      rg_moments_add (&two, sleep[1][i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (automatic); i++)
    rg_moments_add (&three, automatic[i]);
  for (guint i = 0; i < G_N_ELEMENTS (manual); i++)
    rg_moments_add (&four, manual[i]);
  g_assert_true (rg_stats_welch (&one, &two, 0.95, &got));
  near (got.t, -1.86081346749);
  near (got.freedom, 17.7764735162);
  near (got.p, 0.0793941401874);
  near (got.interval.low, -3.36548323071);
  near (got.interval.high, 0.205483230712);
  g_assert_true (rg_stats_welch (&three, &four, 0.95, &got));
  near (got.t, -3.76712314514);
  near (got.freedom, 18.3322516384);
  near (got.p, 0.00137363833307);
  near (got.interval.low, -11.280194355);
  near (got.interval.high, -3.20968418747);
}

/* Whichever group is called the first, the answer is the same with the other sign. */
static void
test_either_way_round (void)
{
  for (int i = 0; i < 300; i++)
    {
      const gint64 n1 = g_test_rand_int_range (1, 400), n2 = g_test_rand_int_range (1, 400);
      const gint64 a = g_test_rand_int_range (0, (int) n1 + 1);
      const gint64 b = g_test_rand_int_range (0, (int) n2 + 1);
      const RgShareTest here = rg_shares_test (a, n1, b, n2, i % 2 == 0, 0.95);
      const RgShareTest there = rg_shares_test (b, n2, a, n1, i % 2 == 0, 0.95);
      const RgExactTest exact = rg_shares_exact (a, n1, b, n2, 0.95);
      const RgExactTest back = rg_shares_exact (b, n2, a, n1, 0.95);

      near (here.p, there.p);
      near (here.interval.low, -there.interval.high);
      near (exact.p, back.p);
      if (isfinite (exact.odds) && exact.odds > 0)
        near (exact.odds, 1 / back.odds);
      g_assert_true (exact.interval.low <= exact.odds && exact.odds <= exact.interval.high);
      /* Without correction the test of many, of two, is that of two. */
      near (rg_shares_any_differs ((gint64[]) { a, b }, (gint64[]) { n1, n2 }, 2),
            rg_shares_test (a, n1, b, n2, FALSE, 0.95).p);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/share-tests/prop-test", test_shares);
  g_test_add_func ("/share-tests/without-an-answer", test_shares_without_an_answer);
  g_test_add_func ("/share-tests/wilson", test_wilson);
  g_test_add_func ("/share-tests/newcombe", test_newcombe);
  g_test_add_func ("/share-tests/fisher-test", test_exact);
  g_test_add_func ("/share-tests/power", test_power);
  g_test_add_func ("/share-tests/needed", test_needed);
  g_test_add_func ("/share-tests/smallest", test_smallest);
  g_test_add_func ("/share-tests/chi-square", test_chi_square);
  g_test_add_func ("/share-tests/ratio", test_ratio);
  g_test_add_func ("/share-tests/any-differs", test_any_differs);
  g_test_add_func ("/share-tests/many", test_many);
  g_test_add_func ("/share-tests/welch", test_welch);
  g_test_add_func ("/share-tests/either-way-round", test_either_way_round);
  return g_test_run ();
}
