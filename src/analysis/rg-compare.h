/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One week of sales beside what it can honestly be compared with.
 *
 * Weekdays stand beside the same weekdays. A weekday that had no visit on one of the two sides (a
 * closed day, a holiday that moved, sales that are missing) is left out on both, and named. Where
 * a shop's file reaches back a year and four weeks, the week is the one 364 days before; else it
 * is the average of the same weekdays of the four weeks before, once two weeks of opening lie
 * behind them. With fewer than four weekdays left there is no comparison. */
#pragma once

#include "analysis/rg-dataset.h"

G_BEGIN_DECLS

typedef enum {
  RG_COMPARE_NOTHING,
  RG_COMPARE_YEAR_BEFORE,
  RG_COMPARE_FOUR_WEEKS,
} RgCompareWith;

typedef struct {
  RgCompareWith with;
  RgDay from, to;               /* the week */
  RgDay before_from, before_to; /* what it is compared with, both included */
  double now, before;           /* net sales of the weekdays that count, in minor units */
  guint n_left_out;
  RgDay left_out[7];            /* days of the week that do not count, by day */
} RgComparison;

/* The week that ends with `to`. */
void rg_compare_week (const RgDataset *dataset, RgDay to, RgComparison *comparison);

G_END_DECLS
