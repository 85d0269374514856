/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The password of a shop's e-mail account, in the desktop's keyring (libsecret) and nowhere else.
 * Where there is no keyring, as for a timer, the environment variable REGULARS_MAIL_PASSWORD is
 * used. All of it blocks. */
#pragma once

#include "store/rg-store-mail.h"

G_BEGIN_DECLS

/* "" for an account without a user; NULL with a sentence where none is kept or can be read. */
char *rg_mail_secret_lookup (const RgMailAccount *account, const RgShop *shop,
                             GCancellable *cancellable, GError **error);
/* password NULL: forgets it. */
gboolean rg_mail_secret_keep (const RgShop *shop, const char *password, GCancellable *cancellable,
                              GError **error);

G_END_DECLS
