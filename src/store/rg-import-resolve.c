/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a batch means for the shop as it stands: which receipts are new, who is known. */
#include "store/rg-import-private.h"

#include <string.h>

#include "base/rg-fold.h"
#include "base/rg-uuid.h"
#include "store/rg-store-contacts.h"

void
rg_import_resolution_free (RgImportResolution *resolution)
{
  for (guint i = 0; i < resolution->locations->len; i++)
    g_time_zone_unref (g_array_index (resolution->locations, RgImportLocation, i).zone);
  g_array_unref (resolution->locations);
  g_clear_pointer (&resolution->shop_zone, g_time_zone_unref);
  g_free (resolution->country);
  g_free (resolution->currency);
  g_free (resolution->location);
  g_free (resolution->product);
  g_free (resolution->product_fill);
  g_free (resolution->customer);
  g_free (resolution->customer_state);
  g_free (resolution->customer_why);
  g_free (resolution->receipt_state);
  g_free (resolution->receipt);
  g_clear_pointer (&resolution->erased, rg_keyed_hashes_free);
  g_hash_table_unref (resolution->by_hand);
  g_clear_pointer (&resolution->own_by_hand, g_hash_table_unref);
  g_clear_pointer (&resolution->own_fields, g_ptr_array_unref);
  g_hash_table_unref (resolution->deleted);
  g_free (resolution);
}

gboolean
rg_import_look_up (RgDb *db, const char *name, const char *text, gint64 *id, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, name, error);
  RgStep step;

  *id = 0;
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 1, text);
  step = rg_statement_step (statement, error);
  if (step == RG_STEP_ROW)
    *id = rg_statement_get_int (statement, 0);
  return step != RG_STEP_ERROR;
}

static gboolean
has_row (RgStatement *statement, gboolean *has, GError **error)
{
  RgStep step = rg_statement_step (statement, error);

  *has = step == RG_STEP_ROW;
  rg_statement_reset (statement);
  return step != RG_STEP_ERROR;
}

/* --- Branches --------------------------------------------------------------------------------- */

static void
add_location (RgImportResolution *resolution, const char *code, gint64 id, const char *zone_name)
{
  RgImportLocation location = { code, id, NULL };

  if (*zone_name != '\0')
    location.zone = g_time_zone_new_identifier (zone_name);
  if (location.zone == NULL)
    location.zone = g_time_zone_ref (resolution->shop_zone);
  g_array_append_val (resolution->locations, location);
}

static guint32
find_location (RgImportResolution *resolution, const char *code)
{
  for (guint32 i = 0; i < resolution->locations->len; i++)
    if (strcmp (g_array_index (resolution->locations, RgImportLocation, i).code, code) == 0)
      return i;
  add_location (resolution, code, 0, "");
  return resolution->locations->len - 1;
}

static gboolean
resolve_locations (RgImportResolution *resolution, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (resolution->db, "import.locations", error);
  const GArray *receipts = resolution->batch->receipts;
  const char *last = NULL;
  guint32 at = 0;
  RgStep step;

  if (rows == NULL)
    return FALSE;
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      const char *code = rg_statement_get_text (rows, 1);

      add_location (resolution,
                    rg_text_set_intern (resolution->batch->texts, code, strlen (code)),
                    rg_statement_get_int (rows, 0), rg_statement_get_text (rows, 2));
    }
  for (guint32 i = 0; i < receipts->len; i++)
    {
      const RgImportReceipt *receipt = &g_array_index (receipts, RgImportReceipt, i);

      if (receipt->location != last)
        at = find_location (resolution, last = receipt->location);
      resolution->location[i] = at;
    }
  return step == RG_STEP_DONE;
}

/* --- Products --------------------------------------------------------------------------------- */

static gboolean
is_other (const char *said, const char *had)
{
  return *said != '\0' && strcmp (said, had) != 0;
}

/* Whether a file of products says something else than the row of import.product has. */
static gboolean
says_otherwise (const RgImportProduct *product, RgStatement *row)
{
  return is_other (product->name, rg_statement_get_text (row, 1)) ||
         is_other (product->brand, rg_statement_get_text (row, 3)) ||
         is_other (product->supplier, rg_statement_get_text (row, 4)) ||
         is_other (product->category, rg_statement_get_text (row, 6)) ||
         (product->warranty_months != 0 &&
          rg_statement_get_int (row, 7) != product->warranty_months) ||
         (product->lifetime_days != 0 &&
          rg_statement_get_int (row, 8) != product->lifetime_days) ||
         (product->cost_micro != RG_IMPORT_UNKNOWN &&
          (rg_statement_is_null (row, 5) ||
           rg_statement_get_int (row, 5) != product->cost_micro));
}

