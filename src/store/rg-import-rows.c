/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Receipts and lines of a batch as two virtual tables, so that SQLite reads them in its own loop:
 * two and a half times as fast as one statement a row. */
#include "store/rg-import-private.h"

#include <string.h>

#include "base/rg-date.h"
#include "base/rg-uuid.h"

#define ROWS_PER_STEP 16384
#define KEY_MARK '\x1F' /* stands between the parts of a receipt's identity */

typedef struct {
  const RgImportResolution *resolution;
  const guint32 *receipts;
  guint n_receipts;
  gint64 *ids;            /* of these receipts */
  gint64 import_id;
  const guint8 *shop_uuid;
  GString *scratch;
  guint64 n_rows;         /* of both tables, for progress */
  guint64 n_done;
  RgProgressFunc progress;
  gpointer progress_data;
} Rows;

typedef struct {
  sqlite3_vtab base;
  Rows *rows;
  gboolean lines;
} Table;

typedef struct {
  sqlite3_vtab_cursor base;
  Rows *rows;
  gboolean lines;
  guint at;       /* which receipt */
  guint line;     /* which line of it, from 0 */
  sqlite3_int64 n;
} Cursor;

static int
connect_table (sqlite3 *handle, gpointer data, gboolean lines, const char *shape,
               sqlite3_vtab **made)
{
  Table *table;
  int code = sqlite3_declare_vtab (handle, shape);

  if (code != SQLITE_OK)
    return code;
  table = g_new0 (Table, 1);
  table->rows = data;
  table->lines = lines;
  *made = &table->base;
  return SQLITE_OK;
}

typedef struct {
  Rows rows;
  const char *receipt_shape;
  const char *line_shape;
} Module;

static int
connect_receipts (sqlite3 *handle, void *data, int n, const char *const *words,
                  sqlite3_vtab **table, char **error)
{
  return connect_table (handle, data, FALSE, ((Module *) data)->receipt_shape, table);
}

static int
connect_lines (sqlite3 *handle, void *data, int n, const char *const *words, sqlite3_vtab **table,
               char **error)
{
  return connect_table (handle, data, TRUE, ((Module *) data)->line_shape, table);
}

static int
disconnect (sqlite3_vtab *table)
{
  g_free (table);
  return SQLITE_OK;
}

static int
best_index (sqlite3_vtab *table, sqlite3_index_info *info)
{
  info->estimatedCost = 1e6;
  return SQLITE_OK;
}

static int
open_cursor (sqlite3_vtab *base, sqlite3_vtab_cursor **made)
{
  Table *table = (Table *) base;
  Cursor *cursor = g_new0 (Cursor, 1);

  cursor->rows = table->rows;
  cursor->lines = table->lines;
  *made = &cursor->base;
  return SQLITE_OK;
}

static int
close_cursor (sqlite3_vtab_cursor *cursor)
{
  g_free (cursor);
  return SQLITE_OK;
}

static int
filter (sqlite3_vtab_cursor *base, int number, const char *text, int n, sqlite3_value **values)
{
  Cursor *cursor = (Cursor *) base;

  cursor->at = cursor->line = 0;
  cursor->n = 0;
  return SQLITE_OK;
}

static const RgImportReceipt *
receipt_at (const Cursor *cursor)
{
  return &g_array_index (cursor->rows->resolution->batch->receipts, RgImportReceipt,
                         cursor->rows->receipts[cursor->at]);
}

static const RgImportLocation *
location_at (const Cursor *cursor)
{
  const RgImportResolution *resolution = cursor->rows->resolution;

  return &g_array_index (resolution->locations, RgImportLocation,
                         resolution->location[cursor->rows->receipts[cursor->at]]);
}

static int
next_row (sqlite3_vtab_cursor *base)
{
  Cursor *cursor = (Cursor *) base;
  Rows *rows = cursor->rows;

  cursor->n++;
  if (!cursor->lines || ++cursor->line == receipt_at (cursor)->n_lines)
    {
      cursor->at++;
      cursor->line = 0;
    }
  if (++rows->n_done % ROWS_PER_STEP == 0 && rows->progress != NULL)
    rows->progress ((double) rows->n_done / (double) rows->n_rows, rows->progress_data);
  return SQLITE_OK;
}

static int
is_at_end (sqlite3_vtab_cursor *base)
{
  Cursor *cursor = (Cursor *) base;

  return cursor->at >= cursor->rows->n_receipts;
}

static int
row_id (sqlite3_vtab_cursor *base, sqlite3_int64 *id)
{
  *id = ((Cursor *) base)->n;
  return SQLITE_OK;
}

