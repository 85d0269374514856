/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The tree of a segment, and what its rules hold. */
#include "config.h"

#include "rules/rg-segment.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "rules/rg-rule-own.h"

G_DEFINE_QUARK (rg-segment-error-quark, rg_segment_error)

/* --- rules -------------------------------------------------------------------------------- */

void
rg_rule_copy (const RgRule *from, RgRule *to)
{
  *to = *from;
  to->names = g_strdupv (from->names);
  to->others = g_strdupv (from->others);
  to->where.locations = g_strdupv (from->where.locations);
  to->field = g_strdup (from->field);
}

void
rg_rule_clear (RgRule *rule)
{
  g_clear_pointer (&rule->names, g_strfreev);
  g_clear_pointer (&rule->others, g_strfreev);
  g_clear_pointer (&rule->where.locations, g_strfreev);
  g_clear_pointer (&rule->field, g_free);
}

void
rg_rule_set_names (RgRule *rule, char **names)
{
  if (rule->names != names)
    g_strfreev (rule->names);
  rule->names = names;
}

static gboolean
rg_names_are_empty (char *const *names)
{
  return names == NULL || names[0] == NULL || *names[0] == '\0';
}

const char *
rg_rule_missing (const RgRule *rule)
{
  const RgRuleKind *kind = rule->kind;
  RgOp op;

  rg_op_is_not (rule->op, &op);
  if (kind->fields & RG_FIELD_OWN)
    return rg_rule_own_missing (rule);
  if ((kind->fields & (RG_FIELD_NAMES | RG_FIELD_TEXT) && rg_names_are_empty (rule->names)) ||
      (kind->fields & RG_FIELD_OTHERS && rg_names_are_empty (rule->others)))
    return _(rg_rule_list_row (rg_op_is_part (rule->op) ? RG_LIST_NONE : kind->list)->choose);
  if (op == RG_OP_BETWEEN && rule->low > rule->high)
    return _("The first number must not be greater than the second.");
  if (kind->fields & RG_FIELD_WINDOW && rule->window.mode == RG_WINDOW_BETWEEN &&
      rule->window.from > rule->window.to)
    return _("The first day must not be after the second.");
  return NULL;
}

gboolean
rg_op_is_not (RgOp op, RgOp *positive)
{
  static const RgOp pairs[][2] = {
    { RG_OP_IS, RG_OP_IS_NOT },
    { RG_OP_AT_LEAST, RG_OP_NOT_AT_LEAST },
    { RG_OP_AT_MOST, RG_OP_NOT_AT_MOST },
    { RG_OP_BETWEEN, RG_OP_NOT_BETWEEN },
    { RG_OP_CONTAINS, RG_OP_CONTAINS_NOT },
    { RG_OP_STARTS, RG_OP_STARTS_NOT },
    { RG_OP_ENDS, RG_OP_ENDS_NOT },
    { RG_OP_LAST, RG_OP_NOT_LAST },
    { RG_OP_NEXT, RG_OP_NOT_NEXT },
    { RG_OP_KNOWN, RG_OP_UNKNOWN },
    { RG_OP_WHEN, RG_OP_NOT_WHEN },
    { RG_OP_YEARLY, RG_OP_NOT_YEARLY },
  };
  gboolean not = FALSE;

  if (positive != NULL)
    *positive = op;
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (pairs[i][1] == op)
      {
        not = TRUE;
        if (positive != NULL)
          *positive = pairs[i][0];
      }
  return not;
}

gboolean
rg_op_is_part (RgOp op)
{
  RgOp positive;

  rg_op_is_not (op, &positive);
  return positive == RG_OP_CONTAINS || positive == RG_OP_STARTS || positive == RG_OP_ENDS;
}

/* One text is of no use as a name, nor are several names as one text. */
static void
rg_rule_fit_names (RgRule *rule, RgOp op)
{
  char *first[] = { rule->names != NULL ? rule->names[0] : NULL, NULL };

  if (rule->kind->fields & RG_FIELD_NAMES && rg_op_is_part (op) && !rg_op_is_part (rule->op))
    rg_rule_set_names (rule, first[0] != NULL ? g_strdupv (first) : NULL);
  else if (rule->kind->fields & RG_FIELD_NAMES && !rg_op_is_part (op) && rg_op_is_part (rule->op))
    rg_rule_set_names (rule, NULL);
}

void
rg_rule_set_op (RgRule *rule, RgOp op)
{
  RgOp before, after;
  gint64 value;

  rg_rule_fit_names (rule, op);

  rg_op_is_not (rule->op, &before);
  rg_op_is_not (op, &after);
  rule->op = op;
  if (!(rule->kind->fields & (RG_FIELD_NUMBER | RG_FIELD_MONEY | RG_FIELD_TIMES)) ||
      before == after)
    return;
  value = before == RG_OP_AT_MOST ? rule->high : rule->low;
  rule->low = after == RG_OP_AT_MOST ? 0 : value;
  rule->high = after == RG_OP_AT_LEAST ? 0
               : after == RG_OP_BETWEEN ? MAX (value, rule->high) : value;
}

