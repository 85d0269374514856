/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What makes two groups different: planted differences are found with their numbers, chance is kept
 * out, and what is known of too few is not judged. */
#include <math.h>

#include "analysis/rg-own-column.h"
#include "rules/rg-group-compare.h"

#define PEOPLE 400
#define TAGS 150
#define TODAY 20000

/* The first half is the group. Of it 120 bought product 1, of the others 40; product 2 is bought by
 * the same share of both; tags are given by the dice; a score is high in the group. */
static gboolean
bought (guint person, gint64 product)
{
  const guint at = person % (PEOPLE / 2);

  return product == 1 ? at < (person < PEOPLE / 2 ? 120 : 40) : at % 4 == 0;
}

static void
put_person (RgDatasetBuilder *builder, guint person)
{
  const RgCustomerRow row = { .id = person + 1, .name = "Kim", .city = "Oslo",
                              .born = TODAY - 366 * (20 + (int) (person % 50)),
                              .joined = TODAY - 10, .flags = RG_HAS_EMAIL };
  RgReceiptRow receipt = { .id = person + 1, .customer = person + 1, .day = TODAY - 5,
                           .second = 3600, .location = 1 };

  rg_dataset_builder_put_customer (builder, &row);
  for (gint64 tag = 1; tag <= TAGS; tag++)
    rg_dataset_builder_set_tag (builder, tag, person + 1, g_test_rand_int_range (0, 5) == 0);
  rg_dataset_builder_put_receipt (builder, &receipt);
  for (gint64 product = 1; product <= 3; product++)
    if (product == 3 || bought (person, product))
      rg_dataset_builder_put_line (builder,
                                   &(RgLineRow) { .product = product, .quantity_milli = 1000,
                                                  .net_minor = 1000, .kind = RG_LINE_SALE,
                                                  .has_cost = TRUE, .cost_minor = 600 });
}

/* Half of the people have a score: 8 in the group, spread over 1 to 10 else. Three have shoes. */
static void
set_fields (RgDataset *dataset)
{
  GPtrArray *columns
    = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_own_column_unref);
  g_autoptr (RgOwnColumnBuilder) score
    = rg_own_column_builder_new (NULL, 1, RG_OWN_NUMBER, "Score");
  g_autoptr (RgOwnColumnBuilder) shoes
    = rg_own_column_builder_new (NULL, 2, RG_OWN_YES_NO, "Likes shoes");

  for (guint person = 0; person < PEOPLE; person += 2)
    rg_own_column_builder_put (score, person + 1,
                               RG_OWN_NUMBER_UNIT
                                 * (person < PEOPLE / 2 ? 8 : 1 + person / 2 % 10));
  for (guint person = 0; person < 3; person++)
    rg_own_column_builder_put (shoes, person + 1, 1);
  g_ptr_array_add (columns, (gpointer) rg_own_column_builder_finish (score));
  g_ptr_array_add (columns, (gpointer) rg_own_column_builder_finish (shoes));
  rg_dataset_set_own (dataset, columns);
}

static RgDataset *
make_dataset (void)
{
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  RgDataset *dataset;

  rg_dataset_builder_put_category (builder, 1, "Coffee");
  rg_dataset_builder_put_location (builder, 1, "Torget");
  for (gint64 tag = 1; tag <= TAGS; tag++)
    {
      g_autofree char *name = g_strdup_printf ("tag %d", (int) tag);

      rg_dataset_builder_put_tag (builder, tag, name);
    }
  for (gint64 product = 1; product <= 3; product++)
    {
      g_autofree char *name = g_strdup_printf ("Product %d", (int) product);

      rg_dataset_builder_put_product (builder, product, name, name, product == 1 ? 1 : 0);
    }
  for (guint person = 0; person < PEOPLE; person++)
    put_person (builder, person);
  dataset = rg_dataset_builder_finish (builder);
  set_fields (dataset);
  return dataset;
}

