/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the files of the command `campaign` share. */
#pragma once

#include "ctl/rg-ctl.h"
#include "rules/rg-before-base.h"
#include "store/rg-campaign-firsts.h"
#include "store/rg-campaign-report.h"
#include "store/rg-store-campaigns.h"

G_BEGIN_DECLS

/* The campaign that args[2] names, by number, uuid or name; NULL with an error. */
RgCampaign *rg_ctl_campaign_read (RgCtl *ctl, GStrv args, GError **error);

/* The path of --pdf, as the caller means it; options (may be NULL) are parsed beside it. */
char *rg_ctl_campaign_parse_pdf (RgCtl *ctl, GStrv *args, const GOptionEntry *options,
                                 GError **error);

/* The versions of its message, as words, and as members of an object. */
void rg_ctl_versions_print (RgCtl *ctl, const RgCampaign *campaign);
void rg_ctl_versions_json (RgCtl *ctl, const RgCampaign *campaign);

/* The parts of its message that only some people see, and how many of a plan do. */
void rg_ctl_parts_print (RgCtl *ctl, const RgCampaign *campaign, GPtrArray *people);
void rg_ctl_parts_json (RgCtl *ctl, const RgCampaign *campaign, GPtrArray *people);

/* As they were given; NULL for those that were not. */
typedef struct {
  char *kind, *value, *what, *with, *until, *days, *cost, *with_product;
  char **products;
} RgCtlOfferOptions;

void rg_ctl_offer_options_clear (RgCtlOfferOptions *options);
gboolean rg_ctl_offer_set (RgCtl *ctl, const RgCtlOfferOptions *options, RgOffer *offer,
                           GError **error);
/* What a campaign offers, as words, and as members of an object. */
void rg_ctl_offer_print (RgCtl *ctl, const RgOffer *offer);
void rg_ctl_offer_json (RgCtl *ctl, const RgOffer *offer);

/* What the campaign did, reckoned up to today; the caller owns it. */
RgCampaignReport *rg_ctl_campaign_read_report (RgCtl *ctl, const RgDataset *dataset,
                                               gint64 campaign, GError **error);

/* Says how many pieces were written where, and how many people fell out before. */
void rg_ctl_output_tell (RgCtl *ctl, gint64 pieces, gint64 dropped, const char *path);
/* Says so in quiet hours: a list of what arrives at once may be written at any hour, but not used
 * at any. */
void rg_ctl_tell_quiet (RgCtl *ctl, RgStore *store, RgChannel channel);

/* RgCampaignFirst. */
void rg_ctl_firsts_print (RgCtl *ctl, const GPtrArray *firsts);
void rg_ctl_firsts_json (RgCtl *ctl, const GPtrArray *firsts);

/* What a test can show; borrowed. */
typedef struct {
  const RgCampaign *campaign;
  const RgBeforeBase *base;
  const RgCampaignCheck *check;
} RgCtlBefore;

/* The smallest rise that would be seen: of those with it over those without, and of each version
 * over each other one. Nothing where nobody is compared. */
void rg_ctl_before_print (RgCtl *ctl, const RgCtlBefore *before);
/* Inside an object. */
void rg_ctl_before_json (RgCtl *ctl, const RgCtlBefore *before);

gboolean rg_ctl_campaign_new (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_list (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_show (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_do_check (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_fix (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_version (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_compare (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_cost (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_figure (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_people (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_results (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_year (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_rest_group (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_set (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_copy (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_own (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_template (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_preview (RgCtl *ctl, GStrv args, GError **error);
/* letters, labels, coupons, call-list and address-list. */
gboolean rg_ctl_campaign_sheets (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_export (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_send (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_outbox (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_responses (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_summary (RgCtl *ctl, GStrv args, GError **error);

G_END_DECLS
