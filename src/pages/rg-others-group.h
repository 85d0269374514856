/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What people did who are like those who got a letter, where nobody was left without it. */
#pragma once

#include <adwaita.h>

#include "store/rg-campaign-report.h"

G_BEGIN_DECLS

#define RG_TYPE_OTHERS_GROUP (rg_others_group_get_type ())
G_DECLARE_FINAL_TYPE (RgOthersGroup, rg_others_group, RG, OTHERS_GROUP, AdwPreferencesGroup)

/* Nothing of the report is kept. Hidden where there is nothing to show. */
void rg_others_group_show (RgOthersGroup *self, const RgCampaignReport *report);

G_END_DECLS
