/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Writes a list of customers. */
#include "transfer/rg-list-export.h"

#include "base/rg-date.h"
#include "base/rg-kinds.h"
#include "base/rg-uuid.h"
#include "base/rg-whole-file.h"
#include "store/rg-store-import.h"
#include "store/rg-store-own-values.h"
#include "transfer/rg-csv-write.h"
#include "transfer/rg-vcard-export.h"

#define FLUSH_BYTES (256 * 1024)

/* As our own import knows them (dialects/regulars-customers.json); stable, for programs. The names
 * of the shop's own fields follow. */
static const char *const list_columns[] = {
  "Customer ID", "Name",     "First name", "Last name", "E-mail",       "Phone",
  "Street",      "Postcode", "City",       "Region",    "Country",      "Birthday",
  "Gender",      "Language", "Loyalty card", "Customer since", "How they joined",
  "Where they joined", "Occupation", "Income", "Interests", "Children", "People in the home",
  "Looked after by", "Tags", "Note", "Post permission", "Post permission on",
  "E-mail permission", "E-mail permission on", "Phone permission", "Phone permission on",
  "SMS permission", "SMS permission on", "Prefers to hear by",
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
  COLUMN_JOINED_HOW,
  COLUMN_OWNER = COLUMN_JOINED_HOW + 7,
  COLUMN_NOTE,
  COLUMN_PREFERS,
};

typedef struct
{
  GArray *ids;
  RgListFormat format;
  GOutputStream *stream;
  GCancellable *cancellable;
  GString *out;
  GPtrArray *fields; /* RgOwnField: a column each, behind all others */
  char *currency;
  guint n_customers;
  gint *permille; /* atomic, or NULL */
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

/* cells: of char *. */
static void
rg_list_write_row (RgListExport *export, const GPtrArray *cells)
{
  const char *const *texts = (const char *const *) cells->pdata;
  gboolean begun = FALSE;

  if (export->format == RG_LIST_UNTOUCHED)
    {
      rg_csv_append_row (export->out, texts, cells->len);
      return;
    }
  for (guint i = 0; i < cells->len; i++)
    rg_csv_write_cell (export->out, &begun, texts[i]);
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
  g_autoptr (RgStatement) rows = NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) tags = NULL;
  gboolean joined;
  RgStep step;

  if (!rg_vcard_is_joined (db, id, &joined, error))
    return NULL;
  rows = rg_db_statement (db, joined ? "customers.card-tags" : "customers.own-card-tags", error);
  if (rows == NULL)
    return NULL;
  rg_statement_bind_int (rows, 1, id);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    g_strv_builder_add (names, rg_statement_get_text (rows, 0));
  tags = g_strv_builder_end (names);
  return step == RG_STEP_DONE ? rg_csv_join_tags ((const char *const *) tags) : NULL;
}

/* Yes or no and since when, of each channel; empty where nobody said anything. */
static gboolean
rg_list_add_permissions (GPtrArray *cells, RgDb *db, gint64 id, GError **error)
{
  static const char *const channels[RG_CHANNELS] = { "post", "email", "phone", "sms" };
  g_autoptr (RgStatement) rows = rg_db_statement (db, "customers.export-permissions", error);
  const guint first = cells->len;
  RgStep step;

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < 2 * RG_CHANNELS; i++)
    g_ptr_array_add (cells, g_strdup (""));
  rg_statement_bind_int (rows, 1, id);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    for (guint i = 0; i < RG_CHANNELS; i++)
      if (g_str_equal (rg_statement_get_text (rows, 0), channels[i]))
        {
          char **cell = (char **) &cells->pdata[first + 2 * i];

          g_set_str (&cell[0], rg_statement_get_int (rows, 1) ? "yes" : "no");
          g_free (cell[1]);
          cell[1] = rg_day_format_iso ((RgDay) rg_statement_get_int (rows, 2));
        }
  return step == RG_STEP_DONE;
}

/* What the shop's own fields hold, in their plain forms; several choices as tags stand. */
static gboolean
rg_list_add_own (RgListExport *export, GPtrArray *cells, RgDb *db, gint64 id, GError **error)
{
  g_auto (GStrv) texts = NULL;

  if (export->fields->len == 0)
    return TRUE;
  texts = rg_own_values_read (db, export->fields, id, export->currency, error);
  for (guint i = 0; texts != NULL && i < export->fields->len; i++)
    {
      const RgOwnField *field = g_ptr_array_index (export->fields, i);
      g_auto (GStrv) names = g_strsplit (texts[i], "\n", -1);

      g_ptr_array_add (cells, field->kind == RG_OWN_SEVERAL
                                ? rg_csv_join_tags ((const char *const *) names)
                                : g_strdup (texts[i]));
    }
  return texts != NULL;
}

