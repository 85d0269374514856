/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Money in minor units of one currency (öre, pence; ISO 4217 exponent), and numbers for people. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RG_PRICE_UNIT 1000000 /* unit prices are kept in millionths of the major unit */
#define RG_QUANTITY_UNIT 1000 /* quantities are kept in thousandths */

/* Digits after the decimal point by ISO 4217: EUR 2, JPY 0, KWD 3; -1 for an unknown code. */
int rg_currency_digits (const char *currency);

/* In the user's locale and the given currency, through ICU with decimal strings. */
char *rg_money_format (gint64 minor, const char *currency);
/* The same without decimals, rounded half away from zero: for large figures and axes. */
char *rg_money_format_whole (gint64 minor, const char *currency);
/* "1234.50": point, no grouping; for files and --json. */
char *rg_money_format_plain (gint64 minor, int digits);

/* What a person typed in their locale ("1 234,50", "12", "-3.5"); refuses what is ambiguous, has
 * more decimals than the currency, or does not fit. */
gboolean rg_money_parse (const char *text, const char *currency, gint64 *minor, GError **error);
/* The same for a number that is no money, with at most so many decimals, in units of the last. */
gboolean rg_decimal_parse (const char *text, int digits, gint64 *number);

/* quantity (thousandths) x unit price (millionths), rounded half away from zero to minor units of
 * `digits` decimals. FALSE where it does not fit into 64 bits. */
gboolean rg_money_line_net (gint64 quantity_milli, gint64 price_micro, int digits, gint64 *minor);

/* Grouped as the locale does it: 12 345. */
char *rg_number_format (gint64 number);
char *rg_number_format_decimal (double number, int decimals);
/* share 0..1: "18.8 %" in the locale's form. What would be told as nothing and is not gets up to
 * two decimals more. */
char *rg_percent_format (double share, int decimals);

/* Call after the locale has changed. */
void rg_money_forget_locale (void);

G_END_DECLS
