/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Coupons: drawn when a list is fixed, used once, at the till or by an import; and the discounts
 * that staff give single customers. */
#pragma once

#include "rules/rg-versions.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

typedef struct {
  char *code;
  gint64 campaign;     /* 0: it stands by itself */
  char *campaign_name; /* "" for none */
  char *offer;         /* what it gives; "" where its campaign offers nothing by itself */
  char *given_by;      /* the automation that gave it; "" for none that is still there */
  RgDay given_on;      /* of one that stands by itself; else RG_DAY_NONE */
  RgDay until_on;      /* its last day, or that of what its campaign offers; RG_DAY_NONE: it does
                        * not lapse */
  char *holder;        /* on paper, below what it gives: "Kim Berg, until 23 Dec 2026" */
  gint64 customer;     /* the living one */
  char *customer_name;
  guint version;       /* 0: the campaign has one only */
  char *version_name;  /* "" for none */
  RgDay used_on;       /* RG_DAY_NONE: not used */
  gint64 receipt;      /* 0: not known */
  char *receipt_number;
  guint n_same_day;    /* where nobody wrote the receipt down: how many the person has of that day;
                        * the only one is taken for it, and of several none */
  gint64 discount_minor; /* -1: not known */
} RgCoupon;

void rg_coupon_free (RgCoupon *coupon);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCoupon, rg_coupon_free)

/* What somebody typed or scanned. RG_STORE_ERROR_INVALID where it is no code,
 * RG_STORE_ERROR_NOT_FOUND where no coupon has it. */
RgCoupon *rg_coupon_find (RgDb *db, const char *text, GError **error);
/* What it is: "10 % off coffee · Spring Letter, “A”", or what it gives. Owned by the caller. */
char *rg_coupon_dup_what (const RgCoupon *coupon);
/* "Valid until 23 Dec 2026", or that this is over; NULL for one that does not lapse. Owned by the
 * caller. */
char *rg_coupon_dup_validity (const RgCoupon *coupon, RgDay today);
gboolean rg_coupon_is_late (const RgCoupon *coupon, RgDay today);
/* Of one that was used: "7 Nov 2026 · receipt 4711 · NOK 25.00". Owned by the caller. */
char *rg_coupon_dup_use (const RgCoupon *coupon, const char *currency);
/* RgCoupon of a campaign, by name; those that were used only, or all. */
GPtrArray *rg_coupons_read (RgDb *db, gint64 campaign, gboolean used, GError **error);
/* Of people (gint64), those who have a coupon of the campaign stay, in their order. */
gboolean rg_coupons_keep_people (RgDb *db, gint64 campaign, GArray *people, GError **error);
/* How many of each version were used; [0] where there is one only. */
gboolean rg_coupons_count_used (RgDb *db, gint64 campaign, gint64 counts[RG_VERSIONS_MOST + 1],
                                GError **error);

/* Inside a write: the coupon of one of a fixed list. */
gboolean rg_coupon_add (RgDb *db, const char *code, gint64 campaign, gint64 customer,
                        guint version, GError **error);

/* How a coupon was used. */
typedef struct {
  char *code;            /* as typed or scanned */
  RgDay day;             /* RG_DAY_NONE: today */
  char *receipt;         /* the till's number, or NULL */
  gint64 receipt_id;     /* or the receipt itself; else 0 */
  gint64 discount_minor; /* -1: not known */
  gboolean late;         /* also after its last day: the shop lets it pass */
} RgCouponUse;

/* A receipt that a coupon may have been used with. */
typedef struct {
  gint64 id;
  char *number;
  gint32 time; /* seconds of the day; RG_TIME_NONE */
  gint64 net_minor;
} RgCouponReceipt;

/* RgCouponReceipt: what a person, or whoever was merged into them, bought on a day; by time. */
GPtrArray *rg_coupon_read_receipts (RgDb *db, gint64 customer, RgDay day, GError **error);
/* "14:32 · NOK 451.00 · receipt 4711". Owned by the caller. */
char *rg_coupon_receipt_dup_words (const RgCouponReceipt *receipt, const char *currency);

/* One action. RG_STORE_ERROR_INVALID where it was used already, or has lapsed, with the day. */
gboolean rg_coupon_use_sync (RgStore *store, const RgCouponUse *use, gint64 *action_id,
                             GError **error);
/* The callback gets the result for rg_store_write_finish(). */
void rg_coupon_use_async (RgStore *store, const RgCouponUse *use, GAsyncReadyCallback callback,
                          gpointer user_data);

/* Inside an import: notes it for the receipt. *used: it was free, and is used now. A code that is
 * none, that nobody has, or that was used is passed over. */
gboolean rg_coupon_use_imported (RgDb *db, const char *text, RgDay day, const guint8 *receipt_uuid,
                                 gint64 import_id, gboolean write, gboolean *used, GError **error);

/* --- discounts that staff give --- */

typedef struct {
  gint64 customer;
  gint64 percent_milli;  /* or 0 */
  gint64 amount_minor;   /* or 0 */
  char *reason;
} RgDiscount;

/* One action, by who is at the keyboard, today. RG_STORE_ERROR_INVALID for neither or both of
 * percent and amount, and for a reason that holds a payment card number. */
gboolean rg_discount_give_sync (RgStore *store, const RgDiscount *discount, gint64 *action_id,
                                GError **error);
void rg_discount_give_async (RgStore *store, const RgDiscount *discount,
                             GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
