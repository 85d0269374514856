/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Preferences of this computer. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_PREFERENCES_DIALOG (rg_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgPreferencesDialog, rg_preferences_dialog, RG, PREFERENCES_DIALOG,
                      AdwPreferencesDialog)

/* shop_file: path of the shop that is open, or NULL. */
AdwDialog *rg_preferences_dialog_new (GSettings *settings, const char *shop_file);

G_END_DECLS
