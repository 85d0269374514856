/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Trees of rules over plain rows. */
#include "rg-plain.h"

#include <string.h>

gboolean
plain_is_empty (const RgNode *node, const RgNode *but)
{
  if (node == but)
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
