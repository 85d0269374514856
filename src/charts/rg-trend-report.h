/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the reports of Insights say: the chart, the sentence that reads it, and what its words mean,
 * from the dataset and what was chosen. The same in the window, on paper and for regularsctl. */
#pragma once

#include "analysis/rg-make-up.h"
#include "analysis/rg-targets.h"
#include "analysis/rg-trend.h"
#include "charts/rg-chart.h"

G_BEGIN_DECLS

typedef enum {
  RG_REPORT_SALES,
  RG_REPORT_LOYALTY,
  RG_REPORT_MAKE_UP,
} RgReportKind;

/* What the loyalty report shows. */
typedef enum {
  RG_LOYALTY_RETURNING_SHARE,
  RG_LOYALTY_CUSTOMERS,
  RG_LOYALTY_NAMED_SHARE,
} RgLoyaltyMeasure;

/* What the make-up is told for: everybody as one; those of each location, or year, quarter or month
 * of joining; those who came in each quarter or month; the permission of each part for each
 * channel. */
typedef enum {
  RG_ACROSS_NOTHING,
  RG_ACROSS_LOCATION,
  RG_ACROSS_JOINED,
  RG_ACROSS_JOINED_QUARTER,
  RG_ACROSS_JOINED_MONTH,
  RG_ACROSS_QUARTER,
  RG_ACROSS_MONTH,
  RG_ACROSS_CHANNEL,
  RG_N_ACROSS
} RgMakeUpAcross;

/* Pointers are borrowed. The loyalty report is by month and of all locations and categories. */
typedef struct {
  RgReportKind kind;
  const char *currency;
  int first_weekday;         /* 0 is Monday */
  RgPeriod period;
  gint64 location;           /* rows' ids; 0: all */
  gint64 category;
  const RgBitset *customers; /* only their receipts; NULL: all, without a name too */
  RgSplit split;
  gboolean compare;          /* with a year before */
  const GArray *targets;     /* RgTarget, or NULL */
  RgLoyaltyMeasure measure;
  RgMakeUpOf of;             /* the make-up report has these, and customers */
  RgMakeUpAcross across;
  RgMakeUpBasis basis;
} RgReportChoice;

/* All count back from the last day with sales. NULL where there are no receipts at all. The chart
 * owns its words. */
RgChart *rg_report_chart (const RgDataset *dataset, const RgReportChoice *choice);
char *rg_report_sentence (const RgDataset *dataset, const RgReportChoice *choice);
/* What the words of the report mean, and from when on they can be trusted. */
char *rg_report_meaning (const RgReportChoice *choice);
/* The report's name: "Sales Trend". */
const char *rg_report_title (RgReportKind kind);

G_END_DECLS
