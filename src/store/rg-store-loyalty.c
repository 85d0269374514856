/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The ledger of loyalty points. */
#include "store/rg-store-loyalty.h"

#include "base/rg-i18n.h"
#include "store/rg-store-consent.h"
#include "store/rg-store-row.h"

#include <string.h>

void
rg_points_row_free (RgPointsRow *row)
{
  g_free (row->note);
  g_free (row->campaign);
  g_free (row->staff);
  g_free (row->file_name);
  g_free (row);
}

/* --- What is left ----------------------------------------------------------------------------- */

GArray *
rg_loyalty_read_entries (RgDb *db, gint64 customer, gboolean own, GError **error)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (RgLotEntry));
  g_autoptr (RgStatement) rows = rg_db_statement (db, own ? "loyalty.entries" : "loyalty.replay",
                                                  error);
  RgStep step;

  if (rows == NULL)
    return NULL;
  rg_statement_bind_int (rows, 1, customer);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      RgLotEntry entry = {
        .id = rg_statement_get_int (rows, 0),
        .points = rg_statement_get_int (rows, 1),
        .effective_on = (RgDay) rg_statement_get_int (rows, 3),
        .lapses_on = rg_statement_get_day (rows, 4),
        .lot = rg_statement_get_int (rows, 5),
        .reverses = rg_statement_get_int (rows, 6),
      };

      if (rg_lot_kind_from_id (rg_statement_get_text (rows, 2), &entry.kind))
        g_array_append_val (entries, entry);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&entries) : NULL;
}

static gboolean
rg_loyalty_forget (RgDb *db, gint64 customer, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "loyalty.forget", error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, customer);
  return rg_statement_run (statement, error);
}

/* `customer` is nobody's part. */
static gboolean
rg_loyalty_remember (RgDb *db, gint64 customer, GError **error)
{
  g_autoptr (GArray) entries = rg_loyalty_read_entries (db, customer, FALSE, error);
  g_autoptr (GArray) lots = NULL;
  g_autoptr (RgStatement) statement = NULL;

  if (entries == NULL || entries->len == 0)
    return entries != NULL;
  lots = rg_lots_replay ((const RgLotEntry *) (gpointer) entries->data, entries->len, G_MAXINT32);
  statement = rg_db_statement (db, "loyalty.remember", error);
  for (guint i = 0; statement != NULL && i < lots->len; i++)
    {
      const RgLot *lot = &g_array_index (lots, RgLot, i);

      if (lot->left == lot->owed)
        continue;
      rg_statement_bind_int (statement, 1, lot->entry);
      rg_statement_bind_int (statement, 2, customer);
      rg_statement_bind_int (statement, 3, lot->left - lot->owed);
      rg_statement_bind_day (statement, 4, lot->lapses_on);
      if (!rg_statement_run (statement, error))
        return FALSE;
    }
  return statement != NULL;
}

/* An entry that moves from one person to another is forgotten before it is remembered. */
gboolean
rg_loyalty_refresh (RgDb *db, const gint64 *customers, gsize n_customers, GError **error)
{
  g_autofree gint64 *resolved = g_new0 (gint64, n_customers + 1);

  for (gsize i = 0; i < n_customers; i++)
    if (!rg_loyalty_forget (db, customers[i], error)
        || !rg_consent_resolve (db, customers[i], &resolved[i], error))
      return FALSE;
  for (gsize i = 0; i < n_customers; i++)
    if (resolved[i] != 0
        && (!rg_loyalty_forget (db, resolved[i], error)
            || !rg_loyalty_remember (db, resolved[i], error)))
      return FALSE;
  return TRUE;
}

gboolean
rg_loyalty_refresh_all (RgDb *db, GError **error)
{
  g_autoptr (GArray) customers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RgStatement) rows = rg_db_statement (db, "loyalty.everyone", error);
  RgStep step;

  if (rows == NULL || !rg_db_run (db, "loyalty.forget-all", error))
    return FALSE;
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      gint64 customer = rg_statement_get_int (rows, 0);

      g_array_append_val (customers, customer);
    }
  return step == RG_STEP_DONE
         && rg_loyalty_refresh (db, (const gint64 *) (gpointer) customers->data, customers->len,
                                error);
}

/* --- Appending -------------------------------------------------------------------------------- */

