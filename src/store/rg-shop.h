/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The shop's own facts, as its row has them. */
#pragma once

#include "analysis/rg-today.h"
#include "base/rg-uuid.h"
#include "rules/rg-permission.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct
{
  guint8 uuid[RG_UUID_SIZE];
  char *name;
  char *currency;         /* ISO 4217 */
  int digits;             /* after the decimal point, by ISO 4217 */
  char *time_zone;        /* IANA name */
  GTimeZone *zone;        /* that zone, or the computer's where the name is unknown */
  int first_weekday;      /* 0 is Monday */
  char *country;          /* ISO 3166, or "" */
  char *address;          /* the sender on letters, in lines */
  RgBasis basis[RG_CHANNELS]; /* read by rg_shop_get_basis() */
  gboolean prices_include_tax;
  int margin_permille;    /* where no cost is known; -1 for not set */
  gboolean is_sample;
  gint64 created_at;      /* Unix seconds */
  char **own_fields;      /* the names of its own fields, in their order; NULL: not read */
} RgShop;

/* Name, currency and time zone are needed; the rest has defaults. */
RgShop *rg_shop_new (const char *name, const char *currency, const char *time_zone);
RgShop *rg_shop_copy (const RgShop *shop);
void rg_shop_free (RgShop *shop);
/* Never NULL. */
GTimeZone *rg_shop_dup_zone (const RgShop *shop);
/* The calendar's day in the shop: for what is dated, sent or written down. */
RgDay rg_shop_get_day (const RgShop *shop);
/* The day that everybody counts back from: rules, rhythm and figures. It is the calendar's where
 * the sales are recent or not read yet; see analysis/rg-today.h. `dataset` may be NULL. */
RgDay rg_shop_get_counting_day (const RgShop *shop, const RgDataset *dataset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgShop, rg_shop_free)

G_END_DECLS
