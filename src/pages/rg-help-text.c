/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reads and searches the pages of the help. */
#include "pages/rg-help-text.h"

#include "base/rg-fold.h"

#include <string.h>

#define FOLDER "/io/github/regulars/Regulars/help"
#define ENGLISH "C"
#define FOUND_AT_MOST 40
#define LINK "\\[([^\\]]+)\\]\\(([^)]+)\\)"

static void
rg_help_block_free (gpointer data)
{
  RgHelpBlock *block = data;

  g_free (block->text);
  g_free (block->markup);
  g_free (block->anchor);
  g_strfreev (block->links);
  g_free (block);
}

void
rg_help_text_free (RgHelpText *self)
{
  g_free (self->id);
  g_free (self->title);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

/* --- Lines ------------------------------------------------------------------------------------ */

/* One of the marks inside a line: what stands around it, and what becomes of it. */
static const struct {
  const char *pattern;
  const char *markup;
  const char *plain;
} marks[] = {
  { "\\*\\*([^*]+)\\*\\*", "<b>\\1</b>", "\\1" },
  { "`([^`]+)`", "<tt>\\1</tt>", "\\1" },
  { LINK, "\\1", "\\1" },
};

static char *
rg_help_text_replace (const char *text, gboolean markup)
{
  char *line = markup ? g_markup_escape_text (text, -1) : g_strdup (text);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (marks[i].pattern, 0, 0, NULL);
      char *next = g_regex_replace (regex, line, -1, 0, markup ? marks[i].markup : marks[i].plain,
                                    0, NULL);

      g_free (line);
      line = next;
    }
  return line;
}

static GStrv
rg_help_text_find_links (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (LINK, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GStrvBuilder) links = g_strv_builder_new ();

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    g_strv_builder_take (links, g_match_info_fetch (match, 2));
  return g_strv_builder_end (links);
}

static RgHelpBlock *
rg_help_text_add (RgHelpText *self, RgHelpKind kind, const char *text)
{
  RgHelpBlock *block = g_new0 (RgHelpBlock, 1);

  block->kind = kind;
  block->text = kind == RG_HELP_CODE ? g_strdup (text) : rg_help_text_replace (text, FALSE);
  block->markup = kind == RG_HELP_CODE ? g_markup_printf_escaped ("<tt>%s</tt>", text)
                                       : rg_help_text_replace (text, TRUE);
  if (kind != RG_HELP_CODE && kind != RG_HELP_PICTURE)
    block->links = rg_help_text_find_links (text);
  g_ptr_array_add (self->blocks, block);
  return block;
}

static void
rg_help_text_add_heading (RgHelpText *self, const char *line)
{
  const char *brace = strstr (line, " {#");
  g_autofree char *words = brace != NULL ? g_strndup (line, (gsize) (brace - line))
                                         : g_strdup (line);
  RgHelpBlock *block = rg_help_text_add (self, RG_HELP_HEADING, words);

  if (brace != NULL)
    block->anchor = g_strndup (brace + 3, strcspn (brace + 3, "}"));
}

static void
rg_help_text_add_picture (RgHelpText *self, const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line + strlen ("!["), "](", 2);
  RgHelpBlock *block;

  if (g_strv_length (parts) != 2)
    return;
  parts[1][strcspn (parts[1], ")")] = '\0';
  block = rg_help_text_add (self, RG_HELP_PICTURE, parts[0]);
  g_free (block->markup);
  block->markup = g_strdup_printf (FOLDER "/pictures/%s", parts[1]);
}

/* What a line begins: the text behind its mark; NULL where it only goes on. */
static const char *
rg_help_text_begins (const char *line, RgHelpKind *kind)
{
  static const struct {
    const char *mark;
    RgHelpKind kind;
  } kinds[] = { { "## ", RG_HELP_HEADING }, { "    ", RG_HELP_CODE }, { "- ", RG_HELP_ITEM } };
  const char *digits = line;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (line, kinds[i].mark))
      {
        *kind = kinds[i].kind;
        return line + strlen (kinds[i].mark);
      }
  *kind = g_str_has_prefix (line, "![") ? RG_HELP_PICTURE : RG_HELP_STEP;
  if (*kind == RG_HELP_PICTURE)
    return line;
  while (g_ascii_isdigit (*digits))
    digits++;
  return digits > line && g_str_has_prefix (digits, ". ") ? digits + strlen (". ") : NULL;
}

typedef struct {
  RgHelpText *text;
  GString *words;   /* of the block at hand */
  RgHelpKind kind;
  guint step;       /* of the list at hand; 0 outside of one */
} Reading;

static void
rg_help_text_end_block (Reading *reading)
{
  RgHelpBlock *block;

  if (reading->words->len == 0)
    return;
  if (reading->kind == RG_HELP_HEADING)
    rg_help_text_add_heading (reading->text, reading->words->str);
  else if (reading->kind == RG_HELP_PICTURE)
    rg_help_text_add_picture (reading->text, reading->words->str);
  else
    {
      block = rg_help_text_add (reading->text, reading->kind, reading->words->str);
      if (reading->kind == RG_HELP_STEP)
        block->number = ++reading->step;
    }
  if (reading->kind != RG_HELP_STEP)
    reading->step = 0;
  g_string_truncate (reading->words, 0);
}

