/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Files that are broken, or made to break: a clear sentence each, and nothing lost. */
#include "rg-test-import.h"

#include <string.h>

#define HEADER "Receipt number,Date,Product code,Product,Quantity,Unit price,Customer ID\n"
#define GOOD "1,2026-01-05,A,Coffee,2,49.90,c1\n"

/* The whole file is refused with a sentence that has this word. */
static void
assert_refused (const char *text, gssize length, const char *word)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rg_test_read ("hostile.csv", text, length, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, word));
  g_assert_true (g_str_has_suffix (error->message, ".") || g_str_has_suffix (error->message, "?"));
}

/* One row is refused with a reason that has this word, and `n_lines` good ones stay. */
static void
assert_row_refused (const char *text, gssize length, guint64 row, const char *word, guint n_lines)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportBatch) batch = rg_test_read ("hostile.csv", text, length, &error);
  const RgImportRefusal *refusal;

  g_assert_no_error (error);
  g_assert_cmpuint (batch->n_rows_refused, ==, 1);
  refusal = &g_array_index (batch->refusals, RgImportRefusal, 0);
  g_test_message ("%" G_GUINT64_FORMAT ": %s", refusal->row, refusal->reason);
  g_assert_cmpuint (refusal->row, ==, row);
  g_assert_nonnull (strstr (refusal->reason, word));
  g_assert_cmpuint (batch->lines->len, ==, n_lines);
}

static void
test_files (void)
{
  char binary[4096];

  for (guint i = 0; i < sizeof binary; i++)
    binary[i] = (char) ((i * 2654435761u) >> 24);
  assert_refused ("", 0, "empty");
  assert_refused ("\n\n\n", 3, "empty");
  assert_refused (binary, sizeof binary, "text file");
  assert_refused ("PK\x03\x04", 4, "spreadsheet");
  assert_refused ("\xD0\xCF\x11\xE0", 4, "password");
  assert_refused ("nothing of use\nat all\n", -1, "No column");
}

static void
test_ten_thousand_columns (void)
{
  g_autoptr (GString) header = g_string_new ("Receipt number,Date,SKU,Price");
  g_autoptr (GString) row = g_string_new (HEADER GOOD);

  for (guint i = 0; i < 10000; i++)
    {
      g_string_append_printf (header, ",c%u", i);
      g_string_append_printf (row, "%u,", i);
    }
  g_string_append (header, "\n1,2026-01-05,A,5\n");
  g_string_append (row, "\n2,2026-01-05,A,Coffee,2,49.90,c1\n");
  assert_refused (header->str, (gssize) header->len, "columns");
  assert_row_refused (row->str, (gssize) row->len, 3, "columns", 2);
}

static void
test_cells (void)
{
  g_autoptr (GString) text = g_string_new (HEADER GOOD "2,2026-01-05,A,");

  for (guint i = 0; i < 1024 * 1024; i++)
    g_string_append_c (text, 'x');
  g_string_append (text, ",1,5,c1\n3,2026-01-05,A,Coffee,1,5,c1\n");
  assert_row_refused (text->str, (gssize) text->len, 3, "longer", 2);
  assert_row_refused (HEADER GOOD "2,2026-01-05,A,\"Coffee,1,5,c1\n3,2026-01-05,A,Tea,1,5,\n", -1,
                      3, "never closed", 2);
  assert_row_refused (HEADER GOOD "2,2026-01-05,A,Coffee,1,1e400,c1\n", -1, 3, "exponent", 1);
  assert_row_refused (HEADER GOOD "2,2026-01-05,A,Coffee,=cmd(),5,c1\n", -1, 3, "not a number", 1);
  assert_row_refused (HEADER GOOD "2,2026-02-30,A,Coffee,1,5,c1\n", -1, 3, "does not exist", 1);
  assert_row_refused (HEADER GOOD ",2026-02-03,A,Coffee,1,5,c1\n", -1, 3, "missing", 1);
  assert_row_refused (HEADER GOOD "2,,A,Coffee,1,5,c1\n", -1, 3, "missing", 1);
  assert_row_refused (HEADER GOOD "2,2026-02-03,,,1,5,c1\n", -1, 3, "missing", 1);
  assert_row_refused (HEADER GOOD "2,2026-02-03,A,,1\n", -1, 3, "missing", 1);
  assert_row_refused (HEADER GOOD "2,2026-02-03,A,,9999999999999,9999999999,\n", -1, 3, "large", 1);
}

