/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Since the last import: who is new, who came back, who slipped away, which segments grew. Each row
 * opens its people. Follows the dataset; hidden while nothing changed. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_SINCE_GROUP (rg_since_group_get_type ())
G_DECLARE_FINAL_TYPE (RgSinceGroup, rg_since_group, RG, SINCE_GROUP, AdwPreferencesGroup)

void rg_since_group_set_store (RgSinceGroup *self, RgStore *store);

G_END_DECLS
