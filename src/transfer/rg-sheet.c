/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Opens packed folders, and keeps what is in them within bounds. */
#include "transfer/rg-sheet-private.h"

#include <stdlib.h>
#include <string.h>

#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "transfer/rg-csv-write.h"
#include "transfer/rg-unpack.h"

#define ENTRIES_MAX 20000

gboolean
rg_sheet_set_error (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, sentence);
  return FALSE;
}

static const char *
damaged (void)
{
  return _("This spreadsheet is damaged. Open it in a spreadsheet program, and save it again.");
}

static const char *
too_large (void)
{
  return _("This spreadsheet unpacks to more than any till writes, so it was not read. Save the "
           "sheet as CSV.");
}

gboolean
rg_sheet_set_too_large (GError **error)
{
  return rg_sheet_set_error (error, too_large ());
}

/* The names that are asked for, and what was in them. */
typedef struct {
  const char *const *names;
  GBytes **texts;
} RgSheetParts;

static GBytes **
find_part (const RgSheetParts *parts, const char *name)
{
  for (guint i = 0; name != NULL && parts->names[i] != NULL; i++)
    if (parts->texts[i] == NULL && g_ascii_strcasecmp (name, parts->names[i]) == 0)
      return &parts->texts[i];
  return NULL;
}

static gboolean
wants_part (const char *name, gboolean is_file, gpointer data)
{
  return find_part (data, name) != NULL;
}

static void
take_part (const char *name, GBytes *bytes, gpointer data)
{
  *find_part (data, name) = bytes;
}

gboolean
rg_sheet_unpack (GBytes *bytes, const char *const *names, GBytes **texts, GError **error)
{
  const RgUnpackBounds bounds = {
    .entries = ENTRIES_MAX, .unpacked = RG_UNPACK_MAX,
    .large = too_large (), .many = too_large (), .damaged = damaged (),
    .locked = _("This spreadsheet is locked with a password. Save it without one."),
  };
  const RgUnpackTaker taker = { wants_part, take_part };
  RgSheetParts parts = { names, texts };

  return rg_unpack_zip (bytes, &bounds, &taker, &parts, error);
}

/* --- XML ------------------------------------------------------------------------------------ */

xmlTextReader *
rg_sheet_xml_new (GBytes *text)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);

  return xmlReaderForMemory (data, (int) length, NULL, NULL,
                             XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
}

int
rg_sheet_xml_next (xmlTextReader *xml, GError **error)
{
  int got = xml != NULL ? xmlTextReaderRead (xml) : -1;

  /* No spreadsheet program writes a document type: it is how entities are made to expand. */
  if (got == 1 && (xmlTextReaderNodeType (xml) == XML_READER_TYPE_DOCUMENT_TYPE ||
                   xmlTextReaderNodeType (xml) == XML_READER_TYPE_ENTITY_REFERENCE))
    {
      rg_sheet_set_error (error, _("This spreadsheet holds definitions that no spreadsheet program "
                                   "writes, so it was not read."));
      return -1;
    }
  if (got < 0)
    rg_sheet_set_error (error, damaged ());
  return got;
}

static gboolean
is_named (xmlTextReader *xml, const char *name)
{
  const xmlChar *local = xmlTextReaderConstLocalName (xml);

  return local != NULL && strcmp ((const char *) local, name) == 0;
}

gboolean
rg_sheet_xml_opens (xmlTextReader *xml, const char *name)
{
  return xmlTextReaderNodeType (xml) == XML_READER_TYPE_ELEMENT && is_named (xml, name);
}

gboolean
rg_sheet_xml_closes (xmlTextReader *xml, const char *name)
{
  return xmlTextReaderNodeType (xml) == XML_READER_TYPE_END_ELEMENT && is_named (xml, name);
}

char *
rg_sheet_xml_dup (xmlTextReader *xml, const char *name)
{
  char *value = NULL;

  for (int more = xmlTextReaderMoveToFirstAttribute (xml); more == 1 && value == NULL;
       more = xmlTextReaderMoveToNextAttribute (xml))
    if (is_named (xml, name))
      value = g_strdup ((const char *) xmlTextReaderConstValue (xml));
  xmlTextReaderMoveToElement (xml);
  return value;
}

gint64
rg_sheet_xml_int (xmlTextReader *xml, const char *name, gint64 otherwise)
{
  g_autofree char *text = rg_sheet_xml_dup (xml, name);
  char *end = NULL;
  gint64 number;

  if (text == NULL || *text == '\0')
    return otherwise;
  number = g_ascii_strtoll (text, &end, 10);
  return *end == '\0' ? number : otherwise;
}

/* --- Rows ----------------------------------------------------------------------------------- */

void
rg_sheet_rows_init (RgSheetRows *rows)
{
  *rows = (RgSheetRows) { g_string_new (NULL), g_ptr_array_new_with_free_func (g_free), 1, 0 };
}

void
rg_sheet_rows_clear (RgSheetRows *rows)
{
  if (rows->text != NULL)
    g_string_free (rows->text, TRUE);
  g_clear_pointer (&rows->cells, g_ptr_array_unref);
  rows->text = NULL;
}

