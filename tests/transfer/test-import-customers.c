/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Imports of customers: who is who, what somebody edited here, and what a file says about
 * permission. */
#include "rg-test-import.h"

#include "store/rg-import-matches.h"

#include <string.h>

#include "store/rg-store-consent.h"
#include "store/rg-store-undo.h"

#define HEADER \
  "Customer number,First name,Last name,E-mail,Phone,Street,Postcode,City,Birthday,Tags," \
  "Post permission,Post permission on\n"
#define ASE "17,Åse,Dahl,ase@example.org,+47 900 00 001,Storgata 3,0155,Oslo,1980-05-17,vip,yes," \
            "2024-03-01\n"
#define KIM "18,Min-su,Kim,kim@example.org,,Torggata 1,0181,Oslo,30.02.1990,,no,\n"

static void
assert_text (RgTestShop *test, const char *sql, const char *expected)
{
  g_autofree char *text = rg_test_shop_read (test, sql);

  g_test_message ("%s", sql);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_first (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *empty = rg_test_shop_dump (test, TRUE);
  g_autofree char *end = NULL;
  g_autoptr (GError) error = NULL;
  RgImportSummary summary;
  gint64 action = rg_test_import (test, "people.csv", HEADER ASE KIM, &summary);

  g_assert_cmpuint (summary.customers_created, ==, 2);
  g_assert_cmpuint (summary.permissions, ==, 2);
  g_assert_cmpuint (summary.permissions_recorded, ==, 2);
  g_assert_cmpuint (summary.rows_refused, ==, 0);
  g_assert_cmpuint (summary.cells_dropped, ==, 1);
  assert_text (test, "SELECT name || birth_year || birth_month || birth_day FROM customer "
                     "WHERE number = '17'", "Åse Dahl1980517");
  assert_text (test, "SELECT birth_year FROM customer WHERE number = '18'", "");
  assert_text (test, "SELECT value || ',' || postcode || ' ' || city FROM contact_point "
                     "WHERE customer_id = 1 AND kind = 'address'", "Storgata 3,0155 Oslo");
  assert_text (test, "SELECT evidence FROM consent WHERE customer_id = 1",
               "people.csv, row 2, 2024-03-01");
  assert_text (test, "SELECT group_concat(customer_id || channel || granted) FROM permission",
               "1post1,2post0");
  assert_text (test, "SELECT count(*) FROM customer_tag", "1");
  assert_text (test, "SELECT count(*) FROM customer_fact WHERE search LIKE '%ase@example.org%'",
               "1");
  rg_store_take_back_sync (test->store, action, NULL, &error);
  g_assert_no_error (error);
  end = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (empty, ==, end);
}

static void
test_again (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *before = NULL, *after = NULL;
  RgImportSummary summary;

  rg_test_import (test, "people.csv", HEADER ASE KIM, NULL);
  before = rg_test_shop_dump (test, TRUE);
  g_assert_cmpint (rg_test_import (test, "renamed.csv", HEADER KIM ASE, &summary), ==, 0);
  g_assert_cmpuint (summary.customers_updated, ==, 0);
  g_assert_cmpuint (summary.permissions_recorded, ==, 0);
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, after);
}

/* The file of sales makes "Customer 17"; the file of customers gives the number a name. */
static void
test_after_sales (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  RgImportSummary summary;
  gint64 action;

  rg_test_import (test, "sales.csv",
                  "Receipt number,Date,SKU,Quantity,Price,Customer ID,Country\n"
                  "1,2026-01-05,A,1,10,17,Norway\n", NULL);
  before = rg_test_shop_dump (test, TRUE);
  action = rg_test_import (test, "people.csv", HEADER ASE KIM, &summary);
  g_assert_cmpuint (summary.customers_created, ==, 1);
  g_assert_cmpuint (summary.customers_updated, ==, 1);
  assert_text (test, "SELECT count(*) FROM customer", "2");
  /* What the file leaves empty stays: the country came with the sale. */
  assert_text (test, "SELECT value || ' ' || country FROM contact_point WHERE kind = 'address' "
                     "AND customer_id = 1", "Storgata 3 Norway");
  rg_store_take_back_sync (test->store, action, NULL, &error);
  g_assert_no_error (error);
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, after);
}

