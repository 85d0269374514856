/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The permission ledger. */
#include "store/rg-store-consent.h"

#include "base/rg-i18n.h"

static const char *const opt_ins[] = {
  [RG_OPT_IN_ONCE] = "",
  [RG_OPT_IN_ASKED] = "asked",
  [RG_OPT_IN_CONFIRMED] = "confirmed",
};

const char *
rg_opt_in_get_id (RgOptIn opt_in)
{
  g_return_val_if_fail (opt_in < G_N_ELEMENTS (opt_ins), "");
  return opt_ins[opt_in];
}

RgOptIn
rg_opt_in_from_id (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (opt_ins); i++)
    if (g_strcmp0 (id, opt_ins[i]) == 0)
      return (RgOptIn) i;
  return RG_OPT_IN_ONCE;
}

void
rg_consent_row_free (RgConsentRow *row)
{
  g_free (row->how);
  g_free (row->evidence);
  g_free (row->wording);
  g_free (row->staff);
  g_free (row->file_name);
  g_free (row);
}

/* The nine columns that `replay` and `ledger` begin with. FALSE for a channel that this program
 * does not know. */
static gboolean
rg_consent_get_entry (RgStatement *statement, RgConsentEntry *entry)
{
  const char *how = rg_statement_get_text (statement, 5);

  *entry = (RgConsentEntry) {
    .id = rg_statement_get_int (statement, 0),
    .granted = rg_statement_get_int (statement, 2) != 0,
    .effective_on = (RgDay) rg_statement_get_int (statement, 3),
    .recorded_at = rg_statement_get_int (statement, 4),
    .reverses = rg_statement_get_int (statement, 6),
    .origin = RG_CONSENT_HAND,
    .awaits = rg_opt_in_from_id (rg_statement_get_text (statement, 8)) == RG_OPT_IN_ASKED,
  };
  if (rg_statement_get_int (statement, 7) != 0)
    entry->origin = RG_CONSENT_IMPORT;
  else if (g_str_equal (how, RG_CONSENT_HOW_SUPPRESSION))
    entry->origin = RG_CONSENT_SUPPRESSION;
  return rg_asked_from_id (rg_statement_get_text (statement, 1), &entry->channel);
}

static gboolean
rg_consent_append_entries (RgDb *db, const char *name, gint64 customer, GArray *entries,
                           GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, name, error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, customer);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      RgConsentEntry entry;

      if (rg_consent_get_entry (statement, &entry))
        g_array_append_val (entries, entry);
    }
  return step == RG_STEP_DONE;
}

static GArray *
rg_consent_read_entries (RgDb *db, gint64 customer, GError **error)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (RgConsentEntry));

  return rg_consent_append_entries (db, "consent.replay", customer, entries, error)
           ? g_steal_pointer (&entries) : NULL;
}

gboolean
rg_consent_read_own (RgDb *db, gint64 customer, GArray *entries, GError **error)
{
  return rg_consent_append_entries (db, "consent.entries", customer, entries, error);
}

gboolean
rg_consent_resolve (RgDb *db, gint64 customer, gint64 *resolved, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "consent.resolve", error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, customer);
  step = rg_statement_step (statement, error);
  *resolved = step == RG_STEP_ROW ? rg_statement_get_int (statement, 0) : 0;
  return step != RG_STEP_ERROR;
}

static gboolean
rg_consent_forget (RgDb *db, gint64 customer, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "consent.forget", error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, customer);
  return rg_statement_run (statement, error);
}

static RgDay
rg_consent_find_day (GArray *entries, gint64 id)
{
  for (guint i = 0; i < entries->len; i++)
    if (g_array_index (entries, RgConsentEntry, i).id == id)
      return g_array_index (entries, RgConsentEntry, i).effective_on;
  g_return_val_if_reached (RG_DAY_NONE);
}

