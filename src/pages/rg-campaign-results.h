/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a campaign did: the answer, the two groups, and the printed summary as it will be. */
#pragma once

#include <adwaita.h>

#include "pages/rg-campaign-sight.h"

G_BEGIN_DECLS

#define RG_TYPE_CAMPAIGN_RESULTS (rg_campaign_results_get_type ())
G_DECLARE_FINAL_TYPE (RgCampaignResults, rg_campaign_results, RG, CAMPAIGN_RESULTS, AdwBin)

/* The sight must have a report; what is needed of it is copied. */
void rg_campaign_results_show (RgCampaignResults *self, const RgCampaignSight *sight);

G_END_DECLS
