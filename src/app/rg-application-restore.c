/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Backups that are looked into and put in the place of the shop, and the way back from that. */
#include "app/rg-application-private.h"

#include "app/rg-banner.h"
#include "app/rg-shops.h"
#include "base/rg-i18n.h"
#include "model/rg-job.h"
#include "pages/rg-restore-dialog.h"
#include "store/rg-store-backup.h"

/* The shop that a restore replaces: the one that is open or cannot be, else the user's own. */
static char *
rg_application_dup_restore_path (RgApplication *self)
{
  RgStore *open = rg_window_get_store (rg_application_ensure_window (self));

  if (self->damaged_path)
    return g_strdup (self->damaged_path);
  return open && !rg_store_get_shop (open)->is_sample ? g_strdup (rg_store_get_path (open))
                                                      : rg_shops_dup_own_path (self->settings);
}

/* Nobody may have a file open that is replaced. What was changed is backed up first. */
void
rg_application_close_shop (RgApplication *self)
{
  RgWindow *window = rg_application_ensure_window (self);
  AdwDialog *dialog;

  while ((dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))))
    adw_dialog_force_close (dialog);
  rg_application_leave_shop (self);
  rg_banner_show (window);
  rg_application_update_backup_actions (self);
}

void
rg_application_say_in_place (RgApplication *self, const char *words, const char *kept)
{
  AdwToast *toast = adw_toast_new (words);

  g_settings_set_string (self->settings, "restore-kept", kept ? kept : "");
  adw_toast_set_timeout (toast, 0);
  if (kept)
    {
      adw_toast_set_button_label (toast, _("Take Back"));
      adw_toast_set_action_name (toast, "app.take-back-restore");
    }
  rg_window_add_toast (rg_application_ensure_window (self), toast);
}

/* A restore that is under way. */
typedef struct
{
  RgApplication *application;
  char *backup;
  RgBackupKey *key; /* or NULL */
  char *path;
  RgJob *job;
} RgRestoring;

static void
rg_restoring_free (RgRestoring *restoring)
{
  g_object_unref (restoring->application);
  g_object_unref (restoring->job);
  g_clear_pointer (&restoring->key, rg_backup_key_unref);
  g_free (restoring->backup);
  g_free (restoring->path);
  g_free (restoring);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgRestoring, rg_restoring_free)

static void
rg_application_restored_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgRestoring) restoring = data;
  RgApplication *self = restoring->application;
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  const gboolean done = rg_store_restore_finish (result, &kept, &error);

  rg_job_end (restoring->job);
  if (done || g_file_test (restoring->path, G_FILE_TEST_EXISTS))
    rg_application_open (self, restoring->path);
  if (done)
    rg_application_say_in_place (self, _("The backup is in place"), kept);
  else
    rg_application_show_error (GTK_WIDGET (rg_application_ensure_window (self)),
                               _("The Backup Could Not Be Restored"), error);
}

static void
rg_application_progress_cb (double share, gpointer data)
{
  rg_job_set_fraction (RG_JOB (data), share);
}

static void
rg_application_restore_left_cb (RgApplication *self, gpointer data)
{
  g_autoptr (RgRestoring) restoring = data;
  g_autoptr (GError) error = NULL;

  if (rg_shops_make_folder (restoring->path, &error))
    {
      RgRestoring *owned = g_steal_pointer (&restoring);

      rg_store_restore_async (owned->backup, owned->key, owned->path, rg_application_progress_cb,
                              owned->job, NULL, rg_application_restored_cb, owned);
      return;
    }
  rg_job_end (restoring->job);
  rg_application_show_error (GTK_WIDGET (rg_application_ensure_window (self)),
                             _("The Backup Could Not Be Restored"), error);
}

