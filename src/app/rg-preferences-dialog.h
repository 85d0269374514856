/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Preferences: of this computer (who is at the keyboard), and of the shop that is open. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_PREFERENCES_DIALOG (rg_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgPreferencesDialog, rg_preferences_dialog, RG, PREFERENCES_DIALOG,
                      AdwPreferencesDialog)

/* store may be NULL: then only this computer's preferences are shown. */
AdwDialog *rg_preferences_dialog_new (GSettings *settings, RgStore *store);

G_END_DECLS
