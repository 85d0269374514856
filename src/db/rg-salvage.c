/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows out of a damaged file into a fresh one. */
#include "config.h"

#include "db/rg-salvage-private.h"

#include "base/rg-i18n.h"
#include "db/rg-backup-private.h"
#include "db/rg-migrate.h"

#include <string.h>

void
rg_salvaged_table_free (RgSalvagedTable *table)
{
  g_free (table->table);
  g_free (table);
}

void
rg_salvage_report_free (RgSalvageReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->tables);
  g_free (report);
}

RgSalvagedTable *
rg_salvage_report_find (RgSalvageReport *report, const char *table)
{
  RgSalvagedTable *fresh;

  for (guint i = 0; i < report->tables->len; i++)
    {
      RgSalvagedTable *known = g_ptr_array_index (report->tables, i);
      if (g_str_equal (known->table, table))
        return known;
    }
  fresh = g_new0 (RgSalvagedTable, 1);
  fresh->table = g_strdup (table);
  g_ptr_array_add (report->tables, fresh);
  return fresh;
}

gint64
rg_salvage_report_saved (const RgSalvageReport *report)
{
  gint64 saved = 0;

  for (guint i = 0; i < report->tables->len; i++)
    saved += ((RgSalvagedTable *) g_ptr_array_index (report->tables, i))->saved;
  return saved;
}

/* --- One look at the pages -------------------------------------------------------------------- */

static void
rg_salvage_clear (RgSalvage *salvage)
{
  g_clear_pointer (&salvage->shapes, g_ptr_array_unref);
  g_clear_pointer (&salvage->index_shapes, g_array_unref);
  g_clear_pointer (&salvage->roots, g_hash_table_unref);
  g_clear_pointer (&salvage->sequences, g_hash_table_unref);
  g_clear_pointer (&salvage->report, rg_salvage_report_free);
  g_clear_pointer (&salvage->pages, rg_pages_free);
  g_clear_pointer (&salvage->taken, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgSalvage, rg_salvage_clear)

static gboolean
rg_salvage_look (RgSalvage *salvage, const char *path, gboolean with_log, GError **error)
{
  rg_salvage_clear (salvage);
  salvage->pages = rg_pages_open (path, with_log, error);
  if (salvage->pages == NULL)
    return FALSE;
  salvage->roots = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  salvage->sequences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  salvage->report = g_new0 (RgSalvageReport, 1);
  salvage->report->n_pages = rg_pages_get_n (salvage->pages);
  salvage->report->tables
    = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_salvaged_table_free);
  if (!rg_salvage_read_shapes (salvage, error))
    return FALSE;
  rg_salvage_find_pages (salvage);
  return TRUE;
}

static gint64
rg_salvage_count (RgSalvage *salvage)
{
  gint64 n = 0;

  for (guint i = 0; i < salvage->shapes->len; i++)
    {
      const RgShape *shape = g_ptr_array_index (salvage->shapes, i);
      for (guint k = 0; k < shape->pages->len; k++)
        n += rg_pages_n_cells (salvage->pages, g_array_index (shape->pages, guint, k));
    }
  return n;
}

/* A log of another file would hide what is there: whichever way shows more is taken. */
static gboolean
rg_salvage_look_best (RgSalvage *salvage, const char *path, GError **error)
{
  gint64 with, without;

  if (!rg_salvage_look (salvage, path, TRUE, error))
    return FALSE;
  if (!rg_pages_has_log (salvage->pages))
    return TRUE;
  with = rg_salvage_count (salvage);
  if (!rg_salvage_look (salvage, path, FALSE, error))
    return FALSE;
  without = rg_salvage_count (salvage);
  return without > with || rg_salvage_look (salvage, path, TRUE, error);
}

/* --- Rows ------------------------------------------------------------------------------------- */

static void
rg_salvage_bind (sqlite3_stmt *insert, int parameter, const RgField *field)
{
  switch (field->type)
    {
    case RG_FIELD_INT:
      sqlite3_bind_int64 (insert, parameter, field->integer);
      break;
    case RG_FIELD_DOUBLE:
      sqlite3_bind_double (insert, parameter, field->real);
      break;
    case RG_FIELD_TEXT:
      sqlite3_bind_text (insert, parameter, (const char *) field->bytes, (int) field->length,
                         SQLITE_TRANSIENT);
      break;
    case RG_FIELD_BLOB:
      sqlite3_bind_blob64 (insert, parameter, field->bytes, field->length, SQLITE_TRANSIENT);
      break;
    case RG_FIELD_NULL:
      sqlite3_bind_null (insert, parameter);
      break;
    }
}

