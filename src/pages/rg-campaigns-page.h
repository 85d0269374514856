/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* All campaigns, the newest first, each with its state in one line. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_CAMPAIGNS_PAGE (rg_campaigns_page_get_type ())
G_DECLARE_FINAL_TYPE (RgCampaignsPage, rg_campaigns_page, RG, CAMPAIGNS_PAGE, AdwNavigationPage)

G_END_DECLS
