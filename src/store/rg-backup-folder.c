/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Looking at the backups in a folder. */
#include "store/rg-store-backup.h"

#include "db/rg-backup.h"

#include <glib/gstdio.h>
#include <string.h>

static int
rg_backups_compare (gconstpointer a, gconstpointer b)
{
  const RgBackupInfo *one = *(RgBackupInfo *const *) a;
  const RgBackupInfo *two = *(RgBackupInfo *const *) b;

  if (one->at != two->at)
    return one->at > two->at ? -1 : 1;
  return strcmp (one->path, two->path);
}

RgBackupInfo *
rg_backup_look (const char *path, RgBackupKey *key, GError **error)
{
  g_autoptr (RgBackupFile) file = rg_backup_file_open (path, key, error);

  return file != NULL ? rg_backup_info_copy (rg_backup_file_get_info (file)) : NULL;
}

/* A file that is no longer what it was is shown as such, dated by the file system. */
static RgBackupInfo *
rg_backups_look_at (const char *path, RgBackupKey *key)
{
  g_autoptr (GError) error = NULL;
  RgBackupInfo *info = rg_backup_look (path, key, &error);
  GStatBuf there;

  if (info != NULL || g_stat (path, &there) != 0)
    return info;
  info = rg_backup_info_new ();
  info->path = g_strdup (path);
  info->size = there.st_size;
  info->at = there.st_mtime;
  info->state = RG_BACKUP_DAMAGED;
  return info;
}

GPtrArray *
rg_backups_list (const char *folder, const guint8 *shop_uuid, RgBackupKey *key)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_backup_info_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (RgBackupInfo) info = NULL;
      if (!g_str_has_suffix (name, RG_BACKUP_ENDING)
          || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
        continue;
      info = rg_backups_look_at (path, key);
      if (info == NULL
          || (shop_uuid != NULL && info->state != RG_BACKUP_DAMAGED
              && memcmp (info->shop_uuid, shop_uuid, RG_UUID_SIZE) != 0))
        continue;
      g_ptr_array_add (files, g_steal_pointer (&info));
    }
  g_ptr_array_sort (files, rg_backups_compare);
  return files;
}

/* --- On a thread ------------------------------------------------------------------------------ */

typedef struct
{
  char *folder;
  guint8 *shop_uuid;
  RgBackupKey *key;
} RgListing;

static void
rg_listing_free (gpointer data)
{
  RgListing *listing = data;

  g_free (listing->folder);
  g_free (listing->shop_uuid);
  g_clear_pointer (&listing->key, rg_backup_key_unref);
  g_free (listing);
}

static void
rg_backups_list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const RgListing *listing = data;

  g_task_return_pointer (task, rg_backups_list (listing->folder, listing->shop_uuid, listing->key),
                         (GDestroyNotify) g_ptr_array_unref);
}

void
rg_backups_list_async (const char *folder, const guint8 *shop_uuid, RgBackupKey *key,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  RgListing *listing = g_new0 (RgListing, 1);

  listing->folder = g_strdup (folder);
  listing->shop_uuid = shop_uuid != NULL ? g_memdup2 (shop_uuid, RG_UUID_SIZE) : NULL;
  listing->key = key != NULL ? rg_backup_key_ref (key) : NULL;
  g_task_set_source_tag (task, rg_backups_list_async);
  g_task_set_task_data (task, listing, rg_listing_free);
  g_task_run_in_thread (task, rg_backups_list_in_thread);
}

GPtrArray *
rg_backups_list_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
