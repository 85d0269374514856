/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Charts as they look on a light and a dark screen, on paper, narrow and as a sparkline. */
#include <math.h>

#include "charts/rg-chart-draw.h"
#include "golden.h"

static const RgUnit money = { RG_UNIT_MONEY, "SEK" };
static const RgUnit share = { RG_UNIT_SHARE };

/* Numbers that look like a shop's, the same on every machine. */
static double
wave (guint i, double level)
{
  return level * (1 + 0.25 * sin (i / 3.1) + 0.12 * sin (i * 1.7) + 0.006 * i);
}

static RgChart *
weeks (guint n)
{
  RgChart *chart = rg_chart_new ("Net sales a week", money, n);
  g_autofree RgDay *days = g_new (RgDay, n);
  g_autofree double *now = g_new (double, n);
  g_autofree double *before = g_new (double, n);

  for (guint i = 0; i < n; i++)
    {
      days[i] = rg_day_parse_iso ("2025-11-24") + 7 * (RgDay) i;
      now[i] = wave (i, 4500000);
      before[i] = i < 5 ? NAN : wave (i + 2, 4100000);
    }
  now[n - 1] *= 0.4;
  rg_chart_set_days (chart, RG_PERIOD_WEEK, days);
  rg_chart_add_series (chart, "Net sales", RG_SERIES_AREA, RG_SERIES_MAIN, now);
  rg_chart_add_series (chart, "A year before", RG_SERIES_LINE, RG_SERIES_COMPARISON, before);
  chart->last_is_partial = TRUE;
  return chart;
}

static RgChart *
months_by_location (void)
{
  static const char *const names[] = { "Torggata", "Grünerløkka", "Web shop", "Majorstuen" };
  RgChart *chart = rg_chart_new ("Net sales a month", money, 24);
  RgDay days[24];
  double values[24];

  for (int i = 0; i < 24; i++)
    days[i] = rg_day_add_months (rg_day_parse_iso ("2024-12-01"), i);
  rg_chart_set_days (chart, RG_PERIOD_MONTH, days);
  for (guint s = 0; s < G_N_ELEMENTS (names); s++)
    {
      for (guint i = 0; i < 24; i++)
        values[i] = wave (i * (s + 1), 3000000.0 * (s + 1));
      rg_chart_add_series (chart, names[s], RG_SERIES_LINE, RG_SERIES_OTHER, values);
    }
  return chart;
}

static RgChart *
bars (void)
{
  RgChart *chart = rg_chart_new ("Share of sales from returning customers", share, 12);
  RgDay days[12];
  double values[12];

  for (int i = 0; i < 12; i++)
    {
      days[i] = rg_day_add_months (rg_day_parse_iso ("2025-12-01"), i);
      values[i] = 0.5 + 0.15 * sin (i / 2.0);
    }
  rg_chart_set_days (chart, RG_PERIOD_MONTH, days);
  rg_chart_add_series (chart, "Returning", RG_SERIES_BAR, RG_SERIES_MAIN, values);
  rg_chart_set_target (chart, 0.6, "Target 60 %");
  chart->last_is_partial = TRUE;
  return chart;
}

static void
check (const RgChart *chart, RgChartFrame *view, guint32 ground, const char *name)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) view->width + 24,
                                                         (int) view->height + 24);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, (ground >> 16) / 255.0, (ground >> 8 & 0xff) / 255.0,
                        (ground & 0xff) / 255.0);
  cairo_paint (cr);
  cairo_translate (cr, 12, 12);
  rg_chart_draw (chart, cr, view);
  cairo_destroy (cr);
  golden_check_picture (surface, name);
  cairo_surface_destroy (surface);
}

static void
test_light (void)
{
  g_autoptr (RgChart) chart = weeks (52);
  RgChartFrame view;

  rg_chart_frame_init (&view, 820, 300);
  view.selected = 30;
  check (chart, &view, 0xffffff, "chart-light.png");
}

static void
test_dark (void)
{
  g_autoptr (RgChart) chart = months_by_location ();
  RgChartFrame view;

  rg_chart_frame_init (&view, 820, 300);
  view.look = RG_LOOK_DARK;
  check (chart, &view, 0x2e2e32, "chart-dark.png");
}

static void
test_print (void)
{
  g_autoptr (RgChart) chart = months_by_location ();
  RgChartFrame view;

  rg_chart_frame_init (&view, 493, 220);
  view.look = RG_LOOK_PRINT;
  view.font_size = 9;
  check (chart, &view, 0xffffff, "chart-print.png");
}

static void
test_narrow (void)
{
  g_autoptr (RgChart) chart = weeks (52);
  RgChartFrame view;

  rg_chart_frame_init (&view, 320, 240);
  check (chart, &view, 0xffffff, "chart-narrow.png");
}

static void
test_bars (void)
{
  g_autoptr (RgChart) chart = bars ();
  RgChartFrame view;

  rg_chart_frame_init (&view, 560, 260);
  view.high_contrast = TRUE;
  view.look = RG_LOOK_DARK;
  view.selected = 4;
  check (chart, &view, 0x000000, "chart-bars.png");
}

static void
test_right_to_left (void)
{
  g_autoptr (RgChart) chart = bars ();
  RgChartFrame view;

  rg_chart_frame_init (&view, 560, 260);
  view.right_to_left = TRUE;
  check (chart, &view, 0xffffff, "chart-right-to-left.png");
}

static void
test_sparkline (void)
{
  g_autoptr (RgChart) chart = weeks (26);
  RgChartFrame view;

  rg_chart_frame_init (&view, 180, 36);
  view.sparkline = TRUE;
  check (chart, &view, 0xffffff, "chart-sparkline.png");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pictures/light", test_light);
  g_test_add_func ("/pictures/dark", test_dark);
  g_test_add_func ("/pictures/print", test_print);
  g_test_add_func ("/pictures/narrow", test_narrow);
  g_test_add_func ("/pictures/bars", test_bars);
  g_test_add_func ("/pictures/right-to-left", test_right_to_left);
  g_test_add_func ("/pictures/sparkline", test_sparkline);
  return g_test_run ();
}
