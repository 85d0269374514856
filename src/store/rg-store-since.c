/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The dataset as it would be without the last import, beside the dataset. */
#include "store/rg-store-since.h"

#include "analysis/rg-today.h"

void
rg_since_report_free (RgSinceReport *report)
{
  g_clear_pointer (&report->people, rg_since_free);
  g_free (report);
}

/* --- before ------------------------------------------------------------------------------- */

static GArray *
rg_since_read_ids (RgDb *db, const char *name, gint64 import, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, name, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  RgStep step;

  if (rows == NULL)
    return NULL;
  rg_statement_bind_int (rows, 1, import);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_int (rows, 0);

      g_array_append_val (ids, id);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

/* Receipts and customers that the last import of sales made; empty where there was none. */
static gboolean
rg_since_read_import (RgDb *db, GArray **receipts, GArray **customers, GError **error)
{
  gint64 import;

  if (!rg_db_get_int (db, "since.last", &import, error))
    return FALSE;
  *receipts = rg_since_read_ids (db, "since.receipts", import, error);
  *customers = *receipts != NULL ? rg_since_read_ids (db, "since.customers", import, error) : NULL;
  return *customers != NULL;
}

static RgDataset *
rg_since_build_without (const RgDataset *dataset, const GArray *receipts, const GArray *customers)
{
  g_autoptr (RgDatasetBuilder) builder
    = rg_dataset_builder_new (dataset, dataset->generation + 1);

  for (guint i = 0; i < receipts->len; i++)
    rg_dataset_builder_drop_receipt (builder, g_array_index (receipts, gint64, i));
  for (guint i = 0; i < customers->len; i++)
    rg_dataset_builder_drop_customer (builder, g_array_index (customers, gint64, i));
  return rg_dataset_builder_finish (builder);
}

static guint
rg_since_count_receipts (const RgDataset *dataset)
{
  return dataset->sales[0]->n_receipts + dataset->sales[1]->n_receipts;
}

static GArray *
rg_since_list_week (const RgDataset *dataset)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  RgReceiptIter iter;

  rg_receipt_iter_init (&iter, dataset, dataset->last_day - RG_SINCE_DAYS + 1, G_MAXINT32);
  while (rg_receipt_iter_next (&iter))
    {
      const gint64 id = rg_sales_id (iter.sales, iter.receipt);

      g_array_append_val (ids, id);
    }
  return ids;
}

/* The dataset before, NULL where nothing was before. */
static RgDataset *
rg_since_build_before (RgDb *db, const RgDataset *dataset, gboolean *is_week, GError **error)
{
  g_autoptr (GArray) receipts = NULL, customers = NULL;

  if (!rg_since_read_import (db, &receipts, &customers, error))
    return NULL;
  /* What brought most of all that there is made the shop: it did not change it. */
  *is_week = receipts->len == 0 || receipts->len > rg_since_count_receipts (dataset) / 2;
  if (!*is_week)
    return rg_since_build_without (dataset, receipts, customers);
  g_array_set_size (customers, 0);
  g_array_unref (receipts);
  receipts = rg_since_list_week (dataset);
  return rg_since_build_without (dataset, receipts, customers);
}

/* --- all of it ---------------------------------------------------------------------------- */

RgSinceReport *
rg_since_report_read (RgDb *db, const RgDataset *dataset, const RgShop *shop, RgDay today,
                      GError **error)
{
  g_autoptr (RgSinceReport) report = g_new0 (RgSinceReport, 1);
  g_autoptr (RgDataset) before = NULL;
  RgDay counted = rg_dataset_today (dataset, today);
  RgDay counted_before;

  if (dataset->last_day == RG_DAY_NONE)
    return NULL;
  before = rg_since_build_before (db, dataset, &report->is_week, error);
  if (before == NULL || before->last_day == RG_DAY_NONE)
    return NULL;
  counted_before = counted - (dataset->last_day - before->last_day);
  report->from = before->last_day + 1;
  report->people = rg_since_new (before, counted_before, dataset, counted, shop->digits);
  return g_steal_pointer (&report);
}

typedef struct {
  RgDataset *dataset;
  RgShop *shop;
  RgDay today;
  RgSinceReport *report;
} RgSinceRead;

static void
rg_since_read_free (gpointer data)
{
  RgSinceRead *read = data;

  g_clear_pointer (&read->dataset, rg_dataset_unref);
  rg_shop_free (read->shop);
  g_clear_pointer (&read->report, rg_since_report_free);
  g_free (read);
}

static gboolean
rg_since_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgSinceRead *read = data;
  GError *failed = NULL;

  if (read->dataset != NULL)
    read->report = rg_since_report_read (db, read->dataset, read->shop, read->today, &failed);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, failed);
  return FALSE;
}

void
rg_store_read_since_async (RgStore *store, RgDay today, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  RgSinceRead *read = g_new0 (RgSinceRead, 1);

  read->dataset = rg_store_get_dataset (store);
  read->shop = rg_shop_copy (rg_store_get_shop (store));
  read->today = today;
  rg_store_read_async (store, RG_READER_REPORT, rg_since_read_in_thread, read, rg_since_read_free,
                       cancellable, callback, user_data);
}

RgSinceReport *
rg_store_read_since_finish (RgStore *store, GAsyncResult *result, GError **error)
{
  RgSinceRead *read = rg_store_read_get_data (result);

  if (!rg_store_read_finish (store, result, error))
    return NULL;
  return g_steal_pointer (&read->report);
}
