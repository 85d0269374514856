/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The reader of comma-separated text: rows, quotes, and what is wrong with them. */
#include <string.h>

#include "transfer/rg-csv.h"

/* Writes the rows as "1:a|b" lines, a problem as "3!2". */
static char *
spell (const char *text, gssize length, char separator)
{
  g_autoptr (RgCsv) csv =
    rg_csv_new (text, length < 0 ? strlen (text) : (gsize) length, separator);
  GString *spelt = g_string_new (NULL);
  RgCsvRow row;

  while (rg_csv_next (csv, &row))
    {
      g_string_append_printf (spelt, "%" G_GUINT64_FORMAT, row.number);
      if (row.problem != RG_CSV_OK)
        g_string_append_printf (spelt, "!%d\n", row.problem);
      else
        for (guint i = 0; i < row.n_cells; i++)
          g_string_append_printf (spelt, "%c%.*s%s", i == 0 ? ':' : '|', (int) row.cells[i].length,
                                  row.cells[i].text, i + 1 == row.n_cells ? "\n" : "");
    }
  return g_string_free (spelt, FALSE);
}

static void
assert_spelt (const char *text, const char *expected)
{
  g_autofree char *spelt = spell (text, -1, ',');

  g_assert_cmpstr (spelt, ==, expected);
}

static void
test_plain (void)
{
  assert_spelt ("", "");
  assert_spelt ("a", "1:a\n");
  assert_spelt ("a,b\nc,d\n", "1:a|b\n2:c|d\n");
  assert_spelt ("a,b\r\nc,d\r\n", "1:a|b\n2:c|d\n");
  assert_spelt ("a,b\rc,d", "1:a|b\n2:c|d\n");
  assert_spelt ("a,,\n", "1:a||\n");
  assert_spelt ("\xEF\xBB\xBFx,y\n", "1:x|y\n");
}

static void
test_empty_lines_are_counted (void)
{
  assert_spelt ("a\n\n\nb\n", "1:a\n4:b\n");
  assert_spelt ("a\r\n\r\nb\r\n", "1:a\n3:b\n");
}

static void
test_quotes (void)
{
  assert_spelt ("\"a\",\"b,c\"\n", "1:a|b,c\n");
  assert_spelt ("\"a \"\"b\"\" c\",\"\"\"\"\n", "1:a \"b\" c|\"\n");
  assert_spelt ("\"two\nlines\",x\ny\n", "1:two\nlines|x\n2:y\n");
  assert_spelt ("7\" record,x\n", "1:7\" record|x\n");
  assert_spelt ("\"\",\"\"\n", "1:|\n");
}

/* The rows behind an unclosed quotation mark must all come out, whatever follows it. */
static void
test_unclosed_quote (void)
{
  assert_spelt ("h,i\n1,2\n3,\"open,4\n5,6\n7,8\n", "1:h|i\n2:1|2\n3!1\n4:5|6\n5:7|8\n");
  assert_spelt ("h,i\n1,2\n3,\"open,4\n5,\"ok\"\n7,8\n", "1:h|i\n2:1|2\n3!1\n4:5|ok\n5:7|8\n");
  assert_spelt ("h,i\n3,\"open\n5,\"\"\n7,8\n", "1:h|i\n2!1\n3:5|\n4:7|8\n");
  assert_spelt ("\"a\"b,c\nd\n", "1!2\n2:d\n");
  assert_spelt ("x,\"", "1!1\n");
}

static void
test_separator_line (void)
{
  assert_spelt ("sep=;\r\na;b,c\r\nd;e\r\n", "2:a|b,c\n3:d|e\n");
}

static void
test_sniff (void)
{
  g_assert_cmpint (rg_csv_sniff_separator ("a;b;c\n1;2,5;3\n", 14), ==, ';');
  g_assert_cmpint (rg_csv_sniff_separator ("a\tb\n1\t2\n", 8), ==, '\t');
  g_assert_cmpint (rg_csv_sniff_separator ("a|b\n1|2\n", 8), ==, '|');
  g_assert_cmpint (rg_csv_sniff_separator ("a,b\n\"x;y;z\",2\n", 14), ==, ',');
  g_assert_cmpint (rg_csv_sniff_separator ("alone\nalone\n", 12), ==, ',');
  g_assert_cmpint (rg_csv_sniff_separator ("", 0), ==, ',');
}

static void
test_limits (void)
{
  g_autoptr (GString) text = g_string_new ("h,i\n");
  g_autofree char *spelt = NULL;

  for (guint i = 0; i < 1024 * 1024; i++)
    g_string_append_c (text, 'x');
  g_string_append (text, ",2\n3,4\n");
  for (guint i = 0; i < 10000; i++)
    g_string_append_c (text, ',');
  g_string_append (text, "\n5,\"");
  for (guint i = 0; i < 1024 * 1024; i++)
    g_string_append_c (text, 'y');
  g_string_append (text, "\"\n6,7\n");
  spelt = spell (text->str, (gssize) text->len, ',');
  g_assert_cmpstr (spelt, ==, "1:h|i\n2!3\n3:3|4\n4!4\n5!3\n6:6|7\n");
}

/* Whatever is written by the rules of RFC 4180 comes back as it was. */
static void
test_round_trip (void)
{
  static const char *const bits[] = { "a", "\"", ",", "\n", "\r\n", " ", "Å", ";", "", "1.5" };
  g_autoptr (GRand) random = g_rand_new_with_seed (4180);

  for (guint round = 0; round < 500; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (RgCsv) csv = NULL;
      guint n_columns = (guint) g_rand_int_range (random, 2, 6), at = 0;
      RgCsvRow row;

      for (guint i = 0; i < n_columns * 4; i++)
        {
          GString *cell = g_string_new (NULL);

          for (int k = g_rand_int_range (random, 0, 5); k > 0; k--)
            g_string_append (cell, bits[g_rand_int_range (random, 0, G_N_ELEMENTS (bits))]);
          g_string_append_c (text, '"');
          for (const char *p = cell->str; *p != '\0'; p++)
            g_string_append_printf (text, *p == '"' ? "\"\"" : "%c", *p);
          g_string_append (text, (i + 1) % n_columns == 0 ? "\"\r\n" : "\",");
          g_ptr_array_add (cells, g_string_free (cell, FALSE));
        }
      csv = rg_csv_new (text->str, text->len, ',');
      while (rg_csv_next (csv, &row))
        {
          g_assert_cmpint (row.problem, ==, RG_CSV_OK);
          g_assert_cmpuint (row.n_cells, ==, n_columns);
          for (guint i = 0; i < n_columns; i++, at++)
            g_assert_cmpmem (row.cells[i].text, row.cells[i].length,
                             g_ptr_array_index (cells, at),
                             strlen (g_ptr_array_index (cells, at)));
        }
      g_assert_cmpuint (at, ==, cells->len);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/plain", test_plain);
  g_test_add_func ("/csv/empty-lines-are-counted", test_empty_lines_are_counted);
  g_test_add_func ("/csv/quotes", test_quotes);
  g_test_add_func ("/csv/unclosed-quote", test_unclosed_quote);
  g_test_add_func ("/csv/separator-line", test_separator_line);
  g_test_add_func ("/csv/sniff", test_sniff);
  g_test_add_func ("/csv/limits", test_limits);
  g_test_add_func ("/csv/round-trip", test_round_trip);
  return g_test_run ();
}
