/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a campaign offers: what kind of offer, for what, until when, and what it costs. */
#pragma once

#include "pages/rg-campaign-step.h"

G_BEGIN_DECLS

#define RG_TYPE_CAMPAIGN_OFFER_PAGE (rg_campaign_offer_page_get_type ())
G_DECLARE_FINAL_TYPE (RgCampaignOfferPage, rg_campaign_offer_page, RG, CAMPAIGN_OFFER_PAGE,
                      RgCampaignStep)

G_END_DECLS
