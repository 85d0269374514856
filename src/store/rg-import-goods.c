/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How many of a product there are, and what people looked at or left in the basket. */
#include "store/rg-import-private.h"

#include <string.h>

#include "base/rg-uuid.h"
#include "store/rg-store-private.h"

#define KEY_MARK '\x1F' /* stands between the parts of what somebody did */

static gboolean
write_stock (RgImportResolution *resolution, const RgImportStock *stock, const char *statement,
             RgWrite *write, gint64 import_id, GError **error)
{
  g_autoptr (RgStatement) set = rg_db_statement (resolution->db, statement, error);
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_write_get_shop (write));

  if (set == NULL)
    return FALSE;
  rg_statement_bind_int (set, 1, resolution->product[stock->product]);
  rg_statement_bind_text (set, 2, stock->location);
  rg_statement_bind_int (set, 3, stock->quantity_milli);
  rg_statement_bind_int (set, 4, rg_instant_day (rg_write_get_now (write), zone));
  if (g_str_equal (statement, "import.stock-insert"))
    rg_statement_bind_int (set, 5, import_id);
  return rg_statement_run (set, error);
}

/* The last row of the file that names a product and a branch counts. */
static gboolean
apply_stock (RgImportResolution *resolution, RgWrite *write, gint64 import_id, GError **error)
{
  g_autoptr (RgStatement) now = rg_db_statement (resolution->db, "import.stock", error);
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const GArray *stocks = resolution->batch->stocks;

  if (now == NULL)
    return FALSE;
  for (guint i = stocks->len; i-- > 0;)
    {
      const RgImportStock *stock = &g_array_index (stocks, RgImportStock, i);
      gint64 had = 0;
      RgStep step;

      if (!g_hash_table_add (told, g_strdup_printf ("%u%c%s", stock->product, KEY_MARK,
                                                    stock->location)))
        continue;

      rg_statement_bind_int (now, 1, resolution->product[stock->product]);
      rg_statement_bind_text (now, 2, stock->location);
      step = rg_statement_step (now, error);
      if (step == RG_STEP_ROW)
        had = rg_statement_get_int (now, 0);
      rg_statement_reset (now);
      if (step == RG_STEP_ERROR)
        return FALSE;
      if (step == RG_STEP_ROW && had == stock->quantity_milli)
        continue;
      resolution->summary.stock_counts++;
      if (write != NULL &&
          !write_stock (resolution, stock,
                        step == RG_STEP_ROW ? "import.stock-update" : "import.stock-insert", write,
                        import_id, error))
        return FALSE;
    }
  return TRUE;
}

/* The same on every computer of the shop; `again` counts what is told more than once. */
static void
uuid_of (RgImportResolution *resolution, const RgImportActivity *activity, GHashTable *seen,
         const guint8 *space, guint8 *uuid)
{
  const RgImportBatch *batch = resolution->batch;
  const RgImportCustomer *customer =
    &g_array_index (batch->customers, RgImportCustomer, activity->customer);
  const RgImportProduct *product =
    &g_array_index (batch->products, RgImportProduct, activity->product);
  g_autofree char *key =
    g_strdup_printf ("activity%c%s%c%s%c%s%c%u%c%d%c%d", KEY_MARK, batch->source, KEY_MARK,
                     customer->external_id, KEY_MARK, product->code, KEY_MARK, activity->kind,
                     KEY_MARK, activity->day, KEY_MARK, activity->time);
  guint again = GPOINTER_TO_UINT (g_hash_table_lookup (seen, key));
  g_autofree char *whole = g_strdup_printf ("%s%c%u", key, KEY_MARK, again);

  rg_uuid_v5 (space, whole, strlen (whole), uuid);
  g_hash_table_insert (seen, g_steal_pointer (&key), GUINT_TO_POINTER (again + 1));
}

static gboolean
insert_activity (RgImportResolution *resolution, const RgImportActivity *activity,
                 const guint8 *uuid, gint64 import_id, GError **error)
{
  g_autoptr (RgStatement) insert =
    rg_db_statement (resolution->db, "import.activity-insert", error);

  if (insert == NULL)
    return FALSE;
  rg_statement_bind_blob (insert, 1, uuid, RG_UUID_SIZE);
  rg_statement_bind_int (insert, 2, resolution->customer[activity->customer]);
  rg_statement_bind_int (insert, 3, resolution->product[activity->product]);
  rg_statement_bind_text (insert, 4, activity->kind == RG_ACTIVITY_VIEWED ? "viewed" : "left");
  rg_statement_bind_int (insert, 5, activity->day);
  if (activity->time != RG_TIME_NONE)
    rg_statement_bind_int (insert, 6, activity->time);
  else
    rg_statement_bind_null (insert, 6);
  rg_statement_bind_int (insert, 7, activity->quantity_milli);
  rg_statement_bind_int (insert, 8, import_id);
  return rg_statement_run (insert, error);
}

static gboolean
apply_activity (RgImportResolution *resolution, RgWrite *write, gint64 import_id, GError **error)
{
  g_autoptr (RgStatement) known = rg_db_statement (resolution->db, "import.activity", error);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (RgShop) shop = rg_shop_read (resolution->db, error);
  const GArray *activities = resolution->batch->activities;

  if (known == NULL || shop == NULL)
    return FALSE;
  for (guint i = 0; i < activities->len; i++)
    {
      const RgImportActivity *activity = &g_array_index (activities, RgImportActivity, i);
      guint8 uuid[RG_UUID_SIZE];
      RgStep step;

      uuid_of (resolution, activity, seen, shop->uuid, uuid);
      rg_statement_bind_blob (known, 1, uuid, sizeof uuid);
      step = rg_statement_step (known, error);
      rg_statement_reset (known);
      if (step == RG_STEP_ERROR)
        return FALSE;
      if (step == RG_STEP_ROW ||
          resolution->customer_state[activity->customer] == RG_CUSTOMER_LEFT_OUT)
        continue;
      resolution->summary.activities++;
      if (write != NULL && !insert_activity (resolution, activity, uuid, import_id, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
rg_import_goods_apply (RgImportResolution *resolution, RgWrite *write, gint64 import_id,
                       GError **error)
{
  return (resolution->batch->stocks->len == 0 ||
          apply_stock (resolution, write, import_id, error)) &&
         (resolution->batch->activities->len == 0 ||
          apply_activity (resolution, write, import_id, error));
}
