/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Of which saved segments a campaign's people are: one, others beside it, and those whose people
 * are left out.
 *
 * signals  changed: somebody has chosen otherwise */
#pragma once

#include <adwaita.h>

#include "pages/rg-campaign-sight.h"

G_BEGIN_DECLS

#define RG_TYPE_AUDIENCE_GROUP (rg_audience_group_get_type ())
G_DECLARE_FINAL_TYPE (RgAudienceGroup, rg_audience_group, RG, AUDIENCE_GROUP, AdwPreferencesGroup)

void rg_audience_group_show (RgAudienceGroup *self, const RgCampaignSight *sight);
/* Puts what is chosen into a campaign; FALSE where it says so already. */
gboolean rg_audience_group_fill_campaign (RgAudienceGroup *self, RgCampaign *campaign);

G_END_DECLS
