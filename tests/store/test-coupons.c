/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Coupons: one for each person of the list, used once, taken back like anything else. */
#include "rg-test-campaign.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/rg-coupon-code.h"
#include "db/rg-db.h"
#include "store/rg-campaign-request.h"
#include "store/rg-store-coupons.h"

static RgTestShop *
make_shop (void)
{
  RgTestShop *test = rg_test_shop_new ();

  rg_test_shop_write (test, "People",
                      "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < "
                      "40) INSERT INTO customer (uuid, name) SELECT randomblob (16), 'P ' || i "
                      "FROM n; INSERT INTO contact_point (uuid, customer_id, kind, value, city) "
                      "SELECT randomblob (16), id, 'address', 'Street', 'Oslo' FROM customer; "
                      "INSERT INTO permission_basis (channel, basis, decided_at) "
                      "VALUES ('post', 'not-no', 0)");
  return test;
}

static gint64
make_campaign (RgTestShop *test, const char *message)
{
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();
  gint64 ids[40], id;

  for (int i = 0; i < 40; i++)
    ids[i] = i + 1;
  g_set_str (&campaign->name, "Letter");
  g_set_str (&campaign->message, message);
  campaign->holdout = 250;
  id = rg_test_shop_run (test, rg_campaign_request_save (campaign));
  rg_test_shop_run (test, rg_campaign_request_fix (id, "", ids, 40));
  return id;
}

static void
check_text (RgTestShop *test, const char *sql, const char *expected)
{
  g_autofree char *got = rg_test_shop_read (test, sql);

  g_assert_cmpstr (got, ==, expected);
}

static int
compare_names (const void *a, const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Everybody who is written to has one, and its very words stand in their letter. */
static void
test_fixed (void)
{
  g_autoptr (RgTestShop) test = make_shop ();

  make_campaign (test, "Take {{coupon}} along.");
  check_text (test, "SELECT count (*) FROM campaign_member AS m LEFT JOIN coupon AS c "
                    "ON c.campaign_id = m.campaign_id AND c.customer_id = m.customer_id "
                    "WHERE (m.state = 'included') <> (c.code IS NOT NULL) OR m.body <> iif "
                    "(c.code IS NULL, '', 'Take ' || substr (code, 1, 4) || '-' || "
                    "substr (code, 5, 4) || '-' || substr (code, 9) || ' along.')", "0");
  check_text (test, "SELECT count (*) > 20 FROM coupon", "1");
}

static void
test_none_asked (void)
{
  g_autoptr (RgTestShop) test = make_shop ();

  make_campaign (test, "Come by.");
  check_text (test, "SELECT count (*) FROM coupon", "0");
}

static void
use_and_check_refused (RgTestShop *test, const RgCouponUse *use, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rg_coupon_use_sync (test->store, use, NULL, &error));
  g_assert_nonnull (strstr (error->message, words));
}

/* Once; and after taking that back, once more. */
static void
test_use (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autofree char *code = NULL, *lower = NULL, *before = NULL, *after = NULL;
  RgCouponUse use = { .day = 20600, .discount_minor = 1250 };
  gint64 action = 0;
  g_autoptr (GError) error = NULL;

  make_campaign (test, "Take {{coupon}} along.");
  code = rg_test_shop_read (test, "SELECT min (code) FROM coupon");
  lower = g_ascii_strdown (code, -1);
  before = rg_test_shop_dump (test, TRUE);
  use.code = lower;
  g_assert_true (rg_coupon_use_sync (test->store, &use, &action, &error));
  g_assert_no_error (error);
  check_text (test, "SELECT used_on || ' ' || discount_minor || ' ' || source FROM coupon_use",
              "20600 1250 hand");
  use_and_check_refused (test, &use, "used already");
  rg_test_shop_take_back (test, action);
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (rg_coupon_use_sync (test->store, &use, NULL, &error));
  use.code = (char *) "K7QW-3FHD-XA9";
  use_and_check_refused (test, &use, "not the code");
  g_free (code);
  code = rg_coupon_code_draw ();
  use.code = code;
  use_and_check_refused (test, &use, "No coupon");
}

static gboolean
find_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCoupon **coupon = data;
  g_autofree char *code = g_strdup ((*coupon)->code);

  rg_coupon_free (*coupon);
  *coupon = rg_coupon_find (db, code, error);
  return *coupon != NULL;
}

static RgCoupon *
find (RgTestShop *test, const char *code)
{
  RgCoupon *coupon = g_new0 (RgCoupon, 1);
  g_autoptr (GError) error = NULL;

  coupon->code = g_strdup (code);
  rg_store_read_sync (test->store, RG_READER_ROWS, find_in_thread, &coupon, NULL, &error);
  g_assert_no_error (error);
  return coupon;
}

