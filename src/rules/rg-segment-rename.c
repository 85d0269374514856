/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rules that name something whose name has changed. */
#include "rules/rg-segment.h"

#include "base/rg-fold.h"

static gboolean
rg_names_have (GPtrArray *names, const char *name)
{
  g_autofree char *wanted = rg_fold (name);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *folded = rg_fold (names->pdata[i]);

      if (g_str_equal (folded, wanted))
        return TRUE;
    }
  return FALSE;
}

/* A name that comes twice says nothing more the second time. */
static gboolean
rg_rule_rename (RgRule *rule, const char *folded, const char *to, gboolean keep)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  gboolean changed = FALSE;

  for (guint i = 0; rule->names != NULL && rule->names[i] != NULL; i++)
    {
      g_autofree char *name = rg_fold (rule->names[i]);
      gboolean meant = g_str_equal (name, folded);

      changed |= meant;
      if ((!meant || keep) && !rg_names_have (names, rule->names[i]))
        g_ptr_array_add (names, g_strdup (rule->names[i]));
      if (meant && to != NULL && !rg_names_have (names, to))
        g_ptr_array_add (names, g_strdup (to));
    }
  if (changed)
    rg_rule_set_names (rule, (char **) g_ptr_array_steal (names, NULL));
  return changed;
}

char *
rg_segment_rename (const char *text, RgRuleList list, const char *from, const char *to,
                   gboolean keep)
{
  g_autoptr (RgNode) root = rg_segment_parse (text, NULL, NULL);
  g_autoptr (GPtrArray) nodes = root != NULL ? rg_node_flatten (root) : NULL;
  g_autofree char *folded = rg_fold (from);
  gboolean changed = FALSE;

  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    {
      RgNode *node = nodes->pdata[i];

      if (node->type == RG_NODE_RULE && node->rule.kind->list == list)
        changed |= rg_rule_rename (&node->rule, folded, to, keep);
    }
  return changed ? rg_segment_print (root) : NULL;
}

static gboolean
rg_rule_rename_own (RgRule *rule, const char *to, GHashTable *choices)
{
  gboolean changed = g_strcmp0 (rule->field, to) != 0;

  g_set_str (&rule->field, to);
  for (guint i = 0; !rg_op_is_part (rule->op) && rule->names != NULL && rule->names[i] != NULL; i++)
    {
      g_autofree char *folded = rg_fold (rule->names[i]);
      const char *name = g_hash_table_lookup (choices, folded);

      changed |= name != NULL;
      if (name != NULL)
        g_set_str (&rule->names[i], name);
    }
  return changed;
}

char *
rg_segment_rename_own (const char *text, const char *from, const char *to, GHashTable *choices)
{
  g_autoptr (RgNode) root = rg_segment_parse (text, NULL, NULL);
  g_autoptr (GPtrArray) nodes = root != NULL ? rg_node_flatten (root) : NULL;
  g_autofree char *wanted = rg_fold (from);
  gboolean changed = FALSE;

  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    {
      RgNode *node = nodes->pdata[i];
      g_autofree char *field = node->type == RG_NODE_RULE && node->rule.field != NULL
                                 ? rg_fold (node->rule.field) : NULL;

      if (g_strcmp0 (field, wanted) == 0)
        changed |= rg_rule_rename_own (&node->rule, to, choices);
    }
  return changed ? rg_segment_print (root) : NULL;
}
