/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a campaign says at the counter: while it runs, to whom it went, as long as they allow it. */
#include "rg-test-campaign.h"

#include "store/rg-campaign-counter.h"
#include "store/rg-campaign-request.h"
#include "store/rg-store-consent.h"
#include "store/rg-store-suppression.h"

#define WORDS "Ask about the roasts"

static gint64
set (RgTestShop *test, gint64 customer, RgChannel channel, gboolean granted)
{
  const RgConsentNew entry = { .customer = customer, .channel = channel, .granted = granted,
                               .effective_on = 20000 };
  g_autoptr (GError) error = NULL;
  gint64 action = 0;

  rg_store_set_permission_sync (test->store, &entry, &action, &error);
  g_assert_no_error (error);
  return action;
}

/* 1, 2 and 3 allow letters, and 4 is nobody's yet. */
static RgTestShop *
make_shop (void)
{
  RgTestShop *test = rg_test_shop_new ();

  rg_test_shop_write (test, "People",
                      "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < "
                      "4) INSERT INTO customer (uuid, name) SELECT randomblob (16), 'P ' || i "
                      "FROM n; INSERT INTO contact_point (uuid, customer_id, kind, value, city) "
                      "SELECT randomblob (16), id, 'address', 'Street ' || id, 'Oslo' "
                      "FROM customer");
  for (gint64 id = 1; id <= 3; id++)
    set (test, id, RG_CHANNEL_POST, TRUE);
  return test;
}

/* Its list is fixed; id 1. */
static gint64
make_campaign (RgTestShop *test, const char *segment)
{
  static const gint64 everybody[] = { 1, 2, 3, 4 };
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();

  g_set_str (&campaign->name, "Winter");
  g_set_str (&campaign->message, "Hello");
  g_set_str (&campaign->counter, WORDS);
  g_set_str (&campaign->segment_text, segment);
  rg_test_shop_do (test, rg_campaign_request_save (campaign));
  return rg_test_shop_do (test, rg_campaign_request_fix (1, segment, everybody, 4));
}

typedef struct {
  gint64 id;
  RgDay day;
  GPtrArray *messages;
} Reading;

static gboolean
read_in_thread (RgDb *db, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->messages = rg_counter_messages_read (db, reading->id, reading->day, error);
  return reading->messages != NULL;
}

static void
check (RgTestShop *test, gint64 customer, RgDay day, const char *expected)
{
  Reading reading = { .id = customer, .day = day };
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GError) error = NULL;
  const RgCounterMessage *only;

  rg_store_read_sync (test->store, RG_READER_ROWS, read_in_thread, &reading, NULL, &error);
  g_assert_no_error (error);
  messages = reading.messages;
  g_assert_cmpuint (messages->len, ==, *expected != '\0');
  only = messages->len > 0 ? messages->pdata[0] : NULL;
  g_assert_cmpstr (only != NULL ? only->text : "", ==, expected);
}

static void
test_while_it_runs (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  const gint64 fixed = make_campaign (test, "");
  const RgDay first = rg_shop_get_day (rg_store_get_shop (test->store));
  gint64 sent;

  check (test, 1, first, ""); /* before it went out */
  sent = rg_test_shop_do (test, rg_campaign_request_note_export (1, 3));
  check (test, 1, first, WORDS);
  check (test, 1, first + RG_CAMPAIGN_DAYS - 1, WORDS);
  check (test, 1, first + RG_CAMPAIGN_DAYS, "");
  check (test, 1, first - 1, "");
  check (test, 4, first, ""); /* left out */
  /* As whom they became; one who was written to as two hears it once. */
  rg_test_shop_write (test, "Merge", "UPDATE customer SET merged_into = 2 WHERE id IN (1, 3);");
  check (test, 2, first, WORDS);
  rg_test_shop_take_back (test, sent);
  check (test, 2, first, "");
  rg_test_shop_take_back (test, fixed);
  check (test, 2, first, "");
}

/* Whoever withdraws, is deleted or asks never to be contacted hears nothing, until that is taken
 * back; under another row neither. */
static void
test_withdrawn (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  const RgDay day = rg_shop_get_day (rg_store_get_shop (test->store));
  g_autoptr (GError) error = NULL;
  gint64 action;

  make_campaign (test, "");
  rg_test_shop_do (test, rg_campaign_request_note_export (1, 3));
  action = set (test, 1, RG_CHANNEL_POST, FALSE);
  check (test, 1, day, "");
  rg_test_shop_take_back (test, action);
  check (test, 1, day, WORDS);
  g_assert_true (rg_store_suppress_customer_sync (test->store, 1, NULL, &action, &error));
  check (test, 1, day, "");
  check (test, 2, day, WORDS);
  rg_test_shop_take_back (test, action);
  action = rg_test_shop_write (test, "Delete", "UPDATE customer SET deleted_at = 1 WHERE id = 1");
  check (test, 1, day, "");
  rg_test_shop_take_back (test, action);
  check (test, 1, day, WORDS);
  /* Somebody of the same name at the same address. */
  rg_test_shop_write (test, "Twin", "UPDATE customer SET name = 'P 1' WHERE id = 4; UPDATE "
                                    "contact_point SET value = 'Street 1' WHERE customer_id = 4");
  g_assert_true (rg_store_suppress_customer_sync (test->store, 4, NULL, NULL, &error));
  check (test, 1, day, "");
}

/* What was said of what people looked at is said to who allows that. */
static void
test_tailored (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  const RgDay day = rg_shop_get_day (rg_store_get_shop (test->store));

  set (test, 1, RG_ASKED_TAILORED, TRUE);
  make_campaign (test, "looked at anything in last 30 days");
  rg_test_shop_do (test, rg_campaign_request_note_export (1, 3));
  check (test, 1, day, WORDS);
  check (test, 2, day, "");
  set (test, 1, RG_ASKED_TAILORED, FALSE);
  check (test, 1, day, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/campaign-counter/while-it-runs", test_while_it_runs);
  g_test_add_func ("/campaign-counter/withdrawn", test_withdrawn);
  g_test_add_func ("/campaign-counter/tailored", test_tailored);
  return g_test_run ();
}
