/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows of a file that nobody trusts, copied into a fresh schema of this program. */
#pragma once

#include "db/rg-db.h"

G_BEGIN_DECLS

/* From 0 to 1. On the thread of the call. */
typedef void (*RgFreshProgress) (double share, gpointer data);

/* Tables of one schema version, without their indexes and triggers, to be filled. */
typedef struct _RgFresh RgFresh;

/* Makes the file; nothing may be there. */
RgFresh *rg_fresh_new (const char *path, int version, GError **error);
/* Closes it. The file is no shop's unless rg_fresh_finish() succeeded. */
void rg_fresh_free (RgFresh *fresh);
RgDb *rg_fresh_get_db (RgFresh *fresh);
/* The whole schema of that version, empty, in memory. */
RgDb *rg_fresh_get_model (RgFresh *fresh);
/* Names of the tables, sorted; borrowed. */
GPtrArray *rg_fresh_get_tables (RgFresh *fresh);
/* Names of a table's columns; NULL with an error. */
GStrv rg_fresh_dup_columns (RgDb *db, const char *table, GError **error);
/* An INSERT with a parameter for each column. */
sqlite3_stmt *rg_fresh_prepare_insert (RgFresh *fresh, const char *table, GError **error);
/* Ids go on after this one. */
gboolean rg_fresh_set_sequence (RgFresh *fresh, const char *table, gint64 last, GError **error);
/* Makes the rest of the schema, saves, and brings it up to date. */
gboolean rg_fresh_finish (RgFresh *fresh, GError **error);

/* Whether the file's schema is the one of this program's newest version, word for word: the same
 * tables, indexes and triggers, and no others. */
gboolean rg_fresh_has_newest_schema (RgDb *db, gboolean *same, GError **error);

/* All enduring rows of an open file. Its tables and columns must be those of its schema version. */
gboolean rg_fresh_copy (RgFresh *fresh, RgDb *source, RgFreshProgress progress, gpointer data,
                        GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgFresh, rg_fresh_free)

G_END_DECLS
