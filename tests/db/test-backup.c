/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Backups: equal to the shop, whole or refused, and never in the place of a good one. */
#include "db/rg-backup.h"

#include "db/rg-migrate.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct
{
  char *folder;
  char *path;
  char *backup;
  RgDb *db;
} Fixture;

static void
add_tags (RgDb *db, int from, int to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStatement) row = rg_db_prepare (
    db, "INSERT INTO tag (uuid, name) VALUES (randomblob (16), ?1)", &error);

  g_assert_no_error (error);
  for (int i = from; i < to; i++)
    {
      g_autofree char *name = g_strdup_printf ("tag %d %s", i, "with some words to fill a page");
      rg_statement_bind_text (row, 1, name);
      g_assert_true (rg_statement_run (row, NULL));
    }
}

static gint64
count_tags (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDb) db = rg_db_open (path, RG_DB_READ, &error);
  g_assert_no_error (error);
  g_autoptr (RgStatement) row = rg_db_prepare (db, "SELECT count(*) FROM tag", &error);
  g_assert_no_error (error);
  g_assert_cmpint (rg_statement_step (row, &error), ==, RG_STEP_ROW);
  return rg_statement_get_int (row, 0);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("regulars-backup-XXXXXX", &error);
  fixture->path = g_build_filename (fixture->folder, "shop.regulars", NULL);
  fixture->backup = g_build_filename (fixture->folder, "copy.regulars", NULL);
  fixture->db = rg_db_open (fixture->path, RG_DB_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (rg_migrate (fixture->db, &error));
  g_assert_true (rg_db_exec (fixture->db, "BEGIN", "test", NULL));
  add_tags (fixture->db, 0, 2000);
  g_assert_true (rg_db_exec (fixture->db, "COMMIT", "test", NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  rg_db_close (fixture->db);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->backup);
}

static guint
count_files (Fixture *fixture, const char *part)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += strstr (name, part) != NULL ? 1 : 0;
  return n;
}

static void
test_make (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rg_backup_make (fixture->db, fixture->backup, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (rg_backup_verify (fixture->backup, &error));
  g_assert_cmpint (count_tags (fixture->backup), ==, 2000);
  /* For its owner alone. */
  GStatBuf info;
  g_assert_cmpint (g_stat (fixture->backup, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 077, ==, 0);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 077, ==, 0);
  /* By itself: no log beside it, nothing half done. */
  g_assert_cmpuint (count_files (fixture, "copy.regulars"), ==, 1);

  add_tags (fixture->db, 2000, 2010);
  g_assert_true (rg_backup_make (fixture->db, fixture->backup, NULL, &error));
  g_assert_cmpint (count_tags (fixture->backup), ==, 2010);
}

static gpointer
write_in_thread (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (RgDb) db = rg_db_open (fixture->path, RG_DB_WRITE, NULL);
  add_tags (db, 5000, 5300);
  return NULL;
}

/* Somebody writes all the while: the copy is one moment, and its rows are that moment's. */
static void
test_while_writing (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->db, rg_db_close);
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RgDb) reader = rg_db_open (fixture->path, RG_DB_READ, &error);
      g_assert_no_error (error);
      GThread *thread = i == 0 ? g_thread_new ("writer", write_in_thread, fixture) : NULL;
      g_assert_true (rg_db_exec (reader, "BEGIN", "test", &error));
      g_assert_true (rg_backup_make (reader, fixture->backup, NULL, &error));
      g_assert_no_error (error);
      g_assert_true (rg_db_exec (reader, "ROLLBACK", "test", &error));
      if (thread != NULL)
        g_thread_join (thread);
    }
  g_assert_cmpint (count_tags (fixture->backup), ==, 2300);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (rg_backup_make (fixture->db, fixture->backup, NULL, NULL));
  add_tags (fixture->db, 2000, 2001);
  g_cancellable_cancel (cancellable);
  g_assert_false (rg_backup_make (fixture->db, fixture->backup, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (count_tags (fixture->backup), ==, 2000);
  g_assert_cmpuint (count_files (fixture, ".part"), ==, 0);
}

/* No place to write to: a sentence, and nothing left. */
static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "such", "copy", NULL);

  g_assert_false (rg_backup_make (fixture->db, nowhere, NULL, &error));
  g_assert_nonnull (error);
}

