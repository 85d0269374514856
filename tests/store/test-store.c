/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One action: its rows in `change`, its announcement, and nothing where it fails. */
#include "rg-test-shop.h"

#include "store/rg-store-facts.h"

#define ADD_CUSTOMER \
  "INSERT INTO customer (uuid, name, number) VALUES (randomblob (16), 'Åse Dahl', '13085')"

static void
test_create_refuses (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgShop) shop = rg_shop_new ("Other", "EUR", "Europe/Oslo");
  g_autoptr (RgShop) wrong = rg_shop_new ("Other", "XQZ", "Europe/Oslo");
  g_autoptr (GError) there = NULL;
  g_autoptr (GError) currency = NULL;

  g_assert_null (rg_store_create (test->path, shop, &there));
  g_assert_error (there, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_assert_null (rg_store_create ("/nowhere/shop", wrong, &currency));
  g_assert_error (currency, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_assert_cmpstr (rg_store_get_shop (test->store)->name, ==, "Fjordbok");
  rg_test_shop_reopen (test);
  g_assert_cmpint (rg_store_get_shop (test->store)->digits, ==, 2);
}

static void
test_foreign_file (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *path = g_build_filename (test->folder, "other", NULL);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) missing = NULL;
  sqlite3 *other;

  g_assert_null (rg_store_open ("/nowhere/shop", &missing));
  g_assert_error (missing, RG_DB_ERROR, RG_DB_ERROR_CANNOT_OPEN);
  g_assert_true (g_file_set_contents (path, "Date;Item;Price\n", -1, NULL));
  g_assert_null (rg_store_open (path, &error));
  g_assert_error (error, RG_DB_ERROR, RG_DB_ERROR_NOT_A_SHOP);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, "Date;Item;Price\n");

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  sqlite3_open (path, &other);
  sqlite3_exec (other, "CREATE TABLE t (a)", NULL, NULL, NULL);
  sqlite3_close (other);
  g_assert_null (rg_store_open (path, &error));
  g_assert_error (error, RG_DB_ERROR, RG_DB_ERROR_NOT_A_SHOP);
}

static void
changed_cb (RgStore *store, RgChanges *changes, gpointer data)
{
  RgChanges **got = data;

  g_assert_null (*got);
  *got = rg_changes_ref (changes);
}

static void
test_change_is_logged_and_announced (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgChanges) changes = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *visits = NULL;
  const gint64 *keys;
  gboolean all;
  gsize n;
  gint64 action;

  rg_test_shop_write (test, "Åse Dahl Added", ADD_CUSTOMER);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_connect (test->store, "changed", G_CALLBACK (changed_cb), &changes);
  action = rg_test_shop_write (test, "Åse Dahl Edited", "UPDATE customer SET note = 'x'");
  while (changes == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpint (rg_changes_get_action (changes), ==, action);
  keys = rg_changes_get_keys (changes, "customer", &n, &all);
  g_assert_false (all);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (keys[0], ==, 1);
  g_assert_false (rg_changes_touches (changes, "tag"));
  before = rg_test_shop_read (
      test, "SELECT json_extract(before, '$.note') FROM change WHERE before IS NOT NULL");
  after = rg_test_shop_read (
      test, "SELECT json_extract(after, '$.note') FROM change WHERE before IS NOT NULL");
  visits = rg_test_shop_read (test, "SELECT search FROM customer_fact");
  g_assert_cmpstr (before, ==, "");
  g_assert_cmpstr (after, ==, "x");
  g_assert_cmpstr (visits, ==, "ase dahl 13085");
}

static void
test_nothing_changed_leaves_no_trace (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *actions = NULL;

  rg_test_shop_write (test, "Added", ADD_CUSTOMER);
  g_assert_cmpint (rg_test_shop_write (test, "Same", "UPDATE customer SET name = name"), ==, 0);
  actions = rg_test_shop_read (test, "SELECT count(*) FROM action");
  g_assert_cmpstr (actions, ==, "1");
}

static gboolean
fail_in_thread (RgWrite *write, gpointer data, GError **error)
{
  if (!rg_db_exec (rg_write_get_db (write), ADD_CUSTOMER, "test", error))
    return FALSE;
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID, "No.");
  return FALSE;
}

static gboolean
cancel_in_thread (RgWrite *write, gpointer data, GError **error)
{
  g_cancellable_cancel (rg_write_get_cancellable (write));
  return rg_db_exec (rg_write_get_db (write), ADD_CUSTOMER, "test", error);
}

