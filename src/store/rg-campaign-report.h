/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a campaign did, for the screen, for --json and for paper. */
#pragma once

#include "analysis/rg-lift.h"
#include "model/rg-summary-facts.h"
#include "store/rg-campaign-proof.h"
#include "store/rg-store-campaigns.h"

G_BEGIN_DECLS

/* Where the share of profit in sales comes from. */
typedef enum {
  RG_MARGIN_LINES,   /* costs of the lines themselves, for at least RG_MARGIN_KNOWN of the sales */
  RG_MARGIN_SHOP,    /* what the shop has set */
  RG_MARGIN_UNKNOWN, /* neither: goods are not taken off, and it is said */
} RgMarginSource;

#define RG_MARGIN_KNOWN 0.8

typedef struct {
  RgCampaign *campaign;
  RgLift lift;
  RgMarginSource margin_source;
  double margin;      /* share of net sales; 1 where unknown */
  RgCampaignProof *proof; /* the same of each version */
  RgSummary *summary; /* its who is the segment's sentence */
} RgCampaignReport;

/* One snapshot of everything: call it in a read. RG_STORE_ERROR_INVALID before anything went
 * out. */
RgCampaignReport *rg_campaign_report_new (RgDb *db, const RgDataset *dataset, const RgShop *shop,
                                          gint64 campaign, RgDay today, GError **error);
void rg_campaign_report_free (RgCampaignReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCampaignReport, rg_campaign_report_free)

G_END_DECLS
