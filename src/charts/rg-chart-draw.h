/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Draws an RgChart on any Cairo context and finds the point under a place. */
#pragma once

#include <cairo.h>

#include "charts/rg-chart.h"

G_BEGIN_DECLS

typedef enum {
  RG_LOOK_LIGHT,
  RG_LOOK_DARK,
  RG_LOOK_PRINT, /* ink on white paper; every series can be told apart in grey */
} RgLook;

typedef struct {
  double width; /* in the units of the context: pixels on a screen, points on paper */
  double height;
  double font_size;
  const char *font; /* family; NULL: "sans-serif" */
  RgLook look;
  gboolean high_contrast;
  gboolean right_to_left; /* time still runs to the right; the value axis changes sides */
  gboolean sparkline;     /* only the series, no axes, no words */
  int selected;           /* the point to mark, or -1 */
  int selected_bar;       /* the series of the one bar of it to mark, or -1: all of it */
  guint32 accent;         /* 0xRRGGBB of the main series; 0: the look's own */
} RgChartFrame;

/* Sensible values: light, font size 11, nothing selected. */
void rg_chart_frame_init (RgChartFrame *view, double width, double height);

/* Draws with its upper left corner at the origin of the context and leaves its state as it was.
 * The ground is not painted. Any size is safe; below about 60 x 40 only the series are drawn. */
void rg_chart_draw (const RgChart *chart, cairo_t *cr, const RgChartFrame *view);

/* The point whose column holds x, or -1 outside the plot. */
int rg_chart_point_at (const RgChart *chart, const RgChartFrame *view, double x, double y);
/* The series of the bar of that point whose column holds x; -1 where there is none, or bars are not
 * opened one by one. */
int rg_chart_bar_at (const RgChart *chart, const RgChartFrame *view, guint index, double x);
/* Where a point stands: the place of its main value. FALSE where there is no such point. */
gboolean rg_chart_point_place (const RgChart *chart, const RgChartFrame *view, guint index,
                               double *x, double *y);

/* The colour (0xRRGGBB) of a series, for legends and tables beside the chart. */
guint32 rg_chart_colour (const RgChart *chart, const RgChartFrame *view, guint series);

G_END_DECLS
