/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Coupons in a till's file: used once, tied to their receipt, and free again when the import is
 * taken back. */
#include "rg-test-import.h"

#include "base/rg-coupon-code.h"

static void
check_text (RgTestShop *test, const char *sql, const char *expected)
{
  g_autofree char *got = rg_test_shop_read (test, sql);

  g_assert_cmpstr (got, ==, expected);
}

/* Three people with a letter and a coupon each. */
static void
make_coupons (RgTestShop *test)
{
  rg_test_shop_write (test, "People",
                      "INSERT INTO customer (uuid, name) VALUES (randomblob (16), 'Åse'), "
                      "(randomblob (16), 'Kim'), (randomblob (16), 'Bo');"
                      "INSERT INTO campaign (uuid, name, segment_text, created_on) "
                      "VALUES (randomblob (16), 'Letter', '', 20000)");
  for (int customer = 1; customer <= 3; customer++)
    {
      g_autofree char *code = rg_coupon_code_draw ();
      g_autofree char *sql = g_strdup_printf (
        "INSERT INTO coupon (code, campaign_id, customer_id) VALUES ('%s', 1, %d)", code, customer);

      rg_test_shop_write (test, "Coupon", sql);
    }
}

static char *
code_of (RgTestShop *test, int customer)
{
  g_autofree char *sql = g_strdup_printf ("SELECT code FROM coupon WHERE customer_id = %d",
                                          customer);

  return rg_test_shop_read (test, sql);
}

/* The first in two lines of one receipt, printed with dashes; the second on two receipts; a voucher
 * of the till's own; one that was misread. */
static char *
make_file (RgTestShop *test)
{
  g_autofree char *one = code_of (test, 1), *two = code_of (test, 2);
  g_autofree char *printed = rg_coupon_code_format (one), *wrong = g_strdup (two);
  g_autofree char *lower = g_ascii_strdown (two, -1);

  wrong[3] = wrong[3] == 'A' ? 'B' : 'A';
  return g_strdup_printf (
    "Receipt number,Date,SKU,Product,Quantity,Net amount,Coupon code\n"
    "r1,2026-10-02,A,Coffee,1,50.00,%s\n"
    "r1,2026-10-02,B,Cup,1,99.00,%s\n"
    "r2,2026-10-03,A,Coffee,1,50.00,%s\n"
    "r3,2026-10-04,A,Coffee,1,50.00,%s\n"
    "r4,2026-10-05,A,Coffee,1,50.00,SUMMER10\n"
    "r5,2026-10-06,A,Coffee,1,50.00,%s\n"
    "r6,2026-10-06,A,Coffee,1,50.00,\n",
    printed, printed, lower, two, wrong);
}

static void
test_import (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *text = NULL, *before = NULL, *first = NULL, *after = NULL, *again = NULL;
  RgImportSummary summary;
  gint64 made, undo;

  make_coupons (test);
  text = make_file (test);
  before = rg_test_shop_dump (test, TRUE);
  made = rg_test_import (test, "sales.csv", text, &summary);
  g_assert_cmpuint (summary.coupons, ==, 2);
  first = rg_test_shop_dump (test, TRUE);
  check_text (test, "SELECT group_concat (line, ';') FROM (SELECT customer_id || ' ' || number || "
                    "' ' || (used_on = sold_on) AS line FROM (SELECT code, customer_id FROM "
                    "coupon) JOIN coupon_use USING (code) JOIN (SELECT uuid, number, sold_on FROM "
                    "receipt) ON uuid = receipt_uuid ORDER BY number)", "1 r1 1;2 r2 1");
  g_assert_cmpint (rg_test_import (test, "sales.csv", text, &summary), ==, 0);
  g_assert_cmpuint (summary.coupons, ==, 0);
  undo = rg_test_shop_take_back (test, made);
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, after);
  rg_test_shop_take_back (test, undo);
  again = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (first, ==, again);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coupon-import/import", test_import);
  return g_test_run ();
}
