/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "rules/rg-audience-segments.h"

#include "rules/rg-segment.h"

static gboolean
rg_audience_segments_take (const RgNode *node, GPtrArray *in, GPtrArray *out)
{
  GPtrArray *names = node->type == RG_NODE_RULE && node->rule.op == RG_OP_IS_NOT ? out : in;

  /* Two rules of a kind would say that people are in both. */
  if (node->type != RG_NODE_RULE || node->off || names->len > 0
      || node->rule.kind != rg_rule_kind_find ("segment"))
    return FALSE;
  for (guint i = 0; node->rule.names != NULL && node->rule.names[i] != NULL; i++)
    g_ptr_array_add (names, g_strdup (node->rule.names[i]));
  return TRUE;
}

gboolean
rg_audience_segments_read (const char *text, GPtrArray *in, GPtrArray *out)
{
  g_autoptr (RgNode) root = rg_segment_parse (text, NULL, NULL);
  gboolean plain = root != NULL && root->type == RG_NODE_ALL && !root->off
                   && root->children->len > 0;

  for (guint i = 0; plain && i < root->children->len; i++)
    plain = rg_audience_segments_take (root->children->pdata[i], in, out);
  if (!plain)
    {
      g_ptr_array_set_size (in, 0);
      g_ptr_array_set_size (out, 0);
    }
  return plain;
}

static void
rg_audience_segments_add (RgNode *root, GPtrArray *names, RgOp op)
{
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  RgNode *node;

  if (names->len == 0)
    return;
  for (guint i = 0; i < names->len; i++)
    g_strv_builder_add (all, names->pdata[i]);
  node = rg_node_new_rule (rg_rule_kind_find ("segment"));
  node->rule.op = op;
  rg_rule_set_names (&node->rule, g_strv_builder_end (all));
  rg_node_insert (root, -1, node);
}

char *
rg_audience_segments_print (GPtrArray *in, GPtrArray *out)
{
  g_autoptr (RgNode) root = rg_node_new_group (RG_NODE_ALL);

  rg_audience_segments_add (root, in, RG_OP_IS);
  rg_audience_segments_add (root, out, RG_OP_IS_NOT);
  return rg_segment_print (root);
}
