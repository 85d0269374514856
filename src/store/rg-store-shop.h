/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Edits of the shop's own facts. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/* Saves name, first weekday, address, country, currency and time zone as one action. shop is
 * copied. RG_STORE_ERROR_INVALID without a name, where a text holds a payment card number, for no
 * country, currency or zone, and for another currency or zone once there are receipts, which hang
 * on them. *action_id (may be NULL) is 0 where nothing was different. */
gboolean rg_store_save_shop_sync (RgStore *store, const RgShop *shop, gint64 *action_id,
                                  GError **error);
/* The callback gets the result for rg_store_write_finish(). */
void rg_store_save_shop_async (RgStore *store, const RgShop *shop, GAsyncReadyCallback callback,
                               gpointer user_data);

/* Whether currency and time zone are fixed by now. Any connection. */
gboolean rg_shop_has_receipts (RgDb *db, gboolean *has, GError **error);

G_END_DECLS
