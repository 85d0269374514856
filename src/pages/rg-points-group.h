/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the shop has decided about loyalty points (store/rg-points-settings.h). */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_POINTS_GROUP (rg_points_group_get_type ())
G_DECLARE_FINAL_TYPE (RgPointsGroup, rg_points_group, RG, POINTS_GROUP, AdwPreferencesGroup)

/* Once; NULL: nothing is shown. */
void rg_points_group_set_store (RgPointsGroup *self, RgStore *store);

G_END_DECLS
