/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Keeps an open shop: its place on the bus, and its backups. */
#include "app/rg-shop-keeper.h"

#include "base/rg-uuid.h"
#include "ctl/rg-ctl-service.h"
#include "db/rg-keyring.h"
#include "pages/rg-settings.h"
#include "store/rg-store-backup.h"

struct _RgShopKeeper
{
  RgStore *store;
  GSettings *settings;
  RgCtlService *service;
  RgBackupKey *key;
  GCancellable *cancellable; /* of the questions to the keyring and to the folders */
  GFunc key_changed;         /* with the keeper and its data; or NULL */
  gpointer key_changed_data;
  gulong backed_up;
  gulong changed;
  gboolean backup_due;
};

/* --- The passphrase --------------------------------------------------------------------------- */

static void
rg_shop_keeper_key_found_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  char *passphrase = rg_keyring_find_finish (result, &error);

  /* Cancelled: the keeper is gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error)
    g_message ("The keyring could not be asked: %s", error->message);
  if (passphrase && !((RgShopKeeper *) data)->key)
    {
      g_autoptr (RgBackupKey) key = rg_backup_key_new (passphrase);

      rg_shop_keeper_set_key (data, key);
    }
  if (passphrase)
    rg_keyring_free (passphrase);
}

void
rg_shop_keeper_set_key (RgShopKeeper *keeper, RgBackupKey *key)
{
  g_clear_pointer (&keeper->key, rg_backup_key_unref);
  keeper->key = key ? rg_backup_key_ref (key) : NULL;
  if (keeper->key_changed)
    keeper->key_changed (keeper, keeper->key_changed_data);
}

void
rg_shop_keeper_set_key_func (RgShopKeeper *keeper, GFunc func, gpointer data)
{
  keeper->key_changed = func;
  keeper->key_changed_data = data;
}

RgBackupKey *
rg_shop_keeper_get_key (RgShopKeeper *keeper)
{
  return keeper->key;
}

/* --- Backups ---------------------------------------------------------------------------------- */

/* So that the next run knows of the last backup, also where its folder is away. */
static void
rg_shop_keeper_write_down (RgShopKeeper *keeper)
{
  g_autoptr (RgBackupResult) last = rg_store_dup_last_backup (keeper->store);
  g_autofree char *uuid = rg_uuid_to_string (rg_store_get_shop (keeper->store)->uuid);
  g_autoptr (GSettings) all = rg_settings_new ();

  if (!last)
    return;
  /* In one go: settings may be a file, which is written and flushed each time. */
  g_settings_delay (all);
  g_settings_set_string (all, "backup-shop", uuid);
  g_settings_set_int64 (all, "backup-at", last->at);
  g_settings_set_string (all, "backup-path", last->path ? last->path : "");
  g_settings_set_string (all, "backup-why", last->why ? last->why : "");
  g_settings_apply (all);
}

/* What the run before wrote down. */
static void
rg_shop_keeper_recall (RgShopKeeper *keeper)
{
  g_autofree char *shop = g_settings_get_string (keeper->settings, "backup-shop");
  g_autofree char *path = g_settings_get_string (keeper->settings, "backup-path");
  g_autofree char *why = g_settings_get_string (keeper->settings, "backup-why");
  const RgBackupResult last = { *path ? path : NULL,
                                g_settings_get_int64 (keeper->settings, "backup-at"), FALSE, why };
  g_autofree char *uuid = rg_uuid_to_string (rg_store_get_shop (keeper->store)->uuid);

  if (g_str_equal (shop, uuid))
    rg_store_note_backup (keeper->store, &last);
}

/* Others make backups too: regularsctl, another computer with the same stick. */
static void
rg_shop_keeper_listed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) infos = rg_backups_list_finish (result, &error);
  g_autoptr (RgBackupResult) last = NULL;

  /* Cancelled: the keeper is gone. */
  if (!infos)
    return;
  last = rg_store_dup_last_backup (((RgShopKeeper *) data)->store);
  for (guint i = 0; i < infos->len; i++)
    {
      const RgBackupInfo *info = g_ptr_array_index (infos, i);
      const RgBackupResult found = { info->path, info->at, FALSE, last ? last->why : NULL };

      if (info->state != RG_BACKUP_WHOLE && info->state != RG_BACKUP_LOCKED)
        continue;
      if (!last || !last->path || last->at < info->at)
        rg_store_note_backup (((RgShopKeeper *) data)->store, &found);
      return;
    }
}

