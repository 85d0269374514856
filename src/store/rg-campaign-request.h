/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What people do with campaigns, each as one labelled action: made, run, and asked for its result.
 *
 *   g_autoptr (RgCampaignRequest) request = rg_campaign_request_begin_output (id);
 *   if (rg_campaign_request_run (request, store, &error))
 *     print (rg_campaign_request_get_people (request));
 * */
#pragma once

#include "model/rg-output-form.h"
#include "store/rg-store-campaigns.h"

G_BEGIN_DECLS

typedef struct _RgCampaignRequest RgCampaignRequest;

/* Makes a new campaign, or saves one. */
RgCampaignRequest *rg_campaign_request_save (const RgCampaign *campaign);
/* Makes a new campaign that begins with the people, the message and the costs of another one; its
 * list is not fixed. */
RgCampaignRequest *rg_campaign_request_begin_with (const RgCampaign *campaign, const char *name);
RgCampaignRequest *rg_campaign_request_delete (gint64 id);
RgCampaignRequest *rg_campaign_request_exclude (gint64 id, gint64 customer, gboolean exclude);
RgCampaignRequest *rg_campaign_request_fix (gint64 id, const char *text, const gint64 *customers,
                                            gsize n_customers);
/* Whom more important campaigns want, as in RgCampaign; before a request to fix is run. */
void rg_campaign_request_set_wanted (RgCampaignRequest *request, GArray *wanted);
/* What people's products are read from, as in RgCampaign; before a request to fix is run. */
void rg_campaign_request_set_dataset (RgCampaignRequest *request, const RgDataset *dataset);
/* Makes somebody one of the shop's own people, who get every campaign too, or no more. */
RgCampaignRequest *rg_campaign_request_seed (gint64 customer, gboolean seed);
/* Drops whoever withdrew; the result is who is left, by name: the only list to print or export. */
RgCampaignRequest *rg_campaign_request_begin_output (gint64 id);
/* The same for paper: refuses a form that the campaign's channel does not have, and keeps for
 * coupons those alone who have one. */
RgCampaignRequest *rg_campaign_request_begin_sheets (gint64 id, RgOutputForm form);
RgCampaignRequest *rg_campaign_request_note_sheets (gint64 id, RgOutputForm form, gboolean printed,
                                                    gint64 pieces);
RgCampaignRequest *rg_campaign_request_note_export (gint64 id, gint64 pieces);

void rg_campaign_request_free (RgCampaignRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCampaignRequest, rg_campaign_request_free)

/* Blocks; for regularsctl, tests and threads. */
gboolean rg_campaign_request_run (RgCampaignRequest *request, RgStore *store, GError **error);
/* Takes the request over. */
void rg_campaign_request_run_async (RgCampaignRequest *request, RgStore *store,
                                    GAsyncReadyCallback callback, gpointer user_data);
/* The request, owned by the result; NULL with an error where it failed. */
RgCampaignRequest *rg_campaign_request_finish (RgStore *store, GAsyncResult *result,
                                               GError **error);

/* After it ran. */
gint64 rg_campaign_request_get_id (RgCampaignRequest *request);
/* 0 where nothing changed. */
gint64 rg_campaign_request_get_action (RgCampaignRequest *request);
const char *rg_campaign_request_get_label (RgCampaignRequest *request);
gint64 rg_campaign_request_get_n_dropped (RgCampaignRequest *request);
/* gint64 ids; borrowed. */
GArray *rg_campaign_request_get_people (RgCampaignRequest *request);

G_END_DECLS
