/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Taking back: at once, later, out of order, again; and what stands in the way. */
#include "rg-test-shop.h"

#include "store/rg-store-facts.h"
#include "store/rg-store-undo.h"

#include <string.h>

#define UUID "randomblob (16)"

/* Says the first line that is not the same, not both shops whole. */
static void
assert_same (const char *before, const char *after)
{
  g_auto (GStrv) was = g_strsplit (before, "\n", -1);
  g_auto (GStrv) now = g_strsplit (after, "\n", -1);

  for (guint i = 0; was[i] != NULL || now[i] != NULL; i++)
    g_assert_cmpstr (was[i], ==, now[i]);
}

static void
refused (RgTestShop *test, gint64 action, const char *names)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = rg_test_shop_dump (test, TRUE);
  g_autofree char *after = NULL;

  g_assert_false (rg_store_take_back_sync (test->store, action, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, names));
  after = rg_test_shop_dump (test, TRUE);
  assert_same (before, after);
}

static gint64
add_customer (RgTestShop *test, const char *name)
{
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO customer (uuid, name) VALUES (" UUID ", '%s')", name);

  return rg_test_shop_write (test, "Added", sql);
}

static void
test_edit_and_delete (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *empty = rg_test_shop_dump (test, TRUE);
  g_autofree char *made = NULL;
  g_autofree char *gone = NULL;
  g_autofree char *back = NULL;
  g_autofree char *end = NULL;
  g_autofree char *again = NULL;
  gint64 add = add_customer (test, "Åse Dahl");
  gint64 tag = rg_test_shop_write (
      test, "Tagged",
      "INSERT INTO tag (uuid, name) VALUES (" UUID ", 'vip');"
      "INSERT INTO customer_tag (customer_id, tag_id) VALUES (1, 1);"
      "INSERT INTO contact_point (uuid, customer_id, kind, value) VALUES (" UUID ", 1, 'email', "
      "'ase@example.org')");
  gint64 deleted, undo;

  made = rg_test_shop_dump (test, TRUE);
  deleted = rg_test_shop_write (test, "Deleted", "DELETE FROM customer WHERE id = 1");
  gone = rg_test_shop_dump (test, TRUE);
  undo = rg_test_shop_take_back (test, deleted);
  back = rg_test_shop_dump (test, TRUE);
  assert_same (made, back);
  rg_test_shop_take_back (test, undo);
  again = rg_test_shop_dump (test, TRUE);
  assert_same (gone, again);
  refused (test, tag, "Deleted");
  rg_test_shop_take_back (test, deleted);
  refused (test, add, "Tagged");
  rg_test_shop_take_back (test, tag);
  rg_test_shop_take_back (test, add);
  end = rg_test_shop_dump (test, TRUE);
  assert_same (empty, end);
  refused (test, add, "already");
  rg_test_shop_check (test);
}

static void
test_out_of_order (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *note = NULL;
  gint64 first, second;

  add_customer (test, "Åse Dahl");
  add_customer (test, "Kim Min-su");
  first = rg_test_shop_write (test, "First", "UPDATE customer SET note = 'a' WHERE id = 1");
  second = rg_test_shop_write (test, "Second", "UPDATE customer SET note = 'b'");
  refused (test, first, "Second");
  rg_test_shop_reopen (test);
  rg_test_shop_take_back (test, second);
  note = rg_test_shop_read (test, "SELECT group_concat(note, '/') FROM customer");
  g_assert_cmpstr (note, ==, "a/");
  rg_test_shop_take_back (test, first);
}

/* The row is as the first action left it, but because of others: it is not the first's to undo. */
/* What somebody took away needs the row that it referred to, should it come back. */
static void
test_taken_away (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 tag, on, off;

  add_customer (test, "Åse Dahl");
  before = rg_test_shop_dump (test, TRUE);
  tag = rg_test_shop_write (test, "Made",
                            "INSERT INTO tag (uuid, name) VALUES (" UUID ", 'vip')");
  on = rg_test_shop_write (test, "Tagged",
                           "INSERT INTO customer_tag (customer_id, tag_id) VALUES (1, 1)");
  off = rg_test_shop_write (test, "Untagged", "DELETE FROM customer_tag");
  refused (test, tag, "Untagged");
  rg_test_shop_take_back (test, off);
  refused (test, tag, "Tagged");
  rg_test_shop_take_back (test, on);
  rg_test_shop_take_back (test, tag);
  after = rg_test_shop_dump (test, TRUE);
  assert_same (before, after);
}

