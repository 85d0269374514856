/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Passes over a column of an own field: who has a value that a rule wants. */
#pragma once

#include "analysis/rg-own-codes.h"
#include "rules/rg-rule-scan.h"

G_BEGIN_DECLS

/* What a rule wants of a column of numbers or days, in the units of that column. */
RgOwnValues rg_own_values_in (const RgRule *rule, const RgOwnColumn *column,
                              const RgSegmentContext *context);
/* The same of any column; `match` is the caller's to free. */
RgOwnValues rg_own_values_of (const RgRule *rule, const RgOwnColumn *column,
                              const RgSegmentContext *context);

/* The living customers who have one of them, or those who were merged into them. */
RgBitset *rg_own_values_scan (const RgOwnValues *wanted, const RgOwnColumn *column,
                              const RgDataset *dataset);
/* Those whose word in a column of texts `match` has a byte for; takes match. */
RgBitset *rg_own_column_scan (const RgOwnColumn *column, guint8 *match, const RgDataset *dataset);

/* In a dataset of one person: the entry that speaks for them, where there is any. */
guint rg_own_column_speaker (const RgOwnColumn *column, const RgDataset *dataset);

G_END_DECLS
