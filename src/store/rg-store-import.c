/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Checking and writing imports, and the list of them. */
#include "store/rg-store-import.h"

#include "base/rg-i18n.h"
#include "base/rg-uuid.h"
#include "store/rg-import-private.h"
#include "store/rg-store-consent.h"
#include "store/rg-store-facts.h"
#include "store/rg-store-private.h"

/* How the time of an import is spent, for the bar that shows it. */
#define SHARE_RESOLVED 0.15
#define SHARE_PEOPLE 0.3
#define SHARE_ROWS 0.9

typedef struct {
  const RgImportBatch *batch;
  RgProgressFunc progress;
  gpointer progress_data;
  RgImportSummary *summary;
} Job;

static void
report (const Job *job, double share)
{
  if (job->progress != NULL)
    job->progress (share, job->progress_data);
}

static void
report_rows (double share, gpointer data)
{
  report (data, SHARE_PEOPLE + share * (SHARE_ROWS - SHARE_PEOPLE));
}

/* --- What stands around the receipts ---------------------------------------------------------- */

static gboolean
write_source (RgImportResolution *resolution, GError **error)
{
  g_autoptr (RgStatement) insert = NULL;

  if (resolution->source != 0)
    return TRUE;
  insert = rg_db_statement (resolution->db, "import.source-insert", error);
  if (insert == NULL)
    return FALSE;
  rg_statement_bind_text (insert, 1, resolution->batch->source);
  if (!rg_statement_run (insert, error))
    return FALSE;
  resolution->source = rg_db_last_id (resolution->db);
  return TRUE;
}

static gboolean
write_import (RgImportResolution *resolution, RgWrite *write, gint64 *import_id, GError **error)
{
  const RgImportBatch *batch = resolution->batch;
  g_autoptr (RgStatement) insert = rg_db_statement (resolution->db, "import.insert", error);

  if (insert == NULL)
    return FALSE;
  rg_import_bind_uuid (insert, 1);
  rg_statement_bind_int (insert, 2, rg_write_get_action (write));
  rg_statement_bind_int (insert, 3, resolution->source);
  rg_statement_bind_text (insert, 4, batch->kind == RG_IMPORT_SALES ? "sales" : "customers");
  rg_statement_bind_text (insert, 5, batch->dialect);
  rg_statement_bind_text (insert, 6, batch->file_name);
  rg_statement_bind_blob (insert, 7, batch->file_hash, sizeof batch->file_hash);
  rg_statement_bind_int (insert, 8, rg_write_get_now (write));
  if (!rg_statement_run (insert, error))
    return FALSE;
  *import_id = rg_db_last_id (resolution->db);
  return TRUE;
}

static gboolean
write_locations (RgImportResolution *resolution, gint64 import_id, GError **error)
{
  g_autoptr (RgStatement) insert =
    rg_db_statement (resolution->db, "import.location-insert", error);

  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < resolution->locations->len; i++)
    {
      RgImportLocation *location = &g_array_index (resolution->locations, RgImportLocation, i);

      if (location->id != 0)
        continue;
      rg_import_bind_uuid (insert, 1);
      rg_statement_bind_text (insert, 2, location->code);
      rg_statement_bind_text (insert, 3,
                              *location->code != '\0' ? location->code : _("Main branch"));
      rg_statement_bind_int (insert, 4, import_id);
      if (!rg_statement_run (insert, error))
        return FALSE;
      location->id = rg_db_last_id (resolution->db);
    }
  return TRUE;
}

static gboolean
find_category (RgDb *db, const char *name, gint64 import_id, gint64 *id, GError **error)
{
  g_autoptr (RgStatement) insert = NULL;

  *id = 0;
  if (*name == '\0')
    return TRUE;
  if (!rg_import_look_up (db, "import.category", name, id, error))
    return FALSE;
  if (*id != 0)
    return TRUE;
  insert = rg_db_statement (db, "import.category-insert", error);
  if (insert == NULL)
    return FALSE;
  rg_import_bind_uuid (insert, 1);
  rg_statement_bind_text (insert, 2, name);
  rg_statement_bind_int (insert, 3, import_id);
  if (!rg_statement_run (insert, error))
    return FALSE;
  *id = rg_db_last_id (db);
  return TRUE;
}

