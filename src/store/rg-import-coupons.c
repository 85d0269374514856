/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Coupons that the till has on its receipts. */
#include "store/rg-import-private.h"

#include "store/rg-store-coupons.h"
#include "store/rg-store-private.h"

gboolean
rg_import_coupons_apply (RgImportResolution *resolution, RgWrite *write, gint64 import_id,
                         GError **error)
{
  const GArray *coupons = resolution->batch->coupons;
  g_autoptr (RgShop) shop = coupons->len > 0 ? rg_shop_read (resolution->db, error) : NULL;
  /* Of two receipts of one file with the same coupon, the first used it. */
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  if (coupons->len > 0 && shop == NULL)
    return FALSE;
  for (guint i = 0; i < coupons->len; i++)
    {
      const RgImportCoupon *coupon = &g_array_index (coupons, RgImportCoupon, i);
      const RgImportReceipt *receipt =
        &g_array_index (resolution->batch->receipts, RgImportReceipt, coupon->receipt);
      guint8 uuid[RG_UUID_SIZE];
      gboolean used;

      if (!g_hash_table_add (seen, (gpointer) coupon->code))
        continue;
      rg_import_receipt_uuid (resolution, receipt, shop->uuid, uuid);
      if (!rg_coupon_use_imported (resolution->db, coupon->code, receipt->day, uuid, import_id,
                                   write != NULL, &used, error))
        return FALSE;
      resolution->summary.coupons += used;
    }
  return TRUE;
}
