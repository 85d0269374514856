/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The actions that have to do with campaigns. */
#include "fault-actions-private.h"

#include "store/rg-campaign-request.h"
#include "store/rg-store-coupons.h"
#include "store/rg-store-message-templates.h"
#include "transfer/rg-campaign-export.h"

gint64
fault_find (RgTestShop *shop, const char *sql)
{
  g_autofree char *text = rg_test_shop_read (shop, sql);

  g_assert_nonnull (text);
  return g_ascii_strtoll (text, NULL, 10);
}

gint64
fault_find_customer (RgTestShop *shop, const char *name)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM customer WHERE name = '%s'", name);

  return fault_find (shop, sql);
}

static gboolean
request (RgTestShop *shop, RgCampaignRequest *made, GError **error)
{
  g_autoptr (RgCampaignRequest) owned = made;

  return rg_campaign_request_run (owned, shop->store, error);
}

static gint64
find_campaign (RgTestShop *shop, gboolean fixed)
{
  return fault_find (shop, fixed ? "SELECT id FROM campaign WHERE fixed_at IS NOT NULL"
                           : "SELECT id FROM campaign WHERE fixed_at IS NULL");
}

static gboolean
save_campaign (RgTestShop *shop, gint64 id, const char *name, GError **error)
{
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();

  campaign->id = id;
  g_set_str (&campaign->name, name);
  g_set_str (&campaign->segment_text, "visits at least 1");
  g_set_str (&campaign->subject, "For {{first name|you}}");
  g_set_str (&campaign->message, "Dear {{first name|friend}} in {{city}}: {{coupon}}");
  campaign->piece_cost_minor = 150;
  return request (shop, rg_campaign_request_save (campaign), error);
}

static gboolean
fix_campaign (RgTestShop *shop, gint64 id, GError **error)
{
  gint64 people[4] = {
    fault_find_customer (shop, "Åse Dahl"),
    fault_find_customer (shop, "Bo Ek"),
    fault_find_customer (shop, "Ida Li"),
    /* Unless erased before. */
    fault_find (shop, "SELECT coalesce (min(id), 0) FROM customer WHERE name = 'Min-su Kim'"),
  };

  return request (shop, rg_campaign_request_fix (id, "visits at least 1", people,
                                                 people[3] != 0 ? 4 : 3), error);
}

gboolean
fault_campaign_new (RgTestShop *shop, GError **error)
{
  return save_campaign (shop, 0, "Winter letter", error);
}

gboolean
fault_campaign_edit (RgTestShop *shop, GError **error)
{
  return save_campaign (shop, find_campaign (shop, FALSE), "Late autumn letter", error);
}

/* In two versions, with an offer. */
gboolean
fault_template_keep (RgTestShop *shop, GError **error)
{
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();
  g_autoptr (RgMessageTemplate) template = NULL;

  g_set_str (&campaign->message, "Dear {{first name|friend}}");
  campaign->offer.kind = RG_OFFER_MONEY;
  campaign->offer.value = 500;
  g_ptr_array_add (campaign->versions, rg_campaign_version_new ("A", 1, "", campaign->message));
  g_ptr_array_add (campaign->versions, rg_campaign_version_new ("B", 1, "", "Hi"));
  template = rg_message_template_new ("Of Ours", campaign, 0);
  return rg_store_save_message_template_sync (shop->store, template, NULL, error);
}

gboolean
fault_template_delete (RgTestShop *shop, GError **error)
{
  return rg_store_delete_message_template_sync (
      shop->store, fault_find (shop, "SELECT max (id) FROM message_template"), NULL, error);
}

gboolean
fault_campaign_exclude (RgTestShop *shop, GError **error)
{
  gint64 campaign = find_campaign (shop, FALSE);
  gint64 customer = fault_find_customer (shop, "Bo Ek");

  return request (shop, rg_campaign_request_exclude (campaign, customer, TRUE), error);
}

gboolean
fault_campaign_fix (RgTestShop *shop, GError **error)
{
  return fix_campaign (shop, find_campaign (shop, FALSE), error);
}

gboolean
fault_campaign_seed (RgTestShop *shop, GError **error)
{
  return request (shop, rg_campaign_request_seed (2, TRUE), error);
}

gboolean
fault_campaign_drop (RgTestShop *shop, GError **error)
{
  return request (shop, rg_campaign_request_begin_output (find_campaign (shop, TRUE)), error);
}

gboolean
fault_campaign_output (RgTestShop *shop, GError **error)
{
  return request (shop, rg_campaign_request_note_sheets (find_campaign (shop, TRUE),
                                                         RG_OUTPUT_LETTERS, TRUE, 2),
                  error);
}

gboolean
fault_campaign_export (RgTestShop *shop, GError **error)
{
  g_autofree char *path = g_strconcat (shop->path, ".csv", NULL);
  RgExportResult result;

  return rg_campaign_export (shop->store, find_campaign (shop, TRUE), RG_LAYOUT_TABLE, path,
                             &result, NULL, error);
}

gboolean
fault_coupon_use (RgTestShop *shop, GError **error)
{
  g_autofree char *code = rg_test_shop_read (shop, "SELECT min (code) FROM coupon WHERE code NOT "
                                                   "IN (SELECT code FROM coupon_use)");
  const RgCouponUse use = { .code = code, .day = 20700, .discount_minor = 500 };

  return rg_coupon_use_sync (shop->store, &use, NULL, error);
}

gboolean
fault_discount_give (RgTestShop *shop, GError **error)
{
  const RgDiscount discount = { .customer = fault_find (shop, "SELECT min (id) FROM customer "
                                                              "WHERE merged_into IS NULL AND "
                                                              "deleted_at IS NULL AND erased_at "
                                                              "IS NULL"),
                                .percent_milli = 10000, .reason = (char *) "waited" };

  return rg_discount_give_sync (shop->store, &discount, NULL, error);
}

gboolean
fault_rest_group (RgTestShop *shop, GError **error)
{
  return rg_rest_group_save_sync (shop->store, 50, NULL, error);
}

gboolean
fault_campaign_delete (RgTestShop *shop, GError **error)
{
  return request (shop, rg_campaign_request_delete (find_campaign (shop, FALSE)), error);
}
