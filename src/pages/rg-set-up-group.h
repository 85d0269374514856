/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* On Today: how far the shop is set up, and the way on. It shows itself only while something is
 * left to do; never in a sample shop. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-set-up.h"

G_BEGIN_DECLS

#define RG_TYPE_SET_UP_GROUP (rg_set_up_group_get_type ())
G_DECLARE_FINAL_TYPE (RgSetUpGroup, rg_set_up_group, RG, SET_UP_GROUP, AdwPreferencesGroup)

/* Follows it from now on. */
void rg_set_up_group_set_store (RgSetUpGroup *self, RgStore *store);

G_END_DECLS
