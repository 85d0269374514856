/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Every write of a transaction fails once and for good, and so does every seventh of making a
 * new file, from any on, or each where REGULARS_FAULT_CUTS is "all"; whatever happens, the file
 * stays whole and has all of it or nothing. */
#include <sqlite3.h>

#include "db/rg-migrate.h"
#include "failing-vfs.h"
#include "fault-file.h"

typedef struct {
  FailingMode mode;
  int code;
} Fault;

static const Fault faults[] = {
  { FAILING_ONCE, SQLITE_FULL },
  { FAILING_ONCE, SQLITE_IOERR },
  { FAILING_ALWAYS, SQLITE_FULL },
};

#define ROWS 100
#define CREATION_STEP 7

static gboolean
write_rows (RgDb *db, GError **error)
{
  return rg_db_exec (db,
                     "BEGIN IMMEDIATE;"
                     "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                     G_STRINGIFY (ROWS) ")"
                     "INSERT INTO setting (name, value) SELECT 'name ' || i, hex (zeroblob (300)) "
                     "FROM n;"
                     "COMMIT;", "test", error);
}

static void
make_shop (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDb) db = rg_db_open (path, RG_DB_CREATE, &error);

  g_assert_no_error (error);
  rg_migrate (db, &error);
  g_assert_no_error (error);
}

/* One transaction whose Nth changing call fails. Returns FALSE once there are fewer calls. */
static gboolean
transaction_with_fault (const char *path, const Fault *fault, int nth)
{
  g_autoptr (GError) error = NULL;
  RgDb *db = rg_db_open (path, RG_DB_WRITE, &error);
  gboolean done;
  int calls;
  gint64 rows;

  g_assert_no_error (error);
  failing_vfs_arm (nth, fault->mode, fault->code);
  done = write_rows (db, &error);
  g_assert_true (done == (error == NULL));
  if (!done)
    sqlite3_exec (rg_db_get_handle (db), "ROLLBACK", NULL, NULL, NULL);
  rg_db_close (db);
  calls = failing_vfs_disarm ();

  fault_file_assert_whole (path);
  rows = fault_file_query (path, "SELECT count(*) FROM setting");
  if (done)
    g_assert_cmpint (rows, ==, ROWS);
  else
    g_assert_true (rows == 0 || rows == ROWS);
  return calls >= nth;
}

static void
test_transaction (gconstpointer data)
{
  const Fault *fault = data;
  char *folder = fault_folder_new ();
  g_autofree char *base = g_build_filename (folder, "base", NULL);
  g_autofree char *path = g_build_filename (folder, "shop", NULL);
  int nth = 1;

  make_shop (base);
  do
    fault_file_copy (base, path);
  while (transaction_with_fault (path, fault, nth++));
  g_assert_cmpint (nth, >, 20);
  fault_folder_remove (folder);
}

/* Each migration is whole or not there: no table without its version, and no version without its
 * tables. (The store makes a new shop beside its place, so that nobody opens half of one.) */
static gboolean
creation_with_fault (const char *path, const Fault *fault, int nth)
{
  g_autoptr (GError) error = NULL;
  RgDb *db;
  int calls;
  gboolean done;

  failing_vfs_arm (nth, fault->mode, fault->code);
  db = rg_db_open (path, RG_DB_CREATE, &error);
  done = db && rg_migrate (db, &error);
  rg_db_close (db);
  calls = failing_vfs_disarm ();

  g_assert_true (done == (error == NULL));
  fault_file_assert_whole (path);
  g_assert_cmpint (fault_file_query (path, "PRAGMA user_version") > 0, ==,
                   fault_file_query (path, "SELECT count(*) > 0 FROM sqlite_schema"));
  return calls >= nth;
}

static void
test_creation (gconstpointer data)
{
  const Fault *fault = data;
  /* There are hundreds, each with a file of its own. */
  const int step = g_strcmp0 (g_getenv ("REGULARS_FAULT_CUTS"), "all") == 0 ? 1 : CREATION_STEP;
  int nth = g_test_rand_int_range (1, step + 1);
  gboolean more;

  do
    {
      char *folder = fault_folder_new ();
      g_autofree char *path = g_build_filename (folder, "shop", NULL);

      more = creation_with_fault (path, fault, nth);
      nth += step;
      fault_folder_remove (folder);
    }
  while (more);
  g_assert_cmpint (nth, >, 5);
}

int
main (int argc, char *argv[])
{
  int code;

  g_test_init (&argc, &argv, NULL);
  failing_vfs_install ();
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *transaction = g_strdup_printf ("/fault/transaction/%zu", i);
      g_autofree char *creation = g_strdup_printf ("/fault/creation/%zu", i);

      g_test_add_data_func (transaction, &faults[i], test_transaction);
      g_test_add_data_func (creation, &faults[i], test_creation);
    }
  code = g_test_run ();
  fault_assert_no_memory ();
  return code;
}
