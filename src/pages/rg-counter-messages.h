/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What running campaigns say when somebody of their list stands at the counter. */
#pragma once

#include "store/rg-store.h"
#include "widgets/rg-facts-group.h"

G_BEGIN_DECLS

/* Fills the group once it is read; it hides where there is nothing to say. */
void rg_counter_messages_show (RgFactsGroup *group, RgStore *store, gint64 customer);
/* Whether a change of the store can have changed that. */
gboolean rg_counter_messages_are_touched (RgChanges *changes);

G_END_DECLS
