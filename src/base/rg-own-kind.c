/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Kinds of own fields, and their values as texts and numbers. */
#include "config.h"

#include "base/rg-own-kind.h"

#include "base/rg-date.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "base/rg-number-formats.h"

#include <string.h>

#define NUMBER_DIGITS 3 /* of RG_OWN_NUMBER_UNIT */

static const struct
{
  const char *id;
  const char *label;
} kinds[RG_OWN_KINDS] = {
  /* Translators: the kinds of fields that a shop can have for its customers. */
  [RG_OWN_TEXT] = { "text", N_("Text") },
  [RG_OWN_NUMBER] = { "number", N_("Number") },
  [RG_OWN_MONEY] = { "money", N_("Money") },
  [RG_OWN_DATE] = { "date", N_("Date") },
  [RG_OWN_YES_NO] = { "yes-no", N_("Yes or No") },
  [RG_OWN_ONE] = { "one", N_("One of a List") },
  [RG_OWN_SEVERAL] = { "several", N_("Several of a List") },
  [RG_OWN_SCALE] = { "scale", N_("Scale") },
};

const char *
rg_own_kind_get_id (RgOwnKind kind)
{
  g_return_val_if_fail (kind < RG_OWN_KINDS, NULL);
  return kinds[kind].id;
}

gboolean
rg_own_kind_from_id (const char *id, RgOwnKind *kind)
{
  for (guint i = 0; i < RG_OWN_KINDS; i++)
    if (g_strcmp0 (kinds[i].id, id) == 0)
      {
        *kind = (RgOwnKind) i;
        return TRUE;
      }
  return FALSE;
}

const char *
rg_own_kind_get_label (RgOwnKind kind)
{
  g_return_val_if_fail (kind < RG_OWN_KINDS, NULL);
  return _(kinds[kind].label);
}

gboolean
rg_own_kind_has_choices (RgOwnKind kind)
{
  return kind == RG_OWN_ONE || kind == RG_OWN_SEVERAL;
}

gboolean
rg_own_kind_is_number (RgOwnKind kind)
{
  return kind != RG_OWN_TEXT && !rg_own_kind_has_choices (kind);
}

/* --- the plain form --- */

static int
rg_own_kind_digits (RgOwnKind kind, int money_digits)
{
  return kind == RG_OWN_NUMBER ? NUMBER_DIGITS : kind == RG_OWN_MONEY ? money_digits : 0;
}

/* "-12.5" in units of 10^-digits: all of its digits have to fit. */
static gboolean
rg_own_decimal_parse (const char *text, int digits, gint64 *number)
{
  const gboolean minus = *text == '-';
  const gint64 most = RG_OWN_LARGEST * 1000;
  gint64 value = 0;
  int behind = -1;

  text += minus;
  if (!g_ascii_isdigit (*text))
    return FALSE;
  for (; *text != '\0'; text++)
    {
      if (*text == '.' && behind < 0 && g_ascii_isdigit (text[1]))
        behind = 0;
      else if (!g_ascii_isdigit (*text) || value > most / 10 ||
               (behind == digits && *text != '0'))
        return FALSE;
      else if (behind != digits)
        {
          value = value * 10 + (*text - '0');
          behind += behind >= 0;
        }
    }
  for (behind = MAX (behind, 0); behind < digits; behind++)
    if (value > most / 10)
      return FALSE;
    else
      value *= 10;
  *number = minus ? -value : value;
  return TRUE;
}

gboolean
rg_own_number_parse (RgOwnKind kind, const char *text, int digits, gint64 *number)
{
  RgDay day;

  switch (kind)
    {
    case RG_OWN_DATE:
      day = rg_day_parse_iso (text);
      *number = day;
      return day != RG_DAY_NONE;
    case RG_OWN_YES_NO:
      *number = g_str_equal (text, "yes");
      return *number || g_str_equal (text, "no");
    case RG_OWN_NUMBER:
    case RG_OWN_MONEY:
    case RG_OWN_SCALE:
      return rg_own_decimal_parse (text, rg_own_kind_digits (kind, digits), number);
    case RG_OWN_TEXT:
    case RG_OWN_ONE:
    case RG_OWN_SEVERAL:
    default:
      return FALSE;
    }
}

/* Without the noughts at its end that say nothing. */
static char *
rg_own_thousandths_print (gint64 number)
{
  char *plain = rg_money_format_plain (number, NUMBER_DIGITS);
  gsize length = strlen (plain);

  while (plain[length - 1] == '0')
    plain[--length] = '\0';
  if (plain[length - 1] == '.')
    plain[length - 1] = '\0';
  return plain;
}

