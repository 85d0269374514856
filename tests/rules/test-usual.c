/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is more than usual, and what is not. */
#include "rules/rg-usual.h"

static RgUsual
judge (const int *changes, gsize n)
{
  g_autofree guint *counts = g_new (guint, n + 1);

  counts[0] = 1000;
  for (gsize i = 0; i < n; i++)
    counts[i + 1] = counts[i] + (guint) changes[i];
  return rg_usual_judge (counts, n + 1);
}

/* Twenty weeks between -3 and 6, of which the smallest and the largest are not usual. */
static void
test_range (void)
{
  int changes[21] = { 6, -3, 2, 2, 2, 2, 2, 2, 2, 2, -2, 5, 1, 1, 1, 1, 1, 1, 1, 1, 0 };
  RgUsual usual = judge (changes, 21);

  g_assert_true (usual.known);
  g_assert_cmpint (usual.low, ==, -2);
  g_assert_cmpint (usual.high, ==, 5);
  g_assert_false (usual.unusual);
  changes[20] = 5;
  g_assert_false (judge (changes, 21).unusual);
  changes[20] = 6;
  g_assert_true (judge (changes, 21).unusual);
  changes[20] = -4;
  g_assert_false (judge (changes, 21).unusual); /* fewer than five people */
  changes[20] = -5;
  g_assert_true (judge (changes, 21).unusual);
  g_assert_cmpint (judge (changes, 21).change, ==, -5);
}

/* What always grows by ten shrinks by standing still, which is no change to tell. */
static void
test_steady (void)
{
  int changes[RG_USUAL_WEEKS + 1];

  for (guint i = 0; i <= RG_USUAL_WEEKS; i++)
    changes[i] = 10;
  g_assert_false (judge (changes, RG_USUAL_WEEKS + 1).unusual);
  changes[RG_USUAL_WEEKS] = 0;
  g_assert_false (judge (changes, RG_USUAL_WEEKS + 1).unusual);
  changes[RG_USUAL_WEEKS] = 11;
  g_assert_true (judge (changes, RG_USUAL_WEEKS + 1).unusual);
  g_assert_false (judge (changes + 1, RG_USUAL_WEEKS).known);
  g_assert_false (rg_usual_judge (NULL, 0).known);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/usual/range", test_range);
  g_test_add_func ("/usual/steady", test_steady);
  return g_test_run ();
}
