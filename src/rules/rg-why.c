/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One person, rule by rule, and the least that would change it. */
#include "config.h"

#include "rules/rg-why.h"

#include "base/rg-fold.h"
#include "rules/rg-rule-scan.h"
#include "rules/rg-segment-circle.h"

#include <string.h>

/* No number of changes would do. */
#define NEVER 100000
/* Rules of other segments that are told of, one in the other. */
#define INSIDE_MOST 200

typedef struct {
  const RgNode *node;
  guint end;      /* index behind its last descendant */
  guint to_true;  /* changes that it takes */
  guint to_false;
} RgWeighed;

typedef struct {
  RgSegmentContext one; /* the person alone, at position 0 */
  const RgSegmentContext *all;
  guint position;       /* among all */
  const char *currency;
  guint *left;          /* of INSIDE_MOST */
} RgAsked;

static RgWhy *rg_why_tree (const RgNode *root, const RgAsked *asked);

/* --- one rule ----------------------------------------------------------------------------- */

static const RgSegmentContext *
rg_asked_context (const RgAsked *asked, const RgRule *rule, guint *position)
{
  *position = rule->kind->beside_all ? asked->position : 0;
  return rule->kind->beside_all ? asked->all : &asked->one;
}

/* In the units of the rule, from those of the measure. */
static gint64
rg_why_number (const RgRule *rule, gint64 number, const RgMeasure *measure, int digits,
               gboolean up)
{
  gint64 unit = 1;

  if (measure->ratio)
    return up ? (number + 1) >> 1 : number >> 1;
  if (measure->milli)
    return rg_ratio (up ? number + 999 : number, 1, 1000) >> 1;
  for (int i = digits; rule->kind->fields & RG_FIELD_MONEY && i < 6; i++)
    unit *= 10;
  return number * unit;
}

/* Nothing is less than nothing where it is counted, and scores and shares end somewhere. */
static gboolean
rg_why_can_be (const RgRule *rule, const RgMeasure *measure, gint64 number)
{
  const RgRuleKind *kind = rule->kind;
  const gint64 most = measure->ratio ? 2 * kind->most : kind->most;

  if (kind->fields & (RG_FIELD_MONEY | RG_FIELD_MINUS))
    return TRUE;
  return number >= kind->least && (kind->most > 100 || measure->milli || number <= most);
}

/* How far the number is from turning the rule: less than 0 where it would have to be less; 0 where
 * nothing turns it. */
static gint64
rg_why_distance (const RgRule *rule, const RgMeasure *measure, gint64 value, gint64 low,
                 gint64 high)
{
  gboolean less, more;

  if (value < low)
    return rg_why_can_be (rule, measure, low) ? low - value : 0;
  if (value > high)
    return rg_why_can_be (rule, measure, high) ? high - value : 0;
  less = low > G_MININT64 && rg_why_can_be (rule, measure, low - 1);
  more = high < G_MAXINT64 && rg_why_can_be (rule, measure, high + 1);
  if (less && (!more || value - low <= high - value))
    return low - 1 - value;
  return more ? high + 1 - value : 0;
}

/* "It would take 2 times more." of a number that is known. */
static char *
rg_why_change (RgRuleWhy *why, const RgRule *rule, const RgMeasure *measure,
               const RgAsked *asked, gint64 value)
{
  const int digits = asked->all->digits;
  gint64 low, high, by;
  g_autofree char *number = NULL;

  rg_rule_bounds (rule, measure, digits, &low, &high);
  by = rg_why_distance (rule, measure, value, low, high);
  if (by == 0)
    {
      why->turn.nothing = TRUE;
      return g_strdup (why->holds ? _("Any number would do.") : _("No number would do."));
    }
  number = rule->kind->unit (rg_why_number (rule, ABS (by), measure, digits, TRUE),
                             asked->currency);
  return rg_turn_more (by > 0, number);
}

/* Of what is not known. */
static char *
rg_why_unknown (const RgRule *rule, const RgAsked *asked)
{
  RgRule positive = *rule;
  g_autofree char *compared = NULL;

  rg_op_is_not (rule->op, &positive.op);
  compared = rg_compared_text (&positive, asked->currency);
  /* Translators: what would turn a rule about a number that is not known of somebody: "at least
   * 18 years", "at most −20 percent". */
  return rg_fill (_("It would have to be known, and be %s."), compared);
}

