/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How many usually answer to a campaign, and what an offer costs if as many do. */
#pragma once

#include "store/rg-store-campaigns.h"

G_BEGIN_DECLS

/* So many of the last ones count. */
#define RG_USUAL_CAMPAIGNS 3
/* What they usually spend is that of a year. */
#define RG_USUAL_DAYS 365

typedef struct {
  guint campaigns;       /* the last ones whose days are over; 0: there is none yet */
  gboolean same_channel; /* all of them went the same way; else those of any channel count */
  gint64 written;
  gint64 came;
  gint64 net_minor;      /* what those who came bought in those days */
  gint64 times;          /* how often the people of the list bought what a share is off, and for */
  gint64 bought_minor;   /* how much of it, in RG_USUAL_DAYS: rg_usual_response_add_bought() */
} RgUsualResponse;

/* In a read. Without the campaign itself. */
gboolean rg_usual_response_read (RgDb *db, const RgDataset *dataset, const RgCampaign *campaign,
                                 RgUsualResponse *usual, GError **error);

/* Of a share off single products: adds what those of `people` (RgCampaignPerson) who get the
 * campaign spent on them, receipt by receipt, up to the last day that is known. Of other offers
 * nothing has to be known. */
void rg_usual_response_add_bought (RgUsualResponse *usual, const RgDataset *dataset,
                                   const RgOffer *offer, const GPtrArray *people);

/* What the offer costs if as many of n people take it as usually come: minor units; -1 where nobody
 * can say. *each: what one of them costs, or -1. */
gint64 rg_usual_response_find_cost (const RgUsualResponse *usual, const RgOffer *offer, gint64 n,
                                    gint64 *each);
/* The same in a sentence or two, with what it rests on; NULL for no offer. Translated; owned by the
 * caller. */
char *rg_usual_response_dup_cost (const RgUsualResponse *usual, const RgOffer *offer, gint64 n,
                                  const char *currency);

G_END_DECLS
