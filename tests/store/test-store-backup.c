/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Backups of an open shop: where they lie, and which of them stay. */
#include "rg-test-shop.h"
#include "store/rg-backup-rotation.h"
#include "store/rg-store-backup.h"

#include "base/rg-date.h"

#include <glib/gstdio.h>
#include <string.h>

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

static RgBackupResult *
keep (RgTestShop *test, const RgBackupPlan *plan, const char *now)
{
  g_autoptr (GError) error = NULL;
  RgBackupResult *result = NULL;

  g_setenv ("REGULARS_NOW", now, TRUE);
  g_assert_true (rg_store_keep_backup_sync (test->store, plan, &result, &error));
  g_unsetenv ("REGULARS_NOW");
  g_assert_no_error (error);
  return result;
}

/* Files of another shop, and files that only look so, stay whatever happens. */
static void
test_folder (void)
{
  RgTestShop *test = rg_test_shop_new ();
  RgTestShop *other = rg_test_shop_new ();
  g_autofree char *folder = backup_folder (test);
  g_autofree char *foreign = g_build_filename (folder, "Old" RG_BACKUP_ENDING, NULL);
  const RgBackupPlan into = { folder, FALSE, NULL };
  g_autoptr (RgBackupResult) theirs = NULL;
  g_autoptr (RgBackupResult) last = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (foreign, "another's", -1, NULL));
  theirs = keep (other, &into, "2020-01-01T08:00:00Z");
  g_assert_false (theirs->elsewhere);
  for (int i = 0; i < 10; i++)
    {
      g_autofree char *now = g_strdup_printf ("2026-11-%02dT18:04:00Z", i + 2);
      g_clear_pointer (&last, rg_backup_result_free);
      last = keep (test, NULL, now);
    }
  /* Seven days, 5 to 11 November; the Sunday of the week before is the newest of that week, and the
   * 8th, a Sunday, is among the days. */
  g_autoptr (GPtrArray) files
    = rg_backups_list (folder, rg_store_get_shop (test->store)->uuid, NULL);
  guint whole = 0;
  for (guint i = 0; i < files->len; i++)
    whole += ((RgBackupInfo *) g_ptr_array_index (files, i))->state == RG_BACKUP_WHOLE ? 1 : 0;
  g_assert_cmpuint (whole, ==, 7);
  const RgBackupInfo *newest = g_ptr_array_index (files, 0);
  if (newest->state == RG_BACKUP_DAMAGED)
    newest = g_ptr_array_index (files, 1);
  g_assert_cmpstr (newest->path, ==, last->path);
  g_assert_true (g_str_has_suffix (last->path, "Fjordbok 2026-11-11 19.04" RG_BACKUP_ENDING));
  g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (theirs->path, G_FILE_TEST_EXISTS));
  remove_folder (folder);
  rg_test_shop_free (test);
  rg_test_shop_free (other);
}

/* Two of one second are two of one day: the later one stays. */
static void
test_same_second (void)
{
  RgTestShop *test = rg_test_shop_new ();
  g_autofree char *folder = backup_folder (test);

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (RgBackupResult) made = keep (test, NULL, "2026-11-23T03:51:07Z");
      g_autoptr (GPtrArray) files
        = rg_backups_list (folder, rg_store_get_shop (test->store)->uuid, NULL);

      g_assert_cmpuint (files->len, ==, 1);
      g_assert_cmpstr (((RgBackupInfo *) files->pdata[0])->path, ==, made->path);
    }
  remove_folder (folder);
  rg_test_shop_free (test);
}

/* The stick is away: the default folder has the copy, and somebody is told. */
static void
test_away (void)
{
  RgTestShop *test = rg_test_shop_new ();
  g_autofree char *folder = backup_folder (test);
  g_autofree char *stick = g_build_filename (test->folder, "stick", NULL);
  const RgBackupPlan plan = { stick, FALSE, NULL };
  const RgBackupPlan locked = { stick, TRUE, NULL };
  g_autoptr (RgBackupResult) away = keep (test, &plan, "2026-11-21T10:00:00Z");

  g_assert_true (away->elsewhere);
  g_assert_nonnull (strstr (away->why, stick));
  g_assert_true (g_str_has_prefix (away->path, folder));
  g_assert_false (g_file_test (stick, G_FILE_TEST_EXISTS));

  g_assert_cmpint (g_mkdir (stick, 0700), ==, 0);
  g_autoptr (RgBackupResult) there = keep (test, &plan, "2026-11-21T11:00:00Z");
  g_assert_false (there->elsewhere);
  g_assert_true (g_str_has_prefix (there->path, stick));
  /* Without the passphrase nothing that can be read goes there. */
  g_autoptr (RgBackupResult) no_key = keep (test, &locked, "2026-11-21T12:00:00Z");
  g_assert_true (no_key->elsewhere);
  g_assert_true (g_str_has_prefix (no_key->path, folder));
  remove_folder (stick);
  remove_folder (folder);
  rg_test_shop_free (test);
}