/* Whoever holds a coupon over the counter hears what it gives, and that its campaign's last day is
 * over; it is used late only where the shop lets it. */
static void
test_last_day_of_the_offer (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  RgCouponUse use = { .discount_minor = -1 };
  g_autoptr (RgCoupon) coupon = NULL;
  g_autofree char *code = NULL, *what = NULL;
  g_autoptr (GError) error = NULL;

  make_campaign (test, "Take {{coupon}} along.");
  rg_test_shop_write (test, "Offer", "UPDATE campaign SET offer_kind = 'percent', offer_value = "
                                     "100, offer_for = 'coffee', offer_until = 20600");
  code = rg_test_shop_read (test, "SELECT min (code) FROM coupon");
  coupon = find (test, code);
  what = rg_coupon_dup_what (coupon);
  g_assert_nonnull (strstr (what, "off coffee · Letter"));
  g_assert_cmpint (coupon->until_on, ==, 20600);
  use.code = code;
  use.day = 20601;
  use_and_check_refused (test, &use, "was valid until");
  use.late = TRUE;
  g_assert_true (rg_coupon_use_sync (test->store, &use, NULL, &error));
  g_assert_no_error (error);
  g_free (code);
  code = rg_test_shop_read (test, "SELECT max (code) FROM coupon");
  use = (RgCouponUse) { .code = code, .day = 20600, .discount_minor = -1 };
  g_assert_true (rg_coupon_use_sync (test->store, &use, NULL, &error));
  g_assert_no_error (error);
}

/* It belongs to who they became, and to the receipt that is named. */
static void
test_ties (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autoptr (RgCoupon) coupon = g_new0 (RgCoupon, 1);
  RgCouponUse use = { .day = RG_DAY_NONE, .receipt = (char *) "r1", .discount_minor = -1 };
  g_autoptr (GError) error = NULL;

  make_campaign (test, "Take {{coupon}} along.");
  coupon->code = rg_test_shop_read (test, "SELECT min (code) FROM coupon");
  use.code = coupon->code;
  use_and_check_refused (test, &use, "no receipt r1");
  rg_test_shop_write (test, "Till",
                      "INSERT INTO source (name) VALUES ('till');"
                      "INSERT INTO location (uuid, code, name) VALUES (randomblob (16), '', 'X');"
                      "INSERT INTO product (uuid, code, name) VALUES (randomblob (16), 'a', 'A');"
                      "INSERT INTO import (uuid, action_id, source_id, kind, dialect, file_name, "
                      "file_hash, at, summary) VALUES (randomblob (16), 1, 1, 'sales', '', '', "
                      "x'00', 0, '{}');"
                      "INSERT INTO receipt (uuid, source_id, location_id, till, number, period, "
                      "sold_on, sold_at, lines_hash, net_minor, net_sales_minor, sale_lines, "
                      "import_id) VALUES (randomblob (16), 1, 1, '', 'r1', '', 20600, 0, 0, 1, 1, "
                      "1, 1);"
                      "UPDATE customer SET merged_into = 1 WHERE id = (SELECT customer_id FROM "
                      "coupon ORDER BY code LIMIT 1) AND id <> 1;");
  g_assert_true (rg_coupon_use_sync (test->store, &use, NULL, &error));
  g_assert_no_error (error);
  rg_store_read_sync (test->store, RG_READER_ROWS, find_in_thread, &coupon, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (coupon->receipt_number, ==, "r1");
  g_assert_cmpint (coupon->customer, ==, 1);
  g_assert_cmpstr (coupon->customer_name, ==, "P 1");
  g_assert_cmpint (coupon->used_on, !=, RG_DAY_NONE);
}

/* Deleting the campaign and taking that back, with a coupon that was used. */
static void
test_delete (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  gint64 id = make_campaign (test, "Take {{coupon}} along.");
  g_autofree char *code = rg_test_shop_read (test, "SELECT min (code) FROM coupon");
  g_autofree char *before = NULL, *after = NULL;
  const RgCouponUse use = { .code = code, .day = 20600, .discount_minor = -1 };
  g_autoptr (RgCampaignRequest) deleting = rg_campaign_request_delete (id);

  g_assert_true (rg_coupon_use_sync (test->store, &use, NULL, NULL));
  before = rg_test_shop_dump (test, TRUE);
  g_assert_true (rg_campaign_request_run (deleting, test->store, NULL));
  check_text (test, "SELECT (SELECT count (*) FROM coupon) + (SELECT count (*) FROM coupon_use)",
              "0");
  rg_test_shop_take_back (test, rg_campaign_request_get_action (deleting));
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, after);
}

