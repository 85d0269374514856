/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Two customers who are one person: which of their facts stay, and the merge itself.
 *
 * A merge only points from one to the other (customer.merged_into) and writes the chosen facts into
 * the one who stays. Purchases, permissions, contact points, tags, the till's numbers and cards
 * stay with whom they came under and are read as the living one's, so that taking the merge back,
 * also much later, leaves everybody with what is theirs. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

typedef enum {
  RG_MERGE_NAME, /* in full and in parts */
  RG_MERGE_BIRTHDAY,
  RG_MERGE_EMAIL, /* of contacts: which one is used first; both stay */
  RG_MERGE_PHONE,
  RG_MERGE_ADDRESS,
  RG_MERGE_CARD,
  RG_MERGE_GENDER,
  RG_MERGE_LANGUAGE,
  RG_MERGE_OCCUPATION,
  RG_MERGE_INCOME_BAND,
  RG_MERGE_INTERESTS,
  RG_MERGE_CHILDREN,
  RG_MERGE_HOUSEHOLD_SIZE,
  RG_MERGE_NOTE,
  RG_MERGE_JOINED, /* the day, and how and where */
  RG_MERGE_HOUSEHOLD,
  RG_MERGE_OWNER,
  RG_MERGE_PREFERS,
  RG_N_MERGE_FIELDS
} RgMergeField;

typedef enum {
  RG_KEEP_FIRST,  /* of the one who stays */
  RG_KEEP_SECOND,
  RG_KEEP_BOTH,   /* of notes: one below the other */
} RgKeep;

typedef struct
{
  gint64 id;
  char *name;          /* as shown */
  char *field[RG_N_MERGE_FIELDS]; /* in words; "" where nothing is known */
  guint n_contacts, n_tags, n_visits;
} RgMergeSide;

/* One of the shop's own fields in which both have something else. Who stays keeps theirs unless
 * told; what only the other has comes along. */
typedef struct
{
  gint64 field;
  char *name;
  char *value[2]; /* in words */
} RgMergeOwn;

typedef struct
{
  RgMergeSide side[2]; /* the one who stays, and the other */
  RgKeep keep[RG_N_MERGE_FIELDS]; /* what to suggest */
  GPtrArray *own;                 /* RgMergeOwn */
} RgMergePreview;

/* "Birthday", in the user's language. */
const char *rg_merge_field_name (RgMergeField field);
/* Whether there is anything to choose: both have it, and it is not the same. */
gboolean rg_merge_preview_differs (const RgMergePreview *preview, RgMergeField field);

/* Customers who were merged before stand for who they became. NULL with RG_STORE_ERROR_NOT_FOUND
 * where one is not there any more, with RG_STORE_ERROR_INVALID where both are one already. home:
 * the shop's country. */
RgMergePreview *rg_merge_preview_read (RgDb *db, gint64 stays, gint64 goes, const char *home,
                                       GError **error);
void rg_merge_preview_free (RgMergePreview *preview);

/* One action. keep: RG_N_MERGE_FIELDS, or NULL for what the preview suggests. own: gint64, the own
 * fields in which the other one's value is kept; NULL: none. Finish the async one with
 * rg_store_write_finish(). */
gboolean rg_store_merge_sync (RgStore *store, gint64 stays, gint64 goes, const RgKeep *keep,
                              GArray *own, gint64 *action_id, GError **error);
void rg_store_merge_async (RgStore *store, gint64 stays, gint64 goes, const RgKeep *keep,
                           GArray *own, GAsyncReadyCallback callback, gpointer user_data);

/* The kind of a merge's action. */
#define RG_MERGE_KIND "customer.merge"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgMergePreview, rg_merge_preview_free)

G_END_DECLS
