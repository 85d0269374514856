/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Asks for what a new shop needs, and makes its file. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_START_DIALOG (rg_start_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgStartDialog, rg_start_dialog, RG, START_DIALOG, AdwDialog)

/* signals
 *   started (RgStore *store): the file has been made and is open. */
/* path: where the file will be; its folder exists. */
AdwDialog *rg_start_dialog_new (const char *path);

G_END_DECLS
