/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reads the numbers, days and times that tills write, without ever guessing silently.
 *
 * What one value leaves open ("1,234", "03/04/2026") is decided for its whole column: notes are
 * taken of every value, and the column is read by what they say together. */
#pragma once

#include <glib.h>

#include "base/rg-date.h"

G_BEGIN_DECLS

typedef enum {
  RG_VALUE_OK,
  RG_VALUE_EMPTY,
  RG_VALUE_NOT_A_NUMBER,
  RG_VALUE_EXPONENT,     /* 1e400: no till writes it, a spreadsheet lost the digits */
  RG_VALUE_TOO_LARGE,
  RG_VALUE_OTHER_CURRENCY,
  RG_VALUE_NOT_A_DATE,
  RG_VALUE_NO_SUCH_DAY,  /* 30 February */
  RG_VALUE_NOT_A_TIME,
  RG_VALUE_CARD,        /* a payment card's number */
} RgValueProblem;

/* In words, to stand behind a column's name: "is not a number". */
const char *rg_value_problem_text (RgValueProblem problem);

/* What the values of one number column show about their decimal sign. */
typedef struct {
  guint points; /* values where a point must be the decimal sign */
  guint commas; /* values where a comma must be */
} RgNumberNotes;

void rg_number_note (RgNumberNotes *notes, const char *text, gsize length);
/* '.' or ','; `otherwise` where the values leave it open. */
char rg_number_decimal (const RgNumberNotes *notes, char otherwise);

/* Reads a number in millionths, rounded half away from zero. Currency signs, grouping, a sign in
 * front or behind, and brackets for negative numbers are understood; `currency` is the ISO 4217
 * code that the number may name (NULL: any). */
RgValueProblem rg_number_read (const char *text, gsize length, char decimal, const char *currency,
                               gint64 *micro);

typedef enum {
  RG_DATE_ORDER_UNKNOWN,
  RG_DATE_ORDER_YMD,
  RG_DATE_ORDER_DMY,
  RG_DATE_ORDER_MDY,
} RgDateOrder;

typedef struct {
  guint year_first;
  guint day_first;   /* values that can only be day first */
  guint month_first; /* values that can only be month first */
  guint either;
} RgDateNotes;

void rg_date_note (RgDateNotes *notes, const char *text, gsize length);
RgDateOrder rg_date_order (const RgDateNotes *notes, RgDateOrder otherwise);

/* Reads a day with an optional time behind it: "2009-12-01 07:45:00", "31/12/2025 14:05",
 * "2025-10-07T09:50:26+02:00", "1.12.25", "20251231". A year in front needs no order. Of two-digit
 * years, 00 to 45 are 2000 to 2045, the others 1946 to 1999. What the till's clock showed counts,
 * so an offset is read over. seconds may be NULL; RG_TIME_NONE where there is no time. */
RgValueProblem rg_date_read (const char *text, gsize length, RgDateOrder order, RgDay *day,
                             gint32 *seconds);
/* "07:45", "7:45:30 PM", "0745". */
RgValueProblem rg_time_read (const char *text, gsize length, gint32 *seconds);

/* A birthday without its year: "--05-17", "05-17", "17.05.", and "5/17" or "17/5" as `order` says.
 * FALSE for anything else, dates with a year among them. */
gboolean rg_birthday_read (const char *text, gsize length, RgDateOrder order, int *month, int *day);

/* "unknown", "pending" and the like: nobody has answered yet. */
gboolean rg_answer_is_open (const char *text, gsize length);
/* "yes", "true", "1", "x", "opted in" and the like in several languages: 1; their opposites: 0;
 * empty or anything else: -1. */
int rg_yes_no_read (const char *text, gsize length);

G_END_DECLS
