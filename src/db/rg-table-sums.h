/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How many rows each table has, and a hash over them: equal sums are equal rows.
 *
 * The hash is SHA-256 over the rows in the order of their keys; a value is one byte for its type
 * and length, and its bytes. */
#pragma once

#include "db/rg-db.h"

G_BEGIN_DECLS

#define RG_SUM_SIZE 32

typedef struct
{
  char *table;
  gint64 rows;
  guint8 hash[RG_SUM_SIZE];
} RgTableSum;

void rg_table_sum_free (RgTableSum *sum);

/* RgTableSum of every table, by name. db is in a read transaction or idle. Blocks. */
GPtrArray *rg_table_sums_read (RgDb *db, GCancellable *cancellable, GError **error);
GPtrArray *rg_table_sums_copy (GPtrArray *sums);
/* The first table that is not the same in both; NULL where all are. `enduring_only` leaves out the
 * derived tables, which may be absent. Borrowed. */
const char *rg_table_sums_differ (GPtrArray *one, GPtrArray *two, gboolean enduring_only);
/* All rows of a table in the order of its keys; to be finalized. */
sqlite3_stmt *rg_table_prepare_rows (RgDb *db, const char *table, GError **error);
/* Whether a table is rebuilt from the others. */
gboolean rg_table_is_derived (const char *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTableSum, rg_table_sum_free)

G_END_DECLS
