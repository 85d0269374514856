/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A chart as rows. */
#include "charts/rg-chart-table.h"

#include "base/rg-money.h"

#include <math.h>

static char *
rg_chart_dup_plain (const RgChart *chart, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    return g_strdup ("");
  switch (chart->unit.kind)
    {
    case RG_UNIT_MONEY:
      return rg_money_format_plain (llround (value), rg_currency_digits (chart->unit.currency));
    case RG_UNIT_SHARE:
      return g_strdup (g_ascii_formatd (text, sizeof text, "%.4f", value));
    case RG_UNIT_COUNT:
    default:
      return g_strdup_printf ("%ld", lround (value));
    }
}

static char **
rg_chart_dup_head (const RgChart *chart)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();

  if (chart->has_days)
    g_strv_builder_add_many (cells, "from", "to", NULL);
  else
    g_strv_builder_add (cells, "name");
  for (guint i = 0; i < chart->series->len; i++)
    g_strv_builder_add (cells, ((RgChartSeries *) chart->series->pdata[i])->name);
  if (isfinite (chart->target))
    g_strv_builder_add (cells, "target");
  return g_strv_builder_end (cells);
}

static char **
rg_chart_dup_row (const RgChart *chart, guint point)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();

  if (chart->has_days)
    {
      const RgDay from = chart->days[point];

      g_strv_builder_take (cells, rg_day_format_iso (from));
      g_strv_builder_take (cells, rg_day_format_iso (rg_period_end (chart->period, from)));
    }
  else
    g_strv_builder_add (cells, chart->labels[point]);
  for (guint i = 0; i < chart->series->len; i++)
    g_strv_builder_take (
      cells,
      rg_chart_dup_plain (chart, ((RgChartSeries *) chart->series->pdata[i])->values[point]));
  if (isfinite (chart->target))
    g_strv_builder_take (cells, rg_chart_dup_plain (chart, chart->target));
  return g_strv_builder_end (cells);
}

GPtrArray *
rg_chart_to_table (const RgChart *chart)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_ptr_array_add (rows, rg_chart_dup_head (chart));
  for (guint i = 0; i < chart->n_points; i++)
    g_ptr_array_add (rows, rg_chart_dup_row (chart, i));
  return rows;
}
