/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The new receipts of a large import, written in several transactions before the one that makes
 * everything else and that makes them seen. Until then the people whom they belong to are there by
 * number only, under the ids that they will have; products are not there at all. */
#include "store/rg-import-private.h"

#include "base/rg-uuid.h"
#include "store/rg-store-private.h"

/* Imports of fewer chunks than this are one transaction. */
#define LEAST_CHUNKS 4

typedef struct {
  RgImportResolution *resolution;
  RgWrite *write;
  const guint32 *receipts;
  guint8 *known;           /* whether a customer is there */
  guint64 n_lines;
  guint64 n_done;
  guint64 n_now;           /* of the chunk at hand */
  RgProgressFunc progress;
  gpointer progress_data;
} Chunks;

static const RgImportReceipt *
receipt_at (const Chunks *chunks, guint at)
{
  return &g_array_index (chunks->resolution->batch->receipts, RgImportReceipt,
                         chunks->receipts[at]);
}

static gboolean
reserve_ids (RgImportResolution *resolution, GError **error)
{
  gint64 customer, product;

  if (!rg_db_get_int (resolution->db, "import.last-customer", &customer, error) ||
      !rg_db_get_int (resolution->db, "import.last-product", &product, error))
    return FALSE;
  resolution->first_new_product = product + 1;
  for (guint i = 0; i < resolution->batch->customers->len; i++)
    if (resolution->customer_state[i] == RG_CUSTOMER_CREATE)
      resolution->customer[i] = ++customer;
  for (guint i = 0; i < resolution->batch->products->len; i++)
    if (resolution->product[i] == 0)
      resolution->product[i] = ++product;
  return TRUE;
}

/* --- Before the first chunk ------------------------------------------------------------------- */

static gboolean
insert_action (RgImportResolution *resolution, RgWrite *write, GError **error)
{
  g_autoptr (RgStatement) insert =
    rg_db_statement (resolution->db, "import.running-action", error);

  if (insert == NULL)
    return FALSE;
  rg_import_bind_uuid (insert, 1);
  rg_statement_bind_int (insert, 2, rg_write_get_now (write));
  return rg_statement_run (insert, error);
}

static gboolean
insert_import (RgImportResolution *resolution, RgWrite *write, GError **error)
{
  g_autoptr (RgStatement) insert =
    rg_db_statement (resolution->db, "import.running-insert", error);

  if (insert == NULL)
    return FALSE;
  rg_import_bind_uuid (insert, 1);
  rg_statement_bind_int (insert, 2, resolution->source);
  rg_statement_bind_text (insert, 3, rg_import_kind_word (resolution->batch->kind));
  rg_statement_bind_text (insert, 4, resolution->batch->dialect);
  rg_statement_bind_text (insert, 5, resolution->batch->file_name);
  rg_statement_bind_blob (insert, 6, resolution->batch->file_hash,
                          sizeof resolution->batch->file_hash);
  rg_statement_bind_int (insert, 7, rg_write_get_now (write));
  if (!rg_statement_run (insert, error))
    return FALSE;
  resolution->running = rg_db_last_id (resolution->db);
  return TRUE;
}

static gboolean
insert_mark (RgImportResolution *resolution, gboolean made_source, GError **error)
{
  g_autoptr (RgStatement) insert = rg_db_statement (resolution->db, "import.running-mark", error);
  gint64 last;

  if (insert == NULL || !rg_db_get_int (resolution->db, "import.last-receipt", &last, error))
    return FALSE;
  rg_statement_bind_int (insert, 1, resolution->running);
  rg_statement_bind_int (insert, 2, last + 1);
  rg_statement_bind_int (insert, 3, made_source);
  return rg_statement_run (insert, error);
}

static gboolean
write_begin (Chunks *chunks, GError **error)
{
  RgImportResolution *resolution = chunks->resolution;
  gboolean made_source = resolution->source == 0;

  return insert_action (resolution, chunks->write, error) &&
         rg_import_write_source (resolution, error) &&
         insert_import (resolution, chunks->write, error) &&
         insert_mark (resolution, made_source, error) &&
         rg_import_write_locations (resolution, resolution->running, error);
}

