/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* "Never contact again". */
#include "store/rg-store-suppression.h"

#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "store/rg-store-cards.h"
#include "store/rg-store-consent.h"
#include "store/rg-store-contacts.h"
#include "store/rg-store-customers.h"

/* --- Hashes ----------------------------------------------------------------------------------- */

char *
rg_suppressed_dup_home (const char *name, const char *street, const char *postcode)
{
  g_autofree char *who = rg_fold (name), *where = rg_fold (street), *code = rg_fold (postcode);

  if (who == NULL || where == NULL || code == NULL || *who == '\0' || *where == '\0')
    return g_strdup ("");
  return g_strdup_printf ("%s\n%s\n%s", who, where, code);
}

/* What is hashed of five columns of `traces`, from `column` on. */
static char *
rg_suppressed_dup_trace (RgStatement *row, int column)
{
  if (!g_str_equal (rg_statement_get_text (row, column), "address"))
    return g_strdup (rg_statement_get_text (row, column + 1));
  return rg_suppressed_dup_home (rg_statement_get_text (row, column + 2),
                                 rg_statement_get_text (row, column + 3),
                                 rg_statement_get_text (row, column + 4));
}

RgKeyedHashes *
rg_suppressed_read (RgDb *db, GError **error)
{
  return rg_keyed_hashes_read (db, "suppression.hashes", error);
}

static void
rg_suppressed_add (GHashTable *found, gint64 customer)
{
  g_hash_table_add (found, g_memdup2 (&customer, sizeof customer));
}

/* What would reach them by now. */
static gboolean
rg_suppressed_find_traces (RgDb *db, const RgKeyedHashes *hashes, gint64 campaign,
                           GHashTable *found, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "suppression.member-traces", error);
  RgStep step = RG_STEP_ERROR;

  if (rows == NULL)
    return FALSE;
  rg_statement_bind_int (rows, 1, campaign);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      g_autofree char *trace = rg_suppressed_dup_trace (rows, 1);

      if (rg_keyed_hashes_have (hashes, rg_statement_get_text (rows, 1), trace))
        rg_suppressed_add (found, rg_statement_get_int (rows, 0));
    }
  return step == RG_STEP_DONE;
}

/* Where the list goes: an address in lines tells nobody again, its own traces do. */
static gboolean
rg_suppressed_find_contacts (RgDb *db, const RgKeyedHashes *hashes, gint64 campaign,
                             const char *kind, const char *country, GHashTable *found,
                             GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "suppression.member-contacts", error);
  RgStep step = RG_STEP_ERROR;

  if (rows == NULL)
    return FALSE;
  rg_statement_bind_int (rows, 1, campaign);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      g_autofree char *key = rg_contact_dup_key (kind, rg_statement_get_text (rows, 1), country);

      if (rg_keyed_hashes_have (hashes, kind, key))
        rg_suppressed_add (found, rg_statement_get_int (rows, 0));
    }
  return step == RG_STEP_DONE;
}

/* Of one person and those who were merged into them. */
static gboolean
rg_suppressed_ask (RgDb *db, const RgKeyedHashes *hashes, gint64 customer, gboolean *held,
                   GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "suppression.traces", error);
  RgStep step = RG_STEP_ROW;

  *held = FALSE;
  if (rows == NULL)
    return FALSE;
  rg_statement_bind_int (rows, 1, customer);
  while (!*held && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      g_autofree char *trace = rg_suppressed_dup_trace (rows, 0);

      *held = rg_keyed_hashes_have (hashes, rg_statement_get_text (rows, 0), trace);
    }
  return step != RG_STEP_ERROR;
}

