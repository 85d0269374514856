/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who may be contacted, replayed from the ledger. */
#include "rules/rg-permission.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"

static int
rg_consent_compare_ids (gconstpointer a, gconstpointer b)
{
  const RgConsentEntry *one = *(const RgConsentEntry *const *) a;
  const RgConsentEntry *two = *(const RgConsentEntry *const *) b;

  return (one->id > two->id) - (one->id < two->id);
}

static int
rg_consent_compare_times (const RgConsentEntry *one, const RgConsentEntry *two)
{
  if (one->effective_on != two->effective_on)
    return one->effective_on < two->effective_on ? -1 : 1;
  if (one->recorded_at != two->recorded_at)
    return one->recorded_at < two->recorded_at ? -1 : 1;
  return (one->id > two->id) - (one->id < two->id);
}

/* The entries that count: not taken back, and not themselves only taking something back. A reversal
 * always has a larger id than what it reverses, so one walk from the newest to the oldest settles
 * chains of them. Returns borrowed pointers. */
static GPtrArray *
rg_consent_find_valid (const RgConsentEntry *entries, gsize n_entries)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_sized_new ((guint) n_entries);
  g_autoptr (GHashTable) gone = g_hash_table_new (g_int64_hash, g_int64_equal);
  GPtrArray *valid = g_ptr_array_new ();

  for (gsize i = 0; i < n_entries; i++)
    g_ptr_array_add (sorted, (gpointer) &entries[i]);
  g_ptr_array_sort (sorted, rg_consent_compare_ids);
  for (guint i = sorted->len; i > 0; i--)
    {
      const RgConsentEntry *entry = g_ptr_array_index (sorted, i - 1);

      if (g_hash_table_contains (gone, &entry->id))
        continue;
      if (entry->reverses != 0)
        g_hash_table_add (gone, (gpointer) &entry->reverses);
      else
        g_ptr_array_add (valid, (gpointer) entry);
    }
  return valid;
}

static int
rg_consent_get_rank (const RgConsentEntry *entry)
{
  if (entry->origin == RG_CONSENT_SUPPRESSION && !entry->granted)
    return 2;
  return entry->origin == RG_CONSENT_IMPORT ? 0 : 1;
}

static gboolean
rg_consent_is_yes (const RgConsentEntry *entry)
{
  return entry->granted && !entry->awaits;
}

/* Whether `next` decides rather than `now`, the strongest so far (or NULL). */
static gboolean
rg_consent_is_stronger (const RgConsentEntry *next, const RgConsentEntry *now)
{
  const int rank = rg_consent_get_rank (next);

  if (now == NULL || rank != rg_consent_get_rank (now))
    return now == NULL || rank > rg_consent_get_rank (now);
  if (rank == 0 && rg_consent_is_yes (next) != rg_consent_is_yes (now))
    return !rg_consent_is_yes (next);
  return rg_consent_compare_times (next, now) > 0;
}

static RgChannelPermission
rg_consent_decide (const RgConsentEntry *strongest)
{
  if (strongest == NULL)
    return (RgChannelPermission) { .state = RG_PERMISSION_UNKNOWN };
  return (RgChannelPermission) {
    .state = rg_consent_is_yes (strongest) ? RG_PERMISSION_YES : RG_PERMISSION_NO,
    .entry = strongest->id,
    .awaits = strongest->granted && strongest->awaits,
    .never = rg_consent_get_rank (strongest) == 2,
  };
}

void
rg_permission_replay (const RgConsentEntry *entries, gsize n_entries,
                      RgChannelPermission permissions[RG_N_ASKED])
{
  g_autoptr (GPtrArray) valid = rg_consent_find_valid (entries, n_entries);
  const RgConsentEntry *strongest[RG_N_ASKED] = { NULL };

  for (guint i = 0; i < valid->len; i++)
    {
      const RgConsentEntry *entry = g_ptr_array_index (valid, i);

      g_return_if_fail (entry->channel < RG_N_ASKED);
      if (rg_consent_is_stronger (entry, strongest[entry->channel]))
        strongest[entry->channel] = entry;
    }
  for (int i = 0; i < RG_N_ASKED; i++)
    permissions[i] = rg_consent_decide (strongest[i]);
}

