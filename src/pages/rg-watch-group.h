/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Preferences' rows about the folder that is looked into each morning. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_WATCH_GROUP (rg_watch_group_get_type ())
G_DECLARE_FINAL_TYPE (RgWatchGroup, rg_watch_group, RG, WATCH_GROUP, AdwPreferencesGroup)

/* Nothing is imported into a sample shop, and nothing can be chosen for one. */
void rg_watch_group_set_store (RgWatchGroup *self, RgStore *store);

G_END_DECLS
