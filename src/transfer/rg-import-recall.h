/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What was answered for the last file with the same columns. */
#pragma once

#include "store/rg-import-origin.h"
#include "store/rg-store.h"
#include "transfer/rg-mapping.h"

G_BEGIN_DECLS

/* Gives the mapping the shop's own fields and its staff, the till that was named for such a file,
 * and the meanings that somebody corrected: in any format, or in `format` alone where that is not
 * NULL. *origin (may be NULL) gets the answers.
 * Reads the shop; may be called from any thread. */
gboolean rg_import_recall (RgStore *store, RgMapping *mapping, const char *format,
                           GCancellable *cancellable, RgImportOrigin **origin, GError **error);

G_END_DECLS
