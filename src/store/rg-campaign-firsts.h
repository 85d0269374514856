/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Campaigns that are no more important than another one, and may go out before it: whom the contact
 * budget would leave out of that one then. Nobody is left out for it yet; those of more important
 * ones are (rg-campaign-rivals.h). */
#pragma once

#include "store/rg-store-campaigns.h"

G_BEGIN_DECLS

typedef struct {
  gint64 campaign;
  char *name;
  RgDay planned_on; /* RG_DAY_NONE: nobody said on which days both go out */
  GArray *people;   /* gint64: for whom, or for whose home, both would be too much */
} RgCampaignFirst;

/* RgCampaignFirst, in the order in which they go out: what is planned earlier, of those of one day
 * the older. `people`: the plan of the campaign (RgCampaignPerson); only who gets it is asked for.
 * One whose day is not planned is taken to go out on the day of the other. Any reader thread. */
GPtrArray *rg_campaign_find_firsts (RgDb *db, const RgDataset *dataset, const RgShop *shop,
                                    const RgCampaign *campaign, const GPtrArray *people,
                                    RgDay today, GError **error);

/* "34 people would be left out here: it goes out before, on 3 Dec 2026". Owned by the caller. */
char *rg_campaign_first_dup_words (const RgCampaignFirst *first);

G_END_DECLS