static void
rg_why_measure (RgRuleWhy *why, const RgRule *rule, const RgAsked *asked)
{
  RgMeasure units;
  guint position;
  const RgSegmentContext *context = rg_asked_context (asked, rule, &position);
  g_autofree char *number = NULL;
  const char *about;
  gint64 value;

  if (!rg_rule_measure_one (rule, context, position, &units, &value))
    {
      why->fact = g_strdup (_("Not known"));
      why->change = rg_why_unknown (rule, asked);
    }
  else
    {
      number = rule->kind->unit (
        rg_why_number (rule, value, &units, asked->all->digits, FALSE), asked->currency);
      about = rule->kind->about_one != NULL ? rule->kind->about_one : rule->kind->about;
      why->fact = rule->kind->fact != NULL
                    ? rule->kind->fact (rule, context)
                    : rg_with_when (about != NULL ? rg_fill (rg_marked_text (about), number)
                                                  : g_steal_pointer (&number), rule);
      why->change = rg_why_change (why, rule, &units, asked, value);
    }
}

static gboolean
rg_receipt_has_product (const RgSales *sales, guint receipt, const guint8 *match, guint n)
{
  for (guint line = sales->first_line[receipt]; line < sales->first_line[receipt + 1]; line++)
    if (match[MIN (rg_sales_product (sales, line), n)])
      return TRUE;
  return FALSE;
}

static void
rg_why_add_receipt (RgRuleWhy *why, const RgSales *sales, guint receipt)
{
  const gint64 id = rg_sales_id (sales, receipt);

  if (why->n_receipts++ < RG_WHY_RECEIPTS)
    g_array_append_val (why->receipts, id);
}

static void
rg_why_own_receipts (RgRuleWhy *why, const RgRule *rule, const RgAsked *asked)
{
  const RgDataset *dataset = asked->one.dataset;
  g_autoptr (RgBitset) decide = rule->kind->receipts (rule, &asked->one);

  why->receipts = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = decide->n_bits; i-- > 0;)
    if (rg_bitset_get (decide, i) && rg_dataset_receipt_counts (dataset, dataset->sales[0], i))
      rg_why_add_receipt (why, dataset->sales[0], i);
}

/* The receipts that the rule looks at, and of products those that have one. */
static void
rg_why_receipts (RgRuleWhy *why, const RgRule *rule, const RgAsked *asked)
{
  const RgDataset *dataset = asked->one.dataset;
  const RgSales *sales = dataset->sales[0];
  g_autofree guint8 *match = NULL;
  RgReceiptFilter filter;
  guint first, last;

  if (rule->kind->receipts != NULL)
    rg_why_own_receipts (why, rule, asked);
  if (!(rule->kind->fields & RG_FIELD_WHERE))
    return;
  if (rule->kind->fields & RG_FIELD_NAMES)
    match = rg_rule_match_products (rule, rule->names, dataset);
  why->receipts = g_array_new (FALSE, FALSE, sizeof (gint64));
  rg_receipt_filter_init (&filter, rule, &asked->one);
  rg_receipt_filter_range (&filter, sales, &first, &last);
  for (guint i = last; i-- > first;)
    if (rg_receipt_filter_has (&filter, sales, i) &&
        (match == NULL ||
         rg_receipt_has_product (sales, i, match, dataset->products.names.n)))
      rg_why_add_receipt (why, sales, i);
  rg_receipt_filter_clear (&filter);
}

static void
rg_why_inside_free (gpointer data)
{
  RgWhyInside *inside = data;

  g_free (inside->name);
  rg_node_free (inside->root);
  rg_why_free (inside->why);
  g_free (inside);
}

