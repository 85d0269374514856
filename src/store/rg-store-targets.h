/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Targets (analysis/rg-targets.h) in the file. */
#pragma once

#include "analysis/rg-targets.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/* RgTarget. Reader thread. */
GArray *rg_targets_read (RgDb *db, GError **error);

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
