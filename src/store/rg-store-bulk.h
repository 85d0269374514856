/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One thing done to many customers: one action, taken back as one. */
#pragma once

#include "store/rg-segment-hand.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/* What can be said of many people at once. */
typedef enum {
  RG_BULK_OWNER,
  RG_BULK_LANGUAGE,
  RG_BULK_GENDER,
  RG_BULK_OCCUPATION,
  RG_BULK_PREFERS,
  RG_BULK_INCOME_BAND,
  RG_BULK_INTERESTS,
  RG_BULK_JOINED_HOW,
  RG_BULK_JOINED_WHERE,
  RG_N_BULK_FACTS
} RgBulkFact;

/* A stable word ("income-band"), and the one on the screen. */
const char *rg_bulk_fact_get_id (RgBulkFact fact);
const char *rg_bulk_fact_get_label (RgBulkFact fact);
/* RG_N_BULK_FACTS for a word that is none. */
RgBulkFact rg_bulk_fact_from_id (const char *id);

typedef struct _RgBulk RgBulk;

/* ids: GArray of gint64, in any order; a reference is kept, and nobody may change it any more.
 * Whoever is not among the living customers is passed over. */
RgBulk *rg_bulk_new_tag (GArray *ids, const char *tag, gboolean add);
/* value: "" for nothing known. For RG_BULK_OWNER the name of a member of staff, for RG_BULK_PREFERS
 * the id of a channel (rules/rg-permission.h). */
RgBulk *rg_bulk_new_fact (GArray *ids, RgBulkFact fact, const char *value);
/* In one of the shop's own fields; value in its plain form (base/rg-own-kind.h). */
RgBulk *rg_bulk_new_own (GArray *ids, gint64 field, const char *value);
/* To those whom a campaign is for, whatever its segment says; RG_STORE_ERROR_INVALID where its list
 * is fixed. Who may not be written to is left out as ever. */
RgBulk *rg_bulk_new_campaign (GArray *ids, gint64 campaign);
/* For the segment of that name, by hand; a segment that is not there yet is made of those chosen.
 * reason: why they are left out, or "". */
RgBulk *rg_bulk_new_segment (GArray *ids, const char *segment, RgHand hand, const char *reason);
/* Those with purchases, permissions or letters stay: they belong to the books of the shop. */
RgBulk *rg_bulk_new_delete (GArray *ids);
void rg_bulk_free (RgBulk *bulk);

/* How far it is, 0 to 1. Any thread. */
double rg_bulk_get_share (RgBulk *bulk);
/* After it was done: the customers that are different now, and those who had to stay. */
guint rg_bulk_get_n_changed (RgBulk *bulk);
guint rg_bulk_get_n_kept (RgBulk *bulk);
/* What History says of it: "Tag “web” Added to 12 Customers". */
char *rg_bulk_dup_label (RgBulk *bulk);

/* The names of all tags; free with g_strfreev(). In a RgReadFunc. */
char **rg_bulk_read_tags (RgDb *db, GError **error);

/* *action_id is 0 where nothing was different. Cancelled, nothing has happened. */
gboolean rg_store_bulk_sync (RgStore *store, RgBulk *bulk, GCancellable *cancellable,
                             gint64 *action_id, GError **error);
/* The bulk must live until the callback. */
void rg_store_bulk_async (RgStore *store, RgBulk *bulk, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
/* For the last one: rg_store_write_finish(). */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgBulk, rg_bulk_free)

G_END_DECLS
