/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the reports of Insights say: the chart, the sentence that reads it, and what its words mean,
 * from the dataset and what was chosen. Without widgets, so that Today and tests use them too. */
#pragma once

#include "analysis/rg-trend.h"
#include "charts/rg-chart.h"
#include "store/rg-store-targets.h"

G_BEGIN_DECLS

/* What the loyalty report shows. */
typedef enum {
  RG_LOYALTY_RETURNING_SHARE,
  RG_LOYALTY_CUSTOMERS,
  RG_LOYALTY_NAMED_SHARE,
} RgLoyaltyMeasure;

typedef struct {
  RgPeriod period;
  gint64 location;
  gint64 category;
  RgSplit split;
  gboolean compare;    /* with a year before */
  GArray *targets;     /* RgTarget, or NULL; borrowed */
  RgLoyaltyMeasure measure;
} RgReportChoice;

/* All count back from the last day with sales. NULL where there are no receipts at all. The charts
 * own their words. */
RgChart *rg_report_sales_chart (const RgDataset *dataset, const RgShop *shop,
                                const RgReportChoice *choice);
char *rg_report_sales_sentence (const RgDataset *dataset, const RgShop *shop,
                                const RgReportChoice *choice);
RgChart *rg_report_loyalty_chart (const RgDataset *dataset, const RgShop *shop,
                                  const RgReportChoice *choice);
char *rg_report_loyalty_sentence (const RgDataset *dataset, const RgShop *shop,
                                  const RgReportChoice *choice);
/* What the words of the loyalty report mean, and from when on they can be trusted. */
char *rg_report_loyalty_meaning (const RgReportChoice *choice);
const char *rg_report_sales_meaning (void);

/* A report that is ready to be shown. */
typedef struct {
  RgChart *chart; /* NULL where there are no receipts at all */
  char *sentence;
  char *meaning;
  RgDay last_day; /* of the sales */
} RgReportMade;

void rg_report_made_free (RgReportMade *made);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgReportMade, rg_report_made_free)

/* Counts and words in a thread of their own, so that no window waits. There must be a dataset. */
void rg_report_make_async (RgStore *store, gboolean is_loyalty, const RgReportChoice *choice,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);
/* NULL with an error only where it was cancelled. */
RgReportMade *rg_report_make_finish (GAsyncResult *result, GError **error);

/* One figure of Today with its comparison in words. */
typedef struct {
  char *figure;     /* "48 210 kr" */
  char *comparison; /* "6 % above the same week last year" */
} RgReportFigure;

void rg_report_figure_clear (RgReportFigure *figure);
/* Net sales of the last seven days; compared with the same days last year, or, while the file does
 * not reach back so far, with the four weeks before. */
void rg_report_week_figure (const RgDataset *dataset, const RgShop *shop, RgReportFigure *figure);
/* The share of returning customers in the sales of the last four weeks, and of the four before. */
void rg_report_returning_figure (const RgDataset *dataset, RgReportFigure *figure);
/* "Visits 107 · Basket 451 kr · 38 % of receipts have a customer", of the last seven days, and how
 * far the month is from its target. targets: RgTarget, or NULL. */
char *rg_report_week_facts (const RgDataset *dataset, const RgShop *shop, const GArray *targets);

G_END_DECLS
