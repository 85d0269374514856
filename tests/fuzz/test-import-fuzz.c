/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Files that nobody would think of: good ones, cut, doubled and sprinkled with what breaks parsers.
 * Whatever comes in, the reader stays inside its buffer, loses no row and says what it refused. */
#include "rg-test-import.h"

#include <string.h>

#include "base/rg-card.h"
#include "fuzz.h"
#include "rg-test-zip.h"
#include "transfer/rg-charset.h"
#include "transfer/rg-postcode-file.h"
#include "transfer/rg-response-file.h"

#define ROUNDS 200 /* of each kind */
#define CHECKED_EVERY 200 /* rounds that also ask a real shop what the file would do */

static const char *const seeds[] = {
  "Receipt number,Date,Time,Product code,Product,Quantity,Unit price,Discount,Customer ID\n"
  "1,2026-01-05,10:00,A,\"Coffee, \"\"dark\"\"\",2,49.90,,c1\n"
  "1,2026-01-05,10:00,B,\"Cup\nblue\",1,\"1,099.00\",5,c1\n2,2026-01-06,,A,,-1,49.90,,\n",
  "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
  "489434,85048,LIGHTS,12,2009-12-01 07:45:00,6.95,13085,United Kingdom\n"
  "C489449,22087,PAPER,-12,2009-12-01 10:33:00,2.95,16321,Australia\n"
  "489464,21733,mixed,-96,2009-12-01 10:52:00,0.0,,United Kingdom\n",
  "Kundennummer;Vorname;Nachname;E-Mail-Adresse;Telefon;PLZ;Ort;Geburtsdatum;Einwilligung Post\n"
  "17;Jürgen;Groß;j@example.org;+49 30 123;10115;Berlin;17.05.1980;ja\n"
  "18;Zoë;Müller;;;;;29.02.2000;nein\n",
  "sep=\t\nDate\tReceipt number\tReceipt type\tSKU\tItem\tQuantity\tGross sales\tDiscounts\tNet "
  "sales\tStatus\n31/12/2025 14:05\t1\tSale\tA\tTea\t2\t10.00\t1.00\t9.00\tClosed\n"
  "31/12/2025 14:06\t2\tRefund\tA\tTea\t-1\t-5.00\t0.00\t-5.00\tVoided\n",
  "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,"
  "Lineitem quantity,Lineitem name,Lineitem price,Refunded Amount,Lineitem discount\n"
  "#1,a@example.org,paid,NOK,20.00,49,4,69,0.01,2026-10-07 09:50:26 +0200,1,A,6.67,1,0\n"
  "#1,,,,,,,,,,1,B,6.67,,0\n#1,,,,,,,,,,2,C,6.67,,0\n",
};

static const char *const cards[] = {
  "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Åse Dahl\r\nN:Dahl;Åse;;;\r\nEMAIL;TYPE=home:a@example.org"
  "\r\nEMAIL;TYPE=work,pref:b@example.org\r\nitem1.TEL;TYPE=CELL:+47 555 12 345\r\nADR;TYPE=home:"
  ";H0201;Strandgata 5;Bergen;;5003;Norway\r\nBDAY:1980-05-17\r\nNOTE:Likes\\, dark\\nno su\r\n"
  " gar\r\nCATEGORIES:regular,book club\r\nEND:VCARD\r\n",
  "BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:00000000-0000-0000-0000-000000000001\nFN:김민수\n"
  "TEL;VALUE=uri;PREF=1:tel:+82-2-000-0000\nBDAY:--0229\nGENDER:M\nLANG:ko\nEND:VCARD\n"
  "BEGIN:VCARD\nVERSION:2.1\nN;ENCODING=QUOTED-PRINTABLE:M=C3=BC=\nller;Zo=C3=AB\nEND:VCARD\n",
};

static const char *const xlsx_rows[] = {
  "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c t=\"str\">"
  "<v>Product</v></c><c r=\"D1\" t=\"inlineStr\"><is><t>Price</t></is></c></row><row r=\"3\">"
  "<c r=\"A3\"><v>1</v></c><c r=\"B3\" s=\"1\"><v>46027.5</v></c><c r=\"C3\" t=\"s\"><v>2</v></c>"
  "<c r=\"D3\"><v>49.9</v></c><c r=\"F3\" t=\"b\"><v>1</v></c><c t=\"e\"><v>#N/A</v></c></row>",
};

