/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Erasing a person: the one thing that cannot be taken back.
 *
 * The columns of their row, their contact points, tasks, tags and frozen letters go, and with them
 * every image of those rows in the history and every line that named them. What stays are the
 * UUID, the receipts, which name nobody any more, the days on which permission was given or
 * withdrawn, and keyed hashes of e-mail, phone, card and till number, so that no import and no
 * restored backup brings the person back. */
#pragma once

#include "store/rg-keyed-hashes.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/* The kind of the action: History offers no way back from it. */
#define RG_ERASE_KIND "customer.erase"

/* RG_STORE_ERROR_NOT_FOUND where there is no such person any more. A merged person is erased with
 * whoever was merged into them. */
gboolean rg_store_erase_customer_sync (RgStore *store, gint64 id, gint64 *action_id,
                                       GError **error);
void rg_store_erase_customer_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean rg_store_erase_customer_finish (RgStore *store, GAsyncResult *result, GError **error);

/* In a transaction of the caller's, which need not be an action. at: seconds since 1970. */
gboolean rg_erase_person (RgDb *db, gint64 id, gint64 at, GError **error);

/* --- Who must not come back ------------------------------------------------------------------- */

/* Everybody who was erased. */
typedef RgKeyedHashes RgErased;

RgErased *rg_erased_read (RgDb *db, GError **error);
/* kind: 'email' (folded), 'phone' (as in value_key), 'card'. */
gboolean rg_erased_has (const RgErased *erased, const char *kind, const char *text);
gboolean rg_erased_has_number (const RgErased *erased, const char *source, const char *number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgErased, rg_keyed_hashes_free)

G_END_DECLS
