/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A campaign's message as the e-mail that one person gets: the same for the window and the mail
 * server. */
#pragma once

#include "rules/rg-mail-blocks.h"
#include "store/rg-store-campaigns.h"
#include "store/rg-store-mail.h"

G_BEGIN_DECLS

/* RgMailBlock of a merged body. version: as in RgCampaignPerson; coupon: its code, or NULL. */
GPtrArray *rg_campaign_mail_blocks (const RgCampaign *campaign, guint version, const char *body,
                                    const char *coupon);
/* Who writes, how to get no more of it, and the picture on top, which lies at `picture`; all
 * borrowed. Nothing takes answers while there is no account. */
void rg_campaign_mail_foot (const RgShop *shop, const RgMailAccount *account, const char *picture,
                            RgMailFoot *foot);

G_END_DECLS
