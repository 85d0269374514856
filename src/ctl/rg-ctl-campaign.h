/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the files of the command `campaign` share. */
#pragma once

#include "ctl/rg-ctl.h"
#include "print/rg-paper.h"
#include "store/rg-store-campaigns.h"

G_BEGIN_DECLS

/* The campaign that args[2] names, by number, uuid or name; NULL with an error. */
RgCampaign *rg_ctl_campaign_read (RgCtl *ctl, GStrv args, GError **error);

/* The path of --pdf, as the caller means it; and --paper, unless paper is NULL. */
char *rg_ctl_campaign_parse_pdf (RgCtl *ctl, GStrv *args, const RgPaper **paper, GError **error);

/* The versions of its message, as words, and as members of an object. */
void rg_ctl_versions_print (RgCtl *ctl, const RgCampaign *campaign);
void rg_ctl_versions_json (RgCtl *ctl, const RgCampaign *campaign);

gboolean rg_ctl_campaign_version (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_cost (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_results (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_year (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_rest_group (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_preview (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_letters (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_export (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_send (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_outbox (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_campaign_summary (RgCtl *ctl, GStrv args, GError **error);

G_END_DECLS