static gboolean
rg_list_write_person (RgListExport *export, RgDb *db, RgStatement *row, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  char *tags = rg_list_dup_tags (db, id, error);

  if (tags == NULL)
    return FALSE;
  g_ptr_array_add (cells, rg_list_dup_uid (row));
  for (int column = COLUMN_NAME; column <= COLUMN_COUNTRY; column++)
    g_ptr_array_add (cells, g_strdup (rg_statement_get_text (row, column)));
  g_ptr_array_add (cells, rg_list_dup_birthday (row));
  for (int column = COLUMN_GENDER; column <= COLUMN_CARD; column++)
    g_ptr_array_add (cells, g_strdup (rg_statement_get_text (row, column)));
  g_ptr_array_add (cells, rg_statement_is_null (row, COLUMN_JOINED)
                            ? g_strdup ("")
                            : rg_day_format_iso (
                                (RgDay) rg_statement_get_int (row, COLUMN_JOINED)));
  for (int column = COLUMN_JOINED_HOW; column <= COLUMN_OWNER; column++)
    g_ptr_array_add (cells, g_strdup (rg_statement_get_text (row, column)));
  g_ptr_array_add (cells, tags);
  g_ptr_array_add (cells, g_strdup (rg_statement_get_text (row, COLUMN_NOTE)));
  if (!rg_list_add_permissions (cells, db, id, error))
    return FALSE;
  g_ptr_array_add (cells, g_strdup (rg_statement_get_text (row, COLUMN_PREFERS)));
  if (!rg_list_add_own (export, cells, db, id, error))
    return FALSE;
  rg_list_write_row (export, cells);
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

static void
rg_list_write_header (RgListExport *export)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (list_columns); i++)
    g_ptr_array_add (cells, g_strdup (list_columns[i]));
  for (guint i = 0; i < export->fields->len; i++)
    g_ptr_array_add (cells,
                     g_strdup (((RgOwnField *) g_ptr_array_index (export->fields, i))->name));
  rg_list_write_row (export, cells);
}

static gboolean
rg_list_export_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgListExport *export = data;
  g_autoptr (RgImportRules) rules = rg_import_rules_read (db, error);

  export->fields = rules != NULL ? rg_own_fields_read (db, error) : NULL;
  if (export->fields == NULL)
    return FALSE;
  export->currency = g_strdup (rules->currency);
  if (export->format == RG_LIST_SPREADSHEET)
    g_string_append (export->out, "\xef\xbb\xbf");
  if (export->format != RG_LIST_VCARD)
    rg_list_write_header (export);
  for (guint i = 0; i < export->ids->len; i++)
    {
      if (!rg_list_write_one (export, db, g_array_index (export->ids, gint64, i), error) ||
          !rg_list_flush (export, FLUSH_BYTES, error))
        return FALSE;
      if (export->permille != NULL)
        g_atomic_int_set (export->permille,
                          (gint) ((guint64) (i + 1) * 1000 / export->ids->len));
    }
  return rg_list_flush (export, 1, error);
}

static gboolean
rg_list_export (RgStore *store, RgListExport *export, guint *n_customers, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean done;

  export->out = out;
  done = rg_store_read_sync (store, RG_READER_REPORT, rg_list_export_in_thread, export,
                             export->cancellable, error);
  g_clear_pointer (&export->fields, g_ptr_array_unref);
  g_clear_pointer (&export->currency, g_free);
  if (n_customers != NULL)
    *n_customers = export->n_customers;
  return done;
}

gboolean
rg_list_export_sync (RgStore *store, GArray *ids, RgListFormat format, GOutputStream *stream,
                     guint *n_customers, GCancellable *cancellable, GError **error)
{
  RgListExport export = { .ids = ids, .format = format, .stream = stream,
                          .cancellable = cancellable };

  return rg_list_export (store, &export, n_customers, error);
}

static gboolean
rg_list_save (RgStore *store, RgListExport *export, GFile *file, guint *n_customers,
              GError **error)
{
  RgWholeFile *whole = rg_whole_file_open (
      file, G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, export->cancellable, error);
  gboolean done;

  if (whole == NULL)
    return FALSE;
  export->stream = rg_whole_file_get_stream (whole);
  done = rg_list_export (store, export, n_customers, error);
  return rg_whole_file_close (whole, done, export->cancellable, error);
}

gboolean
rg_list_save_sync (RgStore *store, GArray *ids, RgListFormat format, GFile *file,
                   guint *n_customers, GCancellable *cancellable, GError **error)
{
  RgListExport export = { .ids = ids, .format = format, .cancellable = cancellable };

  return rg_list_save (store, &export, file, n_customers, error);
}

/* --- On a thread ------------------------------------------------------------------------------ */

typedef struct
{
  GArray *ids;
  RgListFormat format;
  GFile *file;
  gint *permille; /* borrowed */
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
  RgListExport export = { .ids = save->ids, .format = save->format, .cancellable = cancellable,
                          .permille = save->permille };
  GError *error = NULL;
  guint n = 0;

  if (rg_list_save (source, &export, save->file, &n, &error))
    g_task_return_int (task, n);
  else
    g_task_return_error (task, error);
}

void
rg_list_save_async (RgStore *store, GArray *ids, RgListFormat format, GFile *file,
                    gint *permille, GCancellable *cancellable, GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  RgListSave *save = g_new0 (RgListSave, 1);

  save->ids = g_array_ref (ids);
  save->format = format;
  save->file = g_object_ref (file);
  save->permille = permille;
  g_task_set_source_tag (task, rg_list_save_async);
  g_task_set_task_data (task, save, rg_list_save_free);
  g_task_run_in_thread (task, rg_list_save_in_thread);
}

gssize
rg_list_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}
