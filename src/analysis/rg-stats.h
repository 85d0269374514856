/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The few tests and intervals that say whether a campaign made a difference.
 *
 * Shares are 0..1, levels and powers too (0.95 for a 95 % interval). Nothing here fails: where
 * the numbers cannot carry an answer, the p value is 1 and the interval as wide as it can be. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double low;
  double high;
} RgInterval;

/* Numbers of one group, as rg_moments_add() gathers them. */
typedef struct
{
  gint64 n;
  double mean;
  double squares; /* sum of squared distances from the mean */
} RgMoments;

typedef struct
{
  double difference; /* mean of the first group less that of the second */
  RgInterval interval;
  double t;
  double freedom; /* degrees of freedom */
  double p;       /* two-sided */
} RgWelch;

/* One more value (B. P. Welford, Technometrics 4, 1962, 419-420). */
void rg_moments_add (RgMoments *moments, double value);
/* Sample variance; 0 below two values. */
double rg_moments_variance (const RgMoments *moments);

/* Standard normal distribution; the quantile by Wichura's AS 241 (Applied Statistics 37, 1988,
 * 477-484). */
double rg_stats_normal_cdf (double z);
double rg_stats_normal_quantile (double p);
/* Student's t through the regularised incomplete beta function (DLMF 8.17.22). */
double rg_stats_t_cdf (double t, double freedom);
double rg_stats_t_quantile (double p, double freedom);

/* E. B. Wilson's score interval of hits in n (JASA 22, 1927, 209-212); 0..1 for n = 0. */
RgInterval rg_stats_wilson (gint64 hits, gint64 n, double level);

/* The difference hits1/n1 - hits2/n2: method 10 of R. G. Newcombe, Statistics in Medicine 17,
 * 1998, 873-890 (two Wilson intervals joined, without continuity correction). */
RgInterval rg_stats_newcombe (gint64 hits1, gint64 n1, gint64 hits2, gint64 n2, double level);

/* What two groups did in one of several comparisons. */
typedef struct {
  gint64 hits1, n1;
  gint64 hits2, n2;
} RgShares;

/* The difference over several comparisons, each of which has its own shares, so that none is
 * compared with another: the differences weighted by n1 n2 / (n1 + n2) (W. G. Cochran, Biometrics
 * 10, 1954, 417-451; N. Mantel, W. Haenszel, JNCI 22, 1959, 719-748), and for the range the two
 * weighted shares joined as by Newcombe (X. Yan, X. G. Su, Statistics in Biopharmaceutical Research
 * 2, 2010, 329-335), each with Wilson's interval at that number of people which has its variance
 * (L. Kish, Survey Sampling, 1965). Of one comparison it is Newcombe's own. Those where a group has
 * nobody count for nothing; *difference may be NULL. */
RgInterval rg_stats_newcombe_over (const RgShares *shares, guint n, double level,
                                   double *difference);

/* Two-sided p value of the pooled two-proportion z test, the same as Pearson's chi-squared test
 * of the 2x2 table without continuity correction (K. Pearson, Phil. Mag. 50, 1900, 157-175). */
double rg_stats_two_proportions (gint64 hits1, gint64 n1, gint64 hits2, gint64 n2);

/* Two-sided p value of R. A. Fisher's exact test (The Design of Experiments, 1935), the sum of
 * all tables that are no more likely than this one, as R's fisher.test does it. */
double rg_stats_fisher (gint64 hits1, gint64 n1, gint64 hits2, gint64 n2);

/* Fisher where a cell of the 2x2 table expects fewer than five (W. G. Cochran, Biometrics 10,
 * 1954, 417-451), else the z test. */
double rg_stats_compare_shares (gint64 hits1, gint64 n1, gint64 hits2, gint64 n2);
/* Whether that is Fisher's. */
gboolean rg_stats_is_exact (gint64 hits1, gint64 n1, gint64 hits2, gint64 n2);

/* The ratio (hits1/n1) / (hits2/n2): the interval of D. Katz, J. Baptista, S. P. Azen and M. C.
 * Pike, Biometrics 34, 1978, 469-474, normal on the logarithm. 0 to infinity where one of them has
 * no hits. */
RgInterval rg_stats_katz (gint64 hits1, gint64 n1, gint64 hits2, gint64 n2, double level);

/* Whether any table with these sums could have a p value of Fisher's exact test of at most `level`:
 * if not, they are too few to tell anything (R. E. Tarone, Biometrics 46, 1990, 515-522). `hits` is
 * of both groups. */
gboolean rg_stats_can_tell (gint64 hits, gint64 n1, gint64 n2, double level);

/* Many tests at once: the least false discovery rate at which each would be called a difference (Y.
 * Benjamini and Y. Hochberg, J. R. Statist. Soc. B 57, 1995, 289-300; R's p.adjust with "BH"). Room
 * for n in `rates`. */
void rg_stats_false_discovery (const double *p, guint n, double *rates);

/* Many tests at once: the p value that each must be taken to have, so that the chance of calling
 * any of them a difference by mistake stays what it is for one (S. Holm, Scand. J. Statist. 6,
 * 1979, 65-70; R's p.adjust with "holm"). Room for n in `adjusted`. */
void rg_stats_holm (const double *p, guint n, double *adjusted);

/* The difference of two means without assuming equal spread (B. L. Welch, Biometrika 34, 1947,
 * 28-35). FALSE, and nothing set, where a group has fewer than two values or nothing varies. */
gboolean rg_stats_welch (const RgMoments *first, const RgMoments *second, double level,
                         RgWelch *welch);

/* The power to see shares p1 and p2 apart in groups of n1 and n2 at this level, two-sided (J.
 * L. Fleiss, Statistical Methods for Rates and Proportions, 1981, chapter 3; R's
 * power.prop.test). */
double rg_stats_power (double p1, gint64 n1, double p2, gint64 n2, double level);

/* The smallest rise over the share `base` of the second group that a campaign of n1 people with
 * n2 left without it would show with this power; 1 - base where not even that would show. */
double rg_stats_detectable (double base, gint64 n1, gint64 n2, double level, double power);

G_END_DECLS
