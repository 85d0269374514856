/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Packs folders. */
#include "rg-test-zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

static const char workbook[] =
  XML "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELATIONS "\"><sheets>"
      "<sheet name=\"Sales\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
static const char relations[] =
  XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      "<Relationship Id=\"rId1\" Type=\"" RELATIONS "/worksheet\" "
      "Target=\"worksheets/sheet1.xml\"/></Relationships>";
static const char styles[] =
  XML "<styleSheet xmlns=\"" MAIN "\"><numFmts count=\"1\">"
      "<numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd hh:mm\"/></numFmts>"
      "<cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"
      "</cellXfs></styleSheet>";

static la_ssize_t
append_cb (struct archive *archive, void *data, const void *buffer, size_t length)
{
  g_byte_array_append (data, buffer, (guint) length);
  return (la_ssize_t) length;
}

GBytes *
rg_test_zip (const RgTestEntry *entries, gboolean compress)
{
  struct archive *archive = archive_write_new ();
  GByteArray *bytes = g_byte_array_new ();

  archive_write_set_format_zip (archive);
  if (compress)
    archive_write_zip_set_compression_deflate (archive);
  else
    archive_write_zip_set_compression_store (archive);
  archive_write_open (archive, bytes, NULL, append_cb, NULL);
  for (; entries->name != NULL; entries++)
    {
      struct archive_entry *entry = archive_entry_new ();
      gsize length = entries->length > 0 ? entries->length : strlen (entries->text);
      guint repeats = MAX (entries->repeats, 1);

      archive_entry_set_pathname (entry, entries->name);
      archive_entry_set_size (entry, (la_int64_t) length * repeats);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0644);
      g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
      for (guint i = 0; i < repeats; i++)
        archive_write_data (archive, entries->text, length);
      archive_entry_free (entry);
    }
  archive_write_free (archive);
  return g_byte_array_free_to_bytes (bytes);
}

GBytes *
rg_test_xlsx (const char *rows, const char *shared)
{
  g_autofree char *sheet =
    g_strconcat (XML "<worksheet xmlns=\"" MAIN "\"><sheetData>", rows,
                 "</sheetData></worksheet>", NULL);
  g_autofree char *texts =
    g_strconcat (XML "<sst xmlns=\"" MAIN "\">", shared, "</sst>", NULL);
  const RgTestEntry entries[] = {
    { "xl/workbook.xml", workbook, 0, 0 },
    { "xl/_rels/workbook.xml.rels", relations, 0, 0 },
    { "xl/styles.xml", styles, 0, 0 },
    { "xl/sharedStrings.xml", texts, 0, 0 },
    { "xl/worksheets/sheet1.xml", sheet, 0, 0 },
    { NULL, NULL, 0, 0 },
  };

  return rg_test_zip (entries, FALSE);
}

GBytes *
rg_test_ods (const char *rows)
{
  g_autofree char *content = g_strconcat (
    XML "<office:document-content "
        "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
        "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
        "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body>"
        "<office:spreadsheet><table:table table:name=\"Empty\"><table:table-row "
        "table:number-rows-repeated=\"1048576\"><table:table-cell "
        "table:number-columns-repeated=\"16384\"/></table:table-row></table:table>"
        "<table:table table:name=\"Sales\">",
    rows, "</table:table></office:spreadsheet></office:body></office:document-content>", NULL);
  const RgTestEntry entries[] = {
    { "mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0, 0 },
    { "content.xml", content, 0, 0 },
    { NULL, NULL, 0, 0 },
  };

  return rg_test_zip (entries, FALSE);
}
