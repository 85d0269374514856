/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Whether one customer bought something on a day or later, by their own receipts. */
#pragma once

#include "analysis/rg-dataset.h"

G_BEGIN_DECLS

/* match: a byte a product, as of rg_rule_match_products(); position: a living customer. */
gboolean rg_bought_since (const RgDataset *dataset, guint position, const guint8 *match, RgDay day);

G_END_DECLS
