/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The keyring. */
#include "config.h"

#include "db/rg-keyring.h"

#include "base/rg-i18n.h"
#include "db/rg-backup-key.h"

#include <libsecret/secret.h>

/* libsecret sets libgcrypt up as well: where a thread of ours is about to do so at that moment, the
 * program would end. */
static const SecretSchema *
rg_keyring_schema (void)
{
  static const SecretSchema schema = {
    RG_APP_ID ".Backup",
    SECRET_SCHEMA_NONE,
    { { "shop", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
    0, 0, 0, 0, 0, 0, 0, 0,
  };

  rg_backup_use_gcrypt ();
  return &schema;
}

static void
rg_keyring_found_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  char *passphrase = secret_password_lookup_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, passphrase, (GDestroyNotify) rg_keyring_free);
}

void
rg_keyring_find_async (const guint8 shop_uuid[RG_UUID_SIZE], GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *shop = rg_uuid_to_string (shop_uuid);

  g_task_set_source_tag (task, rg_keyring_find_async);
  secret_password_lookup (rg_keyring_schema (), cancellable, rg_keyring_found_cb, task, "shop",
                          shop, NULL);
}

char *
rg_keyring_find_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
rg_keyring_stored_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  gboolean forgets = g_task_get_task_data (task) == NULL;

  if (forgets)
    secret_password_clear_finish (result, &error);
  else
    secret_password_store_finish (result, &error);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

void
rg_keyring_store_async (const guint8 shop_uuid[RG_UUID_SIZE], const char *shop_name,
                        const char *passphrase, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *shop = rg_uuid_to_string (shop_uuid);
  /* Translators: shown by the desktop's keyring; %s is the name of a shop. */
  g_autofree char *label = g_strdup_printf (_("Backups of %s (Regulars)"), shop_name);

  g_task_set_source_tag (task, rg_keyring_store_async);
  if (passphrase == NULL)
    {
      secret_password_clear (rg_keyring_schema (), cancellable, rg_keyring_stored_cb, task, "shop",
                             shop, NULL);
      return;
    }
  g_task_set_task_data (task, GINT_TO_POINTER (TRUE), NULL);
  secret_password_store (rg_keyring_schema (), SECRET_COLLECTION_DEFAULT, label, passphrase,
                         cancellable, rg_keyring_stored_cb, task, "shop", shop, NULL);
}

gboolean
rg_keyring_store_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
rg_keyring_free (char *passphrase)
{
  secret_password_free (passphrase);
}
