/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The tab "Over Time" of a segment's page: how many there were month by month, and who came and
 * went between two days. */
#pragma once

#include <adwaita.h>

#include "charts/rg-chart.h"
#include "rules/rg-segment.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_SEGMENT_TIME (rg_segment_time_get_type ())
G_DECLARE_FINAL_TYPE (RgSegmentTime, rg_segment_time, RG, SEGMENT_TIME, GtkBox)

/* Of the rules as they are; id: the segment's own, or 0. Rules that are not finished are left
 * out. */
void rg_segment_time_show (RgSegmentTime *self, RgStore *store, const RgNode *root, gint64 id);
/* The first of the two days between which it tells who came and went: instead of the one three
 * months ago. Before anything is shown. */
void rg_segment_time_set_from (RgSegmentTime *self, RgDay from);
/* Reads anew what is shown. */
void rg_segment_time_refresh (RgSegmentTime *self);

/* The counts of months as a chart, whose last point is today. */
RgChart *rg_segment_time_new_chart (const GArray *months);

G_END_DECLS
