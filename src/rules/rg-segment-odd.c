/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rules that say nothing by themselves, and two about the same thing, held against each other. */
#include "config.h"

#include "rules/rg-segment-odd.h"

#include "base/rg-fold.h"
#include "rules/rg-rule-claims.h"

/* What is asked of a rule again and again, each made when it is first asked for. */
typedef struct {
  const RgRule *rule;
  char *text;
  char *about;
  RgClaims *claims[2];    /* of whoever fits; and of whoever does not */
  gboolean claimed[2];
  gboolean impossible[2]; /* nobody is as these say */
} RgOddRule;

struct _RgOdds {
  const RgSegmentContext *context; /* or NULL */
  const char *currency;
  GHashTable *rules; /* RgNode -> RgOddRule */
};

static void
rg_odd_rule_free (gpointer data)
{
  RgOddRule *odd = data;

  g_free (odd->text);
  g_free (odd->about);
  g_clear_pointer (&odd->claims[0], rg_claims_free);
  g_clear_pointer (&odd->claims[1], rg_claims_free);
  g_free (odd);
}

RgOdds *
rg_odds_new (const char *currency, const RgSegmentContext *context)
{
  RgOdds *odds = g_new0 (RgOdds, 1);

  odds->context = context;
  odds->currency = currency;
  odds->rules = g_hash_table_new_full (NULL, NULL, NULL, rg_odd_rule_free);
  return odds;
}

void
rg_odds_free (RgOdds *odds)
{
  g_hash_table_unref (odds->rules);
  g_free (odds);
}

static RgOddRule *
rg_odds_of (const RgOdds *odds, const RgNode *node)
{
  RgOddRule *odd = g_hash_table_lookup (odds->rules, node);

  if (odd != NULL)
    return odd;
  odd = g_new0 (RgOddRule, 1);
  odd->rule = &node->rule;
  odd->text = rg_rule_print (&node->rule);
  odd->about = node->rule.kind->ops != 0 ? rg_rule_dup_about (&node->rule) : NULL;
  g_hash_table_insert (odds->rules, (gpointer) node, odd);
  return odd;
}

/* NULL: nothing is known, or too much. */
static const RgClaims *
rg_odds_claims (const RgOdds *odds, RgOddRule *odd, gboolean not)
{
  if (!odd->claimed[not] && odds->context != NULL)
    {
      odd->claims[not] = rg_claims_new (odd->rule, not, odds->context);
      odd->impossible[not] =
        odd->claims[not] != NULL && rg_claims_exclude (odd->claims[not], NULL);
    }
  odd->claimed[not] = TRUE;
  return odd->claims[not];
}

/* The numbers that a rule lets through, without its "not". */
typedef struct {
  gint64 low, high;
} RgRange;

