/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What to look at before a campaign goes out: who is left out and why, and where the message has
 * gaps; then Fix the List. */
#pragma once

#include "pages/rg-campaign-step.h"

G_BEGIN_DECLS

#define RG_TYPE_CAMPAIGN_CHECK_PAGE (rg_campaign_check_page_get_type ())
G_DECLARE_FINAL_TYPE (RgCampaignCheckPage, rg_campaign_check_page, RG, CAMPAIGN_CHECK_PAGE,
                      RgCampaignStep)

G_END_DECLS
