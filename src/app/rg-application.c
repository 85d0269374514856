/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The application. */
#include "app/rg-application.h"

#include "config.h"

#include "app/rg-preferences-dialog.h"
#include "app/rg-settings.h"
#include "app/rg-shortcuts-dialog.h"
#include "app/rg-shortcuts.h"
#include "app/rg-test-actions.h"
#include "app/rg-window.h"
#include "base/rg-i18n.h"

struct _RgApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (RgApplication, rg_application, ADW_TYPE_APPLICATION)

/* --- actions --- */

static void
rg_application_quit_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_application_quit (G_APPLICATION (data));
}

static void
rg_application_about_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));
  static const char *const developers[] = { "The Regulars authors", NULL };

  adw_show_about_dialog (GTK_WIDGET (window), "application-name", "Regulars", "application-icon",
                         RG_APP_ID, "version", RG_VERSION, "developer-name",
                         _("The Regulars authors"), "developers", developers, "license-type",
                         GTK_LICENSE_GPL_3_0, "copyright", "© 2026 The Regulars authors",
                         /* Translators: your names, one a line; they are shown in About. */
                         "translator-credits", _("translator-credits"), NULL);
}

static void
rg_application_preferences_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RgApplication *self = RG_APPLICATION (data);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  adw_dialog_present (rg_preferences_dialog_new (self->settings, NULL), GTK_WIDGET (window));
}

static void
rg_application_shortcuts_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));

  adw_dialog_present (rg_shortcuts_dialog_new (), GTK_WIDGET (window));
}

static const GActionEntry rg_application_action_entries[] = {
  { .name = "about", .activate = rg_application_about_action },
  { .name = "preferences", .activate = rg_application_preferences_action },
  { .name = "quit", .activate = rg_application_quit_action },
  { .name = "shortcuts", .activate = rg_application_shortcuts_action },
};

/* --- start --- */

static void
rg_application_activate (GApplication *application)
{
  RgApplication *self = RG_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (!window)
    window = GTK_WINDOW (rg_window_new (ADW_APPLICATION (application), self->settings));
  gtk_window_present (window);
}

static int
rg_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  rg_application_activate (application);
  return 0;
}

static void
rg_application_startup (GApplication *application)
{
  RgApplication *self = RG_APPLICATION (application);

  G_APPLICATION_CLASS (rg_application_parent_class)->startup (application);

  self->settings = rg_settings_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self), rg_application_action_entries,
                                   G_N_ELEMENTS (rg_application_action_entries), self);
  rg_test_actions_install (GTK_APPLICATION (self));
  rg_shortcuts_install (GTK_APPLICATION (self));
  gtk_window_set_default_icon_name (RG_APP_ID);
}

static void
rg_application_finalize (GObject *object)
{
  g_clear_object (&RG_APPLICATION (object)->settings);
  G_OBJECT_CLASS (rg_application_parent_class)->finalize (object);
}

static void
rg_application_class_init (RgApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rg_application_finalize;
  application_class->activate = rg_application_activate;
  application_class->command_line = rg_application_command_line;
  application_class->startup = rg_application_startup;
}

static void
rg_application_init (RgApplication *self)
{
  static const GOptionEntry options[] = {
    { "store", 's', 0, G_OPTION_ARG_FILENAME, NULL, N_("Open this shop file"), N_("FILE") },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

RgApplication *
rg_application_new (void)
{
  return g_object_new (RG_TYPE_APPLICATION, "application-id", RG_APP_ID, "resource-base-path",
                       "/io/github/regulars/Regulars", "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, NULL);
}
