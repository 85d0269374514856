/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rules that say nothing by themselves, and two about the same thing, held against each other. */
#include "config.h"

#include "rules/rg-segment-odd.h"

#include "base/rg-fold.h"
#include "base/rg-i18n.h"

/* The numbers that a rule lets through, without its "not". */
typedef struct {
  gint64 low, high;
} RgRange;

static gboolean
rg_rule_is_number (const RgRule *rule)
{
  return (rule->kind->fields & (RG_FIELD_NUMBER | RG_FIELD_MONEY | RG_FIELD_TIMES)) != 0;
}

static RgRange
rg_rule_range (const RgRule *rule)
{
  RgOp op;

  rg_op_is_not (rule->op, &op);
  return (RgRange) { op == RG_OP_AT_MOST ? G_MININT64 : rule->low,
                     op == RG_OP_AT_LEAST ? G_MAXINT64 : rule->high };
}

/* What a rule is about: its text without what it compares with. */
static char *
rg_rule_dup_about (const RgRule *rule)
{
  RgRule about;
  char *text;

  rg_rule_copy (rule, &about);
  about.op = rg_rule_is_number (rule) ? RG_OP_BETWEEN : RG_OP_IS;
  about.low = about.high = 0;
  about.has = 0;
  if (!rg_rule_is_number (rule))
    rg_rule_set_names (&about, NULL);
  text = rg_rule_print (&about);
  rg_rule_clear (&about);
  return text;
}

static gboolean
rg_rules_share_name (const RgRule *a, const RgRule *b)
{
  for (guint i = 0; a->names != NULL && a->names[i] != NULL; i++)
    for (guint k = 0; b->names != NULL && b->names[k] != NULL; k++)
      {
        g_autofree char *x = rg_fold (a->names[i]);
        g_autofree char *y = rg_fold (b->names[k]);

        if (g_str_equal (x, y))
          return TRUE;
      }
  return FALSE;
}

/* Kinds of which everybody has one at most. */
static gboolean
rg_rule_is_single (const RgRule *rule)
{
  return rg_rule_list_row (rule->kind->list)->single ||
         (rule->kind->choices != NULL && !(rule->kind->fields & RG_FIELD_BARE));
}

static gboolean
rg_rules_are_equal (const RgRule *a, const RgRule *b)
{
  g_autofree char *x = NULL;
  g_autofree char *y = NULL;
  RgRule first, second;

  rg_rule_copy (a, &first);
  rg_rule_copy (b, &second);
  rg_op_is_not (a->op, &first.op);
  rg_op_is_not (b->op, &second.op);
  x = rg_rule_print (&first);
  y = rg_rule_print (&second);
  rg_rule_clear (&first);
  rg_rule_clear (&second);
  return g_str_equal (x, y);
}

/* Whether whatever fits `a` fits `b`, both without their "not". */
static gboolean
rg_rule_is_within (const RgRule *a, const RgRule *b)
{
  const RgRange inner = rg_rule_range (a), outer = rg_rule_range (b);

  if (!rg_rule_is_number (a))
    return rg_rules_are_equal (a, b);
  return inner.low >= outer.low && inner.high <= outer.high;
}

static gboolean
rg_rules_are_apart (const RgRule *a, const RgRule *b)
{
  const RgRange x = rg_rule_range (a), y = rg_rule_range (b);

  if (rg_rule_is_number (a))
    return x.high < y.low || y.high < x.low;
  if (!rg_rule_is_single (a) || rg_op_is_part (a->op) || rg_op_is_part (b->op))
    return FALSE;
  return a->kind->choices != NULL ? a->has != b->has : !rg_rules_share_name (a, b);
}

static gboolean
rg_rules_exclude (const RgRule *a, const RgRule *b)
{
  const gboolean not_a = rg_op_is_not (a->op, NULL), not_b = rg_op_is_not (b->op, NULL);

  if (not_a && not_b)
    return FALSE;
  if (!not_a && !not_b)
    return rg_rules_are_apart (a, b);
  return not_a ? rg_rule_is_within (b, a) : rg_rule_is_within (a, b);
}

/* Who does not fit the one, for want of being inside, fits the other. */
static gboolean
rg_rules_cover (const RgRule *a, const RgRule *b)
{
  const gboolean not_a = rg_op_is_not (a->op, NULL), not_b = rg_op_is_not (b->op, NULL);

  return not_a != not_b && (not_a ? rg_rule_is_within (a, b) : rg_rule_is_within (b, a));
}

