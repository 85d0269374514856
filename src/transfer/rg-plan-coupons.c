/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Coupons that were used: what a till writes beside a receipt, kept only where it is a code. */
#include "transfer/rg-plan-private.h"

#include "base/rg-coupon-code.h"

void
rg_plan_note_coupon (RgPlan *plan, guint32 receipt)
{
  const char *text;
  gsize length;
  g_autofree char *cell = NULL, *code = NULL;
  RgImportCoupon coupon = { .receipt = receipt };

  if (plan->column[RG_ROLE_COUPON] < 0 || !rg_plan_cell (plan, RG_ROLE_COUPON, &text, &length))
    return;
  cell = g_strndup (text, length);
  /* Tills have vouchers of their own; what is no code of ours says nothing here. */
  code = rg_coupon_code_read (cell);
  if (code == NULL)
    return;
  coupon.code = rg_text_set_intern (plan->batch->texts, code, RG_COUPON_CODE_LENGTH);
  g_array_append_val (plan->batch->coupons, coupon);
}

void
rg_plan_order_coupons (RgPlan *plan, const guint32 *place)
{
  for (guint i = 0; i < plan->batch->coupons->len; i++)
    {
      RgImportCoupon *coupon = &g_array_index (plan->batch->coupons, RgImportCoupon, i);

      coupon->receipt = place[coupon->receipt];
    }
}
