/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Saving, renaming and deleting a view of the list of customers: each one action with Undo. */
#pragma once

#include "pages/rg-view-button.h"

G_BEGIN_DECLS

/* Asks for a name and saves the view under it, which takes the place of one that is called so. */
void rg_view_actions_save (RgViewButton *button, RgStore *store, const RgCustomerView *view);
/* Asks for another name. */
void rg_view_actions_rename (RgViewButton *button, RgStore *store, const RgCustomerView *view);
/* Saves the view as it is given. */
void rg_view_actions_update (RgViewButton *button, RgStore *store, const RgCustomerView *view);
void rg_view_actions_delete (RgViewButton *button, RgStore *store, const RgCustomerView *view);

G_END_DECLS
