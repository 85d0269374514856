/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is written reads back the same, and no spreadsheet runs it. */
#include "transfer/rg-csv-write.h"

#include "transfer/rg-csv.h"

static void
check (const char *text, const char *expected)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean begun = FALSE;

  rg_csv_write_cell (out, &begun, text);
  g_assert_cmpstr (out->str, ==, expected);
}

static void
test_cells (void)
{
  check ("", "");
  check ("Åse", "Åse");
  check ("a,b", "\"a,b\"");
  check ("he said \"hi\"", "\"he said \"\"hi\"\"\"");
  check ("two\nlines", "\"two\nlines\"");
}

static void
test_formulas (void)
{
  check ("=cmd()", "'=cmd()");
  check ("@SUM(A1)", "'@SUM(A1)");
  check ("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0");
  check ("-2+3", "'-2+3");
  check ("=1,2", "\"'=1,2\"");
  check ("\t=1", "'\t=1");
  check ("\n=1", "\"'\n=1\"");
  check ("+47 22 33 44", "+47 22 33 44");
  check ("-12.50", "-12.50");
  check ("-", "'-");
}

static void
test_round_trip (void)
{
  static const char *const pieces[] = { "a", "\"", ",", "\n", "\r\n", "ø", " ", "1" };

  for (int round = 0; round < 500; round++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (RgCsv) reader = NULL;
      gboolean begun = FALSE;
      RgCsvRow row;

      for (int i = 0; i < 3; i++)
        {
          GString *cell = g_string_new ("x");

          for (int n = g_test_rand_int_range (0, 6); n > 0; n--)
            g_string_append (cell, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
          rg_csv_write_cell (out, &begun, cell->str);
          g_ptr_array_add (cells, g_string_free (cell, FALSE));
        }
      rg_csv_write_end (out, &begun);
      reader = rg_csv_new (out->str, out->len, ',');
      g_assert_true (rg_csv_next (reader, &row));
      g_assert_cmpuint (row.n_cells, ==, 3);
      for (int i = 0; i < 3; i++)
        {
          g_autofree char *got = g_strndup (row.cells[i].text, row.cells[i].length);

          g_assert_cmpstr (got, ==, g_ptr_array_index (cells, i));
        }
      g_assert_false (rg_csv_next (reader, &row));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-write/cells", test_cells);
  g_test_add_func ("/csv-write/formulas", test_formulas);
  g_test_add_func ("/csv-write/round-trip", test_round_trip);
  return g_test_run ();
}
