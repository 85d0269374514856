/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Recognises a file's dialect and columns. */
#include "transfer/rg-mapping.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>

#include "base/rg-card.h"
#include "base/rg-i18n.h"
#include "base/rg-uuid.h"
#include "transfer/rg-recognise.h"

#define OWN_MARK "own:" /* in front of a field's UUID, among the roles that are remembered */
#define SAMPLED_ROWS 1000 /* of columns that seem to hold neither numbers nor dates */

/* A file without a line of headers begins with somebody's cells. */
static void
rg_mapping_mask_header (RgMappingColumn *column)
{
  char *masked = rg_card_dup_masked (column->header);

  g_free (column->header);
  column->header = masked;
}

static gboolean
read_header (RgMapping *self, RgCsv *csv, GError **error)
{
  RgCsvRow row;

  if (!rg_csv_next (csv, &row))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _("This file is empty. Nothing was read."));
      return FALSE;
    }
  if (row.problem != RG_CSV_OK)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   /* Translators: %s is a reason such as "A quotation mark is opened and never
                    * closed". */
                   _("The first row cannot be read as column names. %s. Is this the right file?"),
                   rg_csv_problem_text (row.problem));
      return FALSE;
    }
  self->n_columns = row.n_cells;
  self->columns = g_new0 (RgMappingColumn, row.n_cells);
  for (guint i = 0; i < row.n_cells; i++)
    {
      self->columns[i].header =
        g_strstrip (g_strndup (row.cells[i].text, MIN (row.cells[i].length, 200)));
      if (!g_utf8_validate (self->columns[i].header, -1, NULL))
        {
          char *valid = g_utf8_make_valid (self->columns[i].header, -1);

          g_free (self->columns[i].header);
          self->columns[i].header = valid;
        }
      rg_mapping_mask_header (&self->columns[i]);
    }
  return TRUE;
}

/* How people here write a date; day first where no language is set. */
static RgDateOrder
order_of_locale (void)
{
  const char *locale = setlocale (LC_TIME, NULL);
  const char *format = nl_langinfo (D_FMT);
  const char *month = strstr (format, "%m"), *day = strstr (format, "%d");

  if (locale == NULL || g_str_equal (locale, "C") || g_str_has_prefix (locale, "C.") ||
      g_str_equal (locale, "POSIX"))
    return RG_DATE_ORDER_DMY;
  return month != NULL && day != NULL && month < day && !g_str_has_prefix (format, "%Y")
           ? RG_DATE_ORDER_MDY
           : RG_DATE_ORDER_DMY;
}

/* What the notes say together. Programs that write the comma as decimal sign separate columns by
 * something else. */
static void
conclude (RgMapping *self)
{
  RgDateOrder order = self->dialect->date_order;

  if (order == RG_DATE_ORDER_UNKNOWN)
    order = order_of_locale ();
  for (guint i = 0; i < self->n_columns; i++)
    {
      RgMappingColumn *column = &self->columns[i];

      column->decimal = rg_number_decimal (&column->numbers, self->separator == ';' ? ',' : '.');
      column->order = rg_date_order (&column->dates, order);
      column->order_open = column->dates.either > 0 && column->dates.day_first == 0 &&
                           column->dates.month_first == 0;
    }
}

gboolean
rg_mapping_column_is_number (const RgMappingColumn *column)
{
  if (column->role != RG_ROLE_OWN)
    return rg_role_is_number (column->role);
  return column->own->kind == RG_OWN_NUMBER || column->own->kind == RG_OWN_MONEY ||
         column->own->kind == RG_OWN_SCALE;
}

gboolean
rg_mapping_column_is_date (const RgMappingColumn *column)
{
  return column->role == RG_ROLE_OWN ? column->own->kind == RG_OWN_DATE
                                     : rg_role_is_date (column->role);
}

static gboolean
needs_every_row (const RgMappingColumn *column)
{
  return rg_mapping_column_is_number (column) || rg_mapping_column_is_date (column);
}

/* What one value leaves open is decided for its column, so every value of columns that hold numbers
 * or dates is looked at. */
