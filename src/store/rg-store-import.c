/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Checking and writing imports. */
#include "store/rg-store-import.h"

#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "db/rg-space.h"
#include "store/rg-import-private.h"
#include "store/rg-store-consent.h"
#include "store/rg-store-facts.h"
#include "store/rg-store-loyalty.h"
#include "store/rg-store-private.h"

/* How the time of an import is spent, for the bar that shows it. */
#define SHARE_RESOLVED 0.15
#define SHARE_PEOPLE 0.3
#define SHARE_ROWS 0.9
#define SHARE_CHUNKS 0.8
/* What a line takes at most: in the file with its part of receipts and indexes, and in the log. */
#define LINE_BYTES 400

typedef struct {
  const RgImportBatch *batch;
  RgProgressFunc progress;
  gpointer progress_data;
  RgImportSummary *summary;
  GPtrArray **matches;
  double reported;

  RgImportResolution *resolution;
  guint32 *receipts;  /* those to be written, new ones first */
  guint n_receipts;
  guint n_new;
} Job;

/* A bar never goes back. */
static void
report (Job *job, double share)
{
  if (job->progress == NULL || share <= job->reported)
    return;
  job->reported = share;
  job->progress (share, job->progress_data);
}

static void
report_chunks (double share, gpointer data)
{
  report (data, SHARE_RESOLVED + share * (SHARE_CHUNKS - SHARE_RESOLVED));
}

static void
report_rows (double share, gpointer data)
{
  report (data, SHARE_PEOPLE + share * (SHARE_ROWS - SHARE_PEOPLE));
}

/* --- What stands around the receipts ---------------------------------------------------------- */

gboolean
rg_import_write_source (RgImportResolution *resolution, GError **error)
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

  *import_id = resolution->running;
  if (*import_id != 0)
    return rg_store_adopt_running (write, *import_id, error) &&
           rg_write_set_bulk (write, TRUE, error);
  if (insert == NULL)
    return FALSE;
  rg_import_bind_uuid (insert, 1);
  rg_statement_bind_int (insert, 2, rg_write_get_action (write));
  rg_statement_bind_int (insert, 3, resolution->source);
  rg_statement_bind_text (insert, 4, rg_import_kind_word (batch->kind));
  rg_statement_bind_text (insert, 5, batch->dialect);
  rg_statement_bind_text (insert, 6, batch->file_name);
  rg_statement_bind_blob (insert, 7, batch->file_hash, sizeof batch->file_hash);
  rg_statement_bind_int (insert, 8, rg_write_get_now (write));
  if (!rg_statement_run (insert, error))
    return FALSE;
  *import_id = rg_db_last_id (resolution->db);
  return TRUE;
}

/* What tills and people call a web shop. */
static gboolean
rg_import_is_web_shop (const char *code)
{
  static const char *const words[] = {
    "web", "webshop", "web shop", "webstore", "web store", "online", "online shop", "onlineshop",
    "online store", "onlinestore", "internet", "e-commerce", "ecommerce", "nettbutikk", "webbutik",
    "webbutikk", "webwinkel", "boutique en ligne", "tienda online", "negozio online", NULL,
  };
  g_autofree char *folded = rg_fold (code);

  return g_strv_contains (words, folded);
}

static const char *
rg_import_location_name (const char *code)
{
  if (g_str_equal (code, RG_IMPORT_WEB_SHOP))
    return _("Web Shop");
  return *code != '\0' ? code : _("Main branch");
}

gboolean
rg_import_write_locations (RgImportResolution *resolution, gint64 import_id, GError **error)
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
      rg_statement_bind_text (insert, 3, rg_import_location_name (location->code));
      rg_statement_bind_int (insert, 4, import_id);
      rg_statement_bind_int (insert, 5, rg_import_is_web_shop (location->code));
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

