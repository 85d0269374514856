/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Draws a laid out chart: grid, series, names, then what stands out. */
#include <math.h>

#include "charts/rg-chart-layout.h"

typedef struct {
  const RgChart *chart;
  const RgChartFrame *view;
  const RgChartLayout *layout;
  cairo_t *cr;
} RgDrawing;

static void
rg_draw_colour (const RgDrawing *d, guint32 colour, double alpha)
{
  cairo_set_source_rgba (d->cr, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0,
                         (colour & 0xff) / 255.0, alpha);
}

/* Cairo cuts the last letter of a text in a picture where the text begins between two dots. */
static void
rg_draw_to_dot (const RgDrawing *d, double *x, double *y)
{
  if (cairo_surface_get_type (cairo_get_target (d->cr)) != CAIRO_SURFACE_TYPE_IMAGE)
    return;
  cairo_user_to_device (d->cr, x, y);
  *x = round (*x);
  cairo_device_to_user (d->cr, x, y);
}

/* Draws text with its vertical middle at y; `align` 0 starts at x, 0.5 centres, 1 ends at x. The
 * whole stays inside the chart's width. */
static void
rg_draw_text (const RgDrawing *d, const char *text, double x, double y, double align, double width,
              guint32 colour)
{
  g_autoptr (PangoLayout) words = rg_chart_layout_text (d->layout, text, width);
  int text_width, text_height;
  double left;

  pango_layout_get_size (words, &text_width, &text_height);
  left = x - align * text_width / PANGO_SCALE;
  left = MAX (MIN (left, d->view->width - (double) text_width / PANGO_SCALE), 0);
  rg_draw_colour (d, colour, 1);
  y -= (double) text_height / PANGO_SCALE / 2;
  rg_draw_to_dot (d, &left, &y);
  cairo_move_to (d->cr, left, y);
  pango_cairo_update_layout (d->cr, words);
  pango_cairo_show_layout (d->cr, words);
}

/* A hair line that is sharp on pixels. */
static void
rg_draw_rule (const RgDrawing *d, double x1, double y1, double x2, double y2, double width)
{
  if (d->view->look != RG_LOOK_PRINT && y1 == y2)
    y1 = y2 = floor (y1) + 0.5;
  if (d->view->look != RG_LOOK_PRINT && x1 == x2)
    x1 = x2 = floor (x1) + 0.5;
  cairo_set_line_width (d->cr, width);
  cairo_move_to (d->cr, x1, y1);
  cairo_line_to (d->cr, x2, y2);
  cairo_stroke (d->cr);
}

static void
rg_draw_value_axis (const RgDrawing *d)
{
  const RgBox *plot = &d->layout->plot;
  const RgScale *scale = &d->layout->scale;
  double gap = d->layout->font_size * 0.5;

  for (guint i = 0; i < scale->n_ticks; i++)
    {
      double tick = rg_scale_tick (scale, i);
      double y = rg_chart_layout_y (d->layout, tick);
      g_autofree char *text
        = rg_unit_format_tick (&d->chart->unit, tick, scale->step, i + 1 == scale->n_ticks);

      rg_draw_colour (d, tick == 0 ? rg_look_axis (d->view) : rg_look_grid (d->view), 1);
      rg_draw_rule (d, plot->x, y, plot->x + plot->width, y, tick == 0 ? 1 : 0.75);
      if (d->view->right_to_left)
        rg_draw_text (d, text, plot->x + plot->width + gap, y, 0, -1, rg_look_text (d->view));
      else
        rg_draw_text (d, text, plot->x - gap, y, 1, -1, rg_look_text (d->view));
    }
}

static void
rg_draw_time_axis (const RgDrawing *d)
{
  const RgBox *plot = &d->layout->plot;
  double bottom = plot->y + plot->height;

  for (guint i = 0; i < d->layout->ticks->len; i++)
    {
      const RgTimeTick *tick = &g_array_index (d->layout->ticks, RgTimeTick, i);
      double x = rg_chart_layout_x (d->layout, d->chart, tick->index);

      rg_draw_colour (d, rg_look_axis (d->view), 1);
      rg_draw_rule (d, x, bottom, x, bottom + d->layout->font_size * 0.35, 1);
      rg_draw_text (d, tick->label, x, bottom + d->layout->font_size * 1.2, 0.5, -1,
                    rg_look_text (d->view));
    }
}