static gboolean
resolve_products (RgImportResolution *resolution, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (resolution->db, "import.product", error);

  if (row == NULL)
    return FALSE;
  for (guint i = 0; i < resolution->batch->products->len; i++)
    {
      const RgImportProduct *product =
        &g_array_index (resolution->batch->products, RgImportProduct, i);
      RgStep step;

      rg_statement_bind_text (row, 1, product->code);
      step = rg_statement_step (row, error);
      if (step == RG_STEP_ERROR)
        return FALSE;
      if (step == RG_STEP_ROW)
        {
          resolution->product[i] = rg_statement_get_int (row, 0);
          resolution->product_fill[i] =
            resolution->batch->kind == RG_IMPORT_PRODUCTS
              ? says_otherwise (product, row)
              : (*product->name != '\0' && *rg_statement_get_text (row, 1) == '\0') ||
                  (*product->category != '\0' && rg_statement_is_null (row, 2)) ||
                  (*product->brand != '\0' && *rg_statement_get_text (row, 3) == '\0');
          resolution->summary.products_updated +=
            resolution->batch->kind == RG_IMPORT_PRODUCTS && resolution->product_fill[i];
        }
      else
        resolution->summary.products_created++;
      rg_statement_reset (row);
    }
  return TRUE;
}

/* --- Customers -------------------------------------------------------------------------------- */

static gboolean
read_by_hand (RgImportResolution *resolution, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (resolution->db, "import.edited-by-hand", error);
  RgStep step;

  if (rows == NULL)
    return FALSE;
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    g_hash_table_add (resolution->by_hand,
                      g_strdup_printf ("%s%s:%" G_GINT64_FORMAT ":%s",
                                       rg_statement_get_int (rows, 3) ? "removed:" : "",
                                       rg_statement_get_text (rows, 0),
                                       rg_statement_get_int (rows, 1),
                                       rg_statement_get_text (rows, 2)));
  return step == RG_STEP_DONE;
}

static gboolean
read_deleted (RgImportResolution *resolution, GError **error)
{
  g_autoptr (RgStatement) rows =
    rg_db_statement (resolution->db, "import.deleted-identities", error);
  RgStep step;

  if (rows == NULL)
    return FALSE;
  rg_statement_bind_int (rows, 1, resolution->source);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    g_hash_table_add (resolution->deleted, g_strdup (rg_statement_get_text (rows, 0)));
  return step == RG_STEP_DONE;
}

/* Whether every word of one name is in the other: "Åse Dahl" and "Dahl, Åse K.". A missing name
 * disagrees with nobody. */
static gboolean
names_agree (const char *a, const char *b)
{
  g_autofree char *folded_a = rg_fold (a);
  g_autofree char *folded_b = rg_fold (b);
  g_auto (GStrv) words_a = g_strsplit_set (folded_a, " ,.-", -1);
  g_auto (GStrv) words_b = g_strsplit_set (folded_b, " ,.-", -1);
  gboolean a_in_b = TRUE, b_in_a = TRUE;

  for (guint i = 0; words_a[i] != NULL; i++)
    a_in_b &= *words_a[i] == '\0' || g_strv_contains ((const char *const *) words_b, words_a[i]);
  for (guint i = 0; words_b[i] != NULL; i++)
    b_in_a &= *words_b[i] == '\0' || g_strv_contains ((const char *const *) words_a, words_b[i]);
  return a_in_b || b_in_a;
}

static char *
name_of (const char *name, const char *given, const char *family)
{
  return *name != '\0' ? g_strdup (name) : g_strdup_printf ("%s %s", given, family);
}

/* Somebody whom an e-mail or a phone names alone, whom the till does not tell apart, and whose name
 * does not disagree; 0 where there is nobody. */
static gboolean
match_contact (RgImportResolution *resolution, const RgImportCustomer *customer, const char *kind,
               const char *key, RgImportWhy surely, gint64 *id, guint8 *why, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (resolution->db, "import.by-contact", error);
  g_autofree char *name =
    name_of (customer->field[RG_FIELD_NAME], customer->field[RG_FIELD_GIVEN_NAME],
             customer->field[RG_FIELD_FAMILY_NAME]);
  gint64 found = 0;
  guint n = 0;
  RgStep step;

  *id = 0;
  if (rows == NULL)
    return FALSE;
  rg_statement_bind_text (rows, 1, kind);
  rg_statement_bind_text (rows, 2, key);
  rg_statement_bind_int (rows, 3, resolution->source);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      g_autofree char *has = name_of (rg_statement_get_text (rows, 1),
                                      rg_statement_get_text (rows, 2),
                                      rg_statement_get_text (rows, 3));

      n++;
      if (!(rg_statement_get_int (rows, 4) && !customer->made_up) && names_agree (name, has))
        found = rg_statement_get_int (rows, 0);
    }
  if (n == 1)
    *id = found;
  if (n > 0)
    *why = *id != 0 ? surely : RG_WHY_NOT_SURE;
  return step == RG_STEP_DONE;
}

