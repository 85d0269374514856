/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Automations that are switched on and stand still, since something that they name is not there
 * any more: a row each, with the reason, which opens what mends it. Hidden where there is none. */
#pragma once

#include "store/rg-store.h"
#include "widgets/rg-facts-group.h"

G_BEGIN_DECLS

/* Fills the group, and keeps it so. */
void rg_stopped_group_set_store (RgFactsGroup *group, RgStore *store);

G_END_DECLS
