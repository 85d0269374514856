/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Points that somebody gives one customer, spends for them, takes back or corrects. */
#pragma once

#include <adwaita.h>

#include "store/rg-points-change.h"

G_BEGIN_DECLS

#define RG_TYPE_POINTS_DIALOG (rg_points_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgPointsDialog, rg_points_dialog, RG, POINTS_DIALOG, AdwDialog)

/* balance: what is there now. */
AdwDialog *rg_points_dialog_new (RgStore *store, gint64 customer, RgLotKind kind, gint64 balance);

G_END_DECLS
