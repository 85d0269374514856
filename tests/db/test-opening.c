/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Opening a shop's file while another connection has it for itself: it waits, and then it opens. */
#include "db/rg-db.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#define HELD_MS 150

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("regulars-opening-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "shop.regulars", NULL);
  g_autoptr (RgDb) db = rg_db_open (fixture->path, RG_DB_CREATE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, endings[i], NULL);
      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
run (sqlite3 *handle, const char *sql)
{
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

/* As the last connection does when it closes: nobody else may read for a moment. */
static gpointer
let_go (gpointer handle)
{
  g_usleep (HELD_MS * 1000);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  return NULL;
}

static void
test_waits (Fixture *fixture, gconstpointer data)
{
  const RgDbMode mode = (RgDbMode) GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  run (handle, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;");
  const gint64 start = g_get_monotonic_time ();
  GThread *thread = g_thread_new ("let-go", let_go, handle);
  g_autoptr (RgDb) db = rg_db_open (fixture->path, mode, &error);
  const gint64 end = g_get_monotonic_time ();
  g_thread_join (thread);
  g_assert_no_error (error);
  g_assert_nonnull (db);
  g_assert_cmpint (end - start, >=, HELD_MS * 1000 / 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/opening/reader-waits", Fixture, GINT_TO_POINTER (RG_DB_READ), set_up, test_waits,
              tear_down);
  g_test_add ("/opening/writer-waits", Fixture, GINT_TO_POINTER (RG_DB_WRITE), set_up, test_waits,
              tear_down);
  return g_test_run ();
}
