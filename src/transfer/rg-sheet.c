/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Opens packed folders, and keeps what is in them within bounds. */
#include "transfer/rg-sheet-private.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>

#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "transfer/rg-csv-write.h"

#define ENTRIES_MAX 20000
#define UNPACKED_MAX ((gsize) 512 * 1024 * 1024)
/* A sheet of one repeated word packs to a hundredth; what packs to less is made to burst. */
#define SMALL ((gsize) 16 * 1024 * 1024)
#define RATIO_MAX 250
#define CHUNK ((gsize) 64 * 1024)

typedef struct archive RgArchive;

static void
close_archive (RgArchive *archive)
{
  archive_read_free (archive);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgArchive, close_archive)

gboolean
rg_sheet_set_error (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, sentence);
  return FALSE;
}

static gboolean
set_damaged (GError **error)
{
  return rg_sheet_set_error (error, _("This spreadsheet is damaged. Open it in a spreadsheet "
                                      "program, and save it again."));
}

gboolean
rg_sheet_set_too_large (GError **error)
{
  return rg_sheet_set_error (error, _("This spreadsheet unpacks to more than any till writes, so "
                                      "it was not read. Save the sheet as CSV."));
}

gboolean
rg_sheet_is_packed (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return length >= 4 && memcmp (data, "PK\x03\x04", 4) == 0;
}

/* Data comes in small pieces, so that what bursts is noticed before it fills the memory. */
static GBytes *
unpack_entry (RgArchive *archive, gsize packed, gsize *total, GError **error)
{
  g_autoptr (GByteArray) text = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  la_ssize_t got;

  while ((got = archive_read_data (archive, chunk, CHUNK)) > 0)
    {
      *total += (gsize) got;
      if (*total > UNPACKED_MAX || (*total > SMALL && *total / RATIO_MAX > packed))
        {
          rg_sheet_set_too_large (error);
          return NULL;
        }
      g_byte_array_append (text, chunk, (guint) got);
    }
  if (got < 0)
    {
      set_damaged (error);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&text));
}

static gboolean
open_archive (RgArchive *archive, GBytes *bytes, GError **error)
{
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  archive_read_support_format_zip (archive);
  return archive_read_open_memory (archive, data, length) == ARCHIVE_OK || set_damaged (error);
}

/* Unpacks the entry where it is asked for. */
static gboolean
take_entry (RgArchive *archive, struct archive_entry *entry, gsize packed,
            const char *const *names, GBytes **texts, gsize *total, GError **error)
{
  const char *name = archive_entry_pathname (entry);

  for (guint i = 0; name != NULL && names[i] != NULL; i++)
    if (texts[i] == NULL && g_ascii_strcasecmp (name, names[i]) == 0)
      {
        if (archive_entry_is_encrypted (entry))
          return rg_sheet_set_error (error, _("This spreadsheet is locked with a password. Save it "
                                              "without one."));
        texts[i] = unpack_entry (archive, packed, total, error);
        return texts[i] != NULL;
      }
  return TRUE;
}

gboolean
rg_sheet_unpack (GBytes *bytes, const char *const *names, GBytes **texts, GError **error)
{
  g_autoptr (RgArchive) archive = archive_read_new ();
  struct archive_entry *entry;
  gsize total = 0;
  guint n = 0;
  int status;

  if (!open_archive (archive, bytes, error))
    return FALSE;
  while ((status = archive_read_next_header (archive, &entry)) == ARCHIVE_OK ||
         status == ARCHIVE_WARN)
    {
      if (++n > ENTRIES_MAX)
        return rg_sheet_set_too_large (error);
      if (!take_entry (archive, entry, g_bytes_get_size (bytes), names, texts, &total, error))
        return FALSE;
    }
  return status == ARCHIVE_EOF || set_damaged (error);
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
    set_damaged (error);
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
      if (rows->row > RG_SHEET_MAX_ROWS || rows->text->len > UNPACKED_MAX)
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