static void
test_same_by_chance (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  gint64 first, second, third;

  add_customer (test, "Åse Dahl");
  first = rg_test_shop_write (test, "First", "UPDATE customer SET note = 'a'");
  second = rg_test_shop_write (test, "Second", "UPDATE customer SET note = 'b'");
  third = rg_test_shop_write (test, "Third", "UPDATE customer SET note = 'a'");
  refused (test, first, "Second");
  rg_test_shop_take_back (test, third);
  rg_test_shop_take_back (test, second);
  rg_test_shop_take_back (test, first);
}

static void
test_unique_name_taken (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  gint64 removed;

  rg_test_shop_write (test, "Tag", "INSERT INTO tag (uuid, name) VALUES (" UUID ", 'vip')");
  removed = rg_test_shop_write (test, "Tag Removed", "DELETE FROM tag");
  rg_test_shop_write (test, "Tag", "INSERT INTO tag (uuid, name) VALUES (" UUID ", 'vip')");
  g_assert_false (rg_store_take_back_sync (test->store, removed, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONFLICT);
  rg_test_shop_check (test);
}

static void
test_ledger_is_reversed (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *entries = NULL;
  g_autofree char *active = NULL;
  gint64 add, consent, undo;

  add = add_customer (test, "Åse Dahl");
  consent = rg_test_shop_write (
      test, "Permission",
      "INSERT INTO consent (uuid, customer_id, channel, granted, effective_on, recorded_at) "
      "VALUES (" UUID ", 1, 'post', 1, 20000, 0)");
  refused (test, add, "Permission");
  undo = rg_test_shop_take_back (test, consent);
  entries = rg_test_shop_read (
      test, "SELECT count(*) || ':' || sum(reverses IS NOT NULL) FROM consent");
  g_assert_cmpstr (entries, ==, "2:1");
  rg_test_shop_take_back (test, undo);
  active = rg_test_shop_read (test, "SELECT granted FROM permission");
  g_assert_cmpstr (active, ==, "1");
  rg_test_shop_take_back (test, consent);
  rg_test_shop_take_back (test, add);
  rg_test_shop_check (test);
}

/* --- Imports, written as the importer writes them --------------------------------------------- */

typedef struct
{
  const char *number; /* of the receipt */
  int customer;       /* the till's number */
  int amount;
} Sale;

static gboolean
import_one (RgDb *db, gint64 import, const Sale *sale, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO customer (uuid, number, import_id) SELECT " UUID ", '%d', %" G_GINT64_FORMAT
      " WHERE NOT EXISTS (SELECT 1 FROM customer_identity WHERE external_id = '%d');"
      "INSERT INTO customer_identity (source_id, external_id, customer_id, import_id) "
      "SELECT 1, '%d', (SELECT id FROM customer WHERE number = '%d'), %" G_GINT64_FORMAT
      " WHERE NOT EXISTS (SELECT 1 FROM customer_identity WHERE external_id = '%d');"
      "INSERT INTO receipt (uuid, source_id, location_id, till, number, period, sold_on, sold_at, "
      "customer_id, lines_hash, net_minor, net_sales_minor, sale_lines, import_id) "
      "VALUES (" UUID ", 1, 1, '', '%s', '', 20000, 0, (SELECT customer_id FROM customer_identity "
      "WHERE external_id = '%d'), %d, %d, %d, 1, %" G_GINT64_FORMAT ");"
      "INSERT INTO receipt_line (receipt_id, line, product_id, kind, quantity_milli, "
      "unit_price_micro, net_minor) VALUES ((SELECT max(id) FROM receipt), 1, 1, 0, 1000, 0, %d)",
      sale->customer, import, sale->customer, sale->customer, sale->customer, import,
      sale->customer, sale->number, sale->customer, sale->amount, sale->amount, sale->amount,
      import, sale->amount);

  return rg_db_exec (db, sql, "import", error);
}

static gboolean
import_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const Sale *sales = data;
  RgDb *db = rg_write_get_db (write);
  g_autofree char *sql = g_strdup_printf (
      "INSERT OR IGNORE INTO source (id, name) VALUES (1, 'till');"
      "INSERT INTO import (uuid, action_id, source_id, kind, dialect, file_name, file_hash, at, "
      "summary) VALUES (" UUID ", %" G_GINT64_FORMAT ", 1, 'sales', '', '', x'', 0, '{}');"
      "INSERT OR IGNORE INTO location (id, uuid, code, name, import_id) "
      "VALUES (1, zeroblob(16), '', '', (SELECT max(id) FROM import));"
      "INSERT OR IGNORE INTO product (id, uuid, code, name, import_id) "
      "VALUES (1, zeroblob(16), 'a', 'A', (SELECT max(id) FROM import))",
      rg_write_get_action (write));
  g_autoptr (RgStatement) row = NULL;
  gint64 import;

  if (!rg_write_set_bulk (write, TRUE, error) || !rg_db_exec (db, sql, "import", error))
    return FALSE;
  row = rg_db_prepare (db, "SELECT max(id) FROM import", error);
  g_assert_cmpint (rg_statement_step (row, error), ==, RG_STEP_ROW);
  import = rg_statement_get_int (row, 0);
  for (; sales->number != NULL; sales++)
    if (!import_one (db, import, sales, error))
      return FALSE;
  rg_write_note_table (write, "receipt");
  return rg_facts_refresh_all (db, error);
}

