/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The contact budget in the file: campaigns that went out and calls count for person and home,
 * merged people as one; it holds when the list is fixed, and again at the first output. */
#include "rg-test-shop.h"

#include "store/rg-campaign-request.h"
#include "store/rg-store-budget.h"
#include "store/rg-store-consent.h"
#include "store/rg-store-notes.h"

#define HOME "INSERT INTO household (uuid, name) VALUES (randomblob (16), 'Dahl');"
#define PERSON(name, street, home) \
  "INSERT INTO customer (uuid, name, household_id) VALUES (randomblob (16), '" name "', " home     \
  ");" \
  "INSERT INTO contact_point (uuid, customer_id, kind, value, postcode, city) VALUES " \
  "(randomblob (16), (SELECT max(id) FROM customer), 'address', '" street "', '0155', 'Oslo');"

static const gint64 everybody[] = { 1, 2, 3, 4 };

static void
run (RgTestShop *test, RgCampaignRequest *request)
{
  g_autoptr (RgCampaignRequest) owned = request;
  g_autoptr (GError) error = NULL;

  rg_campaign_request_run (owned, test->store, &error);
  g_assert_no_error (error);
}

static gint64
make (RgTestShop *test, const char *name)
{
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();
  g_autoptr (RgCampaignRequest) save = NULL;

  g_set_str (&campaign->name, name);
  g_set_str (&campaign->message, "Hello");
  save = rg_campaign_request_save (campaign);
  g_assert_true (rg_campaign_request_run (save, test->store, NULL));
  return rg_campaign_request_get_id (save);
}

static void
fix (RgTestShop *test, gint64 id)
{
  run (test, rg_campaign_request_fix (id, "", everybody, G_N_ELEMENTS (everybody)));
}

static void
send (RgTestShop *test, gint64 id)
{
  run (test, rg_campaign_request_begin_output (id));
  run (test, rg_campaign_request_note_sheets (id, RG_OUTPUT_LETTERS, TRUE, 1));
}

/* Who is in a list, and why others are not. */
static void
check (RgTestShop *test, gint64 id, const char *included, const char *reasons)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT coalesce (group_concat (customer_id, ''), '') || ' ' || coalesce ((SELECT "
      "group_concat (customer_id || reason) FROM (SELECT * FROM campaign_member WHERE campaign_id "
      "= %" G_GINT64_FORMAT " AND state <> 'included' ORDER BY customer_id)), '') FROM (SELECT * "
      "FROM campaign_member WHERE campaign_id = %" G_GINT64_FORMAT " AND state = 'included' ORDER "
      "BY customer_id)", id, id);
  g_autofree char *got = rg_test_shop_read (test, sql);
  g_autofree char *expected = g_strdup_printf ("%s %s", included, reasons);

  g_assert_cmpstr (got, ==, expected);
}

/* 1 and 2 live together and share their address; 3 has the home, and another address. */
static RgTestShop *
make_shop (void)
{
  RgTestShop *test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;

  rg_test_shop_write (test, "People", HOME PERSON ("Åse Dahl", "Storgata 3", "1")
                      PERSON ("Kim Dahl", "Storgata 3", "1") PERSON ("Bo Dahl", "Torggata 1", "1")
                      PERSON ("Ida Li", "Torggata 2", "NULL"));
  for (gint64 id = 1; id <= 4; id++)
    {
      const RgConsentNew entry = { .customer = id, .channel = RG_CHANNEL_POST, .granted = TRUE,
                                   .effective_on = 20000 };

      rg_store_set_permission_sync (test->store, &entry, NULL, &error);
      g_assert_no_error (error);
    }
  return test;
}

static void
set_budget (RgTestShop *test, RgContactBudget budget)
{
  g_autoptr (GError) error = NULL;

  rg_store_save_contact_budget_sync (test->store, &budget, NULL, &error);
  g_assert_no_error (error);
}

typedef struct {
  gint64 campaign;
  gint64 customer;
  RgCampaignPerson *person;
} Reading;

