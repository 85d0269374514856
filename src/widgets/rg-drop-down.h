/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What GtkDropDown leaves to be wished for. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets the chosen text of a list of strings end in dots where there is no room for it, as names
 * that a shop gave do in a narrow window with large text. The list has the whole of it. */
void rg_drop_down_shorten (GtkDropDown *drop);

G_END_DECLS
