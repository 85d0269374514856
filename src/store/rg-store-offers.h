/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The products of a campaign's offer, by the product itself: what another import calls it later is
 * what it is called here. rg-store-campaigns.h reads and saves them with the campaign. */
#pragma once

#include "rules/rg-offer.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/* Fills the offer's products, and its words from them. */
gboolean rg_offer_products_read (RgDb *db, gint64 campaign, RgOffer *offer, GError **error);
/* Inside a write: what is different becomes these; none for NULL. */
gboolean rg_offer_products_save (RgDb *db, gint64 campaign, const RgOffer *offer, GError **error);

/* A product by its code, its uuid or its name. RG_STORE_ERROR_NOT_FOUND where there is none,
 * RG_STORE_ERROR_INVALID for a name that several have. */
RgOfferProduct *rg_offer_product_find (RgDb *db, const char *text, GError **error);
RgOfferProduct *rg_offer_product_read (RgDb *db, gint64 id, GError **error);

G_END_DECLS
