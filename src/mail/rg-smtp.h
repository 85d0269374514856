/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Gives messages to a mail server (SMTP, RFC 5321), one after the other over one connection. The
 * only place of the program that opens a connection to another machine. */
#pragma once

#include "store/rg-store-mail.h"

G_BEGIN_DECLS

typedef struct _RgSmtp RgSmtp;

typedef enum {
  RG_SMTP_SENT,      /* the server has taken it */
  RG_SMTP_REFUSED,   /* for good, for this recipient */
  RG_SMTP_LATER,     /* for now, for this recipient; it was not taken */
  RG_SMTP_UNCERTAIN, /* all of it was given, and no answer came */
  RG_SMTP_NOT,       /* not taken: no connection, or the server refuses the account */
} RgSmtpFate;

/* seconds: for a connection, and then for each message. */
RgSmtp *rg_smtp_new (const RgMailAccount *account, const char *password, guint seconds);
void rg_smtp_free (RgSmtp *smtp);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSmtp, rg_smtp_free)

/* text as rg_mail_message_print(). said: what the server said last, or what else happened, in its
 * words; owned by the caller. Blocks. A cancelled one is RG_SMTP_NOT or RG_SMTP_UNCERTAIN. */
RgSmtpFate rg_smtp_send (RgSmtp *smtp, const char *to, const char *text, GCancellable *cancellable,
                         char **said);

G_END_DECLS
