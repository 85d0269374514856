/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Groups that were planted are found, told in words and as rules; and shops that have none. */
#include "rules/rg-groups.h"

#include <string.h>

#define TODAY 20000

typedef struct {
  RgDatasetBuilder *builder;
  gint64 receipts;
} Shop;

static void
add_customer (Shop *shop, gint64 id)
{
  const RgCustomerRow row = { .id = id, .born = RG_DAY_NONE, .joined = RG_DAY_NONE };

  rg_dataset_builder_put_customer (shop->builder, &row);
}

static void
add_visit (Shop *shop, gint64 customer, RgDay day, gint64 minor)
{
  const RgReceiptRow row = { .id = ++shop->receipts, .customer = customer, .day = day,
                             .second = RG_TIME_NONE };
  const RgLineRow line = { .quantity_milli = 1000, .net_minor = minor, .kind = RG_LINE_SALE };

  rg_dataset_builder_put_receipt (shop->builder, &row);
  rg_dataset_builder_put_line (shop->builder, &line);
}

/* 60 who came each second Saturday and spent little, 40 who came thrice on workdays and spent much,
 * and one who never came. */
static RgDataset *
planted_shop (void)
{
  Shop shop = { rg_dataset_builder_new (NULL, 1), 0 };
  const RgDay saturday = TODAY - (rg_day_weekday (TODAY) + 2) % 7;
  const RgDay monday = TODAY - rg_day_weekday (TODAY) % 7;
  RgDataset *dataset;

  for (gint64 id = 1; id <= 101; id++)
    add_customer (&shop, id);
  for (gint64 id = 1; id <= 60; id++)
    for (int week = 0; week < 20; week += 2)
      add_visit (&shop, id, saturday - 7 * week, 500 + id);
  for (gint64 id = 61; id <= 100; id++)
    for (int visit = 0; visit < 3; visit++)
      add_visit (&shop, id, monday - 7 * (20 + 5 * visit), 90000 + 10 * id);
  dataset = rg_dataset_builder_finish (shop.builder);
  rg_dataset_builder_free (shop.builder);
  return dataset;
}

static void
test_planted (void)
{
  g_autoptr (RgDataset) dataset = planted_shop ();
  const RgSegmentContext context = { .dataset = dataset, .today = TODAY, .digits = 2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RgGroups) groups = rg_groups_new (&context, NULL, 0, "EUR", NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (groups->n_facts, ==, 5);
  g_assert_cmpuint (groups->n_people, ==, 100);
  g_assert_cmpuint (groups->suggested, ==, 2);
  g_assert_cmpuint (groups->n_groups, ==, 2);
  g_assert_cmpuint (groups->groups[0].ids->len, ==, 60);
  g_assert_cmpuint (groups->groups[1].ids->len, ==, 40);
  g_assert_cmpint (g_array_index (groups->groups[1].ids, gint64, 0), ==, 61);
  g_assert_cmpint (groups->trust, ==, RG_GROUPS_SURE);
  for (guint j = 0; j < 2; j++)
    {
      const RgGroup *group = &groups->groups[j];
      g_autofree char *words = rg_group_dup_rules_words (group);

      g_assert_cmpuint (group->found, ==, group->ids->len);
      g_assert_cmpuint (group->caught, ==, group->ids->len);
      g_assert_nonnull (strstr (words, "100 of 100"));
    }
  g_assert_nonnull (strstr (groups->groups[0].words, "(10 times)"));
  g_assert_cmpint (groups->groups[0].spend + groups->groups[1].spend, ==, groups->spend);
}

static RgDataset *
alike_shop (void)
{
  Shop shop = { rg_dataset_builder_new (NULL, 1), 0 };
  RgDataset *dataset;

  for (gint64 id = 1; id <= 30; id++)
    {
      add_customer (&shop, id);
      add_visit (&shop, id, TODAY - 9, 1000);
    }
  dataset = rg_dataset_builder_finish (shop.builder);
  rg_dataset_builder_free (shop.builder);
  return dataset;
}

static RgGroups *
ask (const RgDataset *dataset, const char *facts, guint k, int code)
{
  const RgSegmentContext context = { .dataset = dataset, .today = TODAY, .digits = 2 };
  g_auto (GStrv) words = g_strsplit (facts, ",", -1);
  g_autoptr (GError) error = NULL;
  RgGroups *groups = rg_groups_new (&context, (const char *const *) words, k, "EUR", NULL, NULL,
                                    &error);

  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, RG_GROUPS_ERROR, code);
  return groups;
}

/* A fact of which all are alike does not part anybody; twice is once; there are no more groups than
 * different customers. */
