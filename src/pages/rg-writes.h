/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What changes the shop cannot be used where the shop can only be read: it is greyed from the
 * start, instead of failing in the end. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

/* For a control that changes the shop. */
void rg_writes_guard (GtkWidget *widget, RgStore *store);
/* For a page or a dialog that was just made: its actions that change the shop, and the widgets of
 * its template with the style class "rg-writes". */
void rg_writes_guard_page (GtkWidget *page, RgStore *store);

G_END_DECLS
