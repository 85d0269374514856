/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How hard a passphrase is to guess. */
#include "base/rg-strength.h"

#include <math.h>

#define FAIR_BITS 45
#define GOOD_BITS 70
/* What a character counts that whoever guesses would try next anyway. */
#define FORESEEN 0.25

/* How many characters there are of its kind. */
static double
rg_strength_kind (gunichar c)
{
  if (c >= 'a' && c <= 'z')
    return 26;
  if (c >= 'A' && c <= 'Z')
    return 26;
  if (c >= '0' && c <= '9')
    return 10;
  return c < 128 ? 33 : 100;
}

/* Goes on with the last step: the same again, up, or down. */
static gboolean
rg_strength_is_foreseen (gunichar before, gunichar c)
{
  return c == before || c == before + 1 || c + 1 == before;
}

static double
rg_strength_word_bits (const char *word)
{
  double bits = 0;
  gunichar before = 0;

  for (const char *at = word; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      bits += log2 (rg_strength_kind (c))
              * (before != 0 && rg_strength_is_foreseen (before, c) ? FORESEEN : 1);
      before = c;
    }
  return bits;
}

double
rg_strength_bits (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  double bits = 0;

  for (guint i = 0; words[i] != NULL; i++)
    bits += rg_strength_word_bits (words[i])
            * (g_hash_table_add (known, words[i]) ? 1 : FORESEEN);
  return bits;
}

RgStrength
rg_strength_of (const char *text)
{
  const double bits = rg_strength_bits (text);

  if (g_utf8_strlen (text, -1) < RG_STRENGTH_LEAST_CHARACTERS)
    return RG_STRENGTH_TOO_SHORT;
  if (bits < FAIR_BITS)
    return RG_STRENGTH_WEAK;
  return bits < GOOD_BITS ? RG_STRENGTH_FAIR : RG_STRENGTH_GOOD;
}
