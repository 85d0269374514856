/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Named statements out of .sql files in GResource.
 *
 * GROUP.sql lies under /io/github/regulars/sql/. A statement begins with a line "-- name: WORD" and
 * goes on to the next such line; a line that says what it is for follows the name. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Statement name to text, for one group; NULL with an error where there is no such file. */
GHashTable *rg_sql_load (const char *group, GError **error);
/* The groups that are there, sorted; for tests. */
GStrv rg_sql_groups (void);

G_END_DECLS
