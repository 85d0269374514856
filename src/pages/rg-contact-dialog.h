/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Edits one e-mail, phone or address, or makes it. What is saved is one action. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-contacts.h"

G_BEGIN_DECLS

#define RG_TYPE_CONTACT_DIALOG (rg_contact_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgContactDialog, rg_contact_dialog, RG, CONTACT_DIALOG, AdwDialog)

/* contact is copied. has_home: whether it can belong to a home. */
AdwDialog *rg_contact_dialog_new (RgStore *store, const RgContact *contact, gboolean has_home);

G_END_DECLS
