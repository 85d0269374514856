/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who was in a segment on past days: how many month by month, and who came and went between two
 * days. store/rg-past.h says what is known of a past day. */
#pragma once

#include "rules/rg-segment-count.h"
#include "rules/rg-stage.h"
#include "store/rg-past.h"

G_BEGIN_DECLS

/* At most so many months at once. */
#define RG_SEGMENT_MONTHS_MOST 120

typedef struct {
  RgDay day;
  guint count;
  guint customers; /* who were known */
} RgSegmentOn;

typedef enum {
  RG_WENT_SEGMENT, /* is in another saved segment */
  RG_WENT_STAGE,   /* where they stand now: rules/rg-stage.h */
  RG_WENT_GONE,    /* deleted since */
} RgWentKind;

/* Some of those who left. */
typedef struct {
  RgWentKind kind;
  char *name;  /* in the user's language */
  GArray *ids; /* gint64 */
} RgSegmentWent;

/* Ids (gint64) in the order of positions. Who was merged counts as whom they became. */
typedef struct {
  RgDay from, to;
  guint before, after;
  GArray *joined, *left, *stayed;
  GPtrArray *went; /* RgSegmentWent of those who left; one person may be in several */
} RgSegmentMoved;

typedef struct {
  guint months;  /* how many; 0: none */
  RgDay on;      /* whose members are asked for; RG_DAY_NONE: none */
  RgDay from;    /* with to; RG_DAY_NONE: nothing */
  RgDay to;
  gint64 id;     /* the segment's own, which is not told of among the others; or 0 */
} RgSegmentPastQuery;

typedef struct {
  GArray *months;  /* RgSegmentOn, ascending; the last one is today; NULL where not asked for */
  GArray *members; /* gint64 */
  RgSegmentMoved *moved;
} RgSegmentPast;

void rg_segment_past_free (RgSegmentPast *past);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSegmentPast, rg_segment_past_free)

/* FALSE with a sentence where the day is still to come. */
gboolean rg_segment_past_check_day (const RgShop *shop, RgDay day, GError **error);

/* What is counted on a past dataset: as if it were that day. */
RgSegmentContext rg_segment_past_context (const RgDataset *then, const RgShop *shop, RgDay day);

/* Any thread but the main one of a window. */
RgSegmentPast *rg_segment_past_read (RgStore *store, const RgShop *shop, const RgDataset *now,
                                     const RgNode *root, const RgSegmentPastQuery *query,
                                     GCancellable *cancellable, GError **error);
/* root is copied; G_IO_ERROR_PENDING while the shop is still being read. */
void rg_segment_past_async (RgStore *store, const RgNode *root, const RgSegmentPastQuery *query,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data);
RgSegmentPast *rg_segment_past_finish (GAsyncResult *result, GError **error);

G_END_DECLS
