/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What people did in the web shop without buying, as values of one column (RgDataset.activity):
 * each entry is one thing that somebody looked at or left in the basket on one day. */
#pragma once

#include "analysis/rg-own-column.h"

G_BEGIN_DECLS

#define RG_ACTIVITY_DAY_BITS 21
#define RG_ACTIVITY_PRODUCT_BITS 40

/* product: a row's id. */
static inline gint64
rg_activity_pack (gint64 product, RgDay day, gboolean left)
{
  return ((gint64) (day + (1 << RG_ACTIVITY_DAY_BITS)) << (RG_ACTIVITY_PRODUCT_BITS + 1)) |
         product << 1 | left;
}

static inline RgDay
rg_activity_day (gint64 value)
{
  return (RgDay) (value >> (RG_ACTIVITY_PRODUCT_BITS + 1)) - (1 << RG_ACTIVITY_DAY_BITS);
}

static inline gint64
rg_activity_product (gint64 value)
{
  return value >> 1 & ((G_GINT64_CONSTANT (1) << RG_ACTIVITY_PRODUCT_BITS) - 1);
}

/* Left in the basket, else looked at. */
static inline gboolean
rg_activity_is_left (gint64 value)
{
  return (value & 1) != 0;
}

/* One sort of what people did, those of one customer one after the other. */
typedef struct _RgActs {
  guint n;
  guint32 *who;     /* position, not resolved */
  guint32 *product; /* index into products; products.names.n: none of them */
  RgDay *day;
} RgActs;

/* What was left in the basket, else what was looked at; what had not happened yet
 * (RgDataset.activity_until) too. Any thread. */
const RgActs *rg_dataset_acts (const RgDataset *dataset, gboolean left);
/* Both sorts. */
void rg_acts_free (RgActs *acts);

/* Instead of that of base, before anybody else has the dataset; takes the reference. */
void rg_dataset_set_activity (RgDataset *dataset, const RgOwnColumn *activity);

G_END_DECLS
