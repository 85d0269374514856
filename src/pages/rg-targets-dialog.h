/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What months should bring in net sales: every month or single ones, the shop or a location. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_TARGETS_DIALOG (rg_targets_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgTargetsDialog, rg_targets_dialog, RG, TARGETS_DIALOG, AdwDialog)

/* Begins with this location (0: the whole shop). There must be a dataset. */
AdwDialog *rg_targets_dialog_new (RgStore *store, gint64 location);

G_END_DECLS
