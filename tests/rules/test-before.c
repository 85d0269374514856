/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a test can show, in words. */
#include "rules/rg-before.h"

#include <locale.h>
#include <string.h>

#include "analysis/rg-stats.h"

static void
check (char *words, const char *expected)
{
  g_assert_cmpstr (words, ==, expected);
  g_free (words);
}

static void
test_words (void)
{
  check (rg_before_dup_words (RG_CHANNEL_POST, 943, 188, 1),
         "With 943 letters and 188 people without, a rise from 10 to 18 in 100 would be seen.");
  check (rg_before_dup_words (RG_CHANNEL_SMS, 943, 188, 1),
         "With 943 text messages and 188 people without, a rise from 10 to 18 in 100 would be "
         "seen.");
  check (rg_before_dup_words (RG_CHANNEL_EMAIL, 48, 12, 1),
         "With 48 e-mails and 12 people without, a comparison shows nothing but chance: better "
         "have nobody go without.");
  check (rg_before_dup_version_words ("Short", 500, "Long", 500, 1),
         "With 500 people for “Short” and 500 for “Long”, 16 in 100 against 10 in 100 would be "
         "seen.");
  check (rg_before_dup_version_words ("A", 20, "B", 20, 1),
         "With 20 people for “A” and 20 for “B”, chance alone would decide: better write to all of "
         "them the same.");
}

/* What is promised holds: that rise is seen four times in five, a smaller one is not, and more
 * people or fewer comparisons never see less. */
static void
test_promise (void)
{
  for (int i = 0; i < 200; i++)
    {
      const gint64 n = g_test_rand_int_range (30, 5000), m = g_test_rand_int_range (30, 5000);
      const guint k = (guint) g_test_rand_int_range (1, 7);
      const double level = 1 - 0.05 / k, to = rg_before_smallest (n, m, k);

      if (to < 1)
        {
          g_assert_cmpfloat (rg_stats_power (to, n, RG_BEFORE_BASE, m, level), >=, 0.7999);
          g_assert_cmpfloat (rg_stats_power (to - 0.01, n, RG_BEFORE_BASE, m, level), <, 0.8);
        }
      g_assert_cmpfloat (rg_before_smallest (n + 100, m + 100, k), <=, to);
      g_assert_cmpfloat (rg_before_smallest (n, m, k + 1), >=, to);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/before/words", test_words);
  g_test_add_func ("/before/promise", test_promise);
  return g_test_run ();
}
