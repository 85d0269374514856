/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Making backups of the open shop, in a folder of which some stay. */
#include "config.h"

#include "store/rg-store-backup.h"

#include "base/rg-date.h"
#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "db/rg-backup.h"
#include "db/rg-backup-io.h"
#include "db/rg-space.h"
#include "store/rg-backup-rotation.h"
#include "store/rg-store-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MOST_NAME_BYTES 60

void
rg_backup_result_free (RgBackupResult *result)
{
  if (result == NULL)
    return;
  g_free (result->path);
  g_free (result->why);
  g_free (result);
}

char *
rg_backups_dup_folder_of (const char *shop_path)
{
  g_autofree char *folder = g_path_get_dirname (shop_path);

  return g_build_filename (folder, "backups", NULL);
}

char *
rg_backups_dup_folder (RgStore *store)
{
  return rg_backups_dup_folder_of (rg_store_get_path (store));
}

/* --- One job ---------------------------------------------------------------------------------- */

typedef struct
{
  GTimeZone *zone;
  char *own_folder; /* the default folder; NULL: only `target` */
  char *folder;     /* the chosen one, or NULL */
  char *target;
  gboolean encrypt;
  RgBackupKey *key;
  GCancellable *cancellable;
  RgBackupResult *result;
} RgBackupJob;

static void
rg_backup_job_free (gpointer data)
{
  RgBackupJob *job = data;

  g_clear_pointer (&job->zone, g_time_zone_unref);
  g_clear_pointer (&job->key, rg_backup_key_unref);
  g_clear_pointer (&job->result, rg_backup_result_free);
  g_clear_object (&job->cancellable);
  g_free (job->own_folder);
  g_free (job->folder);
  g_free (job->target);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgBackupJob, rg_backup_job_free)

static RgBackupInfo *
rg_backup_read_label (RgDb *db, gint64 *bytes, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "backups.label", error);
  g_autoptr (RgBackupInfo) label = rg_backup_info_new ();
  gint64 n_deleted = 0;
  const void *uuid;
  gsize length;

  if (row == NULL || rg_statement_step (row, error) != RG_STEP_ROW
      || !rg_db_get_int (db, "backups.bytes", bytes, error))
    return NULL;
  uuid = rg_statement_get_blob (row, 0, &length);
  memcpy (label->shop_uuid, uuid, MIN (length, sizeof label->shop_uuid));
  g_set_str (&label->shop_name, rg_statement_get_text (row, 1));
  /* An older file does not know of any. */
  rg_db_get_int (db, "backups.deleted", &n_deleted, NULL);
  label->n_customers = rg_statement_get_int (row, 2) - n_deleted;
  label->n_receipts = rg_statement_get_int (row, 3);
  if (!rg_statement_is_null (row, 4))
    label->last_sold_on = (RgDay) rg_statement_get_int (row, 4);
  label->at = rg_instant_now ();
  return g_steal_pointer (&label);
}

gboolean
rg_backup_make_labelled (RgDb *db, const char *target, RgBackupKey *key, GCancellable *cancellable,
                         GError **error)
{
  gint64 bytes = 0;
  g_autoptr (RgBackupInfo) label = rg_backup_read_label (db, &bytes, error);

  return label != NULL && rg_space_check (target, bytes + bytes / 50, error)
         && rg_backup_make (db, target, label, key, cancellable, error);
}

/* --- Names ------------------------------------------------------------------------------------ */

/* The shop's name without what some file system refuses. */
static char *
rg_backup_dup_safe_name (const char *name)
{
  g_autofree char *clean = g_strdup (name);
  const char *end;

  for (char *at = clean; *at != '\0'; at++)
    if ((guchar) *at < ' ' || strchr ("/\\:*?\"<>|", *at) != NULL)
      *at = ' ';
  g_strstrip (clean);
  if (strlen (clean) > MOST_NAME_BYTES)
    {
      end = g_utf8_find_prev_char (clean, clean + MOST_NAME_BYTES);
      clean[end - clean] = '\0';
    }
  return g_strdup (*clean != '\0' && *clean != '.' ? g_strchomp (clean) : "Regulars");
}

/* A name that nothing in the folder has: another shop may have the same name. */
char *
rg_backup_dup_new_path (const char *folder, const char *shop_name, const char *words,
                        gint64 at, GTimeZone *zone)
{
  g_autofree char *name = rg_backup_dup_safe_name (shop_name);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  g_autofree char *moment = g_date_time_format (local, "%Y-%m-%d %H.%M");
  g_autofree char *stem = g_strconcat (name, " ", moment, words, NULL);
  g_autofree char *file = g_strconcat (stem, RG_BACKUP_ENDING, NULL);
  char *path = g_build_filename (folder, file, NULL);

  for (int i = 2; g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_autofree char *other = g_strdup_printf ("%s (%d)" RG_BACKUP_ENDING, stem, i);
      g_free (path);
      path = g_build_filename (folder, other, NULL);
    }
  return path;
}

