/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Print and Send: the letters of the fixed list as they will be, on paper, as PDF, or the list as a
 * file. */
#pragma once

#include "pages/rg-campaign-step.h"

G_BEGIN_DECLS

#define RG_TYPE_CAMPAIGN_OUTPUT_PAGE (rg_campaign_output_page_get_type ())
G_DECLARE_FINAL_TYPE (RgCampaignOutputPage, rg_campaign_output_page, RG, CAMPAIGN_OUTPUT_PAGE,
                      RgCampaignStep)

G_END_DECLS
