/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Looking into a backup, and the way back from one. */
#include "config.h"

#include "store/rg-store-backup.h"
#include "store/rg-store-private.h"

#include "base/rg-i18n.h"
#include "db/rg-backup.h"
#include "db/rg-space.h"
#include "store/rg-store-consent.h"
#include "store/rg-store-erase.h"
#include "store/rg-store-facts.h"
#include "store/rg-store-loyalty.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *backup;
  char *path;
  RgBackupKey *key;
  char *kept;
  RgProgressFunc progress;
  gpointer progress_data;
} RgRestoring;

static void
rg_restoring_free (gpointer data)
{
  RgRestoring *restoring = data;

  g_clear_pointer (&restoring->key, rg_backup_key_unref);
  g_free (restoring->backup);
  g_free (restoring->path);
  g_free (restoring->kept);
  g_free (restoring);
}

static RgRestoring *
rg_restoring_new (const char *backup, RgBackupKey *key, const char *path)
{
  RgRestoring *restoring = g_new0 (RgRestoring, 1);

  restoring->backup = g_strdup (backup);
  restoring->path = g_strdup (path);
  restoring->key = key != NULL ? rg_backup_key_ref (key) : NULL;
  return restoring;
}

/* --- Who was erased stays erased -------------------------------------------------------------- */

static gboolean
rg_restore_is_same_shop (RgDb *one, RgDb *two)
{
  g_autoptr (RgStatement) a = rg_db_statement (one, "backups.shop-uuid", NULL);
  g_autoptr (RgStatement) b = rg_db_statement (two, "backups.shop-uuid", NULL);
  gsize length_a = 0, length_b = 0;
  const void *uuid_a, *uuid_b;

  if (a == NULL || b == NULL || rg_statement_step (a, NULL) != RG_STEP_ROW
      || rg_statement_step (b, NULL) != RG_STEP_ROW)
    return FALSE;
  uuid_a = rg_statement_get_blob (a, 0, &length_a);
  uuid_b = rg_statement_get_blob (b, 0, &length_b);
  return length_a == length_b && memcmp (uuid_a, uuid_b, length_a) == 0;
}

