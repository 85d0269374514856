/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Imports of sales into a real shop: once, again, in another order, in halves, changed, taken back.
 * Customers are in test-import-customers.c. */
#include "rg-test-import.h"

#include <stdlib.h>
#include <string.h>

#include "store/rg-import-origin.h"
#include "store/rg-store-undo.h"

#define HEADER \
  "Receipt number,Date,Time,Product code,Product,Category,Quantity,Unit price,Customer ID\n"
#define R1 \
  "1,2026-01-05,10:00,A,Coffee,Drinks,2,49.90,c1\n" \
  "1,2026-01-05,10:00,B,Cup,Things,1,99,c1\n"
#define R2 \
  "2,2026-01-05,11:30,A,Coffee,Drinks,1,49.90,\n" \
  "2,2026-01-05,11:30,A,Coffee,Drinks,1,49.90,\n"
#define R3 "3,2026-01-06,09:15,B,Cup,Things,-1,99,c1\n"
#define R4 "4,2026-01-07,16:45,C,Filter,Things,3,25,c2\n"

/* What the shop knows of sales, whatever the ids are. */
static char *
sales_of (RgTestShop *test)
{
  return rg_test_shop_read (
    test, "SELECT group_concat(x, char(10)) FROM (SELECT r.number || ' ' || r.sold_on || ' ' || "
          "coalesce(r.sold_time, '-') || ' ' || coalesce(c.number, '-') || ' ' || r.net_minor || "
          "' ' || r.net_sales_minor || ' ' || hex(r.uuid) || ' ' || (SELECT group_concat(y, ',') "
          "FROM (SELECT p.code || l.kind || ':' || l.quantity_milli || ':' || l.net_minor AS y "
          "FROM receipt_line AS l JOIN product AS p ON p.id = l.product_id "
          "WHERE l.receipt_id = r.id ORDER BY y)) AS x "
          "FROM receipt AS r LEFT JOIN customer AS c ON c.id = r.customer_id ORDER BY r.number)");
}

static void
assert_count (RgTestShop *test, const char *sql, gint64 expected)
{
  g_autofree char *count = rg_test_shop_read (test, sql);

  g_test_message ("%s", sql);
  g_assert_cmpint (g_ascii_strtoll (count, NULL, 10), ==, expected);
}

static gint64
take_back (RgTestShop *test, gint64 action)
{
  const gint64 undo = rg_test_shop_take_back (test, action);

  rg_test_shop_check (test);
  return undo;
}

static void
test_first (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  RgImportSummary summary;

  g_assert_cmpint (rg_test_import (test, "january.csv", HEADER R1 R2 R3 R4, &summary), >, 0);
  g_assert_cmpuint (summary.rows, ==, 6);
  g_assert_cmpuint (summary.receipts, ==, 4);
  g_assert_cmpuint (summary.receipts_new, ==, 4);
  g_assert_cmpuint (summary.lines, ==, 6);
  g_assert_cmpuint (summary.lines_of_kind[RG_LINE_RETURN], ==, 1);
  g_assert_cmpuint (summary.customers_created, ==, 2);
  g_assert_cmpuint (summary.products_created, ==, 3);
  g_assert_cmpint (summary.net_minor, ==, 9980 + 9900 + 9980 - 9900 + 7500);
  assert_count (test, "SELECT count(*) FROM receipt_line", 6);
  assert_count (test, "SELECT sum(net_minor) FROM receipt", summary.net_minor);
  /* 10:00 in Oslo in winter is 09:00 UTC. */
  assert_count (test, "SELECT sold_at % 86400 FROM receipt WHERE number = '1'", 9 * 3600);
  assert_count (test, "SELECT visits FROM customer_fact JOIN customer ON id = customer_id "
                      "WHERE number = 'c1'", 1);
  assert_count (test, "SELECT spend_minor FROM customer_fact JOIN customer ON id = customer_id "
                      "WHERE number = 'c1'", 9980);
}

static void
test_again (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *before = NULL, *after = NULL;
  RgImportSummary summary;

  rg_test_import (test, "january.csv", HEADER R1 R2 R3 R4, NULL);
  before = rg_test_shop_dump (test, TRUE);
  g_assert_cmpint (rg_test_import (test, "january.csv", HEADER R1 R2 R3 R4, &summary), ==, 0);
  g_assert_cmpuint (summary.lines, ==, 0);
  g_assert_cmpuint (summary.receipts_known, ==, 4);
  /* Renamed, receipts in another order, rows of one receipt apart from each other and reversed. */
  g_assert_cmpint (
    rg_test_import (test, "other.csv",
                    HEADER R4 "1,2026-01-05,10:00,B,Cup,Things,1,99,c1\n" R3 R2
                              "1,2026-01-05,10:00,A,Coffee,Drinks,2,49.90,c1\n", NULL), ==, 0);
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, after);
  assert_count (test, "SELECT count(*) FROM import", 1);
}

