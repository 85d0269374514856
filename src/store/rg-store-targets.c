/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Targets. */
#include "store/rg-store-targets.h"

#include "base/rg-i18n.h"

GArray *
rg_targets_read (RgDb *db, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "targets.all", error);
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (RgTarget));
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      const RgTarget target = { rg_statement_get_int (rows, 0),
                                (RgDay) rg_statement_get_int (rows, 1),
                                rg_statement_get_int (rows, 2) };

      g_array_append_val (targets, target);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&targets) : NULL;
}

static void
rg_targets_array_free (gpointer data)
{
  GArray **targets = data;

  g_clear_pointer (targets, g_array_unref);
  g_free (targets);
}

static gboolean
rg_targets_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  GArray **targets = data;

  *targets = rg_targets_read (db, error);
  return *targets != NULL;
}

void
rg_store_read_targets_async (RgStore *store, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  rg_store_read_async (store, RG_READER_ROWS, rg_targets_read_in_thread, g_new0 (GArray *, 1),
                       rg_targets_array_free, cancellable, callback, user_data);
}

GArray *
rg_store_read_targets_finish (RgStore *store, GAsyncResult *result, GError **error)
{
  GArray **targets = rg_store_read_get_data (result);

  if (!rg_store_read_finish (store, result, error))
    return NULL;
  return g_steal_pointer (targets);
}

static gboolean
rg_target_set_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgTarget *target = data;
  g_autoptr (RgStatement) statement = NULL;

  if (target->net_minor < 0)
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                           _("A target is more than zero."));
      return FALSE;
    }
  if (target->net_minor == 0)
    statement = rg_db_statement (rg_write_get_db (write), "targets.drop", error);
  else
    statement = rg_db_statement (rg_write_get_db (write), "targets.set", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, target->location);
  rg_statement_bind_int (statement, 2, target->month);
  if (target->net_minor != 0)
    rg_statement_bind_int (statement, 3, target->net_minor);
  return rg_statement_run (statement, error);
}

gboolean
rg_store_set_target_sync (RgStore *store, const RgTarget *target, gint64 *action, GError **error)
{
  return rg_store_write_sync (store, "target.set", _("Target Changed"), rg_target_set_in_thread,
                              (gpointer) target, NULL, action, error);
}

void
rg_store_set_target_async (RgStore *store, const RgTarget *target, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  rg_store_write_async (store, "target.set", _("Target Changed"), rg_target_set_in_thread,
                        g_memdup2 (target, sizeof *target), g_free, NULL, callback, user_data);
}