static void
rg_draw_marker (const RgDrawing *d, const RgSeriesStyle *style, double x, double y, gboolean hollow)
{
  double r = d->view->look == RG_LOOK_PRINT ? 2.2 : 3;

  cairo_new_path (d->cr);
  switch (style->marker)
    {
    case 1:
      cairo_rectangle (d->cr, x - r, y - r, 2 * r, 2 * r);
      break;
    case 2:
      cairo_move_to (d->cr, x, y - r * 1.2);
      cairo_line_to (d->cr, x + r * 1.2, y + r);
      cairo_line_to (d->cr, x - r * 1.2, y + r);
      cairo_close_path (d->cr);
      break;
    case 3:
      cairo_move_to (d->cr, x, y - r * 1.3);
      cairo_line_to (d->cr, x + r * 1.3, y);
      cairo_line_to (d->cr, x, y + r * 1.3);
      cairo_line_to (d->cr, x - r * 1.3, y);
      cairo_close_path (d->cr);
      break;
    case 4:
      cairo_move_to (d->cr, x - r, y - r);
      cairo_line_to (d->cr, x + r, y + r);
      cairo_move_to (d->cr, x - r, y + r);
      cairo_line_to (d->cr, x + r, y - r);
      break;
    default:
      cairo_arc (d->cr, x, y, r, 0, 2 * G_PI);
      hollow = hollow || style->marker == 5;
      break;
    }
  cairo_set_dash (d->cr, NULL, 0, 0);
  cairo_set_line_width (d->cr, 1.5);
  rg_draw_colour (d, hollow ? rg_look_ground (d->view) : style->colour, 1);
  cairo_fill_preserve (d->cr);
  rg_draw_colour (d, style->colour, 1);
  cairo_stroke (d->cr);
}

static void
rg_draw_area (const RgDrawing *d, const RgChartSeries *series, const RgSeriesStyle *style)
{
  double base = rg_chart_layout_y (d->layout, 0);
  gboolean open = FALSE;
  double x = 0;

  cairo_new_path (d->cr);
  for (guint i = 0; i <= d->chart->n_points; i++)
    {
      gboolean known = i < d->chart->n_points && isfinite (series->values[i]);

      if (!known && open)
        {
          cairo_line_to (d->cr, x, base);
          cairo_close_path (d->cr);
        }
      if (known)
        {
          x = rg_chart_layout_x (d->layout, d->chart, i);
          if (!open)
            cairo_move_to (d->cr, x, base);
          cairo_line_to (d->cr, x, rg_chart_layout_y (d->layout, series->values[i]));
        }
      open = known;
    }
  rg_draw_colour (d, style->colour, d->view->look == RG_LOOK_PRINT ? 0.08 : 0.12);
  cairo_fill (d->cr);
}

static gboolean
rg_draw_is_partial (const RgDrawing *d, guint index)
{
  return d->chart->last_is_partial && index + 1 == d->chart->n_points;
}

static void
rg_draw_line (const RgDrawing *d, const RgChartSeries *series, const RgSeriesStyle *style)
{
  static const double dots[] = { 1.5, 3 };
  gboolean open = FALSE;

  cairo_set_line_width (d->cr, d->layout->bare ? 1.5 : style->line_width);
  cairo_set_line_join (d->cr, CAIRO_LINE_JOIN_ROUND);
  rg_draw_colour (d, style->colour, 1);
  cairo_set_dash (d->cr, style->dash, style->n_dash, 0);
  cairo_new_path (d->cr);
  for (guint i = 0; i < d->chart->n_points; i++)
    {
      double x = rg_chart_layout_x (d->layout, d->chart, i);
      double y;

      if (!isfinite (series->values[i]))
        {
          open = FALSE;
          continue;
        }
      y = rg_chart_layout_y (d->layout, series->values[i]);
      if (open && rg_draw_is_partial (d, i) && series->role != RG_SERIES_COMPARISON)
        {
          double from_x, from_y;

          cairo_get_current_point (d->cr, &from_x, &from_y);
          cairo_stroke (d->cr);
          cairo_set_dash (d->cr, dots, G_N_ELEMENTS (dots), 0);
          cairo_move_to (d->cr, from_x, from_y);
        }
      if (open)
        cairo_line_to (d->cr, x, y);
      else
        cairo_move_to (d->cr, x, y);
      open = TRUE;
    }
  cairo_stroke (d->cr);
  cairo_set_dash (d->cr, NULL, 0, 0);
}

/* Markers where the points are far enough apart to be seen one by one; a point without neighbours
 * has one in any case, as no line leads to it. */
