/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Each shows the window with its shop, and then does what the window's action of the name does. */
#include "app/rg-desktop-actions.h"

#include "app/rg-window.h"

static void
rg_desktop_do (gpointer application, const char *name, GVariant *parameter)
{
  GtkWindow *window = NULL;

  g_application_activate (G_APPLICATION (application));
  window = gtk_application_get_active_window (GTK_APPLICATION (application));
  if (window && rg_window_get_store (RG_WINDOW (window)))
    gtk_widget_activate_action_variant (GTK_WIDGET (window), name, parameter);
}

static void
rg_desktop_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autofree char *name = g_strconcat ("win.", g_action_get_name (G_ACTION (action)), NULL);

  rg_desktop_do (data, name, parameter);
}

static void
rg_desktop_show_tasks_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GVariant) all = g_variant_ref_sink (g_variant_new ("a{sv}", NULL));

  rg_desktop_do (data, "win.show-tasks", all);
}

static void
rg_desktop_show_today_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GVariant) today = g_variant_ref_sink (g_variant_new_string ("today"));

  rg_desktop_do (data, "win.show-place", today);
}

void
rg_desktop_actions_install (GtkApplication *application)
{
  static const GActionEntry entries[] = {
    { .name = "import-sales", .activate = rg_desktop_action },
    { .name = "show-customer", .activate = rg_desktop_action, .parameter_type = "x" },
    { .name = "show-tasks", .activate = rg_desktop_show_tasks_action },
    { .name = "show-today", .activate = rg_desktop_show_today_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
}