static void
rg_application_restore (RgApplication *self, const char *backup, RgBackupKey *key)
{
  RgRestoring *restoring = g_new0 (RgRestoring, 1);

  restoring->application = g_object_ref (self);
  restoring->backup = g_strdup (backup);
  restoring->key = key ? rg_backup_key_ref (key) : NULL;
  restoring->path = rg_application_dup_restore_path (self);
  restoring->job = rg_job_new (_("Restoring the backup"), NULL);
  rg_application_close_shop (self);
  g_object_set (rg_application_ensure_window (self), "job", restoring->job, NULL);
  rg_application_when_left (self, rg_application_restore_left_cb, restoring);
}

static void
rg_application_restore_chosen_cb (RgApplication *self, const char *path, RgBackupKey *key)
{
  rg_application_restore (self, path, key);
}

static AdwDialog *
rg_application_create_browser (RgApplication *self)
{
  RgStore *open = rg_window_get_store (rg_application_ensure_window (self));
  RgStore *present = open && !rg_store_get_shop (open)->is_sample ? open : NULL;
  g_autofree char *path = rg_application_dup_restore_path (self);
  g_autofree char *kept = rg_backups_dup_folder_of (path);
  g_autofree char *chosen = g_settings_get_string (self->settings, "backup-folder");
  const char *folders[] = { kept, *chosen ? chosen : NULL, NULL };
  RgBackupKey *key = self->keeper ? rg_shop_keeper_get_key (self->keeper) : NULL;
  AdwDialog *dialog = rg_restore_dialog_new (folders, present, key);

  g_signal_connect_object (dialog, "restore", G_CALLBACK (rg_application_restore_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  return dialog;
}

/* The parameter is a backup's path, or "" to look at those there are. */
static void
rg_application_restore_backup_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RgApplication *self = RG_APPLICATION (data);
  const char *path = g_variant_get_string (parameter, NULL);

  if (*path)
    rg_application_restore (self, path, NULL);
  else
    adw_dialog_present (rg_application_create_browser (self),
                        GTK_WIDGET (rg_application_ensure_window (self)));
}

/* (sb): a backup's path, and whether it is to be put in place if nothing speaks against it. */
static void
rg_application_look_into_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RgApplication *self = RG_APPLICATION (data);
  AdwDialog *dialog = rg_application_create_browser (self);
  const char *path;
  gboolean restore;

  g_variant_get (parameter, "(&sb)", &path, &restore);
  adw_dialog_present (dialog, GTK_WIDGET (rg_application_ensure_window (self)));
  rg_restore_dialog_look_into (RG_RESTORE_DIALOG (dialog), path, restore);
}

static void
rg_application_take_back_left_cb (RgApplication *self, gpointer data)
{
  RgWindow *window = rg_application_ensure_window (self);
  g_autofree char *kept = g_settings_get_string (self->settings, "restore-kept");
  g_autofree char *path = data;
  g_autofree char *now_kept = NULL;
  g_autoptr (GError) error = NULL;

  if (rg_store_take_back_restore_sync (path, kept, &now_kept, &error))
    {
      g_settings_set_string (self->settings, "restore-kept", now_kept);
      rg_window_add_toast (window, adw_toast_new (_("The shop is as it was before the restore")));
    }
  else
    rg_application_show_error (GTK_WIDGET (window), _("The Restore Could Not Be Taken Back"),
                               error);
  rg_application_open (self, path);
}

static void
rg_application_take_back_restore_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RgApplication *self = RG_APPLICATION (data);
  g_autofree char *kept = g_settings_get_string (self->settings, "restore-kept");
  char *path;

  if (!*kept)
    return;
  path = rg_application_dup_restore_path (self);
  rg_application_close_shop (self);
  rg_application_when_left (self, rg_application_take_back_left_cb, path);
}

static const GActionEntry rg_application_restore_entries[] = {
  { .name = "look-into-backup",
    .activate = rg_application_look_into_action,
    .parameter_type = "(sb)" },
  { .name = "restore-backup",
    .activate = rg_application_restore_backup_action,
    .parameter_type = "s" },
  { .name = "take-back-restore", .activate = rg_application_take_back_restore_action },
};

void
rg_application_add_restore_actions (RgApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), rg_application_restore_entries,
                                   G_N_ELEMENTS (rg_application_restore_entries), self);
}
