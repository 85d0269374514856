/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Two runs over the text: the first one finds out in which order the dates of each column stand. */
#include "transfer/rg-response-file.h"

#include <stdlib.h>
#include <string.h>

#include "base/rg-i18n.h"
#include "transfer/rg-csv.h"
#include "transfer/rg-import-file.h"
#include "transfer/rg-response-columns.h"

#define ROWS_MAX 1000000
#define COUNT_DIGITS 7
#define ASK_EVERY 4096 /* rows */

typedef struct {
  RgColumnRole role;
  int at;
  char *header;
  RgDateNotes notes;
  RgDateOrder order;
} RgResponseColumn;

typedef struct {
  RgResponseFile *file;
  RgResponse as;
  GArray *columns; /* RgResponseColumn */
  gboolean told;   /* some column says what somebody did */
  gboolean events;
  GCancellable *cancellable;
} RgResponseReading;

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, sentence);
  return FALSE;
}

/* --- header ------------------------------------------------------------------------------- */

static void
clear_column (gpointer data)
{
  g_clear_pointer (&((RgResponseColumn *) data)->header, g_free);
}

static const RgResponseColumn *
find_column (const RgResponseReading *reading, RgColumnRole role)
{
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const RgResponseColumn *column = &g_array_index (reading->columns, RgResponseColumn, i);

      if (column->role == role)
        return column;
    }
  return NULL;
}

static gboolean
read_header (RgResponseReading *reading, const RgCsvRow *row, GError **error)
{
  gboolean named = FALSE;

  for (guint i = 0; i < row->n_cells; i++)
    {
      g_autofree char *cell = rg_csv_cell_dup (row, (int) i);
      RgResponseColumn column = { rg_response_header_read (cell), (int) i,
                                  rg_csv_dup_shown (cell), { 0 }, RG_DATE_ORDER_UNKNOWN };

      g_array_append_val (reading->columns, column);
      named = named || column.role <= RG_COLUMN_PHONE;
      reading->told = reading->told || (column.role >= RG_COLUMN_OPENED &&
                                        column.role <= RG_COLUMN_UNSUBSCRIBED);
    }
  reading->events = !reading->told && find_column (reading, RG_COLUMN_EVENT) != NULL;
  if (!named)
    return refuse (error, _("No column of this file says who it is about. The first row has to "
                            "name the columns, one of them “e-mail” or “customer number”."));
  if (!reading->told && !reading->events && reading->as == RG_N_RESPONSES)
    return refuse (error, _("No column of this file says who opened or clicked. The first row has "
                            "to name the columns, one of them “opened” or “clicked”."));
  reading->file->opens = find_column (reading, RG_COLUMN_OPENED) != NULL;
  reading->file->clicks = find_column (reading, RG_COLUMN_CLICKED) != NULL;
  return TRUE;
}

/* --- cells -------------------------------------------------------------------------------- */

static const char *
intern_cell (const RgResponseReading *reading, const RgCsvRow *row, RgColumnRole role)
{
  const RgResponseColumn *column = find_column (reading, role);
  g_autofree char *cell = rg_csv_cell_dup (row, column != NULL ? column->at : -1);

  return rg_text_set_intern (reading->file->texts, cell, strlen (cell));
}

static gboolean
read_day (const RgResponseColumn *column, const char *text, RgResponseSaid *said)
{
  said->time = RG_TIME_NONE;
  return rg_date_read (text, strlen (text), column->order, &said->on, &said->time) ==
         RG_VALUE_OK;
}

/* How often: -1 where it is no count, or one below zero. */
static int
read_count (const char *text)
{
  const gsize digits = strspn (text, "0123456789");
  const char *rest = text + digits;

  /* Spreadsheets write counts as "2.0". */
  if (digits > 0 && (*rest == '.' || *rest == ',') && rest[1 + strspn (rest + 1, "0")] == '\0')
    rest = "";
  return digits > 0 && digits <= COUNT_DIGITS && *rest == '\0' ? atoi (text) : -1;
}

