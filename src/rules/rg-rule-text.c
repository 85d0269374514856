/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The text form of one rule, both ways, and of a whole segment's printing. */
#include "config.h"

#include "rules/rg-segment-parser.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "rules/rg-permission.h"
#include "rules/rg-rule-own.h"

#include <string.h>

#define NAMES_MOST 200

/* --- reading ------------------------------------------------------------------------------ */

static gboolean
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
      g_strdup_printf (_("a number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT), least, most);

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
  static const char *const words[] = { "or", "and", "at", "in", "between", "ever" };

  if (parser->token != RG_TOKEN_WORD)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (rg_parser_at (parser, words[i]))
      return TRUE;
  return FALSE;
}

static char *
rg_parser_name (RgParser *parser, const char *expected)
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
  rg_parser_fail (parser, expected);
  return NULL;
}

gboolean
rg_parser_names (RgParser *parser, RgRule *rule, gboolean several)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  guint n = 0;

  do
    {
      char *name = rg_parser_name (parser, several ? _("a name, best in quotation marks")
                                                   : _("a text, best in quotation marks"));

      if (name == NULL)
        return FALSE;
      g_strv_builder_take (names, name);
      if (++n > NAMES_MOST)
        return rg_parser_fail (parser, _("fewer names"));
    }
  while (several && rg_parser_take (parser, "or"));
  rg_rule_set_names (rule, g_strv_builder_end (names));
  return TRUE;
}

static gboolean
rg_parser_value (RgParser *parser, const RgRuleKindInfo *info, gint64 *value)
{
  return info->fields & RG_FIELD_MONEY ? rg_parser_amount (parser, info->most, value)
                                       : rg_parser_number (parser, 0, info->most, value);
}

static gboolean
rg_parser_comparison (RgParser *parser, const RgRuleKindInfo *info, RgRule *rule)
{
  if (rg_parser_take (parser, "between"))
    {
      rule->op = RG_OP_BETWEEN;
      return rg_parser_value (parser, info, &rule->low) && rg_parser_need (parser, "and") &&
             rg_parser_value (parser, info, &rule->high);
    }
  if (!rg_parser_take (parser, "at"))
    return rg_parser_fail (parser, _("“at least”, “at most” or “between”"));
  if (rg_parser_take (parser, "most"))
    {
      rule->op = RG_OP_AT_MOST;
      return rg_parser_value (parser, info, &rule->high);
    }
  rule->op = RG_OP_AT_LEAST;
  return rg_parser_need (parser, "least") && rg_parser_value (parser, info, &rule->low);
}

static gboolean
rg_parser_window (RgParser *parser, RgWindow *window)
{
  if (rg_parser_take (parser, "in"))
    {
      window->mode = RG_WINDOW_LAST;
      return rg_parser_need (parser, "last") &&
             rg_parser_days (parser, RG_DAYS_MAX, &window->days);
    }
  if (rg_parser_take (parser, "between"))
    {
      window->mode = RG_WINDOW_BETWEEN;
      return rg_parser_day (parser, &window->from) && rg_parser_need (parser, "and") &&
             rg_parser_day (parser, &window->to);
    }
  window->mode = RG_WINDOW_EVER;
  rg_parser_take (parser, "ever");
  return TRUE;
}

