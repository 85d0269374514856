/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Where backups go. */
#include "pages/rg-backup-folder-row.h"

#include "base/rg-i18n.h"

struct _RgBackupFolderRow
{
  AdwActionRow parent_instance;

  GtkWidget *own_button;
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (RgBackupFolderRow, rg_backup_folder_row, ADW_TYPE_ACTION_ROW)

static void
rg_backup_folder_row_show (RgBackupFolderRow *self)
{
  g_autofree char *chosen = g_settings_get_string (self->settings, "backup-folder");
  g_autofree char *text = NULL;

  if (!*chosen)
    text = g_strdup (_("This computer, beside the shop’s file"));
  else if (g_file_test (chosen, G_FILE_TEST_IS_DIR))
    text = g_strdup (chosen);
  else
    /* Translators: %s is the path of a folder. */
    text = g_strdup_printf (_("%s, which is not there now. Until it is, backups stay on this "
                              "computer."), chosen);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
  gtk_widget_set_visible (self->own_button, *chosen != '\0');
}

static void
rg_backup_folder_row_chosen_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GSettings) settings = G_SETTINGS (data);
  g_autoptr (GFile) folder
    = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (object), result, NULL);
  g_autofree char *path = folder ? g_file_get_path (folder) : NULL;

  if (path)
    g_settings_set_string (settings, "backup-folder", path);
}

static void
rg_backup_folder_row_choose_cb (RgBackupFolderRow *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_dialog_set_title (dialog, _("Folder for Backups"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (window), NULL, rg_backup_folder_row_chosen_cb,
                                 g_object_ref (self->settings));
}

static void
rg_backup_folder_row_own_cb (RgBackupFolderRow *self)
{
  g_settings_reset (self->settings, "backup-folder");
}

static void
rg_backup_folder_row_dispose (GObject *object)
{
  g_clear_object (&RG_BACKUP_FOLDER_ROW (object)->settings);
  G_OBJECT_CLASS (rg_backup_folder_row_parent_class)->dispose (object);
}

static void
rg_backup_folder_row_class_init (RgBackupFolderRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_backup_folder_row_dispose;
}

/* Without words on it, so that a path has room beside two of them in a narrow window. */
static GtkWidget *
rg_backup_folder_row_add_button (RgBackupFolderRow *self, const char *icon, const char *words,
                                 GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, words);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static void
rg_backup_folder_row_init (RgBackupFolderRow *self)
{
  GtkWidget *choose;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Backups go to"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "property");
  self->own_button = rg_backup_folder_row_add_button (
    self, "edit-undo-symbolic", _("Back to This Computer"),
    G_CALLBACK (rg_backup_folder_row_own_cb));
  choose = rg_backup_folder_row_add_button (self, "folder-open-symbolic", _("Choose Folder…"),
                                            G_CALLBACK (rg_backup_folder_row_choose_cb));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), choose);
}

void
rg_backup_folder_row_set_settings (RgBackupFolderRow *self, GSettings *settings)
{
  g_return_if_fail (RG_IS_BACKUP_FOLDER_ROW (self) && !self->settings);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::backup-folder",
                           G_CALLBACK (rg_backup_folder_row_show), self, G_CONNECT_SWAPPED);
  rg_backup_folder_row_show (self);
}