typedef struct {
  RgDataset *dataset;
  RgBitset *first;
  RgGroupCompare *compare;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const RgMakeUpBasis basis = { TODAY, "", "" };
  RgSegmentContext context = { .today = TODAY, .digits = 2 };

  fixture->dataset = make_dataset ();
  fixture->first = rg_bitset_new (PEOPLE);
  for (guint person = 0; person < PEOPLE / 2; person++)
    rg_bitset_add (fixture->first, person);
  context.dataset = fixture->dataset;
  fixture->compare = rg_group_compare_new (&context, &basis, "EUR", fixture->first, NULL, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  rg_group_compare_free (fixture->compare);
  rg_bitset_unref (fixture->first);
  rg_dataset_unref (fixture->dataset);
}

static const RgDifference *
find (const Fixture *fixture, const char *about, const char *name)
{
  const RgGroupCompare *compare = fixture->compare;

  for (guint i = 0; i < compare->differences->len; i++)
    {
      const RgDifference *difference = &g_array_index (compare->differences, RgDifference, i);
      const RgTrait *trait = rg_traits_get (compare->traits, difference->trait);

      if (g_str_equal (trait->about, about) && g_str_equal (trait->name, name))
        return difference;
    }
  g_assert_not_reached ();
}

/* 120 of 200 and 40 of 200, by R: epitools riskratio (wald) 2.2228337 to 4.0488717 around 3;
 * chi-squared without correction 66.6667, p = 3.2e-16. Newcombe's interval as in test-stats. */
static void
test_planted (Fixture *fixture, gconstpointer data)
{
  const RgDifference *coffee = find (fixture, "Product", "Product 1");
  const RgDifference *same = find (fixture, "Product", "Product 2");
  g_autoptr (RgBitset) people = rg_traits_members (fixture->compare->traits, coffee->trait);
  g_autofree char *words = rg_difference_dup_words (coffee);
  double z;

  g_assert_cmpuint (coffee->count.hits[0], ==, 120);
  g_assert_cmpuint (coffee->count.hits[1], ==, 40);
  g_assert_cmpuint (coffee->count.n[0], ==, 200);
  g_assert_true (coffee->told);
  z = rg_stats_normal_quantile (coffee->p / 2);
  g_assert_cmpfloat_with_epsilon (z * z, 200.0 / 3, 1e-6);
  g_assert_cmpfloat_with_epsilon (coffee->ratio, 3, 1e-12);
  g_assert_cmpfloat_with_epsilon (coffee->ratios.low * coffee->ratios.high, 9, 1e-9);
  g_assert_cmpfloat_with_epsilon (coffee->ratios.high,
                                  3 * exp (1.959963984540054 * sqrt (1 / 120.0 + 1 / 40.0 - 0.01)),
                                  1e-9);
  g_assert_cmpfloat (coffee->apart.low, >, 0.3);
  g_assert_cmpfloat (coffee->apart.high, <, 0.5);
  g_assert_cmpuint (rg_bitset_count (people), ==, 160);
  g_assert_true (g_str_has_prefix (words, "Three times as often: 60% of them, 20% of the others; "
                                          "likely 31 to 48 points more"));
  g_assert_true (same->judged);
  g_assert_false (same->told);
  g_assert_cmpfloat (same->p, ==, 1);
}

/* Of 150 tags by the dice, about seven have a p value below 5 %; hardly any is told. */
static void
test_chance (Fixture *fixture, gconstpointer data)
{
  const GArray *differences = fixture->compare->differences;
  guint told = 0;

  for (guint i = 0; i < differences->len; i++)
    {
      const RgDifference *difference = &g_array_index (differences, RgDifference, i);

      if (rg_traits_get (fixture->compare->traits, difference->trait)->sort != RG_TRAIT_TAG)
        continue;
      g_assert_true (difference->judged);
      g_assert_cmpfloat (difference->rate, >=, difference->p);
      told += difference->told;
    }
  g_assert_cmpuint (told, <=, 4);
}

/* Bands are of all values: half of the scores are 8, so that the quartiles have it alone; both
 * ways are told. Of three people nothing can be. */
static void
test_fields (Fixture *fixture, gconstpointer data)
{
  const RgDifference *shoes = find (fixture, "Likes shoes", "Yes");
  guint in_bands = 0, more = 0, less = 0;

  for (guint i = 0; i < fixture->compare->differences->len; i++)
    {
      const RgDifference *difference
        = &g_array_index (fixture->compare->differences, RgDifference, i);
      const RgTrait *trait = rg_traits_get (fixture->compare->traits, difference->trait);

      if (!g_str_equal (trait->about, "Score"))
        continue;
      g_assert_cmpuint (difference->count.n[0], ==, 100);
      g_assert_cmpuint (difference->count.n[1], ==, 100);
      in_bands += difference->count.hits[0] + difference->count.hits[1];
      more += difference->told && difference->ratio > 1;
      less += difference->told && difference->ratio < 1;
    }
  g_assert_cmpuint (in_bands, ==, 200);
  g_assert_cmpuint (more, ==, 1);
  g_assert_cmpuint (less, >=, 1);
  g_assert_false (shoes->judged);
}

/* Told ones first, those that cannot be judged last. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  const GArray *differences = fixture->compare->differences;
  const RgDifference *first = &g_array_index (differences, RgDifference, 0);

  g_assert_true (first->told);
  for (guint i = 1; i < differences->len; i++)
    {
      const RgDifference *before = &g_array_index (differences, RgDifference, i - 1);
      const RgDifference *now = &g_array_index (differences, RgDifference, i);

      g_assert_true (before->told >= now->told);
      g_assert_true (before->told != now->told || before->judged >= now->judged);
      g_assert_true (!now->told || before->strength >= now->strength);
    }
}

static void
test_figures (Fixture *fixture, gconstpointer data)
{
  const RgGroupFigures *first = &fixture->compare->groups[0];
  const double lines = 120 + 50 + 200;

  g_assert_cmpfloat (first->figures[RG_FIGURE_PEOPLE], ==, 200);
  g_assert_cmpfloat (first->figures[RG_FIGURE_SHARE], ==, 0.5);
  g_assert_cmpfloat (first->figures[RG_FIGURE_SPEND], ==, lines * 1000);
  g_assert_cmpfloat (first->figures[RG_FIGURE_VISITS], ==, 200);
  g_assert_cmpfloat (first->figures[RG_FIGURE_BASKET], ==, lines * 5);
  g_assert_cmpfloat (first->figures[RG_FIGURE_MARGIN], ==, lines * 400);
  g_assert_true (isnan (first->figures[RG_FIGURE_GAP]));
  g_assert_cmpfloat (first->figures[RG_FIGURE_AGE], ==, 44.5);
  g_assert_cmpuint (rg_bitset_count (first->people[RG_FIGURE_AGE]), ==, 200);
  g_assert_cmpuint (first->n_cities, ==, 1);
  g_assert_cmpuint (first->n_categories, ==, 1);
  g_assert_cmpfloat (first->categories[0].share, ==, 0.6);
  g_assert_cmpuint (rg_bitset_count (fixture->compare->both), ==, 0);
  g_assert_cmpuint (rg_bitset_count (fixture->compare->only[1]), ==, 200);
}

/* Groups that are the same, or empty, differ in nothing. */
static void
test_nobody (Fixture *fixture, gconstpointer data)
{
  const RgMakeUpBasis basis = { TODAY, "", "" };
  const RgSegmentContext context = { .dataset = fixture->dataset, .today = TODAY, .digits = 2 };
  g_autoptr (RgBitset) nobody = rg_bitset_new (PEOPLE);
  g_autoptr (RgGroupCompare) same
    = rg_group_compare_new (&context, &basis, "EUR", fixture->first, fixture->first, NULL);
  g_autoptr (RgGroupCompare) none
    = rg_group_compare_new (&context, &basis, "EUR", nobody, NULL, NULL);

  g_assert_false (g_array_index (same->differences, RgDifference, 0).judged);
  g_assert_false (g_array_index (none->differences, RgDifference, 0).judged);
  g_assert_cmpuint (rg_bitset_count (same->both), ==, 200);
  g_assert_true (isnan (none->groups[0].figures[RG_FIGURE_BASKET]));
}

/* What a rule asks for itself is no finding, and all else stays one. */
static void
test_rules (Fixture *fixture, gconstpointer data)
{
  const RgMakeUpBasis basis = { TODAY, "", "" };
  const RgSegmentContext context = { .dataset = fixture->dataset, .today = TODAY, .digits = 2 };
  g_autoptr (RgNode) coffee
    = rg_segment_parse ("bought category \"Coffee\" at least 1 time\noff tag is \"tag 1\"", NULL,
                        NULL);
  g_autoptr (RgNode) either
    = rg_segment_parse ("any (bought category \"Coffee\" at least 1 time; tag is \"tag 1\")",
                        NULL, NULL);
  const RgNode *const one[] = { coffee, NULL }, *const other[] = { NULL, either };
  RgGroupCompare *before = fixture->compare;
  const RgDifference *told;

  g_assert_nonnull (coffee);
  g_assert_nonnull (either);
  told = find (fixture, "Category", "Coffee");
  g_assert_true (told->told && !told->by_rules);
  fixture->compare
    = rg_group_compare_new (&context, &basis, "EUR", fixture->first, NULL, one);
  told = find (fixture, "Category", "Coffee");
  g_assert_true (told->by_rules && !told->judged && !told->told);
  g_assert_true (find (fixture, "Product", "Product 1")->by_rules);
  g_assert_false (find (fixture, "Tag", "tag 1")->by_rules);
  g_assert_false (find (fixture, "Product", "Product 2")->by_rules);
  rg_group_compare_free (fixture->compare);
  /* Where either may be true, neither has to be. */
  fixture->compare
    = rg_group_compare_new (&context, &basis, "EUR", fixture->first, NULL, other);
  g_assert_false (find (fixture, "Category", "Coffee")->by_rules);
  g_assert_false (find (fixture, "Tag", "tag 1")->by_rules);
  rg_group_compare_free (fixture->compare);
  fixture->compare = before;
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/difference/planted", test_planted }, { "/difference/chance", test_chance },
    { "/difference/fields", test_fields },   { "/difference/order", test_order },
    { "/difference/figures", test_figures }, { "/difference/nobody", test_nobody },
    { "/difference/rules", test_rules },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
