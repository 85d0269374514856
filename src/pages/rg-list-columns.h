/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Which columns a list shows, in which order, and by which of them it is sorted. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* NULL where no column has the id. */
GtkColumnViewColumn *rg_list_columns_find (GtkColumnView *view, const char *id);
/* Behind the first `n_fixed` columns, which have no id: those of the ids, in that order, and no
 * others. one: only the last of them. */
void rg_list_columns_show (GtkColumnView *view, guint n_fixed, const char *const *ids,
                           gboolean one);
/* NULL where nobody has chosen one. */
GtkColumnViewColumn *rg_list_columns_get_sort (GtkColumnView *view, gboolean *descending);

G_END_DECLS