/* The columns stand in the order of "receipt-shape". */
enum {
  RECEIPT_ID,
  RECEIPT_UUID,
  RECEIPT_SOURCE,
  RECEIPT_LOCATION,
  RECEIPT_TILL,
  RECEIPT_NUMBER,
  RECEIPT_PERIOD,
  RECEIPT_SOLD_ON,
  RECEIPT_SOLD_TIME,
  RECEIPT_SOLD_AT,
  RECEIPT_CUSTOMER,
  RECEIPT_STAFF,
  RECEIPT_LINES_HASH,
  RECEIPT_NET,
  RECEIPT_NET_SALES,
  RECEIPT_SALE_LINES,
  RECEIPT_IMPORT,
};

void
rg_import_receipt_uuid (const RgImportResolution *resolution, const RgImportReceipt *receipt,
                        const guint8 *shop_uuid, guint8 *uuid)
{
  g_autoptr (GString) key = g_string_sized_new (128);
  const char *const parts[] = { resolution->batch->source, receipt->location, receipt->till,
                                receipt->number, receipt->period };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (i > 0)
        g_string_append_c (key, KEY_MARK);
      g_string_append (key, parts[i]);
    }
  rg_uuid_v5 (shop_uuid, key->str, key->len, uuid);
}

static void
result_uuid (Rows *rows, const RgImportReceipt *receipt, sqlite3_context *context)
{
  guint8 uuid[RG_UUID_SIZE];

  rg_import_receipt_uuid (rows->resolution, receipt, rows->shop_uuid, uuid);
  sqlite3_result_blob (context, uuid, sizeof uuid, SQLITE_TRANSIENT);
}

static void
result_customer (Rows *rows, const RgImportReceipt *receipt, sqlite3_context *context)
{
  gint64 id =
    receipt->customer != RG_IMPORT_NONE ? rows->resolution->customer[receipt->customer] : 0;

  if (id != 0)
    sqlite3_result_int64 (context, id);
}

static void
result_static (sqlite3_context *context, const char *text)
{
  sqlite3_result_text (context, text, -1, SQLITE_STATIC);
}

/* What identifies a receipt, and what it belongs to. */
static gboolean
receipt_identity (const Cursor *cursor, sqlite3_context *context, int column)
{
  Rows *rows = cursor->rows;
  const RgImportReceipt *receipt = receipt_at (cursor);

  switch (column)
    {
    case RECEIPT_ID:
      sqlite3_result_int64 (context, rows->ids[cursor->at]);
      return TRUE;
    case RECEIPT_UUID:
      result_uuid (rows, receipt, context);
      return TRUE;
    case RECEIPT_SOURCE:
      sqlite3_result_int64 (context, rows->resolution->source);
      return TRUE;
    case RECEIPT_LOCATION:
      sqlite3_result_int64 (context, location_at (cursor)->id);
      return TRUE;
    case RECEIPT_TILL:
      result_static (context, receipt->till);
      return TRUE;
    case RECEIPT_NUMBER:
      result_static (context, receipt->number);
      return TRUE;
    case RECEIPT_PERIOD:
      result_static (context, receipt->period);
      return TRUE;
    case RECEIPT_IMPORT:
      sqlite3_result_int64 (context, rows->import_id);
      return TRUE;
    default:
      return FALSE;
    }
}

static int
receipt_column (sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
  Cursor *cursor = (Cursor *) base;
  const RgImportReceipt *receipt = receipt_at (cursor);

  if (receipt_identity (cursor, context, column))
    return SQLITE_OK;
  switch (column)
    {
    case RECEIPT_SOLD_ON:
      sqlite3_result_int (context, receipt->day);
      break;
    case RECEIPT_SOLD_TIME:
      if (receipt->time != RG_TIME_NONE)
        sqlite3_result_int (context, receipt->time);
      break;
    case RECEIPT_SOLD_AT:
      sqlite3_result_int64 (
        context, rg_day_to_instant (receipt->day, receipt->time, location_at (cursor)->zone));
      break;
    case RECEIPT_CUSTOMER:
      result_customer (cursor->rows, receipt, context);
      break;
    case RECEIPT_STAFF:
      result_static (context, receipt->staff);
      break;
    case RECEIPT_LINES_HASH:
      sqlite3_result_int64 (context, receipt->lines_hash);
      break;
    case RECEIPT_NET:
      sqlite3_result_int64 (context, receipt->net_minor);
      break;
    case RECEIPT_NET_SALES:
      sqlite3_result_int64 (context, receipt->net_sales_minor);
      break;
    case RECEIPT_SALE_LINES:
    default:
      sqlite3_result_int64 (context, receipt->sale_lines);
      break;
    }
  return SQLITE_OK;
}

