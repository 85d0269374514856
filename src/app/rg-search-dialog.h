/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The search over everything: customers, segments, campaigns, products and commands. What is chosen
 * is done in the window that the dialog lies over. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_SEARCH_DIALOG (rg_search_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgSearchDialog, rg_search_dialog, RG, SEARCH_DIALOG, AdwDialog)

/* store NULL: only commands are found. */
AdwDialog *rg_search_dialog_new (RgStore *store, GtkApplicationWindow *window);
/* As if the text had been typed. */
void rg_search_dialog_search (RgSearchDialog *self, const char *text);

G_END_DECLS