/* --- A chunk ---------------------------------------------------------------------------------- */

/* Whom its receipts belong to. */
static gboolean
write_people (Chunks *chunks, guint from, guint to, GError **error)
{
  RgImportResolution *resolution = chunks->resolution;
  g_autoptr (RgStatement) insert =
    rg_db_statement (resolution->db, "import.running-person", error);

  if (insert == NULL)
    return FALSE;
  for (guint i = from; i < to; i++)
    {
      guint32 customer = receipt_at (chunks, i)->customer;

      if (customer == RG_IMPORT_NONE || chunks->known[customer] ||
          resolution->customer_state[customer] != RG_CUSTOMER_CREATE)
        continue;
      chunks->known[customer] = TRUE;
      rg_statement_bind_int (insert, 1, resolution->customer[customer]);
      rg_import_bind_uuid (insert, 2);
      rg_statement_bind_int (insert, 3, resolution->running);
      if (!rg_statement_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

static void
report_chunk (double share, gpointer data)
{
  const Chunks *chunks = data;

  if (chunks->progress != NULL)
    chunks->progress (((double) chunks->n_done + share * (double) chunks->n_now) /
                        (double) chunks->n_lines,
                      chunks->progress_data);
}

static gboolean
write_chunk (Chunks *chunks, guint from, guint to, GError **error)
{
  return write_people (chunks, from, to, error) &&
         rg_import_rows_write (chunks->resolution, chunks->write, chunks->resolution->running,
                               chunks->receipts + from, to - from, report_chunk, chunks, error);
}

/* --- Transactions ----------------------------------------------------------------------------- */

/* The first one has no receipts. Whoever calls rolls back where it fails. */
static gboolean
write_in_transaction (Chunks *chunks, guint from, guint to, GError **error)
{
  RgDb *db = chunks->resolution->db;

  if (!rg_db_run (db, "store.begin-write", error) ||
      !rg_write_set_bulk (chunks->write, TRUE, error))
    return FALSE;
  if (to == 0 ? !write_begin (chunks, error) : !write_chunk (chunks, from, to, error))
    return FALSE;
  return rg_write_set_bulk (chunks->write, FALSE, error) &&
         !g_cancellable_set_error_if_cancelled (rg_write_get_cancellable (chunks->write), error) &&
         rg_db_exec (db, "COMMIT", "save", error);
}

static gboolean
write_all (Chunks *chunks, guint n_receipts, guint64 lines_at_once, GError **error)
{
  RgStore *store = rg_write_get_store (chunks->write);

  /* From here on something is left where it does not become whole. */
  g_atomic_int_set (&store->has_remains, 1);
  if (!write_in_transaction (chunks, 0, 0, error))
    return FALSE;
  for (guint from = 0, to; from < n_receipts; from = to)
    {
      for (to = from; to < n_receipts && chunks->n_now < lines_at_once; to++)
        chunks->n_now += receipt_at (chunks, to)->n_lines;
      if (!write_in_transaction (chunks, from, to, error))
        return FALSE;
      chunks->n_done += chunks->n_now;
      chunks->n_now = 0;
      report_chunk (0, chunks);
    }
  return TRUE;
}

gboolean
rg_import_chunks_write (RgImportResolution *resolution, RgWrite *write, const guint32 *receipts,
                        guint n_receipts, RgProgressFunc progress, gpointer progress_data,
                        GError **error)
{
  guint64 lines_at_once = rg_write_get_store (write)->import_chunk;
  g_autofree guint8 *known = g_new0 (guint8, resolution->batch->customers->len + 1);
  Chunks chunks = { resolution, write, receipts, known, 0, 0, 0, progress, progress_data };

  for (guint i = 0; i < n_receipts; i++)
    chunks.n_lines += receipt_at (&chunks, i)->n_lines;
  if (chunks.n_lines <= LEAST_CHUNKS * lines_at_once)
    return TRUE;
  return reserve_ids (resolution, error) && write_all (&chunks, n_receipts, lines_at_once, error);
}
