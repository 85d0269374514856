/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Takes an action back, as an action of its own. */
#include "store/rg-store-undo-private.h"

#include "base/rg-i18n.h"
#include "store/rg-store-consent.h"
#include "store/rg-store-facts.h"
#include "store/rg-store-loyalty.h"

/* More than this many standing in the way are counted, not named. */
#define RG_UNDO_NAMED 5

/* --- Refusals --------------------------------------------------------------------------------- */

static char *
rg_undo_name_blockers (GPtrArray *blockers)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < MIN (blockers->len, RG_UNDO_NAMED); i++)
    g_string_append_printf (names, "%s“%s”", i > 0 ? ", " : "",
                            ((RgAction *) g_ptr_array_index (blockers, i))->label);
  if (blockers->len > RG_UNDO_NAMED)
    g_string_append_printf (names, " …");
  return g_string_free (names, FALSE);
}

static gboolean
rg_undo_finds (RgDb *db, const char *name, gint64 action_id, gboolean *found, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, name, error);
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, action_id);
  step = rg_statement_step (row, error);
  *found = step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}

/* Where nothing is left but the emptied images of somebody who was erased. */
static gboolean
rg_undo_check_erased (RgDb *db, gint64 action_id, const RgTakeBackPlan *plan, GError **error)
{
  gboolean erased = FALSE;

  if (plan->n_rows > 0 || plan->n_receipts > 0)
    return TRUE;
  if (!rg_undo_finds (db, "undo.any-erased", action_id, &erased, error))
    return FALSE;
  if (erased)
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_CONFLICT,
                         _("The customer that this was about has been erased. Nothing of it can "
                           "come back."));
  return !erased;
}

static gboolean
rg_undo_check (RgDb *db, gint64 action_id, GPtrArray **rows, GError **error)
{
  g_autoptr (RgTakeBackPlan) plan = NULL;
  g_autofree char *names = NULL;
  gint64 by;

  if (!rg_undo_find_take_back (db, action_id, &by, error))
    return FALSE;
  if (by != 0)
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_CONFLICT,
                           _("This has already been taken back."));
      return FALSE;
    }
  plan = rg_undo_plan (db, action_id, rows, error);
  if (plan == NULL)
    return FALSE;
  if (plan->blockers->len == 0)
    return rg_undo_check_erased (db, action_id, plan, error);
  names = rg_undo_name_blockers (plan->blockers);
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONFLICT,
               /* Translators: %s is a list of things done since, such as “Åse Dahl Edited”. */
               _("Later changes build on this one. Take these back first: %s."), names);
  return FALSE;
}

/* --- Rows ------------------------------------------------------------------------------------- */

/* Ledgers are appended to: an entry goes by another that reverses it. */
static gboolean
rg_undo_ledger_entry (RgWrite *write, const RgUndoRow *row, GError **error)
{
  const gint64 entry = g_ascii_strtoll (row->key + 1, NULL, 10);

  return g_str_equal (row->table, "consent") ? rg_consent_reverse (write, entry, error)
                                             : rg_loyalty_reverse (write, entry, error);
}

static gboolean
rg_undo_delete_ledger (RgDb *db, const char *name, const RgUndoRow *row, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, name, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 1, row->key);
  return rg_statement_run (statement, error);
}

/* Only the columns that the action changed. */
static gboolean
rg_undo_columns (RgDb *db, RgImages *images, const RgUndoRow *row, GError **error)
{
  g_autofree char *now = NULL;
  g_autofree char *image = NULL;

  return rg_images_get (images, row->table, row->key, &now, error) &&
         rg_undo_dup_of_columns (db, row, now, "undo.image-without", &image, error) &&
         rg_images_update (images, row->table, row->key, image, error);
}

static gboolean
rg_undo_row (RgWrite *write, RgImages *images, const RgUndoRow *row, GError **error)
{
  if (row->before == NULL && row->after == NULL)
    return TRUE;
  if (row->after == NULL)
    return rg_images_insert (images, row->table, row->before, error);
  if (row->by_column)
    return rg_undo_columns (rg_write_get_db (write), images, row, error);
  if (row->before != NULL)
    return rg_images_update (images, row->table, row->key, row->before, error);
  if (rg_undo_is_ledger (row->table))
    return rg_undo_ledger_entry (write, row, error);
  if (g_str_equal (row->table, "customer") &&
      (!rg_undo_delete_ledger (rg_write_get_db (write), "undo.delete-consents", row, error) ||
       !rg_undo_delete_ledger (rg_write_get_db (write), "undo.delete-points", row, error)))
    return FALSE;
  return rg_images_delete (images, row->table, row->key, error);
}

