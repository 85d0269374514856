/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Sends an e-mail as one person would get it to an address of one's own. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-campaigns.h"

G_BEGIN_DECLS

/* Asks for the address, `to` to begin with, and tells what became of it above `widget`, if that is
 * still there. */
void rg_mail_trial_ask (GtkWidget *widget, RgStore *store, const RgCampaign *campaign,
                        const RgCampaignPerson *person, const char *to);

G_END_DECLS