/* The old ones stay where the new one cannot be made. */
static void
test_failure_keeps_all (void)
{
  RgTestShop *test = rg_test_shop_new ();
  g_autofree char *blocked = backup_folder (test);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (blocked, "a file, no folder", -1, NULL));
  g_assert_false (rg_store_keep_backup_sync (test->store, NULL, NULL, &error));
  g_assert_nonnull (error);
  rg_test_shop_free (test);
}

/* --- Rotation --------------------------------------------------------------------------------- */

/* Years of days: some with several backups, some with none, a holiday now and then. */
static void
test_rotation (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Oslo");

  for (int round = 0; round < 20; round++)
    {
      g_autoptr (GArray) there = g_array_new (FALSE, FALSE, sizeof (gint64)); /* newest first */
      gint64 at = 1700000000 + g_test_rand_int_range (0, 86400);

      for (int day = 0; day < 1500; day++)
        {
          int n = g_test_rand_int_range (0, 4);
          at += g_test_rand_int_range (0, 60) == 0 ? 40 * 86400 : 0;
          for (int i = 0; i < n; i++)
            {
              gint64 moment = at + i * 3600;
              g_array_prepend_val (there, moment);
              g_autofree gboolean *keep = g_new0 (gboolean, there->len);
              rg_backup_rotation ((gint64 *) (gpointer) there->data, there->len, zone, keep);
              g_assert_true (keep[0]);
              for (guint k = there->len; k > 0; k--)
                if (!keep[k - 1])
                  g_array_remove_index (there, k - 1);
              g_assert_cmpuint (there->len, <=, RG_BACKUP_DAYS + RG_BACKUP_WEEKS);
            }
          at += 86400;
        }
      /* Seven days, one each; then at most one a week, and eight weeks in all. */
      g_autoptr (GHashTable) days = g_hash_table_new (NULL, NULL);
      g_autoptr (GHashTable) weeks = g_hash_table_new (NULL, NULL);
      for (guint i = 0; i < there->len; i++)
        {
          RgDay on = rg_instant_day (g_array_index (there, gint64, i), zone);
          g_assert_true (g_hash_table_add (days, GINT_TO_POINTER (on)));
          g_hash_table_add (weeks, GINT_TO_POINTER (rg_day_week_start (on, 0)));
        }
      g_assert_cmpuint (g_hash_table_size (days), >=, RG_BACKUP_DAYS);
      g_assert_cmpuint (g_hash_table_size (weeks), ==, RG_BACKUP_WEEKS);
    }
}

/* --- Looking in, and the way back ------------------------------------------------------------- */

