/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Days, instants across clock changes, and dates in words. */
#include "base/rg-date.h"

#include <locale.h>

static void
test_round_trip (void)
{
  RgDay first = rg_day_from_ymd (1, 1, 1);
  RgDay last = rg_day_from_ymd (9999, 12, 31);
  int year = 0, month = 0, mday = 0;

  g_assert_cmpint (rg_day_from_ymd (1970, 1, 1), ==, 0);
  g_assert_cmpint (rg_day_from_ymd (2000, 2, 29), ==, 11016);
  g_assert_cmpint (first, ==, -719162);
  for (RgDay day = first; day <= last; day++)
    {
      rg_day_to_ymd (day, &year, &month, &mday);
      if (rg_day_from_ymd (year, month, mday) != day)
        g_error ("%d-%d-%d is not %d", year, month, mday, day);
    }
  /* Independent of our arithmetic. */
  for (RgDay day = first; day <= last; day += 997)
    {
      g_autoptr (GDate) date = g_date_new_julian ((guint) (day - first + 1));
      rg_day_to_ymd (day, &year, &month, &mday);
      g_assert_cmpint (g_date_get_year (date), ==, year);
      g_assert_cmpint (g_date_get_month (date), ==, month);
      g_assert_cmpint (g_date_get_day (date), ==, mday);
      g_assert_cmpint (g_date_get_weekday (date) - 1, ==, rg_day_weekday (day));
    }
}

