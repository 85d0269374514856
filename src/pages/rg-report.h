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
  char *days;       /* which days these are: "13 Nov – 19 Nov, beside 14 Nov 2025 – 20 Nov 2025" */
} RgReportFigure;

void rg_report_figure_clear (RgReportFigure *figure);
/* The last day with sales that is over: a day that goes on would look like a bad one. `today` is
 * the calendar's. */
RgDay rg_report_last_whole_day (const RgDataset *dataset, RgDay today);
/* Net sales of the seven days that end with `to`, compared as rg_compare_week() does. */
void rg_report_week_figure (const RgDataset *dataset, const RgShop *shop, RgDay to,
                            RgReportFigure *figure);
/* The share of returning customers in the sales of the four weeks up to `to`, and of the four
 * before. */
void rg_report_returning_figure (const RgDataset *dataset, RgDay to, RgReportFigure *figure);

/* One of the quiet facts below the figures. */
typedef struct {
  char *text;
  RgDay from, to;   /* the receipts behind it; RG_DAY_NONE: nothing to open */
  guint n_receipts; /* of them, those with a sale */
} RgReportFact;

/* RgReportFact: visits, basket and share with a customer of the seven days that end with `to`, and
 * how far their month is from its target. targets: RgTarget, or NULL. */
GPtrArray *rg_report_week_facts (const RgDataset *dataset, const RgShop *shop,
                                 const GArray *targets, RgDay to);

G_END_DECLS
