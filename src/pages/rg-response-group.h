/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who opened and clicked, of each group of people: each row opens the people behind it. */
#pragma once

#include <adwaita.h>

#include "store/rg-campaign-report.h"

G_BEGIN_DECLS

#define RG_TYPE_RESPONSE_GROUP (rg_response_group_get_type ())
G_DECLARE_FINAL_TYPE (RgResponseGroup, rg_response_group, RG, RESPONSE_GROUP, AdwPreferencesGroup)

/* Hidden where nothing is known. Nothing of the report is kept. */
void rg_response_group_show (RgResponseGroup *self, const RgCampaignReport *report);

G_END_DECLS
