/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* "Never contact again": it holds whatever is said later, for whoever comes back with the same
 * e-mail, phone or home, after an erasure too, until it is lifted; and it goes back. */
#include "rg-test-shop.h"

#include <string.h>

#include "store/rg-campaign-request.h"
#include "store/rg-store-consent.h"
#include "store/rg-store-erase.h"
#include "store/rg-store-suppression.h"

#define PERSON(name, email, street) \
  "INSERT INTO customer (uuid, name) VALUES (randomblob (16), '" name "');" \
  "INSERT INTO contact_point (uuid, customer_id, kind, value, value_key) VALUES " \
  "(randomblob (16), (SELECT max(id) FROM customer), 'email', '" email "', '" email "');" \
  "INSERT INTO contact_point (uuid, customer_id, kind, value, postcode, city) VALUES " \
  "(randomblob (16), (SELECT max(id) FROM customer), 'address', '" street "', '0155', 'Oslo');"

static void
set (RgTestShop *test, gint64 customer, RgChannel channel, gboolean granted)
{
  const RgConsentNew entry = { .customer = customer, .channel = channel, .granted = granted,
                               .effective_on = 20000 };
  g_autoptr (GError) error = NULL;

  rg_store_set_permission_sync (test->store, &entry, NULL, &error);
  g_assert_no_error (error);
}

static void
allow (RgTestShop *test, gint64 customer)
{
  for (int i = 0; i < RG_CHANNELS; i++)
    set (test, customer, (RgChannel) i, TRUE);
}

static gint64
never (RgTestShop *test, gint64 customer)
{
  g_autoptr (GError) error = NULL;
  gint64 action = 0;

  rg_store_suppress_customer_sync (test->store, customer, "said so by phone", &action, &error);
  g_assert_no_error (error);
  return action;
}

typedef struct {
  const RgShop *shop;
  RgChannel channel;
  const char *segment;
  gint64 customer;
  RgSeat seat;
} Planning;

static gboolean
plan_in_thread (RgDb *db, gpointer data, GError **error)
{
  Planning *planning = data;
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();
  g_autoptr (GPtrArray) people = NULL;

  campaign->channel = planning->channel;
  g_set_str (&campaign->segment_text, planning->segment != NULL ? planning->segment : "");
  people = rg_campaign_plan (db, planning->shop, campaign, &planning->customer, 1, 20100, error);
  if (people != NULL)
    planning->seat = ((RgCampaignPerson *) people->pdata[0])->seat;
  return people != NULL;
}

static RgLeftOut
plan (RgTestShop *test, gint64 customer, RgChannel channel, const char *segment)
{
  Planning planning = { .shop = rg_store_get_shop (test->store), .channel = channel,
                        .customer = customer, .segment = segment };
  g_autoptr (GError) error = NULL;

  rg_store_read_sync (test->store, RG_READER_ROWS, plan_in_thread, &planning, NULL, &error);
  g_assert_no_error (error);
  return planning.seat.reason;
}

static void
check (RgTestShop *test, const char *sql, const char *expected)
{
  g_autofree char *got = rg_test_shop_read (test, sql);

  g_assert_cmpstr (got, ==, expected);
}

static RgTestShop *
make_shop (void)
{
  RgTestShop *test = rg_test_shop_new ();

  rg_test_shop_write (test, "People", PERSON ("Åse Dahl", "ase@post.no", "Storgata 3")
                      PERSON ("Kim Min-su", "kim@post.no", "Torggata 1"));
  allow (test, 1);
  allow (test, 2);
  return test;
}