static gboolean
rg_restore_add_hashes (RgDb *former, RgDb *db, const char *read, const char *write, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (former, read, error);
  g_autoptr (RgStatement) add = rg_db_statement (db, write, error);
  RgStep step = RG_STEP_ERROR;

  if (rows == NULL || add == NULL)
    return FALSE;
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      gsize length;
      const void *hash = rg_statement_get_blob (rows, 0, &length);
      rg_statement_bind_blob (add, 1, hash, length);
      rg_statement_bind_int (add, 2, rg_statement_get_int (rows, 1));
      if (!rg_statement_run (add, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

/* A file of before there were any has no table of them. */
static gboolean
rg_restore_add_suppressed (RgDb *former, RgDb *db, GError **error)
{
  g_autoptr (RgStatement) there = rg_db_statement (former, "backups.has-suppressed", error);
  RgStep step;

  if (there == NULL)
    return FALSE;
  step = rg_statement_step (there, error);
  return step == RG_STEP_DONE
         || (step == RG_STEP_ROW
             && rg_restore_add_hashes (former, db, "backups.suppressed-hashes",
                                       "backups.add-suppressed-hash", error));
}

static gboolean
rg_restore_erase_again (RgDb *former, RgDb *db, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (former, "backups.erased-customers", error);
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      g_autoptr (RgStatement) find = rg_db_statement (db, "backups.customer-of-uuid", error);
      gsize length;
      const void *uuid = rg_statement_get_blob (rows, 0, &length);
      if (find == NULL)
        return FALSE;
      rg_statement_bind_blob (find, 1, uuid, length);
      if (rg_statement_step (find, error) == RG_STEP_ROW
          && !rg_erase_person (db, rg_statement_get_int (find, 0), rg_statement_get_int (rows, 1),
                               error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

/* The file that the restored one takes the place of; a damaged one cannot tell. */
static gboolean
rg_restore_carry_over (const char *former_path, RgDb *db, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  g_autoptr (RgDb) former = NULL;
  g_autofree char *log = NULL;
  RgDbMode mode;

  if (former_path == NULL || !g_file_test (former_path, G_FILE_TEST_EXISTS))
    return TRUE;
  log = g_strconcat (former_path, "-wal", NULL);
  mode = g_file_test (log, G_FILE_TEST_EXISTS) ? RG_DB_READ : RG_DB_STILL;
  former = rg_db_open (former_path, mode, &wrong);
  if (former == NULL || !rg_restore_is_same_shop (former, db))
    return TRUE;
  if (rg_restore_add_hashes (former, db, "backups.erased-hashes", "backups.add-erased-hash", &wrong)
      && rg_restore_add_suppressed (former, db, &wrong)
      && rg_restore_erase_again (former, db, &wrong))
    return TRUE;
  if (wrong->domain == RG_DB_ERROR && wrong->code == RG_DB_ERROR_CORRUPT)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&wrong));
  return FALSE;
}

/* --- A file that can be opened ---------------------------------------------------------------- */

/* Enduring rows came out of the backup; the rest follows from them. */
gboolean
rg_store_complete_file (const char *path, const char *former_path, GError **error)
{
  g_autoptr (RgDb) db = rg_db_open (path, RG_DB_WRITE, error);

  return db != NULL && rg_db_run (db, "store.begin-write", error)
         && rg_restore_carry_over (former_path, db, error) && rg_consent_refresh_all (db, error)
         && rg_loyalty_refresh_all (db, error)
         && rg_facts_refresh_all (db, error) && rg_db_exec (db, "COMMIT", "save", error);
}

static gboolean
rg_restore_unpack (RgRestoring *restoring, const char *target, const char *former,
                   RgBackupProgress progress, gpointer data, GCancellable *cancellable,
                   GError **error)
{
  GStatBuf info;

  if (g_stat (restoring->backup, &info) == 0
      && !rg_space_check (target, info.st_size + info.st_size / 4, error))
    return FALSE;
  rg_backup_remove (target);
  if (rg_backup_unpack (restoring->backup, restoring->key, target, progress, data, cancellable,
                        error)
      && rg_store_complete_file (target, former, error))
    return TRUE;
  rg_backup_remove (target);
  return FALSE;
}

/* --- Looking into one ------------------------------------------------------------------------- */

RgStore *
rg_store_open_backup (const char *backup, RgBackupKey *key, GCancellable *cancellable,
                      GError **error)
{
  RgRestoring restoring = { .backup = (char *) backup, .key = key };
  g_autofree char *folder = rg_backup_make_folder (error);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, "shop.regulars", NULL) : NULL;
  RgStore *store = NULL;

  if (folder == NULL)
    return NULL;
  if (rg_restore_unpack (&restoring, path, NULL, NULL, NULL, cancellable, error))
    store = rg_store_open_still (path, folder, error);
  if (store == NULL)
    rg_backup_remove_folder (folder);
  return store;
}

static void
rg_store_open_backup_in_thread (GTask *task, gpointer source, gpointer data,
                                GCancellable *cancellable)
{
  const RgRestoring *restoring = data;
  g_autoptr (GError) error = NULL;
  RgStore *store = rg_store_open_backup (restoring->backup, restoring->key, cancellable, &error);

  if (store != NULL)
    g_task_return_pointer (task, store, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
rg_store_open_backup_async (const char *backup, RgBackupKey *key, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, rg_store_open_backup_async);
  g_task_set_task_data (task, rg_restoring_new (backup, key, NULL), rg_restoring_free);
  g_task_run_in_thread (task, rg_store_open_backup_in_thread);
}

RgStore *
rg_store_open_backup_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- The way back ----------------------------------------------------------------------------- */

static RgLock *
rg_restore_lock (const char *path, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  RgLock *lock = rg_lock_take (path, &wrong);

  if (lock == NULL && g_error_matches (wrong, G_IO_ERROR, G_IO_ERROR_BUSY))
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_LOCKED, wrong->message);
  else if (lock == NULL)
    g_propagate_error (error, g_steal_pointer (&wrong));
  return lock;
}

static gboolean
rg_restore_run (RgRestoring *restoring, RgBackupProgress progress, gpointer data,
                GCancellable *cancellable, GError **error)
{
  g_autoptr (RgLock) lock = rg_restore_lock (restoring->path, error);
  g_autofree char *part = g_strconcat (restoring->path, ".part", NULL);

  if (lock == NULL
      || !rg_restore_unpack (restoring, part, restoring->path, progress, data, cancellable, error))
    return FALSE;
  if (rg_backup_put_in_place (part, restoring->path, &restoring->kept, error))
    return TRUE;
  rg_backup_remove (part);
  return FALSE;
}

gboolean
rg_store_restore_sync (const char *backup, RgBackupKey *key, const char *path, char **kept,
                       GCancellable *cancellable, GError **error)
{
  RgRestoring restoring = { .backup = (char *) backup, .key = key, .path = (char *) path };
  gboolean ok = rg_restore_run (&restoring, NULL, NULL, cancellable, error);

  if (kept != NULL)
    *kept = g_steal_pointer (&restoring.kept);
  g_free (restoring.kept);
  return ok;
}

/* A figure on its way to the main thread; it holds the task, so that whoever waits is there. */
typedef struct
{
  GTask *task;
  double share;
} RgRestoreShare;

static void
rg_restore_share_free (gpointer data)
{
  RgRestoreShare *share = data;

  g_object_unref (share->task);
  g_free (share);
}

static gboolean
rg_restore_share_cb (gpointer data)
{
  const RgRestoreShare *share = data;
  const RgRestoring *restoring = g_task_get_task_data (share->task);

  if (!g_task_get_completed (share->task))
    restoring->progress (share->share, restoring->progress_data);
  return G_SOURCE_REMOVE;
}

static void
rg_restore_progress (double done, gpointer data)
{
  RgRestoreShare *share = g_new0 (RgRestoreShare, 1);

  share->task = g_object_ref (data);
  share->share = done;
  g_main_context_invoke_full (g_task_get_context (data), G_PRIORITY_DEFAULT, rg_restore_share_cb,
                              share, rg_restore_share_free);
}

static void
rg_store_restore_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RgRestoring *restoring = data;
  g_autoptr (GError) error = NULL;

  if (rg_restore_run (restoring, restoring->progress != NULL ? rg_restore_progress : NULL, task,
                      cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
rg_store_restore_async (const char *backup, RgBackupKey *key, const char *path,
                        RgProgressFunc progress, gpointer progress_data, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  RgRestoring *restoring = rg_restoring_new (backup, key, path);

  restoring->progress = progress;
  restoring->progress_data = progress_data;
  g_task_set_source_tag (task, rg_store_restore_async);
  g_task_set_task_data (task, restoring, rg_restoring_free);
  /* Restored is restored, also where somebody cancels between the end and the answer. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, rg_store_restore_in_thread);
}

gboolean
rg_store_restore_finish (GAsyncResult *result, char **kept, GError **error)
{
  RgRestoring *restoring = g_task_get_task_data (G_TASK (result));
  gboolean ok = g_task_propagate_boolean (G_TASK (result), error);

  if (kept != NULL)
    *kept = g_steal_pointer (&restoring->kept);
  return ok;
}

gboolean
rg_store_take_back_restore_sync (const char *path, const char *kept, char **now_kept,
                                 GError **error)
{
  g_autoptr (RgLock) lock = rg_restore_lock (path, error);

  return lock != NULL && rg_backup_put_in_place (kept, path, now_kept, error);
}

gboolean
rg_store_check_file (const char *path, RgBackupKey *key, GError **error)
{
  return rg_backup_verify (path, key, NULL, error);
}
