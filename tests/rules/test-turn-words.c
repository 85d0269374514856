/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is said to turn a rule, and why nothing would. */
#include "rg-random-shop.h"

#include "rules/rg-why.h"

#include <locale.h>

static const struct {
  const char *rule, *fact, *change;
} told[] = {
  { "tag is red", "Has blue", "Put the tag red on them." },
  { "tag is not blue", "Has blue", "Take the tag blue off them." },
  { "tags all blue or red or green", "Has blue", "Put the tags red and green on them." },
  { "tags none red or blue", "Has blue", "Take the tag blue off them." },
  { "has email", "Known: Name", "Write down an e-mail address." },
  { "has name", "Known: Name", "It would be otherwise if no name were known." },
  { "city is Oslo or Voss", "Lives in Bergen", "It would be otherwise if it were Oslo or Voss." },
  { "city not starts with Be", NULL, "It would be otherwise without “Be” at its beginning." },
  { "prefers email", "Did not say",
    "Ask how they prefer to hear from you: it would have to be “E-mail”." },
  { "prefers no email", NULL,
    "Ask how they prefer to hear from you: it would have to be “E-mail”." },
  { "prefers nothing", NULL, "Ask how they prefer to hear from you." },
  { "permission email is yes", "Did not say whether they want e-mail",
    "It would be otherwise if they said yes to e-mail." },
  { "permission email is unknown", NULL, "It would be otherwise if they said yes to e-mail." },
  { "last visit in last 3 days", "Came for the last time on 18 Mar 2024",
    "It would be otherwise if that had been between 2 Oct 2024 and 4 Oct 2024." },
  { "last visit from 2024-11-03", NULL,
    "It would be otherwise if that had been on 3 Nov 2024 or later." },
  { "not since 60 days", NULL, "It would be otherwise if that had been after 5 Aug 2024." },
  { "joined in last 3 days", "Not known",
    "It would be otherwise if that had been between 2 Oct 2024 and 4 Oct 2024." },
  { "joined ever", "Not known", "Write down since when they are a customer." },
  { "birthday in month 5", "Not known", "It would be otherwise with a birthday in May." },
  { "never bought product TEA", "Bought it on 18 Mar 2024",
    "It would be otherwise if they had not bought it then." },
  { "never bought product Thing in last 30 days", "Did not buy it in the last 30 days",
    "It would take a purchase of Thing in the last 30 days." },
  { "last bought product TEA without Thing", "Bought it on 18 Mar 2024",
    "It would take a purchase of Thing." },
  { "last bought product Thing without TEA", NULL,
    "It would take a purchase of Thing, and none of TEA on that day or later." },
  { "stage is new", NULL, "It would take a visit between 6 Jul 2024 and 4 Oct 2024." },
  { "stage is not lost", NULL, "It would be otherwise if they did not come until 14 Dec 2024." },
  { "rhythm is unknown", NULL,
    "It would take visits on 4 more days from 1 Oct 2024 to 4 Oct 2024." },
  { "paid for product TEA at least 10", "Bought it on 18 Mar 2024",
    "It would be otherwise if they had never paid that." },
  { "paid for product TEA at least 20", NULL,
    "It would take a purchase of TEA for at least €20.00 apiece." },
  { "came back after product TEA within 30 days", "Bought it on 18 Mar 2024",
    "It would take a visit between 19 Mar 2024 and 17 Apr 2024." },
  { "stayed away after product TEA within 1 days", NULL,
    "It would take a visit between 19 Mar 2024 and 19 Mar 2024." },
  { "came back after product Thing within 30 days", NULL,
    "It would take a purchase of Thing, and a visit within 30 days after it." },
  { "chosen for Party", "Nobody decided by hand", "Choose them for Party by hand." },
  { "fact \"children\" at least 2", "Not known", "It would be otherwise if it were at least 2." },
  { "fact \"children\" known", "Not known", "Write something down there." },
  { "stage is regular", NULL,
    "It would take a visit every 200 days from 4 Oct 2024 to 27 May 2026." },
  { "stage is lapsing", "Came 1 time, last seen in March 2024.",
    "It would take a visit between 6 Jul 2024 and 4 Oct 2024." },
  { "stage is none", NULL, "It would be otherwise if they had never come." },
  { "first visit ever", NULL, "It would be otherwise if they had never come." },
  { "birthday in next 366 days", "Not known", "Write down their birthday." },
  { "age at least 18", "Not known", "It would have to be known, and be at least 18 years." },
  { "usual gap at most 14", "Not known", "It would have to be known, and be at most 14 days." },
  { "visits at least 0", "Came 1 time", "Any number would do." },
  { "visits not at least 0", NULL, "No number would do." },
  { "recency score at least 1", "Has a recency of 1 out of 5", "Any number would do." },
  { "permission email is yes until 2024-01-31", NULL,
    "It would be otherwise if they said yes to e-mail on 31 Jan 2024 or earlier, and nothing "
    "about it since." },
  { "permission email is yes in last 30 days", NULL,
    "It would be otherwise if they said yes to e-mail in the last 30 days." },
  { "permission email is unknown in last 30 days", NULL,
    "Nothing would change that: what nobody said has no day." },
  { "due again product TEA in next 14 days",
    "Bought it on 18 Mar 2024; too few buy it again to say when",
    "It would take a purchase of TEA every 7 days from 13 Sept 2024 to 4 Oct 2024." },
  { "due again product Thing until 2020-01-01", NULL,
    "It would take a purchase of Thing every 7 days from 27 Nov 2019 to 25 Dec 2019." },
  { "due again product TEA until 2020-01-01", NULL,
    "Nothing would change that: they last bought it on 18 Mar 2024." },
  { "warranty of product Thing", NULL, "Nothing would change that: Thing has no warranty." },
  { "lifetime of product Thing", NULL,
    "Nothing would change that: it is not known how long Thing lasts." },
  { "warranty of product TEA between 2024-03-31 and 2024-03-31", NULL,
    "Nothing would change that: no warranty can end in that time." },
  { "birthday in next 363 days", NULL,
    "It would be otherwise with a birthday from 4 Oct 2024 to 1 Oct 2025." },
  { "birthday in last 366 days", NULL, "Write down their birthday." },
  { "birthday in next month", NULL,
    "It would be otherwise with a birthday from 1 Nov 2024 to 30 Nov 2024." },
  { "birthday in last quarter", NULL,
    "It would be otherwise with a birthday from 1 Jul 2024 to 30 Sept 2024." },
  { "birthday in this year", NULL, "Write down their birthday." },
  { "joining anniversary in next quarter", NULL,
    "It would be otherwise if that had been from 1 Jan 2021 to 31 Mar 2021, or on such a day of "
    "an earlier year." },
  { "joining anniversary in next 362 days", NULL,
    "It would be otherwise if that had been from 4 Oct 2020 to 30 Sept 2021, or on such a day of "
    "an earlier year." },
  { "joining anniversary in next 366 days", NULL,
    "It would be otherwise if that had been in an earlier year." },
  { "share of visits at least 60 hour 9 to 12",
    "Made 0 percent of their visits from 9 to 12 o'clock",
    "It would take 2 more visits from 9 to 12 o'clock." },
  { "share of visits at most 0 month 12 to 2", NULL,
    "It would take 1 more visit in any year from December to February." },
  { "share of visits between 50 and 60 hour 9 to 12", NULL,
    "It would take 1 more visit from 9 to 12 o'clock." },
  { "share of visits between 0 and 50 hour 9 to 12", NULL,
    "It would take 2 more visits from 9 to 12 o'clock." },
  { "share of visits between 40 and 45 hour 9 to 12", NULL, "It would take 40 percent more." },
  { "share of visits at least 100 hour 9 to 12", NULL, "It would take 100 percent more." },
  { "share of visits at least 10 in last 7 days hour 9 to 12", "Not known",
    "It would take 1 more visit in the last 7 days from 9 to 12 o'clock." },
  { "sales band is top", "Is number 2 by net sales; those before bring 90.0% of all sales",
    "It would take €12.51 more." },
  { "sales band is middle", NULL, "It would take €5.27 less." },
  { "sales band is rest", NULL, "It would take €5.27 less." },
};

