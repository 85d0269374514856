/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Taking back what was done to many customers at once, at the speed at which it was done.
 *
 * Where each row is still as the action left it, and nobody has touched any of them since, the rows
 * go back table by table. Everything else, and whatever stands in the way, is the business of the
 * way row by row, which can name it. */
#include "store/rg-store-undo-private.h"

/* Below, row by row is quick enough. */
#define RG_UNDO_MANY 500

typedef struct
{
  RgDb *db;
  gint64 action_id;
  GPtrArray *tables; /* char *, that it changed */
} RgUndoMany;

static gboolean
rg_undo_many_has (const RgUndoMany *many, const char *name, gboolean *has, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (many->db, name, error);
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, many->action_id);
  step = rg_statement_step (row, error);
  *has = step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}

static gboolean
rg_undo_many_count (const RgUndoMany *many, guint *n_rows, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (many->db, "undo.n-rows", error);

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, many->action_id);
  if (rg_statement_step (row, error) != RG_STEP_ROW)
    return FALSE;
  *n_rows = (guint) rg_statement_get_int (row, 0);
  return TRUE;
}

/* Whether the action at the root of a chain of take-backs was done to a selection. */
static gboolean
rg_undo_many_is_bulk (const RgUndoMany *many, gboolean *bulk, GError **error)
{
  gint64 id = many->action_id;

  *bulk = FALSE;
  while (id != 0)
    {
      g_autoptr (RgAction) action = rg_action_read (many->db, id, error);

      if (action == NULL)
        return FALSE;
      id = action->undoes;
      *bulk = g_str_has_prefix (action->kind, "many.");
    }
  return TRUE;
}

static gboolean
rg_undo_many_read_tables (RgUndoMany *many, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (many->db, "undo.tables", error);
  RgStep step;

  if (rows == NULL)
    return FALSE;
  rg_statement_bind_int (rows, 1, many->action_id);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    g_ptr_array_add (many->tables, g_strdup (rg_statement_get_text (rows, 0)));
  return step == RG_STEP_DONE;
}

/* Ledgers are appended to, and receipts have a way of their own. */
static gboolean
rg_undo_many_is_plain (const RgUndoMany *many)
{
  for (guint i = 0; i < many->tables->len; i++)
    if (rg_undo_is_ledger (many->tables->pdata[i]) ||
        g_str_equal (many->tables->pdata[i], "receipt"))
      return FALSE;
  return TRUE;
}

static gboolean
rg_undo_many_stands (RgUndoMany *many, gboolean *stands, GError **error)
{
  gboolean erased = FALSE, changed = FALSE, needed = FALSE;

  *stands = FALSE;
  if (!rg_undo_many_read_tables (many, error) ||
      !rg_undo_many_has (many, "undo.any-erased", &erased, error) ||
      !rg_undo_many_has (many, "undo.any-changed-since", &changed, error) ||
      !rg_undo_many_has (many, "undo.took-away", &needed, error))
    return FALSE;
  if (erased || changed || needed || !rg_undo_many_is_plain (many))
    return TRUE;
  *stands = TRUE;
  for (guint i = 0; i < many->tables->len && *stands; i++)
    if (!rg_log_many_stands (many->db, many->action_id, many->tables->pdata[i], stands, error))
      return FALSE;
  return TRUE;
}

gboolean
rg_undo_many_plan (RgDb *db, gint64 action_id, guint *n_rows, gboolean *stands, GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  RgUndoMany many = { db, action_id, tables };
  gboolean bulk = FALSE;

  *stands = FALSE;
  if (!rg_undo_many_is_bulk (&many, &bulk, error))
    return FALSE;
  if (!bulk)
    return TRUE;
  if (!rg_undo_many_count (&many, n_rows, error))
    return FALSE;
  return *n_rows < RG_UNDO_MANY || rg_undo_many_stands (&many, stands, error);
}

gboolean
rg_undo_many_rows (RgDb *db, gint64 action_id, GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  RgUndoMany many = { db, action_id, tables };

  if (!rg_undo_many_read_tables (&many, error))
    return FALSE;
  for (guint i = tables->len; i > 0; i--)
    if (!rg_log_many_remove (db, action_id, tables->pdata[i - 1], error))
      return FALSE;
  for (guint i = 0; i < tables->len; i++)
    if (!rg_log_many_restore (db, action_id, tables->pdata[i], error))
      return FALSE;
  return TRUE;
}
