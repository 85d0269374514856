/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What taking an action back would do, and which later actions stand in the way. */
#include "store/rg-store-undo-private.h"

void
rg_take_back_plan_free (RgTakeBackPlan *plan)
{
  if (plan == NULL)
    return;
  g_ptr_array_unref (plan->blockers);
  g_free (plan);
}

/* --- The rows of an action -------------------------------------------------------------------- */

static void
rg_undo_row_free (gpointer data)
{
  RgUndoRow *row = data;

  g_free (row->table);
  g_free (row->key);
  g_free (row->before);
  g_free (row->after);
  g_free (row);
}

static char *
rg_undo_dup_text (RgStatement *row, int column)
{
  return rg_statement_is_null (row, column) ? NULL
                                            : g_strdup (rg_statement_get_text (row, column));
}

static void
rg_undo_rows_add (GPtrArray *rows, GHashTable *known, RgStatement *change)
{
  g_autofree char *name = g_strdup_printf ("%s\t%s", rg_statement_get_text (change, 0),
                                           rg_statement_get_text (change, 1));
  RgUndoRow *row = g_hash_table_lookup (known, name);

  if (row == NULL)
    {
      row = g_new0 (RgUndoRow, 1);
      row->table = g_strdup (rg_statement_get_text (change, 0));
      row->key = g_strdup (rg_statement_get_text (change, 1));
      row->before = rg_undo_dup_text (change, 2);
      g_ptr_array_add (rows, row);
      g_hash_table_insert (known, g_steal_pointer (&name), row);
    }
  g_clear_pointer (&row->after, g_free);
  row->after = rg_undo_dup_text (change, 3);
}

static GPtrArray *
rg_undo_rows_read (RgDb *db, gint64 action_id, GError **error)
{
  g_autoptr (RgStatement) changes = rg_db_statement (db, "undo.rows", error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (rg_undo_row_free);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  RgStep step;

  if (changes == NULL)
    return NULL;
  rg_statement_bind_int (changes, 1, action_id);
  while ((step = rg_statement_step (changes, error)) == RG_STEP_ROW)
    rg_undo_rows_add (rows, known, changes);
  return step == RG_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

/* --- What stands in the way ------------------------------------------------------------------- */

static gboolean
rg_undo_is_known (GPtrArray *blockers, gint64 id)
{
  for (guint i = 0; i < blockers->len; i++)
    if (((RgAction *) g_ptr_array_index (blockers, i))->id == id)
      return TRUE;
  return FALSE;
}

/* An action that was taken back, and the taking back of another, stand in nobody's way: what they
 * left behind is judged by the action that still holds. */
static gboolean
rg_undo_add_blocker (RgDb *db, gint64 id, gboolean always, GPtrArray *blockers, GError **error)
{
  g_autoptr (RgAction) action = NULL;

  if (rg_undo_is_known (blockers, id))
    return TRUE;
  action = rg_action_read (db, id, error);
  if (action == NULL)
    return FALSE;
  if (always || (action->undone_by == 0 && action->undoes == 0))
    g_ptr_array_add (blockers, g_steal_pointer (&action));
  return TRUE;
}

gboolean
rg_undo_add_blockers (RgDb *db, const char *name, const gint64 *values, guint n_values,
                      GPtrArray *blockers, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!rg_undo_read_ids (db, name, values, n_values, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!rg_undo_add_blocker (db, g_array_index (ids, gint64, i), FALSE, blockers, error))
      return FALSE;
  return TRUE;
}

/* Those who changed the row since and still hold, also where the row is as before by chance: taking
 * back would undo what they did. Where all of them were taken back and the row still `differs`, the
 * last one: somebody has to be named. `columns`: those who changed what that row changed; NULL:
 * all. */
static gboolean
rg_undo_add_changers (RgDb *db, const char *table, const char *key, gint64 since, gboolean differs,
                      const RgUndoRow *columns, GPtrArray *blockers, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (
    db, columns != NULL ? "undo.later-changes-of-columns" : "undo.later-changes", error);
  guint n_before = blockers->len;
  gint64 newest = 0;
  RgStep step;

  if (rows == NULL)
    return FALSE;
  rg_statement_bind_text (rows, 1, table);
  rg_statement_bind_text (rows, 2, key);
  rg_statement_bind_int (rows, 3, since);
  if (columns != NULL)
    {
      rg_statement_bind_text (rows, 4, columns->before);
      rg_statement_bind_text (rows, 5, columns->after);
    }
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_int (rows, 0);

      newest = MAX (newest, id);
      if (!rg_undo_add_blocker (db, id, FALSE, blockers, error))
        return FALSE;
    }
  if (step == RG_STEP_DONE && differs && blockers->len == n_before && newest > 0)
    return rg_undo_add_blocker (db, newest, TRUE, blockers, error);
  return step == RG_STEP_DONE;
}

static gboolean
rg_undo_differs (RgDb *db, const char *was, const char *now, gboolean *differs, GError **error)
{
  g_autoptr (RgStatement) row = NULL;
  RgStep step;

  *differs = g_strcmp0 (was, now) != 0;
  if (!*differs || was == NULL || now == NULL)
    return TRUE;
  /* The texts may differ only because a later version of the schema has more columns. */
  row = rg_db_statement (db, "undo.differs", error);
  if (row == NULL)
    return FALSE;
  rg_statement_bind_text (row, 1, was);
  rg_statement_bind_text (row, 2, now);
  step = rg_statement_step (row, error);
  *differs = step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}

static gboolean
rg_undo_is_own_row (GHashTable *own, const RgImageChild *child)
{
  g_autofree char *name = g_strdup_printf ("%s\t%s", child->table, child->key);

  return g_hash_table_contains (own, name);
}

/* Whether the child is a receipt that the action brought back: it would go with the row. */
static gboolean
rg_undo_goes_too (RgDb *db, const RgUndoSubject *subject, const RgImageChild *child,
                  gboolean *goes, GError **error)
{
  g_autoptr (RgStatement) row = NULL;
  RgStep step;

  *goes = FALSE;
  if (subject->undoes == 0 || !g_str_equal (child->table, "receipt"))
    return TRUE;
  row = rg_db_statement (db, "undo.was-restored", error);
  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, subject->undoes);
  rg_statement_bind_text (row, 2, child->key);
  step = rg_statement_step (row, error);
  *goes = step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}

