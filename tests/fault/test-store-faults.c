/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Every write of an action fails, once and for good: the rows, the action and its log come all or
 * not at all, the store says so truthfully, and the next action works. */
#include <sqlite3.h>

#include "failing-vfs.h"
#include "fault-file.h"
#include "store/rg-store.h"

#define CUSTOMERS 60
#define MANY \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " \
  G_STRINGIFY (CUSTOMERS) ") " \
  "INSERT INTO customer (uuid, name, note) SELECT randomblob (16), 'Åse ' || i, " \
  "hex (zeroblob (200)) FROM n"
#define ONE "INSERT INTO customer (uuid, name) VALUES (randomblob (16), 'Kim')"

typedef struct {
  const char *name;
  FailingMode mode;
  int code;
} Fault;

static const Fault faults[] = {
  { "/fault/store/full-once", FAILING_ONCE, SQLITE_FULL },
  { "/fault/store/error-once", FAILING_ONCE, SQLITE_IOERR },
  { "/fault/store/full-for-good", FAILING_ALWAYS, SQLITE_FULL },
};

static gboolean
run_in_thread (RgWrite *write, gpointer data, GError **error)
{
  return rg_db_exec (rg_write_get_db (write), data, "test", error);
}

static void
make_shop (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgShop) shop = rg_shop_new ("Fjordbok", "NOK", "Europe/Oslo");
  g_autoptr (RgStore) store = rg_store_create (path, shop, &error);

  g_assert_no_error (error);
  rg_store_close (store);
}

/* The rows, their action and their log agree. */
static void
assert_all_or_nothing (const char *path, gboolean said_done, gboolean next_done)
{
  gint64 many, changes, actions;

  fault_file_assert_whole (path);
  many = fault_file_query (path, "SELECT count(*) FROM customer WHERE name LIKE 'Åse %'");
  changes = fault_file_query (path, "SELECT count(*) FROM change WHERE table_name = 'customer'");
  actions = fault_file_query (path, "SELECT count(*) FROM action WHERE kind = 'test'");
  g_assert_true (many == 0 || many == CUSTOMERS);
  if (said_done)
    g_assert_cmpint (many, ==, CUSTOMERS);
  g_assert_cmpint (changes, ==, many + (next_done ? 1 : 0));
  g_assert_cmpint (actions, ==, (many ? 1 : 0) + (next_done ? 1 : 0));
  g_assert_cmpint (fault_file_query (path, "SELECT count(*) FROM customer_fact"), ==, changes);
}

/* Returns FALSE once the action makes fewer changing calls than nth. */
static gboolean
action_with_fault (const char *path, const Fault *fault, int nth)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) next_error = NULL;
  RgStore *store = rg_store_open (path, &error);
  gboolean done, next_done;
  int calls;

  g_assert_no_error (error);
  failing_vfs_arm (nth, fault->mode, fault->code);
  done = rg_store_write_sync (store, "test", "Many", run_in_thread, (gpointer) MANY, NULL, NULL,
                              &error);
  g_assert_true (done == (error == NULL));
  calls = failing_vfs_disarm ();

  next_done = rg_store_write_sync (store, "test", "One", run_in_thread, (gpointer) ONE, NULL, NULL,
                                   &next_error);
  g_assert_no_error (next_error);
  rg_store_close (store);
  g_object_unref (store);
  assert_all_or_nothing (path, done, next_done);
  return calls >= nth;
}

static void
test_action (gconstpointer data)
{
  const Fault *fault = data;
  char *folder = fault_folder_new ();
  g_autofree char *base = g_build_filename (folder, "base", NULL);
  g_autofree char *path = g_build_filename (folder, "shop", NULL);
  int nth = 1;

  make_shop (base);
  do
    fault_file_copy (base, path);
  while (action_with_fault (path, fault, nth++));
  g_test_message ("%d changing calls", nth - 2);
  g_assert_cmpint (nth, >, 10);
  fault_folder_remove (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  failing_vfs_install ();
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    g_test_add_data_func (faults[i].name, &faults[i], test_action);
  return g_test_run ();
}
