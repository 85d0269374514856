/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Filling the templates of log.sql with the columns that the schema names. */
#pragma once

#include "db/rg-log.h"

G_BEGIN_DECLS

/* Ends rg_log_watch() until it is called again: for whoever writes the log of many rows at once.
 * Inside of a transaction; rolling back ends it as well. */
gboolean rg_log_unwatch (RgDb *db, const char *table, RgLogWhat what, GError **error);

typedef struct
{
  char *name;
  gboolean blob;
  gboolean key;
  char *begins; /* as SQL, what it holds in a row that was there before it was; or NULL */
} RgColumn;

typedef void (*RgColumnFunc) (GString *out, const RgColumn *column, const char *row);

/* The columns of a table, in the schema's order. */
GArray *rg_columns_read (RgDb *db, const char *table, GError **error);
gboolean rg_columns_have (GArray *columns, const char *name);
/* One comma-separated piece a column, or a column of the primary key; `row` stands before names. */
char *rg_columns_join (GArray *columns, gboolean keys_only, RgColumnFunc func, const char *row);
/* The columns of the key equal the members of the JSON array ?1. */
char *rg_columns_match (GArray *columns);
/* OLD and NEW are not the same in one of the columns; `but` (or NULL) is not looked at. */
char *rg_columns_differ (GArray *columns, const char *but);
/* Those of the columns that are among the names, which are a set; a new array. */
GArray *rg_columns_pick (GArray *columns, GHashTable *names);

void rg_column_append_image (GString *out, const RgColumn *column, const char *row);
void rg_column_append_name (GString *out, const RgColumn *column, const char *row);
void rg_column_append_value (GString *out, const RgColumn *column, const char *row);
/* The same of a row that comes back: a column that the image does not have came later. */
void rg_column_append_begin (GString *out, const RgColumn *column, const char *row);
void rg_column_append_assign (GString *out, const RgColumn *column, const char *row);
/* The same, but the column stays as it is where the image does not have it. */
void rg_column_append_keep (GString *out, const RgColumn *column, const char *row);

/* The named template with its @words@ filled in: pairs of word and text, ended by NULL. Takes the
 * texts over. */
char *rg_template_fill (RgDb *db, const char *name, GError **error, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