/* The saved segments of that name. FALSE where there is no room to tell of them all. */
static gboolean
rg_why_add_inside (RgRuleWhy *why, const char *name, const RgAsked *asked)
{
  const RgDataset *dataset = asked->one.dataset;
  g_autofree char *folded = rg_fold (name);

  for (guint i = 0; i < dataset->segments.n; i++)
    {
      RgWhyInside *inside;
      RgNode *root = strcmp (dataset->segments.folded[i], folded) == 0
                       ? rg_segment_parse (dataset->segment_text[i], NULL, NULL) : NULL;

      if (root == NULL)
        continue;
      inside = g_new0 (RgWhyInside, 1);
      inside->name = g_strdup (dataset->segments.name[i]);
      inside->root = root;
      *asked->left -= MIN (*asked->left, rg_node_size (root));
      inside->why = rg_why_tree (root, asked);
      g_ptr_array_add (why->inside, inside);
      if (*asked->left == 0)
        return FALSE;
    }
  return TRUE;
}

/* By the rules of the segments that it names. FALSE where it has to be counted. */
static gboolean
rg_why_inside (RgRuleWhy *why, const RgRule *rule, const RgAsked *asked)
{
  const RgSegmentBook book = rg_segment_book (asked->one.dataset);
  g_autofree char *circle = rg_rule_dup_circle (&book, rule, RG_NOTHING);
  gboolean told = circle == NULL, in = FALSE;

  why->inside = g_ptr_array_new_with_free_func (rg_why_inside_free);
  for (guint k = 0; told && rule->names[k] != NULL; k++)
    told = rg_why_add_inside (why, rule->names[k], asked);
  if (!told)
    {
      g_clear_pointer (&why->inside, g_ptr_array_unref);
      return FALSE;
    }
  for (guint i = 0; i < why->inside->len; i++)
    in |= ((RgWhyInside *) why->inside->pdata[i])->why->member;
  why->holds = in != rg_op_is_not (rule->op, NULL);
  return TRUE;
}

/* Rules of other segments may be about all customers. */
static gboolean
rg_why_holds (const RgRule *rule, const RgAsked *asked)
{
  guint position = asked->position;
  const RgSegmentContext *context =
    rule->kind->nested ? asked->all : rg_asked_context (asked, rule, &position);
  g_autoptr (RgBitset) set = rg_rule_evaluate (rule, context);

  return rg_bitset_get (set, position);
}

static void
rg_why_rule (RgRuleWhy *why, const RgRule *rule, const RgAsked *asked)
{
  if (!rule->kind->nested || !rg_why_inside (why, rule, asked))
    why->holds = rg_why_holds (rule, asked);
  if (rule->kind->measure != NULL)
    rg_why_measure (why, rule, asked);
  else if (rule->kind->fact != NULL)
    why->fact = rule->kind->fact (rule, &asked->one);
  if (rule->kind->turn != NULL)
    {
      g_autofree char *change = NULL;

      why->turn = (RgTurn) { .wanted = why->holds == rg_op_is_not (rule->op, NULL),
                             .currency = asked->currency, .all = asked->all,
                             .position = asked->position, .nothing = why->turn.nothing };
      change = rule->kind->turn (rule, &asked->one, &why->turn);
      if (change != NULL)
        {
          g_free (why->change);
          why->change = g_steal_pointer (&change);
        }
    }
  if (why->fact != NULL)
    {
      g_autofree char *fact = why->fact;

      why->fact = rg_capitalised (fact);
    }
  rg_why_receipts (why, rule, asked);
}

/* --- the tree ----------------------------------------------------------------------------- */

static void
rg_weigh_group (const RgWhy *why, RgWeighed *all, guint at)
{
  RgWeighed *group = &all[at];
  const RgNodeType type = group->node->type;
  guint sum_true = 0, sum_false = 0, least_true = NEVER, least_false = NEVER;

  for (guint i = at + 1; i < group->end; i = all[i].end)
    {
      if (why->nodes[i].passed_over)
        continue;
      sum_true = MIN (sum_true + all[i].to_true, NEVER);
      sum_false = MIN (sum_false + all[i].to_false, NEVER);
      least_true = MIN (least_true, all[i].to_true);
      least_false = MIN (least_false, all[i].to_false);
    }
  group->to_true = type == RG_NODE_ALL ? sum_true : type == RG_NODE_ANY ? least_true : sum_false;
  group->to_false = type == RG_NODE_ALL ? least_false : type == RG_NODE_ANY ? sum_false
                                                                            : least_true;
}

