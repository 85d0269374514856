/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Edits a customer, or makes one. What is saved is one action; the window offers to undo it. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-customers.h"

G_BEGIN_DECLS

#define RG_TYPE_CUSTOMER_DIALOG (rg_customer_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgCustomerDialog, rg_customer_dialog, RG, CUSTOMER_DIALOG, AdwDialog)

/* details NULL: a new customer, whose profile opens when it is saved. Copied. */
AdwDialog *rg_customer_dialog_new (RgStore *store, const RgCustomerDetails *details);

G_END_DECLS