/* What looks like a formula is a text like any other. */
static void
test_formula (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *name = NULL;

  rg_test_import (test, "x.csv", HEADER "1,2026-01-05,A,=cmd(),2,49.90,=1+1\n", NULL);
  name = rg_test_shop_read (test, "SELECT name FROM product");
  g_assert_cmpstr (name, ==, "=cmd()");
}

static void
assert_same_lines (const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportBatch) batch = rg_test_read ("x.csv", text, (gssize) length, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (batch->n_rows_refused, ==, 0);
  g_assert_cmpuint (batch->lines->len, ==, 2);
  g_assert_cmpint (g_array_index (batch->lines, RgImportLine, 0).net_minor, ==, 9980);
  g_assert_cmpstr (g_array_index (batch->products, RgImportProduct, 0).name, ==, "Kaffebønner");
}

/* The same two lines however a program may write them. */
static void
test_shapes (void)
{
  static const char comma[] = "Receipt number,Date,Product code,Product,Quantity,Unit price\n"
                              "1,2026-01-05,A,Kaffebønner,2,49.90\n2,2026-01-13,A,,1,1.00\n";
  static const char semicolon[] = "Bongnr;Dato;Varenr;Varenavn;Antall;Pris\r\n"
                                  "1;05.01.2026;A;Kaffebønner;2;49,90\r\n"
                                  "2;13.01.2026;A;;1;1,00\r\n";
  static const char *const charsets[] = { "UTF-16LE", "UTF-16BE", "WINDOWS-1252" };
  g_autofree char *tabs = g_strdelimit (g_strdup (comma), ",", '\t');
  g_autofree char *bars = g_strdelimit (g_strdup (comma), ",", '|');
  g_autofree char *marked = g_strconcat ("\xEF\xBB\xBF", comma, NULL);

  assert_same_lines (comma, strlen (comma));
  assert_same_lines (semicolon, strlen (semicolon));
  assert_same_lines (tabs, strlen (tabs));
  assert_same_lines (bars, strlen (bars));
  assert_same_lines (marked, strlen (marked));
  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      gsize length;
      g_autofree char *raw = g_convert (comma, -1, charsets[i], "UTF-8", NULL, &length, NULL);

      assert_same_lines (raw, length);
    }
}

/* One file with twelve kinds of dirt, a good row between each two: every bad row is named with what
 * is wrong with it, and every good one comes in. */
