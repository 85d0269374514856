/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A segment's tree as boxed lists in boxed lists.
 *
 * signals
 *   changed (): the tree is another one now, or its rows were made anew */
#pragma once

#include "rules/rg-segment-count.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_SEGMENT_BUILDER (rg_segment_builder_get_type ())
G_DECLARE_FINAL_TYPE (RgSegmentBuilder, rg_segment_builder, RG, SEGMENT_BUILDER, GtkBox)

GtkWidget *rg_segment_builder_new (void);
/* root is borrowed, and edited in place; it must live until another one is set, or NULL. */
void rg_segment_builder_set_root (RgSegmentBuilder *self, RgNode *root, RgDataset *dataset,
                                  const char *currency);
/* The id of the segment whose rules they are; 0: it is not saved yet. */
void rg_segment_builder_set_segment (RgSegmentBuilder *self, gint64 segment);
/* nodes: in the order of rg_node_flatten(); NULL: not known yet. */
void rg_segment_builder_show_counts (RgSegmentBuilder *self, const RgNodeCount *nodes, guint n,
                                     const RgSegmentContext *context);

G_END_DECLS