/* --- nodes -------------------------------------------------------------------------------- */

RgNode *
rg_node_new_group (RgNodeType type)
{
  RgNode *node = g_new0 (RgNode, 1);

  g_assert (type != RG_NODE_RULE);
  node->type = type;
  node->children = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_node_free);
  return node;
}

RgNode *
rg_node_new_rule (const RgRuleKind *kind)
{
  RgNode *node = g_new0 (RgNode, 1);
  RgRule *rule = &node->rule;

  node->type = RG_NODE_RULE;
  rule->kind = kind;
  rule->op = kind->first_op != 0                ? kind->first_op
             : kind->ops & 1u << RG_OP_AT_LEAST ? RG_OP_AT_LEAST
             : kind->ops & 1u << RG_OP_CONTAINS ? RG_OP_CONTAINS : RG_OP_IS;
  if (kind->fields & RG_FIELD_CHOICE)
    rule->has = (guint) kind->first;
  else
    rule->low = kind->fields & RG_FIELD_MONEY ? 100 * (gint64) RG_PRICE_UNIT
                : kind->first != 0 ? kind->first : 1;
  if (rule->op == RG_OP_AT_MOST)
    {
      rule->high = rule->low;
      rule->low = 0;
    }
  rule->within = 30;
  rule->permission = RG_PERMISSION_YES;
  if (kind->ahead > 0)
    rule->window = (RgWindow) { .mode = RG_WINDOW_NEXT, .days = kind->ahead };
  else if (kind->fields & RG_FIELD_WINDOW &&
           !(kind->fields & (RG_FIELD_NAMES | RG_FIELD_PERMISSION)))
    rule->window = (RgWindow) { .mode = RG_WINDOW_LAST, .days = 365 };
  return node;
}

RgNode *
rg_node_new_rule_for (const RgRuleKind *kind, const RgDataset *dataset)
{
  RgNode *node = rg_node_new_rule (kind);

  if (dataset != NULL && kind->propose != NULL)
    kind->propose (&node->rule, dataset);
  return node;
}

void
rg_node_free (RgNode *node)
{
  if (node == NULL)
    return;
  g_clear_pointer (&node->children, g_ptr_array_unref);
  rg_rule_clear (&node->rule);
  g_free (node);
}

void
rg_node_insert (RgNode *group, int index, RgNode *child)
{
  g_return_if_fail (group->children != NULL);
  child->parent = group;
  g_ptr_array_insert (group->children, index, child);
}

guint
rg_node_index (const RgNode *node)
{
  guint index = 0;

  g_ptr_array_find (node->parent->children, node, &index);
  return index;
}

RgNode *
rg_node_take (RgNode *node)
{
  g_ptr_array_steal_index (node->parent->children, rg_node_index (node));
  node->parent = NULL;
  return node;
}

RgNode *
rg_node_copy (const RgNode *node)
{
  RgNode *copy = g_new0 (RgNode, 1);

  copy->type = node->type;
  copy->off = node->off;
  rg_rule_copy (&node->rule, &copy->rule);
  if (node->children == NULL)
    return copy;
  copy->children = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_node_free);
  for (guint i = 0; i < node->children->len; i++)
    rg_node_insert (copy, -1, rg_node_copy (node->children->pdata[i]));
  return copy;
}

guint
rg_node_size (const RgNode *node)
{
  guint n = 1;

  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    n += rg_node_size (node->children->pdata[i]);
  return n;
}

static void
rg_node_collect (RgNode *node, GPtrArray *list)
{
  g_ptr_array_add (list, node);
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    rg_node_collect (node->children->pdata[i], list);
}

GPtrArray *
rg_node_flatten (RgNode *root)
{
  GPtrArray *list = g_ptr_array_new ();

  rg_node_collect (root, list);
  return list;
}

void
rg_node_prune (RgNode *root)
{
  for (guint i = root->children != NULL ? root->children->len : 0; i-- > 0;)
    {
      RgNode *child = root->children->pdata[i];

      if (rg_node_is_empty (child))
        g_ptr_array_remove_index (root->children, i);
      else
        rg_node_prune (child);
    }
}

gboolean
rg_node_is_empty (const RgNode *node)
{
  if (node->off)
    return TRUE;
  if (node->type == RG_NODE_RULE)
    return rg_rule_missing (&node->rule) != NULL;
  for (guint i = 0; i < node->children->len; i++)
    if (!rg_node_is_empty (node->children->pdata[i]))
      return FALSE;
  return TRUE;
}