gboolean
rg_permission_allows (RgPermission permission, RgBasis basis)
{
  return permission == RG_PERMISSION_YES
         || (permission == RG_PERMISSION_UNKNOWN && basis == RG_BASIS_NOT_NO);
}

gboolean
rg_permission_import_may_record (const RgConsentEntry *entries, gsize n_entries, RgChannel channel)
{
  RgChannelPermission permissions[RG_N_ASKED];

  rg_permission_replay (entries, n_entries, permissions);
  return permissions[channel].state == RG_PERMISSION_UNKNOWN;
}

static const struct {
  const char *id;
  const char *label;
} channels[RG_N_ASKED] = {
  [RG_CHANNEL_POST] = { "post", N_("Post") },
  [RG_CHANNEL_EMAIL] = { "email", N_("E-mail") },
  [RG_CHANNEL_SMS] = { "sms", N_("Text Message") },
  [RG_CHANNEL_PHONE] = { "phone", N_("Phone") },
  /* Translators: offers made from what a person looks at in the web shop, or buys elsewhere. */
  [RG_ASKED_TAILORED] = { "tailored", N_("Personal Offers") },
};

const char *
rg_channel_get_id (RgChannel channel)
{
  g_return_val_if_fail (channel < RG_CHANNELS, NULL);
  return channels[channel].id;
}

gboolean
rg_channel_from_id (const char *id, RgChannel *channel)
{
  for (int i = 0; i < RG_CHANNELS; i++)
    if (g_strcmp0 (id, channels[i].id) == 0)
      {
        *channel = (RgChannel) i;
        return TRUE;
      }
  return FALSE;
}

const char *
rg_channel_get_label (RgChannel channel)
{
  g_return_val_if_fail (channel < RG_CHANNELS, NULL);
  return _(channels[channel].label);
}

char *
rg_channel_dup_pieces (RgChannel channel, gint64 n)
{
  g_autofree char *number = rg_number_format (n);

  /* Translators: %s is a number. */
  switch (channel)
    {
    case RG_CHANNEL_EMAIL:
      return g_strdup_printf (P_ ("%s e-mail", "%s e-mails", n), number);
    case RG_CHANNEL_SMS:
      return g_strdup_printf (P_ ("%s text message", "%s text messages", n), number);
    case RG_CHANNEL_PHONE:
      return g_strdup_printf (P_ ("%s phone call", "%s phone calls", n), number);
    case RG_CHANNEL_POST:
    default:
      return g_strdup_printf (P_ ("%s letter", "%s letters", n), number);
    }
}

const char *
rg_asked_get_id (RgChannel asked)
{
  g_return_val_if_fail (asked < RG_N_ASKED, NULL);
  return channels[asked].id;
}

gboolean
rg_asked_from_id (const char *id, RgChannel *asked)
{
  if (rg_channel_from_id (id, asked))
    return TRUE;
  *asked = RG_ASKED_TAILORED;
  return g_strcmp0 (id, channels[RG_ASKED_TAILORED].id) == 0;
}

const char *
rg_asked_get_label (RgChannel asked)
{
  g_return_val_if_fail (asked < RG_N_ASKED, NULL);
  return _(channels[asked].label);
}

const char *
rg_channel_word (const char *id)
{
  RgChannel asked;

  return rg_asked_from_id (id, &asked) ? rg_asked_get_label (asked) : id;
}

const char *
rg_channel_permission_get_label (const RgChannelPermission *permission)
{
  if (permission->never)
    /* Translators: this person asked never to be contacted again. */
    return _("never again");
  if (permission->awaits)
    /* Translators: this person said yes and has still to confirm it. */
    return _("awaits confirmation");
  return rg_permission_get_label (permission->state);
}

const char *
rg_permission_get_label (RgPermission permission)
{
  switch (permission)
    {
    case RG_PERMISSION_YES:
      /* Translators: this person may be contacted. */
      return _("yes");
    case RG_PERMISSION_NO:
      /* Translators: this person may not be contacted. */
      return _("no");
    case RG_PERMISSION_UNKNOWN:
    default:
      /* Translators: whether this person may be contacted is not known. */
      return _("not asked");
    }
}
