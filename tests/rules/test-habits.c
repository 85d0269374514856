/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a customer buys and when: each part is said only where the data carries it. */
#include "rules/rg-habits.h"

/* A Saturday. */
#define TODAY 20778
#define ASE 7

enum { COFFEE = 1, FILTERS, TEA, LAMP };

typedef struct {
  RgDatasetBuilder *builder;
  gint64 n;
} Shop;

/* categories: how many of them the till knows. */
static Shop
shop_new (int categories)
{
  static const char *const names[] = { "coffee", "filters", "tea", "lamps" };
  Shop shop = { rg_dataset_builder_new (NULL, 1), 0 };
  const RgCustomerRow ase = { .id = ASE, .name = "Åse Dahl", .born = RG_DAY_NONE,
                              .joined = RG_DAY_NONE };

  for (int i = 0; i < categories; i++)
    rg_dataset_builder_put_category (shop.builder, i + 1, names[i]);
  for (int i = 0; i < 4; i++)
    rg_dataset_builder_put_product (shop.builder, i + 1, "", i == LAMP - 1 ? "Lamp" : names[i],
                                    i < categories ? i + 1 : 0);
  rg_dataset_builder_put_customer (shop.builder, &ase);
  return shop;
}

/* Products end with 0. */
static void
sell (Shop *shop, gint64 customer, RgDay day, gint64 net, RgLineKind kind, const gint64 *products)
{
  const RgReceiptRow receipt = { ++shop->n, customer, day, RG_TIME_NONE, 0 };

  rg_dataset_builder_put_receipt (shop->builder, &receipt);
  for (; *products != 0; products++)
    {
      const RgLineRow line = { *products, 1000, net, kind };

      rg_dataset_builder_put_line (shop->builder, &line);
    }
}

static const gint64 both[] = { COFFEE, FILTERS, 0 };
static const gint64 coffee[] = { COFFEE, COFFEE, 0 };
static const gint64 tea[] = { TEA, 0 };
static const gint64 lamp[] = { LAMP, 0 };

/* The sentence, "" for none. */
static char *
say (Shop *shop, RgDay today)
{
  g_autoptr (RgDataset) dataset = rg_dataset_builder_finish (shop->builder);
  const guint position = rg_dataset_find_customer (dataset, ASE);
  guint n;
  g_autofree RgReceiptRef *receipts = rg_dataset_customer_receipts (dataset, position, &n);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (RgDay));
  const RgHabits habits = rg_habits_of_customer (dataset, ASE, today);
  RgRhythm rhythm;
  char *sentence;

  for (guint i = 0; i < n; i++)
    g_array_append_val (days, receipts[i].sales->day[receipts[i].receipt]);
  rhythm = rg_rhythm_of_days ((const RgDay *) (gpointer) days->data, days->len, today);
  sentence = rg_habits_dup_sentence (&habits, &rhythm);
  rg_dataset_builder_free (shop->builder);
  return sentence != NULL ? sentence : g_strdup ("");
}

static void
assert_says (Shop *shop, RgDay today, const char *expected)
{
  g_autofree char *sentence = say (shop, today);

  g_assert_cmpstr (sentence, ==, expected);
}

/* Each Saturday for so many weeks; every third visit is for tea, on the Tuesday. */
static void
sell_weeks (Shop *shop, int weeks, gint64 net)
{
  for (int week = weeks - 1; week >= 0; week--)
    {
      const RgDay saturday = TODAY - 7 * week;

      if (week % 3 == 1)
        sell (shop, ASE, saturday - 4, 2 * net, RG_LINE_SALE, tea);
      else
        sell (shop, ASE, saturday, net, RG_LINE_SALE, both);
    }
}

static void
test_whole (void)
{
  Shop shop = shop_new (4);

  g_assert_cmpint (rg_day_weekday (TODAY), ==, 5);
  sell (&shop, 0, TODAY - 800, 1, RG_LINE_SALE, lamp);
  for (RgDay day = TODAY - 720; day < TODAY - 365; day += 30)
    sell (&shop, ASE, day, 100, RG_LINE_SALE, lamp);
  sell_weeks (&shop, 40, 900);
  assert_says (&shop, TODAY,
               "Buys coffee and filters, mostly on Saturdays; spends more than the year before.");
}

/* With 4 visits nothing is said of what and when; with 5 it is. */
static void
test_few (void)
{
  Shop four = shop_new (4), five = shop_new (4);

  for (int i = 0; i < 5; i++)
    {
      /* Twice on a day is one visit. */
      sell (&five, ASE, TODAY - 7 * i, 100, RG_LINE_SALE, coffee);
      sell (i < 4 ? &four : &five, ASE, TODAY - 7 * i, 100, RG_LINE_SALE, coffee);
    }
  assert_says (&four, TODAY, "");
  assert_says (&five, TODAY, "Buys coffee, mostly on Saturdays.");
}

