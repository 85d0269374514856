/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The products of one person that a message may name: what they left in the basket or looked at and
 * did not buy since, and what they are due to buy again. A product is among them where the rule of
 * the same name holds for the person and this product alone ("left but not bought product",
 * "looked at but not bought product", "due again product"), each "in last 90 days". */
#pragma once

#include "rules/rg-segment-count.h"

G_BEGIN_DECLS

#define RG_PERSON_PRODUCTS_DAYS 90

typedef enum {
  RG_PRODUCTS_LEFT,
  RG_PRODUCTS_LOOKED,
  RG_PRODUCTS_DUE,
  RG_N_PRODUCTS_KINDS
} RgProductsKind;

typedef struct {
  guint product;     /* index into the dataset's products */
  RgDay day;         /* when it was left or looked at last, or was due */
  gint64 paid_minor; /* what they paid for one when they bought it last; -1: never bought */
} RgPersonProduct;

/* For whoever asks of many people; of one thread. */
typedef struct _RgPersonProducts RgPersonProducts;

RgPersonProducts *rg_person_products_new (const RgSegmentContext *context);
void rg_person_products_free (RgPersonProducts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgPersonProducts, rg_person_products_free)

/* RgPersonProduct of a living customer, the latest day first, each name once. */
GArray *rg_person_products_find (RgPersonProducts *self, guint position, RgProductsKind kind);

G_END_DECLS
