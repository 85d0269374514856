/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What each table is as an open file; all of it follows from the schema. */
#include "store/rg-store-folder.h"

#include "db/rg-log-private.h"

#include <string.h>

static void
rg_open_column_free (gpointer data)
{
  RgOpenColumn *column = data;

  g_free (column->name);
  g_free (column->refers_to);
  g_free (column->meaning);
  g_free (column);
}

static void
rg_open_table_free (gpointer data)
{
  RgOpenTable *table = data;

  g_free (table->name);
  g_free (table->sql);
  g_ptr_array_unref (table->columns);
  g_free (table);
}

/* What the schema says behind a column. */
static char *
rg_open_column_find_meaning (const char *schema, const char *name)
{
  g_autofree char *pattern = g_strdup_printf ("(?m)^\\s*%s\\s[^\\n]*?--\\s*([^\\n]*)$", name);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return regex != NULL && g_regex_match (regex, schema, 0, &match) ? g_match_info_fetch (match, 1)
                                                                   : g_strdup ("");
}

/* What refers to another table without a key that says so. */
static const struct
{
  const char *suffix;
  const char *parent;
} rg_open_parents[] = {
  { "receipt_id", "receipt" },
  { "product_id", "product" },
  { "staff_id", "staff" },
  { "location_id", "location" },
};

static const char *
rg_open_column_guess_parent (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (rg_open_parents); i++)
    if (g_str_has_suffix (name, rg_open_parents[i].suffix))
      return rg_open_parents[i].parent;
  return "";
}

/* The table whose uuid the column stands for; "" for none. */
static char *
rg_open_column_find_parent (RgDb *db, const char *table, const char *name, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "open-tables.references", error);
  g_autoptr (RgStatement) uuid = NULL;
  g_autofree char *parent = NULL;

  if (row == NULL || (uuid = rg_db_statement (db, "open-tables.has-uuid", error)) == NULL)
    return NULL;
  rg_statement_bind_text (row, 1, table);
  rg_statement_bind_text (row, 2, name);
  if (rg_statement_step (row, NULL) == RG_STEP_ROW)
    parent = g_strdup (rg_statement_get_text (row, 0));
  else
    parent = g_strdup (rg_open_column_guess_parent (name));
  rg_statement_bind_text (uuid, 1, parent);
  return rg_statement_step (uuid, NULL) == RG_STEP_ROW ? g_steal_pointer (&parent)
                                                       : g_strdup ("");
}

/* Which template, and how the file calls the column. */
typedef struct
{
  const char *template;
  const char *kind;
  const char *suffix; /* that goes from the name */
  int digits;
} RgOpenForm;

static RgOpenForm
rg_open_form_for (const RgColumn *column, const char *parent, int digits)
{
  if (*parent != '\0')
    return (RgOpenForm){ "open-tables.reference", "uuid", "_id", 0 };
  if (g_str_equal (column->name, "source_id"))
    return (RgOpenForm){ "open-tables.source", "name", "_id", 0 };
  if (column->blob)
    return g_str_equal (column->name, "uuid")
             ? (RgOpenForm){ "open-tables.uuid", "uuid", "", 0 }
             : (RgOpenForm){ "open-tables.hexadecimal", "bytes", "", 0 };
  if (g_str_has_suffix (column->name, "_on"))
    return (RgOpenForm){ "open-tables.day", "day", "", 0 };
  if (g_str_has_suffix (column->name, "_at") || g_str_equal (column->name, "at"))
    return (RgOpenForm){ "open-tables.instant", "instant", "", 0 };
  if (g_str_has_suffix (column->name, "_minor") && digits > 0)
    return (RgOpenForm){ "open-tables.decimal", "decimal", "_minor", digits };
  if (g_str_has_suffix (column->name, "_micro"))
    return (RgOpenForm){ "open-tables.decimal", "decimal", "_micro", 6 };
  if (g_str_has_suffix (column->name, "_milli"))
    return (RgOpenForm){ "open-tables.decimal", "decimal", "_milli", 3 };
  return (RgOpenForm){ "open-tables.plain", "plain", "", 0 };
}

static char *
rg_open_column_sql (RgDb *db, const RgColumn *column, const RgOpenForm *form, const char *parent,
                    GError **error)
{
  const gint64 unit = form->digits == 6 ? 1000000 : form->digits == 3 ? 1000 : 100;

  return rg_template_fill (db, form->template, error, "@column@", g_strdup (column->name),
                           "@parent@", g_strdup (parent), "@digits@",
                           g_strdup_printf ("%d", form->digits), "@unit@",
                           g_strdup_printf ("%" G_GINT64_FORMAT, unit), NULL);
}

