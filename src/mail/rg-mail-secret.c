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

char *
rg_mail_secret_lookup (const guint8 shop[RG_UUID_SIZE], GCancellable *cancellable, GError **error)
{
  const char *given = g_getenv ("REGULARS_MAIL_PASSWORD");
  g_autofree char *uuid = rg_uuid_to_string (shop);
  char *kept, *password;

  if (given != NULL)
    return g_strdup (given);
  kept = secret_password_lookup_sync (rg_mail_secret_schema (), cancellable, error, "shop", uuid,
                                      NULL);
  password = g_strdup (kept);
  secret_password_free (kept);
  return password;
}

gboolean
rg_mail_secret_keep (const guint8 shop[RG_UUID_SIZE], const char *shop_name, const char *password,
                     GCancellable *cancellable, GError **error)
{
  g_autofree char *uuid = rg_uuid_to_string (shop);
  /* Translators: what a keyring shows; %s is the shop's name. */
  g_autofree char *label = g_strdup_printf (_("E-mail account of %s"), shop_name);
  g_autoptr (GError) inner = NULL;

  if (password != NULL)
    return secret_password_store_sync (rg_mail_secret_schema (), SECRET_COLLECTION_DEFAULT, label,
                                       password, cancellable, error, "shop", uuid, NULL);
  /* FALSE without an error: there was none. */
  secret_password_clear_sync (rg_mail_secret_schema (), cancellable, &inner, "shop", uuid, NULL);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}
