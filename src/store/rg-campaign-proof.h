/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What each version of a campaign did, beside the others and those who were not written to; and
 * what all the campaigns of a year did, beside its rest group. */
#pragma once

#include "rules/rg-proof.h"
#include "store/rg-store-campaigns.h"

G_BEGIN_DECLS

typedef struct {
  guint n_groups;
  char *names[RG_PROOF_GROUPS_MOST]; /* as people read them */
  gboolean compared;                 /* the last group was not written to */
  RgOutcome outcomes[RG_PROOF_GROUPS_MOST];
  gint64 coupons[RG_PROOF_GROUPS_MOST]; /* used; all 0 where nobody used one */
  /* Of a campaign whose time is over (rg-campaign-report.h), where the margin is known: what is
   * left of each group's sales after goods, discounts and whatever else the offer gave. */
  gboolean has_margin;
  gint64 margin_minor[RG_PROOF_GROUPS_MOST];
  RgProof proof;
  RgDay from;
  RgDay to; /* the last day that counts, or that sales are known of */
} RgCampaignProof;

/* In a read. Only the message's one version, and no comparison group: one group, nothing to say. */
RgCampaignProof *rg_campaign_proof_new (RgDb *db, const RgDataset *dataset,
                                        const RgCampaign *campaign, GError **error);
void rg_campaign_proof_free (RgCampaignProof *proof);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCampaignProof, rg_campaign_proof_free)

/* The year of a day, so far: who got campaigns or would have, against its rest group, from the day
 * that the first list was fixed. NULL without an error where nobody rests. */
RgCampaignProof *rg_rest_group_proof_new (RgDb *db, const RgDataset *dataset, const RgShop *shop,
                                          RgDay today, GError **error);

/* The verdict in one sentence, and what of money can be said of a pair: "18 against 10 in 100 came
 * back, a difference of likely 3 to 12 points …" Translated; owned by the caller. */
char *rg_campaign_proof_dup_verdict (const RgCampaignProof *proof);
char *rg_campaign_proof_dup_pair (const RgCampaignProof *proof, guint pair, const char *currency);

G_END_DECLS