/* As whom they became. */
static gboolean
rg_suppressed_find_merged (RgDb *db, const RgKeyedHashes *hashes, gint64 campaign,
                           GHashTable *found, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "suppression.merged-members", error);
  RgStep step = RG_STEP_ERROR;

  if (rows == NULL)
    return FALSE;
  rg_statement_bind_int (rows, 1, campaign);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      const gint64 customer = rg_statement_get_int (rows, 0);
      gboolean held = FALSE;
      gint64 living;

      if (!rg_consent_resolve (db, customer, &living, error)
          || !rg_suppressed_ask (db, hashes, living, &held, error))
        return FALSE;
      if (held)
        rg_suppressed_add (found, customer);
    }
  return step == RG_STEP_DONE;
}

GHashTable *
rg_suppressed_find_members (RgDb *db, gint64 campaign, RgChannel channel, const char *country,
                            GError **error)
{
  g_autoptr (RgKeyedHashes) hashes = rg_suppressed_read (db, error);
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  const char *kind = channel == RG_CHANNEL_EMAIL ? "email" : "phone";

  if (hashes == NULL)
    return NULL;
  if (!rg_keyed_hashes_is_empty (hashes)
      && (!rg_suppressed_find_traces (db, hashes, campaign, found, error)
          || !rg_suppressed_find_merged (db, hashes, campaign, found, error)
          || (channel != RG_CHANNEL_POST
              && !rg_suppressed_find_contacts (db, hashes, campaign, kind, country, found,
                                               error))))
    return NULL;
  return g_steal_pointer (&found);
}

gboolean
rg_suppressed_holds_for (RgDb *db, gint64 customer, gboolean *held, GError **error)
{
  g_autoptr (RgKeyedHashes) hashes = rg_suppressed_read (db, error);
  gint64 living;

  *held = FALSE;
  if (hashes == NULL)
    return FALSE;
  return rg_keyed_hashes_is_empty (hashes)
         || (rg_consent_resolve (db, customer, &living, error)
             && rg_suppressed_ask (db, hashes, living, held, error));
}

/* Runs `change`, whose first parameter is a hash, for each of the person's traces. */
static gboolean
rg_suppressed_change (RgDb *db, gint64 customer, RgStatement *change, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "suppression.traces", error);
  guint8 secret[RG_HASH_SIZE] = { 0 };
  RgStep step;

  if (rows == NULL || !rg_keyed_hash_read_secret (db, secret, error))
    return FALSE;
  rg_statement_bind_int (rows, 1, customer);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      g_autofree char *trace = rg_suppressed_dup_trace (rows, 0);
      guint8 hash[RG_HASH_SIZE];

      if (*trace == '\0')
        continue;
      rg_keyed_hash (secret, rg_statement_get_text (rows, 0), trace, hash);
      rg_statement_bind_blob (change, 1, hash, sizeof hash);
      if (!rg_statement_run (change, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

static gboolean
rg_suppressed_keep_hashes (RgWrite *write, gint64 customer, GError **error)
{
  g_autoptr (RgStatement) add = rg_db_statement (rg_write_get_db (write), "suppression.add", error);

  if (add == NULL)
    return FALSE;
  rg_statement_bind_int (add, 2, customer);
  rg_statement_bind_int (add, 3, rg_write_get_now (write));
  return rg_suppressed_change (rg_write_get_db (write), customer, add, error);
}

/* Those that were kept for the person, and those of a time when they had another row. */
static gboolean
rg_suppressed_forget_hashes (RgDb *db, gint64 customer, GError **error)
{
  g_autoptr (RgStatement) of_person = rg_db_statement (db, "suppression.remove", error);
  g_autoptr (RgStatement) of_trace = rg_db_statement (db, "suppression.remove-hash", error);

  if (of_person == NULL || of_trace == NULL)
    return FALSE;
  rg_statement_bind_int (of_person, 1, customer);
  return rg_statement_run (of_person, error)
         && rg_suppressed_change (db, customer, of_trace, error);
}

/* --- The two actions -------------------------------------------------------------------------- */

typedef struct {
  gint64 customer;
  char *evidence;
} RgSuppressing;

static void
rg_suppressing_free (gpointer data)
{
  g_free (((RgSuppressing *) data)->evidence);
  g_free (data);
}

static RgSuppressing *
rg_suppressing_new (gint64 customer, const char *evidence)
{
  RgSuppressing *one = g_new0 (RgSuppressing, 1);

  one->customer = customer;
  one->evidence = g_strstrip (g_strdup (evidence != NULL ? evidence : ""));
  return one;
}

static gboolean
rg_suppressing_name (RgWrite *write, RgSuppressing *one, const char *format, GError **error)
{
  g_autoptr (GString) label = g_string_new (format);
  g_autofree char *name = NULL;

  if (!rg_customer_read_living (rg_write_get_db (write), &one->customer, &name, error))
    return FALSE;
  if (name == NULL)
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                           _("This customer is not there any more."));
      return FALSE;
    }
  g_string_replace (label, "%s", name, 1);
  rg_write_set_label (write, label->str);
  return TRUE;
}

