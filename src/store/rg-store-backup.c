/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Backups of the open shop, and which of them stay. */
#include "store/rg-store-backup.h"

#include "base/rg-date.h"
#include "db/rg-backup.h"
#include "db/rg-lock.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define ENDING ".regulars"
#define STAMP_LENGTH 15 /* 20261121-180400, UTC */

void
rg_backup_file_free (RgBackupFile *file)
{
  g_free (file->path);
  g_free (file);
}

char *
rg_backups_dup_folder (RgStore *store)
{
  g_autofree char *folder = g_path_get_dirname (rg_store_get_path (store));

  return g_build_filename (folder, "backups", NULL);
}

/* "shop-1f2e3d4c-": which shop a file is of, whatever its name or its place were. */
static char *
rg_backups_dup_stem (const RgShop *shop)
{
  g_autofree char *uuid = rg_uuid_to_string (shop->uuid);
  return g_strdup_printf ("shop-%.8s-%.8s-", uuid, uuid + strlen (uuid) - 8);
}

/* --- Listing ---------------------------------------------------------------------------------- */

/* The moment in a name, or -1. */
static gint64
rg_backups_parse_stamp (const char *stamp)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *iso = NULL;

  if (strlen (stamp) != STAMP_LENGTH + strlen (ENDING) || stamp[8] != '-'
      || !g_str_has_suffix (stamp, ENDING))
    return -1;
  iso = g_strdup_printf ("%.8sT%.6sZ", stamp, stamp + 9);
  time = g_date_time_new_from_iso8601 (iso, NULL);
  return time != NULL ? g_date_time_to_unix (time) : -1;
}

static int
rg_backups_compare (gconstpointer a, gconstpointer b)
{
  const RgBackupFile *one = *(RgBackupFile *const *) a;
  const RgBackupFile *two = *(RgBackupFile *const *) b;

  return one->at > two->at ? -1 : one->at < two->at;
}

GPtrArray *
rg_backups_list (const RgShop *shop, const char *folder)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_backup_file_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *stem = rg_backups_dup_stem (shop);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;
      if (!g_str_has_prefix (name, stem))
        continue;
      gint64 at = rg_backups_parse_stamp (name + strlen (stem));
      if (at < 0 || g_stat (path, &info) != 0)
        continue;
      RgBackupFile *file = g_new0 (RgBackupFile, 1);
      file->path = g_steal_pointer (&path);
      file->at = at;
      file->size = info.st_size;
      g_ptr_array_add (files, file);
    }
  g_ptr_array_sort (files, rg_backups_compare);
  return files;
}

/* --- Making ----------------------------------------------------------------------------------- */

typedef struct
{
  RgShop *shop;
  char *folder; /* NULL: only `path` */
  char *path;
  GCancellable *cancellable;
} RgBackupJob;

static void
rg_backup_job_free (gpointer data)
{
  RgBackupJob *job = data;

  g_clear_pointer (&job->shop, rg_shop_free);
  g_clear_object (&job->cancellable);
  g_free (job->folder);
  g_free (job->path);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgBackupJob, rg_backup_job_free)

/* What cannot be removed stays; the next backup tries again. */
static void
rg_backups_remove_old (const RgBackupJob *job)
{
  g_autoptr (GPtrArray) files = rg_backups_list (job->shop, job->folder);

  for (guint i = RG_BACKUPS_KEPT; i < files->len; i++)
    {
      const RgBackupFile *file = g_ptr_array_index (files, i);
      g_remove (file->path);
    }
}

static gboolean
rg_backup_job_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgBackupJob *job = data;

  if (job->folder != NULL && g_mkdir_with_parents (job->folder, 0700) != 0)
    {
      int code = errno;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", job->folder,
                   g_strerror (code));
      return FALSE;
    }
  if (!rg_backup_make (db, job->path, job->cancellable, error))
    return FALSE;
  if (job->folder != NULL)
    rg_backups_remove_old (job);
  return TRUE;
}

gboolean
rg_store_backup_sync (RgStore *store, const char *target, GCancellable *cancellable,
                      GError **error)
{
  RgBackupJob job = { .path = (char *) target, .cancellable = cancellable };

  return rg_store_read_sync (store, RG_READER_REPORT, rg_backup_job_in_thread, &job, cancellable,
                             error);
}

static RgBackupJob *
rg_backup_job_new (RgStore *store, const char *folder, GCancellable *cancellable)
{
  RgBackupJob *job = g_new0 (RgBackupJob, 1);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (rg_instant_now ());
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%d-%H%M%S");

  job->shop = rg_shop_copy (rg_store_get_shop (store));
  job->folder = folder != NULL ? g_strdup (folder) : rg_backups_dup_folder (store);
  g_autofree char *stem = rg_backups_dup_stem (job->shop);
  g_autofree char *name = g_strconcat (stem, stamp, ENDING, NULL);
  job->path = g_build_filename (job->folder, name, NULL);
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  return job;
}

gboolean
rg_store_keep_backup_sync (RgStore *store, const char *folder, char **path, GError **error)
{
  if (path != NULL)
    *path = NULL;
  if (rg_store_get_shop (store)->is_sample)
    return TRUE;

  g_autoptr (RgBackupJob) job = rg_backup_job_new (store, folder, NULL);
  if (!rg_store_read_sync (store, RG_READER_REPORT, rg_backup_job_in_thread, job, NULL, error))
    return FALSE;
  if (path != NULL)
    *path = g_strdup (job->path);
  return TRUE;
}

static void
rg_store_backup_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  const RgBackupJob *job = rg_store_read_get_data (result);

  if (rg_store_read_finish (RG_STORE (source), result, &error))
    g_task_return_pointer (task, g_strdup (job->path), g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
rg_store_keep_backup_async (RgStore *store, const char *folder, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, rg_store_keep_backup_async);
  if (rg_store_get_shop (store)->is_sample)
    {
      g_task_return_pointer (task, NULL, NULL);
      g_object_unref (task);
      return;
    }
  rg_store_read_async (store, RG_READER_REPORT, rg_backup_job_in_thread,
                       rg_backup_job_new (store, folder, cancellable), rg_backup_job_free,
                       cancellable, rg_store_backup_cb, task);
}

gboolean
rg_store_keep_backup_finish (RgStore *store, GAsyncResult *result, char **path, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  g_autofree char *made = g_task_propagate_pointer (G_TASK (result), &wrong);

  if (wrong != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&wrong));
      return FALSE;
    }
  if (path != NULL)
    *path = g_steal_pointer (&made);
  return TRUE;
}

gboolean
rg_store_restore_sync (const char *backup, const char *path, char **kept, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  g_autoptr (RgLock) lock = rg_lock_take (path, &wrong);

  if (lock != NULL)
    return rg_backup_restore (backup, path, kept, error);
  if (g_error_matches (wrong, G_IO_ERROR, G_IO_ERROR_BUSY))
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_LOCKED, wrong->message);
  else
    g_propagate_error (error, g_steal_pointer (&wrong));
  return FALSE;
}

gboolean
rg_store_check_file (const char *path, GError **error)
{
  return rg_backup_verify (path, error);
}
