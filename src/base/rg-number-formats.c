/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* ICU's number formats for the user's locale. A format may be used by one thread at a time, and
 * opening one is slow: each thread keeps its own. */
#include "config.h"

#include "base/rg-number-formats.h"

#include "base/rg-locale.h"

#include <locale.h>
#include <string.h>
#include <unicode/ucurr.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#define TEXT_UNITS 400
#define SIGN_UNITS 16

typedef struct
{
  const char *money_locale; /* interned */
  RgNumberSigns signs;
  int generation;
  GHashTable *formats; /* "EUR2", "#0", "%1" → UNumberFormat */
} RgNumberFormats;

static int rg_number_formats_generation;

static void
rg_number_formats_free (gpointer data)
{
  RgNumberFormats *self = data;
  g_free (self->signs.decimal);
  g_free (self->signs.grouping);
  g_free (self->signs.money_decimal);
  g_free (self->signs.money_grouping);
  g_hash_table_unref (self->formats);
  g_free (self);
}

static char *
rg_number_to_utf8 (const UChar *units, int n)
{
  UErrorCode error = U_ZERO_ERROR;
  char text[TEXT_UNITS * 3 + 1];
  u_strToUTF8 (text, sizeof text, NULL, units, n, &error);
  return U_SUCCESS (error) ? g_strdup (text) : g_strdup ("");
}

/* A hyphen is not a minus sign. */
static void
rg_number_format_set_minus (UNumberFormat *format)
{
  static const UChar hyphen[] = { '-', 0 }, minus[] = { 0x2212, 0 };
  UErrorCode error = U_ZERO_ERROR;
  UChar units[SIGN_UNITS];

  unum_getSymbol (format, UNUM_MINUS_SIGN_SYMBOL, units, SIGN_UNITS, &error);
  if (U_SUCCESS (error) && u_strcmp (units, hyphen) == 0)
    unum_setSymbol (format, UNUM_MINUS_SIGN_SYMBOL, minus, 1, &error);
}

static UNumberFormat *
rg_number_format_open (UNumberFormatStyle style, const char *locale)
{
  UErrorCode error = U_ZERO_ERROR;
  UNumberFormat *format = unum_open (style, NULL, 0, locale, NULL, &error);
  g_assert (U_SUCCESS (error));
  unum_setAttribute (format, UNUM_ROUNDING_MODE, UNUM_ROUND_HALFUP);
  rg_number_format_set_minus (format);
  return format;
}

static char *
rg_number_format_sign (UNumberFormat *format, UNumberFormatSymbol symbol)
{
  UErrorCode error = U_ZERO_ERROR;
  UChar units[SIGN_UNITS];
  int n = unum_getSymbol (format, symbol, units, SIGN_UNITS, &error);
  return U_SUCCESS (error) ? rg_number_to_utf8 (units, n) : g_strdup ("");
}

static void
rg_number_formats_read_signs (RgNumberFormats *self)
{
  UNumberFormat *plain = rg_number_format_open (UNUM_DECIMAL, self->signs.locale);
  UNumberFormat *money = rg_number_format_open (UNUM_CURRENCY, self->money_locale);

  self->signs.decimal = rg_number_format_sign (plain, UNUM_DECIMAL_SEPARATOR_SYMBOL);
  self->signs.grouping = rg_number_format_sign (plain, UNUM_GROUPING_SEPARATOR_SYMBOL);
  self->signs.money_decimal = rg_number_format_sign (money, UNUM_MONETARY_SEPARATOR_SYMBOL);
  self->signs.money_grouping = rg_number_format_sign (money,
                                                      UNUM_MONETARY_GROUPING_SEPARATOR_SYMBOL);
  self->signs.small_groups = unum_getAttribute (plain, UNUM_SECONDARY_GROUPING_SIZE) == 2;
  unum_close (plain);
  unum_close (money);
}

