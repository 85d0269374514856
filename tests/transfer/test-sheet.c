/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Spreadsheets: read like any other file, and refused with a sentence where they are made to break
 * what reads them. */
#include "rg-test-import.h"

#include <string.h>

#include "rg-test-zip.h"
#include "transfer/rg-sheet.h"

#define XLSX_ROWS \
  "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c>" \
  "<c r=\"C2\" t=\"inlineStr\"><is><t>Product</t></is></c><c r=\"D2\" t=\"s\"><v>2</v></c>" \
  "<c r=\"E2\" t=\"str\"><v>Price</v></c></row>" \
  "<row r=\"3\"><c r=\"A3\"><v>1.0</v></c><c r=\"B3\" s=\"1\"><v>46027</v></c>" \
  "<c r=\"C3\" t=\"s\"><v>3</v></c><c r=\"D3\"><v>2</v></c>" \
  "<c r=\"E3\"><v>49.899999999999999</v></c></row>" \
  "<row r=\"5\"><c r=\"A5\"><v>2</v></c><c r=\"B5\" s=\"2\"><v>46028.427083333336</v></c>" \
  "<c r=\"C5\" t=\"inlineStr\"><is><r><t>Cup, </t></r><r><t>\"blue\"</t></r>" \
  "<rPh><t>no</t></rPh></is></c><c r=\"E5\"><v>1.2345E3</v></c><c r=\"D5\"><v>1</v></c></row>"
#define XLSX_SHARED \
  "<si><t>Receipt number</t></si><si><r><t>Da</t></r><r><t>te</t></r></si>" \
  "<si><t>Quantity</t></si><si><t>Coffee</t><rPh sb=\"0\" eb=\"1\"><t>ko</t></rPh></si>"
#define TEXT \
  "\nReceipt number,Date,Product,Quantity,Price\n1,2026-01-05,Coffee,2,49.9\n\n" \
  "2,2026-01-06 10:15:00,\"Cup, \"\"blue\"\"\",1,1234.5\n"
#define ODS_ROWS \
  "<table:table-row/><table:table-row><table:table-cell office:value-type=\"string\"><text:p>" \
  "Receipt<text:s/>number</text:p></table:table-cell><table:table-cell " \
  "office:value-type=\"string\"><text:p>Date</text:p></table:table-cell><table:table-cell " \
  "office:value-type=\"string\"><office:annotation><text:p>a note</text:p></office:annotation>" \
  "<text:p>Product</text:p></table:table-cell><table:table-cell office:value-type=\"string\">" \
  "<text:p>Quantity</text:p></table:table-cell><table:table-cell office:value-type=\"string\">" \
  "<text:p>Price</text:p></table:table-cell><table:table-cell " \
  "table:number-columns-repeated=\"16379\"/></table:table-row><table:table-row>" \
  "<table:table-cell office:value-type=\"float\" office:value=\"1\"><text:p>1</text:p>" \
  "</table:table-cell><table:table-cell office:value-type=\"date\" " \
  "office:date-value=\"2026-01-05\"><text:p>05.01.26</text:p></table:table-cell>" \
  "<table:table-cell office:value-type=\"string\"><text:p>Coffee</text:p></table:table-cell>" \
  "<table:table-cell office:value-type=\"float\" office:value=\"2\"><text:p>2</text:p>" \
  "</table:table-cell><table:table-cell office:value-type=\"currency\" office:value=\"49.9\">" \
  "<text:p>kr 49,90</text:p></table:table-cell></table:table-row><table:table-row/>" \
  "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"2\"/>" \
  "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-01-06T10:15:00\"/>" \
  "<table:table-cell office:value-type=\"string\"><text:p>Cup, <text:span>\"blue\"</text:span>" \
  "</text:p></table:table-cell><table:table-cell office:value-type=\"float\" " \
  "office:value=\"1\"/><table:table-cell office:value-type=\"float\" office:value=\"1234.5\"/>" \
  "</table:table-row><table:table-row table:number-rows-repeated=\"1048570\">" \
  "<table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>"

static void
assert_text (GBytes *file, const char *format, const char *expected)
{
  g_autoptr (GError) error = NULL;
  const char *found = NULL;
  g_autoptr (GBytes) text = rg_sheet_read (file, NULL, &found, NULL, NULL, &error);
  g_autofree char *copy = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, format);
  copy = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  g_assert_cmpstr (copy, ==, expected);
}

