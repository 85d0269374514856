/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Every write of a backup fails once and for good: the backup of before stays as it was, nothing
 * half done is left, and the shop itself is untouched. */
#include <sqlite3.h>

#include <glib/gstdio.h>
#include <string.h>

#include "db/rg-backup.h"
#include "db/rg-migrate.h"
#include "failing-vfs.h"
#include "fault-file.h"

typedef struct
{
  FailingMode mode;
  int code;
} Fault;

static const Fault faults[] = {
  { FAILING_ONCE, SQLITE_FULL },
  { FAILING_ONCE, SQLITE_IOERR },
  { FAILING_ALWAYS, SQLITE_FULL },
};

#define COUNT "SELECT count(*) FROM setting"

static void
add_rows (RgDb *db, const char *prefix)
{
  g_autofree char *sql = g_strdup_printf (
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) "
    "INSERT INTO setting (name, value) SELECT '%s ' || i, hex (zeroblob (300)) FROM n;", prefix);
  g_assert_true (rg_db_exec (db, sql, "test", NULL));
}

static gboolean
make (RgDb *db, const char *backup, GError **error)
{
  g_autoptr (RgBackupInfo) label = rg_backup_info_new ();

  return rg_backup_make (db, backup, label, NULL, NULL, error);
}

/* A shop with 200 rows, backed up; then 400 rows. */
static RgDb *
make_shop (const char *path, const char *backup)
{
  g_autoptr (GError) error = NULL;
  RgDb *db = rg_db_open (path, RG_DB_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (rg_migrate (db, &error));
  add_rows (db, "first");
  g_assert_true (make (db, backup, &error));
  g_assert_no_error (error);
  add_rows (db, "second");
  return db;
}

/* One backup whose Nth changing call fails. Returns FALSE once there are fewer calls. */
static gboolean
backup_with_fault (RgDb *db, const char *backup, const Fault *fault, int nth)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *part = g_strconcat (backup, ".part", NULL);
  gboolean done;
  int calls;

  failing_vfs_arm (nth, fault->mode, fault->code);
  done = make (db, backup, &error);
  calls = failing_vfs_disarm ();
  g_assert_true (done == (error == NULL));
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  fault_file_assert_whole (backup);
  g_assert_cmpint (fault_file_query (backup, COUNT), ==, done ? 400 : 200);
  return calls >= nth;
}

static void
test_backup (gconstpointer data)
{
  const Fault *fault = data;
  char *folder = fault_folder_new ();
  g_autofree char *path = g_build_filename (folder, "shop", NULL);
  g_autofree char *backup = g_build_filename (folder, "backup", NULL);
  g_autofree char *kept = g_build_filename (folder, "kept", NULL);
  RgDb *db = make_shop (path, backup);
  int nth = 1;

  fault_file_copy (backup, kept);
  while (backup_with_fault (db, backup, fault, nth))
    {
      fault_file_copy (kept, backup);
      nth++;
    }
  g_assert_cmpint (nth, >, 20);
  rg_db_close (db);
  fault_file_assert_whole (path);
  g_assert_cmpint (fault_file_query (path, COUNT), ==, 400);
  fault_folder_remove (folder);
}

/* Restoring copies without SQLite; its failures are of the files around it. */
static void
test_restore_blocked (void)
{
  char *folder = fault_folder_new ();
  g_autofree char *path = g_build_filename (folder, "shop", NULL);
  g_autofree char *backup = g_build_filename (folder, "backup", NULL);
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autofree char *inside = g_build_filename (part, "file", NULL);
  g_autoptr (GError) error = NULL;

  rg_db_close (make_shop (path, backup));
  /* A folder with something in it stands where the copy would be made. */
  g_assert_cmpint (g_mkdir (part, 0700), ==, 0);
  g_assert_true (g_file_set_contents (inside, "x", -1, NULL));
  g_assert_false (rg_backup_unpack (backup, NULL, part, NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
  fault_file_assert_whole (path);
  g_assert_cmpint (fault_file_query (path, COUNT), ==, 400);
  g_remove (inside);
  g_rmdir (part);
  fault_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  int code;

  g_test_init (&argc, &argv, NULL);
  failing_vfs_install ();
  g_test_add_data_func ("/backup-faults/full-once", &faults[0], test_backup);
  g_test_add_data_func ("/backup-faults/error-once", &faults[1], test_backup);
  g_test_add_data_func ("/backup-faults/full-for-good", &faults[2], test_backup);
  g_test_add_func ("/backup-faults/restore-blocked", test_restore_blocked);
  code = g_test_run ();
  fault_assert_no_memory ();
  return code;
}
