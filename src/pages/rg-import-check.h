/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What Check File says, as rows. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-import.h"

G_BEGIN_DECLS

/* Groups of rows for a page; the newest result is shown on a page of its own. */
void rg_import_check_fill (AdwPreferencesPage *page, const RgImportSummary *summary,
                           const RgImportBatch *batch, const char *currency);

G_END_DECLS