static gboolean
rg_nodes_are_about_one (const RgNode *node, const RgNode *other)
{
  g_autofree char *about = NULL;
  g_autofree char *about_other = NULL;

  if (other == node || other->type != RG_NODE_RULE || other->rule.kind != node->rule.kind ||
      rg_node_is_empty (other) || node->rule.kind->ops == 0)
    return FALSE;
  about = rg_rule_dup_about (&node->rule);
  about_other = rg_rule_dup_about (&other->rule);
  return g_str_equal (about, about_other);
}

/* --- one rule alone ----------------------------------------------------------------------- */

/* Whether the numbers are all that there can be. */
static gboolean
rg_rule_takes_all_numbers (const RgRule *rule)
{
  const RgRange range = rg_rule_range (rule);

  return rule->kind->everybody && range.low <= 0 && range.high >= rule->kind->most;
}

/* Only days on which nothing can have been yet, but for today. */
static gboolean
rg_rule_looks_ahead (const RgRule *rule)
{
  const RgWindow *window = &rule->window;

  return rule->kind->fields & RG_FIELD_WINDOW && !rule->kind->future &&
         (window->mode == RG_WINDOW_NEXT ||
          (window->mode == RG_WINDOW_CALENDAR && window->offset > 0));
}

static const char *
rg_rule_odd_alone (const RgRule *rule)
{
  if (rule->kind->fields & RG_FIELD_PERMISSION && rule->permission == RG_PERMISSION_UNKNOWN &&
      rule->window.mode != RG_WINDOW_EVER)
    return _("Nobody can fit this.");
  if (rg_rule_is_number (rule) && rg_rule_takes_all_numbers (rule))
    return rg_op_is_not (rule->op, NULL) ? _("Nobody can fit this.") : _("Everybody fits this.");
  return rg_rule_looks_ahead (rule) ? _("This asks for days to come, of which nothing is known.")
                                    : NULL;
}

/* --- beside others ------------------------------------------------------------------------ */

static char *
rg_nodes_dup_odd (const RgNode *node, const RgNode *other, const char *currency)
{
  g_autofree char *text = rg_rule_print (&node->rule);
  g_autofree char *text_other = NULL;
  g_autofree char *sentence = NULL;
  const gboolean all = node->parent->type == RG_NODE_ALL;

  if (other == node || other->type != RG_NODE_RULE || other->off || rg_node_is_empty (other))
    return NULL;
  text_other = rg_rule_print (&other->rule);
  if (g_str_equal (text, text_other))
    return g_strdup (_("This stands here more than once."));
  if (!rg_nodes_are_about_one (node, other) ||
      !(all ? rg_rules_exclude (&node->rule, &other->rule)
            : rg_rules_cover (&node->rule, &other->rule)))
    return NULL;
  sentence = rg_rule_sentence (&other->rule, currency);
  /* Translators: what is odd about two rules together: %s is the sentence of the other one. */
  return g_strdup_printf (all ? _("Nobody can fit this and “%s”.")
                              : _("Everybody fits this or “%s”."), sentence);
}

/* Groups in groups of the same kind are one: all of what they hold is asked for together. */
static char *
rg_node_dup_odd_in (const RgNode *node, const RgNode *group, const char *currency)
{
  char *odd = NULL;

  for (guint i = 0; odd == NULL && i < group->children->len; i++)
    {
      const RgNode *other = group->children->pdata[i];

      if (other->type == group->type && !other->off)
        odd = rg_node_dup_odd_in (node, other, currency);
      else if (other->type == RG_NODE_RULE)
        odd = rg_nodes_dup_odd (node, other, currency);
    }
  return odd;
}

char *
rg_node_dup_odd (const RgNode *node, const char *currency)
{
  const RgNode *group = node->parent;
  const char *alone;

  if (node->type != RG_NODE_RULE || node->off || rg_node_is_empty (node) || group == NULL)
    return NULL;
  alone = rg_rule_odd_alone (&node->rule);
  if (alone != NULL || group->type == RG_NODE_NONE)
    return g_strdup (alone);
  while (!group->off && group->parent != NULL && group->parent->type == group->type)
    group = group->parent;
  return rg_node_dup_odd_in (node, group, currency);
}
