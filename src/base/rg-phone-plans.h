/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The numbering plans of countries, as ITU-T publishes them (E.164 Annex, "List of ITU-T
 * Recommendation E.164 assigned country codes", "Dialling procedures", and the national numbering
 * plans that the administrations notify). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *country; /* ISO 3166 */
  const char *code;    /* of the country: "47" */
  const char *abroad;  /* what is dialled before a foreign number; several parted by blanks */
  const char *trunk;   /* what is dialled before a number of another area, and is no part of it */
  guint lengths;       /* bit n: the number without the country's code can have n digits */
  /* How the number is written, the first that fits: "LEADS=GROUPS", parted by "|". LEADS are the
   * digits that it may begin with, parted by commas; none for any. In GROUPS each N is a digit, an
   * asterisk all that follow; digits and brackets are written only at home. */
  const char *forms;
} RgPhonePlan;

/* NULL where the country is not known. */
const RgPhonePlan *rg_phone_plan_of_country (const char *country);
/* The plan that the digits, a country's code first, belong to; NULL where there is none. Of the
 * countries that share a code, the largest. */
const RgPhonePlan *rg_phone_plan_of_code (const char *digits);

G_END_DECLS
