/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Every write of a transaction fails once and for good, and so does every seventh of each
 * migration, from any on, and some of making a new file in one go; all of them where
 * REGULARS_FAULT_CUTS is "all". Whatever happens, the file stays whole and has all of it or
 * nothing. */
#include <glib/gstdio.h>
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
#define MIGRATION_STEP 7
#define CREATION_STEP 37

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

/* There are hundreds: those that are tried, from any on. */
static int
step_of (int step)
{
  return g_strcmp0 (g_getenv ("REGULARS_FAULT_CUTS"), "all") == 0 ? 1 : step;
}

/* Brings the file to that version; the Nth changing call fails. Each migration is whole or not
 * there: no table without its version, and no version without its tables. (The store makes a new
 * shop beside its place, so that nobody opens half of one.) Returns FALSE once there are fewer
 * calls. */
static gboolean
migration_with_fault (const char *path, int version, const Fault *fault, int nth)
{
  g_autoptr (GError) error = NULL;
  RgDb *db;
  int calls;
  gboolean done;

  const RgDbMode mode = g_file_test (path, G_FILE_TEST_EXISTS) ? RG_DB_WRITE : RG_DB_CREATE;

  failing_vfs_arm (nth, fault->mode, fault->code);
  db = rg_db_open (path, mode, &error);
  done = db && rg_migrate_to (db, version, &error);
  rg_db_close (db);
  calls = failing_vfs_disarm ();

  g_assert_true (done == (error == NULL));
  fault_file_assert_whole (path);
  g_assert_cmpint (fault_file_query (path, "PRAGMA user_version") > 0, ==,
                   fault_file_query (path, "SELECT count(*) > 0 FROM sqlite_schema"));
  if (done)
    g_assert_cmpint (fault_file_query (path, "PRAGMA user_version"), ==, version);
  return calls >= nth;
}

/* From nothing to the newest version, on one connection. */
static void
test_creation (gconstpointer data)
{
  const int step = step_of (CREATION_STEP);
  int nth = g_test_rand_int_range (1, step + 1);
  gboolean more;

  do
    {
      char *folder = fault_folder_new ();
      g_autofree char *path = g_build_filename (folder, "shop", NULL);

      more = migration_with_fault (path, rg_migrate_newest (), data, nth);
      nth += step;
      fault_folder_remove (folder);
    }
  while (more);
  g_assert_cmpint (nth, >, 5 * step);
}

/* Leaves `base`, a file of the version before, as one of that version. Returns how many faults
 * there were. */
static int
one_migration (const char *base, const char *path, int version, const Fault *fault)
{
  const int step = step_of (MIGRATION_STEP);
  int nth = g_test_rand_int_range (1, step + 1);
  int tried = 0;
  gboolean more;

  do
    {
      if (version > 1)
        fault_file_copy (base, path);
      else
        g_remove (path);
      more = migration_with_fault (path, version, fault, nth);
      if (version > 1)
        g_assert_cmpint (fault_file_query (path, "PRAGMA user_version"), >=, version - 1);
      nth += step;
      tried += more;
    }
  while (more);
  fault_file_copy (path, base);
  g_assert_cmpint (fault_file_query (base, "PRAGMA user_version"), ==, version);
  return tried;
}

/* Each migration by itself, so that those before it are not done again for each fault. */
static void
test_migrations (gconstpointer data)
{
  char *folder = fault_folder_new ();
  g_autofree char *base = g_build_filename (folder, "base", NULL);
  g_autofree char *path = g_build_filename (folder, "shop", NULL);
  int tried = 0;

  for (int version = 1; version <= rg_migrate_newest (); version++)
    tried += one_migration (base, path, version, data);
  g_test_message ("%d faults", tried);
  g_assert_cmpint (tried, >, 5 * rg_migrate_newest ());
  fault_folder_remove (folder);
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
      g_autofree char *migrations = g_strdup_printf ("/fault/migrations/%zu", i);

      g_test_add_data_func (transaction, &faults[i], test_transaction);
      g_test_add_data_func (creation, &faults[i], test_creation);
      g_test_add_data_func (migrations, &faults[i], test_migrations);
    }
  code = g_test_run ();
  fault_assert_no_memory ();
  return code;
}
