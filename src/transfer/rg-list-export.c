/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Writes a list of customers. */
#include "transfer/rg-list-export.h"

#include "base/rg-date.h"
#include "base/rg-uuid.h"
#include "transfer/rg-csv-write.h"
#include "transfer/rg-vcard-export.h"

#define FLUSH_BYTES (256 * 1024)

/* As our own import knows them; stable, for programs. */
static const char *const list_columns[] = {
  "Customer ID", "Name",     "First name", "Last name", "E-mail",       "Phone",
  "Street",      "Postcode", "City",       "Region",    "Country",      "Birthday",
  "Gender",      "Language", "Loyalty card", "Customer since", "Tags",  "Note",
};

/* The columns of customers.export. */
enum {
  COLUMN_UUID,
  COLUMN_NAME,
  COLUMN_GIVEN_NAME,
  COLUMN_FAMILY_NAME,
  COLUMN_EMAIL,
  COLUMN_PHONE,
  COLUMN_STREET,
  COLUMN_POSTCODE,
  COLUMN_CITY,
  COLUMN_REGION,
  COLUMN_COUNTRY,
  COLUMN_BIRTH_YEAR,
  COLUMN_BIRTH_MONTH,
  COLUMN_BIRTH_DAY,
  COLUMN_GENDER,
  COLUMN_LANGUAGE,
  COLUMN_CARD,
  COLUMN_JOINED,
  COLUMN_NOTE,
};

typedef struct
{
  GArray *ids;
  RgListFormat format;
  GOutputStream *stream;
  GCancellable *cancellable;
  GString *out;
  guint n_customers;
} RgListExport;

RgListFormat
rg_list_format_for (const char *name, gboolean untouched)
{
  g_autofree char *folded = g_ascii_strdown (name, -1);

  if (g_str_has_suffix (folded, ".vcf"))
    return RG_LIST_VCARD;
  return untouched ? RG_LIST_UNTOUCHED : RG_LIST_SPREADSHEET;
}

static gboolean
rg_list_flush (RgListExport *export, gsize least, GError **error)
{
  if (export->out->len < least)
    return TRUE;
  if (!g_output_stream_write_all (export->stream, export->out->str, export->out->len, NULL,
                                  export->cancellable, error))
    return FALSE;
  g_string_truncate (export->out, 0);
  return TRUE;
}

static void
rg_list_write_row (RgListExport *export, const char *const *cells, guint n_cells)
{
  gboolean begun = FALSE;

  if (export->format == RG_LIST_UNTOUCHED)
    {
      rg_csv_append_row (export->out, cells, n_cells);
      return;
    }
  for (guint i = 0; i < n_cells; i++)
    rg_csv_write_cell (export->out, &begun, cells[i]);
  rg_csv_write_end (export->out, &begun);
}

static char *
rg_list_dup_uid (RgStatement *row)
{
  gsize length;
  const guint8 *uuid = rg_statement_get_blob (row, COLUMN_UUID, &length);
  g_autofree char *text = length == RG_UUID_SIZE ? rg_uuid_to_string (uuid) : g_strdup ("");

  return g_strconcat ("urn:uuid:", text, NULL);
}

static char *
rg_list_dup_birthday (RgStatement *row)
{
  const int year = (int) rg_statement_get_int (row, COLUMN_BIRTH_YEAR);
  const int month = (int) rg_statement_get_int (row, COLUMN_BIRTH_MONTH);
  const int day = (int) rg_statement_get_int (row, COLUMN_BIRTH_DAY);

  if (month == 0)
    return g_strdup ("");
  return year != 0 ? g_strdup_printf ("%04d-%02d-%02d", year, month, day)
                   : g_strdup_printf ("--%02d-%02d", month, day);
}

/* In one text; NULL with an error. */
static char *
rg_list_dup_tags (RgDb *db, gint64 id, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "customers.card-tags", error);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) tags = NULL;
  RgStep step;

  if (rows == NULL)
    return NULL;
  rg_statement_bind_int (rows, 1, id);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    g_strv_builder_add (names, rg_statement_get_text (rows, 0));
  tags = g_strv_builder_end (names);
  return step == RG_STEP_DONE ? rg_csv_join_tags ((const char *const *) tags) : NULL;
}

