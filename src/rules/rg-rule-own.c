/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One rule about an own field: its text form, its words, and whom it holds for. */
#include "config.h"

#include "rules/rg-rule-own.h"

#include "rules/rg-own-scan.h"
#include "rules/rg-rule-claims.h"
#include "rules/rg-rule-turn.h"

#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "base/rg-person-words.h"

#include <string.h>

/* --- conditions --------------------------------------------------------------------------- */

static const RgOp text_ops[] = { RG_OP_IS, RG_OP_IS_NOT, RG_OP_CONTAINS, RG_OP_CONTAINS_NOT,
                                 RG_OP_STARTS, RG_OP_STARTS_NOT, RG_OP_ENDS, RG_OP_ENDS_NOT,
                                 RG_OP_KNOWN, RG_OP_UNKNOWN };
static const RgOp number_ops[] = { RG_OP_AT_LEAST, RG_OP_NOT_AT_LEAST, RG_OP_AT_MOST,
                                   RG_OP_NOT_AT_MOST, RG_OP_BETWEEN, RG_OP_NOT_BETWEEN,
                                   RG_OP_IS, RG_OP_IS_NOT, RG_OP_KNOWN, RG_OP_UNKNOWN };
static const RgOp date_ops[] = { RG_OP_LAST, RG_OP_NOT_LAST, RG_OP_NEXT, RG_OP_NOT_NEXT,
                                 RG_OP_WHEN, RG_OP_NOT_WHEN, RG_OP_YEARLY, RG_OP_NOT_YEARLY,
                                 RG_OP_AT_LEAST, RG_OP_NOT_AT_LEAST, RG_OP_AT_MOST,
                                 RG_OP_NOT_AT_MOST, RG_OP_BETWEEN, RG_OP_NOT_BETWEEN,
                                 RG_OP_KNOWN, RG_OP_UNKNOWN };
static const RgOp choice_ops[] = { RG_OP_IS, RG_OP_IS_NOT, RG_OP_KNOWN, RG_OP_UNKNOWN };

const RgOp *
rg_own_kind_ops (RgOwnKind kind, guint *n)
{
  switch (kind)
    {
    case RG_OWN_TEXT:
      *n = G_N_ELEMENTS (text_ops);
      return text_ops;
    case RG_OWN_DATE:
      *n = G_N_ELEMENTS (date_ops);
      return date_ops;
    case RG_OWN_YES_NO:
    case RG_OWN_ONE:
    case RG_OWN_SEVERAL:
      *n = G_N_ELEMENTS (choice_ops);
      return choice_ops;
    case RG_OWN_NUMBER:
    case RG_OWN_MONEY:
    case RG_OWN_SCALE:
    default:
      *n = G_N_ELEMENTS (number_ops);
      return number_ops;
    }
}

RgOperand
rg_own_kind_operand (RgOwnKind kind)
{
  return kind == RG_OWN_DATE      ? RG_OPERAND_DAY
         : kind == RG_OWN_YES_NO  ? RG_OPERAND_YES_NO
         : rg_own_kind_is_number (kind) ? RG_OPERAND_NUMBER : RG_OPERAND_NAMES;
}

static RgOp
rg_op_positive (RgOp op)
{
  RgOp positive;

  rg_op_is_not (op, &positive);
  return positive;
}

static gboolean
rg_rule_own_uses_days (const RgRule *rule)
{
  const RgOp op = rg_op_positive (rule->op);

  return op == RG_OP_LAST || op == RG_OP_NEXT;
}

static gboolean
rg_rule_own_uses_window (const RgRule *rule)
{
  const RgOp op = rg_op_positive (rule->op);

  return op == RG_OP_WHEN || op == RG_OP_YEARLY;
}

static gboolean
rg_rule_own_uses_names (const RgRule *rule)
{
  return rule->operand == RG_OPERAND_NAMES && rg_op_positive (rule->op) != RG_OP_KNOWN;
}

