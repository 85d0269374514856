/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Erasing a person, row by row and image by image. */
#include "config.h"

#include "store/rg-store-erase.h"
#include "store/rg-store-private.h"

#include "base/rg-i18n.h"
#include "model/rg-shown-name.h"

/* --- Hashes ----------------------------------------------------------------------------------- */

RgErased *
rg_erased_read (RgDb *db, GError **error)
{
  return rg_keyed_hashes_read (db, "erase.hashes", error);
}

gboolean
rg_erased_has (const RgErased *erased, const char *kind, const char *text)
{
  return rg_keyed_hashes_have (erased, kind, text);
}

gboolean
rg_erased_has_number (const RgErased *erased, const char *source, const char *number)
{
  g_autofree char *kind = g_strconcat ("number of ", source, NULL);

  return rg_erased_has (erased, kind, number);
}

static gboolean
rg_erase_keep_hashes (RgDb *db, gint64 id, gint64 at, GError **error)
{
  g_autoptr (RgStatement) traces = rg_db_statement (db, "erase.traces", error);
  g_autoptr (RgStatement) add = rg_db_statement (db, "erase.add-hash", error);
  guint8 secret[RG_HASH_SIZE] = { 0 };
  RgStep step;

  if (traces == NULL || add == NULL || !rg_keyed_hash_read_secret (db, secret, error))
    return FALSE;
  rg_statement_bind_int (traces, 1, id);
  rg_statement_bind_int (add, 2, at);
  while ((step = rg_statement_step (traces, error)) == RG_STEP_ROW)
    {
      guint8 hash[RG_HASH_SIZE];

      rg_keyed_hash (secret, rg_statement_get_text (traces, 0), rg_statement_get_text (traces, 1),
                     hash);
      rg_statement_bind_blob (add, 1, hash, sizeof hash);
      if (!rg_statement_run (add, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

/* --- Lines of History and of imports ---------------------------------------------------------- */

static gboolean
rg_erase_run (RgDb *db, const char *name, gint64 id, const char *text, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, name, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, id);
  if (text != NULL)
    rg_statement_bind_text (statement, 2, text);
  return rg_statement_run (statement, error);
}

static GPtrArray *
rg_erase_read_words (RgDb *db, gint64 id, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "erase.words", error);
  g_autoptr (RgStatement) customer = rg_db_statement (db, "erase.customer", error);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  RgStep step;

  if (rows == NULL || customer == NULL)
    return NULL;
  rg_statement_bind_int (rows, 1, id);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    g_ptr_array_add (words, g_strdup (rg_statement_get_text (rows, 0)));
  rg_statement_bind_int (customer, 1, id);
  /* "Customer 13085" stands for the till's number. */
  if (step == RG_STEP_DONE && rg_statement_step (customer, error) == RG_STEP_ROW
      && *rg_statement_get_text (customer, 1) != '\0')
    g_ptr_array_add (words, rg_shown_name ("", "", "", rg_statement_get_text (customer, 1)));
  return step == RG_STEP_DONE ? g_steal_pointer (&words) : NULL;
}

static gboolean
rg_erase_strike_label (RgDb *db, gint64 action_id, GPtrArray *words, GError **error)
{
  for (guint i = 0; i < words->len; i++)
    if (!rg_erase_run (db, "erase.strike-label", action_id, g_ptr_array_index (words, i), error))
      return FALSE;
  return TRUE;
}

/* What was done to this person alone gets another line; what was done to many keeps its own. */
static gboolean
rg_erase_labels (RgDb *db, gint64 id, GPtrArray *words, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "erase.actions", error);
  RgStep step;

  if (rows == NULL)
    return FALSE;
  rg_statement_bind_int (rows, 1, id);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      gint64 action_id = rg_statement_get_int (rows, 0);
      gboolean of_others = rg_statement_get_int (rows, 1) != 0;

      /* Translators: a line of History whose own words were erased with the person. */
      if (of_others ? !rg_erase_strike_label (db, action_id, words, error)
                    : !rg_erase_run (db, "erase.set-label", action_id,
                                     _("Edit of an Erased Customer"), error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

static gboolean
rg_erase_strike_imports (RgDb *db, GPtrArray *words, GError **error)
{
  g_autoptr (RgStatement) strike = rg_db_statement (db, "erase.strike-imports", error);

  if (strike == NULL)
    return FALSE;
  for (guint i = 0; i < words->len; i++)
    {
      rg_statement_bind_text (strike, 1, g_ptr_array_index (words, i));
      if (!rg_statement_run (strike, error))
        return FALSE;
    }
  return TRUE;
}

/* --- Rows ------------------------------------------------------------------------------------- */

static gboolean
rg_erase_empty_home (RgDb *db, gint64 id, GError **error)
{
  static const char *const steps[] = { "erase.delete-home-contacts", "erase.delete-home",
                                       "erase.delete-home-images" };
  g_autoptr (RgStatement) row = rg_db_statement (db, "erase.empty-home", error);
  RgStep step;
  gint64 home;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, id);
  step = rg_statement_step (row, error);
  if (step != RG_STEP_ROW)
    return step == RG_STEP_DONE;
  home = rg_statement_get_int (row, 0);
  rg_statement_reset (row);
  if (!rg_erase_run (db, "erase.leave-home", id, NULL, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!rg_erase_run (db, steps[i], home, NULL, error))
      return FALSE;
  return TRUE;
}

static gboolean
rg_erase_row (RgDb *db, gint64 id, gint64 at, GError **error)
{
  static const char *const steps[] = { "erase.delete-contact-points", "erase.delete-identities",
                                       "erase.delete-tags",           "erase.delete-notes",
                                       "erase.delete-field-values",
                                       "erase.delete-tasks",          "erase.delete-activity",
                                       "erase.delete-firings",
                                       "erase.delete-deliveries",
                                       "erase.delete-choices",        "erase.delete-not-same",
                                       "erase.delete-seed",
                                       "erase.forget-suppressed",     "erase.forget-coupons",
                                       "erase.empty-discounts",       "erase.empty-consents",
                                       "erase.empty-points",
                                       "erase.empty-tickets",
                                       "erase.empty-letters",         "erase.empty-mails",
                                       "erase.empty-answers" };
  g_autoptr (RgStatement) customer = rg_db_statement (db, "erase.empty-customer", error);
  g_autoptr (GPtrArray) words = rg_erase_read_words (db, id, error);

  if (customer == NULL || words == NULL || !rg_erase_keep_hashes (db, id, at, error)
      || !rg_erase_empty_home (db, id, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!rg_erase_run (db, steps[i], id, NULL, error))
      return FALSE;
  rg_statement_bind_int (customer, 1, id);
  rg_statement_bind_int (customer, 2, at);
  return rg_statement_run (customer, error) && rg_erase_labels (db, id, words, error)
         && rg_erase_strike_imports (db, words, error)
         && rg_erase_run (db, "erase.empty-images", id, NULL, error);
}

gboolean
rg_erase_person (RgDb *db, gint64 id, gint64 at, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "erase.chain", error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  RgStep step;

  if (rows == NULL)
    return FALSE;
  rg_statement_bind_int (rows, 1, id);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      gint64 part = rg_statement_get_int (rows, 0);

      g_array_append_val (ids, part);
    }
  for (guint i = 0; step == RG_STEP_DONE && i < ids->len; i++)
    if (!rg_erase_row (db, g_array_index (ids, gint64, i), at, error))
      return FALSE;
  return step == RG_STEP_DONE;
}

/* --- The action ------------------------------------------------------------------------------- */

static gboolean
rg_erase_find (RgDb *db, gint64 *id, GError **error)
{
  g_autoptr (RgStatement) living = rg_db_statement (db, "profile.resolve", error);
  g_autoptr (RgStatement) row = rg_db_statement (db, "erase.customer", error);
  RgStep step;

  if (living == NULL || row == NULL)
    return FALSE;
  rg_statement_bind_int (living, 1, *id);
  step = rg_statement_step (living, error);
  if (step == RG_STEP_ROW)
    {
      *id = rg_statement_get_int (living, 0);
      rg_statement_bind_int (row, 1, *id);
      step = rg_statement_step (row, error);
    }
  if (step == RG_STEP_ROW && rg_statement_get_int (row, 2) == 0)
    return TRUE;
  if (step != RG_STEP_ERROR)
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                         _("This customer is not there any more."));
  return FALSE;
}

static gboolean
rg_erase_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  gint64 id = *(gint64 *) data;

  if (!rg_erase_find (db, &id, error)
      || !rg_erase_person (db, id, rg_write_get_now (write), error))
    return FALSE;
  /* The images of this very action were emptied too, and its line with them. */
  rg_write_set_label (write, _("Customer Erased"));
  return TRUE;
}

/* The log beside the file still has the pages as they were. Where a reader holds them, they go when
 * the file is closed at the latest. */
static void
rg_erase_checkpoint_in_thread (RgDb *db, gpointer data)
{
  g_autoptr (RgStatement) checkpoint = rg_db_statement (db, "erase.checkpoint", NULL);

  if (checkpoint != NULL)
    rg_statement_step (checkpoint, NULL);
}

gboolean
rg_store_erase_customer_sync (RgStore *store, gint64 id, gint64 *action_id, GError **error)
{
  if (!rg_store_write_sync (store, RG_ERASE_KIND, _("Customer Erased"), rg_erase_in_thread, &id,
                            NULL, action_id, error))
    return FALSE;
  rg_worker_run (store->writer, rg_erase_checkpoint_in_thread, NULL);
  return TRUE;
}

static void
rg_erase_task_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (rg_store_erase_customer_sync (RG_STORE (source), *(gint64 *) data, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
rg_store_erase_customer_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);

  g_task_set_source_tag (task, rg_store_erase_customer_async);
  g_task_set_task_data (task, g_memdup2 (&id, sizeof id), g_free);
  g_task_run_in_thread (task, rg_erase_task_in_thread);
}

gboolean
rg_store_erase_customer_finish (RgStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
