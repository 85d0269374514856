/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Random segments for property tests: every kind, operator and window, from given names. */
#pragma once

#include "rules/rg-segment.h"

static inline const char *
rg_random_name (const char *const *names, guint n)
{
  return names[g_test_rand_int_range (0, (gint32) n)];
}

static inline void
rg_random_window (RgWindow *window, RgDay first, RgDay last)
{
  RgDay a = g_test_rand_int_range (first, last), b = g_test_rand_int_range (first, last);

  *window = (RgWindow) { .mode = (RgWindowMode) g_test_rand_int_range (0, RG_WINDOWS) };
  switch (window->mode)
    {
    case RG_WINDOW_LAST:
    case RG_WINDOW_AGO:
      window->days = g_test_rand_int_range (1, last - first);
      break;
    case RG_WINDOW_NEXT:
      window->days = g_test_rand_int_range (1, 9);
      break;
    case RG_WINDOW_BETWEEN:
      window->from = MIN (a, b);
      window->to = MAX (a, b);
      break;
    case RG_WINDOW_FROM:
      window->from = a;
      break;
    case RG_WINDOW_UNTIL:
      window->to = b;
      break;
    case RG_WINDOW_CALENDAR:
      window->unit = (RgCalendarUnit) g_test_rand_int_range (0, RG_UNITS);
      window->offset = g_test_rand_int_range (-1, 2);
      break;
    case RG_WINDOW_EVER:
      break;
    }
}

/* Mostly anywhere. */
static inline void
rg_random_where (RgWhere *where, const char *const *names, guint n_names)
{
  if (g_test_rand_int_range (0, 4) == 0)
    {
      const char *list[] = { rg_random_name (names, n_names), NULL };

      where->locations = g_strdupv ((char **) list);
    }
  if (g_test_rand_int_range (0, 6) == 0)
    where->selling = (RgSelling) g_test_rand_int_range (0, RG_SELLINGS);
  if (g_test_rand_int_range (0, 4) == 0)
    where->weekdays = (guint) g_test_rand_int_range (1, 128);
  if (g_test_rand_int_range (0, 4) == 0)
    do
      {
        where->hour_from = g_test_rand_int_range (0, 25);
        where->hour_to = g_test_rand_int_range (0, 25);
      }
    while (where->hour_from == where->hour_to);
  if (g_test_rand_int_range (0, 4) == 0)
    {
      where->month_from = g_test_rand_int_range (1, 13);
      where->month_to = g_test_rand_int_range (1, 13);
    }
}

static inline void
rg_random_values (RgRule *rule)
{
  const RgRuleKind *kind = rule->kind;
  const gboolean money = (kind->fields & RG_FIELD_MONEY) != 0;
  const gint least = kind->fields & RG_FIELD_MINUS ? -90 : 0;
  const gint most = (gint) MIN (91, kind->most + 1);
  gint64 a, b;
  RgOp op;

  do
    rule->op = (RgOp) g_test_rand_int_range (0, RG_OPS);
  while (!(kind->ops & 1u << rule->op));
  rg_op_is_not (rule->op, &op);
  a = money ? g_test_rand_int_range (-50, 3000) * (gint64) 125000
      : g_test_rand_bit () ? g_test_rand_int_range (least, most)
                           : g_test_rand_int_range (0, (gint) MIN (6, kind->most + 1));
  b = money ? g_test_rand_int_range (-50, 3000) * (gint64) 125000
            : g_test_rand_int_range (least, most);
  rule->low = op == RG_OP_AT_MOST ? 0 : op == RG_OP_BETWEEN ? MIN (a, b) : a;
  rule->high = op == RG_OP_AT_LEAST ? 0 : op == RG_OP_BETWEEN ? MAX (a, b) : a;
}

/* Those that a condition about a field's day may have, or what comes round each year. */
static inline void
rg_random_own_window (RgWindow *window, RgOp op)
{
  *window = (RgWindow) { .mode = RG_WINDOW_CALENDAR,
                         .unit = (RgCalendarUnit) g_test_rand_int_range (0, RG_UNITS),
                         .offset = g_test_rand_int_range (-1, 2) };
  if (g_test_rand_bit ())
    *window = (RgWindow) { .mode = op == RG_OP_WHEN       ? RG_WINDOW_AGO
                                   : g_test_rand_bit () ? RG_WINDOW_LAST : RG_WINDOW_NEXT,
                           .days = g_test_rand_int_range (1, 60) };
}

