/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The locale's number formats, kept open for each thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* `plain` is a decimal string with a point ("-1234.50"): no double comes near an amount.
 * Rounds half away from zero. */
char *rg_number_formats_money (const char *plain, const char *currency, int decimals);
char *rg_number_formats_number (const char *plain, int decimals);
/* `plain` is in hundredths: "18.8" for 18.8 %. */
char *rg_number_formats_percent (const char *plain, int decimals);

/* What the locale writes in numbers; each is one UTF-8 string, owned by the caller's thread until
 * the locale changes. */
typedef struct
{
  const char *locale; /* interned */
  char *decimal;
  char *grouping;
  char *money_decimal;
  char *money_grouping;
  gboolean small_groups; /* 12,34,567 */
} RgNumberSigns;

const RgNumberSigns *rg_number_formats_get_signs (void);
/* The locale's sign for a currency ("kr"); free it. */
char *rg_number_formats_dup_symbol (const char *currency);

/* Opens the formats anew at the next call, in every thread. */
void rg_number_formats_forget (void);

G_END_DECLS