static void
judge_columns (RgMapping *self, RgCsv *csv)
{
  RgCsvRow row;
  guint n = 0;

  for (guint i = 0; i < self->n_columns; i++)
    {
      self->columns[i].numbers = (RgNumberNotes) { 0 };
      self->columns[i].dates = (RgDateNotes) { 0 };
      self->columns[i].sampled = !needs_every_row (&self->columns[i]);
    }
  for (; rg_csv_next (csv, &row); n++)
    for (guint i = 0; i < MIN (row.n_cells, self->n_columns); i++)
      {
        RgMappingColumn *column = &self->columns[i];

        if (column->sampled && n >= SAMPLED_ROWS)
          continue;
        if (!rg_mapping_column_is_date (column))
          rg_number_note (&column->numbers, row.cells[i].text, row.cells[i].length);
        if (!rg_mapping_column_is_number (column))
          rg_date_note (&column->dates, row.cells[i].text, row.cells[i].length);
      }
  conclude (self);
}

void
rg_mapping_judge (RgMapping *self)
{
  gsize length;
  const char *text = g_bytes_get_data (self->text, &length);
  g_autoptr (RgCsv) csv = NULL;
  gboolean stale = FALSE;
  RgCsvRow row;

  for (guint i = 0; i < self->n_columns; i++)
    stale |= self->columns[i].sampled && needs_every_row (&self->columns[i]);
  if (!stale)
    return;
  csv = rg_csv_new (text, length, self->separator);
  if (rg_csv_next (csv, &row))
    judge_columns (self, csv);
}

static GStrv
normalised_headers (const RgMapping *self)
{
  GStrv headers = g_new0 (char *, self->n_columns + 1);

  for (guint i = 0; i < self->n_columns; i++)
    headers[i] = rg_dialect_normalise (self->columns[i].header);
  return headers;
}

static void
take_source (RgMapping *self)
{
  g_set_str (&self->source, self->own_numbers && *self->till != '\0' ? self->till
                                                                    : self->dialect->source);
}

gboolean
rg_mapping_wants_till (const RgMapping *self)
{
  return self->kind == RG_IMPORT_SALES && rg_mapping_get_column (self, RG_ROLE_TILL) < 0 &&
         rg_mapping_get_column (self, RG_ROLE_LOCATION) < 0;
}

void
rg_mapping_set_till (RgMapping *self, const char *till, gboolean own_numbers)
{
  g_autofree char *name = g_strstrip (g_strdup (till));

  g_set_str (&self->till, name);
  self->own_numbers = own_numbers;
  take_source (self);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

char *
rg_mapping_dup_columns (const RgMapping *self)
{
  g_auto (GStrv) headers = normalised_headers (self);
  g_autofree char *text = NULL;

  qsort (headers, self->n_columns, sizeof *headers, compare_texts);
  text = g_strjoinv ("\n", headers);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

/* Columns that mean nothing to a till are the shop's own fields where they have their names. */
static void
take_own_fields (RgMapping *self, GStrv headers)
{
  for (guint i = 0; self->kind == RG_IMPORT_CUSTOMERS && i < self->own_fields->len; i++)
    {
      const RgOwnField *field = g_ptr_array_index (self->own_fields, i);
      g_autofree char *name = rg_dialect_normalise (field->name);

      for (guint k = 0; k < self->n_columns; k++)
        if (self->columns[k].role == RG_ROLE_NONE && g_str_equal (headers[k], name))
          {
            rg_mapping_set_own (self, k, field);
            break;
          }
    }
}

static void
take_dialect (RgMapping *self, RgDialect *dialect)
{
  g_auto (GStrv) headers = normalised_headers (self);
  g_autofree RgRole *roles = g_new (RgRole, self->n_columns);

  self->dialect = dialect;
  self->kind = dialect->kind;
  take_source (self);
  rg_recognise_columns (dialect, headers, self->n_columns, roles);
  for (guint i = 0; i < self->n_columns; i++)
    {
      self->columns[i].role = roles[i];
      self->columns[i].own = NULL;
      self->columns[i].dropped = g_strv_contains ((const char *const *) dialect->dropped,
                                                  headers[i]);
    }
  take_own_fields (self, headers);
}

void
rg_mapping_set_shop (RgMapping *self, GPtrArray *own_fields, const char *const *staff)
{
  g_auto (GStrv) headers = normalised_headers (self);

  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i].role == RG_ROLE_OWN)
      rg_mapping_set_role (self, i, RG_ROLE_NONE);
  g_ptr_array_ref (own_fields);
  g_ptr_array_unref (self->own_fields);
  self->own_fields = own_fields;
  g_strfreev (self->staff);
  self->staff = g_strdupv ((GStrv) staff);
  take_own_fields (self, headers);
}

