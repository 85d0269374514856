/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The text form of one rule, both ways, part by part; and how a whole segment is printed. */
#include "config.h"

#include <inttypes.h>

#include "rules/rg-segment-parser.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "rules/rg-permission.h"
#include "rules/rg-rule-own.h"

#include <string.h>

#define NAMES_MOST 200

/* --- reading ------------------------------------------------------------------------------ */

gboolean
rg_parser_number (RgParser *parser, gint64 least, gint64 most, gint64 *number)
{
  if (parser->token == RG_TOKEN_WORD &&
      g_ascii_string_to_signed (parser->value->str, 10, least, most, number, NULL))
    {
      rg_parser_advance (parser);
      return TRUE;
    }
  {
    g_autofree char *expected =
      /* Translators: a number between two bounds, as what was expected in a text. */
      g_strdup_printf (_("a number from %" PRId64 " to %" PRId64), least, most);

    return rg_parser_fail (parser, expected);
  }
}

/* "100" or "12.50", as millionths. */
gboolean
rg_parser_amount (RgParser *parser, gint64 most, gint64 *amount)
{
  const char *at = parser->value->str;
  gint64 sum = 0;
  gint64 unit = RG_PRICE_UNIT;
  gboolean minus = *at == '-';
  guint digits = 0;

  at += minus;
  for (; g_ascii_isdigit (*at) && sum <= most / 10; at++, digits++)
    sum = sum * 10 + (*at - '0') * (gint64) RG_PRICE_UNIT;
  if (digits > 0 && *at == '.')
    for (at++; g_ascii_isdigit (*at) && unit > 1; at++)
      sum += (*at - '0') * (unit /= 10);
  if (parser->token != RG_TOKEN_WORD || digits == 0 || *at != '\0' || at[-1] == '.' || sum > most)
    return rg_parser_fail (parser, _("an amount such as 100 or 12.50"));
  rg_parser_advance (parser);
  *amount = minus ? -sum : sum;
  return TRUE;
}

gboolean
rg_parser_day (RgParser *parser, RgDay *day)
{
  *day = parser->token == RG_TOKEN_WORD ? rg_day_parse_iso (parser->value->str) : RG_DAY_NONE;
  if (*day == RG_DAY_NONE)
    return rg_parser_fail (parser, _("a day such as 2026-11-21"));
  rg_parser_advance (parser);
  return TRUE;
}

gboolean
rg_parser_days (RgParser *parser, int most, int *days)
{
  gint64 number;

  if (!rg_parser_number (parser, 1, most, &number))
    return FALSE;
  *days = (int) number;
  return rg_parser_take (parser, "day") || rg_parser_need (parser, "days");
}

/* Words that end a name written without quotation marks. */
static gboolean
rg_parser_at_end_of_name (const RgParser *parser)
{
  static const char *const words[] = { "or", "and", "at", "in", "between", "ever", "not",
                                       "exactly", "before", "from", "until", "within", "without",
                                       "location", "channel", "weekday", "hour", "month" };

  if (parser->token != RG_TOKEN_WORD)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (rg_parser_at (parser, words[i]))
      return TRUE;
  return FALSE;
}

static char *
rg_parser_name (RgParser *parser, gboolean several)
{
  g_autoptr (GString) name = g_string_new (NULL);

  if (parser->token == RG_TOKEN_STRING && parser->value->len > 0)
    {
      g_string_append (name, parser->value->str);
      rg_parser_advance (parser);
      return g_string_free (g_steal_pointer (&name), FALSE);
    }
  for (; !rg_parser_at_end_of_name (parser); rg_parser_advance (parser))
    g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", parser->value->str);
  if (name->len > 0)
    return g_string_free (g_steal_pointer (&name), FALSE);
  rg_parser_want_names (parser, RG_WANTS_NAMES);
  rg_parser_fail (parser, several ? _("a name, best in quotation marks")
                                  : _("a text, best in quotation marks"));
  return NULL;
}

char **
rg_parser_list (RgParser *parser, gboolean several)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  guint n = 0;

  do
    {
      char *name = rg_parser_name (parser, several);

      if (name == NULL)
        return NULL;
      g_strv_builder_take (names, name);
      if (++n > NAMES_MOST)
        {
          rg_parser_fail (parser, _("fewer names"));
          return NULL;
        }
    }
  while (several && rg_parser_take (parser, "or"));
  return g_strv_builder_end (names);
}

