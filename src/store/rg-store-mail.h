/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The shop's e-mail account: where its mail is sent from. The password is not in the file
 * (mail/rg-mail-secret.h). Until a host is set there is no account, and nothing is sent. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

typedef enum {
  RG_MAIL_SECURITY_TLS,      /* from the first byte on; usually port 465 */
  RG_MAIL_SECURITY_STARTTLS, /* asked for before anything else is said; usually port 587 */
  RG_MAIL_SECURITY_NONE,     /* only for a server on this machine */
  RG_N_MAIL_SECURITIES
} RgMailSecurity;

#define RG_MAIL_PER_MINUTE 60 /* unless something else is set */
#define RG_MAIL_PER_MINUTE_MOST 60000
/* It goes out with each e-mail. */
#define RG_MAIL_PICTURE_BYTES (150 * 1024)
#define RG_MAIL_PICTURE_WORDS 120 /* characters */

typedef struct {
  char *host; /* "" where there is no account */
  guint port;
  RgMailSecurity security;
  char *user; /* "" for a server that asks for none */
  char *from; /* address */
  char *name; /* that it is sent under; "": the shop's */
  guint per_minute;
  char *imap_host; /* of the mailbox that answers come to; "": it is not read */
  guint imap_port;
  RgMailSecurity imap_security;
  GBytes *picture;     /* PNG, on top of each e-mail; NULL for none: rg_store_set_mail_picture() */
  char *picture_words; /* what it says, for those who do not see it; "" without one */
} RgMailAccount;

RgMailAccount *rg_mail_account_new (void);
RgMailAccount *rg_mail_account_copy (const RgMailAccount *account);
void rg_mail_account_free (RgMailAccount *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgMailAccount, rg_mail_account_free)

/* "tls", "starttls", "none": for the file and regularsctl. */
const char *rg_mail_security_get_id (RgMailSecurity security);
gboolean rg_mail_security_from_id (const char *id, RgMailSecurity *security);

/* Whether the host is this machine. */
gboolean rg_mail_host_is_local (const char *host);
/* One address that a server can be told: "ann@example.org"; ASCII, nothing around it. */
gboolean rg_mail_address_is_valid (const char *address);
/* RG_STORE_ERROR_INVALID with what has to be put right. */
gboolean rg_mail_account_check (const RgMailAccount *account, GError **error);

/* Reader thread. */
RgMailAccount *rg_mail_account_read (RgDb *db, GError **error);
RgMailAccount *rg_store_read_mail_account_sync (RgStore *store, GError **error);

/* As one action. Checks it first, unless the host is "", which removes it. */
gboolean rg_store_set_mail_account_sync (RgStore *store, const RgMailAccount *account,
                                         gint64 *action, GError **error);
/* The callback gets the result for rg_store_write_finish(). */
void rg_store_set_mail_account_async (RgStore *store, const RgMailAccount *account,
                                      GAsyncReadyCallback callback, gpointer user_data);

/* The picture on top of each e-mail, as PNG (print/rg-mail-picture.h), or NULL for none; words: ""
 * for the shop's name. It stays where the account is removed. RG_STORE_ERROR_INVALID for what is no
 * such picture. */
gboolean rg_store_set_mail_picture_sync (RgStore *store, GBytes *picture, const char *words,
                                         gint64 *action, GError **error);
void rg_store_set_mail_picture_async (RgStore *store, GBytes *picture, const char *words,
                                      GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
