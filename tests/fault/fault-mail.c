/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What comes back to a campaign by e-mail. */
#include "fault-actions-private.h"

#include <string.h>

#include "store/rg-campaign-request.h"
#include "store/rg-store-consent.h"
#include "store/rg-store-mail-reading.h"
#include "store/rg-store-outbox.h"
#include "store/rg-store-responses.h"

static gboolean
allow (RgTestShop *shop, gint64 customer, GError **error)
{
  const RgConsentNew entry = { .customer = customer, .channel = RG_CHANNEL_EMAIL, .granted = TRUE,
                               .effective_on = 20700 };

  return rg_store_set_permission_sync (shop->store, &entry, NULL, error);
}

static gboolean
make_campaign (RgTestShop *shop, gint64 *id, GError **error)
{
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();
  g_autoptr (RgCampaignRequest) saved = NULL;

  campaign->channel = RG_CHANNEL_EMAIL;
  g_set_str (&campaign->name, "Winter mail");
  g_set_str (&campaign->segment_text, "has email");
  g_set_str (&campaign->subject, "Hello");
  g_set_str (&campaign->message, "Dear {{first name|friend}}");
  saved = rg_campaign_request_save (campaign);
  if (!rg_campaign_request_run (saved, shop->store, error))
    return FALSE;
  *id = rg_campaign_request_get_id (saved);
  return TRUE;
}

static gboolean
send_all (RgTestShop *shop, gint64 id, GError **error)
{
  g_auto (RgMailBatch) batch = { .most = RG_OUTBOX_MOST };

  if (!rg_outbox_begin (shop->store, id, "example.org", FALSE, error) ||
      !rg_outbox_next (shop->store, id, &batch, error))
    return FALSE;
  g_assert_cmpuint (batch.n, ==, 2);
  for (guint i = 0; i < batch.n; i++)
    batch.mail[i].state = RG_MAIL_SENT;
  return rg_outbox_settle (shop->store, id, &batch, error);
}

gboolean
fault_mail_sent (RgTestShop *shop, GError **error)
{
  const gint64 people[] = { fault_find_customer (shop, "Åse Dahl"),
                            fault_find_customer (shop, "Bo Ek") };
  g_autoptr (RgCampaignRequest) fixed = NULL;
  gint64 id = 0;

  if (!allow (shop, people[0], error) || !allow (shop, people[1], error) ||
      !make_campaign (shop, &id, error))
    return FALSE;
  fixed = rg_campaign_request_fix (id, "has email", people, G_N_ELEMENTS (people));
  return rg_campaign_request_run (fixed, shop->store, error) && send_all (shop, id, error);
}

static void
take_token (RgTestShop *shop, const char *name, RgMailNews *news)
{
  g_autofree char *sql = g_strdup_printf ("SELECT substr (message_id, 2, 36) FROM outbox JOIN "
                                          "customer ON customer.id = customer_id WHERE name = '%s'",
                                          name);
  g_autofree char *token = rg_test_shop_read (shop, sql);

  g_assert_nonnull (token);
  g_strlcpy (news->token, token, sizeof news->token);
}

gboolean
fault_mail_read (RgTestShop *shop, GError **error)
{
  const RgMailReading reading = { 1795284000, 7, 42 };
  RgMailNews news[] = { { RG_MAIL_NEWS_UNSUBSCRIBED, "", NULL },
                        { RG_MAIL_NEWS_HARD, "", (char *) "5.1.1 no such person" },
                        { RG_MAIL_NEWS_SOFT, "", (char *) "4.2.2 full" } };
  RgMailRead read = { 0 };

  take_token (shop, "Åse Dahl", &news[0]);
  take_token (shop, "Bo Ek", &news[1]);
  take_token (shop, "Bo Ek", &news[2]);
  return rg_store_note_mail_read_sync (shop->store, &reading, news, G_N_ELEMENTS (news), &read,
                                       error);
}

static void
add_row (RgTestShop *shop, RgResponseFile *file, const char *name, RgResponse kind)
{
  g_autofree char *sql = g_strdup_printf ("SELECT contact FROM campaign_member AS m JOIN customer "
                                          "ON customer.id = customer_id WHERE customer.name = '%s' "
                                          "ORDER BY campaign_id DESC", name);
  g_autofree char *email = rg_test_shop_read (shop, sql);
  RgResponseRow row = { .row = file->rows->len + 2, .number = "", .coupon = "", .phone = "",
                        .hard = TRUE };

  g_assert_nonnull (email);
  row.email = rg_text_set_intern (file->texts, email, strlen (email));
  for (guint k = 0; k < RG_N_RESPONSES; k++)
    row.said[k] = (RgResponseSaid) { k == RG_RESPONSE_SENT || k == kind, RG_DAY_NONE,
                                     RG_TIME_NONE };
  g_array_append_val (file->rows, row);
}

/* What another sender says of the same campaign. */
gboolean
fault_response_bring (RgTestShop *shop, GError **error)
{
  g_autoptr (RgResponseFile) file = rg_response_file_new ("report.csv");
  g_auto (RgResponseSummary) summary = { 0 };

  file->opens = TRUE;
  add_row (shop, file, "Åse Dahl", RG_RESPONSE_OPENED);
  add_row (shop, file, "Åse Dahl", RG_RESPONSE_UNSUBSCRIBED);
  add_row (shop, file, "Bo Ek", RG_RESPONSE_BOUNCED);
  return rg_store_bring_responses_sync (
    shop->store, fault_find (shop, "SELECT max (id) FROM campaign"), file, &summary, NULL, NULL,
    error);
}
