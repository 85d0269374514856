/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Parts of a message that only some people see: who sees them in a fixed list, what becomes of them
 * when something that they name is called otherwise, and those that nobody sees. */
#include "rg-test-shop.h"

#include <string.h>

#include "store/rg-campaign-request.h"
#include "store/rg-message-conditions.h"
#include "store/rg-store-consent.h"
#include "store/rg-store-dataset.h"
#include "store/rg-store-segments.h"
#include "store/rg-store-undo.h"

#define PEOPLE 6

static void
allow (RgTestShop *test, gint64 id, RgChannel channel, gboolean granted)
{
  const RgConsentNew entry = { .customer = id, .channel = channel, .granted = granted,
                               .effective_on = 20000 };
  g_autoptr (GError) error = NULL;

  rg_store_set_permission_sync (test->store, &entry, NULL, &error);
  g_assert_no_error (error);
}

/* Every second of them lives in Oslo, and everybody looked at something today. */
static RgTestShop *
make_shop (void)
{
  RgTestShop *test = rg_test_shop_new ();
  g_autoptr (GString) sql = g_string_new (
      "INSERT INTO product (uuid, code, name) VALUES (randomblob (16), 'K', 'Kettle');"
      "INSERT INTO segment (uuid, name, text) VALUES "
      "(randomblob (16), 'Near', 'city is \"Oslo\"');");

  for (int i = 1; i <= PEOPLE; i++)
    g_string_append_printf (
        sql,
        "INSERT INTO customer (uuid, name) VALUES (randomblob (16), 'Person %d');"
        "INSERT INTO contact_point (uuid, customer_id, kind, value, postcode, city) VALUES "
        "(randomblob (16), %d, 'address', 'Storgata %d', '0155', '%s');"
        "INSERT INTO activity (uuid, customer_id, product_id, kind, day_on, quantity_milli) VALUES "
        "(randomblob (16), %d, 1, 'viewed', %d, 1000);", i, i, i, i % 2 == 0 ? "Oslo" : "Voss", i,
        rg_shop_get_day (rg_store_get_shop (test->store)));
  rg_test_shop_write (test, "People", sql->str);
  for (gint64 id = 1; id <= PEOPLE; id++)
    allow (test, id, RG_CHANNEL_POST, TRUE);
  return test;
}

static gint64
make (RgTestShop *test, const char *message)
{
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();
  g_autoptr (RgCampaignRequest) save = NULL;
  g_autoptr (GError) error = NULL;

  g_set_str (&campaign->name, "Campaign");
  g_set_str (&campaign->message, message);
  save = rg_campaign_request_save (campaign);
  rg_campaign_request_run (save, test->store, &error);
  g_assert_no_error (error);
  return rg_campaign_request_get_id (save);
}

static gboolean
fix (RgTestShop *test, gint64 id, gboolean with_dataset, GError **error)
{
  const gint64 ids[PEOPLE] = { 1, 2, 3, 4, 5, 6 };
  g_autoptr (RgCampaignRequest) request = rg_campaign_request_fix (id, "", ids, PEOPLE);
  g_autoptr (RgDataset) dataset = with_dataset ? rg_store_dup_dataset_sync (test->store, NULL)
                                               : NULL;

  rg_campaign_request_set_dataset (request, dataset);
  return rg_campaign_request_run (request, test->store, error);
}

static void
check (RgTestShop *test, const char *sql, const char *expected)
{
  g_autofree char *got = rg_test_shop_read (test, sql);

  g_assert_cmpstr (got, ==, expected);
}

/* Whom it is for alone reads it, and nothing of it is left with the others. */
static void
test_fixed (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autoptr (GError) error = NULL;
  const gint64 id = make (test, "Dear {{name}},\n\n{{only for segment is \"Near\"}}\nCome by.\n"
                                "{{end}}\n\nSee {{only for city is \"Voss\"}}us in Voss{{end}}.");

  g_assert_false (fix (test, id, FALSE, &error));
  g_assert_nonnull (strstr (error->message, "still being read"));
  g_clear_error (&error);
  g_assert_true (fix (test, id, TRUE, &error));
  g_assert_no_error (error);
  check (test, "SELECT body FROM campaign_member WHERE customer_id = 2",
         "Dear Person 2,\n\nCome by.\n\nSee .");
  check (test, "SELECT body FROM campaign_member WHERE customer_id = 3",
         "Dear Person 3,\n\nSee us in Voss.");
  check (test, "SELECT count(*) FROM campaign_member WHERE body LIKE '%Come by.%'", "3");
  check (test, "SELECT count(*) FROM campaign_member WHERE tailored", "0");
}