const char *
rg_rule_own_missing (const RgRule *rule)
{
  if (rule->field == NULL || *rule->field == '\0')
    return _("Choose a field.");
  if (rg_rule_own_uses_names (rule) &&
      (rule->names == NULL || rule->names[0] == NULL || *rule->names[0] == '\0'))
    return rg_op_is_part (rule->op) ? _("Enter a text.") : _("Choose a value.");
  if (rg_op_positive (rule->op) == RG_OP_BETWEEN && rule->low > rule->high)
    return rule->operand == RG_OPERAND_DAY
             ? _("The first day must not be after the second.")
             : _("The first number must not be greater than the second.");
  return NULL;
}

/* A day of the last weeks, so that the field is never empty. */
static RgDay
rg_rule_own_first_day (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return rg_day_today (zone);
}

/* A period of the condition, with days that can be counted; none where it has none. */
static void
rg_rule_own_set_window (RgRule *rule)
{
  static const RgWindow ago = { .mode = RG_WINDOW_AGO, .days = 365 };
  static const RgWindow next = { .mode = RG_WINDOW_NEXT, .days = 30 };

  rule->window = !rg_rule_own_uses_window (rule)            ? (RgWindow) { 0 }
                 : rg_op_positive (rule->op) == RG_OP_WHEN ? ago : next;
}

void
rg_rule_set_own (RgRule *rule, const char *field, RgOwnKind kind, RgOp op)
{
  const RgOperand operand = rg_own_kind_operand (kind);
  const RgOp before = rg_op_positive (rule->op);
  const gboolean other = g_strcmp0 (rule->field, field) != 0 || rule->operand != operand;
  const gboolean days = rg_rule_own_uses_days (rule);

  g_set_str (&rule->field, field);
  rule->operand = operand;
  rule->op = op;
  if (other || rg_op_positive (op) != before)
    rg_rule_own_set_window (rule);
  if (other)
    rg_rule_set_names (rule, NULL);
  if (!other && days == rg_rule_own_uses_days (rule))
    {
      if (rg_op_is_part (op) && rule->names != NULL && rule->names[0] != NULL)
        {
          char *first[] = { rule->names[0], NULL };

          rg_rule_set_names (rule, g_strdupv (first));
        }
      rule->high = MAX (rule->low, rule->high);
      return;
    }
  rule->low = rg_rule_own_uses_days (rule)     ? 30
              : rg_rule_own_uses_window (rule) ? 0
              : operand == RG_OPERAND_DAY ? rg_rule_own_first_day ()
              : operand == RG_OPERAND_NUMBER ? RG_PRICE_UNIT : 1;
  rule->high = rule->low;
}

/* --- text --------------------------------------------------------------------------------- */

/* The kind of what follows, for what may be of several. */
static RgOperand
rg_parser_operand (const RgParser *parser)
{
  const char *word = parser->value->str;

  if (parser->token != RG_TOKEN_WORD)
    return RG_OPERAND_NAMES;
  if (rg_parser_at (parser, "yes") || rg_parser_at (parser, "no"))
    return RG_OPERAND_YES_NO;
  if (rg_day_parse_iso (word) != RG_DAY_NONE)
    return RG_OPERAND_DAY;
  word += *word == '-';
  return *word != '\0' && strspn (word, "0123456789.") == strlen (word) ? RG_OPERAND_NUMBER
                                                                        : RG_OPERAND_NAMES;
}

/* A number or a day, whichever stands there. */
static gboolean
rg_parser_bound (RgParser *parser, RgRule *rule, gint64 *bound)
{
  RgDay day;

  rule->operand = rg_parser_operand (parser) == RG_OPERAND_DAY ? RG_OPERAND_DAY
                                                               : RG_OPERAND_NUMBER;
  if (rule->operand == RG_OPERAND_NUMBER)
    return rg_parser_amount (parser, RG_AMOUNT_MAX, bound);
  if (!rg_parser_day (parser, &day))
    return FALSE;
  *bound = day;
  return TRUE;
}

