/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* "Never contact again": all channels of one person at once, whatever is said later, until it is
 * lifted. Beside the entries of the ledger stand keyed hashes of what would reach the person: they
 * outlive the person's own row, and hold for whoever comes back with the same e-mail, phone, till
 * number, or name and address. */
#pragma once

#include "rules/rg-permission.h"
#include "store/rg-keyed-hashes.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/* One action; `evidence` (may be NULL): where and how it was said. RG_STORE_ERROR_NOT_FOUND where
 * there is no such customer. Finish the async one with rg_store_write_finish(). */
gboolean rg_store_suppress_customer_sync (RgStore *store, gint64 customer, const char *evidence,
                                          gint64 *action_id, GError **error);
void rg_store_suppress_customer_async (RgStore *store, gint64 customer, const char *evidence,
                                       GAsyncReadyCallback callback, gpointer user_data);
/* The person has thought again: what was said before and since counts. The ledger keeps both. */
gboolean rg_store_lift_suppression_sync (RgStore *store, gint64 customer, gint64 *action_id,
                                         GError **error);
void rg_store_lift_suppression_async (RgStore *store, gint64 customer,
                                      GAsyncReadyCallback callback, gpointer user_data);

/* Everybody's. */
RgKeyedHashes *rg_suppressed_read (RgDb *db, GError **error);
/* kind: "email" or "phone" with a contact point's key, "address" with the text of
 * rg_suppressed_dup_home(). */
char *rg_suppressed_dup_home (const char *name, const char *street, const char *postcode);

/* Customers of a fixed list who are still meant to be written to, whom a hash holds for: for what
 * would reach them by now, themselves, at home or as whom they became; or for where the list goes.
 * A set of gint64 ids. country: the shop's. */
GHashTable *rg_suppressed_find_members (RgDb *db, gint64 campaign, RgChannel channel,
                                        const char *country, GError **error);
/* Whether a hash holds for the person, or for whom they became: *held. */
gboolean rg_suppressed_holds_for (RgDb *db, gint64 customer, gboolean *held, GError **error);

G_END_DECLS
