/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rules that ask for what nobody has supplied: where no birthday is known, "nobody" would be an
 * answer to another question. */
#include "config.h"

#include "rules/rg-rule-own.h"


static gboolean
rg_data_has_visits (const RgDataset *dataset)
{
  return rg_dataset_facts (dataset)->n_visits > 0;
}

static gboolean
rg_data_has_categories (const RgDataset *dataset)
{
  return dataset->categories.n > 0;
}

const RgRuleNeed rg_need_purchases = {
  .has = rg_data_has_visits, .none = N_("No data: there are no purchases."),
};

const RgRuleNeed rg_need_categories = {
  .first = &rg_need_purchases, .has = rg_data_has_categories,
  .none = N_("No data: no product has a category."),
};

static gboolean
rg_data_has_returns (const RgDataset *dataset)
{
  for (guint b = 0; b < G_N_ELEMENTS (dataset->sales); b++)
    for (guint k = 0; k < dataset->sales[b]->n_odd; k++)
      if (rg_sales_kind (dataset->sales[b], dataset->sales[b]->odd[k]) == RG_LINE_RETURN)
        return TRUE;
  return FALSE;
}

const RgRuleNeed rg_need_returns = {
  .first = &rg_need_purchases, .has = rg_data_has_returns,
  .none = N_("No data: no file has told of anything brought back."),
};

static const char *
rg_rule_need_lacks (const RgRuleNeed *need, const RgDataset *dataset)
{
  const char *sentence =
    need->first != NULL ? rg_rule_need_lacks (need->first, dataset) : NULL;

  return sentence != NULL || need->has (dataset) ? sentence : _(need->none);
}

/* --- what the fields of a rule need ------------------------------------------------------- */

static gboolean
rg_data_has_hours (const RgDataset *dataset)
{
  for (guint b = 0; b < G_N_ELEMENTS (dataset->sales); b++)
    for (guint i = 0; i < dataset->sales[b]->n_receipts; i++)
      if (dataset->sales[b]->second[i] != RG_TIME_NONE)
        return TRUE;
  return FALSE;
}

static gboolean
rg_rule_lacks_permission (const RgRule *rule, const RgDataset *dataset)
{
  return (rule->kind->fields & RG_FIELD_PERMISSION) != 0 &&
         rule->permission != RG_PERMISSION_UNKNOWN &&
         rg_bitset_count (dataset->permission[rule->channel][0]) == 0 &&
         rg_bitset_count (dataset->permission[rule->channel][1]) == 0;
}

static gboolean
rg_rule_lacks_own (const RgRule *rule, const RgDataset *dataset)
{
  const RgOwnColumn *own = (rule->kind->fields & RG_FIELD_OWN) != 0 && rule->field != NULL
                             ? rg_rule_own_column (rule, dataset)
                             : NULL;

  return own != NULL && own->n == 0;
}

const char *
rg_rule_no_data (const RgRule *rule, const RgDataset *dataset)
{
  const RgRuleListRow *list = rg_rule_list_row (rule->kind->list);
  const RgNames *names = rg_rule_list_names (rule->kind->list, dataset);
  const char *sentence =
    rule->kind->need != NULL ? rg_rule_need_lacks (rule->kind->need, dataset) : NULL;

  if (sentence == NULL && names != NULL && names->n == 0 && list->none != NULL)
    sentence = _(list->none);
  if (sentence == NULL && rule->kind->lacks != NULL)
    sentence = rule->kind->lacks (rule, dataset);
  if (sentence != NULL)
    return sentence;
  if (rg_rule_lacks_permission (rule, dataset))
    return _("No data: nobody has said yes or no to this yet.");
  if (rg_rule_lacks_own (rule, dataset))
    return _("No data: this field is filled in for nobody.");
  if (rule->where.locations != NULL && dataset->locations.n <= 1)
    return _("No data: the purchases name one branch at most.");
  if (rule->where.selling != RG_SELLING_ANY && !rg_dataset_has_web_shop (dataset))
    return _("No data: no location is marked as the web shop.");
  if ((rule->where.hour_from != 0 || rule->where.hour_to != 0) && !rg_data_has_hours (dataset))
    return _("No data: no purchase has a time of day.");
  return NULL;
}

const char *
rg_segment_no_data (const RgNode *root, const RgDataset *dataset)
{
  const char *sentence = NULL;

  if (root->off)
    return NULL;
  if (root->type == RG_NODE_RULE)
    return rg_rule_missing (&root->rule) == NULL ? rg_rule_no_data (&root->rule, dataset) : NULL;
  for (guint i = 0; sentence == NULL && i < root->children->len; i++)
    sentence = rg_segment_no_data (root->children->pdata[i], dataset);
  return sentence;
}
