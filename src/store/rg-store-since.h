/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Whom the last import of sales tells something new of. Counted on the dataset with and without the
 * receipts of that import. */
#pragma once

#include "rules/rg-since.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/* Where the last import brought all that there is, the last week stands for it. */
#define RG_SINCE_DAYS 7

typedef struct {
  gboolean is_week;    /* it is about the last RG_SINCE_DAYS days with sales, not an import */
  RgDay from;          /* the first day that is new: after the last one known before */
  RgSince *people;
} RgSinceReport;

void rg_since_report_free (RgSinceReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSinceReport, rg_since_report_free)

/* Reader thread; `today` is the calendar's. NULL without an error where there are no sales to
 * compare. */
RgSinceReport *rg_since_report_read (RgDb *db, const RgDataset *dataset, const RgShop *shop,
                                     RgDay today, GError **error);

void rg_store_read_since_async (RgStore *store, RgDay today, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
/* NULL, without an error too. */
RgSinceReport *rg_store_read_since_finish (RgStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