gboolean
rg_parser_names (RgParser *parser, RgRule *rule, gboolean several)
{
  char **names = rg_parser_list (parser, several);

  if (names != NULL)
    rg_rule_set_names (rule, names);
  return names != NULL;
}

static gboolean
rg_parser_value (RgParser *parser, const RgRuleKind *kind, gint64 *value)
{
  return kind->fields & RG_FIELD_MONEY
           ? rg_parser_amount (parser, kind->most, value)
           : rg_parser_number (parser, kind->fields & RG_FIELD_MINUS ? -kind->most : 0, kind->most,
                               value);
}

/* "not at least 5", "between 2 and 5", "exactly 5"; what may be left out and is not there leaves
 * the rule as it is. */
static gboolean
rg_parser_comparison (RgParser *parser, RgRule *rule, gboolean optional, gboolean *found)
{
  const RgRuleKind *kind = rule->kind;
  const gboolean is = rg_parser_take (parser, "is");
  const gboolean not = rg_parser_take (parser, "not");

  *found = TRUE;
  if (rg_parser_take (parser, "between"))
    {
      rule->op = not ? RG_OP_NOT_BETWEEN : RG_OP_BETWEEN;
      return rg_parser_value (parser, kind, &rule->low) && rg_parser_need (parser, "and") &&
             rg_parser_value (parser, kind, &rule->high);
    }
  if (rg_parser_take (parser, "exactly") || is)
    {
      rule->op = not ? RG_OP_IS_NOT : RG_OP_IS;
      if (!rg_parser_value (parser, kind, &rule->low))
        return FALSE;
      rule->high = rule->low;
      return TRUE;
    }
  *found = rg_parser_take (parser, "at");
  if (!*found)
    return (optional && !not) ||
           rg_parser_fail (parser, _("“at least”, “at most”, “between” or “exactly”"));
  if (rg_parser_take (parser, "most"))
    {
      rule->op = not ? RG_OP_NOT_AT_MOST : RG_OP_AT_MOST;
      return rg_parser_value (parser, kind, &rule->high);
    }
  rule->op = not ? RG_OP_NOT_AT_LEAST : RG_OP_AT_LEAST;
  return rg_parser_need (parser, "least") && rg_parser_value (parser, kind, &rule->low);
}

static gboolean
rg_parser_number_part (RgParser *parser, RgRule *rule)
{
  gboolean found;

  return rg_parser_comparison (parser, rule, FALSE, &found);
}

/* "between 2 and 3 times" is a number, "between 2026-01-01 and …" a period. */
static gboolean
rg_parser_at_period (const RgParser *parser)
{
  const char *at = parser->next;

  at += strspn (at, " \t");
  return rg_parser_at (parser, "between") && strspn (at, "0123456789") == 4 && at[4] == '-';
}

static gboolean
rg_parser_times (RgParser *parser, RgRule *rule)
{
  gboolean found = FALSE;

  rule->op = RG_OP_AT_LEAST;
  rule->low = 1;
  if (rg_parser_at_period (parser))
    return TRUE;
  if (!rg_parser_comparison (parser, rule, TRUE, &found))
    return FALSE;
  if (rule->op == RG_OP_AT_MOST || rule->op == RG_OP_NOT_AT_MOST)
    rule->low = 0;
  return !found || rg_parser_take (parser, "time") || rg_parser_need (parser, "times");
}

static gboolean
rg_parser_choice (RgParser *parser, const char *(*word_of) (guint), guint n, guint *choice)
{
  g_autoptr (GString) expected = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      if (rg_parser_take (parser, word_of (i)))
        {
          *choice = i;
          return TRUE;
        }
      g_string_append_printf (expected, i > 0 ? ", “%s”" : "“%s”", word_of (i));
    }
  return rg_parser_fail (parser, expected->str);
}

static const char *
rg_channel_word_at (guint i)
{
  return rg_channel_get_id ((RgChannel) i);
}

static const char *
rg_permission_word_at (guint i)
{
  return rg_permission_word ((RgPermission) i);
}

