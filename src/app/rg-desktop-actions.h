/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Actions that come from outside of the window: from the menu of the program's icon and from
 * notifications. There may be no window yet. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* app.import-sales, app.show-customer (x), app.show-tasks, app.show-today. */
void rg_desktop_actions_install (GtkApplication *application);

G_END_DECLS
