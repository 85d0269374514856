/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the shop reckons with where no till can know it: the margin where costs are not known, an
 * hour of work, and what a year's campaigns may cost. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_COST_NOT_SET (-1)

typedef struct {
  int margin_permille; /* of net sales, where the cost of goods is not known; or RG_COST_NOT_SET */
  gint64 hour_minor;   /* an hour of work; or RG_COST_NOT_SET: staff's time is not counted */
  int year;            /* of the next */
  gint64 budget_minor; /* for all campaigns of that year; or RG_COST_NOT_SET */
} RgShopCosts;

gboolean rg_shop_costs_read (RgDb *db, int year, RgShopCosts *costs, GError **error);

/* One action. RG_STORE_ERROR_INVALID for amounts below zero and a margin above all. */
gboolean rg_store_save_costs_sync (RgStore *store, const RgShopCosts *costs, gint64 *action_id,
                                   GError **error);
void rg_store_save_costs_async (RgStore *store, const RgShopCosts *costs,
                                GAsyncReadyCallback callback, gpointer user_data);

/* What some minutes of work cost, rounded half up; 0 where an hour has no cost. */
gint64 rg_shop_costs_of_minutes (const RgShopCosts *costs, gint64 minutes);

G_END_DECLS