gboolean
rg_sheet_rows_set (RgSheetRows *rows, gint64 column, char *text, GError **error)
{
  g_autofree char *taken = text;

  if (taken == NULL || *taken == '\0')
    return TRUE;
  if (column < 0 || column >= RG_SHEET_MAX_COLUMNS)
    return rg_sheet_set_error (error, _("This sheet has more than 1,024 columns, which no till "
                                        "writes, so it was not read."));
  if (column >= rows->cells->len)
    g_ptr_array_set_size (rows->cells, (int) column + 1);
  g_free (g_ptr_array_index (rows->cells, column));
  g_ptr_array_index (rows->cells, column) = g_steal_pointer (&taken);
  return TRUE;
}

static void
write_row (RgSheetRows *rows)
{
  /* Empty rows are counted by their line ends. */
  for (; rows->written + 1 < rows->row; rows->written++)
    g_string_append_c (rows->text, '\n');
  rg_csv_append_row (rows->text, (const char *const *) rows->cells->pdata, rows->cells->len);
  rows->written = rows->row;
}

gboolean
rg_sheet_rows_end (RgSheetRows *rows, gint64 times, GError **error)
{
  for (gint64 i = 0; i < times && rows->cells->len > 0; i++, rows->row++)
    {
      if (rows->row > RG_SHEET_MAX_ROWS || rows->text->len > RG_UNPACK_MAX)
        return rg_sheet_set_too_large (error);
      write_row (rows);
    }
  if (rows->cells->len == 0)
    rows->row = MIN (rows->row + CLAMP (times, 0, RG_SHEET_MAX_ROWS), RG_SHEET_MAX_ROWS + 1);
  g_ptr_array_set_size (rows->cells, 0);
  return TRUE;
}

char *
rg_sheet_number (const char *text)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *end = NULL;
  double number = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0' || number != number || number > 1e15 || number < -1e15)
    return g_strdup (text);
  if (number == (double) (gint64) number)
    return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) number);
  g_ascii_formatd (buffer, sizeof buffer, "%.12f", number);
  end = buffer + strlen (buffer);
  while (end[-1] == '0' && end[-2] != '.')
    *--end = '\0';
  return g_strdup (buffer);
}

/* --- Which one it is ------------------------------------------------------------------------ */

gboolean
rg_sheet_choice_wants (const RgSheetChoice *choice, const char *name)
{
  g_autofree char *wanted = NULL, *has = NULL;

  if (choice->read != NULL || choice->wanted == NULL)
    return choice->read == NULL;
  wanted = rg_fold (choice->wanted);
  has = rg_fold (name);
  return g_str_equal (wanted, has);
}

static void
set_no_such_sheet (const RgSheetChoice *choice, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  g_autofree char *known = NULL;

  for (guint i = 0; i < choice->names->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (choice->names, i));
  names = g_strv_builder_end (builder);
  known = g_strjoinv (", ", names);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               /* Translators: the name of a sheet that somebody typed, and a list of names. */
               _("No sheet “%s” with something in it is in this file. There are: %s."),
               choice->wanted, known);
}

static GBytes *
read_format (GBytes *bytes, GBytes *const *texts, const char **format, RgSheetChoice *choice,
             GError **error)
{
  if (texts[0] != NULL)
    {
      *format = "XLSX";
      return rg_sheet_read_xlsx (bytes, texts[0], choice, error);
    }
  if (texts[1] != NULL)
    {
      *format = "ODS";
      return rg_sheet_read_ods (texts[1], choice, error);
    }
  rg_sheet_set_error (error, _("This is a packed folder, and no spreadsheet is in it. Unpack it, "
                               "and import what is inside."));
  return NULL;
}

static GBytes *
check_text (GBytes *text, const RgSheetChoice *choice, GError **error)
{
  if (text == NULL || g_bytes_get_size (text) > 0)
    return text;
  if (choice->names->len > 0)
    set_no_such_sheet (choice, error);
  else
    rg_sheet_set_error (error, _("This file is empty. Nothing was read."));
  g_bytes_unref (text);
  return NULL;
}

GBytes *
rg_sheet_read (GBytes *bytes, const char *wanted, const char **format, GStrv *names, char **read,
               GError **error)
{
  static const char *const places[] = { "xl/workbook.xml", "content.xml", NULL };
  RgSheetChoice choice = { wanted, g_ptr_array_new_null_terminated (0, g_free, TRUE), NULL };
  GBytes *texts[G_N_ELEMENTS (places) - 1] = { NULL };
  GBytes *text = NULL;

  if (rg_sheet_unpack (bytes, places, texts, error))
    text = check_text (read_format (bytes, texts, format, &choice, error), &choice, error);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (&texts[i], g_bytes_unref);
  if (text != NULL && names != NULL)
    *names = g_strdupv ((GStrv) choice.names->pdata);
  if (text != NULL && read != NULL)
    *read = g_steal_pointer (&choice.read);
  g_ptr_array_unref (choice.names);
  g_free (choice.read);
  return text;
}
