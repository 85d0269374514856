/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Products with costs and stock, and what people did in the web shop: once, again, changed, taken
 * back. */
#include "rg-test-import.h"


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
  g_test_add_func ("/goods/activity", test_activity);
  return g_test_run ();
}