static void
test_discount (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  RgDiscount discount = { .customer = 3, .percent_milli = 10000,
                          .reason = (char *) "waited long" };
  g_autofree char *before = rg_test_shop_dump (test, TRUE), *after = NULL;
  gint64 action = 0;
  g_autoptr (GError) error = NULL;

  g_assert_true (rg_discount_give_sync (test->store, &discount, &action, &error));
  g_assert_no_error (error);
  check_text (test, "SELECT customer_id || ' ' || percent_milli || ' ' || reason FROM discount",
              "3 10000 waited long");
  rg_test_shop_take_back (test, action);
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, after);
  discount.amount_minor = 500;
  g_assert_false (rg_discount_give_sync (test->store, &discount, NULL, NULL));
  discount.percent_milli = 0;
  discount.reason = (char *) "4111 1111 1111 1111";
  g_assert_false (rg_discount_give_sync (test->store, &discount, NULL, NULL));
  discount.reason = NULL;
  g_assert_true (rg_discount_give_sync (test->store, &discount, NULL, NULL));
}

#define SELL(number) \
  "INSERT INTO receipt (uuid, source_id, location_id, till, number, period, sold_on, sold_at, " \
  "customer_id, lines_hash, net_minor, net_sales_minor, sale_lines, import_id) SELECT " \
  "randomblob (16), 1, 1, '', '" number "', '', 20600, 0, customer_id, 0, 1, 1, 1, 1 FROM coupon " \
  "ORDER BY code LIMIT 1; UPDATE shop SET address = address || 'x';"

/* Used by hand before the sales came: the only receipt of that day is its own, of two neither. */
static void
test_same_day (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autofree char *code = NULL, *words = NULL;
  g_autoptr (RgCoupon) none = NULL, one = NULL, two = NULL;
  RgCouponUse use = { .day = 20600, .discount_minor = 1250 };

  make_campaign (test, "Take {{coupon}} along.");
  code = rg_test_shop_read (test, "SELECT min (code) FROM coupon");
  use.code = code;
  g_assert_true (rg_coupon_use_sync (test->store, &use, NULL, NULL));
  none = find (test, code);
  g_assert_cmpint (none->receipt, ==, 0);
  g_assert_cmpuint (none->n_same_day, ==, 0);
  rg_test_shop_write (test, "Till",
                      "INSERT INTO source (name) VALUES ('till');"
                      "INSERT INTO location (uuid, code, name) VALUES (randomblob (16), '', 'X');"
                      "INSERT INTO import (uuid, action_id, source_id, kind, dialect, file_name, "
                      "file_hash, at, summary) VALUES (randomblob (16), 1, 1, 'sales', '', '', "
                      "x'00', 0, '{}');" SELL ("r1"));
  one = find (test, code);
  g_assert_cmpstr (one->receipt_number, ==, "r1");
  words = rg_coupon_dup_use (one, "NOK");
  g_assert_nonnull (strstr (words, "receipt r1"));
  g_assert_nonnull (strstr (words, "12.50"));
  rg_test_shop_write (test, "Till", SELL ("r2"));
  two = find (test, code);
  g_assert_cmpint (two->receipt, ==, 0);
  g_assert_cmpuint (two->n_same_day, ==, 2);
}

typedef struct {
  gint64 customer;
  GPtrArray *receipts;
} Bought;

static gboolean
read_receipts_in_thread (RgDb *db, gpointer data, GError **error)
{
  Bought *bought = data;

  bought->receipts = rg_coupon_read_receipts (db, bought->customer, 20600, error);
  return bought->receipts != NULL;
}

/* Of several receipts of a day somebody can say which it was, also where two tills have the same
 * number; it is taken back like anything else. */
static void
test_chosen_receipt (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autofree char *code = NULL, *words = NULL, *before = NULL, *after = NULL;
  g_autoptr (RgCoupon) coupon = NULL, used = NULL;
  g_autoptr (GPtrArray) receipts = NULL;
  Bought bought = { 0 };
  RgCouponUse use = { .day = 20600, .discount_minor = -1 };
  gint64 action;

  make_campaign (test, "Take {{coupon}} along.");
  rg_test_shop_write (test, "Till",
                      "INSERT INTO source (name) VALUES ('till');"
                      "INSERT INTO location (uuid, code, name) VALUES (randomblob (16), '', 'X');"
                      "INSERT INTO import (uuid, action_id, source_id, kind, dialect, file_name, "
                      "file_hash, at, summary) VALUES (randomblob (16), 1, 1, 'sales', '', '', "
                      "x'00', 0, '{}');" SELL ("r1") SELL ("r2")
                      "UPDATE receipt SET sold_time = 52320, net_minor = 45100 WHERE number = 'r1';"
                      "UPDATE receipt SET sold_time = 34200 WHERE number = 'r2';"
                      "UPDATE receipt SET till = 'B', number = 'r1' WHERE number = 'r2'");
  code = rg_test_shop_read (test, "SELECT min (code) FROM coupon");
  coupon = find (test, code);
  bought.customer = coupon->customer;
  g_assert_true (rg_store_read_sync (test->store, RG_READER_ROWS, read_receipts_in_thread, &bought,
                                     NULL, NULL));
  receipts = bought.receipts;
  g_assert_cmpuint (receipts->len, ==, 2);
  g_assert_cmpint (((RgCouponReceipt *) receipts->pdata[0])->time, ==, 34200);
  words = rg_coupon_receipt_dup_words (receipts->pdata[1], "NOK");
  g_assert_nonnull (strstr (words, "451.00 · receipt r1"));
  g_assert_nonnull (strstr (words, "32"));
  before = rg_test_shop_dump (test, TRUE);
  use.code = code;
  use.receipt_id = ((RgCouponReceipt *) receipts->pdata[0])->id;
  g_assert_true (rg_coupon_use_sync (test->store, &use, &action, NULL));
  used = find (test, code);
  g_assert_cmpint (used->receipt, ==, use.receipt_id);
  rg_test_shop_take_back (test, action);
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, after);
}

