/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rules that ask for what nobody has supplied: where no birthday is known, "nobody" would be an
 * answer to another question. */
#include "config.h"

#include "rules/rg-segment-count.h"

#include "base/rg-i18n.h"

#include <string.h>

/* Whether the shop has any of it. Each stops at the first that it finds. */
typedef gboolean (*RgDataFunc) (const RgDataset *dataset);

static gboolean
rg_data_has_birthday (const RgDataset *dataset)
{
  for (guint p = 0; p < dataset->n_customers; p++)
    if (RG_CUSTOMER_COLUMN (dataset, p, birthday) != 0)
      return TRUE;
  return FALSE;
}

static gboolean
rg_data_has_born (const RgDataset *dataset)
{
  for (guint p = 0; p < dataset->n_customers; p++)
    if (RG_CUSTOMER_COLUMN (dataset, p, born) != RG_DAY_NONE)
      return TRUE;
  return FALSE;
}

static gboolean
rg_data_has_joined (const RgDataset *dataset)
{
  for (guint p = 0; p < dataset->n_customers; p++)
    if (RG_CUSTOMER_COLUMN (dataset, p, joined) != RG_DAY_NONE)
      return TRUE;
  return FALSE;
}

static gboolean
rg_data_has_visits (const RgDataset *dataset)
{
  return dataset->n_visits > 0;
}

static gboolean
rg_data_has_returns (const RgDataset *dataset)
{
  for (guint b = 0; b < G_N_ELEMENTS (dataset->sales); b++)
    if (dataset->sales[b]->n_lines > 0 &&
        memchr (dataset->sales[b]->line_kind, RG_LINE_RETURN, dataset->sales[b]->n_lines) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
rg_data_has_categories (const RgDataset *dataset)
{
  return dataset->categories.n > 0;
}

static gboolean
rg_data_has_countries (const RgDataset *dataset)
{
  return dataset->countries.n > 0;
}

static gboolean
rg_data_has_cities (const RgDataset *dataset)
{
  return dataset->cities.n > 0;
}

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
rg_data_has_branches (const RgDataset *dataset)
{
  return dataset->locations.n > 1;
}

static gboolean
rg_data_has_brands (const RgDataset *dataset)
{
  return dataset->brands.n > 0;
}

static gboolean
rg_data_has_suppliers (const RgDataset *dataset)
{
  return dataset->suppliers.n > 0;
}

static gboolean
rg_data_has_households (const RgDataset *dataset)
{
  for (guint p = 0; p < dataset->n_customers; p++)
    if (RG_CUSTOMER_COLUMN (dataset, p, household) != 0)
      return TRUE;
  return FALSE;
}

/* What the kinds whose keyword begins so, or all of a chapter, cannot do without. */
static const struct {
  const char *keyword; /* NULL: the whole chapter */
  RgRuleChapter chapter;
  RgDataFunc has;
  const char *sentence;
} rg_needs[] = {
  { "household", 0, rg_data_has_households, N_("No data: nobody shares a home yet.") },
  { "age", 0, rg_data_has_born, N_("No data: nobody’s year of birth is known.") },
  { "birthday", 0, rg_data_has_birthday, N_("No data: nobody’s birthday is known.") },
  { "joined", 0, rg_data_has_joined, N_("No data: it is not known since when anybody comes.") },
  { "joining", 0, rg_data_has_joined, N_("No data: it is not known since when anybody comes.") },
  { "first-visit", 0, rg_data_has_visits, N_("No data: there are no purchases.") },
  { NULL, RG_CHAPTER_PURCHASES, rg_data_has_visits, N_("No data: there are no purchases.") },
  { NULL, RG_CHAPTER_PRODUCTS, rg_data_has_visits, N_("No data: there are no purchases.") },
  { NULL, RG_CHAPTER_RHYTHM, rg_data_has_visits, N_("No data: there are no purchases.") },
  { "return", 0, rg_data_has_returns, N_("No data: no file has told of anything brought back.") },
};

/* The same for whatever chooses from a list. */
static const struct {
  RgRuleList list;
  RgDataFunc has;
  const char *sentence;
} rg_list_needs[] = {
  { RG_LIST_COUNTRIES, rg_data_has_countries, N_("No data: nobody’s country is known.") },
  { RG_LIST_CITIES, rg_data_has_cities, N_("No data: nobody’s city is known.") },
  { RG_LIST_BRANDS, rg_data_has_brands, N_("No data: no product has a brand.") },
  { RG_LIST_SUPPLIERS, rg_data_has_suppliers, N_("No data: no product has a supplier.") },
  { RG_LIST_CATEGORIES, rg_data_has_categories, N_("No data: no product has a category.") },
};

static const char *
rg_rule_kind_no_data (const RgRuleKind *kind, const RgDataset *dataset)
{
  for (guint i = 0; i < G_N_ELEMENTS (rg_needs); i++)
    {
      const char *keyword = rg_needs[i].keyword;

      if ((keyword != NULL ? g_str_has_prefix (kind->keyword, keyword)
                           : kind->chapter == rg_needs[i].chapter) &&
          !rg_needs[i].has (dataset))
        return _(rg_needs[i].sentence);
    }
  if (g_str_equal (kind->keyword, "categories") && !rg_data_has_categories (dataset))
    return _("No data: no product has a category.");
  for (guint i = 0; i < G_N_ELEMENTS (rg_list_needs); i++)
    if (kind->list == rg_list_needs[i].list && !rg_list_needs[i].has (dataset))
      return _(rg_list_needs[i].sentence);
  return NULL;
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
                             ? rg_dataset_find_own (dataset, rule->field)
                             : NULL;

  return own != NULL && own->n == 0;
}

const char *
rg_rule_no_data (const RgRule *rule, const RgDataset *dataset)
{
  const char *sentence = rg_rule_kind_no_data (rule->kind, dataset);

  if (sentence != NULL)
    return sentence;
  if (rg_rule_lacks_permission (rule, dataset))
    return _("No data: nobody has said yes or no to this yet.");
  if (rg_rule_lacks_own (rule, dataset))
    return _("No data: this field is filled in for nobody.");
  if (rule->where.locations != NULL && !rg_data_has_branches (dataset))
    return _("No data: the purchases name one branch at most.");
  if ((rule->where.hour_from != 0 || rule->where.hour_to != 0) && !rg_data_has_hours (dataset))
    return _("No data: no purchase has a time of day.");
  return NULL;
}

const char *
rg_segment_no_data (const RgNode *root, const RgDataset *dataset)
{
  const char *sentence = NULL;

  if (root->type == RG_NODE_RULE)
    return rg_rule_missing (&root->rule) == NULL ? rg_rule_no_data (&root->rule, dataset) : NULL;
  for (guint i = 0; sentence == NULL && i < root->children->len; i++)
    sentence = rg_segment_no_data (root->children->pdata[i], dataset);
  return sentence;
}