static gboolean
rg_parser_times (RgParser *parser, RgRule *rule)
{
  rule->low = 1;
  if (!rg_parser_take (parser, "at"))
    return TRUE;
  return rg_parser_need (parser, "least") &&
         rg_parser_number (parser, 1, RG_COUNT_MAX, &rule->low) &&
         (rg_parser_take (parser, "time") || rg_parser_need (parser, "times"));
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
rg_parser_is (RgParser *parser, RgRule *rule)
{
  rg_parser_take (parser, "is");
  rule->op = rg_parser_take (parser, "not") ? RG_OP_IS_NOT : RG_OP_IS;
  return rg_parser_names (parser, rule, TRUE);
}

static gboolean
rg_parser_has (RgParser *parser, RgRule *rule)
{
  rule->op = rg_parser_take (parser, "no") ? RG_OP_IS_NOT : RG_OP_IS;
  return rg_parser_choice (parser, rg_has_field_word, RG_HAS_FIELDS, &rule->has);
}

static const char *
rg_stage_word_at (guint stage)
{
  return rg_stage_id ((RgStage) stage);
}

static gboolean
rg_parser_stage (RgParser *parser, RgRule *rule)
{
  guint stage = 0;

  rg_parser_take (parser, "is");
  rule->op = rg_parser_take (parser, "not") ? RG_OP_IS_NOT : RG_OP_IS;
  if (!rg_parser_choice (parser, rg_stage_word_at, RG_N_STAGES, &stage))
    return FALSE;
  rule->stage = (RgStage) stage;
  return TRUE;
}

/* Before the window, by the kind's fields. */
static gboolean
rg_rule_parse_fields (RgParser *parser, const RgRuleKindInfo *info, RgRule *rule)
{
  int days = 0;

  if (info->fields & RG_FIELD_OWN)
    return rg_rule_own_parse (parser, rule);
  if (info->fields & RG_FIELD_HAS)
    return rg_parser_has (parser, rule);
  if (info->fields & RG_FIELD_PERMISSION)
    return rg_parser_permission (parser, rule);
  if (info->fields & RG_FIELD_STAGE)
    return rg_parser_stage (parser, rule);
  if (info->fields & RG_FIELD_NAMES)
    return (info->ops != 0 ? rg_parser_is (parser, rule) : rg_parser_names (parser, rule, TRUE)) &&
           (!(info->fields & RG_FIELD_TIMES) || rg_parser_times (parser, rule));
  if (info->fields & RG_FIELD_TEXT)
    return rg_parser_names (parser, rule, FALSE);
  if (info->fields & RG_FIELD_MONTH)
    return rg_parser_number (parser, 1, 12, &rule->low);
  if (info->fields & (RG_FIELD_NUMBER | RG_FIELD_MONEY))
    return rg_parser_comparison (parser, info, rule);
  if (!(info->fields & RG_FIELD_DAYS))
    return TRUE;
  if (!rg_parser_days (parser, (int) info->most, &days))
    return FALSE;
  rule->low = days;
  return TRUE;
}

gboolean
rg_rule_parse_rest (RgParser *parser, RgRule *rule)
{
  const RgRuleKindInfo *info = rg_rule_kind_info (rule->kind);
  const char *missing;

  if (!rg_rule_parse_fields (parser, info, rule))
    return FALSE;
  if (info->fields & RG_FIELD_WINDOW && !rg_parser_window (parser, &rule->window))
    return FALSE;
  missing = rg_rule_missing (rule);
  return missing == NULL ||
         rg_parser_fail (parser, _("the smaller number or the earlier day first"));
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
rg_print_amount (GString *out, gint64 value)
{
  char *dot;

  g_string_append_printf (out, " %s%" G_GINT64_FORMAT ".%06" G_GINT64_FORMAT,
                          value < 0 ? "-" : "", ABS (value) / RG_PRICE_UNIT,
                          ABS (value) % RG_PRICE_UNIT);
  dot = strrchr (out->str, '.');
  while (out->str[out->len - 1] == '0' && out->str + out->len - 1 > dot)
    g_string_truncate (out, out->len - 1);
  if (out->str[out->len - 1] == '.')
    g_string_truncate (out, out->len - 1);
}

static void
rg_print_value (GString *out, const RgRuleKindInfo *info, gint64 value)
{
  if (info->fields & RG_FIELD_MONEY)
    rg_print_amount (out, value);
  else
    g_string_append_printf (out, " %" G_GINT64_FORMAT, value);
}

static void
rg_print_comparison (GString *out, const RgRuleKindInfo *info, const RgRule *rule)
{
  g_string_append (out, rule->op == RG_OP_BETWEEN ? " between"
                        : rule->op == RG_OP_AT_MOST ? " at most" : " at least");
  if (rule->op != RG_OP_AT_MOST)
    rg_print_value (out, info, rule->low);
  if (rule->op == RG_OP_BETWEEN)
    g_string_append (out, " and");
  if (rule->op != RG_OP_AT_LEAST)
    rg_print_value (out, info, rule->high);
}

static void
rg_print_window (GString *out, const RgWindow *window)
{
  if (window->mode == RG_WINDOW_LAST)
    g_string_append_printf (out, " in last %d days", window->days);
  else if (window->mode == RG_WINDOW_BETWEEN)
    {
      g_autofree char *from = rg_day_format_iso (window->from);
      g_autofree char *to = rg_day_format_iso (window->to);

      g_string_append_printf (out, " between %s and %s", from, to);
    }
}

char *
rg_rule_print (const RgRule *rule)
{
  const RgRuleKindInfo *info = rg_rule_kind_info (rule->kind);
  GString *out = g_string_new (info->keyword);

  if (info->fields & RG_FIELD_OWN)
    rg_rule_own_print (rule, out);
  if (info->fields & RG_FIELD_HAS)
    g_string_append_printf (out, "%s %s", rule->op == RG_OP_IS_NOT ? " no" : "",
                            rg_has_field_word (rule->has));
  if (info->fields & RG_FIELD_PERMISSION)
    g_string_append_printf (out, " %s is %s", rg_channel_get_id (rule->channel),
                            rg_permission_word (rule->permission));
  if (info->fields & RG_FIELD_STAGE)
    g_string_append_printf (out, " is%s %s", rule->op == RG_OP_IS_NOT ? " not" : "",
                            rg_stage_id (rule->stage));
  if (info->fields & RG_FIELD_NAMES && info->ops != 0)
    g_string_append (out, rule->op == RG_OP_IS_NOT ? " is not" : " is");
  if (info->fields & (RG_FIELD_NAMES | RG_FIELD_TEXT))
    rg_print_names (out, rule->names);
  if (info->fields & RG_FIELD_TIMES)
    g_string_append_printf (out, " at least %" G_GINT64_FORMAT " times", rule->low);
  if (info->fields & RG_FIELD_MONTH)
    rg_print_value (out, info, rule->low);
  if (info->fields & (RG_FIELD_NUMBER | RG_FIELD_MONEY))
    rg_print_comparison (out, info, rule);
  if (info->fields & RG_FIELD_DAYS)
    g_string_append_printf (out, " %" G_GINT64_FORMAT " days", rule->low);
  if (info->fields & RG_FIELD_WINDOW)
    rg_print_window (out, &rule->window);
  return g_string_free (out, FALSE);
}

static void
rg_print_node (GString *out, const RgNode *node, int indent)
{
  static const char *const words[] = { "all (", "any (", "none (" };
  gboolean line = indent < 0;

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

char *
rg_segment_help (void)
{
  GString *out = g_string_new (
    _("A segment is a list of rules, one a line or divided by “;”. All of them must hold. Groups "
      "say otherwise, and may stand in groups:"));

  g_string_append (out, "\n\n  all ( … )    any ( … )    none ( … )\n\n");
  g_string_append (out, _("The rules, with an example each:"));
  g_string_append (out, "\n\n");
  for (guint k = 0; k < RG_RULE_KINDS; k++)
    g_string_append_printf (out, "  %s\n", rg_rule_kind_info ((RgRuleKind) k)->form);
  g_string_append (out, "\n");
  g_string_append (
    out, _("Names and texts stand in quotation marks; several names are joined with “or”. Numbers "
           "are compared with “at least 5”, “at most 5” or “between 2 and 5”. A period is “in "
           "last 90 days” (today and the 89 days before), “between 2026-01-01 and 2026-03-31”, or "
           "“ever”, which may be left out. Amounts are in the shop's currency, with a point: "
           "12.50."));
  g_string_append (out, "\n\n");
  g_string_append (
    out, _("“not since 60 days” means: came before, but not in the last 60 days. “at least 3 "
           "times” counts receipts. “is not” and “never” hold for those of whom nothing is known, "
           "too. After “has” and “has no”: name, email, phone, address. After “permission”: post, "
           "email, phone or sms, then yes, no or unknown. After “stage is”: new, growing, "
           "regular, lapsing, lost, or none for those who never bought anything."));
  g_string_append (out, "\n\n");
  g_string_append (
    out, _("After “field” and the name of one of the shop's own fields: “is \"Dark\" or "
           "\"Light\"” and “contains \"dark\"” for texts and lists; “is yes” and “is no”; “is”, "
           "“at least”, “at most” and “between” for numbers, money, steps and days; “in last 30 "
           "days” and “in next 30 days” for days; “known” and “unknown”. “is not”, and “not” "
           "before the others, hold for those of whom nothing is known, too."));
  g_string_append (out, "\n\n");
  g_string_append (out, _("Example:"));
  g_string_append (out, "\n\n  bought category \"Coffee\" at least 3 times in last 365 days\n"
                        "  not since 60 days\n"
                        "  any (city is \"Oslo\" or \"Bergen\"; tag is \"web\")\n");
  return g_string_free (out, FALSE);
}