static void
assert_refused (GBytes *file, const char *word)
{
  g_autoptr (GBytes) taken = file;
  g_autoptr (GError) error = NULL;
  const char *format;

  g_assert_null (rg_sheet_read (taken, NULL, &format, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, word));
}

static void
test_cells (void)
{
  g_autoptr (GBytes) xlsx = rg_test_xlsx (XLSX_ROWS, XLSX_SHARED);
  g_autoptr (GBytes) ods = rg_test_ods (ODS_ROWS);

  assert_text (xlsx, "XLSX", TEXT);
  assert_text (ods, "ODS", TEXT);
}

/* The same rows from a spreadsheet and as text are the same receipts. */
static void
test_import (void)
{
  g_autoptr (GBytes) xlsx = rg_test_xlsx (XLSX_ROWS, XLSX_SHARED);
  g_autoptr (GBytes) ods = rg_test_ods (ODS_ROWS);
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportBatch) sheet = rg_test_read (
    "sales.xlsx", g_bytes_get_data (xlsx, NULL), (gssize) g_bytes_get_size (xlsx), &error);
  g_autoptr (RgImportBatch) open = rg_test_read (
    "sales.ods", g_bytes_get_data (ods, NULL), (gssize) g_bytes_get_size (ods), &error);
  RgImportSummary summary;

  g_assert_no_error (error);
  rg_test_import_batch (test, sheet, &summary);
  g_assert_cmpuint (summary.receipts_new, ==, 2);
  g_assert_cmpint (summary.net_sales_minor, ==, 9980 + 123450);
  g_assert_cmpint (rg_test_import_batch (test, open, NULL), ==, 0);
  g_assert_cmpint (rg_test_import (test, "sales.csv", TEXT, NULL), ==, 0);
  /* Rows are counted as the spreadsheet counts them. */
  g_assert_cmpuint (g_array_index (sheet->lines, RgImportLine, 1).row, ==, 5);
}

static void
test_bombs (void)
{
  static const char zeros[64 * 1024];
  const RgTestEntry bomb[] = { { "xl/workbook.xml", zeros, sizeof zeros, 8192 }, { 0 } };
  const RgTestEntry document[] = { { "word/document.xml", "<document/>", 0, 0 }, { 0 } };
  const RgTestEntry words[] = {
    { "content.xml", "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>"
                     "<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
                     "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>"
                     "<!ENTITY d SYSTEM 'file:///etc/passwd'>]>"
                     "<spreadsheet><table><table-row><table-cell><p>&c;&d;</p></table-cell>"
                     "</table-row></table></spreadsheet>", 0, 0 }, { 0 } };

  const RgTestEntry defined[] = {
    { "content.xml", "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>]>"
                     "<spreadsheet><table><table-row><table-cell><p>&a;</p></table-cell>"
                     "</table-row></table></spreadsheet>", 0, 0 }, { 0 } };

  assert_refused (rg_test_zip (bomb, TRUE), "more than any till");
  assert_refused (rg_test_zip (document, TRUE), "no spreadsheet");
  assert_refused (rg_test_zip (words, TRUE), "spreadsheet");
  assert_refused (rg_test_zip (defined, TRUE), "definitions");
}

/* A small file whose cells repeat one long text, or that names the last cell there is. */
static void
test_huge (void)
{
  g_autofree char *word = g_strnfill (30000, 'x');
  g_autofree char *shared = g_strconcat ("<si><t>", word, "</t></si>", NULL);
  g_autoptr (GString) rows = g_string_new (NULL);

  for (guint i = 1; i <= 20000; i++)
    g_string_append_printf (rows, "<row r=\"%u\"><c t=\"s\"><v>0</v></c></row>", i);
  assert_refused (rg_test_xlsx (rows->str, shared), "more than any till");
  assert_refused (rg_test_xlsx ("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>", ""), "columns");
  assert_refused (rg_test_ods ("<table:table-row table:number-rows-repeated=\"99999999\">"
                               "<table:table-cell office:value-type=\"float\" "
                               "office:value=\"1\"/></table:table-row>"), "more than any till");
  assert_refused (rg_test_ods ("<table:table-row><table:table-cell "
                               "table:number-columns-repeated=\"16384\" "
                               "office:value-type=\"float\" office:value=\"1\"/>"
                               "</table:table-row>"), "columns");
  assert_refused (rg_test_xlsx ("", ""), "empty");
  assert_refused (g_bytes_new_static ("PK\x03\x04 and no more", 16), "damaged");
  assert_refused (rg_test_xlsx ("<row><c><v>1</c></row>", ""), "damaged");
}

