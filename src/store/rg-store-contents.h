/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a shop's file holds, counted day by day, to hold a backup against the shop of now. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

typedef struct
{
  RgDay day;
  gint64 receipts;
} RgContentsDay;

typedef struct
{
  gint64 customers;
  gint64 receipts;
  GArray *days; /* RgContentsDay, the first day first */
} RgContents;

void rg_contents_free (RgContents *contents);
/* Any store, also a read-only one out of a backup. */
void rg_contents_read_async (RgStore *store, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
RgContents *rg_contents_read_finish (RgStore *store, GAsyncResult *result, GError **error);

/* What `copy` lacks that `now` has: receipts, and the days that they are of. */
typedef struct
{
  gint64 receipts;
  RgDay first;
  RgDay last;
} RgContentsLack;

/* Counts each day by itself, so that what one day has more makes up for nothing on another. */
RgContentsLack rg_contents_find_lack (const RgContents *copy, const RgContents *now);

/* Ids of the newest receipts (gint64), for rg_receipts_read_async(). */
void rg_contents_read_newest_async (RgStore *store, guint limit, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
GArray *rg_contents_read_newest_finish (RgStore *store, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgContents, rg_contents_free)

G_END_DECLS
