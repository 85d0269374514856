/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The tree of a segment, and the table of rule kinds. */
#include "config.h"

#include "rules/rg-segment.h"

#include "base/rg-i18n.h"
#include "rules/rg-rule-own.h"

G_DEFINE_QUARK (rg-segment-error-quark, rg_segment_error)

#define IS (1u << RG_OP_IS | 1u << RG_OP_IS_NOT)
#define NUMBER (1u << RG_OP_AT_LEAST | 1u << RG_OP_AT_MOST | 1u << RG_OP_BETWEEN)

/* One row a kind. What a kind does with it stands in rg-rule-text.c, rg-rule-sentence.c and
 * rg-rule-evaluate.c, by its fields. */
static const RgRuleKindInfo kinds[RG_RULE_KINDS] = {
  { RG_RULE_COUNTRY, "country", N_("Country"), "country is \"Norway\" or \"Sweden\"",
    RG_FIELD_NAMES, IS, RG_LIST_COUNTRIES, 0 },
  { RG_RULE_CITY, "city", N_("City"), "city is not \"Oslo\"",
    RG_FIELD_NAMES, IS, RG_LIST_CITIES, 0 },
  { RG_RULE_AGE, "age", N_("Age"), "age between 25 and 40",
    RG_FIELD_NUMBER, NUMBER, RG_LIST_NONE, RG_AGE_MAX },
  { RG_RULE_BIRTHDAY_MONTH, "birthday in month", N_("Birthday in a Month"),
    "birthday in month 5", RG_FIELD_MONTH, 0, RG_LIST_NONE, 12 },
  { RG_RULE_BIRTHDAY_SOON, "birthday in next", N_("Birthday Soon"), "birthday in next 14 days",
    RG_FIELD_DAYS, 0, RG_LIST_NONE, 366 },
  { RG_RULE_NAME, "name contains", N_("Text in the Name"), "name contains \"ann\"",
    RG_FIELD_TEXT, 0, RG_LIST_NONE, 0 },
  { RG_RULE_TEXT, "text contains", N_("Text Anywhere"), "text contains \"example.org\"",
    RG_FIELD_TEXT, 0, RG_LIST_NONE, 0 },
  { RG_RULE_JOINED, "joined", N_("Customer Since"), "joined in last 30 days",
    RG_FIELD_WINDOW, 0, RG_LIST_NONE, 0 },
  { RG_RULE_HAS, "has", N_("Contact Details"), "has email",
    RG_FIELD_HAS, IS, RG_LIST_NONE, 0 },
  { RG_RULE_TAG, "tag", N_("Tag"), "tag is \"web\"",
    RG_FIELD_NAMES, IS, RG_LIST_TAGS, 0 },
  { RG_RULE_PERMISSION, "permission", N_("Permission"), "permission post is yes",
    RG_FIELD_PERMISSION, 0, RG_LIST_NONE, 0 },
  { RG_RULE_SPEND, "spend", N_("Spend"), "spend at least 100.00 in last 90 days",
    RG_FIELD_MONEY | RG_FIELD_WINDOW, NUMBER, RG_LIST_NONE, RG_AMOUNT_MAX },
  { RG_RULE_VISITS, "visits", N_("Visits"), "visits between 2 and 5 in last 365 days",
    RG_FIELD_NUMBER | RG_FIELD_WINDOW, NUMBER, RG_LIST_NONE, RG_COUNT_MAX },
  { RG_RULE_BASKET, "basket", N_("Average Basket"), "basket at least 40",
    RG_FIELD_MONEY | RG_FIELD_WINDOW, NUMBER, RG_LIST_NONE, RG_AMOUNT_MAX },
  { RG_RULE_FIRST_VISIT, "first visit", N_("First Visit"),
    "first visit between 2026-01-01 and 2026-03-31", RG_FIELD_WINDOW, 0, RG_LIST_NONE, 0 },
  { RG_RULE_ABSENT, "not since", N_("Stayed Away"), "not since 60 days",
    RG_FIELD_DAYS, 0, RG_LIST_NONE, RG_DAYS_MAX },
  { RG_RULE_STAGE, "stage", N_("Stage"), "stage is lapsing",
    RG_FIELD_STAGE, IS, RG_LIST_NONE, 0 },
  { RG_RULE_BOUGHT_PRODUCT, "bought product", N_("Bought Product"),
    "bought product \"Kettle\" at least 1 times",
    RG_FIELD_NAMES | RG_FIELD_TIMES | RG_FIELD_WINDOW, 0, RG_LIST_PRODUCTS, RG_COUNT_MAX },
  { RG_RULE_BOUGHT_CATEGORY, "bought category", N_("Bought Category"),
    "bought category \"Coffee\" at least 3 times in last 365 days",
    RG_FIELD_NAMES | RG_FIELD_TIMES | RG_FIELD_WINDOW, 0, RG_LIST_CATEGORIES, RG_COUNT_MAX },
  { RG_RULE_NEVER_PRODUCT, "never bought product", N_("Not Bought Product"),
    "never bought product \"Grinder\"",
    RG_FIELD_NAMES | RG_FIELD_WINDOW, 0, RG_LIST_PRODUCTS, 0 },
  { RG_RULE_NEVER_CATEGORY, "never bought category", N_("Not Bought Category"),
    "never bought category \"Tea\" in last 180 days",
    RG_FIELD_NAMES | RG_FIELD_WINDOW, 0, RG_LIST_CATEGORIES, 0 },
  { RG_RULE_OWN, "field", N_("Own Field"), "field \"Shoe size\" at least 42",
    RG_FIELD_OWN, 0, RG_LIST_NONE, RG_AMOUNT_MAX },
};

