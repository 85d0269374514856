/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What people did who are like those of a campaign, where nobody was left without it: before and
 * after, beside each other. It is no proof, and never extra profit: those who got the letter were
 * chosen for some reason, and the others were not. */
#pragma once

#include "analysis/rg-match.h"
#include "analysis/rg-outcomes.h"
#include "store/rg-store-campaigns.h"

G_BEGIN_DECLS

typedef struct {
  RgMatch match;
  RgDay from;
  RgDay to;
  /* Of those who got it and have somebody like them, and of these: in the days that count, and
   * in as many before. */
  RgOutcome after[2];
  RgOutcome before[2];
  RgInterval range; /* of the difference of the shares that came, Newcombe's method 10 */
} RgCampaignOthers;

/* In a read. Nobody who is in the campaign, or got another one in these days, is like them. */
RgCampaignOthers *rg_campaign_others_new (RgDb *db, const RgDataset *dataset,
                                          const RgCampaign *campaign, RgDay from, RgDay to,
                                          GError **error);
void rg_campaign_others_free (RgCampaignOthers *others);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCampaignOthers, rg_campaign_others_free)

/* What both did, in sentences; how alike they are, in one. Translated; owned by the caller. */
char *rg_campaign_others_dup_words (const RgCampaignOthers *others, const char *currency);
char *rg_campaign_others_dup_balance (const RgCampaignOthers *others);

G_END_DECLS
