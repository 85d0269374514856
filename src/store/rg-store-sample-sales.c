/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Writes the made-up shop's receipts and lines, as an import of the same sales would. */
#include "store/rg-store-sample-private.h"

#include "store/rg-import-batch.h"

typedef struct
{
  guint64 lines_hash;
  gint64 net_minor;
  gint64 net_sales_minor;
  int sale_lines;
} RgSampleSums;

static guint64
rg_sample_hash (const RgSampleData *data, const RgSampleLine *line)
{
  const RgImportLine same = {
    .kind = (guint8) line->kind,
    .quantity_milli = line->quantity_milli,
    .price_micro = line->price_micro,
    .net_minor = line->net_minor,
    .discount_minor = line->discount_minor,
    .tax_minor = line->tax_minor,
    .cost_minor = line->cost_minor,
  };

  return rg_import_line_hash (
      &same, g_array_index (data->products, RgSampleProduct, line->product).code);
}

static RgSampleSums
rg_sample_sum (const RgSampleData *data, const RgSampleReceipt *receipt)
{
  RgSampleSums sums = { 0 };

  for (guint i = 0; i < receipt->n_lines; i++)
    {
      guint place = receipt->first_line + i;
      const RgSampleLine *line = &g_array_index (data->lines, RgSampleLine, place);
      sums.lines_hash += rg_sample_hash (data, line);
      sums.net_minor += line->net_minor;
      sums.net_sales_minor += rg_line_kind_is_net_sale (line->kind) ? line->net_minor : 0;
      sums.sale_lines += line->kind == RG_LINE_SALE ? 1 : 0;
    }
  return sums;
}

static gboolean
rg_sample_write_line (RgStatement *row, guint receipt, int number, const RgSampleLine *line,
                      GError **error)
{
  rg_sample_bind_id (row, 1, (int) receipt);
  rg_statement_bind_int (row, 2, number);
  rg_sample_bind_id (row, 3, line->product);
  rg_statement_bind_int (row, 4, line->kind);
  rg_statement_bind_int (row, 5, line->quantity_milli);
  rg_statement_bind_int (row, 6, line->price_micro);
  rg_statement_bind_int (row, 7, line->net_minor);
  rg_statement_bind_int (row, 8, line->discount_minor);
  rg_statement_bind_int (row, 9, line->tax_minor);
  rg_statement_bind_int (row, 10, line->cost_minor);
  rg_sample_bind_id (row, 11, line->returns_receipt);
  if (line->returns_receipt == RG_SAMPLE_NONE)
    rg_statement_bind_null (row, 12);
  else
    rg_statement_bind_int (row, 12, line->returns_line);
  return rg_statement_run (row, error);
}

static gboolean
rg_sample_write_receipt (RgSampleWrite *self, RgStatement *row, guint index, GError **error)
{
  const RgSampleReceipt *receipt = &g_array_index (self->data->receipts, RgSampleReceipt, index);
  RgSampleSums sums = rg_sample_sum (self->data, receipt);

  rg_sample_bind_id (row, 1, (int) index);
  rg_sample_bind_uuid (self, row, 2, "receipt", index);
  rg_sample_bind_id (row, 3, receipt->location);
  rg_statement_bind_text (row, 4, receipt->till);
  rg_statement_bind_text (row, 5, receipt->number);
  rg_statement_bind_int (row, 6, receipt->day);
  rg_statement_bind_int (row, 7, receipt->time);
  rg_statement_bind_int (row, 8, rg_day_to_instant (receipt->day, receipt->time, self->zone));
  rg_sample_bind_id (row, 9, receipt->customer);
  rg_statement_bind_text (row, 10, g_ptr_array_index (self->data->staff, receipt->staff));
  rg_statement_bind_int (row, 11, (gint64) sums.lines_hash);
  rg_statement_bind_int (row, 12, sums.net_minor);
  rg_statement_bind_int (row, 13, sums.net_sales_minor);
  rg_statement_bind_int (row, 14, sums.sale_lines);
  return rg_statement_run (row, error);
}

gboolean
rg_sample_write_receipts (RgSampleWrite *self, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (self->db, "sample-shop.receipt", error);
  g_autoptr (RgStatement) line_row = rg_db_statement (self->db, "sample-shop.line", error);

  if (row == NULL || line_row == NULL)
    return FALSE;
  for (guint i = 0; i < self->data->receipts->len; i++)
    {
      const RgSampleReceipt *receipt = &g_array_index (self->data->receipts, RgSampleReceipt, i);
      if (!rg_sample_write_receipt (self, row, i, error))
        return FALSE;
      for (guint n = 0; n < receipt->n_lines; n++)
        {
          if (!rg_sample_write_line (line_row, i, (int) n + 1,
                                     &g_array_index (self->data->lines, RgSampleLine,
                                                     receipt->first_line + n),
                                     error))
            return FALSE;
        }
    }
  return TRUE;
}
