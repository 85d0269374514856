/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The numbers that the shop's own loyalty cards may have, as a group of Preferences. */
#pragma once

#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_CARDS_GROUP (rg_cards_group_get_type ())
G_DECLARE_FINAL_TYPE (RgCardsGroup, rg_cards_group, RG, CARDS_GROUP, AdwPreferencesGroup)

/* store may be NULL: then the group is not there. */
void rg_cards_group_set_store (RgCardsGroup *self, RgStore *store);

G_END_DECLS
