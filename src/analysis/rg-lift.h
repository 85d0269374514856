/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the people of a campaign did, against those who were left without it. */
#pragma once

#include "analysis/rg-dataset.h"
#include "analysis/rg-stats.h"

G_BEGIN_DECLS

#define RG_LIFT_WEEKS_BEFORE 8
#define RG_LIFT_WEEKS_AFTER 8 /* at most */
#define RG_LIFT_LEVEL 0.95

typedef struct {
  gint64 n;         /* people; the merged count once, the erased not at all */
  gint64 came;      /* with at least one visit in the days that count */
  gint64 visits;
  gint64 net_minor; /* net sales in those days */
  RgMoments spend;  /* the same, a person */
  /* Net sales a person and week: RG_LIFT_WEEKS_BEFORE weeks that end the day before the first day
   * that counts, then weeks from that day on. */
  double weeks[RG_LIFT_WEEKS_BEFORE + RG_LIFT_WEEKS_AFTER];
} RgLiftGroup;

typedef struct {
  RgDay from;
  RgDay to;          /* the last day that is counted: sales may not be known to the end */
  guint weeks_after; /* whole ones */
  RgLiftGroup written;
  RgLiftGroup held_out;

  double difference; /* share that came: written less held out; 0 without a comparison */
  RgInterval difference_range; /* Newcombe, method 10, RG_LIFT_LEVEL */
  double p;          /* rg_stats_compare_shares() */
  double smallest;   /* rg_stats_detectable() over the held out, power 0.8 */

  gboolean has_spend; /* whether the next can be said */
  RgWelch spend;      /* net sales a person in minor units: written less held out */
} RgLift;

/* Customers are ids; who is in both counts as written to. Days from..to are included, and sales
 * after the dataset's last day are not known. */
void rg_lift_measure (const RgDataset *dataset, const gint64 *written, gsize n_written,
                      const gint64 *held_out, gsize n_held_out, RgDay from, RgDay to,
                      RgLift *lift);

G_END_DECLS
