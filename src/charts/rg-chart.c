/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Building a chart's description, and saying it in words. */
#include "charts/rg-chart.h"

#include <math.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"

static void
rg_chart_series_free (gpointer data)
{
  RgChartSeries *series = data;

  g_free (series->name);
  g_free (series->values);
  g_free (series);
}

RgChart *
rg_chart_new (const char *title, RgUnit unit, guint n_points)
{
  RgChart *chart = g_new0 (RgChart, 1);

  chart->title = g_strdup (title);
  chart->unit = unit;
  chart->n_points = n_points;
  chart->series = g_ptr_array_new_with_free_func (rg_chart_series_free);
  chart->target = NAN;
  chart->marker = NAN;
  return chart;
}

RgChart *
rg_chart_copy (const RgChart *chart)
{
  RgChart *copy = rg_chart_new (chart->title, chart->unit, chart->n_points);

  copy->has_days = chart->has_days;
  copy->period = chart->period;
  copy->days = g_memdup2 (chart->days, chart->n_points * sizeof (RgDay));
  copy->labels = g_strdupv (chart->labels);
  copy->short_labels = g_strdupv (chart->short_labels);
  for (guint i = 0; i < chart->series->len; i++)
    {
      const RgChartSeries *series = g_ptr_array_index (chart->series, i);

      rg_chart_add_series (copy, series->name, series->kind, series->role, series->values);
    }
  rg_chart_set_target (copy, chart->target, chart->target_name);
  rg_chart_set_marker (copy, chart->marker, chart->marker_name);
  copy->last_is_partial = chart->last_is_partial;
  return copy;
}

void
rg_chart_free (RgChart *chart)
{
  if (chart == NULL)
    return;
  g_free (chart->title);
  g_free (chart->days);
  g_strfreev (chart->labels);
  g_strfreev (chart->short_labels);
  g_ptr_array_unref (chart->series);
  g_free (chart->target_name);
  g_free (chart->marker_name);
  g_free (chart);
}

void
rg_chart_set_days (RgChart *chart, RgPeriod period, const RgDay *days)
{
  g_free (chart->days);
  g_strfreev (chart->labels);
  chart->has_days = TRUE;
  chart->period = period;
  chart->days = g_memdup2 (days, chart->n_points * sizeof (RgDay));
  chart->labels = g_new0 (char *, chart->n_points + 1);
  for (guint i = 0; i < chart->n_points; i++)
    chart->labels[i] = rg_period_name (period, days[i]);
}

static char **
rg_chart_copy_labels (const RgChart *chart, const char *const *labels)
{
  char **copy = g_new0 (char *, chart->n_points + 1);

  for (guint i = 0; i < chart->n_points; i++)
    copy[i] = g_strdup (labels[i]);
  return copy;
}

void
rg_chart_set_labels (RgChart *chart, const char *const *labels, const char *const *short_labels)
{
  g_strfreev (chart->labels);
  g_strfreev (chart->short_labels);
  chart->labels = rg_chart_copy_labels (chart, labels);
  chart->short_labels = rg_chart_copy_labels (chart, short_labels);
}

RgChartSeries *
rg_chart_add_series (RgChart *chart, const char *name, RgSeriesKind kind, RgSeriesRole role,
                     const double *values)
{
  RgChartSeries *series = g_new0 (RgChartSeries, 1);

  series->name = g_strdup (name);
  series->kind = kind;
  series->role = role;
  series->values = g_memdup2 (values, chart->n_points * sizeof (double));
  g_ptr_array_add (chart->series, series);
  return series;
}

void
rg_chart_set_target (RgChart *chart, double target, const char *name)
{
  chart->target = target;
  g_set_str (&chart->target_name, name);
}

void
rg_chart_set_marker (RgChart *chart, double at, const char *name)
{
  chart->marker = at;
  g_set_str (&chart->marker_name, name);
}

static const RgChartSeries *
rg_chart_with_role (const RgChart *chart, RgSeriesRole role)
{
  for (guint i = 0; i < chart->series->len; i++)
    {
      const RgChartSeries *series = g_ptr_array_index (chart->series, i);

      if (series->role == role)
        return series;
    }
  return NULL;
}

const RgChartSeries *
rg_chart_main (const RgChart *chart)
{
  const RgChartSeries *series = rg_chart_with_role (chart, RG_SERIES_MAIN);

  if (series == NULL && chart->series->len > 0)
    series = g_ptr_array_index (chart->series, 0);
  return series;
}

const RgChartSeries *
rg_chart_comparison (const RgChart *chart)
{
  return rg_chart_with_role (chart, RG_SERIES_COMPARISON);
}

char *
rg_chart_format (const RgChart *chart, double value)
{
  return rg_unit_format (&chart->unit, value);
}

static const char *
rg_chart_label (const RgChart *chart, guint index)
{
  return chart->labels != NULL && chart->labels[index] != NULL ? chart->labels[index] : "";
}