static guint
rg_weigh (RgWhy *why, RgWeighed *all, const RgNode *node, const RgAsked *asked, guint at)
{
  guint next = at + 1;

  all[at].node = node;
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    next = rg_weigh (why, all, node->children->pdata[i], asked, next);
  all[at].end = next;
  why->nodes[at].passed_over = rg_node_is_empty (node);
  if (why->nodes[at].passed_over)
    {
      /* What is switched off is so with all that is in it. */
      for (guint i = at; i < next; i++)
        why->nodes[i].passed_over = TRUE;
      return next;
    }
  if (node->type == RG_NODE_RULE)
    {
      guint other;

      rg_why_rule (&why->nodes[at], &node->rule, asked);
      other = why->nodes[at].turn.nothing ? NEVER : 1;
      all[at].to_true = why->nodes[at].holds ? 0 : other;
      all[at].to_false = why->nodes[at].holds ? other : 0;
      return next;
    }
  rg_weigh_group (why, all, at);
  why->nodes[at].holds = all[at].to_true == 0;
  return next;
}

/* Marks the rules of the smallest change that makes the node true, or false. */
static void
rg_mark_turns (RgWhy *why, const RgWeighed *all, guint at, gboolean to_true)
{
  const RgNodeType type = all[at].node->type;
  const gboolean child_true = type == RG_NODE_NONE ? !to_true : to_true;
  const gboolean every = type == RG_NODE_ALL ? to_true : type == RG_NODE_ANY ? !to_true : to_true;
  const guint takes_all = to_true ? all[at].to_true : all[at].to_false;
  guint best = 0, least = NEVER;

  if (takes_all == 0 || takes_all == NEVER)
    return;
  if (type == RG_NODE_RULE)
    {
      why->nodes[at].turns = TRUE;
      return;
    }
  for (guint i = at + 1; i < all[at].end; i = all[i].end)
    {
      const guint takes = child_true ? all[i].to_true : all[i].to_false;

      if (why->nodes[i].passed_over)
        continue;
      if (every)
        rg_mark_turns (why, all, i, child_true);
      else if (takes < least)
        {
          least = takes;
          best = i;
        }
    }
  if (!every && best > 0)
    rg_mark_turns (why, all, best, child_true);
}

static RgWhy *
rg_why_tree (const RgNode *root, const RgAsked *asked)
{
  RgWhy *why = g_new0 (RgWhy, 1);
  g_autofree RgWeighed *all = NULL;

  why->n_nodes = rg_node_size (root);
  why->nodes = g_new0 (RgRuleWhy, why->n_nodes);
  all = g_new0 (RgWeighed, why->n_nodes);
  rg_weigh (why, all, root, asked, 0);
  why->member = why->nodes[0].passed_over || why->nodes[0].holds;
  if (!why->nodes[0].passed_over)
    rg_mark_turns (why, all, 0, !why->member);
  for (guint i = 0; i < why->n_nodes; i++)
    why->turns += why->nodes[i].turns;
  return why;
}

RgWhy *
rg_segment_explain (const RgNode *root, const RgSegmentContext *context, guint position,
                    const char *currency)
{
  g_autoptr (RgDataset) one = rg_dataset_one (context->dataset, position);
  guint left = INSIDE_MOST;
  RgAsked asked = { .one = *context, .all = context, .position = position, .currency = currency,
                    .left = &left };

  asked.one.dataset = one;
  asked.one.all = context->dataset;
  asked.one.cache = NULL;
  return rg_why_tree (root, &asked);
}

void
rg_why_free (RgWhy *why)
{
  for (guint i = 0; i < why->n_nodes; i++)
    {
      g_free (why->nodes[i].fact);
      g_free (why->nodes[i].change);
      rg_turn_clear (&why->nodes[i].turn);
      g_clear_pointer (&why->nodes[i].receipts, g_array_unref);
      g_clear_pointer (&why->nodes[i].inside, g_ptr_array_unref);
    }
  g_free (why->nodes);
  g_free (why);
}
