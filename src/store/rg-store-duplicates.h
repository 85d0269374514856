/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Customers who may be one person twice: over the whole base, and beside somebody who is just being
 * written down. analysis/rg-duplicates.h says how they are told. */
#pragma once

#include "analysis/rg-duplicates.h"
#include "store/rg-store.h"
#include "store/rg-store-customers.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id[2];    /* the one who has bought more comes first */
  char *name[2];   /* as shown */
  guint n_visits[2];
  double same;     /* probability of one person twice */
  double home;     /* probability of two people of one home */
  RgFactScore facts[RG_N_FACTS];
} RgDuplicatePair;

void rg_duplicate_pair_free (RgDuplicatePair *pair);

/* RgDuplicatePair, the surest first: same >= least, or home >= 0.5 where nobody has said yet that
 * they share one. Without those of whom somebody said that they are not the same. Reads on the
 * report reader for a moment, then counts on a thread of its own. */
GPtrArray *rg_store_find_duplicates_sync (RgStore *store, double least,
                                          GCancellable *cancellable, GError **error);
void rg_store_find_duplicates_async (RgStore *store, double least, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *rg_store_find_duplicates_finish (RgStore *store, GAsyncResult *result, GError **error);

/* Two who are not one person: nobody asks again. One action; finish with
 * rg_store_write_finish(). */
gboolean rg_store_tell_apart_sync (RgStore *store, gint64 a, gint64 b, gint64 *action_id,
                                   GError **error);
void rg_store_tell_apart_async (RgStore *store, gint64 a, gint64 b, GAsyncReadyCallback callback,
                                gpointer user_data);

/* --- While typing --------------------------------------------------------------------------- */

typedef enum {
  RG_SIMILAR_EMAIL,
  RG_SIMILAR_PHONE,
  RG_SIMILAR_NAME,
} RgSimilarBy;

/* The living customer who has the same e-mail, else the same phone, else the same name as what is
 * being written; not the one that details->id is. *name (free it) is NULL where there is none.
 * country: the shop's. */
gboolean rg_similar_read (RgDb *db, const RgCustomerDetails *details, const char *country,
                          gint64 *id, char **name, RgSimilarBy *by, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgDuplicatePair, rg_duplicate_pair_free)

G_END_DECLS
