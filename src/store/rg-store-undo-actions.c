/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The actions of the history, and what each of them is. */
#include "store/rg-store-undo-private.h"

#include "store/rg-store-merge.h"

void
rg_action_free (RgAction *action)
{
  if (action == NULL)
    return;
  g_free (action->kind);
  g_free (action->label);
  g_free (action->staff);
  g_free (action);
}

gboolean
rg_undo_is_ledger (const char *table)
{
  return g_str_equal (table, "consent") || g_str_equal (table, "points_entry");
}

gboolean
rg_undo_read_ids (RgDb *db, const char *name, const gint64 *values, guint n_values, GArray *ids,
                  GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, name, error);
  RgStep step;

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < n_values; i++)
    rg_statement_bind_int (rows, (int) i + 1, values[i]);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_int (rows, 0);

      g_array_append_val (ids, id);
    }
  return step == RG_STEP_DONE;
}

gboolean
rg_undo_find_take_back (RgDb *db, gint64 action_id, gint64 *by, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  *by = 0;
  if (!rg_undo_read_ids (db, "undo.take-backs", &action_id, 1, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len && *by == 0; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      gint64 again;

      if (!rg_undo_find_take_back (db, id, &again, error))
        return FALSE;
      if (again == 0)
        *by = id;
    }
  return TRUE;
}

static RgAction *
rg_action_from_row (RgDb *db, RgStatement *row, GError **error)
{
  g_autoptr (RgAction) action = g_new0 (RgAction, 1);

  action->id = rg_statement_get_int (row, 0);
  action->at = rg_statement_get_int (row, 1);
  action->kind = g_strdup (rg_statement_get_text (row, 2));
  action->label = g_strdup (rg_statement_get_text (row, 3));
  action->staff = g_strdup (rg_statement_get_text (row, 4));
  action->undoes = rg_statement_get_int (row, 5);
  if (!rg_undo_find_take_back (db, action->id, &action->undone_by, error))
    return NULL;
  return g_steal_pointer (&action);
}

RgAction *
rg_action_read (RgDb *db, gint64 id, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "undo.action", error);
  RgStep step;

  if (row == NULL)
    return NULL;
  rg_statement_bind_int (row, 1, id);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_ROW)
    return rg_action_from_row (db, row, error);
  if (step == RG_STEP_DONE)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                 "There is no action %" G_GINT64_FORMAT ".", id);
  return NULL;
}

GPtrArray *
rg_actions_read (RgDb *db, gint64 before, guint limit, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "undo.actions", error);
  g_autoptr (GPtrArray) actions =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rg_action_free);
  RgStep step;

  if (rows == NULL)
    return NULL;
  rg_statement_bind_int (rows, 1, before > 0 ? before : G_MAXINT64);
  rg_statement_bind_int (rows, 2, limit);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      RgAction *action = rg_action_from_row (db, rows, error);

      if (action == NULL)
        return NULL;
      g_ptr_array_add (actions, action);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&actions) : NULL;
}

/* Also where a merge was taken back, and done again. */
static gboolean
rg_undo_is_merge (RgDb *db, const RgAction *action, gboolean *is_merge, GError **error)
{
  g_autoptr (RgAction) before = NULL;

  *is_merge = g_str_equal (action->kind, RG_MERGE_KIND);
  if (action->undoes == 0)
    return TRUE;
  before = rg_action_read (db, action->undoes, error);
  return before != NULL && rg_undo_is_merge (db, before, is_merge, error);
}

gboolean
rg_undo_subject_read (RgDb *db, gint64 action_id, RgUndoSubject *subject, GError **error)
{
  g_autoptr (RgAction) action = rg_action_read (db, action_id, error);
  g_autoptr (RgStatement) row = rg_db_statement (db, "undo.import-of", error);
  RgStep step;

  if (action == NULL || row == NULL ||
      !rg_undo_is_merge (db, action, &subject->is_merge, error))
    return FALSE;
  rg_statement_bind_int (row, 1, action_id);
  step = rg_statement_step (row, error);
  subject->action_id = action_id;
  subject->undoes = action->undoes;
  subject->import_id = step == RG_STEP_ROW ? rg_statement_get_int (row, 0) : 0;
  return step != RG_STEP_ERROR;
}