static gboolean
rg_rule_own_parse_is (RgParser *parser, RgRule *rule)
{
  rule->op = rg_parser_take (parser, "not") ? RG_OP_IS_NOT : RG_OP_IS;
  rule->operand = rg_parser_operand (parser);
  if (rule->operand == RG_OPERAND_NAMES)
    return rg_parser_names (parser, rule, TRUE);
  if (rule->operand != RG_OPERAND_YES_NO)
    {
      if (!rg_parser_bound (parser, rule, &rule->low))
        return FALSE;
      rule->high = rule->low;
      return TRUE;
    }
  rule->low = rule->high = rg_parser_take (parser, "yes");
  return rule->low || rg_parser_need (parser, "no");
}

/* "in last 30 days", "before last 30 days", "in next month". */
static gboolean
rg_rule_own_parse_when (RgParser *parser, RgRule *rule, gboolean not)
{
  RgWindow *window = &rule->window;

  if (!rg_rule_parse_window (parser, rule))
    return FALSE;
  rule->operand = RG_OPERAND_DAY;
  rule->op = not ? RG_OP_NOT_WHEN : RG_OP_WHEN;
  if (window->mode != RG_WINDOW_LAST && window->mode != RG_WINDOW_NEXT)
    return TRUE;
  if (window->mode == RG_WINDOW_NEXT)
    rule->op = not ? RG_OP_NOT_NEXT : RG_OP_NEXT;
  else
    rule->op = not ? RG_OP_NOT_LAST : RG_OP_LAST;
  rule->low = rule->high = window->days;
  *window = (RgWindow) { 0 };
  return TRUE;
}

/* Behind "anniversary". */
static gboolean
rg_rule_own_parse_yearly (RgParser *parser, RgRule *rule, gboolean not)
{
  rule->operand = RG_OPERAND_DAY;
  rule->op = not ? RG_OP_NOT_YEARLY : RG_OP_YEARLY;
  if (!rg_parser_at (parser, "in"))
    return rg_parser_need (parser, "in");
  return rg_rule_parse_window (parser, rule);
}

static gboolean
rg_rule_own_parse_between (RgParser *parser, RgRule *rule, gboolean not)
{
  RgOperand first;

  rule->op = not ? RG_OP_NOT_BETWEEN : RG_OP_BETWEEN;
  if (!rg_parser_bound (parser, rule, &rule->low) || !rg_parser_need (parser, "and"))
    return FALSE;
  first = rule->operand;
  return rg_parser_bound (parser, rule, &rule->high) &&
         (first == rule->operand || rg_parser_fail (parser, _("two numbers, or two days")));
}

static gboolean
rg_rule_own_parse_compared (RgParser *parser, RgRule *rule, gboolean not)
{
  if (rg_parser_take (parser, "most"))
    rule->op = not ? RG_OP_NOT_AT_MOST : RG_OP_AT_MOST;
  else if (rg_parser_need (parser, "least"))
    rule->op = not ? RG_OP_NOT_AT_LEAST : RG_OP_AT_LEAST;
  else
    return FALSE;
  if (!rg_parser_bound (parser, rule, &rule->low))
    return FALSE;
  rule->high = rule->low;
  return TRUE;
}

static gboolean
rg_parser_sees (RgParser *parser, const char *word)
{
  rg_parser_want (parser, word);
  return rg_parser_at (parser, word);
}

