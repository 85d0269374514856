/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What GTK leaves to be wished for of rows, wherever they are made: a row that the keyboard comes
 * to sounds as it reads, and whoever goes through rows with Tab stops at each once. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* From now on, for each row that comes in sight: rows of lists, choices of drop-downs and items of
 * menus that have no name get what their labels say; a row of choices says which one is chosen, and
 * a row with a number is called by its title; what does the same as the row it stands in is no stop
 * of Tab; and a row with the role of a check or radio button is ticked as the one that it has. */
void rg_rows_watch (void);

G_END_DECLS
