/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What people answered before about files with the same columns: which till they are from, where
 * the file does not say, and what the columns mean. */
#pragma once

#include "db/rg-db.h"

G_BEGIN_DECLS

typedef struct {
  char *till;           /* of the last file with the same columns; "" for the only one */
  gboolean own_numbers; /* whether that till counts its customers by itself */
  char *corrections;    /* of what its columns mean; "" where nothing was corrected */
  GStrv tills;          /* every till that was ever named, in order */
} RgImportOrigin;

/* `columns` is what rg_mapping_dup_columns() tells of the file. */
RgImportOrigin *rg_import_origin_read (RgDb *db, const char *columns, GError **error);
void rg_import_origin_free (RgImportOrigin *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgImportOrigin, rg_import_origin_free)

G_END_DECLS
