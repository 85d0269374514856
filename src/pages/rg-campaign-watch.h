/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Keeps what the pages of one campaign show up to date: reads it, and reads it again after each
 * change of the store or of the sales.
 *
 * signals  sight-changed (): there is a new sight
 *          failed (GError *): it could not be read; also when the campaign is deleted */
#pragma once

#include <glib-object.h>

#include "pages/rg-campaign-sight.h"

G_BEGIN_DECLS

#define RG_TYPE_CAMPAIGN_WATCH (rg_campaign_watch_get_type ())
G_DECLARE_FINAL_TYPE (RgCampaignWatch, rg_campaign_watch, RG, CAMPAIGN_WATCH, GObject)

RgCampaignWatch *rg_campaign_watch_new (RgStore *store, gint64 id);
RgStore *rg_campaign_watch_get_store (RgCampaignWatch *self);
/* NULL until the first sight-changed; borrowed until the next one. */
const RgCampaignSight *rg_campaign_watch_get_sight (RgCampaignWatch *self);

G_END_DECLS
