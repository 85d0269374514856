/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Numbers as tills write them. The contract is in rg-values.h. */
#include <string.h>

#include "base/rg-money.h"
#include "transfer/rg-values.h"

/* Blanks and apostrophes that only group digits. Returns the length of the mark, 0 for none. */
static gsize
blank_mark (const char *p, const char *end)
{
  static const char *const marks[] = { " ", "'", "\u00A0", "\u202F", "\u2009", "\u2019" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      gsize length = strlen (marks[i]);

      if ((gsize) (end - p) >= length && memcmp (p, marks[i], length) == 0)
        return length;
    }
  return 0;
}

/* The digits between the first and the last one, and what stands around them. */
static gboolean
find_core (const char *text, gsize length, const char **from, const char **to)
{
  const char *end = text + length;
  const char *p = text;

  while (p < end && !g_ascii_isdigit (*p))
    p++;
  if (p == end)
    return FALSE;
  /* ".5" is a number; the point of "kr.5" is not asked for. */
  if (p > text && (p[-1] == '.' || p[-1] == ',') && (p - 1 == text || !g_ascii_isalpha (p[-2])))
    p--;
  *from = p;
  for (p = end; !g_ascii_isdigit (p[-1]);)
    p--;
  *to = p;
  return TRUE;
}

void
rg_number_note (RgNumberNotes *notes, const char *text, gsize length)
{
  guint points = 0, commas = 0;
  const char *from, *to, *last = NULL;

  if (!find_core (text, length, &from, &to))
    return;
  for (const char *p = from; p < to; p++)
    if (*p == '.' || *p == ',')
      {
        *(*p == '.' ? &points : &commas) += 1;
        last = p;
      }
  if (last == NULL)
    return;
  if (points > 0 && commas > 0)
    *(*last == '.' ? &notes->points : &notes->commas) += 1;
  else if (points + commas > 1)
    *(points > 0 ? &notes->commas : &notes->points) += 1;
  else if (to - last != 4 || last == from || (last == from + 1 && *from == '0'))
    *(points > 0 ? &notes->points : &notes->commas) += 1;
}

char
rg_number_decimal (const RgNumberNotes *notes, char otherwise)
{
  if (notes->points == 0 && notes->commas == 0)
    return otherwise;
  return notes->points >= notes->commas ? '.' : ',';
}

static gboolean
add_digit (guint64 *number, int digit)
{
  return !__builtin_mul_overflow (*number, (guint64) 10, number) &&
         !__builtin_add_overflow (*number, (guint64) digit, number);
}

/* Reads "1 234.5678" between two pointers into millionths. */
static RgValueProblem
read_core (const char *p, const char *end, char decimal, guint64 *micro)
{
  char grouping = decimal == '.' ? ',' : '.';
  guint64 number = 0;
  guint since_mark = 0;
  gboolean grouped = FALSE, rounds_up = FALSE;
  int scale = -1;

  for (; p < end; p++)
    {
      gsize blank = 0;

      if (g_ascii_isdigit (*p))
        {
          if (scale >= 6)
            {
              rounds_up |= scale == 6 && *p >= '5';
              scale = 7;
              continue;
            }
          if (!add_digit (&number, *p - '0'))
            return RG_VALUE_TOO_LARGE;
          scale += scale >= 0;
          since_mark++;
        }
      else if (*p == decimal && scale < 0)
        {
          if (grouped && since_mark != 3)
            return RG_VALUE_NOT_A_NUMBER;
          scale = 0;
        }
      else if (scale < 0 && (*p == grouping || (blank = blank_mark (p, end)) > 0))
        {
          if (since_mark == 0 || (grouped && since_mark != 3 && since_mark != 2))
            return RG_VALUE_NOT_A_NUMBER;
          grouped = TRUE;
          since_mark = 0;
          p += blank > 0 ? blank - 1 : 0;
        }
      else
        return *p == 'e' || *p == 'E' ? RG_VALUE_EXPONENT : RG_VALUE_NOT_A_NUMBER;
    }
  if (scale < 0 && grouped && since_mark != 3)
    return RG_VALUE_NOT_A_NUMBER;
  for (scale = MAX (scale, 0); scale < 6; scale++)
    if (!add_digit (&number, 0))
      return RG_VALUE_TOO_LARGE;
  *micro = number + (rounds_up ? 1 : 0);
  return *micro <= G_MAXINT64 ? RG_VALUE_OK : RG_VALUE_TOO_LARGE;
}

