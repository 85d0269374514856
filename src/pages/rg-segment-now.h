/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* "Now": how many are in a segment, what share of the customers and of the sales they are, a
 * few of their names, and the rules in one sentence. */
#pragma once

#include <adwaita.h>

#include "rules/rg-segment.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_SEGMENT_NOW (rg_segment_now_get_type ())
G_DECLARE_FINAL_TYPE (RgSegmentNow, rg_segment_now, RG, SEGMENT_NOW, GtkBox)

typedef struct {
  guint count;
  guint customers;
  gint64 spend;
  gint64 net_sales;
  const char *no_data; /* what a rule asks for and nobody has supplied, or NULL */
} RgSegmentFigures;

void rg_segment_now_show (RgSegmentNow *self, const RgSegmentFigures *figures,
                          const char *sentence);
/* The rules that the figures are of. */
void rg_segment_now_follow (RgSegmentNow *self, RgStore *store, const RgNode *root);
/* names may be NULL: none known. */
void rg_segment_now_show_names (RgSegmentNow *self, const char *names);
/* stale: the figures are of an earlier state of the rules. */
void rg_segment_now_set_stale (RgSegmentNow *self, gboolean stale);

/* "1 204 customers · 6.1 %" */
char *rg_segment_figures_dup_line (const RgSegmentFigures *figures);

G_END_DECLS
