/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The application. */
#include "app/rg-application-private.h"

#include "config.h"

#include "app/rg-desktop-actions.h"
#include "app/rg-preferences-dialog.h"
#include "app/rg-reminders.h"
#include "app/rg-sample-shop.h"
#include "app/rg-search-provider.h"
#include "app/rg-shop-keeper.h"
#include "app/rg-shops.h"
#include "app/rg-shortcuts-dialog.h"
#include "app/rg-shortcuts.h"
#include "app/rg-test-actions.h"
#include "app/rg-window.h"
#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "model/rg-job.h"
#include "pages/rg-help-dialog.h"
#include "pages/rg-settings.h"
#include "pages/rg-start-dialog.h"
#include "store/rg-store-dataset.h"
#include "store/rg-store-staff.h"
#include "store/rg-store-facts.h"
#include "widgets/rg-rows.h"

/* The first page comes first; one that counts asks for the dataset at once. */
#define RG_DATASET_DELAY_MS 400

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

  adw_show_about_dialog (GTK_WIDGET (window), "application-name", RG_APP_NAME, "application-icon",
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
  RgStore *store = rg_window_get_store (RG_WINDOW (window));

  rg_window_present_dialog (RG_WINDOW (window), rg_preferences_dialog_new (self->settings, store));
}

static void
rg_application_help_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));

  adw_dialog_present (rg_help_dialog_new (g_variant_get_string (parameter, NULL)),
                      GTK_WIDGET (window));
}

static void
rg_application_shortcuts_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));

  rg_window_present_dialog (RG_WINDOW (window), rg_shortcuts_dialog_new ());
}

/* --- shops --- */

void
rg_application_set_enabled (RgApplication *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
rg_application_show_error (GtkWidget *window, const char *heading, const GError *error)
{
  g_autofree char *text = rg_error_text (error);
  AdwDialog *dialog = adw_alert_dialog_new (heading, text);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, window);
}

RgWindow *
rg_application_ensure_window (RgApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return window ? RG_WINDOW (window) : rg_window_new (ADW_APPLICATION (self), self->settings);
}

static void
rg_application_staff_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  /* Actions then carry no name, and are done all the same. */
  if (!rg_store_use_staff_finish (RG_STORE (object), result, &error))
    g_message ("The staff member could not be written down: %s", error->message);
}

/* Whoever the preferences name is at the keyboard of the open shop. */
static void
rg_application_use_staff (RgApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  RgStore *store = window ? rg_window_get_store (RG_WINDOW (window)) : NULL;
  g_autofree char *name = g_settings_get_string (self->settings, "staff-name");

  if (store && (*name || rg_store_get_staff (store)))
    rg_store_use_staff_async (store, name, rg_application_staff_cb, NULL);
}

static gboolean
rg_application_dataset_cb (gpointer data)
{
  rg_store_start_dataset (RG_STORE (data));
  return G_SOURCE_REMOVE;
}

void
rg_application_show_store (RgApplication *self, RgStore *store)
{
  RgWindow *window = rg_application_ensure_window (self);
  g_autofree char *staff = g_settings_get_string (self->settings, "staff-name");

  rg_store_follow_locale (store);
  g_clear_pointer (&self->damaged_path, g_free);
  rg_application_leave_shop (self);
  rg_window_set_store (window, store);
  g_timeout_add_full (G_PRIORITY_DEFAULT, RG_DATASET_DELAY_MS, rg_application_dataset_cb,
                      g_object_ref (store), g_object_unref);
  self->keeper = rg_shop_keeper_new (store,
                                     g_application_get_dbus_connection (G_APPLICATION (self)));
  self->reminders = rg_reminders_new (G_APPLICATION (self), self->settings, store);
  self->doer = rg_automation_doer_new (GTK_WINDOW (window), store);
  rg_application_follow_store (self, store);
  if (*staff)
    rg_application_use_staff (self);
}

static void
rg_application_shop_started_cb (RgApplication *self, RgStore *store)
{
  rg_application_show_store (self, store);
}

/* Opens the shop of the user's own where there is one, else asks for what a new one needs. */
static void
rg_application_start_shop_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RgApplication *self = RG_APPLICATION (data);
  RgWindow *window = rg_application_ensure_window (self);
  g_autofree char *path = rg_shops_dup_own_path (self->settings);
  g_autoptr (GError) error = NULL;
  AdwDialog *dialog = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      rg_application_open (self, path);
      return;
    }
  if (!rg_shops_make_folder (path, &error))
    {
      rg_application_show_error (GTK_WIDGET (window), _("The Shop Could Not Be Made"), error);
      return;
    }
  dialog = rg_start_dialog_new (path, self->settings);
  g_signal_connect_object (dialog, "started", G_CALLBACK (rg_application_shop_started_cb), self,
                           G_CONNECT_SWAPPED);
  rg_window_present_dialog (window, dialog);
}

