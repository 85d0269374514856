/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Which page of a damaged file belongs to which table. */
#include "db/rg-salvage-private.h"

#include "db/rg-table-sums.h"

#include <string.h>

#define SCHEMA_COLUMNS 5 /* type, name, table's name, root page, text */
#define DEEPEST 40

/* --- Shapes ----------------------------------------------------------------------------------- */

static void
rg_shape_free (gpointer data)
{
  RgShape *shape = data;

  g_free (shape->name);
  g_free (shape->places);
  g_free (shape->types);
  g_free (shape->not_null);
  g_array_unref (shape->pages);
  g_free (shape);
}

static RgFieldType
rg_shape_type (const char *word)
{
  if (g_str_equal (word, "INTEGER"))
    return RG_FIELD_INT;
  return g_str_equal (word, "TEXT") ? RG_FIELD_TEXT : RG_FIELD_BLOB;
}

/* In a table without row numbers the columns of the key come first. */
static void
rg_shape_place_columns (RgShape *shape, const gint64 *keys)
{
  guint n = 0;

  for (guint key = 1; shape->without_rowid && key <= shape->n_columns; key++)
    for (guint i = 0; i < shape->n_columns; i++)
      if (keys[i] == key)
        shape->places[n++] = i;
  for (guint i = 0; i < shape->n_columns; i++)
    if (!shape->without_rowid || keys[i] == 0)
      shape->places[n++] = i;
}

static gboolean
rg_shape_read_columns (RgDb *db, RgShape *shape, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "salvage.columns", error);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  RgStep step = RG_STEP_ERROR;

  if (rows == NULL)
    return FALSE;
  rg_statement_bind_text (rows, 1, shape->name);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      guint i = shape->n_columns++;
      gint64 key = rg_statement_get_int (rows, 2);
      shape->types = g_renew (RgFieldType, shape->types, shape->n_columns);
      shape->not_null = g_renew (gboolean, shape->not_null, shape->n_columns);
      shape->types[i] = rg_shape_type (rg_statement_get_text (rows, 1));
      shape->not_null[i] = rg_statement_get_int (rows, 3) != 0;
      if (key != 0 && !shape->without_rowid && shape->types[i] == RG_FIELD_INT)
        shape->rowid_column = (int) i;
      g_array_append_val (keys, key);
    }
  shape->places = g_new0 (guint, shape->n_columns);
  rg_shape_place_columns (shape, (const gint64 *) (gpointer) keys->data);
  return step == RG_STEP_DONE;
}

static RgShape *
rg_shape_read (RgDb *db, const char *table, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "salvage.without-rowid", error);
  RgShape *shape = g_new0 (RgShape, 1);

  shape->name = g_strdup (table);
  shape->rowid_column = -1;
  shape->pages = g_array_new (FALSE, FALSE, sizeof (guint));
  if (row != NULL)
    {
      rg_statement_bind_text (row, 1, table);
      if (rg_statement_step (row, error) == RG_STEP_ROW)
        shape->without_rowid = rg_statement_get_int (row, 0) != 0;
      if (rg_shape_read_columns (db, shape, error))
        return shape;
    }
  rg_shape_free (shape);
  return NULL;
}

static gboolean
rg_salvage_read_index_shapes (RgSalvage *salvage, RgDb *db, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "salvage.index-shapes", error);
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      gint64 n = rg_statement_get_int (rows, 0);
      g_array_append_val (salvage->index_shapes, n);
    }
  return step == RG_STEP_DONE;
}

gboolean
rg_salvage_read_shapes (RgSalvage *salvage, GError **error)
{
  RgDb *db = rg_fresh_get_model (salvage->fresh);
  GPtrArray *tables = rg_fresh_get_tables (salvage->fresh);

  salvage->shapes = g_ptr_array_new_with_free_func (rg_shape_free);
  salvage->index_shapes = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < tables->len; i++)
    {
      const char *table = g_ptr_array_index (tables, i);
      RgShape *shape;
      if (rg_table_is_derived (table))
        continue;
      shape = rg_shape_read (db, table, error);
      if (shape == NULL)
        return FALSE;
      shape->report = rg_salvage_report_find (salvage->report, table);
      g_ptr_array_add (salvage->shapes, shape);
    }
  return rg_salvage_read_index_shapes (salvage, db, error);
}

