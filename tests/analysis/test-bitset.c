/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Bit sets against arrays of booleans, at sizes around the words' edges. */
#include "analysis/rg-bitset.h"

static const guint sizes[] = { 0, 1, 63, 64, 65, 127, 128, 129, 1000 };

static RgBitset *
random_set (guint n, gboolean *flags)
{
  RgBitset *set = rg_bitset_new (n);

  for (guint i = 0; i < n; i++)
    {
      flags[i] = g_test_rand_int_range (0, 3) == 0;
      if (flags[i])
        rg_bitset_add (set, i);
    }
  return set;
}

static void
assert_is (const RgBitset *set, const gboolean *flags)
{
  g_autofree guint32 *list = NULL;
  guint count = 0, n, at;

  for (guint i = 0; i < set->n_bits; i++)
    {
      g_assert_cmpint (rg_bitset_get (set, i), ==, flags[i]);
      count += flags[i];
    }
  g_assert_cmpuint (rg_bitset_count (set), ==, count);
  list = rg_bitset_list (set, &n);
  g_assert_cmpuint (n, ==, count);
  at = rg_bitset_next (set, 0);
  for (guint i = 0; i < n; i++, at = rg_bitset_next (set, at + 1))
    g_assert_cmpuint (list[i], ==, at);
  g_assert_cmpuint (at, ==, set->n_bits);
}

static void
test_operations (void)
{
  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      guint n = sizes[s];
      g_autofree gboolean *x = g_new0 (gboolean, n + 1);
      g_autofree gboolean *y = g_new0 (gboolean, n + 1);
      g_autoptr (RgBitset) a = random_set (n, x);
      g_autoptr (RgBitset) b = random_set (n, y);
      g_autoptr (RgBitset) all = rg_bitset_copy (a);
      g_autoptr (RgBitset) either = rg_bitset_copy (a);
      g_autoptr (RgBitset) rest = rg_bitset_copy (a);

      assert_is (a, x);
      rg_bitset_and (all, b);
      rg_bitset_or (either, b);
      rg_bitset_and_not (rest, b);
      g_assert_cmpuint (rg_bitset_count_and (a, b), ==, rg_bitset_count (all));
      g_assert_cmpuint (rg_bitset_count_and_not (a, b), ==, rg_bitset_count (rest));
      for (guint i = 0; i < n; i++)
        {
          g_assert_cmpint (rg_bitset_get (all, i), ==, x[i] && y[i]);
          g_assert_cmpint (rg_bitset_get (either, i), ==, x[i] || y[i]);
          g_assert_cmpint (rg_bitset_get (rest, i), ==, x[i] && !y[i]);
        }
    }
}

/* Bits past the end stay clear, or counts would be wrong. */
static void
test_edges (void)
{
  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autoptr (RgBitset) set = rg_bitset_new (sizes[s]);
      g_autoptr (RgBitset) smaller = NULL;
      g_autoptr (RgBitset) larger = NULL;

      rg_bitset_set_all (set);
      g_assert_cmpuint (rg_bitset_count (set), ==, sizes[s]);
      smaller = rg_bitset_copy_resized (set, sizes[s] / 2);
      g_assert_cmpuint (rg_bitset_count (smaller), ==, sizes[s] / 2);
      larger = rg_bitset_copy_resized (smaller, sizes[s] + 70);
      g_assert_cmpuint (rg_bitset_count (larger), ==, sizes[s] / 2);
      g_assert_false (rg_bitset_equal (larger, smaller));
      rg_bitset_clear_all (set);
      g_assert_cmpuint (rg_bitset_next (set, 0), ==, sizes[s]);
    }
}

static void
test_range (void)
{
  const guint ends[] = { 0, 1, 63, 64, 65, 127, 128, 129, 191, 192, 200 };

  for (guint a = 0; a < G_N_ELEMENTS (ends); a++)
    for (guint b = 0; b < G_N_ELEMENTS (ends); b++)
      for (guint size = 192; size <= 200; size += 8)
        {
          g_autoptr (RgBitset) set = rg_bitset_new (size);
          const guint first = ends[a], end = MIN (ends[b], size);

          rg_bitset_add_range (set, first, end);
          for (guint i = 0; i < size; i++)
            g_assert_cmpint (rg_bitset_get (set, i), ==, i >= first && i < end);
          g_assert_cmpuint (rg_bitset_count (set), ==, end > first ? end - first : 0);
        }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bitset/operations", test_operations);
  g_test_add_func ("/bitset/edges", test_edges);
  g_test_add_func ("/bitset/range", test_range);
  return g_test_run ();
}
