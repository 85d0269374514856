/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The tab "Members" of a segment's page: a list of the people that the rules mean. */
#pragma once

#include <gtk/gtk.h>

#include "rules/rg-segment.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_SEGMENT_MEMBERS (rg_segment_members_get_type ())
G_DECLARE_FINAL_TYPE (RgSegmentMembers, rg_segment_members, RG, SEGMENT_MEMBERS, GtkBox)

/* Rules that are not finished are left out. */
void rg_segment_members_show (RgSegmentMembers *self, RgStore *store, const RgNode *root);
/* Reads the list anew, where there is one. */
void rg_segment_members_refresh (RgSegmentMembers *self);

G_END_DECLS