/* What lies in less than two visits of five is no habit, and half of the visits is not "mostly". */
static void
test_none (void)
{
  static const gint64 *const baskets[] = { coffee, tea, lamp };
  Shop shop = shop_new (4);

  for (int i = 0; i < 12; i++)
    sell (&shop, ASE, TODAY - 7 * i - (i % 2), 100, RG_LINE_SALE, baskets[i % 3]);
  assert_says (&shop, TODAY, "");
}

static void
test_returns_are_not_bought (void)
{
  Shop shop = shop_new (4);

  for (int i = 0; i < 10; i++)
    {
      sell (&shop, ASE, TODAY - 9 * i, 100, RG_LINE_SALE, coffee);
      sell (&shop, ASE, TODAY - 9 * i, -100, RG_LINE_RETURN, lamp);
    }
  assert_says (&shop, TODAY, "Buys coffee.");
}

/* A till without categories has products. */
static void
test_products (void)
{
  Shop shop = shop_new (0);

  for (int i = 0; i < 10; i++)
    sell (&shop, ASE, TODAY - 9 * i, 100, RG_LINE_SALE, i % 2 ? lamp : both);
  assert_says (&shop, TODAY, "Buys coffee and filters.");
}

/* Of three that are alike, the first two of the dictionary. */
static void
test_ties (void)
{
  static const gint64 all[] = { TEA, LAMP, FILTERS, 0 };
  Shop shop = shop_new (4);

  for (int i = 0; i < 10; i++)
    sell (&shop, ASE, TODAY - 9 * i, 100, RG_LINE_SALE, all);
  assert_says (&shop, TODAY, "Buys filters and tea.");
}

static void
test_overdue (void)
{
  Shop shop = shop_new (4);

  sell (&shop, 0, TODAY - 900, 1, RG_LINE_SALE, lamp);
  for (int i = 0; i < 100; i++)
    sell (&shop, ASE, TODAY - 60 - 7 * i, 100, RG_LINE_SALE, coffee);
  assert_says (&shop, TODAY, "Bought coffee, mostly on Tuesdays.");
}

/* net: of each visit of the last year, where it was 100 the year before. */
static void
assert_spends (gint64 net, int known_days, const char *expected)
{
  Shop shop = shop_new (4);

  sell (&shop, 0, TODAY - known_days, 1, RG_LINE_SALE, lamp);
  for (int i = 0; i < 73; i++)
    sell (&shop, ASE, TODAY - 10 * i, i < 36 ? net : 100, RG_LINE_SALE, i % 2 ? tea : lamp);
  assert_says (&shop, TODAY, expected);
}

static void
test_spends (void)
{
  assert_spends (130, 800, "Buys lamps and tea; spends more than the year before.");
  assert_spends (70, 800, "Buys lamps and tea; spends less than the year before.");
  assert_spends (100, 800, "Buys lamps and tea; spends about as much as the year before.");
  /* The file does not know the whole of the year before. */
  assert_spends (130, 700, "Buys lamps and tea.");
}

/* Who began in the middle of the year before cannot be compared with it. */
static void
test_new (void)
{
  Shop shop = shop_new (4);

  sell (&shop, 0, TODAY - 900, 1, RG_LINE_SALE, lamp);
  for (int i = 0; i < 55; i++)
    sell (&shop, ASE, TODAY - 10 * i, 100, RG_LINE_SALE, tea);
  assert_says (&shop, TODAY, "Buys tea.");
}

static void
test_nobody (void)
{
  Shop shop = shop_new (4);
  g_autoptr (RgDataset) dataset = rg_dataset_builder_finish (shop.builder);
  const RgHabits habits = rg_habits_of_customer (dataset, 99, TODAY);

  g_assert_cmpuint (habits.n_bought, ==, 0);
  g_assert_cmpint (habits.weekday, ==, -1);
  g_assert_cmpint (habits.spends, ==, RG_SPENDS_UNKNOWN);
  rg_dataset_builder_free (shop.builder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/habits/whole", test_whole);
  g_test_add_func ("/habits/few", test_few);
  g_test_add_func ("/habits/none", test_none);
  g_test_add_func ("/habits/returns", test_returns_are_not_bought);
  g_test_add_func ("/habits/products", test_products);
  g_test_add_func ("/habits/ties", test_ties);
  g_test_add_func ("/habits/overdue", test_overdue);
  g_test_add_func ("/habits/spends", test_spends);
  g_test_add_func ("/habits/new", test_new);
  g_test_add_func ("/habits/nobody", test_nobody);
  return g_test_run ();
}
