/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Coupons that stand by themselves: an automation gives them, staff hand them over. They are used
 * as all others are (store/rg-store-coupons.h). */
#pragma once

#include "model/rg-recipient.h"
#include "store/rg-store-coupons.h"

G_BEGIN_DECLS

typedef struct {
  gint64 customer;
  const char *offer;         /* what it gives; not empty */
  RgDay given_on;
  RgDay until_on;            /* the last day; RG_DAY_NONE: it does not lapse */
  const guint8 *automation;  /* UUID of the one that gives it */
} RgCouponGift;

/* Inside a write: draws one. Returns its code, owned by the caller. */
char *rg_coupon_give (RgDb *db, const RgCouponGift *gift, GError **error);

/* RgCoupon that the person, or whoever was merged into them, can use on a day; the one that lapses
 * first comes first. */
GPtrArray *rg_coupons_read_open (RgDb *db, gint64 customer, RgDay today, GError **error);
/* RgCoupon that an automation gave, the newest first; open: only those that can be used on the
 * day. */
GPtrArray *rg_coupons_read_given (RgDb *db, const guint8 automation[RG_UUID_SIZE], gboolean open,
                                  RgDay today, GError **error);

/* On paper: a RgRecipientSource whose data is a GPtrArray of RgCoupon. */
gboolean rg_coupons_fill_recipient (guint index, RgRecipient *recipient, gpointer coupons);

/* "NOK 50 off · K7QW-3FHD-XA9R, until 23 Dec 2026". Owned by the caller. */
char *rg_coupon_gift_dup_words (const char *code, const char *offer, RgDay until_on);

G_END_DECLS
