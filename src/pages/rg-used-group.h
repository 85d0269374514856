/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who used the coupons of a campaign, and for which receipt. */
#pragma once

#include <adwaita.h>

#include "store/rg-campaign-report.h"

G_BEGIN_DECLS

#define RG_TYPE_USED_GROUP (rg_used_group_get_type ())
G_DECLARE_FINAL_TYPE (RgUsedGroup, rg_used_group, RG, USED_GROUP, AdwPreferencesGroup)

/* Nothing of the report is kept. Hidden where nobody used one. */
void rg_used_group_show (RgUsedGroup *self, const RgCampaignReport *report);

G_END_DECLS
