/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The dataset as of a day: whatever counts today also counts then. */
#pragma once

#include "analysis/rg-dataset.h"

G_BEGIN_DECLS

/* What people are is taken from `dataset` (store/rg-past.h makes one of that day); what they bought
 * after the end of the day has not happened. known: for each position, the first day on which there
 * was such a customer; who came later is not there. unsaid: whose permission had not been said yet,
 * of the same positions. Shares with `dataset` all that is the same: the base of receipts and
 * lines, and the customers' columns. */
RgDataset *rg_dataset_as_of (const RgDataset *dataset, RgDay day, const RgDay *known,
                             RgBitset *const unsaid[RG_CHANNELS]);

/* The first day of which the receipts of a position (not resolved) tell; RG_DAY_NONE: none. */
RgDay rg_dataset_first_receipt (const RgDataset *dataset, guint position);

G_END_DECLS
