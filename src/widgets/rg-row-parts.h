/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What rows that are made in code have alike. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A menu at the end of the row; what: the row in its own words, for what is spoken. */
void rg_row_add_menu (AdwActionRow *row, GMenuModel *menu, const char *what);

/* Which of the rows (GtkWidget) has the keyboard; -1: none. */
int rg_rows_find_focus (const GPtrArray *rows);
/* For rows that were made anew: gives it to the one in that place, or the last one. */
void rg_rows_grab_focus (const GPtrArray *rows, int place);

G_END_DECLS
