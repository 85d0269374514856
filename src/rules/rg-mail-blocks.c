/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Cuts a message into blocks. rg-mail-twins.c prints them. */
#include "rules/rg-mail-blocks.h"

#include <string.h>

#include "rules/rg-template.h"

static void
rg_mail_block_free (gpointer data)
{
  RgMailBlock *block = data;

  g_free (block->text);
  g_free (block->link);
  g_free (block);
}

/* Control characters mean nothing in an e-mail, whoever wrote them. */
static char *
rg_mail_block_clean (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (c == '\n' || !g_unichar_iscntrl (c))
        g_string_append_unichar (out, c);
      else if (c == '\t')
        g_string_append_c (out, ' ');
    }
  return g_strstrip (g_string_free (out, FALSE));
}

/* Takes the link. Lines of a paragraph or a list that follow each other are one block. */
static void
rg_mail_blocks_add (GPtrArray *blocks, RgMailBlockKind kind, gboolean follows, const char *text,
                    char *link)
{
  RgMailBlock *last = blocks->len > 0 ? g_ptr_array_index (blocks, blocks->len - 1) : NULL;
  g_autofree char *clean = rg_mail_block_clean (text);
  RgMailBlock *block;

  if (*clean == '\0')
    {
      g_free (link);
      return;
    }
  if (follows && last != NULL && last->kind == kind
      && (kind == RG_BLOCK_TEXT || kind == RG_BLOCK_LIST))
    {
      g_autofree char *first = last->text;

      last->text = g_strdup_printf ("%s\n%s", first, clean);
      return;
    }
  block = g_new0 (RgMailBlock, 1);
  block->kind = kind;
  block->text = g_steal_pointer (&clean);
  block->link = link;
  g_ptr_array_add (blocks, block);
}

/* A mark such as "# " at the beginning of what the shop wrote; its length, or 0. */
static gsize
rg_mail_blocks_find_mark (const char *line, const char *merged, char mark)
{
  gsize n = 0;

  while (line[n] == mark)
    n++;
  /* Of a line whose only field is empty, the mark may be all that is left. */
  return n > 0 && (mark == '#' ? n <= 3 : n == 1) && line[n] == ' ' ? MIN (n + 1, strlen (merged))
                                                                    : 0;
}

static gboolean
rg_mail_blocks_is_link (const char *link, gsize length)
{
  static const char *const schemes[] = { "https://", "http://", "mailto:", "tel:" };
  g_autofree char *text = g_strndup (link, length);

  for (const char *at = text; *at != '\0'; at++)
    if (g_ascii_isspace (*at) || g_ascii_iscntrl (*at) || strchr ("\"'<>\\^`{|}", *at) != NULL)
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (text, schemes[i], strlen (schemes[i])) == 0
        && strlen (text) > strlen (schemes[i]))
      return TRUE;
  return FALSE;
}

/* The address of a button as the shop wrote it, with the coupon in it: no other field has a place
 * there, since what it holds could make another address of it. NULL for what is no button; *tail is
 * how many bytes of the merged line stand after its words. */
static char *
rg_mail_blocks_find_link (const char *line, const char *coupon, gsize *tail)
{
  const gsize length = strlen (line);
  const char *middle = NULL;
  g_autofree char *written = NULL;
  char *link;

  if (length < 6 || line[0] != '[' || line[length - 1] != ')')
    return NULL;
  for (const char *at = strstr (line, "]("); at != NULL; at = strstr (at + 1, "]("))
    middle = at;
  if (middle == NULL || middle == line + 1)
    return NULL;
  written = g_strndup (middle + 2, (gsize) (line + length - 1 - (middle + 2)));
  if (coupon != NULL && strstr (written, "{{") != NULL)
    {
      const char *const values[RG_N_FIELDS] = { [RG_FIELD_COUPON] = coupon };
      g_autoptr (RgTemplate) template = rg_template_new (written);
      guint missing;

      link = rg_template_render (template, values, &missing);
      if (missing != 0)
        g_clear_pointer (&link, g_free);
    }
  else
    link = g_steal_pointer (&written);
  if (link == NULL || !rg_mail_blocks_is_link (link, strlen (link)))
    {
      g_free (link);
      return NULL;
    }
  *tail = strlen (link) + strlen ("]()");
  return link;
}

