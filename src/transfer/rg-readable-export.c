/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Tables as CSV files, out of a salvaged copy. */
#include "transfer/rg-readable-export.h"

#include "store/rg-store-salvage.h"
#include "transfer/rg-csv-write.h"

#define FLUSH_BYTES (256 * 1024)

static void
rg_readable_write_cell (GString *out, gboolean *begun, sqlite3_stmt *row, int column)
{
  g_autoptr (GString) hex = NULL;
  const guint8 *bytes;

  if (sqlite3_column_type (row, column) != SQLITE_BLOB)
    {
      const char *text = (const char *) sqlite3_column_text (row, column);
      rg_csv_write_cell (out, begun, text != NULL ? text : "");
      return;
    }
  hex = g_string_new (NULL);
  bytes = sqlite3_column_blob (row, column);
  for (int i = 0; i < sqlite3_column_bytes (row, column); i++)
    g_string_append_printf (hex, "%02x", bytes[i]);
  rg_csv_write_cell (out, begun, hex->str);
}

static gboolean
rg_readable_flush (GOutputStream *stream, GString *out, gsize least, GCancellable *cancellable,
                   GError **error)
{
  if (out->len < least)
    return TRUE;
  if (!g_output_stream_write_all (stream, out->str, out->len, NULL, cancellable, error))
    return FALSE;
  g_string_truncate (out, 0);
  return TRUE;
}

static gboolean
rg_readable_write_rows (sqlite3_stmt *rows, GOutputStream *stream, gint64 *n_rows,
                        GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  int n_columns = sqlite3_column_count (rows);
  gboolean begun = FALSE;
  int code;

  for (int i = 0; i < n_columns; i++)
    rg_csv_write_cell (out, &begun, sqlite3_column_name (rows, i));
  rg_csv_write_end (out, &begun);
  while ((code = sqlite3_step (rows)) == SQLITE_ROW)
    {
      for (int i = 0; i < n_columns; i++)
        rg_readable_write_cell (out, &begun, rows, i);
      rg_csv_write_end (out, &begun);
      (*n_rows)++;
      if (!rg_readable_flush (stream, out, FLUSH_BYTES, cancellable, error))
        return FALSE;
    }
  if (code != SQLITE_DONE)
    return rg_db_set_error (error, sqlite3_db_handle (rows), "export");
  return rg_readable_flush (stream, out, 0, cancellable, error)
         && g_output_stream_close (stream, cancellable, error);
}

typedef struct
{
  const char *folder;
  GCancellable *cancellable;
  gint64 n_rows;
} RgReadable;

static gboolean
rg_readable_write_table (RgDb *db, const char *table, RgReadable *export, GError **error)
{
  const char *template = rg_db_sql (db, "backup.rows", error);
  g_autoptr (GString) sql = g_string_new (template);
  g_autofree char *name = g_strconcat (table, ".csv", NULL);
  g_autofree char *path = g_build_filename (export->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) stream = NULL;
  sqlite3_stmt *rows = NULL;
  gboolean ok;

  if (template == NULL)
    return FALSE;
  g_string_replace (sql, "@table@", table, 0);
  if (sqlite3_prepare_v2 (rg_db_get_handle (db), sql->str, -1, &rows, NULL) != SQLITE_OK)
    return rg_db_set_error (error, rg_db_get_handle (db), table);
  stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, export->cancellable, error);
  ok = stream != NULL
       && rg_readable_write_rows (rows, G_OUTPUT_STREAM (stream), &export->n_rows,
                                  export->cancellable, error);
  sqlite3_finalize (rows);
  return ok;
}

static gboolean
rg_readable_write_tables (RgDb *db, gpointer data, GError **error)
{
  g_autoptr (RgStatement) tables = rg_db_statement (db, "backup.tables", error);
  RgStep step = RG_STEP_ERROR;

  while (tables != NULL && (step = rg_statement_step (tables, error)) == RG_STEP_ROW)
    if (!rg_readable_write_table (db, rg_statement_get_text (tables, 0), data, error))
      return FALSE;
  return step == RG_STEP_DONE;
}

gboolean
rg_readable_export (const char *path, const char *folder, gint64 *n_rows,
                    GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStore) store = rg_store_open_salvaged (path, cancellable, error);
  RgReadable export = { folder, cancellable, 0 };
  gboolean ok = store != NULL
                && rg_store_read_sync (store, RG_READER_REPORT, rg_readable_write_tables, &export,
                                       cancellable, error);

  if (store != NULL)
    rg_store_close (store);
  if (n_rows != NULL)
    *n_rows = export.n_rows;
  return ok;
}

/* --- On a thread ------------------------------------------------------------------------------ */

static void
rg_readable_export_in_thread (GTask *task, gpointer source, gpointer data,
                              GCancellable *cancellable)
{
  const GStrv paths = data;
  g_autoptr (GError) error = NULL;
  gint64 n_rows = 0;

  if (rg_readable_export (paths[0], paths[1], &n_rows, cancellable, &error))
    g_task_return_int (task, n_rows);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
rg_readable_export_async (const char *path, const char *folder, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  const char *paths[] = { path, folder, NULL };

  g_task_set_source_tag (task, rg_readable_export_async);
  g_task_set_task_data (task, g_strdupv ((GStrv) paths), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, rg_readable_export_in_thread);
}

gint64
rg_readable_export_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}