static gboolean
insert_product (RgImportResolution *resolution, guint i, gint64 import_id, gint64 category,
                GError **error)
{
  const RgImportProduct *product =
    &g_array_index (resolution->batch->products, RgImportProduct, i);
  g_autoptr (RgStatement) insert =
    rg_db_statement (resolution->db, "import.product-insert", error);

  if (insert == NULL)
    return FALSE;
  rg_import_bind_uuid (insert, 1);
  rg_statement_bind_text (insert, 2, product->code);
  rg_statement_bind_text (insert, 3, product->name);
  if (category != 0)
    rg_statement_bind_int (insert, 4, category);
  else
    rg_statement_bind_null (insert, 4);
  rg_statement_bind_text (insert, 5, product->brand);
  rg_statement_bind_int (insert, 6, import_id);
  if (!rg_statement_run (insert, error))
    return FALSE;
  resolution->product[i] = rg_db_last_id (resolution->db);
  return TRUE;
}

static gboolean
fill_product (RgImportResolution *resolution, guint i, gint64 category, GError **error)
{
  const RgImportProduct *product =
    &g_array_index (resolution->batch->products, RgImportProduct, i);
  g_autoptr (RgStatement) fill = rg_db_statement (resolution->db, "import.product-fill", error);

  if (fill == NULL)
    return FALSE;
  rg_statement_bind_int (fill, 1, resolution->product[i]);
  rg_statement_bind_text (fill, 2, product->name);
  if (category != 0)
    rg_statement_bind_int (fill, 3, category);
  else
    rg_statement_bind_null (fill, 3);
  rg_statement_bind_text (fill, 4, product->brand);
  return rg_statement_run (fill, error);
}

static gboolean
write_products (RgImportResolution *resolution, gint64 import_id, GError **error)
{
  for (guint i = 0; i < resolution->batch->products->len; i++)
    {
      const RgImportProduct *product =
        &g_array_index (resolution->batch->products, RgImportProduct, i);
      gint64 category;

      if (resolution->product[i] != 0 && !resolution->product_fill[i])
        continue;
      if (!find_category (resolution->db, product->category, import_id, &category, error))
        return FALSE;
      if (resolution->product[i] == 0
            ? !insert_product (resolution, i, import_id, category, error)
            : !fill_product (resolution, i, category, error))
        return FALSE;
    }
  return TRUE;
}

/* --- Receipts --------------------------------------------------------------------------------- */

static gboolean
run_with_ids (RgDb *db, const char *name, gint64 first, gint64 second, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, name, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, first);
  if (second != 0)
    rg_statement_bind_int (statement, 2, second);
  return rg_statement_run (statement, error);
}

/* A changed receipt goes to past_receipt as it was, under this action; then the new version takes
 * its place and its id. */
static gboolean
put_away_changed (RgImportResolution *resolution, RgWrite *write, GError **error)
{
  gint64 action = rg_write_get_action (write);

  for (guint32 i = 0; i < resolution->batch->receipts->len; i++)
    {
      gint64 id = resolution->receipt[i];

      if (resolution->receipt_state[i] != RG_RECEIPT_CHANGED)
        continue;
      if (!run_with_ids (resolution->db, "import.keep-receipt", id, action, error) ||
          !run_with_ids (resolution->db, "import.keep-lines", id, action, error) ||
          !run_with_ids (resolution->db, "import.delete-lines", id, 0, error) ||
          !run_with_ids (resolution->db, "import.delete-receipt", id, 0, error))
        return FALSE;
    }
  return TRUE;
}

/* New receipts first, so that lines come in the order of their key; then changed ones. */
static guint32 *
receipts_to_write (const RgImportResolution *resolution, guint *n)
{
  static const RgReceiptState states[] = { RG_RECEIPT_NEW, RG_RECEIPT_CHANGED };
  guint32 *receipts = g_new (guint32, resolution->batch->receipts->len + 1);

  *n = 0;
  for (guint k = 0; k < G_N_ELEMENTS (states); k++)
    for (guint32 i = 0; i < resolution->batch->receipts->len; i++)
      if (resolution->receipt_state[i] == states[k])
        receipts[(*n)++] = i;
  return receipts;
}

/* --- Afterwards ------------------------------------------------------------------------------- */

