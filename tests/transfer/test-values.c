/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Numbers, days and times as tills write them, and encodings. */
#include <string.h>

#include "transfer/rg-charset.h"
#include "transfer/rg-values.h"

static void
assert_number (const char *text, char decimal, gint64 expected)
{
  gint64 micro = -1;

  g_test_message ("%s", text);
  g_assert_cmpint (rg_number_read (text, strlen (text), decimal, "SEK", &micro), ==, RG_VALUE_OK);
  g_assert_cmpint (micro, ==, expected);
}

static void
assert_no_number (const char *text, char decimal, RgValueProblem problem)
{
  gint64 micro;

  g_test_message ("%s", text);
  g_assert_cmpint (rg_number_read (text, strlen (text), decimal, "SEK", &micro), ==, problem);
}

static void
test_numbers (void)
{
  assert_number ("12", '.', 12000000);
  assert_number ("6.95", '.', 6950000);
  assert_number ("-1", '.', -1000000);
  assert_number ("0.001", '.', 1000);
  assert_number (".5", '.', 500000);
  assert_number ("-.5", '.', -500000);
  assert_number ("1,234.50", '.', 1234500000);
  assert_number ("1.234,50", ',', 1234500000);
  assert_number ("1 234,5", ',', 1234500000);
  assert_number ("1\u00A0234,5", ',', 1234500000);
  assert_number ("1’234.50", '.', 1234500000);
  assert_number ("12,34,567", '.', G_GINT64_CONSTANT (1234567000000));
  assert_number ("-$12.00", '.', -12000000);
  assert_number ("($12.00)", '.', -12000000);
  assert_number ("12,00-", ',', -12000000);
  assert_number ("−3", '.', -3000000);
  assert_number ("12,50 kr", ',', 12500000);
  assert_number ("kr. 12,50", ',', 12500000);
  assert_number ("SEK 5", '.', 5000000);
  assert_number ("€ 5", '.', 5000000);
  assert_number ("0.0000005", '.', 1);
  assert_number ("0.0000004999", '.', 0);
  assert_number ("9223372036854", '.', G_GINT64_CONSTANT (9223372036854000000));
}

static void
test_no_numbers (void)
{
  assert_no_number ("", '.', RG_VALUE_EMPTY);
  assert_no_number ("  ", '.', RG_VALUE_EMPTY);
  assert_no_number ("abc", '.', RG_VALUE_NOT_A_NUMBER);
  assert_no_number ("1e400", '.', RG_VALUE_EXPONENT);
  assert_no_number ("1E+05", '.', RG_VALUE_EXPONENT);
  assert_no_number ("=cmd()", '.', RG_VALUE_NOT_A_NUMBER);
  assert_no_number ("=1+1", '.', RG_VALUE_NOT_A_NUMBER);
  assert_no_number ("1,50", '.', RG_VALUE_NOT_A_NUMBER);
  assert_no_number ("1.2.3", '.', RG_VALUE_NOT_A_NUMBER);
  assert_no_number ("--1", '.', RG_VALUE_NOT_A_NUMBER);
  assert_no_number ("(1", '.', RG_VALUE_NOT_A_NUMBER);
  assert_no_number ("12 apples", '.', RG_VALUE_NOT_A_NUMBER);
  assert_no_number ("USD 5", '.', RG_VALUE_OTHER_CURRENCY);
  assert_no_number ("99999999999999999999", '.', RG_VALUE_TOO_LARGE);
  assert_no_number ("9223372036855", '.', RG_VALUE_TOO_LARGE);
}

static char
decimal_of (const char *values, char otherwise)
{
  g_auto (GStrv) cells = g_strsplit (values, " ", -1);
  RgNumberNotes notes = { 0 };

  for (guint i = 0; cells[i] != NULL; i++)
    rg_number_note (&notes, cells[i], strlen (cells[i]));
  return rg_number_decimal (&notes, otherwise);
}

static void
test_decimal_of_a_column (void)
{
  g_assert_cmpint (decimal_of ("1,234 6.95", ','), ==, '.');
  g_assert_cmpint (decimal_of ("1,234 6,95", '.'), ==, ',');
  g_assert_cmpint (decimal_of ("1.234,5", '.'), ==, ',');
  g_assert_cmpint (decimal_of ("1,234,567", ','), ==, '.');
  g_assert_cmpint (decimal_of ("0,125", '.'), ==, ',');
  g_assert_cmpint (decimal_of ("1,234 12", '.'), ==, '.');
  g_assert_cmpint (decimal_of ("1,234 12", ','), ==, ',');
}