static void
rg_shop_keeper_look (RgShopKeeper *keeper)
{
  g_autofree char *own = rg_backups_dup_folder (keeper->store);
  g_autofree char *chosen = g_settings_get_string (keeper->settings, "backup-folder");
  const guint8 *uuid = rg_store_get_shop (keeper->store)->uuid;

  rg_backups_list_async (own, uuid, NULL, keeper->cancellable, rg_shop_keeper_listed_cb, keeper);
  if (*chosen)
    rg_backups_list_async (chosen, uuid, NULL, keeper->cancellable, rg_shop_keeper_listed_cb,
                           keeper);
}

static RgBackupPlan
rg_shop_keeper_plan (RgShopKeeper *keeper, char **folder)
{
  RgBackupPlan plan = { NULL, g_settings_get_boolean (keeper->settings, "backup-encrypt"),
                        keeper->key };

  *folder = g_settings_get_string (keeper->settings, "backup-folder");
  plan.folder = *folder;
  return plan;
}

static void
rg_shop_keeper_backup_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (RgBackupResult) made = NULL;
  g_autoptr (GError) error = NULL;

  rg_store_keep_backup_finish (RG_STORE (object), result, &made, &error);
  if (error)
    g_message ("No backup was made: %s", error->message);
  if (error)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&made), (GDestroyNotify) rg_backup_result_free);
}

void
rg_shop_keeper_back_up_async (RgShopKeeper *keeper, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (keeper->store, NULL, callback, user_data);
  g_autofree char *folder = NULL;
  RgBackupPlan plan = rg_shop_keeper_plan (keeper, &folder);

  g_task_set_source_tag (task, rg_shop_keeper_back_up_async);
  keeper->backup_due = FALSE;
  rg_store_keep_backup_async (keeper->store, &plan, NULL, rg_shop_keeper_backup_cb, task);
}

RgBackupResult *
rg_shop_keeper_back_up_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
rg_shop_keeper_changed_cb (RgStore *store, RgChanges *changes, gpointer data)
{
  RgShopKeeper *keeper = data;

  keeper->backup_due = TRUE;
  if (g_strcmp0 (rg_changes_get_kind (changes), "import") == 0)
    rg_shop_keeper_back_up_async (keeper, NULL, NULL);
}

static void
rg_shop_keeper_make_last (RgShopKeeper *keeper)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  RgBackupPlan plan = rg_shop_keeper_plan (keeper, &folder);

  if (!rg_store_keep_backup_sync (keeper->store, &plan, NULL, &error))
    g_message ("No backup was made: %s", error->message);
}

/* --- Life ------------------------------------------------------------------------------------- */

RgShopKeeper *
rg_shop_keeper_new (RgStore *store, GDBusConnection *connection)
{
  RgShopKeeper *keeper = g_new0 (RgShopKeeper, 1);
  g_autoptr (GError) error = NULL;

  keeper->store = g_object_ref (store);
  keeper->settings = rg_settings_new ();
  keeper->cancellable = g_cancellable_new ();
  keeper->changed = g_signal_connect (store, "changed", G_CALLBACK (rg_shop_keeper_changed_cb),
                                      keeper);
  rg_shop_keeper_recall (keeper);
  rg_shop_keeper_look (keeper);
  keeper->backed_up = g_signal_connect_swapped (store, "backed-up",
                                                G_CALLBACK (rg_shop_keeper_write_down), keeper);
  if (g_settings_get_boolean (keeper->settings, "backup-encrypt"))
    rg_keyring_find_async (rg_store_get_shop (store)->uuid, keeper->cancellable,
                           rg_shop_keeper_key_found_cb, keeper);
  if (connection)
    keeper->service = rg_ctl_service_new (connection, store, &error);
  if (error)
    g_message ("No commands are taken: %s", error->message);
  return keeper;
}

RgStore *
rg_shop_keeper_get_store (RgShopKeeper *keeper)
{
  g_return_val_if_fail (keeper != NULL, NULL);
  return keeper->store;
}

gboolean
rg_shop_keeper_is_due (RgShopKeeper *keeper)
{
  return keeper->backup_due && !rg_store_is_damaged (keeper->store);
}

void
rg_shop_keeper_stop (RgShopKeeper *keeper)
{
  g_cancellable_cancel (keeper->cancellable);
  g_clear_object (&keeper->service);
  keeper->key_changed = NULL;
  g_clear_signal_handler (&keeper->backed_up, keeper->store);
  g_clear_signal_handler (&keeper->changed, keeper->store);
}

void
rg_shop_keeper_free (RgShopKeeper *keeper)
{
  rg_shop_keeper_stop (keeper);
  g_clear_object (&keeper->cancellable);
  if (rg_shop_keeper_is_due (keeper))
    rg_shop_keeper_make_last (keeper);
  rg_shop_keeper_write_down (keeper);
  g_clear_pointer (&keeper->key, rg_backup_key_unref);
  g_object_unref (keeper->settings);
  g_object_unref (keeper->store);
  g_free (keeper);
}
