/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reading and importing texts, for tests. */
#pragma once

#include "store/rg-store-import.h"
#include "transfer/rg-import-file.h"

#include "rg-test-shop.h"

G_BEGIN_DECLS

/* Reads a text as a file of that name, in the currency of the test shop; NULL with an error. */
RgImportBatch *rg_test_read (const char *name, const char *text, gssize length, GError **error);
/* Checks the file, imports it, and asserts that the check said what the import did. Returns the
 * action, 0 where nothing changed. */
gint64 rg_test_import (RgTestShop *test, const char *name, const char *text,
                       RgImportSummary *summary);
gint64 rg_test_import_batch (RgTestShop *test, const RgImportBatch *batch,
                             RgImportSummary *summary);

G_END_DECLS
