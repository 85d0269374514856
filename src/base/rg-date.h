/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Calendar days and instants.
 *
 * A day (RgDay) is the number of days since 1970-01-01 in the proleptic Gregorian calendar, local
 * to the shop: what the till printed. An instant is Unix seconds, UTC. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef gint32 RgDay;

#define RG_DAY_NONE G_MININT32
#define RG_TIME_NONE (-1)

/* Returns RG_DAY_NONE where there is no such day (30 February) or the year is outside 1..9999. */
RgDay rg_day_from_ymd (int year, int month, int day);
void rg_day_to_ymd (RgDay day, int *year, int *month, int *mday);

/* 0 is Monday, 6 is Sunday. */
int rg_day_weekday (RgDay day);
/* The same day of the month, or the month's last day where that does not exist. */
RgDay rg_day_add_months (RgDay day, int months);
/* first_weekday: 0 is Monday. */
RgDay rg_day_week_start (RgDay day, int first_weekday);
RgDay rg_day_month_start (RgDay day);
RgDay rg_day_year_start (RgDay day);
/* Whole years between two days: the age on `on` of one born on `born`; 29 February counts from
 * 1 March in common years. */
int rg_day_years_between (RgDay born, RgDay on);

/* "2026-11-21"; for files and --json, never translated. */
char *rg_day_format_iso (RgDay day);
RgDay rg_day_parse_iso (const char *text);
/* The locale's short date with the month as a word and the whole year: "7 Nov 2026". For
 * RG_DAY_NONE this and the others below give an empty text. */
char *rg_day_format (RgDay day);
/* "Today", "Yesterday", "Tomorrow", the weekday up to six days back, "7 Nov" in the year of
 * `today`, then rg_day_format(). */
char *rg_day_format_relative (RgDay day, RgDay today);
/* The same in the middle of a sentence: "today", "yesterday", "tomorrow". */
char *rg_day_format_in_sentence (RgDay day, RgDay today);
/* "November 2026" or the locale's form of it. */
char *rg_day_format_month (RgDay day);
/* A birthday: the whole date, "7 November" or the locale's form of it where the year is 0, the year
 * where the month is; "" where nothing is known. */
char *rg_birthday_format (int year, int month, int day);
/* The full date with the weekday, for tooltips. */
char *rg_day_format_long (RgDay day);
/* "19 November 2026" and "19 Nov": for paper. */
char *rg_day_format_written (RgDay day);
char *rg_day_format_no_year (RgDay day);
/* The locale's hours and minutes of a local time, seconds of the day: "18:04", "6:04 pm". */
char *rg_time_format (int seconds);

/* Unix seconds now. REGULARS_NOW (ISO 8601 with zone) replaces the clock in tests. */
gint64 rg_instant_now (void);
/* The same in milliseconds. */
gint64 rg_instant_now_ms (void);
/* The local day of an instant in a zone (NULL: the computer's). */
RgDay rg_instant_day (gint64 instant, GTimeZone *zone);
RgDay rg_day_today (GTimeZone *zone);
/* The instant of a local time. Where the clock is put forward and the time does not exist, the
 * moment of the change; where it is put back and the time exists twice, the first of the two.
 * seconds may be RG_TIME_NONE: then noon. */
gint64 rg_day_to_instant (RgDay day, int seconds, GTimeZone *zone);

G_END_DECLS
