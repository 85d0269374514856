/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What was found in the shop's mailbox: who wants no more e-mail, and which addresses take none.
 *
 * A message names one that was sent by the token in its Message-ID; whom that went to, and under
 * which address, stands in the outbox and nowhere else. Each answer counts once, for good: what was
 * taken back by hand is not done again when the mailbox is read anew. */
#pragma once

#include "store/rg-store-consent.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/* How far the mailbox was read. Unix seconds; 0: never. */
typedef struct {
  gint64 read_at;
  guint32 validity; /* of the numbers */
  guint32 last_uid;
  const char *folder; /* borrowed; NULL: the inbox */
} RgMailReading;

typedef enum {
  RG_MAIL_NEWS_UNSUBSCRIBED,
  RG_MAIL_NEWS_HARD, /* the address takes no mail: nothing goes there until it is changed */
  RG_MAIL_NEWS_SOFT, /* only counted */
} RgMailNewsKind;

typedef struct {
  RgMailNewsKind kind;
  char token[37]; /* the UUID that the Message-ID begins with */
  char *said;     /* by a mail server, or NULL */
} RgMailNews;

void rg_mail_news_clear (RgMailNews *news);

/* What was new of it. */
typedef struct {
  gint64 n_messages;
  gint64 n_unsubscribed;
  gint64 n_hard;
  gint64 n_soft;
  gboolean junk; /* the folder of unwanted mail was read, too */
} RgMailRead;

/* Reader thread. */
gboolean rg_mail_reading_read (RgDb *db, RgMailReading *reading, GError **error);
/* folder: as the mailbox writes it, or NULL: the inbox. */
gboolean rg_store_read_mail_reading_sync (RgStore *store, const char *folder,
                                          RgMailReading *reading, GError **error);

/* As one action, which can be taken back: entries of the permission ledger, with the message as
 * evidence, and marks at addresses. read is added to. */
gboolean rg_store_note_mail_read_sync (RgStore *store, const RgMailReading *reading,
                                       const RgMailNews *news, gsize n_news, RgMailRead *read,
                                       GError **error);

/* --- Inside a write: for whatever else tells of mail that went out --- */

/* On that day the person said that they want no more on the channel. Nothing is written where they
 * had said so already. */
gboolean rg_mail_news_withdraw (RgWrite *write, const RgConsentNew *entry, gboolean *fresh,
                                GError **error);
/* Mail to an address of the person did not arrive; hard: it never will. contact: as it stood in the
 * message. */
gboolean rg_mail_news_mark (RgWrite *write, gint64 customer, const char *contact, gboolean hard,
                            gboolean *fresh, GError **error);

/* "2 want no more e-mail · 3 addresses take none"; NULL where there was nothing new. Owned by the
 * caller. */
char *rg_mail_read_dup_words (const RgMailRead *read);

/* "Mailbox last read 08:10", on another day with the day. Owned by the caller. */
char *rg_mail_reading_dup_words (gint64 read_at, const RgShop *shop);

G_END_DECLS