/* NULL where it can be read; else the reason, owned by the caller. */
static char *
read_said (const RgResponseColumn *column, const char *text, gboolean *hard, RgResponseSaid *said)
{
  const RgResponseEvent event = rg_response_event_read (text);
  const int count = read_count (text);
  g_autofree char *shown = NULL;
  int yes;

  *said = (RgResponseSaid) { FALSE, RG_DAY_NONE, RG_TIME_NONE };
  if (rg_response_is_nothing (text))
    return NULL;
  yes = count >= 0 ? count > 0 : event.known && event.kind != RG_RESPONSE_SENT
                                   ? 1 : rg_yes_no_read (text, strlen (text));
  *hard = *hard || (yes == 1 && (event.hard || column->role == RG_COLUMN_HARD));
  said->is = yes == 1 || (yes < 0 && read_day (column, text, said));
  if (said->is || yes == 0)
    return NULL;
  shown = rg_csv_dup_shown (text);
  /* Translators: what stands in a cell, and the name of its column, such as “Opens”. */
  return g_strdup_printf (_("“%s” in “%s” says neither how often, nor yes or no, nor when."), shown,
                          column->header);
}

static RgResponse
find_kind (RgColumnRole role)
{
  switch (role)
    {
    case RG_COLUMN_OPENED:
      return RG_RESPONSE_OPENED;
    case RG_COLUMN_CLICKED:
      return RG_RESPONSE_CLICKED;
    case RG_COLUMN_UNSUBSCRIBED:
      return RG_RESPONSE_UNSUBSCRIBED;
    default:
      return RG_RESPONSE_BOUNCED;
    }
}

/* Of several columns any says that it happened, and the earliest when. */
static void
take_said (RgResponseRow *to, RgResponse kind, const RgResponseSaid *said)
{
  RgResponseSaid *has = &to->said[kind];

  if (!said->is)
    return;
  if (!has->is || has->on == RG_DAY_NONE || (said->on != RG_DAY_NONE && said->on < has->on))
    *has = *said;
}

/* --- rows --------------------------------------------------------------------------------- */

static char *
read_columns (const RgResponseReading *reading, const RgCsvRow *row, RgResponseRow *to)
{
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const RgResponseColumn *column = &g_array_index (reading->columns, RgResponseColumn, i);
      g_autofree char *cell = NULL;
      RgResponseSaid said;
      char *reason;

      if (column->role < RG_COLUMN_OPENED || column->role > RG_COLUMN_UNSUBSCRIBED)
        continue;
      cell = rg_csv_cell_dup (row, column->at);
      reason = read_said (column, cell, &to->hard, &said);
      if (reason != NULL)
        return reason;
      take_said (to, find_kind (column->role), &said);
    }
  return NULL;
}

/* The row is about one thing that happened. */
static char *
read_event (RgResponseReading *reading, const RgCsvRow *row, RgResponseRow *to)
{
  const RgResponseColumn *when = find_column (reading, RG_COLUMN_WHEN);
  g_autofree char *what =
    rg_csv_cell_dup (row, reading->events ? find_column (reading, RG_COLUMN_EVENT)->at : -1);
  g_autofree char *day = rg_csv_cell_dup (row, when != NULL ? when->at : -1);
  const RgResponseEvent event = reading->events ? rg_response_event_read (what)
                                                : (RgResponseEvent) { TRUE, reading->as, FALSE };
  RgResponseSaid said = { TRUE, RG_DAY_NONE, RG_TIME_NONE };
  g_autofree char *shown = NULL;

  if (!event.known)
    {
      shown = rg_csv_dup_shown (what);
      /* Translators: %s is what a file says has happened to an e-mail. */
      return g_strdup_printf (_("“%s” is nothing that happens to a message: opened, clicked, "
                                "bounced and unsubscribed are."), shown);
    }
  if (*day != '\0' && !read_day (when, day, &said))
    {
      shown = rg_csv_dup_shown (day);
      /* Translators: %s is what a file says. */
      return g_strdup_printf (_("“%s” is no day."), shown);
    }
  to->hard = event.hard;
  to->said[event.kind] = said;
  reading->file->opens = reading->file->opens || event.kind == RG_RESPONSE_OPENED;
  reading->file->clicks = reading->file->clicks || event.kind == RG_RESPONSE_CLICKED;
  return NULL;
}

