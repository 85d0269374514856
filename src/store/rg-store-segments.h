/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Saved segments: a name and a text. Who is in one is counted afresh, never stored. */
#pragma once

#include "base/rg-uuid.h"
#include "store/rg-row-list.h"

G_BEGIN_DECLS

typedef struct {
  gint64 id;   /* 0 for one that is not saved yet */
  guint8 uuid[RG_UUID_SIZE];
  char *name;
  char *text;  /* rules/rg-segment.h */
} RgSavedSegment;

RgSavedSegment *rg_saved_segment_new (const char *name, const char *text);
void rg_saved_segment_free (RgSavedSegment *segment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSavedSegment, rg_saved_segment_free)

/* --- Reading: in a RgReadFunc --------------------------------------------------------------- */

/* RgSavedSegment, in the order of the names (as the user's language has it). */
GPtrArray *rg_segments_read (RgDb *db, GError **error);
/* RG_STORE_ERROR_NOT_FOUND where there is none. */
RgSavedSegment *rg_segment_read (RgDb *db, gint64 id, GError **error);
/* By id, UUID or name (case and accents do not matter). */
gboolean rg_saved_segment_is_meant (const RgSavedSegment *segment, const char *text);
/* The one that is meant so. */
RgSavedSegment *rg_segment_find (RgDb *db, const char *text, GError **error);

/* One member for a list. */
typedef struct {
  gint64 id;
  guint8 uuid[RG_UUID_SIZE];
  char *name; /* as shown: never empty */
} RgSegmentMember;

void rg_segment_member_free (RgSegmentMember *member);
/* RgSegmentMember of these customers, in the given order; those that are gone are left out. */
GPtrArray *rg_segment_read_members (RgDb *db, const gint64 *customers, gsize n_customers,
                                    GError **error);
/* A customer by id, UUID or the till's number, or 0 with RG_STORE_ERROR_NOT_FOUND. */
gint64 rg_segment_find_customer (RgDb *db, const char *text, GError **error);

/* The living customers of a text, counted on the shop's day; nobody where it cannot be read. Any
 * thread. */
RgBitset *rg_segment_evaluate_text (const RgDataset *dataset, const RgShop *shop,
                                    const char *text);

/* RgCustomer items for rg_row_list_new(), in the orders of RgCustomersOrder; what is searched
 * for is the text of a segment. Nobody where it cannot be read. */
extern const RgRowSource rg_segment_members_source;

/* --- Writing: each is one action ------------------------------------------------------------ */

/* In an action's own transaction: what saving one does. */
gboolean rg_segment_write (RgWrite *write, RgSavedSegment *segment, GError **error);
/* Makes a new one (id 0) or changes the one with the id; refuses an empty name, one that another
 * segment has, a text that cannot be read, and rules that come back to the segment itself. Rules
 * that ask for it by its name follow when it gets another. *id is the segment's. Nothing happens
 * where nothing is different. */
gboolean rg_store_save_segment_sync (RgStore *store, const RgSavedSegment *segment, gint64 *id,
                                     gint64 *action, GError **error);
void rg_store_save_segment_async (RgStore *store, const RgSavedSegment *segment,
                                  GAsyncReadyCallback callback, gpointer user_data);
gboolean rg_store_save_segment_finish (RgStore *store, GAsyncResult *result, gint64 *id,
                                       gint64 *action, GError **error);
/* Refuses one that others ask for. */
gboolean rg_store_delete_segment_sync (RgStore *store, gint64 id, gint64 *action, GError **error);
void rg_store_delete_segment_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                                    gpointer user_data);
/* For the last one: rg_store_write_finish(). */

G_END_DECLS