/* FALSE only where the fresh file cannot be written; a row that it refuses is counted. */
static gboolean
rg_salvage_insert (const RgShape *shape, const RgRecord *record, sqlite3_stmt *insert,
                   GError **error)
{
  int code;

  for (guint i = 0; i < shape->n_columns; i++)
    {
      const RgField none = { .type = RG_FIELD_NULL };
      guint column = shape->places[i];
      rg_salvage_bind (insert, (int) column + 1,
                       i < record->fields->len ? &g_array_index (record->fields, RgField, i)
                                               : &none);
      if ((int) column == shape->rowid_column)
        sqlite3_bind_int64 (insert, (int) column + 1, record->rowid);
    }
  code = sqlite3_step (insert);
  sqlite3_reset (insert);
  if (code == SQLITE_DONE)
    shape->report->saved++;
  else if ((code & 0xff) == SQLITE_CONSTRAINT || (code & 0xff) == SQLITE_MISMATCH)
    shape->report->refused++;
  else
    return rg_db_set_error (error, sqlite3_db_handle (insert), shape->name);
  return TRUE;
}

static gboolean
rg_salvage_read_page (RgSalvage *salvage, const RgShape *shape, guint number, RgRecord *record,
                      sqlite3_stmt *insert, GError **error)
{
  for (guint i = 0; i < rg_pages_n_cells (salvage->pages, number); i++)
    {
      if (!rg_pages_read_record (salvage->pages, number, i, record)
          || !rg_shape_fits (shape, record))
        shape->report->refused++;
      else if (!rg_salvage_insert (shape, record, insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
rg_salvage_read_table (RgSalvage *salvage, const RgShape *shape, RgRecord *record,
                       GCancellable *cancellable, GError **error)
{
  sqlite3_stmt *insert = rg_fresh_prepare_insert (salvage->fresh, shape->name, error);
  gboolean ok = insert != NULL;

  for (guint i = 0; ok && i < shape->pages->len; i++)
    ok = !g_cancellable_set_error_if_cancelled (cancellable, error)
         && rg_salvage_read_page (salvage, shape, g_array_index (shape->pages, guint, i), record,
                                  insert, error);
  sqlite3_finalize (insert);
  return ok;
}

/* Ids are never given twice, those of lost rows neither. */
static gboolean
rg_salvage_go_on (RgSalvage *salvage, GError **error)
{
  GHashTableIter iter;
  gpointer table, last;

  g_hash_table_iter_init (&iter, salvage->sequences);
  while (g_hash_table_iter_next (&iter, &table, &last))
    if (g_ptr_array_find_with_equal_func (rg_fresh_get_tables (salvage->fresh), table, g_str_equal,
                                          NULL)
        && !rg_fresh_set_sequence (salvage->fresh, table, *(gint64 *) last, error))
      return FALSE;
  return TRUE;
}

static gboolean
rg_salvage_read_tables (RgSalvage *salvage, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgRecord) record = rg_record_new ();

  for (guint i = 0; i < salvage->shapes->len; i++)
    if (!rg_salvage_read_table (salvage, g_ptr_array_index (salvage->shapes, i), record,
                                cancellable, error))
      return FALSE;
  if (rg_salvage_report_saved (salvage->report) > 0)
    return rg_salvage_go_on (salvage, error);
  g_set_error_literal (error, RG_DB_ERROR, RG_DB_ERROR_NOT_A_SHOP,
                       _("Nothing of a shop can be found in this file. It was left as it is."));
  return FALSE;
}

static int
rg_salvage_version (const char *path)
{
  g_autoptr (RgPages) pages = rg_pages_open (path, TRUE, NULL);
  int version = pages != NULL ? rg_pages_get_version (pages) : 0;

  return version >= 1 && version <= rg_migrate_newest () ? version : rg_migrate_newest ();
}

static gboolean
rg_salvage_run (RgSalvage *salvage, const char *path, const char *target, const char *name,
                const char *currency, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgDb) whole = NULL;
  g_autoptr (RgFresh) fresh = rg_fresh_new (target, rg_salvage_version (path), error);

  salvage->fresh = fresh;
  if (fresh == NULL || !rg_salvage_look_best (salvage, path, error)
      || !rg_salvage_read_tables (salvage, cancellable, error) || !rg_fresh_finish (fresh, error)
      || !rg_salvage_mend (rg_fresh_get_db (fresh), salvage->report, name, currency, error))
    return FALSE;
  g_clear_pointer (&fresh, rg_fresh_free);
  whole = rg_backup_open_checked (target, RG_DB_STILL, error);
  return whole != NULL;
}

static int
rg_salvage_compare_tables (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(RgSalvagedTable *const *) a)->table, (*(RgSalvagedTable *const *) b)->table);
}

RgSalvageReport *
rg_salvage (const char *path, const char *target, const char *name, const char *currency,
            GCancellable *cancellable, GError **error)
{
  g_auto (RgSalvage) salvage = { 0 };

  if (g_file_test (target, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "%s is already there.", target);
      return NULL;
    }
  if (!rg_salvage_run (&salvage, path, target, name, currency, cancellable, error))
    {
      rg_backup_remove (target);
      return NULL;
    }
  g_ptr_array_sort (salvage.report->tables, rg_salvage_compare_tables);
  return g_steal_pointer (&salvage.report);
}
