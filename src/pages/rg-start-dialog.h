/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Start My Shop: one question a step, from the name of the shop to where its backups go. The shop's
 * file is made after the first; from then on it can be left and taken up again. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_START_DIALOG (rg_start_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgStartDialog, rg_start_dialog, RG, START_DIALOG, AdwDialog)

/* signals
 *   started (RgStore *store): the file has been made and is open. */

/* path: where the file will be; its folder exists. settings: of the application (backup-folder). */
AdwDialog *rg_start_dialog_new (const char *path, GSettings *settings);
/* Goes on with a shop that is open, at the first question that is not answered. */
AdwDialog *rg_start_dialog_new_resume (RgStore *store, GSettings *settings);

G_END_DECLS
