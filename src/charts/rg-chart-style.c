/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Colours, dashes and markers. The colours of equal series follow M. Okabe and K. Ito, "Color
 * Universal Design", 2008, darkened for white paper and lightened for dark grounds so that each
 * keeps a contrast of at least 3 : 1 (WCAG 2.1, 1.4.11). */
#include "charts/rg-chart-layout.h"

#define RG_N_STYLES 6

static const guint32 rg_colours_light[RG_N_STYLES] = {
  0x0072b2, 0xc44e00, 0x00805c, 0xa8437f, 0x7a5c00, 0x5e5c64,
};
static const guint32 rg_colours_dark[RG_N_STYLES] = {
  0x56b4e9, 0xf08a4b, 0x2ec4a0, 0xe69ac8, 0xf0c94a, 0xc0bfbc,
};
static const guint32 rg_colours_print[RG_N_STYLES] = {
  0x000000, 0x555555, 0x000000, 0x555555, 0x000000, 0x555555,
};

/* Bars have no dashes: each has a grey of its own, and neighbours differ most. */
static const guint32 rg_greys_print[RG_N_STYLES] = {
  0x1a1a1a, 0xa0a0a0, 0x555555, 0xc8c8c8, 0x7a7a7a, 0x363636,
};

static const double rg_dash_long[] = { 7, 4 };
static const double rg_dash_dots[] = { 2, 3 };
static const double rg_dash_mixed[] = { 8, 3, 2, 3 };

static const struct {
  const double *dash;
  int n_dash;
} rg_dashes[RG_N_STYLES] = {
  { NULL, 0 },
  { rg_dash_long, G_N_ELEMENTS (rg_dash_long) },
  { rg_dash_dots, G_N_ELEMENTS (rg_dash_dots) },
  { rg_dash_mixed, G_N_ELEMENTS (rg_dash_mixed) },
  { NULL, 0 },
  { rg_dash_long, G_N_ELEMENTS (rg_dash_long) },
};

guint32
rg_look_text (const RgChartFrame *view)
{
  if (view->high_contrast)
    return view->look == RG_LOOK_DARK ? 0xffffff : 0x000000;
  if (view->look == RG_LOOK_PRINT)
    return 0x262626;
  return view->look == RG_LOOK_DARK ? 0xc0bfbc : 0x5e5c64;
}

guint32
rg_look_axis (const RgChartFrame *view)
{
  if (view->high_contrast)
    return rg_look_text (view);
  if (view->look == RG_LOOK_PRINT)
    return 0x606060;
  return view->look == RG_LOOK_DARK ? 0x77767b : 0x9a9996;
}

guint32
rg_look_grid (const RgChartFrame *view)
{
  if (view->high_contrast)
    return view->look == RG_LOOK_DARK ? 0x9a9996 : 0x77767b;
  if (view->look == RG_LOOK_PRINT)
    return 0xd8d8d8;
  return view->look == RG_LOOK_DARK ? 0x48474d : 0xe2e1e0;
}

guint32
rg_look_ground (const RgChartFrame *view)
{
  return view->look == RG_LOOK_DARK ? 0x2e2e32 : 0xffffff;
}

static guint32
rg_style_main_colour (const RgChartFrame *view)
{
  if (view->accent != 0 && view->look != RG_LOOK_PRINT && !view->high_contrast)
    return view->accent;
  if (view->look == RG_LOOK_PRINT)
    return 0x000000;
  if (view->look == RG_LOOK_DARK)
    return view->high_contrast ? 0xa8d0ff : 0x78aeed;
  return view->high_contrast ? 0x0b4a9e : 0x1c71d8;
}

static guint32
rg_style_comparison_colour (const RgChartFrame *view)
{
  if (view->look == RG_LOOK_PRINT)
    return 0x606060;
  if (view->look == RG_LOOK_DARK)
    return view->high_contrast ? 0xffffff : 0xa5a4a8;
  return view->high_contrast ? 0x241f31 : 0x77767b;
}

RgSeriesStyle
rg_series_style (const RgChart *chart, const RgChartFrame *view, guint index)
{
  const RgChartSeries *series = g_ptr_array_index (chart->series, index);
  RgSeriesStyle style = { .line_width = view->high_contrast ? 3 : 2 };
  guint equal = 0;

  if (view->look == RG_LOOK_PRINT)
    style.line_width = 1.5;
  if (series->role == RG_SERIES_MAIN)
    {
      style.colour = rg_style_main_colour (view);
      return style;
    }
  if (series->role == RG_SERIES_COMPARISON)
    {
      style.colour = rg_style_comparison_colour (view);
      style.line_width *= 0.75;
      style.dash = rg_dash_long;
      style.n_dash = G_N_ELEMENTS (rg_dash_long);
      return style;
    }

  for (guint i = 0; i < index; i++)
    equal += ((RgChartSeries *) g_ptr_array_index (chart->series, i))->role == RG_SERIES_OTHER;
  equal %= RG_N_STYLES;
  if (view->look == RG_LOOK_PRINT && series->kind == RG_SERIES_BAR)
    {
      style.colour = rg_greys_print[equal];
      return style;
    }
  style.colour = view->look == RG_LOOK_PRINT  ? rg_colours_print[equal]
                 : view->look == RG_LOOK_DARK ? rg_colours_dark[equal]
                                              : rg_colours_light[equal];
  style.dash = rg_dashes[equal].dash;
  style.n_dash = rg_dashes[equal].n_dash;
  style.marker = (int) equal;
  return style;
}

guint32
rg_chart_colour (const RgChart *chart, const RgChartFrame *view, guint series)
{
  g_return_val_if_fail (series < chart->series->len, 0);
  return rg_series_style (chart, view, series).colour;
}
