/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The fixed list of a campaign as a file, for a print shop or a phone list. */
#pragma once

#include "store/rg-campaign-pieces.h"

G_BEGIN_DECLS

/* Drops whoever withdrew, writes the rest to `path` as UTF-8 CSV (name, then the address lines, the
 * e-mail or the phone, then the merged subject and message), and notes the output. The file appears
 * whole or not at all. Blocks; any thread. *n_people, *n_dropped may be NULL. */
gboolean rg_campaign_export (RgStore *store, gint64 campaign, const char *path, gint64 *n_people,
                             gint64 *n_dropped, GCancellable *cancellable, GError **error);

G_END_DECLS
