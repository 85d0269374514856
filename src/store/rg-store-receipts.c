/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reads receipts with their words. */
#include "store/rg-store-receipts.h"

#include "base/rg-i18n.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-row.h"

static void
rg_receipt_line_free (gpointer data)
{
  RgReceiptLine *line = data;

  g_free (line->product);
  g_free (line);
}

static void
rg_delivery_free (RgDelivery *delivery)
{
  g_free (delivery->method);
  g_free (delivery->placed);
  g_free (delivery->address);
  g_free (delivery);
}

void
rg_receipt_free (RgReceipt *receipt)
{
  if (receipt == NULL)
    return;
  g_free (receipt->number);
  g_free (receipt->location);
  g_free (receipt->customer_name);
  g_free (receipt->staff);
  g_clear_pointer (&receipt->delivery, rg_delivery_free);
  g_ptr_array_unref (receipt->lines);
  g_free (receipt);
}

static gboolean
rg_receipt_read_lines (RgDb *db, RgReceipt *receipt, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "receipts.lines", error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, receipt->id);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      RgReceiptLine *line = g_new0 (RgReceiptLine, 1);
      const char *name = rg_statement_get_text (statement, 0);

      line->product = g_strdup (*name != '\0' ? name : rg_statement_get_text (statement, 1));
      line->kind = (RgLineKind) rg_statement_get_int (statement, 2);
      line->quantity_milli = rg_statement_get_int (statement, 3);
      line->net_minor = rg_statement_get_int (statement, 4);
      g_ptr_array_add (receipt->lines, line);
    }
  return step == RG_STEP_DONE;
}

static gboolean
rg_receipt_read_delivery (RgDb *db, RgReceipt *receipt, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "receipts.delivery", error);
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, receipt->id);
  step = rg_statement_step (row, error);
  if (step != RG_STEP_ROW)
    return step == RG_STEP_DONE;
  receipt->delivery = g_new0 (RgDelivery, 1);
  receipt->delivery->method = g_strdup (rg_statement_get_text (row, 0));
  receipt->delivery->placed = g_strdup (rg_statement_get_text (row, 1));
  receipt->delivery->sent_on = rg_statement_get_day (row, 2);
  receipt->delivery->has_cost = !rg_statement_is_null (row, 3);
  receipt->delivery->cost_minor = rg_statement_get_int (row, 3);
  receipt->delivery->address = g_strdup (rg_statement_get_text (row, 4));
  return TRUE;
}

RgReceipt *
rg_receipt_read (RgDb *db, gint64 id, GError **error)
{
  g_autoptr (RgStatement) statement =
    rg_store_row (db, "receipts.by-id", id, _("This receipt is not there any more."), error);
  g_autoptr (RgReceipt) receipt = NULL;

  if (statement == NULL)
    return NULL;

  receipt = g_new0 (RgReceipt, 1);
  receipt->id = id;
  receipt->number = g_strdup (rg_statement_get_text (statement, 0));
  receipt->day = (RgDay) rg_statement_get_int (statement, 1);
  receipt->second = rg_statement_is_null (statement, 2)
                      ? RG_TIME_NONE : (gint32) rg_statement_get_int (statement, 2);
  receipt->location = g_strdup (rg_statement_get_text (statement, 3));
  receipt->customer = rg_statement_get_int (statement, 4);
  receipt->staff = g_strdup (rg_statement_get_text (statement, 5));
  receipt->lines = g_ptr_array_new_with_free_func (rg_receipt_line_free);
  if ((receipt->customer != 0
       && !rg_customer_read_living (db, &receipt->customer, &receipt->customer_name, error))
      || !rg_receipt_read_lines (db, receipt, error)
      || !rg_receipt_read_delivery (db, receipt, error))
    return NULL;
  return g_steal_pointer (&receipt);
}

typedef struct {
  GArray *ids;
  GPtrArray *receipts;
} RgReceiptsRead;

static void
rg_receipts_read_free (gpointer data)
{
  RgReceiptsRead *read = data;

  g_array_unref (read->ids);
  g_clear_pointer (&read->receipts, g_ptr_array_unref);
  g_free (read);
}

static gboolean
rg_receipts_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgReceiptsRead *read = data;

  read->receipts = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_receipt_free);
  for (guint i = 0; i < read->ids->len; i++)
    {
      g_autoptr (GError) missing = NULL;
      RgReceipt *receipt = rg_receipt_read (db, g_array_index (read->ids, gint64, i), &missing);

      if (receipt != NULL)
        g_ptr_array_add (read->receipts, receipt);
      else if (!g_error_matches (missing, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&missing));
          return FALSE;
        }
    }
  return TRUE;
}

void
rg_receipts_read_async (RgStore *store, const gint64 *ids, gsize n_ids, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  RgReceiptsRead *read = g_new0 (RgReceiptsRead, 1);

  read->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (n_ids > 0)
    g_array_append_vals (read->ids, ids, (guint) n_ids);
  rg_store_read_async (store, RG_READER_ROWS, rg_receipts_read_in_thread, read,
                       rg_receipts_read_free, cancellable, callback, user_data);
}

GPtrArray *
rg_receipts_read_finish (RgStore *store, GAsyncResult *result, GError **error)
{
  RgReceiptsRead *read = rg_store_read_get_data (result);

  if (!rg_store_read_finish (store, result, error))
    return NULL;
  return g_steal_pointer (&read->receipts);
}

/* --- the last import --- */

void
rg_last_import_clear (RgLastImport *last)
{
  g_clear_pointer (&last->kind, g_free);
  g_clear_pointer (&last->file_name, g_free);
}

static gboolean
rg_last_import_count (RgDb *db, const char *name, gint64 id, gint64 *count, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, name, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, id);
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  *count = rg_statement_get_int (statement, 0);
  return TRUE;
}

gboolean
rg_last_import_read (RgDb *db, RgLastImport *last, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "receipts.last-import", error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  step = rg_statement_step (statement, error);
  if (step != RG_STEP_ROW)
    return step == RG_STEP_DONE;
  last->id = rg_statement_get_int (statement, 0);
  last->action_id = rg_statement_get_int (statement, 1);
  last->kind = g_strdup (rg_statement_get_text (statement, 2));
  last->file_name = g_strdup (rg_statement_get_text (statement, 3));
  last->at = rg_statement_get_int (statement, 4);
  return rg_last_import_count (db, "receipts.imported-receipts", last->id, &last->receipts, error)
         && rg_last_import_count (db, "receipts.imported-customers", last->id, &last->customers,
                                  error);
}