static gboolean
rg_loyalty_insert (RgWrite *write, const RgPointsNew *entry, gint64 reverses, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (rg_write_get_db (write), "loyalty.append",
                                                       error);
  guint8 uuid[RG_UUID_SIZE];

  if (statement == NULL)
    return FALSE;
  rg_uuid_v7 (uuid);
  rg_statement_bind_blob (statement, 1, uuid, sizeof uuid);
  rg_statement_bind_int (statement, 2, entry->customer);
  rg_statement_bind_int (statement, 3, entry->points);
  rg_statement_bind_text (statement, 4, rg_lot_kind_get_id (entry->kind));
  rg_statement_bind_int (statement, 5, entry->effective_on);
  rg_statement_bind_int (statement, 6, rg_write_get_now (write));
  rg_statement_bind_day (statement, 7, entry->points > 0 ? entry->lapses_on : RG_DAY_NONE);
  rg_statement_bind_int (statement, 8, entry->lot);
  if (entry->receipt != NULL)
    rg_statement_bind_blob (statement, 9, entry->receipt, RG_UUID_SIZE);
  else
    rg_statement_bind_null (statement, 9);
  rg_statement_bind_int (statement, 10, entry->campaign);
  rg_statement_bind_int (statement, 11, rg_write_get_staff (write));
  rg_statement_bind_text (statement, 12, entry->note != NULL ? entry->note : "");
  rg_statement_bind_int (statement, 13, reverses);
  rg_statement_bind_int (statement, 14, entry->import);
  return rg_statement_run (statement, error);
}

gboolean
rg_loyalty_append (RgWrite *write, const RgPointsNew *entry, GError **error)
{
  return rg_loyalty_insert (write, entry, 0, error);
}

/* Whether something takes the entry back and is not itself taken back. */
static gboolean
rg_loyalty_is_reversed (RgDb *db, gint64 entry, gboolean *reversed, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "loyalty.reversals", error);
  RgStep step;

  *reversed = FALSE;
  if (rows == NULL)
    return FALSE;
  rg_statement_bind_int (rows, 1, entry);
  while (!*reversed && (step = rg_statement_step (rows, error)) != RG_STEP_DONE)
    {
      gboolean again;

      if (step == RG_STEP_ERROR
          || !rg_loyalty_is_reversed (db, rg_statement_get_int (rows, 0), &again, error))
        return FALSE;
      *reversed = !again;
    }
  return TRUE;
}

gboolean
rg_loyalty_reverse (RgWrite *write, gint64 entry, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) row = NULL;
  RgPointsNew reversal = { .kind = RG_LOT_REVERSAL, .lapses_on = RG_DAY_NONE };
  gboolean already;

  if (!rg_loyalty_is_reversed (db, entry, &already, error))
    return FALSE;
  if (already)
    return TRUE;
  row = rg_store_row (db, "loyalty.by-id", entry,
                      _("This entry about points is not there any more."), error);
  if (row == NULL)
    return FALSE;
  reversal.customer = rg_statement_get_int (row, 0);
  reversal.points = -rg_statement_get_int (row, 1);
  reversal.effective_on = (RgDay) rg_statement_get_int (row, 2);
  reversal.campaign = rg_statement_get_int (row, 3);
  rg_statement_reset (row);
  return rg_loyalty_insert (write, &reversal, entry, error);
}

/* --- What an import recorded ------------------------------------------------------------------ */

static gboolean
rg_loyalty_is_used (RgDb *db, gint64 entry, gboolean *used, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "loyalty.is-used", error);
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, entry);
  step = rg_statement_step (row, error);
  *used = step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}

static gboolean
rg_loyalty_remove (RgDb *db, gint64 entry, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "loyalty.remove", error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, entry);
  return rg_statement_run (statement, error);
}

