/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Asks where the shop is, and what follows: currency, time zone, first day of the week. */
#pragma once

#include <adwaita.h>

#include "store/rg-shop.h"

G_BEGIN_DECLS

#define RG_TYPE_SHOP_FACTS_GROUP (rg_shop_facts_group_get_type ())
G_DECLARE_FINAL_TYPE (RgShopFactsGroup, rg_shop_facts_group, RG, SHOP_FACTS_GROUP,
                      AdwPreferencesGroup)

/* signals
 *   edited (): a person chose something else. */

/* Makes the lists on a thread, so that the first group need not wait for them. */
void rg_shop_facts_group_prepare (void);
/* What the locale and the computer's clock suggest for a new shop. */
void rg_shop_facts_group_suggest (RgShopFactsGroup *self);
/* locked: there are receipts already, so that currency and time zone stay. */
void rg_shop_facts_group_fill (RgShopFactsGroup *self, const RgShop *shop, gboolean locked);
/* Writes what is chosen into the shop; the currency's digits too. */
void rg_shop_facts_group_apply (RgShopFactsGroup *self, RgShop *shop);

G_END_DECLS
