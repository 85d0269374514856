/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Telling of coupons. */
#pragma once

#include "ctl/rg-ctl.h"
#include "store/rg-store-coupons.h"

G_BEGIN_DECLS

/* As a line, and as an object. */
void rg_ctl_tell_coupon (RgCtl *ctl, const RgCoupon *coupon);
/* As an array of them. */
void rg_ctl_tell_coupons (RgCtl *ctl, const GPtrArray *coupons);

G_END_DECLS
