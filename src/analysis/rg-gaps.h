/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Days whose sales are missing, learned from the shop's own weekdays.
 *
 * A day without a single visit is missing where the shop, or one of its locations, normally sells
 * on that weekday: on at least three of four of the eight same weekdays before it, at least four
 * of which are known and were not closed days. Nobody knows which holidays a shop keeps, so none
 * are assumed: a day that is marked as closed is not missing, and is not learned from. */
#pragma once

#include "analysis/rg-dataset.h"

G_BEGIN_DECLS

/* So many days back a missing day is worth asking about. */
#define RG_GAP_DAYS 28

typedef struct {
  gint64 location; /* a row's id; 0: the whole shop */
  RgDay day;
} RgClosedDay;

/* Missing days in a row, no day with sales between them. */
typedef struct {
  gint64 location; /* a row's id; 0: the whole shop */
  const char *name; /* of the location, borrowed from the dataset; "" for the whole shop */
  guint n_days;
  RgDay days[RG_GAP_DAYS];
} RgGap;

/* RgGap, the whole shop's first, each by day; up to the last day with sales, and before `today`. A
 * day that is missing for the whole shop is not told of its locations. */
GArray *rg_gaps_find (const RgDataset *dataset, RgDay today, const RgClosedDay *closed,
                      guint n_closed);
/* Days after the last one with sales and before `today` on which the shop normally sells: how far
 * the imports are behind. */
guint rg_gaps_count_behind (const RgDataset *dataset, RgDay today, const RgClosedDay *closed,
                            guint n_closed);
gboolean rg_closed_days_have (const RgClosedDay *closed, guint n_closed, gint64 location,
                              RgDay day);

G_END_DECLS
