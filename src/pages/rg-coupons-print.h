/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Prints coupons that stand by themselves, to cut out and hand over. */
#pragma once

#include <gtk/gtk.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

void rg_coupons_print_one (GtkWidget *widget, RgStore *store, const char *code);
/* Those that an automation gave and that can still be used; says so where there are none. */
void rg_coupons_print_given (GtkWidget *widget, RgStore *store, const guint8 *automation);

G_END_DECLS
