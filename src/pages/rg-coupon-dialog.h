/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Notes that a coupon was used: typed, or read by a scanner, which types and presses Enter. One
 * after the other; the dialog stays.
 *
 * construct properties  store (RgStore), query (a{sv}): nothing is asked of it */
#pragma once

#include <adwaita.h>

#include "store/rg-store-coupons.h"

G_BEGIN_DECLS

#define RG_TYPE_COUPON_DIALOG (rg_coupon_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgCouponDialog, rg_coupon_dialog, RG, COUPON_DIALOG, AdwDialog)

G_END_DECLS