char *
rg_chart_point_text (const RgChart *chart, guint index)
{
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (index < chart->n_points, NULL);
  text = g_string_new (NULL);
  for (guint i = 0; i < chart->series->len; i++)
    {
      const RgChartSeries *series = g_ptr_array_index (chart->series, i);
      g_autofree char *value = rg_chart_format (chart, series->values[index]);

      if (i == 0 && chart->series->len == 1)
        g_string_append (text, value);
      else
        /* TRANSLATORS: one series at one point of a chart: "A year before 45 300 kr" */
        g_string_append_printf (text, _("%s %s"), series->name, value);
      if (i + 1 < chart->series->len)
        g_string_append (text, "; ");
    }
  if (chart->last_is_partial && index + 1 == chart->n_points)
    g_string_append (text, _(", not over yet"));
  /* TRANSLATORS: a point of a chart: "Week of 9 Nov 2026: 48 210 kr" */
  return g_strdup_printf (_("%s: %s"), rg_chart_label (chart, index), text->str);
}

char *
rg_chart_bar_text (const RgChart *chart, guint index, guint series)
{
  const RgChartSeries *bars;
  g_autofree char *value = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (index < chart->n_points && series < chart->series->len, NULL);
  bars = g_ptr_array_index (chart->series, series);
  value = rg_chart_format (chart, bars->values[index]);
  text = g_strdup_printf (_("%s %s"), bars->name, value);
  return g_strdup_printf (_("%s: %s"), rg_chart_label (chart, index), text);
}

guint
rg_chart_n_bars (const RgChart *chart, guint before)
{
  guint n = 0;

  for (guint i = 0; i < MIN (before, chart->series->len); i++)
    n += ((RgChartSeries *) g_ptr_array_index (chart->series, i))->kind == RG_SERIES_BAR;
  return n;
}

char *
rg_chart_compare_words (double value, double comparison)
{
  g_autofree char *percent = NULL;
  double ratio;

  if (!isfinite (value) || !isfinite (comparison) || comparison <= 0)
    return NULL;
  ratio = value / comparison - 1;
  percent = rg_percent_format (fabs (ratio), 0);
  if (fabs (ratio) < 0.005)
    return g_strdup (_("the same as"));
  if (ratio > 0)
    /* TRANSLATORS: "6 % above" the same week last year */
    return g_strdup_printf (_("%s above"), percent);
  /* TRANSLATORS: "6 % below" the same week last year */
  return g_strdup_printf (_("%s below"), percent);
}

typedef struct {
  guint first;
  guint last;
  guint lowest;
  guint highest;
} RgChartSpan;

/* FALSE where the series knows no value. */
static gboolean
rg_chart_span (const RgChart *chart, const RgChartSeries *series, RgChartSpan *span)
{
  guint n_whole = chart->n_points;
  gboolean found = FALSE;

  if (chart->last_is_partial && n_whole > 1)
    n_whole--;
  for (guint i = 0; i < n_whole; i++)
    {
      if (!isfinite (series->values[i]))
        continue;
      if (!found)
        *span = (RgChartSpan) { i, i, i, i };
      found = TRUE;
      span->last = i;
      if (series->values[i] < series->values[span->lowest])
        span->lowest = i;
      if (series->values[i] > series->values[span->highest])
        span->highest = i;
    }
  return found;
}

static void
rg_chart_append_last (const RgChart *chart, const RgChartSeries *series, guint last, GString *text)
{
  const RgChartSeries *comparison = rg_chart_comparison (chart);
  g_autofree char *value = rg_chart_format (chart, series->values[last]);
  g_autofree char *words = NULL;

  if (comparison != NULL && comparison != series)
    words = rg_chart_compare_words (series->values[last], comparison->values[last]);
  g_string_append_c (text, ' ');
  if (words == NULL)
    /* TRANSLATORS: the newest value of a chart and its time */
    g_string_append_printf (text, _("Last: %s (%s)."), value, rg_chart_label (chart, last));
  else
    /* TRANSLATORS: newest value, its time, "6 % above", name of the comparison: "Last: 48 210 kr
     * (Week of 9 Nov 2026), 6 % above A year before." */
    g_string_append_printf (text, _("Last: %s (%s), %s %s."), value, rg_chart_label (chart, last),
                            words, comparison->name);
}

char *
rg_chart_summary (const RgChart *chart)
{
  const RgChartSeries *series = rg_chart_main (chart);
  g_autofree char *low = NULL, *high = NULL, *part = NULL;
  GString *text;
  RgChartSpan span;

  if (series == NULL || !rg_chart_span (chart, series, &span))
    /* TRANSLATORS: %s is what a chart shows: "Net sales a week: nothing to show." */
    return g_strdup_printf (_("%s: nothing to show."), chart->title);

  low = rg_chart_format (chart, series->values[span.lowest]);
  high = rg_chart_format (chart, series->values[span.highest]);
  text = g_string_new (NULL);
  /* TRANSLATORS: what a chart shows, from, to, lowest value, its time, highest value, its time */
  g_string_append_printf (text, _("%s, from %s to %s: lowest %s (%s), highest %s (%s)."),
                          chart->title, rg_chart_label (chart, span.first),
                          rg_chart_label (chart, span.last), low,
                          rg_chart_label (chart, span.lowest), high,
                          rg_chart_label (chart, span.highest));
  rg_chart_append_last (chart, series, span.last, text);
  if (chart->last_is_partial && chart->n_points > 1 && span.last + 1 < chart->n_points)
    {
      part = rg_chart_point_text (chart, chart->n_points - 1);
      g_string_append_printf (text, " %s.", part);
    }
  return g_string_free (text, FALSE);
}
