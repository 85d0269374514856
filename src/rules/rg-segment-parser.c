/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Tokens and groups of a segment's text form. */
#include "config.h"

#include "rules/rg-segment-parser.h"

#include "base/rg-i18n.h"
#include "rules/rg-rule-scan.h"

#include <string.h>

/* --- tokens ------------------------------------------------------------------------------- */

static void
rg_parser_read_string (RgParser *parser)
{
  const char *at = parser->start + 1;

  parser->token = RG_TOKEN_STRING;
  for (; *at != '"'; at++)
    {
      if (*at == '\0' || *at == '\n')
        {
          parser->token = RG_TOKEN_BROKEN;
          parser->next = at;
          return;
        }
      if (*at == '\\' && (at[1] == '"' || at[1] == '\\'))
        at++;
      else if (*at == '\\' && at[1] == 'n')
        {
          g_string_append_c (parser->value, '\n');
          at++;
          continue;
        }
      g_string_append_c (parser->value, *at);
    }
  parser->next = at + 1;
}

static void
rg_parser_read_word (RgParser *parser)
{
  const char *at = parser->start;

  while (*at != '\0' && strchr (" \t\r\n;()\"", *at) == NULL)
    at++;
  g_string_append_len (parser->value, parser->start, at - parser->start);
  parser->token = RG_TOKEN_WORD;
  parser->next = at;
}

void
rg_parser_advance (RgParser *parser)
{
  g_string_truncate (parser->value, 0);
  parser->start = parser->next;
  while (*parser->start == ' ' || *parser->start == '\t' || *parser->start == '\r')
    parser->start++;
  parser->next = parser->start + 1;
  switch (*parser->start)
    {
    case '\0':
      parser->token = RG_TOKEN_END;
      parser->next = parser->start;
      break;
    case '\n':
    case ';':
      parser->token = RG_TOKEN_BREAK;
      break;
    case '(':
      parser->token = RG_TOKEN_OPEN;
      break;
    case ')':
      parser->token = RG_TOKEN_CLOSE;
      break;
    case '"':
      rg_parser_read_string (parser);
      break;
    default:
      rg_parser_read_word (parser);
    }
}

gboolean
rg_parser_at (const RgParser *parser, const char *word)
{
  return parser->token == RG_TOKEN_WORD && g_ascii_strcasecmp (parser->value->str, word) == 0;
}

void
rg_parser_want (RgParser *parser, const char *word)
{
  if (parser->wanted != NULL && parser->error == NULL && parser->token == RG_TOKEN_END &&
      !g_ptr_array_find_with_equal_func (parser->wanted, word, g_str_equal, NULL))
    g_ptr_array_add (parser->wanted, g_strdup (word));
}

void
rg_parser_want_names (RgParser *parser, RgWants wants)
{
  if (parser->wanted == NULL || parser->error != NULL || parser->token != RG_TOKEN_END ||
      parser->wants != RG_WANTS_NOTHING)
    return;
  parser->wants = wants;
  rg_rule_clear (parser->asked);
  rg_rule_copy (parser->rule, parser->asked);
}

gboolean
rg_parser_take (RgParser *parser, const char *word)
{
  rg_parser_want (parser, word);
  if (parser->error != NULL || !rg_parser_at (parser, word))
    return FALSE;
  rg_parser_advance (parser);
  return TRUE;
}

gboolean
rg_parser_need (RgParser *parser, const char *word)
{
  g_autofree char *quoted = NULL;

  if (rg_parser_take (parser, word))
    return TRUE;
  /* Translators: a word of the text form, in quotation marks. */
  quoted = g_strdup_printf (_("“%s”"), word);
  return rg_parser_fail (parser, quoted);
}

/* --- errors ------------------------------------------------------------------------------- */

static void
rg_parser_place (const RgParser *parser, RgSegmentPlace *place)
{
  const char *line = parser->text;

  *place = (RgSegmentPlace) { .offset = (guint) (parser->error_at - parser->text), .line = 1 };
  for (const char *at = parser->text; at < parser->error_at; at++)
    if (*at == '\n')
      {
        place->line++;
        line = at + 1;
      }
  place->column = 1 + (guint) g_utf8_strlen (line, parser->error_at - line);
}

static char *
rg_parser_found (const RgParser *parser)
{
  const char *end = parser->start;

  switch (parser->token)
    {
    case RG_TOKEN_END:
      return g_strdup (_("the end"));
    case RG_TOKEN_BREAK:
      return g_strdup (*parser->start == ';' ? "“;”" : _("a new line"));
    case RG_TOKEN_BROKEN:
      return g_strdup (_("quotation marks that do not end"));
    default:
      for (guint i = 0; i < 40 && end < parser->next; i++)
        end = g_utf8_next_char (end);
      return g_strdup_printf (_("“%.*s”"), (int) (end - parser->start), parser->start);
    }
}