static void
test_sentences (void)
{
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  g_autoptr (RgDataset) dataset = NULL;
  RgSegmentContext context = { .today = 20000, .digits = 2 };

  rg_random_shop_put_names (builder);
  for (gint64 id = 1; id <= 2; id++)
    {
      const RgCustomerRow row = { .id = id, .name = "Kim", .city = "Bergen", .flags = 1,
                                  .born = RG_DAY_NONE, .joined = RG_DAY_NONE };
      const RgReceiptRow receipt = { id, id, 19800, RG_TIME_NONE, 1 };
      const RgLineRow line = { .product = 1, .quantity_milli = 1000,
                               .net_minor = id == 1 ? 1000 : 9000 };

      rg_dataset_builder_put_customer (builder, &row);
      rg_dataset_builder_put_receipt (builder, &receipt);
      rg_dataset_builder_put_line (builder, &line);
    }
  rg_dataset_builder_set_tag (builder, 2, 1, TRUE);
  dataset = rg_dataset_builder_finish (builder);
  context.dataset = dataset;
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RgNode) root = rg_segment_parse (told[i].rule, NULL, &error);
      g_autoptr (RgWhy) why = NULL;

      g_assert_no_error (error);
      why = rg_segment_explain (root, &context, 0, "EUR");
      if (told[i].fact != NULL)
        g_assert_cmpstr (why->nodes[1].fact, ==, told[i].fact);
      g_assert_cmpstr (why->nodes[1].change, ==, told[i].change);
    }
}

