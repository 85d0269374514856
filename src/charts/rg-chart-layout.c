/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Measures a chart's words and gives the rest of the space to its numbers. */
#include "charts/rg-chart-layout.h"

#include <math.h>

/* Below this there is no room for words. */
#define RG_CHART_LEAST_WIDTH 60
#define RG_CHART_LEAST_HEIGHT 40

void
rg_chart_frame_init (RgChartFrame *view, double width, double height)
{
  *view = (RgChartFrame) {
    .width = width,
    .height = height,
    .font_size = 11,
    .selected = -1,
    .selected_bar = -1,
  };
}

PangoLayout *
rg_chart_layout_text (const RgChartLayout *layout, const char *text, double width)
{
  PangoLayout *words = pango_layout_new (layout->pango);

  pango_layout_set_text (words, text, -1);
  pango_layout_set_single_paragraph_mode (words, TRUE);
  if (width >= 0)
    {
      pango_layout_set_width (words, (int) (width * PANGO_SCALE));
      pango_layout_set_ellipsize (words, PANGO_ELLIPSIZE_END);
    }
  return words;
}

static double
rg_chart_text_width (const RgChartLayout *layout, const char *text)
{
  g_autoptr (PangoLayout) words = rg_chart_layout_text (layout, text, -1);
  int width;

  pango_layout_get_size (words, &width, NULL);
  return (double) width / PANGO_SCALE;
}

double
rg_chart_sample_width (const RgChartLayout *layout)
{
  return layout->font_size * 2.2;
}

double
rg_chart_layout_x (const RgChartLayout *layout, const RgChart *chart, double index)
{
  return layout->plot.x + (index + 0.5) * layout->plot.width / MAX (chart->n_points, 1);
}

double
rg_chart_layout_y (const RgChartLayout *layout, double value)
{
  return layout->plot.y + layout->plot.height * (1 - rg_scale_place (&layout->scale, value));
}

