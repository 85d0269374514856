/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "config.h"

#include "mail/rg-imap-answer.h"

#include <string.h>

#include "base/rg-i18n.h"

/* Bytes of a line: the numbers of some hundred thousand messages. */
#define RG_IMAP_LINE_MOST (1 << 20)
#define RG_IMAP_LINES_MOST 10000

void
rg_imap_input_init (RgImapInput *input, RgImapMore more, gpointer data)
{
  *input = (RgImapInput) { more, data, g_byte_array_new (), 0 };
}

void
rg_imap_input_clear (RgImapInput *input)
{
  g_clear_pointer (&input->buffer, g_byte_array_unref);
}

void
rg_imap_answer_clear (RgImapAnswer *answer)
{
  g_clear_pointer (&answer->numbers, g_array_unref);
  g_clear_pointer (&answer->piece, g_bytes_unref);
  g_clear_pointer (&answer->junk, g_free);
}

static gboolean
rg_imap_answer_fail (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, sentence);
  return FALSE;
}

/* --- lines and pieces --------------------------------------------------------------------- */

static gboolean
rg_imap_input_read_more (RgImapInput *input, GError **error)
{
  if (input->used > 0)
    g_byte_array_remove_range (input->buffer, 0, (guint) input->used);
  input->used = 0;
  return input->more (input->buffer, input->data, error);
}

/* Without its end; owned by the caller, NULL with an error. */
static char *
rg_imap_input_read_line (RgImapInput *input, GError **error)
{
  gsize seen = 0;

  for (;;)
    {
      const char *start = (const char *) input->buffer->data + input->used;
      const gsize length = input->buffer->len - input->used;
      const char *end = length > seen ? memchr (start + seen, '\n', length - seen) : NULL;

      if (end != NULL)
        {
          char *line = g_strndup (start, (gsize) (end - start));

          input->used += (gsize) (end - start) + 1;
          return g_strchomp (line);
        }
      seen = length;
      if (length > RG_IMAP_LINE_MOST)
        {
          rg_imap_answer_fail (error, _("The mailbox answered with a line without an end."));
          return NULL;
        }
      if (!rg_imap_input_read_more (input, error))
        return NULL;
    }
}

static GBytes *
rg_imap_input_read_piece (RgImapInput *input, gsize length, GError **error)
{
  GBytes *piece;

  while (input->buffer->len - input->used < length)
    if (!rg_imap_input_read_more (input, error))
      return NULL;
  piece = g_bytes_new (input->buffer->data + input->used, length);
  input->used += length;
  return piece;
}

/* --- one line ----------------------------------------------------------------------------- */

/* "… {123}" announces so many bytes. */
static gboolean
rg_imap_answer_announces (const char *line, guint64 *length)
{
  const char *brace = strrchr (line, '{');
  char *end;

  if (brace == NULL || !g_ascii_isdigit (brace[1]))
    return FALSE;
  *length = g_ascii_strtoull (brace + 1, &end, 10);
  return end[0] == '}' && end[1] == '\0';
}

static void
rg_imap_answer_take_numbers (GArray *numbers, const char *text)
{
  while (*text != '\0')
    {
      char *end;
      const guint64 number = g_ascii_strtoull (text, &end, 10);

      if (end == text)
        return;
      if (number > 0 && number <= G_MAXUINT32)
        {
          const guint32 uid = (guint32) number;

          g_array_append_val (numbers, uid);
        }
      for (text = end; *text == ' '; text++)
        ;
    }
}

/* A name with or without quotes; NULL where it is neither. */
static char *
rg_imap_answer_dup_name (const char *text)
{
  g_autoptr (GString) name = g_string_new (NULL);

  if (*text != '"')
    return *text != '\0' && strpbrk (text, " (){%*\"\\") == NULL ? g_strdup (text) : NULL;
  for (text++; *text != '\0' && *text != '"'; text++)
    {
      if (*text == '\\' && text[1] != '\0')
        text++;
      g_string_append_c (name, *text);
    }
  return text[0] == '"' && text[1] == '\0' && name->len > 0
           ? g_string_free_and_steal (g_steal_pointer (&name)) : NULL;
}

/* "* LIST (\HasNoChildren \Junk) "/" "Spam"". Of several the first one. */
static void
rg_imap_answer_take_list (RgImapAnswer *answer, const char *text)
{
  const char *end = *text == '(' ? strchr (text, ')') : NULL;
  g_autofree char *said = end != NULL ? g_strndup (text + 1, (gsize) (end - text - 1)) : NULL;
  g_auto (GStrv) words = NULL;
  gboolean junk = FALSE;

  if (said == NULL || answer->junk != NULL)
    return;
  words = g_strsplit (said, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (words[i], "\\Noselect") == 0 ||
          g_ascii_strcasecmp (words[i], "\\NonExistent") == 0)
        return;
      junk |= g_ascii_strcasecmp (words[i], "\\Junk") == 0;
    }
  /* What parts names from each other: one character in quotes, or none. */
  end += strspn (end + 1, " ") + 1;
  end = junk ? strchr (end, ' ') : NULL;
  if (end != NULL)
    answer->junk = rg_imap_answer_dup_name (end + strspn (end, " "));
}

static gboolean
rg_imap_answer_take_line (RgImapAnswer *answer, RgImapInput *input, const char *line,
                          GError **error)
{
  const char *validity = strstr (line, "[UIDVALIDITY ");
  guint64 length;

  if (g_ascii_strncasecmp (line, "* SEARCH", 8) == 0)
    rg_imap_answer_take_numbers (answer->numbers, line + strlen ("* SEARCH")
                                                    + strspn (line + strlen ("* SEARCH"), " "));
  else if (g_ascii_strncasecmp (line, "* LIST ", 7) == 0)
    rg_imap_answer_take_list (answer, line + 7);
  else if (validity != NULL && g_str_has_prefix (line, "* OK "))
    answer->validity = (guint32) g_ascii_strtoull (validity + strlen ("[UIDVALIDITY "), NULL, 10);
  if (!rg_imap_answer_announces (line, &length))
    return TRUE;
  if (length > 2 * RG_IMAP_MOST)
    return rg_imap_answer_fail (error, _("The mailbox sent more than it was asked for."));
  g_clear_pointer (&answer->piece, g_bytes_unref);
  answer->piece = rg_imap_input_read_piece (input, (gsize) length, error);
  return answer->piece != NULL;
}

gboolean
rg_imap_answer_read (RgImapInput *input, const char *tag, RgImapAnswer *answer, GError **error)
{
  *answer = (RgImapAnswer) { g_array_new (FALSE, FALSE, sizeof (guint32)) };
  for (guint i = 0; i < RG_IMAP_LINES_MOST; i++)
    {
      g_autofree char *line = rg_imap_input_read_line (input, error);

      if (line == NULL)
        return FALSE;
      if (g_str_has_prefix (line, tag))
        return g_ascii_strncasecmp (line + strlen (tag), "OK", 2) == 0
               || rg_imap_answer_fail (error, _("The mailbox refuses to be read."));
      if (!rg_imap_answer_take_line (answer, input, line, error))
        return FALSE;
    }
  return rg_imap_answer_fail (error, _("The mailbox sent more than it was asked for."));
}
