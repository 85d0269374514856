/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

static void
double_some (GRand *random, GString *text, gsize at, gsize length)
{
  g_autofree char *copy = g_strndup (text->str + at, length);

  g_string_insert_len (text, g_rand_int_range (random, 0, (gint32) text->len), copy,
                       (gssize) strlen (copy));
}

GString *
fuzz_mutate (GRand *random, const char *seed, gsize seed_length, const char *const *spices,
             int n_spices)
{
  GString *text = g_string_new_len (seed, (gssize) seed_length);

  for (int n = g_rand_int_range (random, 1, 9); n > 0 && text->len > 0; n--)
    {
      gsize at = (gsize) g_rand_int_range (random, 0, (gint32) text->len);
      gsize length = (gsize) g_rand_int_range (random, 1, 40);

      length = MIN (length, text->len - at);
      switch (g_rand_int_range (random, 0, 7))
        {
        case 0:
          text->str[at] = (char) g_rand_int_range (random, 0, 256);
          break;
        case 1:
          g_string_erase (text, (gssize) at, (gssize) length);
          break;
        case 2:
          double_some (random, text, at, length);
          break;
        case 3:
          g_string_truncate (text, at);
          break;
        default:
          g_string_insert (text, (gssize) at, spices[g_rand_int_range (random, 0, n_spices)]);
          break;
        }
    }
  return text;
}

gboolean
fuzz_goes_on (guint round, guint most, gint64 since)
{
  const char *rounds = g_getenv ("REGULARS_FUZZ_ROUNDS");
  const char *seconds = g_getenv ("REGULARS_FUZZ_SECONDS");

  if (seconds != NULL)
    return g_get_monotonic_time () - since < (gint64) strtoul (seconds, NULL, 10) * 1000000;
  return round < (rounds != NULL ? strtoul (rounds, NULL, 10) : most);
}
