/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The page of Preferences about backups. */
#include "pages/rg-backups-page.h"

#include "base/rg-i18n.h"
#include "pages/rg-backup-folder-row.h"
#include "pages/rg-backup-words.h"

struct _RgBackupsPage
{
  AdwPreferencesPage parent_instance;

  AdwActionRow *last_row;
  AdwActionRow *problem_row;
  RgBackupFolderRow *folder_row;
  AdwActionRow *encrypt_row;
  GtkButton *encrypt_button;
  GtkWidget *decrypt_button;
  GtkWidget *enter_button;
  AdwPreferencesGroup *list_group;
  GtkWidget *none_row;
  GtkWidget *kept_row;

  GSettings *settings;
  RgStore *store;
  GPtrArray *rows;  /* of the list, borrowed */
  GPtrArray *found; /* RgBackupInfo of all folders */
  guint n_reading;  /* folders that have not answered */
};

G_DEFINE_FINAL_TYPE (RgBackupsPage, rg_backups_page, ADW_TYPE_PREFERENCES_PAGE)

/* --- what leads elsewhere --- */

/* Preferences make room for what opens over the window. */
static void
rg_backups_page_leave (RgBackupsPage *self, const char *action, GVariant *parameter)
{
  g_autoptr (GVariant) target = parameter ? g_variant_ref_sink (parameter) : NULL;
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_DIALOG);

  if (dialog)
    adw_dialog_close (ADW_DIALOG (dialog));
  gtk_widget_activate_action_variant (window, action, target);
}

static void
rg_backups_page_browse_cb (RgBackupsPage *self)
{
  rg_backups_page_leave (self, "app.restore-backup", g_variant_new_string (""));
}

static void
rg_backups_page_take_back_cb (RgBackupsPage *self)
{
  rg_backups_page_leave (self, "app.take-back-restore", NULL);
}

static void
rg_backups_page_open (RgBackupsPage *self, GtkWidget *button, gboolean restore)
{
  const char *path = g_object_get_data (G_OBJECT (button), "rg-path");

  rg_backups_page_leave (self, "app.look-into-backup", g_variant_new ("(sb)", path, restore));
}

static void
rg_backups_page_look_cb (RgBackupsPage *self, GtkWidget *button)
{
  rg_backups_page_open (self, button, FALSE);
}

static void
rg_backups_page_restore_cb (RgBackupsPage *self, GtkWidget *button)
{
  rg_backups_page_open (self, button, TRUE);
}

/* --- the list --- */

static char *
rg_backups_page_describe (RgBackupsPage *self, const RgBackupInfo *info)
{
  g_autofree char *place = rg_backup_dup_place (self->store, info->path);
  g_autofree char *size = g_format_size ((guint64) info->size);

  switch (info->state)
    {
    case RG_BACKUP_DAMAGED:
      /* Translators: a place ("USB") and a size. */
      return g_strdup_printf (_("%1$s · %2$s · damaged, not used for anything"), place, size);
    case RG_BACKUP_TOO_NEW:
      /* Translators: a place ("USB") and a size. */
      return g_strdup_printf (_("%1$s · %2$s · of a newer Regulars"), place, size);
    case RG_BACKUP_LOCKED:
      /* Translators: a place ("USB") and a size. */
      return g_strdup_printf (_("%1$s · %2$s · checked, encrypted"), place, size);
    case RG_BACKUP_WHOLE:
    default:
      /* Translators: a place ("USB") and a size. */
      return g_strdup_printf (_("%1$s · %2$s · checked"), place, size);
    }
}

static GtkWidget *
rg_backups_page_create_button (RgBackupsPage *self, GtkWidget *row, const RgBackupInfo *info,
                               GtkWidget *button, GCallback callback)
{
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "rg-path", g_strdup (info->path), g_free);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  row, NULL, -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
rg_backups_page_create_row (RgBackupsPage *self, const RgBackupInfo *info)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *look = gtk_button_new_from_icon_name ("system-search-symbolic");
  GtkWidget *restore = gtk_button_new_with_mnemonic (_("_Restore…"));
  g_autofree char *moment = rg_backup_dup_moment (self->store, info->at);
  g_autofree char *words = rg_backups_page_describe (self, info);
  const gboolean usable = info->state == RG_BACKUP_WHOLE || info->state == RG_BACKUP_LOCKED;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), moment);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_widget_set_tooltip_text (row, info->path);
  gtk_widget_set_tooltip_text (look, _("Look Inside"));
  gtk_widget_add_css_class (look, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             rg_backups_page_create_button (
                                 self, row, info, look, G_CALLBACK (rg_backups_page_look_cb)));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             rg_backups_page_create_button (
                                 self, row, info, restore,
                                 G_CALLBACK (rg_backups_page_restore_cb)));
  gtk_widget_set_sensitive (look, usable);
  gtk_widget_set_sensitive (restore, usable);
  return row;
}

static int
rg_backups_page_compare (gconstpointer a, gconstpointer b)
{
  const RgBackupInfo *one = *(RgBackupInfo *const *) a;
  const RgBackupInfo *two = *(RgBackupInfo *const *) b;

  return (two->at > one->at) - (two->at < one->at);
}

static void
rg_backups_page_show_list (RgBackupsPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->list_group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_sort (self->found, rg_backups_page_compare);
  for (guint i = 0; i < self->found->len; i++)
    {
      GtkWidget *row = rg_backups_page_create_row (self, g_ptr_array_index (self->found, i));

      adw_preferences_group_add (self->list_group, row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (self->none_row, self->found->len == 0);
}

static void
rg_backups_page_listed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgBackupsPage) self = RG_BACKUPS_PAGE (data);
  g_autoptr (GPtrArray) infos = rg_backups_list_finish (result, NULL);

  for (guint i = 0; infos && i < infos->len; i++)
    g_ptr_array_add (self->found, rg_backup_info_copy (g_ptr_array_index (infos, i)));
  if (--self->n_reading == 0 && self->store)
    rg_backups_page_show_list (self);
}

