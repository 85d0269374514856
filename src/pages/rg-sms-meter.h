/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How long a text message gets, for whom it gets longest, and how many the network counts. */
#pragma once

#include "pages/rg-campaign-sight.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_SMS_METER (rg_sms_meter_get_type ())
G_DECLARE_FINAL_TYPE (RgSmsMeter, rg_sms_meter, RG, SMS_METER, AdwBin)

/* Measures what everybody of the sight gets of a campaign as it is being written, once the typing
 * rests. A campaign that is no text message is not measured. */
void rg_sms_meter_measure (RgSmsMeter *self, RgStore *store, const RgCampaignSight *sight,
                           const RgCampaign *campaign);

G_END_DECLS
