/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What can be done to the customers that are chosen in a list: the bar below it. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"
#include "widgets/rg-selection.h"

G_BEGIN_DECLS

#define RG_TYPE_BULK_BAR (rg_bulk_bar_get_type ())
G_DECLARE_FINAL_TYPE (RgBulkBar, rg_bulk_bar, RG, BULK_BAR, AdwBin)

/* properties
 *   "narrow" (gboolean): icons instead of words */

/* Once. */
void rg_bulk_bar_set_up (RgBulkBar *self, RgStore *store, RgSelection *selection);

G_END_DECLS