/* --- Rotation --------------------------------------------------------------------------------- */

/* The last one before an update: the way back to an older Regulars. */
static gboolean
rg_backups_is_last_of_version (GPtrArray *files, guint index)
{
  const RgBackupInfo *info = g_ptr_array_index (files, index);

  if (info->schema < 1)
    return FALSE;
  for (guint i = 0; i < index; i++)
    if (((RgBackupInfo *) g_ptr_array_index (files, i))->schema == info->schema)
      return FALSE;
  return TRUE;
}

/* Of those of one second, the one that was made just now is the newest. */
static void
rg_backups_put_first (GPtrArray *files, const char *newest)
{
  for (guint i = files->len; i > 1; i--)
    {
      RgBackupInfo *before = files->pdata[i - 2], *info = files->pdata[i - 1];

      if (info->at != before->at || !g_str_equal (info->path, newest))
        continue;
      files->pdata[i - 2] = info;
      files->pdata[i - 1] = before;
    }
}

/* Only files that say they are whole backups of this shop are counted, and only they go. What
 * cannot be removed stays; the next backup tries again. */
static void
rg_backups_remove_old (const char *folder, const guint8 *shop_uuid, GTimeZone *zone,
                       const char *newest, RgBackupKey *key)
{
  g_autoptr (GPtrArray) files = rg_backups_list (folder, shop_uuid, key);
  g_autoptr (GPtrArray) good = g_ptr_array_new ();
  g_autoptr (GArray) moments = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree gboolean *keep = g_new0 (gboolean, files->len + 1);

  for (guint i = 0; i < files->len; i++)
    {
      RgBackupInfo *info = g_ptr_array_index (files, i);
      if (info->state != RG_BACKUP_WHOLE && info->state != RG_BACKUP_LOCKED)
        continue;
      g_ptr_array_add (good, info);
      g_array_append_val (moments, info->at);
    }
  rg_backups_put_first (good, newest);
  rg_backup_rotation ((const gint64 *) (gpointer) moments->data, moments->len, zone, keep);
  for (guint i = 0; i < good->len; i++)
    {
      const RgBackupInfo *info = g_ptr_array_index (good, i);
      if (rg_backups_is_last_of_version (good, i))
        continue;
      /* The one that was proved just now stays, whatever a clock that was wrong said before. */
      if (!keep[i] && !g_str_equal (info->path, newest))
        g_remove (info->path);
    }
}

/* --- Making ----------------------------------------------------------------------------------- */

static gboolean
rg_backup_job_in_folder (RgDb *db, RgBackupJob *job, const char *folder, RgBackupKey *key,
                         GError **error)
{
  gint64 bytes = 0;
  g_autoptr (RgBackupInfo) label = rg_backup_read_label (db, &bytes, error);
  g_autofree char *path = NULL;

  if (label == NULL)
    return FALSE;
  path = rg_backup_dup_new_path (folder, label->shop_name, "", label->at, job->zone);
  if (!rg_space_check (path, bytes + bytes / 50, error)
      || !rg_backup_make (db, path, label, key, job->cancellable, error))
    return FALSE;
  rg_backups_remove_old (folder, label->shop_uuid, job->zone, path, key);
  job->result->path = g_steal_pointer (&path);
  job->result->at = label->at;
  return TRUE;
}

static gboolean
rg_backup_job_check_chosen (RgBackupJob *job, GError **error)
{
  if (!g_file_test (job->folder, G_FILE_TEST_IS_DIR))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 /* Translators: %s is the path of a folder. */
                 _("%s is not there. If it is on a stick or on another computer, connect it."),
                 job->folder);
  else if (g_access (job->folder, W_OK) != 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 /* Translators: %s is the path of a folder. */
                 _("Nothing can be written in %s. Choose another folder."), job->folder);
  else if (job->encrypt && job->key == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                         _("The passphrase for the backups is not known. Enter it once."));
  else
    return TRUE;
  return FALSE;
}