static const char *const ods_rows[] = {
  "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>Receipt<text:s "
  "text:c=\"1\"/>number</text:p></table:table-cell><table:table-cell "
  "table:number-columns-repeated=\"2\"><text:p>Date</text:p></table:table-cell></table:table-row>"
  "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell "
  "office:value-type=\"float\" office:value=\"1\"/><table:table-cell office:value-type=\"date\" "
  "office:date-value=\"2026-01-06T10:15:00\"/><table:table-cell office:value-type=\"time\" "
  "office:time-value=\"PT10H15M00S\"><office:annotation><text:p>x</text:p></office:annotation>"
  "</table:table-cell></table:table-row>",
};

/* What breaks readers of XML and of cards. */
static const char *const marks[] = {
  "<", ">", "&", "&amp;", "&#0;", "&#x10FFFF;", "<![CDATA[", "]]>", "<!--", "-->", "<?x?>",
  "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "1048577", "-1", "99999999999999999999", "XFD1048576",
  "</row>", "<row>", "</table:table-row>", "t=\"s\"", "r=\"A1\"", "1e308", "nan", "\xC3", "\xFF",
  "BEGIN:VCARD\n", "END:VCARD\n", "\n ", "=\n", "\\", ";;;;;;;;", "ENCODING=QUOTED-PRINTABLE:",
};

static const char *const spices[] = {
  "\"", "\"\"", ",", ";", "\t", "\r", "\n", "\r\n", "\xEF\xBB\xBF", "\xFF\xFE", "\xC3", "\xF0\x9F",
  "1e400", "-", "(", ")", "=cmd()", "30.02.2026", "2026-02-30", "9999999999999999999", "0", "~",
  "4111111111111111", "NaN", "-0.0000001", "%s%n", "\xE2\x80\xAE", "\x1F", "'", "−", "\x01",
};

/* Rows are numbered upwards, end where the text ends, and their cells lie in them. */
static void
check_rows (const char *text, gsize length, char separator)
{
  g_autoptr (RgCsv) csv = rg_csv_new (text, length, separator);
  RgCsvRow row;
  guint64 number = 0;
  gsize end = 0;
  guint64 sum = 0;

  while (rg_csv_next (csv, &row))
    {
      g_assert_cmpuint (row.number, >, number);
      g_assert_cmpuint (row.end, >, end);
      g_assert_cmpuint (row.end, <=, length);
      number = row.number;
      end = row.end;
      for (guint i = 0; i < row.n_cells; i++)
        for (guint k = 0; k < row.cells[i].length; k++)
          sum += (guint8) row.cells[i].text[k];
    }
  g_assert_cmpuint (sum, >=, 0);
}

/* Every row below the header is a line, left out, or refused with its reason. */
static void
check_batch (const RgImportBatch *batch)
{
  guint64 n_lines = 0, in_receipts = 0, n_made = 0;

  for (RgLineKind kind = 0; kind < RG_LINE_KINDS; kind++)
    n_lines += batch->lines_of_kind[kind];
  g_assert_cmpuint (n_lines, ==, batch->lines->len);
  for (guint i = 0; i < batch->receipts->len; i++)
    in_receipts += g_array_index (batch->receipts, RgImportReceipt, i).n_lines;
  g_assert_cmpuint (in_receipts, ==, n_lines);
  /* Delivery, and money paid back, are lines that no row of the file is. */
  for (guint i = 0; i < batch->lines->len; i++)
    {
      guint32 product = g_array_index (batch->lines, RgImportLine, i).product;
      const char *code = g_array_index (batch->products, RgImportProduct, product).code;

      n_made += g_str_equal (code, RG_PRODUCT_DELIVERY) || g_str_equal (code, RG_PRODUCT_REFUND);
    }
  if (batch->kind == RG_IMPORT_SALES)
    g_assert_cmpuint (n_lines - n_made + batch->n_rows_left_out + batch->n_rows_refused, ==,
                      batch->n_rows);
  g_assert_cmpuint (batch->refusals->len, ==, MIN (batch->n_rows_refused, RG_IMPORT_LISTED));
  for (guint i = 0; i < batch->refusals->len; i++)
    {
      const char *reason = g_array_index (batch->refusals, RgImportRefusal, i).reason;

      g_assert_true (g_utf8_validate (reason, -1, NULL));
      g_assert_cmpuint (strlen (reason), >, 5);
    }
}

