/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* People like the members of a segment: those who were planted come first, for the planted reason;
 * where there is nothing to find, nothing is proposed. */
#include "rules/rg-alike.h"

#include <string.h>

#define TODAY 20000
#define PEOPLE 600

/* Every third is of Bergen and buys filters (most of the time); the others are of Oslo and buy
 * tea. Of the first every second is a member. */
static RgDataset *
planted_shop (void)
{
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);

  rg_dataset_builder_put_category (builder, 1, "Filters");
  rg_dataset_builder_put_category (builder, 2, "Tea");
  rg_dataset_builder_put_product (builder, 1, "f", "Filter", 1);
  rg_dataset_builder_put_product (builder, 2, "t", "Tea", 2);
  for (gint64 id = 1; id <= PEOPLE; id++)
    {
      const gboolean alike = id % 3 == 0;
      const RgCustomerRow row = { .id = id, .born = RG_DAY_NONE, .joined = RG_DAY_NONE,
                                  .city = g_rand_int_range (rand, 0, 10) < 8 == alike ? "Bergen"
                                                                                      : "Oslo" };

      rg_dataset_builder_put_customer (builder, &row);
    }
  for (gint64 id = 1; id <= PEOPLE; id++)
    for (guint visit = 0; visit < 4; visit++)
      {
        const gboolean filter = g_rand_int_range (rand, 0, 10) < (id % 3 == 0 ? 7 : 1);
        const RgReceiptRow receipt = { .id = 4 * id + visit, .customer = id,
                                       .day = TODAY - g_rand_int_range (rand, 0, 300),
                                       .second = RG_TIME_NONE };
        const RgLineRow line = { .product = filter ? 1 : 2, .quantity_milli = 1000,
                                 .net_minor = g_rand_int_range (rand, 100, 9000),
                                 .kind = RG_LINE_SALE };

        rg_dataset_builder_put_receipt (builder, &receipt);
        rg_dataset_builder_put_line (builder, &line);
      }
  return rg_dataset_builder_finish (builder);
}

typedef gboolean (*Wanted) (gint64 id);

static gboolean
is_planted (gint64 id)
{
  return id % 6 == 0;
}

static gboolean
is_any (gint64 id)
{
  return id % 7 == 0;
}

static gboolean
is_few (gint64 id)
{
  return id < 25;
}

static gboolean
is_everybody (gint64 id)
{
  return TRUE;
}

static RgAlike *
ask (const RgDataset *dataset, Wanted wanted, RgGoOnFunc go_on, int code)
{
  const RgSegmentContext context = { .dataset = dataset, .today = TODAY, .digits = 2 };
  const RgMakeUpBasis basis = { TODAY, "NO", "" };
  g_autoptr (RgBitset) members = rg_bitset_new (dataset->n_customers);
  g_autoptr (GError) error = NULL;
  RgAlike *alike;

  for (guint p = 0; p < dataset->n_customers; p++)
    if (wanted (rg_dataset_customer_id (dataset, p)))
      rg_bitset_add (members, p);
  alike = rg_alike_new (&context, &basis, "EUR", members, go_on, NULL, &error);
  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, RG_ALIKE_ERROR, code);
  return alike;
}

static void
test_planted (void)
{
  g_autoptr (RgDataset) dataset = planted_shop ();
  g_autoptr (RgAlike) alike = ask (dataset, is_planted, NULL, -1);
  g_autofree char *common = rg_alike_dup_words (alike, alike->common, alike->n_common);
  const RgAlikeTrial *trial = &alike->trial;
  guint found = 0;

  g_assert_cmpuint (alike->n_members, ==, 100);
  g_assert_cmpuint (alike->n_others, ==, 500);
  g_assert_cmpuint (alike->people->len, ==, 500);
  g_assert_nonnull (strstr (common, "Bergen"));
  g_assert_nonnull (strstr (common, "Filter"));
  g_assert_cmpuint (trial->hidden_members, >, 10);
  g_assert_cmpfloat (trial->found, >, 2 * trial->by_chance);
  g_assert_cmpfloat (trial->area, >, 0.8);
  /* The 100 who are planted and no members stand among the first. */
  for (guint i = 0; i < 100; i++)
    {
      const RgAlikePerson *person = &g_array_index (alike->people, RgAlikePerson, i);

      found += person->id % 3 == 0;
      g_assert_false (is_planted (person->id));
      g_assert_cmpuint (person->n_reasons, >, 0);
      g_assert_true (i == 0 || person->score <=
                                 g_array_index (alike->people, RgAlikePerson, i - 1).score);
    }
  g_assert_cmpuint (found, >, 75);
}

static gboolean
stop (double share, gpointer data)
{
  return FALSE;
}

static void
test_refused (void)
{
  g_autoptr (RgDataset) dataset = planted_shop ();

  g_assert_null (ask (dataset, is_any, NULL, RG_ALIKE_ERROR_CHANCE));
  g_assert_null (ask (dataset, is_few, NULL, RG_ALIKE_ERROR_TOO_FEW));
  g_assert_null (ask (dataset, is_everybody, NULL, RG_ALIKE_ERROR_NOBODY));
  g_assert_null (ask (dataset, is_planted, stop, RG_ALIKE_ERROR_STOPPED));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/alike/planted", test_planted);
  g_test_add_func ("/alike/refused", test_refused);
  return g_test_run ();
}
