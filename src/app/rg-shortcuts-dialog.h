/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The dialog that lists every shortcut. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_SHORTCUTS_DIALOG (rg_shortcuts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgShortcutsDialog, rg_shortcuts_dialog, RG, SHORTCUTS_DIALOG, AdwDialog)

AdwDialog *rg_shortcuts_dialog_new (void);

G_END_DECLS
