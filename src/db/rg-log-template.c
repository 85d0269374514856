/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Fills the templates of log.sql. Only names that the schema itself gives ever get in. */
#include "db/rg-log-private.h"

static void
rg_column_clear (gpointer data)
{
  RgColumn *column = data;

  g_free (column->name);
  g_free (column->begins);
}

GArray *
rg_columns_read (RgDb *db, const char *table, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "log.columns", error);
  g_autoptr (GArray) columns = g_array_new (FALSE, TRUE, sizeof (RgColumn));
  RgStep step;

  if (statement == NULL)
    return NULL;
  g_array_set_clear_func (columns, rg_column_clear);
  rg_statement_bind_text (statement, 1, table);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      RgColumn column = {
        .name = g_strdup (rg_statement_get_text (statement, 0)),
        .blob = g_str_equal (rg_statement_get_text (statement, 1), "BLOB"),
        .key = rg_statement_get_int (statement, 2) > 0,
        .begins = rg_statement_is_null (statement, 3)
                    ? NULL : g_strdup (rg_statement_get_text (statement, 3)),
      };

      g_array_append_val (columns, column);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&columns) : NULL;
}

void
rg_column_append_image (GString *out, const RgColumn *column, const char *row)
{
  const char *name = column->name;

  if (column->blob)
    g_string_append_printf (out, "'%s', iif(%s\"%s\" IS NULL, NULL, hex(%s\"%s\"))", name, row,
                            name, row, name);
  else
    g_string_append_printf (out, "'%s', %s\"%s\"", name, row, name);
}

void
rg_column_append_name (GString *out, const RgColumn *column, const char *row)
{
  g_string_append_printf (out, "%s\"%s\"", row, column->name);
}

void
rg_column_append_value (GString *out, const RgColumn *column, const char *row)
{
  if (column->blob)
    g_string_append_printf (out, "unhex(json_extract(%s, '$.%s'))", row, column->name);
  else
    g_string_append_printf (out, "json_extract(%s, '$.%s')", row, column->name);
}

void
rg_column_append_begin (GString *out, const RgColumn *column, const char *row)
{
  if (column->begins == NULL)
    {
      rg_column_append_value (out, column, row);
      return;
    }
  g_string_append_printf (out, "iif(json_type(%s, '$.%s') IS NULL, %s, ", row, column->name,
                          column->begins);
  rg_column_append_value (out, column, row);
  g_string_append_c (out, ')');
}

void
rg_column_append_assign (GString *out, const RgColumn *column, const char *row)
{
  g_string_append_printf (out, "\"%s\" = ", column->name);
  rg_column_append_value (out, column, row);
}

void
rg_column_append_keep (GString *out, const RgColumn *column, const char *row)
{
  g_string_append_printf (out, "\"%s\" = iif(json_type(%s, '$.%s') IS NULL, \"%s\", ", column->name,
                          row, column->name, column->name);
  rg_column_append_value (out, column, row);
  g_string_append_c (out, ')');
}

char *
rg_columns_join (GArray *columns, gboolean keys_only, RgColumnFunc func, const char *row)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    {
      const RgColumn *column = &g_array_index (columns, RgColumn, i);

      if (keys_only && !column->key)
        continue;
      if (out->len > 0)
        g_string_append (out, ", ");
      func (out, column, row);
    }
  return g_string_free (out, FALSE);
}

char *
rg_columns_match (GArray *columns)
{
  GString *out = g_string_new (NULL);
  int n = 0;

  for (guint i = 0; i < columns->len; i++)
    {
      const RgColumn *column = &g_array_index (columns, RgColumn, i);

      if (!column->key)
        continue;
      g_string_append_printf (out, "%s\"%s\" = json_extract(?1, '$[%d]')", n > 0 ? " AND " : "",
                              column->name, n);
      n++;
    }
  return g_string_free (out, FALSE);
}

gboolean
rg_columns_have (GArray *columns, const char *name)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_str_equal (g_array_index (columns, RgColumn, i).name, name))
      return TRUE;
  return FALSE;
}

GArray *
rg_columns_pick (GArray *columns, GHashTable *names)
{
  GArray *picked = g_array_new (FALSE, TRUE, sizeof (RgColumn));

  g_array_set_clear_func (picked, rg_column_clear);
  for (guint i = 0; i < columns->len; i++)
    {
      RgColumn column = g_array_index (columns, RgColumn, i);

      if (!g_hash_table_contains (names, column.name))
        continue;
      column.name = g_strdup (column.name);
      column.begins = g_strdup (column.begins);
      g_array_append_val (picked, column);
    }
  return picked;
}

char *
rg_columns_differ (GArray *columns, const char *but)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    {
      const char *name = g_array_index (columns, RgColumn, i).name;

      if (g_strcmp0 (name, but) == 0)
        continue;
      g_string_append_printf (out, "%sOLD.\"%s\" IS NOT NEW.\"%s\"", out->len > 0 ? " OR " : "",
                              name, name);
    }
  return g_string_free (out, FALSE);
}

char *
rg_template_fill (RgDb *db, const char *name, GError **error, ...)
{
  const char *sql = rg_db_sql (db, name, error);
  g_autoptr (GString) out = g_string_new (sql);
  const char *word;
  va_list list;

  va_start (list, error);
  while ((word = va_arg (list, const char *)) != NULL)
    {
      g_autofree char *text = va_arg (list, char *);

      g_string_replace (out, word, text, 0);
    }
  va_end (list);
  return sql != NULL ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}