/* `customer` is nobody's part. */
static gboolean
rg_consent_remember (RgDb *db, gint64 customer, GError **error)
{
  g_autoptr (GArray) entries = rg_consent_read_entries (db, customer, error);
  g_autoptr (RgStatement) statement = rg_db_statement (db, "consent.remember", error);
  RgChannelPermission now[RG_N_ASKED];

  if (entries == NULL || statement == NULL)
    return FALSE;
  rg_permission_replay ((const RgConsentEntry *) entries->data, entries->len, now);
  for (int i = 0; i < RG_N_ASKED; i++)
    {
      if (now[i].state == RG_PERMISSION_UNKNOWN)
        continue;
      rg_statement_bind_int (statement, 1, customer);
      rg_statement_bind_text (statement, 2, rg_asked_get_id (i));
      rg_statement_bind_int (statement, 3, now[i].state == RG_PERMISSION_YES);
      rg_statement_bind_int (statement, 4, rg_consent_find_day (entries, now[i].entry));
      rg_statement_bind_int (statement, 5, now[i].entry);
      rg_statement_bind_int (statement, 6, now[i].awaits);
      if (!rg_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
rg_consent_refresh (RgDb *db, const gint64 *customers, gsize n_customers, GError **error)
{
  for (gsize i = 0; i < n_customers; i++)
    {
      gint64 resolved;

      if (!rg_consent_resolve (db, customers[i], &resolved, error)
          || !rg_consent_forget (db, customers[i], error)
          || (resolved != 0 && !rg_consent_forget (db, resolved, error))
          || (resolved != 0 && !rg_consent_remember (db, resolved, error)))
        return FALSE;
    }
  return TRUE;
}

gboolean
rg_consent_refresh_all (RgDb *db, GError **error)
{
  g_autoptr (GArray) customers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RgStatement) statement = rg_db_statement (db, "consent.everyone", error);
  RgStep step;

  if (statement == NULL || !rg_db_run (db, "consent.forget-all", error))
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 customer = rg_statement_get_int (statement, 0);

      g_array_append_val (customers, customer);
    }
  return step == RG_STEP_DONE
         && rg_consent_refresh (db, (const gint64 *) customers->data, customers->len, error);
}

static gboolean
rg_consent_insert (RgWrite *write, const RgConsentNew *entry, gint64 reverses, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) statement = rg_db_statement (db, "consent.append", error);
  guint8 uuid[RG_UUID_SIZE];

  if (statement == NULL)
    return FALSE;
  rg_uuid_v7 (uuid);
  rg_statement_bind_blob (statement, 1, uuid, sizeof uuid);
  rg_statement_bind_int (statement, 2, entry->customer);
  rg_statement_bind_text (statement, 3, rg_asked_get_id (entry->channel));
  rg_statement_bind_int (statement, 4, entry->granted);
  rg_statement_bind_int (statement, 5, entry->effective_on);
  rg_statement_bind_int (statement, 6, rg_write_get_now (write));
  rg_statement_bind_text (statement, 7, entry->how != NULL ? entry->how : RG_CONSENT_HOW_COUNTER);
  rg_statement_bind_int (statement, 8, entry->wording);
  rg_statement_bind_int (statement, 9, rg_write_get_staff (write));
  rg_statement_bind_text (statement, 10, entry->evidence != NULL ? entry->evidence : "");
  rg_statement_bind_int (statement, 11, reverses);
  rg_statement_bind_int (statement, 12, entry->import);
  rg_statement_bind_text (statement, 13, rg_opt_in_get_id (entry->opt_in));
  return rg_statement_run (statement, error);
}

gboolean
rg_consent_append (RgWrite *write, const RgConsentNew *entry, GError **error)
{
  return rg_consent_insert (write, entry, 0, error);
}

gboolean
rg_consent_import_may_record (RgDb *db, gint64 customer, RgChannel channel, gboolean *may,
                              GError **error)
{
  g_autoptr (GArray) entries = NULL;
  gint64 resolved;

  if (!rg_consent_resolve (db, customer, &resolved, error)
      || (entries = rg_consent_read_entries (db, resolved, error)) == NULL)
    return FALSE;
  *may = rg_permission_import_may_record ((const RgConsentEntry *) entries->data, entries->len,
                                          channel);
  return TRUE;
}

gboolean
rg_consent_append_import (RgWrite *write, const RgConsentNew *entry, gboolean *recorded,
                          GError **error)
{
  g_return_val_if_fail (entry->import != 0, FALSE);
  return rg_consent_import_may_record (rg_write_get_db (write), entry->customer, entry->channel,
                                       recorded, error)
         && (!*recorded || rg_consent_insert (write, entry, 0, error));
}

/* Whether something takes the entry back and is not itself taken back. */
static gboolean
rg_consent_is_reversed (RgDb *db, gint64 entry, gboolean *reversed, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "consent.reversals", error);
  RgStep step;

  *reversed = FALSE;
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, entry);
  while (!*reversed && (step = rg_statement_step (statement, error)) != RG_STEP_DONE)
    {
      gboolean again;

      if (step == RG_STEP_ERROR
          || !rg_consent_is_reversed (db, rg_statement_get_int (statement, 0), &again, error))
        return FALSE;
      *reversed = !again;
    }
  return TRUE;
}

