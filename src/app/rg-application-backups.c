/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Backups on demand, and their passphrase. */
#include "app/rg-application-private.h"

#include "base/rg-i18n.h"
#include "db/rg-keyring.h"
#include "pages/rg-passphrase.h"

static void
rg_application_toast (RgApplication *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  rg_window_add_toast (rg_application_ensure_window (self), toast);
}

/* --- Back Up Now --- */

static void
rg_application_tell_elsewhere (RgApplication *self, const char *why)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Backed Up on This Computer Only"), why);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (rg_application_ensure_window (self)));
}

static void
rg_application_backed_up_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgApplication) self = RG_APPLICATION (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgBackupResult) made = rg_shop_keeper_back_up_finish (result, &error);

  if (!made)
    rg_application_show_error (GTK_WIDGET (rg_application_ensure_window (self)),
                               _("No Backup Was Made"), error);
  else if (!made->path)
    rg_application_toast (self, _("A sample shop needs no backup"));
  else if (made->elsewhere)
    rg_application_tell_elsewhere (self, made->why);
  else
    rg_application_toast (self, _("Backed up, and checked"));
}

static void
rg_application_back_up_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RgApplication *self = RG_APPLICATION (data);

  if (self->keeper)
    rg_shop_keeper_back_up_async (self->keeper, rg_application_backed_up_cb, g_object_ref (self));
}

/* --- the passphrase --- */

static void
rg_application_kept_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgApplication) self = RG_APPLICATION (data);
  g_autoptr (GError) error = NULL;

  if (rg_keyring_store_finish (result, &error))
    return;
  g_message ("The keyring did not take the passphrase: %s", error->message);
  rg_application_toast (self, _("The keyring of this computer did not take the passphrase. You "
                                "will be asked for it."));
}

/* passphrase NULL: forgets it. */
static void
rg_application_keep_passphrase (RgApplication *self, const char *passphrase)
{
  RgStore *store = rg_window_get_store (rg_application_ensure_window (self));
  const RgShop *shop = rg_store_get_shop (store);

  rg_keyring_store_async (shop->uuid, shop->name, passphrase, NULL,
                          passphrase ? rg_application_kept_cb : NULL,
                          passphrase ? g_object_ref (self) : NULL);
}

/* The next backup follows at once, so that there is one that the new passphrase opens. */
static void
rg_application_passphrase_made_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgApplication) self = RG_APPLICATION (data);
  gboolean remember = FALSE;
  g_autofree char *passphrase = rg_passphrase_make_finish (result, &remember);
  g_autoptr (RgBackupKey) key = passphrase ? rg_backup_key_new (passphrase) : NULL;

  if (!key || !self->keeper)
    return;
  rg_shop_keeper_set_key (self->keeper, key);
  g_settings_set_boolean (self->settings, "backup-encrypt", TRUE);
  rg_application_keep_passphrase (self, remember ? passphrase : NULL);
  rg_shop_keeper_back_up_async (self->keeper, rg_application_backed_up_cb, g_object_ref (self));
}

static void
rg_application_encrypt_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RgApplication *self = RG_APPLICATION (data);

  if (self->keeper)
    rg_passphrase_make_async (GTK_WIDGET (rg_application_ensure_window (self)),
                              rg_application_passphrase_made_cb, g_object_ref (self));
}

static void
rg_application_decrypt_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RgApplication *self = RG_APPLICATION (data);

  if (!self->keeper)
    return;
  g_settings_set_boolean (self->settings, "backup-encrypt", FALSE);
  rg_shop_keeper_set_key (self->keeper, NULL);
  rg_application_keep_passphrase (self, NULL);
  rg_application_toast (self, _("New backups are not encrypted. The older ones still need the "
                                "passphrase."));
}

static void rg_application_ask_passphrase (RgApplication *self, gboolean wrong);

/* A passphrase that is held against what there is. */
typedef struct
{
  RgApplication *application;
  RgBackupKey *key;
} RgKeyTrial;

