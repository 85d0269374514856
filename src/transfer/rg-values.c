/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Days, times, and answers of yes and no. Numbers are in rg-numbers.c. */
#include "transfer/rg-values.h"

#include <string.h>

#include "base/rg-i18n.h"

#define LAST_YEAR_OF_THIS_CENTURY 45 /* of two-digit years */

const char *
rg_value_problem_text (RgValueProblem problem)
{
  switch (problem)
    {
    case RG_VALUE_EMPTY:
      return _("is missing");
    case RG_VALUE_NOT_A_NUMBER:
      return _("is not a number");
    case RG_VALUE_EXPONENT:
      return _("is written with an exponent, so its digits are lost");
    case RG_VALUE_TOO_LARGE:
      return _("is too large");
    case RG_VALUE_OTHER_CURRENCY:
      return _("is in another currency than the shop's");
    case RG_VALUE_NOT_A_DATE:
      return _("is not a date");
    case RG_VALUE_NO_SUCH_DAY:
      return _("is a day that does not exist");
    case RG_VALUE_NOT_A_TIME:
      return _("is not a time of the day");
    case RG_VALUE_CARD:
      return _("looks like a payment card number, which is never stored");
    case RG_VALUE_OK:
    default:
      return "";
    }
}

static void
trim (const char **text, gsize *length)
{
  while (*length > 0 && g_ascii_isspace (**text))
    {
      ++*text;
      --*length;
    }
  while (*length > 0 && g_ascii_isspace ((*text)[*length - 1]))
    --*length;
}

/* Reads up to `most` digits; returns how many there were. */
static guint
read_digits (const char **at, const char *end, guint most, int *number)
{
  guint n = 0;

  *number = 0;
  while (*at < end && n < most && g_ascii_isdigit (**at))
    {
      *number = *number * 10 + (**at - '0');
      ++*at;
      n++;
    }
  return n;
}

/* The three numbers of a date as they stand, and how many digits the first and last have. */
typedef struct {
  int number[3];
  guint digits[3];
} Parts;

static gboolean
read_compact (const char **at, const char *end, Parts *parts)
{
  const char *p = *at;

  if (end - p < 8)
    return FALSE;
  for (int i = 0; i < 8; i++)
    if (!g_ascii_isdigit (p[i]))
      return FALSE;
  if (end - p > 8 && g_ascii_isdigit (p[8]))
    return FALSE;
  parts->digits[0] = read_digits (&p, end, 4, &parts->number[0]);
  parts->digits[1] = read_digits (&p, end, 2, &parts->number[1]);
  parts->digits[2] = read_digits (&p, end, 2, &parts->number[2]);
  *at = p;
  return TRUE;
}

static gboolean
read_parts (const char **at, const char *end, Parts *parts)
{
  const char *p = *at;
  char mark = 0;

  if (read_compact (at, end, parts))
    return TRUE;
  for (int i = 0; i < 3; i++)
    {
      if (i > 0)
        {
          if (p == end || strchr ("-/.", *p) == NULL || (mark != 0 && *p != mark))
            return FALSE;
          mark = *p++;
          while (p < end && *p == ' ')
            p++;
        }
      parts->digits[i] = read_digits (&p, end, 4, &parts->number[i]);
      if (parts->digits[i] == 0 || (p < end && g_ascii_isdigit (*p)))
        return FALSE;
    }
  if (p < end && *p == '.' && mark == '.')
    p++;
  *at = p;
  return parts->digits[1] <= 2 && parts->digits[0] != 3 && parts->digits[2] != 3;
}

static gboolean
year_first (const Parts *parts)
{
  return parts->digits[0] == 4;
}

void
rg_date_note (RgDateNotes *notes, const char *text, gsize length)
{
  Parts parts;

  trim (&text, &length);
  if (length == 0 || !read_parts (&text, text + length, &parts))
    return;
  if (year_first (&parts))
    notes->year_first++;
  else if (parts.number[0] > 12 && parts.number[1] <= 12)
    notes->day_first++;
  else if (parts.number[1] > 12 && parts.number[0] <= 12)
    notes->month_first++;
  else
    notes->either++;
}

