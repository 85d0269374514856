/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a segment's rules look at. */
#include "config.h"

#include "rules/rg-segment-uses.h"

#include "rules/rg-rule-scan.h"

static gboolean
rg_kind_is_of_activity (const RgRuleKind *kind)
{
  for (const RgRuleKind *one = rg_activity_kinds; one->keyword != NULL; one++)
    if (kind == one)
      return TRUE;
  return FALSE;
}

static gboolean
rg_node_is_off (const RgNode *node)
{
  while (node != NULL && !node->off)
    node = node->parent;
  return node != NULL;
}

gboolean
rg_segment_uses_activity (const char *text, GPtrArray *names)
{
  g_autoptr (RgNode) root = rg_segment_parse (text, NULL, NULL);
  g_autoptr (GPtrArray) nodes = root != NULL ? rg_node_flatten (root) : NULL;
  gboolean uses = FALSE;

  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    {
      const RgNode *node = nodes->pdata[i];

      if (node->type != RG_NODE_RULE || rg_node_is_off (node))
        continue;
      uses |= rg_kind_is_of_activity (node->rule.kind);
      for (gsize n = 0; node->rule.kind->nested && node->rule.names != NULL
                        && node->rule.names[n] != NULL; n++)
        g_ptr_array_add (names, g_strdup (node->rule.names[n]));
    }
  return uses;
}
