/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the files of `segment` and `bulk` share. */
#pragma once

#include "ctl/rg-ctl.h"
#include "rules/rg-segment.h"
#include "store/rg-store-bulk.h"

G_BEGIN_DECLS

/* args: "segment", what to do, the segment's name, customers. */
gboolean rg_ctl_segment_hand (RgCtl *ctl, GStrv args, RgHand hand, GError **error);
/* Everybody else, by how alike they are to its members (rules/rg-alike.h). */
gboolean rg_ctl_segment_alike (RgCtl *ctl, GStrv args, GError **error);
/* Groups that show themselves (rules/rg-groups.h). */
gboolean rg_ctl_segment_groups (RgCtl *ctl, GStrv args, GError **error);
/* Everybody by how lately and how often they came (rules/rg-rfm.h). */
gboolean rg_ctl_segment_rfm (RgCtl *ctl, GStrv args, GError **error);
/* args: "segment", "overlap", segments; none: all saved ones. */
gboolean rg_ctl_segment_overlap (RgCtl *ctl, GStrv args, GError **error);
/* args: "segment", "compare", one segment, or two. */
gboolean rg_ctl_segment_compare (RgCtl *ctl, GStrv args, GError **error);
/* Who came and went between two days, and how many there were month by month. */
gboolean rg_ctl_segment_moved (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_segment_months (RgCtl *ctl, GStrv args, GError **error);
/* How each saved one changed in a week, beside what is usual for it. */
gboolean rg_ctl_segment_unusual (RgCtl *ctl, GStrv args, GError **error);

/* What is done with a saved one: a fixed list, live again, its members on paper. */
gboolean rg_ctl_segment_freeze (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_segment_thaw (RgCtl *ctl, GStrv args, GError **error);
gboolean rg_ctl_segment_print_list (RgCtl *ctl, GStrv args, GError **error);

/* A saved one by its id or name, else what the text itself says. *id (may be NULL): the saved one,
 * or 0. */
RgNode *rg_ctl_segment_parse (RgStore *store, const char *text, gint64 *id, GError **error);
/* A day that is not still to come. */
gboolean rg_ctl_segment_parse_day (RgStore *store, const char *text, RgDay *day, GError **error);
/* Says so where nothing had been sold yet. */
void rg_ctl_segment_say_before (RgCtl *ctl, const RgDataset *now, RgDay day);
/* How many are different now, and the action. */
void rg_ctl_tell_bulk (RgCtl *ctl, RgBulk *bulk, gint64 action);

G_END_DECLS
