/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Campaigns side by side: two of them in detail, all of them, the year's budget, and who answers to
 * which channel. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_CAMPAIGN_COMPARE_PAGE (rg_campaign_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (RgCampaignComparePage, rg_campaign_compare_page, RG, CAMPAIGN_COMPARE_PAGE,
                      AdwNavigationPage)

G_END_DECLS