gboolean
rg_shape_fits (const RgShape *shape, const RgRecord *record)
{
  for (guint i = 0; i < record->fields->len && i < shape->n_columns; i++)
    {
      const RgField *field = &g_array_index (record->fields, RgField, i);
      guint column = shape->places[i];
      gboolean is_null = field->type == RG_FIELD_NULL;
      if ((int) column == shape->rowid_column)
        {
          if (!is_null)
            return FALSE;
          continue;
        }
      if (is_null ? shape->not_null[column] : field->type != shape->types[column])
        return FALSE;
      if (field->type == RG_FIELD_TEXT
          && !g_utf8_validate ((const char *) field->bytes, (gssize) field->length, NULL))
        return FALSE;
    }
  return record->fields->len <= shape->n_columns;
}

/* --- From the roots --------------------------------------------------------------------------- */

static gboolean
rg_kind_is_of (RgPageKind kind, gboolean table)
{
  return table ? kind == RG_PAGE_TABLE_INTERIOR || kind == RG_PAGE_TABLE_LEAF
               : kind == RG_PAGE_INDEX_INTERIOR || kind == RG_PAGE_INDEX_LEAF;
}

static gboolean
rg_kind_is_interior (RgPageKind kind)
{
  return kind == RG_PAGE_INDEX_INTERIOR || kind == RG_PAGE_TABLE_INTERIOR;
}

typedef struct
{
  gboolean table;  /* a tree with row numbers */
  GArray *found;   /* guint: pages with rows; NULL for a tree of no interest */
  gint64 lost;
} RgTree;

/* Depth first, so that the pages are in the order of the keys. */
static void
rg_salvage_walk (RgSalvage *salvage, guint number, RgTree *tree, guint depth)
{
  RgPageKind kind;

  if (number == 0 || number > rg_pages_get_n (salvage->pages) || depth > DEEPEST)
    {
      tree->lost++;
      return;
    }
  if (salvage->taken[number])
    return;
  kind = rg_pages_get_kind (salvage->pages, number);
  if (!rg_kind_is_of (kind, tree->table))
    {
      tree->lost++;
      return;
    }
  salvage->taken[number] = TRUE;
  if (tree->found != NULL && kind != RG_PAGE_TABLE_INTERIOR)
    g_array_append_val (tree->found, number);
  if (!rg_kind_is_interior (kind))
    return;
  for (guint i = 0; i <= rg_pages_n_cells (salvage->pages, number); i++)
    rg_salvage_walk (salvage, rg_pages_get_child (salvage->pages, number, i), tree, depth + 1);
}

/* --- The file's own list of its tables -------------------------------------------------------- */

static char *
rg_field_dup_text (RgRecord *record, guint column)
{
  const RgField *field = &g_array_index (record->fields, RgField, column);

  return field->type == RG_FIELD_TEXT ? g_strndup ((const char *) field->bytes, field->length)
                                      : g_strdup ("");
}

static void
rg_salvage_read_roots_in (RgSalvage *salvage, guint number, RgRecord *record)
{
  for (guint i = 0; i < rg_pages_n_cells (salvage->pages, number); i++)
    {
      const RgField *root;
      if (!rg_pages_read_record (salvage->pages, number, i, record)
          || record->fields->len != SCHEMA_COLUMNS)
        continue;
      root = &g_array_index (record->fields, RgField, 3);
      if (root->type == RG_FIELD_INT && root->integer > 1
          && root->integer <= rg_pages_get_n (salvage->pages))
        g_hash_table_insert (salvage->roots, rg_field_dup_text (record, 1),
                             GUINT_TO_POINTER ((guint) root->integer));
    }
}

static void
rg_salvage_read_roots (RgSalvage *salvage)
{
  g_autoptr (GArray) pages = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (RgRecord) record = rg_record_new ();
  RgTree tree = { TRUE, pages, 0 };

  rg_salvage_walk (salvage, 1, &tree, 0);
  for (guint i = 0; i < pages->len; i++)
    rg_salvage_read_roots_in (salvage, g_array_index (pages, guint, i), record);
  salvage->report->schema_lost = tree.lost > 0 || g_hash_table_size (salvage->roots) == 0;
  salvage->report->bad_pages += tree.lost;
}

