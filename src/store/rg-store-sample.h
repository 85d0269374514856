/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Writes a made-up shop into a file of its own. */
#pragma once

#include "store/rg-sample-data.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/* Makes the file and fills it in one action; nothing is left of it where that fails. What the shop
 * is made of has the same identities each time that it is made from the same seed. Blocks. */
RgStore *rg_store_create_sample (const char *path, const RgSampleData *data, GError **error);

G_END_DECLS
