/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is done with campaigns, for tests: it is taken over, and has to work. */
#pragma once

#include "rg-test-shop.h"
#include "store/rg-campaign-request.h"

G_BEGIN_DECLS

/* The campaign's id. */
gint64 rg_test_shop_run (RgTestShop *shop, RgCampaignRequest *request);
/* The id of the action; 0 where nothing changed. */
gint64 rg_test_shop_do (RgTestShop *shop, RgCampaignRequest *request);

G_END_DECLS
