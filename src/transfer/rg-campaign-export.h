/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The fixed list of a campaign as a file, for a print shop or a phone list. */
#pragma once

#include "transfer/rg-campaign-layout.h"

G_BEGIN_DECLS

typedef struct {
  gint64 n_people;
  gint64 n_dropped; /* withdrew since the list was fixed, and stand in it no more */
  gint64 n_skipped; /* their phone number cannot be written as the layout wants it */
} RgExportResult;

/* Drops whoever withdrew, writes the rest to `path` as UTF-8 CSV, and notes the output. The file
 * appears whole or not at all. RG_STORE_ERROR_INVALID where the layout is not for the campaign's
 * channel. Blocks; any thread. */
gboolean rg_campaign_export (RgStore *store, gint64 campaign, RgCampaignLayout layout,
                             const char *path, RgExportResult *result, GCancellable *cancellable,
                             GError **error);

G_END_DECLS
