/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* From one spine to another: the steps add up, and each is as small as it says. */
#include "store/rg-spine.h"

#include <string.h>

/* Some of the ids 1 … 2 n, in no order. */
static GArray *
make_ids (guint n)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 id = 1; id <= 2 * n; id++)
    if (g_test_rand_bit ())
      g_array_insert_val (ids, (guint) g_test_rand_int_range (0, (gint32) ids->len + 1), id);
  return ids;
}

/* Carries a step out on a copy, with what the change says that it shows now. */
static void
follow (GArray *mirror, RgSpineChange *change, const RgSpineStep *step)
{
  GArray *now = rg_spine_change_get_ids (change);

  g_assert_cmpuint (step->position + step->removed, <=, mirror->len);
  g_assert_cmpuint (step->removed + step->added, >, 0);
  if (step->removed > 0)
    g_array_remove_range (mirror, step->position, step->removed);
  if (step->added > 0)
    g_array_insert_vals (mirror, step->position,
                         (const gint64 *) (gpointer) now->data + step->position, step->added);
  g_assert_cmpmem (mirror->data, mirror->len * sizeof (gint64), now->data,
                   now->len * sizeof (gint64));
}

static guint
count_held (const guint *held, guint n_held, guint begin, guint end)
{
  guint n = 0;

  for (guint i = 0; i < n_held; i++)
    n += held[i] >= begin && held[i] < end;
  return n;
}

static guint
hold_some (GArray *ids, guint *held)
{
  const guint first = (guint) g_test_rand_int_range (0, (gint32) ids->len + 1);
  guint n = 0;

  for (guint i = first; i < MIN (ids->len, first + 20); i++)
    held[n++] = i;
  return n;
}

static void
test_replace (void)
{
  for (int round = 0; round < 200; round++)
    {
      g_autoptr (GArray) from = make_ids ((guint) g_test_rand_int_range (0, 400));
      g_autoptr (GArray) to = make_ids ((guint) g_test_rand_int_range (0, 400));
      g_autoptr (GArray) mirror = g_array_copy (from);
      g_autoptr (GArray) before = g_array_copy (from);
      g_autofree guint *held = g_new (guint, 20);
      const guint n_held = hold_some (from, held);
      g_autoptr (RgSpineChange) change = rg_spine_change_new (from, to, held, n_held);
      RgSpineStep step;

      while (rg_spine_change_step (change, &step))
        {
          /* What is dropped at once is held by nobody: those who are held have not moved yet, but
           * for what went before them. */
          if (step.removed > RG_SPINE_SLICE && mirror->len == from->len)
            g_assert_cmpuint (count_held (held, n_held, step.position,
                                          step.position + step.removed), ==, 0);
          g_assert_true (step.removed == 0 || step.added <= RG_SPINE_SLICE);
          g_assert_true (step.added <= RG_SPINE_SLICE || step.position >= RG_SPINE_VIEW);
          follow (mirror, change, &step);
        }
      g_assert_cmpmem (mirror->data, mirror->len * sizeof (gint64), to->data,
                       to->len * sizeof (gint64));
      g_assert_cmpmem (from->data, from->len * sizeof (gint64), before->data,
                       before->len * sizeof (gint64));
    }
}

/* One change is given up for the next: no step then takes two rows with the same id away. */
static void
test_interrupted (void)
{
  for (int round = 0; round < 200; round++)
    {
      g_autoptr (GArray) from = make_ids (60);
      g_autoptr (GArray) to = make_ids (60);
      g_autoptr (GArray) mirror = g_array_copy (from);
      g_autoptr (GArray) half = NULL;
      g_autoptr (GArray) held = g_array_new (FALSE, FALSE, sizeof (guint));
      RgSpineChange *change;
      RgSpineStep step;

      for (guint i = 0; i < from->len; i++)
        g_array_append_val (held, i);
      change = rg_spine_change_new (from, to, (guint *) (gpointer) held->data, held->len);
      for (int i = g_test_rand_int_range (0, 12); i > 0; i--)
        if (rg_spine_change_step (change, &step))
          follow (mirror, change, &step);
      half = g_array_ref (rg_spine_change_get_ids (change));
      rg_spine_change_free (change);

      g_array_set_size (held, 0);
      for (guint i = 0; i < half->len; i++)
        g_array_append_val (held, i);
      change = rg_spine_change_new (half, from, (guint *) (gpointer) held->data, held->len);
      while (rg_spine_change_step (change, &step))
        {
          for (guint i = 1; i < step.removed; i++)
            for (guint j = 0; j < i; j++)
              g_assert_cmpint (g_array_index (mirror, gint64, step.position + i), !=,
                               g_array_index (mirror, gint64, step.position + j));
          follow (mirror, change, &step);
        }
      g_assert_cmpmem (mirror->data, mirror->len * sizeof (gint64), from->data,
                       from->len * sizeof (gint64));
      rg_spine_change_free (change);
    }
}