/* History says how many were new and how many were known. */
static void
test_label (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();

  rg_test_import (test, "sales.csv",
                  "Receipt number,Date,SKU,Quantity,Price,Customer ID\n"
                  "1,2026-01-05,A,1,10,17\n2,2026-01-05,A,1,10,\n", NULL);
  assert_text (test, "SELECT label FROM action ORDER BY id DESC",
               "Import of sales.csv: 2 new receipts, 1 new customer");
  rg_test_import (test, "people.csv", HEADER ASE KIM, NULL);
  assert_text (test, "SELECT label FROM action ORDER BY id DESC",
               "Import of people.csv: 1 new customer, 1 updated, 2 permissions");
  rg_test_import (test, "sales.csv",
                  "Receipt number,Date,SKU,Quantity,Price,Customer ID\n"
                  "1,2026-01-05,A,2,10,17\n3,2026-01-06,A,1,10,\n", NULL);
  assert_text (test, "SELECT label FROM action ORDER BY id DESC",
               "Import of sales.csv: 1 new receipt, 1 changed");
}

/* What somebody wrote or removed here stays, and what the till changed elsewhere comes in. */
static void
test_hand_edits_stay (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  RgImportSummary summary;

  rg_test_import (test, "people.csv", HEADER ASE KIM, NULL);
  rg_test_shop_write (test, "Renamed", "UPDATE customer SET given_name = 'Aase' WHERE id = 1");
  rg_test_shop_write (test, "Removed", "DELETE FROM contact_point WHERE customer_id = 1 "
                                       "AND kind = 'phone'");
  rg_test_shop_write (test, "Untagged", "DELETE FROM customer_tag");
  g_assert_cmpint (rg_test_import (test, "people.csv", HEADER ASE KIM, &summary), ==, 0);
  rg_test_import (test, "moved.csv",
                  HEADER "17,Åse,Moe,ase@example.org,+47 900 00 001,Kirkeveien 9,0266,Oslo,,,,\n",
                  &summary);
  g_assert_cmpuint (summary.customers_updated, ==, 1);
  assert_text (test, "SELECT given_name || ' ' || family_name FROM customer WHERE id = 1",
               "Aase Moe");
  assert_text (test, "SELECT value FROM contact_point WHERE customer_id = 1 AND kind = 'address'",
               "Kirkeveien 9");
  assert_text (test, "SELECT count(*) FROM contact_point WHERE customer_id = 1 AND kind = 'phone'",
               "0");
}

static void
test_deleted_stay_deleted (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  RgImportSummary summary;
  gint64 deleted;

  rg_test_import (test, "people.csv", HEADER "17,Åse,Dahl,,,,,,,,,\n18,Min-su,Kim,,,,,,,,,\n",
                  NULL);
  deleted = rg_test_shop_write (test, "Deleted", "DELETE FROM customer WHERE number = '17'");
  g_assert_cmpint (rg_test_import (test, "again.csv", HEADER "17,Åse,Dahl,,,,,,,,,\n", &summary),
                   ==, 0);
  g_assert_cmpuint (summary.customers_left_out, ==, 1);
  assert_text (test, "SELECT count(*) FROM customer", "1");
  rg_store_take_back_sync (test->store, deleted, NULL, &error);
  g_assert_no_error (error);
  rg_test_import (test, "again.csv", HEADER "17,Åse,Dahl,a@example.org,,,,,,,,\n", &summary);
  g_assert_cmpuint (summary.customers_updated, ==, 1);
}

/* E-mail and phone tell who somebody is only where exactly one person has them, the till does not
 * tell that person apart, and the name does not disagree. */
static void
test_matching (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  RgImportSummary summary;

  rg_test_shop_write (test, "By hand",
                      "INSERT INTO customer (uuid, name, card_number) VALUES "
                      "(randomblob (16), 'Åse Dahl', ''), (randomblob (16), 'Deniz', ''), "
                      "(randomblob (16), 'Ola', ''), (randomblob (16), 'Kari', 'F-77');"
                      "INSERT INTO contact_point (uuid, customer_id, kind, value, value_key) "
                      "VALUES "
                      "(randomblob (16), 1, 'email', 'ASE@example.org', 'ase@example.org'),"
                      "(randomblob (16), 2, 'email', 'd@example.org', 'd@example.org'),"
                      "(randomblob (16), 3, 'email', 'home@example.org', 'home@example.org'),"
                      "(randomblob (16), 4, 'email', 'home@example.org', 'home@example.org')");
  rg_test_import (test, "people.csv",
                  "Customer number,Name,E-mail,Loyalty card\n"
                  "1,\"Dahl, Åse\",Ase@Example.org,\n"     /* the same person */
                  "2,Somebody Else,d@example.org,\n"       /* the name disagrees */
                  "3,Ola,home@example.org,\n"              /* two people have it */
                  "4,,,F-77\n",                            /* by the card */
                  &summary);
  g_assert_cmpuint (summary.customers_created, ==, 2);
  assert_text (test, "SELECT group_concat(external_id || '>' || customer_id) FROM (SELECT * FROM "
                     "customer_identity ORDER BY external_id)", "1>1,2>5,3>6,4>4");
}