/* Whether letters around a number are a way to write a currency. */
static RgValueProblem
judge_letters (const char *letters, const char *currency)
{
  static const char *const known[] = {
    "kr", "kr.", "kč", "zł", "ft", "lei", "fr", "fr.", "sfr", "sfr.", "руб", "руб.", "р.", "лв",
    "лв.", "tl", "rm", "rs", "rs.", "r", "us", "a", "c", "s/", "din", "din.", "km", "ден",
  };
  g_autofree char *lower = g_utf8_strdown (letters, -1);

  if (strlen (letters) == 3)
    {
      g_autofree char *code = g_ascii_strup (letters, -1);

      if (rg_currency_digits (code) >= 0)
        return currency == NULL || strcmp (code, currency) == 0 ? RG_VALUE_OK
                                                                : RG_VALUE_OTHER_CURRENCY;
    }
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (lower, known[i]) == 0)
      return RG_VALUE_OK;
  return RG_VALUE_NOT_A_NUMBER;
}

/* Reads what stands before or behind the digits: signs, brackets, a currency. */
static RgValueProblem
read_around (const char *p, const char *end, const char *currency, guint *minus, int *brackets)
{
  g_autoptr (GString) letters = NULL;

  while (p < end)
    {
      gunichar c = g_utf8_get_char_validated (p, end - p);

      if (c >= 0x110000)
        return RG_VALUE_NOT_A_NUMBER;
      if (c == '-' || c == 0x2212)
        ++*minus;
      else if (c == '(' || c == ')')
        *brackets += c == '(' ? 1 : -1;
      else if (g_unichar_isalpha (c) || ((c == '.' || c == '/') && letters != NULL))
        {
          if (letters == NULL)
            letters = g_string_new (NULL);
          g_string_append_unichar (letters, c);
        }
      else if (c != '+' && c != '\'' && !g_unichar_isspace (c) &&
               g_unichar_type (c) != G_UNICODE_CURRENCY_SYMBOL)
        return RG_VALUE_NOT_A_NUMBER;
      p = g_utf8_next_char (p);
    }
  return letters == NULL ? RG_VALUE_OK : judge_letters (letters->str, currency);
}

RgValueProblem
rg_number_read (const char *text, gsize length, char decimal, const char *currency, gint64 *micro)
{
  const char *from, *to, *end = text + length;
  RgValueProblem problem;
  guint minus = 0;
  int brackets = 0, opened;
  guint64 number;

  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  if (length == 0)
    return RG_VALUE_EMPTY;
  if (!find_core (text, length, &from, &to))
    return RG_VALUE_NOT_A_NUMBER;
  if (from > text)
    {
      problem = read_around (text, from, currency, &minus, &brackets);
      if (problem != RG_VALUE_OK)
        return problem;
    }
  opened = brackets;
  if (to < end)
    {
      problem = read_around (to, end, currency, &minus, &brackets);
      if (problem != RG_VALUE_OK)
        return problem;
    }
  if (minus > 1 || brackets != 0 || opened < 0 || opened > 1 || (opened && minus))
    return RG_VALUE_NOT_A_NUMBER;
  problem = read_core (from, to, decimal, &number);
  if (problem != RG_VALUE_OK)
    return problem;
  *micro = minus || opened ? -(gint64) number : (gint64) number;
  return RG_VALUE_OK;
}
