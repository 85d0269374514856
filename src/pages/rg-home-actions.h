/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What can be done about a customer's home; each asks what it needs to know, and is one action. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-profile.h"

G_BEGIN_DECLS

/* widget: where dialogs and toasts belong. */
void rg_home_actions_share (GtkWidget *widget, RgStore *store, gint64 customer);
void rg_home_actions_leave (GtkWidget *widget, RgStore *store, gint64 customer);
void rg_home_actions_rename (GtkWidget *widget, RgStore *store, const RgProfileHome *home);

G_END_DECLS
