/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A campaign's letters as pages. */
#pragma once

#include "print/rg-letter.h"
#include "store/rg-campaign-pieces.h"

G_BEGIN_DECLS

/* The frozen letters of a fixed list, in the order of `people` (gint64 ids). The reading error, if
 * any, stays in the pieces, which the letters own; pieces may be NULL. */
RgLetters *rg_campaign_letters_new (RgStore *store, const RgShop *shop, const RgCampaign *campaign,
                                    GArray *people, RgDay today, RgCampaignPieces **pieces);
/* The letter to one person, who is copied; its pages are counted. */
RgLetters *rg_campaign_letters_new_for (const RgShop *shop, const RgCampaign *campaign,
                                        const RgCampaignPerson *person, RgDay today);

/* For RgPagePreview and RgPrintJob: `data` is the RgLetters. */
void rg_campaign_letters_draw (cairo_t *cr, guint page, gpointer data);
gboolean rg_campaign_letters_count (guint *n_pages, gpointer data);

G_END_DECLS
