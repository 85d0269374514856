/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Everything that the pages of a campaign show, read at once off the main thread. */
#pragma once

#include "rules/rg-before-base.h"
#include "store/rg-campaign-firsts.h"
#include "store/rg-campaign-report.h"
#include "store/rg-campaign-usual.h"
#include "store/rg-message-conditions.h"
#include "store/rg-store-budget.h"

G_BEGIN_DECLS

typedef struct {
  gint64 id;
  RgShop *shop;
  RgDay today;
  RgDataset *dataset; /* NULL while the sales are still being read: then nobody is counted */

  RgCampaign *campaign;
  char *sentence;          /* the segment in words, or why it cannot be read */
  gboolean counted;        /* whether people and check say anything */
  GArray *ids;             /* of a live audience: gint64, as the segment gave them; else NULL */
  GPtrArray *people;       /* of a live audience: RgCampaignPerson; else NULL */
  GArray *included;        /* of a fixed list: gint64, by name; else NULL */
  GArray *with_coupon;     /* of those included: who has one; else NULL */
  RgCampaignCheck check;
  GPtrArray *firsts;       /* RgCampaignFirst, of a live audience; else NULL */
  GPtrArray *parts;        /* RgMessagePart, of a live audience that is counted; else NULL */
  GPtrArray *segments;     /* RgCampaignSegment */
  GPtrArray *seeds;        /* RgCampaignPerson of the shop's own people: ids and names */
  RgContactBudget budget;
  guint rest;              /* the share of the rest group of the year, in thousandths */
  RgBeforeBase base;       /* of a live list: how many of its people come anyway */
  RgUsualResponse usual;   /* of campaigns that are over, where the list is live */
  RgCampaignReport *report; /* once it went out and sales are read; else NULL */
} RgCampaignSight;

void rg_campaign_sight_load_async (RgStore *store, gint64 id, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
/* Owned by the caller. */
RgCampaignSight *rg_campaign_sight_load_finish (RgStore *store, GAsyncResult *result,
                                                GError **error);
void rg_campaign_sight_free (RgCampaignSight *sight);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCampaignSight, rg_campaign_sight_free)

/* Whether a change of the store can have changed what such a page shows. */
gboolean rg_campaign_sight_is_touched (RgChanges *changes);

/* Why people are left out, to stand after a number: "had 2 contacts this month". Owned by the
 * caller. */
char *rg_left_out_dup_words (RgLeftOut reason, const RgContactBudget *budget);
/* When nobody is called or sent what arrives at once, in a sentence, and whether that is now; NULL
 * for a campaign that never disturbs. Owned by the caller. */
char *rg_campaign_dup_quiet (const RgCampaign *campaign, const RgContactBudget *budget,
                             const RgShop *shop);
/* The state of a campaign in one line: "List fixed: 188 people". Owned by the caller. */
char *rg_campaign_dup_state (const RgCampaign *campaign, RgDay today);

G_END_DECLS
