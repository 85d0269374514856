/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Exact amounts, and amounts in the forms of fifteen locales. */
#include "base/rg-money.h"

#include <locale.h>
#include <string.h>

static void
test_digits (void)
{
  g_assert_cmpint (rg_currency_digits ("EUR"), ==, 2);
  g_assert_cmpint (rg_currency_digits ("SEK"), ==, 2);
  g_assert_cmpint (rg_currency_digits ("JPY"), ==, 0);
  g_assert_cmpint (rg_currency_digits ("KWD"), ==, 3);
  /* CLDR shows these without decimals; ISO 4217 has them. */
  g_assert_cmpint (rg_currency_digits ("IQD"), ==, 3);
  g_assert_cmpint (rg_currency_digits ("HUF"), ==, 2);
  g_assert_cmpint (rg_currency_digits ("ZZZ"), ==, -1);
  g_assert_cmpint (rg_currency_digits ("eur"), ==, -1);
  g_assert_cmpint (rg_currency_digits ("EU"), ==, -1);
  g_assert_cmpint (rg_currency_digits ("R S"), ==, -1);
  g_assert_cmpint (rg_currency_digits (" EU"), ==, -1);
  g_assert_cmpint (rg_currency_digits (""), ==, -1);
  g_assert_cmpint (rg_currency_digits (NULL), ==, -1);
}

