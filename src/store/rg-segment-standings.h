/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Which saved segments one customer is in, and which one rule keeps them out of. */
#pragma once

#include "rules/rg-segment-count.h"
#include "store/rg-store-segments.h"

G_BEGIN_DECLS

typedef struct {
  gint64 id;      /* of the segment */
  char *name;
  gboolean member;
  char *missing;  /* the rule that keeps them out, and what it would take, translated; NULL: in */
} RgSegmentStanding;

/* What is known of the shop where nobody may ask the store. */
typedef struct {
  RgDataset *dataset;
  RgDay today;
  int digits;
  int first_weekday;
  RgRuleCache *cache; /* what was counted of everybody for one segment is there for the next */
  char currency[4];
} RgStandingsContext;

void rg_standings_context_init (RgStandingsContext *context, RgStore *store);
void rg_standings_context_clear (RgStandingsContext *context);

/* RgSegmentStanding: those they are in, then those they are nearly in, each in the order of names.
 * In a RgReadFunc. */
GPtrArray *rg_segment_standings_read (RgDb *db, const RgStandingsContext *context,
                                      gint64 customer, GError **error);

G_END_DECLS
