/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Where everything of a chart stands; inside charts/ only. Drawing and hit testing share it. */
#pragma once

#include <pango/pangocairo.h>

#include "charts/rg-chart-draw.h"

G_BEGIN_DECLS

typedef struct {
  double x, y, width, height;
} RgBox;

/* How one series looks: never told by its colour alone. */
typedef struct {
  guint32 colour;
  double line_width;
  const double *dash; /* NULL: solid */
  int n_dash;
  int marker; /* 0 circle, 1 square, 2 triangle, 3 diamond, 4 cross, 5 ring */
} RgSeriesStyle;

/* A series' name beside its line or in the legend. */
typedef struct {
  guint series;
  double x, y; /* middle of the left end of its sample line */
} RgSeriesLabel;

typedef struct {
  PangoContext *pango;
  RgBox plot;
  RgScale scale;
  GArray *ticks;  /* RgTimeTick */
  GArray *labels; /* RgSeriesLabel; empty for a single series */
  double label_width;
  double font_size;
  gboolean bare; /* no axes, no words */
} RgChartLayout;

void rg_chart_layout_init (RgChartLayout *layout, const RgChart *chart, const RgChartFrame *view);
void rg_chart_layout_clear (RgChartLayout *layout);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgChartLayout, rg_chart_layout_clear)

double rg_chart_layout_x (const RgChartLayout *layout, const RgChart *chart, double index);
double rg_chart_layout_y (const RgChartLayout *layout, double value);
/* The left side of a bar of a series; of all of them the width is the same. */
double rg_chart_layout_bar (const RgChartLayout *layout, const RgChart *chart, guint index,
                            guint series, double *width);

/* Text in the layout's font; width in units or -1, then ellipsized. */
PangoLayout *rg_chart_layout_text (const RgChartLayout *layout, const char *text, double width);
/* Length of the sample line before a series' name, with its gap. */
double rg_chart_sample_width (const RgChartLayout *layout);

RgSeriesStyle rg_series_style (const RgChart *chart, const RgChartFrame *view, guint series);
/* Ink of words, of the base line, and of the grid. */
guint32 rg_look_text (const RgChartFrame *view);
guint32 rg_look_axis (const RgChartFrame *view);
guint32 rg_look_grid (const RgChartFrame *view);
/* What lies under the chart, for the inside of hollow marks. */
guint32 rg_look_ground (const RgChartFrame *view);

G_END_DECLS
