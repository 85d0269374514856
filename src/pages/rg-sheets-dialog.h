/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Page Setup: the paper, and for labels which sheet they are on and where the first one is. */
#pragma once

#include <adwaita.h>

#include "print/rg-sheets.h"

G_BEGIN_DECLS

#define RG_TYPE_SHEETS_DIALOG (rg_sheets_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgSheetsDialog, rg_sheets_dialog, RG, SHEETS_DIALOG, AdwDialog)

typedef void (*RgSheetsChosen) (const RgSheetsSetup *setup, gpointer data);

/* chosen is called with `owner` when somebody has set it up, unless owner is gone by then. */
AdwDialog *rg_sheets_dialog_new (const RgSheetsSetup *setup, RgSheetsChosen chosen,
                                 GObject *owner);

G_END_DECLS