static void
rg_draw_markers (const RgDrawing *d, const RgChartSeries *series, const RgSeriesStyle *style)
{
  guint n = d->chart->n_points;
  double apart = d->layout->plot.width / MAX (n, 1);
  guint every = 1;

  /* The comparison differs by its dash already. */
  if (series->role == RG_SERIES_COMPARISON)
    every = 0;
  else if (apart < 14)
    every = series->role == RG_SERIES_OTHER ? (guint) ceil (48 / apart) : 0;
  for (guint i = 0; i < n; i++)
    {
      gboolean lonely = (i == 0 || !isfinite (series->values[i - 1]))
                        && (i + 1 == n || !isfinite (series->values[i + 1]));

      if (!isfinite (series->values[i]))
        continue;
      if (lonely || (every > 0 && i % every == every / 2)
          || (rg_draw_is_partial (d, i) && series->role != RG_SERIES_COMPARISON))
        rg_draw_marker (d, style, rg_chart_layout_x (d->layout, d->chart, i),
                        rg_chart_layout_y (d->layout, series->values[i]),
                        rg_draw_is_partial (d, i));
    }
}

static void
rg_draw_bars (const RgDrawing *d, guint index, const RgSeriesStyle *style)
{
  const RgChartSeries *series = g_ptr_array_index (d->chart->series, index);
  double base = rg_chart_layout_y (d->layout, 0);
  /* The lines of the grid are seen through a bar that stands alone. */
  const double alpha =
    d->view->look == RG_LOOK_PRINT && series->role != RG_SERIES_OTHER ? 0.75 : 1;

  for (guint i = 0; i < d->chart->n_points; i++)
    {
      double width;
      double x = rg_chart_layout_bar (d->layout, d->chart, i, index, &width);
      double y;

      if (!isfinite (series->values[i]))
        continue;
      y = rg_chart_layout_y (d->layout, series->values[i]);
      rg_draw_colour (d, style->colour, alpha);
      cairo_set_line_width (d->cr, 1);
      if (rg_draw_is_partial (d, i))
        {
          cairo_rectangle (d->cr, x + 0.5, MIN (y, base) + 0.5, MAX (width - 1, 1),
                           MAX (fabs (base - y) - 1, 0));
          cairo_stroke (d->cr);
        }
      else
        {
          cairo_rectangle (d->cr, x, MIN (y, base), width, fabs (base - y));
          cairo_fill (d->cr);
        }
    }
}

static void
rg_draw_series (const RgDrawing *d, guint index)
{
  const RgChartSeries *series = g_ptr_array_index (d->chart->series, index);
  RgSeriesStyle style = rg_series_style (d->chart, d->view, index);

  if (series->kind == RG_SERIES_BAR)
    {
      rg_draw_bars (d, index, &style);
      return;
    }
  if (series->kind == RG_SERIES_AREA)
    rg_draw_area (d, series, &style);
  rg_draw_line (d, series, &style);
  if (!d->layout->bare)
    rg_draw_markers (d, series, &style);
}

/* On a patch of the ground, so that it can be read across bars. */
static void
rg_draw_target_name (const RgDrawing *d, double x, double y)
{
  g_autoptr (PangoLayout) words = rg_chart_layout_text (d->layout, d->chart->target_name, -1);
  double font = d->layout->font_size;
  int width;

  pango_layout_get_size (words, &width, NULL);
  rg_draw_colour (d, rg_look_ground (d->view), 0.85);
  cairo_rectangle (d->cr, x - 3, y - font * 1.5, (double) width / PANGO_SCALE + 6, font * 1.35);
  cairo_fill (d->cr);
  rg_draw_text (d, d->chart->target_name, x, y - font * 0.85, 0, d->layout->plot.width,
                rg_look_text (d->view));
}

static void
rg_draw_target (const RgDrawing *d)
{
  static const double dash[] = { 10, 3, 2, 3 };
  const RgBox *plot = &d->layout->plot;
  double y;

  if (!isfinite (d->chart->target))
    return;
  y = rg_chart_layout_y (d->layout, d->chart->target);
  /* A rim of the ground keeps the line visible across bars. */
  rg_draw_colour (d, rg_look_ground (d->view), 1);
  rg_draw_rule (d, plot->x, y, plot->x + plot->width, y, 3);
  rg_draw_colour (d, rg_look_text (d->view), 1);
  cairo_set_dash (d->cr, dash, G_N_ELEMENTS (dash), 0);
  rg_draw_rule (d, plot->x, y, plot->x + plot->width, y, 1.25);
  cairo_set_dash (d->cr, NULL, 0, 0);
  if (d->chart->target_name != NULL && !d->layout->bare)
    rg_draw_target_name (d, plot->x + d->layout->font_size * 0.4, y);
}

static void
rg_draw_event (const RgDrawing *d)
{
  static const double dash[] = { 2, 2 };
  const RgBox *plot = &d->layout->plot;
  double x;

  if (!isfinite (d->chart->marker) || d->layout->bare)
    return;
  x = rg_chart_layout_x (d->layout, d->chart, d->chart->marker);
  rg_draw_colour (d, rg_look_text (d->view), 1);
  cairo_set_dash (d->cr, dash, G_N_ELEMENTS (dash), 0);
  rg_draw_rule (d, x, plot->y, x, plot->y + plot->height, 1);
  cairo_set_dash (d->cr, NULL, 0, 0);
  if (d->chart->marker_name != NULL)
    rg_draw_text (d, d->chart->marker_name, x, plot->y - d->layout->font_size * 0.7, 0.5, -1,
                  rg_look_text (d->view));
}

