/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Comparing segments off the main thread. */
#pragma once

#include "rules/rg-group-compare.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/* Texts of segments; second NULL: everybody else. There must be a dataset. */
void rg_compare_async (RgStore *store, const char *first, const char *second,
                       GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer user_data);
/* NULL only where it was cancelled. */
RgGroupCompare *rg_compare_finish (GAsyncResult *result);

/* How many are in each two of the segments. */
typedef struct {
  RgDataset *dataset;
  guint n;
  char **names;
  RgBitset **members;
  guint *counts;      /* n * n: analysis/rg-overlap.h */
} RgOverlap;

void rg_overlap_free (RgOverlap *overlap);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgOverlap, rg_overlap_free)

/* ids of saved segments in the dataset; those that are gone are left out. */
void rg_overlap_async (RgStore *store, const gint64 *ids, guint n_ids, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data);
RgOverlap *rg_overlap_finish (GAsyncResult *result);

G_END_DECLS
