/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What may come next while rules are written as text: a list below the cursor. It comes while
 * something is typed, or with Ctrl+Space; arrow keys choose, Tab takes (and Enter, once something
 * was chosen), Escape lets it go. */
#pragma once

#include "rules/rg-segment-complete.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_SEGMENT_COMPLETION (rg_segment_completion_get_type ())
G_DECLARE_FINAL_TYPE (RgSegmentCompletion, rg_segment_completion, RG, SEGMENT_COMPLETION, GObject)

/* owner: around the view, in the same window; it calls detach before it goes. */
RgSegmentCompletion *rg_segment_completion_new (GtkTextView *view, GtkWidget *owner);
void rg_segment_completion_detach (RgSegmentCompletion *self);
/* dataset: for the names, or NULL. */
void rg_segment_completion_set_dataset (RgSegmentCompletion *self, RgDataset *dataset);
/* Somebody has typed. */
void rg_segment_completion_follow (RgSegmentCompletion *self);

G_END_DECLS