static void
test_whatever_is_said_later (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autoptr (GError) error = NULL;
  gint64 action;

  g_assert_cmpint (plan (test, 1, RG_CHANNEL_POST, NULL), ==, RG_LEFT_OUT_NOT);
  action = never (test, 1);
  allow (test, 1);
  for (int i = 0; i < RG_CHANNELS; i++)
    g_assert_cmpint (plan (test, 1, (RgChannel) i, NULL), ==, RG_LEFT_OUT_NEVER);
  g_assert_cmpint (plan (test, 2, RG_CHANNEL_POST, NULL), ==, RG_LEFT_OUT_NOT);
  rg_test_shop_take_back (test, action);
  g_assert_cmpint (plan (test, 1, RG_CHANNEL_POST, NULL), ==, RG_LEFT_OUT_NOT);
  check (test, "SELECT count(*) FROM suppressed", "0");
  never (test, 1);
  g_assert_true (rg_store_lift_suppression_sync (test->store, 1, NULL, &error));
  g_assert_cmpint (plan (test, 1, RG_CHANNEL_EMAIL, NULL), ==, RG_LEFT_OUT_NOT);
  check (test, "SELECT count(*) FROM suppressed", "0");
  g_assert_false (rg_store_suppress_customer_sync (test->store, 99, NULL, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
}

/* Another row with the same e-mail, or the same name at the same address, is the same person. */
static void
test_comes_back (void)
{
  g_autoptr (RgTestShop) test = make_shop ();

  never (test, 1);
  rg_store_erase_customer_sync (test->store, 1, NULL, NULL);
  check (test, "SELECT count(*) FROM suppressed WHERE customer_id IS NULL", "2");
  rg_test_shop_write (test, "Again", PERSON ("A. Dahl", "ase@post.no", "Elsewhere 9")
                      PERSON ("ÅSE  DAHL", "other@post.no", "storgata 3"));
  allow (test, 3);
  allow (test, 4);
  g_assert_cmpint (plan (test, 3, RG_CHANNEL_EMAIL, NULL), ==, RG_LEFT_OUT_NEVER);
  g_assert_cmpint (plan (test, 3, RG_CHANNEL_POST, NULL), ==, RG_LEFT_OUT_NOT);
  g_assert_cmpint (plan (test, 4, RG_CHANNEL_POST, NULL), ==, RG_LEFT_OUT_NEVER);
  g_assert_cmpint (plan (test, 4, RG_CHANNEL_EMAIL, NULL), ==, RG_LEFT_OUT_NOT);
  /* Nothing of the person stands in the file. */
  check (test, "SELECT count(*) FROM suppressed WHERE hash LIKE '%ase%'", "0");
}

/* Whoever asks after the list was fixed drops out at the next output, under another row too. */
static void
test_fixed_list (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();
  const gint64 everybody[] = { 1, 2, 3 };
  g_autoptr (RgCampaignRequest) save = NULL, fix = NULL, out = NULL;
  g_autoptr (GError) error = NULL;

  rg_test_shop_write (test, "Twin", PERSON ("Aase D.", "aase@work.no", "Elsewhere 9"));
  allow (test, 3);
  g_set_str (&campaign->name, "Mail");
  g_set_str (&campaign->message, "Hello");
  campaign->channel = RG_CHANNEL_EMAIL;
  save = rg_campaign_request_save (campaign);
  rg_campaign_request_run (save, test->store, &error);
  g_assert_no_error (error);
  fix = rg_campaign_request_fix (rg_campaign_request_get_id (save), "", everybody, 3);
  rg_campaign_request_run (fix, test->store, &error);
  g_assert_no_error (error);
  check (test, "SELECT count(*) FROM campaign_member WHERE state = 'included'", "3");
  /* One mailbox of two people gets a message once; here it becomes one only afterwards. */
  rg_test_shop_write (test, "Moved",
                      "UPDATE contact_point SET value = 'ase@post.no', value_key = 'ase@post.no' "
                      "WHERE customer_id = 3 AND kind = 'email'");
  never (test, 1);
  out = rg_campaign_request_begin_output (rg_campaign_request_get_id (save));
  rg_campaign_request_run (out, test->store, &error);
  g_assert_no_error (error);
  check (test, "SELECT group_concat (customer_id) FROM campaign_member WHERE state = 'included'",
         "2");
}

static gint64
fix_mail (RgTestShop *test, const gint64 *customers, gsize n)
{
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();
  g_autoptr (RgCampaignRequest) save = NULL, fix = NULL;
  g_autoptr (GError) error = NULL;

  g_set_str (&campaign->name, "Mail");
  g_set_str (&campaign->message, "Hello");
  campaign->channel = RG_CHANNEL_EMAIL;
  save = rg_campaign_request_save (campaign);
  rg_campaign_request_run (save, test->store, &error);
  g_assert_no_error (error);
  fix = rg_campaign_request_fix (rg_campaign_request_get_id (save), "", customers, n);
  rg_campaign_request_run (fix, test->store, &error);
  g_assert_no_error (error);
  return rg_campaign_request_get_id (save);
}

/* Who is still in it when it goes out. */
static void
check_output (RgTestShop *test, gint64 id, const char *expected)
{
  g_autoptr (RgCampaignRequest) out = rg_campaign_request_begin_output (id);
  g_autoptr (GError) error = NULL;

  rg_campaign_request_run (out, test->store, &error);
  g_assert_no_error (error);
  check (test, "SELECT group_concat (customer_id) FROM campaign_member WHERE state = 'included'",
         expected);
}

/* The mailbox of the home, of which one says never; the mailbox of a row that was merged; and one
 * that was the person's when the list was fixed, and is somebody else's by now. */
static void
test_where_the_list_goes (void)
{
  static const gint64 two[] = { 2 };

  for (int way = 0; way < 3; way++)
    {
      g_autoptr (RgTestShop) test = make_shop ();
      gint64 id;

      if (way == 0)
        rg_test_shop_write (test, "Home",
                            "INSERT INTO household (uuid, name) VALUES (randomblob (16), ''); "
                            "UPDATE customer SET household_id = 1; UPDATE contact_point SET "
                            "customer_id = NULL, household_id = 1 WHERE value = 'kim@post.no'; "
                            "DELETE FROM contact_point WHERE value = 'ase@post.no'");
      else if (way == 1)
        rg_test_shop_write (test, "Merged",
                            "INSERT INTO customer (uuid, name, merged_into) VALUES (randomblob "
                            "(16), 'K', 2); UPDATE contact_point SET customer_id = 3 WHERE value = "
                            "'kim@post.no'");
      id = fix_mail (test, two, 1);
      check_output (test, id, "2");
      if (way == 1)
        rg_test_shop_write (test, "Twin", "UPDATE contact_point SET value = 'kim@post.no', "
                            "value_key = 'kim@post.no' WHERE value = 'ase@post.no'");
      else if (way == 2)
        rg_test_shop_write (test, "Passed on", "UPDATE contact_point SET customer_id = 1 WHERE "
                            "value = 'kim@post.no'");
      never (test, 1);
      check_output (test, id, "");
    }
}

/* Offers made from what somebody looked at need a permission of their own, however deep the rule
 * lies. */
static void
test_tailored (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  const char *looked = "looked at anything in last 30 days";

  rg_test_shop_write (test, "Segments", "INSERT INTO segment (uuid, name, text) VALUES "
                      "(randomblob (16), 'Lookers', 'looked at anything in last 30 days'), "
                      "(randomblob (16), 'Around', 'segment is \"Lookers\"\n"
                      "segment is \"Around\"')");
  g_assert_cmpint (plan (test, 1, RG_CHANNEL_POST, looked), ==, RG_LEFT_OUT_NOT_TAILORED);
  g_assert_cmpint (plan (test, 1, RG_CHANNEL_POST, "segment is \"Around\""), ==,
                   RG_LEFT_OUT_NOT_TAILORED);
  g_assert_cmpint (plan (test, 1, RG_CHANNEL_POST, "visits at least 1"), ==, RG_LEFT_OUT_NOT);
  set (test, 1, RG_ASKED_TAILORED, TRUE);
  g_assert_cmpint (plan (test, 1, RG_CHANNEL_POST, looked), ==, RG_LEFT_OUT_NOT);
  set (test, 1, RG_ASKED_TAILORED, FALSE);
  g_assert_cmpint (plan (test, 1, RG_CHANNEL_POST, looked), ==, RG_LEFT_OUT_NOT_TAILORED);
  set (test, 2, RG_CHANNEL_EMAIL, FALSE);
  g_assert_cmpint (plan (test, 2, RG_CHANNEL_EMAIL, NULL), ==, RG_LEFT_OUT_WITHDRAWN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/suppression/whatever-is-said-later", test_whatever_is_said_later);
  g_test_add_func ("/suppression/comes-back", test_comes_back);
  g_test_add_func ("/suppression/fixed-list", test_fixed_list);
  g_test_add_func ("/suppression/where-the-list-goes", test_where_the_list_goes);
  g_test_add_func ("/suppression/tailored", test_tailored);
  return g_test_run ();
}