static gboolean
match_customer (RgImportResolution *resolution, const RgImportCustomer *customer, gint64 *id,
                guint8 *why, GError **error)
{
  const char *const *field = customer->field;
  g_autofree char *email = rg_fold (field[RG_FIELD_EMAIL]);
  g_autofree char *phone = rg_contact_dup_key ("phone", field[RG_FIELD_PHONE], resolution->country);

  *id = 0;
  *why = RG_WHY_NOBODY;
  if (*field[RG_FIELD_CARD_NUMBER] != '\0')
    {
      if (!rg_import_look_up (resolution->db, "import.by-card", field[RG_FIELD_CARD_NUMBER], id,
                              error))
        return FALSE;
      if (*id != 0)
        *why = RG_WHY_CARD;
    }
  if (*id == 0 && *email != '\0' &&
      !match_contact (resolution, customer, "email", email, RG_WHY_EMAIL, id, why, error))
    return FALSE;
  return *id != 0 || *phone == '\0' ||
         match_contact (resolution, customer, "phone", phone, RG_WHY_PHONE, id, why, error);
}

/* A vCard of our own names the customer by the uuid. */
static gboolean
match_own_card (RgImportResolution *resolution, const RgImportCustomer *customer, gint64 *id,
                guint8 *why, GError **error)
{
  static const char mark[] = "urn:uuid:";
  g_autoptr (RgStatement) row = NULL;
  guint8 uuid[RG_UUID_SIZE];
  RgStep step;

  *id = 0;
  if (!g_str_has_prefix (customer->external_id, mark) ||
      !rg_uuid_from_string (customer->external_id + strlen (mark), uuid))
    return TRUE;
  row = rg_db_statement (resolution->db, "customers.by-uuid", error);
  if (row == NULL)
    return FALSE;
  rg_statement_bind_blob (row, 1, uuid, sizeof uuid);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_ROW)
    {
      *id = rg_statement_get_int (row, 0);
      *why = RG_WHY_NUMBER;
    }
  return step != RG_STEP_ERROR;
}

/* Whether somebody with this e-mail, phone or card was erased, and has not come back by hand. */
static gboolean
is_erased (RgImportResolution *resolution, const RgImportCustomer *customer)
{
  const char *const *field = customer->field;
  g_autofree char *email = rg_fold (field[RG_FIELD_EMAIL]);
  g_autofree char *phone = rg_contact_dup_key ("phone", field[RG_FIELD_PHONE], resolution->country);

  return rg_erased_has (resolution->erased, "card", field[RG_FIELD_CARD_NUMBER])
         || rg_erased_has (resolution->erased, "email", email)
         || rg_erased_has (resolution->erased, "phone", phone);
}

static void
leave_out (RgImportResolution *resolution, guint i)
{
  resolution->customer_state[i] = RG_CUSTOMER_LEFT_OUT;
  resolution->customer_why[i] = RG_WHY_LEFT_OUT;
  resolution->summary.customers_left_out++;
}

static gboolean
resolve_customer (RgImportResolution *resolution, guint i, RgStatement *identity,
                  GHashTable *taken, GError **error)
{
  const RgImportCustomer *customer =
    &g_array_index (resolution->batch->customers, RgImportCustomer, i);
  gint64 *id = &resolution->customer[i];
  guint8 *why = &resolution->customer_why[i];
  gboolean deleted;
  RgStep step;

  rg_statement_bind_int (identity, 1, resolution->source);
  rg_statement_bind_text (identity, 2, customer->external_id);
  step = rg_statement_step (identity, error);
  deleted = step == RG_STEP_ROW && rg_statement_get_int (identity, 1) != 0;
  if (step == RG_STEP_ROW && !deleted)
    {
      *id = rg_statement_get_int (identity, 0);
      resolution->customer_state[i] = RG_CUSTOMER_KNOWN;
    }
  rg_statement_reset (identity);
  if (step == RG_STEP_ERROR)
    return FALSE;
  if (*id != 0)
    return TRUE;
  if (deleted || g_hash_table_contains (resolution->deleted, customer->external_id)
      || rg_erased_has_number (resolution->erased, resolution->batch->source,
                               customer->external_id))
    {
      leave_out (resolution, i);
      return TRUE;
    }
  if (!match_own_card (resolution, customer, id, why, error))
    return FALSE;
  if (*id == 0 && !match_customer (resolution, customer, id, why, error))
    return FALSE;
  /* Two people of one file are never the same person here. */
  if (*id != 0 && !g_hash_table_contains (taken, id))
    {
      g_hash_table_add (taken, id);
      resolution->customer_state[i] = RG_CUSTOMER_MATCHED;
    }
  else if (is_erased (resolution, customer))
    {
      *id = 0;
      leave_out (resolution, i);
    }
  else
    {
      if (*id != 0)
        *why = RG_WHY_NOT_SURE;
      *id = 0;
      resolution->customer_state[i] = RG_CUSTOMER_CREATE;
      resolution->summary.customers_created++;
    }
  return TRUE;
}