static gboolean
rg_undo_rows (RgWrite *write, GPtrArray *rows, GError **error)
{
  g_autoptr (RgImages) images = rg_images_new (rg_write_get_db (write));

  for (guint i = rows->len; i > 0; i--)
    if (!rg_undo_row (write, images, g_ptr_array_index (rows, i - 1), error))
      return FALSE;
  return TRUE;
}

/* --- Receipts --------------------------------------------------------------------------------- */

static gboolean
rg_undo_run (RgDb *db, const char *name, gint64 first, gint64 second, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, name, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, first);
  if (second != 0)
    rg_statement_bind_int (statement, 2, second);
  return rg_statement_run (statement, error);
}

static gboolean
rg_undo_refresh_moved (RgDb *db, gint64 now, gint64 action_id, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "undo.moved-customers", error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  RgStep step;

  if (rows == NULL)
    return FALSE;
  rg_statement_bind_int (rows, 1, now);
  rg_statement_bind_int (rows, 2, action_id);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_int (rows, 0);

      g_array_append_val (ids, id);
    }
  return step == RG_STEP_DONE &&
         rg_facts_refresh (db, (const gint64 *) (gpointer) ids->data, ids->len, error);
}

/* What the action brought goes into past_receipt under the new action; what it took away comes
 * back from there. The rows of past_receipt stay: they say what the new action restored. */
static gboolean
rg_undo_receipts (RgWrite *write, const RgUndoSubject *subject, gboolean *moved, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  gint64 now = rg_write_get_action (write);
  gint64 n;

  if (subject->import_id != 0 &&
      !rg_undo_run (db, "undo.keep-import-receipts", subject->import_id, now, error))
    return FALSE;
  if (subject->undoes != 0 &&
      !rg_undo_run (db, "undo.keep-restored-receipts", subject->undoes, now, error))
    return FALSE;
  if (!rg_undo_run (db, "undo.keep-lines", now, 0, error) ||
      !rg_undo_run (db, "undo.delete-kept-lines", now, 0, error) ||
      !rg_undo_run (db, "undo.delete-kept-receipts", now, 0, error))
    return FALSE;
  n = rg_db_n_changed (db);
  if (!rg_undo_run (db, "undo.restore-receipts", subject->action_id, 0, error))
    return FALSE;
  *moved = n + rg_db_n_changed (db) > 0;
  return rg_undo_run (db, "undo.restore-lines", subject->action_id, 0, error);
}

static gboolean
rg_undo_finds_deleted (RgWrite *write, gint64 action_id, gboolean *deleted, GError **error)
{
  g_autoptr (RgStatement) row =
    rg_db_statement (rg_write_get_db (write), "undo.needs-deleted", error);
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, rg_write_get_action (write));
  rg_statement_bind_int (row, 2, action_id);
  step = rg_statement_step (row, error);
  *deleted = step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}

/* What comes back may need something that has gone since; the keys are checked at the end only. */
static gboolean
rg_undo_check_keys (RgWrite *write, gint64 action_id, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  gboolean missing = FALSE;
  gboolean gone = FALSE;
  gboolean deleted = FALSE;
  int unresolved = 0;
  int most;

  if (!rg_undo_finds (db, "undo.missing-products", action_id, &missing, error) ||
      !rg_undo_finds (db, "undo.used-products-gone", rg_write_get_action (write), &gone, error) ||
      !rg_undo_finds_deleted (write, action_id, &deleted, error))
    return FALSE;
  sqlite3_db_status (rg_db_get_handle (db), SQLITE_DBSTATUS_DEFERRED_FKS, &unresolved, &most, 0);
  if (unresolved == 0 && !missing && !gone && !deleted)
    return TRUE;
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_CONFLICT,
                       _("Something that this needs has been deleted or taken back since. Bring "
                         "that back first."));
  return FALSE;
}

/* --- The action ------------------------------------------------------------------------------- */

/* The import at the root of a chain of take-backs is done or taken back, as the chain has it: also
 * where nothing is left of it that could go. */