static gboolean
rg_list_write_person (RgListExport *export, RgDb *db, RgStatement *row, gint64 id, GError **error)
{
  g_autofree char *uid = rg_list_dup_uid (row);
  g_autofree char *birthday = rg_list_dup_birthday (row);
  g_autofree char *joined = NULL;
  g_autofree char *tags = rg_list_dup_tags (db, id, error);
  const char *cells[G_N_ELEMENTS (list_columns)] = { uid };
  guint n = 1;

  if (tags == NULL)
    return FALSE;
  joined = rg_statement_is_null (row, COLUMN_JOINED)
             ? g_strdup ("")
             : rg_day_format_iso ((RgDay) rg_statement_get_int (row, COLUMN_JOINED));
  for (int column = COLUMN_NAME; column <= COLUMN_COUNTRY; column++)
    cells[n++] = rg_statement_get_text (row, column);
  cells[n++] = birthday;
  for (int column = COLUMN_GENDER; column <= COLUMN_CARD; column++)
    cells[n++] = rg_statement_get_text (row, column);
  cells[n++] = joined;
  cells[n++] = tags;
  cells[n++] = rg_statement_get_text (row, COLUMN_NOTE);
  rg_list_write_row (export, cells, n);
  export->n_customers++;
  return TRUE;
}

static gboolean
rg_list_write_one (RgListExport *export, RgDb *db, gint64 id, GError **error)
{
  g_autoptr (RgStatement) row = NULL;
  RgStep step;

  if (export->format == RG_LIST_VCARD)
    {
      g_autofree char *card = rg_vcard_export (db, id, 4, error);

      if (card == NULL)
        return FALSE;
      g_string_append (export->out, card);
      export->n_customers += *card != '\0';
      return TRUE;
    }
  row = rg_db_statement (db, "customers.export", error);
  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, id);
  step = rg_statement_step (row, error);
  return step == RG_STEP_DONE ||
         (step == RG_STEP_ROW && rg_list_write_person (export, db, row, id, error));
}

static gboolean
rg_list_export_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgListExport *export = data;

  if (export->format == RG_LIST_SPREADSHEET)
    g_string_append (export->out, "\xef\xbb\xbf");
  if (export->format != RG_LIST_VCARD)
    rg_list_write_row (export, list_columns, G_N_ELEMENTS (list_columns));
  for (guint i = 0; i < export->ids->len; i++)
    if (!rg_list_write_one (export, db, g_array_index (export->ids, gint64, i), error) ||
        !rg_list_flush (export, FLUSH_BYTES, error))
      return FALSE;
  return rg_list_flush (export, 1, error);
}

gboolean
rg_list_export_sync (RgStore *store, GArray *ids, RgListFormat format, GOutputStream *stream,
                     guint *n_customers, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  RgListExport export = { ids, format, stream, cancellable, out, 0 };
  const gboolean done = rg_store_read_sync (store, RG_READER_REPORT, rg_list_export_in_thread,
                                            &export, cancellable, error);

  if (n_customers != NULL)
    *n_customers = export.n_customers;
  return done;
}

gboolean
rg_list_save_sync (RgStore *store, GArray *ids, RgListFormat format, GFile *file,
                   guint *n_customers, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileOutputStream) stream = g_file_replace (
      file, NULL, FALSE, G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, cancellable,
      error);
  g_autoptr (GCancellable) give_up = g_cancellable_new ();

  if (stream == NULL)
    return FALSE;
  if (rg_list_export_sync (store, ids, format, G_OUTPUT_STREAM (stream), n_customers, cancellable,
                           error))
    return g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);
  /* Closed under a cancelled cancellable, the file that was there stays as it was. */
  g_cancellable_cancel (give_up);
  g_output_stream_close (G_OUTPUT_STREAM (stream), give_up, NULL);
  return FALSE;
}

/* --- On a thread ------------------------------------------------------------------------------ */

typedef struct
{
  GArray *ids;
  RgListFormat format;
  GFile *file;
} RgListSave;

static void
rg_list_save_free (gpointer data)
{
  RgListSave *save = data;

  g_array_unref (save->ids);
  g_object_unref (save->file);
  g_free (save);
}

static void
rg_list_save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const RgListSave *save = data;
  GError *error = NULL;
  guint n = 0;

  if (rg_list_save_sync (source, save->ids, save->format, save->file, &n, cancellable, &error))
    g_task_return_int (task, n);
  else
    g_task_return_error (task, error);
}

void
rg_list_save_async (RgStore *store, GArray *ids, RgListFormat format, GFile *file,
                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  RgListSave *save = g_new0 (RgListSave, 1);

  save->ids = g_array_ref (ids);
  save->format = format;
  save->file = g_object_ref (file);
  g_task_set_source_tag (task, rg_list_save_async);
  g_task_set_task_data (task, save, rg_list_save_free);
  g_task_run_in_thread (task, rg_list_save_in_thread);
}

gssize
rg_list_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}
