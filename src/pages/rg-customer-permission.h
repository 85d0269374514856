/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a customer allows, on their profile: the rows, and what can be written down. */
#pragma once

#include "pages/rg-customer-page.h"
#include "pages/rg-permission-row.h"

G_BEGIN_DECLS

/* Installs page.permission-form, page.print-form, page.print-agreed, page.never-contact and
 * page.contact-again. */
void rg_customer_permission_install (GtkWidgetClass *widget_class);
/* Enables them by what the profile says. */
void rg_customer_permission_allow (RgCustomerPage *page, gboolean writable);
void rg_customer_permission_add (RgCustomerPage *page, AdwPreferencesGroup *group,
                                 RgPermissionRow *rows[RG_N_ASKED]);
void rg_customer_permission_show (RgPermissionRow *rows[RG_N_ASKED], const RgProfile *profile);

G_END_DECLS