/* What asks what somebody looked at is for those alone who allow that, and goes out only while they
 * do; also what is for those who did not look. */
static void
test_tailored (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autoptr (RgCampaignRequest) out = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 id = make (test, "Hi{{only for looked at product \"Kettle\"}} looker{{end}}"
                                "{{only for never left in basket product \"Kettle\"}} none{{end}}");

  allow (test, 1, RG_ASKED_TAILORED, TRUE);
  allow (test, 2, RG_ASKED_TAILORED, TRUE);
  allow (test, 3, RG_ASKED_TAILORED, FALSE);
  g_assert_true (fix (test, id, TRUE, &error));
  check (test, "SELECT group_concat (customer_id) FROM campaign_member WHERE body = "
               "'Hi looker none' AND tailored", "1,2");
  check (test, "SELECT count(*) FROM campaign_member WHERE body = 'Hi' AND NOT tailored", "4");
  allow (test, 2, RG_ASKED_TAILORED, FALSE);
  out = rg_campaign_request_begin_output (id);
  g_assert_true (rg_campaign_request_run (out, test->store, &error));
  check (test, "SELECT group_concat (customer_id) FROM campaign_member WHERE state = 'dropped'",
         "2");
}

/* A segment of another name has it in messages too, of versions as well, until that is taken
 * back. */
static void
test_follows (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  const gint64 id = make (test, "{{only for segment is \"Near\"}}Hi{{end}}");
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (RgSavedSegment) segment = rg_saved_segment_new ("Close", "city is \"Oslo\"");
  g_autoptr (GError) error = NULL;
  gint64 action;

  g_assert_cmpint (id, ==, 1);
  rg_test_shop_write (test, "Versions", "INSERT INTO campaign_version (campaign_id, number, name, "
                      "message) VALUES (1, 1, 'A', ''), (1, 2, 'B', "
                      "'{{only for segment is \"Near\"}}Ho{{end}}')");
  before = rg_test_shop_dump (test, TRUE);
  segment->id = 1;
  rg_store_save_segment_sync (test->store, segment, &segment->id, &action, &error);
  g_assert_no_error (error);
  check (test, "SELECT message FROM campaign", "{{only for segment is \"Close\"}}Hi{{end}}");
  check (test, "SELECT message FROM campaign_version WHERE number = 2",
         "{{only for segment is \"Close\"}}Ho{{end}}");
  rg_test_shop_take_back (test, action);
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, after);
}

/* What names something that is gone, and what is so of nobody. */
static void
test_nobody (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();
  g_autoptr (GPtrArray) parts = NULL;
  const RgMessagePart *gone, *some;

  g_set_str (&campaign->message, "{{only for segment is \"Gone\"}}a{{end}}"
                                 "{{only for city is \"Oslo\"}}b{{end}}{{only for city is}}");
  campaign->dataset = rg_store_dup_dataset_sync (test->store, NULL);
  parts = rg_campaign_find_parts (campaign, rg_store_get_shop (test->store), NULL);
  g_assert_cmpuint (parts->len, ==, 2);
  gone = parts->pdata[0];
  some = parts->pdata[1];
  g_assert_cmpstr (gone->unknown, ==, "Gone");
  g_assert_null (some->unknown);
  g_assert_nonnull (strstr (some->sentence, "Oslo"));
  g_assert_cmpuint (rg_campaign_count_problems (campaign, NULL), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/message-parts/fixed", test_fixed);
  g_test_add_func ("/message-parts/tailored", test_tailored);
  g_test_add_func ("/message-parts/follows", test_follows);
  g_test_add_func ("/message-parts/nobody", test_nobody);
  return g_test_run ();
}
