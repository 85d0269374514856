/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Asks which till a file is from, where the file does not say. */
#pragma once

#include <adwaita.h>

#include "store/rg-import-origin.h"
#include "transfer/rg-mapping.h"

G_BEGIN_DECLS

#define RG_TYPE_ORIGIN_GROUP (rg_origin_group_get_type ())
G_DECLARE_FINAL_TYPE (RgOriginGroup, rg_origin_group, RG, ORIGIN_GROUP, AdwPreferencesGroup)

/* Shows what the mapping says, and writes into it what is answered. The mapping is borrowed, and
 * must live until the next call or the end of the group. The group hides where there is nothing to
 * ask. */
void rg_origin_group_show (RgOriginGroup *self, RgMapping *mapping, const RgImportOrigin *origin);

G_END_DECLS
