/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Days, weeks and months as the points of a time series. */
#pragma once

#include "base/rg-date.h"

G_BEGIN_DECLS

typedef enum {
  RG_PERIOD_DAY,
  RG_PERIOD_WEEK,
  RG_PERIOD_MONTH,
} RgPeriod;

/* The first day of the period that holds `day`. first_weekday: 0 is Monday. */
RgDay rg_period_start (RgPeriod period, RgDay day, int first_weekday);
/* The first day of the period `n` after (or, negative, before) the one that begins on `start`. */
RgDay rg_period_add (RgPeriod period, RgDay start, int n);
/* The last day of the period that begins on `start`. */
RgDay rg_period_end (RgPeriod period, RgDay start);
/* The day that `day` is compared with a year earlier: for days and weeks 364 days before, so that
 * a Saturday meets a Saturday; for months the same day of the month, or the month's last. */
RgDay rg_period_year_before (RgPeriod period, RgDay day);

G_END_DECLS