const RgRuleKindInfo *
rg_rule_kind_info (RgRuleKind kind)
{
  g_assert (kind < RG_RULE_KINDS && kinds[kind].kind == kind);
  return &kinds[kind];
}

const char *
rg_has_field_word (guint has)
{
  static const char *const words[RG_HAS_FIELDS] = { "name", "email", "phone", "address" };

  return words[has];
}

const char *
rg_permission_word (RgPermission permission)
{
  static const char *const words[] = { "unknown", "yes", "no" };

  return words[permission];
}

/* --- rules -------------------------------------------------------------------------------- */

void
rg_rule_copy (const RgRule *from, RgRule *to)
{
  *to = *from;
  to->names = g_strdupv (from->names);
  to->field = g_strdup (from->field);
}

void
rg_rule_clear (RgRule *rule)
{
  g_clear_pointer (&rule->names, g_strfreev);
  g_clear_pointer (&rule->field, g_free);
}

void
rg_rule_set_names (RgRule *rule, char **names)
{
  if (rule->names != names)
    g_strfreev (rule->names);
  rule->names = names;
}

static const char *
rg_rule_list_prompt (RgRuleList list)
{
  switch (list)
    {
    case RG_LIST_COUNTRIES:
      return _("Choose a country.");
    case RG_LIST_CITIES:
      return _("Choose a city.");
    case RG_LIST_TAGS:
      return _("Choose a tag.");
    case RG_LIST_PRODUCTS:
      return _("Choose a product.");
    case RG_LIST_CATEGORIES:
      return _("Choose a category.");
    default:
      return _("Enter a text.");
    }
}

const char *
rg_rule_missing (const RgRule *rule)
{
  const RgRuleKindInfo *info = rg_rule_kind_info (rule->kind);

  if (info->fields & RG_FIELD_OWN)
    return rg_rule_own_missing (rule);
  if (info->fields & (RG_FIELD_NAMES | RG_FIELD_TEXT) &&
      (rule->names == NULL || rule->names[0] == NULL || *rule->names[0] == '\0'))
    return rg_rule_list_prompt (info->list);
  if (rule->op == RG_OP_BETWEEN && rule->low > rule->high)
    return _("The first number must not be greater than the second.");
  if (info->fields & RG_FIELD_WINDOW && rule->window.mode == RG_WINDOW_BETWEEN &&
      rule->window.from > rule->window.to)
    return _("The first day must not be after the second.");
  return NULL;
}

