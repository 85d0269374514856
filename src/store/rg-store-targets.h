/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Targets: the net sales that a month should bring, for the whole shop or one location. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

typedef struct {
  gint64 location; /* 0: the whole shop */
  RgDay month;     /* its first day; 0: every month that has no target of its own */
  gint64 net_minor;
} RgTarget;

/* RgTarget. Reader thread. */
GArray *rg_targets_read (RgDb *db, GError **error);
/* What that very target is, every month's not looked at; 0 where there is none. Pure. */
gint64 rg_targets_get (const GArray *targets, gint64 location, RgDay month);
/* What counts for the month of `day`: its own target, else every month's; where the whole shop has
 * neither but each of the locations has one, their sum. 0 where there is none. Pure. `locations`
 * are rows' ids. */
gint64 rg_targets_find (const GArray *targets, gint64 location, RgDay day,
                        const gint64 *locations, guint n_locations);

void rg_store_read_targets_async (RgStore *store, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
GArray *rg_store_read_targets_finish (RgStore *store, GAsyncResult *result, GError **error);

/* Each is one action; net_minor 0 takes the target away. RG_STORE_ERROR_INVALID below 0. Finish the
 * async one with rg_store_write_finish(). */
gboolean rg_store_set_target_sync (RgStore *store, const RgTarget *target, gint64 *action,
                                   GError **error);
void rg_store_set_target_async (RgStore *store, const RgTarget *target,
                                GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
