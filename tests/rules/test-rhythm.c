/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How often a customer comes: quantiles by hand, and what is said. */
#include "rules/rg-rhythm.h"

static void
test_nobody (void)
{
  const RgRhythm rhythm = rg_rhythm_of_days (NULL, 0, 100);
  g_autofree char *sentence = rg_rhythm_dup_sentence (&rhythm);

  g_assert_cmpuint (rhythm.visits, ==, 0);
  g_assert_cmpint (rhythm.last_on, ==, RG_DAY_NONE);
  g_assert_false (rhythm.overdue);
  g_assert_cmpstr (sentence, ==, "No purchase yet.");
}

static void
test_few (void)
{
  static const RgDay days[] = { 10, 10, 20, 30, 40 };
  const RgRhythm rhythm = rg_rhythm_of_days (days, G_N_ELEMENTS (days), 400);
  g_autofree char *sentence = rg_rhythm_dup_sentence (&rhythm);

  /* Two visits on one day are one: four are too few to speak of a rhythm. */
  g_assert_cmpuint (rhythm.visits, ==, 4);
  g_assert_false (rhythm.known);
  g_assert_false (rhythm.overdue);
  g_assert_cmpstr (sentence, ==, "Came 4 times, last seen in February 1970.");
}

static void
test_known (void)
{
  /* Gaps 6 7 8 9 10 11 12 13 14 15 16: the tenths of type 7 are 7 and 15. */
  static const RgDay days[] = { 0, 6, 13, 21, 30, 40, 51, 63, 76, 90, 105, 121 };
  RgRhythm rhythm = rg_rhythm_of_days (days, G_N_ELEMENTS (days), 121 + 15);
  g_autofree char *sentence = rg_rhythm_dup_sentence (&rhythm);
  g_autofree char *overdue = NULL;

  g_assert_cmpint (rhythm.gap_short, ==, 7);
  g_assert_cmpint (rhythm.gap_long, ==, 15);
  g_assert_false (rhythm.overdue);
  g_assert_cmpstr (sentence, ==, "Comes every 7–15 days, last seen 15 days ago.");

  rhythm = rg_rhythm_of_days (days, G_N_ELEMENTS (days), 121 + 16);
  overdue = rg_rhythm_dup_sentence (&rhythm);
  g_assert_true (rhythm.overdue);
  g_assert_cmpstr (overdue, ==,
                   "Used to come every 7–15 days, last seen 16 days ago: longer than usual.");
}

/* The ninth tenth of 6 6 6 7 is 6.7, which is said as 7: on day 7 nobody is late. */
static void
test_whole_days (void)
{
  static const RgDay days[] = { 0, 6, 12, 19, 25 };
  RgRhythm rhythm = rg_rhythm_of_days (days, G_N_ELEMENTS (days), 25 + 7);

  g_assert_cmpint (rhythm.gap_long, ==, 7);
  g_assert_false (rhythm.overdue);
  rhythm = rg_rhythm_of_days (days, G_N_ELEMENTS (days), 25 + 8);
  g_assert_true (rhythm.overdue);
}

static void
test_even (void)
{
  static const RgDay days[] = { 0, 7, 14, 21, 28 };
  const RgRhythm rhythm = rg_rhythm_of_days (days, G_N_ELEMENTS (days), 28);
  g_autofree char *sentence = rg_rhythm_dup_sentence (&rhythm);

  g_assert_cmpstr (sentence, ==, "Comes every 7 days, last seen today.");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rhythm/nobody", test_nobody);
  g_test_add_func ("/rhythm/few", test_few);
  g_test_add_func ("/rhythm/known", test_known);
  g_test_add_func ("/rhythm/even", test_even);
  g_test_add_func ("/rhythm/whole-days", test_whole_days);
  return g_test_run ();
}