static void
test_halves (void)
{
  g_autoptr (RgTestShop) whole = rg_test_shop_new ();
  g_autoptr (RgTestShop) halves = rg_test_shop_new ();
  g_autofree char *at_once = NULL, *in_two = NULL;
  RgImportSummary first, second;
  gint64 action;

  /* Both shops are one: uuids of receipts depend on it. */
  rg_test_shop_write (halves, "Same", "UPDATE shop SET uuid = zeroblob (16)");
  rg_test_shop_write (whole, "Same", "UPDATE shop SET uuid = zeroblob (16)");
  rg_test_import (whole, "all.csv", HEADER R1 R2 R3 R4, NULL);
  /* The cut goes through receipt 2. */
  rg_test_import (halves, "half.csv",
                  HEADER R1 "2,2026-01-05,11:30,A,Coffee,Drinks,1,49.90,\n", &first);
  action = rg_test_import (halves, "all.csv", HEADER R1 R2 R3 R4, &second);
  g_assert_cmpuint (second.receipts_changed, ==, 1);
  g_assert_cmpuint (first.lines + second.lines, ==, 6);
  at_once = sales_of (whole);
  in_two = sales_of (halves);
  g_assert_cmpstr (at_once, ==, in_two);
  take_back (halves, action);
  assert_count (halves, "SELECT count(*) FROM receipt_line", 3);
}

static void
test_changed (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *before = NULL, *after = NULL, *between = NULL, *again = NULL;
  RgImportSummary summary;
  gint64 action, undo;

  rg_test_import (test, "january.csv", HEADER R1 R2 R3 R4, NULL);
  before = rg_test_shop_dump (test, TRUE);
  action = rg_test_import (
    test, "corrected.csv", HEADER "4,2026-01-07,16:45,C,Filter,Things,2,25,c2\n", &summary);
  g_assert_cmpuint (summary.receipts_changed, ==, 1);
  g_assert_cmpuint (summary.lines, ==, 0);
  assert_count (test, "SELECT net_minor FROM receipt WHERE number = '4'", 5000);
  assert_count (test, "SELECT count(*) FROM receipt", 4);
  between = sales_of (test);
  undo = take_back (test, action);
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, after);
  take_back (test, undo);
  again = sales_of (test);
  g_assert_cmpstr (between, ==, again);
}

static void
test_never_over_a_hand_edit (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  RgImportSummary summary;

  rg_test_import (test, "january.csv", HEADER R1 R2 R3 R4, NULL);
  rg_test_shop_write (test, "Sold by Kari",
                      "UPDATE receipt SET staff_name = 'Kari' WHERE number = '4'");
  g_assert_cmpint (rg_test_import (test, "corrected.csv",
                                   HEADER "4,2026-01-07,16:45,C,Filter,Things,2,25,c2\n",
                                   &summary), ==, 0);
  g_assert_cmpuint (summary.receipts_changed, ==, 0);
  g_assert_cmpuint (summary.receipts_kept, ==, 1);
  assert_count (test, "SELECT net_minor FROM receipt WHERE number = '4'", 7500);
}

static void
test_take_back (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *empty = rg_test_shop_dump (test, TRUE);
  g_autofree char *full = NULL, *end = NULL, *again = NULL;
  gint64 action = rg_test_import (test, "january.csv", HEADER R1 R2 R3 R4, NULL), undo;

  full = rg_test_shop_dump (test, TRUE);
  undo = take_back (test, action);
  end = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (empty, ==, end);
  take_back (test, undo);
  again = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (full, ==, again);
}

/* What was done in between stays as it was: an edit of somebody else, and a second import. */
static void
test_take_back_between (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgTestShop) without = rg_test_shop_new ();
  g_autofree char *sales = NULL, *expected = NULL;
  gint64 first;

  rg_test_shop_write (test, "Same", "UPDATE shop SET uuid = zeroblob (16)");
  rg_test_shop_write (without, "Same", "UPDATE shop SET uuid = zeroblob (16)");
  first = rg_test_import (test, "january.csv", HEADER R1 R2, NULL);
  rg_test_shop_write (test, "Added",
                      "INSERT INTO customer (uuid, name) VALUES (randomblob (16), 'Åse Dahl')");
  rg_test_import (test, "more.csv", HEADER R3 R4, NULL);
  rg_test_import (without, "more.csv", HEADER R3 R4, NULL);
  take_back (test, first);
  sales = sales_of (test);
  expected = sales_of (without);
  g_assert_cmpstr (sales, ==, expected);
  assert_count (test, "SELECT count(*) FROM customer WHERE name = 'Åse Dahl'", 1);
  /* c1 was made by the first import, and the second one's receipt is theirs. */
  assert_count (test, "SELECT count(*) FROM customer WHERE number = 'c1'", 1);
  assert_count (test, "SELECT count(*) FROM product WHERE code = 'A'", 0);
  assert_count (test, "SELECT count(*) FROM product WHERE code = 'B'", 1);
}