/* --- nodes -------------------------------------------------------------------------------- */

RgNode *
rg_node_new_group (RgNodeType type)
{
  RgNode *node = g_new0 (RgNode, 1);

  g_assert (type != RG_NODE_RULE);
  node->type = type;
  node->children = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_node_free);
  return node;
}

RgNode *
rg_node_new_rule (RgRuleKind kind)
{
  const RgRuleKindInfo *info = rg_rule_kind_info (kind);
  RgNode *node = g_new0 (RgNode, 1);

  node->type = RG_NODE_RULE;
  node->rule.kind = kind;
  node->rule.op = info->ops & 1u << RG_OP_AT_LEAST ? RG_OP_AT_LEAST : RG_OP_IS;
  node->rule.low = info->fields & RG_FIELD_MONEY ? 100 * (gint64) 1000000
                   : kind == RG_RULE_ABSENT ? 60
                   : kind == RG_RULE_BIRTHDAY_SOON ? 14
                   : kind == RG_RULE_AGE ? 18 : 1;
  node->rule.has = 1;
  node->rule.permission = RG_PERMISSION_YES;
  node->rule.stage = RG_STAGE_LAPSING;
  if (info->fields & RG_FIELD_WINDOW && !(info->fields & RG_FIELD_NAMES))
    node->rule.window = (RgWindow) { .mode = RG_WINDOW_LAST, .days = 365 };
  return node;
}

void
rg_node_free (RgNode *node)
{
  if (node == NULL)
    return;
  g_clear_pointer (&node->children, g_ptr_array_unref);
  rg_rule_clear (&node->rule);
  g_free (node);
}

void
rg_node_insert (RgNode *group, int index, RgNode *child)
{
  g_return_if_fail (group->children != NULL);
  child->parent = group;
  g_ptr_array_insert (group->children, index, child);
}

guint
rg_node_index (const RgNode *node)
{
  guint index = 0;

  g_ptr_array_find (node->parent->children, node, &index);
  return index;
}

RgNode *
rg_node_take (RgNode *node)
{
  g_ptr_array_steal_index (node->parent->children, rg_node_index (node));
  node->parent = NULL;
  return node;
}

RgNode *
rg_node_copy (const RgNode *node)
{
  RgNode *copy = g_new0 (RgNode, 1);

  copy->type = node->type;
  rg_rule_copy (&node->rule, &copy->rule);
  if (node->children == NULL)
    return copy;
  copy->children = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_node_free);
  for (guint i = 0; i < node->children->len; i++)
    rg_node_insert (copy, -1, rg_node_copy (node->children->pdata[i]));
  return copy;
}

static void
rg_node_collect (RgNode *node, GPtrArray *list)
{
  g_ptr_array_add (list, node);
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    rg_node_collect (node->children->pdata[i], list);
}

GPtrArray *
rg_node_flatten (RgNode *root)
{
  GPtrArray *list = g_ptr_array_new ();

  rg_node_collect (root, list);
  return list;
}

void
rg_node_prune (RgNode *root)
{
  for (guint i = root->children != NULL ? root->children->len : 0; i-- > 0;)
    {
      RgNode *child = root->children->pdata[i];

      if (rg_node_is_empty (child))
        g_ptr_array_remove_index (root->children, i);
      else
        rg_node_prune (child);
    }
}

gboolean
rg_node_is_empty (const RgNode *node)
{
  if (node->type == RG_NODE_RULE)
    return rg_rule_missing (&node->rule) != NULL;
  for (guint i = 0; i < node->children->len; i++)
    if (!rg_node_is_empty (node->children->pdata[i]))
      return FALSE;
  return TRUE;
}
