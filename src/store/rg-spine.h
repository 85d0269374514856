/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How a long list of ids becomes another one, in steps that a view can follow one at a time.
 *
 * A view makes widgets for the two hundred rows around the place it shows. If they all go and
 * others come, it drops the widgets and builds them anew, for a tenth of a second. So whatever
 * nobody holds goes first, which costs nothing; then the rows that are held are exchanged a few at
 * a time; and last comes, at once, what is outside the view. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* So many rows are exchanged, made or dropped in one step; and so many are made that way before all
 * others come at once: no view looks at more. */
#define RG_SPINE_SLICE 4
#define RG_SPINE_VIEW 256

/* As in the signal items-changed. */
typedef struct
{
  guint position;
  guint removed;
  guint added;
} RgSpineStep;

typedef struct _RgSpineChange RgSpineChange;

/* From one array of gint64 to another, which are both referred to and must not change. held: the
 * positions in `from` that somebody holds, ascending, each once. */
RgSpineChange *rg_spine_change_new (GArray *from, GArray *to, const guint *held, guint n_held);
/* The same for a few rows that only have moved: their positions (guint) in `from` and in `to`,
 * ascending. Takes the arrays of positions over. */
RgSpineChange *rg_spine_change_new_moves (GArray *from, GArray *to, GArray *from_positions,
                                          GArray *to_positions);
void rg_spine_change_free (RgSpineChange *change);

/* Makes the next step and tells it; FALSE when there is none left. */
gboolean rg_spine_change_step (RgSpineChange *change, RgSpineStep *step);
/* The ids as of the last step; valid until the next one. */
GArray *rg_spine_change_get_ids (RgSpineChange *change);

/* The positions (guint) of those ids that are in the table of gint64, ascending. */
GArray *rg_spine_find (GArray *ids, GHashTable *wanted);
/* Whether both are the same once the ids in the table are left out. */
gboolean rg_spine_same_without (GArray *a, GArray *b, GHashTable *left_out);
/* Leaves in `matches` what is in `all`, in the order of `all`. No id is 0 or less. In place: to ask
 * the system for memory takes as long as to fill it. */
void rg_spine_filter (GArray *all, GArray *matches);
GArray *rg_spine_reverse (GArray *ids);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSpineChange, rg_spine_change_free)

G_END_DECLS