static void
rg_key_trial_free (RgKeyTrial *trial)
{
  g_object_unref (trial->application);
  rg_backup_key_unref (trial->key);
  g_free (trial);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgKeyTrial, rg_key_trial_free)

/* The newest encrypted backup, if there is one, decides whether it is the right one. */
static gboolean
rg_application_key_fits (GPtrArray *infos)
{
  for (guint i = 0; infos && i < infos->len; i++)
    {
      const RgBackupInfo *info = g_ptr_array_index (infos, i);

      if (info->encrypted)
        return info->state != RG_BACKUP_LOCKED;
    }
  return TRUE;
}

static void
rg_application_key_tried_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgKeyTrial) trial = data;
  g_autoptr (GPtrArray) infos = rg_backups_list_finish (result, NULL);
  RgApplication *self = trial->application;

  if (!self->keeper)
    return;
  if (!rg_application_key_fits (infos))
    {
      rg_application_ask_passphrase (self, TRUE);
      return;
    }
  rg_shop_keeper_set_key (self->keeper, trial->key);
  rg_application_toast (self, _("New backups are encrypted with it until you quit"));
}

static void
rg_application_passphrase_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgApplication) self = RG_APPLICATION (data);
  g_autofree char *passphrase = rg_passphrase_ask_finish (result);
  RgStore *store = rg_window_get_store (rg_application_ensure_window (self));
  g_autofree char *chosen = g_settings_get_string (self->settings, "backup-folder");
  g_autofree char *own = store ? rg_backups_dup_folder (store) : NULL;
  RgKeyTrial *trial;

  if (!passphrase || !store)
    return;
  trial = g_new0 (RgKeyTrial, 1);
  trial->application = g_object_ref (self);
  trial->key = rg_backup_key_new (passphrase);
  rg_backups_list_async (*chosen ? chosen : own, rg_store_get_shop (store)->uuid, trial->key, NULL,
                         rg_application_key_tried_cb, trial);
}

static void
rg_application_ask_passphrase (RgApplication *self, gboolean wrong)
{
  rg_passphrase_ask_async (GTK_WIDGET (rg_application_ensure_window (self)), wrong,
                           rg_application_passphrase_cb, g_object_ref (self));
}

static void
rg_application_enter_passphrase_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RgApplication *self = RG_APPLICATION (data);

  if (self->keeper)
    rg_application_ask_passphrase (self, FALSE);
}

static const GActionEntry rg_application_backup_entries[] = {
  { .name = "back-up", .activate = rg_application_back_up_action },
  { .name = "decrypt-backups", .activate = rg_application_decrypt_action },
  { .name = "encrypt-backups", .activate = rg_application_encrypt_action },
  { .name = "enter-passphrase", .activate = rg_application_enter_passphrase_action },
};

void
rg_application_update_backup_actions (RgApplication *self)
{
  RgStore *store = self->keeper ? rg_window_get_store (rg_application_ensure_window (self)) : NULL;
  const gboolean own = store && !rg_store_get_shop (store)->is_sample;
  const gboolean unknown = own && g_settings_get_boolean (self->settings, "backup-encrypt")
                           && !rg_shop_keeper_get_key (self->keeper);

  rg_application_set_enabled (self, "back-up", store != NULL);
  rg_application_set_enabled (self, "decrypt-backups", own);
  rg_application_set_enabled (self, "encrypt-backups", own);
  rg_application_set_enabled (self, "enter-passphrase", unknown);
}

void
rg_application_add_backup_actions (RgApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), rg_application_backup_entries,
                                   G_N_ELEMENTS (rg_application_backup_entries), self);
  g_signal_connect_object (self->settings, "changed::backup-encrypt",
                           G_CALLBACK (rg_application_update_backup_actions), self,
                           G_CONNECT_SWAPPED);
  rg_application_update_backup_actions (self);
}
