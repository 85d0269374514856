/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The folder, and whether its files are imported without asking. */
#include "pages/rg-watch-group.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "pages/rg-files-group.h"
#include "store/rg-store-watch.h"

struct _RgWatchGroup
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *folder_row;
  GtkWidget *none_button;
  AdwSwitchRow *by_itself_row;

  RgStore *store;
  RgWatchSettings settings;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (RgWatchGroup, rg_watch_group, ADW_TYPE_PREFERENCES_GROUP)

static void
rg_watch_group_show (RgWatchGroup *self)
{
  gboolean chosen = *self->settings.folder != '\0';
  g_autoptr (GFile) folder = chosen ? g_file_new_for_uri (self->settings.folder) : NULL;
  g_autofree char *name = chosen ? g_file_get_parse_name (folder) : g_strdup (C_("folder", "None"));

  self->filling = TRUE;
  adw_action_row_set_subtitle (self->folder_row, name);
  gtk_widget_set_visible (self->none_button, chosen);
  gtk_widget_set_sensitive (GTK_WIDGET (self->by_itself_row), chosen);
  adw_switch_row_set_active (self->by_itself_row, self->settings.by_itself);
  self->filling = FALSE;
}

static void
rg_watch_group_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgWatchGroup) self = data;
  g_auto (RgWatchSettings) settings = { NULL, FALSE };

  if (!rg_store_read_watch_finish (RG_STORE (source), result, &settings, NULL)
      || self->store == NULL)
    return;
  rg_watch_settings_clear (&self->settings);
  self->settings = settings;
  settings.folder = NULL;
  rg_watch_group_show (self);
}

static void
rg_watch_group_read (RgWatchGroup *self)
{
  rg_store_read_watch_async (self->store, NULL, rg_watch_group_read_cb, g_object_ref (self));
}

static void
rg_watch_group_changed_cb (RgWatchGroup *self, RgChanges *changes)
{
  if (rg_changes_touches (changes, "setting"))
    rg_watch_group_read (self);
}

/* --- saving --- */

static void
rg_watch_group_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgWatchGroup) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (rg_store_write_finish (RG_STORE (source), result, NULL, &error))
    return;
  text = rg_error_text (error);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
rg_watch_group_save (RgWatchGroup *self, const char *folder, gboolean by_itself)
{
  const RgWatchSettings settings = { (char *) folder, by_itself };

  rg_store_set_watch_async (self->store, &settings, rg_watch_group_saved_cb, g_object_ref (self));
}

static void
rg_watch_group_by_itself_cb (RgWatchGroup *self)
{
  if (!self->filling && self->store != NULL && self->settings.folder != NULL)
    rg_watch_group_save (self, self->settings.folder,
                         adw_switch_row_get_active (self->by_itself_row));
}

static void
rg_watch_group_none_cb (RgWatchGroup *self)
{
  rg_watch_group_save (self, "", FALSE);
}

static void
rg_watch_group_choose_cb (RgWatchGroup *self)
{
  rg_files_choose_folder (self->store, GTK_WIDGET (self));
}

/* --- making it --- */

static void
rg_watch_group_dispose (GObject *object)
{
  RgWatchGroup *self = RG_WATCH_GROUP (object);

  g_clear_object (&self->store);
  rg_watch_settings_clear (&self->settings);
  G_OBJECT_CLASS (rg_watch_group_parent_class)->dispose (object);
}

static void
rg_watch_group_class_init (RgWatchGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_watch_group_dispose;
}

static void
rg_watch_group_init (RgWatchGroup *self)
{
  GtkWidget *choose = gtk_button_new_with_mnemonic (_("C_hoose…"));

  self->folder_row = ADW_ACTION_ROW (adw_action_row_new ());
  self->none_button = gtk_button_new_from_icon_name ("window-close-symbolic");
  self->by_itself_row = ADW_SWITCH_ROW (adw_switch_row_new ());
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Each Morning"));
  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (self),
    _("Where the till or the web shop leaves its files. Today says which of them are new."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->folder_row),
                                 _("Folder for new files"));
  gtk_widget_add_css_class (GTK_WIDGET (self->folder_row), "property");
  gtk_widget_set_tooltip_text (self->none_button, _("Look into No Folder"));
  gtk_widget_set_valign (self->none_button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->none_button, "flat");
  gtk_widget_set_valign (choose, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (self->folder_row, self->none_button);
  adw_action_row_add_suffix (self->folder_row, choose);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->by_itself_row),
                                 _("Import by itself"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->by_itself_row),
                               _("New files are read in without asking, if all of their rows can "
                                 "be read. An import can be taken back."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->folder_row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->by_itself_row));
  g_signal_connect_object (choose, "clicked", G_CALLBACK (rg_watch_group_choose_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->none_button, "clicked", G_CALLBACK (rg_watch_group_none_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->by_itself_row, "notify::active",
                           G_CALLBACK (rg_watch_group_by_itself_cb), self, G_CONNECT_SWAPPED);
}

void
rg_watch_group_set_store (RgWatchGroup *self, RgStore *store)
{
  g_return_if_fail (RG_IS_WATCH_GROUP (self) && self->store == NULL);

  gtk_widget_set_visible (GTK_WIDGET (self),
                          store != NULL && !rg_store_get_shop (store)->is_sample);
  if (store == NULL)
    return;
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (rg_watch_group_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rg_watch_group_read (self);
}