/* Behind "not", or where there is none. */
static gboolean
rg_rule_own_parse_condition (RgParser *parser, RgRule *rule, gboolean not)
{
  if (rg_parser_take (parser, "known"))
    rule->op = not ? RG_OP_UNKNOWN : RG_OP_KNOWN;
  else if (rg_parser_take (parser, "unknown"))
    rule->op = not ? RG_OP_KNOWN : RG_OP_UNKNOWN;
  else if (rg_parser_part (parser, rule, RG_OPS_PART, not))
    return rg_parser_names (parser, rule, FALSE);
  else if (rg_parser_sees (parser, "in") || rg_parser_sees (parser, "before"))
    return rg_rule_own_parse_when (parser, rule, not);
  else if (rg_parser_take (parser, "anniversary"))
    return rg_rule_own_parse_yearly (parser, rule, not);
  else if (rg_parser_take (parser, "between"))
    return rg_rule_own_parse_between (parser, rule, not);
  else if (rg_parser_take (parser, "at"))
    return rg_rule_own_parse_compared (parser, rule, not);
  else
    return rg_parser_fail (parser, _("“is”, “contains”, “starts with”, “ends with”, “at least”, "
                                     "“at most”, “between”, “in”, “before”, “anniversary”, “known” "
                                     "or “unknown”"));
  return TRUE;
}

gboolean
rg_rule_own_parse (RgParser *parser, RgRule *rule)
{
  gboolean parsed;

  rg_parser_want_names (parser, RG_WANTS_FIELDS);
  if (parser->token != RG_TOKEN_STRING || parser->value->len == 0)
    return rg_parser_fail (parser, _("the name of a field, in quotation marks"));
  g_set_str (&rule->field, parser->value->str);
  rg_parser_advance (parser);
  if (rg_parser_take (parser, "is"))
    parsed = rg_rule_own_parse_is (parser, rule);
  else
    parsed = rg_rule_own_parse_condition (parser, rule, rg_parser_take (parser, "not"));
  return parsed;
}

static void
rg_rule_own_print_bound (const RgRule *rule, GString *out, gint64 bound)
{
  g_autofree char *day = NULL;

  if (rule->operand == RG_OPERAND_NUMBER)
    {
      rg_print_amount (out, bound);
      return;
    }
  day = rg_day_format_iso ((RgDay) bound);
  g_string_append_printf (out, " %s", day);
}

void
rg_rule_own_print (const RgRule *rule, GString *out)
{
  const RgOp op = rg_op_positive (rule->op);
  const char *const words[RG_OPS] = {
    [RG_OP_IS] = " is",           [RG_OP_AT_LEAST] = " at least", [RG_OP_AT_MOST] = " at most",
    [RG_OP_BETWEEN] = " between", [RG_OP_LAST] = " in last",      [RG_OP_NEXT] = " in next",
    [RG_OP_KNOWN] = " known",     [RG_OP_WHEN] = "",              [RG_OP_YEARLY] = " anniversary",
  };
  char *field[] = { rule->field != NULL ? rule->field : (char *) "", NULL };

  rg_print_names (out, field);
  if (rule->op == RG_OP_UNKNOWN)
    {
      g_string_append (out, " unknown");
      return;
    }
  if (rg_op_is_part (rule->op))
    {
      rg_print_part (out, rule);
      return;
    }
  g_string_append (out, rule->op != op && op != RG_OP_IS ? " not" : "");
  g_string_append (out, words[op]);
  g_string_append (out, rule->op == RG_OP_IS_NOT ? " not" : "");
  if (op == RG_OP_LAST || op == RG_OP_NEXT)
    g_string_append_printf (out, " %" G_GINT64_FORMAT " days", rule->low);
  else if (op == RG_OP_WHEN || op == RG_OP_YEARLY)
    rg_rule_print_window (out, rule);
  else if (op == RG_OP_KNOWN)
    return;
  else if (rule->operand == RG_OPERAND_NAMES)
    rg_print_names (out, rule->names);
  else if (rule->operand == RG_OPERAND_YES_NO)
    g_string_append (out, rule->low != 0 ? " yes" : " no");
  else
    rg_rule_own_print_bound (rule, out, rule->low);
  if (op != RG_OP_BETWEEN)
    return;
  g_string_append (out, " and");
  rg_rule_own_print_bound (rule, out, rule->high);
}

