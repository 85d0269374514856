/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A chart as a plain description: numbers with their words. One description is drawn on the
 * screen, on paper and in tests (rg-chart-draw.h), spoken, and shown as a table. */
#pragma once

#include "charts/rg-scale.h"

G_BEGIN_DECLS

typedef enum {
  RG_SERIES_LINE,
  RG_SERIES_BAR,
  RG_SERIES_AREA,
} RgSeriesKind;

typedef enum {
  RG_SERIES_MAIN,       /* the one accent series */
  RG_SERIES_COMPARISON, /* grey and dashed: a year before, not written to */
  RG_SERIES_OTHER,      /* one of several equals; colour, dash and marker by its position */
} RgSeriesRole;

typedef struct {
  char *name; /* as written at its line: "This year" */
  RgSeriesKind kind;
  RgSeriesRole role;
  double *values; /* n_points of them, in the chart's unit; NAN: nothing known */
} RgChartSeries;

typedef struct {
  char *title; /* what the numbers are: "Net sales a week" */
  RgUnit unit;
  guint n_points;
  gboolean has_days; /* the points are periods; else labels and short_labels are given */
  RgPeriod period;
  RgDay *days;
  char **labels;       /* one a point, for reading and tables; never NULL once filled */
  char **short_labels; /* below the axis; NULL for periods */
  GPtrArray *series;   /* RgChartSeries */
  double target;       /* a level line; NAN: none */
  char *target_name;
  double marker; /* a point, or between two (2.5), where something happened; NAN: none */
  char *marker_name;
  gboolean bars_open;       /* each of the bars of a point is chosen and opened by itself */
  gboolean last_is_partial; /* the last point is a period that is not over: drawn hollow */
} RgChart;

/* A chart without points' names or series; title is copied. */
RgChart *rg_chart_new (const char *title, RgUnit unit, guint n_points);
RgChart *rg_chart_copy (const RgChart *chart);
void rg_chart_free (RgChart *chart);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgChart, rg_chart_free)

/* Names the points by the first days of their periods (ascending, copied). */
void rg_chart_set_days (RgChart *chart, RgPeriod period, const RgDay *days);
/* Names the points by words: both arrays hold n_points strings, copied. */
void rg_chart_set_labels (RgChart *chart, const char *const *labels,
                          const char *const *short_labels);
/* The values are copied. Returns the series, which the chart owns. */
RgChartSeries *rg_chart_add_series (RgChart *chart, const char *name, RgSeriesKind kind,
                                    RgSeriesRole role, const double *values);
void rg_chart_set_target (RgChart *chart, double target, const char *name);
void rg_chart_set_marker (RgChart *chart, double at, const char *name);

/* The series that is spoken first: the first one with the role MAIN, else the first; NULL without
 * any. And the first with the role COMPARISON, or NULL. */
const RgChartSeries *rg_chart_main (const RgChart *chart);
const RgChartSeries *rg_chart_comparison (const RgChart *chart);

/* A value in the chart's unit. */
char *rg_chart_format (const RgChart *chart, double value);
/* One point in words: "Week of 9 Nov 2026: 48 210 kr; a year before 45 300 kr". */
char *rg_chart_point_text (const RgChart *chart, guint index);
/* "Torget: 25 to 34 12%": one bar of a point. */
char *rg_chart_bar_text (const RgChart *chart, guint index, guint series);
/* How many bars there are beside each other at a point, of the series before that one. */
guint rg_chart_n_bars (const RgChart *chart, guint before);
/* The whole chart in one or two sentences for those who do not see it: from and to, lowest,
 * highest, last, and the last against the comparison. A last point that is not over is named as
 * such and is neither lowest nor highest. */
char *rg_chart_summary (const RgChart *chart);
/* "6 % above", "2 % below", "the same as"; NULL where the ratio says nothing (comparison not above
 * zero). Less than half a percent is the same. */
char *rg_chart_compare_words (double value, double comparison);

G_END_DECLS