static RgNumberFormats *
rg_number_formats_get (void)
{
  static GPrivate key = G_PRIVATE_INIT (rg_number_formats_free);
  int generation = g_atomic_int_get (&rg_number_formats_generation);
  const char *locale = rg_locale_for_icu (LC_NUMERIC);
  const char *money_locale = rg_locale_for_icu (LC_MONETARY);
  RgNumberFormats *self = g_private_get (&key);

  if (self == NULL || self->generation != generation || self->signs.locale != locale
      || self->money_locale != money_locale)
    {
      self = g_new0 (RgNumberFormats, 1);
      self->signs.locale = locale;
      self->money_locale = money_locale;
      self->generation = generation;
      self->formats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) unum_close);
      rg_number_formats_read_signs (self);
      g_private_replace (&key, self);
    }
  return self;
}

static char *
rg_number_format_string (UNumberFormat *format, const char *plain)
{
  UErrorCode error = U_ZERO_ERROR;
  UChar units[TEXT_UNITS];
  int n = unum_formatDecimal (format, plain, (int) strlen (plain), units, TEXT_UNITS, NULL, &error);
  return U_SUCCESS (error) ? rg_number_to_utf8 (units, n) : g_strdup (plain);
}

static UNumberFormat *
rg_number_formats_take (RgNumberFormats *self, const char *name, UNumberFormat *format,
                        int decimals)
{
  unum_setAttribute (format, UNUM_MIN_FRACTION_DIGITS, decimals);
  unum_setAttribute (format, UNUM_MAX_FRACTION_DIGITS, decimals);
  g_hash_table_insert (self->formats, g_strdup (name), format);
  return format;
}

char *
rg_number_formats_money (const char *plain, const char *currency, int decimals)
{
  RgNumberFormats *self = rg_number_formats_get ();
  char name[16];
  UErrorCode error = U_ZERO_ERROR;
  UChar code[4];

  g_snprintf (name, sizeof name, "%s%d", currency, decimals);
  UNumberFormat *format = g_hash_table_lookup (self->formats, name);
  if (format == NULL)
    {
      format = rg_number_format_open (UNUM_CURRENCY, self->money_locale);
      u_uastrncpy (code, currency, 4);
      unum_setTextAttribute (format, UNUM_CURRENCY_CODE, code, 3, &error);
      rg_number_formats_take (self, name, format, decimals);
    }
  return rg_number_format_string (format, plain);
}

static char *
rg_number_formats_styled (const char *plain, int decimals, UNumberFormatStyle style, char mark)
{
  RgNumberFormats *self = rg_number_formats_get ();
  char name[16];

  g_snprintf (name, sizeof name, "%c%d", mark, decimals);
  UNumberFormat *format = g_hash_table_lookup (self->formats, name);
  if (format == NULL)
    {
      format = rg_number_format_open (style, self->signs.locale);
      unum_setAttribute (format, UNUM_MULTIPLIER, 1);
      rg_number_formats_take (self, name, format, decimals);
    }
  return rg_number_format_string (format, plain);
}

char *
rg_number_formats_number (const char *plain, int decimals)
{
  return rg_number_formats_styled (plain, decimals, UNUM_DECIMAL, '#');
}

char *
rg_number_formats_percent (const char *plain, int decimals)
{
  return rg_number_formats_styled (plain, decimals, UNUM_PERCENT, '%');
}

const RgNumberSigns *
rg_number_formats_get_signs (void)
{
  return &rg_number_formats_get ()->signs;
}

char *
rg_number_formats_dup_symbol (const char *currency)
{
  UErrorCode error = U_ZERO_ERROR;
  UChar code[4];
  int n = 0;

  u_uastrncpy (code, currency, 4);
  const UChar *name = ucurr_getName (code, rg_locale_for_icu (LC_MONETARY), UCURR_SYMBOL_NAME, NULL,
                                     &n, &error);
  return U_SUCCESS (error) ? rg_number_to_utf8 (name, n) : g_strdup (currency);
}

void
rg_number_formats_forget (void)
{
  g_atomic_int_inc (&rg_number_formats_generation);
}