static void
bind_cost (RgStatement *statement, int parameter, const RgImportProduct *product)
{
  if (product->cost_micro != RG_IMPORT_UNKNOWN)
    rg_statement_bind_int (statement, parameter, product->cost_micro);
  else
    rg_statement_bind_null (statement, parameter);
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
  rg_import_bind_id (insert, 7, resolution->product[i]);
  rg_statement_bind_text (insert, 8, product->supplier);
  bind_cost (insert, 9, product);
  rg_statement_bind_int (insert, 10, product->warranty_months);
  rg_statement_bind_int (insert, 11, product->lifetime_days);
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
  gboolean products = resolution->batch->kind == RG_IMPORT_PRODUCTS;
  g_autoptr (RgStatement) fill =
    products ? rg_db_statement (resolution->db, "import.product-update", error)
             : rg_db_statement (resolution->db, "import.product-fill", error);

  if (fill == NULL)
    return FALSE;
  rg_statement_bind_int (fill, 1, resolution->product[i]);
  rg_statement_bind_text (fill, 2, product->name);
  if (category != 0)
    rg_statement_bind_int (fill, 3, category);
  else
    rg_statement_bind_null (fill, 3);
  rg_statement_bind_text (fill, 4, product->brand);
  if (products)
    {
      rg_statement_bind_text (fill, 5, product->supplier);
      bind_cost (fill, 6, product);
      rg_statement_bind_int (fill, 7, product->warranty_months);
      rg_statement_bind_int (fill, 8, product->lifetime_days);
    }
  return rg_statement_run (fill, error);
}

