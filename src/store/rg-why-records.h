/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the file has written down about the facts that decide: the ledger's entry of a permission,
 * when a tag or an own field was last changed, and by whom. */
#pragma once

#include "rules/rg-why.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/* Adds that to the facts of the rules of this customer. In a RgReadFunc. */
gboolean rg_why_add_records (RgDb *db, const RgShop *shop, RgNode *root, RgWhy *why,
                             gint64 customer, GError **error);

G_END_DECLS
