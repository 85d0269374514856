/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How a file is read: its format, and for a file of text its encoding and what stands between its
 * columns. */
#pragma once

#include <adwaita.h>

#include "transfer/rg-import-file.h"
#include "transfer/rg-mapping.h"

G_BEGIN_DECLS

#define RG_TYPE_IMPORT_FILE_GROUP (rg_import_file_group_get_type ())
G_DECLARE_FINAL_TYPE (RgImportFileGroup, rg_import_file_group, RG, IMPORT_FILE_GROUP,
                      AdwPreferencesGroup)

/* Shows how the file is read now. Both are borrowed for the call.
 *
 * Signals: "dialect-chosen" (guint), an index into the mapping's dialects; "reading-chosen" when
 * the file should be read in another way, see the two functions below. */
void rg_import_file_group_show (RgImportFileGroup *self, const RgImportFile *file,
                                const RgMapping *mapping);
/* The sheet of a spreadsheet; NULL where there is none. */
char *rg_import_file_group_dup_sheet (RgImportFileGroup *self);
/* What was chosen; NULL and NUL where it is to be found out. */
const char *rg_import_file_group_get_charset (RgImportFileGroup *self);
char rg_import_file_group_get_separator (RgImportFileGroup *self);

G_END_DECLS
