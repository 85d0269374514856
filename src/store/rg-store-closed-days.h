/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Days on which the shop, or one of its locations, was closed: nobody asks for their sales. */
#pragma once

#include "analysis/rg-gaps.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/* RgClosedDay, by day. Reader thread. */
GArray *rg_closed_days_read (RgDb *db, GError **error);

/* One action for all of the days; `closed` FALSE says that they were open after all. Finish the
 * async one with rg_store_write_finish(). */
gboolean rg_store_set_closed_sync (RgStore *store, const RgClosedDay *days, gsize n_days,
                                   gboolean closed, gint64 *action, GError **error);
void rg_store_set_closed_async (RgStore *store, const RgClosedDay *days, gsize n_days,
                                gboolean closed, GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
