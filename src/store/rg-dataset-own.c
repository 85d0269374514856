/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows of own fields as columns: all of them, or those of a few customers into what there is. */
#include "store/rg-dataset-own.h"

#include "store/rg-store-own-fields.h"

enum { OWN_CUSTOMER, OWN_TEXT, OWN_NUMBER };

static GPtrArray *
rg_own_columns_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) rg_own_column_unref);
}

/* All rows of the statement, whose first parameters are bound. */
static gboolean
rg_own_column_put_rows (RgOwnColumnBuilder *builder, RgOwnKind kind, RgStatement *rows,
                        GError **error)
{
  RgStep step;

  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      gint64 customer = rg_statement_get_int (rows, OWN_CUSTOMER);

      if (kind == RG_OWN_TEXT)
        rg_own_column_builder_put_text (builder, customer,
                                        rg_statement_get_text (rows, OWN_TEXT));
      else if (rg_own_kind_has_choices (kind))
        rg_own_column_builder_put_choice (builder, customer,
                                          rg_statement_get_int (rows, OWN_NUMBER));
      else
        rg_own_column_builder_put (builder, customer, rg_statement_get_int (rows, OWN_NUMBER));
    }
  return step == RG_STEP_DONE;
}

static const RgOwnColumn *
rg_own_column_load (RgDb *db, const RgOwnField *field, GError **error)
{
  g_autoptr (RgOwnColumnBuilder) builder =
    rg_own_column_builder_new (NULL, field->id, field->kind, field->name);
  g_autoptr (RgStatement) rows = rg_db_statement (db, "dataset.all-own", error);

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < field->choices->len; i++)
    {
      const RgOwnChoice *choice = field->choices->pdata[i];

      rg_own_column_builder_add_choice (builder, choice->id, choice->name);
    }
  rg_statement_bind_int (rows, 1, field->id);
  return rg_own_column_put_rows (builder, field->kind, rows, error)
           ? rg_own_column_builder_finish (builder) : NULL;
}

GPtrArray *
rg_dataset_own_load (RgDb *db, GError **error)
{
  g_autoptr (GPtrArray) fields = rg_own_fields_read (db, error);
  g_autoptr (GPtrArray) columns = rg_own_columns_new ();

  if (fields == NULL)
    return NULL;
  for (guint i = 0; i < fields->len; i++)
    {
      const RgOwnColumn *column = rg_own_column_load (db, fields->pdata[i], error);

      if (column == NULL)
        return NULL;
      g_ptr_array_add (columns, (gpointer) column);
    }
  return g_steal_pointer (&columns);
}

static const RgOwnColumn *
rg_own_column_load_next (RgDb *db, const RgOwnColumn *base, GHashTable *customers, GError **error)
{
  g_autoptr (RgOwnColumnBuilder) builder =
    rg_own_column_builder_new (base, base->id, base->kind, base->name);
  g_autoptr (RgStatement) rows = rg_db_statement (db, "dataset.own", error);
  GHashTableIter iter;
  gpointer id;

  if (rows == NULL)
    return NULL;
  g_hash_table_iter_init (&iter, customers);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      rg_own_column_builder_forget (builder, (gint64) (gintptr) id);
      rg_statement_reset (rows);
      rg_statement_bind_int (rows, 1, base->id);
      rg_statement_bind_int (rows, 2, (gint64) (gintptr) id);
      if (!rg_own_column_put_rows (builder, base->kind, rows, error))
        return NULL;
    }
  return rg_own_column_builder_finish (builder);
}

GPtrArray *
rg_dataset_own_load_next (RgDb *db, const RgDataset *base, GHashTable *customers, GError **error)
{
  g_autoptr (GPtrArray) columns = rg_own_columns_new ();

  for (guint i = 0; i < base->n_own; i++)
    {
      const RgOwnColumn *column = rg_own_column_load_next (db, base->own[i], customers, error);

      if (column == NULL)
        return NULL;
      g_ptr_array_add (columns, (gpointer) column);
    }
  return g_steal_pointer (&columns);
}
