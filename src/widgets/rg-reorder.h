/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows that can be put into another order: one is dragged onto another's place by its handle, or
 * moved with Alt+↑ and Alt+↓ while the keyboard is in it. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The row that is at `from` is to be at `to`, both from 0. owner: of the list, from the call. */
typedef void (*RgReorderFunc) (GObject *owner, guint from, guint to);

/* A row at `index` of the `n` that owner has (0: whose keys somebody else minds); a handle is put
 * in front of it. Rows are moved only among those of the same owner. */
void rg_reorder_add (AdwPreferencesRow *row, guint index, guint n, GObject *owner,
                     RgReorderFunc move);

/* Something that is no row of itself, whose handle is put at the beginning of head, and whose keys
 * somebody else minds. */
void rg_reorder_add_box (GtkWidget *row, GtkBox *head, guint index, GObject *owner,
                         RgReorderFunc move);

G_END_DECLS
