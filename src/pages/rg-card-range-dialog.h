/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A new range of numbers that the shop's loyalty cards may have. */
#pragma once

#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_CARD_RANGE_DIALOG (rg_card_range_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgCardRangeDialog, rg_card_range_dialog, RG, CARD_RANGE_DIALOG, AdwDialog)

AdwDialog *rg_card_range_dialog_new (RgStore *store);

G_END_DECLS