/* As the text form has it: what a condition does not use is nothing. */
static inline void
rg_random_own (RgRule *rule, const char *field, RgDay first, RgDay last)
{
  const RgOwnKind kind = (RgOwnKind) g_test_rand_int_range (0, RG_OWN_KINDS);
  guint n;
  const RgOp *ops = rg_own_kind_ops (kind, &n);
  gint64 a, b;
  RgOp op;

  rule->field = g_strdup (field);
  rule->op = ops[g_test_rand_int_range (0, (gint32) n)];
  rg_op_is_not (rule->op, &op);
  rule->operand = op == RG_OP_KNOWN ? RG_OPERAND_NAMES : rg_own_kind_operand (kind);
  if (op == RG_OP_KNOWN || rule->operand == RG_OPERAND_NAMES)
    return;
  if (op == RG_OP_WHEN || op == RG_OP_YEARLY)
    {
      rg_random_own_window (&rule->window, op);
      return;
    }
  a = rule->operand == RG_OPERAND_DAY      ? g_test_rand_int_range (first, last)
      : rule->operand == RG_OPERAND_YES_NO ? g_test_rand_bit ()
                                           : g_test_rand_int_range (-20, 60) * (gint64) 250000;
  b = a + (rule->operand == RG_OPERAND_DAY ? g_test_rand_int_range (0, 30)
                                           : g_test_rand_int_range (0, 60) * (gint64) 250000);
  if (op == RG_OP_LAST || op == RG_OP_NEXT)
    a = g_test_rand_int_range (1, 40);
  rule->low = a;
  rule->high = op == RG_OP_BETWEEN ? b : a;
}

static inline char **
rg_random_names (const char *const *names, guint n_names, gboolean several)
{
  const char *one = rg_random_name (names, n_names);
  const char *two = rg_random_name (names, n_names);
  const char *list[] = { one, several && g_test_rand_bit () ? two : NULL, NULL };

  return g_strdupv ((char **) list);
}

/* Only what its kind uses, as the text form has it. */
static inline RgNode *
rg_random_rule_of (const RgRuleKind *kind, const char *const *names, guint n_names, RgDay first,
                   RgDay last)
{
  RgNode *node = g_new0 (RgNode, 1);
  RgRule *rule = &node->rule;

  node->type = RG_NODE_RULE;
  rule->kind = kind;
  if (kind->fields & (RG_FIELD_NAMES | RG_FIELD_TEXT))
    rule->names = rg_random_names (names, n_names, (kind->fields & RG_FIELD_NAMES) != 0);
  if (kind->fields & RG_FIELD_OTHERS)
    rule->others = rg_random_names (names, n_names, TRUE);
  if (kind->fields & RG_FIELD_OWN)
    {
      RgOp op;

      rg_random_own (rule, rg_random_name (names, n_names), first, last);
      rg_op_is_not (rule->op, &op);
      if (rule->operand == RG_OPERAND_NAMES && op != RG_OP_KNOWN)
        rule->names = rg_random_names (names, n_names, FALSE);
    }
  else if (kind->fields & (RG_FIELD_NUMBER | RG_FIELD_MONEY | RG_FIELD_TIMES))
    rg_random_values (rule);
  else if (kind->ops != 0)
    do
      rule->op = (RgOp) g_test_rand_int_range (0, RG_OPS);
    while (!(kind->ops & 1u << rule->op));
  if (rg_op_is_part (rule->op) && rule->names != NULL && rule->names[0] != NULL)
    {
      g_autofree char *part = g_utf8_substring (rule->names[0], 0, 2);
      const char *list[] = { g_test_rand_bit () ? part : rule->names[0], NULL };

      rg_rule_set_names (rule, g_strdupv ((char **) list));
    }
  if (kind->fields & RG_FIELD_DAYS)
    rule->low = g_test_rand_int_range (1, 100);
  if (kind->fields & RG_FIELD_MONTH)
    rule->low = g_test_rand_int_range (1, 13);
  if (kind->fields & RG_FIELD_WITHIN)
    rule->within = g_test_rand_int_range (1, 40);
  if (kind->fields & RG_FIELD_CHOICE)
    rule->has = (guint) g_test_rand_int_range (0, (gint) rg_rule_kind_n_choices (kind));
  if (kind->fields & RG_FIELD_PERMISSION)
    {
      rule->channel = (RgChannel) g_test_rand_int_range (0, RG_CHANNELS);
      rule->permission = (RgPermission) g_test_rand_int_range (0, 3);
    }
  if (kind->fields & RG_FIELD_WINDOW)
    rg_random_window (&rule->window, first, last);
  if (kind->fields & RG_FIELD_YEARLY)
    rg_random_own_window (&rule->window, RG_OP_YEARLY);
  if (kind->fields & RG_FIELD_WHERE)
    rg_random_where (&rule->where, names, n_names);
  return node;
}

static inline RgNode *
rg_random_rule (const char *const *names, guint n_names, RgDay first, RgDay last)
{
  const guint k = (guint) g_test_rand_int_range (0, (gint) rg_n_rule_kinds ());

  return rg_random_rule_of (rg_rule_kind_at (k), names, n_names, first, last);
}

static inline RgNode *
rg_random_segment (const char *const *names, guint n_names, RgDay first, RgDay last, guint depth)
{
  RgNode *group = rg_node_new_group ((RgNodeType) g_test_rand_int_range (0, 3));

  for (gint n = g_test_rand_int_range (0, 4); n > 0; n--)
    rg_node_insert (group, -1, depth > 0 && g_test_rand_int_range (0, 3) == 0
                                 ? rg_random_segment (names, n_names, first, last, depth - 1)
                                 : rg_random_rule (names, n_names, first, last));
  for (guint i = 0; i < group->children->len; i++)
    ((RgNode *) group->children->pdata[i])->off = g_test_rand_int_range (0, 8) == 0;
  return group;
}
