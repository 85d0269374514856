/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who opened and clicked, of the groups of a campaign's results: where another sender's report says
 * it, and only then.
 *
 * Programs open e-mails too, to protect their readers or to look for viruses, so that what people
 * did at the till decides. Versions are compared as rules/rg-proof.h does it: Fisher's test where
 * there are few, else Pearson's, with Newcombe's interval, all pairs of both kinds corrected
 * together (Holm), and nothing before the planned end. */
#pragma once

#include "store/rg-campaign-proof.h"
#include "store/rg-store-responses.h"

G_BEGIN_DECLS

typedef struct {
  RgResponse kind; /* opened or clicked */
  guint first;     /* groups */
  guint second;
  double difference; /* of the shares: the first less the second */
  RgInterval range;
  gboolean exact; /* by Fisher's test */
  double p;
  double adjusted; /* for all pairs */
} RgResponsePair;

typedef struct {
  const RgCampaignProof *proof; /* borrowed */
  gboolean known[RG_N_RESPONSES]; /* of opened and clicked: whether a file tells of it */
  guint n_groups;                 /* those that were written to */
  /* Of each group: whom the message reached, as far as the files say, and who did what. */
  gint64 reached[RG_PROOF_GROUPS_MOST];
  gint64 did[RG_N_RESPONSES][RG_PROOF_GROUPS_MOST];
  guint n_pairs; /* of groups that the files tell of */
  RgResponsePair pairs[2 * RG_PROOF_PAIRS_MOST];
  GHashTable *people; /* gint64 → 1 << RgResponse, as whom they became */
} RgCampaignResponses;

/* In a read. *responses: NULL where nothing is known. proof: of that campaign; it has to outlive
 * them. */
gboolean rg_campaign_responses_read (RgDb *db, gint64 campaign, const RgCampaignProof *proof,
                                     RgCampaignResponses **responses, GError **error);
void rg_campaign_responses_free (RgCampaignResponses *responses);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCampaignResponses, rg_campaign_responses_free)

gboolean rg_campaign_responses_has (const RgCampaignResponses *responses, gint64 customer,
                                    RgResponse kind);

/* Translated; owned by the caller. "106 of 210 opened (50.5%)". */
char *rg_campaign_responses_dup_group (const RgCampaignResponses *responses, RgResponse kind,
                                       guint group);
/* "18 against 10 in 100 opened, a difference of likely 3 to 12 points …" */
char *rg_campaign_responses_dup_pair (const RgCampaignResponses *responses, guint pair);
/* "Opened", "Opened: Short". */
char *rg_campaign_responses_dup_title (const RgCampaignResponses *responses, RgResponse kind,
                                       guint group);
/* All of it in a few sentences, for paper. */
char *rg_campaign_responses_dup_words (const RgCampaignResponses *responses);
/* Why the till decides: a sentence. */
const char *rg_campaign_responses_get_caution (void);

G_END_DECLS