static gboolean
read_person_in_thread (RgDb *db, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->person = rg_campaign_read_person (db, reading->campaign, reading->customer, error);
  return reading->person != NULL;
}

static gboolean
names (RgTestShop *test, gint64 campaign, gint64 customer, const char *name)
{
  Reading reading = { campaign, customer, NULL };
  g_autoptr (RgCampaignPerson) person = NULL;
  g_autoptr (GError) error = NULL;

  rg_store_read_sync (test->store, RG_READER_ROWS, read_person_in_thread, &reading, NULL, &error);
  g_assert_no_error (error);
  person = reading.person;
  return g_str_equal (person->name, name);
}

static void
say (RgTestShop *test, gint64 customer, RgChannel channel, gboolean granted)
{
  const RgConsentNew entry = { .customer = customer, .channel = channel, .granted = granted,
                               .effective_on = 20001 };
  g_autoptr (GError) error = NULL;

  rg_store_set_permission_sync (test->store, &entry, NULL, &error);
  g_assert_no_error (error);
}

/* With what nobody has changed, nobody is contacted twice within a week; and where the shop wants
 * it, an address gets one letter. */
static void
test_as_it_comes (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  gint64 one = make (test, "One"), two = make (test, "Two");
  RgContactBudget budget;

  rg_contact_budget_init (&budget);
  budget.one_an_address = TRUE;
  set_budget (test, budget);
  fix (test, one);
  check (test, one, "134", "2shared");
  /* The letter is for both, as long as the other one allows letters. */
  g_assert_true (names (test, one, 1, "Åse Dahl and Kim Dahl"));
  g_assert_true (names (test, one, 3, "Bo Dahl"));
  say (test, 2, RG_CHANNEL_POST, FALSE);
  g_assert_true (names (test, one, 1, "Åse Dahl"));
  say (test, 2, RG_CHANNEL_POST, TRUE);
  send (test, one);
  fix (test, two);
  check (test, two, "2", "1gap,3gap,4gap");
}

static void
test_fixed_and_output (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  gint64 one = make (test, "One"), two = make (test, "Two"), three;

  set_budget (test, (RgContactBudget) { .on = TRUE, .gap = 7 });
  /* Both lists are fixed before either went out: the second notices at its output. */
  fix (test, one);
  fix (test, two);
  check (test, one, "1234", "");
  check (test, two, "1234", "");
  rg_test_shop_write (test, "Fewer", "DELETE FROM campaign_member WHERE campaign_id = 1 AND "
                      "customer_id > 2");
  send (test, one);
  run (test, rg_campaign_request_begin_output (two));
  check (test, two, "34", "1gap,2gap");
  /* What went out once can be printed again. */
  send (test, two);
  run (test, rg_campaign_request_begin_output (two));
  run (test, rg_campaign_request_begin_output (one));
  check (test, one, "12", "");
  check (test, two, "34", "1gap,2gap");
  set_budget (test, (RgContactBudget) { .on = FALSE, .gap = 7 });
  three = make (test, "Three");
  fix (test, three);
  check (test, three, "1234", "");
}

static void
test_home_and_calls (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autoptr (GError) error = NULL;
  gint64 one = make (test, "One");

  set_budget (test, (RgContactBudget) { .on = TRUE, .month = 2, .home_month = 3 });
  for (int i = 0; i < 2; i++)
    {
      g_assert_true (rg_store_add_note_sync (test->store, 1, RG_NOTE_CALL, "", NULL, NULL,
                                             &error));
      g_assert_true (rg_store_add_note_sync (test->store, 4, RG_NOTE, "A note", NULL, NULL,
                                             &error));
    }
  fix (test, one);
  check (test, one, "24", "1month,3home-month");
  g_assert_true (rg_store_add_note_sync (test->store, 3, RG_NOTE_CALL, "", NULL, NULL, &error));
  one = make (test, "Two");
  run (test, rg_campaign_request_fix (one, "", everybody, 4));
  check (test, one, "4", "1month,2home-month,3home-month");
}

