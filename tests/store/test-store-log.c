/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The log beside a shop's file: its own after a crash, or one that another file left. */
#include "rg-test-shop.h"

#include "db/rg-backup.h"
#include "store/rg-store-salvage.h"
#include "store/rg-store-shop.h"
#include "store/rg-store-staff.h"

#include <glib/gstdio.h>
#include <string.h>

#define PAGE 4096
/* What a disk writes whole. */
#define SECTOR 512

typedef struct
{
  char *folder;
  char *path;
  char *log;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("regulars-log-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "shop.regulars", NULL);
  fixture->log = g_strconcat (fixture->path, "-wal", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  rg_backup_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->log);
}

static void
close_store (RgStore *store)
{
  rg_store_close (store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (store);
}

static void
add_staff (RgStore *store, int n)
{
  for (int i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Amina %d", g_test_rand_int_range (0, 1 << 30));
      g_autoptr (GError) error = NULL;

      g_assert_true (rg_store_add_staff_sync (store, name, NULL, NULL, &error));
      g_assert_no_error (error);
    }
}

static RgStore *
make (const char *path, const char *name)
{
  g_autoptr (RgShop) shop = rg_shop_new (name, "NOK", "Europe/Oslo");
  g_autoptr (GError) error = NULL;
  RgStore *store = rg_store_create (path, shop, &error);

  g_assert_no_error (error);
  return store;
}

/* What a crash at this moment would leave. */
typedef struct
{
  char *file;
  gsize file_length;
  char *log;
  gsize log_length;
} Left;

static void
left_clear (Left *left)
{
  g_free (left->file);
  g_free (left->log);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Left, left_clear)

static void
look (Fixture *fixture, Left *left)
{
  g_assert_true (g_file_get_contents (fixture->path, &left->file, &left->file_length, NULL));
  g_assert_true (g_file_get_contents (fixture->log, &left->log, &left->log_length, NULL));
  g_assert_cmpuint (left->log_length, >, 4096);
}

static void
put (const char *path, const char *bytes, gsize length)
{
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
}

static gint64
count_staff (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDb) db = rg_db_open (path, RG_DB_READ, &error);
  g_autoptr (RgStatement) count = NULL;

  g_assert_no_error (error);
  count = rg_db_prepare (db, "SELECT count(*) FROM staff", &error);
  g_assert_no_error (error);
  g_assert_cmpint (rg_statement_step (count, &error), ==, RG_STEP_ROW);
  return rg_statement_get_int (count, 0);
}

static void
assert_refused (Fixture *fixture)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize before_length, after_length;

  g_assert_true (g_file_get_contents (fixture->path, &before, &before_length, NULL));
  g_assert_null (rg_store_open (fixture->path, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_FOREIGN_LOG);
  g_assert_true (g_file_get_contents (fixture->path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
  g_assert_true (g_file_test (fixture->log, G_FILE_TEST_EXISTS));
}

/* Puts it aside, and the shop is what its file says. */
static void
assert_opens_without (Fixture *fixture, const char *name, gint64 n_staff)
{
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  RgStore *store;

  g_assert_true (rg_store_put_log_aside_sync (fixture->path, &kept, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  store = rg_store_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (rg_store_get_shop (store)->name, ==, name);
  g_assert_cmpint (count_staff (fixture->path), ==, n_staff);
  close_store (store);
}

/* A crash: the last changes are in the log, and stay. */
static void
test_own (Fixture *fixture, gconstpointer data)
{
  g_auto (Left) left = { 0 };
  g_autoptr (GError) error = NULL;
  RgStore *store = make (fixture->path, "Fjordbok");

  add_staff (store, 40);
  look (fixture, &left);
  close_store (store);
  put (fixture->path, left.file, left.file_length);
  put (fixture->log, left.log, left.log_length);
  store = rg_store_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_staff (fixture->path), ==, 41);
  close_store (store);
}

/* The file is newer than the log: it was put back, and the log was forgotten. */
static void
test_older (Fixture *fixture, gconstpointer data)
{
  g_auto (Left) left = { 0 };
  RgStore *store = make (fixture->path, "Fjordbok");

  add_staff (store, 40);
  look (fixture, &left);
  add_staff (store, 60);
  close_store (store);
  put (fixture->log, left.log, left.log_length);
  assert_refused (fixture);
  assert_opens_without (fixture, "Fjordbok", 101);
}

/* The log is of another shop that was in this place. */
static void
test_other_shop (Fixture *fixture, gconstpointer data)
{
  g_auto (Left) left = { 0 };
  g_autofree char *other = g_build_filename (fixture->folder, "other.regulars", NULL);
  g_autofree char *bytes = NULL;
  gsize length;
  RgStore *store = make (other, "Kaffe");

  add_staff (store, 20);
  close_store (store);
  g_assert_true (g_file_get_contents (other, &bytes, &length, NULL));
  store = make (fixture->path, "Fjordbok");
  add_staff (store, 90);
  look (fixture, &left);
  close_store (store);
  put (fixture->path, bytes, length);
  put (fixture->log, left.log, left.log_length);
  assert_refused (fixture);
  assert_opens_without (fixture, "Kaffe", 21);
}

/* It has one page only, and says that its file is smaller. */
static void
test_small (Fixture *fixture, gconstpointer data)
{
  g_auto (Left) left = { 0 };
  RgStore *store = make (fixture->path, "Fjordbok");

  add_staff (store, 1);
  look (fixture, &left);
  close_store (store);
  g_remove (fixture->path);
  store = make (fixture->path, "Kaffe");
  add_staff (store, 300);
  close_store (store);
  put (fixture->log, left.log, left.log_length);
  assert_refused (fixture);
  assert_opens_without (fixture, "Kaffe", 301);
}

/* A restore where the shop's file is gone and its log is not. */
static void
test_left_by_restore (Fixture *fixture, gconstpointer data)
{
  g_auto (Left) left = { 0 };
  g_autofree char *part = g_strconcat (fixture->path, ".part", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  RgStore *store = make (part, "Kaffe");

  close_store (store);
  store = make (fixture->path, "Fjordbok");
  add_staff (store, 40);
  look (fixture, &left);
  close_store (store);
  g_remove (fixture->path);
  put (fixture->log, left.log, left.log_length);
  g_assert_true (rg_backup_put_in_place (part, fixture->path, &kept, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (fixture->log, G_FILE_TEST_EXISTS));
  store = rg_store_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (rg_store_get_shop (store)->name, ==, "Kaffe");
  close_store (store);
}

/* What was kept comes back with the changes that only its log had. */
static void
test_taken_back (Fixture *fixture, gconstpointer data)
{
  g_auto (Left) left = { 0 };
  g_autofree char *part = g_strconcat (fixture->path, ".part", NULL);
  g_autofree char *kept = NULL;
  g_autofree char *now_kept = NULL;
  g_autoptr (GError) error = NULL;
  RgStore *store = make (part, "Kaffe");

  close_store (store);
  store = make (fixture->path, "Fjordbok");
  add_staff (store, 40);
  look (fixture, &left);
  close_store (store);
  put (fixture->path, left.file, left.file_length);
  put (fixture->log, left.log, left.log_length);
  g_assert_true (rg_backup_put_in_place (part, fixture->path, &kept, &error));
  g_assert_true (rg_backup_put_in_place (kept, fixture->path, &now_kept, &error));
  g_assert_no_error (error);
  store = rg_store_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_staff (fixture->path), ==, 41);
  close_store (store);
}

/* The number of the page that the shop's row stands on, from 1. */
static gsize
find_shop_page (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDb) db = rg_db_open (path, RG_DB_READ, &error);
  g_autoptr (RgStatement) page = NULL;

  g_assert_no_error (error);
  page = rg_db_prepare (db, "SELECT rootpage FROM sqlite_schema WHERE name = 'shop'", &error);
  g_assert_no_error (error);
  g_assert_cmpint (rg_statement_step (page, &error), ==, RG_STEP_ROW);
  return (gsize) rg_statement_get_int (page, 0);
}

/* The power went while the log was written into the file: the shop's own row is half of before and
 * half of after, and its log has it whole. */
static void
test_torn (Fixture *fixture, gconstpointer data)
{
  g_auto (Left) left = { 0 };
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  RgStore *store = make (fixture->path, "Fjordbok");
  g_autoptr (RgShop) shop = rg_shop_copy (rg_store_get_shop (store));
  const gsize page = (find_shop_page (fixture->path) - 1) * PAGE;

  close_store (store);
  store = rg_store_open (fixture->path, &error);
  g_assert_no_error (error);
  g_set_str (&shop->name, "Fjordbok and Daughters");
  g_assert_true (rg_store_save_shop_sync (store, shop, NULL, &error));
  look (fixture, &left);
  close_store (store);
  g_assert_true (g_file_get_contents (fixture->path, &after, NULL, NULL));
  for (gsize sector = 0; sector < PAGE; sector += SECTOR)
    {
      g_autofree char *torn = g_memdup2 (left.file, left.file_length);

      memcpy (torn + page + sector, after + page + sector, SECTOR);
      put (fixture->path, torn, left.file_length);
      put (fixture->log, left.log, left.log_length);
      store = rg_store_open (fixture->path, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (rg_store_get_shop (store)->name, ==, shop->name);
      close_store (store);
    }
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store-log/own", test_own);
  ADD ("/store-log/older", test_older);
  ADD ("/store-log/other-shop", test_other_shop);
  ADD ("/store-log/small", test_small);
  ADD ("/store-log/torn", test_torn);
  ADD ("/store-log/left-by-restore", test_left_by_restore);
  ADD ("/store-log/taken-back", test_taken_back);
  return g_test_run ();
}
