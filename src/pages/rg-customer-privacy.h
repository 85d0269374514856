/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a customer may ask the shop for: everything that it knows, and to be forgotten. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Installs page.own-copy and page.erase on an AdwNavigationPage that has the properties "store" and
 * "id" (a customer's), and whose title is the customer's name. */
void rg_customer_privacy_install (GtkWidgetClass *widget_class);

G_END_DECLS
