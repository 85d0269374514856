/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "rg-test-campaign.h"

static gint64
rg_test_shop_request (RgTestShop *shop, RgCampaignRequest *request, gint64 *action)
{
  g_autoptr (RgCampaignRequest) owned = request;
  g_autoptr (GError) error = NULL;

  rg_campaign_request_run (owned, shop->store, &error);
  g_assert_no_error (error);
  *action = rg_campaign_request_get_action (owned);
  return rg_campaign_request_get_id (owned);
}

gint64
rg_test_shop_run (RgTestShop *shop, RgCampaignRequest *request)
{
  gint64 action;

  return rg_test_shop_request (shop, request, &action);
}

gint64
rg_test_shop_do (RgTestShop *shop, RgCampaignRequest *request)
{
  gint64 action;

  rg_test_shop_request (shop, request, &action);
  return action;
}
