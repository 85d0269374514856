/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reads the shop's mailbox (IMAP, RFC 9051), and changes nothing in it: it is opened to be looked
 * at only, and what was unread stays unread. libcurl connects, encrypts and signs in. */
#pragma once

#include "store/rg-store-mail.h"

G_BEGIN_DECLS

typedef struct _RgImap RgImap;

/* Connects, signs in and opens the inbox; seconds: for each answer. Blocks. */
RgImap *rg_imap_open (const RgMailAccount *account, const char *password, guint seconds,
                      GCancellable *cancellable, GError **error);
void rg_imap_free (RgImap *imap);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgImap, rg_imap_free)

/* The folder of unwanted mail, as the mailbox marks it (RFC 6154); *folder is NULL where it marks
 * none. Owned by the caller. */
gboolean rg_imap_find_junk (RgImap *imap, char **folder, GError **error);
/* Opens it instead, to be looked at only. */
gboolean rg_imap_open_folder (RgImap *imap, const char *folder, GError **error);
/* Changes when the numbers of messages begin anew. */
guint32 rg_imap_get_validity (RgImap *imap);
/* guint32 numbers above `after`, ascending; with 0 of the last `days` days. */
GArray *rg_imap_find (RgImap *imap, guint32 after, guint days, GError **error);
/* The beginning of a message, RG_IMAP_MOST bytes; NULL with an error. "" where it is gone. */
GBytes *rg_imap_fetch (RgImap *imap, guint32 uid, GError **error);

G_END_DECLS