static RgRange
rg_rule_range (const RgRule *rule)
{
  RgOp op;

  rg_op_is_not (rule->op, &op);
  return (RgRange) { op == RG_OP_AT_MOST ? G_MININT64 : rule->low,
                     op == RG_OP_AT_LEAST ? G_MAXINT64 : rule->high };
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

  /* What somebody paid once they may have paid otherwise at another time. */
  if (rg_rule_is_number (a))
    return a->kind->measure != NULL && (x.high < y.low || y.high < x.low);
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
rg_odd_rules_are_about_one (const RgOddRule *a, const RgOddRule *b)
{
  return a->about != NULL && b->about != NULL && a->rule->kind == b->rule->kind &&
         g_str_equal (a->about, b->about);
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

/* Whether nobody, or everybody, is so by what follows from the rule itself. */
static const char *
rg_rule_odd_by_claims (const RgOdds *odds, RgOddRule *odd)
{
  const RgClaims *fits = rg_odds_claims (odds, odd, FALSE);
  const RgClaims *does_not = rg_odds_claims (odds, odd, TRUE);

  if (odd->impossible[FALSE])
    return rg_claims_lie_ahead (fits) ? _("Nobody can fit this: these days are still to come.")
                                      : _("Nobody can fit this.");
  if (odd->impossible[TRUE])
    return rg_claims_lie_ahead (does_not)
             ? _("Everybody fits this: these days are still to come.") : _("Everybody fits this.");
  return NULL;
}

static const char *
rg_rule_odd_alone (const RgOdds *odds, RgOddRule *odd)
{
  const RgRule *rule = odd->rule;
  const char *claimed;

  if (rule->kind->fields & RG_FIELD_PERMISSION && rule->permission == RG_PERMISSION_UNKNOWN &&
      rule->window.mode != RG_WINDOW_EVER)
    return _("Nobody can fit this.");
  if (rg_rule_is_number (rule) && rg_rule_takes_all_numbers (rule))
    return rg_op_is_not (rule->op, NULL) ? _("Nobody can fit this.") : _("Everybody fits this.");
  claimed = rg_rule_odd_by_claims (odds, odd);
  if (claimed != NULL)
    return claimed;
  return rg_rule_looks_ahead (rule) ? _("This asks for days to come, of which nothing is known.")
                                    : NULL;
}

/* --- beside others ------------------------------------------------------------------------ */

/* Whether nobody is so as both rules say; not: as the rule does not say. Where one is enough for
 * that, it is nothing between the two. */
static gboolean
rg_odd_rules_cannot_be (const RgOdds *odds, RgOddRule *a, gboolean not_a, RgOddRule *b,
                        gboolean not_b)
{
  const RgClaims *first = rg_odds_claims (odds, a, not_a);
  const RgClaims *second = rg_odds_claims (odds, b, not_b);

  return first != NULL && second != NULL && !a->impossible[not_a] && !b->impossible[not_b] &&
         rg_claims_exclude (first, second);
}

static gboolean
rg_odd_rules_exclude (const RgOdds *odds, RgOddRule *a, RgOddRule *b)
{
  return (rg_odd_rules_are_about_one (a, b) && rg_rules_exclude (a->rule, b->rule)) ||
         rg_odd_rules_cannot_be (odds, a, FALSE, b, FALSE);
}

static gboolean
rg_odd_rules_cover (const RgOdds *odds, RgOddRule *a, RgOddRule *b)
{
  return (rg_odd_rules_are_about_one (a, b) && rg_rules_cover (a->rule, b->rule)) ||
         rg_odd_rules_cannot_be (odds, a, TRUE, b, TRUE);
}

/* all: both are asked for; else one of them, or that it is neither. */
static char *
rg_odds_dup_beside (const RgOdds *odds, RgOddRule *odd, RgOddRule *other, gboolean all)
{
  g_autofree char *sentence = NULL;

  if (g_str_equal (odd->text, other->text))
    return g_strdup (_("This stands here more than once."));
  if (!(all ? rg_odd_rules_exclude (odds, odd, other) : rg_odd_rules_cover (odds, odd, other)))
    return NULL;
  sentence = rg_rule_sentence (other->rule, odds->currency);
  /* Translators: what is odd about two rules together: %s is the sentence of the other one. */
  return g_strdup_printf (all ? _("Nobody can fit this and “%s”.")
                              : _("Everybody fits this or “%s”."), sentence);
}

/* One of the rules is asked for, and the other one, in a group of none, must not be so. */
static char *
rg_odds_dup_taken_out (const RgOdds *odds, RgOddRule *asked, RgOddRule *taken,
                       gboolean tell_taken)
{
  g_autofree char *sentence = NULL;

  if (!g_str_equal (asked->text, taken->text) &&
      !rg_odd_rules_cannot_be (odds, asked, FALSE, taken, TRUE))
    return NULL;
  sentence = rg_rule_sentence (tell_taken ? asked->rule : taken->rule, odds->currency);
  /* Translators: %s is the sentence of another rule. */
  return g_strdup_printf (tell_taken ? _("This takes out everybody who fits “%s”.")
                                     : _("Everybody who fits this is taken out by “%s”."),
                          sentence);
}

static gboolean
rg_node_counts (const RgNode *node)
{
  return node->type == RG_NODE_RULE && !node->off && !rg_node_is_empty (node);
}

/* The rules of a group beside the one; groups in groups of the same kind are one, but for those of
 * none: all of what they hold is asked for together. taken_out: of the groups of none in a group of
 * all instead. */
static void
rg_node_collect (const RgNode *group, const RgNode *but, gboolean taken_out, GPtrArray *rules)
{
  for (guint i = 0; i < group->children->len; i++)
    {
      RgNode *child = group->children->pdata[i];

      if (child->off || child == but)
        continue;
      if (child->type == group->type && child->type != RG_NODE_NONE)
        rg_node_collect (child, but, taken_out, rules);
      else if (child->type == RG_NODE_NONE && taken_out && group->type == RG_NODE_ALL)
        rg_node_collect (child, but, FALSE, rules);
      else if (!taken_out && rg_node_counts (child))
        g_ptr_array_add (rules, child);
    }
}

/* The outermost of the groups of the same kind around it. */
static const RgNode *
rg_group_outermost (const RgNode *group)
{
  while (!group->off && group->type != RG_NODE_NONE && group->parent != NULL &&
         group->parent->type == group->type)
    group = group->parent;
  return group;
}

/* Beside those that are asked for where it takes out, or that take out where it is asked for. */
static char *
rg_odds_dup_across (const RgOdds *odds, const RgNode *node)
{
  const RgNode *group = node->parent;
  const gboolean takes_out = group->type == RG_NODE_NONE;
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  RgOddRule *own = rg_odds_of (odds, node);
  char *odd = NULL;

  if (takes_out)
    group = group->off ? NULL : group->parent;
  if (group == NULL || group->type != RG_NODE_ALL)
    return NULL;
  rg_node_collect (rg_group_outermost (group), node, !takes_out, others);
  for (guint i = 0; odd == NULL && i < others->len; i++)
    {
      RgOddRule *other = rg_odds_of (odds, others->pdata[i]);

      odd = takes_out ? rg_odds_dup_taken_out (odds, other, own, TRUE)
                      : rg_odds_dup_taken_out (odds, own, other, FALSE);
    }
  return odd;
}

char *
rg_odds_dup (RgOdds *odds, const RgNode *node)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  const RgNode *group = node->parent;
  RgOddRule *own;
  char *odd;

  if (!rg_node_counts (node) || group == NULL)
    return NULL;
  own = rg_odds_of (odds, node);
  odd = g_strdup (rg_rule_odd_alone (odds, own));
  rg_node_collect (rg_group_outermost (group), node, FALSE, others);
  for (guint i = 0; odd == NULL && i < others->len; i++)
    odd = rg_odds_dup_beside (odds, own, rg_odds_of (odds, others->pdata[i]),
                              group->type == RG_NODE_ALL);
  return odd != NULL ? odd : rg_odds_dup_across (odds, node);
}

char *
rg_node_dup_odd (const RgNode *node, const char *currency, const RgSegmentContext *context)
{
  g_autoptr (RgOdds) odds = rg_odds_new (currency, context);

  return rg_odds_dup (odds, node);
}
