/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Tests of shares: two groups against each other, many at once, and whether groups are as large as
 * they were meant to be. They are those of R 4.2, to the sixth digit and beyond.
 *
 * As in rg-stats.h, shares, levels and powers are 0..1 and nothing fails. */
#pragma once

#include "analysis/rg-stats.h"

G_BEGIN_DECLS

typedef struct {
  double statistic; /* chi-squared */
  double p;
  RgInterval interval; /* of the difference of the first share less the second */
} RgShareTest;

/* Two shares: R's prop.test. `corrected`: with the continuity correction of F. Yates (Journal of
 * the Royal Statistical Society Suppl. 1, 1934, 217-235), at most half a person. The interval is
 * that of Wald. A p value of 1 where all or none are hits. */
RgShareTest rg_shares_test (gint64 hits1, gint64 n1, gint64 hits2, gint64 n2, gboolean corrected,
                            double level);

/* Several shares at once, whether any differs from the others: R's prop.test without correction (K.
 * Pearson, Phil. Mag. 50, 1900, 157-175). The p value; 1 where nothing can differ. */
double rg_shares_any_differs (const gint64 *hits, const gint64 *n, guint n_groups);

typedef struct {
  double p;            /* rg_stats_fisher() */
  double odds;         /* conditional estimate by maximum likelihood; INFINITY where it has none */
  RgInterval interval; /* of the odds ratio */
} RgExactTest;

/* R's fisher.test: the odds ratio given both sums, and its exact interval (J. Cornfield, Proc. 3rd
 * Berkeley Symp. 4, 1956, 135-148). */
RgExactTest rg_shares_exact (gint64 hits1, gint64 n1, gint64 hits2, gint64 n2, double level);

/* How many people each of two equal groups needs to show p1 and p2 apart: R's power.prop.test. No
 * whole number; INFINITY for equal shares. */
double rg_shares_needed (double p1, double p2, double level, double power);

/* Whether groups came out as large as their weights meant them to: the p value of the chi-squared
 * test of fit, R's chisq.test (x, p =). Below RG_SHARES_RATIO_ALARM something other than chance has
 * moved people (R. Kohavi, D. Tang and Y. Xu, Trustworthy Online Controlled Experiments, 2020,
 * chapter 21). 1 for fewer than two groups with a weight. */
double rg_shares_ratio (const gint64 *n, const guint *weights, guint n_groups);

#define RG_SHARES_RATIO_ALARM 0.001

/* The chance that chi-squared with so many degrees of freedom is larger than this, through the
 * incomplete gamma function (DLMF 8.7.1 and 8.9.2). */
double rg_stats_chi_square_tail (double statistic, double freedom);

G_END_DECLS
