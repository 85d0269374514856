/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What an import left that did not become whole goes, in short transactions: nobody sees it, so it
 * may take its time, and may be stopped in the middle. */
#include "db/rg-log.h"
#include "store/rg-store-private.h"

#define ROWS_A_STEP 4000
#define UNSEEN (-1) /* rg_log_set_action() of rows that nobody has seen */

static gboolean
rg_remains_run (RgDb *db, const char *name, gint64 import_id, gint64 limit, gint64 *n,
                GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, name, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, import_id);
  if (limit != 0)
    rg_statement_bind_int (statement, 2, limit);
  if (!rg_statement_run (statement, error))
    return FALSE;
  if (n != NULL)
    *n += rg_db_n_changed (db);
  return TRUE;
}

/* What stood around the receipts. The keys are checked at the end: the import needs its source. */
static gboolean
rg_remains_finish (RgDb *db, gint64 import_id, GError **error)
{
  return rg_db_run (db, "undo.defer-keys", error) &&
         rg_remains_run (db, "remains.locations", import_id, 0, NULL, error) &&
         rg_remains_run (db, "remains.source", import_id, 0, NULL, error) &&
         rg_db_run (db, "remains.mark", error) &&
         rg_remains_run (db, "remains.running", import_id, 0, NULL, error) &&
         rg_db_run (db, "remains.action", error);
}

static gboolean
rg_remains_step (RgDb *db, gint64 import_id, gboolean *more, GError **error)
{
  gint64 n = 0;

  if (!rg_log_set_action (db, UNSEEN, error) ||
      !rg_remains_run (db, "remains.lines", import_id, ROWS_A_STEP, NULL, error) ||
      !rg_remains_run (db, "remains.receipts", import_id, ROWS_A_STEP, &n, error) ||
      (n == 0 && !rg_remains_run (db, "remains.people", import_id, ROWS_A_STEP, &n, error)) ||
      (n == 0 && !rg_remains_finish (db, import_id, error)))
    return FALSE;
  *more = n > 0;
  return rg_log_set_action (db, 0, error);
}

static gboolean
rg_remains_step_in_transaction (RgStore *store, RgDb *db, gint64 import_id, gboolean *more,
                                GError **error)
{
  if (!rg_store_watch_tables (store, db, error) || !rg_db_run (db, "store.begin-write", error))
    return FALSE;
  if (rg_remains_step (db, import_id, more, error) && rg_db_exec (db, "COMMIT", "save", error))
    return TRUE;
  if (!sqlite3_get_autocommit (rg_db_get_handle (db)))
    rg_db_exec (db, "ROLLBACK", "undo what was not saved", NULL);
  return FALSE;
}

gboolean
rg_store_sweep_remains (RgStore *store, RgDb *db, GError **error)
{
  gboolean more = TRUE;
  gint64 import_id;

  if (g_atomic_int_get (&store->has_remains) == 0)
    return TRUE;
  if (!rg_db_get_int (db, "remains.import", &import_id, error))
    return FALSE;
  for (more = import_id != 0; more && g_atomic_int_get (&store->closing) == 0;)
    if (!rg_remains_step_in_transaction (store, db, import_id, &more, error))
      return FALSE;
  if (!more)
    g_atomic_int_set (&store->has_remains, 0);
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The shop is being closed.");
  return !more;
}

void
rg_store_sweep_remains_in_thread (RgDb *db, gpointer data)
{
  RgStore *store = data;
  g_autoptr (GError) error = NULL;
  gint64 import_id = 0;
  gboolean more = FALSE;

  if (g_atomic_int_get (&store->has_remains) == 0 || g_atomic_int_get (&store->closing) != 0)
    return;
  /* Where it fails, on a full disk, the next import tries again. */
  if (!rg_db_get_int (db, "remains.import", &import_id, &error) ||
      (import_id != 0 && !rg_remains_step_in_transaction (store, db, import_id, &more, &error)))
    g_debug ("An unfinished import is still there: %s", error->message);
  else if (more)
    rg_worker_push (store->writer, rg_store_sweep_remains_in_thread, store);
  else
    g_atomic_int_set (&store->has_remains, 0);
}

gboolean
rg_store_find_remains (RgStore *store, RgDb *db, GError **error)
{
  gint64 import_id;

  if (!rg_db_get_int (db, "remains.import", &import_id, error))
    return FALSE;
  g_atomic_int_set (&store->has_remains, import_id != 0);
  return TRUE;
}

gboolean
rg_store_adopt_running (RgWrite *write, gint64 import_id, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) done = rg_db_statement (db, "import.running-done", error);

  if (done == NULL || !rg_db_run (db, "undo.defer-keys", error) ||
      !rg_log_set_action (db, UNSEEN, error) ||
      !rg_remains_run (db, "remains.people", import_id, -1, NULL, error) ||
      !rg_db_run (db, "remains.mark", error))
    return FALSE;
  rg_statement_bind_int (done, 1, import_id);
  rg_statement_bind_int (done, 2, rg_write_get_action (write));
  rg_statement_bind_int (done, 3, rg_write_get_now (write));
  return rg_statement_run (done, error) && rg_db_run (db, "remains.action", error) &&
         rg_log_set_action (db, rg_write_get_action (write), error);
}
