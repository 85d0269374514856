/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Traits that rules themselves decide. A rule speaks of a trait where both are about the same, and
 * decides it where all that it finds, or none of them, have it. */
#include "rules/rg-traits.h"

/* A word of the kind's keyword: "age" is none of "language is". */
static gboolean
rg_kind_has_word (const RgRuleKind *kind, const char *word)
{
  g_auto (GStrv) words = g_strsplit (kind->keyword, " ", -1);

  return g_strv_contains ((const char *const *) words, word);
}

static gboolean
rg_rule_is_about (const RgRule *rule, const RgTrait *trait)
{
  switch (trait->sort)
    {
    case RG_TRAIT_PERSON:
      return trait->id != NULL && rg_kind_has_word (rule->kind, trait->id);
    case RG_TRAIT_PERMISSION:
      return rg_kind_has_word (rule->kind, "permission");
    case RG_TRAIT_TAG:
      return rg_kind_has_word (rule->kind, "tag") || rg_kind_has_word (rule->kind, "tags");
    case RG_TRAIT_OWN:
      return rule->kind->chapter == RG_CHAPTER_OWN;
    case RG_TRAIT_RHYTHM:
      return rule->kind->chapter == RG_CHAPTER_RHYTHM ||
             rule->kind->chapter == RG_CHAPTER_PURCHASES;
    case RG_TRAIT_CATEGORY:
    case RG_TRAIT_BRAND:
    case RG_TRAIT_PRODUCT:
      return rule->kind->chapter == RG_CHAPTER_PRODUCTS;
    case RG_N_TRAIT_SORTS:
      break;
    }
  return FALSE;
}

static gboolean
rg_nodes_are_about (const GPtrArray *nodes, const RgTrait *trait)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      const RgNode *node = nodes->pdata[i];

      if (node->type == RG_NODE_RULE && !node->off && rg_rule_is_about (&node->rule, trait))
        return TRUE;
    }
  return FALSE;
}

/* One rule, or a group whose rules count together, as if there were no other. */
static void
rg_traits_mark_node (const RgTraits *traits, const RgSegmentContext *context, const RgNode *node,
                     guint8 *marks)
{
  g_autoptr (RgNode) alone = rg_node_new_group (RG_NODE_ALL);
  g_autoptr (GPtrArray) nodes = NULL;
  g_autoptr (RgBitset) members = NULL;
  g_autoptr (RgBitset) others = rg_bitset_copy (context->dataset->live);
  g_autofree RgTraitCount *counts = NULL;

  rg_node_insert (alone, -1, rg_node_copy (node));
  nodes = rg_node_flatten (alone);
  members = rg_segment_evaluate (alone, context);
  rg_bitset_and_not (others, members);
  counts = rg_traits_count (traits, members, others);
  for (guint i = 0; i < rg_traits_get_n (traits); i++)
    {
      const guint hits = counts[i].hits[0], n = counts[i].n[0];

      if (n > 0 && (hits == n || hits == 0) &&
          rg_nodes_are_about (nodes, rg_traits_get (traits, i)))
        marks[i] = TRUE;
    }
}

void
rg_traits_mark_rules (const RgTraits *traits, const RgSegmentContext *context, const RgNode *node,
                      guint8 *marks)
{
  if (node->off)
    return;
  if (node->type != RG_NODE_ALL)
    {
      rg_traits_mark_node (traits, context, node, marks);
      return;
    }
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    rg_traits_mark_rules (traits, context, node->children->pdata[i], marks);
}