static RgWhy *
explain (const char *rule, const RgSegmentContext *context)
{
  g_autoptr (RgNode) root = rg_segment_parse (rule, NULL, NULL);

  g_assert_nonnull (root);
  return rg_segment_explain (root, context, 0, "EUR");
}

/* Where no product has any. */
static void
test_nothing_lasts (void)
{
  static const char *const none[][2] = {
    { "warranty ends in next 30 days", "Nothing would change that: no product has a warranty." },
    { "no warranty ends", "Nothing would change that: no product has a warranty." },
    { "lifetime ends",
      "Nothing would change that: of no product it is known how long it lasts." },
  };
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  const RgCustomerRow row = { .id = 1, .name = "Kim", .born = RG_DAY_NONE, .joined = RG_DAY_NONE };
  g_autoptr (RgDataset) dataset = NULL;
  RgSegmentContext context = { .today = 20000, .digits = 2 };

  rg_dataset_builder_put_product (builder, 1, "P1", "TEA", 0);
  rg_dataset_builder_put_customer (builder, &row);
  context.dataset = dataset = rg_dataset_builder_finish (builder);
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr (RgWhy) why = explain (none[i][0], &context);

      g_assert_cmpstr (why->nodes[1].change, ==, none[i][1]);
      g_assert_true (why->nodes[1].turn.nothing);
      g_assert_cmpuint (why->turns, ==, 0);
    }
}

/* The smallest change is one that can be made. */
static void
test_leaves_out_what_cannot (void)
{
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  const RgCustomerRow row = { .id = 1, .name = "Kim", .born = RG_DAY_NONE, .joined = RG_DAY_NONE };
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (RgWhy) any = NULL;
  g_autoptr (RgWhy) all = NULL;
  RgSegmentContext context = { .today = 20000, .digits = 2 };

  rg_dataset_builder_put_tag (builder, 1, "red");
  rg_dataset_builder_put_customer (builder, &row);
  context.dataset = dataset = rg_dataset_builder_finish (builder);
  any = explain ("any (warranty ends; tag is red)", &context);
  g_assert_cmpuint (any->turns, ==, 1);
  g_assert_true (any->nodes[any->n_nodes - 1].turns);
  all = explain ("warranty ends; tag is red", &context);
  g_assert_cmpuint (all->turns, ==, 0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/turn-words/sentences", test_sentences);
  g_test_add_func ("/turn-words/nothing-lasts", test_nothing_lasts);
  g_test_add_func ("/turn-words/leaves-out-what-cannot", test_leaves_out_what_cannot);
  return g_test_run ();
}
