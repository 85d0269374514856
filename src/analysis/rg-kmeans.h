/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Groups of points that lie close together (k-means).
 *
 * Lloyd's way (Least Squares Quantization in PCM, IEEE Trans. Inf. Theory 28, 1982, 129-137) with
 * the bounds of G. Hamerly (Making k-means even faster, SIAM Data Mining 2010, 130-140), which skip
 * what cannot change. Each start is drawn as k-means++ does (D. Arthur and S. Vassilvitskii,
 * SODA 2007, 1027-1035) by a generator of its own with a fixed seed, so that the same points give
 * the same groups on any machine and in any order. The best start is finished by moving single
 * points while that helps (J. A. Hartigan, Clustering Algorithms, 1975, chapter 4). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How far it is, 0 to 1; FALSE: stop. NULL where it is asked for: never stop. */
typedef gboolean (*RgGoOnFunc) (double share, gpointer data);

typedef struct {
  guint n;
  guint n_facts;
  guint k;         /* fewer than asked for where there are no more different points */
  guint *group;    /* of each point, in the order given: 0 to k - 1, the largest group first */
  guint *size;     /* points of each group, never 0 */
  double *centre;  /* k times n_facts: the means */
  double within;   /* sum of squared distances of all points from their group's centre */
} RgKmeans;

/* points: n times n_facts, finite. k is at least 1, and so is starts. NULL where it was stopped; no
 * points have no groups. */
RgKmeans *rg_kmeans_new (const double *points, guint n, guint n_facts, guint k, guint starts,
                         RgGoOnFunc go_on, gpointer data);
void rg_kmeans_free (RgKmeans *kmeans);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgKmeans, rg_kmeans_free)

/* The group whose centre is the nearest to a point of n_facts numbers. */
guint rg_kmeans_find (const RgKmeans *kmeans, const double *point);

/* How well the groups stand apart, -1 to 1: the mean of (b - a) / max (a, b), where a is a point's
 * distance from its own centre and b that from the next one (the simplified silhouette: E. R.
 * Hruschka, R. J. G. B. Campello and L. N. de Castro, Evolutionary Algorithms for Clustering
 * Gene-Expression Data, ICDM 2004, 403-406). 0 for one group. */
double rg_kmeans_silhouette (const RgKmeans *kmeans, const double *points);

/* How alike two ways to group the same n things are: 1 the same, about 0 by chance alone (the
 * adjusted Rand index: L. Hubert and P. Arabie, Comparing Partitions, Journal of Classification 2,
 * 1985, 193-218). The groups of each are below its k. */
double rg_groups_agreement (const guint *one, guint k_one, const guint *other, guint k_other,
                            guint n);

G_END_DECLS