static gboolean
rg_parser_permission (RgParser *parser, RgRule *rule)
{
  guint channel = 0, permission = 0;

  if (!rg_parser_choice (parser, rg_channel_word_at, RG_CHANNELS, &channel))
    return FALSE;
  rg_parser_take (parser, "is");
  if (!rg_parser_choice (parser, rg_permission_word_at, 3, &permission))
    return FALSE;
  rule->channel = (RgChannel) channel;
  rule->permission = (RgPermission) permission;
  return TRUE;
}

static gboolean
rg_parser_choice_part (RgParser *parser, RgRule *rule)
{
  const RgRuleChoice *choices = rule->kind->choices;
  g_autoptr (GString) expected = g_string_new (NULL);

  rg_parser_take (parser, "is");
  rule->op = rg_parser_take (parser, "not") || rg_parser_take (parser, "no") ? RG_OP_IS_NOT
                                                                             : RG_OP_IS;
  for (guint i = 0; choices[i].word != NULL; i++)
    {
      if (rg_parser_take (parser, choices[i].word))
        {
          rule->has = i;
          return TRUE;
        }
      g_string_append_printf (expected, i > 0 ? ", “%s”" : "“%s”", choices[i].word);
    }
  return rg_parser_fail (parser, expected->str);
}

/* Whether names stand behind "is" or "is not", not behind the keyword itself. */
static gboolean
rg_rule_kind_is_named (const RgRuleKind *kind)
{
  return kind->ops != 0 &&
         !(kind->fields & (RG_FIELD_NUMBER | RG_FIELD_MONEY | RG_FIELD_TIMES));
}

gboolean
rg_parser_part (RgParser *parser, RgRule *rule, guint ops, gboolean not)
{
  static const struct {
    const char *word;
    RgOp is, is_not;
  } parts_of_texts[] = {
    { "contains", RG_OP_CONTAINS, RG_OP_CONTAINS_NOT },
    { "starts", RG_OP_STARTS, RG_OP_STARTS_NOT },
    { "ends", RG_OP_ENDS, RG_OP_ENDS_NOT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts_of_texts); i++)
    if (ops & 1u << parts_of_texts[i].is && rg_parser_take (parser, parts_of_texts[i].word))
      {
        rule->op = not ? parts_of_texts[i].is_not : parts_of_texts[i].is;
        return i == 0 || rg_parser_need (parser, "with");
      }
  return FALSE;
}

static gboolean
rg_parser_names_part (RgParser *parser, RgRule *rule)
{
  const gboolean named = rg_rule_kind_is_named (rule->kind);
  const gboolean is = named && rg_parser_take (parser, "is");
  const gboolean not = named && rg_parser_take (parser, "not");

  if (named && !is && rg_parser_part (parser, rule, rule->kind->ops, not))
    return rg_parser_names (parser, rule, FALSE);
  if (named)
    rule->op = not ? RG_OP_IS_NOT : RG_OP_IS;
  return rg_parser_names (parser, rule, TRUE);
}

static gboolean
rg_parser_text_part (RgParser *parser, RgRule *rule)
{
  const gboolean not = rg_parser_take (parser, "not");

  if (rg_parser_part (parser, rule, rule->kind->ops, not))
    return rg_parser_names (parser, rule, FALSE);
  return rg_parser_fail (parser, rule->kind->ops & 1u << RG_OP_STARTS
                                   ? _("“contains”, “starts with” or “ends with”")
                                   : _("“contains”"));
}

static gboolean
rg_parser_others_part (RgParser *parser, RgRule *rule)
{
  if (!rg_parser_need (parser, rule->kind->others))
    return FALSE;
  rule->others = rg_parser_list (parser, TRUE);
  return rule->others != NULL;
}

static gboolean
rg_parser_month_part (RgParser *parser, RgRule *rule)
{
  return rg_parser_number (parser, 1, 12, &rule->low);
}

static gboolean
rg_parser_days_part (RgParser *parser, RgRule *rule)
{
  int days = 0;

  if (!rg_parser_days (parser, (int) rule->kind->most, &days))
    return FALSE;
  rule->low = days;
  return TRUE;
}

