/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Sheets in Office Open XML: a folder with a workbook, the texts that its sheets share, the styles
 * that tell dates from numbers, and a file for each sheet. */
#include <string.h>

#include "base/rg-date.h"
#include "base/rg-i18n.h"
#include "transfer/rg-sheet-private.h"

#define SHEETS_MAX 32
#define SHARED_MAX 4000000 /* texts */
#define STYLES_MAX 65536
#define SECONDS_A_DAY 86400

typedef struct {
  GPtrArray *shared;  /* texts */
  GArray *dates;      /* gboolean a style */
  gboolean since_1904;
} Book;

typedef struct {
  const Book *book;
  xmlTextReader *xml;
  RgSheetRows rows;
  gint64 column;
  char type[12];      /* of the cell at hand */
  gboolean is_date;
  GString *words;
  gboolean in_value;
  guint phonetic;     /* depth in how a text is spoken */
} Reading;

/* --- The workbook --------------------------------------------------------------------------- */

/* The ids and the names of the sheets, in their order; and whether days are counted from 1904. */
static gboolean
read_workbook (GBytes *text, GPtrArray *ids, GPtrArray *names, Book *book, GError **error)
{
  g_autoptr (xmlTextReader) xml = rg_sheet_xml_new (text);
  int got;

  while ((got = rg_sheet_xml_next (xml, error)) == 1)
    if (rg_sheet_xml_opens (xml, "sheet") && ids->len < SHEETS_MAX)
      {
        /* r:id; the sheet's own number is called sheetId. */
        char *id = rg_sheet_xml_dup (xml, "id");
        char *name = rg_sheet_xml_dup (xml, "name");

        g_ptr_array_add (ids, id != NULL ? id : g_strdup (""));
        g_ptr_array_add (names, name != NULL ? name : g_strdup (""));
      }
    else if (rg_sheet_xml_opens (xml, "workbookPr"))
      {
        g_autofree char *from = rg_sheet_xml_dup (xml, "date1904");

        book->since_1904 = g_strcmp0 (from, "1") == 0 || g_strcmp0 (from, "true") == 0;
      }
  return got == 0;
}

/* Where a sheet lies, by its id. */
static gboolean
read_places (GBytes *text, GHashTable *places, GError **error)
{
  g_autoptr (xmlTextReader) xml = text != NULL ? rg_sheet_xml_new (text) : NULL;
  int got = 0;

  while (xml != NULL && (got = rg_sheet_xml_next (xml, error)) == 1)
    if (rg_sheet_xml_opens (xml, "Relationship") && g_hash_table_size (places) < STYLES_MAX)
      {
        g_autofree char *id = rg_sheet_xml_dup (xml, "Id");
        g_autofree char *target = rg_sheet_xml_dup (xml, "Target");

        if (id != NULL && target != NULL)
          g_hash_table_insert (places, g_steal_pointer (&id),
                               *target == '/' ? g_strdup (target + 1)
                                              : g_strconcat ("xl/", target, NULL));
      }
  return got == 0;
}

static void
add_words (xmlTextReader *xml, GString *words)
{
  int type = xmlTextReaderNodeType (xml);

  if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
      type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE)
    g_string_append (words, (const char *) xmlTextReaderConstValue (xml));
}

static gboolean
read_shared (GBytes *text, Book *book, GError **error)
{
  g_autoptr (xmlTextReader) xml = text != NULL ? rg_sheet_xml_new (text) : NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  gboolean spoken = FALSE, in_text = FALSE;
  int got = 0;

  while (xml != NULL && (got = rg_sheet_xml_next (xml, error)) == 1)
    {
      if (rg_sheet_xml_opens (xml, "rPh"))
        spoken = xmlTextReaderIsEmptyElement (xml) != 1;
      else if (rg_sheet_xml_closes (xml, "rPh"))
        spoken = FALSE;
      else if (rg_sheet_xml_opens (xml, "t") || rg_sheet_xml_closes (xml, "t"))
        in_text = rg_sheet_xml_opens (xml, "t") && xmlTextReaderIsEmptyElement (xml) != 1;
      else if (in_text && !spoken)
        add_words (xml, words);
      if (rg_sheet_xml_closes (xml, "si") ||
          (rg_sheet_xml_opens (xml, "si") && xmlTextReaderIsEmptyElement (xml) == 1))
        {
          if (book->shared->len == SHARED_MAX)
            return rg_sheet_set_too_large (error);
          g_ptr_array_add (book->shared, g_strdup (words->str));
          g_string_truncate (words, 0);
        }
    }
  return got == 0;
}

/* --- Dates ---------------------------------------------------------------------------------- */