static void
check_file (RgTestShop *test, const GString *text, guint round)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportBatch) batch = NULL;
  g_autoptr (GBytes) decoded = NULL;
  const char *used;
  RgImportSummary summary;

  decoded = rg_charset_decode (bytes, NULL, &used, NULL);
  if (decoded != NULL)
    check_rows (g_bytes_get_data (decoded, NULL), g_bytes_get_size (decoded),
                rg_csv_sniff_separator (g_bytes_get_data (decoded, NULL),
                                        g_bytes_get_size (decoded)));
  batch = rg_test_read ("fuzz.csv", text->str, (gssize) text->len, &error);
  if (batch == NULL)
    {
      g_assert_nonnull (error);
      return;
    }
  check_batch (batch);
  if (round % CHECKED_EVERY == 0)
    rg_test_import_batch (test, batch, &summary);
}

typedef struct {
  const char *const *seeds;
  int n_seeds;
  const char *const *spices;
  int n_spices;
  GBytes *(*pack) (GRand *random, const char *text); /* NULL: the text is the file */
} Kind;

/* Mostly a sound folder with a mutated sheet in it, which the XML reader meets; at times the folder
 * itself is mutated. */
static GBytes *
pack_xlsx (GRand *random, const char *text)
{
  return g_rand_int_range (random, 0, 3) > 0
           ? rg_test_xlsx (text, "<si><t>Receipt number</t></si><si><t>Date</t></si>"
                                 "<si><t>Coffee</t></si>")
           : rg_test_xlsx (xlsx_rows[0], text);
}

static GBytes *
pack_ods (GRand *random, const char *text)
{
  return rg_test_ods (text);
}

static GString *
make_file (GRand *random, const Kind *kind)
{
  const char *seed = kind->seeds[g_rand_int_range (random, 0, kind->n_seeds)];
  GString *text = fuzz_mutate (random, seed, strlen (seed), kind->spices, kind->n_spices);
  g_autoptr (GBytes) packed = NULL;
  gsize length;
  const char *data;

  if (kind->pack == NULL)
    return text;
  packed = kind->pack (random, text->str);
  g_string_free (text, TRUE);
  data = g_bytes_get_data (packed, &length);
  return g_rand_int_range (random, 0, 4) > 0
           ? g_string_new_len (data, (gssize) length)
           : fuzz_mutate (random, data, length, kind->spices, kind->n_spices);
}

static void
test_kind (gconstpointer data)
{
  const Kind *kind = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (20091201);
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  gint64 since = g_get_monotonic_time ();
  guint round = 0;

  for (; fuzz_goes_on (round, ROUNDS, since); round++)
    {
      GString *text = make_file (random, kind);

      check_file (test, text, round);
      g_string_free (text, TRUE);
    }
  g_test_message ("%u files in %.0f s", round,
                  (double) (g_get_monotonic_time () - since) / 1e6);
}

/* --- postcodes ---------------------------------------------------------------------------- */

static const char *const maps[] = {
  "NO\t5003\tBergen\tVestland\t46\tBergen\t4601\t\t\t60.3929\t5.3241\t4\nNO\t5003\tBergen\tVestland"
  "\t46\tBergen\t4601\t\t\t60.3931\t5.3243\t4\nGB\tSW1A\tLondon\t\t\t\t\t\t\t51.5\t-0.14\t4\n",
  "postcode,latitude,longitude,country\n5003,60.3929,5.3241,NO\n\"113 51\",59.34,18.05,Sweden\n"
  "0001,,,\n0002,99.999999,0,\n",
};

/* What is read lies on the Earth, each postcode once and in order; what is not has a sentence. */
static void
check_map (const GString *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgPostcodeFile) file = rg_postcode_file_parse (bytes, "map", "NO", NULL, &error);

  if (file == NULL)
    {
      g_assert_true (g_str_has_suffix (error->message, ".") && strlen (error->message) < 600);
      g_assert_false (rg_card_in_text (error->message));
      return;
    }
  g_assert_cmpuint (file->points->len + file->n_again + file->n_without, ==, file->n_rows);
  for (guint i = 0; i < file->points->len; i++)
    {
      const RgPostcodePoint *at = &g_array_index (file->points, RgPostcodePoint, i);
      const RgPostcodePoint *before = i > 0 ? at - 1 : NULL;

      g_assert_cmpint (ABS (at->point.latitude), <=, 90 * RG_POINT_DEGREE);
      g_assert_cmpint (ABS (at->point.longitude), <=, 180 * RG_POINT_DEGREE);
      g_assert_true (*at->postcode != '\0' && strlen (at->country) == 2);
      g_assert_true (before == NULL || strcmp (before->country, at->country) < 0 ||
                     (g_str_equal (before->country, at->country) &&
                      strcmp (before->postcode, at->postcode) < 0));
    }
}

