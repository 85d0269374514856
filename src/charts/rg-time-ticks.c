/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Names of periods, and where labels stand below a time axis. */
#include "base/rg-i18n.h"
#include "charts/rg-scale.h"

/* How far apart ticks stand: a number of days, or of months. */
typedef struct {
  guint days;
  guint months;
} RgTickStep;

static const RgTickStep rg_tick_steps[] = {
  { 1, 0 }, { 2, 0 }, { 7, 0 }, { 14, 0 },
  { 0, 1 }, { 0, 2 }, { 0, 3 }, { 0, 6 },
  { 0, 12 }, { 0, 24 }, { 0, 60 }, { 0, 120 }, { 0, 240 }, { 0, 600 }, { 0, 1200 },
};

static int
rg_tick_month (RgDay day)
{
  int year, month;

  rg_day_to_ymd (day, &year, &month, NULL);
  return year * 12 + month - 1;
}

/* Whether a point is the first one at or after a round place. */
static gboolean
rg_tick_stands (RgPeriod period, const RgDay *days, guint index, const RgTickStep *step)
{
  int month = rg_tick_month (days[index]);

  if (step->days > 0 && period == RG_PERIOD_DAY && step->days >= 7)
    return rg_day_weekday (days[index]) == 0 && (days[index] + 3) / 7 % (step->days / 7) == 0;
  if (step->days > 0 && period == RG_PERIOD_DAY)
    return days[index] % (RgDay) step->days == 0;
  if (step->days > 0)
    return period == RG_PERIOD_WEEK && step->days >= 7 && index % (step->days / 7) == 0;
  if (index == 0)
    return month % (int) step->months == 0 && rg_day_month_start (days[0]) == days[0];
  return month / (int) step->months != rg_tick_month (days[index - 1]) / (int) step->months;
}

static guint
rg_tick_count (RgPeriod period, const RgDay *days, guint n_days, const RgTickStep *step)
{
  guint count = 0;

  for (guint i = 0; i < n_days; i++)
    count += rg_tick_stands (period, days, i, step);
  return count;
}

static char *
rg_tick_format (RgDay day, const char *format)
{
  g_autoptr (GDateTime) date = NULL;
  int year, month, mday;

  rg_day_to_ymd (day, &year, &month, &mday);
  date = g_date_time_new_utc (year, month, mday, 0, 0, 0);
  return date != NULL ? g_date_time_format (date, format) : g_strdup ("");
}

/* The year is written with the first tick in it, so that no label repeats it. */
static char *
rg_tick_label (RgDay day, const RgTickStep *step, gboolean new_year)
{
  if (step->months >= 12)
    return rg_tick_format (day, "%Y");
  if (step->months > 0 && new_year)
    /* TRANSLATORS: short month and year below a chart, as strftime has it: "Jan 2026" */
    return rg_tick_format (day, _("%b %Y"));
  if (step->months > 0)
    /* TRANSLATORS: short month below a chart, as strftime has it: "Jan" */
    return rg_tick_format (day, _("%b"));
  if (new_year)
    /* TRANSLATORS: day, short month and year below a chart: "7 Nov 2026" */
    return rg_tick_format (day, _("%-d %b %Y"));
  /* TRANSLATORS: day and short month below a chart: "7 Nov" */
  return rg_tick_format (day, _("%-d %b"));
}

static void
rg_time_tick_clear (gpointer data)
{
  RgTimeTick *tick = data;

  g_clear_pointer (&tick->label, g_free);
}

static const RgTickStep *
rg_tick_choose (RgPeriod period, const RgDay *days, guint n_days, guint most)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rg_tick_steps); i++)
    {
      guint count = rg_tick_count (period, days, n_days, &rg_tick_steps[i]);

      if (count > 0 && count <= most)
        return &rg_tick_steps[i];
    }
  return NULL;
}

GArray *
rg_time_ticks (RgPeriod period, const RgDay *days, guint n_days, guint most)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (RgTimeTick));
  const RgTickStep *step;
  int last_year = 0;

  g_array_set_clear_func (ticks, rg_time_tick_clear);
  if (n_days == 0)
    return ticks;
  step = rg_tick_choose (period, days, n_days, MAX (most, 1));
  for (guint i = 0; i < n_days; i++)
    {
      RgTimeTick tick = { i, NULL };
      int year;

      /* Where nothing round lies inside, the first point names the time. */
      if (step == NULL ? i > 0 : !rg_tick_stands (period, days, i, step))
        continue;
      rg_day_to_ymd (days[i], &year, NULL, NULL);
      tick.label = step == NULL ? rg_period_name (period, days[i])
                                : rg_tick_label (days[i], step, year != last_year);
      last_year = year;
      g_array_append_val (ticks, tick);
    }
  return ticks;
}

char *
rg_period_name (RgPeriod period, RgDay start)
{
  g_autofree char *day = NULL;

  if (period == RG_PERIOD_MONTH)
    return rg_day_format_month (start);
  if (period == RG_PERIOD_DAY)
    return rg_day_format_long (start);
  /* TRANSLATORS: day, short month and year inside "Week of …" */
  day = rg_tick_format (start, _("%-d %b %Y"));
  /* TRANSLATORS: %s is the first day of the week: "Week of 16 Nov 2026" */
  return g_strdup_printf (_("Week of %s"), day);
}
