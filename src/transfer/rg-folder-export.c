/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Writes the open folder. */
#include "transfer/rg-folder-export.h"

#include "base/rg-i18n.h"
#include "store/rg-store-folder.h"
#include "transfer/rg-csv-write.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define FLUSH_BYTES (256 * 1024)

typedef struct
{
  GFile *folder;
  GPtrArray *made; /* GFile, each folder before what is in it */
  RgProgressFunc progress;
  gpointer progress_data;
  double share;
  GCancellable *cancellable;
  const char *currency;
  int digits;
  gint64 n_rows;
  GString *columns; /* the description, a CSV */
} RgFolderExport;

/* Two files of one table, written side by side. */
typedef struct
{
  GOutputStream *streams[2];
  GString *texts[2];
} RgFolderFiles;

enum { FILE_CSV, FILE_JSON };

static void
rg_folder_files_clear (RgFolderFiles *files)
{
  for (int i = 0; i < 2; i++)
    {
      g_clear_object (&files->streams[i]);
      if (files->texts[i] != NULL)
        g_string_free (files->texts[i], TRUE);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgFolderFiles, rg_folder_files_clear)

/* --- Whole or not at all ---------------------------------------------------------------------- */

/* The folders that have to be made, the outermost first. */
static void
rg_folder_find_missing (GFile *folder, GPtrArray *missing)
{
  g_autoptr (GFile) parent = g_file_get_parent (folder);

  if (g_file_query_exists (folder, NULL))
    return;
  if (parent != NULL)
    rg_folder_find_missing (parent, missing);
  g_ptr_array_add (missing, g_object_ref (folder));
}

/* A folder in which somebody put something meanwhile stays: only empty ones can be deleted. */
static void
rg_folder_unmake (const RgFolderExport *export)
{
  for (guint i = export->made->len; i-- > 0;)
    g_file_delete (export->made->pdata[i], NULL, NULL);
}

static void
rg_folder_tell (const RgFolderExport *export)
{
  if (export->progress != NULL)
    export->progress (export->share, export->progress_data);
}

/* --- Files ------------------------------------------------------------------------------------ */

static GOutputStream *
rg_folder_create (const RgFolderExport *export, const char *name, const char *ending,
                  GError **error)
{
  g_autofree char *whole = g_strconcat (name, ending, NULL);
  g_autoptr (GFile) file = g_file_get_child (export->folder, whole);
  GFileOutputStream *stream =
    g_file_create (file, G_FILE_CREATE_PRIVATE, export->cancellable, error);

  if (stream != NULL)
    g_ptr_array_add (export->made, g_object_ref (file));
  return (GOutputStream *) stream;
}

static gboolean
rg_folder_files_flush (RgFolderFiles *files, const RgFolderExport *export, gsize least,
                       GError **error)
{
  for (int i = 0; i < 2; i++)
    {
      if (files->texts[i]->len < least)
        continue;
      if (!g_output_stream_write_all (files->streams[i], files->texts[i]->str,
                                      files->texts[i]->len, NULL, export->cancellable, error))
        return FALSE;
      g_string_truncate (files->texts[i], 0);
      rg_folder_tell (export);
    }
  return TRUE;
}

static gboolean
rg_folder_files_open (RgFolderFiles *files, const RgFolderExport *export,
                      const RgOpenTable *table, GError **error)
{
  static const char *const endings[] = { ".csv", ".json" };

  for (int i = 0; i < 2; i++)
    {
      files->texts[i] = g_string_new (NULL);
      files->streams[i] = rg_folder_create (export, table->name, endings[i], error);
      if (files->streams[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
rg_folder_write_json_text (GString *out, const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);
  g_autofree char *json = json_to_string (node, FALSE);

  g_string_append (out, json);
}

static void
rg_folder_write_row (RgFolderFiles *files, const RgOpenTable *table, RgStatement *row,
                     gboolean first)
{
  GString *json = files->texts[FILE_JSON];
  g_autofree const char **cells = g_new0 (const char *, table->columns->len);

  g_string_append (json, first ? "[\n{" : ",\n{");
  for (guint i = 0; i < table->columns->len; i++)
    {
      const RgOpenColumn *column = g_ptr_array_index (table->columns, i);

      g_string_append_printf (json, "%s\"%s\": ", i > 0 ? ", " : "", column->name);
      cells[i] = rg_statement_get_text (row, (int) i);
      if (rg_statement_is_null (row, (int) i))
        g_string_append (json, "null");
      else if (rg_statement_is_int (row, (int) i))
        g_string_append (json, cells[i]);
      else
        rg_folder_write_json_text (json, cells[i]);
    }
  g_string_append_c (json, '}');
  rg_csv_append_row (files->texts[FILE_CSV], cells, table->columns->len);
}

static void
rg_folder_write_head (RgFolderFiles *files, const RgOpenTable *table)
{
  g_autofree const char **cells = g_new0 (const char *, table->columns->len);

  for (guint i = 0; i < table->columns->len; i++)
    cells[i] = ((RgOpenColumn *) g_ptr_array_index (table->columns, i))->name;
  rg_csv_append_row (files->texts[FILE_CSV], cells, table->columns->len);
}

static void
rg_folder_describe (RgFolderExport *export, const RgOpenTable *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const RgOpenColumn *column = g_ptr_array_index (table->columns, i);
      const char *cells[] = { table->name, column->name, column->kind, column->refers_to,
                              column->meaning };

      rg_csv_append_row (export->columns, cells, G_N_ELEMENTS (cells));
    }
}

static gboolean
rg_folder_write_table (RgDb *db, RgFolderExport *export, const RgOpenTable *table, GError **error)
{
  g_auto (RgFolderFiles) files = { 0 };
  g_autoptr (RgStatement) rows = rg_db_prepare (db, table->sql, error);
  gboolean first = TRUE;
  RgStep step;

  if (rows == NULL || !rg_folder_files_open (&files, export, table, error))
    return FALSE;
  rg_folder_describe (export, table);
  rg_folder_write_head (&files, table);
  for (; (step = rg_statement_step (rows, error)) == RG_STEP_ROW; first = FALSE)
    {
      rg_folder_write_row (&files, table, rows, first);
      export->n_rows++;
      if (!rg_folder_files_flush (&files, export, FLUSH_BYTES, error))
        return FALSE;
    }
  g_string_append (files.texts[FILE_JSON], first ? "[]\n" : "\n]\n");
  return step == RG_STEP_DONE && rg_folder_files_flush (&files, export, 1, error) &&
         g_output_stream_close (files.streams[FILE_CSV], export->cancellable, error) &&
         g_output_stream_close (files.streams[FILE_JSON], export->cancellable, error);
}

static gboolean
rg_folder_write_text (const RgFolderExport *export, const char *name, const char *text,
                      GError **error)
{
  g_autoptr (GOutputStream) stream = rg_folder_create (export, name, "", error);

  return stream != NULL &&
         g_output_stream_write_all (stream, text, strlen (text), NULL, export->cancellable,
                                    error) &&
         g_output_stream_close (stream, export->cancellable, error);
}

/* For whoever opens the folder years later, with another program. */
static char *
rg_folder_dup_read_me (const RgFolderExport *export)
{
  return g_strdup_printf (
    /* Translators: a text file beside exported tables; %s is a currency such as EUR. */
    _("Everything that Regulars knows of this shop, one table a file, as CSV (UTF-8, commas) and "
      "as JSON.\n\nDays are written 2026-11-21, moments 2026-11-21T14:05:00Z in UTC. Amounts are "
      "in %s. What refers to a row of another table has that row’s “uuid”. The file columns.csv "
      "says what each column is.\n\nTexts stand as they are: do not let a spreadsheet take them "
      "for formulas.\n"),
    export->currency);
}

static gboolean
rg_folder_export_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgFolderExport *export = data;
  g_autoptr (GPtrArray) tables = rg_open_tables_read (db, export->digits, error);
  g_autofree char *read_me = rg_folder_dup_read_me (export);

  if (tables == NULL)
    return FALSE;
  for (guint i = 0; i < tables->len; i++)
    {
      export->share = i / (tables->len + 1.0);
      if (!rg_folder_write_table (db, export, g_ptr_array_index (tables, i), error))
        return FALSE;
    }
  export->share = tables->len / (tables->len + 1.0);
  return rg_folder_write_text (export, "columns.csv", export->columns->str, error) &&
         rg_folder_write_text (export, "README.txt", read_me, error);
}

/* An empty folder, or a new one. */
static gboolean
rg_folder_make (GFile *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileEnumerator) files = NULL;
  g_autoptr (GFileInfo) first = NULL;
  GError *exists = NULL;

  if (g_file_make_directory_with_parents (folder, cancellable, &exists))
    return TRUE;
  if (!g_error_matches (exists, G_IO_ERROR, G_IO_ERROR_EXISTS))
    {
      g_propagate_error (error, exists);
      return FALSE;
    }
  g_error_free (exists);
  files = g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME,
                                     G_FILE_QUERY_INFO_NONE, cancellable, error);
  if (files == NULL)
    return FALSE;
  first = g_file_enumerator_next_file (files, cancellable, NULL);
  if (first == NULL)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_EMPTY,
                       _("There is something in that folder. Choose an empty one."));
  return FALSE;
}

