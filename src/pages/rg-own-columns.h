/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Columns of the shop's own fields in the list of customers. */
#pragma once

#include "store/rg-store-own-fields.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A hidden column behind all others for each field (RgOwnField), "own-" and its UUID as the id;
 * those of fields that are gone go. Columns of fields that have an order have a sorter that says
 * so, and sorts nothing. */
void rg_own_columns_update (GtkColumnView *view, GPtrArray *fields);
/* The field that a column shows; 0 for none. column may be NULL. */
gint64 rg_own_columns_get_field (GtkColumnViewColumn *column);
/* For a column of numbers, the last one of the view: its title stands above their ends. */
void rg_own_columns_align_title (GtkWidget *title);

G_END_DECLS
