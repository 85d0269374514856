/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The points of one customer: how many, what lapses when, and every entry behind them. Construct
 * properties "store" and "id" (int64), the customer's. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-loyalty.h"

G_BEGIN_DECLS

#define RG_TYPE_POINTS_PAGE (rg_points_page_get_type ())
G_DECLARE_FINAL_TYPE (RgPointsPage, rg_points_page, RG, POINTS_PAGE, AdwNavigationPage)

/* "40 points lapse after 12 Dec 2026", or NULL where none do. Owned by the caller. */
char *rg_points_dup_next_lapse (const GArray *lots, RgDay today);

G_END_DECLS
