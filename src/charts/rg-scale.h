/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Axes: where the ticks stand and what is written at them. Pure: the same on every device. */
#pragma once

#include <glib.h>

#include "analysis/rg-period.h"

G_BEGIN_DECLS

/* What a number measures. Money is in minor units, a share is 0..1, a count is a whole number. */
typedef enum {
  RG_UNIT_COUNT,
  RG_UNIT_MONEY,
  RG_UNIT_SHARE,
} RgUnitKind;

typedef struct {
  RgUnitKind kind;
  char currency[4]; /* ISO 4217, only for money */
} RgUnit;

/* In words for people: "48 210 kr", "64 %", "107". NAN is a dash. */
char *rg_unit_format (const RgUnit *unit, double value);
/* For axes: as few characters as the step allows; only `named` carries the currency. */
char *rg_unit_format_tick (const RgUnit *unit, double value, double step, gboolean named);

/* A value axis whose ends are ticks. */
typedef struct {
  double low;
  double high;
  double step;
  guint n_ticks;
} RgScale;

/* The axis for values low..high with at most `most` ticks (at least 2): steps of 1, 2, 2.5 or 5
 * times a power of ten, after P. S. Heckbert, "Nice Numbers for Graph Labels", Graphics Gems, 1990.
 * Counts and money never step by less than one unit. Zero is always on the axis: lengths of bars
 * must not lie. Values that are not finite are taken as 0. */
RgScale rg_scale_new (const RgUnit *unit, double low, double high, guint most);
double rg_scale_tick (const RgScale *scale, guint index);
/* 0 at low, 1 at high. */
double rg_scale_place (const RgScale *scale, double value);

/* A label below the time axis. */
typedef struct {
  guint index; /* of the point it stands at */
  char *label;
} RgTimeTick;

/* At most `most` ticks (at least 1) for points that begin on `days` (ascending), at round places:
 * for days every 1, 2, 7, 14 days; beyond that the first point of every 1, 2, 3, 6 months or 1, 2,
 * 5, 10 … years. A label names the year where it begins. Free with g_array_unref(); elements are
 * RgTimeTick, whose labels the array frees. */
GArray *rg_time_ticks (RgPeriod period, const RgDay *days, guint n_days, guint most);

/* "Thursday, 19 November 2026", "Week of 16 Nov 2026", "November 2026". */
char *rg_period_name (RgPeriod period, RgDay start);

G_END_DECLS
