/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Segments that are frozen: a fixed list of people, as they were members on one day.
 *
 * A frozen segment asks for those chosen for it by hand, and keeps its rules beside that, switched
 * off: its text is 'chosen for "Name"' and 'off all (…)'. Everybody in the list was chosen with
 * the reason "Frozen 2026-11-22". Made live again it has its rules back, and those who were chosen
 * so are chosen no more. */
#pragma once

#include "rules/rg-segment.h"
#include "store/rg-store-segments.h"

G_BEGIN_DECLS

/* Whether the rules are those of a frozen segment of that name. */
gboolean rg_segment_is_frozen (const RgNode *root, const char *name);
/* The day on which it was; RG_DAY_NONE: it is live, or nobody was in. */
RgDay rg_segment_frozen_day (const RgDataset *dataset, gint64 segment, const RgNode *root);

/* Freezes or makes live, by what it is now; one action. members: GArray of gint64, who is in, when
 * it is to be frozen; a reference is kept. RG_STORE_ERROR_INVALID where it is so already. */
gboolean rg_store_freeze_segment_sync (RgStore *store, gint64 segment, GArray *members,
                                       gint64 *action, GError **error);
gboolean rg_store_thaw_segment_sync (RgStore *store, gint64 segment, gint64 *action,
                                     GError **error);
/* The same; members NULL: made live. For the last one: rg_store_write_finish(). */
void rg_store_freeze_segment_async (RgStore *store, gint64 segment, GArray *members,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);

G_END_DECLS
