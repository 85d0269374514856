/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A file on its way into the shop: how it is read, what it would do (Check File), and then the
 * import, which goes on as a job of the window while the dialog closes. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct properties: "store" (RgStore) and "query" (a{sv}): "uri" s, and "kind" s, "sales" or
 * "customers" where the person said which; "check" b, where Check File comes at once. */
#define RG_TYPE_IMPORT_DIALOG (rg_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgImportDialog, rg_import_dialog, RG, IMPORT_DIALOG, AdwDialog)

G_END_DECLS
