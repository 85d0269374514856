/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the files of `segment` and `bulk` share. */
#pragma once

#include "ctl/rg-ctl.h"
#include "store/rg-store-bulk.h"

G_BEGIN_DECLS

/* args: "segment", what to do, the segment's name, customers. */
gboolean rg_ctl_segment_hand (RgCtl *ctl, GStrv args, RgHand hand, GError **error);
/* Groups that show themselves (rules/rg-groups.h). */
gboolean rg_ctl_segment_groups (RgCtl *ctl, GStrv args, GError **error);
/* Everybody by how lately and how often they came (rules/rg-rfm.h). */
gboolean rg_ctl_segment_rfm (RgCtl *ctl, GStrv args, GError **error);
/* args: "segment", "overlap", segments; none: all saved ones. */
gboolean rg_ctl_segment_overlap (RgCtl *ctl, GStrv args, GError **error);
/* args: "segment", "compare", one segment, or two. */
gboolean rg_ctl_segment_compare (RgCtl *ctl, GStrv args, GError **error);
/* How many are different now, and the action. */
void rg_ctl_tell_bulk (RgCtl *ctl, RgBulk *bulk, gint64 action);

G_END_DECLS
