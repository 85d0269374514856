/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The list of places beside the pages. Marked is the place to which the page in sight belongs,
 * however it was opened; of a page that belongs to none, that of the page it was opened from. */
#pragma once

#include <adwaita.h>

#include "app/rg-places.h"

G_BEGIN_DECLS

/* A row for each place, and its mark follows the pages. Each row has the place as its data
 * "rg-place". */
void rg_sidebar_fill (GtkListBox *places, AdwNavigationView *navigation);

/* To which place a page belongs, before it is shown. id: static, or NULL for none of its own. */
void rg_sidebar_set_place (gpointer page, const char *id);

/* How many things wait on Today, as a number beside its name; 0 shows none. */
void rg_sidebar_set_waiting (GtkListBox *places, guint n_waiting);

G_END_DECLS
