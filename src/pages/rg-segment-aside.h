/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What stands beside the number in the panel "Now": the count month by month, what the members buy
 * more often than others, and why somebody is in or is not. */
#pragma once

#include <gtk/gtk.h>

#include "rules/rg-segment.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_SEGMENT_ASIDE (rg_segment_aside_get_type ())
G_DECLARE_FINAL_TYPE (RgSegmentAside, rg_segment_aside, RG, SEGMENT_ASIDE, GtkBox)

/* The rules as they are now; what takes long follows once they rest, and while it can be seen. */
void rg_segment_aside_follow (RgSegmentAside *self, RgStore *store, const RgNode *root);

G_END_DECLS
