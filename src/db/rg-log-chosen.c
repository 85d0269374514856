/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Deleting a hundred thousand rows with all that goes with them: their log in one statement a
 * table, and the rows in another, instead of triggers and look-ups for each row. */
#include "db/rg-log.h"

#include "db/rg-log-private.h"

#include <sqlite3.h>

/* A column of a table that refers to another one. */
typedef struct
{
  char *table;
  char *column;
  gboolean cascades;
  gboolean is_parent;
  gboolean is_watched;
} RgLogReference;

typedef struct
{
  RgDb *db;
  const char *chosen;
  gboolean referred; /* something refers to them that does not go with them */
} RgLogChosen;

static void
rg_log_reference_free (gpointer data)
{
  RgLogReference *reference = data;

  g_free (reference->table);
  g_free (reference->column);
  g_free (reference);
}

static GPtrArray *
rg_log_references_read (RgDb *db, const char *table, GError **error)
{
  g_autoptr (GPtrArray) references = g_ptr_array_new_with_free_func (rg_log_reference_free);
  g_autoptr (RgStatement) rows = rg_db_statement (db, "log.chosen-references", error);
  RgStep step;

  if (rows == NULL)
    return NULL;
  rg_statement_bind_text (rows, 1, table);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      RgLogReference *reference = g_new0 (RgLogReference, 1);

      reference->table = g_strdup (rg_statement_get_text (rows, 0));
      reference->column = g_strdup (rg_statement_get_text (rows, 1));
      reference->cascades = rg_statement_get_int (rows, 2) != 0;
      reference->is_parent = rg_statement_get_int (rows, 3) != 0;
      reference->is_watched = rg_statement_get_int (rows, 4) != 0;
      g_ptr_array_add (references, reference);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&references) : NULL;
}

void
rg_log_follow_keys (RgDb *db, gboolean follow)
{
  sqlite3_db_config (rg_db_get_handle (db), SQLITE_DBCONFIG_ENABLE_FKEY, follow, NULL);
}

/* *found (or NULL): whether the statement gives a row. */
static gboolean
rg_log_chosen_run (const RgLogChosen *all, const char *name, const char *table, const char *column,
                   gboolean *found, GError **error)
{
  g_autoptr (GArray) columns = rg_columns_read (all->db, table, error);
  g_autoptr (RgStatement) statement = NULL;
  g_autofree char *sql = NULL;
  RgStep step;

  if (columns == NULL)
    return FALSE;
  sql = rg_template_fill (all->db, name, error, "@table@", g_strdup (table), "@column@",
                          g_strdup (column), "@chosen@", g_strdup (all->chosen), "@key@",
                          rg_columns_join (columns, TRUE, rg_column_append_name, ""), "@old@",
                          rg_columns_join (columns, FALSE, rg_column_append_image, ""), NULL);
  statement = sql != NULL ? rg_db_prepare (all->db, sql, error) : NULL;
  if (statement == NULL)
    return FALSE;
  step = rg_statement_step (statement, error);
  if (found != NULL)
    *found = step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}

/* The rows of a table that nothing refers to any more. */
static gboolean
rg_log_chosen_delete (const RgLogChosen *all, const char *table, const char *column,
                      gboolean watched, GError **error)
{
  gboolean ok;

  if (watched && (!rg_log_chosen_run (all, "log.chosen-log", table, column, NULL, error) ||
                  !rg_log_unwatch (all->db, table, RG_LOG_DELETE, error)))
    return FALSE;
  rg_log_follow_keys (all->db, FALSE);
  ok = rg_log_chosen_run (all, "log.chosen-delete", table, column, NULL, error);
  rg_log_follow_keys (all->db, TRUE);
  return ok && (!watched || rg_log_watch (all->db, table, RG_LOG_DELETE, error));
}

static gboolean
rg_log_chosen_delete_reference (RgLogChosen *all, const RgLogReference *reference, GError **error)
{
  gboolean refers = FALSE;

  if (!rg_log_chosen_run (all, "log.chosen-refers", reference->table, reference->column, &refers,
                          error))
    return FALSE;
  if (!refers)
    return TRUE;
  if (!reference->cascades)
    {
      all->referred = TRUE;
      return TRUE;
    }
  /* What goes has something that may go with it: row by row. */
  if (reference->is_parent)
    return rg_log_chosen_run (all, "log.chosen-delete", reference->table, reference->column, NULL,
                              error);
  return rg_log_chosen_delete (all, reference->table, reference->column, reference->is_watched,
                               error);
}

gboolean
rg_log_delete_chosen (RgDb *db, const char *table, const char *chosen, GError **error)
{
  RgLogChosen all = { db, chosen, FALSE };
  g_autoptr (GPtrArray) references = rg_log_references_read (db, table, error);

  for (guint i = 0; references != NULL && i < references->len; i++)
    if (!rg_log_chosen_delete_reference (&all, g_ptr_array_index (references, i), error))
      return FALSE;
  if (references == NULL)
    return FALSE;
  /* SQLite refuses, as for any row that is needed. */
  if (all.referred)
    return rg_log_chosen_run (&all, "log.chosen-delete", table, "id", NULL, error);
  return rg_log_chosen_delete (&all, table, "id", TRUE, error);
}
