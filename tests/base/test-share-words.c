/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Shares and ratios in words: at the borders, and always in order. */
#include "base/rg-share-words.h"

#include <math.h>

static void
test_shares (void)
{
  static const struct {
    double share;
    const char *words;
  } rows[] = {
    { 0, "none" },                 { 0.001, "hardly any" },
    { 0.26, "about one in four" },   { 0.301, "about three in ten" },
    { 0.33, "about one in three" },  { 0.49, "about half" },
    { 0.96, "nearly all" },          { 1, "all" },
    { 0.02, "about one in fifty" },  { 0.93, "about nine in ten" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = rg_share_dup_words (rows[i].share);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
test_ratios (void)
{
  static const struct {
    double ratio;
    const char *words;
  } rows[] = {
    { 3.1, "three times as often" },        { 2, "twice as often" },
    { 0.5, "half as often" },               { 0.33, "a third as often" },
    { 1.2, "somewhat more often" },         { 0.8, "somewhat less often" },
    { 12.4, "12 times as often" },          { 0, "hardly ever" },
    { 1.09, NULL },                         { 0.91, NULL },
    { INFINITY, "more than a hundred times as often" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = rg_ratio_dup_words (rows[i].ratio);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/share-words/shares", test_shares);
  g_test_add_func ("/share-words/ratios", test_ratios);
  return g_test_run ();
}