/* The people whose figures, and permissions, are stale. */
static gboolean
refresh_people (const RgImportResolution *resolution, const guint32 *receipts, guint n_receipts,
                GError **error)
{
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree gboolean *stale = g_new0 (gboolean, resolution->batch->customers->len + 1);
  const RgImportReceipt *all =
    (const RgImportReceipt *) (gpointer) resolution->batch->receipts->data;

  for (guint i = 0; i < n_receipts; i++)
    if (all[receipts[i]].customer != RG_IMPORT_NONE)
      stale[all[receipts[i]].customer] = TRUE;
  for (guint i = 0; i < resolution->batch->customers->len; i++)
    if (resolution->customer[i] != 0 &&
        (stale[i] || resolution->batch->kind == RG_IMPORT_CUSTOMERS ||
         resolution->customer_state[i] == RG_CUSTOMER_CREATE))
      g_array_append_val (people, resolution->customer[i]);
  if (!rg_facts_refresh (resolution->db, (const gint64 *) (gpointer) people->data, people->len,
                         error))
    return FALSE;
  return resolution->batch->permissions->len == 0 ||
         rg_consent_refresh (resolution->db, (const gint64 *) (gpointer) people->data, people->len,
                             error);
}

static void
note_tables (const RgImportResolution *resolution, RgWrite *write, guint n_receipts)
{
  if (n_receipts > 0)
    {
      rg_write_note_table (write, "receipt");
      rg_write_note_table (write, "receipt_line");
    }
  if (resolution->summary.products_created > 0)
    rg_write_note_table (write, "product");
  /* Known people too: what they get is not logged where it is a new row. */
  if (resolution->summary.customers_created > 0 || resolution->summary.customers_updated > 0)
    {
      rg_write_note_table (write, "customer");
      rg_write_note_table (write, "contact_point");
      rg_write_note_table (write, "customer_tag");
    }
  if (resolution->summary.permissions_recorded > 0)
    rg_write_note_table (write, "consent");
}

static void
set_label (const RgImportResolution *resolution, RgWrite *write)
{
  g_autofree char *counts = rg_import_summary_dup_counts (&resolution->summary);
  /* Translators: a file's name, and what came out of it: "12 new customers, 4,371 updated". */
  g_autofree char *label =
    g_strdup_printf (_("Import of %s: %s"), resolution->batch->file_name, counts);

  rg_write_set_label (write, label);
}

static gboolean
write_summary (const RgImportResolution *resolution, gint64 import_id, GError **error)
{
  g_autofree char *json = rg_import_summary_to_json (&resolution->summary, resolution->batch);
  g_autoptr (RgStatement) update = rg_db_statement (resolution->db, "import.set-summary", error);

  if (update == NULL)
    return FALSE;
  rg_statement_bind_int (update, 1, import_id);
  rg_statement_bind_text (update, 2, json);
  return rg_statement_run (update, error);
}

static gboolean
write_everything (RgImportResolution *resolution, RgWrite *write, Job *job, GError **error)
{
  guint n_receipts;
  g_autofree guint32 *receipts = receipts_to_write (resolution, &n_receipts);
  gint64 import_id;

  if (!rg_write_set_bulk (write, TRUE, error) || !write_source (resolution, error) ||
      !write_import (resolution, write, &import_id, error) ||
      (n_receipts > 0 && !write_locations (resolution, import_id, error)) ||
      (n_receipts > 0 && !write_products (resolution, import_id, error)) ||
      !rg_import_customers_apply (resolution, write, import_id, error) ||
      !rg_import_permissions_apply (resolution, write, import_id, error))
    return FALSE;
  report (job, SHARE_PEOPLE);
  if (!put_away_changed (resolution, write, error) ||
      !rg_import_rows_write (resolution, write, import_id, receipts, n_receipts, report_rows, job,
                             error))
    return FALSE;
  report (job, SHARE_ROWS);
  resolution->summary.import_id = import_id;
  resolution->summary.action_id = rg_write_get_action (write);
  note_tables (resolution, write, n_receipts);
  set_label (resolution, write);
  return refresh_people (resolution, receipts, n_receipts, error) &&
         write_summary (resolution, import_id, error) && rg_write_set_bulk (write, FALSE, error);
}

static gboolean
import_in_write (RgWrite *write, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (RgImportResolution) resolution =
    rg_import_resolve (rg_write_get_db (write), job->batch, rg_write_get_shop (write), error);

  if (resolution == NULL)
    return FALSE;
  report (job, SHARE_RESOLVED);
  if (!write_everything (resolution, write, job, error))
    return FALSE;
  *job->summary = resolution->summary;
  return TRUE;
}

gboolean
rg_store_import_sync (RgStore *store, const RgImportBatch *batch, RgProgressFunc progress,
                      gpointer progress_data, GCancellable *cancellable,
                      RgImportSummary *summary, GError **error)
{
  Job job = { batch, progress, progress_data, summary };
  gint64 action_id = 0;

  if (!rg_store_write_sync (store, "import", _("Import"), import_in_write, &job, cancellable,
                            &action_id, error))
    return FALSE;
  /* An import that changes nothing leaves no trace. */
  if (action_id == 0)
    summary->import_id = summary->action_id = 0;
  return TRUE;
}

