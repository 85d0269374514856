/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* From rows of the file to rows of the dataset, for the whole load and for single rows alike. */
#pragma once

#include "analysis/rg-dataset.h"
#include "db/rg-db.h"

G_BEGIN_DECLS

typedef struct _RgDatasetRows RgDatasetRows;

/* all: statements go over everybody in order of the id; else they are asked by id. NULL on
 * error. */
RgDatasetRows *rg_dataset_rows_new (RgDb *db, RgDatasetBuilder *builder, gboolean all,
                                    GError **error);
/* For all receipts alone. */
RgDatasetRows *rg_dataset_rows_new_receipts (RgDb *db, RgDatasetBuilder *builder, GError **error);
/* By id, on a connection of rg_past_open(): as they were. */
RgDatasetRows *rg_dataset_rows_new_past (RgDb *db, RgDatasetBuilder *builder, GError **error);
void rg_dataset_rows_free (RgDatasetRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgDatasetRows, rg_dataset_rows_free)

/* Categories, locations, products, tags; what `base` has and the file has no more goes. */
gboolean rg_dataset_rows_put_names (RgDatasetRows *rows, const RgDataset *base, GError **error);

/* All of them anew. */
gboolean rg_dataset_rows_put_segments (RgDatasetRows *rows, GError **error);

gboolean rg_dataset_rows_put_all_customers (RgDatasetRows *rows, GError **error);
gboolean rg_dataset_rows_put_all_receipts (RgDatasetRows *rows, GError **error);
/* Dropped where the file has no such row. */
gboolean rg_dataset_rows_put_customer (RgDatasetRows *rows, gint64 id, GError **error);
/* The tags of a known customer anew, and nothing else. */
gboolean rg_dataset_rows_put_tags_of (RgDatasetRows *rows, gint64 id, GError **error);
gboolean rg_dataset_rows_put_receipt (RgDatasetRows *rows, gint64 id, GError **error);

G_END_DECLS
