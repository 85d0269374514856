/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Missing days and honest comparisons, on shops made day by day. */
#include "analysis/rg-compare.h"
#include "analysis/rg-gaps.h"

/* A Monday. */
#define MONDAY 20773

typedef struct {
  RgDatasetBuilder *builder;
  gint64 n;
} Shop;

static Shop
shop_new (void)
{
  Shop shop = { rg_dataset_builder_new (NULL, 1), 0 };

  rg_dataset_builder_put_location (shop.builder, 1, "Torggata");
  rg_dataset_builder_put_location (shop.builder, 2, "Bryggen");
  return shop;
}

static void
sell (Shop *shop, RgDay day, gint64 location, gint64 net)
{
  const RgReceiptRow receipt = { ++shop->n, 0, day, RG_TIME_NONE, location };
  const RgLineRow line = { 0, 1000, net, RG_LINE_SALE };

  rg_dataset_builder_put_receipt (shop->builder, &receipt);
  rg_dataset_builder_put_line (shop->builder, &line);
}

static RgDataset *
shop_finish (Shop *shop)
{
  RgDataset *dataset = rg_dataset_builder_finish (shop->builder);

  rg_dataset_builder_free (shop->builder);
  return dataset;
}

/* Open Monday to Saturday for so many weeks, up to the Saturday before MONDAY + 7. */
static gboolean
is_open (RgDay day)
{
  return rg_day_weekday (day) < 6;
}

static void
sell_weeks (Shop *shop, int weeks, gint64 location, RgDay but)
{
  for (RgDay day = MONDAY + 7 - 7 * weeks; day < MONDAY + 7; day++)
    if (is_open (day) && day != but)
      sell (shop, day, location, 10000);
}

static void
test_gap (void)
{
  Shop shop = shop_new ();
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (GArray) gaps = NULL, told = NULL;
  const RgClosedDay closed = { 0, MONDAY };

  g_assert_cmpint (rg_day_weekday (MONDAY), ==, 0);
  sell_weeks (&shop, 12, 1, MONDAY);
  dataset = shop_finish (&shop);
  gaps = rg_gaps_find (dataset, MONDAY + 7, NULL, 0);
  g_assert_cmpuint (gaps->len, ==, 1);
  g_assert_cmpint (g_array_index (gaps, RgGap, 0).days[0], ==, MONDAY);
  g_assert_cmpuint (g_array_index (gaps, RgGap, 0).n_days, ==, 1);
  g_assert_cmpint (g_array_index (gaps, RgGap, 0).location, ==, 0);
  told = rg_gaps_find (dataset, MONDAY + 7, &closed, 1);
  g_assert_cmpuint (told->len, ==, 0);
}

/* A holiday of a fortnight is one question; a shop of four weeks has no weekdays yet. */
static void
test_gap_long_and_new (void)
{
  Shop shop = shop_new (), fresh = shop_new ();
  g_autoptr (RgDataset) dataset = NULL, young = NULL;
  g_autoptr (GArray) gaps = NULL, none = NULL;

  for (RgDay day = MONDAY - 84; day < MONDAY + 7; day++)
    if (is_open (day) && (day < MONDAY - 14 || day >= MONDAY))
      sell (&shop, day, 1, 10000);
  dataset = shop_finish (&shop);
  gaps = rg_gaps_find (dataset, MONDAY + 7, NULL, 0);
  g_assert_cmpuint (gaps->len, ==, 1);
  g_assert_cmpuint (g_array_index (gaps, RgGap, 0).n_days, ==, 12);
  sell_weeks (&fresh, 4, 1, MONDAY);
  young = shop_finish (&fresh);
  none = rg_gaps_find (young, MONDAY + 7, NULL, 0);
  g_assert_cmpuint (none->len, ==, 0);
}

/* One of two locations: its own gap, and none where the whole shop has it. */
static void
test_gap_location (void)
{
  Shop shop = shop_new ();
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (GArray) gaps = NULL;

  sell_weeks (&shop, 12, 1, MONDAY - 7);
  for (RgDay day = MONDAY - 77; day < MONDAY + 7; day++)
    if (is_open (day) && day != MONDAY - 7 && day != MONDAY + 1)
      sell (&shop, day, 2, 5000);
  dataset = shop_finish (&shop);
  gaps = rg_gaps_find (dataset, MONDAY + 7, NULL, 0);
  g_assert_cmpuint (gaps->len, ==, 2);
  g_assert_cmpint (g_array_index (gaps, RgGap, 0).location, ==, 0);
  g_assert_cmpint (g_array_index (gaps, RgGap, 0).days[0], ==, MONDAY - 7);
  g_assert_cmpint (g_array_index (gaps, RgGap, 1).location, ==, 2);
  g_assert_cmpstr (g_array_index (gaps, RgGap, 1).name, ==, "Bryggen");
  g_assert_cmpint (g_array_index (gaps, RgGap, 1).days[0], ==, MONDAY + 1);
  g_assert_cmpuint (g_array_index (gaps, RgGap, 1).n_days, ==, 1);
}

