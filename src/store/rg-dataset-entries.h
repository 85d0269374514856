/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Ledgers of people on their way into the dataset. */
#pragma once

#include "analysis/rg-entries.h"
#include "db/rg-db.h"

G_BEGIN_DECLS

/* base NULL: all of a ledger. Else what base has, with the customers (a set of ids, as pointers)
 * read anew. */
const RgEntries *rg_dataset_entries_load (RgDb *db, RgEntrySort sort, const RgEntries *base,
                                          GHashTable *customers, GError **error);

G_END_DECLS
