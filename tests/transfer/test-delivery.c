/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Orders that were sent home: read, known again, changed, taken back and done again, erased. */
#include "rg-test-import.h"

#include "store/rg-store-erase.h"
#include "store/rg-store-receipts.h"
#include "store/rg-store-timeline.h"
#include "store/rg-store-undo.h"

#include <string.h>

/* Two orders out of one parcel service, one that was fetched, one of nobody. */
#define ORDERS(method) \
  "Order number,Order date,SKU,Product,Quantity,Net amount,Customer name,Customer email," \
  "Shipping method,Shipped on,Shipping cost,Sales channel,Shipping name,Shipping address," \
  "Shipping postcode,Shipping city,Shipping country\n" \
  "W2,2026-10-02,B,Cup,1,99.00,Kim Min-su,kim@example.org," method ",2026-10-04,49.00,web," \
  "Grandma Kim,Storgata 1,0155,Oslo,NO\n" \
  "W2,2026-10-02,A,Coffee,1,50.00,Kim Min-su,kim@example.org," method ",2026-10-04,49.00,web," \
  "Grandma Kim,Storgata 1,0155,Oslo,NO\n" \
  "W1,2026-10-01,A,Coffee,1,50.00,Åse Dahl,ase@example.org,Post,2026-10-03,0.00,app,," \
  "Strandgata 5,5003,Bergen,NO\n" \
  "W3,2026-10-03,A,Coffee,1,50.00,Åse Dahl,ase@example.org,,,0.00,counter,,,,,\n" \
  "W4,2026-10-04,A,Coffee,1,50.00,,,Post,2026-10-05,49.00,web,Ole,Nygata 1,0155,Oslo,NO\n"

static void
assert_text (RgTestShop *test, const char *sql, const char *expected)
{
  g_autofree char *text = rg_test_shop_read (test, sql);

  g_test_message ("%s", sql);
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_order (RgTestShop *test, const char *number, const char *expected)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT d.method || ';' || d.placed || ';' || d.sent_on || ';' || "
                     "d.cost_minor || ';' || d.name || ';' || d.street || ';' || d.postcode || "
                     "';' || d.city || ';' || d.country FROM delivery AS d "
                     "JOIN receipt AS r ON r.uuid = d.receipt_uuid WHERE r.number = '%s'", number);

  assert_text (test, sql, expected);
}

static gboolean
read_in_thread (RgDb *db, gpointer data, GError **error)
{
  g_autoptr (RgReceipt) receipt = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *titles = g_strdup ("");

  receipt = rg_receipt_read (db, *(gint64 *) data, error);
  g_assert_nonnull (receipt);
  g_assert_nonnull (receipt->delivery);
  g_assert_cmpstr (receipt->delivery->method, ==, "Express");
  g_assert_cmpstr (receipt->delivery->address, ==, "Grandma Kim, Storgata 1, 0155 Oslo, NO");
  g_assert_cmpint (receipt->delivery->cost_minor, ==, 4900);
  g_assert_true (rg_timeline_read_ids (db, receipt->customer, RG_EVENT_PURCHASE, ids, error));
  for (guint i = 0; i < ids->len; i++)
    {
      RgEventRow *row = rg_timeline_read_row (db, g_array_index (ids, gint64, i), error);
      char *more = g_strconcat (titles, row->title, "\n", NULL);

      g_free (titles);
      titles = more;
      rg_event_row_free (row);
    }
  g_assert_nonnull (strstr (titles, "Express"));
  return TRUE;
}

static gint64
id_of (RgTestShop *test, const char *sql)
{
  g_autofree char *text = rg_test_shop_read (test, sql);

  return g_ascii_strtoll (text, NULL, 10);
}

static void
test_there_and_back (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *empty = rg_test_shop_dump (test, TRUE), *first = NULL, *back = NULL;
  g_autofree char *again = NULL, *end = NULL;
  g_autoptr (GError) error = NULL;
  RgImportSummary summary;
  gint64 made = rg_test_import (test, "orders.csv", ORDERS ("Express"), &summary);
  gint64 changed, undo, receipt;

  g_assert_cmpuint (summary.deliveries, ==, 3);
  assert_order (test, "W2", "Express;web;20730;4900;Grandma Kim;Storgata 1;0155;Oslo;NO");
  assert_order (test, "W1", "Post;app;20729;0;;Strandgata 5;5003;Bergen;NO");
  assert_order (test, "W3", NULL);
  /* Whose address it is, nobody knows: it could not be erased with them. */
  assert_order (test, "W4", "Post;web;20731;4900;;;;;");
  receipt = id_of (test, "SELECT id FROM receipt WHERE number = 'W2'");
  g_assert_true (rg_store_read_sync (test->store, RG_READER_ROWS, read_in_thread, &receipt, NULL,
                                     &error));
  g_assert_cmpint (rg_test_import (test, "orders.csv", ORDERS ("Express"), NULL), ==, 0);
  first = rg_test_shop_dump (test, TRUE);
  changed = rg_test_import (test, "later.csv", ORDERS ("Bicycle"), &summary);
  g_assert_cmpuint (summary.deliveries, ==, 1);
  g_assert_cmpuint (summary.receipts_new, ==, 0);
  assert_order (test, "W2", "Bicycle;web;20730;4900;Grandma Kim;Storgata 1;0155;Oslo;NO");
  rg_test_shop_take_back (test, changed);
  back = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (first, ==, back);
  undo = rg_test_shop_take_back (test, made);
  end = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (empty, ==, end);
  rg_test_shop_take_back (test, undo);
  again = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (first, ==, again);
}

static void
test_erased (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;

  rg_test_import (test, "orders.csv", ORDERS ("Express"), NULL);
  rg_test_import (test, "later.csv", ORDERS ("Bicycle"), NULL);
  rg_store_erase_customer_sync (test->store,
                                id_of (test, "SELECT customer_id FROM contact_point "
                                             "WHERE value = 'kim@example.org'"), NULL, &error);
  g_assert_no_error (error);
  assert_order (test, "W2", NULL);
  assert_text (test, "SELECT count(*) FROM change "
                     "WHERE coalesce(before, '') || coalesce(after, '') LIKE '%Grandma%'", "0");
  rg_test_import (test, "orders.csv", ORDERS ("Express"), NULL);
  assert_text (test, "SELECT count(*) FROM delivery WHERE street = 'Storgata 1'", "0");
  assert_order (test, "W1", "Post;app;20729;0;;Strandgata 5;5003;Bergen;NO");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delivery/there-and-back", test_there_and_back);
  g_test_add_func ("/delivery/erased", test_erased);
  return g_test_run ();
}
