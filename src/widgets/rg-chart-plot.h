/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The picture of a chart on the screen: follows dark, high contrast and the accent colour, and is
 * walked point by point with the arrow keys or the pointer. Where bars open one by one (RgChart),
 * Up and Down go through those of the point.
 *
 * properties  selected (int): the point that is read out, -1 for none
 *             sparkline (boolean): only the line, not focusable
 * signals     point-activated (guint point, int bar): Enter, Space or a click; bar: its series, or
 *                 -1: all of the point */
#pragma once

#include <gtk/gtk.h>

#include "charts/rg-chart.h"

G_BEGIN_DECLS

#define RG_TYPE_CHART_PLOT (rg_chart_plot_get_type ())
G_DECLARE_FINAL_TYPE (RgChartPlot, rg_chart_plot, RG, CHART_PLOT, GtkWidget)

GtkWidget *rg_chart_plot_new (void);
/* Takes the chart over; NULL shows nothing. */
void rg_chart_plot_take_chart (RgChartPlot *self, RgChart *chart);
/* Borrowed until the next one is taken; NULL before. */
const RgChart *rg_chart_plot_get_chart (RgChartPlot *self);
int rg_chart_plot_get_selected (RgChartPlot *self);
/* What is read out now; NULL: nothing is selected. */
char *rg_chart_plot_dup_text (RgChartPlot *self);
void rg_chart_plot_set_selected (RgChartPlot *self, int selected);

G_END_DECLS