/* A format of dates has y, m, d, h or s outside of quotation marks and brackets. */
static gboolean
is_date_code (const char *code)
{
  gboolean quoted = FALSE, bracket = FALSE;

  for (const char *p = code; *p != '\0'; p++)
    {
      if (*p == '"')
        quoted = !quoted;
      else if (quoted)
        continue;
      else if (*p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '[' || *p == ']')
        bracket = *p == '[';
      else if (!bracket && strchr ("ymdhsYMDHS", *p) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_date_format (gint64 id, GHashTable *codes)
{
  const char *code = g_hash_table_lookup (codes, GINT_TO_POINTER ((gint) id));

  if (code != NULL)
    return is_date_code (code);
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
         (id >= 50 && id <= 58);
}

static gboolean
read_styles (GBytes *text, Book *book, GError **error)
{
  g_autoptr (xmlTextReader) xml = text != NULL ? rg_sheet_xml_new (text) : NULL;
  g_autoptr (GHashTable) codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  gboolean in_cells = FALSE;
  int got = 0;

  while (xml != NULL && (got = rg_sheet_xml_next (xml, error)) == 1)
    {
      if (rg_sheet_xml_opens (xml, "numFmt") && g_hash_table_size (codes) < STYLES_MAX)
        {
          char *code = rg_sheet_xml_dup (xml, "formatCode");

          if (code != NULL)
            g_hash_table_insert (
              codes, GINT_TO_POINTER ((gint) rg_sheet_xml_int (xml, "numFmtId", 0)), code);
        }
      else if (rg_sheet_xml_opens (xml, "cellXfs") || rg_sheet_xml_closes (xml, "cellXfs"))
        in_cells = rg_sheet_xml_opens (xml, "cellXfs");
      else if (in_cells && rg_sheet_xml_opens (xml, "xf") && book->dates->len < STYLES_MAX)
        {
          gboolean date = is_date_format (rg_sheet_xml_int (xml, "numFmtId", 0), codes);

          g_array_append_val (book->dates, date);
        }
    }
  return got == 0;
}

/* Days since the end of 1899, or the beginning of 1904, with the time as a fraction. 1900 is taken
 * for a leap year, as the first spreadsheets did: https://learn.microsoft.com/office/troubleshoot/
 * excel/wrongly-assumes-1900-is-leap-year */
static char *
read_date (const Book *book, const char *text)
{
  char *end = NULL;
  double number = g_ascii_strtod (text, &end);
  gint64 seconds, day, time;
  g_autofree char *iso = NULL;

  if (end == text || *end != '\0' || !(number >= 0 && number < 2958466))
    return rg_sheet_number (text);
  seconds = (gint64) (number * SECONDS_A_DAY + 0.5);
  day = seconds / SECONDS_A_DAY;
  time = seconds % SECONDS_A_DAY;
  if (day > 0)
    iso = rg_day_format_iso ((RgDay) (rg_day_from_ymd (book->since_1904 ? 1904 : 1899,
                                                       book->since_1904 ? 1 : 12,
                                                       book->since_1904 ? 1 : 30) + day));
  if (time == 0 && iso != NULL)
    return g_steal_pointer (&iso);
  return g_strdup_printf ("%s%s%02d:%02d:%02d", iso != NULL ? iso : "", iso != NULL ? " " : "",
                          (int) (time / 3600), (int) (time / 60 % 60), (int) (time % 60));
}

/* --- Cells ---------------------------------------------------------------------------------- */

/* "BC17" is column 54. -1 for what is no reference. */
static gint64
column_of (const char *reference)
{
  gint64 column = 0;

  for (; g_ascii_isalpha (*reference) && column < 1 << 20; reference++)
    column = column * 26 + (g_ascii_toupper (*reference) - 'A' + 1);
  return column - 1;
}

static void
open_cell (Reading *reading)
{
  g_autofree char *reference = rg_sheet_xml_dup (reading->xml, "r");
  g_autofree char *type = rg_sheet_xml_dup (reading->xml, "t");
  gint64 style = rg_sheet_xml_int (reading->xml, "s", -1);
  gint64 column = reference != NULL ? column_of (reference) : -1;

  reading->column = column >= 0 ? column : reading->column + 1;
  g_strlcpy (reading->type, type != NULL ? type : "n", sizeof reading->type);
  reading->is_date = style >= 0 && style < reading->book->dates->len &&
                     g_array_index (reading->book->dates, gboolean, style);
  g_string_truncate (reading->words, 0);
  reading->in_value = FALSE;
}

static char *
cell_text (const Reading *reading)
{
  const char *words = reading->words->str;

  if (*words == '\0' || g_str_equal (reading->type, "e"))
    return NULL;
  if (g_str_equal (reading->type, "s"))
    {
      guint64 number = g_ascii_strtoull (words, NULL, 10);

      return number < reading->book->shared->len
               ? g_strdup (g_ptr_array_index (reading->book->shared, number))
               : NULL;
    }
  if (g_str_equal (reading->type, "b"))
    return g_strdup (*words == '1' ? "true" : "false");
  if (g_str_equal (reading->type, "d"))
    {
      char *date = g_strdup (words);

      return g_strdelimit (date, "T", ' ');
    }
  if (!g_str_equal (reading->type, "n"))
    return g_strdup (words);
  return reading->is_date ? read_date (reading->book, words) : rg_sheet_number (words);
}

static gboolean
read_node (Reading *reading, GError **error)
{
  xmlTextReader *xml = reading->xml;
  gboolean empty = xmlTextReaderIsEmptyElement (xml) == 1;

  if (rg_sheet_xml_opens (xml, "row"))
    {
      gint64 row = rg_sheet_xml_int (xml, "r", reading->rows.row);

      /* Rows stand in order; what does not is read where it stands. */
      if (row > reading->rows.row && row <= RG_SHEET_MAX_ROWS)
        reading->rows.row = row;
      reading->column = -1;
      return !empty || rg_sheet_rows_end (&reading->rows, 1, error);
    }
  if (rg_sheet_xml_closes (xml, "row"))
    return rg_sheet_rows_end (&reading->rows, 1, error);
  if (rg_sheet_xml_opens (xml, "c"))
    open_cell (reading);
  else if (rg_sheet_xml_closes (xml, "c"))
    return rg_sheet_rows_set (&reading->rows, reading->column, cell_text (reading), error);
  else if (rg_sheet_xml_opens (xml, "rPh"))
    reading->phonetic += !empty;
  else if (rg_sheet_xml_closes (xml, "rPh"))
    reading->phonetic -= reading->phonetic > 0;
  else if (rg_sheet_xml_opens (xml, "v") || rg_sheet_xml_opens (xml, "t"))
    reading->in_value = !empty && reading->phonetic == 0;
  else if (rg_sheet_xml_closes (xml, "v") || rg_sheet_xml_closes (xml, "t"))
    reading->in_value = FALSE;
  else if (reading->in_value)
    add_words (xml, reading->words);
  return TRUE;
}

/* whole: all of it, or only as much as shows that something is in it. */
static GBytes *
read_sheet (const Book *book, GBytes *text, gboolean whole, GError **error)
{
  g_autoptr (xmlTextReader) xml = rg_sheet_xml_new (text);
  Reading reading = { .book = book, .xml = xml, .words = g_string_new (NULL), .column = -1 };
  GBytes *result = NULL;
  gboolean good = TRUE;
  int got = 1;

  rg_sheet_rows_init (&reading.rows);
  while (good && (whole || reading.rows.text->len == 0) &&
         (got = rg_sheet_xml_next (xml, error)) == 1)
    good = read_node (&reading, error);
  if (good && got >= 0)
    result = g_string_free_to_bytes (g_steal_pointer (&reading.rows.text));
  rg_sheet_rows_clear (&reading.rows);
  g_string_free (reading.words, TRUE);
  return result;
}

/* --- The file ------------------------------------------------------------------------------- */

/* One sheet; NULL without an error where it is not there. */
static GBytes *
read_at (const Book *book, GBytes *bytes, const char *place, gboolean whole, GError **error)
{
  const char *const names[] = { place, NULL };
  GBytes *text = NULL;
  g_autoptr (GBytes) sheet = NULL;

  if (place == NULL || !rg_sheet_unpack (bytes, names, &text, error))
    return NULL;
  sheet = text;
  return sheet != NULL ? read_sheet (book, sheet, whole, error) : NULL;
}

static GBytes *
read_chosen (const Book *book, GBytes *bytes, GPtrArray *ids, GPtrArray *names,
             GHashTable *places, RgSheetChoice *choice, GError **error)
{
  g_autoptr (GBytes) chosen = NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      const gboolean wanted = rg_sheet_choice_wants (choice, name);
      g_autoptr (GError) wrong = NULL;
      g_autoptr (GBytes) rows =
        read_at (book, bytes, g_hash_table_lookup (places, g_ptr_array_index (ids, i)), wanted,
                 &wrong);

      if (wrong != NULL && wanted)
        {
          g_propagate_error (error, g_steal_pointer (&wrong));
          return NULL;
        }
      if (rows == NULL || g_bytes_get_size (rows) == 0)
        continue;
      g_ptr_array_add (choice->names, g_strdup (name));
      if (!wanted)
        continue;
      chosen = g_steal_pointer (&rows);
      g_set_str (&choice->read, name);
    }
  return chosen != NULL ? g_steal_pointer (&chosen) : g_bytes_new (NULL, 0);
}

GBytes *
rg_sheet_read_xlsx (GBytes *bytes, GBytes *workbook, RgSheetChoice *choice, GError **error)
{
  static const char *const parts[] = { "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml",
                                       "xl/styles.xml", NULL };
  GBytes *texts[G_N_ELEMENTS (parts) - 1] = { NULL };
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) places =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Book book = { g_ptr_array_new_with_free_func (g_free),
                g_array_new (FALSE, FALSE, sizeof (gboolean)), FALSE };
  GBytes *text = NULL;

  if (rg_sheet_unpack (bytes, parts, texts, error) &&
      read_workbook (workbook, ids, names, &book, error) &&
      read_places (texts[0], places, error) && read_shared (texts[1], &book, error) &&
      read_styles (texts[2], &book, error))
    text = read_chosen (&book, bytes, ids, names, places, choice, error);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (&texts[i], g_bytes_unref);
  g_ptr_array_unref (book.shared);
  g_array_unref (book.dates);
  return text;
}