/* Goes on with what Start My Shop left open. */
static void
rg_application_set_up_shop_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RgApplication *self = RG_APPLICATION (data);
  RgWindow *window = rg_application_ensure_window (self);
  RgStore *store = rg_window_get_store (window);

  if (store && !rg_store_get_shop (store)->is_sample)
    rg_window_present_dialog (window, rg_start_dialog_new_resume (store, self->settings));
}

static void
rg_application_sample_made_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgApplication) self = RG_APPLICATION (data);
  RgWindow *window = rg_application_ensure_window (self);
  g_autofree char *path = rg_shops_dup_sample_path ();
  g_autoptr (RgJob) job = NULL;
  g_autoptr (GError) error = NULL;

  g_object_get (window, "job", &job, NULL);
  if (job)
    rg_job_end (job);
  if (rg_sample_shop_make_finish (result, &error))
    rg_application_open (self, path);
  else
    rg_application_show_error (GTK_WIDGET (window), _("The Sample Shop Could Not Be Made"), error);
  rg_application_set_enabled (self, "open-sample", TRUE);
}

static void
rg_application_open_sample_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RgApplication *self = RG_APPLICATION (data);
  g_autofree char *path = rg_shops_dup_sample_path ();
  g_autoptr (RgJob) job = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      rg_application_open (self, path);
      return;
    }
  job = rg_job_new (_("Making the sample shop"), NULL);
  g_object_set (rg_application_ensure_window (self), "job", job, NULL);
  rg_application_set_enabled (self, "open-sample", FALSE);
  rg_sample_shop_make_async (path, rg_application_sample_made_cb, g_object_ref (self));
}

static const GActionEntry rg_application_action_entries[] = {
  { .name = "about", .activate = rg_application_about_action },
  { .name = "help", .activate = rg_application_help_action, .parameter_type = "s" },
  { .name = "open-sample", .activate = rg_application_open_sample_action },
  { .name = "preferences", .activate = rg_application_preferences_action },
  { .name = "quit", .activate = rg_application_quit_action },
  { .name = "set-up-shop", .activate = rg_application_set_up_shop_action },
  { .name = "shortcuts", .activate = rg_application_shortcuts_action },
  { .name = "start-shop", .activate = rg_application_start_shop_action },
};

/* --- start --- */

static void
rg_application_activate (GApplication *application)
{
  RgApplication *self = RG_APPLICATION (application);
  RgWindow *window = rg_application_ensure_window (self);
  g_autofree char *path = NULL;

  gtk_window_present (GTK_WINDOW (window));
  if (rg_window_get_store (window) || self->damaged_path || self->opening)
    return;
  path = rg_shops_dup_first_path (self->settings);
  if (path)
    rg_application_open (self, path);
}

/* A shop's file is opened; any other one is offered to the import. */
static void
rg_application_open_file (RgApplication *self, GFile *file)
{
  RgWindow *window = rg_application_ensure_window (self);
  g_autofree char *path = g_file_get_path (file);

  gtk_window_present (GTK_WINDOW (window));
  if (path && g_str_has_suffix (path, RG_SHOP_SUFFIX))
    {
      rg_application_open (self, path);
      return;
    }
  rg_application_activate (G_APPLICATION (self));
  if (rg_window_get_store (window))
    rg_window_import (window, file, "");
  else if (self->opening)
    g_set_object (&self->import_next, file);
  else
    rg_window_add_toast (window, adw_toast_new (_("Start your shop first, then import the file")));
}

static void
rg_application_open_files (GApplication *application, GFile **files, int n_files,
                           const char *hint)
{
  /* One at a time: each is looked at before it is read in. */
  rg_application_open_file (RG_APPLICATION (application), files[0]);
}

/* What a command line asks for, as seen from the folder of whoever called. */
typedef struct
{
  RgApplication *application;
  GFile *store; /* or NULL */
  GFile *file;  /* or NULL */
} RgStarting;

static void
rg_starting_free (gpointer data)
{
  RgStarting *starting = data;

  g_application_release (G_APPLICATION (starting->application));
  g_object_unref (starting->application);
  g_clear_object (&starting->store);
  g_clear_object (&starting->file);
  g_free (starting);
}

static gboolean
rg_application_start_cb (gpointer data)
{
  const RgStarting *starting = data;

  if (starting->store)
    {
      g_autofree char *path = g_file_get_path (starting->store);

      rg_application_open (starting->application, path);
    }
  if (starting->file)
    rg_application_open_file (starting->application, starting->file);
  else
    rg_application_activate (G_APPLICATION (starting->application));
  return G_SOURCE_REMOVE;
}