static gint64
import (RgTestShop *test, const Sale *sales)
{
  g_autoptr (GError) error = NULL;
  gint64 action;

  rg_store_write_sync (test->store, "import", "Import", import_in_thread, (gpointer) sales, NULL,
                       &action, &error);
  g_assert_no_error (error);
  return action;
}

static const Sale november[] = { { "1", 13085, 500 }, { "2", 13086, 700 }, { NULL, 0, 0 } };
static const Sale december[] = { { "3", 13085, 900 }, { NULL, 0, 0 } };

static void
test_import_leaves_others (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *empty = rg_test_shop_dump (test, TRUE);
  g_autofree char *made = NULL;
  g_autofree char *redone = NULL;
  g_autofree char *left = NULL;
  g_autofree char *spend = NULL;
  g_autofree char *end = NULL;
  gint64 first, second, undo, add;

  first = import (test, november);
  add = add_customer (test, "Unrelated");
  second = import (test, december);
  made = rg_test_shop_dump (test, TRUE);
  undo = rg_test_shop_take_back (test, first);
  left = rg_test_shop_read (test, "SELECT group_concat(name || number, '/') FROM customer");
  spend = rg_test_shop_read (test, "SELECT group_concat(number, '/') FROM receipt");
  g_assert_cmpstr (left, ==, "13085/Unrelated");
  g_assert_cmpstr (spend, ==, "3");
  g_clear_pointer (&spend, g_free);
  spend = rg_test_shop_read (test, "SELECT max(spend_minor) FROM customer_fact");
  g_assert_cmpstr (spend, ==, "900");
  rg_test_shop_reopen (test);
  rg_test_shop_take_back (test, undo);
  redone = rg_test_shop_dump (test, TRUE);
  assert_same (made, redone);
  rg_test_shop_take_back (test, second);
  rg_test_shop_take_back (test, first);
  rg_test_shop_take_back (test, add);
  end = rg_test_shop_dump (test, TRUE);
  assert_same (empty, end);
  rg_test_shop_check (test);
}

/* Back and forth, each time by taking back what was done last: new customers come with receipts
 * that are not logged, and go with them. */
static void
test_import_there_and_back (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *empty = rg_test_shop_dump (test, TRUE);
  g_autofree char *made = NULL;
  gint64 newest = import (test, november);

  made = rg_test_shop_dump (test, TRUE);
  for (int i = 0; i < 6; i++)
    {
      g_autofree char *now = NULL;

      newest = rg_test_shop_take_back (test, newest);
      now = rg_test_shop_dump (test, TRUE);
      assert_same (now, i % 2 == 0 ? empty : made);
    }
  rg_test_shop_check (test);
}

static void
test_import_and_later_edit (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  gint64 first = import (test, november);
  gint64 edit;

  edit = rg_test_shop_write (test, "Named", "UPDATE customer SET name = 'Åse' WHERE id = 1");
  refused (test, first, "Named");
  rg_test_shop_take_back (test, edit);
  rg_test_shop_take_back (test, first);
  rg_test_shop_check (test);
}

static void
test_import_again_after_take_back (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  gint64 first = import (test, november);
  gint64 undo = rg_test_shop_take_back (test, first);
  gint64 second = import (test, november);

  refused (test, undo, "Import");
  rg_test_shop_take_back (test, second);
  rg_test_shop_take_back (test, undo);
  rg_test_shop_check (test);
}

/* Lines have no foreign keys: the receipts of the second import must not come back without the
 * product that went with the first. */
static void
test_import_without_its_product (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  gint64 first = import (test, november);
  gint64 second = import (test, december);
  gint64 second_undone = rg_test_shop_take_back (test, second);
  gint64 first_undone = rg_test_shop_take_back (test, first);

  refused (test, second_undone, "needs");
  rg_test_shop_take_back (test, first_undone);
  rg_test_shop_take_back (test, second_undone);
  rg_test_shop_check (test);
}

/* --- Any order -------------------------------------------------------------------------------- */