static void
test_failure_and_cancel_leave_nothing (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *before = rg_test_shop_dump (test, TRUE);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) cancelled = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_assert_false (
      rg_store_write_sync (test->store, "test", "No", fail_in_thread, NULL, NULL, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_assert_false (rg_store_write_sync (test->store, "test", "No", cancel_in_thread, NULL,
                                       cancellable, NULL, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, after);
  rg_test_shop_write (test, "Added", ADD_CUSTOMER);
  rg_test_shop_check (test);
}

static void
test_card_number_is_refused (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  static const char *const tries[] = {
    "INSERT INTO customer (uuid, note) VALUES (randomblob (16), '4111 1111 1111 1111')",
    "INSERT INTO customer (uuid, name) VALUES (randomblob (16), '5500-0055-5555-5559')",
    "INSERT INTO customer (uuid, card_number) VALUES (randomblob (16), '4222222222222')",
  };

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      sqlite3 *raw;
      int code;

      g_assert_cmpint (sqlite3_open (test->path, &raw), ==, SQLITE_OK);
      code = sqlite3_exec (raw, tries[i], NULL, NULL, NULL);
      g_assert_cmpint (code, ==, SQLITE_CONSTRAINT);
      g_assert_cmpstr (sqlite3_errmsg (raw), ==, "payment card number");
      sqlite3_close (raw);
    }
  rg_test_shop_write (test, "Range",
                      "INSERT INTO card_range (first, last) VALUES ('4222222222222', "
                      "'4222222222222')");
  rg_test_shop_write (test, "Card", tries[2]);
}

/* Keys are of one language, whoever writes: a program in another locale adds to the stored ones. */
static void
test_order_follows_the_window (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *actions = NULL;
  g_autofree char *foreign = NULL;
  g_autoptr (RgChanges) changes = NULL;

  rg_test_shop_write (test, "Added", ADD_CUSTOMER);
  rg_test_shop_write (test, "Added", "INSERT INTO customer (uuid, name) VALUES (randomblob (16), "
                                     "'Zoe')");
  rg_test_shop_write (test, "Other Language",
                      "INSERT INTO derived (name, value) VALUES ('sort-locale', 'nb_NO');"
                      "UPDATE customer SET name = name || '.'");
  foreign = rg_test_shop_read (test, "SELECT group_concat(customer_id) FROM (SELECT customer_id "
                                     "FROM customer_fact ORDER BY sort_key)");
  g_assert_cmpstr (foreign, ==, "2,1");
  before = rg_test_shop_read (test, "SELECT count(*) FROM action");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_connect (test->store, "changed", G_CALLBACK (changed_cb), &changes);
  rg_store_follow_locale (test->store);
  while (changes == NULL)
    g_main_context_iteration (NULL, TRUE);
  after = rg_test_shop_read (test, "SELECT group_concat(customer_id) FROM (SELECT customer_id "
                                   "FROM customer_fact ORDER BY sort_key)");
  g_assert_cmpstr (after, ==, "1,2");
  g_assert_cmpint (rg_changes_get_action (changes), ==, 0);
  actions = rg_test_shop_read (test, "SELECT count(*) FROM action");
  g_assert_cmpstr (before, ==, actions);
}

static void
write_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  gint64 *action = data;
  g_autoptr (GError) error = NULL;

  g_assert_true (rg_store_write_finish (RG_STORE (source), result, action, &error));
  g_assert_no_error (error);
}

static gboolean
add_in_thread (RgWrite *write, gpointer data, GError **error)
{
  rg_write_set_label (write, "Better");
  return rg_db_exec (rg_write_get_db (write), ADD_CUSTOMER, "test", error);
}

static void
test_async (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *label = NULL;
  gint64 action = -1;

  rg_store_write_async (test->store, "test", "Label", add_in_thread, NULL, NULL, NULL,
                        write_done_cb, &action);
  while (action < 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (action, ==, 1);
  label = rg_test_shop_read (test, "SELECT label FROM action");
  g_assert_cmpstr (label, ==, "Better");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/create-refuses", test_create_refuses);
  g_test_add_func ("/store/foreign-file", test_foreign_file);
  g_test_add_func ("/store/logged-and-announced", test_change_is_logged_and_announced);
  g_test_add_func ("/store/nothing-changed", test_nothing_changed_leaves_no_trace);
  g_test_add_func ("/store/failure-and-cancel", test_failure_and_cancel_leave_nothing);
  g_test_add_func ("/store/card-number", test_card_number_is_refused);
  g_test_add_func ("/store/order-follows-the-window", test_order_follows_the_window);
  g_test_add_func ("/store/async", test_async);
  return g_test_run ();
}
