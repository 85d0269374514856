/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Many chosen rows of a list of a million: one bit an id, or everything but a few. Nothing is made
 * or read for a row that is chosen, and what is chosen stays so when the list is sorted anew. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The id, above 0, that stands at a position of the list. */
typedef gint64 (*RgSelectionIdFunc) (GListModel *model, guint position);

/* What a plain click or arrow key does to the row that it comes to; Shift, Ctrl and Space do what
 * they do everywhere. */
typedef enum {
  RG_SELECTION_CHOOSES, /* it is chosen, and no other */
  RG_SELECTION_KEEPS,   /* nothing */
  RG_SELECTION_TURNS,   /* it is chosen or no longer chosen, whatever the others are */
} RgSelectionWay;

#define RG_TYPE_SELECTION (rg_selection_get_type ())
G_DECLARE_FINAL_TYPE (RgSelection, rg_selection, RG, SELECTION, GObject)

/* properties
 *   "n-selected" (guint, read only) */
RgSelection *rg_selection_new (GListModel *model, RgSelectionIdFunc get_id);

void rg_selection_set_way (RgSelection *self, RgSelectionWay way);
guint rg_selection_get_n_selected (RgSelection *self);
/* The ids (gint64) in the order of the list; a new array, which is one walk over the list. */
GArray *rg_selection_dup_ids (RgSelection *self);
/* After rows have become other rows, or have gone: whoever is not in the list is not chosen. */
void rg_selection_follow (RgSelection *self);

G_END_DECLS
