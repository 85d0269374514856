/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The figures of Today in words. Without widgets. */
#pragma once

#include "analysis/rg-targets.h"
#include "charts/rg-trend-report.h"
#include "store/rg-shop.h"

G_BEGIN_DECLS

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
