/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One campaign: its parts with the state of each in one line, and, once it went out, what it
 * did. */
#pragma once

#include "pages/rg-campaign-step.h"

G_BEGIN_DECLS

#define RG_TYPE_CAMPAIGN_PAGE (rg_campaign_page_get_type ())
G_DECLARE_FINAL_TYPE (RgCampaignPage, rg_campaign_page, RG, CAMPAIGN_PAGE, RgCampaignStep)

G_END_DECLS
