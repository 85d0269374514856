/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Segments in plain words. Each rule is what follows "customers who". */
#include "config.h"

#include "rules/rg-rule-scan.h"

/* What the row says by itself, or else what follows from it. */
static char *
rg_rule_phrase (const RgRule *rule, const char *currency)
{
  const RgRuleKind *kind = rule->kind;
  g_autofree char *compared = NULL;

  if (kind->phrase != NULL)
    return kind->phrase (rule, currency);
  if (kind->choices != NULL)
    return g_strdup (rule->op == RG_OP_IS_NOT ? _(kind->choices[rule->has].no)
                                              : _(kind->choices[rule->has].yes));
  compared = rg_compared_text (rule, currency);
  return rg_with_when (rg_fill (_(kind->about), compared), rule);
}

char *
rg_rule_sentence (const RgRule *rule, const char *currency)
{
  g_autofree char *phrase = rg_rule_phrase (rule, currency);

  return rg_capitalised (phrase);
}

static void
rg_node_phrase (GString *out, const RgNode *node, const char *currency, gboolean inner)
{
  gboolean first = TRUE;

  if (node->type == RG_NODE_RULE)
    {
      g_autofree char *phrase = rg_rule_phrase (&node->rule, currency);

      g_string_append (out, phrase);
      return;
    }
  if (node->type == RG_NODE_NONE)
    /* Translators: stands before conditions in brackets: "customers who do none of these: (…)". */
    g_string_append (out, _("do none of these: "));
  if (inner || node->type == RG_NODE_NONE)
    g_string_append_c (out, '(');
  for (guint i = 0; i < node->children->len; i++)
    {
      const RgNode *child = node->children->pdata[i];

      if (rg_node_is_empty (child))
        continue;
      if (!first)
        g_string_append (out, node->type == RG_NODE_ALL ? _(" and ") : _(" or "));
      first = FALSE;
      rg_node_phrase (out, child, currency, TRUE);
    }
  if (inner || node->type == RG_NODE_NONE)
    g_string_append_c (out, ')');
}

char *
rg_segment_sentence (const RgNode *root, const char *currency)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (rg_node_is_empty (root))
    return g_strdup (_("All customers"));
  rg_node_phrase (out, root, currency, FALSE);
  /* Translators: the conditions, such as "live in Oslo and have the tag web". */
  return g_strdup_printf (_("Customers who %s"), out->str);
}
