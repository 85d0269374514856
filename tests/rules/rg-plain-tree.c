/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Trees of rules over plain rows. */
#include "rg-plain.h"

#include "base/rg-fold.h"

#include <string.h>

gboolean
plain_is_empty (const RgNode *node, const RgNode *but)
{
  if (node == but || node->off)
    return TRUE;
  if (node->type == RG_NODE_RULE)
    return FALSE;
  for (guint i = 0; i < node->children->len; i++)
    if (!plain_is_empty (node->children->pdata[i], but))
      return FALSE;
  return TRUE;
}

static guint8 *
everybody (const Plain *plain)
{
  guint8 *out = g_new0 (guint8, plain->people->len + 1);

  for (guint i = 0; i < plain->people->len; i++)
    out[i] = ((PlainPerson *) plain->people->pdata[i])->merged_into == 0;
  return out;
}

/* --- segments in segments ----------------------------------------------------------------- */

static gboolean
is_named (const RgNode *node, const char *name)
{
  g_autofree char *wanted = rg_fold (name);

  for (guint i = 0; node->rule.names != NULL && node->rule.names[i] != NULL; i++)
    {
      g_autofree char *folded = rg_fold (node->rule.names[i]);

      if (g_str_equal (folded, wanted))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_off (const RgNode *node)
{
  return node->off || (node->parent != NULL && is_off (node->parent));
}

/* Whether the rules lead anywhere twice; way: where they have been. */
static gboolean
goes_round (const Plain *plain, RgNode *root, GPtrArray *way)
{
  g_autoptr (GPtrArray) nodes = rg_node_flatten (root);

  for (guint n = 0; n < nodes->len; n++)
    for (guint i = 0; i < plain->segments->len; i++)
      {
        const RgNode *node = nodes->pdata[n];
        PlainSegment *other = plain->segments->pdata[i];
        g_autoptr (RgNode) inner = NULL;
        gboolean round;

        if (node->type != RG_NODE_RULE || is_off (node) ||
            !g_str_equal (node->rule.kind->keyword, "segment") ||
            !is_named (node, other->name))
          continue;
        if (g_ptr_array_find (way, other, NULL))
          return TRUE;
        inner = rg_segment_parse (other->text, NULL, NULL);
        g_ptr_array_add (way, other);
        round = goes_round (plain, inner, way);
        g_ptr_array_set_size (way, (gint) way->len - 1);
        if (round)
          return TRUE;
      }
  return FALSE;
}

static int
hand_of (const Plain *plain, const PlainSegment *segment, gint64 id)
{
  gint64 first = 0;
  int hand = GPOINTER_TO_INT (g_hash_table_lookup (segment->hands, (gpointer) (gintptr) id));

  for (guint i = 0; hand == 0 && i < plain->people->len; i++)
    {
      const gint64 other = ((PlainPerson *) plain->people->pdata[i])->id;

      if (plain_resolve (plain, other) == id && (first == 0 || other < first) &&
          g_hash_table_contains (segment->hands, (gpointer) (gintptr) other))
        first = other;
    }
  return hand != 0 ? hand : GPOINTER_TO_INT (g_hash_table_lookup (segment->hands,
                                                                   (gpointer) (gintptr) first));
}

guint8 *
plain_by_hand (const Plain *plain, const RgRule *rule, gboolean chosen)
{
  const RgNode asked = { .rule = *rule };
  guint8 *out = g_new0 (guint8, plain->people->len + 1);

  for (guint i = 0; i < plain->segments->len; i++)
    {
      const PlainSegment *segment = plain->segments->pdata[i];

      for (guint p = 0; is_named (&asked, segment->name) && p < plain->people->len; p++)
        {
          const PlainPerson *person = plain->people->pdata[p];

          out[p] |= person->merged_into == 0 &&
                    hand_of (plain, segment, person->id) == (chosen ? 1 : 2);
        }
    }
  return out;
}

guint8 *
plain_saved (const Plain *plain, const RgRule *rule)
{
  const RgNode asked = { .rule = *rule };
  guint8 *out = g_new0 (guint8, plain->people->len + 1);

  for (guint i = 0; i < plain->segments->len; i++)
    {
      PlainSegment *segment = plain->segments->pdata[i];
      g_autoptr (RgNode) root = rg_segment_parse (segment->text, NULL, NULL);
      g_autoptr (GPtrArray) way = g_ptr_array_new ();
      g_autofree guint8 *members = NULL;

      g_ptr_array_add (way, segment);
      if (!is_named (&asked, segment->name) || goes_round (plain, root, way))
        continue;
      members = plain_segment (plain, root, NULL);
      for (guint p = 0; p < plain->people->len; p++)
        out[p] |= members[p];
    }
  return out;
}

guint8 *
plain_segment (const Plain *plain, const RgNode *root, const RgNode *but)
{
  g_autofree guint8 *all = everybody (plain);
  guint8 *out;

  if (root->type == RG_NODE_RULE)
    return plain_rule (plain, &root->rule);
  if (plain_is_empty (root, but))
    return g_steal_pointer (&all);
  out = g_new0 (guint8, plain->people->len + 1);
  if (root->type == RG_NODE_ALL)
    memcpy (out, all, plain->people->len);
  for (guint c = 0; c < root->children->len; c++)
    {
      const RgNode *child = root->children->pdata[c];
      g_autofree guint8 *set = NULL;

      if (plain_is_empty (child, but))
        continue;
      set = plain_segment (plain, child, but);
      for (guint i = 0; i < plain->people->len; i++)
        out[i] = root->type == RG_NODE_ALL ? out[i] && set[i] : out[i] || set[i];
    }
  for (guint i = 0; root->type == RG_NODE_NONE && i < plain->people->len; i++)
    out[i] = all[i] && !out[i];
  return out;
}