/* The name of a fact in the text form, as people know it. */
static const char *
rg_known_title (const char *name)
{
  g_autofree char *column = g_strdelimit (g_strdup (name), " ", '_');
  const char *title = rg_person_words (column);

  return title != NULL ? title : name;
}

/* --- words -------------------------------------------------------------------------------- */

static char *
rg_rule_own_bound_text (const RgRule *rule, gint64 bound)
{
  g_autoptr (GString) plain = NULL;

  if (rule->operand == RG_OPERAND_DAY)
    return rg_day_format ((RgDay) bound);
  plain = g_string_new (NULL);
  rg_print_amount (plain, bound);
  return rg_own_text_format (RG_OWN_NUMBER, plain->str + 1, "EUR");
}

/* What a rule compares with, in words that stand for the value itself. */
static char *
rg_rule_own_value_text (const RgRule *rule)
{
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;
  const gboolean day = rule->operand == RG_OPERAND_DAY;

  if (rule->operand == RG_OPERAND_NAMES)
    return rg_names_text (rule->names);
  if (rule->operand == RG_OPERAND_YES_NO)
    return g_strdup (rule->low != 0 ? _("Yes") : _("No"));
  low = rg_rule_own_bound_text (rule, rule->low);
  high = rg_rule_own_bound_text (rule, rule->high);
  switch (rg_op_positive (rule->op))
    {
    case RG_OP_AT_LEAST:
      /* Translators: a number or a day, as the value of a field: “at least 42”. */
      return g_strdup_printf (day ? _("%s or later") : _("at least %s"), low);
    case RG_OP_AT_MOST:
      return g_strdup_printf (day ? _("%s or earlier") : _("at most %s"), low);
    case RG_OP_BETWEEN:
      /* Translators: two numbers or two days, as the value of a field. */
      return g_strdup_printf (_("%s to %s"), low, high);
    default:
      return g_steal_pointer (&low);
    }
}

static char *
rg_rule_own_days_text (const RgRule *rule, gboolean not)
{
  const int days = (int) rule->low;

  if (rg_op_positive (rule->op) == RG_OP_NEXT)
    /* Translators: of customers: %s is a field that holds a day, %d a number of days. */
    return g_strdup_printf (not ? PC_("next days", "do not have today as “%1$s”",
                                      "do not have one of the next %2$d days as “%1$s”", days)
                                : PC_("next days", "have today as “%1$s”",
                                      "have one of the next %2$d days as “%1$s”", days),
                            rule->field, days);
  return g_strdup_printf (not ? PC_("last days", "do not have today as “%1$s”",
                                    "do not have one of the last %2$d days as “%1$s”", days)
                              : PC_("last days", "have today as “%1$s”",
                                    "have one of the last %2$d days as “%1$s”", days),
                          rule->field, days);
}

static char *
rg_rule_own_window_text (const RgRule *rule, gboolean not, const char *field)
{
  g_autofree char *when = rg_window_text (&rule->window);

  if (rg_op_positive (rule->op) == RG_OP_YEARLY)
    /* Translators: of customers: a field that holds a day, and when: "in the next 14 days". */
    return g_strdup_printf (not ? _("do not have an anniversary of “%1$s” %2$s")
                                : _("have an anniversary of “%1$s” %2$s"), field, when);
  /* Translators: of customers: when ("before the last 30 days"), and a field that holds a day. */
  return g_strdup_printf (not ? _("do not have a day %1$s as “%2$s”")
                              : _("have a day %1$s as “%2$s”"), when, field);
}

const char *
rg_rule_own_title (const RgRule *rule)
{
  return rule->kind->of_everybody ? rg_known_title (rule->field) : rule->field;
}

