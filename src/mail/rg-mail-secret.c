/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "config.h"

#include "mail/rg-mail-secret.h"

#include <libsecret/secret.h>

#include "base/rg-i18n.h"

static const SecretSchema *
rg_mail_secret_schema (void)
{
  static const SecretSchema schema = {
    "io.github.regulars.Mail", SECRET_SCHEMA_NONE,
    { { "shop", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
  };

  return &schema;
}

/* --- what went wrong ---------------------------------------------------------------------- */

/* What the keyring or the bus to it says is for programmers. */
static void
rg_mail_secret_fail (GError **error, GError *why)
{
  g_dbus_error_strip_remote_error (why);
  if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, why->message);
  else if (g_error_matches (why, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                         _("The keyring, where the password of the e-mail account is kept, is "
                           "locked. Unlock it, and try again."));
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 /* Translators: %s is what a library says, in English. */
                 _("The keyring, where the password of the e-mail account is kept, does not "
                   "answer: %s. Start the keyring of your desktop, and try again."),
                 why->message);
}

/* Whether one is kept that nobody can read now. */
static gboolean
rg_mail_secret_is_locked (const char *uuid, GCancellable *cancellable)
{
  GList *items = secret_password_search_sync (rg_mail_secret_schema (), SECRET_SEARCH_NONE,
                                              cancellable, NULL, "shop", uuid, NULL);
  const gboolean locked = items != NULL && SECRET_IS_ITEM (items->data)
                          && secret_item_get_locked (items->data);

  g_list_free_full (items, g_object_unref);
  return locked;
}

/* --- the password ------------------------------------------------------------------------- */

static char *
rg_mail_secret_read (const char *uuid, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) why = NULL;
  char *kept = secret_password_lookup_sync (rg_mail_secret_schema (), cancellable, &why, "shop",
                                            uuid, NULL);
  char *password = g_strdup (kept);

  secret_password_free (kept);
  if (why == NULL && password == NULL && rg_mail_secret_is_locked (uuid, cancellable))
    why = g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "");
  if (why != NULL)
    rg_mail_secret_fail (error, why);
  else if (password == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_INITIALIZED,
                         _("The keyring of this computer has no password for the e-mail account. "
                           "Type it in Preferences, E-Mail."));
  return password;
}

char *
rg_mail_secret_lookup (const RgMailAccount *account, const RgShop *shop, GCancellable *cancellable,
                       GError **error)
{
  const char *given = g_getenv ("REGULARS_MAIL_PASSWORD");
  g_autofree char *uuid = rg_uuid_to_string (shop->uuid);

  if (*account->user == '\0')
    return g_strdup ("");
  return given != NULL ? g_strdup (given) : rg_mail_secret_read (uuid, cancellable, error);
}

gboolean
rg_mail_secret_keep (const RgShop *shop, const char *password, GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *uuid = rg_uuid_to_string (shop->uuid);
  /* Translators: what a keyring shows; %s is the shop's name. */
  g_autofree char *label = g_strdup_printf (_("E-mail account of %s"), shop->name);
  g_autoptr (GError) why = NULL;

  if (password != NULL)
    secret_password_store_sync (rg_mail_secret_schema (), SECRET_COLLECTION_DEFAULT, label,
                                password, cancellable, &why, "shop", uuid, NULL);
  else
    /* FALSE without an error: there was none. */
    secret_password_clear_sync (rg_mail_secret_schema (), cancellable, &why, "shop", uuid, NULL);
  if (why != NULL)
    rg_mail_secret_fail (error, why);
  return why == NULL;
}
