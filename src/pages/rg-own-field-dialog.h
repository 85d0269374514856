/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Makes one of the shop's own fields, or changes it. */
#pragma once

#include "store/rg-store-own-fields.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_OWN_FIELD_DIALOG (rg_own_field_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgOwnFieldDialog, rg_own_field_dialog, RG, OWN_FIELD_DIALOG, AdwDialog)

/* field NULL: a new one. */
AdwDialog *rg_own_field_dialog_new (RgStore *store, const RgOwnField *field);

G_END_DECLS
