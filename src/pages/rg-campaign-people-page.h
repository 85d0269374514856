/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Whom a campaign is for, and how many are left without it, to compare with. */
#pragma once

#include "pages/rg-campaign-step.h"

G_BEGIN_DECLS

#define RG_TYPE_CAMPAIGN_PEOPLE_PAGE (rg_campaign_people_page_get_type ())
G_DECLARE_FINAL_TYPE (RgCampaignPeoplePage, rg_campaign_people_page, RG, CAMPAIGN_PEOPLE_PAGE,
                      RgCampaignStep)

G_END_DECLS