static void
rg_backups_page_read (RgBackupsPage *self)
{
  g_autofree char *own = rg_backups_dup_folder (self->store);
  g_autofree char *chosen = g_settings_get_string (self->settings, "backup-folder");
  const char *folders[] = { own, *chosen && !g_str_equal (chosen, own) ? chosen : NULL };

  if (self->n_reading > 0)
    return;
  g_ptr_array_set_size (self->found, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      if (!folders[i])
        continue;
      self->n_reading++;
      rg_backups_list_async (folders[i], rg_store_get_shop (self->store)->uuid, NULL, NULL,
                             rg_backups_page_listed_cb, g_object_ref (self));
    }
}

/* --- how things are --- */

static void
rg_backups_page_show_encryption (RgBackupsPage *self)
{
  const gboolean on = g_settings_get_boolean (self->settings, "backup-encrypt");
  GActionGroup *application = G_ACTION_GROUP (g_application_get_default ());
  const gboolean unknown
    = on && g_action_group_get_action_enabled (application, "enter-passphrase");

  adw_action_row_set_subtitle (self->encrypt_row,
                               unknown ? _("On, but the passphrase is not known here")
                               : on    ? _("On: new copies are encrypted")
                                       : _("Off: who has a copy can read it"));
  gtk_button_set_label (self->encrypt_button, on ? _("_Change…") : _("_Set…"));
  gtk_widget_set_visible (GTK_WIDGET (self->encrypt_button), !unknown);
  gtk_widget_set_visible (self->decrypt_button, on);
  gtk_widget_set_visible (self->enter_button, unknown);
}

static void
rg_backups_page_show (RgBackupsPage *self)
{
  const gboolean sample = rg_store_get_shop (self->store)->is_sample;
  g_autofree char *kept = g_settings_get_string (self->settings, "restore-kept");
  g_autofree char *words = rg_backup_dup_words (self->store);
  g_autofree char *problem = rg_backup_dup_problem (self->store);

  adw_action_row_set_subtitle (self->last_row, words    ? words
                                               : sample ? _("A sample shop needs none")
                                                        : _("None yet"));
  gtk_widget_set_visible (GTK_WIDGET (self->problem_row), problem != NULL);
  adw_action_row_set_subtitle (self->problem_row, problem ? problem : "");
  gtk_widget_set_visible (self->kept_row, *kept && g_file_test (kept, G_FILE_TEST_EXISTS));
  rg_backups_page_show_encryption (self);
}

static void
rg_backups_page_backed_up_cb (RgBackupsPage *self)
{
  rg_backups_page_show (self);
  rg_backups_page_read (self);
}

/* --- GObject --- */

static void
rg_backups_page_dispose (GObject *object)
{
  RgBackupsPage *self = RG_BACKUPS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_BACKUPS_PAGE);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (rg_backups_page_parent_class)->dispose (object);
}

static void
rg_backups_page_finalize (GObject *object)
{
  RgBackupsPage *self = RG_BACKUPS_PAGE (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->found);
  G_OBJECT_CLASS (rg_backups_page_parent_class)->finalize (object);
}

static void
rg_backups_page_class_init (RgBackupsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_backups_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_backups_page_finalize;
  g_type_ensure (RG_TYPE_BACKUP_FOLDER_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-backups-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgBackupsPage, decrypt_button);
  gtk_widget_class_bind_template_child (widget_class, RgBackupsPage, encrypt_button);
  gtk_widget_class_bind_template_child (widget_class, RgBackupsPage, encrypt_row);
  gtk_widget_class_bind_template_child (widget_class, RgBackupsPage, enter_button);
  gtk_widget_class_bind_template_child (widget_class, RgBackupsPage, folder_row);
  gtk_widget_class_bind_template_child (widget_class, RgBackupsPage, kept_row);
  gtk_widget_class_bind_template_child (widget_class, RgBackupsPage, last_row);
  gtk_widget_class_bind_template_child (widget_class, RgBackupsPage, list_group);
  gtk_widget_class_bind_template_child (widget_class, RgBackupsPage, none_row);
  gtk_widget_class_bind_template_child (widget_class, RgBackupsPage, problem_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_backups_page_browse_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_backups_page_take_back_cb);
}

static void
rg_backups_page_init (RgBackupsPage *self)
{
  self->rows = g_ptr_array_new ();
  self->found = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_backup_info_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rg_backups_page_set_store (RgBackupsPage *self, GSettings *settings, RgStore *store)
{
  static const char *const keys[] = { "changed::backup-folder", "changed::backup-encrypt",
                                      "changed::restore-kept" };

  g_return_if_fail (RG_IS_BACKUPS_PAGE (self) && !self->store);

  gtk_widget_set_visible (GTK_WIDGET (self), store != NULL);
  if (!store)
    return;
  self->settings = g_object_ref (settings);
  self->store = g_object_ref (store);
  rg_backup_folder_row_set_settings (self->folder_row, settings);
  g_signal_connect_object (store, "backed-up", G_CALLBACK (rg_backups_page_backed_up_cb), self,
                           G_CONNECT_SWAPPED);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_signal_connect_object (settings, keys[i], G_CALLBACK (rg_backups_page_backed_up_cb), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (g_application_get_default (), "action-enabled-changed::enter-passphrase",
                           G_CALLBACK (rg_backups_page_show_encryption), self, G_CONNECT_SWAPPED);
  rg_backups_page_show (self);
  rg_backups_page_read (self);
}