static PangoContext *
rg_chart_pango (const RgChartFrame *view)
{
  PangoContext *pango = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autoptr (PangoFontDescription) font = pango_font_description_new ();
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Unhinted text has the same width on every device, so the layout has too. */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (pango, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (pango, FALSE);

  pango_font_description_set_family (font, view->font != NULL ? view->font : "sans-serif");
  pango_font_description_set_absolute_size (font, view->font_size * PANGO_SCALE);
  pango_context_set_font_description (pango, font);
  return pango;
}

static void
rg_chart_range (const RgChart *chart, double *low, double *high)
{
  *low = *high = isfinite (chart->target) ? chart->target : 0;
  for (guint i = 0; i < chart->series->len; i++)
    {
      const RgChartSeries *series = g_ptr_array_index (chart->series, i);

      for (guint j = 0; j < chart->n_points; j++)
        if (isfinite (series->values[j]))
          {
            *low = MIN (*low, series->values[j]);
            *high = MAX (*high, series->values[j]);
          }
    }
}

static double
rg_chart_axis_width (const RgChartLayout *layout, const RgChart *chart)
{
  double widest = 0;

  for (guint i = 0; i < layout->scale.n_ticks; i++)
    {
      g_autofree char *text
        = rg_unit_format_tick (&chart->unit, rg_scale_tick (&layout->scale, i),
                               layout->scale.step, i + 1 == layout->scale.n_ticks);

      widest = MAX (widest, rg_chart_text_width (layout, text));
    }
  return widest + layout->font_size * 0.6;
}

/* The widest name of a series with its sample line, or 0 where names are not needed. */
static double
rg_chart_names_width (const RgChartLayout *layout, const RgChart *chart)
{
  double widest = 0;

  if (chart->series->len < 2)
    return 0;
  for (guint i = 0; i < chart->series->len; i++)
    {
      const RgChartSeries *series = g_ptr_array_index (chart->series, i);

      widest = MAX (widest, rg_chart_text_width (layout, series->name));
    }
  return widest + rg_chart_sample_width (layout) + layout->font_size * 0.8;
}

/* Names in rows above the plot. Returns the height of the rows. */
static double
rg_chart_place_legend (RgChartLayout *layout, const RgChart *chart, const RgChartFrame *view,
                       double top)
{
  double line = layout->font_size * 1.5;
  double x = 0, y = top + line / 2;

  for (guint i = 0; i < chart->series->len; i++)
    {
      const RgChartSeries *series = g_ptr_array_index (chart->series, i);
      double width = rg_chart_text_width (layout, series->name) + rg_chart_sample_width (layout)
                     + layout->font_size;
      RgSeriesLabel label = { i, 0, 0 };

      if (x > 0 && x + width > view->width)
        {
          x = 0;
          y += line;
        }
      label.x = view->right_to_left ? view->width - x - width + layout->font_size : x;
      label.y = y;
      x += width;
      g_array_append_val (layout->labels, label);
    }
  layout->label_width = view->width - rg_chart_sample_width (layout);
  return y + line / 2 - top;
}

static int
rg_chart_label_order (gconstpointer a, gconstpointer b)
{
  double difference = ((const RgSeriesLabel *) a)->y - ((const RgSeriesLabel *) b)->y;

  return (difference > 0) - (difference < 0);
}

/* Names at the right ends of their lines, pushed apart where they would touch. */
static void
rg_chart_place_names (RgChartLayout *layout, const RgChart *chart)
{
  double line = layout->font_size * 1.35;
  double bottom = layout->plot.y + layout->plot.height;

  for (guint i = 0; i < chart->series->len; i++)
    {
      const RgChartSeries *series = g_ptr_array_index (chart->series, i);
      RgSeriesLabel label = { i, layout->plot.x + layout->plot.width + layout->font_size * 0.4,
                              bottom };

      for (guint j = chart->n_points; j > 0; j--)
        if (isfinite (series->values[j - 1]))
          {
            label.y = rg_chart_layout_y (layout, series->values[j - 1]);
            break;
          }
      g_array_append_val (layout->labels, label);
    }
  g_array_sort (layout->labels, rg_chart_label_order);
  for (guint i = 1; i < layout->labels->len; i++)
    {
      RgSeriesLabel *label = &g_array_index (layout->labels, RgSeriesLabel, i);

      label->y = MAX (label->y, (label - 1)->y + line);
    }
  /* What was pushed below the plot moves up again, the lowest first. */
  for (guint i = layout->labels->len; i > 0; i--)
    {
      RgSeriesLabel *label = &g_array_index (layout->labels, RgSeriesLabel, i - 1);

      label->y = MIN (label->y, bottom - (layout->labels->len - i) * line);
    }
}

static GArray *
rg_chart_word_ticks (const RgChart *chart, guint most)
{
  GArray *ticks = rg_time_ticks (RG_PERIOD_DAY, NULL, 0, 1);
  guint step = MAX (1, (chart->n_points + most - 1) / MAX (most, 1));

  for (guint i = 0; chart->short_labels != NULL && i < chart->n_points; i += step)
    {
      RgTimeTick tick = { i, g_strdup (chart->short_labels[i]) };

      g_array_append_val (ticks, tick);
    }
  return ticks;
}

static gboolean
rg_chart_ticks_touch (const RgChartLayout *layout, const RgChart *chart, const GArray *ticks)
{
  double free_from = -G_MAXDOUBLE;

  for (guint i = 0; i < ticks->len; i++)
    {
      const RgTimeTick *tick = &g_array_index (ticks, RgTimeTick, i);
      double half = rg_chart_text_width (layout, tick->label) / 2;
      /* The last one moves in where it has no room. */
      double right = layout->plot.x + layout->plot.width + layout->label_width - half;
      double x = MIN (rg_chart_layout_x (layout, chart, tick->index), right);

      if (x - half < free_from)
        return TRUE;
      free_from = x + half + layout->font_size * 0.7;
    }
  return FALSE;
}

/* As many labels below the axis as stand side by side. */
static void
rg_chart_place_ticks (RgChartLayout *layout, const RgChart *chart)
{
  guint most = (guint) CLAMP (layout->plot.width / (layout->font_size * 3), 1, 40);

  for (; most > 0; most--)
    {
      g_autoptr (GArray) ticks
        = chart->has_days ? rg_time_ticks (chart->period, chart->days, chart->n_points, most)
                          : rg_chart_word_ticks (chart, most);

      if (most == 1 || !rg_chart_ticks_touch (layout, chart, ticks))
        {
          layout->ticks = g_steal_pointer (&ticks);
          return;
        }
    }
}

static void
rg_chart_layout_bare (RgChartLayout *layout, const RgChart *chart, const RgChartFrame *view)
{
  double low, high;
  double inset = MIN (3, MIN (view->width, view->height) / 4);

  rg_chart_range (chart, &low, &high);
  layout->bare = TRUE;
  layout->scale = rg_scale_new (&chart->unit, low, high, 20);
  layout->plot = (RgBox) { inset, inset, MAX (view->width - 2 * inset, 1),
                           MAX (view->height - 2 * inset, 1) };
  layout->ticks = rg_time_ticks (RG_PERIOD_DAY, NULL, 0, 1);
}

void
rg_chart_layout_init (RgChartLayout *layout, const RgChart *chart, const RgChartFrame *view)
{
  double font = view->font_size > 0 ? view->font_size : 11;
  double low, high, top, bottom, axis, names, legend = 0;

  *layout = (RgChartLayout) { .font_size = font };
  layout->pango = rg_chart_pango (view);
  layout->labels = g_array_new (FALSE, FALSE, sizeof (RgSeriesLabel));
  if (view->sparkline || view->width < RG_CHART_LEAST_WIDTH
      || view->height < RG_CHART_LEAST_HEIGHT)
    {
      rg_chart_layout_bare (layout, chart, view);
      return;
    }

  /* The chart's title above the axis says what is measured; then the rows of the legend. */
  top = font * 2.6;
  bottom = font * 2;
  rg_chart_range (chart, &low, &high);
  layout->scale = rg_scale_new (&chart->unit, low, high,
                                (guint) CLAMP ((view->height - top - bottom) / (font * 2.4), 2, 8));
  axis = rg_chart_axis_width (layout, chart);
  names = rg_chart_names_width (layout, chart);
  if (names > 0 && (view->right_to_left || names > view->width * 0.22 || view->width < font * 40))
    {
      legend = rg_chart_place_legend (layout, chart, view, top - font * 0.7) + font * 0.3;
      names = 0;
    }
  layout->plot = (RgBox) {
    .x = view->right_to_left ? 1 : axis,
    .y = top + legend,
    .width = MAX (view->width - axis - names - (view->right_to_left ? 1 : 2), 1),
    .height = MAX (view->height - top - legend - bottom, 1),
  };
  if (names > 0)
    {
      layout->label_width = names - rg_chart_sample_width (layout);
      rg_chart_place_names (layout, chart);
    }
  rg_chart_place_ticks (layout, chart);
}

void
rg_chart_layout_clear (RgChartLayout *layout)
{
  g_clear_object (&layout->pango);
  g_clear_pointer (&layout->ticks, g_array_unref);
  g_clear_pointer (&layout->labels, g_array_unref);
}

double
rg_chart_layout_bar (const RgChartLayout *layout, const RgChart *chart, guint index, guint series,
                     double *width)
{
  const double slot = layout->plot.width / MAX (chart->n_points, 1);
  const double all = slot * (slot > 6 ? 0.7 : 0.9);

  *width = all / MAX (rg_chart_n_bars (chart, G_MAXUINT), 1);
  return rg_chart_layout_x (layout, chart, index) - all / 2 +
         *width * rg_chart_n_bars (chart, series);
}

int
rg_chart_bar_at (const RgChart *chart, const RgChartFrame *view, guint index, double x)
{
  g_auto (RgChartLayout) layout = { 0 };

  if (!chart->bars_open || index >= chart->n_points)
    return -1;
  rg_chart_layout_init (&layout, chart, view);
  for (guint i = 0; i < chart->series->len; i++)
    {
      double width;
      const double left = rg_chart_layout_bar (&layout, chart, index, i, &width);

      if (((RgChartSeries *) g_ptr_array_index (chart->series, i))->kind == RG_SERIES_BAR &&
          x >= left && x < left + width)
        return (int) i;
    }
  return -1;
}

int
rg_chart_point_at (const RgChart *chart, const RgChartFrame *view, double x, double y)
{
  g_auto (RgChartLayout) layout = { 0 };
  int index;

  rg_chart_layout_init (&layout, chart, view);
  if (chart->n_points == 0 || x < layout.plot.x || x >= layout.plot.x + layout.plot.width
      || y < layout.plot.y || y > view->height)
    return -1;
  index = (int) ((x - layout.plot.x) / layout.plot.width * chart->n_points);
  return MIN (index, (int) chart->n_points - 1);
}

gboolean
rg_chart_point_place (const RgChart *chart, const RgChartFrame *view, guint index, double *x,
                      double *y)
{
  const RgChartSeries *series = rg_chart_main (chart);
  g_auto (RgChartLayout) layout = { 0 };

  if (series == NULL || index >= chart->n_points || !isfinite (series->values[index]))
    return FALSE;
  rg_chart_layout_init (&layout, chart, view);
  *x = rg_chart_layout_x (&layout, chart, index);
  *y = rg_chart_layout_y (&layout, series->values[index]);
  return TRUE;
}
