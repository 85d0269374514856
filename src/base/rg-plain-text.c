/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What somebody else wrote, to stand within a text of the shop's. */
#include "base/rg-plain-text.h"

/* The embeddings, overrides and isolates of the bidirectional algorithm (UAX 9). */
static gboolean
rg_plain_text_turns (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

void
rg_plain_text_append (GString *out, const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029)
        g_string_append_c (out, ' ');
      else if (!rg_plain_text_turns (c))
        g_string_append_unichar (out, c);
    }
}

char *
rg_plain_text_dup (const char *text)
{
  GString *out = g_string_new (NULL);

  rg_plain_text_append (out, text);
  return g_strstrip (g_string_free (out, FALSE));
}
