/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* "Write to Them": the ready letter to good customers who have stopped coming. */
#pragma once

#include <gtk/gtk.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

/* Opens the letter with win.show-campaign: the one that was begun and not yet fixed, else a new
 * one for the segment of rules/rg-lapsed.h. What fails is said with win.toast. */
void rg_today_letter_open (RgStore *store, GtkWidget *widget);

G_END_DECLS