/* A row that refers to one that would go, made by somebody else since. */
static gboolean
rg_undo_judge_child (RgDb *db, const RgUndoSubject *subject, const RgImageChild *child,
                     GPtrArray *blockers, GError **error)
{
  guint n_before = blockers->len;
  gboolean goes;

  if (rg_undo_is_ledger (child->table))
    return TRUE;
  if (!rg_undo_goes_too (db, subject, child, &goes, error))
    return FALSE;
  if (goes)
    return TRUE;
  if (!rg_undo_add_changers (db, child->table, child->key, subject->action_id, TRUE, NULL,
                             blockers, error))
    return FALSE;
  if (blockers->len > n_before || child->import_id == 0)
    return TRUE;
  return rg_undo_add_blockers (db, "undo.import-action", &child->import_id, 1, blockers, error);
}

static gboolean
rg_undo_judge_ledger (RgDb *db, const RgUndoRow *row, gint64 since, GPtrArray *blockers,
                      GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "undo.open-entries", error);
  RgStep step;

  if (rows == NULL)
    return FALSE;
  rg_statement_bind_text (rows, 1, row->key);
  rg_statement_bind_int (rows, 2, since);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    if (!rg_undo_add_blocker (db, rg_statement_get_int (rows, 0), FALSE, blockers, error))
      return FALSE;
  return step == RG_STEP_DONE;
}

static gboolean
rg_undo_judge_children (RgDb *db, RgImages *images, const RgUndoRow *row,
                        const RgUndoSubject *subject, GHashTable *own, GPtrArray *blockers,
                        GError **error)
{
  /* What an import made goes with what it made it for. */
  g_autoptr (GPtrArray) children =
    rg_images_children (images, row->table, row->key, subject->import_id, error);

  if (children == NULL)
    return FALSE;
  for (guint i = 0; i < children->len; i++)
    {
      const RgImageChild *child = g_ptr_array_index (children, i);

      if (!rg_undo_is_own_row (own, child) &&
          !rg_undo_judge_child (db, subject, child, blockers, error))
        return FALSE;
    }
  return !g_str_equal (row->table, "customer") ||
         rg_undo_judge_ledger (db, row, subject->action_id, blockers, error);
}

gboolean
rg_undo_dup_of_columns (RgDb *db, const RgUndoRow *row, const char *now, const char *name,
                        char **json, GError **error)
{
  g_autoptr (RgStatement) image = rg_db_statement (db, name, error);

  *json = NULL;
  if (image == NULL)
    return FALSE;
  rg_statement_bind_text (image, 1, now);
  rg_statement_bind_text (image, 2, row->before);
  rg_statement_bind_text (image, 3, row->after);
  if (rg_statement_step (image, error) != RG_STEP_ROW)
    return FALSE;
  *json = g_strdup (rg_statement_get_text (image, 0));
  return TRUE;
}

/* Whether the row is not as the action left it. One that only another's columns make differ counts
 * as it was left: what was done to them and taken back since is nobody's any more. */
static gboolean
rg_undo_row_differs (RgDb *db, RgUndoRow *row, const char *now, gboolean *differs, GError **error)
{
  g_autofree char *own = NULL;

  if (!rg_undo_differs (db, row->after, now, differs, error))
    return FALSE;
  if (!*differs || row->before == NULL || row->after == NULL || now == NULL)
    return TRUE;
  if (!rg_undo_dup_of_columns (db, row, now, "undo.image-of-columns", &own, error) ||
      !rg_undo_differs (db, row->after, own, differs, error))
    return FALSE;
  row->by_column = !*differs;
  return TRUE;
}

