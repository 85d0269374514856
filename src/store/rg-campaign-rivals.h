/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Campaigns that want the same people: the contact budget of each is left to the more important
 * one. */
#pragma once

#include "store/rg-store-campaigns.h"

G_BEGIN_DECLS

/* Sets campaign->wanted: everybody whom a campaign that is more important, and has not gone out
 * yet, would write to or has on its fixed list. Any reader thread. */
gboolean rg_campaign_find_rivals (RgDb *db, const RgDataset *dataset, const RgShop *shop,
                                  RgCampaign *campaign, RgDay today, GError **error);

/* Adds to `wanted` (gint64) whom one campaign would write to, or has on its fixed list. */
gboolean rg_campaign_add_wanted (RgDb *db, const RgDataset *dataset, const RgShop *shop,
                                 gint64 campaign, RgDay today, GArray *wanted, GError **error);
/* gint64 ids of those that are no more important and go out before it, in their order. */
GArray *rg_campaign_read_firsts (RgDb *db, const RgCampaign *campaign, GError **error);

/* How many of the people of a list want each: gint64 → count, added to `claims`. */
void rg_campaign_count_claims (const GArray *people, GHashTable *claims);
/* At sending: how many more important campaigns, that have not gone out, have each on their fixed
 * lists. One whose list is not fixed claims nobody by then: it looks at this one when it is. */
GHashTable *rg_campaign_find_claims (RgDb *db, const RgCampaign *campaign, GError **error);

/* gint64 ids of the shop's own people, who get every campaign too. */
GArray *rg_campaign_read_seeds (RgDb *db, GError **error);

G_END_DECLS