static gboolean
rg_undo_set_import_state (RgWrite *write, gint64 action_id, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) statement = rg_db_statement (db, "undo.import-state", error);
  RgUndoSubject root = { .undoes = action_id };
  gint64 by;

  do
    if (!rg_undo_subject_read (db, root.undoes, &root, error))
      return FALSE;
  while (root.undoes != 0);
  if (root.import_id == 0)
    return TRUE;
  if (statement == NULL || !rg_undo_find_take_back (db, root.action_id, &by, error))
    return FALSE;
  rg_statement_bind_int (statement, 1, root.action_id);
  rg_statement_bind_text (statement, 2, by != 0 ? "taken-back" : "done");
  rg_write_note_table (write, "import");
  return rg_statement_run (statement, error);
}

static gboolean
rg_undo_set_label (RgWrite *write, gint64 action_id, GError **error)
{
  g_autoptr (RgAction) action = rg_action_read (rg_write_get_db (write), action_id, error);
  g_autoptr (RgAction) root = NULL;
  g_autofree char *label = NULL;

  if (action == NULL)
    return FALSE;
  root = action->undoes != 0 ? rg_action_read (rg_write_get_db (write), action->undoes, error)
                             : g_steal_pointer (&action);
  if (root == NULL)
    return FALSE;
  if (action == NULL)
    /* Translators: in History; %s is what was taken back, such as “Åse Dahl Edited”. */
    label = g_strdup_printf (_("Taken Back: %s"), root->label);
  else
    /* Translators: in History; %s is what was taken back before and is done again. */
    label = g_strdup_printf (_("Done Again: %s"), root->label);
  rg_write_set_label (write, label);
  return TRUE;
}

static gboolean
rg_undo_do (RgWrite *write, gint64 action_id, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (GPtrArray) rows = NULL;
  RgUndoSubject subject;
  gboolean moved = FALSE;

  if (!rg_undo_check (db, action_id, &rows, error) ||
      !rg_undo_subject_read (db, action_id, &subject, error) ||
      !rg_undo_set_label (write, action_id, error) ||
      !rg_write_set_undoes (write, action_id, error) || !rg_db_run (db, "undo.defer-keys", error))
    return FALSE;
  if (!rg_undo_receipts (write, &subject, &moved, error) ||
      !(rows != NULL ? rg_undo_rows (write, rows, error)
                     : rg_undo_many_rows (db, action_id, error)) ||
      !rg_undo_set_import_state (write, action_id, error) ||
      (subject.import_id != 0 &&
       (!rg_consent_take_back_import (write, subject.import_id, error) ||
        !rg_loyalty_take_back_import (write, subject.import_id, error))) ||
      !rg_undo_sweep_imports (db, moved || subject.import_id != 0, error) ||
      !rg_undo_check_keys (write, action_id, error))
    return FALSE;
  if (!moved)
    return TRUE;
  rg_write_note_table (write, "receipt");
  rg_write_note_table (write, "receipt_line");
  return rg_undo_refresh_moved (db, rg_write_get_action (write), action_id, error);
}

/* A row that comes back may meet another that has its name by now. */
static gboolean
rg_undo_in_thread (RgWrite *write, gpointer data, GError **error)
{
  g_autoptr (GError) failed = NULL;

  if (rg_undo_do (write, *(gint64 *) data, &failed))
    return TRUE;
  if (g_error_matches (failed, RG_DB_ERROR, RG_DB_ERROR_CONSTRAINT))
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_CONFLICT,
                         _("Something of the same name or number is there now. Rename or remove it "
                           "first."));
  else
    g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

gboolean
rg_store_take_back_sync (RgStore *store, gint64 action_id, gint64 *undo_id, GError **error)
{
  return rg_store_write_sync (store, "take-back", "", rg_undo_in_thread, &action_id, NULL, undo_id,
                              error);
}

void
rg_store_take_back_async (RgStore *store, gint64 action_id, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  rg_store_write_async (store, "take-back", "", rg_undo_in_thread,
                        g_memdup2 (&action_id, sizeof action_id), g_free, NULL, callback,
                        user_data);
}

gboolean
rg_store_take_back_finish (RgStore *store, GAsyncResult *result, gint64 *undo_id, GError **error)
{
  return rg_store_write_finish (store, result, undo_id, error);
}
