/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Asks for a backup and restores it on a thread. */
#include "app/rg-restore.h"

#include "app/rg-shops.h"
#include "base/rg-i18n.h"
#include "store/rg-store-backup.h"

typedef struct
{
  char *backup;
  char *path;
} RgRestore;

static void
rg_restore_free (gpointer data)
{
  RgRestore *restore = data;

  g_free (restore->backup);
  g_free (restore->path);
  g_free (restore);
}

static void
rg_restore_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const RgRestore *restore = data;
  g_autoptr (GError) error = NULL;

  if (rg_shops_make_folder (restore->path, &error)
      && rg_store_restore_sync (restore->backup, NULL, restore->path, NULL, cancellable,
                                &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
rg_restore_chosen_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = G_TASK (data);
  RgRestore *restore = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, &error);

  if (!file)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  restore->backup = g_file_get_path (file);
  g_task_run_in_thread (task, rg_restore_in_thread);
}

static void
rg_restore_choose (GtkWindow *window, GTask *task, const char *path)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  g_autoptr (GFile) start = g_file_new_for_path (backups);

  gtk_file_filter_set_name (filter, _("Backups of a Shop"));
  gtk_file_filter_add_suffix (filter, "regulars-backup");
  gtk_file_filter_add_suffix (filter, "regulars");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _("Restore a Backup"));
  gtk_file_dialog_set_accept_label (dialog, _("_Restore"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  if (g_file_query_exists (start, NULL))
    gtk_file_dialog_set_initial_folder (dialog, start);
  gtk_file_dialog_open (dialog, window, NULL, rg_restore_chosen_cb, task);
}

void
rg_restore_async (GtkWindow *window, const char *backup, const char *path,
                  GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  RgRestore *restore = g_new0 (RgRestore, 1);

  restore->path = g_strdup (path);
  g_task_set_source_tag (task, rg_restore_async);
  g_task_set_task_data (task, restore, rg_restore_free);
  if (!*backup)
    {
      rg_restore_choose (window, task, path);
      return;
    }
  restore->backup = g_strdup (backup);
  g_task_run_in_thread (task, rg_restore_in_thread);
  g_object_unref (task);
}

gboolean
rg_restore_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
