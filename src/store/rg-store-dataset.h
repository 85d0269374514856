/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The dataset, read from the shop's file and kept up to date.
 *
 * Reading starts with the first call of rg_store_get_dataset() or rg_store_start_dataset(), on
 * the report reader. From then on each committed action is followed by a next generation: in
 * one snapshot, from the rows that changed since the last one. It says the same as a rebuild. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/* Begins reading without waiting; once is enough. Any thread. */
void rg_store_start_dataset (RgStore *store);
/* Waits until there is a generation with everything that was committed before the call. For
 * regularsctl and tests; not on the main thread of a window. */
RgDataset *rg_store_dup_dataset_sync (RgStore *store, GError **error);

/* A first generation, of all rows. *action is the last action in it. */
RgDataset *rg_dataset_load (RgDb *db, gint64 *action, GError **error);
/* The generation after `base`, which has everything up to *action; a new reference to `base`
 * where nothing happened since. */
RgDataset *rg_dataset_load_next (RgDb *db, const RgDataset *base, gint64 *action, GError **error);

G_END_DECLS