static gboolean
write_products (RgImportResolution *resolution, gint64 import_id, GError **error)
{
  for (guint i = 0; i < resolution->batch->products->len; i++)
    {
      const RgImportProduct *product =
        &g_array_index (resolution->batch->products, RgImportProduct, i);
      gboolean is_new = resolution->product[i] == 0 ||
                        resolution->product[i] >= resolution->first_new_product;
      gint64 category;

      if (!is_new && !resolution->product_fill[i])
        continue;
      if (!find_category (resolution->db, product->category, import_id, &category, error))
        return FALSE;
      if (is_new
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
static void
choose_receipts (Job *job)
{
  static const RgReceiptState states[] = { RG_RECEIPT_NEW, RG_RECEIPT_CHANGED };

  job->receipts = g_new (guint32, job->batch->receipts->len + 1);
  for (guint k = 0; k < G_N_ELEMENTS (states); k++)
    for (guint32 i = 0; i < job->batch->receipts->len; i++)
      if (job->resolution->receipt_state[i] == states[k])
        {
          job->receipts[job->n_receipts++] = i;
          job->n_new += states[k] == RG_RECEIPT_NEW;
        }
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
  if (resolution->batch->points->len > 0 &&
      !rg_loyalty_refresh (resolution->db, (const gint64 *) (gpointer) people->data, people->len,
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
  if (resolution->summary.stock_counts > 0)
    rg_write_note_table (write, "stock");
  if (resolution->summary.activities > 0)
    rg_write_note_table (write, "activity");
  if (resolution->summary.deliveries > 0)
    rg_write_note_table (write, "delivery");
  if (resolution->summary.coupons > 0)
    rg_write_note_table (write, "coupon_use");
  /* Known people too: what they get is not logged where it is a new row. */
  if (resolution->summary.customers_created > 0 || resolution->summary.customers_updated > 0)
    {
      rg_write_note_table (write, "customer");
      rg_write_note_table (write, "contact_point");
      rg_write_note_table (write, "customer_tag");
      rg_write_note_table (write, "field_value");
    }
  if (resolution->summary.permissions_recorded > 0)
    rg_write_note_table (write, "consent");
  if (resolution->summary.points_corrected > 0)
    rg_write_note_table (write, "points_entry");
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
write_everything (Job *job, RgWrite *write, GError **error)
{
  RgImportResolution *resolution = job->resolution;
  guint n_receipts = job->n_receipts;
  gint64 import_id;
  guint written;

  if (!rg_write_set_bulk (write, TRUE, error) || !rg_import_write_source (resolution, error) ||
      !write_import (resolution, write, &import_id, error) ||
      (n_receipts > 0 && !rg_import_write_locations (resolution, import_id, error)) ||
      ((n_receipts > 0 || resolution->batch->kind != RG_IMPORT_SALES) &&
       !write_products (resolution, import_id, error)) ||
      !rg_import_own_make (resolution, error) ||
      !rg_import_customers_apply (resolution, write, import_id, error) ||
      !rg_import_permissions_apply (resolution, write, import_id, error) ||
      !rg_import_points_apply (resolution, write, import_id, error) ||
      !rg_import_goods_apply (resolution, write, import_id, error) ||
      !rg_import_deliveries_apply (resolution, write, import_id, error) ||
      !rg_import_coupons_apply (resolution, write, import_id, error))
    return FALSE;
  report (job, SHARE_PEOPLE);
  written = resolution->running != 0 ? job->n_new : 0;
  if (!put_away_changed (resolution, write, error) ||
      !rg_import_rows_write (resolution, write, import_id, job->receipts + written,
                             n_receipts - written, report_rows, job, error))
    return FALSE;
  report (job, SHARE_ROWS);
  resolution->summary.import_id = import_id;
  resolution->summary.action_id = rg_write_get_action (write);
  note_tables (resolution, write, n_receipts);
  set_label (resolution, write);
  return refresh_people (resolution, job->receipts, n_receipts, error) &&
         write_summary (resolution, import_id, error) && rg_write_set_bulk (write, FALSE, error);
}

/* Before the transaction: nothing else can change the shop meanwhile. */
static gboolean
import_before_write (RgWrite *write, gpointer data, GError **error)
{
  Job *job = data;
  RgDb *db = rg_write_get_db (write);

  /* Receipts behind those of an import that did not become whole would not be seen. */
  if (!rg_store_sweep_remains (rg_write_get_store (write), db, error))
    return FALSE;
  job->resolution = rg_import_resolve (db, job->batch, rg_write_get_shop (write), error);
  if (job->resolution == NULL)
    return FALSE;
  report (job, SHARE_RESOLVED);
  choose_receipts (job);
  if (!rg_space_check (rg_store_get_path (rg_write_get_store (write)),
                       (gint64) job->batch->lines->len * LINE_BYTES, error))
    return FALSE;
  return rg_import_chunks_write (job->resolution, write, job->receipts, job->n_new, report_chunks,
                                 job, error);
}

static gboolean
import_in_write (RgWrite *write, gpointer data, GError **error)
{
  Job *job = data;

  if (!write_everything (job, write, error))
    return FALSE;
  *job->summary = job->resolution->summary;
  return TRUE;
}

gboolean
rg_store_import_sync (RgStore *store, const RgImportBatch *batch, RgProgressFunc progress,
                      gpointer progress_data, GCancellable *cancellable,
                      RgImportSummary *summary, GError **error)
{
  Job job = { .batch = batch,
              .progress = progress,
              .progress_data = progress_data,
              .summary = summary };
  gint64 action_id = 0;
  gboolean ok = rg_store_write_after_sync (store, "import", _("Import"), import_before_write,
                                           import_in_write, &job, cancellable, &action_id, error);

  g_clear_pointer (&job.resolution, rg_import_resolution_free);
  g_free (job.receipts);
  /* An import that changes nothing leaves no trace. */
  if (ok && action_id == 0)
    summary->import_id = summary->action_id = 0;
  return ok;
}

/* --- Check File ------------------------------------------------------------------------------- */

static gboolean
check (RgDb *db, const RgImportBatch *batch, RgImportSummary *summary, GPtrArray **matches,
       GError **error)
{
  g_autoptr (RgShop) shop = rg_shop_read (db, error);
  g_autoptr (RgImportResolution) resolution =
    shop != NULL ? rg_import_resolve (db, batch, shop, error) : NULL;

  if (resolution == NULL || !rg_import_customers_apply (resolution, NULL, 0, error) ||
      !rg_import_permissions_apply (resolution, NULL, 0, error) ||
      !rg_import_points_apply (resolution, NULL, 0, error) ||
      !rg_import_goods_apply (resolution, NULL, 0, error) ||
      !rg_import_deliveries_apply (resolution, NULL, 0, error) ||
      !rg_import_coupons_apply (resolution, NULL, 0, error))
    return FALSE;
  *summary = resolution->summary;
  if (matches != NULL)
    *matches = rg_import_resolution_matches (resolution, error);
  return matches == NULL || *matches != NULL;
}

gboolean
rg_import_check (RgDb *db, const RgImportBatch *batch, RgImportSummary *summary, GError **error)
{
  return check (db, batch, summary, NULL, error);
}

static gboolean
check_in_read (RgDb *db, gpointer data, GError **error)
{
  Job *job = data;

  return check (db, job->batch, job->summary, job->matches, error);
}

gboolean
rg_store_check_import_sync (RgStore *store, const RgImportBatch *batch, RgImportSummary *summary,
                            GCancellable *cancellable, GError **error)
{
  return rg_store_check_import_matches_sync (store, batch, summary, NULL, cancellable, error);
}

gboolean
rg_store_check_import_matches_sync (RgStore *store, const RgImportBatch *batch,
                                    RgImportSummary *summary, GPtrArray **matches,
                                    GCancellable *cancellable, GError **error)
{
  Job job = { .batch = batch, .summary = summary, .matches = matches };

  return rg_store_read_sync (store, RG_READER_REPORT, check_in_read, &job, cancellable, error);
}
