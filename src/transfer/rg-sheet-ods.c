/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Sheets in OpenDocument: the file content.xml of a packed folder. */
#include <stdio.h>
#include <string.h>

#include "base/rg-i18n.h"
#include "transfer/rg-sheet-private.h"

typedef struct {
  xmlTextReader *xml;
  RgSheetRows rows;
  gint64 column;
  char *value;         /* what the cell says that it holds; or NULL */
  gint64 repeated;
  GString *words;      /* of its paragraphs */
  guint paragraphs;
  guint aside;         /* depth in a note, whose paragraphs are not the cell's */
  gint64 row_repeated;
  RgSheetChoice *choice;
  char *sheet;         /* the name of the one at hand */
  gboolean skips;      /* that it holds something is all that is to be known of it */
  GBytes *chosen;
} Reading;

/* "2026-01-05T10:15:00" as tills write it. */
static char *
read_date (const char *text)
{
  char *date = g_strdup (text);
  char *mark = strchr (date, 'T');

  if (mark != NULL && g_str_has_prefix (mark, "T00:00:00"))
    *mark = '\0';
  else if (mark != NULL)
    *mark = ' ';
  return date;
}

/* "PT10H15M00S" as a time of the day; a text that is none stays as it is. */
static char *
read_time (const char *text)
{
  int hour, minute, second, end = 0;

  if (sscanf (text, "PT%2dH%2dM%2d%n", &hour, &minute, &second, &end) == 3 && end > 0 &&
      hour >= 0 && minute >= 0 && second >= 0)
    return g_strdup_printf ("%02d:%02d:%02d", hour, minute, second);
  return g_strdup (text);
}

static void
open_cell (Reading *reading)
{
  g_autofree char *type = rg_sheet_xml_dup (reading->xml, "value-type");
  g_autofree char *value = NULL;

  reading->repeated =
    CLAMP (rg_sheet_xml_int (reading->xml, "number-columns-repeated", 1), 1, 1 << 20);
  g_string_truncate (reading->words, 0);
  reading->paragraphs = 0;
  g_clear_pointer (&reading->value, g_free);
  if (g_strcmp0 (type, "date") == 0)
    value = rg_sheet_xml_dup (reading->xml, "date-value");
  else if (g_strcmp0 (type, "time") == 0)
    value = rg_sheet_xml_dup (reading->xml, "time-value");
  else if (g_strcmp0 (type, "boolean") == 0)
    value = rg_sheet_xml_dup (reading->xml, "boolean-value");
  else if (g_strcmp0 (type, "float") == 0 || g_strcmp0 (type, "currency") == 0 ||
           g_strcmp0 (type, "percentage") == 0)
    value = rg_sheet_xml_dup (reading->xml, "value");
  if (value == NULL)
    return;
  if (*type == 'd')
    reading->value = read_date (value);
  else if (*type == 't')
    reading->value = read_time (value);
  else
    reading->value = *type == 'b' ? g_strdup (value) : rg_sheet_number (value);
}

static gboolean
close_cell (Reading *reading, GError **error)
{
  const char *text = reading->value != NULL ? reading->value : reading->words->str;

  /* The empty cells that fill up a row are said once, with a large number. */
  for (gint64 i = 0; i < reading->repeated && *text != '\0'; i++)
    if (!rg_sheet_rows_set (&reading->rows, reading->column + i, g_strdup (text), error))
      return FALSE;
  reading->column = MIN (reading->column + reading->repeated, 1 << 20);
  return TRUE;
}

static void
read_words (Reading *reading)
{
  int type = xmlTextReaderNodeType (reading->xml);

  if (rg_sheet_xml_opens (reading->xml, "p") && reading->paragraphs++ > 0)
    g_string_append_c (reading->words, '\n');
  else if (rg_sheet_xml_opens (reading->xml, "s"))
    for (gint64 n = CLAMP (rg_sheet_xml_int (reading->xml, "c", 1), 1, 1000); n > 0; n--)
      g_string_append_c (reading->words, ' ');
  else if (rg_sheet_xml_opens (reading->xml, "tab"))
    g_string_append_c (reading->words, ' ');
  else if (rg_sheet_xml_opens (reading->xml, "line-break"))
    g_string_append_c (reading->words, '\n');
  else if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE ||
           type == XML_READER_TYPE_CDATA)
    g_string_append (reading->words, (const char *) xmlTextReaderConstValue (reading->xml));
}