char *
rg_own_number_print (RgOwnKind kind, gint64 number, int digits)
{
  switch (kind)
    {
    case RG_OWN_DATE:
      return rg_day_format_iso ((RgDay) number);
    case RG_OWN_YES_NO:
      return g_strdup (number != 0 ? "yes" : "no");
    case RG_OWN_NUMBER:
      return rg_own_thousandths_print (number);
    case RG_OWN_MONEY:
      return rg_money_format_plain (number, digits);
    case RG_OWN_SCALE:
    case RG_OWN_TEXT:
    case RG_OWN_ONE:
    case RG_OWN_SEVERAL:
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, number);
    }
}

/* --- for people --- */

/* In the locale's form, with the decimals that the plain text has. */
static char *
rg_own_plain_format (const char *plain)
{
  const char *point = strchr (plain, '.');

  return rg_number_formats_number (plain, point != NULL ? (int) strlen (point + 1) : 0);
}

char *
rg_own_number_format (RgOwnKind kind, gint64 number, const char *currency)
{
  g_autofree char *plain = NULL;

  switch (kind)
    {
    case RG_OWN_DATE:
      return rg_day_format ((RgDay) number);
    case RG_OWN_YES_NO:
      return g_strdup (number != 0 ? _("Yes") : _("No"));
    case RG_OWN_MONEY:
      return rg_money_format (number, currency);
    case RG_OWN_NUMBER:
    case RG_OWN_SCALE:
    case RG_OWN_TEXT:
    case RG_OWN_ONE:
    case RG_OWN_SEVERAL:
    default:
      plain = rg_own_number_print (kind, number, 0);
      return rg_own_plain_format (plain);
    }
}

char *
rg_own_text_format (RgOwnKind kind, const char *text, const char *currency)
{
  const int digits = MAX (rg_currency_digits (currency), 0);
  g_auto (GStrv) names = NULL;
  gint64 number;

  if (*text != '\0' && rg_own_kind_is_number (kind) &&
      rg_own_number_parse (kind, text, digits, &number))
    return rg_own_number_format (kind, number, currency);
  if (kind != RG_OWN_SEVERAL)
    return g_strdup (text);
  names = g_strsplit (text, "\n", -1);
  /* Translators: joins the names of a list. The blank belongs to it. */
  return g_strjoinv (_(", "), names);
}

char *
rg_own_text_to_typed (RgOwnKind kind, const char *text, const char *currency)
{
  gint64 number;

  if ((kind != RG_OWN_NUMBER && kind != RG_OWN_MONEY && kind != RG_OWN_SCALE) ||
      !rg_own_number_parse (kind, text, MAX (rg_currency_digits (currency), 0), &number))
    return g_strdup (text);
  return rg_own_plain_format (text);
}

static char *
rg_own_refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, sentence);
  return NULL;
}

/* Year first, or as the locale writes days. */
static char *
rg_own_day_from_typed (const char *typed, GError **error)
{
  RgDay day = rg_day_parse_iso (typed);
  GDate date;

  if (day == RG_DAY_NONE && strlen (typed) >= strlen ("1.1.2026"))
    {
      g_date_clear (&date, 1);
      g_date_set_parse (&date, typed);
      if (g_date_valid (&date))
        day = rg_day_from_ymd (g_date_get_year (&date), (int) g_date_get_month (&date),
                               g_date_get_day (&date));
    }
  return day != RG_DAY_NONE ? rg_day_format_iso (day)
                            : rg_own_refuse (error, _("Write a day like 2026-01-31."));
}

static char *
rg_own_decimal_from_typed (RgOwnKind kind, const char *typed, const char *currency,
                           GError **error)
{
  const int digits = rg_own_kind_digits (kind, MAX (rg_currency_digits (currency), 0));
  gint64 number;

  if (kind == RG_OWN_MONEY ? !rg_money_parse (typed, currency, &number, error)
                           : !rg_decimal_parse (typed, digits, &number))
    return kind == RG_OWN_MONEY ? NULL
           : kind == RG_OWN_SCALE ? rg_own_refuse (error, _("Write a whole number."))
                                  : rg_own_refuse (error, _("Write a number with at most three "
                                                            "digits behind the decimal sign."));
  return rg_own_number_print (kind, number, digits);
}

char *
rg_own_text_from_typed (RgOwnKind kind, const char *typed, const char *currency, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));

  if (*text == '\0')
    return g_steal_pointer (&text);
  if (kind == RG_OWN_DATE)
    return rg_own_day_from_typed (text, error);
  if (kind == RG_OWN_NUMBER || kind == RG_OWN_MONEY || kind == RG_OWN_SCALE)
    return rg_own_decimal_from_typed (kind, text, currency, error);
  return g_steal_pointer (&text);
}
