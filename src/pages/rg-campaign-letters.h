/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A campaign's letter to one person, as pages. */
#pragma once

#include "print/rg-letter.h"
#include "store/rg-campaign-pieces.h"

G_BEGIN_DECLS

/* The letter to one person, who is copied; its pages are counted. */
RgLetters *rg_campaign_letters_new_for (const RgShop *shop, const RgCampaign *campaign,
                                        const RgCampaignPerson *person, RgDay today);

/* For RgPagePreview: `data` is the RgLetters. */
void rg_campaign_letters_draw (cairo_t *cr, guint page, gpointer data);

G_END_DECLS
