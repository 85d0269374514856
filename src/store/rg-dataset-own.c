/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows of own fields as columns: all of them, or those of a few customers into what there is. */
#include "store/rg-dataset-own.h"

#include "analysis/rg-activity.h"
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

/* --- what every shop may know ------------------------------------------------------------- */

/* In the order of the statement's columns, behind the id. Several are parted by commas. */
static const struct {
  const char *name;
  RgOwnKind kind;
} rg_known_columns[] = {
  { "occupation", RG_OWN_TEXT },   { "income band", RG_OWN_TEXT }, { "interests", RG_OWN_TEXT },
  { "gender", RG_OWN_TEXT },       { "language", RG_OWN_TEXT },    { "joined how", RG_OWN_TEXT },
  { "joined where", RG_OWN_TEXT }, { "children", RG_OWN_NUMBER },
  { "household size", RG_OWN_NUMBER }, { "preferred channel", RG_OWN_TEXT },
};
#define RG_KNOWN G_N_ELEMENTS (rg_known_columns)

static void
rg_known_put_words (RgOwnColumnBuilder *builder, gint64 customer, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      rg_own_column_builder_put_text (builder, customer, parts[i]);
}

static gboolean
rg_known_put_rows (RgOwnColumnBuilder **builders, RgStatement *rows, GError **error)
{
  RgStep step;

  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    for (guint i = 0; i < RG_KNOWN; i++)
      {
        const gint64 customer = rg_statement_get_int (rows, 0);

        if (rg_known_columns[i].kind == RG_OWN_TEXT)
          rg_known_put_words (builders[i], customer, rg_statement_get_text (rows, (int) i + 1));
        else if (!rg_statement_is_null (rows, (int) i + 1))
          rg_own_column_builder_put (builders[i], customer,
                                     rg_statement_get_int (rows, (int) i + 1) *
                                       RG_OWN_NUMBER_UNIT);
      }
  return step == RG_STEP_DONE;
}

static gboolean
rg_known_put_some (RgOwnColumnBuilder **builders, RgDb *db, GHashTable *customers, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "dataset.known", error);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, customers);
  while (row != NULL && g_hash_table_iter_next (&iter, &id, NULL))
    {
      for (guint i = 0; i < RG_KNOWN; i++)
        rg_own_column_builder_forget (builders[i], (gint64) (gintptr) id);
      rg_statement_reset (row);
      rg_statement_bind_int (row, 1, (gint64) (gintptr) id);
      if (!rg_known_put_rows (builders, row, error))
        return FALSE;
    }
  return row != NULL;
}

GPtrArray *
rg_dataset_known_load (RgDb *db, const RgDataset *base, GHashTable *customers, GError **error)
{
  g_autoptr (GPtrArray) columns = rg_own_columns_new ();
  g_autoptr (RgStatement) all =
    customers == NULL ? rg_db_statement (db, "dataset.all-known", error) : NULL;
  RgOwnColumnBuilder *builders[RG_KNOWN];
  gboolean ok;

  for (guint i = 0; i < RG_KNOWN; i++)
    builders[i] = rg_own_column_builder_new (customers != NULL ? base->known[i] : NULL, i + 1,
                                             rg_known_columns[i].kind, rg_known_columns[i].name);
  ok = customers != NULL ? rg_known_put_some (builders, db, customers, error)
                         : all != NULL && rg_known_put_rows (builders, all, error);
  for (guint i = 0; i < RG_KNOWN; i++)
    {
      if (ok)
        g_ptr_array_add (columns, (gpointer) rg_own_column_builder_finish (builders[i]));
      rg_own_column_builder_free (builders[i]);
    }
  return ok ? g_steal_pointer (&columns) : NULL;
}

/* --- what people did in the web shop ------------------------------------------------------ */

static gboolean
rg_activity_put_rows (RgOwnColumnBuilder *builder, RgStatement *rows, GError **error)
{
  RgStep step;

  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    rg_own_column_builder_put (builder, rg_statement_get_int (rows, 0),
                               rg_activity_pack (rg_statement_get_int (rows, 1),
                                                 (RgDay) rg_statement_get_int (rows, 2),
                                                 rg_statement_get_int (rows, 3) != 0));
  return step == RG_STEP_DONE;
}

static gboolean
rg_activity_put_some (RgOwnColumnBuilder *builder, RgDb *db, GHashTable *customers,
                      GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "dataset.activity", error);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, customers);
  while (rows != NULL && g_hash_table_iter_next (&iter, &id, NULL))
    {
      rg_own_column_builder_forget (builder, (gint64) (gintptr) id);
      rg_statement_reset (rows);
      rg_statement_bind_int (rows, 1, (gint64) (gintptr) id);
      if (!rg_activity_put_rows (builder, rows, error))
        return FALSE;
    }
  return rows != NULL;
}

const RgOwnColumn *
rg_dataset_activity_load (RgDb *db, const RgOwnColumn *base, GHashTable *customers,
                          GError **error)
{
  g_autoptr (RgOwnColumnBuilder) builder = rg_own_column_builder_new (base, 1, RG_OWN_NUMBER, "");
  g_autoptr (RgStatement) all =
    base == NULL ? rg_db_statement (db, "dataset.all-activity", error) : NULL;
  const gboolean ok = base != NULL ? rg_activity_put_some (builder, db, customers, error)
                                   : all != NULL && rg_activity_put_rows (builder, all, error);

  return ok ? rg_own_column_builder_finish (builder) : NULL;
}
