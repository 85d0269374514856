/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Boxes: one that was hidden is found, and one range of one fact is the best that there is. */
#include "analysis/rg-box.h"

#include <string.h>

#define N 2000
#define CUTS 10

static const double cuts[CUTS] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 };

static void
fill (GRand *rand, double *values)
{
  for (guint i = 0; i < N; i++)
    values[i] = g_rand_int_range (rand, 0, 21) / 2.0;
}

static void
test_hidden (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autofree double *a = g_new (double, N), *b = g_new (double, N), *c = g_new (double, N);
  g_autofree guint8 *member = g_new0 (guint8, N);
  const RgBoxFact facts[] = { { a, cuts, CUTS }, { b, cuts, CUTS }, { c, cuts, CUTS } };
  guint members = 0;
  RgBox box;

  fill (rand, a);
  fill (rand, b);
  fill (rand, c);
  for (guint i = 0; i < N; i++)
    members += member[i] = a[i] >= 6 && c[i] >= 2 && c[i] <= 4;
  rg_box_fit (facts, 3, member, N, &box);
  g_assert_cmpuint (box.n_sides, ==, 2);
  g_assert_cmpuint (box.side[0].fact, ==, 0);
  g_assert_cmpfloat (box.side[0].low, ==, 6);
  g_assert_cmpfloat (box.side[0].high, ==, G_MAXDOUBLE);
  g_assert_cmpuint (box.side[1].fact, ==, 2);
  g_assert_cmpfloat (box.side[1].low, ==, 2);
  g_assert_cmpfloat (box.side[1].high, ==, 4);
  g_assert_cmpuint (box.caught, ==, members);
  g_assert_cmpuint (box.others, ==, 0);
}

/* Every range of one fact, counted by hand: none is better by more than a second end costs. */
static void
test_one_fact (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  g_autofree double *a = g_new (double, N);
  g_autofree guint8 *member = g_new (guint8, N);
  const RgBoxFact fact = { a, cuts, CUTS };

  for (guint round = 0; round < 5; round++)
    {
      guint members = 0;
      double best = 0;
      RgBox box;

      fill (rand, a);
      for (guint i = 0; i < N; i++)
        members += member[i] = g_rand_double (rand) < (a[i] > 2 + round ? 0.8 : 0.1);
      rg_box_fit (&fact, 1, member, N, &box);
      for (int from = -1; from < CUTS; from++)
        for (int to = MAX (from, 0); to <= CUTS; to++)
          {
            const double low = from < 0 ? -G_MAXDOUBLE : cuts[from];
            const double high = to == CUTS ? G_MAXDOUBLE : cuts[to];
            guint caught = 0, others = 0;

            for (guint i = 0; i < N; i++)
              if (a[i] >= low && a[i] <= high)
                *(member[i] ? &caught : &others) += 1;
            best = MAX (best, 2.0 * caught / (caught + others + members));
          }
      g_assert_cmpuint (box.n_sides, ==, 1);
      g_assert_cmpfloat (2.0 * box.caught / (box.caught + box.others + members), >=,
                         best - 0.0101);
    }
}

static void
test_odd (void)
{
  const double same[] = { 4, 4, 4, 4 };
  const guint8 all[] = { 1, 1, 1, 1 }, none[] = { 0, 0, 0, 0 }, half[] = { 1, 0, 1, 0 };
  const RgBoxFact fact = { same, cuts, CUTS }, uncut = { same, NULL, 0 };
  RgBox box;

  rg_box_fit (&fact, 1, all, 4, &box);
  g_assert_cmpuint (box.n_sides, ==, 0);
  g_assert_cmpuint (box.caught, ==, 4);
  rg_box_fit (&fact, 1, none, 4, &box);
  g_assert_cmpuint (box.n_sides, ==, 0);
  rg_box_fit (&fact, 1, half, 4, &box);
  g_assert_cmpuint (box.n_sides, ==, 0);
  g_assert_cmpuint (box.others, ==, 2);
  rg_box_fit (&uncut, 1, half, 4, &box);
  g_assert_cmpuint (box.n_sides, ==, 0);
  rg_box_fit (NULL, 0, half, 4, &box);
  g_assert_cmpuint (box.n_sides, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/box/hidden", test_hidden);
  g_test_add_func ("/box/one-fact", test_one_fact);
  g_test_add_func ("/box/odd", test_odd);
  return g_test_run ();
}
