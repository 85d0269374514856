/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Asks whom the shop may write to: only those who said yes, or also who has not said no, channel by
 * channel and with the reason. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-basis.h"

G_BEGIN_DECLS

#define RG_TYPE_BASIS_GROUP (rg_basis_group_get_type ())
G_DECLARE_FINAL_TYPE (RgBasisGroup, rg_basis_group, RG, BASIS_GROUP, AdwPreferencesGroup)

/* signals
 *   edited (): a person chose something else, or finished the reason. */

/* Reads the store's, which `edited` does not tell. */
void rg_basis_group_read (RgBasisGroup *self, RgStore *store);
/* Saves what is chosen; the callback gets the result for rg_store_write_finish(). */
void rg_basis_group_save_async (RgBasisGroup *self, RgStore *store, GAsyncReadyCallback callback,
                                gpointer user_data);

G_END_DECLS
