/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Where the money of a campaign went, step by step, each opening its people and receipts. */
#pragma once

#include <adwaita.h>

#include "store/rg-campaign-report.h"

G_BEGIN_DECLS

#define RG_TYPE_MONEY_GROUP (rg_money_group_get_type ())
G_DECLARE_FINAL_TYPE (RgMoneyGroup, rg_money_group, RG, MONEY_GROUP, AdwPreferencesGroup)

/* Nothing of the report is kept. */
void rg_money_group_show (RgMoneyGroup *self, const RgCampaignReport *report);

G_END_DECLS