/* Sales that simply end are no gap: they are behind by the days that the shop sells on. */
static void
test_behind (void)
{
  Shop shop = shop_new ();
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (GArray) gaps = NULL;

  sell_weeks (&shop, 12, 1, 0);
  dataset = shop_finish (&shop);
  gaps = rg_gaps_find (dataset, MONDAY + 14, NULL, 0);
  g_assert_cmpuint (gaps->len, ==, 0);
  g_assert_cmpuint (rg_gaps_count_behind (dataset, MONDAY + 7, NULL, 0), ==, 0);
  g_assert_cmpuint (rg_gaps_count_behind (dataset, MONDAY + 10, NULL, 0), ==, 3);
  g_assert_cmpuint (rg_gaps_count_behind (dataset, MONDAY + 100, NULL, 0), ==, 0);
}

static void
test_compare_year (void)
{
  Shop shop = shop_new ();
  g_autoptr (RgDataset) dataset = NULL;
  RgComparison comparison;

  /* Last year's week had a holiday on its Tuesday. */
  for (RgDay day = MONDAY - 500; day < MONDAY + 6; day++)
    if (is_open (day) && day != MONDAY + 1 - 364)
      sell (&shop, day, 1, day >= MONDAY ? 11000 : 10000);
  dataset = shop_finish (&shop);
  rg_compare_week (dataset, MONDAY + 5, &comparison);
  g_assert_cmpint (comparison.with, ==, RG_COMPARE_YEAR_BEFORE);
  g_assert_cmpint (comparison.before_from, ==, MONDAY - 1 - 364);
  g_assert_cmpuint (comparison.n_left_out, ==, 1);
  g_assert_cmpint (comparison.left_out[0], ==, MONDAY + 1);
  g_assert_cmpfloat (comparison.now, ==, 55000);
  g_assert_cmpfloat (comparison.before, ==, 50000);
}

static void
test_compare_weeks (void)
{
  Shop shop = shop_new (), opening = shop_new (), few = shop_new ();
  g_autoptr (RgDataset) dataset = NULL, young = NULL, thin = NULL;
  RgComparison comparison;

  /* Ten weeks; one of the four Mondays before was closed, and does not count as nothing. */
  sell_weeks (&shop, 10, 1, MONDAY - 14);
  dataset = shop_finish (&shop);
  rg_compare_week (dataset, MONDAY + 6, &comparison);
  g_assert_cmpint (comparison.with, ==, RG_COMPARE_FOUR_WEEKS);
  g_assert_cmpfloat (comparison.now, ==, 60000);
  g_assert_cmpfloat (comparison.before, ==, 60000);
  g_assert_cmpuint (comparison.n_left_out, ==, 0);

  sell_weeks (&opening, 6, 1, 0);
  young = shop_finish (&opening);
  rg_compare_week (young, MONDAY + 6, &comparison);
  g_assert_cmpint (comparison.with, ==, RG_COMPARE_NOTHING);

  /* Open on three weekdays alone this week. */
  for (RgDay day = MONDAY - 70; day < MONDAY + 3; day++)
    if (is_open (day))
      sell (&few, day, 1, 10000);
  thin = shop_finish (&few);
  rg_compare_week (thin, MONDAY + 6, &comparison);
  g_assert_cmpint (comparison.with, ==, RG_COMPARE_NOTHING);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/morning-days/gap", test_gap);
  g_test_add_func ("/morning-days/gap-long-and-new", test_gap_long_and_new);
  g_test_add_func ("/morning-days/gap-location", test_gap_location);
  g_test_add_func ("/morning-days/behind", test_behind);
  g_test_add_func ("/morning-days/compare-year", test_compare_year);
  g_test_add_func ("/morning-days/compare-weeks", test_compare_weeks);
  return g_test_run ();
}
