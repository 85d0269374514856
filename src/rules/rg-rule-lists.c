/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The table of what names are chosen from. */
#include "config.h"

#include "rules/rg-rule-scan.h"

#define NAMES(member) G_STRUCT_OFFSET (RgDataset, member)
#define COLUMN(member) G_STRUCT_OFFSET (RgDataset, products.member)

static const RgRuleListRow lists[RG_LISTS] = {
  [RG_LIST_NONE] = { .choose = N_("Enter a text.") },
  [RG_LIST_COUNTRIES] = { N_("Choose a country."), N_("Add Country"), NAMES (countries),
                          .none = N_("No data: nobody’s country is known."), .single = TRUE },
  [RG_LIST_CITIES] = { N_("Choose a city."), N_("Add City"), NAMES (cities),
                       .none = N_("No data: nobody’s city is known."), .single = TRUE },
  [RG_LIST_TAGS] = { N_("Choose a tag."), N_("Add Tag"), NAMES (tags) },
  [RG_LIST_SEGMENTS] = { N_("Choose a segment."), N_("Add Segment"), NAMES (segments),
                         .none = N_("No data: no segment is saved yet.") },
  [RG_LIST_PRODUCTS] = { N_("Choose a product."), N_("Add Product"), NAMES (products.names),
                         .coded = TRUE },
  [RG_LIST_CATEGORIES] = { N_("Choose a category."), N_("Add Category"), NAMES (categories),
                           COLUMN (category), N_("No data: no product has a category.") },
  [RG_LIST_BRANDS] = { N_("Choose a brand."), N_("Add Brand"), NAMES (brands), COLUMN (brand),
                       N_("No data: no product has a brand.") },
  [RG_LIST_SUPPLIERS] = { N_("Choose a supplier."), N_("Add Supplier"), NAMES (suppliers),
                          COLUMN (supplier), N_("No data: no product has a supplier.") },
  [RG_LIST_POSTCODES] = { N_("Enter a postcode."), N_("Add Postcode"), NAMES (postcodes),
                          .open = TRUE },
};

const RgRuleListRow *
rg_rule_list_row (RgRuleList list)
{
  return &lists[list];
}

const RgNames *
rg_rule_list_names (RgRuleList list, const RgDataset *dataset)
{
  return dataset != NULL && lists[list].names != 0
           ? G_STRUCT_MEMBER_P (dataset, lists[list].names) : NULL;
}

const guint32 *
rg_rule_list_column (RgRuleList list, const RgDataset *dataset)
{
  return G_STRUCT_MEMBER (const guint32 *, dataset, lists[list].column);
}
