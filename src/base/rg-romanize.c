/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Names of any script in plain Latin letters, through ICU. */
#include "base/rg-romanize.h"

#include <string.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

/* UTF-16 units; names are shorter, and what is longer is no name. */
#define LONGEST_NAME 256

struct _RgRomanizer
{
  UTransliterator *rules; /* NULL until it is needed, or where ICU has none */
  gboolean tried;
};

RgRomanizer *
rg_romanizer_new (void)
{
  return g_new0 (RgRomanizer, 1);
}

void
rg_romanizer_free (RgRomanizer *romanizer)
{
  g_clear_pointer (&romanizer->rules, utrans_close);
  g_free (romanizer);
}

static UTransliterator *
rg_romanizer_rules (RgRomanizer *romanizer)
{
  static const char id[] = "Any-Latin; Latin-ASCII; Lower; [:^Letter:] Remove";
  UChar id16[sizeof id];
  UErrorCode error = U_ZERO_ERROR;

  if (romanizer->tried)
    return romanizer->rules;
  romanizer->tried = TRUE;
  u_charsToUChars (id, id16, sizeof id);
  romanizer->rules = utrans_openU (id16, -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
  return romanizer->rules;
}

char *
rg_romanize (RgRomanizer *romanizer, const char *text)
{
  UTransliterator *rules;
  UChar units[LONGEST_NAME];
  char latin[LONGEST_NAME * 3];
  UErrorCode error = U_ZERO_ERROR;
  int32_t length, limit;

  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);
  rules = rg_romanizer_rules (romanizer);
  u_strFromUTF8 (units, LONGEST_NAME / 2, &length, text, -1, &error);
  limit = length;
  if (rules != NULL && U_SUCCESS (error))
    utrans_transUChars (rules, units, &length, LONGEST_NAME, 0, &limit, &error);
  if (rules == NULL || U_FAILURE (error))
    return g_strdup (text);
  u_strToUTF8 (latin, sizeof latin - 1, NULL, units, length, &error);
  return U_SUCCESS (error) && *latin != '\0' ? g_strdup (latin) : g_strdup (text);
}
