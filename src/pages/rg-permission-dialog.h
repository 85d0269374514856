/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Writes down what one person said about being contacted: all that one form says, at once. */
#pragma once

#include "store/rg-store-profile.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_PERMISSION_DIALOG (rg_permission_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgPermissionDialog, rg_permission_dialog, RG, PERMISSION_DIALOG, AdwDialog)

/* asked: what the person spoke about, with their answer; RG_N_ASKED for nothing yet. */
AdwDialog *rg_permission_dialog_new (RgStore *store, const RgProfile *profile, RgChannel asked,
                                     gboolean granted);

G_END_DECLS
