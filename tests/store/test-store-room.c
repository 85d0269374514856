/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Files of older and newer versions, places that can only be read, and the reserve. */
#include "rg-test-shop.h"

#include "db/rg-migrate.h"
#include "store/rg-store-backup.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOBODY 65534

typedef struct
{
  char *folder;
  char *path;
  char *backups;
} Fixture;

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (folder);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("regulars-room-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "shop.regulars", NULL);
  fixture->backups = rg_backups_dup_folder_of (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_all (fixture->backups);
  remove_all (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->backups);
}

static void
close_store (RgStore *store)
{
  rg_store_close (store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (store);
}

/* --- Versions --------------------------------------------------------------------------------- */

/* A small shop as the first version of the schema had it. */
static void
make_first_version (const char *path)
{
  static const char rows[] =
    "INSERT INTO shop (id, uuid, name, currency, time_zone, permission_basis, secret, created_at) "
    "VALUES (1, x'000102030405060708090a0b0c0d0e0f', 'Fjordbok', 'NOK', 'Europe/Oslo', 'not-no', "
    "zeroblob (32), 1700000000);"
    "INSERT INTO staff (uuid, name) VALUES (randomblob (16), 'Amina');"
    "INSERT INTO action (uuid, at, staff_id, kind, label) VALUES "
    "(randomblob (16), 1700000000, 1, 'import', 'Import');"
    "INSERT INTO source (name) VALUES ('till');"
    "INSERT INTO import (uuid, action_id, source_id, kind, dialect, file_name, file_hash, at, "
    "summary) VALUES (randomblob (16), 1, 1, 'sales', 'x', 'a.csv', zeroblob (32), 1700000000, "
    "'{}');"
    "INSERT INTO location (uuid, code, name) VALUES (randomblob (16), '', 'Shop');"
    "INSERT INTO product (uuid, code, name) VALUES (randomblob (16), '1', 'Tea');"
    "INSERT INTO customer (uuid, number, name) VALUES (randomblob (16), '7', 'Åse Dahl');"
    "INSERT INTO receipt (uuid, source_id, location_id, till, number, period, sold_on, sold_at, "
    "customer_id, lines_hash, net_minor, net_sales_minor, sale_lines, import_id) VALUES "
    "(randomblob (16), 1, 1, '1', '100', '', 20000, 1728000000, 1, 5, 9900, 9900, 1, 1);"
    "INSERT INTO receipt_line (receipt_id, line, product_id, kind, quantity_milli, "
    "unit_price_micro, net_minor) VALUES (1, 1, 1, 0, 1000, 99000000, 9900);";
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDb) db = rg_db_open (path, RG_DB_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (rg_migrate_to (db, 1, &error));
  g_assert_true (rg_db_exec (db, rows, "test", &error));
  g_assert_no_error (error);
}

/* Through every migration there is; and the way back stays. */
static void
test_first_version (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) made = NULL;
  g_autofree char *aside = g_build_filename (fixture->folder, "aside.regulars", NULL);

  make_first_version (fixture->path);
  RgStore *store = rg_store_open (fixture->path, &error);
  g_assert_no_error (error);
  RgTestShop shop = { fixture->folder, fixture->path, store };
  g_autofree char *name = rg_test_shop_read (&shop, "SELECT name FROM customer");
  g_assert_cmpstr (name, ==, "Åse Dahl");
  g_autofree char *net = rg_test_shop_read (&shop, "SELECT sum (net_minor) FROM receipt_line");
  g_assert_cmpstr (net, ==, "9900");
  rg_test_shop_check (&shop);
  close_store (store);

  made = rg_backups_list (fixture->backups, NULL, NULL);
  g_assert_cmpuint (made->len, ==, 1);
  const RgBackupInfo *info = g_ptr_array_index (made, 0);
  g_assert_cmpint (info->state, ==, RG_BACKUP_WHOLE);
  g_assert_cmpint (info->schema, ==, 1);
  g_assert_cmpint (info->n_receipts, ==, 1);
  /* Opened again: nothing to bring up to date, no further copy. */
  store = rg_store_open (fixture->path, &error);
  close_store (store);
  g_autoptr (GPtrArray) again = rg_backups_list (fixture->backups, NULL, NULL);
  g_assert_cmpuint (again->len, ==, 1);
  /* A backup of the first version is restored into the newest. */
  g_assert_true (rg_store_restore_sync (info->path, NULL, aside, NULL, NULL, &error));
  g_assert_no_error (error);
  store = rg_store_open (aside, &error);
  g_assert_no_error (error);
  close_store (store);
}

static char *
read_all (const char *path, gsize *length)
{
  char *bytes = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, length, NULL));
  return bytes;
}

