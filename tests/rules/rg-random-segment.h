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

  *window = (RgWindow) { 0 };
  switch (g_test_rand_int_range (0, 3))
    {
    case 0:
      window->mode = RG_WINDOW_LAST;
      window->days = g_test_rand_int_range (1, last - first);
      break;
    case 1:
      *window = (RgWindow) { .mode = RG_WINDOW_BETWEEN, .from = MIN (a, b), .to = MAX (a, b) };
      break;
    default:
      break;
    }
}

static inline void
rg_random_values (RgRule *rule, const RgRuleKindInfo *info)
{
  gboolean money = (info->fields & RG_FIELD_MONEY) != 0;
  gint64 a, b;

  do
    rule->op = (RgOp) g_test_rand_int_range (0, RG_OPS);
  while (!(info->ops & 1u << rule->op));
  a = money ? g_test_rand_int_range (-50, 3000) * (gint64) 125000 : g_test_rand_int_range (0, 90);
  b = money ? g_test_rand_int_range (-50, 3000) * (gint64) 125000 : g_test_rand_int_range (0, 90);
  rule->low = rule->op == RG_OP_AT_MOST ? 0 : rule->op == RG_OP_BETWEEN ? MIN (a, b) : a;
  rule->high = rule->op == RG_OP_AT_LEAST ? 0 : rule->op == RG_OP_BETWEEN ? MAX (a, b) : a;
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

static inline RgNode *
rg_random_rule (const char *const *names, guint n_names, RgDay first, RgDay last)
{
  RgRuleKind kind = (RgRuleKind) g_test_rand_int_range (0, RG_RULE_KINDS);
  const RgRuleKindInfo *info = rg_rule_kind_info (kind);
  RgNode *node = g_new0 (RgNode, 1);
  RgRule *rule = &node->rule;

  node->type = RG_NODE_RULE;
  rule->kind = kind;
  if (info->fields & (RG_FIELD_NAMES | RG_FIELD_TEXT))
    {
      const char *one = rg_random_name (names, n_names);
      const char *two = rg_random_name (names, n_names);
      const char *list[] = { one, info->fields & RG_FIELD_NAMES && g_test_rand_bit () ? two : NULL,
                             NULL };

      rg_rule_set_names (rule, g_strdupv ((char **) list));
    }
  if (info->fields & RG_FIELD_OWN)
    {
      const char *list[] = { rg_random_name (names, n_names), NULL };
      RgOp op;

      rg_random_own (rule, rg_random_name (names, n_names), first, last);
      rg_op_is_not (rule->op, &op);
      if (rule->operand == RG_OPERAND_NAMES && op != RG_OP_KNOWN)
        rg_rule_set_names (rule, g_strdupv ((char **) list));
    }
  else if (info->fields & (RG_FIELD_NUMBER | RG_FIELD_MONEY))
    rg_random_values (rule, info);
  else if (info->ops != 0)
    rule->op = g_test_rand_bit () ? RG_OP_IS : RG_OP_IS_NOT;
  if (info->fields & (RG_FIELD_DAYS | RG_FIELD_TIMES))
    rule->low = g_test_rand_int_range (1, info->fields & RG_FIELD_TIMES ? 5 : 100);
  if (info->fields & RG_FIELD_MONTH)
    rule->low = g_test_rand_int_range (1, 13);
  if (info->fields & RG_FIELD_HAS)
    rule->has = (guint) g_test_rand_int_range (0, RG_HAS_FIELDS);
  if (info->fields & RG_FIELD_STAGE)
    rule->stage = (RgStage) g_test_rand_int_range (0, RG_N_STAGES);
  if (info->fields & RG_FIELD_PERMISSION)
    {
      rule->channel = (RgChannel) g_test_rand_int_range (0, RG_CHANNELS);
      rule->permission = (RgPermission) g_test_rand_int_range (0, 3);
    }
  if (info->fields & RG_FIELD_WINDOW)
    rg_random_window (&rule->window, first, last);
  return node;
}

static inline RgNode *
rg_random_segment (const char *const *names, guint n_names, RgDay first, RgDay last, guint depth)
{
  RgNode *group = rg_node_new_group ((RgNodeType) g_test_rand_int_range (0, 3));

  for (gint n = g_test_rand_int_range (0, 4); n > 0; n--)
    rg_node_insert (group, -1, depth > 0 && g_test_rand_int_range (0, 3) == 0
                                 ? rg_random_segment (names, n_names, first, last, depth - 1)
                                 : rg_random_rule (names, n_names, first, last));
  return group;
}
