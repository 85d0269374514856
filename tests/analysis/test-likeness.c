/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The area under the curve by all pairs, and its interval as it was published. */
#include "analysis/rg-likeness.h"

#include <math.h>

static void
test_pairs (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (guint round = 0; round < 50; round++)
    {
      double members[40], others[60], pairs = 0;
      const guint n1 = (guint) g_rand_int_range (rand, 1, 40);
      const guint n0 = (guint) g_rand_int_range (rand, 1, 60);
      RgInterval interval;

      for (guint i = 0; i < n1; i++)
        members[i] = g_rand_int_range (rand, 0, 9);
      for (guint i = 0; i < n0; i++)
        others[i] = g_rand_int_range (rand, 0, 7);
      for (guint i = 0; i < n1; i++)
        for (guint j = 0; j < n0; j++)
          pairs += members[i] > others[j] ? 1 : members[i] == others[j] ? 0.5 : 0;
      g_assert_cmpfloat_with_epsilon (
        rg_area_under_curve (members, n1, others, n0, &interval), pairs / n1 / n0, 1e-12);
      g_assert_cmpfloat (interval.low, >=, 0);
      g_assert_cmpfloat (interval.high, <=, 1);
    }
}

/* Table I of J. A. Hanley and B. J. McNeil (Radiology 143, 1982): 58 normal and 51 abnormal
 * pictures on five ratings; an area of 0.893 with a standard error of 0.032. */
static void
test_published (void)
{
  static const guint normal[] = { 33, 6, 6, 11, 2 }, abnormal[] = { 3, 2, 2, 11, 33 };
  double members[51], others[58];
  guint n1 = 0, n0 = 0;
  RgInterval interval;
  double area;

  for (guint rating = 0; rating < 5; rating++)
    {
      for (guint i = 0; i < abnormal[rating]; i++)
        members[n1++] = rating;
      for (guint i = 0; i < normal[rating]; i++)
        others[n0++] = rating;
    }
  area = rg_area_under_curve (members, n1, others, n0, &interval);
  g_assert_cmpfloat_with_epsilon (area, 0.893, 5e-4);
  g_assert_cmpfloat_with_epsilon ((area - interval.low) / 1.959964, 0.032, 5e-4);
  g_assert_cmpfloat (rg_area_under_curve (members, n1, others, 0, &interval), ==, 0.5);
  g_assert_cmpfloat (interval.high, ==, 1);
}

static void
test_evidence (void)
{
  const RgEvidence much = rg_evidence (8, 8, 0, 8), none = rg_evidence (0, 0, 0, 0);

  g_assert_cmpfloat_with_epsilon (much.has, log (9), 1e-12);
  g_assert_cmpfloat_with_epsilon (much.has_not, -log (9), 1e-12);
  g_assert_cmpfloat (none.has, ==, 0);
  g_assert_cmpfloat (none.has_not, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/likeness/pairs", test_pairs);
  g_test_add_func ("/likeness/published", test_published);
  g_test_add_func ("/likeness/evidence", test_evidence);
  return g_test_run ();
}
