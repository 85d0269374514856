/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Begins a campaign: a name and its people. The page of the campaign opens when it is made.
 *
 * properties  store (RgStore), id (int64): the segment to begin with, or 0 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_NEW_CAMPAIGN_DIALOG (rg_new_campaign_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgNewCampaignDialog, rg_new_campaign_dialog, RG, NEW_CAMPAIGN_DIALOG,
                      AdwDialog)

G_END_DECLS
