/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One version of the permission form: written, or read where it is used. */
#pragma once

#include "store/rg-store-wordings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_WORDING_DIALOG (rg_wording_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgWordingDialog, rg_wording_dialog, RG, WORDING_DIALOG, AdwDialog)

AdwDialog *rg_wording_dialog_new (RgStore *store, const RgWording *wording);

G_END_DECLS