/* Three of one home on one list are three contacts: the list takes no more than fit, looks again
 * before it goes out, and who did not fit is told why. The shop's own people are no contacts. */
static void
test_home_in_one_list (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autoptr (GError) error = NULL;
  gint64 one = make (test, "One"), two = make (test, "Two"), three = make (test, "Three");

  set_budget (test, (RgContactBudget) { .on = TRUE, .home_month = 2 });
  fix (test, one);
  check (test, one, "124", "3home-month");
  set_budget (test, (RgContactBudget) { .on = TRUE, .home_week = 1 });
  fix (test, two);
  check (test, two, "14", "2home-week,3home-week");
  set_budget (test, (RgContactBudget) { .on = TRUE, .home_month = 3 });
  fix (test, three);
  check (test, three, "1234", "");
  g_assert_true (rg_store_add_note_sync (test->store, 3, RG_NOTE_CALL, "", NULL, NULL, &error));
  run (test, rg_campaign_request_begin_output (three));
  check (test, three, "124", "3home-month");
  run (test, rg_campaign_request_seed (1, TRUE));
  three = make (test, "Four");
  set_budget (test, (RgContactBudget) { .on = TRUE, .home_month = 2 });
  run (test, rg_campaign_request_fix (three, "", everybody, 4));
  check (test, three, "124", "3home-month");
  run (test, rg_campaign_request_begin_output (three));
  check (test, three, "124", "3home-month");
}

/* What somebody got before they were merged, they got. */
static void
test_merged (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autoptr (GError) error = NULL;
  gint64 one;

  set_budget (test, (RgContactBudget) { .on = TRUE, .month = 1 });
  g_assert_true (rg_store_add_note_sync (test->store, 4, RG_NOTE_CALL, "", NULL, NULL, &error));
  rg_test_shop_write (test, "Merge", "UPDATE customer SET merged_into = 3 WHERE id = 4");
  one = make (test, "One");
  fix (test, one);
  check (test, one, "12", "3month");
}

static gboolean
read_in_thread (RgDb *db, gpointer data, GError **error)
{
  return rg_contact_budget_read (db, data, error);
}

static void
test_settings (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  RgContactBudget budget, read;
  gint64 action = 0;

  rg_contact_budget_init (&budget);
  g_assert_true (rg_store_read_sync (test->store, RG_READER_ROWS, read_in_thread, &read, NULL,
                                     NULL));
  g_assert_cmpmem (&read, sizeof read, &budget, sizeof budget);
  for (guint n = 0; rg_contact_budget_word (n) != NULL; n++)
    *rg_contact_budget_at (&budget, n) = 1 - (n % 2 == 0);
  g_assert_true (rg_store_save_contact_budget_sync (test->store, &budget, &action, NULL));
  g_assert_true (rg_store_read_sync (test->store, RG_READER_ROWS, read_in_thread, &read, NULL,
                                     NULL));
  g_assert_cmpmem (&read, sizeof read, &budget, sizeof budget);
  rg_test_shop_take_back (test, action);
  rg_contact_budget_init (&budget);
  g_assert_true (rg_store_read_sync (test->store, RG_READER_ROWS, read_in_thread, &read, NULL,
                                     NULL));
  g_assert_cmpmem (&read, sizeof read, &budget, sizeof budget);
  budget.quiet_from = 24 * 60;
  g_assert_false (rg_store_save_contact_budget_sync (test->store, &budget, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/budget/as-it-comes", test_as_it_comes);
  g_test_add_func ("/budget/fixed-and-output", test_fixed_and_output);
  g_test_add_func ("/budget/home-and-calls", test_home_and_calls);
  g_test_add_func ("/budget/home-in-one-list", test_home_in_one_list);
  g_test_add_func ("/budget/merged", test_merged);
  g_test_add_func ("/budget/settings", test_settings);
  return g_test_run ();
}