static void
assert_date (const char *text, RgDateOrder order, const char *day, gint32 seconds)
{
  RgDay read;
  gint32 time;
  g_autofree char *iso = NULL;

  g_test_message ("%s", text);
  g_assert_cmpint (rg_date_read (text, strlen (text), order, &read, &time), ==, RG_VALUE_OK);
  iso = rg_day_format_iso (read);
  g_assert_cmpstr (iso, ==, day);
  g_assert_cmpint (time, ==, seconds);
}

static void
assert_no_date (const char *text, RgDateOrder order, RgValueProblem problem)
{
  RgDay day;
  gint32 time;

  g_test_message ("%s", text);
  g_assert_cmpint (rg_date_read (text, strlen (text), order, &day, &time), ==, problem);
}

static void
test_dates (void)
{
  assert_date ("2009-12-01 07:45:00", RG_DATE_ORDER_UNKNOWN, "2009-12-01", 27900);
  assert_date ("2025-10-07T09:50:26+02:00", RG_DATE_ORDER_UNKNOWN, "2025-10-07", 35426);
  assert_date ("2025-10-07 09:50:26 +0200", RG_DATE_ORDER_UNKNOWN, "2025-10-07", 35426);
  assert_date ("31/12/2025 14:05", RG_DATE_ORDER_DMY, "2025-12-31", 50700);
  assert_date ("12/31/2025 2:05 PM", RG_DATE_ORDER_MDY, "2025-12-31", 50700);
  assert_date ("1.12.25", RG_DATE_ORDER_DMY, "2025-12-01", RG_TIME_NONE);
  assert_date ("01.02.1961", RG_DATE_ORDER_DMY, "1961-02-01", RG_TIME_NONE);
  assert_date ("1.2.61", RG_DATE_ORDER_DMY, "1961-02-01", RG_TIME_NONE);
  assert_date ("20251231", RG_DATE_ORDER_UNKNOWN, "2025-12-31", RG_TIME_NONE);
  assert_date ("2024-02-29", RG_DATE_ORDER_UNKNOWN, "2024-02-29", RG_TIME_NONE);
  assert_date ("1/2/2026 12:00 AM", RG_DATE_ORDER_MDY, "2026-01-02", 0);
}

static void
test_no_dates (void)
{
  assert_no_date ("", RG_DATE_ORDER_DMY, RG_VALUE_EMPTY);
  assert_no_date ("30.02.2026", RG_DATE_ORDER_DMY, RG_VALUE_NO_SUCH_DAY);
  assert_no_date ("2026-02-30", RG_DATE_ORDER_UNKNOWN, RG_VALUE_NO_SUCH_DAY);
  assert_no_date ("2025-02-29", RG_DATE_ORDER_UNKNOWN, RG_VALUE_NO_SUCH_DAY);
  assert_no_date ("31/12/2025", RG_DATE_ORDER_MDY, RG_VALUE_NO_SUCH_DAY);
  assert_no_date ("1/2/2025", RG_DATE_ORDER_UNKNOWN, RG_VALUE_NOT_A_DATE);
  assert_no_date ("yesterday", RG_DATE_ORDER_DMY, RG_VALUE_NOT_A_DATE);
  assert_no_date ("40148", RG_DATE_ORDER_DMY, RG_VALUE_NOT_A_DATE);
  assert_no_date ("2026-01-01x", RG_DATE_ORDER_DMY, RG_VALUE_NOT_A_DATE);
  assert_no_date ("2026-01-01 25:00", RG_DATE_ORDER_DMY, RG_VALUE_NOT_A_TIME);
  assert_no_date ("1-2/2026", RG_DATE_ORDER_DMY, RG_VALUE_NOT_A_DATE);
}

static RgDateOrder
order_of (const char *values, RgDateOrder otherwise)
{
  g_auto (GStrv) cells = g_strsplit (values, " ", -1);
  RgDateNotes notes = { 0 };

  for (guint i = 0; cells[i] != NULL; i++)
    rg_date_note (&notes, cells[i], strlen (cells[i]));
  return rg_date_order (&notes, otherwise);
}

static void
test_order_of_a_column (void)
{
  g_assert_cmpint (order_of ("1/2/2026 13/2/2026", RG_DATE_ORDER_MDY), ==, RG_DATE_ORDER_DMY);
  g_assert_cmpint (order_of ("1/2/2026 2/13/2026", RG_DATE_ORDER_DMY), ==, RG_DATE_ORDER_MDY);
  g_assert_cmpint (order_of ("1/2/2026 3/4/2026", RG_DATE_ORDER_MDY), ==, RG_DATE_ORDER_MDY);
  g_assert_cmpint (order_of ("2026-01-02", RG_DATE_ORDER_DMY), ==, RG_DATE_ORDER_YMD);
}

