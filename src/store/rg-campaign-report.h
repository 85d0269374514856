/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a campaign did, for the screen, for --json and for paper. */
#pragma once

#include "analysis/rg-lift.h"
#include "model/rg-summary-facts.h"
#include "store/rg-campaign-money.h"
#include "store/rg-campaign-others.h"
#include "store/rg-campaign-proof.h"
#include "store/rg-campaign-responses.h"
#include "store/rg-store-costs.h"
#include "store/rg-store-coupons.h"

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
  double cost_known;  /* share of the net sales whose cost the lines tell; NAN without sales */
  RgCampaignProof *proof; /* the same of each version */
  RgCampaignMoney *money; /* of the groups of the proof */
  RgMoneyDifference difference; /* of all who were written to, against those who were not */
  RgShopCosts costs;
  RgCampaignOthers *others; /* where nobody was left without it and the time is over; else NULL */
  RgCampaignResponses *responses; /* who opened and clicked; NULL where nobody knows */
  GPtrArray *coupons; /* RgCoupon that were used, by name */
  gint64 print_minor;   /* print and post: letters and the fixed part */
  gint64 staff_minor;   /* 0 also where an hour has no cost; rg_campaign_report_dup_time() */
  RgMoneyGiven given;   /* its coupons, gifts, points and offer, of those who were written to */
  RgSummary *summary; /* its who is the segment's sentence */
} RgCampaignReport;

/* Who stands behind a step of the summary's money, "sales" and the like, of those who were written
 * to or of the comparison group: gint64 ids. Free with g_array_unref(). */
GArray *rg_campaign_report_find_people (const RgCampaignReport *report, const char *step,
                                        gboolean written);
/* What it took in all: print and post, staff's time, coupons, gifts and points. */
gint64 rg_campaign_report_get_spent (const RgCampaignReport *report);
/* How many groups of the proof were written to. */
guint rg_campaign_report_n_written (const RgCampaignReport *report);
/* One version against the comparison group, for each of its letters: what they kept less a letter;
 * the fixed costs are the whole campaign's. FALSE without a comparison group or people. */
gboolean rg_campaign_report_find_version (const RgCampaignReport *report, guint version,
                                          RgMoneyDifference *difference);

/* One snapshot of everything: call it in a read. RG_STORE_ERROR_INVALID before anything went
 * out. */
RgCampaignReport *rg_campaign_report_new (RgDb *db, const RgDataset *dataset, const RgShop *shop,
                                          gint64 campaign, RgDay today, GError **error);
void rg_campaign_report_free (RgCampaignReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCampaignReport, rg_campaign_report_free)

/* How the cost of the staff's time comes about: "75 minutes at NOK 320.00 an hour". */
char *rg_campaign_report_dup_time (const RgCampaignReport *report);

G_END_DECLS