static void
test_hand_edit_in_the_way (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  gint64 action = rg_test_import (test, "january.csv", HEADER R1 R2, NULL), edit;

  edit = rg_test_shop_write (test, "Name of c1",
                             "UPDATE customer SET name = 'Åse Dahl' WHERE number = 'c1'");
  g_assert_false (rg_store_take_back_sync (test->store, action, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "Name of c1"));
  take_back (test, edit);
  take_back (test, action);
  assert_count (test, "SELECT count(*) FROM receipt", 0);
}

typedef struct {
  GCancellable *cancellable;
  guint calls;
  guint cancel_at; /* 0: never */
} Canceller;

static void
cancel_cb (double share, gpointer data)
{
  Canceller *canceller = data;

  if (++canceller->calls == canceller->cancel_at)
    g_cancellable_cancel (canceller->cancellable);
}

/* Returns how often progress was reported. */
static guint
import_and_cancel (RgTestShop *test, const RgImportBatch *batch, guint cancel_at, GError **error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Canceller canceller = { cancellable, 0, cancel_at };
  RgImportSummary summary;

  g_assert_false (rg_store_import_sync (test->store, batch, cancel_cb, &canceller, cancellable,
                                        &summary, error));
  return canceller.calls;
}

/* At each moment at which the bar moves. */
static void
test_cancel (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *before = rg_test_shop_dump (test, TRUE);
  g_autoptr (GString) text = g_string_new (HEADER);
  g_autoptr (GError) wrong = NULL;
  g_autoptr (RgImportBatch) batch = NULL;
  RgImportSummary summary;

  for (guint i = 0; i < 40000; i++)
    g_string_append_printf (text, "%u,2026-02-01,10:00,A,Coffee,Drinks,1,1,c%u\n", i, i % 100);
  batch = rg_test_read ("long.csv", text->str, (gssize) text->len, &wrong);
  g_assert_no_error (wrong);
  for (guint cancel_at = 1; cancel_at < 6; cancel_at++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      g_assert_cmpuint (import_and_cancel (test, batch, cancel_at, &error), >=, cancel_at);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      after = rg_test_shop_dump (test, TRUE);
      g_assert_cmpstr (before, ==, after);
      rg_test_shop_check (test);
    }
  rg_test_import_batch (test, batch, &summary);
  g_assert_cmpuint (summary.receipts_new, ==, 40000);
}

/* The figures that everybody gets of the real file. */
static void
test_real_file (void)
{
  const char *path = g_getenv ("REGULARS_REAL_FILE");
  g_autofree char *beside =
    g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "..", "shared", "data",
                      "online-retail-2009-2010.csv.gz", NULL);
  g_autoptr (RgTestShop) test = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL, *empty = NULL, *full = NULL, *end = NULL, *again = NULL;
  g_autoptr (RgImportBatch) batch = NULL;
  RgImportSummary summary;
  gsize length;
  gint64 action;

  if (g_getenv ("ASAN_OPTIONS") != NULL)
    {
      g_test_skip ("the plain build reads it; with sanitizers it takes minutes");
      return;
    }
  if (path == NULL)
    path = beside;
  if (!g_file_get_contents (path, &bytes, &length, NULL))
    {
      g_test_skip ("the real file is not here");
      return;
    }
  test = rg_test_shop_new ();
  empty = rg_test_shop_dump (test, TRUE);
  batch = rg_test_read ("online-retail.csv.gz", bytes, (gssize) length, &error);
  g_assert_no_error (error);
  action = rg_test_import_batch (test, batch, &summary);
  g_assert_cmpuint (summary.rows, ==, 525461);
  g_assert_cmpuint (summary.rows_refused, ==, 0);
  g_assert_cmpuint (summary.receipts, ==, 28816);
  g_assert_cmpuint (summary.lines, ==, 525461);
  g_assert_cmpuint (summary.customers_created, ==, 4383);
  g_assert_cmpuint (summary.lines_of_kind[RG_LINE_SALE], ==, 511359);
  g_assert_cmpuint (summary.lines_of_kind[RG_LINE_RETURN], ==, 9971);
  g_assert_cmpuint (summary.lines_of_kind[RG_LINE_FEE], ==, 1814);
  g_assert_cmpuint (summary.lines_of_kind[RG_LINE_GIFT_CARD], ==, 67);
  g_assert_cmpuint (summary.lines_of_kind[RG_LINE_ADJUSTMENT], ==, 2250);
  g_assert_cmpint (summary.net_minor, ==, 953948462);
  g_assert_cmpint (summary.net_sales_minor, ==, 956901818);
  assert_count (test, "SELECT sum(net_sales_minor) FROM receipt", 956901818);
  full = rg_test_shop_read (test, "SELECT sum(lines_hash % 1000003) FROM receipt");
  g_assert_cmpint (rg_test_import_batch (test, batch, NULL), ==, 0);
  again = rg_test_shop_read (test, "SELECT sum(lines_hash % 1000003) FROM receipt");
  g_assert_cmpstr (full, ==, again);
  take_back (test, action);
  end = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (empty, ==, end);
}

