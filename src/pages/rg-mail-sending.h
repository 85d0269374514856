/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A campaign on its way to the mail server, in a thread of its own: how far it is, and a stop. */
#pragma once

#include "mail/rg-mailer.h"

G_BEGIN_DECLS

typedef struct _RgMailSending RgMailSending;

/* again: also messages of which nobody knows whether they arrived. */
RgMailSending *rg_mail_sending_new (RgStore *store, gint64 campaign, gboolean again);
RgMailSending *rg_mail_sending_ref (RgMailSending *sending);
void rg_mail_sending_unref (RgMailSending *sending);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgMailSending, rg_mail_sending_unref)

/* Once. The callback comes on the main context of the caller, with `source` where it is an
 * object. */
void rg_mail_sending_run_async (RgMailSending *sending, gpointer source,
                                GAsyncReadyCallback callback, gpointer user_data);
gboolean rg_mail_sending_run_finish (GAsyncResult *result, GError **error);
/* What is on its way is given to the server yet. */
void rg_mail_sending_stop (RgMailSending *sending);
/* How far it is. */
void rg_mail_sending_get (RgMailSending *sending, RgMailerProgress *progress);

/* The share of all messages that no longer wait, 0 to 1. */
double rg_mail_counts_get_share (const gint64 *counts);
/* "118 sent · 2 refused by the mail server"; NULL where there are no messages. Owned by the
 * caller. */
char *rg_mail_counts_dup_words (const gint64 *counts);

G_END_DECLS
