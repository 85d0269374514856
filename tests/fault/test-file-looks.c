/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A file dialog in this program opens, reads and closes the shop's files while they are in use, and
 * another SQLite program opens the shop at that moment: nobody crashes, nothing is lost. With the
 * locks that SQLite takes by itself, it is. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>

#include "fault-file.h"
#include "store/rg-store-dataset.h"

#define ROUNDS 6
#define ROWS 40
#define ADD \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " \
  G_STRINGIFY (ROWS) ") " \
  "INSERT INTO customer (uuid, name) SELECT randomblob (16), 'Åse ' || i FROM n"
#define COUNT "SELECT count(*) FROM customer"

static const char *program;

static gboolean
add_in_thread (RgWrite *write, gpointer data, GError **error)
{
  return rg_db_exec (rg_write_get_db (write), ADD, "test", error);
}

static gboolean
count_in_thread (RgDb *db, gpointer data, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_prepare (db, COUNT, error);

  if (row == NULL || rg_statement_step (row, error) != RG_STEP_ROW)
    return FALSE;
  *(gint64 *) data = rg_statement_get_int (row, 0);
  return TRUE;
}

/* As a dialog does that shows the folder: to find out of which type each file is. Returns how many
 * there were. */
static guint
look_at_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *contents = NULL;

      n += g_file_get_contents (path, &contents, NULL, NULL);
    }
  return n;
}

/* What somebody else's SQLite program counts; it opens the file to write, as they do. */
static gint64
count_elsewhere (const char *path)
{
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  const char *argv[] = { "sqlite3", path, COUNT, NULL };

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, NULL,
                &error);
  g_assert_no_error (error);
  return g_ascii_strtoll (output, NULL, 10);
}

/* The program under test, in a process of its own: it may well crash. */
static int
work (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "shop", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStore) store = rg_store_open (path, &error);

  g_assert_no_error (error);
  for (int round = 1; round <= ROUNDS; round++)
    {
      gint64 here = 0;

      rg_store_write_sync (store, "test", "Many", add_in_thread, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      /* The shop, its log and what it shares with its threads. */
      if (look_at_files (folder) < 3 ||
          count_elsewhere (path) != round * ROWS ||
          !rg_store_read_sync (store, RG_READER_ROWS, count_in_thread, &here, NULL, NULL) ||
          here != round * ROWS)
        return 1;
    }
  rg_store_close (store);
  return 0;
}

/* Works in a child; says whether it ended well, with everything in the file. */
static gboolean
work_apart (const char *locks)
{
  char *folder = fault_folder_new ();
  g_autofree char *path = g_build_filename (folder, "shop", NULL);
  g_autoptr (RgShop) shop = rg_shop_new ("Fjordbok", "NOK", "Europe/Oslo");
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStore) store = rg_store_create (path, shop, &error);
  const char *argv[] = { program, locks, folder, NULL };
  gboolean well;
  int status;

  g_assert_no_error (error);
  rg_store_close (store);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  well = g_spawn_check_wait_status (status, NULL) &&
         fault_file_query (path, COUNT) == ROUNDS * ROWS;
  if (well)
    fault_file_assert_whole (path);
  fault_folder_remove (folder);
  return well;
}

static void
test_looks (void)
{
  g_assert_true (work_apart ("--own"));
}

static void
test_looks_with_posix_locks (void)
{
  g_assert_false (work_apart ("--posix"));
}

/* Opening installs our locks; SQLite's own are put back behind that. */
static int
work_with_posix_locks (const char *folder)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find ("unix");
  g_autofree char *path = g_build_filename (folder, "shop", NULL);

  rg_db_close (rg_db_open (path, RG_DB_READ, NULL));
  vfs->xSetSystemCall (vfs, "fcntl", NULL);
  return work (folder);
}

int
main (int argc, char *argv[])
{
  program = argv[0];
  if (argc == 3 && g_str_equal (argv[1], "--own"))
    return work (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--posix"))
    return work_with_posix_locks (argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/looks", test_looks);
  g_test_add_func ("/fault/looks/posix-locks", test_looks_with_posix_locks);
  return g_test_run ();
}