static void
test_yes_no (void)
{
  g_assert_cmpint (rg_yes_no_read ("Yes", 3), ==, 1);
  g_assert_cmpint (rg_yes_no_read (" JA ", 4), ==, 1);
  g_assert_cmpint (rg_yes_no_read ("nei", 3), ==, 0);
  g_assert_cmpint (rg_yes_no_read ("Não", 4), ==, 0);
  g_assert_cmpint (rg_yes_no_read ("", 0), ==, -1);
  g_assert_cmpint (rg_yes_no_read ("maybe", 5), ==, -1);
}

static void
assert_decoded (const char *raw, gssize length, const char *charset, const char *expected)
{
  g_autoptr (GBytes) bytes = g_bytes_new (raw, length < 0 ? strlen (raw) : (gsize) length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = NULL;
  const char *used = NULL;

  text = rg_charset_decode (bytes, NULL, &used, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (used, ==, charset);
  g_assert_cmpmem (g_bytes_get_data (text, NULL), g_bytes_get_size (text), expected,
                   strlen (expected));
}

/* Every sample is written in its encoding by iconv, and must come back as it was. */
static void
test_charsets (void)
{
  static const struct {
    const char *charset;
    const char *text;
  } samples[] = {
    { "UTF-8", "Name\nÅse Dahl\n王小明\n" },
    { "UTF-16LE", "Number;Name\n17;Søren Kierkegård\n" },
    { "UTF-16BE", "Number;Name\n17;Søren Kierkegård\n" },
    { "WINDOWS-1252", "Nummer;Name;Ort\n1;Jürgen Groß;Köln\n2;Zoë Müller;Düsseldorf\n" },
    { "WINDOWS-1250", "Numer;Nazwa\n1;Łukasz Żółć\n2;Małgorzata Dąbrowska\n3;Jiří Řehoř\n" },
    { "WINDOWS-1251", "Номер;Имя\n1;Иванова Наталья\n2;Сергей Петров\n" },
    { "WINDOWS-1253", "Αριθμός;Όνομα\n1;Γιώργος Παπαδόπουλος\n" },
    { "WINDOWS-1254", "Numara;Ad\n1;Ayşe Yıldız\n2;Oğuz Şahin\n3;Çağrı Işık\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      gsize length;
      g_autofree char *raw = g_convert (samples[i].text, -1, samples[i].charset, "UTF-8", NULL,
                                        &length, NULL);

      g_assert_nonnull (raw);
      assert_decoded (raw, (gssize) length, samples[i].charset, samples[i].text);
    }
  assert_decoded ("\xEF\xBB\xBFx", -1, "UTF-8", "x");
  assert_decoded ("\xFF\xFEx\0y\0", 6, "UTF-16LE", "xy");
}

static void
assert_refused (const char *raw, gsize length, const char *word)
{
  g_autoptr (GBytes) bytes = g_bytes_new (raw, length);
  g_autoptr (GError) error = NULL;
  const char *used;

  g_assert_null (rg_charset_decode (bytes, NULL, &used, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, word));
}

static void
test_no_text (void)
{
  char binary[512];

  for (guint i = 0; i < sizeof binary; i++)
    binary[i] = (char) (i * 37);
  assert_refused ("", 0, "empty");
  assert_refused ("\xEF\xBB\xBF", 3, "empty");
  assert_refused (binary, sizeof binary, "not a text file");
  assert_refused ("\xD0\xCF\x11\xE0 workbook", 13, "spreadsheet");
  assert_refused ("%PDF-1.7", 8, "PDF");
  assert_refused ("\x1F\x8B\x08 cut", 7, "damaged");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/values/numbers", test_numbers);
  g_test_add_func ("/values/no-numbers", test_no_numbers);
  g_test_add_func ("/values/decimal-of-a-column", test_decimal_of_a_column);
  g_test_add_func ("/values/dates", test_dates);
  g_test_add_func ("/values/no-dates", test_no_dates);
  g_test_add_func ("/values/order-of-a-column", test_order_of_a_column);
  g_test_add_func ("/values/yes-no", test_yes_no);
  g_test_add_func ("/values/charsets", test_charsets);
  g_test_add_func ("/values/no-text", test_no_text);
  return g_test_run ();
}
