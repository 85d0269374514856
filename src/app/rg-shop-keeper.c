/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Keeps an open shop: its place on the bus, and its backups. */
#include "app/rg-shop-keeper.h"

#include "ctl/rg-ctl-service.h"
#include "store/rg-store-backup.h"

struct _RgShopKeeper
{
  RgStore *store;
  RgCtlService *service;
  gulong changed;
  gboolean backup_due;
};

static void
rg_shop_keeper_backup_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!rg_store_keep_backup_finish (RG_STORE (object), result, NULL, &error))
    g_message ("No backup was made: %s", error->message);
}

static void
rg_shop_keeper_changed_cb (RgStore *store, RgChanges *changes, gpointer data)
{
  RgShopKeeper *keeper = data;

  keeper->backup_due = TRUE;
  if (g_strcmp0 (rg_changes_get_kind (changes), "import") != 0)
    return;
  keeper->backup_due = FALSE;
  rg_store_keep_backup_async (store, NULL, NULL, rg_shop_keeper_backup_cb, NULL);
}

RgShopKeeper *
rg_shop_keeper_new (RgStore *store, GDBusConnection *connection)
{
  RgShopKeeper *keeper = g_new0 (RgShopKeeper, 1);
  g_autoptr (GError) error = NULL;

  keeper->store = g_object_ref (store);
  keeper->changed = g_signal_connect (store, "changed", G_CALLBACK (rg_shop_keeper_changed_cb),
                                      keeper);
  if (connection)
    keeper->service = rg_ctl_service_new (connection, store, &error);
  if (error)
    g_message ("No commands are taken: %s", error->message);
  return keeper;
}

void
rg_shop_keeper_free (RgShopKeeper *keeper)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&keeper->service);
  g_signal_handler_disconnect (keeper->store, keeper->changed);
  if (keeper->backup_due && !rg_store_keep_backup_sync (keeper->store, NULL, NULL, &error))
    g_message ("No backup was made: %s", error->message);
  g_object_unref (keeper->store);
  g_free (keeper);
}