static gboolean
resolve_customers (RgImportResolution *resolution, GError **error)
{
  g_autoptr (RgStatement) identity = rg_db_statement (resolution->db, "import.identity", error);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_int64_hash, g_int64_equal);

  if (identity == NULL || !read_by_hand (resolution, error) || !read_deleted (resolution, error) ||
      !rg_import_own_resolve (resolution, error))
    return FALSE;
  resolution->summary.customers = resolution->batch->customers->len;
  for (guint i = 0; i < resolution->batch->customers->len; i++)
    if (!resolve_customer (resolution, i, identity, taken, error))
      return FALSE;
  return TRUE;
}

/* --- Receipts --------------------------------------------------------------------------------- */

typedef struct {
  RgStatement *known;
  RgStatement *by_hand;
  RgStatement *n_lines;
  RgStatement *has_products;
} ReceiptStatements;

/* A file of amounts only says less than the shop knows of a receipt whose products it has. */
static gboolean
knows_more (RgImportResolution *resolution, guint32 i, const ReceiptStatements *ask,
            gboolean *more, GError **error)
{
  *more = FALSE;
  if (!resolution->batch->whole_receipts)
    return TRUE;
  rg_statement_bind_int (ask->has_products, 1, resolution->receipt[i]);
  rg_statement_bind_text (ask->has_products, 2, RG_PRODUCT_WHOLE);
  return has_row (ask->has_products, more, error);
}

static gboolean
judge_changed (RgImportResolution *resolution, guint32 i, const ReceiptStatements *ask,
               GError **error)
{
  const RgImportReceipt *receipt =
    &g_array_index (resolution->batch->receipts, RgImportReceipt, i);
  gboolean by_hand;
  gint64 had;

  rg_statement_bind_int (ask->by_hand, 1, resolution->receipt[i]);
  if (!has_row (ask->by_hand, &by_hand, error))
    return FALSE;
  if (by_hand)
    {
      resolution->receipt_state[i] = RG_RECEIPT_KEPT;
      resolution->summary.receipts_kept++;
      return TRUE;
    }
  rg_statement_bind_int (ask->n_lines, 1, resolution->receipt[i]);
  if (rg_statement_step (ask->n_lines, error) != RG_STEP_ROW)
    return FALSE;
  had = rg_statement_get_int (ask->n_lines, 0);
  rg_statement_reset (ask->n_lines);
  resolution->receipt_state[i] = RG_RECEIPT_CHANGED;
  resolution->summary.receipts_changed++;
  resolution->summary.lines += receipt->n_lines > had ? receipt->n_lines - (guint64) had : 0;
  return TRUE;
}

static gboolean
resolve_receipt (RgImportResolution *resolution, guint32 i, const ReceiptStatements *ask,
                 GError **error)
{
  const RgImportReceipt *receipt =
    &g_array_index (resolution->batch->receipts, RgImportReceipt, i);
  const RgImportLocation *location =
    &g_array_index (resolution->locations, RgImportLocation, resolution->location[i]);
  gboolean same;
  RgStep step;

  rg_statement_bind_text (ask->known, 1, receipt->number);
  rg_statement_bind_int (ask->known, 2, resolution->source);
  rg_statement_bind_int (ask->known, 3, location->id);
  rg_statement_bind_text (ask->known, 4, receipt->till);
  rg_statement_bind_text (ask->known, 5, receipt->period);
  step = rg_statement_step (ask->known, error);
  if (step == RG_STEP_ROW)
    {
      resolution->receipt[i] = rg_statement_get_int (ask->known, 0);
      /* A receipt that gets its customer only now has changed as well. */
      same = rg_statement_get_int (ask->known, 1) == receipt->lines_hash &&
             (!rg_statement_is_null (ask->known, 2) || receipt->customer == RG_IMPORT_NONE ||
              resolution->customer_state[receipt->customer] == RG_CUSTOMER_LEFT_OUT);
    }
  rg_statement_reset (ask->known);
  if (step == RG_STEP_ERROR)
    return FALSE;
  if (step == RG_STEP_DONE)
    {
      resolution->summary.receipts_new++;
      resolution->summary.lines += receipt->n_lines;
      return TRUE;
    }
  if (!same && !knows_more (resolution, i, ask, &same, error))
    return FALSE;
  if (!same)
    return judge_changed (resolution, i, ask, error);
  resolution->receipt_state[i] = RG_RECEIPT_KNOWN;
  resolution->summary.receipts_known++;
  return TRUE;
}

