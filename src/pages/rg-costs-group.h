/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the shop reckons with: the margin, an hour of work, the year's budget for campaigns. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_COSTS_GROUP (rg_costs_group_get_type ())
G_DECLARE_FINAL_TYPE (RgCostsGroup, rg_costs_group, RG, COSTS_GROUP, AdwPreferencesGroup)

/* NULL: no shop is open, and there is nothing to show. */
void rg_costs_group_set_store (RgCostsGroup *self, RgStore *store);

G_END_DECLS
