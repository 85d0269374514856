/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Bring In Opens and Clicks: a file is chosen, checked, and brought in once somebody has seen what
 * it means. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

/* page: what the dialogs stand above, and what its toasts come from. */
void rg_response_import_begin (GtkWidget *page, RgStore *store, gint64 campaign);

G_END_DECLS
