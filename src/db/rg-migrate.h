/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Numbered migrations out of GResource, /io/github/regulars/migrations/NNNN-words.sql. */
#pragma once

#include "db/rg-db.h"

G_BEGIN_DECLS

/* The schema version of this program. */
int rg_migrate_newest (void);
/* The schema version of the file. */
gboolean rg_migrate_get_version (RgDb *db, int *version, GError **error);
/* Brings the file up to date, one transaction a step; a new file in a single one, in which it gets
 * what all steps make. A file of a newer version is refused and left untouched
 * (RG_DB_ERROR_TOO_NEW). */
gboolean rg_migrate (RgDb *db, GError **error);
/* The same, only up to a version. */
gboolean rg_migrate_to (RgDb *db, int version, GError **error);

G_END_DECLS
