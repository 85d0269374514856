/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Where and how orders were sent, beside their receipts. */
#include "store/rg-import-private.h"

#include "store/rg-store-private.h"

#include <string.h>

/* Who bought, as the receipt has it; 0 for nobody, and for whoever must not come back. */
static gint64
customer_of (const RgImportResolution *resolution, const RgImportReceipt *receipt)
{
  if (receipt->customer == RG_IMPORT_NONE ||
      resolution->customer_state[receipt->customer] == RG_CUSTOMER_LEFT_OUT)
    return 0;
  return resolution->customer[receipt->customer];
}

/* An address that belongs to nobody could not be erased with anybody. */
static void
bind_address (RgStatement *statement, int first, const RgImportDelivery *delivery, gboolean known)
{
  const char *const texts[] = { delivery->name, delivery->street, delivery->postcode,
                                delivery->city, delivery->region, delivery->country };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    rg_statement_bind_text (statement, first + (int) i, known ? texts[i] : "");
}

static void
bind_delivery (RgStatement *statement, const guint8 *uuid, gint64 customer,
               const RgImportDelivery *delivery)
{
  rg_statement_bind_blob (statement, 1, uuid, RG_UUID_SIZE);
  rg_import_bind_id (statement, 2, customer);
  rg_statement_bind_text (statement, 3, delivery->method);
  rg_statement_bind_text (statement, 4, delivery->placed);
  rg_statement_bind_day (statement, 5, delivery->sent_on);
  if (delivery->cost_minor != RG_IMPORT_UNKNOWN)
    rg_statement_bind_int (statement, 6, delivery->cost_minor);
  else
    rg_statement_bind_null (statement, 6);
  bind_address (statement, 7, delivery, customer != 0);
}

/* *known: there is one of this receipt; *same: it says the same. */
static gboolean
look_up (RgImportResolution *resolution, const guint8 *uuid, gint64 customer,
         const RgImportDelivery *delivery, gboolean *known, gboolean *same, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (resolution->db, "import.delivery", error);
  RgStep step;

  if (row == NULL)
    return FALSE;
  bind_delivery (row, uuid, customer, delivery);
  step = rg_statement_step (row, error);
  *known = step == RG_STEP_ROW;
  *same = *known && rg_statement_get_int (row, 0) != 0;
  return step != RG_STEP_ERROR;
}

static gboolean
write_delivery (RgImportResolution *resolution, const guint8 *uuid, gint64 customer,
                const RgImportDelivery *delivery, gboolean known, gint64 import_id, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (
      resolution->db, known ? "import.delivery-update" : "import.delivery-insert", error);

  if (statement == NULL)
    return FALSE;
  bind_delivery (statement, uuid, customer, delivery);
  if (!known)
    rg_statement_bind_int (statement, 13, import_id);
  return rg_statement_run (statement, error);
}

gboolean
rg_import_deliveries_apply (RgImportResolution *resolution, RgWrite *write, gint64 import_id,
                            GError **error)
{
  const GArray *deliveries = resolution->batch->deliveries;
  g_autoptr (RgShop) shop = deliveries->len > 0 ? rg_shop_read (resolution->db, error) : NULL;

  if (deliveries->len > 0 && shop == NULL)
    return FALSE;
  for (guint i = 0; i < deliveries->len; i++)
    {
      const RgImportDelivery *delivery = &g_array_index (deliveries, RgImportDelivery, i);
      const RgImportReceipt *receipt =
        &g_array_index (resolution->batch->receipts, RgImportReceipt, delivery->receipt);
      const gint64 customer = customer_of (resolution, receipt);
      guint8 uuid[RG_UUID_SIZE];
      gboolean known, same;

      if (resolution->receipt_state[delivery->receipt] == RG_RECEIPT_KEPT)
        continue;
      rg_import_receipt_uuid (resolution, receipt, shop->uuid, uuid);
      if (!look_up (resolution, uuid, customer, delivery, &known, &same, error))
        return FALSE;
      if (same)
        continue;
      resolution->summary.deliveries++;
      if (write != NULL && !write_delivery (resolution, uuid, customer, delivery, known, import_id,
                                            error))
        return FALSE;
    }
  return TRUE;
}