static gboolean
choose_dialect (RgMapping *self, const char *id, int kind, GError **error)
{
  g_auto (GStrv) headers = normalised_headers (self);
  RgDialect *dialect = id != NULL ? rg_dialects_find (self->dialects, id)
                                  : rg_recognise (self->dialects, headers, self->n_columns, kind);

  if (dialect == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   /* Translators: %s is what a person typed as the name of a file format. */
                   _("There is no format “%s”."), id);
      return FALSE;
    }
  take_dialect (self, dialect);
  return TRUE;
}

RgMapping *
rg_mapping_new (GBytes *text, const char *dialect, int kind, GError **error)
{
  return rg_mapping_new_separated (text, '\0', dialect, kind, error);
}

RgMapping *
rg_mapping_new_separated (GBytes *text, char separator, const char *dialect, int kind,
                          GError **error)
{
  g_autoptr (RgMapping) self = g_new0 (RgMapping, 1);
  g_autoptr (RgCsv) csv = NULL;
  gsize length;
  const char *data = g_bytes_get_data (text, &length);

  self->text = g_bytes_ref (text);
  self->till = g_strdup ("");
  self->own_fields = g_ptr_array_new ();
  self->dialects = rg_dialects_load (error);
  if (self->dialects == NULL)
    return NULL;
  self->separator = separator != '\0' ? separator : rg_csv_sniff_separator (data, length);
  csv = rg_csv_new (data, length, self->separator);
  if (!read_header (self, csv, error) || !choose_dialect (self, dialect, kind, error))
    return NULL;
  judge_columns (self, csv);
  return g_steal_pointer (&self);
}

RgMapping *
rg_mapping_copy (const RgMapping *self)
{
  RgMapping *copy = g_new0 (RgMapping, 1);

  *copy = *self;
  copy->text = g_bytes_ref (self->text);
  copy->dialects = g_ptr_array_ref (self->dialects);
  copy->own_fields = g_ptr_array_ref (self->own_fields);
  copy->staff = g_strdupv (self->staff);
  copy->source = g_strdup (self->source);
  copy->till = g_strdup (self->till);
  copy->columns = g_memdup2 (self->columns, self->n_columns * sizeof (RgMappingColumn));
  for (guint i = 0; i < self->n_columns; i++)
    copy->columns[i].header = g_strdup (self->columns[i].header);
  return copy;
}

void
rg_mapping_free (RgMapping *self)
{
  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_pointer (&self->dialects, g_ptr_array_unref);
  g_clear_pointer (&self->own_fields, g_ptr_array_unref);
  g_strfreev (self->staff);
  for (guint i = 0; i < self->n_columns; i++)
    g_free (self->columns[i].header);
  g_free (self->columns);
  g_free (self->source);
  g_free (self->till);
  g_free (self);
}

void
rg_mapping_set_dialect (RgMapping *self, RgDialect *dialect)
{
  take_dialect (self, dialect);
  conclude (self);
}

void
rg_mapping_set_role (RgMapping *self, guint column, RgRole role)
{
  g_return_if_fail (column < self->n_columns);
  g_return_if_fail (rg_role_fits (role, self->kind) && role != RG_ROLE_OWN);

  for (guint i = 0; role != RG_ROLE_NONE && i < self->n_columns; i++)
    if (self->columns[i].role == role)
      self->columns[i].role = RG_ROLE_NONE;
  if (!self->columns[column].dropped)
    self->columns[column].role = role;
  self->columns[column].own = NULL;
}

void
rg_mapping_set_own (RgMapping *self, guint column, const RgOwnField *field)
{
  g_return_if_fail (column < self->n_columns);

  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i].own == field)
      rg_mapping_set_role (self, i, RG_ROLE_NONE);
  if (self->columns[column].dropped)
    return;
  self->columns[column].role = RG_ROLE_OWN;
  self->columns[column].own = field;
}

const RgOwnField *
rg_mapping_add_own (RgMapping *self, const RgOwnField *field)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_own_field_free);
  RgOwnField *added = rg_own_field_copy (field);
  guint at;

  /* Not in place: threads read by what was copied of the mapping. */
  for (guint i = 0; i < self->own_fields->len; i++)
    g_ptr_array_add (fields, rg_own_field_copy (g_ptr_array_index (self->own_fields, i)));
  for (guint i = 0; i < self->n_columns; i++)
    if (g_ptr_array_find (self->own_fields, self->columns[i].own, &at))
      self->columns[i].own = g_ptr_array_index (fields, at);
  rg_uuid_v7 (added->uuid);
  g_ptr_array_add (fields, added);
  g_ptr_array_unref (self->own_fields);
  self->own_fields = fields;
  return added;
}