RgDateOrder
rg_date_order (const RgDateNotes *notes, RgDateOrder otherwise)
{
  if (notes->day_first == 0 && notes->month_first == 0)
    return notes->either == 0 && notes->year_first > 0 ? RG_DATE_ORDER_YMD : otherwise;
  return notes->day_first >= notes->month_first ? RG_DATE_ORDER_DMY : RG_DATE_ORDER_MDY;
}

static RgDay
day_of_parts (const Parts *parts, RgDateOrder order)
{
  int year, month, day;

  if (year_first (parts) || order == RG_DATE_ORDER_YMD)
    {
      year = parts->number[0];
      month = parts->number[1];
      day = parts->number[2];
    }
  else
    {
      gboolean month_first = order == RG_DATE_ORDER_MDY;

      month = parts->number[month_first ? 0 : 1];
      day = parts->number[month_first ? 1 : 0];
      year = parts->number[2];
    }
  if (parts->digits[year_first (parts) || order == RG_DATE_ORDER_YMD ? 0 : 2] <= 2)
    year += year <= LAST_YEAR_OF_THIS_CENTURY ? 2000 : 1900;
  return rg_day_from_ymd (year, month, day);
}

/* An offset or the name of a zone behind a time: read over. */
static gboolean
is_zone (const char *p, const char *end)
{
  while (p < end && *p == ' ')
    p++;
  while (p < end && (g_ascii_isalnum (*p) || strchr ("+-:/_", *p) != NULL))
    p++;
  return p == end;
}

static gboolean
read_half_day (const char **at, const char *end, int *hour)
{
  const char *p = *at;
  gboolean afternoon;

  while (p < end && *p == ' ')
    p++;
  if (end - p < 2 || g_ascii_tolower (p[1]) != 'm' ||
      (g_ascii_tolower (p[0]) != 'a' && g_ascii_tolower (p[0]) != 'p'))
    return TRUE;
  if (*hour < 1 || *hour > 12)
    return FALSE;
  afternoon = g_ascii_tolower (p[0]) == 'p';
  *hour = *hour % 12 + (afternoon ? 12 : 0);
  *at = p + 2;
  return TRUE;
}

static RgValueProblem
read_clock (const char *p, const char *end, gint32 *seconds)
{
  int hour, minute = 0, second = 0;
  guint digits = read_digits (&p, end, 2, &hour);

  if (digits == 0)
    return RG_VALUE_NOT_A_TIME;
  if (p < end && (*p == ':' || *p == '.'))
    p++;
  else if (digits != 2)
    return RG_VALUE_NOT_A_TIME;
  if (read_digits (&p, end, 2, &minute) != 2)
    return RG_VALUE_NOT_A_TIME;
  if (p < end && (*p == ':' || *p == '.'))
    {
      p++;
      if (read_digits (&p, end, 2, &second) != 2)
        return RG_VALUE_NOT_A_TIME;
    }
  if (p < end && (*p == '.' || *p == ','))
    for (p++; p < end && g_ascii_isdigit (*p);)
      p++;
  if (!read_half_day (&p, end, &hour) || !is_zone (p, end))
    return RG_VALUE_NOT_A_TIME;
  if (hour > 23 || minute > 59 || second > 60)
    return RG_VALUE_NOT_A_TIME;
  *seconds = hour * 3600 + minute * 60 + MIN (second, 59);
  return RG_VALUE_OK;
}

