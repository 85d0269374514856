/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How many are in each two of many sets. */
#pragma once

#include "analysis/rg-bitset.h"

G_BEGIN_DECLS

/* So many sets are compared at once on the screen. */
#define RG_OVERLAP_MOST 50

/* counts[a * n + b]: how many are in sets a and b; on the diagonal, how many are in the set. There
 * is room for n * n. All sets have the same size. */
void rg_overlap_count (const RgBitset *const *sets, guint n, guint *counts);

G_END_DECLS