static RgImportBatch *
read_till (const char *text, const char *till, gboolean own_numbers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (RgMapping) mapping = rg_mapping_new (bytes, NULL, -1, &error);
  const RgPlanContext context = { "NOK", 2, NULL };
  RgImportBatch *batch;

  g_assert_no_error (error);
  rg_mapping_set_till (mapping, till, own_numbers);
  batch = rg_import_plan_read (mapping, &context, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  batch->file_name = g_strdup ("till.csv");
  return batch;
}

typedef struct {
  const char *columns;
  RgImportOrigin *origin;
} Recall;

static gboolean
read_origin (RgDb *db, gpointer data, GError **error)
{
  Recall *recall = data;

  recall->origin = rg_import_origin_read (db, recall->columns, error);
  return recall->origin != NULL;
}

/* Two tills that both begin at receipt 1, whose files do not say which is which. */
static void
test_two_tills (void)
{
  const char *text = "Receipt number,Date,SKU,Quantity,Price,Customer ID\n1,2026-01-05,A,1,10,17\n";
  const char *other = "Customer ID,Price,Date,SKU,Quantity,Receipt number\n17,5,2026-01-05,A,1,1\n";
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgImportBatch) one = read_till (text, "", FALSE);
  g_autoptr (RgImportBatch) two = read_till (other, " Back ", FALSE);
  g_autoptr (RgImportBatch) own = read_till (text, "Web", TRUE);
  g_autofree char *numbers = NULL;
  RgImportSummary summary;
  Recall recall = { one->columns, NULL };

  g_assert_cmpstr (one->columns, ==, two->columns);
  rg_test_import_batch (test, one, NULL);
  rg_test_import_batch (test, two, &summary);
  g_assert_cmpuint (summary.receipts_new, ==, 1);
  g_assert_cmpuint (summary.customers_created, ==, 0);
  rg_store_read_sync (test->store, RG_READER_ROWS, read_origin, &recall, NULL, NULL);
  g_assert_cmpstr (recall.origin->till, ==, "Back");
  g_assert_false (recall.origin->own_numbers);
  g_clear_pointer (&recall.origin, rg_import_origin_free);
  rg_test_import_batch (test, own, &summary);
  g_assert_cmpuint (summary.customers_created, ==, 1);
  rg_store_read_sync (test->store, RG_READER_ROWS, read_origin, &recall, NULL, NULL);
  g_assert_cmpstr (recall.origin->till, ==, "Web");
  g_assert_true (recall.origin->own_numbers);
  g_assert_cmpuint (g_strv_length (recall.origin->tills), ==, 2);
  g_clear_pointer (&recall.origin, rg_import_origin_free);
  numbers = rg_test_shop_read (test, "SELECT group_concat(till || ':' || customer_id) FROM "
                                     "(SELECT * FROM receipt ORDER BY id)");
  g_assert_cmpstr (numbers, ==, ":1,Back:1,Web:2");
  g_assert_cmpint (rg_test_import_batch (test, two, NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/first", test_first);
  g_test_add_func ("/import/again", test_again);
  g_test_add_func ("/import/halves", test_halves);
  g_test_add_func ("/import/changed", test_changed);
  g_test_add_func ("/import/never-over-a-hand-edit", test_never_over_a_hand_edit);
  g_test_add_func ("/import/take-back", test_take_back);
  g_test_add_func ("/import/take-back-between", test_take_back_between);
  g_test_add_func ("/import/hand-edit-in-the-way", test_hand_edit_in_the_way);
  g_test_add_func ("/import/cancel", test_cancel);
  g_test_add_func ("/import/real-file", test_real_file);
  g_test_add_func ("/import/two-tills", test_two_tills);
  return g_test_run ();
}