/* Years may lie between a merge and its end: whoever edited other columns since stays unasked. */
static gboolean
rg_undo_judge_row (RgDb *db, RgImages *images, RgUndoRow *row, const RgUndoSubject *subject,
                   GHashTable *own, GPtrArray *blockers, GError **error)
{
  const RgUndoRow *columns =
    subject->is_merge && row->before != NULL && row->after != NULL ? row : NULL;
  g_autofree char *now = NULL;
  gboolean differs;

  if (!rg_images_get (images, row->table, row->key, &now, error) ||
      !rg_undo_row_differs (db, row, now, &differs, error) ||
      !rg_undo_add_changers (db, row->table, row->key, subject->action_id, differs, columns,
                             blockers, error))
    return FALSE;
  if (!differs && row->before == NULL && now != NULL)
    return rg_undo_judge_children (db, images, row, subject, own, blockers, error);
  return TRUE;
}

static gboolean
rg_undo_judge_rows (RgDb *db, GPtrArray *rows, const RgUndoSubject *subject, GPtrArray *blockers,
                    GError **error)
{
  g_autoptr (RgImages) images = rg_images_new (db);
  g_autoptr (GHashTable) own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const RgUndoRow *row = g_ptr_array_index (rows, i);

      g_hash_table_add (own, g_strdup_printf ("%s\t%s", row->table, row->key));
    }
  for (guint i = 0; i < rows->len; i++)
    if (!rg_undo_judge_row (db, images, g_ptr_array_index (rows, i), subject, own, blockers,
                            error))
      return FALSE;
  return rg_undo_add_blockers (db, "undo.took-away", &subject->action_id, 1, blockers, error);
}

static gboolean
rg_undo_judge_receipts (RgDb *db, const RgUndoSubject *subject, GPtrArray *blockers,
                        GError **error)
{
  const gint64 import[] = { subject->import_id, subject->action_id };
  const gint64 restored[] = { subject->undoes, subject->action_id };
  const gint64 back[] = { subject->action_id, subject->import_id, subject->undoes };

  if (subject->import_id != 0 &&
      (!rg_undo_add_blockers (db, "undo.receipts-replaced-since", import, 2, blockers, error) ||
       !rg_undo_add_blockers (db, "undo.receipts-edited-since", import, 2, blockers, error) ||
       !rg_undo_add_blockers (db, "undo-import.edited-since", import, 2, blockers, error)))
    return FALSE;
  if (subject->undoes != 0 &&
      !rg_undo_add_blockers (db, "undo.restored-and-gone", restored, 2, blockers, error))
    return FALSE;
  return rg_undo_add_blockers (db, "undo.identity-taken", back, 3, blockers, error);
}

static gboolean
rg_undo_count (RgDb *db, const char *name, const gint64 *values, guint n_values, guint *count,
               GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!rg_undo_read_ids (db, name, values, n_values, ids, error))
    return FALSE;
  *count = (guint) g_array_index (ids, gint64, 0);
  return TRUE;
}

static RgTakeBackPlan *
rg_undo_plan_rows (RgDb *db, gint64 action_id, GPtrArray **judged, GError **error)
{
  g_autoptr (RgTakeBackPlan) plan = g_new0 (RgTakeBackPlan, 1);
  g_autoptr (GPtrArray) rows = NULL;
  RgUndoSubject subject;
  guint made = 0;

  plan->blockers = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_action_free);
  if (!rg_undo_subject_read (db, action_id, &subject, error))
    return NULL;
  rows = rg_undo_rows_read (db, action_id, error);
  if (rows == NULL || !rg_undo_judge_rows (db, rows, &subject, plan->blockers, error) ||
      !rg_undo_judge_receipts (db, &subject, plan->blockers, error))
    return NULL;
  if (!rg_undo_count (db, "undo.n-receipts",
                      (gint64[]){ subject.import_id, subject.undoes, action_id }, 3,
                      &plan->n_receipts, error) ||
      !rg_undo_count (db, "undo-import.n-made", &subject.import_id, 1, &made, error))
    return NULL;
  plan->n_rows = rows->len + made;
  if (judged != NULL)
    *judged = g_steal_pointer (&rows);
  return g_steal_pointer (&plan);
}

RgTakeBackPlan *
rg_undo_plan (RgDb *db, gint64 action_id, GPtrArray **judged, GError **error)
{
  RgTakeBackPlan *plan;
  gboolean stands = FALSE;
  guint n_rows = 0;

  if (!rg_undo_many_plan (db, action_id, &n_rows, &stands, error))
    return NULL;
  if (!stands)
    return rg_undo_plan_rows (db, action_id, judged, error);
  plan = g_new0 (RgTakeBackPlan, 1);
  plan->blockers = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_action_free);
  plan->n_rows = n_rows;
  plan->at_once = TRUE;
  return plan;
}

RgTakeBackPlan *
rg_take_back_plan (RgDb *db, gint64 action_id, GError **error)
{
  return rg_undo_plan (db, action_id, NULL, error);
}
