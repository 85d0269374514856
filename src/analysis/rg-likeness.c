/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Evidence and the area under the curve. */
#include "analysis/rg-likeness.h"

#include <math.h>

RgEvidence
rg_evidence (guint hits_members, guint n_members, guint hits_others, guint n_others)
{
  const double in_members = (hits_members + 1.0) / (n_members + 2.0);
  const double in_others = (hits_others + 1.0) / (n_others + 2.0);

  return (RgEvidence) { log (in_members / in_others), log ((1 - in_members) / (1 - in_others)) };
}

typedef struct {
  double score;
  gboolean member;
} RgRanked;

static int
rg_compare_ranked (gconstpointer a, gconstpointer b, gpointer data)
{
  const double x = ((const RgRanked *) a)->score, y = ((const RgRanked *) b)->score;

  return (x > y) - (x < y);
}

/* Pairs in which the member is ahead, ties by half: of those with one score after the other. */
static double
rg_count_pairs (const RgRanked *ranked, guint n)
{
  double pairs = 0, below = 0;

  for (guint i = 0, end; i < n; i = end)
    {
      double members = 0, others = 0;

      for (end = i; end < n && ranked[end].score == ranked[i].score; end++)
        *(ranked[end].member ? &members : &others) += 1;
      pairs += members * (below + others / 2);
      below += others;
    }
  return pairs;
}

double
rg_area_under_curve (const double *members, guint n_members, const double *others, guint n_others,
                     RgInterval *interval)
{
  g_autofree RgRanked *ranked = g_new (RgRanked, n_members + n_others + 1);
  const double n1 = n_members, n0 = n_others;
  double area, q1, q2, variance;

  *interval = (RgInterval) { 0, 1 };
  if (n_members == 0 || n_others == 0)
    return 0.5;
  for (guint i = 0; i < n_members; i++)
    ranked[i] = (RgRanked) { members[i], TRUE };
  for (guint i = 0; i < n_others; i++)
    ranked[n_members + i] = (RgRanked) { others[i], FALSE };
  g_sort_array (ranked, n_members + n_others, sizeof *ranked, rg_compare_ranked, NULL);
  area = rg_count_pairs (ranked, n_members + n_others) / (n1 * n0);
  q1 = area / (2 - area);
  q2 = 2 * area * area / (1 + area);
  variance = (area * (1 - area) + (n1 - 1) * (q1 - area * area) +
              (n0 - 1) * (q2 - area * area)) / (n1 * n0);
  interval->low = MAX (0, area - rg_stats_normal_quantile (0.975) * sqrt (variance));
  interval->high = MIN (1, area + rg_stats_normal_quantile (0.975) * sqrt (variance));
  return area;
}