gboolean
rg_consent_reverse (RgWrite *write, gint64 entry, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) statement = rg_db_statement (db, "consent.by-id", error);
  RgConsentNew reversal = { .how = "reversal" };
  gboolean already;

  if (statement == NULL || !rg_consent_is_reversed (db, entry, &already, error))
    return FALSE;
  if (already)
    return TRUE;
  rg_statement_bind_int (statement, 1, entry);
  switch (rg_statement_step (statement, error))
    {
    case RG_STEP_ROW:
      break;
    case RG_STEP_DONE:
      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                   _("This entry of the permissions is not there any more."));
      return FALSE;
    case RG_STEP_ERROR:
    default:
      return FALSE;
    }
  reversal.customer = rg_statement_get_int (statement, 0);
  rg_asked_from_id (rg_statement_get_text (statement, 1), &reversal.channel);
  reversal.granted = rg_statement_get_int (statement, 2) != 0;
  reversal.effective_on = (RgDay) rg_statement_get_int (statement, 3);
  rg_statement_reset (statement);
  return rg_consent_insert (write, &reversal, entry, error);
}

static gboolean
rg_consent_remove (RgDb *db, gint64 entry, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "consent.remove", error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, entry);
  return rg_statement_run (statement, error);
}

typedef struct {
  gint64 id;
  gboolean used;
} RgImportedConsent;

gboolean
rg_consent_take_back_import (RgWrite *write, gint64 import, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (RgImportedConsent));
  g_autoptr (RgStatement) statement = rg_db_statement (db, "consent.of-import", error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, import);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      RgImportedConsent one = { rg_statement_get_int (statement, 0),
                                rg_statement_get_int (statement, 1) != 0 };

      g_array_append_val (found, one);
    }
  for (guint i = 0; step == RG_STEP_DONE && i < found->len; i++)
    {
      RgImportedConsent *one = &g_array_index (found, RgImportedConsent, i);

      if (!(one->used ? rg_consent_reverse (write, one->id, error)
                      : rg_consent_remove (db, one->id, error)))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

gboolean
rg_consent_read_now (RgDb *db, gint64 customer, RgChannelPermission permissions[RG_N_ASKED],
                     GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "consent.now", error);
  gint64 resolved;
  RgStep step;

  for (int i = 0; i < RG_N_ASKED; i++)
    permissions[i] = (RgChannelPermission) { .state = RG_PERMISSION_UNKNOWN };
  if (statement == NULL || !rg_consent_resolve (db, customer, &resolved, error))
    return FALSE;
  rg_statement_bind_int (statement, 1, resolved);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      RgChannel channel;

      if (rg_asked_from_id (rg_statement_get_text (statement, 0), &channel))
        permissions[channel] = (RgChannelPermission) {
          .state = rg_statement_get_int (statement, 1) ? RG_PERMISSION_YES : RG_PERMISSION_NO,
          .entry = rg_statement_get_int (statement, 2),
          .awaits = rg_statement_get_int (statement, 3) != 0,
          .never = g_str_equal (rg_statement_get_text (statement, 4), RG_CONSENT_HOW_SUPPRESSION),
        };
    }
  return step == RG_STEP_DONE;
}

/* Marks the rows that count. They come newest first: what reverses a row comes before it. */
static void
rg_consent_mark (RgConsentRow *row, gint64 reverses, GHashTable *gone)
{
  row->counts = FALSE;
  if (g_hash_table_contains (gone, &row->id))
    return;
  if (reverses == 0)
    row->counts = TRUE;
  else
    g_hash_table_add (gone, g_memdup2 (&reverses, sizeof reverses));
}

GPtrArray *
rg_consent_read_ledger (RgDb *db, gint64 customer, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (
      (GDestroyNotify) rg_consent_row_free);
  g_autoptr (GHashTable) gone = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (RgStatement) statement = rg_db_statement (db, "consent.ledger", error);
  gint64 resolved;
  RgStep step;

  if (statement == NULL || !rg_consent_resolve (db, customer, &resolved, error))
    return NULL;
  rg_statement_bind_int (statement, 1, resolved);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      RgConsentEntry entry;
      RgConsentRow *row;

      if (!rg_consent_get_entry (statement, &entry))
        continue;
      row = g_new0 (RgConsentRow, 1);
      *row = (RgConsentRow) {
        .id = entry.id,
        .channel = entry.channel,
        .granted = entry.granted,
        .effective_on = entry.effective_on,
        .recorded_at = entry.recorded_at,
        .how = g_strdup (rg_statement_get_text (statement, 5)),
        .opt_in = rg_opt_in_from_id (rg_statement_get_text (statement, 8)),
        .evidence = g_strdup (rg_statement_get_text (statement, 9)),
        .wording = g_strdup (rg_statement_get_text (statement, 10)),
        .staff = g_strdup (rg_statement_get_text (statement, 11)),
        .file_name = g_strdup (rg_statement_get_text (statement, 12)),
        .wording_id = rg_statement_get_int (statement, 13),
      };
      rg_consent_mark (row, entry.reverses, gone);
      g_ptr_array_add (rows, row);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}
