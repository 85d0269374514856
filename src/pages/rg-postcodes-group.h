/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Where postcodes lie: the files that say so, as a group of Preferences. */
#pragma once

#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_POSTCODES_GROUP (rg_postcodes_group_get_type ())
G_DECLARE_FINAL_TYPE (RgPostcodesGroup, rg_postcodes_group, RG, POSTCODES_GROUP,
                      AdwPreferencesGroup)

/* store may be NULL: then the group is not there. */
void rg_postcodes_group_set_store (RgPostcodesGroup *self, RgStore *store);

G_END_DECLS