gboolean
rg_parser_fail (RgParser *parser, const char *expected)
{
  g_autofree char *found = NULL;
  RgSegmentPlace place;

  if (parser->error != NULL)
    return FALSE;
  parser->error_at = parser->start;
  found = rg_parser_found (parser);
  rg_parser_place (parser, &place);
  /* Translators: where a text cannot be understood; then what was expected there ("a number") and
   * what stands there instead. */
  parser->error = g_error_new (RG_SEGMENT_ERROR, RG_SEGMENT_ERROR_SYNTAX,
                               _("Line %u, column %u: expected %s, found %s."), place.line,
                               place.column, expected, found);
  return FALSE;
}

/* --- rules and groups --------------------------------------------------------------------- */

static void
rg_parser_add_expected (GString *expected, const char *word)
{
  g_autofree char *quoted = g_strdup_printf (_("“%s”"), word);

  if (strstr (expected->str, quoted) != NULL)
    return;
  if (expected->len > 0)
    g_string_append (expected, ", ");
  g_string_append (expected, quoted);
}

/* The next kind after `kind`, or the first one, of which `length` bytes are those of `read`. */
static const RgRuleKind *
rg_kind_beginning (const char *read, gsize length, guint *table, const RgRuleKind *kind)
{
  kind = kind != NULL ? kind + 1 : rg_rule_tables[*table = 0];
  for (; kind != NULL; kind++)
    {
      while (kind != NULL && kind->keyword == NULL)
        kind = rg_rule_tables[++*table];
      if (kind == NULL || strncmp (kind->keyword, read, length) == 0)
        return kind;
    }
  return NULL;
}

/* The kinds of which so much was read go on with other words. */
static void
rg_parser_fail_kind (RgParser *parser, const char *read, gsize length)
{
  g_autoptr (GString) expected = g_string_new (NULL);
  const RgRuleKind *kind = NULL;
  guint table;

  while ((kind = rg_kind_beginning (read, length, &table, kind)) != NULL)
    {
      const char *word = kind->keyword + length;
      g_autofree char *alone = g_strndup (word, strcspn (word, " "));

      rg_parser_add_expected (expected, alone);
      rg_parser_want (parser, word);
    }
  g_string_prepend (expected, _("one of "));
  rg_parser_fail (parser, expected->str);
}

/* The first of some kinds of which so much was read that goes on with the word at hand, whose
 * length is put into *word; or NULL. */
static const RgRuleKind *
rg_parser_kind_going_on (const RgParser *parser, const GPtrArray *kinds, const char *read,
                         gsize length, gsize *word)
{
  for (guint k = 0; parser->token == RG_TOKEN_WORD && k < kinds->len; k++)
    {
      const RgRuleKind *kind = kinds->pdata[k];

      if (strncmp (kind->keyword, read, length) != 0)
        continue;
      *word = strcspn (kind->keyword + length, " ");
      if (parser->value->len == *word &&
          g_ascii_strncasecmp (parser->value->str, kind->keyword + length, *word) == 0)
        return kind;
    }
  return NULL;
}

/* The kind whose keyword begins with all of this one's, where the word at hand goes on with it, or
 * NULL. */
static const RgRuleKind *
rg_parser_longer_kind (RgParser *parser, const RgRuleKind *kind)
{
  const RgRuleKind *longer = rg_rule_kind_longer (kind);
  const char *rest;

  if (longer == NULL)
    return NULL;
  rest = longer->keyword + strlen (kind->keyword) + 1;
  rg_parser_want (parser, rest);
  return rg_parser_at (parser, rest) ? longer : NULL;
}

/* Reads a kind's keyword word by word; on a wrong word says which would do there. */
static const RgRuleKind *
rg_parser_kind (RgParser *parser)
{
  const GPtrArray *kinds =
    parser->token == RG_TOKEN_WORD ? rg_rule_kinds_with (parser->value->str) : NULL;
  const RgRuleKind *kind = NULL, *longer;
  const char *read = "";
  gsize length = 0, word;

  do
    {
      if (kinds != NULL)
        kind = rg_parser_kind_going_on (parser, kinds, read, length, &word);
      if (kind == NULL)
        {
          rg_parser_fail_kind (parser, read, length);
          return NULL;
        }
      rg_parser_advance (parser);
      read = kind->keyword;
      length += word + 1;
      longer = read[length - 1] == '\0' ? rg_parser_longer_kind (parser, kind) : NULL;
      read = longer != NULL ? longer->keyword : read;
    }
  while (read[length - 1] != '\0');
  return kind;
}

static RgNode *
rg_parser_rule (RgParser *parser)
{
  const RgRuleKind *kind = rg_parser_kind (parser);
  RgNode *node;

  if (kind == NULL)
    return NULL;
  node = g_new0 (RgNode, 1);
  node->type = RG_NODE_RULE;
  node->rule.kind = kind;
  parser->rule = &node->rule;
  if (!rg_rule_parse_rest (parser, &node->rule))
    g_clear_pointer (&node, rg_node_free);
  parser->rule = NULL;
  return node;
}

