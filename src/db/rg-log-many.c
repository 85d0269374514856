/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The way back for an action that changed a hundred thousand rows: one statement a table, instead
 * of several a row. */
#include "db/rg-log.h"

#include "db/rg-log-private.h"

#include <sqlite3.h>

/* A table, and the columns that the action's images of it hold. */
typedef struct
{
  RgDb *db;
  gint64 action_id;
  const char *table;
  GArray *columns;
  GArray *imaged;
  gboolean made, altered, deleted; /* what the action did to rows of it */
} RgLogMany;

static void
rg_log_many_clear (RgLogMany *many)
{
  g_clear_pointer (&many->columns, g_array_unref);
  g_clear_pointer (&many->imaged, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgLogMany, rg_log_many_clear)

static gboolean
rg_log_many_read_kinds (RgLogMany *many, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (many->db, "log.many-kinds", error);

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, many->action_id);
  rg_statement_bind_text (row, 2, many->table);
  if (rg_statement_step (row, error) != RG_STEP_ROW)
    return FALSE;
  many->made = rg_statement_get_int (row, 0) != 0;
  many->altered = rg_statement_get_int (row, 1) != 0;
  many->deleted = rg_statement_get_int (row, 2) != 0;
  return TRUE;
}

static gboolean
rg_log_many_init (RgLogMany *many, RgDb *db, gint64 action_id, const char *table, GError **error)
{
  g_autoptr (RgStatement) names = rg_db_statement (db, "log.many-columns", error);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  RgStep step;

  *many = (RgLogMany){ .db = db, .action_id = action_id, .table = table };
  many->columns = rg_columns_read (db, table, error);
  if (names == NULL || many->columns == NULL)
    return FALSE;
  rg_statement_bind_int (names, 1, action_id);
  rg_statement_bind_text (names, 2, table);
  while ((step = rg_statement_step (names, error)) == RG_STEP_ROW)
    g_hash_table_add (known, g_strdup (rg_statement_get_text (names, 0)));
  many->imaged = rg_columns_pick (many->columns, known);
  return step == RG_STEP_DONE && rg_log_many_read_kinds (many, error);
}

/* One piece for each column of the key, with its name and its place among them filled in. */
static char *
rg_log_many_join_keys (const RgLogMany *many, const char *separator, const char *piece)
{
  GString *out = g_string_new (NULL);
  int n = 0;

  for (guint i = 0; i < many->columns->len; i++)
    {
      const RgColumn *column = &g_array_index (many->columns, RgColumn, i);
      g_autoptr (GString) text = g_string_new (piece);
      g_autofree char *place = g_strdup_printf ("%d", n);

      if (!column->key)
        continue;
      g_string_replace (text, "@name@", column->name, 0);
      g_string_replace (text, "@n@", place, 0);
      g_string_append_printf (out, "%s%s", n++ > 0 ? separator : "", text->str);
    }
  return g_string_free (out, FALSE);
}

static char *
rg_log_many_match (const RgLogMany *many)
{
  return rg_log_many_join_keys (many, " AND ",
                                "now.\"@name@\" = json_extract(c.row_key, '$[@n@]')");
}

static RgStatement *
rg_log_many_prepare (const RgLogMany *many, char *sql, GError **error)
{
  g_autofree char *owned = sql;
  RgStatement *statement = sql != NULL ? rg_db_prepare (many->db, sql, error) : NULL;

  if (statement != NULL)
    rg_statement_bind_int (statement, 1, many->action_id);
  return statement;
}

/* *found: whether the statement, which is taken over, gives a row. */
static gboolean
rg_log_many_find (RgStatement *statement, gboolean *found, GError **error)
{
  g_autoptr (RgStatement) owned = statement;
  RgStep step = statement != NULL ? rg_statement_step (statement, error) : RG_STEP_ERROR;

  *found = step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}

/* --- Whether it can be done ------------------------------------------------------------------- */

static gboolean
rg_log_many_twice (const RgLogMany *many, gboolean *twice, GError **error)
{
  RgStatement *statement = rg_db_statement (many->db, "log.many-twice", error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, many->action_id);
  rg_statement_bind_text (statement, 2, many->table);
  return rg_log_many_find (statement, twice, error);
}

static gboolean
rg_log_many_differ (const RgLogMany *many, gboolean *differ, GError **error)
{
  RgStatement *statement = rg_log_many_prepare (
      many,
      rg_template_fill (many->db, "log.many-differ", error, "@table@", g_strdup (many->table),
                        "@match@", rg_log_many_match (many), "@there@",
                        rg_log_many_join_keys (many, " AND ", "now.\"@name@\" IS NOT NULL"),
                        "@now@",
                        rg_columns_join (many->imaged, FALSE, rg_column_append_image, "now."),
                        NULL),
      error);

  return rg_log_many_find (statement, differ, error);
}

static gboolean
rg_log_many_has_children_in (const RgLogMany *many, const char *child, const char *column,
                             gboolean *has, GError **error)
{
  g_autoptr (GArray) columns = rg_columns_read (many->db, child, error);

  if (columns == NULL)
    return FALSE;
  return rg_log_many_find (
      rg_log_many_prepare (
          many,
          rg_template_fill (many->db, "log.many-children", error, "@table@",
                            g_strdup (many->table), "@child@", g_strdup (child), "@column@",
                            g_strdup (column), "@key@",
                            rg_columns_join (columns, TRUE, rg_column_append_name, "child."),
                            NULL),
          error),
      has, error);
}