static void
test_moves (void)
{
  for (int round = 0; round < 200; round++)
    {
      g_autoptr (GArray) from = make_ids (100);
      g_autoptr (GArray) to = g_array_copy (from);
      g_autoptr (GArray) mirror = g_array_copy (from);
      g_autoptr (GHashTable) moved = g_hash_table_new (g_int64_hash, g_int64_equal);
      gint64 ids[] = { 7, 19, 300, 55 };
      RgSpineChange *change;
      RgSpineStep step;
      guint n_steps = 0;

      for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
        {
          g_autoptr (GArray) places = NULL;

          g_hash_table_add (moved, &ids[i]);
          places = rg_spine_find (to, moved);
          for (guint j = places->len; j > 0; j--)
            g_array_remove_index (to, g_array_index (places, guint, j - 1));
        }
      for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
        if (g_test_rand_bit ())
          g_array_insert_val (to, (guint) g_test_rand_int_range (0, (gint32) to->len + 1), ids[i]);
      g_assert_true (rg_spine_same_without (from, to, moved));
      change = rg_spine_change_new_moves (from, to, rg_spine_find (from, moved),
                                          rg_spine_find (to, moved));
      for (; rg_spine_change_step (change, &step); n_steps++)
        follow (mirror, change, &step);
      g_assert_cmpuint (n_steps, <=, 2 * G_N_ELEMENTS (ids));
      g_assert_cmpmem (mirror->data, mirror->len * sizeof (gint64), to->data,
                       to->len * sizeof (gint64));
      rg_spine_change_free (change);
    }
}

static void
test_same_without (void)
{
  const gint64 a[] = { 1, 2, 3 }, b[] = { 3, 1, 9 };
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) second = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) moved = g_hash_table_new (g_int64_hash, g_int64_equal);
  gint64 ids[] = { 2, 9, 3 };

  g_array_append_vals (first, a, G_N_ELEMENTS (a));
  g_array_append_vals (second, b, G_N_ELEMENTS (b));
  g_hash_table_add (moved, &ids[0]);
  g_hash_table_add (moved, &ids[1]);
  g_assert_false (rg_spine_same_without (first, second, moved));
  g_hash_table_add (moved, &ids[2]);
  g_assert_true (rg_spine_same_without (first, second, moved));
}

static void
test_filter (void)
{
  g_autoptr (GArray) all = make_ids (300);
  g_autoptr (GArray) matches = make_ids (100);
  g_autoptr (GArray) found = g_array_copy (matches);
  g_autoptr (GArray) back = NULL;
  guint n = 0;

  rg_spine_filter (all, found);
  back = rg_spine_reverse (found);
  for (guint i = 0; i < all->len; i++)
    for (guint j = 0; j < matches->len; j++)
      if (g_array_index (all, gint64, i) == g_array_index (matches, gint64, j))
        {
          g_assert_cmpint (g_array_index (found, gint64, n), ==, g_array_index (all, gint64, i));
          n++;
          g_assert_cmpint (g_array_index (back, gint64, back->len - n), ==,
                           g_array_index (all, gint64, i));
        }
  g_assert_cmpuint (n, ==, found->len);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spine/replace", test_replace);
  g_test_add_func ("/spine/interrupted", test_interrupted);
  g_test_add_func ("/spine/moves", test_moves);
  g_test_add_func ("/spine/same-without", test_same_without);
  g_test_add_func ("/spine/filter", test_filter);
  return g_test_run ();
}