#define OLD_ROWS \
  "INSERT INTO shop (id, uuid, name, currency, time_zone, secret, created_at)" \
  " VALUES (1, randomblob (16), 'Old', 'NOK', 'Europe/Oslo', randomblob (32), 0);" \
  "INSERT INTO customer (id, uuid, name) VALUES (1, randomblob (16), 'Kim');" \
  "INSERT INTO campaign (id, uuid, name, channel, segment_text, subject, message," \
  " created_on) VALUES (1, randomblob (16), 'Letter', 'post', '', '', '', 20000);" \
  "INSERT INTO coupon (code, campaign_id, customer_id) VALUES ('AAAABBBBCCCC', 1, 1);" \
  "INSERT INTO coupon_use (code, used_on, source)" \
  " VALUES ('AAAABBBBCCCC', 20001, 'hand');" \
  "INSERT INTO action (id, uuid, at, kind, label)" \
  " VALUES (1, randomblob (16), 0, 'coupon.use', 'Used');" \
  "INSERT INTO change (action_id, table_name, row_key, before, after) VALUES" \
  " (1, 'coupon_use', '[\"AAAABBBBCCCC\"]', NULL, json_object ('code', 'AAAABBBBCCCC'," \
  " 'used_on', 20001, 'receipt_uuid', NULL, 'discount_minor', NULL, 'source', 'hand'," \
  " 'import_id', NULL));"

/* A file from before coupons could stand by themselves. */
static void
make_old_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDb) db = rg_db_open (path, RG_DB_CREATE, &error);
  g_auto (GStrv) names = g_resources_enumerate_children ("/io/github/regulars/migrations", 0,
                                                         &error);
  g_autofree char *rows = NULL;
  guint version;

  g_assert_no_error (error);
  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  for (version = 0; strstr (names[version], "coupons-alone") == NULL; version++)
    {
      g_autofree char *name = g_strconcat ("/io/github/regulars/migrations/", names[version],
                                           NULL);
      g_autoptr (GBytes) sql = g_resources_lookup_data (name, 0, &error);

      g_assert_no_error (error);
      rg_db_exec (db, g_bytes_get_data (sql, NULL), "old file", &error);
      g_assert_no_error (error);
    }
  rows = g_strdup_printf ("PRAGMA user_version = %u;" OLD_ROWS, version);
  rg_db_exec (db, rows, "old file", &error);
  g_assert_no_error (error);
}

/* What was on paper and used stays so, and its use can still be taken back. */
static void
test_old_file (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;

  rg_store_close (test->store);
  g_clear_object (&test->store);
  g_remove (test->path);
  make_old_file (test->path);
  test->store = rg_store_open (test->path, &error);
  g_assert_no_error (error);
  check_text (test, "SELECT c.code || c.campaign_id || c.customer_id || c.offer || u.used_on "
                    "FROM coupon AS c JOIN coupon_use AS u ON u.code = c.code",
              "AAAABBBBCCCC1120001");
  rg_test_shop_take_back (test, 1);
  check_text (test, "SELECT (SELECT count (*) FROM coupon) || (SELECT count (*) FROM coupon_use)",
              "10");
  rg_test_shop_check (test);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coupons/fixed", test_fixed);
  g_test_add_func ("/coupons/none-asked", test_none_asked);
  g_test_add_func ("/coupons/use", test_use);
  g_test_add_func ("/coupons/last-day-of-the-offer", test_last_day_of_the_offer);
  g_test_add_func ("/coupons/ties", test_ties);
  g_test_add_func ("/coupons/same-day", test_same_day);
  g_test_add_func ("/coupons/chosen-receipt", test_chosen_receipt);
  g_test_add_func ("/coupons/delete", test_delete);
  g_test_add_func ("/coupons/discount", test_discount);
  g_test_add_func ("/coupons/old-file", test_old_file);
  return g_test_run ();
}
