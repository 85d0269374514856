/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Files that nobody would think of: good ones, cut, doubled and sprinkled with what breaks parsers.
 * Whatever comes in, the reader stays inside its buffer, loses no row and says what it refused. */
#include "rg-test-import.h"

#include <stdlib.h>
#include <string.h>

#include "transfer/rg-charset.h"

#define ROUNDS 3000
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
};

static const char *const spices[] = {
  "\"", "\"\"", ",", ";", "\t", "\r", "\n", "\r\n", "\xEF\xBB\xBF", "\xFF\xFE", "\xC3", "\xF0\x9F",
  "1e400", "-", "(", ")", "=cmd()", "30.02.2026", "2026-02-30", "9999999999999999999", "0", "~",
  "4111111111111111", "NaN", "-0.0000001", "%s%n", "\xE2\x80\xAE", "\x1F", "'", "−", "\x01",
};

static GString *
mutate (GRand *random, const char *seed)
{
  GString *text = g_string_new (seed);

  for (int n = g_rand_int_range (random, 1, 9); n > 0 && text->len > 0; n--)
    {
      gsize at = (gsize) g_rand_int_range (random, 0, (gint32) text->len);
      gsize length = (gsize) g_rand_int_range (random, 1, 40);

      length = MIN (length, text->len - at);

      switch (g_rand_int_range (random, 0, 7))
        {
        case 0:
          text->str[at] = (char) g_rand_int_range (random, 0, 256);
          break;
        case 1:
          g_string_erase (text, (gssize) at, (gssize) length);
          break;
        case 2:
          {
            g_autofree char *copy = g_strndup (text->str + at, length);

            g_string_insert_len (text, g_rand_int_range (random, 0, (gint32) text->len), copy,
                                 (gssize) strlen (copy));
            break;
          }
        case 3:
          g_string_truncate (text, at);
          break;
        default:
          g_string_insert (text, (gssize) at,
                           spices[g_rand_int_range (random, 0, G_N_ELEMENTS (spices))]);
          break;
        }
    }
  return text;
}

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
  guint64 n_lines = 0, in_receipts = 0;

  for (RgLineKind kind = 0; kind < RG_LINE_KINDS; kind++)
    n_lines += batch->lines_of_kind[kind];
  g_assert_cmpuint (n_lines, ==, batch->lines->len);
  for (guint i = 0; i < batch->receipts->len; i++)
    in_receipts += g_array_index (batch->receipts, RgImportReceipt, i).n_lines;
  g_assert_cmpuint (in_receipts, ==, n_lines);
  if (batch->kind == RG_IMPORT_SALES)
    g_assert_cmpuint (n_lines + batch->n_rows_left_out + batch->n_rows_refused, ==,
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

static void
test_mutated (void)
{
  const char *wanted = g_getenv ("REGULARS_FUZZ_ROUNDS");
  guint rounds = wanted != NULL ? (guint) strtoul (wanted, NULL, 10) : ROUNDS;
  g_autoptr (GRand) random = g_rand_new_with_seed (20091201);
  g_autoptr (RgTestShop) test = rg_test_shop_new ();

  for (guint round = 0; round < rounds; round++)
    {
      GString *text =
        mutate (random, seeds[g_rand_int_range (random, 0, G_N_ELEMENTS (seeds))]);

      check_file (test, text, round);
      g_string_free (text, TRUE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-fuzz/mutated", test_mutated);
  return g_test_run ();
}