static const char *const edits[] = {
  "INSERT INTO customer (uuid, name) VALUES (" UUID ", 'N')",
  "UPDATE customer SET note = note || 'x' WHERE id % 3 = 1",
  "UPDATE customer SET name = name || 'y' WHERE id % 2 = 0",
  "INSERT OR IGNORE INTO tag (uuid, name) VALUES (" UUID ", 'tag' || hex (randomblob (8)))",
  "INSERT OR IGNORE INTO customer_tag (customer_id, tag_id) SELECT max(c.id), max(t.id) FROM "
  "customer c, tag t HAVING max(c.id) IS NOT NULL AND max(t.id) IS NOT NULL",
  "DELETE FROM customer_tag",
  "DELETE FROM tag WHERE id = (SELECT min(id) FROM tag)",
  "DELETE FROM customer WHERE id = (SELECT min(id) FROM customer)",
  "INSERT INTO segment (uuid, name, text) VALUES (" UUID ", 'S', '')",
  "INSERT OR IGNORE INTO segment_person (segment_id, customer_id, chosen) SELECT s.id, c.id, 1 "
  "FROM segment AS s, customer AS c",
  "DELETE FROM segment WHERE id = (SELECT min(id) FROM segment)",
  "INSERT INTO contact_point (uuid, customer_id, kind, value) SELECT " UUID ", max(id), 'email', "
  "'e' FROM customer HAVING max(id) IS NOT NULL",
  "UPDATE customer SET merged_into = (SELECT max(id) FROM customer) WHERE id = (SELECT min(id) "
  "FROM customer) AND id <> (SELECT max(id) FROM customer)",
};

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

typedef struct
{
  gint64 action;
  gint64 undo;
} TakenBack;

static gboolean
try_take_back (RgTestShop *test, GArray *actions, guint at, GArray *taken)
{
  TakenBack one = { g_array_index (actions, gint64, at), 0 };
  g_autoptr (GError) error = NULL;

  if (!rg_store_take_back_sync (test->store, one.action, &one.undo, &error))
    {
      g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONFLICT);
      return FALSE;
    }
  g_array_remove_index (actions, at);
  g_array_append_val (taken, one);
  return TRUE;
}

/* What was taken back last can always be done again. */
static void
do_last_again (RgTestShop *test, GArray *actions, GArray *taken)
{
  TakenBack last = g_array_index (taken, TakenBack, taken->len - 1);

  g_array_set_size (taken, taken->len - 1);
  rg_test_shop_take_back (test, last.undo);
  g_array_append_val (actions, last.action);
  g_array_sort (actions, compare_ids);
}

/* Actions are taken back in any order, as far as that goes; then all of it is done again, which
 * must give the shop of before, and taken back from the newest, which must give the empty one. */
static void
test_random_order (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *empty = rg_test_shop_dump (test, TRUE);
  g_autofree char *full = NULL;
  g_autofree char *again = NULL;
  g_autofree char *end = NULL;
  g_autoptr (GArray) actions = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (TakenBack));

  for (int i = 0; i < 60; i++)
    {
      const char *sql = edits[g_test_rand_int_range (0, G_N_ELEMENTS (edits))];
      gint64 action = rg_test_shop_write (test, "Edit", sql);

      if (action != 0)
        g_array_append_val (actions, action);
    }
  full = rg_test_shop_dump (test, TRUE);
  for (int i = 0; i < 100 && actions->len > 0; i++)
    try_take_back (test, actions, (guint) g_test_rand_int_range (0, (int) actions->len), taken);
  g_assert_cmpuint (taken->len, >, 0);
  while (taken->len > 0)
    do_last_again (test, actions, taken);
  again = rg_test_shop_dump (test, TRUE);
  assert_same (full, again);
  while (actions->len > 0)
    g_assert_true (try_take_back (test, actions, actions->len - 1, taken));
  end = rg_test_shop_dump (test, TRUE);
  assert_same (empty, end);
  rg_test_shop_check (test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/undo/edit-and-delete", test_edit_and_delete);
  g_test_add_func ("/undo/out-of-order", test_out_of_order);
  g_test_add_func ("/undo/taken-away", test_taken_away);
  g_test_add_func ("/undo/same-by-chance", test_same_by_chance);
  g_test_add_func ("/undo/unique-name-taken", test_unique_name_taken);
  g_test_add_func ("/undo/ledger", test_ledger_is_reversed);
  g_test_add_func ("/undo/import-leaves-others", test_import_leaves_others);
  g_test_add_func ("/undo/import-there-and-back", test_import_there_and_back);
  g_test_add_func ("/undo/import-and-later-edit", test_import_and_later_edit);
  g_test_add_func ("/undo/import-again", test_import_again_after_take_back);
  g_test_add_func ("/undo/import-without-its-product", test_import_without_its_product);
  for (int i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("/undo/random-order/%d", i);

      g_test_add_func (name, test_random_order);
    }
  return g_test_run ();
}
