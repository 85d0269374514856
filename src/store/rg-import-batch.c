/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The life of a file that was read, and what makes two lines equal. */
#include "store/rg-import-batch.h"

#include <string.h>

RgImportBatch *
rg_import_batch_new (RgImportKind kind)
{
  RgImportBatch *batch = g_new0 (RgImportBatch, 1);

  batch->kind = kind;
  batch->receipts = g_array_new (FALSE, FALSE, sizeof (RgImportReceipt));
  batch->lines = g_array_new (FALSE, FALSE, sizeof (RgImportLine));
  batch->products = g_array_new (FALSE, FALSE, sizeof (RgImportProduct));
  batch->stocks = g_array_new (FALSE, FALSE, sizeof (RgImportStock));
  batch->deliveries = g_array_new (FALSE, FALSE, sizeof (RgImportDelivery));
  batch->coupons = g_array_new (FALSE, FALSE, sizeof (RgImportCoupon));
  batch->activities = g_array_new (FALSE, FALSE, sizeof (RgImportActivity));
  batch->customers = g_array_new (FALSE, FALSE, sizeof (RgImportCustomer));
  batch->permissions = g_array_new (FALSE, FALSE, sizeof (RgImportPermission));
  batch->points = g_array_new (FALSE, FALSE, sizeof (RgImportPoints));
  batch->own = g_array_new (FALSE, FALSE, sizeof (RgImportOwn));
  batch->own_fields = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_own_field_free);
  batch->refusals = rg_import_refusals_new ();
  batch->dropped = rg_import_refusals_new ();
  batch->totals = rg_import_refusals_new ();
  batch->unknown = g_ptr_array_new_with_free_func (g_free);
  batch->left_behind = g_ptr_array_new_with_free_func (g_free);
  batch->card_columns = g_ptr_array_new_with_free_func (g_free);
  batch->texts = rg_text_set_new ();
  return batch;
}

void
rg_import_batch_free (RgImportBatch *batch)
{
  g_array_unref (batch->receipts);
  g_array_unref (batch->lines);
  g_array_unref (batch->products);
  g_array_unref (batch->stocks);
  g_array_unref (batch->deliveries);
  g_array_unref (batch->coupons);
  g_array_unref (batch->activities);
  g_array_unref (batch->customers);
  g_array_unref (batch->permissions);
  g_array_unref (batch->points);
  g_array_unref (batch->own);
  g_ptr_array_unref (batch->own_fields);
  g_array_unref (batch->refusals);
  g_array_unref (batch->dropped);
  g_array_unref (batch->totals);
  g_ptr_array_unref (batch->unknown);
  g_ptr_array_unref (batch->left_behind);
  g_ptr_array_unref (batch->card_columns);
  rg_text_set_free (batch->texts);
  g_free (batch->source);
  g_free (batch->dialect);
  g_free (batch->till);
  g_free (batch->columns);
  g_free (batch->corrections);
  g_free (batch->file_name);
  g_free (batch);
}

void
rg_import_batch_refuse (RgImportBatch *batch, guint64 row, char *reason)
{
  batch->n_rows_refused++;
  rg_import_refusals_add (batch->refusals, row, reason);
}

void
rg_import_batch_drop (RgImportBatch *batch, guint64 row, char *reason)
{
  batch->n_cells_dropped++;
  rg_import_refusals_add (batch->dropped, row, reason);
}

void
rg_import_batch_differ (RgImportBatch *batch, guint64 row, char *reason)
{
  batch->n_totals_differ++;
  rg_import_refusals_add (batch->totals, row, reason);
}

const char *
rg_import_kind_word (RgImportKind kind)
{
  static const char *const words[] = { "sales", "customers", "products", "activity" };

  g_return_val_if_fail (kind < G_N_ELEMENTS (words), "");
  return words[kind];
}

const char *
rg_line_kind_word (RgLineKind kind)
{
  static const char *const words[] = { "sale", "return", "fee", "adjustment", "gift-card" };

  g_return_val_if_fail (kind < RG_LINE_KINDS, "");
  return words[kind];
}

static guint64
mix (guint64 hash, guint64 value)
{
  hash ^= value + G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + (hash << 6) + (hash >> 2);
  return hash * G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
}

guint64
rg_import_line_hash (const RgImportLine *line, const char *code)
{
  guint64 hash = rg_text_hash (code, strlen (code));

  hash = mix (hash, line->kind);
  hash = mix (hash, (guint64) line->quantity_milli);
  hash = mix (hash, (guint64) line->price_micro);
  hash = mix (hash, (guint64) line->net_minor);
  hash = mix (hash, (guint64) line->discount_minor);
  hash = mix (hash, (guint64) line->tax_minor);
  hash = mix (hash, (guint64) line->cost_minor);
  return hash ^ (hash >> 31);
}
