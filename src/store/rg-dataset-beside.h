/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* All receipts, read by a connection of their own beside the customers: the lines of a shop of
 * years are half of the work. */
#pragma once

#include "store/rg-dataset-rows.h"

G_BEGIN_DECLS

typedef struct _RgDatasetBeside RgDatasetBeside;

/* Begins where that is worth it; the names must have been put. Whatever else is put meanwhile must
 * be no receipt. generation: the one that db sees. */
RgDatasetBeside *rg_dataset_beside_start (RgDb *db, RgDatasetBuilder *builder, gint64 generation,
                                          GError **error);
/* Waits until all receipts are there. Where another commit came in between, or was not worth it,
 * `rows` reads them, which then takes place after all else. */
gboolean rg_dataset_beside_finish (RgDatasetBeside *beside, RgDatasetRows *rows, GError **error);
/* Waits, too. */
void rg_dataset_beside_free (RgDatasetBeside *beside);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgDatasetBeside, rg_dataset_beside_free)

G_END_DECLS
