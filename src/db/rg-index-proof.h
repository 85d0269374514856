/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Whether each index of a file says what its table says: what integrity_check finds out by looking
 * each row up in each index, at half the cost.
 *
 * Of each index, and of the rows of its table that belong into it, the number and the sum of a hash
 * over each entry are taken in one reading from end to end, and must be the same. The entries must
 * stand in their order, and no two be equal where the index is unique, so that each is found. An
 * index that cannot be read like this (an expression, another collation) is looked up row by row.
 *
 * The hash is 64 bits wide: it is for damage, which cannot choose what it does. Neither the pages
 * nor the rows by themselves are looked at; quick_check does that. */
#pragma once

#include "db/rg-db.h"

G_BEGIN_DECLS

/* FALSE with RG_DB_ERROR_CORRUPT where an index is not in order. The schema is one of this program:
 * parts of it are run. Blocks. */
gboolean rg_index_proof (RgDb *db, GError **error);

G_END_DECLS