static void
test_no_such_day (void)
{
  static const int days[][3] = {
    { 2025, 2, 29 }, { 2024, 2, 30 }, { 1900, 2, 29 }, { 2025, 4, 31 }, { 2025, 13, 1 },
    { 2025, 0, 1 },  { 2025, 1, 0 },  { 0, 1, 1 },     { 10000, 1, 1 }, { -1, 1, 1 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    g_assert_cmpint (rg_day_from_ymd (days[i][0], days[i][1], days[i][2]), ==, RG_DAY_NONE);

  static const char *const texts[] = {
    "2025-02-30", "2025-2-3", "2025-02-03 ", "20250203", "", "2025-02-0x", "+025-02-03",
    "٢٠٢٥-٠١-٠١",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpint (rg_day_parse_iso (texts[i]), ==, RG_DAY_NONE);
  g_assert_cmpint (rg_day_parse_iso (NULL), ==, RG_DAY_NONE);
}

static void
test_calendar (void)
{
  g_assert_cmpint (rg_day_add_months (rg_day_from_ymd (2024, 1, 31), 1), ==,
                   rg_day_from_ymd (2024, 2, 29));
  g_assert_cmpint (rg_day_add_months (rg_day_from_ymd (2024, 1, 31), -2), ==,
                   rg_day_from_ymd (2023, 11, 30));
  g_assert_cmpint (rg_day_add_months (rg_day_from_ymd (2024, 12, 15), 1), ==,
                   rg_day_from_ymd (2025, 1, 15));
  g_assert_cmpint (rg_day_add_months (rg_day_from_ymd (9999, 12, 15), 1), ==, RG_DAY_NONE);
  g_assert_cmpint (rg_day_add_months (rg_day_from_ymd (2, 1, 15), -13), ==, RG_DAY_NONE);

  /* 21 November 2026 is a Saturday. */
  RgDay day = rg_day_from_ymd (2026, 11, 21);
  g_assert_cmpint (rg_day_weekday (day), ==, 5);
  g_assert_cmpint (rg_day_week_start (day, 0), ==, day - 5);
  g_assert_cmpint (rg_day_week_start (day, 6), ==, day - 6);
  g_assert_cmpint (rg_day_week_start (day, 5), ==, day);
  g_assert_cmpint (rg_day_month_start (day), ==, rg_day_from_ymd (2026, 11, 1));
  g_assert_cmpint (rg_day_year_start (day), ==, rg_day_from_ymd (2026, 1, 1));
}

static void
test_age (void)
{
  RgDay leap = rg_day_from_ymd (2000, 2, 29);
  g_assert_cmpint (rg_day_years_between (leap, rg_day_from_ymd (2025, 2, 28)), ==, 24);
  g_assert_cmpint (rg_day_years_between (leap, rg_day_from_ymd (2025, 3, 1)), ==, 25);
  g_assert_cmpint (rg_day_years_between (leap, rg_day_from_ymd (2024, 2, 29)), ==, 24);
  g_assert_cmpint (rg_day_years_between (rg_day_from_ymd (1980, 11, 22),
                                         rg_day_from_ymd (2026, 11, 21)), ==, 45);
  g_assert_cmpint (rg_day_years_between (rg_day_from_ymd (1980, 11, 21),
                                         rg_day_from_ymd (2026, 11, 21)), ==, 46);
}

static void
test_clock_forward (void)
{
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");
  RgDay day = rg_day_from_ymd (2026, 3, 29);
  gint64 change = 1774746000; /* 2026-03-29T01:00:00Z */

  g_assert_nonnull (berlin);
  g_assert_cmpint (rg_day_to_instant (day, 2 * 3600 - 1, berlin), ==, change - 1);
  g_assert_cmpint (rg_day_to_instant (day, 2 * 3600, berlin), ==, change);
  g_assert_cmpint (rg_day_to_instant (day, 2 * 3600 + 1800, berlin), ==, change);
  g_assert_cmpint (rg_day_to_instant (day, 3 * 3600, berlin), ==, change);
  g_assert_cmpint (rg_day_to_instant (day, 3 * 3600 + 1, berlin), ==, change + 1);
}

static void
test_clock_back (void)
{
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");
  RgDay day = rg_day_from_ymd (2026, 10, 25);
  gint64 change = 1792890000; /* 2026-10-25T01:00:00Z, 03:00 becomes 02:00 */

  g_assert_cmpint (rg_day_to_instant (day, 2 * 3600, berlin), ==, change - 3600);
  g_assert_cmpint (rg_day_to_instant (day, 3 * 3600 - 1, berlin), ==, change - 1);
  g_assert_cmpint (rg_day_to_instant (day, 3 * 3600, berlin), ==, change + 3600);
  g_assert_cmpint (rg_day_to_instant (day, RG_TIME_NONE, berlin), ==, change + 10 * 3600);

  /* Half an hour, on the other side of the world; and where midnight itself did not exist. */
  g_autoptr (GTimeZone) howe = g_time_zone_new_identifier ("Australia/Lord_Howe");
  g_assert_cmpint (rg_day_to_instant (rg_day_from_ymd (2026, 10, 4), 2 * 3600 + 900, howe), ==,
                   1791041400);
  g_autoptr (GTimeZone) sao_paulo = g_time_zone_new_identifier ("America/Sao_Paulo");
  g_assert_cmpint (rg_day_to_instant (rg_day_from_ymd (2018, 11, 4), 0, sao_paulo), ==, 1541300400);
}

static void
test_instant_day (void)
{
  g_autoptr (GTimeZone) tokyo = g_time_zone_new_identifier ("Asia/Tokyo");
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_assert_cmpint (rg_instant_day (-1, utc), ==, -1);
  g_assert_cmpint (rg_instant_day (0, utc), ==, 0);
  g_assert_cmpint (rg_instant_day (15 * 3600 - 1, tokyo), ==, 0);
  g_assert_cmpint (rg_instant_day (15 * 3600, tokyo), ==, 1);
  for (RgDay day = 0; day < 30000; day += 13)
    g_assert_cmpint (rg_instant_day (rg_day_to_instant (day, 0, tokyo), tokyo), ==, day);
}

static void
test_fixed_clock (void)
{
  g_autoptr (GTimeZone) tokyo = g_time_zone_new_identifier ("Asia/Tokyo");
  g_setenv ("REGULARS_NOW", "2026-11-20T16:00:00Z", TRUE);
  g_assert_cmpint (rg_instant_now (), ==, 1795190400);
  g_assert_cmpint (rg_day_today (tokyo), ==, rg_day_from_ymd (2026, 11, 21));
  g_unsetenv ("REGULARS_NOW");
  gint64 before = g_get_real_time () / G_USEC_PER_SEC;
  g_assert_cmpint (rg_instant_now (), >=, before);
}

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_words (void)
{
  RgDay today = rg_day_from_ymd (2026, 11, 21);

  g_assert_nonnull (setlocale (LC_ALL, "C.UTF-8"));
  assert_text (rg_day_format (today), "21 Nov 2026");
  assert_text (rg_day_format_month (today), "November 2026");
  assert_text (rg_day_format_long (today), "Saturday, 21 November 2026");
  assert_text (rg_day_format_iso (today), "2026-11-21");
  assert_text (rg_day_format_relative (today, today), "Today");
  assert_text (rg_day_format_relative (today - 1, today), "Yesterday");
  assert_text (rg_day_format_relative (today + 1, today), "Tomorrow");
  assert_text (rg_day_format_relative (today - 2, today), "Thursday");
  assert_text (rg_day_format_relative (today - 6, today), "Sunday");
  assert_text (rg_day_format_relative (today - 7, today), "14 Nov");
  assert_text (rg_day_format_relative (today - 365, today), "21 Nov 2025");
  assert_text (rg_day_format_in_sentence (today, today), "today");
  assert_text (rg_day_format_in_sentence (today - 1, today), "yesterday");
  assert_text (rg_day_format_in_sentence (today + 1, today), "tomorrow");
  assert_text (rg_day_format_in_sentence (today - 2, today), "Thursday");
  assert_text (rg_day_format_in_sentence (today - 7, today), "14 Nov");
  assert_text (rg_day_format (RG_DAY_NONE), "");
  assert_text (rg_day_format_iso (RG_DAY_NONE), "");
  assert_text (rg_day_format_iso (rg_day_from_ymd (33, 4, 3)), "0033-04-03");
  assert_text (rg_time_format (18 * 3600 + 4 * 60), "6:04\u202fpm");
}

static void
test_locales (void)
{
  static const struct
  {
    const char *locale;
    const char *text;
  } cases[] = {
    { "sv_SE.UTF-8", "7 nov. 2026" },  { "de_DE.UTF-8", "7. Nov. 2026" },
    { "en_US.UTF-8", "Nov 7, 2026" },  { "en_GB.UTF-8", "7 Nov 2026" },
    { "fr_FR.UTF-8", "7 nov. 2026" },  { "ja_JP.UTF-8", "2026年11月7日" },
    { "ko_KR.UTF-8", "2026년 11월 7일" }, { "th_TH.UTF-8", "7 พ.ย. 2026" },
  };
  RgDay day = rg_day_from_ymd (2026, 11, 7);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      if (setlocale (LC_ALL, cases[i].locale) == NULL)
        {
          g_test_message ("%s is not installed", cases[i].locale);
          continue;
        }
      g_autofree char *text = rg_day_format (day);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
  setlocale (LC_ALL, "C.UTF-8");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date/round-trip", test_round_trip);
  g_test_add_func ("/date/no-such-day", test_no_such_day);
  g_test_add_func ("/date/calendar", test_calendar);
  g_test_add_func ("/date/age", test_age);
  g_test_add_func ("/date/clock-forward", test_clock_forward);
  g_test_add_func ("/date/clock-back", test_clock_back);
  g_test_add_func ("/date/instant-day", test_instant_day);
  g_test_add_func ("/date/fixed-clock", test_fixed_clock);
  g_test_add_func ("/date/words", test_words);
  g_test_add_func ("/date/locales", test_locales);
  return g_test_run ();
}
