/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Foresees long openings, and does them on a thread. */
#include "store/rg-store-opening.h"

#include "db/rg-migrate.h"
#include "store/rg-store-private.h"

static gboolean
rg_opening_is_old (const char *path)
{
  g_autoptr (RgDb) db = rg_db_open (path, RG_DB_STILL, NULL);
  int version;

  return db != NULL && rg_migrate_get_version (db, &version, NULL) && version >= 1
         && version < rg_migrate_newest ();
}

RgOpeningWork
rg_store_foresee_opening (const char *path)
{
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return RG_OPENING_AT_ONCE;
  if (rg_store_can_only_read (path))
    return rg_store_is_settled (path) ? RG_OPENING_AT_ONCE : RG_OPENING_COPY;
  if (rg_opening_is_old (path))
    return RG_OPENING_UPDATE;
  return rg_store_has_log (path) ? RG_OPENING_CHECK : RG_OPENING_AT_ONCE;
}

static void
rg_store_open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  RgStore *store = rg_store_open_cancellable (data, cancellable, &error);

  if (store != NULL)
    g_task_return_pointer (task, store, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
rg_store_open_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, rg_store_open_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, rg_store_open_in_thread);
}

RgStore *
rg_store_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