static int
rg_parser_group_type (RgParser *parser)
{
  if (rg_parser_at (parser, "all"))
    return RG_NODE_ALL;
  if (rg_parser_at (parser, "any"))
    return RG_NODE_ANY;
  return rg_parser_at (parser, "none") ? RG_NODE_NONE : -1;
}

static void
rg_parser_skip_breaks (RgParser *parser)
{
  while (parser->token == RG_TOKEN_BREAK)
    rg_parser_advance (parser);
}

static void rg_parser_items (RgParser *parser, RgNode *group, RgTokenType until);

static RgNode *
rg_parser_group (RgParser *parser, RgNodeType type)
{
  g_autoptr (RgNode) group = rg_node_new_group (type);

  rg_parser_advance (parser);
  rg_parser_skip_breaks (parser);
  if (parser->token != RG_TOKEN_OPEN)
    {
      rg_parser_fail (parser, _("“(”"));
      return NULL;
    }
  if (++parser->depth > RG_SEGMENT_DEPTH)
    {
      rg_parser_fail (parser, _("fewer groups in groups"));
      return NULL;
    }
  rg_parser_advance (parser);
  rg_parser_items (parser, group, RG_TOKEN_CLOSE);
  parser->depth--;
  if (parser->error != NULL)
    return NULL;
  rg_parser_advance (parser);
  return g_steal_pointer (&group);
}

/* A rule or a group may begin. */
static void
rg_parser_want_item (RgParser *parser)
{
  static const char *const groups[] = { "all (", "any (", "none (", "off" };

  for (guint k = 0; parser->wanted != NULL && k < rg_n_rule_kinds (); k++)
    rg_parser_want (parser, rg_rule_kind_at (k)->keyword);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    rg_parser_want (parser, groups[i]);
}

/* One item after another up to the closing token, which stays at hand. Between two: a break, or
 * "and" where all must hold. */
static void
rg_parser_items (RgParser *parser, RgNode *group, RgTokenType until)
{
  rg_parser_skip_breaks (parser);
  rg_parser_want_item (parser);
  while (parser->token != until && parser->error == NULL)
    {
      const gboolean off = rg_parser_take (parser, "off");
      const int type = rg_parser_group_type (parser);
      RgNode *item;

      if (++parser->n_nodes > RG_SEGMENT_NODES)
        {
          rg_parser_fail (parser, _("fewer rules"));
          return;
        }
      item = type >= 0 ? rg_parser_group (parser, (RgNodeType) type) : rg_parser_rule (parser);
      if (item == NULL)
        return;
      item->off = off;
      rg_node_insert (group, -1, item);
      if (parser->token == RG_TOKEN_BREAK)
        {
          rg_parser_skip_breaks (parser);
          rg_parser_want_item (parser);
        }
      else if (group->type != RG_NODE_ALL || !rg_parser_take (parser, "and"))
        {
          if (parser->token == until)
            return;
          rg_parser_fail (parser, until == RG_TOKEN_CLOSE ? _("“;”, a new line or “)”")
                                                          : _("“;”, a new line or the end"));
        }
    }
}

static RgNode *
rg_parser_all (RgParser *parser)
{
  g_autoptr (RgNode) root = rg_node_new_group (RG_NODE_ALL);
  const RgNode *only;

  if (strlen (parser->text) > RG_SEGMENT_LENGTH)
    {
      rg_parser_fail (parser, _("a shorter text"));
      return NULL;
    }
  rg_parser_advance (parser);
  rg_parser_items (parser, root, RG_TOKEN_END);
  if (parser->error != NULL)
    return NULL;
  only = root->children->len == 1 ? root->children->pdata[0] : NULL;
  if (only != NULL && only->type != RG_NODE_RULE && !only->off)
    return rg_node_take (root->children->pdata[0]);
  return g_steal_pointer (&root);
}

void
rg_parser_ask (RgParser *parser)
{
  g_autoptr (RgNode) root = rg_parser_all (parser);

  g_clear_error (&parser->error);
}

RgNode *
rg_segment_parse (const char *text, RgSegmentPlace *place, GError **error)
{
  g_autoptr (GString) value = g_string_new (NULL);
  RgParser parser = { .text = text, .start = text, .next = text, .value = value };
  const char *broken;
  RgNode *root = NULL;

  if (!g_utf8_validate (text, -1, &broken))
    {
      parser.start = parser.next = broken;
      parser.token = RG_TOKEN_END;
      rg_parser_fail (&parser, _("text in UTF-8"));
    }
  else
    root = rg_parser_all (&parser);
  if (parser.error != NULL)
    {
      if (place != NULL)
        rg_parser_place (&parser, place);
      g_propagate_error (error, parser.error);
    }
  return root;
}
