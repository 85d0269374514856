/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Money in minor units: exact arithmetic, and its forms for people, through ICU. */
#include "config.h"

#include "base/rg-money.h"

#include "base/rg-number-formats.h"

#include <math.h>
#include <string.h>

/* ISO 4217, list one: the codes that do not have two decimals, then those that do. */
static const struct
{
  int digits;
  const char *codes;
} currencies[] = {
  { 0, " BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF " },
  { 3, " BHD IQD JOD KWD LYD OMR TND " },
  { 4, " CLF UYW " },
  { 2, " AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN "
       "BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB "
       "EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES "
       "KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK "
       "MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR "
       "SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD "
       "TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG " },
};

int
rg_currency_digits (const char *currency)
{
  char padded[6];

  if (currency == NULL || strlen (currency) != 3 || strchr (currency, ' ') != NULL)
    return -1;
  g_snprintf (padded, sizeof padded, " %s ", currency);
  for (gsize i = 0; i < G_N_ELEMENTS (currencies); i++)
    {
      if (strstr (currencies[i].codes, padded) != NULL)
        return currencies[i].digits;
    }
  return -1;
}

char *
rg_money_format_plain (gint64 minor, int digits)
{
  guint64 size = minor < 0 ? 0 - (guint64) minor : (guint64) minor;
  guint64 unit = 1;

  g_return_val_if_fail (digits >= 0 && digits <= 18, NULL);
  for (int i = 0; i < digits; i++)
    unit *= 10;
  if (digits == 0)
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT, minor < 0 ? "-" : "", size);
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, minor < 0 ? "-" : "",
                          size / unit, digits, size % unit);
}

static char *
rg_money_format_with (gint64 minor, const char *currency, int shown_digits)
{
  int digits = rg_currency_digits (currency);
  g_return_val_if_fail (digits >= 0, NULL);

  g_autofree char *plain = rg_money_format_plain (minor, digits);
  return rg_number_formats_money (plain, currency, MIN (shown_digits, digits));
}

char *
rg_money_format (gint64 minor, const char *currency)
{
  return rg_money_format_with (minor, currency, G_MAXINT);
}

char *
rg_money_format_whole (gint64 minor, const char *currency)
{
  return rg_money_format_with (minor, currency, 0);
}

gboolean
rg_money_line_net (gint64 quantity_milli, gint64 price_micro, int digits, gint64 *minor)
{
  g_return_val_if_fail (digits >= 0 && digits <= 6, FALSE);

  __int128 product = (__int128) quantity_milli * price_micro;
  gint64 divisor = (gint64) RG_QUANTITY_UNIT * RG_PRICE_UNIT;
  for (int i = 0; i < digits; i++)
    divisor /= 10;
  __int128 half = divisor / 2;
  __int128 net = (product + (product < 0 ? -half : half)) / divisor;
  if (net < G_MININT64 || net > G_MAXINT64)
    return FALSE;
  *minor = (gint64) net;
  return TRUE;
}

char *
rg_number_format (gint64 number)
{
  g_autofree char *plain = rg_money_format_plain (number, 0);
  return rg_number_formats_number (plain, 0);
}

/* A double that is no sum of money; its decimals are chosen here, so ICU only dresses them. */
static char *
rg_number_plain (double number, int decimals)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE + 320];
  char format[8];
  double unit = pow (10, decimals);
  double rounded = fabs (number) < 1e15 ? round (number * unit) / unit : number;

  g_snprintf (format, sizeof format, "%%.%df", CLAMP (decimals, 0, 15));
  /* No "-0": a fall of 0.04 % shows as 0. */
  return g_strdup (g_ascii_formatd (text, sizeof text, format, rounded == 0 ? 0.0 : rounded));
}

char *
rg_number_format_decimal (double number, int decimals)
{
  if (!isfinite (number))
    return g_strdup ("–");
  g_autofree char *plain = rg_number_plain (number, decimals);
  return rg_number_formats_number (plain, decimals);
}

/* So that what is little is not told as nothing, where as many more show it. */
#define RG_MORE_DECIMALS 2

static int
rg_percent_decimals (double percent, int decimals)
{
  double unit = 0.5 * pow (10, -decimals);

  for (int more = 0; more <= RG_MORE_DECIMALS; more++, unit /= 10)
    if (fabs (percent) > unit)
      return decimals + more;
  return decimals;
}

char *
rg_percent_format (double share, int decimals)
{
  if (!isfinite (share))
    return g_strdup ("–");
  decimals = rg_percent_decimals (share * 100, decimals);
  g_autofree char *plain = rg_number_plain (share * 100, decimals);
  return rg_number_formats_percent (plain, decimals);
}

void
rg_money_forget_locale (void)
{
  rg_number_formats_forget ();
}