static void
test_odd (void)
{
  g_autoptr (RgDataset) dataset = planted_shop ();
  g_autoptr (RgDataset) clones = alike_shop ();
  g_autoptr (RgGroups) weekend = ask (dataset, "weekend,visits,weekend", 5, -1);
  g_autoptr (RgGroups) alike = ask (clones, "visits,spend", 3, -1);

  g_assert_cmpuint (weekend->n_facts, ==, 2);
  g_assert_cmpuint (weekend->n_groups, ==, 2);
  g_assert_cmpuint (alike->n_groups, ==, 1);
  g_assert_null (alike->groups[0].rules);
  g_assert_null (ask (dataset, "nonsense", 2, RG_GROUPS_ERROR_FACTS));
  g_assert_null (ask (dataset, "age", 2, RG_GROUPS_ERROR_FACTS));
  g_assert_null (ask (dataset, "", 2, RG_GROUPS_ERROR_FACTS));
}

static void
test_too_few (void)
{
  Shop shop = { rg_dataset_builder_new (NULL, 1), 0 };
  g_autoptr (RgDataset) empty = rg_dataset_builder_finish (shop.builder);
  g_autoptr (RgDataset) one = NULL;
  g_autoptr (GError) error = NULL;
  const RgSegmentContext context = { .dataset = empty, .today = TODAY, .digits = 2 };

  rg_dataset_builder_free (shop.builder);
  g_assert_null (rg_groups_new (&context, NULL, 0, "EUR", NULL, NULL, &error));
  g_assert_error (error, RG_GROUPS_ERROR, RG_GROUPS_ERROR_FACTS);
  shop = (Shop) { rg_dataset_builder_new (NULL, 1), 0 };
  add_customer (&shop, 1);
  add_visit (&shop, 1, TODAY, 100);
  one = rg_dataset_builder_finish (shop.builder);
  rg_dataset_builder_free (shop.builder);
  g_assert_null (ask (one, "visits", 2, RG_GROUPS_ERROR_TOO_FEW));
}

static gboolean
stop_later (double share, gpointer data)
{
  g_assert_cmpfloat (share, >=, 0);
  g_assert_cmpfloat (share, <=, 1);
  return ++*(guint *) data < 12;
}

static void
test_stopped (void)
{
  g_autoptr (RgDataset) dataset = planted_shop ();
  const RgSegmentContext context = { .dataset = dataset, .today = TODAY, .digits = 2 };
  g_autoptr (GError) error = NULL;
  guint asked = 0;

  g_assert_null (rg_groups_new (&context, NULL, 3, "EUR", stop_later, &asked, &error));
  g_assert_error (error, RG_GROUPS_ERROR, RG_GROUPS_ERROR_STOPPED);
  g_assert_cmpuint (asked, ==, 12);
}

/* What a rule says of a fact is what was measured of it. */
static void
test_facts (void)
{
  g_autoptr (RgDataset) dataset = planted_shop ();
  const RgSegmentContext context = { .dataset = dataset, .today = TODAY, .digits = 2 };
  g_autofree guint8 *known = g_new0 (guint8, dataset->n_customers + 1);
  static const double sides[][2] = { { 3, G_MAXDOUBLE }, { -G_MAXDOUBLE, 20 }, { 2, 90 } };

  for (guint i = 0; i < rg_n_group_facts (); i++)
    {
      const RgGroupFact *fact = rg_group_fact_at (i);
      g_autofree double *values = NULL;

      if (!rg_group_fact_has_data (fact, dataset))
        continue;
      values = rg_group_fact_measure (fact, &context, known);
      for (guint s = 0; s < G_N_ELEMENTS (sides); s++)
        {
          g_autoptr (GString) rules = g_string_new ("visits at least 1\n");
          g_autoptr (RgNode) root = NULL;
          g_autoptr (RgBitset) found = NULL;
          g_autoptr (GError) error = NULL;

          rg_group_fact_print (fact, sides[s][0], sides[s][1], 2, rules);
          root = rg_segment_parse (rules->str, NULL, &error);
          g_assert_no_error (error);
          found = rg_segment_evaluate (root, &context);
          for (guint p = 0; p < dataset->n_customers; p++)
            g_assert_cmpint (rg_bitset_get (found, p), ==,
                             known[p] && values[p] >= sides[s][0] && values[p] <= sides[s][1]);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/groups/planted", test_planted);
  g_test_add_func ("/groups/odd", test_odd);
  g_test_add_func ("/groups/too-few", test_too_few);
  g_test_add_func ("/groups/stopped", test_stopped);
  g_test_add_func ("/groups/facts", test_facts);
  return g_test_run ();
}