static gboolean
rg_parser_within_part (RgParser *parser, RgRule *rule)
{
  return rg_parser_need (parser, "within") &&
         rg_parser_days (parser, RG_DAYS_MAX, &rule->within);
}

/* --- printing ----------------------------------------------------------------------------- */

static void
rg_print_quoted (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '\n')
        {
          g_string_append (out, "\\n");
          continue;
        }
      if (*text == '"' || *text == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *text);
    }
  g_string_append_c (out, '"');
}

void
rg_print_names (GString *out, char *const *names)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_string_append (out, i > 0 ? " or " : " ");
      rg_print_quoted (out, names[i]);
    }
}

void
rg_print_number (GString *out, const char *before, gint64 number, const char *after)
{
  guint64 rest = number < 0 ? -(guint64) number : (guint64) number;
  char digits[20];
  guint n = 0;

  g_string_append (out, before);
  if (number < 0)
    g_string_append_c (out, '-');
  do
    digits[n++] = (char) ('0' + rest % 10);
  while ((rest /= 10) > 0);
  while (n > 0)
    g_string_append_c (out, digits[--n]);
  g_string_append (out, after);
}

void
rg_print_amount (GString *out, gint64 value)
{
  gint64 rest = ABS (value) % RG_PRICE_UNIT;

  rg_print_number (out, value < 0 ? " -" : " ", ABS (value) / RG_PRICE_UNIT, rest > 0 ? "." : "");
  for (gint64 unit = RG_PRICE_UNIT / 10; rest > 0; rest %= unit, unit /= 10)
    g_string_append_c (out, (char) ('0' + rest / unit));
}

static void
rg_print_value (GString *out, const RgRuleKind *kind, gint64 value)
{
  if (kind->fields & RG_FIELD_MONEY)
    rg_print_amount (out, value);
  else
    rg_print_number (out, " ", value, "");
}

static void
rg_print_number_part (GString *out, const RgRule *rule)
{
  static const char *const words[RG_OPS] = {
    [RG_OP_IS] = " exactly", [RG_OP_AT_LEAST] = " at least", [RG_OP_AT_MOST] = " at most",
    [RG_OP_BETWEEN] = " between",
  };
  RgOp op;

  if (rg_op_is_not (rule->op, &op))
    g_string_append (out, " not");
  g_string_append (out, words[op]);
  rg_print_value (out, rule->kind, op == RG_OP_AT_MOST ? rule->high : rule->low);
  if (op != RG_OP_BETWEEN)
    return;
  g_string_append (out, " and");
  rg_print_value (out, rule->kind, rule->high);
}

static void
rg_print_times_part (GString *out, const RgRule *rule)
{
  rg_print_number_part (out, rule);
  g_string_append (out, " times");
}

static void
rg_print_permission_part (GString *out, const RgRule *rule)
{
  g_string_append_printf (out, " %s is %s", rg_channel_get_id (rule->channel),
                          rg_permission_word (rule->permission));
}

static void
rg_print_choice_part (GString *out, const RgRule *rule)
{
  const gboolean bare = (rule->kind->fields & RG_FIELD_BARE) != 0;

  if (rule->op == RG_OP_IS_NOT)
    g_string_append (out, bare ? " no" : " is not");
  else if (!bare)
    g_string_append (out, " is");
  g_string_append_printf (out, " %s", rule->kind->choices[rule->has].word);
}

void
rg_print_part (GString *out, const RgRule *rule)
{
  RgOp op;
  const gboolean not = rg_op_is_not (rule->op, &op);

  g_string_append (out, not ? " not" : "");
  g_string_append (out, op == RG_OP_CONTAINS ? " contains"
                        : op == RG_OP_STARTS ? " starts with" : " ends with");
  rg_print_names (out, rule->names);
}

static void
rg_print_names_part (GString *out, const RgRule *rule)
{
  if (rg_op_is_part (rule->op))
    {
      rg_print_part (out, rule);
      return;
    }
  if (rg_rule_kind_is_named (rule->kind))
    {
      g_string_append (out, rule->kind->fields & RG_FIELD_BARE ? "" : " is");
      g_string_append (out, rule->op == RG_OP_IS_NOT ? " not" : "");
    }
  rg_print_names (out, rule->names);
}

