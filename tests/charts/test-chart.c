/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a chart says, where its points are found, and that no size or value breaks the drawing. */
#include <math.h>
#include <string.h>

#include "charts/rg-chart-layout.h"

static const RgUnit people = { RG_UNIT_COUNT };

static RgChart *
months (const double *values, const double *before, guint n)
{
  RgChart *chart = rg_chart_new ("Visits a month", people, n);
  g_autofree RgDay *days = g_new (RgDay, n);

  for (guint i = 0; i < n; i++)
    days[i] = rg_day_add_months (rg_day_parse_iso ("2026-01-01"), (int) i);
  rg_chart_set_days (chart, RG_PERIOD_MONTH, days);
  rg_chart_add_series (chart, "This year", RG_SERIES_LINE, RG_SERIES_MAIN, values);
  if (before != NULL)
    rg_chart_add_series (chart, "a year before", RG_SERIES_LINE, RG_SERIES_COMPARISON, before);
  return chart;
}

static void
test_words (void)
{
  const double values[] = { 40, 20, 90, 53, 12 };
  const double before[] = { 30, 25, 60, 50, 44 };
  g_autoptr (RgChart) chart = months (values, before, 5);
  g_autofree char *whole = rg_chart_summary (chart);
  g_autofree char *point = rg_chart_point_text (chart, 3);
  g_autofree char *partial = NULL;

  g_assert_cmpstr (whole, ==,
                   "Visits a month, from January 2026 to May 2026: lowest 12 (May 2026), highest "
                   "90 (March 2026). Last: 12 (May 2026), 73% below a year before.");
  g_assert_cmpstr (point, ==, "April 2026: This year 53; a year before 50");

  chart->last_is_partial = TRUE;
  partial = rg_chart_summary (chart);
  g_assert_cmpstr (partial, ==,
                   "Visits a month, from January 2026 to April 2026: lowest 20 (February 2026), "
                   "highest 90 (March 2026). Last: 53 (April 2026), 6% above a year before. May "
                   "2026: This year 12; a year before 44, not over yet.");
}

static void
test_copy (void)
{
  const double values[] = { 40, 20, 90 };
  g_autoptr (RgChart) chart = months (values, values, 3);
  g_autoptr (RgChart) copy = NULL;
  g_autofree char *text = rg_chart_summary (chart);
  g_autofree char *same = NULL;

  rg_chart_set_target (chart, 50, "Target");
  copy = rg_chart_copy (chart);
  ((RgChartSeries *) g_ptr_array_index (chart->series, 0))->values[0] = 1;
  same = rg_chart_summary (copy);
  g_assert_cmpstr (same, ==, text);
  g_assert_cmpfloat (copy->target, ==, 50);
  g_assert_cmpstr (copy->target_name, ==, "Target");
  g_assert_cmpint (copy->days[2], ==, chart->days[2]);
}

static void
test_words_of_nothing (void)
{
  const double values[] = { NAN, NAN };
  g_autoptr (RgChart) unknown = months (values, NULL, 2);
  g_autoptr (RgChart) empty = rg_chart_new ("Visits", people, 0);
  g_autofree char *first = rg_chart_summary (unknown);
  g_autofree char *second = rg_chart_summary (empty);

  g_assert_cmpstr (first, ==, "Visits a month: nothing to show.");
  g_assert_cmpstr (second, ==, "Visits: nothing to show.");
}

static void
test_compare (void)
{
  g_autofree char *same = rg_chart_compare_words (1004, 1000);
  g_autofree char *above = rg_chart_compare_words (1060, 1000);
  g_autofree char *below = rg_chart_compare_words (0, 1000);

  g_assert_cmpstr (same, ==, "the same as");
  g_assert_cmpstr (above, ==, "6% above");
  g_assert_cmpstr (below, ==, "100% below");
  g_assert_null (rg_chart_compare_words (5, 0));
  g_assert_null (rg_chart_compare_words (5, -3));
  g_assert_null (rg_chart_compare_words (NAN, 3));
}

/* A point is found where it is drawn, in every layout. */
static void
test_hits (void)
{
  const double values[] = { 1, 5, 3, NAN, 4, 2, 7 };
  g_autoptr (RgChart) chart = months (values, values, 7);

  for (int width = 30; width < 1200; width += 97)
    for (int flags = 0; flags < 4; flags++)
      {
        RgChartFrame view;

        rg_chart_frame_init (&view, width, 300);
        view.right_to_left = flags & 1;
        view.sparkline = flags & 2;
        for (guint i = 0; i < 7; i++)
          {
            double x, y;

            g_assert_cmpint (rg_chart_point_place (chart, &view, i, &x, &y), ==, i != 3);
            if (i != 3)
              g_assert_cmpint (rg_chart_point_at (chart, &view, x, y), ==, (int) i);
          }
        g_assert_false (rg_chart_point_place (chart, &view, 7, &(double) { 0 }, &(double) { 0 }));
        g_assert_cmpint (rg_chart_point_at (chart, &view, -5, 100), ==, -1);
        g_assert_cmpint (rg_chart_point_at (chart, &view, width + 5, 100), ==, -1);
      }
}

static gboolean
has_ink (cairo_surface_t *surface)
{
  const unsigned char *data = cairo_image_surface_get_data (surface);
  gsize size = (gsize) cairo_image_surface_get_stride (surface)
               * (gsize) cairo_image_surface_get_height (surface);

  for (gsize i = 0; i < size; i++)
    if (data[i] != 0)
      return TRUE;
  return FALSE;
}

