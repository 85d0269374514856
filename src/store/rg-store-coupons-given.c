/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Coupons that stand by themselves. */
#include "store/rg-store-coupons-given.h"

#include "base/rg-coupon-code.h"
#include "base/rg-i18n.h"

char *
rg_coupon_give (RgDb *db, const RgCouponGift *gift, GError **error)
{
  g_autoptr (RgStatement) give = rg_db_statement (db, "coupons.give", error);
  g_autofree char *code = rg_coupon_code_draw ();

  if (give == NULL)
    return NULL;
  rg_statement_bind_text (give, 1, code);
  rg_statement_bind_int (give, 2, gift->customer);
  rg_statement_bind_text (give, 3, gift->offer);
  rg_statement_bind_int (give, 4, gift->given_on);
  rg_statement_bind_day (give, 5, gift->until_on);
  rg_statement_bind_blob (give, 6, gift->automation, RG_UUID_SIZE);
  return rg_statement_run (give, error) ? g_steal_pointer (&code) : NULL;
}

static GPtrArray *
rg_coupons_read_codes (RgDb *db, RgStatement *rows, GError **error)
{
  g_autoptr (GPtrArray) coupons =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rg_coupon_free);
  RgStep step;

  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      RgCoupon *coupon = rg_coupon_find (db, rg_statement_get_text (rows, 0), error);

      if (coupon == NULL)
        return NULL;
      g_ptr_array_add (coupons, coupon);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&coupons) : NULL;
}

GPtrArray *
rg_coupons_read_open (RgDb *db, gint64 customer, RgDay today, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "coupons.open-of-person", error);

  if (rows == NULL)
    return NULL;
  rg_statement_bind_int (rows, 1, customer);
  rg_statement_bind_int (rows, 2, today);
  return rg_coupons_read_codes (db, rows, error);
}

GPtrArray *
rg_coupons_read_given (RgDb *db, const guint8 automation[RG_UUID_SIZE], gboolean open, RgDay today,
                       GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "coupons.given", error);

  if (rows == NULL)
    return NULL;
  rg_statement_bind_blob (rows, 1, automation, RG_UUID_SIZE);
  rg_statement_bind_int (rows, 2, open);
  rg_statement_bind_int (rows, 3, today);
  return rg_coupons_read_codes (db, rows, error);
}

gboolean
rg_coupons_fill_recipient (guint index, RgRecipient *recipient, gpointer data)
{
  const RgCoupon *coupon = g_ptr_array_index ((GPtrArray *) data, index);

  *recipient = (RgRecipient) { coupon->holder, "", coupon->offer, "", coupon->code };
  return TRUE;
}

char *
rg_coupon_gift_dup_words (const char *code, const char *offer, RgDay until_on)
{
  g_autofree char *written = rg_coupon_code_format (code);
  g_autofree char *day = NULL;

  if (until_on == RG_DAY_NONE)
    /* Translators: the code of a coupon, and what it gives. */
    return g_strdup_printf (_("Coupon %s: %s"), written, offer);
  day = rg_day_format (until_on);
  /* Translators: the code of a coupon, what it gives, and its last day. */
  return g_strdup_printf (_("Coupon %s: %s, until %s"), written, offer, day);
}