static gboolean
rg_open_table_add (RgDb *db, RgOpenTable *table, const char *schema, const RgColumn *column,
                   int digits, GString *sql, GError **error)
{
  g_autofree char *parent = rg_open_column_find_parent (db, table->name, column->name, error);
  g_autofree char *piece = NULL;
  RgOpenColumn *open;
  RgOpenForm form;

  if (parent == NULL)
    return FALSE;
  form = rg_open_form_for (column, parent, digits);
  piece = rg_open_column_sql (db, column, &form, parent, error);
  if (piece == NULL)
    return FALSE;
  g_string_append_printf (sql, "%s%s", sql->len > 0 ? ", " : "", g_strstrip (piece));
  open = g_new0 (RgOpenColumn, 1);
  open->name = g_strdup (column->name);
  if (g_str_has_suffix (open->name, form.suffix))
    open->name[strlen (open->name) - strlen (form.suffix)] = '\0';
  open->kind = form.kind;
  open->refers_to = g_steal_pointer (&parent);
  open->meaning = rg_open_column_find_meaning (schema, column->name);
  g_ptr_array_add (table->columns, open);
  return TRUE;
}

/* Ids stay in the file, and so do what keys the hashes of the erased and who is deleted. */
static gboolean
rg_open_column_is_private (GArray *columns, const RgColumn *column)
{
  return g_str_equal (column->name, "secret") || g_str_equal (column->name, "deleted_at") ||
         (g_str_equal (column->name, "id") && rg_columns_have (columns, "uuid"));
}

/* The template that says whether a row is there for others, by one of its columns; or NULL. */
static const char *
rg_open_column_find_condition (const char *table, const char *column)
{
  if (g_str_has_suffix (column, "customer_id") ||
      (g_str_equal (table, "customer") && g_str_equal (column, "id")))
    return "open-tables.there";
  if (g_str_equal (column, "household_id") ||
      (g_str_equal (table, "household") && g_str_equal (column, "id")))
    return "open-tables.home";
  return NULL;
}

static char *
rg_open_table_dup_condition (RgDb *db, const char *table, GArray *columns, GError **error)
{
  g_autoptr (GString) out = g_string_new ("1");

  for (guint i = 0; i < columns->len; i++)
    {
      const char *column = g_array_index (columns, RgColumn, i).name;
      const char *template = rg_open_column_find_condition (table, column);
      g_autofree char *piece = NULL;

      if (template == NULL)
        continue;
      piece = rg_template_fill (db, template, error, "@column@", g_strdup (column), NULL);
      if (piece == NULL)
        return NULL;
      g_string_append_printf (out, " AND %s", g_strstrip (piece));
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static RgOpenTable *
rg_open_table_read (RgDb *db, const char *name, const char *schema, int digits, GError **error)
{
  g_autoptr (GArray) columns = rg_columns_read (db, name, error);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autofree char *there = NULL;
  RgOpenTable *table;
  gboolean done = TRUE;

  if (columns == NULL || !(there = rg_open_table_dup_condition (db, name, columns, error)))
    return NULL;
  table = g_new0 (RgOpenTable, 1);
  table->name = g_strdup (name);
  table->columns = g_ptr_array_new_with_free_func (rg_open_column_free);
  for (guint i = 0; i < columns->len && done; i++)
    {
      const RgColumn *column = &g_array_index (columns, RgColumn, i);

      done = rg_open_column_is_private (columns, column) ||
             rg_open_table_add (db, table, schema, column, digits, sql, error);
    }
  if (done)
    table->sql = rg_template_fill (db, "open-tables.rows", error, "@table@", g_strdup (name),
                                   "@columns@", g_strdup (sql->str), "@there@",
                                   g_steal_pointer (&there), NULL);
  if (table->sql != NULL)
    return table;
  rg_open_table_free (table);
  return NULL;
}

GPtrArray *
rg_open_tables_read (RgDb *db, int digits, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "open-tables.tables", error);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (rg_open_table_free);
  RgStep step;

  if (rows == NULL)
    return NULL;
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      RgOpenTable *table = rg_open_table_read (db, rg_statement_get_text (rows, 0),
                                               rg_statement_get_text (rows, 1), digits, error);

      if (table == NULL)
        return NULL;
      g_ptr_array_add (tables, table);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&tables) : NULL;
}