/* The words of a button, where the merged line ends as it should. */
static gboolean
rg_mail_blocks_add_button (GPtrArray *blocks, const char *line, const char *merged,
                           const char *coupon)
{
  gsize tail = 0;
  g_autofree char *link = rg_mail_blocks_find_link (line, coupon, &tail);
  g_autofree char *words = NULL;

  if (link == NULL || strlen (merged) < tail + 1 || merged[0] != '['
      || strncmp (merged + strlen (merged) - tail + 2, link, strlen (link)) != 0)
    return FALSE;
  words = g_strndup (merged + 1, strlen (merged) - tail - 1);
  rg_mail_blocks_add (blocks, RG_BLOCK_BUTTON, FALSE, words, g_steal_pointer (&link));
  return TRUE;
}

/* Whether a line is one field and nothing else. */
static gboolean
rg_mail_blocks_is_field (const char *line, RgField field)
{
  g_autoptr (RgTemplate) template = NULL;
  const char *close = strstr (line, "}}");

  if (!g_str_has_prefix (line, "{{") || close == NULL || close[2] != '\0')
    return FALSE;
  template = rg_template_new (line);
  return rg_template_uses (template, field);
}

/* A list of products: only merging can put items on one line. */
static gboolean
rg_mail_blocks_add_items (GPtrArray *blocks, const char *merged)
{
  const char *first = merged + strspn (merged, " \t");
  g_auto (GStrv) items = NULL;

  if (!g_str_has_prefix (first, RG_TEMPLATE_ITEM))
    return FALSE;
  items = g_strsplit (first + strlen (RG_TEMPLATE_ITEM), RG_TEMPLATE_ITEM, -1);
  for (guint i = 0; items[i] != NULL; i++)
    rg_mail_blocks_add (blocks, RG_BLOCK_LIST, i > 0, items[i], NULL);
  return TRUE;
}

static void
rg_mail_blocks_add_line (GPtrArray *blocks, const char *line, const char *merged, gboolean follows,
                         const char *coupon)
{
  g_autofree char *unmarked = strstr (line, "{{") != NULL ? rg_template_dup_line (line) : NULL;
  gsize mark;

  if (unmarked != NULL)
    line = unmarked;
  if (rg_mail_blocks_add_items (blocks, merged))
    return;
  if ((mark = rg_mail_blocks_find_mark (line, merged, '#')) > 0)
    rg_mail_blocks_add (blocks, RG_BLOCK_HEADING, FALSE, merged + mark, NULL);
  else if ((mark = rg_mail_blocks_find_mark (line, merged, '-')) > 0)
    rg_mail_blocks_add (blocks, RG_BLOCK_LIST, follows, merged + mark, NULL);
  else if (rg_mail_blocks_is_field (line, RG_FIELD_COUPON))
    rg_mail_blocks_add (blocks, RG_BLOCK_COUPON, FALSE, merged, NULL);
  else if (!rg_mail_blocks_add_button (blocks, line, merged, coupon))
    rg_mail_blocks_add (blocks, RG_BLOCK_TEXT, follows, merged, NULL);
}

static char **
rg_mail_blocks_split (const char *text)
{
  g_autoptr (GString) lines = g_string_new (text);
  char **all;

  g_string_replace (lines, "\r\n", "\n", 0);
  g_string_replace (lines, "\r", "\n", 0);
  all = g_strsplit (lines->str, "\n", -1);
  for (char **line = all; *line != NULL; line++)
    g_strchomp (*line);
  return all;
}

GPtrArray *
rg_mail_blocks_new (const char *message, const char *body, const char *coupon)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func (rg_mail_block_free);
  g_auto (GStrv) lines = rg_mail_blocks_split (message);
  g_auto (GStrv) merged = rg_mail_blocks_split (body);
  const gboolean same = g_strv_length (lines) == g_strv_length (merged);
  gboolean follows = FALSE;

  for (guint i = 0; merged[i] != NULL; i++)
    {
      if (same)
        rg_mail_blocks_add_line (blocks, lines[i], merged[i], follows, coupon);
      else
        rg_mail_blocks_add (blocks, RG_BLOCK_TEXT, follows, merged[i], NULL);
      follows = *merged[i] != '\0';
    }
  return blocks;
}
