/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Notes a discount that somebody of the staff gives one customer, and why. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-coupons.h"

G_BEGIN_DECLS

#define RG_TYPE_DISCOUNT_DIALOG (rg_discount_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgDiscountDialog, rg_discount_dialog, RG, DISCOUNT_DIALOG, AdwDialog)

AdwDialog *rg_discount_dialog_new (RgStore *store, gint64 customer);

G_END_DECLS
