/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Groups on bit sets, and the numbers of each node. */
#include "config.h"

#include "rules/rg-segment-count.h"

#include "rules/rg-rule-scan.h"

/* --- groups ------------------------------------------------------------------------------- */

/* A node on its way to numbers. */
typedef struct {
  const RgNode *node;
  RgBitset *set;       /* for whom it holds; NULL: passed over */
  guint end;           /* index behind its last descendant */
} RgCounted;

/* Combines what the children hold for; NULL where all of them are passed over. */
static RgBitset *
rg_group_combine (const RgCounted *all, guint at, const RgSegmentContext *context)
{
  RgNodeType type = all[at].node->type;
  RgBitset *set = NULL;

  for (guint i = at + 1; i < all[at].end; i = all[i].end)
    {
      if (all[i].set == NULL)
        continue;
      if (set == NULL)
        set = rg_bitset_copy (all[i].set);
      else if (type == RG_NODE_ALL)
        rg_bitset_and (set, all[i].set);
      else
        rg_bitset_or (set, all[i].set);
    }
  if (set != NULL && type == RG_NODE_NONE)
    {
      g_autoptr (RgBitset) some = set;

      set = rg_bitset_copy (context->dataset->live);
      rg_bitset_and_not (set, some);
    }
  return set;
}

static guint
rg_node_evaluate (const RgNode *node, const RgSegmentContext *context, RgCounted *all, guint at)
{
  guint next = at + 1;

  all[at].node = node;
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    next = rg_node_evaluate (node->children->pdata[i], context, all, next);
  all[at].end = next;
  if (node->off)
    return next;
  if (node->type != RG_NODE_RULE)
    all[at].set = rg_group_combine (all, at, context);
  else if (rg_rule_missing (&node->rule) == NULL)
    all[at].set = rg_rule_evaluate (&node->rule, context);
  return next;
}

static void
rg_counted_clear (RgCounted *all, guint n)
{
  for (guint i = 0; i < n; i++)
    g_clear_pointer (&all[i].set, rg_bitset_unref);
  g_free (all);
}

/* --- effects ------------------------------------------------------------------------------ */

/* Those whom all other children of an ALL let through, of `within`. */
static RgBitset *
rg_others_and (const RgCounted *all, guint group, guint but, const RgBitset *within)
{
  RgBitset *set = rg_bitset_copy (within);

  for (guint i = group + 1; i < all[group].end; i = all[i].end)
    if (i != but && all[i].set != NULL)
      rg_bitset_and (set, all[i].set);
  return set;
}

static guint
rg_any_alone (const RgCounted *all, guint group, guint at, const RgBitset *within)
{
  g_autoptr (RgBitset) set = rg_bitset_copy (within);

  rg_bitset_and (set, all[at].set);
  for (guint i = group + 1; i < all[group].end; i = all[i].end)
    if (i != at && all[i].set != NULL)
      rg_bitset_and_not (set, all[i].set);
  return rg_bitset_count (set);
}

/* within: the customers that everything outside this group lets through. */
static void
rg_group_effects (const RgCounted *all, guint group, const RgBitset *within, RgNodeCount *counts)
{
  RgNodeType type = all[group].node->type;

  for (guint i = group + 1; i < all[group].end; i = all[i].end)
    {
      g_autoptr (RgBitset) inner = NULL;

      if (all[i].set == NULL)
        continue;
      inner = type == RG_NODE_ALL ? rg_others_and (all, group, i, within)
                                  : rg_bitset_copy (within);
      if (type == RG_NODE_ALL)
        counts[i].effect = rg_bitset_count_and_not (inner, all[i].set);
      else if (type == RG_NODE_ANY)
        counts[i].effect = rg_any_alone (all, group, i, within);
      else
        counts[i].effect = rg_bitset_count_and (within, all[i].set);
      if (all[i].node->type != RG_NODE_RULE)
        rg_group_effects (all, i, inner, counts);
    }
}

/* --- the result --------------------------------------------------------------------------- */

/* Memory is asked for so many words of members before it is read. */
#define RG_WORDS_AHEAD 16

static gint64
rg_sum_spend (const RgBitset *members, const RgDataset *dataset)
{
  const gint64 *spend = rg_dataset_facts (dataset)->spend;
  gint64 sum = 0;

  for (guint w = 0; w < members->n_words; w++)
    {
      const guint ahead = MIN (w + RG_WORDS_AHEAD, members->n_words - 1);

      if (members->words[ahead] != 0)
        __builtin_prefetch (spend + ahead * 64 + __builtin_ctzll (members->words[ahead]));
      for (guint64 bits = members->words[w]; bits != 0; bits &= bits - 1)
        sum += spend[w * 64 + (guint) __builtin_ctzll (bits)];
    }
  return sum;
}

RgSegmentResult *
rg_segment_count (const RgNode *root, const RgSegmentContext *context)
{
  const RgDataset *dataset = context->dataset;
  const RgFacts *facts = rg_dataset_facts (dataset);
  RgSegmentResult *result = g_new0 (RgSegmentResult, 1);
  RgCounted *all;

  result->n_nodes = rg_node_size (root);
  result->nodes = g_new0 (RgNodeCount, result->n_nodes);
  all = g_new0 (RgCounted, result->n_nodes);
  rg_node_evaluate (root, context, all, 0);
  for (guint i = 0; i < result->n_nodes; i++)
    {
      result->nodes[i].passed_over = all[i].set == NULL;
      result->nodes[i].match = all[i].set != NULL ? rg_bitset_count (all[i].set) : 0;
    }
  rg_group_effects (all, 0, dataset->live, result->nodes);
  result->members = rg_bitset_ref (all[0].set != NULL ? all[0].set : (RgBitset *) dataset->live);
  result->count = rg_bitset_count (result->members);
  result->customers = dataset->n_live;
  result->spend = rg_sum_spend (result->members, dataset);
  result->net_sales = facts->all_net_sales;
  rg_counted_clear (all, result->n_nodes);
  return result;
}

void
rg_segment_result_free (RgSegmentResult *result)
{
  rg_bitset_unref (result->members);
  g_free (result->nodes);
  g_free (result);
}

RgBitset *
rg_segment_evaluate (const RgNode *root, const RgSegmentContext *context)
{
  guint n = rg_node_size (root);
  RgCounted *all = g_new0 (RgCounted, n);
  RgBitset *members;

  rg_node_evaluate (root, context, all, 0);
  members = rg_bitset_ref (all[0].set != NULL ? all[0].set : (RgBitset *) context->dataset->live);
  rg_counted_clear (all, n);
  return members;
}