gboolean
rg_loyalty_take_back_import (RgWrite *write, gint64 import, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RgStatement) rows = rg_db_statement (db, "loyalty.of-import", error);
  RgStep step;

  if (rows == NULL)
    return FALSE;
  rg_statement_bind_int (rows, 1, import);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      gint64 entry = rg_statement_get_int (rows, 0);

      g_array_append_val (found, entry);
    }
  for (guint i = 0; step == RG_STEP_DONE && i < found->len; i++)
    {
      const gint64 entry = g_array_index (found, gint64, i);
      gboolean used;

      if (!rg_loyalty_is_used (db, entry, &used, error)
          || !(used ? rg_loyalty_reverse (write, entry, error)
                    : rg_loyalty_remove (db, entry, error)))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

/* --- Reading ---------------------------------------------------------------------------------- */

GArray *
rg_loyalty_read_lots (RgDb *db, gint64 customer, GError **error)
{
  g_autoptr (GArray) lots = g_array_new (FALSE, FALSE, sizeof (RgLot));
  g_autoptr (RgStatement) rows = rg_db_statement (db, "loyalty.left", error);
  gint64 resolved;
  RgStep step;

  if (rows == NULL || !rg_consent_resolve (db, customer, &resolved, error))
    return NULL;
  rg_statement_bind_int (rows, 1, resolved);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      const gint64 left = rg_statement_get_int (rows, 4);
      RgLot lot = {
        .entry = rg_statement_get_int (rows, 0),
        .from = (RgDay) rg_statement_get_int (rows, 1),
        .lapses_on = rg_statement_get_day (rows, 2),
        .points = MAX (rg_statement_get_int (rows, 3), 0),
        .left = MAX (left, 0),
        .owed = MAX (-left, 0),
      };

      g_array_append_val (lots, lot);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&lots) : NULL;
}

static RgPointsRow *
rg_points_row_from (RgStatement *statement)
{
  RgPointsRow *row = g_new0 (RgPointsRow, 1);
  gsize length;
  const void *uuid = rg_statement_get_blob (statement, 6, &length);

  *row = (RgPointsRow) {
    .id = rg_statement_get_int (statement, 0),
    .points = rg_statement_get_int (statement, 1),
    .effective_on = (RgDay) rg_statement_get_int (statement, 3),
    .lapses_on = rg_statement_get_day (statement, 4),
    .reverses = rg_statement_get_int (statement, 5),
    .recorded_at = rg_statement_get_int (statement, 7),
    .note = g_strdup (rg_statement_get_text (statement, 8)),
    .campaign = g_strdup (rg_statement_get_text (statement, 9)),
    .staff = g_strdup (rg_statement_get_text (statement, 10)),
    .file_name = g_strdup (rg_statement_get_text (statement, 11)),
    .left = rg_statement_get_int (statement, 12),
  };
  memcpy (row->uuid, uuid, MIN (length, sizeof row->uuid));
  rg_lot_kind_from_id (rg_statement_get_text (statement, 2), &row->kind);
  return row;
}

static int
rg_points_row_compare_newest (gconstpointer a, gconstpointer b)
{
  const RgPointsRow *one = a, *two = b;

  return (one->id < two->id) - (one->id > two->id);
}

/* Marks the rows that count: what reverses a row is newer than it. */
static void
rg_points_rows_mark (GPtrArray *rows)
{
  g_autoptr (GHashTable) gone = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) newest = g_ptr_array_new ();

  g_ptr_array_extend (newest, rows, NULL, NULL);
  g_ptr_array_sort_values (newest, rg_points_row_compare_newest);
  for (guint i = 0; i < newest->len; i++)
    {
      RgPointsRow *row = newest->pdata[i];

      if (g_hash_table_contains (gone, &row->id))
        continue;
      row->counts = row->reverses == 0;
      if (row->reverses != 0)
        g_hash_table_add (gone, &row->reverses);
    }
}

GPtrArray *
rg_loyalty_read_ledger (RgDb *db, gint64 customer, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (
      (GDestroyNotify) rg_points_row_free);
  g_autoptr (RgStatement) statement = rg_db_statement (db, "loyalty.ledger", error);
  gint64 resolved;
  RgStep step;

  if (statement == NULL || !rg_consent_resolve (db, customer, &resolved, error))
    return NULL;
  rg_statement_bind_int (statement, 1, resolved);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    g_ptr_array_add (rows, rg_points_row_from (statement));
  rg_points_rows_mark (rows);
  return step == RG_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

GArray *
rg_loyalty_read_lapsing (RgDb *db, RgDay first, RgDay last, gint64 at_least, GError **error)
{
  g_autoptr (GArray) lapses = g_array_new (FALSE, FALSE, sizeof (RgPointsLapse));
  g_autoptr (RgStatement) rows = rg_db_statement (db, "loyalty.lapsing", error);
  RgStep step;

  if (rows == NULL)
    return NULL;
  rg_statement_bind_int (rows, 1, first);
  rg_statement_bind_int (rows, 2, last);
  rg_statement_bind_int (rows, 3, MAX (at_least, 1));
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      RgPointsLapse lapse = {
        rg_statement_get_int (rows, 0),
        rg_statement_get_int (rows, 1),
        (RgDay) rg_statement_get_int (rows, 2),
      };

      g_array_append_val (lapses, lapse);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&lapses) : NULL;
}