/* People without a number are known again by what the file says of them. */
static void
test_without_numbers (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const char *text = "Name,E-mail,Street,Postcode\nÅse Dahl,home@example.org,Storgata 3,0155\n"
                     "Ola Dahl,home@example.org,Storgata 3,0155\nKari Moe,,Torggata 1,0181\n,,,\n";
  RgImportSummary summary;

  rg_test_import (test, "people.csv", text, &summary);
  g_assert_cmpuint (summary.customers_created, ==, 3);
  g_assert_cmpuint (summary.rows_refused, ==, 1);
  g_assert_cmpint (rg_test_import (test, "people.csv", text, &summary), ==, 0);
  assert_text (test, "SELECT count(*) FROM customer", "3");
  assert_text (test, "SELECT count(*) FROM customer WHERE number <> ''", "0");
}

/* A file never overrides what somebody said here. */
static void
test_permissions (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  const RgConsentNew no = { .customer = 1, .channel = RG_CHANNEL_POST, .effective_on = 20000 };
  RgImportSummary summary;

  rg_test_import (test, "plain.csv", "Customer number,Name\n17,Åse Dahl\n18,Kim Min-su\n", NULL);
  rg_store_set_permission_sync (test->store, &no, NULL, &error);
  g_assert_no_error (error);
  rg_test_import (test, "permissions.csv",
                  "Customer number,Post permission,Post permission on,E-mail permission\n"
                  "17,yes,2025-12-01,ja\n18,2025-11-01,,perhaps\n17,no,,\n", &summary);
  g_assert_cmpuint (summary.permissions_recorded, ==, 2);
  g_assert_cmpuint (summary.cells_dropped, ==, 1);
  assert_text (test, "SELECT group_concat(customer_id || channel || granted) FROM (SELECT * FROM "
                     "permission ORDER BY customer_id, channel)", "1email1,1post0,2post1");
  assert_text (test, "SELECT since_on FROM permission WHERE customer_id = 2", "20393");
}

/* Nobody has said yes where the answer is empty, whatever stands beside it. */
static void
test_empty_answer (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  RgImportSummary summary;

  rg_test_import (test, "empty.csv",
                  "Customer number,Name,Post permission,Post permission on\n"
                  "17,Åse Dahl,,2025-12-01\n18,Kim Min-su,yes,2025-12-01\n", &summary);
  g_assert_cmpuint (summary.permissions_recorded, ==, 1);
  rg_test_import (test, "days.csv",
                  "Customer number,E-mail permission on\n17,2025-12-01\n18,\n", &summary);
  assert_text (test, "SELECT group_concat(customer_id || channel || granted) FROM (SELECT * FROM "
                     "permission ORDER BY customer_id, channel)", "1email1,2post1");
}

/* Somebody known gets an address and a tag, and nothing else changes: that is not nothing. */
static void
test_only_additions (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();

  rg_test_import (test, "plain.csv", "Customer number,Name\n17,Åse Dahl\n", NULL);
  g_assert_cmpint (rg_test_import (test, "more.csv", "Customer number,E-mail,Tags\n"
                                   "17,ase@example.org,vip\n", NULL), >, 0);
  assert_text (test, "SELECT value FROM contact_point", "ase@example.org");
  g_assert_cmpint (rg_test_import (test, "tag.csv", "Customer number,Tags\n17,web\n", NULL), >, 0);
  assert_text (test, "SELECT count(*) FROM customer_tag", "2");
}

