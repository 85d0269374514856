/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a morning needs: tasks, closed days and targets; each change can be taken back. */
#include "rg-test-shop.h"

#include "store/rg-store-closed-days.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-due.h"
#include "store/rg-store-targets.h"
#include "store/rg-store-tasks.h"
#include "store/rg-store-tickets.h"

#include <glib/gstdio.h>

#define TODAY 20000

typedef struct {
  RgTaskFilter filter;
  GPtrArray *tasks;
} TasksRead;

static gboolean
read_tasks_in_thread (RgDb *db, gpointer data, GError **error)
{
  TasksRead *read = data;

  read->tasks = rg_tasks_read (db, &read->filter, error);
  return read->tasks != NULL;
}

static GPtrArray *
read_tasks (RgTestShop *test, RgTaskFilter filter)
{
  TasksRead read = { filter, NULL };
  g_autoptr (GError) error = NULL;

  rg_store_read_sync (test->store, RG_READER_ROWS, read_tasks_in_thread, &read, NULL, &error);
  g_assert_no_error (error);
  return read.tasks;
}

/* The words of the tasks, in their order: "a/b/". */
static char *
list_tasks (RgTestShop *test, RgTaskFilter filter)
{
  g_autoptr (GPtrArray) tasks = read_tasks (test, filter);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < tasks->len; i++)
    g_string_append_printf (text, "%s/", ((RgTask *) tasks->pdata[i])->what);
  return g_string_free (text, FALSE);
}

static void
assert_tasks (RgTestShop *test, RgTaskFilter filter, const char *expected)
{
  g_autofree char *text = list_tasks (test, filter);

  g_assert_cmpstr (text, ==, expected);
}

static gint64
save (RgTestShop *test, RgTask *task, gint64 *action)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  rg_store_save_task_sync (test->store, task, &id, action, &error);
  g_assert_no_error (error);
  return id;
}

static gint64
add (RgTestShop *test, const char *what, RgDay due_on, gint64 customer)
{
  g_autoptr (RgTask) task = rg_task_new (what);

  task->due_on = due_on;
  task->customer = customer;
  return save (test, task, NULL);
}

static gint64
add_customer (RgTestShop *test, const char *name)
{
  g_autoptr (RgCustomerDetails) details = rg_customer_details_new ();
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_set_str (&details->name, name);
  rg_store_save_customer_sync (test->store, details, &id, NULL, &error);
  g_assert_no_error (error);
  return id;
}

typedef struct {
  RgDueList *due;
} Due;

static gboolean
due_in_thread (RgDb *db, gpointer data, GError **error)
{
  Due *read = data;

  return (read->due = rg_due_list_read (db, TODAY, error)) != NULL;
}

/* What is due today, the words of each with a slash behind them. */
static void
assert_due (RgTestShop *test, const char *tasks, const char *tickets)
{
  Due read = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) first = g_string_new (NULL), second = g_string_new (NULL);

  rg_store_read_sync (test->store, RG_READER_ROWS, due_in_thread, &read, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < read.due->tasks->len; i++)
    g_string_append_printf (first, "%s/", ((RgTask *) read.due->tasks->pdata[i])->what);
  for (guint i = 0; i < read.due->tickets->len; i++)
    g_string_append_printf (second, "%s/", ((RgTicket *) read.due->tickets->pdata[i])->subject);
  g_assert_cmpstr (first->str, ==, tasks);
  g_assert_cmpstr (second->str, ==, tickets);
  g_assert_cmpuint (rg_due_list_count (read.due), ==,
                    read.due->tasks->len + read.due->tickets->len);
  rg_due_list_free (read.due);
}

static gint64
add_ticket (RgTestShop *test, const char *subject, RgDay due_on)
{
  g_autoptr (RgTicket) ticket = rg_ticket_new (RG_TICKET_SERVICE, subject);
  g_autoptr (GError) error = NULL;
  gint64 id;

  ticket->opened_on = TODAY - 3;
  ticket->due_on = due_on;
  rg_store_save_ticket_sync (test->store, ticket, &id, NULL, &error);
  g_assert_no_error (error);
  return id;
}

