/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Makes the triggers that write the change log. */
#include "db/rg-log.h"

#include "db/rg-log-private.h"

gboolean
rg_log_start (RgDb *db, GError **error)
{
  return rg_db_run (db, "log.current-action", error) &&
         rg_db_run (db, "log.current-action-start", error);
}

static char *
rg_log_insert_condition (GArray *columns)
{
  if (!rg_columns_have (columns, "import_id"))
    return g_strdup ("1");
  return g_strdup ("NEW.import_id IS NULL OR (SELECT bulk FROM current_action) = 0");
}

static char *
rg_log_trigger (RgDb *db, const char *template, const char *table, GArray *columns, char *when,
                const char *key_row, GError **error)
{
  return rg_template_fill (db, template, error, "@table@", g_strdup (table), "@when@", when,
                           "@key@",
                           rg_columns_join (columns, TRUE, rg_column_append_name, key_row),
                           "@old@",
                           rg_columns_join (columns, FALSE, rg_column_append_image, "OLD."),
                           "@new@",
                           rg_columns_join (columns, FALSE, rg_column_append_image, "NEW."), NULL);
}

static gboolean
rg_log_make (RgDb *db, const char *table, char *sql, GError **error)
{
  g_autofree char *owned = sql;

  return sql != NULL && rg_db_exec (db, sql, table, error);
}

static gboolean
rg_log_append (GString *sql, char *trigger)
{
  g_autofree char *owned = trigger;

  if (trigger != NULL)
    g_string_append_printf (sql, "%s;\n", trigger);
  return trigger != NULL;
}

static gboolean
rg_log_append_triggers (RgDb *db, const char *table, RgLogWhat what, GString *sql, GError **error)
{
  g_autoptr (GArray) columns = rg_columns_read (db, table, error);

  if (columns == NULL)
    return FALSE;
  if ((what & RG_LOG_INSERT) != 0 &&
      !rg_log_append (sql, rg_log_trigger (db, "log.trigger-insert", table, columns,
                                           rg_log_insert_condition (columns), "NEW.", error)))
    return FALSE;
  if ((what & RG_LOG_UPDATE) != 0 &&
      !rg_log_append (sql, rg_log_trigger (db, "log.trigger-update", table, columns,
                                           rg_columns_differ (columns, NULL), "OLD.", error)))
    return FALSE;
  return (what & RG_LOG_DELETE) == 0 ||
         rg_log_append (sql, rg_log_trigger (db, "log.trigger-delete", table, columns,
                                             g_strdup (""), "OLD.", error));
}

gboolean
rg_log_watch (RgDb *db, const char *table, RgLogWhat what, GError **error)
{
  const RgLogTable one = { table, what };

  return rg_log_watch_all (db, &one, 1, error);
}

gboolean
rg_log_watch_all (RgDb *db, const RgLogTable *tables, guint n_tables, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  /* All columns are read before the first trigger is made: each new one makes SQLite prepare what
   * it has prepared anew. */
  for (guint i = 0; i < n_tables; i++)
    if (!rg_log_append_triggers (db, tables[i].table, tables[i].what, sql, error))
      return FALSE;
  return rg_db_exec (db, sql->str, n_tables == 1 ? tables->table : "the change log", error);
}

gboolean
rg_log_unwatch (RgDb *db, const char *table, RgLogWhat what, GError **error)
{
  static const char *const names[] = { "update", "insert", "delete" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((what & (1u << i)) != 0 &&
        !rg_log_make (db, table,
                      rg_template_fill (db, "log.trigger-drop", error, "@table@",
                                        g_strdup (table), "@what@", g_strdup (names[i]), NULL),
                      error))
      return FALSE;
  return TRUE;
}

gboolean
rg_log_narrow (RgDb *db, const char *table, const char *column, GError **error)
{
  g_autoptr (GArray) columns = rg_columns_read (db, table, error);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) one = NULL;

  if (columns == NULL || !rg_log_unwatch (db, table, RG_LOG_UPDATE, error))
    return FALSE;
  g_hash_table_add (names, (gpointer) column);
  one = rg_columns_pick (columns, names);
  g_return_val_if_fail (one->len == 1, FALSE);
  return rg_log_make (
      db, table,
      rg_template_fill (db, "log.trigger-update-narrow", error, "@table@", g_strdup (table),
                        "@when@", rg_columns_differ (columns, NULL), "@others@",
                        rg_columns_differ (columns, column), "@key@",
                        rg_columns_join (columns, TRUE, rg_column_append_name, "OLD."), "@old@",
                        rg_columns_join (one, FALSE, rg_column_append_image, "OLD."), "@new@",
                        rg_columns_join (one, FALSE, rg_column_append_image, "NEW."), NULL),
      error);
}

gboolean
rg_log_widen (RgDb *db, const char *table, GError **error)
{
  return rg_log_unwatch (db, table, RG_LOG_UPDATE, error) &&
         rg_log_watch (db, table, RG_LOG_UPDATE, error);
}

static gboolean
rg_log_set (RgDb *db, const char *name, gint64 value, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, name, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, value);
  return rg_statement_run (statement, error);
}

gboolean
rg_log_set_action (RgDb *db, gint64 action_id, GError **error)
{
  return rg_log_set (db, "log.set-action", action_id, error);
}

gboolean
rg_log_set_bulk (RgDb *db, gboolean bulk, GError **error)
{
  return rg_log_set (db, "log.set-bulk", bulk, error);
}
