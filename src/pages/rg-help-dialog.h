/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The help: its contents, a search over all pages, and the pages. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_HELP_DIALOG (rg_help_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgHelpDialog, rg_help_dialog, RG, HELP_DIALOG, AdwDialog)

/* target: "numbers#net-sales", or "" for the contents. */
AdwDialog *rg_help_dialog_new (const char *target);

G_END_DECLS
