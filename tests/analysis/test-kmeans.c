/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Groups of points: published optima, what must hold for any points, and the odd ones. */
#include "analysis/rg-kmeans.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* E. Anderson's irises (Annals of the Missouri Botanical Garden 23, 1936), as R has them, in tenths
 * of a centimetre. */
static const guint8 iris[150 * 4] = {
  51, 35, 14, 2, 49, 30, 14, 2, 47, 32, 13, 2, 46, 31, 15, 2, 50, 36, 14, 2, 54, 39, 17, 4, 46,
  34, 14, 3, 50, 34, 15, 2, 44, 29, 14, 2, 49, 31, 15, 1, 54, 37, 15, 2, 48, 34, 16, 2, 48, 30,
  14, 1, 43, 30, 11, 1, 58, 40, 12, 2, 57, 44, 15, 4, 54, 39, 13, 4, 51, 35, 14, 3, 57, 38, 17,
  3, 51, 38, 15, 3, 54, 34, 17, 2, 51, 37, 15, 4, 46, 36, 10, 2, 51, 33, 17, 5, 48, 34, 19, 2,
  50, 30, 16, 2, 50, 34, 16, 4, 52, 35, 15, 2, 52, 34, 14, 2, 47, 32, 16, 2, 48, 31, 16, 2, 54,
  34, 15, 4, 52, 41, 15, 1, 55, 42, 14, 2, 49, 31, 15, 2, 50, 32, 12, 2, 55, 35, 13, 2, 49, 36,
  14, 1, 44, 30, 13, 2, 51, 34, 15, 2, 50, 35, 13, 3, 45, 23, 13, 3, 44, 32, 13, 2, 50, 35, 16,
  6, 51, 38, 19, 4, 48, 30, 14, 3, 51, 38, 16, 2, 46, 32, 14, 2, 53, 37, 15, 2, 50, 33, 14, 2,
  70, 32, 47, 14, 64, 32, 45, 15, 69, 31, 49, 15, 55, 23, 40, 13, 65, 28, 46, 15, 57, 28, 45, 13,
  63, 33, 47, 16, 49, 24, 33, 10, 66, 29, 46, 13, 52, 27, 39, 14, 50, 20, 35, 10, 59, 30, 42, 15,
  60, 22, 40, 10, 61, 29, 47, 14, 56, 29, 36, 13, 67, 31, 44, 14, 56, 30, 45, 15, 58, 27, 41, 10,
  62, 22, 45, 15, 56, 25, 39, 11, 59, 32, 48, 18, 61, 28, 40, 13, 63, 25, 49, 15, 61, 28, 47, 12,
  64, 29, 43, 13, 66, 30, 44, 14, 68, 28, 48, 14, 67, 30, 50, 17, 60, 29, 45, 15, 57, 26, 35, 10,
  55, 24, 38, 11, 55, 24, 37, 10, 58, 27, 39, 12, 60, 27, 51, 16, 54, 30, 45, 15, 60, 34, 45, 16,
  67, 31, 47, 15, 63, 23, 44, 13, 56, 30, 41, 13, 55, 25, 40, 13, 55, 26, 44, 12, 61, 30, 46, 14,
  58, 26, 40, 12, 50, 23, 33, 10, 56, 27, 42, 13, 57, 30, 42, 12, 57, 29, 42, 13, 62, 29, 43, 13,
  51, 25, 30, 11, 57, 28, 41, 13, 63, 33, 60, 25, 58, 27, 51, 19, 71, 30, 59, 21, 63, 29, 56, 18,
  65, 30, 58, 22, 76, 30, 66, 21, 49, 25, 45, 17, 73, 29, 63, 18, 67, 25, 58, 18, 72, 36, 61, 25,
  65, 32, 51, 20, 64, 27, 53, 19, 68, 30, 55, 21, 57, 25, 50, 20, 58, 28, 51, 24, 64, 32, 53, 23,
  65, 30, 55, 18, 77, 38, 67, 22, 77, 26, 69, 23, 60, 22, 50, 15, 69, 32, 57, 23, 56, 28, 49, 20,
  77, 28, 67, 20, 63, 27, 49, 18, 67, 33, 57, 21, 72, 32, 60, 18, 62, 28, 48, 18, 61, 30, 49, 18,
  64, 28, 56, 21, 72, 30, 58, 16, 74, 28, 61, 19, 79, 38, 64, 20, 64, 28, 56, 22, 63, 28, 51, 15,
  61, 26, 56, 14, 77, 30, 61, 23, 63, 34, 56, 24, 64, 31, 55, 18, 60, 30, 48, 18, 69, 31, 54, 21,
  67, 31, 56, 24, 69, 31, 51, 23, 58, 27, 51, 19, 68, 32, 59, 23, 67, 33, 57, 25, 67, 30, 52, 23,
  63, 25, 50, 19, 65, 30, 52, 20, 62, 34, 54, 23, 59, 30, 51, 18,
};