static void
rg_print_others_part (GString *out, const RgRule *rule)
{
  g_string_append_printf (out, " %s", rule->kind->others);
  rg_print_names (out, rule->others);
}

static void
rg_print_month_part (GString *out, const RgRule *rule)
{
  rg_print_value (out, rule->kind, rule->low);
}

static void
rg_print_days_part (GString *out, const RgRule *rule)
{
  rg_print_number (out, " ", rule->low, " days");
}

static void
rg_print_within_part (GString *out, const RgRule *rule)
{
  rg_print_number (out, " within ", rule->within, " days");
}

static void
rg_print_own_part (GString *out, const RgRule *rule)
{
  rg_rule_own_print (rule, out);
}

/* --- the parts of a rule ------------------------------------------------------------------ */

/* In the order in which a text has them. */
static const struct {
  guint fields;
  gboolean (*parse) (RgParser *parser, RgRule *rule);
  void (*print) (GString *out, const RgRule *rule);
} parts[] = {
  { RG_FIELD_OWN, rg_rule_own_parse, rg_print_own_part },
  { RG_FIELD_PERMISSION, rg_parser_permission, rg_print_permission_part },
  { RG_FIELD_CHOICE, rg_parser_choice_part, rg_print_choice_part },
  { RG_FIELD_NAMES, rg_parser_names_part, rg_print_names_part },
  { RG_FIELD_TEXT, rg_parser_text_part, rg_print_part },
  { RG_FIELD_OTHERS, rg_parser_others_part, rg_print_others_part },
  { RG_FIELD_NUMBER | RG_FIELD_MONEY, rg_parser_number_part, rg_print_number_part },
  { RG_FIELD_TIMES, rg_parser_times, rg_print_times_part },
  { RG_FIELD_MONTH, rg_parser_month_part, rg_print_month_part },
  { RG_FIELD_DAYS, rg_parser_days_part, rg_print_days_part },
  { RG_FIELD_WITHIN, rg_parser_within_part, rg_print_within_part },
  { RG_FIELD_WINDOW, rg_rule_parse_window, rg_rule_print_window },
  { RG_FIELD_YEARLY, rg_rule_parse_yearly, rg_rule_print_yearly },
  { RG_FIELD_WHERE, rg_rule_parse_where, rg_rule_print_where },
};

gboolean
rg_rule_parse_rest (RgParser *parser, RgRule *rule)
{
  const char *missing;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (rule->kind->fields & parts[i].fields && !parts[i].parse (parser, rule))
      return FALSE;
  missing = rg_rule_missing (rule);
  return missing == NULL ||
         rg_parser_fail (parser, _("the smaller number or the earlier day first"));
}

char *
rg_rule_print (const RgRule *rule)
{
  GString *out = g_string_new (rule->kind->keyword);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (rule->kind->fields & parts[i].fields)
      parts[i].print (out, rule);
  return g_string_free (out, FALSE);
}

/* --- a whole segment ---------------------------------------------------------------------- */

static void
rg_print_node (GString *out, const RgNode *node, int indent)
{
  static const char *const words[] = { "all (", "any (", "none (" };
  gboolean line = indent < 0;

  g_string_append (out, node->off ? "off " : "");
  if (node->type == RG_NODE_RULE)
    {
      g_autofree char *rule = rg_rule_print (&node->rule);

      g_string_append (out, rule);
      return;
    }
  g_string_append (out, words[node->type]);
  for (guint i = 0; i < node->children->len; i++)
    {
      if (line)
        g_string_append (out, i > 0 ? "; " : "");
      else
        g_string_append_printf (out, "\n%*s", indent + 2, "");
      rg_print_node (out, node->children->pdata[i], line ? -1 : indent + 2);
    }
  if (!line && node->children->len > 0)
    g_string_append_printf (out, "\n%*s", indent, "");
  g_string_append_c (out, ')');
}

char *
rg_segment_print (const RgNode *root)
{
  GString *out = g_string_new (NULL);

  rg_print_node (out, root, 0);
  return g_string_free (out, FALSE);
}

char *
rg_segment_print_line (const RgNode *root)
{
  GString *out = g_string_new (NULL);

  rg_print_node (out, root, -1);
  return g_string_free (out, FALSE);
}
