/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Entries of the permission ledger by hand: what one person said, as one action. */
#include "base/rg-i18n.h"
#include "store/rg-store-cards.h"
#include "store/rg-store-consent.h"

typedef struct {
  RgConsentNew *entries;
  gsize n_entries;
} RgConsentForm;

static RgConsentForm *
rg_consent_form_new (const RgConsentNew *entries, gsize n_entries)
{
  RgConsentForm *form = g_new0 (RgConsentForm, 1);

  form->entries = g_memdup2 (entries, n_entries * sizeof *entries);
  form->n_entries = n_entries;
  for (gsize i = 0; i < n_entries; i++)
    {
      form->entries[i].how = g_strdup (entries[i].how);
      form->entries[i].evidence = g_strdup (entries[i].evidence);
    }
  return form;
}

static void
rg_consent_form_free (gpointer data)
{
  RgConsentForm *form = data;

  for (gsize i = 0; i < form->n_entries; i++)
    {
      g_free ((char *) form->entries[i].how);
      g_free ((char *) form->entries[i].evidence);
    }
  g_free (form->entries);
  g_free (form);
}

/* An answer of a day that is still to come would stand above whatever is said until then. */
static gboolean
rg_consent_check_day (RgWrite *write, RgDay day, GError **error)
{
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_write_get_shop (write));
  g_autofree char *words = NULL;

  if (day <= rg_instant_day (rg_write_get_now (write), zone))
    return TRUE;
  words = rg_day_format (day);
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
               /* Translators: %s is a day, after today. */
               _("Nobody can have said so on %s: that day is still to come."), words);
  return FALSE;
}

static gboolean
rg_consent_form_write (RgWrite *write, gpointer data, GError **error)
{
  const RgConsentForm *form = data;

  for (gsize i = 0; i < form->n_entries; i++)
    {
      const RgConsentNew *entry = &form->entries[i];

      if (!rg_consent_check_day (write, entry->effective_on, error)
          || (entry->evidence != NULL && !rg_cards_check_text (entry->evidence, error))
          || !rg_consent_append (write, entry, error))
        return FALSE;
    }
  return TRUE;
}

/* What History shows. */
static char *
rg_consent_make_label (const RgConsentNew *entries, gsize n_entries)
{
  if (n_entries > 1)
    return g_strdup (_("Permission Form Written Down"));
  /* Translators: %s is a way to reach a person, such as "Post". */
  return g_strdup_printf (entries->granted ? _("Permission Given: %s")
                                           : _("Permission Withdrawn: %s"),
                          rg_asked_get_label (entries->channel));
}

void
rg_store_set_permissions_async (RgStore *store, const RgConsentNew *entries, gsize n_entries,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *label = NULL;

  g_return_if_fail (n_entries > 0);
  label = rg_consent_make_label (entries, n_entries);
  rg_store_write_async (store, "permission", label, rg_consent_form_write,
                        rg_consent_form_new (entries, n_entries), rg_consent_form_free, NULL,
                        callback, user_data);
}

gboolean
rg_store_set_permissions_sync (RgStore *store, const RgConsentNew *entries, gsize n_entries,
                               gint64 *action_id, GError **error)
{
  RgConsentForm form = { (RgConsentNew *) entries, n_entries };
  g_autofree char *label = NULL;

  g_return_val_if_fail (n_entries > 0, FALSE);
  label = rg_consent_make_label (entries, n_entries);
  return rg_store_write_sync (store, "permission", label, rg_consent_form_write, &form, NULL,
                              action_id, error);
}

gboolean
rg_store_set_permission_sync (RgStore *store, const RgConsentNew *entry, gint64 *action_id,
                              GError **error)
{
  return rg_store_set_permissions_sync (store, entry, 1, action_id, error);
}
