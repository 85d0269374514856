/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is known of a country: its names, its money, its clocks, its week. */
#include "base/rg-country.h"

#include <locale.h>

#include "base/rg-money.h"

static void
test_find (void)
{
  g_assert_cmpstr (rg_country_find ("de"), ==, "DE");
  g_assert_cmpstr (rg_country_find (" Germany "), ==, "DE");
  g_assert_cmpstr (rg_country_find ("EIRE"), ==, "IE");
  g_assert_null (rg_country_find ("Atlantis"));
  g_assert_null (rg_country_find (NULL));
}

static void
test_guess (void)
{
  g_assert_cmpstr (rg_country_guess ("Europe/Oslo", "NOK"), ==, "NO");
  g_assert_cmpstr (rg_country_guess ("Asia/Tokyo", "JPY"), ==, "JP");
  g_assert_cmpstr (rg_country_guess ("Europe/Zagreb", "EUR"), ==, "HR");
  g_assert_cmpstr (rg_country_guess ("Europe/Oslo", "EUR"), ==, "");
  g_assert_cmpstr (rg_country_guess ("Mars/Olympus", "NOK"), ==, "");
}

static void
test_follows (void)
{
  static const struct
  {
    const char *code, *currency, *zone;
    int first_weekday;
  } known[] = {
    { "NO", "NOK", "Europe/Oslo", 0 },      { "GB", "GBP", "Europe/London", 0 },
    { "US", "USD", "America/New_York", 6 }, { "JP", "JPY", "Asia/Tokyo", 6 },
    { "IN", "INR", "Asia/Kolkata", 6 },     { "UA", "UAH", "Europe/Kyiv", 0 },
    { "HR", "EUR", "Europe/Zagreb", 0 },    { "EG", "EGP", "Africa/Cairo", 5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autofree char *currency = rg_country_dup_currency (known[i].code);
      g_auto (GStrv) zones = rg_country_list_zones (known[i].code);

      g_assert_cmpstr (currency, ==, known[i].currency);
      g_assert_cmpint (rg_country_first_weekday (known[i].code), ==, known[i].first_weekday);
      g_assert_true (g_strv_contains ((const char *const *) zones, known[i].zone));
    }
  g_assert_null (rg_country_dup_currency ("AQ"));
  g_assert_null (rg_country_dup_currency (""));
  g_assert_cmpint (rg_country_first_weekday (""), ==, 0);
}

static void
test_languages (void)
{
  const char *const cases[][2] = { { "is", "Icelandic" }, { "nb", "Norwegian Bokmål" },
                                   { "German", "German" }, { "", "" }, { "x", "x" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = rg_language_dup_name (cases[i][0]);

      g_assert_cmpstr (name, ==, cases[i][1]);
    }
}

static void
test_names (void)
{
  g_autofree char *country = rg_country_dup_name ("NO");
  g_autofree char *nowhere = rg_country_dup_name ("");
  g_autofree char *currency = rg_currency_dup_name ("NOK");

  g_assert_cmpstr (country, ==, "Norway");
  g_assert_cmpstr (nowhere, ==, "");
  g_assert_cmpstr (currency, ==, "Norwegian Krone");
}

/* Whatever can be chosen can be stored: the store takes no other currency and no other zone. */
static void
test_lists (void)
{
  g_auto (GStrv) countries = rg_countries_list ();
  g_auto (GStrv) currencies = rg_currencies_list ();
  g_auto (GStrv) zones = rg_zones_list ();

  g_assert_cmpuint (g_strv_length (countries), >, 200);
  g_assert_cmpuint (g_strv_length (currencies), >, 140);
  g_assert_cmpuint (g_strv_length (zones), >, 300);
  g_assert_cmpstr (countries[0], ==, "AF");
  for (guint i = 0; countries[i] != NULL; i++)
    g_assert_cmpstr (rg_country_find (countries[i]), ==, countries[i]);
  for (guint i = 0; currencies[i] != NULL; i++)
    g_assert_cmpint (rg_currency_digits (currencies[i]), >=, 0);
  for (guint i = 0; zones[i] != NULL; i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[i]);

      if (zone == NULL)
        g_error ("%s is no time zone here", zones[i]);
    }
}

static void
test_of_user (void)
{
  setlocale (LC_MONETARY, "C");
  g_assert_cmpstr (rg_country_of_user (), ==, "");
  setlocale (LC_MONETARY, "nb_NO.UTF-8");
  g_assert_cmpstr (rg_country_of_user (), ==, "NO");
  setlocale (LC_MONETARY, "en_GB.UTF-8");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "en_GB.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/country/find", test_find);
  g_test_add_func ("/country/follows", test_follows);
  g_test_add_func ("/country/lists", test_lists);
  g_test_add_func ("/country/languages", test_languages);
  g_test_add_func ("/country/names", test_names);
  g_test_add_func ("/country/of-user", test_of_user);
  g_test_add_func ("/country/guess", test_guess);
  return g_test_run ();
}
