/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The message of a campaign beside the page as it will be, for any of its people. It is saved
 * when the page is left. */
#pragma once

#include "pages/rg-campaign-step.h"

G_BEGIN_DECLS

#define RG_TYPE_CAMPAIGN_MESSAGE_PAGE (rg_campaign_message_page_get_type ())
G_DECLARE_FINAL_TYPE (RgCampaignMessagePage, rg_campaign_message_page, RG, CAMPAIGN_MESSAGE_PAGE,
                      RgCampaignStep)

G_END_DECLS