static void
result_known (sqlite3_context *context, gint64 amount)
{
  if (amount != RG_IMPORT_UNKNOWN)
    sqlite3_result_int64 (context, amount);
}

/* The columns stand in the order of "line-shape". */
static int
line_column (sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
  Cursor *cursor = (Cursor *) base;
  Rows *rows = cursor->rows;
  const RgImportLine *line =
    &g_array_index (rows->resolution->batch->lines, RgImportLine,
                    receipt_at (cursor)->first_line + cursor->line);

  switch (column)
    {
    case 0:
      sqlite3_result_int64 (context, rows->ids[cursor->at]);
      break;
    case 1:
      sqlite3_result_int64 (context, (gint64) cursor->line + 1);
      break;
    case 2:
      sqlite3_result_int64 (context, rows->resolution->product[line->product]);
      break;
    case 3:
      sqlite3_result_int (context, line->kind);
      break;
    case 4:
      sqlite3_result_int64 (context, line->quantity_milli);
      break;
    case 5:
      sqlite3_result_int64 (context, line->price_micro);
      break;
    case 6:
      sqlite3_result_int64 (context, line->net_minor);
      break;
    case 7:
      sqlite3_result_int64 (context, line->discount_minor);
      break;
    case 8:
      result_known (context, line->tax_minor);
      break;
    case 9:
    default:
      result_known (context, line->cost_minor);
      break;
    }
  return SQLITE_OK;
}

static const sqlite3_module receipt_module = {
  .xConnect = connect_receipts,
  .xBestIndex = best_index,
  .xDisconnect = disconnect,
  .xOpen = open_cursor,
  .xClose = close_cursor,
  .xFilter = filter,
  .xNext = next_row,
  .xEof = is_at_end,
  .xColumn = receipt_column,
  .xRowid = row_id,
};

static const sqlite3_module line_module = {
  .xConnect = connect_lines,
  .xBestIndex = best_index,
  .xDisconnect = disconnect,
  .xOpen = open_cursor,
  .xClose = close_cursor,
  .xFilter = filter,
  .xNext = next_row,
  .xEof = is_at_end,
  .xColumn = line_column,
  .xRowid = row_id,
};

static gboolean
insert_from (RgDb *db, const char *name, const char *table, GError **error)
{
  const char *template = rg_db_sql (db, name, error);
  g_autoptr (GString) sql = NULL;
  g_autoptr (RgStatement) statement = NULL;

  if (template == NULL)
    return FALSE;
  sql = g_string_new (template);
  g_string_replace (sql, "@table@", table, 0);
  statement = rg_db_prepare (db, sql->str, error);
  return statement != NULL && rg_statement_run (statement, error);
}

static gboolean
give_ids (Rows *rows, GError **error)
{
  gint64 last;

  if (!rg_db_get_int (rows->resolution->db, "import.last-receipt", &last, error))
    return FALSE;
  for (guint i = 0; i < rows->n_receipts; i++)
    {
      gint64 known = rows->resolution->receipt[rows->receipts[i]];

      rows->ids[i] = known != 0 ? known : ++last;
      rows->n_rows += 1 + g_array_index (rows->resolution->batch->receipts, RgImportReceipt,
                                         rows->receipts[i]).n_lines;
    }
  return TRUE;
}

gboolean
rg_import_rows_write (RgImportResolution *resolution, RgWrite *write, gint64 import_id,
                      const guint32 *receipts, guint n_receipts, RgProgressFunc progress,
                      gpointer progress_data, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  sqlite3 *handle = rg_db_get_handle (db);
  g_autoptr (GString) scratch = g_string_new (NULL);
  g_autofree gint64 *ids = g_new (gint64, n_receipts + 1);
  Module module = { { resolution, receipts, n_receipts, ids, import_id,
                      rg_write_get_shop (write)->uuid, scratch, 0, 0, progress, progress_data },
                    rg_db_sql (db, "import.receipt-shape", error),
                    NULL };
  gboolean ok;

  if (module.receipt_shape == NULL)
    return FALSE;
  module.line_shape = rg_db_sql (db, "import.line-shape", error);
  if (module.line_shape == NULL || !give_ids (&module.rows, error))
    return FALSE;
  ok = sqlite3_create_module (handle, "import_receipt", &receipt_module, &module) == SQLITE_OK &&
       sqlite3_create_module (handle, "import_line", &line_module, &module) == SQLITE_OK;
  if (!ok)
    rg_db_set_error (error, handle, "import");
  ok = ok && insert_from (db, "import.receipts-insert", "import_receipt", error) &&
       insert_from (db, "import.lines-insert", "import_line", error);
  sqlite3_create_module (handle, "import_receipt", NULL, NULL);
  sqlite3_create_module (handle, "import_line", NULL, NULL);
  return ok;
}