static char *
rg_rule_own_phrase (const RgRule *rule, const char *currency)
{
  RgOp op;
  const gboolean not = rg_op_is_not (rule->op, &op);
  const char *field = rule->field != NULL && *rule->field != '\0' ? rg_rule_own_title (rule) : "…";
  g_autofree char *value = NULL;

  if (op == RG_OP_KNOWN)
    /* Translators: of customers: %s is the name of a field. */
    return g_strdup_printf (not ? _("have nothing in “%s”") : _("have something in “%s”"), field);
  if (op == RG_OP_LAST || op == RG_OP_NEXT)
    return rg_rule_own_days_text (rule, not);
  if (rg_rule_own_uses_window (rule))
    return rg_rule_own_window_text (rule, not, field);
  value = rg_rule_own_value_text (rule);
  if (op == RG_OP_STARTS)
    /* Translators: of customers: a text, and the name of a field. */
    return g_strdup_printf (not ? _("do not have “%s” at the beginning of “%s”")
                                : _("have “%s” at the beginning of “%s”"), value, field);
  if (op == RG_OP_ENDS)
    /* Translators: of customers: a text, and the name of a field. */
    return g_strdup_printf (not ? _("do not have “%s” at the end of “%s”")
                                : _("have “%s” at the end of “%s”"), value, field);
  if (op == RG_OP_CONTAINS)
    /* Translators: of customers: a text, and the name of a field. */
    return g_strdup_printf (not ? _("do not have the text “%s” in “%s”")
                                : _("have the text “%s” in “%s”"), value, field);
  /* Translators: of customers: what they have in a field, and its name: “have at least 42 as
   * “Shoe size””. */
  return g_strdup_printf (not ? _("do not have %s as “%s”") : _("have %s as “%s”"), value, field);
}

/* --- counting ----------------------------------------------------------------------------- */

const RgOwnColumn *
rg_rule_own_column (const RgRule *rule, const RgDataset *dataset)
{
  if (rule->field == NULL)
    return NULL;
  return rule->kind->of_everybody ? rg_dataset_find_known (dataset, rule->field)
                                  : rg_dataset_find_own (dataset, rule->field);
}

static RgBitset *
rg_rule_own_scan (const RgRule *rule, const RgSegmentContext *context)
{
  const RgDataset *dataset = context->dataset;
  const RgOwnColumn *column = rg_rule_own_column (rule, dataset);
  RgOwnValues wanted;
  RgBitset *set;

  if (column == NULL)
    return rg_bitset_new (dataset->n_customers);
  wanted = rg_own_values_of (rule, column, context);
  set = rg_own_values_scan (&wanted, column, dataset);
  g_free ((guint8 *) wanted.match);
  return set;
}

/* The field itself, or a choice that it does not have. */
const char *
rg_rule_own_unknown (const RgRule *rule, const RgDataset *dataset)
{
  const RgOwnColumn *column = rg_rule_own_column (rule, dataset);

  if (column == NULL)
    return rule->field;
  if (rule->operand != RG_OPERAND_NAMES || rg_op_is_part (rule->op) ||
      !rg_own_kind_has_choices (column->kind))
    return NULL;
  for (guint k = 0; rule->names != NULL && rule->names[k] != NULL; k++)
    if (rg_names_find (&column->names, rule->names[k]) == RG_NOTHING)
      return rule->names[k];
  return NULL;
}

/* What is known of the person: "Colour: Dark, Light". The person's own answer comes before those of
 * whoever was merged into them. */