/* Where the copy cannot be made nothing is brought up to date; a newer file is left alone. */
static void
test_left_alone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gsize before_size, after_size;

  make_first_version (fixture->path);
  g_assert_true (g_file_set_contents (fixture->backups, "in the way", -1, NULL));
  g_autofree char *before = read_all (fixture->path, &before_size);
  g_assert_null (rg_store_open (fixture->path, &error));
  g_assert_nonnull (error);
  g_autofree char *after = read_all (fixture->path, &after_size);
  g_assert_cmpmem (before, before_size, after, after_size);
  g_clear_error (&error);
  g_remove (fixture->backups);

  g_autoptr (RgDb) db = rg_db_open (fixture->path, RG_DB_WRITE, &error);
  g_assert_true (rg_db_exec (db, "PRAGMA user_version = 9999", "test", &error));
  g_clear_pointer (&db, rg_db_close);
  g_autofree char *newer = read_all (fixture->path, &before_size);
  g_assert_null (rg_store_open (fixture->path, &error));
  g_assert_error (error, RG_DB_ERROR, RG_DB_ERROR_TOO_NEW);
  g_autofree char *still = read_all (fixture->path, &after_size);
  g_assert_cmpmem (newer, before_size, still, after_size);
}

/* --- Only reading ----------------------------------------------------------------------------- */

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* As somebody whose file it is not. Returns 0 where all is as it should be. */
static int
look_as_nobody (const char *path)
{
  g_autoptr (GError) error = NULL;
  RgStore *store;

  if (setgid (NOBODY) != 0 || setuid (NOBODY) != 0)
    return 1;
  store = rg_store_open (path, &error);
  if (store == NULL || !rg_store_is_read_only (store))
    return 2;
  if (!g_str_equal (rg_store_get_shop (store)->name, "Fjordbok"))
    return 3;
  if (rg_store_write_sync (store, "test", "test", NULL, NULL, NULL, NULL, &error)
      || !g_error_matches (error, RG_DB_ERROR, RG_DB_ERROR_READ_ONLY))
    return 4;
  rg_store_close (store);
  return 0;
}

static void
test_only_reading (Fixture *fixture, gconstpointer data)
{
  const gboolean old = data != NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgShop) shop = rg_shop_new ("Fjordbok", "NOK", "Europe/Oslo");
  gsize before_size, after_size;
  int status;
  pid_t child;

  if (getuid () != 0)
    {
      g_test_skip ("Only the superuser can become somebody else");
      return;
    }
  if (old)
    make_first_version (fixture->path);
  else
    close_store (rg_store_create (fixture->path, shop, &error));
  g_assert_no_error (error);
  g_assert_cmpint (chmod (fixture->folder, 0755), ==, 0);
  g_assert_cmpint (chmod (fixture->path, 0644), ==, 0);
  g_autofree char *before = read_all (fixture->path, &before_size);
  guint n_files = count_files (fixture->folder);
  child = fork ();
  if (child == 0)
    _exit (look_as_nobody (fixture->path));
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  g_autofree char *after = read_all (fixture->path, &after_size);
  g_assert_cmpmem (before, before_size, after, after_size);
  g_assert_cmpuint (count_files (fixture->folder), ==, n_files);
}

/* --- The reserve ------------------------------------------------------------------------------ */

static void
test_reserve (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RgShop) shop = rg_shop_new ("Fjordbok", "NOK", "Europe/Oslo");
  g_autofree char *reserve = g_strconcat (fixture->path, ".reserve", NULL);
  g_autoptr (GError) error = NULL;
  RgStore *store = rg_store_create (fixture->path, shop, &error);
  struct stat info;

  g_assert_no_error (error);
  close_store (store);
  store = rg_store_open (fixture->path, &error);
  g_assert_cmpint (stat (reserve, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, 8 * 1024 * 1024);
  /* Its blocks are there, it is no hole. */
  g_assert_cmpint (info.st_blocks, >=, 8 * 1024 * 2);
  g_assert_false (rg_store_is_full (store));
  close_store (store);
}

#define ADD(path, data, function) g_test_add (path, Fixture, data, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* First, while there is no other thread to be lost in a fork. */
  ADD ("/store-room/only-reading", NULL, test_only_reading);
  ADD ("/store-room/only-reading-old", "old", test_only_reading);
  ADD ("/store-room/first-version", NULL, test_first_version);
  ADD ("/store-room/left-alone", NULL, test_left_alone);
  ADD ("/store-room/reserve", NULL, test_reserve);
  return g_test_run ();
}