static void
assert_plain (gint64 minor, int digits, const char *expected)
{
  g_autofree char *text = rg_money_format_plain (minor, digits);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_plain (void)
{
  assert_plain (123450, 2, "1234.50");
  assert_plain (-5, 2, "-0.05");
  assert_plain (0, 2, "0.00");
  assert_plain (1234, 0, "1234");
  assert_plain (-1234, 3, "-1.234");
  assert_plain (G_MAXINT64, 2, "92233720368547758.07");
  assert_plain (G_MININT64, 2, "-92233720368547758.08");
  assert_plain (G_MININT64, 0, "-9223372036854775808");
}

static void
test_line_net (void)
{
  static const struct
  {
    gint64 quantity;
    gint64 price;
    int digits;
    gint64 net;
  } cases[] = {
    { 1000, 4950000, 2, 495 },     { 3000, 4950000, 2, 1485 },
    { 1000, 5000, 2, 1 },          { -1000, 5000, 2, -1 },
    { 1000, 4999, 2, 0 },          { -1000, 4999, 2, 0 },
    { 500, 1000, 2, 0 },           { 250, 20000, 2, 1 },
    { 1500, 1000000, 0, 2 },       { 2500, 1000000, 0, 3 },
    { -2500, 1000000, 0, -3 },     { 333, 3000000, 2, 100 },
    { 1000, 1500, 3, 2 },          { 1000, 1234567, 6, 1234567 },
    { 1, 1, 2, 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 net = -1;
      g_assert_true (rg_money_line_net (cases[i].quantity, cases[i].price, cases[i].digits, &net));
      g_assert_cmpint (net, ==, cases[i].net);
    }

  /* Above what a double holds exactly. */
  gint64 net = 7;
  g_assert_true (rg_money_line_net (1000, G_GINT64_CONSTANT (9007199254740993), 6, &net));
  g_assert_cmpint (net, ==, G_GINT64_CONSTANT (9007199254740993));
  net = 7;
  g_assert_false (rg_money_line_net (G_MAXINT64, G_MAXINT64, 2, &net));
  g_assert_false (rg_money_line_net (G_MININT64, G_MAXINT64, 6, &net));
  g_assert_cmpint (net, ==, 7);
}

/* What the locale must show: ICU's own data for 76, written out by hand. In `text`, ~ is a no-
 * break space and _ a narrow one. */
static const struct
{
  const char *locale;
  const char *currency;
  gint64 minor;
  const char *text;
} amounts[] = {
  { "C.UTF-8", "EUR", 123450, "€1,234.50" },
  { "en_US.UTF-8", "SEK", 123450, "SEK~1,234.50" },
  { "en_GB.UTF-8", "GBP", -5, "−£0.05" },
  { "sv_SE.UTF-8", "SEK", -123450, "−1~234,50~kr" },
  { "nb_NO.UTF-8", "NOK", 123450, "1~234,50~kr" },
  { "da_DK.UTF-8", "DKK", 123450, "1.234,50~kr." },
  { "de_DE.UTF-8", "EUR", 123456789, "1.234.567,89~€" },
  { "de_CH.UTF-8", "CHF", 123456750, "CHF~1’234’567.50" },
  { "fr_FR.UTF-8", "EUR", 123456789, "1_234_567,89~€" },
  { "ja_JP.UTF-8", "JPY", 1234567, "￥1,234,567" },
  { "en_IN.UTF-8", "INR", 123456789, "₹12,34,567.89" },
  { "pl_PL.UTF-8", "PLN", 1234500, "12~345,00~zł" },
  { "pt_BR.UTF-8", "BRL", 123450, "R$~1.234,50" },
  { "tr_TR.UTF-8", "TRY", 123450, "₺1.234,50" },
  { "es_ES.UTF-8", "EUR", 1234500, "12.345,00~€" },
  { "ru_RU.UTF-8", "EUR", 123450, "1~234,50~€" },
  { "en_GB.UTF-8", "KWD", 1234567, "KWD~1,234.567" },
  { "en_GB.UTF-8", "EUR", G_MAXINT64, "€92,233,720,368,547,758.07" },
};

static char *
with_spaces (const char *text)
{
  GString *out = g_string_new (text);
  g_string_replace (out, "~", "\u00a0", 0);
  g_string_replace (out, "_", "\u202f", 0);
  return g_string_free_and_steal (out);
}

static void
test_format_locales (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      if (setlocale (LC_ALL, amounts[i].locale) == NULL)
        {
          g_test_message ("%s is not installed", amounts[i].locale);
          continue;
        }
      g_autofree char *text = rg_money_format (amounts[i].minor, amounts[i].currency);
      g_autofree char *expected = with_spaces (amounts[i].text);
      g_assert_cmpstr (text, ==, expected);
    }
  setlocale (LC_ALL, "C.UTF-8");
}

/* What is shown can be typed, in every locale: Arabic and Indian digits, signs behind, marks
 * for the direction of writing. */
static void
test_round_trip (void)
{
  static const char *const locales[] = {
    "C.UTF-8", "en_US.UTF-8", "sv_SE.UTF-8", "de_DE.UTF-8", "de_CH.UTF-8", "fr_FR.UTF-8",
    "ja_JP.UTF-8", "ar_EG.UTF-8", "hi_IN.UTF-8", "fa_IR.UTF-8", "pt_BR.UTF-8", "tr_TR.UTF-8",
    "pl_PL.UTF-8", "he_IL.UTF-8", "bn_BD.UTF-8", "nb_NO.UTF-8",
  };
  static const char *const currencies[] = { "EUR", "SEK", "JPY", "KWD", "INR" };
  static const gint64 values[] = { 0, 1, -1, 99, 12345, -1234567, 98765432109, G_MAXINT64 };

  for (gsize l = 0; l < G_N_ELEMENTS (locales); l++)
    {
      if (setlocale (LC_ALL, locales[l]) == NULL)
        continue;
      for (gsize c = 0; c < G_N_ELEMENTS (currencies); c++)
        {
          for (gsize v = 0; v < G_N_ELEMENTS (values); v++)
            {
              g_autoptr (GError) error = NULL;
              g_autofree char *text = rg_money_format (values[v], currencies[c]);
              gint64 minor = 7;
              if (!rg_money_parse (text, currencies[c], &minor, &error) || minor != values[v])
                g_error ("%s: “%s” is read as %" G_GINT64_FORMAT, locales[l], text, minor);
            }
        }
    }
  setlocale (LC_ALL, "C.UTF-8");
}

typedef struct
{
  const char *locale;
  const char *text;
  gint64 minor; /* G_MININT64: refused */
} TypedAmount;

static const TypedAmount typed[] = {
  { "sv_SE.UTF-8", "1 234,50", 123450 },  { "sv_SE.UTF-8", "-3.5", -350 },
  { "sv_SE.UTF-8", "12", 1200 },          { "sv_SE.UTF-8", "12 kr", 1200 },
  { "sv_SE.UTF-8", "SEK 12", 1200 },      { "sv_SE.UTF-8", "1.234", G_MININT64 },
  { "sv_SE.UTF-8", "−7", -700 },          { "sv_SE.UTF-8", "1'234", 123400 },
  { "de_DE.UTF-8", "1.234,50", 123450 },  { "de_DE.UTF-8", "1.234", 123400 },
  { "de_DE.UTF-8", "1.23", G_MININT64 },  { "de_DE.UTF-8", "1,234", G_MININT64 },
  { "de_DE.UTF-8", "1.234.5", G_MININT64 },
  { "en_US.UTF-8", "1,234.50", 123450 },  { "en_US.UTF-8", "1,50", G_MININT64 },
  { "en_US.UTF-8", "1.234,50", G_MININT64 },
  { "en_US.UTF-8", ".5", 50 },            { "en_US.UTF-8", "5.", G_MININT64 },
  { "en_US.UTF-8", "12,34,567", G_MININT64 },
  { "en_IN.UTF-8", "12,34,567", 123456700 },
  { "en_US.UTF-8", "", G_MININT64 },      { "en_US.UTF-8", "-", G_MININT64 },
  { "en_US.UTF-8", "--5", G_MININT64 },   { "en_US.UTF-8", "1e3", G_MININT64 },
  { "en_US.UTF-8", "0x10", G_MININT64 },  { "en_US.UTF-8", "$5", G_MININT64 },
  { "en_US.UTF-8", "1..5", G_MININT64 },  { "en_US.UTF-8", "1 2", G_MININT64 },
  { "en_US.UTF-8", "1,,234", G_MININT64 }, { "en_US.UTF-8", ",234", G_MININT64 },
  { "en_US.UTF-8", "1,234 567", G_MININT64 },
  { "en_US.UTF-8", "92233720368547758.07", G_MAXINT64 },
  { "en_US.UTF-8", "92233720368547758.08", G_MININT64 },
  { "en_US.UTF-8", "99999999999999999999999", G_MININT64 },
  { "en_US.UTF-8", "\xff", G_MININT64 },
};

static void
test_typed (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 minor = 0;
      if (setlocale (LC_ALL, typed[i].locale) == NULL)
        continue;
      gboolean taken = rg_money_parse (typed[i].text, "SEK", &minor, &error);
      if (taken != (typed[i].minor != G_MININT64) || (taken && minor != typed[i].minor))
        g_error ("%s: “%s”: %d %" G_GINT64_FORMAT,
                 typed[i].locale, typed[i].text, taken, minor);
      g_assert_true (taken == (error == NULL));
    }
  setlocale (LC_ALL, "C.UTF-8");
}

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_numbers (void)
{
  assert_text (rg_money_format_whole (123450, "EUR"), "€1,235");
  assert_text (rg_money_format_whole (-123450, "EUR"), "−€1,235");
  assert_text (rg_money_format_whole (123449, "EUR"), "€1,234");
  assert_text (rg_money_format_whole (50, "EUR"), "€1");
  assert_text (rg_money_format_whole (1234, "JPY"), "JP¥1,234");
  assert_text (rg_number_format (1234567), "1,234,567");
  assert_text (rg_number_format (G_MININT64), "−9,223,372,036,854,775,808");
  assert_text (rg_number_format_decimal (2.345, 1), "2.3");
  assert_text (rg_number_format_decimal (-0.04, 1), "0.0");
  assert_text (rg_number_format_decimal (2.5, 0), "3");
  assert_text (rg_number_format_decimal (-2.5, 0), "−3");
  assert_text (rg_percent_format (0.188, 1), "18.8%");
  assert_text (rg_percent_format (0.5, 0), "50%");
  assert_text (rg_percent_format (0.003, 0), "0.3%");
  assert_text (rg_percent_format (-0.0004, 1), "−0.04%");
  assert_text (rg_percent_format (0.005, 0), "0.5%");
  assert_text (rg_percent_format (0.000001, 0), "0%");
  assert_text (rg_percent_format (0, 0), "0%");
  assert_text (rg_percent_format (0.0 / 0.0, 1), "–");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/money/digits", test_digits);
  g_test_add_func ("/money/plain", test_plain);
  g_test_add_func ("/money/line-net", test_line_net);
  g_test_add_func ("/money/format-locales", test_format_locales);
  g_test_add_func ("/money/round-trip", test_round_trip);
  g_test_add_func ("/money/typed", test_typed);
  g_test_add_func ("/money/numbers", test_numbers);
  return g_test_run ();
}
