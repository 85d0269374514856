/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The versions of a message: which of them is being written, its name and how many get it, one
 * more, one less. Where there is one message only, it offers a second.
 *
 * signals  switched: another version is the current one, or there is none any more
 *          changed (gboolean structure): names, parts, or (TRUE) how many there are */
#pragma once

#include <adwaita.h>

#include "store/rg-store-campaigns.h"

G_BEGIN_DECLS

#define RG_TYPE_VERSION_GROUP (rg_version_group_get_type ())
G_DECLARE_FINAL_TYPE (RgVersionGroup, rg_version_group, RG, VERSION_GROUP, AdwBin)

/* Shows those of a campaign, which are copied; the current one stays. */
void rg_version_group_show (RgVersionGroup *self, const RgCampaign *campaign);
/* Sets what is written: into the current version, and into the campaign with all others. */
void rg_version_group_put_text (RgVersionGroup *self, const char *subject, const char *message);
void rg_version_group_fill_campaign (RgVersionGroup *self, RgCampaign *campaign);
/* What is written in the current one. Borrowed. */
const char *rg_version_group_get_subject (RgVersionGroup *self);
const char *rg_version_group_get_message (RgVersionGroup *self);
/* 1 …, 0 where there is one message only. */
guint rg_version_group_get_current (RgVersionGroup *self);
/* Makes another the current one. */
void rg_version_group_set_current (RgVersionGroup *self, guint number);
/* The name of a version; NULL where there is none. Borrowed. */
const char *rg_version_group_get_name (RgVersionGroup *self, guint number);

G_END_DECLS