/* The window is made in this turn of the main loop, the page within it in the next. */
static int
rg_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (line);
  RgStarting *starting = g_new0 (RgStarting, 1);
  const char *store = NULL;
  g_auto (GStrv) files = NULL;

  starting->application = g_object_ref (RG_APPLICATION (application));
  g_application_hold (application);
  gtk_window_present (GTK_WINDOW (rg_application_ensure_window (starting->application)));
  if (g_variant_dict_lookup (options, "store", "^&ay", &store))
    starting->store = g_application_command_line_create_file_for_arg (line, store);
  if (g_variant_dict_lookup (options, G_OPTION_REMAINING, "^aay", &files))
    starting->file = g_application_command_line_create_file_for_arg (line, files[0]);
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, rg_application_start_cb, starting, rg_starting_free);
  return 0;
}

static void
rg_application_startup (GApplication *application)
{
  RgApplication *self = RG_APPLICATION (application);
  GtkSettings *settings;

  G_APPLICATION_CLASS (rg_application_parent_class)->startup (application);

  /* There is none without a display. A name that can be copied is not marked as if it had been
   * chosen only because the keyboard comes by. */
  settings = gtk_settings_get_default ();
  if (settings != NULL)
    g_object_set (settings, "gtk-label-select-on-focus", FALSE, NULL);

  g_signal_connect_object (self->settings, "changed::staff-name",
                           G_CALLBACK (rg_application_use_staff), self, G_CONNECT_SWAPPED);
  g_action_map_add_action_entries (G_ACTION_MAP (self), rg_application_action_entries,
                                   G_N_ELEMENTS (rg_application_action_entries), self);
  rg_application_add_backup_actions (self);
  rg_application_add_restore_actions (self);
  if (settings != NULL)
    rg_rows_watch ();
  rg_desktop_actions_install (GTK_APPLICATION (self));
  rg_test_actions_install (GTK_APPLICATION (self));
  rg_shortcuts_install (GTK_APPLICATION (self));
  gtk_window_set_default_icon_name (RG_APP_ID);
}

/* What is still to be done then, a backup say, nobody has to look at. */
static void
rg_application_hide_windows (GApplication *application)
{
  for (GList *at = gtk_application_get_windows (GTK_APPLICATION (application)); at; at = at->next)
    gtk_widget_set_visible (GTK_WIDGET (at->data), FALSE);
  if (gdk_display_get_default ())
    gdk_display_flush (gdk_display_get_default ());
}

static void
rg_application_shutdown (GApplication *application)
{
  rg_application_hide_windows (application);
  g_clear_handle_id (&RG_APPLICATION (application)->banner_source, g_source_remove);
  rg_application_stop_opening (RG_APPLICATION (application));
  rg_application_leave_shop (RG_APPLICATION (application));
  rg_application_stop_leaving (RG_APPLICATION (application));
  G_APPLICATION_CLASS (rg_application_parent_class)->shutdown (application);
}

/* Before the name is owned: the desktop's question may be why the program was started. */
static gboolean
rg_application_dbus_register (GApplication *application, GDBusConnection *connection,
                              const char *path, GError **error)
{
  RgApplication *self = RG_APPLICATION (application);

  return G_APPLICATION_CLASS (rg_application_parent_class)
             ->dbus_register (application, connection, path, error)
         && rg_search_provider_export (self->search, connection, path, error);
}

static void
rg_application_dbus_unregister (GApplication *application, GDBusConnection *connection,
                                const char *path)
{
  rg_search_provider_unexport (RG_APPLICATION (application)->search);
  G_APPLICATION_CLASS (rg_application_parent_class)
      ->dbus_unregister (application, connection, path);
}

static void
rg_application_finalize (GObject *object)
{
  RgApplication *self = RG_APPLICATION (object);

  rg_search_provider_free (self->search);
  g_free (self->damaged_path);
  g_ptr_array_unref (self->leaving);
  g_array_unref (self->waiting);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (rg_application_parent_class)->finalize (object);
}

static void
rg_application_class_init (RgApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rg_application_finalize;
  application_class->activate = rg_application_activate;
  application_class->command_line = rg_application_command_line;
  application_class->dbus_register = rg_application_dbus_register;
  application_class->dbus_unregister = rg_application_dbus_unregister;
  application_class->open = rg_application_open_files;
  application_class->shutdown = rg_application_shutdown;
  application_class->startup = rg_application_startup;
}

static void
rg_application_init (RgApplication *self)
{
  static const GOptionEntry options[] = {
    { "store", 's', 0, G_OPTION_ARG_FILENAME, NULL, N_("Open this shop file"), N_("FILE") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_("[FILE]") },
    { NULL },
  };

  self->settings = rg_settings_new ();
  rg_application_init_leaving (self);
  self->search = rg_search_provider_new (GTK_APPLICATION (self), self->settings);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_summary (
      G_APPLICATION (self),
      _("Opens your shop. With a file from your till, offers to import it."));
  g_application_set_version (G_APPLICATION (self), RG_VERSION);
}

RgApplication *
rg_application_new (void)
{
  return g_object_new (RG_TYPE_APPLICATION, "application-id", RG_APP_ID, "resource-base-path",
                       "/io/github/regulars/Regulars", "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN, NULL);
}
