/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The receipts behind a number: the same rows that the trends count, found in the dataset. */
#pragma once

#include "analysis/rg-dataset.h"

G_BEGIN_DECLS

/* What is meant; each 0, or RG_DAY_NONE, means all. Ids are those of rows. */
typedef struct {
  RgDay from; /* both included */
  RgDay to;
  gint64 customer; /* the living one; those merged into it count */
  gint64 location;
  gint64 category;
  gint64 product;
  const RgBitset *customers; /* only these living ones; NULL: all, and those without a name */
  const gint64 *receipts; /* only these rows, of which there are few; NULL: all */
  gsize n_receipts;
} RgReceiptQuery;

#define RG_RECEIPT_QUERY_INIT { .from = RG_DAY_NONE, .to = RG_DAY_NONE }

/* One receipt and what of it is meant: with a category or a product, only those lines. */
typedef struct {
  gint64 id;
  gint64 net; /* net sales, minor units */
  gboolean visit; /* has a sale line that is meant */
} RgFoundReceipt;

typedef struct {
  GArray *receipts; /* RgFoundReceipt, the newest first */
  gint64 net;
  guint visits;
} RgFoundReceipts;

/* Receipts that have no sale or return line that is meant are left out: they count nowhere. */
RgFoundReceipts *rg_receipts_find (const RgDataset *dataset, const RgReceiptQuery *query);
void rg_found_receipts_free (RgFoundReceipts *found);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgFoundReceipts, rg_found_receipts_free)

G_END_DECLS
