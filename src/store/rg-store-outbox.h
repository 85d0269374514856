/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The outbox: what became of each message of a campaign that goes out by e-mail.
 *
 * A message is marked as being sent, on disk, before the server hears of it, and settled once the
 * server has answered. What a program that was killed in between left behind is uncertain: it is
 * listed, and never sent again unless somebody says so. The rows are not taken back with anything:
 * what was sent stays sent. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

typedef enum {
  RG_MAIL_WAITING,
  RG_MAIL_SENDING,
  RG_MAIL_SENT,
  RG_MAIL_REFUSED,   /* by the server, for good */
  RG_MAIL_UNCERTAIN, /* given to the server, and no answer came */
  RG_MAIL_WITHDRAWN, /* dropped from the list before it was sent */
  RG_N_MAIL_STATES
} RgMailState;

/* "waiting", …: for files and --json; never translated. */
const char *rg_mail_state_get_id (RgMailState state);
/* "sent", "refused by the mail server" … in the user's language, to stand after a number. */
const char *rg_mail_state_get_label (RgMailState state);

/* One message, and what became of it. */
typedef struct {
  gint64 customer;
  char *message_id;
  guint tries;     /* this one included */
  char *name;
  char *address;
  char *subject;
  char *body;
  guint version;
  char *coupon;      /* or NULL */
  RgMailState state; /* what became of it */
  gint64 next_at;    /* Unix seconds, where it waits again */
  char *said;        /* what the server said, or NULL */
} RgMail;

/* A row for people. */
typedef struct {
  gint64 customer;
  RgMailState state;
  guint tries;
  gint64 next_at;
  char *said;
  char *message_id;
  char *name;    /* "" where the person stands in the list no more */
  char *address;
} RgMailRow;

void rg_mail_row_free (RgMailRow *row);

/* Reader thread. counts: RG_N_MAIL_STATES of them. */
gboolean rg_outbox_count (RgDb *db, gint64 campaign, gint64 *counts, GError **error);
/* RgMailRow; id of a state, or "" for all. */
GPtrArray *rg_outbox_read (RgDb *db, gint64 campaign, const char *state, GError **error);
/* gint64 ids of campaigns with messages whose time has come. */
GArray *rg_outbox_read_open (RgDb *db, gint64 now, GError **error);

/* As one action: drops whoever withdrew, and puts a message for each other person of the fixed list
 * into the outbox who has none. domain: what message ids end in. again: also those of whom nobody
 * knows. RG_STORE_ERROR_INVALID for a list that is not fixed, or not for e-mail. Blocks. */
gboolean rg_outbox_begin (RgStore *store, gint64 campaign, const char *domain, gboolean again,
                          GError **error);

/* A few messages at a time: each such step waits for the disk. */
#define RG_OUTBOX_MOST 4

typedef struct {
  RgMail mail[RG_OUTBOX_MOST];
  guint n;
  guint most;  /* to be taken at once, RG_OUTBOX_MOST at most */
  gint64 seen; /* kept from call to call, 0 at first */
} RgMailBatch;

void rg_mail_batch_clear (RgMailBatch *batch);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgMailBatch, rg_mail_batch_clear)

/* Settles the messages of the batch and takes the next ones whose time has come, marked as being
 * sent; n 0: there are none. In between, whoever withdrew is dropped. Blocks. */
gboolean rg_outbox_next (RgStore *store, gint64 campaign, RgMailBatch *batch, GError **error);

/* Only settles them: when the rest is left for later. Blocks. */
gboolean rg_outbox_settle (RgStore *store, gint64 campaign, RgMailBatch *batch, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgMailRow, rg_mail_row_free)

/* What waits is not continued by itself: somebody has stopped it. rg_outbox_begin() lets it go
 * on. */
gboolean rg_outbox_hold (RgStore *store, gint64 campaign, GError **error);

G_END_DECLS
