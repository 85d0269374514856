/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Whether the words of a view switcher have room, in a language whose words are long. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A switcher whose words end in dots tells them in full where the pointer rests. */
void rg_switcher_add_tooltips (GtkWidget *switcher);
/* The breakpoint holds where the bar has no room for its words as well, as soon as they are known;
 * before, and besides, in a window of so many sp. */
void rg_switcher_bar_guard (AdwViewSwitcherBar *bar, AdwBreakpoint *breakpoint, int width_sp);

G_END_DECLS
