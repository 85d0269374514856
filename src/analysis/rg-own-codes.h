/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The values of an own field as small numbers in the order of ids, for passes over everybody: a
 * byte or two each, where pairs of an id and a value are sixteen bytes. */
#pragma once

#include "analysis/rg-dataset.h"

G_BEGIN_DECLS

/* values: one for each of n ids, which ascend. There are no codes (n 0) where somebody has two
 * values, where values differ too much, or where most ids would have none. */
void rg_own_codes_init (RgOwnCodes *codes, const gint64 *ids, const gint64 *values, guint n);
void rg_own_codes_clear (RgOwnCodes *codes);
gsize rg_own_codes_memory (const RgOwnCodes *codes);

/* Which values are wanted: those from low to high, or those whose byte is not 0 in `match`, by
 * value, from `first` on. */
typedef struct {
  const guint8 *match;
  gint64 low, high;
  gint64 first;
} RgOwnValues;

/* Sets those in `set`, by position, whose value is wanted; FALSE: ids and positions lie too
 * differently for that, and nothing is set. */
gboolean rg_own_codes_scan (const RgOwnCodes *codes, const RgOwnValues *wanted,
                            const RgDataset *dataset, RgBitset *set);

G_END_DECLS
