/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The difference of two means by drawing people again and again: for money, of which a few people
 * spend most.
 *
 * The interval is the bias-corrected and accelerated one (B. Efron, Better Bootstrap Confidence
 * Intervals, JASA 82, 1987, 171-185), for two groups as A. C. Davison and D. V. Hinkley, Bootstrap
 * Methods and their Application, 1997, section 5.4; R's boot.ci (type = "bca"). Draws come from a
 * fixed seed: the same people give the same interval. */
#pragma once

#include "analysis/rg-stats.h"

G_BEGIN_DECLS

/* Times that the groups are drawn. */
#define RG_BOOTSTRAP_TIMES 1999
/* With more people than this, a mean is as good as normal and rg_stats_welch() says the same. */
#define RG_BOOTSTRAP_MOST 50000

/* The mean of `first` less that of `second`. FALSE, and nothing set, where a group has fewer than
 * two people, nothing varies, or they are more than RG_BOOTSTRAP_MOST. */
gboolean rg_bootstrap_difference (const double *first, guint n_first, const double *second,
                                  guint n_second, double level, guint64 seed,
                                  RgInterval *interval);

/* The two halves of it: how fast the spread changes with the mean, and the interval of what was
 * drawn, which is sorted. FALSE where the seen difference lies outside of all that was drawn. */
double rg_bootstrap_acceleration (const double *first, guint n_first, const double *second,
                                  guint n_second);
gboolean rg_bootstrap_interval (double *drawn, guint n_drawn, double seen, double acceleration,
                                double level, RgInterval *interval);

G_END_DECLS