/* E. H. Ruspini, Numerical Methods for Fuzzy Clustering, Information Sciences 2, 1970. */
static const guint8 ruspini[75 * 2] = {
  4, 53, 5, 63, 10, 59, 9, 77, 13, 49, 13, 69, 12, 88, 15, 75, 18, 61, 19, 65, 22, 74, 27, 72,
  28, 76, 24, 58, 27, 55, 28, 60, 30, 52, 31, 60, 32, 61, 36, 72, 28, 147, 32, 149, 35, 153, 33,
  154, 38, 151, 41, 150, 38, 145, 38, 143, 32, 143, 34, 141, 44, 156, 44, 149, 44, 143, 46, 142,
  47, 149, 49, 152, 50, 142, 53, 144, 52, 152, 55, 155, 54, 124, 60, 136, 63, 139, 86, 132, 85,
  115, 85, 96, 78, 94, 74, 96, 97, 122, 98, 116, 98, 124, 99, 119, 99, 128, 101, 115, 108, 111,
  110, 111, 108, 116, 111, 126, 115, 117, 117, 115, 70, 4, 77, 12, 83, 21, 61, 15, 69, 15, 78,
  16, 66, 18, 58, 13, 64, 20, 69, 21, 66, 23, 61, 25, 76, 27, 72, 31, 64, 30,
};

static double *
scaled (const guint8 *numbers, guint n, double unit)
{
  double *points = g_new (double, n);

  for (guint i = 0; i < n; i++)
    points[i] = numbers[i] / unit;
  return points;
}

static void
test_published (void)
{
  g_autofree double *flowers = scaled (iris, G_N_ELEMENTS (iris), 10);
  g_autofree double *places = scaled (ruspini, G_N_ELEMENTS (ruspini), 1);
  g_autoptr (RgKmeans) three = rg_kmeans_new (flowers, 150, 4, 3, 10, NULL, NULL);
  g_autoptr (RgKmeans) four = rg_kmeans_new (places, 75, 2, 4, 10, NULL, NULL);
  const guint sizes[] = { 62, 50, 38 }, quarters[] = { 23, 20, 17, 15 };

  g_assert_cmpfloat_with_epsilon (three->within, 78.85144, 5e-6);
  for (guint j = 0; j < 3; j++)
    g_assert_cmpuint (three->size[j], ==, sizes[j]);
  g_assert_cmpfloat_with_epsilon (four->within, 12881.05, 5e-3);
  for (guint j = 0; j < 4; j++)
    g_assert_cmpuint (four->size[j], ==, quarters[j]);
  /* Four is what the places are known for, and more would be worse. */
  g_assert_cmpfloat (rg_kmeans_silhouette (four, places), >, 0.7);
}

/* --- random points ------------------------------------------------------------------------ */

#define N 600
#define D 3

/* Some of them alike, in a few heaps. */
static double *
random_points (GRand *rand, guint n)
{
  double *points = g_new (double, n * D);

  for (guint i = 0; i < n * D; i++)
    points[i] = g_rand_int_range (rand, 0, 4) * 10 + g_rand_int_range (rand, 0, 8) / 4.0;
  return points;
}

static double
plain_within (const RgKmeans *kmeans, const double *points)
{
  double within = 0;

  for (guint i = 0; i < kmeans->n; i++)
    for (guint f = 0; f < kmeans->n_facts; f++)
      within += pow (points[i * kmeans->n_facts + f] -
                       kmeans->centre[kmeans->group[i] * kmeans->n_facts + f], 2);
  return within;
}

/* Centres are means, sizes are counts, the largest is the first, and every one is the nearest
 * centre's. */
static void
check_sound (const RgKmeans *kmeans, const double *points)
{
  g_autofree guint *sizes = g_new0 (guint, kmeans->k + 1);
  g_autofree double *sums = g_new0 (double, kmeans->k * kmeans->n_facts + 1);

  for (guint i = 0; i < kmeans->n; i++)
    {
      g_assert_cmpuint (kmeans->group[i], <, kmeans->k);
      g_assert_cmpuint (rg_kmeans_find (kmeans, points + i * kmeans->n_facts), ==,
                        kmeans->group[i]);
      sizes[kmeans->group[i]]++;
      for (guint f = 0; f < kmeans->n_facts; f++)
        sums[kmeans->group[i] * kmeans->n_facts + f] += points[i * kmeans->n_facts + f];
    }
  for (guint j = 0; j < kmeans->k; j++)
    {
      g_assert_cmpuint (kmeans->size[j], ==, sizes[j]);
      g_assert_cmpuint (kmeans->size[j], >, 0);
      g_assert_true (j == 0 || sizes[j] <= sizes[j - 1]);
      for (guint f = 0; f < kmeans->n_facts; f++)
        g_assert_cmpfloat_with_epsilon (kmeans->centre[j * kmeans->n_facts + f],
                                        sums[j * kmeans->n_facts + f] / sizes[j], 1e-9);
    }
  g_assert_cmpfloat_with_epsilon (kmeans->within, plain_within (kmeans, points), 1e-6);
}

