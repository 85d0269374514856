/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Days in the user's words: ICU skeletons, always with the whole year. */
#include "config.h"

#include "base/rg-date.h"

#include "base/rg-i18n.h"
#include "base/rg-locale.h"

#include <locale.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/ustring.h>

#define DAY_MS 86400000.0
#define PATTERN_UNITS 128

typedef struct
{
  const char *locale;  /* interned */
  GHashTable *formats; /* skeleton (static) → UDateFormat */
} RgDateFormats;

static void
rg_date_formats_free (gpointer data)
{
  RgDateFormats *self = data;
  g_hash_table_unref (self->formats);
  g_free (self);
}

/* A format may be used by one thread at a time, and opening one is slow: each thread keeps its
 * own. */
static RgDateFormats *
rg_date_formats_get (void)
{
  static GPrivate key = G_PRIVATE_INIT (rg_date_formats_free);
  const char *locale = rg_locale_for_icu (LC_TIME);
  RgDateFormats *self = g_private_get (&key);

  if (self == NULL || self->locale != locale)
    {
      self = g_new0 (RgDateFormats, 1);
      self->locale = locale;
      self->formats = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                             (GDestroyNotify) udat_close);
      g_private_replace (&key, self);
    }
  return self;
}

static int
rg_date_pattern (const char *locale, const char *skeleton, UChar *pattern)
{
  UErrorCode error = U_ZERO_ERROR;
  UChar units[32];

  u_uastrcpy (units, skeleton);
  UDateTimePatternGenerator *generator = udatpg_open (locale, &error);
  int n = udatpg_getBestPattern (generator, units, -1, pattern, PATTERN_UNITS, &error);
  udatpg_close (generator);
  g_assert (U_SUCCESS (error));
  return n;
}

/* Gregorian everywhere, as tills print it, and for all of the past. */
static UDateFormat *
rg_date_format_open (const char *locale, const char *skeleton)
{
  UErrorCode error = U_ZERO_ERROR;
  UChar pattern[PATTERN_UNITS];
  UChar utc[8];

  g_autofree char *gregorian = g_strconcat (locale, "@calendar=gregorian", NULL);
  int n = rg_date_pattern (gregorian, skeleton, pattern);
  u_uastrcpy (utc, "UTC");
  UDateFormat *format = udat_open (UDAT_PATTERN, UDAT_PATTERN, gregorian, utc, -1, pattern, n,
                                   &error);
  UCalendar *calendar = ucal_open (utc, -1, gregorian, UCAL_GREGORIAN, &error);
  ucal_setGregorianChange (calendar, -1e16, &error);
  udat_setCalendar (format, calendar);
  ucal_close (calendar);
  udat_setContext (format, UDISPCTX_CAPITALIZATION_FOR_STANDALONE, &error);
  g_assert (U_SUCCESS (error));
  return format;
}

static char *
rg_date_format_ms (double ms, const char *skeleton)
{
  RgDateFormats *formats = rg_date_formats_get ();
  UDateFormat *format = g_hash_table_lookup (formats->formats, skeleton);
  UErrorCode error = U_ZERO_ERROR;
  UChar units[PATTERN_UNITS];
  char text[PATTERN_UNITS * 3];

  if (format == NULL)
    {
      format = rg_date_format_open (formats->locale, skeleton);
      g_hash_table_insert (formats->formats, (gpointer) skeleton, format);
    }
  int n = udat_format (format, ms, units, PATTERN_UNITS, NULL, &error);
  u_strToUTF8 (text, sizeof text, NULL, units, n, &error);
  g_assert (U_SUCCESS (error));
  return g_strdup (text);
}

static char *
rg_day_format_as (RgDay day, const char *skeleton)
{
  return day == RG_DAY_NONE ? g_strdup ("") : rg_date_format_ms (day * DAY_MS, skeleton);
}

char *
rg_day_format (RgDay day)
{
  return rg_day_format_as (day, "yMMMd");
}

char *
rg_day_format_month (RgDay day)
{
  return rg_day_format_as (day, "yMMMM");
}

char *
rg_day_format_long (RgDay day)
{
  return rg_day_format_as (day, "yMMMMEEEEd");
}

char *
rg_day_format_written (RgDay day)
{
  return rg_day_format_as (day, "yMMMMd");
}

char *
rg_day_format_no_year (RgDay day)
{
  return rg_day_format_as (day, "MMMd");
}

char *
rg_birthday_format (int year, int month, int day)
{
  if (month == 0)
    return year != 0 ? g_strdup_printf ("%d", year) : g_strdup ("");
  /* 29 February is a day of every leap year. */
  return year != 0 ? rg_day_format (rg_day_from_ymd (year, month, day))
                   : rg_day_format_as (rg_day_from_ymd (2000, month, day), "MMMMd");
}

char *
rg_time_format (int seconds)
{
  return seconds == RG_TIME_NONE ? g_strdup ("") : rg_date_format_ms (seconds * 1000.0, "jmm");
}

/* The day by a word, or NULL when the month is needed. `weekday` is the pattern of its name. */
static char *
rg_day_format_near (gint64 back, RgDay day, const char *const words[3], const char *weekday)
{
  if (back >= -1 && back <= 1)
    return g_strdup (_(words[back + 1]));
  return back > 1 && back < 7 ? rg_day_format_as (day, weekday) : NULL;
}

static char *
rg_day_format_in_year (RgDay day, RgDay today)
{
  if (rg_day_year_start (day) == rg_day_year_start (today))
    return rg_day_format_as (day, "MMMd");
  return rg_day_format (day);
}

char *
rg_day_format_relative (RgDay day, RgDay today)
{
  static const char *const words[3] = { N_("Tomorrow"), N_("Today"), N_("Yesterday") };
  char *near = NULL;

  if (day == RG_DAY_NONE || today == RG_DAY_NONE)
    return rg_day_format (day);
  near = rg_day_format_near ((gint64) today - day, day, words, "cccc");
  return near != NULL ? near : rg_day_format_in_year (day, today);
}

char *
rg_day_format_in_sentence (RgDay day, RgDay today)
{
  /* Translators: days within a sentence, as in "went out yesterday". */
  static const char *const words[3] = { N_("tomorrow"), N_("today"), N_("yesterday") };
  char *near = NULL;

  if (day == RG_DAY_NONE || today == RG_DAY_NONE)
    return rg_day_format (day);
  near = rg_day_format_near ((gint64) today - day, day, words, "EEEE");
  return near != NULL ? near : rg_day_format_in_year (day, today);
}
