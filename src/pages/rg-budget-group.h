/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How often people are contacted, and when nobody is, as a group of Preferences. */
#pragma once

#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_BUDGET_GROUP (rg_budget_group_get_type ())
G_DECLARE_FINAL_TYPE (RgBudgetGroup, rg_budget_group, RG, BUDGET_GROUP, AdwPreferencesGroup)

/* store may be NULL: then the group is not there. */
void rg_budget_group_set_store (RgBudgetGroup *self, RgStore *store);

G_END_DECLS
