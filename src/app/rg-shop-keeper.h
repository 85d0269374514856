/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What an open shop needs besides a window: it takes commands from regularsctl, and is backed up
 * after each import and when it is left after a change.
 *
 * Where backups go and whether they are encrypted is in the settings backup-folder and
 * backup-encrypt; the keeper writes backup-shop, backup-at, backup-path and backup-why there. The
 * passphrase is what somebody gave it, or what the keyring knows. */
#pragma once

#include "store/rg-store-backup.h"

G_BEGIN_DECLS

typedef struct _RgShopKeeper RgShopKeeper;

/* connection may be NULL: then other processes are refused while the shop is open. */
RgShopKeeper *rg_shop_keeper_new (RgStore *store, GDBusConnection *connection);
/* The shop that is kept; borrowed. */
RgStore *rg_shop_keeper_get_store (RgShopKeeper *keeper);
/* The passphrase, from here on; NULL: not known. */
void rg_shop_keeper_set_key (RgShopKeeper *keeper, RgBackupKey *key);
/* Called with the keeper and data whenever the passphrase becomes known or unknown. */
void rg_shop_keeper_set_key_func (RgShopKeeper *keeper, GFunc func, gpointer data);
/* NULL while it is not known; borrowed. */
RgBackupKey *rg_shop_keeper_get_key (RgShopKeeper *keeper);
/* One more backup, where the settings say. callback may be NULL. */
void rg_shop_keeper_back_up_async (RgShopKeeper *keeper, GAsyncReadyCallback callback,
                                   gpointer user_data);
RgBackupResult *rg_shop_keeper_back_up_finish (GAsyncResult *result, GError **error);
/* Whether something has changed since the last one; not of a damaged file, of which there is no
 * good copy to be had. */
gboolean rg_shop_keeper_is_due (RgShopKeeper *keeper);
/* Nothing is kept any more, and nobody else is served, from here on. */
void rg_shop_keeper_stop (RgShopKeeper *keeper);
/* Makes the last backup where one is due; blocks for as long. */
void rg_shop_keeper_free (RgShopKeeper *keeper);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgShopKeeper, rg_shop_keeper_free)

G_END_DECLS