static void
test_any_order (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 8; round++)
    {
      const guint k = 2 + round;
      g_autofree double *points = random_points (rand, N);
      g_autofree double *turned = g_new (double, N * D);
      g_autoptr (RgKmeans) one = NULL, other = NULL;

      for (guint i = 0; i < N; i++)
        memcpy (turned + i * D, points + (N - 1 - i) * D, D * sizeof (double));
      one = rg_kmeans_new (points, N, D, k, 5, NULL, NULL);
      other = rg_kmeans_new (turned, N, D, k, 5, NULL, NULL);
      check_sound (one, points);
      g_assert_true (one->within == other->within);
      for (guint i = 0; i < N; i++)
        g_assert_cmpuint (one->group[i], ==, other->group[N - 1 - i]);
    }
}

/* Lloyd's way without any bound, from the result: nothing is left to gain. */
static void
test_at_rest (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autofree double *points = g_new (double, 4000 * 6);
  g_autoptr (RgKmeans) kmeans = NULL;

  for (guint i = 0; i < 4000 * 6; i++)
    points[i] = g_rand_double (rand) + g_rand_double (rand);
  kmeans = rg_kmeans_new (points, 4000, 6, 5, 3, NULL, NULL);
  check_sound (kmeans, points);
}

static void
test_odd (void)
{
  const double same[] = { 2, 3, 2, 3, 2, 3 }, two[] = { 1, 9, 1 };
  g_autoptr (RgKmeans) none = rg_kmeans_new (NULL, 0, 2, 3, 10, NULL, NULL);
  g_autoptr (RgKmeans) alone = rg_kmeans_new (same, 1, 2, 3, 10, NULL, NULL);
  g_autoptr (RgKmeans) alike = rg_kmeans_new (same, 3, 2, 3, 10, NULL, NULL);
  g_autoptr (RgKmeans) more = rg_kmeans_new (two, 3, 1, 5, 10, NULL, NULL);

  g_assert_cmpuint (none->k, ==, 0);
  g_assert_cmpfloat (rg_kmeans_silhouette (none, NULL), ==, 0);
  g_assert_cmpuint (alone->k, ==, 1);
  g_assert_cmpuint (alike->k, ==, 1);
  g_assert_cmpuint (alike->size[0], ==, 3);
  g_assert_cmpfloat (alike->within, ==, 0);
  g_assert_cmpfloat (rg_kmeans_silhouette (alike, same), ==, 0);
  g_assert_cmpuint (more->k, ==, 2);
  g_assert_cmpuint (more->size[0], ==, 2);
  g_assert_cmpuint (more->group[1], ==, 1);
  g_assert_cmpfloat (more->within, ==, 0);
}

static gboolean
stop_at_once (double share, gpointer data)
{
  ++*(guint *) data;
  return FALSE;
}

static void
test_stopped (void)
{
  g_autofree double *flowers = scaled (iris, G_N_ELEMENTS (iris), 10);
  guint asked = 0;

  g_assert_null (rg_kmeans_new (flowers, 150, 4, 3, 10, stop_at_once, &asked));
  g_assert_cmpuint (asked, ==, 1);
}

static void
test_agreement (void)
{
  /* L. Hubert and P. Arabie's index by hand: 0.24242 for these two. */
  const guint one[] = { 0, 0, 0, 1, 1, 1 }, other[] = { 0, 0, 1, 1, 2, 2 };
  const guint named[] = { 1, 1, 1, 0, 0, 0 };

  g_assert_cmpfloat_with_epsilon (rg_groups_agreement (one, 2, other, 3, 6), 0.242424, 1e-6);
  g_assert_cmpfloat (rg_groups_agreement (one, 2, named, 2, 6), ==, 1);
  g_assert_cmpfloat (rg_groups_agreement (one, 2, other, 3, 1), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kmeans/published", test_published);
  g_test_add_func ("/kmeans/any-order", test_any_order);
  g_test_add_func ("/kmeans/at-rest", test_at_rest);
  g_test_add_func ("/kmeans/odd", test_odd);
  g_test_add_func ("/kmeans/stopped", test_stopped);
  g_test_add_func ("/kmeans/agreement", test_agreement);
  return g_test_run ();
}
