/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the pages of one campaign have in common: the store, the campaign's id, and what they show,
 * which is read when the page is made and again after each change.
 *
 * properties  store (RgStore), id (int64): the campaign */
#pragma once

#include <adwaita.h>

#include "pages/rg-campaign-sight.h"
#include "store/rg-campaign-request.h"

G_BEGIN_DECLS

#define RG_TYPE_CAMPAIGN_STEP (rg_campaign_step_get_type ())
G_DECLARE_DERIVABLE_TYPE (RgCampaignStep, rg_campaign_step, RG, CAMPAIGN_STEP, AdwNavigationPage)

struct _RgCampaignStepClass
{
  AdwNavigationPageClass parent_class;

  /* Shows a new sight, which stays until the next one. */
  void (*show) (RgCampaignStep *self, const RgCampaignSight *sight);
  /* The campaign could not be read, or is deleted. By default nothing happens. */
  void (*failed) (RgCampaignStep *self, const GError *error);
};

/* Borrowed. */
RgStore *rg_campaign_step_get_store (RgCampaignStep *self);
gint64 rg_campaign_step_get_id (RgCampaignStep *self);
/* NULL until the first reading. */
const RgCampaignSight *rg_campaign_step_get_sight (RgCampaignStep *self);
/* Runs the request, which is taken, on the page's store. */
void rg_campaign_step_run_async (RgCampaignStep *self, RgCampaignRequest *request,
                                 GAsyncReadyCallback callback, gpointer user_data);
/* The same where there is nothing more to do: what went wrong is a toast. */
void rg_campaign_step_run (RgCampaignStep *self, RgCampaignRequest *request);
/* Whether the page has been thrown away while something ran. */
gboolean rg_campaign_step_is_gone (RgCampaignStep *self);

G_END_DECLS
