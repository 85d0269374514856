/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The parser reads what stands before the word at the cursor, and keeps what it asks for at the
 * end: so completion knows what reading knows. */
#include "config.h"

#include "rules/rg-segment-complete.h"

#include "base/rg-fold.h"
#include "rules/rg-rule-own.h"
#include "rules/rg-rule-scan.h"
#include "rules/rg-segment-parser.h"

#include <string.h>

#define RG_COMPLETE_MOST 50

/* Where the word or the quoted name begins that ends at the cursor. */
static gsize
rg_complete_begin (const char *text, gsize cursor)
{
  gboolean quoted = FALSE;
  gsize begin = 0;

  for (gsize i = 0; i < cursor; i++)
    if (quoted && text[i] == '\\' && i + 1 < cursor)
      i++;
    else if (text[i] == '"' || (quoted && text[i] == '\n'))
      {
        quoted = !quoted && text[i] == '"';
        begin = quoted ? i : i + 1;
      }
    else if (!quoted && strchr (" \t\r\n;()", text[i]) != NULL)
      begin = i + 1;
  return begin;
}

static const RgNames *
rg_complete_names (const RgParser *parser, const RgDataset *dataset)
{
  const RgOwnColumn *column;

  if (dataset == NULL || parser->asked->kind == NULL || parser->wants == RG_WANTS_FIELDS)
    return NULL;
  if (parser->wants == RG_WANTS_LOCATIONS)
    return &dataset->locations;
  if (!(parser->asked->kind->fields & RG_FIELD_OWN))
    return rg_rule_list_names (parser->asked->kind->list, dataset);
  column = parser->asked->field != NULL ? rg_rule_own_column (parser->asked, dataset) : NULL;
  return column != NULL ? &column->names : NULL;
}

static void
rg_complete_add_name (GPtrArray *words, const char *name)
{
  g_autoptr (GString) out = g_string_new (NULL);
  char *list[] = { (char *) name, NULL };

  if (*name == '\0')
    return;
  rg_print_names (out, list);
  g_ptr_array_add (words, g_strdup (out->str + 1));
}

static void
rg_complete_add_fields (GPtrArray *words, const RgParser *parser, const RgDataset *dataset)
{
  const gboolean known = parser->asked->kind->of_everybody;
  const RgOwnColumn *const *columns = known ? dataset->known : dataset->own;

  for (guint i = 0; i < (known ? dataset->n_known : dataset->n_own); i++)
    rg_complete_add_name (words, columns[i]->name);
}

static GPtrArray *
rg_complete_read (const char *text, const RgDataset *dataset)
{
  g_autoptr (GString) value = g_string_new (NULL);
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  RgRule rule = { 0 };
  RgParser parser = { .text = text, .start = text, .next = text, .value = value, .wanted = words,
                      .asked = &rule };
  const RgNames *names;

  rg_parser_ask (&parser);
  names = rg_complete_names (&parser, dataset);
  for (guint i = 0; names != NULL && i < names->n; i++)
    rg_complete_add_name (words, names->name[i]);
  if (parser.wants == RG_WANTS_FIELDS && dataset != NULL)
    rg_complete_add_fields (words, &parser, dataset);
  rg_rule_clear (&rule);
  return words;
}

/* 2: it begins so; 1: one of its words does; 0: none. */
static int
rg_complete_fits (const char *word, const char *part)
{
  g_autofree char *folded = rg_fold (*word == '"' ? word + 1 : word);
  g_autofree char *later = g_strconcat (" ", part, NULL);

  return g_str_has_prefix (folded, part) ? 2 : strstr (folded, later) != NULL;
}

static gboolean
rg_complete_is_whole (const GPtrArray *words, const char *part)
{
  for (guint i = 0; i < words->len; i++)
    {
      g_autofree char *folded = rg_fold (words->pdata[i]);

      if (g_str_equal (folded, part))
        return TRUE;
    }
  return FALSE;
}

GStrv
rg_segment_complete (const char *text, gsize cursor, const RgDataset *dataset, gsize *from)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const gsize begin = rg_complete_begin (text, cursor);
  const gboolean quoted = text[begin] == '"' && begin < cursor;
  g_autofree char *before = g_strndup (text, begin);
  g_autofree char *typed = g_strndup (text + begin + quoted, cursor - begin - quoted);
  g_autofree char *part = rg_fold (typed);
  g_autoptr (GPtrArray) words = NULL;
  guint n = 0;

  *from = begin;
  if (!g_utf8_validate (before, -1, NULL))
    return g_strv_builder_end (builder);
  words = rg_complete_read (before, dataset);
  for (int fit = 2; fit > 0 && !rg_complete_is_whole (words, part); fit--)
    for (guint i = 0; n < RG_COMPLETE_MOST && i < words->len; i++)
      {
        const char *word = words->pdata[i];

        if ((quoted && *word != '"') || rg_complete_fits (word, part) != fit)
          continue;
        g_strv_builder_add (builder, word);
        n++;
      }
  return g_strv_builder_end (builder);
}
