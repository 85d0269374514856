/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The offer of a campaign or a template, and its products, by the product itself: what another
 * import calls it later is what it is called here. rg-store-campaigns.h and
 * rg-store-message-templates.h read and save them with all else. */
#pragma once

#include "rules/rg-offer.h"
#include "store/rg-store-versions.h"

G_BEGIN_DECLS

/* Seven columns from `first` on: kind, value, what, with, last day, days, cost. The offer owns what
 * it had not before: it is not cleared. */
void rg_offer_from_row (RgStatement *row, int first, RgOffer *offer);
/* The same as parameters. */
void rg_offer_bind (RgStatement *statement, int first, const RgOffer *offer);

/* Fills the offer's products, and its words from them. */
gboolean rg_offer_products_read (RgDb *db, RgMessageOwner owner, gint64 id, RgOffer *offer,
                                 GError **error);
/* Inside a write: what is different becomes these; none for NULL. */
gboolean rg_offer_products_save (RgDb *db, RgMessageOwner owner, gint64 id, const RgOffer *offer,
                                 GError **error);

/* A product by its code, its uuid or its name. RG_STORE_ERROR_NOT_FOUND where there is none,
 * RG_STORE_ERROR_INVALID for a name that several have. */
RgOfferProduct *rg_offer_product_find (RgDb *db, const char *text, GError **error);
RgOfferProduct *rg_offer_product_read (RgDb *db, gint64 id, GError **error);

G_END_DECLS
