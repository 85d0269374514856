/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A table of how many are in each two of many groups, with the names of the rows and the numbers of
 * the columns always in sight. Arrow keys walk the cells.
 *
 * signals  selected (guint row, guint column): a cell is pointed or walked at
 *          opened (guint row, guint column): a cell was clicked, or Enter pressed */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RG_TYPE_OVERLAP_GRID (rg_overlap_grid_get_type ())
G_DECLARE_FINAL_TYPE (RgOverlapGrid, rg_overlap_grid, RG, OVERLAP_GRID, GtkWidget)

/* What scrolls it; set once, before anything is shown. */
void rg_overlap_grid_set_scrolled (RgOverlapGrid *self, GtkScrolledWindow *scrolled);
/* Both are copied: n names, n * n counts, one row after the other; on the diagonal the whole
 * group. */
void rg_overlap_grid_show (RgOverlapGrid *self, const char *const *names, const guint *counts,
                           guint n);
/* "In Bergen and Regulars: 275, 30% of Bergen." Owned by the caller. */
char *rg_overlap_grid_dup_cell (RgOverlapGrid *self, guint row, guint column);

G_END_DECLS
