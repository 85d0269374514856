/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Overlaps are those that counting two sets at a time finds, at all sizes around a word's and a
 * block's end. */
#include "analysis/rg-overlap.h"

static RgBitset *
random_set (guint n_bits, int percent)
{
  RgBitset *set = rg_bitset_new (n_bits);

  for (guint i = 0; i < n_bits; i++)
    if (g_test_rand_int_range (0, 100) < percent)
      rg_bitset_add (set, i);
  return set;
}

static void
check (guint n_bits, guint n)
{
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_bitset_unref);
  g_autofree guint *counts = g_new (guint, n * n + 1);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (sets, random_set (n_bits, g_test_rand_int_range (0, 101)));
  memset (counts, 0xff, (n * n + 1) * sizeof *counts);
  rg_overlap_count ((const RgBitset *const *) sets->pdata, n, counts);
  for (guint a = 0; a < n; a++)
    for (guint b = 0; b < n; b++)
      g_assert_cmpuint (counts[a * n + b], ==,
                        rg_bitset_count_and (sets->pdata[a], sets->pdata[b]));
  g_assert_cmpuint (counts[n * n], ==, G_MAXUINT);
}

static void
test_pairs (void)
{
  static const guint sizes[] = { 0, 1, 63, 64, 65, 64 * 64 - 1, 64 * 64, 64 * 64 + 1, 20000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint n = 0; n < 8; n++)
      check (sizes[i], n);
  check (5000, 50);
}

/* By hand: {0,1,2}, {1,2,3,130}, {}. */
static void
test_small (void)
{
  g_autoptr (RgBitset) a = rg_bitset_new (131);
  g_autoptr (RgBitset) b = rg_bitset_new (131);
  g_autoptr (RgBitset) none = rg_bitset_new (131);
  const RgBitset *sets[] = { a, b, none };
  guint counts[9];
  static const guint expected[] = { 3, 2, 0, 2, 4, 0, 0, 0, 0 };

  for (guint i = 0; i < 3; i++)
    {
      rg_bitset_add (a, i);
      rg_bitset_add (b, i + 1);
    }
  rg_bitset_add (b, 130);
  rg_overlap_count (sets, 3, counts);
  g_assert_cmpmem (counts, sizeof counts, expected, sizeof expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/overlap/small", test_small);
  g_test_add_func ("/overlap/pairs", test_pairs);
  return g_test_run ();
}