static char *
rg_rule_own_fact (const RgRule *rule, const RgSegmentContext *context)
{
  const RgOwnColumn *column = rg_rule_own_column (rule, context->dataset);
  const guint first = column != NULL && column->n > 0
                        ? rg_own_column_speaker (column, context->dataset) : 0;
  g_autoptr (GString) list = g_string_new (NULL);

  if (column == NULL || column->n == 0)
    return g_strdup (_("not known"));
  for (guint i = first; i < column->n && column->customer[i] == column->customer[first]; i++)
    {
      g_autofree char *number =
        rg_own_kind_is_number (column->kind)
          ? rg_own_number_format (column->kind, column->value[i], "") : NULL;

      g_string_append_printf (list, list->len > 0 ? ", %s" : "%s",
                              number != NULL ? number : column->names.name[column->value[i]]);
    }
  /* Translators: a fact or an own field, and what is known of one customer there. */
  return g_strdup_printf (_("%s: %s"), rule->kind->of_everybody ? rg_known_title (rule->field)
                                                                : column->name, list->str);
}

/* The same days four years ago, which have the same names. */
static char *
rg_rule_own_yearly_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  RgDay first, from, to;

  rg_window_days (&rule->window, context, &from, &to);
  first = rg_day_add_months (from, -48);
  return rg_turn_anniversary (turn, first, first + (to - from),
                              _("It would be otherwise if that were not known."));
}

static char *
rg_rule_own_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  const RgOp op = rg_op_positive (rule->op);
  g_autofree char *value = NULL;

  if (op == RG_OP_KNOWN)
    return g_strdup (turn->wanted ? _("Write something down there.")
                                  : _("It would be otherwise if nothing were known there."));
  if (rule->operand == RG_OPERAND_NAMES)
    return rg_turn_words (turn, rule);
  if (op == RG_OP_LAST || op == RG_OP_NEXT)
    {
      turn->from = op == RG_OP_NEXT ? context->today : context->today - (RgDay) rule->low + 1;
      turn->to = op == RG_OP_LAST ? context->today : context->today + (RgDay) rule->low - 1;
      return rg_turn_day_between (turn);
    }
  if (op == RG_OP_WHEN)
    return rg_turn_day (turn, rule, context);
  if (op == RG_OP_YEARLY)
    return rg_rule_own_yearly_turn (rule, context, turn);
  value = rg_rule_own_value_text (rule);
  return rg_fill (turn->wanted ? _("It would be otherwise if it were %s.")
                               : _("It would be otherwise if it were not %s."), value);
}

/* Days and numbers of a field, and whether it is known at all. */
static void
rg_rule_own_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  static const char *const operands[] = { "names", "number", "day", "yes" };
  g_autofree char *field = rg_fold (rule->field != NULL ? rule->field : "");
  g_autofree char *about =
    g_strdup_printf ("%s %s %s", rule->kind->keyword, operands[rule->operand], field);
  const RgOp op = rg_op_positive (rule->op);

  if (op == RG_OP_KNOWN || !not)
    rg_claims_has (claims, rule->kind->keyword, field, op != RG_OP_KNOWN || !not);
  if (op != RG_OP_KNOWN && op != RG_OP_YEARLY && rule->operand != RG_OPERAND_NAMES)
    {
      const RgOwnColumn micro = { .kind = RG_OWN_TEXT };
      const RgOwnValues wanted = rg_own_values_in (rule, &micro, rg_claims_context (claims));

      rg_claims_value (claims, about, wanted.low, wanted.high, not);
    }
}

const RgRuleKind rg_own_kinds[] = {
  { "fact", N_("Fact About the Person"), "fact \"occupation\" starts with \"Teach\"",
    RG_CHAPTER_PERSON, RG_FIELD_OWN, .scan = rg_rule_own_scan, .phrase = rg_rule_own_phrase,
    .fact = rg_rule_own_fact, .claims = rg_rule_own_claims,
    .turn = rg_rule_own_turn, .of_everybody = TRUE },
  { "field", N_("Own Field"), "field \"Shoe size\" at least 42", RG_CHAPTER_OWN, RG_FIELD_OWN,
    .scan = rg_rule_own_scan, .phrase = rg_rule_own_phrase, .fact = rg_rule_own_fact,
    .claims = rg_rule_own_claims, .turn = rg_rule_own_turn },
  { NULL },
};
