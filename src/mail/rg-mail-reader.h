/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reads the shop's mailbox for answers to what was sent: who wants no more, and what did not
 * arrive. Nothing else in it is looked at for longer than that takes, and nothing is kept of it. */
#pragma once

#include "store/rg-store-mail-reading.h"
#include "store/rg-store-mail.h"

G_BEGIN_DECLS

/* Days after which nothing is sent before the mailbox has been read. */
#define RG_MAIL_UNREAD_MOST 3

/* seconds that the server may take to answer; 0: half a minute. What was read stays read where it
 * fails half-way. Blocks. */
gboolean rg_mail_reader_read (RgStore *store, guint seconds, GCancellable *cancellable,
                              RgMailRead *read, GError **error);

/* Only whether it could be read: it is opened and closed. TRUE without a mailbox. Blocks. */
gboolean rg_mail_reader_try (RgStore *store, guint seconds, GCancellable *cancellable,
                             GError **error);
/* For whoever is about to send: reads it where that was too long ago. TRUE where no mailbox is set
 * up. Blocks. */
gboolean rg_mail_reader_catch_up (RgStore *store, const RgMailAccount *account, guint seconds,
                                  GCancellable *cancellable, GError **error);

G_END_DECLS