static void
rg_help_text_read_line (Reading *reading, const char *line)
{
  RgHelpKind kind;
  const char *begins = rg_help_text_begins (line, &kind);
  gboolean code = begins != NULL && kind == RG_HELP_CODE && reading->kind == RG_HELP_CODE;

  if (*line == '\0' || (begins != NULL && !code))
    rg_help_text_end_block (reading);
  if (*line == '\0')
    return;
  if (reading->words->len == 0)
    reading->kind = begins != NULL ? kind : RG_HELP_PARAGRAPH;
  else
    g_string_append_c (reading->words, code ? '\n' : ' ');
  g_string_append (reading->words, begins != NULL ? begins : line);
}

RgHelpText *
rg_help_text_parse (const char *id, const char *text)
{
  RgHelpText *self = g_new0 (RgHelpText, 1);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  Reading reading = { self, g_string_new (NULL), RG_HELP_PARAGRAPH, 0 };
  guint first = 0;

  self->id = g_strdup (id);
  self->blocks = g_ptr_array_new_with_free_func (rg_help_block_free);
  if (lines[0] != NULL && g_str_has_prefix (lines[0], "# "))
    first = 1;
  self->title = g_strdup (first == 1 ? lines[0] + strlen ("# ") : id);
  for (guint i = first; lines[i] != NULL; i++)
    rg_help_text_read_line (&reading, lines[i]);
  rg_help_text_end_block (&reading);
  g_string_free (reading.words, TRUE);
  return self;
}

/* --- Files ------------------------------------------------------------------------------------ */

static RgHelpText *
rg_help_text_load_language (const char *language, const char *id)
{
  g_autofree char *path = g_strdup_printf (FOLDER "/%s/%s.md", language, id);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = NULL;
  gsize length;

  if (bytes == NULL)
    return NULL;
  text = g_strndup (g_bytes_get_data (bytes, &length), g_bytes_get_size (bytes));
  return rg_help_text_parse (id, text);
}

RgHelpText *
rg_help_text_load (const char *id)
{
  const char *const *languages = g_get_language_names ();

  for (guint i = 0; languages[i] != NULL; i++)
    {
      RgHelpText *text = rg_help_text_load_language (languages[i], id);

      if (text != NULL)
        return text;
    }
  return rg_help_text_load_language (ENGLISH, id);
}

char *
rg_help_text_dup_title (const char *target)
{
  g_auto (GStrv) parts = g_strsplit (target, "#", 2);
  g_autoptr (RgHelpText) text = parts[0] != NULL ? rg_help_text_load (parts[0]) : NULL;

  if (text == NULL || parts[1] == NULL)
    return text != NULL ? g_strdup (text->title) : NULL;
  for (guint i = 0; i < text->blocks->len; i++)
    {
      const RgHelpBlock *block = g_ptr_array_index (text->blocks, i);

      if (g_strcmp0 (block->anchor, parts[1]) == 0)
        return g_strdup (block->text);
    }
  return NULL;
}

GStrv
rg_help_text_list (void)
{
  GStrv names =
    g_resources_enumerate_children (FOLDER "/" ENGLISH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    names[i][strcspn (names[i], ".")] = '\0';
  return names != NULL ? names : g_new0 (char *, 1);
}

/* --- Search ----------------------------------------------------------------------------------- */

void
rg_help_found_free (RgHelpFound *found)
{
  g_free (found->target);
  g_free (found->title);
  g_free (found->page);
  g_free (found);
}

static gboolean
rg_help_text_has_words (const char *text, GStrv words)
{
  g_autofree char *folded = rg_fold (text);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* One section: from a heading, NULL for the beginning of the page, to the next. */
static void
rg_help_text_judge (const RgHelpText *self, const RgHelpBlock *heading, const char *section,
                    GStrv words, GPtrArray *in_title, GPtrArray *in_text)
{
  const char *title = heading != NULL ? heading->text : self->title;
  gboolean titled = rg_help_text_has_words (title, words);
  RgHelpFound *found;

  if (!titled && !rg_help_text_has_words (section, words))
    return;
  found = g_new0 (RgHelpFound, 1);
  found->target = heading != NULL && heading->anchor != NULL
                    ? g_strdup_printf ("%s#%s", self->id, heading->anchor)
                    : g_strdup (self->id);
  found->title = g_strdup (title);
  found->page = g_strdup (heading != NULL ? self->title : "");
  g_ptr_array_add (titled ? in_title : in_text, found);
}

static void
rg_help_text_search_page (const RgHelpText *self, GStrv words, GPtrArray *in_title,
                          GPtrArray *in_text)
{
  const RgHelpBlock *heading = NULL;
  g_autoptr (GString) section = g_string_new (self->title);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const RgHelpBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->kind == RG_HELP_HEADING)
        {
          rg_help_text_judge (self, heading, section->str, words, in_title, in_text);
          g_string_truncate (section, 0);
          heading = block;
        }
      g_string_append_printf (section, " %s", block->text);
    }
  rg_help_text_judge (self, heading, section->str, words, in_title, in_text);
}

GPtrArray *
rg_help_text_search (const char *query)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_help_found_free);
  g_autoptr (GPtrArray) in_text = g_ptr_array_new ();
  g_autofree char *folded = rg_fold (query);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_auto (GStrv) ids = rg_help_text_list ();

  if (*g_strstrip (folded) == '\0')
    return found;
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (RgHelpText) text = rg_help_text_load (ids[i]);

      if (text != NULL && !g_str_equal (ids[i], RG_HELP_CONTENTS))
        rg_help_text_search_page (text, words, found, in_text);
    }
  for (guint i = 0; i < in_text->len; i++)
    g_ptr_array_add (found, g_ptr_array_index (in_text, i));
  if (found->len > FOUND_AT_MOST)
    g_ptr_array_set_size (found, FOUND_AT_MOST);
  return found;
}
