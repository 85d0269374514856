/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Where somebody wrote of a person elsewhere: in the notes, fields, tasks and tickets of others, in
 * letters and templates, tags, segments and views. Erasing leaves these texts as they are, since
 * only their reader can tell whom they mean; it says where they are. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

typedef enum {
  RG_MENTION_NOTE,     /* of the customer `id` */
  RG_MENTION_CUSTOMER, /* what is remembered of them */
  RG_MENTION_FIELD,    /* one of the shop's own fields of theirs */
  RG_MENTION_TASK,
  RG_MENTION_TICKET,
  RG_MENTION_TAG,
  RG_MENTION_CAMPAIGN,
  RG_MENTION_TEMPLATE,
  RG_MENTION_SEGMENT,
  RG_MENTION_VIEW,
  RG_N_MENTIONS
} RgMentionKind;

typedef struct
{
  RgMentionKind kind;
  gint64 id;
  char *text; /* the words around the name */
} RgMention;

void rg_mention_free (RgMention *mention);
/* "note", for --json. */
const char *rg_mention_kind_word (RgMentionKind kind);
/* "A note about another customer", in the user's language. */
const char *rg_mention_kind_title (RgMentionKind kind);

/* RgMention: every text with the name, an e-mail or a phone of the customer in it, as written or
 * without regard to case and marks; a whole word, where the script has words. To be asked before
 * the person is erased: afterwards nobody knows the name. */
GPtrArray *rg_mentions_read (RgDb *db, gint64 customer, GError **error);

GPtrArray *rg_store_mentions_sync (RgStore *store, gint64 customer, GError **error);
void rg_store_mentions_async (RgStore *store, gint64 customer, GAsyncReadyCallback callback,
                              gpointer user_data);
GPtrArray *rg_store_mentions_finish (RgStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