static void
rg_salvage_read_sequences (RgSalvage *salvage)
{
  guint root = GPOINTER_TO_UINT (g_hash_table_lookup (salvage->roots, "sqlite_sequence"));
  g_autoptr (GArray) pages = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (RgRecord) record = rg_record_new ();
  RgTree tree = { TRUE, pages, 0 };

  if (root == 0)
    return;
  rg_salvage_walk (salvage, root, &tree, 0);
  for (guint i = 0; i < pages->len; i++)
    for (guint k = 0; k < rg_pages_n_cells (salvage->pages, g_array_index (pages, guint, i)); k++)
      {
        const RgField *last;
        if (!rg_pages_read_record (salvage->pages, g_array_index (pages, guint, i), k, record)
            || record->fields->len != 2)
          continue;
        last = &g_array_index (record->fields, RgField, 1);
        if (last->type == RG_FIELD_INT)
          g_hash_table_insert (salvage->sequences, rg_field_dup_text (record, 0),
                               g_memdup2 (&last->integer, sizeof last->integer));
      }
}

/* --- Pages that lost their way ---------------------------------------------------------------- */

/* Whether rows of another thing look the same: then nobody can tell whose they are. */
static gboolean
rg_salvage_is_index_shape (RgSalvage *salvage, guint n_fields)
{
  for (guint i = 0; i < salvage->index_shapes->len; i++)
    if (g_array_index (salvage->index_shapes, gint64, i) == n_fields)
      return TRUE;
  return FALSE;
}

static gboolean
rg_shape_fits_page (RgSalvage *salvage, const RgShape *shape, guint number, RgRecord *record)
{
  gboolean any = FALSE;

  for (guint i = 0; i < rg_pages_n_cells (salvage->pages, number); i++)
    {
      if (!rg_pages_read_record (salvage->pages, number, i, record))
        continue;
      if (record->fields->len != shape->n_columns || !rg_shape_fits (shape, record))
        return FALSE;
      any = TRUE;
    }
  return any;
}

static void
rg_salvage_adopt (RgSalvage *salvage, guint number, RgRecord *record)
{
  RgPageKind kind = rg_pages_get_kind (salvage->pages, number);
  RgShape *only = NULL;

  if (kind == RG_PAGE_OTHER || kind == RG_PAGE_TABLE_INTERIOR)
    return;
  for (guint i = 0; i < salvage->shapes->len; i++)
    {
      RgShape *shape = g_ptr_array_index (salvage->shapes, i);
      if (shape->without_rowid == (kind == RG_PAGE_TABLE_LEAF)
          || (shape->without_rowid && rg_salvage_is_index_shape (salvage, shape->n_columns))
          || !rg_shape_fits_page (salvage, shape, number, record))
        continue;
      if (only != NULL)
        return;
      only = shape;
    }
  if (only != NULL)
    g_array_append_val (only->pages, number);
}

void
rg_salvage_find_pages (RgSalvage *salvage)
{
  g_autoptr (RgRecord) record = rg_record_new ();
  GHashTableIter iter;
  gpointer root;

  salvage->taken = g_malloc0 ((gsize) rg_pages_get_n (salvage->pages) + 1);
  rg_salvage_read_roots (salvage);
  rg_salvage_read_sequences (salvage);
  for (guint i = 0; i < salvage->shapes->len; i++)
    {
      RgShape *shape = g_ptr_array_index (salvage->shapes, i);
      RgTree tree = { !shape->without_rowid, shape->pages, 0 };
      shape->root = GPOINTER_TO_UINT (g_hash_table_lookup (salvage->roots, shape->name));
      if (shape->root != 0)
        rg_salvage_walk (salvage, shape->root, &tree, 0);
      shape->report->lost_pages = tree.lost;
      salvage->report->bad_pages += tree.lost;
    }
  /* What belongs to indexes and derived tables is no orphan. */
  g_hash_table_iter_init (&iter, salvage->roots);
  while (g_hash_table_iter_next (&iter, NULL, &root))
    {
      guint number = GPOINTER_TO_UINT (root);
      RgPageKind kind = rg_pages_get_kind (salvage->pages, number);
      RgTree tree = { rg_kind_is_of (kind, TRUE), NULL, 0 };
      rg_salvage_walk (salvage, number, &tree, 0);
    }
  for (guint i = 2; i <= rg_pages_get_n (salvage->pages); i++)
    if (!salvage->taken[i])
      rg_salvage_adopt (salvage, i, record);
}
