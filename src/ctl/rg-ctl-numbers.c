/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Amounts on the command line. A script says the same in every locale: a point parts decimals. */
#include "config.h"

#include "base/rg-money.h"
#include "ctl/rg-ctl.h"

#include <string.h>

/* "1.234" of a currency with two decimals is none: it may be what somebody types who parts
 * thousands by points. */
static gboolean
rg_ctl_parse_plain (const char *text, int digits, gint64 *number)
{
  const gboolean negative = *text == '-';
  const char *whole = text + negative;
  const gsize n_whole = strspn (whole, "0123456789");
  const gsize n_fraction = whole[n_whole] == '.' ? strspn (whole + n_whole + 1, "0123456789") : 0;
  const gsize end = n_whole + (n_fraction > 0 ? n_fraction + 1 : 0);
  g_autoptr (GString) all = NULL;
  gint64 value;

  if (n_whole == 0 || whole[end] != '\0' || n_fraction > (gsize) digits)
    return FALSE;
  all = g_string_new_len (whole, (gssize) n_whole);
  g_string_append_len (all, whole + n_whole + 1, (gssize) n_fraction);
  for (gsize i = n_fraction; i < (gsize) digits; i++)
    g_string_append_c (all, '0');
  if (!g_ascii_string_to_signed (all->str, 10, 0, G_MAXINT64, &value, NULL))
    return FALSE;
  *number = negative ? -value : value;
  return TRUE;
}

gboolean
rg_ctl_parse_money (const char *text, const char *currency, gint64 *minor, GError **error)
{
  return rg_ctl_parse_plain (text, rg_currency_digits (currency), minor)
         || rg_money_parse (text, currency, minor, error);
}

gboolean
rg_ctl_parse_decimal (const char *text, int digits, gint64 *number)
{
  return rg_ctl_parse_plain (text, digits, number) || rg_decimal_parse (text, digits, number);
}
