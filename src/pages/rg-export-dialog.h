/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Asks where customers, or everything, is to be written, and writes it in the background. */
#pragma once

#include <gtk/gtk.h>

#include "transfer/rg-list-export.h"

G_BEGIN_DECLS

/* ids: GArray of gint64, which nobody may change any more. */
void rg_export_list (GtkWidget *widget, RgStore *store, RgListFormat format, GArray *ids);
void rg_export_everything (GtkWidget *widget, RgStore *store);

G_END_DECLS