/* Every look, kind and size draws without an error of Cairo, whatever the values. */
static void
test_drawing (void)
{
  const double odd[] = { NAN, 1e18, -4, INFINITY, 0, 2, -1e18 };
  static const int sizes[][2] = { { 0, 0 }, { 1, 1 }, { 59, 39 }, { 61, 41 }, { 340, 200 },
                                  { 900, 400 } };

  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (int look = RG_LOOK_LIGHT; look <= RG_LOOK_PRINT; look++)
      for (int kind = RG_SERIES_LINE; kind <= RG_SERIES_AREA; kind++)
        {
          g_autoptr (RgChart) chart = months (odd, NULL, 7);
          cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 900, 400);
          cairo_t *cr = cairo_create (surface);
          RgChartFrame view;

          rg_chart_add_series (chart, "إضافي", kind, RG_SERIES_OTHER, odd);
          rg_chart_set_target (chart, 3, "Target");
          rg_chart_set_marker (chart, 2.5, "Letter");
          chart->last_is_partial = look == RG_LOOK_DARK;
          rg_chart_frame_init (&view, sizes[s][0], sizes[s][1]);
          view.look = look;
          view.selected = 4;
          rg_chart_draw (chart, cr, &view);
          g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
          cairo_surface_flush (surface);
          g_assert_cmpint (has_ink (surface), ==, sizes[s][0] >= 1);
          cairo_destroy (cr);
          cairo_surface_destroy (surface);
        }
}

/* Two series never share dash and marker, so they can be told apart without colour. */
static void
test_styles (void)
{
  const double values[] = { 1, 2 };
  g_autoptr (RgChart) chart = months (values, values, 2);
  RgChartFrame view;

  rg_chart_frame_init (&view, 400, 300);
  for (int i = 0; i < 5; i++)
    rg_chart_add_series (chart, "other", RG_SERIES_LINE, RG_SERIES_OTHER, values);
  for (int look = RG_LOOK_LIGHT; look <= RG_LOOK_DARK; look++)
    for (guint i = 0; i < chart->series->len; i++)
      for (guint j = 0; j < i; j++)
        {
          view.look = look;
          g_assert_cmphex (rg_chart_colour (chart, &view, i), !=,
                           rg_chart_colour (chart, &view, j));
        }
}

/* Of a channel, 0 to 255 (WCAG 2.1, relative luminance). */
static double
linear (guint32 channel)
{
  const double share = channel / 255.0;

  return share <= 0.04045 ? share / 12.92 : pow ((share + 0.055) / 1.055, 2.4);
}

static double
luminance (guint32 colour)
{
  return 0.2126 * linear (colour >> 16 & 0xff) + 0.7152 * linear (colour >> 8 & 0xff) +
         0.0722 * linear (colour & 0xff);
}

static double
contrast (guint32 a, guint32 b)
{
  const double x = luminance (a) + 0.05;
  const double y = luminance (b) + 0.05;

  return MAX (x, y) / MIN (x, y);
}

/* What charts lie on: paper, a card, the page. */
static void
assert_contrast (const RgChart *chart, const RgChartFrame *view, double of_lines, double of_words)
{
  static const guint32 grounds[][2] = { [RG_LOOK_LIGHT] = { 0xffffff, 0xfafafb },
                                        [RG_LOOK_DARK] = { 0x2e2e32, 0x222226 },
                                        [RG_LOOK_PRINT] = { 0xffffff, 0xffffff } };

  for (guint i = 0; i < 2; i++)
    {
      const guint32 ground = grounds[view->look][i];

      g_assert_cmpfloat (contrast (rg_look_text (view), ground), >=, of_words);
      for (guint j = 0; j < chart->series->len; j++)
        g_assert_cmpfloat (contrast (rg_chart_colour (chart, view, j), ground), >=, of_lines);
    }
}

static void
test_contrast (void)
{
  const double values[] = { 1, 2 };
  g_autoptr (RgChart) chart = months (values, values, 2);
  static const RgLook looks[] = { RG_LOOK_LIGHT, RG_LOOK_DARK, RG_LOOK_PRINT };
  RgChartFrame view;

  g_assert_cmpfloat_with_epsilon (contrast (0, 0xffffff), 21, 0.001);
  g_assert_cmpfloat (contrast (0x9a9996, 0xffffff), <, 3); /* what would be refused */
  rg_chart_frame_init (&view, 400, 300);
  for (int i = 0; i < 6; i++)
    rg_chart_add_series (chart, "other", RG_SERIES_LINE, RG_SERIES_OTHER, values);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      view.look = looks[i];
      view.high_contrast = FALSE;
      assert_contrast (chart, &view, 3, 4.5);
      view.high_contrast = TRUE;
      assert_contrast (chart, &view, 4.5, 7);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/words", test_words);
  g_test_add_func ("/chart/copy", test_copy);
  g_test_add_func ("/chart/words-of-nothing", test_words_of_nothing);
  g_test_add_func ("/chart/compare", test_compare);
  g_test_add_func ("/chart/hits", test_hits);
  g_test_add_func ("/chart/drawing", test_drawing);
  g_test_add_func ("/chart/styles", test_styles);
  g_test_add_func ("/chart/contrast", test_contrast);
  return g_test_run ();
}
