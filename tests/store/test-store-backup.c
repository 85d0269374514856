/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Backups of an open shop: where they lie, and which of them stay. */
#include "rg-test-shop.h"
#include "store/rg-store-backup.h"

#include <glib/gstdio.h>

static char *
backup_folder (RgTestShop *test)
{
  return g_build_filename (test->folder, "backups", NULL);
}

static void
remove_folder (const char *folder)
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
test_keeps_seven (void)
{
  RgTestShop *test = rg_test_shop_new ();
  g_autofree char *folder = backup_folder (test);
  g_autofree char *foreign = g_build_filename (folder, "shop-other-20200101-000000.regulars", NULL);
  g_autofree char *last = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (foreign, "another's", -1, NULL));
  for (int i = 0; i < 10; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *now = g_strdup_printf ("2026-11-%02dT18:04:00Z", i + 1);
      g_setenv ("REGULARS_NOW", now, TRUE);
      g_clear_pointer (&last, g_free);
      g_assert_true (rg_store_keep_backup_sync (test->store, folder, &last, &error));
      g_assert_no_error (error);
    }
  g_unsetenv ("REGULARS_NOW");

  g_autoptr (GPtrArray) files = rg_backups_list (rg_store_get_shop (test->store), folder);
  g_assert_cmpuint (files->len, ==, RG_BACKUPS_KEPT);
  const RgBackupFile *newest = g_ptr_array_index (files, 0);
  const RgBackupFile *oldest = g_ptr_array_index (files, RG_BACKUPS_KEPT - 1);
  g_assert_cmpstr (newest->path, ==, last);
  g_assert_cmpint (newest->at - oldest->at, ==, 6 * 86400);
  g_assert_cmpint (newest->size, >, 4096);
  g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS));
  remove_folder (folder);
  rg_test_shop_free (test);
}

/* The old ones stay where the new one cannot be made. */
static void
test_failure_keeps_all (void)
{
  RgTestShop *test = rg_test_shop_new ();
  g_autofree char *blocked = g_build_filename (test->folder, "blocked", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (blocked, "a file, no folder", -1, NULL));
  g_assert_false (rg_store_keep_backup_sync (test->store, blocked, NULL, &error));
  g_assert_nonnull (error);
  rg_test_shop_free (test);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rg_store_keep_backup_finish (RG_STORE (source), result, data, &error));
  g_assert_no_error (error);
}

static void
test_async (void)
{
  RgTestShop *test = rg_test_shop_new ();
  g_autofree char *folder = backup_folder (test);
  g_autofree char *path = NULL;

  rg_store_keep_backup_async (test->store, folder, NULL, finished_cb, &path);
  while (path == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  remove_folder (folder);
  rg_test_shop_free (test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store-backup/keeps-seven", test_keeps_seven);
  g_test_add_func ("/store-backup/failure-keeps-all", test_failure_keeps_all);
  g_test_add_func ("/store-backup/async", test_async);
  return g_test_run ();
}
