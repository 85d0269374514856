/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The password of a shop's e-mail account, in the desktop's keyring (libsecret) and nowhere else.
 * Where there is no keyring, as for a timer, the environment variable REGULARS_MAIL_PASSWORD is
 * used. All of it blocks. */
#pragma once

#include <gio/gio.h>

#include "base/rg-uuid.h"

G_BEGIN_DECLS

/* NULL without an error where none is kept. */
char *rg_mail_secret_lookup (const guint8 shop[RG_UUID_SIZE], GCancellable *cancellable,
                             GError **error);
/* password NULL: forgets it. */
gboolean rg_mail_secret_keep (const guint8 shop[RG_UUID_SIZE], const char *shop_name,
                              const char *password, GCancellable *cancellable, GError **error);

G_END_DECLS
