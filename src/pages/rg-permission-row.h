/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a customer said about one channel: the answer now, the ledger behind it, and two buttons to
 * write down a new answer. */
#pragma once

#include <adwaita.h>

#include "rules/rg-permission.h"

G_BEGIN_DECLS

#define RG_TYPE_PERMISSION_ROW (rg_permission_row_get_type ())
G_DECLARE_FINAL_TYPE (RgPermissionRow, rg_permission_row, RG, PERMISSION_ROW, AdwActionRow)

/* signals
 *   record (gboolean granted): somebody at the keyboard wrote down a new answer. */
RgPermissionRow *rg_permission_row_new (RgChannel channel);
RgChannel rg_permission_row_get_channel (RgPermissionRow *self);
/* ledger: RgConsentRow of all channels, the newest first. */
void rg_permission_row_show (RgPermissionRow *self, const RgChannelPermission *now,
                             GPtrArray *ledger);

G_END_DECLS
