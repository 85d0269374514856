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
/* A new one beside others (RgOwnField), filled in as it is given; nothing is saved.
 * signal made (const RgOwnField *field): as somebody wants it. */
AdwDialog *rg_own_field_dialog_new_for (const RgOwnField *field, GPtrArray *others);

G_END_DECLS
