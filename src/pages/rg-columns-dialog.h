/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Which columns the list of customers has, and in which order. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_COLUMNS_DIALOG (rg_columns_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgColumnsDialog, rg_columns_dialog, RG, COLUMNS_DIALOG, AdwDialog)

/* columns: GtkColumnViewColumn; those with an id can be chosen. chosen: the ids of those that are.
 * signal chosen (const char *const *ids): others are, or in another order. */
AdwDialog *rg_columns_dialog_new (GListModel *columns, const char *const *chosen);

G_END_DECLS
