/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Edits of the shop's own facts. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/* Saves name, first weekday, address and basis of permission as one action; the rest of the row
 * stays, for receipts hang on it. shop is copied. RG_STORE_ERROR_INVALID without a name, or where a
 * text holds a payment card number. *action_id (may be NULL) is 0 where nothing was different. */
gboolean rg_store_save_shop_sync (RgStore *store, const RgShop *shop, gint64 *action_id,
                                  GError **error);
/* The callback gets the result for rg_store_write_finish(). */
void rg_store_save_shop_async (RgStore *store, const RgShop *shop, GAsyncReadyCallback callback,
                               gpointer user_data);

G_END_DECLS