static gboolean
is_cell (xmlTextReader *xml, gboolean (*is) (xmlTextReader *, const char *))
{
  return is (xml, "table-cell") || is (xml, "covered-table-cell");
}

static gboolean
read_node (Reading *reading, GError **error)
{
  xmlTextReader *xml = reading->xml;
  gboolean empty = xmlTextReaderIsEmptyElement (xml) == 1;

  if (rg_sheet_xml_opens (xml, "annotation") && !empty)
    reading->aside++;
  else if (rg_sheet_xml_closes (xml, "annotation") && reading->aside > 0)
    reading->aside--;
  else if (reading->aside > 0)
    return TRUE;
  else if (rg_sheet_xml_opens (xml, "table-row"))
    {
      reading->column = 0;
      reading->row_repeated = rg_sheet_xml_int (xml, "number-rows-repeated", 1);
      return !empty || rg_sheet_rows_end (&reading->rows, reading->row_repeated, error);
    }
  else if (rg_sheet_xml_closes (xml, "table-row"))
    return rg_sheet_rows_end (&reading->rows, reading->row_repeated, error);
  else if (is_cell (xml, rg_sheet_xml_opens))
    {
      open_cell (reading);
      return !empty || close_cell (reading, error);
    }
  else if (is_cell (xml, rg_sheet_xml_closes))
    return close_cell (reading, error);
  else
    read_words (reading);
  return TRUE;
}

static void
open_sheet (Reading *reading)
{
  char *name = rg_sheet_xml_dup (reading->xml, "name");

  g_free (reading->sheet);
  reading->sheet = name != NULL ? name : g_strdup ("");
  reading->skips = FALSE;
}

/* Of a sheet that is not wanted the first row with something in it is enough. */
static void
close_row (Reading *reading)
{
  reading->skips |= reading->rows.text->len > 0 &&
                    !rg_sheet_choice_wants (reading->choice, reading->sheet);
}

static void
close_sheet (Reading *reading)
{
  if (reading->rows.text->len > 0)
    {
      g_ptr_array_add (reading->choice->names, g_strdup (reading->sheet));
      if (rg_sheet_choice_wants (reading->choice, reading->sheet))
        {
          g_set_str (&reading->choice->read, reading->sheet);
          reading->chosen = g_string_free_to_bytes (g_steal_pointer (&reading->rows.text));
        }
    }
  rg_sheet_rows_clear (&reading->rows);
  rg_sheet_rows_init (&reading->rows);
}

static gboolean
read_inside (Reading *reading, GError **error)
{
  if (rg_sheet_xml_opens (reading->xml, "table"))
    open_sheet (reading);
  if (!reading->skips && !read_node (reading, error))
    return FALSE;
  if (rg_sheet_xml_closes (reading->xml, "table-row"))
    close_row (reading);
  if (rg_sheet_xml_closes (reading->xml, "table"))
    close_sheet (reading);
  return TRUE;
}

static void
reading_clear (Reading *reading)
{
  rg_sheet_rows_clear (&reading->rows);
  g_string_free (reading->words, TRUE);
  g_free (reading->value);
  g_free (reading->sheet);
  g_clear_pointer (&reading->chosen, g_bytes_unref);
}

GBytes *
rg_sheet_read_ods (GBytes *content, RgSheetChoice *choice, GError **error)
{
  g_autoptr (xmlTextReader) xml = rg_sheet_xml_new (content);
  Reading reading = {
    .xml = xml, .words = g_string_new (NULL), .row_repeated = 1, .choice = choice
  };
  g_autoptr (GError) wrong = NULL;
  gboolean inside = FALSE, good = TRUE;
  GBytes *text = NULL;
  int got = 1;

  rg_sheet_rows_init (&reading.rows);
  while (good && (got = rg_sheet_xml_next (xml, &wrong)) == 1)
    {
      inside |= rg_sheet_xml_opens (xml, "spreadsheet");
      good = !inside || read_inside (&reading, &wrong);
    }
  if (reading.chosen != NULL)
    text = g_steal_pointer (&reading.chosen);
  else if (wrong != NULL)
    g_propagate_error (error, g_steal_pointer (&wrong));
  else if (!inside)
    rg_sheet_set_error (error, _("This is a document, but no spreadsheet. Save the table in it as "
                                 "a spreadsheet or as CSV."));
  else
    text = g_bytes_new (NULL, 0);
  reading_clear (&reading);
  return text;
}
