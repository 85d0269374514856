/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a test can show, in words. */
#include "rules/rg-before-base.h"
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
  check (rg_before_dup_words (RG_CHANNEL_POST, 0.1, 943, 188, 1),
         "With 943 letters and 188 people without, a rise from 10 to 18 in 100 would be seen.");
  check (rg_before_dup_words (RG_CHANNEL_SMS, 0.1, 943, 188, 1),
         "With 943 text messages and 188 people without, a rise from 10 to 18 in 100 would be "
         "seen.");
  check (rg_before_dup_words (RG_CHANNEL_EMAIL, 0.1, 48, 12, 1),
         "With 48 e-mails and 12 people without, a comparison shows nothing but chance: better "
         "have nobody go without.");
  check (rg_before_dup_version_words (0.1, "Short", 500, "Long", 500, 1),
         "With 500 people for “Short” and 500 for “Long”, 16 in 100 against 10 in 100 would be "
         "seen.");
  check (rg_before_dup_version_words (0.1, "A", 20, "B", 20, 1),
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
      const double level = 1 - 0.05 / k, base = g_test_rand_double_range (0.01, 0.6);
      const double to = rg_before_smallest (base, n, m, k);

      if (to < 1)
        {
          g_assert_cmpfloat (rg_stats_power (to, n, base, m, level), >=, 0.7999);
          g_assert_cmpfloat (rg_stats_power (to - 0.01, n, base, m, level), <, 0.8);
        }
      g_assert_cmpfloat (rg_before_smallest (base, n + 100, m + 100, k), <=, to);
      g_assert_cmpfloat (rg_before_smallest (base, n, m, k + 1), >=, to);
    }
}

#define LAST 20000

/* 40 who come every `every` days up to the last one; the others, 60, came once long ago. */
static RgDataset *
make_shop (int every)
{
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  gint64 receipt = 1;

  for (gint64 id = 1; id <= 100; id++)
    rg_dataset_builder_put_customer (builder, &(RgCustomerRow) { .id = id, .born = RG_DAY_NONE,
                                                                 .joined = RG_DAY_NONE });
  for (RgDay day = LAST - 400; day <= LAST; day++)
    for (gint64 id = 1; id <= 100; id++)
      {
        const gboolean comes = id <= 40 ? (day - LAST + id) % every == 0 || day == LAST - 400
                                        : day == LAST - 300;

        if (!comes && !(id == 100 && day == LAST))
          continue;
        rg_dataset_builder_put_receipt (builder, &(RgReceiptRow) { receipt++, id, day, RG_TIME_NONE,
                                                                   0 });
        rg_dataset_builder_put_line (builder, &(RgLineRow) { 0, 1000, 100, RG_LINE_SALE });
      }
  return rg_dataset_builder_finish (builder);
}

static void
find_base (const RgDataset *dataset, const char *rules, RgBeforeBase *base)
{
  const RgSegmentContext context = { .dataset = dataset, .digits = 2 };
  g_autoptr (RgNode) root = rg_segment_parse (rules, NULL, NULL);

  g_assert_nonnull (root);
  rg_before_base_find (root, &context, 21, base);
}

/* Of those who fitted the rules then, not of those who do now: whoever has not come for three weeks
 * was not to come in these three weeks by the rules of today. */
static void
test_base (void)
{
  g_autoptr (RgDataset) often = make_shop (42), dataset = NULL;
  RgBeforeBase base;
  g_autofree char *rules = NULL, *shop = NULL, *guess = NULL;

  /* Each of the 40 comes once in six weeks: half of them in any three. */
  find_base (often, "visits at least 2", &base);
  g_assert_cmpint (base.ground, ==, RG_BASE_RULES);
  g_assert_cmpint (base.people, ==, 3 * 40);
  g_assert_cmpint (ABS (base.came - 60), <=, 3);
  rules = rg_before_base_dup_words (&base);
  g_assert_nonnull (strstr (rules, "of 120 people who fitted these rules then"));
  /* Nobody fits these, so all customers of the year tell: 40 of a hundred, half of whom come. */
  find_base (often, "visits at least 900", &base);
  g_assert_cmpint (base.ground, ==, RG_BASE_SHOP);
  g_assert_cmpint (base.people, ==, 100);
  g_assert_cmpint (ABS (base.came - 21), <=, 2);
  shop = rg_before_base_dup_words (&base);
  g_assert_nonnull (strstr (shop, "it rests on all 100 customers"));
  /* Nothing is known: a guess, and it says so. */
  {
    g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);

    dataset = rg_dataset_builder_finish (builder);
  }
  find_base (dataset, "visits at least 1", &base);
  g_assert_cmpint (base.ground, ==, RG_BASE_GUESSED);
  g_assert_cmpfloat (base.share, ==, RG_BASE_GUESS);
  guess = rg_before_base_dup_words (&base);
  g_assert_nonnull (strstr (guess, "10 in 100 come back anyway is a guess"));
}

/* The same rules, asked on the day itself: by the plain count of who had not come for 30 days and
 * came in the next 21. */
static void
test_base_of_lapsed (void)
{
  g_autoptr (RgDataset) dataset = make_shop (42);
  RgBeforeBase base;
  gint64 people = 0, came = 0;

  find_base (dataset, "not since 30 days", &base);
  for (int w = 1; w <= 3; w++)
    for (gint64 id = 1; id <= 100; id++)
      {
        const RgDay day = LAST - 21 * w;
        int ago = 1000, next = 1000;

        if (id > 40)
          ago = day - (LAST - 300);
        else
          for (int d = 0; d < 84; d++)
            {
              if (d < 42 && (day - d - LAST + id) % 42 == 0)
                ago = MIN (ago, d);
              if (d > 0 && d <= 21 && (day + d - LAST + id) % 42 == 0)
                next = d;
            }
        if (id == 100 && w == 1)
          next = 21;
        people += ago >= 30;
        came += ago >= 30 && next <= 21;
      }
  g_assert_cmpint (base.ground, ==, RG_BASE_RULES);
  g_assert_cmpint (base.people, ==, people);
  g_assert_cmpint (base.came, ==, came);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/before/words", test_words);
  g_test_add_func ("/before/promise", test_promise);
  g_test_add_func ("/before/base", test_base);
  g_test_add_func ("/before/base-of-lapsed", test_base_of_lapsed);
  return g_test_run ();
}
