/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What an open shop needs besides a window: it takes commands from regularsctl, and is backed up
 * after each import and when it is left after a change. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

typedef struct _RgShopKeeper RgShopKeeper;

/* connection may be NULL: then other processes are refused while the shop is open. */
RgShopKeeper *rg_shop_keeper_new (RgStore *store, GDBusConnection *connection);
/* Makes the last backup where one is due; blocks for as long. */
void rg_shop_keeper_free (RgShopKeeper *keeper);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgShopKeeper, rg_shop_keeper_free)

G_END_DECLS