static gboolean
read_row (RgResponseReading *reading, const RgCsvRow *row, GError **error)
{
  RgResponseFile *file = reading->file;
  RgResponseRow to = { .row = row->number };
  char *reason;

  if (file->n_rows++ == ROWS_MAX)
    return refuse (error, _("This file has more than a million rows, which no report of one "
                            "message has. Nothing was read."));
  if (file->n_rows % ASK_EVERY == 0 &&
      g_cancellable_set_error_if_cancelled (reading->cancellable, error))
    return FALSE;
  for (guint k = 0; k < RG_N_RESPONSES; k++)
    to.said[k] = (RgResponseSaid) { FALSE, RG_DAY_NONE, RG_TIME_NONE };
  to.number = intern_cell (reading, row, RG_COLUMN_NUMBER);
  to.coupon = intern_cell (reading, row, RG_COLUMN_COUPON);
  to.email = intern_cell (reading, row, RG_COLUMN_EMAIL);
  to.phone = intern_cell (reading, row, RG_COLUMN_PHONE);
  reason = row->problem != RG_CSV_OK ? g_strdup_printf ("%s.", rg_csv_problem_text (row->problem))
           : reading->told ? read_columns (reading, row, &to)
           : read_event (reading, row, &to);
  to.said[RG_RESPONSE_SENT].is = TRUE;
  if (reason != NULL)
    rg_response_file_refuse (file, row->number, reason);
  else
    g_array_append_val (file->rows, to);
  return TRUE;
}

/* Who clicked has opened, where the file tells of both. */
static void
open_what_was_clicked (RgResponseFile *file)
{
  for (guint i = 0; file->opens && i < file->rows->len; i++)
    {
      RgResponseRow *row = &g_array_index (file->rows, RgResponseRow, i);

      if (!row->said[RG_RESPONSE_OPENED].is)
        row->said[RG_RESPONSE_OPENED] = row->said[RG_RESPONSE_CLICKED];
    }
}

static void
note_dates (RgResponseReading *reading, RgCsv *csv)
{
  RgCsvRow row;

  while (rg_csv_next (csv, &row))
    for (guint i = 0; i < MIN (reading->columns->len, row.n_cells); i++)
      {
        RgResponseColumn *column = &g_array_index (reading->columns, RgResponseColumn, i);

        if (column->role >= RG_COLUMN_OPENED && column->role < RG_N_COLUMN_ROLES)
          rg_date_note (&column->notes, row.cells[i].text, row.cells[i].length);
      }
  for (guint i = 0; i < reading->columns->len; i++)
    {
      RgResponseColumn *column = &g_array_index (reading->columns, RgResponseColumn, i);

      column->order = rg_date_order (&column->notes, RG_DATE_ORDER_DMY);
      if (column->notes.either > 0 && reading->file->open_dates == NULL &&
          rg_date_order (&column->notes, RG_DATE_ORDER_UNKNOWN) == RG_DATE_ORDER_UNKNOWN)
        reading->file->open_dates = g_strdup (column->header);
    }
}

static gboolean
read_table (RgResponseReading *reading, const char *text, gsize length, GError **error)
{
  g_autoptr (RgCsv) csv = rg_csv_new (text, length, rg_csv_sniff_separator (text, length));
  RgCsvRow row;

  if (!rg_csv_next (csv, &row))
    return refuse (error, _("This file is empty. Nothing was read."));
  if (row.problem != RG_CSV_OK)
    return refuse (error, _("The first row cannot be read: it has to name the columns. Nothing was "
                            "read."));
  if (!read_header (reading, &row, error))
    return FALSE;
  note_dates (reading, csv);
  rg_csv_rewind (csv);
  rg_csv_next (csv, &row);
  while (rg_csv_next (csv, &row))
    if (!read_row (reading, &row, error))
      return FALSE;
  open_what_was_clicked (reading->file);
  return TRUE;
}

RgResponseFile *
rg_response_file_parse (GBytes *text, const char *name, RgResponse as, GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (RgResponseFile) file = rg_response_file_new (name);
  RgResponseReading reading = { .file = file, .as = as, .cancellable = cancellable };
  gsize length;
  const char *data = g_bytes_get_data (text, &length);
  gboolean ok;

  reading.columns = g_array_new (FALSE, FALSE, sizeof (RgResponseColumn));
  g_array_set_clear_func (reading.columns, clear_column);
  ok = read_table (&reading, data, length, error);
  g_array_unref (reading.columns);
  return ok ? g_steal_pointer (&file) : NULL;
}

static RgResponseFile *
parse_file (RgImportFile *file, RgResponse as, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgImportFile) owned = file;

  return owned != NULL ? rg_response_file_parse (owned->text, owned->name, as, cancellable, error)
                       : NULL;
}

RgResponseFile *
rg_response_file_read_stream (GInputStream *stream, const char *name, RgResponse as,
                              GCancellable *cancellable, GError **error)
{
  return parse_file (rg_import_file_read_stream (stream, name, cancellable, error), as, cancellable,
                     error);
}

RgResponseFile *
rg_response_file_read (GFile *file, RgResponse as, GCancellable *cancellable, GError **error)
{
  return parse_file (rg_import_file_read (file, cancellable, error), as, cancellable, error);
}
