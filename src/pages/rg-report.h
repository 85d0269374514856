/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A report of Insights, made for a page in a thread of its own. */
#pragma once

#include "charts/rg-trend-report.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/* A report that is ready to be shown. */
typedef struct {
  RgChart *chart; /* NULL where there are no receipts at all */
  char *sentence;
  char *meaning;
  RgDay last_day; /* of the sales */
} RgReportMade;

void rg_report_made_free (RgReportMade *made);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgReportMade, rg_report_made_free)

/* There must be a dataset. segment: the text of one whose members alone are counted, or NULL. The
 * choice's currency, first weekday and customers come from the shop and the segment. */
void rg_report_make_async (RgStore *store, const RgReportChoice *choice, const char *segment,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);
/* NULL with an error only where it was cancelled. */
RgReportMade *rg_report_make_finish (GAsyncResult *result, GError **error);

/* The people behind a point of the make-up report, or one bar of it (its series, or -1): of the
 * dataset, which is a new reference. */
void rg_report_people_async (RgStore *store, const RgReportChoice *choice, const char *segment,
                             guint point, int bar, GAsyncReadyCallback callback,
                             gpointer user_data);
RgBitset *rg_report_people_finish (GAsyncResult *result, RgDataset **dataset);

G_END_DECLS
