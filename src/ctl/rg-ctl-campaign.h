/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the two files of the command `campaign` share. */
#pragma once

#include "ctl/rg-ctl.h"
#include "store/rg-store-campaigns.h"

G_BEGIN_DECLS

/* The campaign that args[2] names, by number, uuid or name; NULL with an error. */
RgCampaign *rg_ctl_campaign_read (RgCtl *ctl, GStrv args, GError **error);

gboolean rg_ctl_campaign_letters (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_export (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_summary (RgCtl *ctl, GStrv args, GError **error);

G_END_DECLS