static void
test_twelve_kinds_of_dirt (void)
{
  static const struct
  {
    const char *row;
    const char *word;
  } dirt[] = {
    { "d1,2026-01-05,A,\"Coffee,1,5,,NOK", "never closed" },
    { "d2,2026-01-05,A,\"Cof\"fee,1,5,,NOK", "follows" },
    { "d3,someday,A,Coffee,1,5,,NOK", "is not a date" },
    { "d4,2026-02-30,A,Coffee,1,5,,NOK", "does not exist" },
    { "d5,2026-01-05,A,Coffee,many,5,,NOK", "is not a number" },
    { "d6,2026-01-05,A,Coffee,1,5E+12,,NOK", "exponent" },
    { "d7,2026-01-05,A,Coffee,1,99999999999999999999,,NOK", "too large" },
    { "d8,2026-01-05,A,Coffee,1,5,,USD", "another currency" },
    { ",2026-01-05,A,Coffee,1,5,,NOK", "is missing" },
    { "d10,2026-01-05,,,1,5,,NOK", "is missing" },
    { "d11,2026-01-05,A,Coffee,1,,,NOK", "is missing" },
    { "d12,2026-01-05,A,Coffee,1,=1+1,,NOK", "is not a number" },
  };
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text =
    g_string_new ("Receipt number,Date,Product code,Product,Quantity,Unit price,Customer ID,"
                  "Currency\n");
  g_autoptr (RgImportBatch) batch = NULL;
  g_autofree char *count = NULL;
  RgImportSummary summary;

  for (guint i = 0; i < G_N_ELEMENTS (dirt); i++)
    g_string_append_printf (text, "%s\nok%u,2026-01-05,A,Coffee,1,5,c1,NOK\n", dirt[i].row, i);
  batch = rg_test_read ("dirt.csv", text->str, (gssize) text->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (batch->n_rows, ==, 2 * G_N_ELEMENTS (dirt));
  g_assert_cmpuint (batch->n_rows_refused, ==, G_N_ELEMENTS (dirt));
  for (guint i = 0; i < G_N_ELEMENTS (dirt); i++)
    {
      const RgImportRefusal *refusal = &g_array_index (batch->refusals, RgImportRefusal, i);

      g_test_message ("%" G_GUINT64_FORMAT ": %s", refusal->row, refusal->reason);
      g_assert_cmpuint (refusal->row, ==, 2 + 2 * i);
      g_assert_nonnull (strstr (refusal->reason, dirt[i].word));
    }
  rg_test_import_batch (test, batch, &summary);
  g_assert_cmpuint (summary.receipts_new, ==, G_N_ELEMENTS (dirt));
  count = rg_test_shop_read (test, "SELECT count(*) FROM receipt WHERE number LIKE 'ok%'");
  g_assert_cmpstr (count, ==, "12");
}

/* A payment card number never reaches the file; its row does. */
static void
test_payment_cards (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportBatch) batch = rg_test_read (
    "x.csv", HEADER "1,2026-01-05,A,Coffee,2,49.90,4111 1111 1111 1111\n", -1, &error);
  g_autofree char *lines = NULL, *customers = NULL;
  const RgImportRefusal *dropped;

  g_assert_no_error (error);
  g_assert_cmpuint (batch->n_rows_refused, ==, 0);
  g_assert_cmpuint (batch->n_cells_dropped, ==, 1);
  dropped = &g_array_index (batch->dropped, RgImportRefusal, 0);
  g_assert_cmpuint (dropped->row, ==, 2);
  g_assert_null (strstr (dropped->reason, "4111"));
  rg_test_import_batch (test, batch, NULL);
  lines = rg_test_shop_read (test, "SELECT count(*) FROM receipt_line");
  customers = rg_test_shop_read (test, "SELECT count(*) FROM customer");
  g_assert_cmpstr (lines, ==, "1");
  g_assert_cmpstr (customers, ==, "0");
}

/* What a row cannot do without is no card's number either. A long number that is none stays. */
static void
test_card_keys (void)
{
  static const char *const rows[] = {
    "4111 1111 1111 1111,2026-01-05,A,Coffee,2,49.90,c1\n",
    "2,2026-01-05,4111111111111111,Coffee,2,49.90,c1\n",
    "2,2026-01-05,,5500-0000-0000-0004,2,49.90,c1\n",
  };
  static const char good[] = "4111111111111112,2026-01-05,4006381333931,Coffee,1,1.00,c1\n";

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strconcat (HEADER GOOD, rows[i], good, NULL);
      g_autoptr (RgImportBatch) batch = NULL;

      assert_row_refused (text, -1, 3, "payment card", 2);
      batch = rg_test_read ("x.csv", text, -1, NULL);
      g_assert_null (strstr (g_array_index (batch->refusals, RgImportRefusal, 0).reason, "1111"));
    }
}

/* What the shop's file itself refuses is dropped before: one cell never stops the whole import. */
static void
test_card_like (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *customers = NULL;
  RgImportSummary summary;

  rg_test_import (test, "x.csv",
                  "Customer number,First name,Last name,Street,Note\n"
                  "1,Åse,Dahl,20000000000006,\n2,4111 1111,1111 1111,,\n"
                  "3,Kim,Min-su,,6-0000-0000-0000-7\n", &summary);
  customers = rg_test_shop_read (test, "SELECT count(*) FROM customer");
  g_assert_cmpstr (customers, ==, "3");
  g_assert_cmpuint (summary.cells_dropped, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile/files", test_files);
  g_test_add_func ("/hostile/ten-thousand-columns", test_ten_thousand_columns);
  g_test_add_func ("/hostile/cells", test_cells);
  g_test_add_func ("/hostile/formula", test_formula);
  g_test_add_func ("/hostile/shapes", test_shapes);
  g_test_add_func ("/hostile/twelve-kinds-of-dirt", test_twelve_kinds_of_dirt);
  g_test_add_func ("/hostile/payment-cards", test_payment_cards);
  g_test_add_func ("/hostile/card-keys", test_card_keys);
  g_test_add_func ("/hostile/card-like", test_card_like);
  return g_test_run ();
}