/* Tickets wait beside the tasks until they are closed. */
static void
test_due (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  gint64 late = add_ticket (test, "The handle is loose", TODAY - 2);
  gint64 action;

  add_ticket (test, "Some time", RG_DAY_NONE);
  add_ticket (test, "Tomorrow", TODAY + 1);
  add (test, "Order paper", TODAY, 0);
  assert_due (test, "Order paper/", "The handle is loose/");
  rg_store_close_ticket_sync (test->store, late, RG_TICKET_NO_OUTCOME, NULL, &action, &error);
  g_assert_no_error (error);
  assert_due (test, "Order paper/", "");
  rg_test_shop_take_back (test, action);
  assert_due (test, "Order paper/", "The handle is loose/");
}

static void
test_tasks (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  gint64 kim = add_customer (test, "Kim Min-su");
  gint64 some_time = add (test, "Wash the windows", RG_DAY_NONE, 0);
  gint64 late = add (test, "Call Kim", TODAY - 1, kim);
  gint64 action;

  add (test, "Order paper", TODAY, 0);
  add (test, "Later", TODAY + 1, 0);
  assert_tasks (test, (RgTaskFilter){ 0 }, "Call Kim/Order paper/Later/Wash the windows/");
  assert_tasks (test, (RgTaskFilter){ .customer = kim }, "Call Kim/");
  assert_tasks (test, (RgTaskFilter){ .limit = 1 }, "Call Kim/");
  assert_tasks (test, (RgTaskFilter){ .due_after = TODAY }, "Later/");
  assert_due (test, "Call Kim/Order paper/", "");

  rg_store_set_task_done_sync (test->store, late, TODAY, &action, &error);
  g_assert_no_error (error);
  assert_tasks (test, (RgTaskFilter){ .done = TRUE }, "Call Kim/");
  assert_tasks (test, (RgTaskFilter){ .due_by = TODAY }, "Order paper/");
  rg_test_shop_take_back (test, action);
  assert_tasks (test, (RgTaskFilter){ .done = TRUE }, "");
  rg_store_delete_task_sync (test->store, some_time, &action, &error);
  g_assert_no_error (error);
  assert_tasks (test, (RgTaskFilter){ 0 }, "Call Kim/Order paper/Later/");
  rg_test_shop_take_back (test, action);
  assert_tasks (test, (RgTaskFilter){ 0 }, "Call Kim/Order paper/Later/Wash the windows/");
  rg_test_shop_check (test);
}

