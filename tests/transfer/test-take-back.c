/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Imports that build on one another, taken back in any order. */
#include "rg-test-import.h"

#include "store/rg-store-tasks.h"
#include "store/rg-store-tickets.h"
#include "store/rg-store-undo.h"

#define SALES "Receipt number,Date,SKU,Category,Quantity,Price,Customer ID,Branch,Country\n"
#define PEOPLE "Customer number,First name,Last name,E-mail,Street,City,Tags,Post permission\n"

static const char *const files[] = {
  SALES "1,2026-01-05,A,Coffee,1,10,17,North,Norway\n2,2026-01-06,B,Tea,1,20,18,North,\n",
  PEOPLE "17,Åse,Dahl,ase@example.org,Storgata 3,Oslo,vip,yes\n20,Kari,Moe,,,,vip,\n",
  SALES "3,2026-02-05,A,Coffee,2,10,17,South,\n4,2026-02-05,C,Coffee,1,5,19,North,\n",
  PEOPLE "17,Aase,Dahl,,Kirkeveien 9,Oslo,web,\n18,Kim,Min-su,kim@example.org,,,web,no\n",
  SALES "1,2026-01-05,A,Coffee,3,10,17,North,\n5,2026-03-05,D,Mugs,1,5,20,South,\n",
};

/* Says the first line that is not the same. */
static void
assert_same (const char *before, const char *after)
{
  g_auto (GStrv) was = g_strsplit (before, "\n", -1);
  g_auto (GStrv) now = g_strsplit (after, "\n", -1);

  for (guint i = 0; was[i] != NULL || now[i] != NULL; i++)
    g_assert_cmpstr (was[i], ==, now[i]);
}

static gboolean
try_take_back (RgTestShop *test, gint64 action, gint64 *undo)
{
  g_autoptr (GError) error = NULL;

  if (rg_store_take_back_sync (test->store, action, undo, &error))
    return TRUE;
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONFLICT);
  g_test_message ("%d: %s", (int) action, error->message);
  return FALSE;
}

static void
take_back (RgTestShop *test, gint64 action)
{
  g_assert_true (try_take_back (test, action, NULL));
}

static gint64
import_file (RgTestShop *test, guint file)
{
  return rg_test_import (test, "file.csv", files[file], NULL);
}

/* The sales made the customer, the other file said who it is. */
static void
test_nameless (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *empty = rg_test_shop_dump (test, TRUE);
  g_autofree char *full = NULL, *left = NULL, *again = NULL, *end = NULL;
  gint64 sales = import_file (test, 0);
  gint64 people = import_file (test, 1);
  gint64 undo;

  full = rg_test_shop_dump (test, TRUE);
  take_back (test, sales);
  left = rg_test_shop_read (test, "SELECT group_concat(number || name, '/') FROM customer");
  g_assert_cmpstr (left, ==, "17Åse Dahl/20Kari Moe");
  g_assert_true (try_take_back (test, people, &undo));
  end = rg_test_shop_dump (test, TRUE);
  assert_same (empty, end);
  take_back (test, undo);
  g_assert_true (try_take_back (test, sales, &undo) == FALSE);
  rg_test_shop_check (test);
  g_clear_pointer (&left, g_free);
  left = rg_test_shop_read (test, "SELECT group_concat(number || name, '/') FROM customer");
  g_assert_cmpstr (left, ==, "17Åse Dahl/20Kari Moe");
  again = rg_test_shop_read (test, "SELECT max(id) FROM action WHERE undoes = "
                                   "(SELECT min(action_id) FROM import)");
  take_back (test, g_ascii_strtoll (again, NULL, 10));
  g_free (end);
  end = rg_test_shop_dump (test, TRUE);
  assert_same (full, end);
}

/* Whom somebody named by hand meanwhile stays. */
static void
test_named_by_hand (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *empty = rg_test_shop_dump (test, TRUE);
  g_autofree char *left = NULL, *end = NULL;
  gint64 sales = import_file (test, 0);
  gint64 people = rg_test_import (test, "plain.csv", "Customer number,E-mail\n17,a@example.org\n",
                                  NULL);
  gint64 edit;

  take_back (test, sales);
  edit = rg_test_shop_write (test, "Named", "UPDATE customer SET name = 'Åse' WHERE number = '17'");
  take_back (test, people);
  left = rg_test_shop_read (test, "SELECT group_concat(name) FROM customer");
  g_assert_cmpstr (left, ==, "Åse");
  take_back (test, edit);
  end = rg_test_shop_dump (test, TRUE);
  assert_same (empty, end);
}

static gint64
add_task (RgTestShop *test, const char *number)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM customer WHERE number = '%s'", number);
  g_autofree char *customer = rg_test_shop_read (test, sql);
  g_autoptr (RgTask) task = rg_task_new ("Ring back");
  g_autoptr (GError) error = NULL;
  gint64 id;

  task->customer = g_ascii_strtoll (customer, NULL, 10);
  g_assert_true (rg_store_save_task_sync (test->store, task, &id, NULL, &error));
  g_assert_no_error (error);
  return id;
}

/* A task is nobody's file: it stays, and whom it is about stays with it, with the number that the
 * till gave and with the name as far as no file that was taken back said it of somebody who was
 * there before. They go once the task has gone. */
