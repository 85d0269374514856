/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Turns POSIX locale names into ICU's: given "de_CH.UTF-8", ICU silently falls back to plain
 * "de". */
#include "config.h"

#include "base/rg-locale.h"

#include <locale.h>
#include <string.h>
#include <unicode/ubidi.h>
#include <unicode/uloc.h>

static const struct
{
  const char *modifier;
  const char *script;
} scripts[] = {
  { "latin", "Latn" },
  { "cyrillic", "Cyrl" },
  { "devanagari", "Deva" },
};

static const char *
rg_locale_script (const char *modifier)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      if (modifier != NULL && g_str_equal (modifier, scripts[i].modifier))
        return scripts[i].script;
    }
  return NULL;
}

const char *
rg_locale_for_icu (int category)
{
  const char *posix = setlocale (category, NULL);
  if (posix == NULL || *posix == '\0')
    return "en_001";

  const char *at = strchr (posix, '@');
  g_autofree char *name = g_strndup (posix, strcspn (posix, ".@"));
  if (g_str_equal (name, "C") || g_str_equal (name, "POSIX"))
    return "en_001";

  const char *script = rg_locale_script (at != NULL ? at + 1 : NULL);
  if (script == NULL)
    return g_intern_string (name);

  char *region = strchr (name, '_');
  if (region != NULL)
    *region++ = '\0';
  g_autofree char *full = region != NULL
    ? g_strdup_printf ("%s_%s_%s", name, script, region)
    : g_strdup_printf ("%s_%s", name, script);
  return g_intern_string (full);
}

gboolean
rg_locale_is_right_to_left (void)
{
  return uloc_isRightToLeft (rg_locale_for_icu (LC_MESSAGES));
}

gboolean
rg_text_is_right_to_left (const char *text)
{
  glong n = 0;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, &n, NULL);

  return units != NULL
         && ubidi_getBaseDirection ((const UChar *) units, (int) n) == UBIDI_RTL;
}

/* FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE. */
char *
rg_text_isolate (char *text)
{
  g_autofree char *owned = text;

  if (!rg_locale_is_right_to_left ())
    return g_steal_pointer (&owned);
  return g_strdup_printf ("\u2068%s\u2069", owned);
}