static gboolean
rg_suppress_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgSuppressing *one = data;
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_write_get_shop (write));

  /* Translators: %s is a customer; a line of History. */
  if (!rg_cards_check_text (one->evidence, error)
      || !rg_suppressing_name (write, one, _("%s Is Never to Be Contacted Again"), error))
    return FALSE;
  for (int asked = 0; asked < RG_N_ASKED; asked++)
    {
      const RgConsentNew entry = {
        .customer = one->customer,
        .channel = (RgChannel) asked,
        .effective_on = rg_instant_day (rg_write_get_now (write), zone),
        .how = RG_CONSENT_HOW_SUPPRESSION,
        .evidence = one->evidence,
      };

      if (!rg_consent_append (write, &entry, error))
        return FALSE;
    }
  return rg_suppressed_keep_hashes (write, one->customer, error);
}

static gboolean
rg_lift_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  RgSuppressing *one = data;
  g_autoptr (RgStatement) rows = rg_db_statement (db, "suppression.entries", error);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (gint64));
  RgStep step;

  /* Translators: %s is a customer; a line of History. */
  if (rows == NULL
      || !rg_suppressing_name (write, one, _("%s May Be Contacted Again"), error))
    return FALSE;
  rg_statement_bind_int (rows, 1, one->customer);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      const gint64 entry = rg_statement_get_int (rows, 0);

      g_array_append_val (entries, entry);
    }
  for (guint i = 0; step == RG_STEP_DONE && i < entries->len; i++)
    if (!rg_consent_reverse (write, g_array_index (entries, gint64, i), error))
      return FALSE;
  return step == RG_STEP_DONE && rg_suppressed_forget_hashes (db, one->customer, error);
}

gboolean
rg_store_suppress_customer_sync (RgStore *store, gint64 customer, const char *evidence,
                                 gint64 *action_id, GError **error)
{
  RgSuppressing *one = rg_suppressing_new (customer, evidence);
  gboolean done = rg_store_write_sync (store, "never.add", _("Never Contact Again"),
                                       rg_suppress_in_thread, one, NULL, action_id, error);

  rg_suppressing_free (one);
  return done;
}

void
rg_store_suppress_customer_async (RgStore *store, gint64 customer, const char *evidence,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  rg_store_write_async (store, "never.add", _("Never Contact Again"), rg_suppress_in_thread,
                        rg_suppressing_new (customer, evidence), rg_suppressing_free, NULL,
                        callback, user_data);
}

gboolean
rg_store_lift_suppression_sync (RgStore *store, gint64 customer, gint64 *action_id,
                                GError **error)
{
  RgSuppressing *one = rg_suppressing_new (customer, NULL);
  gboolean done = rg_store_write_sync (store, "never.lift", _("May Be Contacted Again"),
                                       rg_lift_in_thread, one, NULL, action_id, error);

  rg_suppressing_free (one);
  return done;
}

void
rg_store_lift_suppression_async (RgStore *store, gint64 customer, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  rg_store_write_async (store, "never.lift", _("May Be Contacted Again"), rg_lift_in_thread,
                        rg_suppressing_new (customer, NULL), rg_suppressing_free, NULL, callback,
                        user_data);
}
