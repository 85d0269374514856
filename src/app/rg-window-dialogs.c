/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A dialog lives a moment longer than it is seen. Without animations it is gone before its Close
 * button has come back from closing it, and libadwaita speaks of it once more then. Usually what
 * has the keyboard holds on to it; not where a list was filled anew under the keyboard. */
#include "app/rg-window.h"

static void
rg_dialog_guard_changed_cb (AdwApplicationWindow *window)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (window);
  AdwDialog *before = g_object_steal_data (G_OBJECT (window), "rg-dialog-guard");

  if (dialog)
    g_object_set_data_full (G_OBJECT (window), "rg-dialog-guard", g_object_ref (dialog),
                            g_object_unref);
  if (before)
    g_idle_add_once (g_object_unref, before);
}

void
rg_window_add_dialog_guard (AdwApplicationWindow *window)
{
  g_signal_connect (window, "notify::visible-dialog", G_CALLBACK (rg_dialog_guard_changed_cb),
                    NULL);
}