/* Spoils one block after the other: each damage to what the copy holds is found, or harmless. */
static void
test_damage (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;
  guint found = 0, tried = 0;

  g_assert_true (rg_backup_make (fixture->db, fixture->backup, NULL, NULL));
  g_assert_true (g_file_get_contents (fixture->backup, &bytes, &length, NULL));
  for (gsize at = 0; at < length; at += 4096)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *spoiled = g_memdup2 (bytes, length);
      memset (spoiled + at, 0xa5, MIN (512, length - at));
      g_assert_true (g_file_set_contents (fixture->backup, spoiled, (gssize) length, NULL));
      tried++;
      if (!rg_backup_verify (fixture->backup, &error))
        {
          g_assert_nonnull (error);
          found++;
        }
    }
  g_assert_cmpuint (tried, >, 50);
  g_assert_cmpuint (found, >=, tried - 1);
}

static void
test_not_a_backup (Fixture *fixture, gconstpointer data)
{
  static const char *const contents[] = { "", "no database at all", "SQLite format 3" };

  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_true (g_file_set_contents (fixture->backup, contents[i], -1, NULL));
      g_assert_false (rg_backup_verify (fixture->backup, &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
      g_assert_false (rg_backup_restore (fixture->backup, fixture->path, NULL, &error));
      g_assert_cmpint (count_tags (fixture->path), ==, 2000);
    }
}

static void
test_restore (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  g_assert_true (rg_backup_make (fixture->db, fixture->backup, NULL, NULL));
  add_tags (fixture->db, 2000, 2050);
  g_clear_pointer (&fixture->db, rg_db_close);
  g_assert_true (rg_backup_restore (fixture->backup, fixture->path, &kept, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_tags (fixture->path), ==, 2000);
  g_assert_cmpint (count_tags (kept), ==, 2050);
  /* It can be written to again, and the backup is as it was. */
  fixture->db = rg_db_open (fixture->path, RG_DB_WRITE, &error);
  g_assert_no_error (error);
  add_tags (fixture->db, 9000, 9001);
  g_assert_cmpint (count_tags (fixture->backup), ==, 2000);
  g_assert_cmpuint (count_files (fixture, ".part"), ==, 0);
}

/* The last changes stand in the log of a program that was killed: they are kept with the file. */
static void
test_restore_keeps_log (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *crashed = g_build_filename (fixture->folder, "crashed.regulars", NULL);
  static const char *const endings[] = { "", "-wal" };

  g_assert_true (rg_backup_make (fixture->db, fixture->backup, NULL, NULL));
  add_tags (fixture->db, 2000, 2050);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *from = g_strconcat (fixture->path, endings[i], NULL);
      g_autofree char *to = g_strconcat (crashed, endings[i], NULL);
      g_autofree char *bytes = NULL;
      gsize length = 0;
      g_assert_true (g_file_get_contents (from, &bytes, &length, NULL));
      g_assert_true (g_file_set_contents (to, bytes, (gssize) length, NULL));
    }
  g_assert_true (rg_backup_restore (fixture->backup, crashed, &kept, &error));
  g_assert_cmpint (count_tags (crashed), ==, 2000);
  g_assert_cmpint (count_tags (kept), ==, 2050);
}

static void
test_restore_into_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *fresh = g_build_filename (fixture->folder, "fresh.regulars", NULL);

  g_assert_true (rg_backup_make (fixture->db, fixture->backup, NULL, NULL));
  g_assert_true (rg_backup_restore (fixture->backup, fresh, &kept, &error));
  g_assert_null (kept);
  g_assert_cmpint (count_tags (fresh), ==, 2000);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/backup/make", test_make);
  ADD ("/backup/while-writing", test_while_writing);
  ADD ("/backup/cancelled", test_cancelled);
  ADD ("/backup/no-folder", test_no_folder);
  ADD ("/backup/damage", test_damage);
  ADD ("/backup/not-a-backup", test_not_a_backup);
  ADD ("/backup/restore", test_restore);
  ADD ("/backup/restore-keeps-log", test_restore_keeps_log);
  ADD ("/backup/restore-into-nothing", test_restore_into_nothing);
  return g_test_run ();
}