RgValueProblem
rg_date_read (const char *text, gsize length, RgDateOrder order, RgDay *day, gint32 *seconds)
{
  const char *end;
  gint32 clock = RG_TIME_NONE;
  Parts parts;

  trim (&text, &length);
  if (length == 0)
    return RG_VALUE_EMPTY;
  end = text + length;
  if (!read_parts (&text, end, &parts))
    return RG_VALUE_NOT_A_DATE;
  if (!year_first (&parts) && order == RG_DATE_ORDER_UNKNOWN)
    return RG_VALUE_NOT_A_DATE;
  *day = day_of_parts (&parts, order);
  if (*day == RG_DAY_NONE)
    return RG_VALUE_NO_SUCH_DAY;
  if (text < end)
    {
      if (*text != ' ' && *text != 'T' && *text != ',')
        return RG_VALUE_NOT_A_DATE;
      for (text++; text < end && *text == ' ';)
        text++;
      if (read_clock (text, end, &clock) != RG_VALUE_OK)
        return RG_VALUE_NOT_A_TIME;
    }
  if (seconds != NULL)
    *seconds = clock;
  return RG_VALUE_OK;
}

RgValueProblem
rg_time_read (const char *text, gsize length, gint32 *seconds)
{
  trim (&text, &length);
  if (length == 0)
    return RG_VALUE_EMPTY;
  return read_clock (text, text + length, seconds);
}

/* Three letters in front would be a name: only digits and one mark between them count. */
gboolean
rg_birthday_read (const char *text, gsize length, RgDateOrder order, int *month, int *day)
{
  const char *p, *end;
  int first, second;
  char mark;

  trim (&text, &length);
  p = text;
  end = text + length;
  while (p < end && p - text < 2 && *p == '-')
    p++;
  if (read_digits (&p, end, 2, &first) == 0 || p == end || strchr ("-./", *p) == NULL)
    return FALSE;
  mark = *p++;
  if (read_digits (&p, end, 2, &second) == 0)
    return FALSE;
  if (p < end && *p == '.' && mark == '.')
    p++;
  if (p != end)
    return FALSE;
  if (mark == '.' || (mark == '/' && order == RG_DATE_ORDER_DMY))
    {
      *day = first;
      *month = second;
    }
  else
    {
      *month = first;
      *day = second;
    }
  /* A leap year, so that 29 February is a birthday. */
  return rg_day_from_ymd (2000, *month, *day) != RG_DAY_NONE;
}

gboolean
rg_answer_is_open (const char *text, gsize length)
{
  static const char *const open[] = { "unknown", "pending", "none", "n/a", "not set", "-", "?" };

  trim (&text, &length);
  for (guint i = 0; i < G_N_ELEMENTS (open); i++)
    if (strlen (open[i]) == length && g_ascii_strncasecmp (text, open[i], length) == 0)
      return TRUE;
  return FALSE;
}

int
rg_yes_no_read (const char *text, gsize length)
{
  static const char *const yes[] = {
    "yes", "y", "true", "1", "x", "on", "ja", "j", "wahr", "oui", "o", "vrai", "si", "sí", "s",
    "verdadero", "sant", "opted in", "opt-in", "subscribed", "granted", "sim", "tak", "evet",
    "ano", "kyllä", "✓", "vero", "verdadeiro", "prawda", "igen", "da", "да", "так", "ναι", "はい",
    "是", "예", "네", "نعم", "כן", "हाँ",
  };
  static const char *const no[] = {
    "no", "n", "false", "0", "off", "nein", "falsch", "non", "faux", "falso", "nei", "nej", "usant",
    "falskt", "opted out", "opt-out", "unsubscribed", "withdrawn", "não", "nie", "hayır", "ne",
    "ei", "fałsz", "nem", "nu", "нет", "ні", "όχι", "いいえ", "否", "아니요", "لا", "לא", "नहीं",
  };
  g_autofree char *folded = NULL;

  trim (&text, &length);
  if (length == 0 || length > 32)
    return -1;
  folded = g_utf8_strdown (text, (gssize) length);
  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    if (strcmp (folded, yes[i]) == 0)
      return 1;
  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    if (strcmp (folded, no[i]) == 0)
      return 0;
  return -1;
}