static void
test_task_edits (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) empty = NULL, card = NULL, gone = NULL;
  g_autoptr (RgTask) task = rg_task_new ("  Call back ");
  g_autofree char *label = NULL;
  gint64 action;

  task->id = save (test, task, &action);
  label = rg_test_shop_read (test, "SELECT label FROM action ORDER BY id DESC");
  g_assert_cmpstr (label, ==, "Task Added:   Call back ");
  assert_tasks (test, (RgTaskFilter){ 0 }, "Call back/");
  save (test, task, &action);
  g_assert_cmpint (action, ==, 0); /* nothing was different */
  task->due_on = TODAY;
  save (test, task, &action);
  g_assert_cmpint (action, >, 0);
  rg_test_shop_take_back (test, action);
  assert_tasks (test, (RgTaskFilter){ .due_by = TODAY }, "");

  g_set_str (&task->what, " ");
  g_assert_false (rg_store_save_task_sync (test->store, task, NULL, NULL, &empty));
  g_assert_error (empty, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_set_str (&task->what, "Card 4111 1111 1111 1111");
  g_assert_false (rg_store_save_task_sync (test->store, task, NULL, NULL, &card));
  g_assert_error (card, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_set_str (&task->what, "x");
  task->id = 99;
  g_assert_false (rg_store_save_task_sync (test->store, task, NULL, NULL, &gone));
  g_assert_error (gone, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
}

/* A task goes with its customer and comes back with them; a merged one's is the living one's. */
static void
test_task_customer (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GError) error = NULL;
  gint64 kim = add_customer (test, "Kim"), ase = add_customer (test, "Åse");
  gint64 action;

  add (test, "Call", RG_DAY_NONE, kim);
  rg_store_delete_customer_sync (test->store, kim, &action, &error);
  g_assert_no_error (error);
  assert_tasks (test, (RgTaskFilter){ 0 }, "");
  rg_test_shop_take_back (test, action);
  assert_tasks (test, (RgTaskFilter){ 0 }, "Call/");
  rg_test_shop_write (test, "Merged", "UPDATE customer SET merged_into = 2 WHERE id = 1");
  tasks = read_tasks (test, (RgTaskFilter){ .customer = ase });
  g_assert_cmpuint (tasks->len, ==, 1);
  g_assert_cmpint (((RgTask *) tasks->pdata[0])->customer, ==, ase);
  g_assert_cmpstr (((RgTask *) tasks->pdata[0])->customer_name, ==, "Åse");
}

static void
test_task_words (void)
{
  static const struct
  {
    RgDay due, done;
    const char *words;
  } cases[] = {
    { TODAY, RG_DAY_NONE, "Due today" },       { TODAY + 1, RG_DAY_NONE, "Due tomorrow" },
    { TODAY - 1, RG_DAY_NONE, "1 day late" },  { TODAY - 9, RG_DAY_NONE, "9 days late" },
    { RG_DAY_NONE, RG_DAY_NONE, "" },          { TODAY - 9, TODAY, "Done: today" },
    { RG_DAY_NONE, TODAY - 1, "Done: yesterday" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RgTask) task = rg_task_new ("x");
      g_autofree char *words = NULL;

      task->due_on = cases[i].due;
      task->done_on = cases[i].done;
      words = rg_task_dup_state (task, TODAY);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static gboolean
read_closed_in_thread (RgDb *db, gpointer data, GError **error)
{
  GArray **days = data;

  *days = rg_closed_days_read (db, error);
  return *days != NULL;
}

static guint
count_closed (RgTestShop *test)
{
  g_autoptr (GArray) days = NULL;
  g_autoptr (GError) error = NULL;

  rg_store_read_sync (test->store, RG_READER_ROWS, read_closed_in_thread, &days, NULL, &error);
  g_assert_no_error (error);
  return days->len;
}

static void
test_closed_days (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const RgClosedDay days[] = { { 0, 20773 }, { 0, 20774 }, { 3, 20774 } };
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;
  gint64 action, again;

  rg_store_set_closed_sync (test->store, days, 3, TRUE, &action, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_closed (test), ==, 3);
  label = rg_test_shop_read (test, "SELECT label FROM action ORDER BY id DESC");
  g_assert_cmpstr (label, ==, "Closed from 16 Nov 2026 to 17 Nov 2026");
  rg_store_set_closed_sync (test->store, days, 1, TRUE, &again, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again, ==, 0);
  rg_store_set_closed_sync (test->store, days, 1, FALSE, &again, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_closed (test), ==, 2);
  rg_test_shop_take_back (test, again);
  rg_test_shop_take_back (test, action);
  g_assert_cmpuint (count_closed (test), ==, 0);
}

static void
set_target (RgTestShop *test, RgTarget target, gint64 *action)
{
  g_autoptr (GError) error = NULL;

  rg_store_set_target_sync (test->store, &target, action, &error);
  g_assert_no_error (error);
}

static gboolean
read_targets_in_thread (RgDb *db, gpointer data, GError **error)
{
  GArray **targets = data;

  *targets = rg_targets_read (db, error);
  return *targets != NULL;
}

static gint64
find_target (RgTestShop *test, gint64 location, RgDay day)
{
  static const gint64 locations[] = { 1, 2 };
  g_autoptr (GArray) targets = NULL;
  g_autoptr (GError) error = NULL;

  rg_store_read_sync (test->store, RG_READER_ROWS, read_targets_in_thread, &targets, NULL, &error);
  g_assert_no_error (error);
  return rg_targets_find (targets, location, day, locations, 2);
}

static void
test_targets (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  RgDay november = rg_day_from_ymd (2026, 11, 1);
  g_autoptr (GError) error = NULL;
  gint64 action;

  set_target (test, (RgTarget){ 1, 0, 100 }, NULL);
  g_assert_cmpint (find_target (test, 0, november), ==, 0); /* one of two locations has none */
  set_target (test, (RgTarget){ 2, 0, 50 }, NULL);
  g_assert_cmpint (find_target (test, 0, november), ==, 150);
  set_target (test, (RgTarget){ 2, november, 70 }, NULL);
  g_assert_cmpint (find_target (test, 0, november + 29), ==, 170);
  g_assert_cmpint (find_target (test, 0, november + 30), ==, 150);
  g_assert_cmpint (find_target (test, 2, november + 5), ==, 70);
  set_target (test, (RgTarget){ 0, 0, 500 }, &action);
  g_assert_cmpint (find_target (test, 0, november), ==, 500);
  set_target (test, (RgTarget){ 0, 0, 500 }, &action);
  g_assert_cmpint (action, ==, 0);
  set_target (test, (RgTarget){ 0, 0, 0 }, &action);
  g_assert_cmpint (find_target (test, 0, november), ==, 170);
  rg_test_shop_take_back (test, action);
  g_assert_cmpint (find_target (test, 0, november), ==, 500);
  g_assert_false (rg_store_set_target_sync (test->store, &(RgTarget){ 0, 0, -1 }, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
}

/* A file of the first version: the shop's row, a customer, and the action that made it. */
static void
make_old_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDb) db = rg_db_open (path, RG_DB_CREATE, &error);
  g_autoptr (GBytes) first = g_resources_lookup_data (
    "/io/github/regulars/migrations/0001-first.sql", 0, &error);

  g_assert_no_error (error);
  rg_db_exec (db, g_bytes_get_data (first, NULL), "old file", &error);
  g_assert_no_error (error);
  rg_db_exec (db,
              "PRAGMA user_version = 1;"
              "INSERT INTO shop (id, uuid, name, currency, time_zone, secret, created_at)"
              " VALUES (1, randomblob (16), 'Old', 'NOK', 'Europe/Oslo', randomblob (32), 0);"
              "INSERT INTO customer (id, uuid, name, note)"
              " VALUES (1, zeroblob (16), 'Åse Dahl', 'new');"
              "INSERT INTO action (id, uuid, at, kind, label)"
              " VALUES (1, randomblob (16), 0, 'customer.edit', 'Edited');"
              "INSERT INTO change (action_id, table_name, row_key, before, after)"
              " SELECT 1, 'customer', '[1]', json_set (row, '$.note', 'old'), row"
              " FROM (SELECT json_object ('id', id, 'uuid', hex (uuid), 'number', number,"
              "  'name', name, 'given_name', given_name, 'family_name', family_name,"
              "  'birth_year', birth_year, 'birth_month', birth_month, 'birth_day', birth_day,"
              "  'gender', gender, 'language', language, 'note', note,"
              "  'card_number', card_number, 'joined_on', joined_on,"
              "  'household_id', household_id, 'owner_id', owner_id,"
              "  'merged_into', merged_into, 'erased_at', erased_at,"
              "  'import_id', import_id) AS row FROM customer);",
              "old file", &error);
  g_assert_no_error (error);
}

/* A file of the first version is brought up to date; what was done in it can be taken back. */
static void
test_old_file (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *note = NULL, *name = NULL;
  g_autoptr (GError) error = NULL;

  rg_store_close (test->store);
  g_clear_object (&test->store);
  g_remove (test->path);
  make_old_file (test->path);
  test->store = rg_store_open (test->path, &error);
  g_assert_no_error (error);
  name = rg_test_shop_read (test, "SELECT name FROM customer");
  g_assert_cmpstr (name, ==, "Åse Dahl");
  add (test, "Call", TODAY, 1);
  assert_tasks (test, (RgTaskFilter){ .customer = 1 }, "Call/");
  rg_test_shop_take_back (test, 1);
  note = rg_test_shop_read (test, "SELECT note FROM customer");
  g_assert_cmpstr (note, ==, "old");
  rg_test_shop_check (test);
}

/* Whatever program writes to the file, no payment card number gets in as a task. */
static gboolean
insert_card_in_thread (RgWrite *write, gpointer data, GError **error)
{
  return rg_db_exec (rg_write_get_db (write),
                     "INSERT INTO task (uuid, what, created_on)"
                     " VALUES (randomblob (16), '4111 1111 1111 1111', 0)", "test", error);
}

static void
test_task_card (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (rg_store_write_sync (test->store, "test", "Card", insert_card_in_thread, NULL,
                                       NULL, NULL, &error));
  g_assert_nonnull (error);
  assert_tasks (test, (RgTaskFilter){ 0 }, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/morning/due", test_due);
  g_test_add_func ("/morning/tasks", test_tasks);
  g_test_add_func ("/morning/task-edits", test_task_edits);
  g_test_add_func ("/morning/task-customer", test_task_customer);
  g_test_add_func ("/morning/task-words", test_task_words);
  g_test_add_func ("/morning/closed-days", test_closed_days);
  g_test_add_func ("/morning/targets", test_targets);
  g_test_add_func ("/morning/old-file", test_old_file);
  g_test_add_func ("/morning/task-card", test_task_card);
  return g_test_run ();
}
