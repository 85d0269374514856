/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Saved segments that grew or shrank in the last week by more than is usual for them:
 * rules/rg-usual.h, on their counts of the past weeks (store/rg-past.h). */
#pragma once

#include "rules/rg-usual.h"
#include "store/rg-past.h"

G_BEGIN_DECLS

/* So many weeks are looked at, the last one among them. */
#define RG_UNUSUAL_WEEKS 27

typedef struct {
  gint64 id;
  char *name;
  guint before, after; /* a week ago, and now */
  RgUsual usual;
  GArray *ids;         /* gint64: who joined where it grew, who left where it shrank */
} RgUnusual;

/* RgUnusual, the greatest change first. all: also those that changed as usual, or of which nobody
 * can tell. Any thread but the main one of a window. */
GPtrArray *rg_segments_unusual_read (RgStore *store, const RgShop *shop, const RgDataset *now,
                                     gboolean all, GCancellable *cancellable, GError **error);
/* G_IO_ERROR_PENDING while the shop is still being read. */
void rg_segments_unusual_async (RgStore *store, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *rg_segments_unusual_finish (GAsyncResult *result, GError **error);

G_END_DECLS
