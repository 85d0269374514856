/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A segment's rules as a text that can be edited; what cannot be read is marked and said.
 *
 * signals
 *   edited (): somebody wrote a text that can be read: rg_segment_text_dup_root() */
#pragma once

#include "rules/rg-segment-count.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_SEGMENT_TEXT (rg_segment_text_get_type ())
G_DECLARE_FINAL_TYPE (RgSegmentText, rg_segment_text, RG, SEGMENT_TEXT, GtkBox)

void rg_segment_text_show (RgSegmentText *self, const RgNode *root);
/* The tree of the text; what cannot be read is nothing. */
RgNode *rg_segment_text_dup_root (RgSegmentText *self);
/* The id of the segment whose rules they are (0: it is not saved yet), among those of the dataset,
 * which may be NULL. */
void rg_segment_text_set_segment (RgSegmentText *self, RgDataset *dataset, gint64 segment);

G_END_DECLS