/* An answer without a readable day is recorded with the day of the import, and said to be so. */
static void
test_undated (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  RgImportSummary summary;

  rg_test_import (test, "undated.csv",
                  "Customer number,Name,Post permission,Post permission on,E-mail permission\n"
                  "17,Åse Dahl,no,31.02.2025,yes\n18,Kim Min-su,yes,2025-12-01,\n", &summary);
  g_assert_cmpuint (summary.permissions_recorded, ==, 3);
  g_assert_cmpuint (summary.permissions_undated, ==, 2);
  g_assert_cmpuint (summary.cells_dropped, ==, 1);
  assert_text (test, "SELECT group_concat(customer_id || channel || granted) FROM (SELECT * FROM "
                     "permission ORDER BY customer_id, channel)", "1email1,1post0,2post1");
  assert_text (test, "SELECT evidence FROM consent WHERE channel = 'post' ORDER BY id",
               "undated.csv, row 2, no date in the file");
  assert_text (test, "SELECT min(effective_on * 86400 BETWEEN recorded_at - 100000 AND "
                     "recorded_at + 100000) FROM consent WHERE customer_id = 1", "1");
}

/* Who each person of a file is, and why. */
static void
test_matches (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) matches = NULL;
  g_autoptr (RgImportBatch) batch = rg_test_read (
    "who.csv",
    "Customer number,First name,Last name,E-mail,Phone,Loyalty card\n"
    "1,Åse,Dahl,,,\n,Min-su,Kim,kim@example.org,,\n,,Vik,,90000001,\n,,,,,K7\n"
    ",Anna,Berg,kim@example.org,,\n9,New,Person,,,\n",
    -1, &error);
  static const RgImportWhy expected[] = { RG_WHY_NUMBER, RG_WHY_EMAIL,    RG_WHY_PHONE,
                                          RG_WHY_CARD,   RG_WHY_NOT_SURE, RG_WHY_NOBODY };
  g_autofree char *text = NULL;
  RgImportSummary summary;

  g_assert_no_error (error);
  rg_test_import (test, "before.csv",
                  "Customer number,First name,Last name,E-mail,Phone,Loyalty card\n"
                  "1,Åse,Dahl,ase@example.org,,\n", NULL);
  rg_test_shop_write (test, "Others",
                      "INSERT INTO customer (uuid, name, card_number) VALUES "
                      "(randomblob (16), 'Min-su Kim', ''), (randomblob (16), 'Ole Vik', ''), "
                      "(randomblob (16), 'Card Holder', 'K7');"
                      "INSERT INTO contact_point (uuid, customer_id, kind, value, value_key) "
                      "SELECT randomblob (16), id, 'email', 'kim@example.org', 'kim@example.org' "
                      "FROM customer WHERE name = 'Min-su Kim';"
                      "INSERT INTO contact_point (uuid, customer_id, kind, value, value_key) "
                      "SELECT randomblob (16), id, 'phone', '90000001', '90000001' "
                      "FROM customer WHERE name = 'Ole Vik'");
  g_assert_true (rg_store_check_import_matches_sync (test->store, batch, &summary, &matches, NULL,
                                                     &error));
  g_assert_cmpuint (matches->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < matches->len; i++)
    {
      const RgImportMatch *match = g_ptr_array_index (matches, i);
      g_autofree char *line = rg_import_match_dup_text (match);

      g_test_message ("%s", line);
      g_assert_cmpuint (match->row, ==, i + 2);
      g_assert_cmpint (match->why, ==, expected[i]);
    }
  text = rg_import_match_dup_text (g_ptr_array_index (matches, 1));
  g_assert_cmpstr (text, ==, "Row 3: Min-su Kim, known by the e-mail as Min-su Kim");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-customers/first", test_first);
  g_test_add_func ("/import-customers/again", test_again);
  g_test_add_func ("/import-customers/after-sales", test_after_sales);
  g_test_add_func ("/import-customers/label", test_label);
  g_test_add_func ("/import-customers/hand-edits-stay", test_hand_edits_stay);
  g_test_add_func ("/import-customers/deleted-stay-deleted", test_deleted_stay_deleted);
  g_test_add_func ("/import-customers/matching", test_matching);
  g_test_add_func ("/import-customers/without-numbers", test_without_numbers);
  g_test_add_func ("/import-customers/permissions", test_permissions);
  g_test_add_func ("/import-customers/empty-answer", test_empty_answer);
  g_test_add_func ("/import-customers/only-additions", test_only_additions);
  g_test_add_func ("/import-customers/undated", test_undated);
  g_test_add_func ("/import-customers/matches", test_matches);
  return g_test_run ();
}