/* "unit-price", and "own:" with the field's UUID for one of the shop's own. */
static char *
column_word (const RgMappingColumn *column)
{
  g_autofree char *uuid = NULL;

  if (column->role != RG_ROLE_OWN)
    return g_strdup (rg_role_get_id (column->role));
  uuid = rg_uuid_to_string (column->own->uuid);
  return g_strconcat (OWN_MARK, uuid, NULL);
}

char *
rg_mapping_dup_corrections (const RgMapping *self)
{
  g_auto (GStrv) headers = normalised_headers (self);
  g_autoptr (RgMapping) fresh = rg_mapping_copy (self);
  RgDialect *recognised = rg_recognise (self->dialects, headers, self->n_columns, -1);
  GString *text = g_string_new (self->dialect->id);
  gboolean corrected = recognised != self->dialect;

  take_dialect (fresh, self->dialect);
  for (guint i = 0; i < self->n_columns; i++)
    {
      g_autofree char *word = column_word (&self->columns[i]);

      corrected |= fresh->columns[i].role != self->columns[i].role ||
                   fresh->columns[i].own != self->columns[i].own;
      g_string_append_printf (text, "\n%s\t%s", headers[i], word);
    }
  return g_string_free (text, !corrected);
}

/* Gives the first column with that header, and no meaning yet, what column_word() says. */
static void
recall_column (RgMapping *self, GStrv headers, const char *header, const char *word)
{
  const gboolean own = g_str_has_prefix (word, OWN_MARK);
  const RgOwnField *field =
    own ? rg_own_fields_find (self->own_fields, word + strlen (OWN_MARK)) : NULL;
  const RgRole role = own ? RG_ROLE_OWN : rg_role_from_id (word);

  if (role == RG_ROLE_NONE || !rg_role_fits (role, self->kind) ||
      (role == RG_ROLE_OWN && field == NULL))
    return;
  for (guint i = 0; i < self->n_columns; i++)
    if (g_str_equal (headers[i], header) && self->columns[i].role == RG_ROLE_NONE)
      {
        if (field != NULL)
          rg_mapping_set_own (self, i, field);
        else
          rg_mapping_set_role (self, i, role);
        return;
      }
}

gboolean
rg_mapping_recall (RgMapping *self, const char *corrections)
{
  g_auto (GStrv) lines = g_strsplit (corrections, "\n", -1);
  g_auto (GStrv) headers = normalised_headers (self);
  RgDialect *dialect = lines[0] != NULL ? rg_dialects_find (self->dialects, lines[0]) : NULL;

  if (dialect == NULL)
    return FALSE;
  if (dialect != self->dialect)
    take_dialect (self, dialect);
  for (guint i = 0; i < self->n_columns; i++)
    rg_mapping_set_role (self, i, RG_ROLE_NONE);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (lines[i], "\t", 2);

      if (pair[0] != NULL && pair[1] != NULL)
        recall_column (self, headers, pair[0], pair[1]);
    }
  conclude (self);
  self->recalled = TRUE;
  return TRUE;
}

int
rg_mapping_get_column (const RgMapping *self, RgRole role)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i].role == role)
      return (int) i;
  return -1;
}

char *
rg_mapping_get_missing (const RgMapping *self)
{
  g_autofree RgRole *roles = g_new (RgRole, self->n_columns);

  for (guint i = 0; i < self->n_columns; i++)
    roles[i] = self->columns[i].role;
  return rg_recognise_missing (self->dialect, roles, self->n_columns);
}

GPtrArray *
rg_mapping_preview (const RgMapping *self, guint n_rows)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  gsize length;
  const char *text = g_bytes_get_data (self->text, &length);
  g_autoptr (RgCsv) csv = rg_csv_new (text, length, self->separator);
  RgCsvRow row;

  if (!rg_csv_next (csv, &row))
    return rows;
  while (rows->len < n_rows && rg_csv_next (csv, &row))
    {
      GStrv cells = g_new0 (char *, self->n_columns + 1);

      for (guint i = 0; i < self->n_columns; i++)
        cells[i] = i < row.n_cells && !self->columns[i].dropped
                     ? g_utf8_make_valid (row.cells[i].text, MIN (row.cells[i].length, 200))
                     : g_strdup ("");
      g_ptr_array_add (rows, cells);
    }
  return rows;
}