#define CELL(word) "<row r=\"1\"><c t=\"inlineStr\"><is><t>" word "</t></is></c></row>"
#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"
#define TABLE(name, word) \
  "<table:table table:name=\"" name "\"><table:table-row><table:table-cell " \
  "office:value-type=\"string\"><text:p>" word "</text:p></table:table-cell></table:table-row>" \
  "</table:table>"
#define RELATION(n) "<Relationship Id=\"r" n "\" Target=\"worksheets/s" n ".xml\"/>"

/* Three with something in them, one with nothing, and one that is damaged. */
static GBytes *
make_several (gboolean open)
{
  const RgTestEntry xlsx[] = {
    { "xl/workbook.xml",
      "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Empty\" r:id=\"r1\"/>"
      "<sheet name=\"Sales\" r:id=\"r2\"/><sheet name=\"Åpne\" r:id=\"r3\"/>"
      "<sheet name=\"Bad\" r:id=\"r4\"/><sheet name=\"Last\" r:id=\"r5\"/></sheets></workbook>",
      0, 0 },
    { "xl/_rels/workbook.xml.rels",
      "<Relationships>" RELATION ("1") RELATION ("2") RELATION ("3") RELATION ("4")
      RELATION ("5") "</Relationships>", 0, 0 },
    { "xl/worksheets/s1.xml", SHEET (""), 0, 0 },
    { "xl/worksheets/s2.xml", SHEET (CELL ("one")), 0, 0 },
    { "xl/worksheets/s3.xml", SHEET (CELL ("two")), 0, 0 },
    { "xl/worksheets/s4.xml", "<worksheet><row><c></row>", 0, 0 },
    { "xl/worksheets/s5.xml", SHEET (CELL ("three")), 0, 0 },
    { 0 },
  };
  const RgTestEntry ods[] = {
    { "content.xml",
      "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\">"
      "<office:body><office:spreadsheet><table:table table:name=\"Empty\"/>"
      TABLE ("Sales", "one") TABLE ("Åpne", "two") TABLE ("Last", "three")
      "</office:spreadsheet></office:body></office:document-content>", 0, 0 },
    { 0 },
  };

  return rg_test_zip (open ? ods : xlsx, TRUE);
}

static void
test_several (gconstpointer open)
{
  static const struct
  {
    const char *wanted;
    const char *text;
    const char *read;
  } cases[] = {
    { NULL, "one\n", "Sales" }, { "apne", "two\n", "Åpne" }, { "LAST", "three\n", "Last" },
  };
  g_autoptr (GBytes) file = make_several (GPOINTER_TO_INT (open));
  g_autoptr (GError) error = NULL;
  const char *format;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) names = NULL;
      g_autofree char *read = NULL;
      g_autoptr (GBytes) text =
        rg_sheet_read (file, cases[i].wanted, &format, &names, &read, &error);
      g_autofree char *all = NULL;

      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (text, NULL), g_bytes_get_size (text), cases[i].text,
                       strlen (cases[i].text));
      g_assert_cmpstr (read, ==, cases[i].read);
      all = g_strjoinv ("|", names);
      g_assert_cmpstr (all, ==, "Sales|Åpne|Last");
    }
  g_assert_null (rg_sheet_read (file, "Empty", &format, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_nonnull (strstr (error->message, "Sales, Åpne, Last"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/cells", test_cells);
  g_test_add_func ("/sheet/import", test_import);
  g_test_add_func ("/sheet/bombs", test_bombs);
  g_test_add_func ("/sheet/huge", test_huge);
  g_test_add_data_func ("/sheet/several-xlsx", GINT_TO_POINTER (FALSE), test_several);
  g_test_add_data_func ("/sheet/several-ods", GINT_TO_POINTER (TRUE), test_several);
  return g_test_run ();
}
