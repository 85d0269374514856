/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Questions, each in one snapshot on a reader's thread. */
#include "store/rg-store-private.h"

#include <gio/gio.h>

typedef struct
{
  RgStore *store;
  RgReadFunc func;
  gpointer data;
  GCancellable *cancellable;
  GError **error; /* never NULL */
  gboolean ok;
} RgReadJob;

static void
rg_read_run (RgDb *db, RgReadJob *job)
{
  if (g_cancellable_set_error_if_cancelled (job->cancellable, job->error))
    return;
  rg_db_set_cancellable (db, job->cancellable);
  job->ok = rg_db_exec (db, "BEGIN", "begin reading", job->error) &&
            job->func (db, job->data, job->error);
  rg_db_set_cancellable (db, NULL);
  if (!job->ok)
    rg_store_mind_damage (job->store, db, *job->error);
  if (!sqlite3_get_autocommit (rg_db_get_handle (db)))
    rg_db_exec (db, "ROLLBACK", "end reading", NULL);
}

static void
rg_read_in_thread (RgDb *db, gpointer data)
{
  rg_read_run (db, data);
}

/* A page may ask once more before it hears that its shop is closed. */
static gboolean
rg_read_is_closed (RgStore *store, RgReader reader, GError **error)
{
  if (store->readers[reader] != NULL)
    return FALSE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The shop is closed.");
  return TRUE;
}

gboolean
rg_store_read_sync (RgStore *store, RgReader reader, RgReadFunc func, gpointer data,
                    GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  RgReadJob job = { store, func, data, cancellable, &wrong, FALSE };

  if (rg_read_is_closed (store, reader, error))
    return FALSE;
  rg_worker_run (store->readers[reader], rg_read_in_thread, &job);
  if (wrong != NULL)
    g_propagate_error (error, g_steal_pointer (&wrong));
  return job.ok;
}

typedef struct
{
  RgReadFunc func;
  GTask *task;
} RgReadTask;

static void
rg_read_task_in_thread (RgDb *db, gpointer data)
{
  g_autofree RgReadTask *read = data;
  g_autoptr (GTask) task = read->task;
  g_autoptr (GError) error = NULL;
  RgReadJob job = { g_task_get_source_object (task), read->func, g_task_get_task_data (task),
                    g_task_get_cancellable (task), &error, FALSE };

  rg_read_run (db, &job);
  if (job.ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
rg_store_read_async (RgStore *store, RgReader reader, RgReadFunc func, gpointer data,
                     GDestroyNotify data_free, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  RgReadTask *read = g_new0 (RgReadTask, 1);
  g_autoptr (GError) closed = NULL;

  read->func = func;
  read->task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (read->task, rg_store_read_async);
  g_task_set_task_data (read->task, data, data_free);
  if (rg_read_is_closed (store, reader, &closed))
    {
      g_task_return_error (read->task, g_steal_pointer (&closed));
      g_object_unref (read->task);
      g_free (read);
      return;
    }
  rg_worker_push (store->readers[reader], rg_read_task_in_thread, read);
}

gpointer
rg_store_read_get_data (GAsyncResult *result)
{
  return g_task_get_task_data (G_TASK (result));
}

gboolean
rg_store_read_finish (RgStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