/* --- Check File ------------------------------------------------------------------------------- */

gboolean
rg_import_check (RgDb *db, const RgImportBatch *batch, RgImportSummary *summary, GError **error)
{
  g_autoptr (RgShop) shop = rg_shop_read (db, error);
  g_autoptr (RgImportResolution) resolution =
    shop != NULL ? rg_import_resolve (db, batch, shop, error) : NULL;

  if (resolution == NULL || !rg_import_customers_apply (resolution, NULL, 0, error) ||
      !rg_import_permissions_apply (resolution, NULL, 0, error))
    return FALSE;
  *summary = resolution->summary;
  return TRUE;
}

static gboolean
check_in_read (RgDb *db, gpointer data, GError **error)
{
  Job *job = data;

  return rg_import_check (db, job->batch, job->summary, error);
}

gboolean
rg_store_check_import_sync (RgStore *store, const RgImportBatch *batch, RgImportSummary *summary,
                            GCancellable *cancellable, GError **error)
{
  Job job = { batch, NULL, NULL, summary };

  return rg_store_read_sync (store, RG_READER_REPORT, check_in_read, &job, cancellable, error);
}

/* --- Rules ------------------------------------------------------------------------------------ */

void
rg_import_rules_free (RgImportRules *rules)
{
  g_free (rules->currency);
  g_strfreev (rules->card_ranges);
  g_free (rules);
}

RgImportRules *
rg_import_rules_read (RgDb *db, GError **error)
{
  g_autoptr (RgShop) shop = rg_shop_read (db, error);
  g_autoptr (RgStatement) rows = rg_db_statement (db, "import.card-ranges", error);
  g_autoptr (GStrvBuilder) ranges = g_strv_builder_new ();
  RgImportRules *rules;
  RgStep step;

  if (shop == NULL || rows == NULL)
    return NULL;
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      g_strv_builder_add (ranges, rg_statement_get_text (rows, 0));
      g_strv_builder_add (ranges, rg_statement_get_text (rows, 1));
    }
  if (step == RG_STEP_ERROR)
    return NULL;
  rules = g_new0 (RgImportRules, 1);
  rules->currency = g_strdup (shop->currency);
  rules->digits = shop->digits;
  rules->card_ranges = g_strv_builder_end (ranges);
  return rules;
}

/* --- Imports of the past ---------------------------------------------------------------------- */

void
rg_import_row_free (RgImportRow *row)
{
  g_free (row->uuid);
  g_free (row->kind);
  g_free (row->dialect);
  g_free (row->file_name);
  g_free (row->state);
  g_free (row->summary);
  g_free (row);
}

static RgImportRow *
read_row (RgStatement *from)
{
  RgImportRow *row = g_new0 (RgImportRow, 1);
  gsize length;
  const guint8 *uuid = rg_statement_get_blob (from, 3, &length);

  row->id = rg_statement_get_int (from, 0);
  row->action_id = rg_statement_get_int (from, 1);
  row->at = rg_statement_get_int (from, 2);
  row->uuid = length == RG_UUID_SIZE ? rg_uuid_to_string (uuid) : g_strdup ("");
  row->kind = g_strdup (rg_statement_get_text (from, 4));
  row->dialect = g_strdup (rg_statement_get_text (from, 5));
  row->file_name = g_strdup (rg_statement_get_text (from, 6));
  row->state = g_strdup (rg_statement_get_text (from, 7));
  row->summary = g_strdup (rg_statement_get_text (from, 8));
  return row;
}

GPtrArray *
rg_imports_read (RgDb *db, GError **error)
{
  g_autoptr (GPtrArray) imports =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rg_import_row_free);
  g_autoptr (RgStatement) rows = rg_db_statement (db, "import.list", error);
  RgStep step;

  if (rows == NULL)
    return NULL;
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    g_ptr_array_add (imports, read_row (rows));
  return step == RG_STEP_DONE ? g_steal_pointer (&imports) : NULL;
}

RgImportRow *
rg_import_read (RgDb *db, gint64 id, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "import.one", error);
  RgStep step;

  if (row == NULL)
    return NULL;
  rg_statement_bind_int (row, 1, id);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_ROW)
    return read_row (row);
  if (step == RG_STEP_DONE)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                 _("There is no import %ld."), (glong) id);
  return NULL;
}