static void
test_task (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *empty = rg_test_shop_dump (test, TRUE);
  g_autofree char *left = NULL, *contacts = NULL, *end = NULL;
  gint64 sales = import_file (test, 0);
  gint64 people = import_file (test, 1);
  const gint64 tasks[] = { add_task (test, "17"), add_task (test, "20") };

  take_back (test, people);
  take_back (test, sales);
  left = rg_test_shop_read (test, "SELECT group_concat(number || name, '/') FROM customer");
  g_assert_cmpstr (left, ==, "17/20Kari Moe");
  contacts = rg_test_shop_read (test, "SELECT count(*) FROM contact_point");
  g_assert_cmpstr (contacts, ==, "0");
  rg_test_shop_check (test);
  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    g_assert_true (rg_store_delete_task_sync (test->store, tasks[i], NULL, NULL));
  end = rg_test_shop_dump (test, TRUE);
  assert_same (empty, end);
}

/* A ticket holds its customer and its product as a task does, and means its receipt also while that
 * is not there. */
static void
test_ticket (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *empty = rg_test_shop_dump (test, TRUE);
  g_autoptr (RgTicket) ticket = rg_ticket_new (RG_TICKET_SERVICE, "It came broken");
  g_autoptr (GError) error = NULL;
  g_autofree char *held = NULL, *expected = NULL, *meant = NULL, *end = NULL;
  gint64 sales = import_file (test, 0), id, back;

  g_free (ticket->product_name);
  ticket->product_name = rg_test_shop_read (test, "SELECT code FROM product");
  expected = g_strdup_printf ("%s/1/0", ticket->product_name);
  ticket->customer = 1;
  ticket->receipt = 1;
  rg_store_save_ticket_sync (test->store, ticket, &id, NULL, &error);
  g_assert_no_error (error);
  back = rg_test_shop_take_back (test, sales);
  held = rg_test_shop_read (test, "SELECT p.code || '/' || (SELECT count(*) FROM customer) || '/' "
                                  "|| (SELECT count(*) FROM receipt) FROM product AS p");
  g_assert_cmpstr (held, ==, expected);
  /* An edit leaves what cannot be seen as it is. */
  rg_store_close_ticket_sync (test->store, id, RG_TICKET_NO_OUTCOME, "Sent another", NULL, NULL);
  rg_test_shop_take_back (test, back);
  meant = rg_test_shop_read (test, "SELECT r.number FROM ticket AS t JOIN receipt AS r "
                                   "ON r.uuid = t.receipt_uuid");
  g_assert_cmpstr (meant, ==, "1");
  rg_test_shop_check (test);
  take_back (test, sales);
  g_assert_true (rg_store_delete_ticket_sync (test->store, id, NULL, NULL));
  end = rg_test_shop_dump (test, TRUE);
  assert_same (empty, end);
}

/* All that a file brought is gone already: taking it back is done nevertheless, once. */
static void
test_nothing_left (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) twice = NULL;
  g_autofree char *empty = rg_test_shop_dump (test, TRUE);
  g_autofree char *state = NULL, *end = NULL;
  gint64 people = import_file (test, 3), more, tag, undo;

  more = rg_test_import (test, "file.csv", PEOPLE "17,Aase,Dahl,,Kirkeveien 9,Oslo,late,\n", NULL);
  tag = rg_test_shop_write (test, "Deleted", "DELETE FROM tag WHERE name = 'late'");
  g_assert_true (try_take_back (test, more, &undo));
  g_assert_cmpint (undo, >, tag);
  state = rg_test_shop_read (test, "SELECT state FROM import ORDER BY id DESC LIMIT 1");
  g_assert_cmpstr (state, ==, "taken-back");
  g_assert_false (rg_store_take_back_sync (test->store, more, NULL, &twice));
  g_assert_error (twice, RG_STORE_ERROR, RG_STORE_ERROR_CONFLICT);
  take_back (test, tag);
  take_back (test, people);
  end = rg_test_shop_dump (test, TRUE);
  assert_same (empty, end);
  rg_test_shop_check (test);
}

/* All files in some order, taken back in some other: nothing is left. What was taken back last can
 * always be done again. */
static void
test_any_order (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *empty = rg_test_shop_dump (test, TRUE);
  g_autofree char *end = NULL;
  g_autoptr (GArray) actions = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < 2 * G_N_ELEMENTS (files); i++)
    {
      gint64 action = import_file (test, (guint) g_test_rand_int_range (0, G_N_ELEMENTS (files)));

      if (action != 0)
        g_array_append_val (actions, action);
    }
  for (guint tries = 0; actions->len > 0; tries++)
    {
      guint at = (guint) g_test_rand_int_range (0, (int) actions->len);
      g_autofree char *before = rg_test_shop_dump (test, TRUE), *after = NULL;
      gint64 undo;

      g_assert_cmpuint (tries, <, 1000);
      if (!try_take_back (test, g_array_index (actions, gint64, at), &undo))
        continue;
      rg_test_shop_check (test);
      if (g_test_rand_bit ())
        {
          g_array_remove_index (actions, at);
          continue;
        }
      take_back (test, undo);
      after = rg_test_shop_dump (test, TRUE);
      assert_same (before, after);
    }
  end = rg_test_shop_dump (test, TRUE);
  assert_same (empty, end);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/take-back-imports/nameless", test_nameless);
  g_test_add_func ("/take-back-imports/named-by-hand", test_named_by_hand);
  g_test_add_func ("/take-back-imports/task", test_task);
  g_test_add_func ("/take-back-imports/ticket", test_ticket);
  g_test_add_func ("/take-back-imports/nothing-left", test_nothing_left);
  for (int i = 0; i < 6; i++)
    {
      g_autofree char *name = g_strdup_printf ("/take-back-imports/any-order/%d", i);

      g_test_add_func (name, test_any_order);
    }
  return g_test_run ();
}
