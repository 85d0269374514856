/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A chart with its reading line, and the same numbers as a table.
 *
 * properties  show-table (boolean)
 * signals     point-activated (guint point, int bar): a point or a row of the table was opened;
 *                 bar: the series of the one bar of it, or -1 */
#pragma once

#include <gtk/gtk.h>

#include "charts/rg-chart.h"

G_BEGIN_DECLS

#define RG_TYPE_CHART_VIEW (rg_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (RgChartView, rg_chart_view, RG, CHART_VIEW, GtkWidget)

/* Takes the chart over; NULL shows nothing. */
void rg_chart_view_take_chart (RgChartView *self, RgChart *chart);
/* Borrowed until the next one is taken. */
const RgChart *rg_chart_view_get_chart (RgChartView *self);
gboolean rg_chart_view_get_show_table (RgChartView *self);
void rg_chart_view_set_show_table (RgChartView *self, gboolean show_table);

G_END_DECLS
