/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The passphrase of a shop's backups in the desktop's keyring (libsecret), where the user wishes
 * that this computer remembers it.
 *
 * Only for convenience: where there is no keyring, where it is locked, or where it knows nothing,
 * the answer is "not known", and whoever asked asks the user. Nothing is tried again, and no key is
 * ever made up. */
#pragma once

#include "base/rg-uuid.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* NULL without an error: not known. An error says why the keyring could not be asked. The text is
 * to be freed with rg_keyring_free(), which wipes it. */
void rg_keyring_find_async (const guint8 shop_uuid[RG_UUID_SIZE], GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
char *rg_keyring_find_finish (GAsyncResult *result, GError **error);

/* passphrase NULL: forgets it. FALSE with an error where the keyring refused. */
void rg_keyring_store_async (const guint8 shop_uuid[RG_UUID_SIZE], const char *shop_name,
                             const char *passphrase, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
gboolean rg_keyring_store_finish (GAsyncResult *result, GError **error);

void rg_keyring_free (char *passphrase);

G_END_DECLS
