/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The products that somebody chose, each with a button that takes it away, and a search for one
 * more.
 *
 * signals  added (int64 id), removed (int64 id) */
#pragma once

#include <adwaita.h>

#include "analysis/rg-dataset.h"
#include "rules/rg-offer.h"

G_BEGIN_DECLS

#define RG_TYPE_PRODUCTS_GROUP (rg_products_group_get_type ())
G_DECLARE_FINAL_TYPE (RgProductsGroup, rg_products_group, RG, PRODUCTS_GROUP, AdwPreferencesGroup)

/* products: RgOfferProduct, or NULL; no more than `most`. dataset: where they are looked for, NULL
 * while it is read. What is typed stays. */
void rg_products_group_show (RgProductsGroup *self, GPtrArray *products, guint most,
                             RgDataset *dataset);
/* A product of the dataset as the offer has it; NULL where there is none. */
RgOfferProduct *rg_products_group_find (RgProductsGroup *self, gint64 id);

G_END_DECLS
