/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The versions of the permission form, as a group of Preferences. */
#pragma once

#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_WORDINGS_GROUP (rg_wordings_group_get_type ())
G_DECLARE_FINAL_TYPE (RgWordingsGroup, rg_wordings_group, RG, WORDINGS_GROUP, AdwPreferencesGroup)

/* store may be NULL: then the group is not there. */
void rg_wordings_group_set_store (RgWordingsGroup *self, RgStore *store);

G_END_DECLS
