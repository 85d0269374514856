/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Countries, and what follows from one: its currency, its time zones, where its week begins. From
 * ICU's data (CLDR), in the user's language. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The ISO 3166 code of a country that somebody wrote as its code, or by its English name or the one
 * in the user's language; NULL where it is none. Static. */
const char *rg_country_find (const char *country);
/* "Norway" for "NO"; the code itself where it is none. Owned by the caller. */
char *rg_country_dup_name (const char *code);
/* "Norwegian" for "no" or "nb", in the user's language; the text itself where it is no ISO 639
 * code. Owned by the caller. */
char *rg_language_dup_name (const char *code);
/* The country of the locale of numbers and money, "" where it names none. Static. */
const char *rg_country_of_user (void);

/* The only country where such a time zone (IANA) and such a currency (ISO 4217) belong together; ""
 * where none does, or several do. Static. */
const char *rg_country_guess (const char *zone, const char *currency);

/* ISO 4217, such as "NOK"; NULL where the country has none of its own today. */
char *rg_country_dup_currency (const char *code);
/* IANA names, at least one for each country that ICU knows; empty for any other. */
GStrv rg_country_list_zones (const char *code);
/* 0 is Monday. */
int rg_country_first_weekday (const char *code);

/* What a person chooses from. Codes, in the order of their names in the user's language. */
GStrv rg_countries_list (void);
/* The currencies in use today, in the order of their names, and such a name. */
GStrv rg_currencies_list (void);
char *rg_currency_dup_name (const char *currency);
/* Each time zone once, in the order of their names. */
GStrv rg_zones_list (void);

G_END_DECLS