static void
test_look_inside (gconstpointer data)
{
  RgTestShop *test = rg_test_shop_new ();
  g_autoptr (RgBackupKey) key = data != NULL ? rg_backup_key_new (data) : NULL;
  g_autofree char *folder = backup_folder (test);
  const RgBackupPlan plan = { NULL, key != NULL, key };
  g_autoptr (RgBackupResult) made = NULL;
  g_autoptr (GError) error = NULL;
  gint64 action_id = 1;

  rg_test_shop_write (test, "tag", "INSERT INTO tag (uuid, name) VALUES (randomblob (16), 'VIP')");
  made = keep (test, &plan, "2026-11-21T10:00:00Z");
  RgStore *inside = rg_store_open_backup (made->path, key, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (rg_store_is_read_only (inside));
  g_assert_cmpstr (rg_store_get_shop (inside)->name, ==, "Fjordbok");
  g_autofree char *path = g_strdup (rg_store_get_path (inside));
  RgTestShop looking = { test->folder, path, inside };
  g_autofree char *tag = rg_test_shop_read (&looking, "SELECT name FROM tag");
  g_assert_cmpstr (tag, ==, "VIP");
  g_assert_false (rg_store_write_sync (inside, "test", "test", NULL, NULL, NULL, &action_id,
                                       &error));
  g_assert_error (error, RG_DB_ERROR, RG_DB_ERROR_READ_ONLY);
  g_assert_cmpint (action_id, ==, 0);
  rg_store_close (inside);
  g_assert_finalize_object (inside);
  /* Nothing of it is left. */
  g_autofree char *private = g_path_get_dirname (path);
  g_assert_false (g_file_test (private, G_FILE_TEST_EXISTS));
  remove_folder (folder);
  rg_test_shop_free (test);
}

static void
test_restore (gconstpointer data)
{
  RgTestShop *test = rg_test_shop_new ();
  g_autoptr (RgBackupKey) key = data != NULL ? rg_backup_key_new (data) : NULL;
  g_autofree char *folder = backup_folder (test);
  const RgBackupPlan plan = { NULL, key != NULL, key };
  g_autoptr (RgBackupResult) made = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *now_kept = NULL;

  rg_test_shop_write (test, "one",
                      "INSERT INTO customer (uuid, name) VALUES (randomblob (16), 'Åse Dahl');"
                      "INSERT INTO consent (uuid, customer_id, channel, granted, effective_on, "
                      "recorded_at) VALUES (randomblob (16), 1, 'post', 1, 20000, 1);");
  g_autofree char *before = rg_test_shop_dump (test, TRUE);
  made = keep (test, &plan, "2026-11-21T10:00:00Z");
  rg_test_shop_write (test, "two", "UPDATE customer SET name = 'Åse Lunde'");
  g_autofree char *after = rg_test_shop_dump (test, TRUE);

  g_assert_false (rg_store_restore_sync (made->path, key, test->path, NULL, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  rg_store_close (test->store);
  g_assert_true (rg_store_restore_sync (made->path, key, test->path, &kept, NULL, &error));
  g_assert_no_error (error);
  rg_test_shop_reopen (test);
  g_autofree char *restored = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (restored, ==, before);
  rg_test_shop_check (test);
  g_autofree char *may = rg_test_shop_read (test, "SELECT granted FROM permission");
  g_assert_cmpstr (may, ==, "1");

  rg_store_close (test->store);
  g_assert_true (rg_store_take_back_restore_sync (test->path, kept, &now_kept, &error));
  g_assert_no_error (error);
  rg_test_shop_reopen (test);
  g_autofree char *back = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (back, ==, after);
  g_assert_true (g_file_test (now_kept, G_FILE_TEST_EXISTS));
  remove_folder (folder);
  rg_test_shop_free (test);
}

/* A backup from before somebody was erased does not bring the person back. */
static void
test_erased_stay_erased (void)
{
  RgTestShop *test = rg_test_shop_new ();
  g_autofree char *folder = backup_folder (test);
  g_autoptr (RgBackupResult) made = NULL;
  g_autoptr (GError) error = NULL;

  rg_test_shop_write (test, "people",
                      "INSERT INTO customer (uuid, name) VALUES "
                      "(x'000102030405060708090a0b0c0d0e0f', "
                      "'Åse Dahl'), (randomblob (16), 'Kim Min-su');"
                      "INSERT INTO contact_point (uuid, customer_id, kind, value, value_key) "
                      "VALUES (randomblob (16), 1, 'email', 'aase@example.org', "
                      "'aase@example.org');");
  made = keep (test, NULL, "2026-11-21T10:00:00Z");
  rg_test_shop_write (test, "erase",
                      "UPDATE customer SET name = '', erased_at = 5 WHERE id = 1;"
                      "DELETE FROM contact_point; INSERT INTO erased VALUES (x'aabb', 5);");
  rg_store_close (test->store);
  g_assert_true (rg_store_restore_sync (made->path, NULL, test->path, NULL, NULL, &error));
  g_assert_no_error (error);
  rg_test_shop_reopen (test);
  g_autofree char *dump = rg_test_shop_dump (test, TRUE);
  g_assert_null (strstr (dump, "Dahl"));
  g_assert_null (strstr (dump, "aase"));
  g_assert_nonnull (strstr (dump, "Kim Min-su"));
  g_autofree char *images = rg_test_shop_read (
    test, "SELECT count(*) FROM change WHERE before || after LIKE '%Dahl%' OR before LIKE '%aase%' "
          "OR after LIKE '%aase%' OR after LIKE '%Dahl%'");
  g_assert_cmpstr (images, ==, "0");
  /* The one that was there, and the one of the e-mail, which only the backup still knew. */
  g_autofree char *hashes = rg_test_shop_read (test, "SELECT count(*) FROM erased WHERE at = 5");
  g_assert_cmpstr (hashes, ==, "2");
  g_autofree char *erased = rg_test_shop_read (test, "SELECT erased_at FROM customer WHERE id = 1");
  g_assert_cmpstr (erased, ==, "5");
  remove_folder (folder);
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
  g_autoptr (RgBackupResult) made = NULL;

  rg_store_keep_backup_async (test->store, NULL, NULL, finished_cb, &made);
  while (made == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_file_test (made->path, G_FILE_TEST_EXISTS));
  remove_folder (folder);
  rg_test_shop_free (test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store-backup/folder", test_folder);
  g_test_add_func ("/store-backup/same-second", test_same_second);
  g_test_add_func ("/store-backup/away", test_away);
  g_test_add_func ("/store-backup/failure-keeps-all", test_failure_keeps_all);
  g_test_add_func ("/store-backup/rotation", test_rotation);
  g_test_add_data_func ("/store-backup/look-inside", NULL, test_look_inside);
  g_test_add_data_func ("/store-backup/look-inside-sealed", "correct horse", test_look_inside);
  g_test_add_data_func ("/store-backup/restore", NULL, test_restore);
  g_test_add_data_func ("/store-backup/restore-sealed", "correct horse", test_restore);
  g_test_add_func ("/store-backup/erased-stay-erased", test_erased_stay_erased);
  g_test_add_func ("/store-backup/async", test_async);
  return g_test_run ();
}
