/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The tab "Compare" of a segment's page: its people beside another segment's, or everybody else,
 * and what makes them different. Every figure and line opens its people. */
#pragma once

#include <gtk/gtk.h>

#include "rules/rg-segment.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_SEGMENT_COMPARE (rg_segment_compare_get_type ())
G_DECLARE_FINAL_TYPE (RgSegmentCompare, rg_segment_compare, RG, SEGMENT_COMPARE, GtkBox)

/* Rules that are not finished are left out. id: of the segment, which is not compared with itself;
 * 0: it is not saved yet. */
void rg_segment_compare_show (RgSegmentCompare *self, RgStore *store, gint64 id, const char *name,
                              const RgNode *root);

G_END_DECLS
