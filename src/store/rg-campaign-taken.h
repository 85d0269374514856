/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who took what a campaign offered, in words. */
#pragma once

#include "store/rg-campaign-report.h"

G_BEGIN_DECLS

/* How many took it and what it gave them, and where in the money that stands; or why nobody can
 * tell. NULL where nothing is offered. Translated; owned by the caller. */
char *rg_campaign_report_dup_taken (const RgCampaignReport *report);

G_END_DECLS