static void
test_maps (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261123);
  const gint64 since = g_get_monotonic_time ();

  for (guint round = 0; fuzz_goes_on (round, ROUNDS, since); round++)
    {
      const char *seed = maps[round % G_N_ELEMENTS (maps)];
      GString *text = fuzz_mutate (random, seed, strlen (seed), spices, G_N_ELEMENTS (spices));

      check_map (text);
      g_string_free (text, TRUE);
    }
}

/* --- reports of other senders ------------------------------------------------------------- */

static const char *const reports[] = {
  "Email Address,Opens,Clicks,Hard Bounce,Unsubscribed\na@x.no,3,1,0,0\nb@x.no,0,0,1,2026-11-03\n",
  "st_text,ts,email\nFirst opening,02-11-2026 09:00:00,a@x.no\nHard bounce,25-11-2026,b@x.no\n",
  "kundennummer;ge\xc3\xb6" "ffnet;geklickt am\nK1;ja;2.11.2026\nK2;nein;0000-00-00 00:00:00\n",
};

/* Every row is taken, or refused with a sentence; whoever clicked has opened. */
static void
check_report (const GString *text, RgResponse as)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text->str,
                                                                         (gssize) text->len, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgResponseFile) file = rg_response_file_read_stream (stream, "report", as, NULL,
                                                                  &error);

  if (file == NULL)
    {
      g_assert_true (g_str_has_suffix (error->message, ".") && strlen (error->message) < 600);
      g_assert_false (rg_card_in_text (error->message));
      return;
    }
  g_assert_cmpuint (file->rows->len + file->n_refused, ==, file->n_rows);
  for (guint i = 0; i < file->refusals->len; i++)
    {
      const char *reason = g_array_index (file->refusals, RgImportRefusal, i).reason;

      g_assert_true (g_str_has_suffix (reason, ".") && g_utf8_validate (reason, -1, NULL));
      g_assert_false (rg_card_in_text (reason));
    }
  for (guint i = 0; i < file->rows->len; i++)
    {
      const RgResponseRow *row = &g_array_index (file->rows, RgResponseRow, i);

      g_assert_true (row->said[RG_RESPONSE_SENT].is);
      g_assert_true (!file->opens || !row->said[RG_RESPONSE_CLICKED].is ||
                     row->said[RG_RESPONSE_OPENED].is);
    }
}

static void
test_reports (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261124);
  const gint64 since = g_get_monotonic_time ();

  for (guint round = 0; fuzz_goes_on (round, ROUNDS, since); round++)
    {
      const char *seed = reports[round % G_N_ELEMENTS (reports)];
      GString *text = fuzz_mutate (random, seed, strlen (seed), spices, G_N_ELEMENTS (spices));

      check_report (text, round % 2 == 0 ? RG_N_RESPONSES : RG_RESPONSE_CLICKED);
      g_string_free (text, TRUE);
    }
}

int
main (int argc, char **argv)
{
  static const Kind csv = { seeds, G_N_ELEMENTS (seeds), spices, G_N_ELEMENTS (spices), NULL };
  static const Kind vcard = { cards, G_N_ELEMENTS (cards), marks, G_N_ELEMENTS (marks), NULL };
  static const Kind xlsx = { xlsx_rows, 1, marks, G_N_ELEMENTS (marks), pack_xlsx };
  static const Kind ods = { ods_rows, 1, marks, G_N_ELEMENTS (marks), pack_ods };

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/import-fuzz/csv", &csv, test_kind);
  g_test_add_data_func ("/import-fuzz/vcard", &vcard, test_kind);
  g_test_add_data_func ("/import-fuzz/xlsx", &xlsx, test_kind);
  g_test_add_data_func ("/import-fuzz/ods", &ods, test_kind);
  g_test_add_func ("/import-fuzz/maps", test_maps);
  g_test_add_func ("/import-fuzz/reports", test_reports);
  return g_test_run ();
}
