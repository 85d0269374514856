/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Where the shop's locations are, as a group of Preferences. */
#pragma once

#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_LOCATIONS_GROUP (rg_locations_group_get_type ())
G_DECLARE_FINAL_TYPE (RgLocationsGroup, rg_locations_group, RG, LOCATIONS_GROUP,
                      AdwPreferencesGroup)

/* store may be NULL: then the group is not there, nor while the shop has one location only. */
void rg_locations_group_set_store (RgLocationsGroup *self, RgStore *store);

G_END_DECLS
