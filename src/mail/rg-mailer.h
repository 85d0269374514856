/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Sends what a campaign's outbox holds: each message once.
 *
 * Before a message is given to the server its row says so, on disk; after the answer the row says
 * what became of it (store/rg-store-outbox.h). Whoever withdraws meanwhile gets nothing more. */
#pragma once

#include "store/rg-store-campaigns.h"
#include "store/rg-store-outbox.h"

G_BEGIN_DECLS

typedef struct {
  gint64 counts[RG_N_MAIL_STATES]; /* of the whole campaign, by now */
  gint64 n_sent;                   /* in this run */
} RgMailerProgress;

typedef void (*RgMailerFunc) (const RgMailerProgress *progress, gpointer data);

/* How a campaign is sent. The password comes from rg_mail_secret_lookup(). */
typedef struct {
  gboolean again;       /* also messages of which nobody knows whether they arrived */
  guint seconds;        /* that a server may take to answer; 0: half a minute */
} RgMailerOptions;

/* Puts the fixed list into the outbox and sends until nothing is due. func (may be NULL) is called
 * in this thread after each message. FALSE: no account, the list is not fixed, somebody else sends
 * it at this moment, the server cannot be reached or refuses the account; what was sent stays sent,
 * and the rest waits. Cancelling is such an error (G_IO_ERROR_CANCELLED). Blocks. */
gboolean rg_mailer_send (RgStore *store, gint64 campaign, const RgMailerOptions *options,
                         RgMailerFunc func, gpointer data, GCancellable *cancellable,
                         RgMailerProgress *progress, GError **error);

/* One message beside any list: to see what it looks like, and that the account works. It is noted
 * nowhere. Blocks. */
gboolean rg_mailer_send_test (RgStore *store, const char *to, const char *subject, const char *text,
                              const RgMailerOptions *options, GCancellable *cancellable,
                              GError **error);
/* What a person of a live campaign would get, to an address of the shop's own, marked as a test in
 * its subject and its first line. It is noted nowhere, and no contact. Blocks. */
gboolean rg_mailer_send_trial (RgStore *store, const RgCampaign *campaign,
                               const RgCampaignPerson *person, const char *to,
                               const RgMailerOptions *options, GCancellable *cancellable,
                               GError **error);

G_END_DECLS
