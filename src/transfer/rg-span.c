/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How long something lasts. */
#include "transfer/rg-span.h"

#include <math.h>
#include <string.h>

#include "base/rg-fold.h"

typedef enum {
  NOTHING, /* no unit */
  DAYS,
  WEEKS,
  MONTHS,
  YEARS,
} RgSpanUnit;

/* Folded words. */
static const struct {
  RgSpanUnit unit;
  const char *words; /* with a blank on both sides of each */
} units[] = {
  { DAYS, " d day days tag tage jour jours dia dias dag dager dage dagar " },
  { WEEKS, " w wk week weeks woche wochen semaine semaines semana semanas uke uker uge uger "
           "vecka veckor " },
  { MONTHS, " m mo mos mth mths month months monat monate mois mes meses mnd maned maneder "
            "manad manader " },
  { YEARS, " y yr yrs year years jahr jahre an ans annee annees ano anos ar aar " },
};

static const char nothing[] = " 0 - none no n/a keine kein aucune aucun ninguna no nei ingen ";

static gboolean
is_among (const char *word, const char *words)
{
  g_autofree char *wanted = g_strdup_printf (" %s ", word);

  return strstr (words, wanted) != NULL;
}

static gboolean
read_unit (const char *word, RgSpanUnit *unit)
{
  *unit = NOTHING;
  if (*word == '\0')
    return TRUE;
  for (guint i = 0; *unit == NOTHING && i < G_N_ELEMENTS (units); i++)
    if (strchr (word, ' ') == NULL && is_among (word, units[i].words))
      *unit = units[i].unit;
  return *unit != NOTHING;
}

/* "1.5 years"; 0 of nothing where the text says that there is none. */
static gboolean
read_number_and_unit (const char *text, double *number, RgSpanUnit *unit)
{
  g_autofree char *folded = rg_fold (text);
  char *word = NULL;

  *number = 0;
  *unit = NOTHING;
  g_strstrip (folded);
  if (*folded == '\0' || (strchr (folded, ' ') == NULL && is_among (folded, nothing)))
    return TRUE;
  g_strdelimit (folded, ",", '.');
  if (!g_ascii_isdigit (*folded) || strspn (folded, "0123456789.") > 8)
    return FALSE;
  *number = g_ascii_strtod (folded, &word);
  g_strstrip (g_strdelimit (word, ".", ' '));
  return read_unit (word, unit);
}

static gboolean
take_whole (double number, int most, int *whole)
{
  if (number > most || fabs (number - round (number)) > 1e-6)
    return FALSE;
  *whole = (int) round (number);
  return TRUE;
}

gboolean
rg_span_read_months (const char *text, int *months)
{
  RgSpanUnit unit;
  double number;

  if (!read_number_and_unit (text, &number, &unit))
    return FALSE;
  if (unit == YEARS)
    return take_whole (number * 12, RG_SPAN_MONTHS_MOST, months);
  if (unit != DAYS && unit != WEEKS)
    return take_whole (number, RG_SPAN_MONTHS_MOST, months);
  number *= unit == WEEKS ? 7 : 1;
  return fmod (number, 365) == 0 ? take_whole (number / 365 * 12, RG_SPAN_MONTHS_MOST, months)
                                 : take_whole (number / 30, RG_SPAN_MONTHS_MOST, months);
}

gboolean
rg_span_read_days (const char *text, int *days)
{
  static const double lengths[] = { [NOTHING] = 1, [DAYS] = 1, [WEEKS] = 7,
                                    [MONTHS] = 365 / 12.0, [YEARS] = 365 };
  RgSpanUnit unit;
  double number;

  return read_number_and_unit (text, &number, &unit) &&
         take_whole (round (number * lengths[unit]), RG_SPAN_DAYS_MOST, days);
}
