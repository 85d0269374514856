/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The report of who the customers are: the make-up of the base. */
#pragma once

#include "charts/rg-trend-report.h"

G_BEGIN_DECLS

/* As of the functions of rg-trend-report.h, which call these. NULL where there are no customers. */
RgChart *rg_make_up_report_chart (const RgDataset *dataset, const RgReportChoice *choice);
char *rg_make_up_report_sentence (const RgDataset *dataset, const RgReportChoice *choice);
char *rg_make_up_report_meaning (const RgReportChoice *choice);

/* The people behind a point of the chart; empty where there is no such point. bar: those of one
 * of its series alone, or -1. */
RgBitset *rg_make_up_report_people (const RgDataset *dataset, const RgReportChoice *choice,
                                    guint point, int bar);

G_END_DECLS
