/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Counting off the main thread. */
#pragma once

#include "rules/rg-segment-count.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/* root is copied. The callback comes on the main thread, with the numbers of one generation.
 * cache is shared by calls. G_IO_ERROR_PENDING while the shop is still being read:
 * `dataset-changed` tells when to ask again. */
void rg_segment_count_async (RgStore *store, const RgNode *root, RgRuleCache *cache,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
/* *dataset (may be NULL) is the one that was counted; a new reference. */
RgSegmentResult *rg_segment_count_finish (GAsyncResult *result, RgDataset **dataset,
                                          GError **error);

G_END_DECLS
