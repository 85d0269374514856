/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The calendar: days as numbers, and the instants of local times. */
#include "config.h"

#include "base/rg-date.h"

#include <string.h>

#define DAY_SECONDS 86400
#define FIRST_YEAR 1
#define LAST_YEAR 9999

static gboolean
rg_year_is_leap (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
rg_month_days (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  return month == 2 && rg_year_is_leap (year) ? 29 : days[month - 1];
}

/* Both ways after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in
 * March, in eras of 400 years or 146097 days. */
RgDay
rg_day_from_ymd (int year, int month, int day)
{
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1
      || day > rg_month_days (year, month))
    return RG_DAY_NONE;

  int y = month <= 2 ? year - 1 : year;
  int era = y / 400;
  int year_of_era = y - era * 400;
  int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

void
rg_day_to_ymd (RgDay day, int *year, int *month, int *mday)
{
  g_return_if_fail (day != RG_DAY_NONE);

  gint64 z = (gint64) day + 719468;
  gint64 era = (z >= 0 ? z : z - 146096) / 146097;
  int day_of_era = (int) (z - era * 146097);
  int leap_days = day_of_era / 1460 - day_of_era / 36524 + day_of_era / 146096;
  int year_of_era = (day_of_era - leap_days) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int shifted = (5 * day_of_year + 2) / 153;
  int m = shifted < 10 ? shifted + 3 : shifted - 9;

  if (year != NULL)
    *year = (int) (year_of_era + era * 400) + (m <= 2 ? 1 : 0);
  if (month != NULL)
    *month = m;
  if (mday != NULL)
    *mday = day_of_year - (153 * shifted + 2) / 5 + 1;
}

int
rg_day_weekday (RgDay day)
{
  /* 1970-01-01 was a Thursday. */
  return (int) ((((gint64) day + 3) % 7 + 7) % 7);
}

RgDay
rg_day_add_months (RgDay day, int months)
{
  int year, month, mday;

  if (day == RG_DAY_NONE)
    return RG_DAY_NONE;
  rg_day_to_ymd (day, &year, &month, &mday);
  gint64 count = (gint64) year * 12 + month - 1 + months;
  if (count < FIRST_YEAR * 12 || count > LAST_YEAR * 12 + 11)
    return RG_DAY_NONE;
  year = (int) (count / 12);
  month = (int) (count % 12) + 1;
  return rg_day_from_ymd (year, month, MIN (mday, rg_month_days (year, month)));
}

RgDay
rg_day_week_start (RgDay day, int first_weekday)
{
  return day - (rg_day_weekday (day) - first_weekday + 7) % 7;
}

RgDay
rg_day_month_start (RgDay day)
{
  int year, month;
  rg_day_to_ymd (day, &year, &month, NULL);
  return rg_day_from_ymd (year, month, 1);
}

RgDay
rg_day_year_start (RgDay day)
{
  int year;
  rg_day_to_ymd (day, &year, NULL, NULL);
  return rg_day_from_ymd (year, 1, 1);
}

int
rg_day_years_between (RgDay born, RgDay on)
{
  int year, month, mday, on_year, on_month, on_mday;

  if (born == RG_DAY_NONE || on == RG_DAY_NONE)
    return 0;
  rg_day_to_ymd (born, &year, &month, &mday);
  rg_day_to_ymd (on, &on_year, &on_month, &on_mday);
  int had_birthday = on_month > month || (on_month == month && on_mday >= mday);
  return on_year - year - (had_birthday ? 0 : 1);
}

char *
rg_day_format_iso (RgDay day)
{
  int year, month, mday;

  if (day == RG_DAY_NONE)
    return g_strdup ("");
  rg_day_to_ymd (day, &year, &month, &mday);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, mday);
}

static int
rg_day_parse_digits (const char *text, int n)
{
  int value = 0;
  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      value = value * 10 + (text[i] - '0');
    }
  return value;
}

RgDay
rg_day_parse_iso (const char *text)
{
  if (text == NULL || strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return RG_DAY_NONE;
  int year = rg_day_parse_digits (text, 4);
  int month = rg_day_parse_digits (text + 5, 2);
  int mday = rg_day_parse_digits (text + 8, 2);
  return rg_day_from_ymd (year, month, mday);
}

/* --- Instants --------------------------------------------------------------------------------- */

gint64
rg_instant_now_ms (void)
{
  const char *fixed = g_getenv ("REGULARS_NOW");
  if (fixed != NULL)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (fixed, NULL);
      if (time != NULL)
        return g_date_time_to_unix (time) * 1000;
    }
  return g_get_real_time () / 1000;
}

gint64
rg_instant_now (void)
{
  return rg_instant_now_ms () / 1000;
}

static GTimeZone *
rg_zone_ref (GTimeZone *zone)
{
  return zone != NULL ? g_time_zone_ref (zone) : g_time_zone_new_local ();
}

static gint64
rg_zone_offset (GTimeZone *zone, gint64 instant)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, instant);
  return g_time_zone_get_offset (zone, interval);
}

RgDay
rg_instant_day (gint64 instant, GTimeZone *zone)
{
  g_autoptr (GTimeZone) own = rg_zone_ref (zone);
  gint64 local = instant + rg_zone_offset (own, instant);
  gint64 day = local >= 0 ? local / DAY_SECONDS : (local - (DAY_SECONDS - 1)) / DAY_SECONDS;
  return (RgDay) CLAMP (day, G_MININT32 + 1, G_MAXINT32);
}

RgDay
rg_day_today (GTimeZone *zone)
{
  return rg_instant_day (rg_instant_now (), zone);
}

/* The first instant in (low, high] whose offset is the one at `high`. */
static gint64
rg_zone_find_change (GTimeZone *zone, gint64 low, gint64 high)
{
  gint64 after = rg_zone_offset (zone, high);
  while (high - low > 1)
    {
      gint64 middle = low + (high - low) / 2;
      if (rg_zone_offset (zone, middle) == after)
        high = middle;
      else
        low = middle;
    }
  return high;
}

gint64
rg_day_to_instant (RgDay day, int seconds, GTimeZone *zone)
{
  g_return_val_if_fail (day != RG_DAY_NONE, 0);

  g_autoptr (GTimeZone) own = rg_zone_ref (zone);
  gint64 local = (gint64) day * DAY_SECONDS + (seconds == RG_TIME_NONE ? DAY_SECONDS / 2 : seconds);
  gint64 before = rg_zone_offset (own, local - DAY_SECONDS);
  gint64 after = rg_zone_offset (own, local + DAY_SECONDS);

  /* The offset before a change gives the earlier instant of a time that exists twice. */
  if (rg_zone_offset (own, local - before) == before)
    return local - before;
  if (rg_zone_offset (own, local - after) == after)
    return local - after;
  return rg_zone_find_change (own, local - DAY_SECONDS, local + DAY_SECONDS);
}