gboolean
rg_folder_export_sync (RgStore *store, GFile *folder, gint64 *n_rows, RgProgressFunc progress,
                       gpointer progress_data, GCancellable *cancellable, GError **error)
{
  const RgShop *shop = rg_store_get_shop (store);
  g_autofree char *currency = g_strdup (shop->currency);
  g_autoptr (GString) columns = g_string_new ("table,column,kind,refers_to,meaning\n");
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_object_unref);
  RgFolderExport export = { .folder = folder, .made = made, .progress = progress,
                            .progress_data = progress_data, .cancellable = cancellable,
                            .currency = currency, .digits = shop->digits, .columns = columns };

  rg_folder_find_missing (folder, made);
  if (!rg_folder_make (folder, cancellable, error) ||
      !rg_store_read_sync (store, RG_READER_REPORT, rg_folder_export_in_thread, &export,
                           cancellable, error))
    {
      rg_folder_unmake (&export);
      return FALSE;
    }
  if (n_rows != NULL)
    *n_rows = export.n_rows;
  return TRUE;
}

/* --- On a thread ------------------------------------------------------------------------------ */

typedef struct
{
  GFile *folder;
  gint *permille; /* borrowed */
} RgFolderJob;

static void
rg_folder_job_free (gpointer data)
{
  RgFolderJob *job = data;

  g_object_unref (job->folder);
  g_free (job);
}

static void
rg_folder_job_progress (double share, gpointer data)
{
  const RgFolderJob *job = data;

  if (job->permille != NULL)
    g_atomic_int_set (job->permille, (gint) (share * 1000));
}

static void
rg_folder_export_task (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RgFolderJob *job = data;
  GError *error = NULL;
  gint64 n_rows = 0;

  if (rg_folder_export_sync (source, job->folder, &n_rows, rg_folder_job_progress, job,
                             cancellable, &error))
    g_task_return_int (task, n_rows);
  else
    g_task_return_error (task, error);
}

void
rg_folder_export_async (RgStore *store, GFile *folder, gint *permille, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  RgFolderJob *job = g_new0 (RgFolderJob, 1);

  job->folder = g_object_ref (folder);
  job->permille = permille;
  g_task_set_source_tag (task, rg_folder_export_async);
  g_task_set_task_data (task, job, rg_folder_job_free);
  /* What is cancelled says so, and is gone; what was whole by then stays. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, rg_folder_export_task);
}

gssize
rg_folder_export_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}
