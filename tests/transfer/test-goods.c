/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Products with costs and stock, and what people did in the web shop: once, again, changed, taken
 * back. */
#include "rg-test-import.h"

#include "transfer/rg-span.h"


#define PRODUCTS \
  "SKU,Product,Category,Supplier,Cost,In stock,Location\n" \
  "A,Coffee,Drinks,Fjord,40.50,12,Bergen\nA,Coffee,Drinks,Fjord,40.50,3,Oslo\nB,Cup,,,,7,\n"
#define ACTIVITY \
  "Date,Time,Customer email,SKU,Product,Event,Quantity\n" \
  "2026-10-01,10:00,kim@example.org,A,Coffee,Product viewed,\n" \
  "2026-10-01,10:05,kim@example.org,A,Coffee,Added to cart,2\n" \
  "2026-10-01,10:05,kim@example.org,A,Coffee,Added to cart,2\n" \
  "2026-10-02,11:00,,B,Cup,viewed,\n2026-10-02,11:00,ase@example.org,B,Cup,danced,\n"
#define CHECKOUTS \
  "Id,Email,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku," \
  "Abandoned Checkout URL\n" \
  "#77,ase@example.org,2026-10-05 09:00:00 +0200,1,Coffee,50,A,https://example.org/77\n" \
  "#77,,,2,Cup,20,B,\n"

static void
assert_value (RgTestShop *test, const char *sql, const char *expected)
{
  g_autofree char *text = rg_test_shop_read (test, sql);

  g_test_message ("%s", sql);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_products (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *empty = rg_test_shop_dump (test, TRUE), *first = NULL, *back = NULL;
  g_autofree char *end = NULL;
  RgImportSummary summary;
  gint64 made = rg_test_import (test, "products.csv", PRODUCTS, &summary), changed;

  g_assert_cmpuint (summary.products_created, ==, 2);
  g_assert_cmpuint (summary.stock_counts, ==, 3);
  assert_value (test, "SELECT cost_micro || supplier FROM product WHERE code = 'A'",
                "40500000Fjord");
  assert_value (test, "SELECT sum(quantity_milli) FROM stock", "22000");
  assert_value (test, "SELECT kind FROM import", "products");
  g_assert_cmpint (rg_test_import (test, "products.csv", PRODUCTS, NULL), ==, 0);
  first = rg_test_shop_dump (test, TRUE);
  changed = rg_test_import (test, "later.csv",
                            "SKU,Product,Cost,In stock,Location\nA,Coffee,42,10,Bergen\n",
                            &summary);
  g_assert_cmpuint (summary.products_updated, ==, 1);
  g_assert_cmpuint (summary.stock_counts, ==, 1);
  assert_value (test, "SELECT cost_micro FROM product WHERE code = 'A'", "42000000");
  assert_value (test, "SELECT sum(quantity_milli) FROM stock", "20000");
  rg_test_shop_take_back (test, changed);
  back = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (first, ==, back);
  rg_test_shop_take_back (test, made);
  end = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (empty, ==, end);
}

/* What the cells of a file say of how long things last; what cannot be read is left out. */
static void
test_lasting (void)
{
  static const struct {
    const char *text;
    int months, days; /* -1: cannot be read */
  } told[] = {
    { "24", 24, 24 }, { "24 months", 24, 730 }, { "2 years", 24, 730 }, { "2 Jahre", 24, 730 },
    { "1,5 år", 18, 548 }, { "6 mnd.", 6, 183 }, { "90 days", 3, 90 }, { "730 Tage", 24, 730 },
    { "2 weeks", -1, 14 }, { "none", 0, 0 }, { "", 0, 0 }, { "0", 0, 0 }, { "two", -1, -1 },
    { "24 moons", -1, -1 }, { "-3", -1, -1 }, { "99999999999999999999", -1, -1 },
    { "2000 years", -1, -1 }, { "1.3 months", -1, 40 }, { "1e9", -1, -1 }, { "2 years 3", -1, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      int months = 0, days = 0;

      g_test_message ("%s", told[i].text);
      g_assert_cmpint (rg_span_read_months (told[i].text, &months) ? months : -1, ==,
                       told[i].months);
      g_assert_cmpint (rg_span_read_days (told[i].text, &days) ? days : -1, ==, told[i].days);
    }
}

static void
test_lasting_products (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *empty = rg_test_shop_dump (test, TRUE), *end = NULL, *first = NULL, *back = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportBatch) batch =
    rg_test_read ("lasting.csv", "SKU,Product,Warranty,Lifetime\nA,Kettle,2 years,\n"
                                 "B,Filters,,90\nC,Cup,forever,\n", -1, &error);
  gint64 made, changed;

  g_assert_no_error (error);
  g_assert_cmpint (batch->kind, ==, RG_IMPORT_PRODUCTS);
  g_assert_cmpuint (batch->n_rows_refused, ==, 0);
  made = rg_test_import_batch (test, batch, NULL);
  assert_value (test, "SELECT group_concat(code || coalesce(warranty_months, '-') || "
                      "coalesce(lifetime_days, '-')) FROM product", "A24-,B-90,C--");
  first = rg_test_shop_dump (test, TRUE);
  changed = rg_test_import (test, "later.csv", "SKU,Product,Warranty,Lifetime\nA,Kettle,36,\n"
                                               "B,Filters,,\n", NULL);
  assert_value (test, "SELECT group_concat(code || coalesce(warranty_months, '-') || "
                      "coalesce(lifetime_days, '-')) FROM product", "A36-,B-90,C--");
  rg_test_shop_take_back (test, changed);
  back = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (first, ==, back);
  rg_test_shop_take_back (test, made);
  end = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (empty, ==, end);
}

static void
test_activity (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *empty = rg_test_shop_dump (test, TRUE), *end = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportBatch) batch = rg_test_read ("activity.csv", ACTIVITY, -1, &error);
  RgImportSummary summary;
  gint64 first, second;

  g_assert_no_error (error);
  g_assert_cmpint (batch->kind, ==, RG_IMPORT_ACTIVITY);
  /* Nobody, and a word that is no activity. */
  g_assert_cmpuint (batch->n_rows_refused, ==, 2);
  first = rg_test_import_batch (test, batch, &summary);
  g_assert_cmpuint (summary.activities, ==, 3);
  assert_value (test, "SELECT group_concat(kind || quantity_milli) FROM activity",
                "viewed1000,left2000,left2000");
  assert_value (test, "SELECT visits FROM customer_fact", "0");
  g_assert_cmpint (rg_test_import (test, "again.csv", ACTIVITY, NULL), ==, 0);
  second = rg_test_import (test, "checkouts.csv", CHECKOUTS, &summary);
  g_assert_cmpuint (summary.activities, ==, 2);
  g_assert_cmpuint (summary.customers_created, ==, 1);
  rg_test_shop_take_back (test, first);
  assert_value (test, "SELECT count(*) FROM activity", "2");
  rg_test_shop_take_back (test, second);
  end = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (empty, ==, end);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/goods/products", test_products);
  g_test_add_func ("/goods/lasting", test_lasting);
  g_test_add_func ("/goods/lasting-products", test_lasting_products);
  g_test_add_func ("/goods/activity", test_activity);
  return g_test_run ();
}
