/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reads a file through a mapping into plain arrays. */
#pragma once

#include "store/rg-import-batch.h"
#include "transfer/rg-mapping.h"

G_BEGIN_DECLS

/* Codes of products that stand for something which is none. */
#define RG_PRODUCT_DELIVERY "~delivery"
#define RG_PRODUCT_REFUND "~refund"

/* What the reading must know of the shop. */
typedef struct {
  const char *currency;            /* ISO 4217 */
  int digits;                      /* after the decimal point */
  const char *const *card_ranges;  /* the shop's own cards: first, last, first, last, …, NULL */
} RgPlanContext;

/* Every row is read; what cannot be read is refused with its row and reason, and never stops the
 * rest. `progress` (may be NULL) gets shares of 0 to 1.
 *
 * Errors: G_IO_ERROR_CANCELLED, and G_IO_ERROR_INVALID_DATA where rg_mapping_get_missing() has
 * something to say. */
RgImportBatch *rg_import_plan_read (const RgMapping *mapping, const RgPlanContext *context,
                                    GCancellable *cancellable,
                                    void (*progress) (double share, gpointer data),
                                    gpointer progress_data, GError **error);

G_END_DECLS
