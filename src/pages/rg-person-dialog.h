/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Chooses one customer out of all. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_PERSON_DIALOG (rg_person_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgPersonDialog, rg_person_dialog, RG, PERSON_DIALOG, AdwDialog)

/* signals
 *   chosen (gint64 id): somebody was chosen; the dialog closes after it. */
AdwDialog *rg_person_dialog_new (RgStore *store, const char *title);

G_END_DECLS