/* TRUE where the backup is in the chosen folder; else the result says why not. */
static gboolean
rg_backup_job_try_chosen (RgDb *db, RgBackupJob *job)
{
  g_autoptr (GError) wrong = NULL;

  if (rg_backup_job_check_chosen (job, &wrong)
      && rg_backup_job_in_folder (db, job, job->folder, job->key, &wrong))
    return TRUE;
  job->result->why = rg_error_text (wrong);
  return FALSE;
}

static gboolean
rg_backup_job_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgBackupJob *job = data;

  if (job->target != NULL)
    return rg_backup_make_labelled (db, job->target, job->key, job->cancellable, error);
  job->result = g_new0 (RgBackupResult, 1);
  if (job->folder != NULL)
    {
      if (rg_backup_job_try_chosen (db, job))
        return TRUE;
      if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
        return FALSE;
      job->result->elsewhere = TRUE;
    }
  return rg_io_make_folder (job->own_folder, error)
         && rg_backup_job_in_folder (db, job, job->own_folder, job->encrypt ? job->key : NULL,
                                     error);
}

gboolean
rg_store_backup_sync (RgStore *store, const char *target, RgBackupKey *key,
                      GCancellable *cancellable, GError **error)
{
  RgBackupJob job = { .target = (char *) target, .key = key, .cancellable = cancellable };

  return rg_store_read_sync (store, RG_READER_REPORT, rg_backup_job_in_thread, &job, cancellable,
                             error);
}

static RgBackupJob *
rg_backup_job_new (RgStore *store, const RgBackupPlan *plan, GCancellable *cancellable)
{
  RgBackupJob *job = g_new0 (RgBackupJob, 1);

  job->zone = rg_shop_dup_zone (rg_store_get_shop (store));
  job->own_folder = rg_backups_dup_folder (store);
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  if (plan == NULL)
    return job;
  if (plan->folder != NULL && *plan->folder != '\0'
      && !g_str_equal (plan->folder, job->own_folder))
    job->folder = g_strdup (plan->folder);
  job->encrypt = plan->encrypt;
  job->key = plan->encrypt && plan->key != NULL ? rg_backup_key_ref (plan->key) : NULL;
  return job;
}

/* What became of a backup is known from here on. */
static void
rg_backup_tell (RgStore *store, const RgBackupResult *made, const GError *error)
{
  g_autofree char *why = error != NULL ? rg_error_text (error) : NULL;
  const RgBackupResult none = { .why = why };

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL || (made != NULL && made->path != NULL))
    rg_store_note_backup (store, error != NULL ? &none : made);
}

gboolean
rg_store_keep_backup_sync (RgStore *store, const RgBackupPlan *plan, RgBackupResult **result,
                           GError **error)
{
  g_autoptr (RgBackupJob) job = rg_backup_job_new (store, plan, NULL);
  g_autoptr (GError) wrong = NULL;

  if (result != NULL)
    *result = NULL;
  if (rg_store_get_shop (store)->is_sample)
    job->result = g_new0 (RgBackupResult, 1);
  else
    rg_store_read_sync (store, RG_READER_REPORT, rg_backup_job_in_thread, job, NULL, &wrong);
  rg_backup_tell (store, job->result, wrong);
  if (wrong != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&wrong));
      return FALSE;
    }
  if (result != NULL)
    *result = g_steal_pointer (&job->result);
  return TRUE;
}

static void
rg_store_backup_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  RgBackupJob *job = rg_store_read_get_data (result);
  const gboolean ok = rg_store_read_finish (RG_STORE (source), result, &error);

  rg_backup_tell (RG_STORE (source), job->result, error);
  if (ok)
    g_task_return_pointer (task, g_steal_pointer (&job->result),
                           (GDestroyNotify) rg_backup_result_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
rg_store_keep_backup_async (RgStore *store, const RgBackupPlan *plan, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, rg_store_keep_backup_async);
  if (rg_store_get_shop (store)->is_sample)
    {
      g_task_return_pointer (task, g_new0 (RgBackupResult, 1),
                             (GDestroyNotify) rg_backup_result_free);
      g_object_unref (task);
      return;
    }
  rg_store_read_async (store, RG_READER_REPORT, rg_backup_job_in_thread,
                       rg_backup_job_new (store, plan, cancellable), rg_backup_job_free,
                       cancellable, rg_store_backup_cb, task);
}

gboolean
rg_store_keep_backup_finish (RgStore *store, GAsyncResult *async, RgBackupResult **result,
                             GError **error)
{
  g_autoptr (RgBackupResult) made = g_task_propagate_pointer (G_TASK (async), error);
  gboolean ok = made != NULL;

  if (result != NULL)
    *result = g_steal_pointer (&made);
  return ok;
}