static gboolean
rg_log_many_has_children (const RgLogMany *many, gboolean *has, GError **error)
{
  g_autoptr (RgStatement) references = rg_db_statement (many->db, "log.references", error);
  RgStep step = RG_STEP_DONE;

  *has = FALSE;
  if (references == NULL)
    return FALSE;
  rg_statement_bind_text (references, 1, many->table);
  while (!*has && (step = rg_statement_step (references, error)) == RG_STEP_ROW)
    if (!rg_log_many_has_children_in (many, rg_statement_get_text (references, 0),
                                      rg_statement_get_text (references, 1), has, error))
      return FALSE;
  return step != RG_STEP_ERROR;
}

gboolean
rg_log_many_stands (RgDb *db, gint64 action_id, const char *table, gboolean *stands,
                    GError **error)
{
  g_auto (RgLogMany) many = { 0 };
  gboolean twice = FALSE, differ = FALSE, children = FALSE;

  *stands = FALSE;
  if (!rg_log_many_init (&many, db, action_id, table, error))
    return FALSE;
  /* Images of all columns, or of the one that a narrow action changed. */
  if (many.imaged->len != many.columns->len && many.imaged->len != 1)
    return TRUE;
  if (!rg_log_many_twice (&many, &twice, error) ||
      (!twice && !rg_log_many_differ (&many, &differ, error)) ||
      (!twice && !differ && many.made && !rg_log_many_has_children (&many, &children, error)))
    return FALSE;
  *stands = !twice && !differ && !children;
  return TRUE;
}

/* --- Doing it --------------------------------------------------------------------------------- */

static gboolean
rg_log_many_run (const RgLogMany *many, char *sql, GError **error)
{
  g_autoptr (RgStatement) statement = rg_log_many_prepare (many, sql, error);

  return statement != NULL && rg_statement_run (statement, error);
}

/* Copies what the action has logged of its rows, the other way round. */
static gboolean
rg_log_many_log (const RgLogMany *many, const char *name, GError **error)
{
  return rg_log_many_run (many,
                          rg_template_fill (many->db, name, error, "@table@",
                                            g_strdup (many->table), NULL),
                          error);
}

static void
rg_log_many_follow_keys (const RgLogMany *many, gboolean follow)
{
  sqlite3_db_config (rg_db_get_handle (many->db), SQLITE_DBCONFIG_ENABLE_FKEY, follow, NULL);
}

/* Nothing else refers to what goes, as rg_log_many_stands() has found for each table: looking each
 * of them up would cost more than deleting it. */
static gboolean
rg_log_many_delete (const RgLogMany *many, GError **error)
{
  gboolean ok;

  if (!rg_log_many_log (many, "log.many-log-deletes", error) ||
      !rg_log_unwatch (many->db, many->table, RG_LOG_DELETE, error))
    return FALSE;
  rg_log_many_follow_keys (many, FALSE);
  ok = rg_log_many_run (
      many,
      rg_template_fill (many->db, "log.many-delete", error, "@table@", g_strdup (many->table),
                        "@keys@",
                        rg_columns_join (many->columns, TRUE, rg_column_append_name, ""),
                        "@values@",
                        rg_log_many_join_keys (many, ", ", "json_extract(c.row_key, '$[@n@]')"),
                        NULL),
      error);
  rg_log_many_follow_keys (many, TRUE);
  return ok && rg_log_watch (many->db, many->table, RG_LOG_DELETE, error);
}

static gboolean
rg_log_many_update (const RgLogMany *many, GError **error)
{
  const gboolean narrow = many->imaged->len < many->columns->len;

  if (narrow && !rg_log_narrow (many->db, many->table,
                                g_array_index (many->imaged, RgColumn, 0).name, error))
    return FALSE;
  if (!rg_log_many_run (
          many,
          rg_template_fill (many->db, "log.many-update", error, "@table@",
                            g_strdup (many->table), "@assign@",
                            rg_columns_join (many->imaged, FALSE, rg_column_append_assign,
                                             "c.before"),
                            "@match@", rg_log_many_match (many), NULL),
          error))
    return FALSE;
  return !narrow || rg_log_widen (many->db, many->table, error);
}

static gboolean
rg_log_many_insert (const RgLogMany *many, GError **error)
{
  return rg_log_many_log (many, "log.many-log-inserts", error) &&
         rg_log_unwatch (many->db, many->table, RG_LOG_INSERT, error) &&
         rg_log_many_run (
             many,
             rg_template_fill (many->db, "log.many-insert", error, "@table@",
                               g_strdup (many->table), "@names@",
                               rg_columns_join (many->columns, FALSE, rg_column_append_name, ""),
                               "@values@",
                               rg_columns_join (many->columns, FALSE, rg_column_append_begin,
                                                "c.before"),
                               NULL),
             error) &&
         rg_log_watch (many->db, many->table, RG_LOG_INSERT, error);
}

gboolean
rg_log_many_remove (RgDb *db, gint64 action_id, const char *table, GError **error)
{
  g_auto (RgLogMany) many = { 0 };

  return rg_log_many_init (&many, db, action_id, table, error) &&
         (!many.made || rg_log_many_delete (&many, error));
}

gboolean
rg_log_many_restore (RgDb *db, gint64 action_id, const char *table, GError **error)
{
  g_auto (RgLogMany) many = { 0 };

  return rg_log_many_init (&many, db, action_id, table, error) &&
         (!many.altered || rg_log_many_update (&many, error)) &&
         (!many.deleted || rg_log_many_insert (&many, error));
}