static gboolean
resolve_receipts (RgImportResolution *resolution, GError **error)
{
  g_autoptr (RgStatement) any = rg_db_statement (resolution->db, "import.any-receipt", error);
  g_autoptr (RgStatement) known = rg_db_statement (resolution->db, "import.receipt", error);
  g_autoptr (RgStatement) by_hand =
    rg_db_statement (resolution->db, "import.receipt-by-hand", error);
  g_autoptr (RgStatement) n_lines = rg_db_statement (resolution->db, "import.n-lines", error);
  g_autoptr (RgStatement) has_products =
    rg_db_statement (resolution->db, "import.has-products", error);
  const ReceiptStatements ask = { known, by_hand, n_lines, has_products };
  gboolean some = FALSE;

  if (any == NULL || known == NULL || by_hand == NULL || n_lines == NULL ||
      has_products == NULL ||
      !has_row (any, &some, error))
    return FALSE;
  resolution->summary.receipts = resolution->batch->receipts->len;
  if (!some || resolution->source == 0)
    {
      resolution->summary.receipts_new = resolution->batch->receipts->len;
      resolution->summary.lines = resolution->batch->lines->len;
      return TRUE;
    }
  for (guint32 i = 0; i < resolution->batch->receipts->len; i++)
    if (!resolve_receipt (resolution, i, &ask, error))
      return FALSE;
  return TRUE;
}

static void
sum_up (RgImportResolution *resolution)
{
  const RgImportBatch *batch = resolution->batch;
  RgImportSummary *summary = &resolution->summary;

  summary->rows = batch->n_rows;
  summary->rows_refused = batch->n_rows_refused;
  summary->rows_left_out = batch->n_rows_left_out;
  summary->cells_dropped = batch->n_cells_dropped;
  summary->permissions = batch->permissions->len;
  memcpy (summary->lines_of_kind, batch->lines_of_kind, sizeof summary->lines_of_kind);
  for (guint i = 0; i < batch->receipts->len; i++)
    {
      const RgImportReceipt *receipt = &g_array_index (batch->receipts, RgImportReceipt, i);

      summary->net_minor += receipt->net_minor;
      summary->net_sales_minor += receipt->net_sales_minor;
    }
}

RgImportResolution *
rg_import_resolve (RgDb *db, const RgImportBatch *batch, const RgShop *shop, GError **error)
{
  g_autoptr (RgImportResolution) resolution = g_new0 (RgImportResolution, 1);

  resolution->db = db;
  resolution->batch = batch;
  resolution->shop_zone = rg_shop_dup_zone (shop);
  resolution->country = g_strdup (shop->country);
  resolution->currency = g_strdup (shop->currency);
  resolution->locations = g_array_new (FALSE, FALSE, sizeof (RgImportLocation));
  resolution->location = g_new0 (guint32, batch->receipts->len + 1);
  resolution->product = g_new0 (gint64, batch->products->len + 1);
  resolution->first_new_product = G_MAXINT64;
  resolution->product_fill = g_new0 (gboolean, batch->products->len + 1);
  resolution->customer = g_new0 (gint64, batch->customers->len + 1);
  resolution->customer_state = g_new0 (guint8, batch->customers->len + 1);
  resolution->customer_why = g_new0 (guint8, batch->customers->len + 1);
  resolution->receipt_state = g_new0 (guint8, batch->receipts->len + 1);
  resolution->receipt = g_new0 (gint64, batch->receipts->len + 1);
  resolution->by_hand = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  resolution->deleted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  resolution->erased = rg_erased_read (db, error);
  sum_up (resolution);
  if (resolution->erased == NULL ||
      !rg_import_look_up (db, "import.source", batch->source, &resolution->source, error) ||
      !resolve_locations (resolution, error) || !resolve_products (resolution, error) ||
      !resolve_customers (resolution, error) || !resolve_receipts (resolution, error))
    return NULL;
  return g_steal_pointer (&resolution);
}
