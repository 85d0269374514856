/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The list of backups; each opens a page of its own. */
#include "pages/rg-restore-dialog.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-copy-page.h"

struct _RgRestoreDialog
{
  AdwDialog parent_instance;

  AdwNavigationView *navigation;
  GtkStack *stack;
  AdwPreferencesGroup *list_group;

  RgStore *present; /* or NULL */
  RgBackupKey *key; /* or NULL */
  GPtrArray *found; /* RgBackupInfo of all folders */
  guint n_reading;  /* folders that have not answered */
};

enum { SIGNAL_RESTORE, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgRestoreDialog, rg_restore_dialog, ADW_TYPE_DIALOG)

/* --- one backup --- */

static void
rg_restore_dialog_restore_cb (RgRestoreDialog *self, RgBackupKey *key, AdwNavigationPage *page)
{
  const char *path = g_object_get_data (G_OBJECT (page), "rg-path");

  g_signal_emit (self, signals[SIGNAL_RESTORE], 0, path, key);
}

void
rg_restore_dialog_look_into (RgRestoreDialog *self, const char *path, gboolean restore)
{
  AdwNavigationPage *page;

  g_return_if_fail (RG_IS_RESTORE_DIALOG (self));

  page = rg_copy_page_new (path, self->present, self->key, restore);
  g_object_set_data_full (G_OBJECT (page), "rg-path", g_strdup (path), g_free);
  g_signal_connect_object (page, "restore", G_CALLBACK (rg_restore_dialog_restore_cb), self,
                           G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->navigation, page);
}

static void
rg_restore_dialog_chosen_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgRestoreDialog) self = RG_RESTORE_DIALOG (data);
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, NULL);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path && self->navigation)
    rg_restore_dialog_look_into (self, path, FALSE);
}

static void
rg_restore_dialog_choose_cb (RgRestoreDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_filter_set_name (filter, _("Backups of a Shop"));
  gtk_file_filter_add_suffix (filter, "regulars-backup");
  gtk_file_filter_add_suffix (filter, "regulars");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _("Choose a Backup"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_WINDOW (window), NULL, rg_restore_dialog_chosen_cb,
                        g_object_ref (self));
}

/* --- the list --- */

static char *
rg_restore_dialog_describe (const RgBackupInfo *info)
{
  g_autofree char *customers = rg_number_format (info->n_customers);
  g_autofree char *receipts = rg_number_format (info->n_receipts);
  g_autofree char *day = rg_day_format (info->last_sold_on);

  switch (info->state)
    {
    case RG_BACKUP_LOCKED:
      return g_strdup (_("Encrypted: its passphrase opens it"));
    case RG_BACKUP_DAMAGED:
      return g_strdup (_("Damaged: it is not used for anything"));
    case RG_BACKUP_TOO_NEW:
      return g_strdup (_("Made by a newer version of Regulars"));
    case RG_BACKUP_WHOLE:
    default:
      break;
    }
  if (info->last_sold_on == RG_DAY_NONE)
    /* Translators: %s are numbers. */
    return g_strdup_printf (_("Customers: %1$s · receipts: %2$s"), customers, receipts);
  /* Translators: two numbers and a date. */
  return g_strdup_printf (_("Customers: %1$s · receipts: %2$s · last sale %3$s"), customers,
                          receipts, day);
}

static void
rg_restore_dialog_look_cb (RgRestoreDialog *self, GtkWidget *button)
{
  rg_restore_dialog_look_into (self, g_object_get_data (G_OBJECT (button), "rg-path"), FALSE);
}

static GtkWidget *
rg_restore_dialog_create_row (RgRestoreDialog *self, const RgBackupInfo *info)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *moment = info->at ? rg_copy_dup_moment (info->at)
                                     : g_path_get_basename (info->path);
  g_autofree char *words = rg_restore_dialog_describe (info);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), moment);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_widget_set_tooltip_text (row, info->path);
  if (info->state == RG_BACKUP_WHOLE || info->state == RG_BACKUP_LOCKED)
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_("_Look Inside"));

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_object_set_data_full (G_OBJECT (button), "rg-path", g_strdup (info->path), g_free);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (button),
                                      GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, row, NULL, -1);
      g_signal_connect_object (button, "clicked", G_CALLBACK (rg_restore_dialog_look_cb), self,
                               G_CONNECT_SWAPPED);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  return row;
}

static int
rg_restore_dialog_compare (gconstpointer a, gconstpointer b)
{
  const RgBackupInfo *one = *(RgBackupInfo *const *) a;
  const RgBackupInfo *two = *(RgBackupInfo *const *) b;

  return (two->at > one->at) - (two->at < one->at);
}

static void
rg_restore_dialog_show (RgRestoreDialog *self)
{
  g_ptr_array_sort (self->found, rg_restore_dialog_compare);
  for (guint i = 0; i < self->found->len; i++)
    adw_preferences_group_add (
        self->list_group,
        rg_restore_dialog_create_row (self, g_ptr_array_index (self->found, i)));
  gtk_stack_set_visible_child_name (self->stack, self->found->len > 0 ? "list" : "empty");
}

static void
rg_restore_dialog_listed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgRestoreDialog) self = RG_RESTORE_DIALOG (data);
  g_autoptr (GPtrArray) infos = rg_backups_list_finish (result, NULL);

  if (!self->stack)
    return;
  for (guint i = 0; infos && i < infos->len; i++)
    g_ptr_array_add (self->found, rg_backup_info_copy (g_ptr_array_index (infos, i)));
  if (--self->n_reading == 0)
    rg_restore_dialog_show (self);
}

/* --- GObject --- */

static void
rg_restore_dialog_dispose (GObject *object)
{
  RgRestoreDialog *self = RG_RESTORE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_RESTORE_DIALOG);
  g_clear_object (&self->present);
  G_OBJECT_CLASS (rg_restore_dialog_parent_class)->dispose (object);
}

static void
rg_restore_dialog_finalize (GObject *object)
{
  RgRestoreDialog *self = RG_RESTORE_DIALOG (object);

  g_ptr_array_unref (self->found);
  g_clear_pointer (&self->key, rg_backup_key_unref);
  G_OBJECT_CLASS (rg_restore_dialog_parent_class)->finalize (object);
}

static void
rg_restore_dialog_class_init (RgRestoreDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_restore_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_restore_dialog_finalize;

  signals[SIGNAL_RESTORE] = g_signal_new ("restore", RG_TYPE_RESTORE_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                          G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-restore-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgRestoreDialog, list_group);
  gtk_widget_class_bind_template_child (widget_class, RgRestoreDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, RgRestoreDialog, stack);
  gtk_widget_class_bind_template_callback (widget_class, rg_restore_dialog_choose_cb);
}

static void
rg_restore_dialog_init (RgRestoreDialog *self)
{
  self->found = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_backup_info_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
rg_restore_dialog_new (const char *const *folders, RgStore *present, RgBackupKey *key)
{
  RgRestoreDialog *self = g_object_new (RG_TYPE_RESTORE_DIALOG, NULL);
  const guint8 *uuid = present ? rg_store_get_shop (present)->uuid : NULL;

  self->present = present ? g_object_ref (present) : NULL;
  self->key = key ? rg_backup_key_ref (key) : NULL;
  self->n_reading = g_strv_length ((GStrv) folders);
  for (guint i = 0; folders[i]; i++)
    rg_backups_list_async (folders[i], uuid, NULL, NULL, rg_restore_dialog_listed_cb,
                           g_object_ref (self));
  return ADW_DIALOG (self);
}
