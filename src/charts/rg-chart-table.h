/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The numbers of a chart as rows for a file, in a form that programs and spreadsheets read. */
#pragma once

#include "charts/rg-chart.h"

G_BEGIN_DECLS

/* GStrv, the first one the names of the columns: "from" and "to" (days as in 2026-11-21, both
 * included) for periods, else "name"; then one for each series, with the series' own name, and
 * "target" where there is one. Money as in 1234.50, counts as whole numbers, shares as in 0.1880;
 * empty where nothing is known. */
GPtrArray *rg_chart_to_table (const RgChart *chart);

G_END_DECLS