static void
rg_draw_names (const RgDrawing *d)
{
  double sample = rg_chart_sample_width (d->layout);

  for (guint i = 0; i < d->layout->labels->len; i++)
    {
      const RgSeriesLabel *label = &g_array_index (d->layout->labels, RgSeriesLabel, i);
      const RgChartSeries *series = g_ptr_array_index (d->chart->series, label->series);
      RgSeriesStyle style = rg_series_style (d->chart, d->view, label->series);
      double end = label->x + sample - d->layout->font_size * 0.4;

      rg_draw_colour (d, style.colour, 1);
      if (series->kind == RG_SERIES_BAR)
        {
          cairo_rectangle (d->cr, label->x, label->y - 4, end - label->x, 8);
          cairo_fill (d->cr);
        }
      else
        {
          cairo_set_dash (d->cr, style.dash, style.n_dash, 0);
          rg_draw_rule (d, label->x, label->y, end, label->y, style.line_width);
          cairo_set_dash (d->cr, NULL, 0, 0);
          if (series->role == RG_SERIES_OTHER)
            rg_draw_marker (d, &style, (label->x + end) / 2, label->y, FALSE);
        }
      rg_draw_text (d, series->name, label->x + sample, label->y, 0, d->layout->label_width,
                    rg_look_text (d->view));
    }
}

static void
rg_draw_selection (const RgDrawing *d)
{
  const RgBox *plot = &d->layout->plot;
  const RgChartSeries *main_series = rg_chart_main (d->chart);
  int selected = d->view->selected;
  double x;

  if (selected < 0 || (guint) selected >= d->chart->n_points || main_series == NULL)
    return;
  x = rg_chart_layout_x (d->layout, d->chart, selected);
  if (main_series->kind == RG_SERIES_BAR)
    {
      double width = plot->width / d->chart->n_points;
      double left = x - width / 2;

      if (d->view->selected_bar >= 0)
        left = rg_chart_layout_bar (d->layout, d->chart, (guint) selected,
                                    (guint) d->view->selected_bar, &width);
      rg_draw_colour (d, rg_look_text (d->view), 0.2);
      cairo_rectangle (d->cr, left, plot->y, width, plot->height);
      cairo_fill (d->cr);
      return;
    }
  rg_draw_colour (d, rg_look_text (d->view), 0.7);
  rg_draw_rule (d, x, plot->y, x, plot->y + plot->height, 1);
  for (guint i = 0; i < d->chart->series->len; i++)
    {
      const RgChartSeries *series = g_ptr_array_index (d->chart->series, i);
      RgSeriesStyle style = rg_series_style (d->chart, d->view, i);
      double y;

      if (!isfinite (series->values[selected]) || series->kind == RG_SERIES_BAR)
        continue;
      y = rg_chart_layout_y (d->layout, series->values[selected]);
      cairo_arc (d->cr, x, y, 5, 0, 2 * G_PI);
      rg_draw_colour (d, rg_look_ground (d->view), 1);
      cairo_fill_preserve (d->cr);
      rg_draw_colour (d, style.colour, 1);
      cairo_set_line_width (d->cr, 2);
      cairo_stroke (d->cr);
    }
}

void
rg_chart_draw (const RgChart *chart, cairo_t *cr, const RgChartFrame *view)
{
  g_auto (RgChartLayout) layout = { 0 };
  RgDrawing d = { chart, view, &layout, cr };

  if (!(view->width > 0) || !(view->height > 0))
    return;
  rg_chart_layout_init (&layout, chart, view);
  cairo_save (cr);
  if (!layout.bare)
    {
      rg_draw_text (&d, chart->title, view->right_to_left ? view->width : 0,
                    layout.font_size * 0.7, view->right_to_left ? 1 : 0, view->width,
                    rg_look_text (view));
      rg_draw_value_axis (&d);
      rg_draw_time_axis (&d);
    }
  /* Bars hide what lies behind them; among lines the accent lies on top of its comparison. */
  for (int bars = TRUE; bars >= FALSE; bars--)
    for (guint i = chart->series->len; i > 0; i--)
      {
        const RgChartSeries *series = g_ptr_array_index (chart->series, i - 1);

        if ((series->kind == RG_SERIES_BAR) == bars)
          rg_draw_series (&d, i - 1);
      }
  rg_draw_target (&d);
  rg_draw_event (&d);
  rg_draw_names (&d);
  rg_draw_selection (&d);
  cairo_restore (cr);
}
