/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Arithmetic with days, weeks and months. */
#include "analysis/rg-period.h"

RgDay
rg_period_start (RgPeriod period, RgDay day, int first_weekday)
{
  if (period == RG_PERIOD_WEEK)
    return rg_day_week_start (day, first_weekday);
  if (period == RG_PERIOD_MONTH)
    return rg_day_month_start (day);
  return day;
}

RgDay
rg_period_add (RgPeriod period, RgDay start, int n)
{
  if (period == RG_PERIOD_MONTH)
    return rg_day_add_months (start, n);
  return start + n * (period == RG_PERIOD_WEEK ? 7 : 1);
}

RgDay
rg_period_end (RgPeriod period, RgDay start)
{
  return rg_period_add (period, start, 1) - 1;
}

RgDay
rg_period_year_before (RgPeriod period, RgDay day)
{
  return period == RG_PERIOD_MONTH ? rg_day_add_months (day, -12) : day - 364;
}
