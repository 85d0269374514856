/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Saved segments are asked for by their names: what follows when one gets another name, and what
 * stands in the way of saving and deleting one. In an action's own transaction. */
#pragma once

#include "store/rg-store-segments.h"

G_BEGIN_DECLS

/* RG_STORE_ERROR_INVALID where another segment has that name. */
gboolean rg_segment_names_are_free (RgDb *db, const RgSavedSegment *segment, GError **error);
/* The name where no segment has it yet, else with a number behind: "Quiet (2)". */
char *rg_segment_names_dup_free (RgDb *db, const char *name, GError **error);
/* All rules that ask for `from` ask for `to` from now on. */
gboolean rg_segment_names_follow (RgDb *db, const char *from, const char *to, GError **error);
/* RG_STORE_ERROR_INVALID, with the way, where the segment as it is in the file comes back to
 * itself. */
gboolean rg_segment_names_end (RgDb *db, gint64 id, GError **error);
/* RG_STORE_ERROR_INVALID, with their names, where others ask for the segment. */
gboolean rg_segment_names_unused (RgDb *db, const RgSavedSegment *segment, GError **error);

G_END_DECLS
