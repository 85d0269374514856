/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Prints the permission form, or a person's own copy, through the print dialog. */
#pragma once

#include <gtk/gtk.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

/* customer: 0 for a blank form. What goes wrong is said as a toast. */
void rg_permission_print (GtkWidget *widget, RgStore *store, gint64 customer, gboolean copy);

G_END_DECLS
