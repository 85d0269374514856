/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows as JSON images, read and written back with bound values. */
#include "db/rg-log.h"

#include "db/rg-log-private.h"

/* The statements of one table; made when first needed. */
typedef struct
{
  GArray *columns;
  RgStatement *now;
  RgStatement *insert;
  RgStatement *update;
  RgStatement *delete;
} RgImageTable;

struct _RgImages
{
  RgDb *db;
  GHashTable *tables;
};

static void
rg_image_table_free (gpointer data)
{
  RgImageTable *table = data;

  g_clear_pointer (&table->now, rg_statement_release);
  g_clear_pointer (&table->insert, rg_statement_release);
  g_clear_pointer (&table->update, rg_statement_release);
  g_clear_pointer (&table->delete, rg_statement_release);
  g_clear_pointer (&table->columns, g_array_unref);
  g_free (table);
}

RgImages *
rg_images_new (RgDb *db)
{
  RgImages *images = g_new0 (RgImages, 1);

  images->db = db;
  images->tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, rg_image_table_free);
  return images;
}

void
rg_images_free (RgImages *images)
{
  g_hash_table_unref (images->tables);
  g_free (images);
}

static RgStatement *
rg_images_prepare (RgImages *images, char *sql, GError **error)
{
  g_autofree char *owned = sql;

  return sql != NULL ? rg_db_prepare (images->db, sql, error) : NULL;
}

static gboolean
rg_image_table_prepare (RgImages *images, RgImageTable *table, const char *name, GError **error)
{
  RgDb *db = images->db;
  GArray *columns = table->columns;

  table->now = rg_images_prepare (
      images,
      rg_template_fill (db, "log.row-now", error, "@table@", g_strdup (name), "@columns@",
                        rg_columns_join (columns, FALSE, rg_column_append_image, ""), "@match@",
                        rg_columns_match (columns), NULL),
      error);
  table->insert = rg_images_prepare (
      images,
      rg_template_fill (db, "log.row-insert", error, "@table@", g_strdup (name), "@names@",
                        rg_columns_join (columns, FALSE, rg_column_append_name, ""), "@values@",
                        rg_columns_join (columns, FALSE, rg_column_append_begin, "?1"), NULL),
      error);
  table->update = rg_images_prepare (
      images,
      rg_template_fill (db, "log.row-update", error, "@table@", g_strdup (name), "@assign@",
                        rg_columns_join (columns, FALSE, rg_column_append_keep, "?2"), "@match@",
                        rg_columns_match (columns), NULL),
      error);
  table->delete = rg_images_prepare (
      images,
      rg_template_fill (db, "log.row-delete", error, "@table@", g_strdup (name), "@match@",
                        rg_columns_match (columns), NULL),
      error);
  return table->now != NULL && table->insert != NULL && table->update != NULL &&
         table->delete != NULL;
}

static RgImageTable *
rg_images_table (RgImages *images, const char *name, GError **error)
{
  RgImageTable *table = g_hash_table_lookup (images->tables, name);

  if (table != NULL)
    return table;
  table = g_new0 (RgImageTable, 1);
  table->columns = rg_columns_read (images->db, name, error);
  if (table->columns == NULL || !rg_image_table_prepare (images, table, name, error))
    {
      rg_image_table_free (table);
      return NULL;
    }
  g_hash_table_insert (images->tables, g_strdup (name), table);
  return table;
}

gboolean
rg_images_get (RgImages *images, const char *table, const char *key, char **json, GError **error)
{
  RgImageTable *found = rg_images_table (images, table, error);
  RgStep step;

  *json = NULL;
  if (found == NULL)
    return FALSE;
  rg_statement_bind_text (found->now, 1, key);
  step = rg_statement_step (found->now, error);
  if (step == RG_STEP_ROW)
    *json = g_strdup (rg_statement_get_text (found->now, 0));
  rg_statement_reset (found->now);
  return step != RG_STEP_ERROR;
}

gboolean
rg_images_insert (RgImages *images, const char *table, const char *json, GError **error)
{
  RgImageTable *found = rg_images_table (images, table, error);

  if (found == NULL)
    return FALSE;
  rg_statement_bind_text (found->insert, 1, json);
  return rg_statement_run (found->insert, error);
}

gboolean
rg_images_update (RgImages *images, const char *table, const char *key, const char *json,
                  GError **error)
{
  RgImageTable *found = rg_images_table (images, table, error);

  if (found == NULL)
    return FALSE;
  rg_statement_bind_text (found->update, 1, key);
  rg_statement_bind_text (found->update, 2, json);
  return rg_statement_run (found->update, error);
}

gboolean
rg_images_delete (RgImages *images, const char *table, const char *key, GError **error)
{
  RgImageTable *found = rg_images_table (images, table, error);

  if (found == NULL)
    return FALSE;
  rg_statement_bind_text (found->delete, 1, key);
  return rg_statement_run (found->delete, error);
}

void
rg_image_child_free (RgImageChild *child)
{
  g_free (child->table);
  g_free (child->key);
  g_free (child);
}

static gboolean
rg_images_children_of (RgImages *images, const char *table, const char *column, const char *key,
                       gint64 import_id, GPtrArray *children, GError **error)
{
  g_autoptr (GArray) columns = rg_columns_read (images->db, table, error);
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  if (columns == NULL)
    return FALSE;
  statement = rg_images_prepare (
      images,
      rg_template_fill (images->db, "log.children", error, "@table@", g_strdup (table), "@column@",
                        g_strdup (column), "@key@",
                        rg_columns_join (columns, TRUE, rg_column_append_name, ""), "@import@",
                        g_strdup (rg_columns_have (columns, "import_id") ? "import_id" : "NULL"),
                        NULL),
      error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 1, key);
  rg_statement_bind_int (statement, 2, import_id);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      RgImageChild *child = g_new0 (RgImageChild, 1);

      child->table = g_strdup (table);
      child->key = g_strdup (rg_statement_get_text (statement, 0));
      child->import_id = rg_statement_get_int (statement, 1);
      g_ptr_array_add (children, child);
    }
  return step == RG_STEP_DONE;
}

GPtrArray *
rg_images_children (RgImages *images, const char *table, const char *key, gint64 import_id,
                    GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (images->db, "log.references", error);
  g_autoptr (GPtrArray) children =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rg_image_child_free);
  RgStep step;

  if (statement == NULL)
    return NULL;
  rg_statement_bind_text (statement, 1, table);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    if (!rg_images_children_of (images, rg_statement_get_text (statement, 0),
                                rg_statement_get_text (statement, 1), key, import_id, children,
                                error))
      return NULL;
  return step == RG_STEP_DONE ? g_steal_pointer (&children) : NULL;
}
