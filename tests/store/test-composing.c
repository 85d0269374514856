/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* For whom a campaign is, beside its segment: the best of them, the shop's own people, and those
 * whom a more important campaign leaves. */
#include "rg-test-campaign.h"

#include <glib/gstdio.h>

#include "db/rg-migrate.h"
#include "store/rg-campaign-request.h"
#include "store/rg-campaign-rivals.h"
#include "store/rg-points-change.h"
#include "store/rg-store-consent.h"
#include "store/rg-store-offers.h"
#include "store/rg-store-undo.h"

#define PEOPLE 30

/* 30 who allow letters; number n has spent n tens and come n times, but the last ten as one. */
static RgTestShop *
make_shop (void)
{
  RgTestShop *test = rg_test_shop_new ();
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (int i = 1; i <= PEOPLE; i++)
    g_string_append_printf (
        sql,
        "INSERT INTO customer (uuid, name) VALUES (randomblob (16), 'Person %d');"
        "INSERT INTO contact_point (uuid, customer_id, kind, value, postcode, city) VALUES "
        "(randomblob (16), %d, 'address', 'Storgata %d', '0155', 'Oslo');", i, i, i);
  rg_test_shop_write (test, "People", sql->str);
  for (gint64 id = 1; id <= PEOPLE; id++)
    {
      const RgConsentNew entry = { .customer = id, .channel = RG_CHANNEL_POST, .granted = TRUE,
                                   .effective_on = 20000 };

      rg_store_set_permission_sync (test->store, &entry, NULL, &error);
      g_assert_no_error (error);
    }
  /* A change that is no derived one keeps the action. */
  rg_test_shop_write (test, "Spent",
                      "INSERT INTO setting (name, value) VALUES ('spent', '1');"
                      "UPDATE customer_fact SET spend_minor = min (customer_id, 20) * 1000, "
                      "visits = min (customer_id, 20);");
  return test;
}

static gint64
make (RgTestShop *test, const char *name, int priority, RgBest best_by, guint best_n,
      const char *counter)
{
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();
  g_autoptr (RgCampaignRequest) save = NULL;
  g_autoptr (GError) error = NULL;

  g_set_str (&campaign->name, name);
  g_set_str (&campaign->message, "Hello");
  g_set_str (&campaign->counter, counter);
  campaign->priority = priority;
  campaign->best_by = best_by;
  campaign->best_n = best_n;
  save = rg_campaign_request_save (campaign);
  rg_campaign_request_run (save, test->store, &error);
  g_assert_no_error (error);
  return rg_campaign_request_get_id (save);
}

static gint64
fix (RgTestShop *test, gint64 id, GArray *wanted)
{
  gint64 ids[PEOPLE];
  RgCampaignRequest *request;

  for (int i = 0; i < PEOPLE; i++)
    ids[i] = i + 1;
  request = rg_campaign_request_fix (id, "", ids, PEOPLE);
  rg_campaign_request_set_wanted (request, wanted);
  return rg_test_shop_do (test, request);
}

static char *
read_list (RgTestShop *test, gint64 id, const char *state, const char *reason)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT group_concat (customer_id) FROM (SELECT customer_id FROM campaign_member WHERE "
      "campaign_id = %" G_GINT64_FORMAT " AND state = '%s' AND reason = '%s' ORDER BY "
      "customer_id)", id, state, reason);

  return rg_test_shop_read (test, sql);
}

static guint
count (const char *list)
{
  g_auto (GStrv) ids = g_strsplit (list, ",", -1);

  return g_strv_length (ids);
}

static void
test_best (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  gint64 one = make (test, "One", 0, RG_BEST_SPEND, 13, "");
  gint64 two = make (test, "Two", 0, RG_BEST_VISITS, 3, "");
  g_autofree char *first = NULL, *again = NULL, *few = NULL, *beyond = NULL;
  gint64 action = fix (test, one, NULL);

  /* Eleven share the first place, 20 to 30; two more follow. */
  first = read_list (test, one, "included", "");
  g_assert_cmpstr (first, ==, "18,19,20,21,22,23,24,25,26,27,28,29,30");
  rg_test_shop_take_back (test, action);
  fix (test, two, NULL);
  few = read_list (test, two, "included", "");
  beyond = read_list (test, two, "left-out", "beyond");
  g_assert_cmpuint (count (few), ==, 3);
  g_assert_cmpuint (count (beyond), ==, PEOPLE - 3);
  fix (test, one, NULL);
  again = read_list (test, one, "included", "");
  g_assert_cmpstr (again, ==, first);
}

typedef struct {
  gint64 id;
  RgCampaign *campaign;
} Reading;

static gboolean
read_campaign_in_thread (RgDb *db, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->campaign = rg_campaign_read (db, reading->id, error);
  return reading->campaign != NULL;
}

static RgCampaign *
read_campaign (RgTestShop *test, gint64 id)
{
  Reading reading = { .id = id };
  g_autoptr (GError) error = NULL;

  rg_store_read_sync (test->store, RG_READER_ROWS, read_campaign_in_thread, &reading, NULL,
                      &error);
  g_assert_no_error (error);
  return reading.campaign;
}

/* They get it though they were contacted yesterday and are not in the segment's best; they count
 * nowhere, and not without permission. */
static void
test_own_people (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  gint64 early = make (test, "Early", 0, RG_BEST_SPEND, 2, "");
  gint64 late = make (test, "Late", 0, RG_BEST_SPEND, 5, "");
  const RgConsentNew no = { .customer = 3, .channel = RG_CHANNEL_POST, .effective_on = 20001 };
  g_autoptr (RgCampaign) campaign = NULL;
  g_autofree char *seeds = NULL, *included = NULL, *refused = NULL, *before = NULL, *after = NULL;
  gint64 action;

  rg_store_set_permission_sync (test->store, &no, NULL, NULL);
  before = rg_test_shop_dump (test, TRUE);
  action = rg_test_shop_do (test, rg_campaign_request_seed (1, TRUE));
  rg_test_shop_take_back (test, action);
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, after);

  rg_test_shop_do (test, rg_campaign_request_seed (1, TRUE));
  g_assert_cmpint (rg_test_shop_do (test, rg_campaign_request_seed (1, TRUE)), ==, 0);
  rg_test_shop_do (test, rg_campaign_request_seed (3, TRUE));
  fix (test, early, NULL);
  rg_test_shop_do (test, rg_campaign_request_begin_output (early));
  rg_test_shop_do (test, rg_campaign_request_note_export (early, 3));
  fix (test, late, NULL);
  seeds = read_list (test, late, "included", "seed");
  included = read_list (test, late, "included", "");
  refused = read_list (test, late, "left-out", "withdrawn");
  g_assert_cmpstr (seeds, ==, "1");
  g_assert_cmpuint (count (included), ==, 5);
  g_assert_cmpstr (refused, ==, "3");
  campaign = read_campaign (test, late);
  g_assert_cmpint (campaign->n_included, ==, 5);
  g_assert_cmpint (campaign->n_seeds, ==, 1);
  /* The budget does not drop them, and withdrawing does. */
  rg_test_shop_do (test, rg_campaign_request_begin_output (late));
  g_clear_pointer (&seeds, g_free);
  seeds = read_list (test, late, "included", "seed");
  g_assert_cmpstr (seeds, ==, "1");
  rg_test_shop_do (test, rg_campaign_request_seed (1, FALSE));
  g_clear_pointer (&seeds, g_free);
  seeds = rg_test_shop_read (test, "SELECT group_concat (customer_id) FROM seed_person");
  g_assert_cmpstr (seeds, ==, "3");
}

/* With a comparison group and two versions none of the shop's own people is dealt away. */
static void
test_own_people_dealt (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();
  g_autoptr (RgCampaignRequest) save = NULL;
  g_autofree char *seeds = NULL, *versions = NULL, *held = NULL;

  for (gint64 id = 1; id <= 10; id++)
    rg_test_shop_do (test, rg_campaign_request_seed (id, TRUE));
  g_set_str (&campaign->name, "Dealt");
  g_set_str (&campaign->message, "Hello");
  campaign->holdout = 500;
  campaign->stratum = RG_STRATUM_SPEND;
  g_ptr_array_add (campaign->versions, rg_campaign_version_new ("A", 1, "", "Hello"));
  g_ptr_array_add (campaign->versions, rg_campaign_version_new ("B", 1, "", "Hi"));
  save = rg_campaign_request_save (campaign);
  g_assert_true (rg_campaign_request_run (save, test->store, NULL));
  fix (test, rg_campaign_request_get_id (save), NULL);
  seeds = read_list (test, rg_campaign_request_get_id (save), "included", "seed");
  g_assert_cmpstr (seeds, ==, "1,2,3,4,5,6,7,8,9,10");
  versions = rg_test_shop_read (test, "SELECT group_concat (DISTINCT version) FROM "
                                      "campaign_member WHERE reason = 'seed'");
  g_assert_cmpstr (versions, ==, "1");
  held = rg_test_shop_read (test, "SELECT count (*) FROM campaign_member WHERE state = 'held-out'");
  /* Half of the other twenty, as even as each quarter allows. */
  g_assert_cmpint (g_ascii_strtoll (held, NULL, 10), >=, 8);
  g_assert_cmpint (g_ascii_strtoll (held, NULL, 10), <=, 12);
}

/* Whom the important one wants is left to it, as far as the budget has no room for both. */
static void
test_priority (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  gint64 usual = make (test, "Usual", 0, RG_BEST_ALL, 0, "");
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *left = NULL, *included = NULL, *all = NULL;
  gint64 action;

  for (gint64 id = 4; id <= PEOPLE; id++)
    g_array_append_val (wanted, id);
  action = fix (test, usual, wanted);
  included = read_list (test, usual, "included", "");
  g_assert_cmpstr (included, ==, "1,2,3");
  left = read_list (test, usual, "left-out", "rival");
  g_assert_cmpuint (count (left), ==, PEOPLE - 3);
  rg_test_shop_take_back (test, action);
  /* Nothing is scarce without a budget. */
  rg_test_shop_write (test, "Off", "INSERT INTO setting (name, value) VALUES ('budget-on', '0');");
  fix (test, usual, wanted);
  all = read_list (test, usual, "included", "");
  g_assert_cmpuint (count (all), ==, PEOPLE);
}

/* Once each, as one action. */
static void
check_given_to_all (RgTestShop *test, gint64 id)
{
  const RgPointsChange given = { .points = 5, .day = RG_DAY_NONE };
  const char *const sums = "SELECT count(*) || ' ' || sum(points) FROM points_entry WHERE "
                           "campaign_id = 1";
  g_autofree char *after = NULL, *back = NULL;
  gint64 action = 0;
  guint n = 0, again = 0;

  rg_store_give_campaign_points_sync (test->store, id, &given, &n, &action, NULL);
  g_assert_cmpuint (n, ==, PEOPLE);
  rg_store_give_campaign_points_sync (test->store, id, &given, &again, NULL, NULL);
  g_assert_cmpuint (again, ==, 0);
  after = rg_test_shop_read (test, sums);
  rg_test_shop_take_back (test, action);
  back = rg_test_shop_read (test, sums);
  g_assert_cmpstr (after, ==, "30 150");
  g_assert_cmpstr (back, ==, "60 0");
}

/* How many points somebody has, and what stands there for who has none. */
static void
test_points (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  const gint64 id = make (test, "Points", 0, RG_BEST_ALL, 0, "");
  const RgDay today = rg_shop_get_day (rg_store_get_shop (test->store));
  const RgPointsChange given = { .customer = 7, .kind = RG_LOT_GIVEN, .points = 1200,
                                 .day = RG_DAY_NONE, .says_lapse = TRUE,
                                 .lapses_on = today + 9 };
  g_autofree char *day = rg_day_format (today + 9);
  g_autofree char *line = g_strdup_printf ("1,200 until %s", day);
  g_autofree char *some = NULL, *none = NULL;
  RgCampaign *campaign = read_campaign (test, id);

  g_set_str (&campaign->message, "{{points|no points}} until {{points until|never}}");
  rg_test_shop_do (test, rg_campaign_request_save (campaign));
  rg_campaign_free (campaign);
  rg_store_change_points_sync (test->store, &given, NULL, NULL);
  fix (test, id, NULL);
  some = rg_test_shop_read (test, "SELECT body FROM campaign_member WHERE customer_id = 7");
  none = rg_test_shop_read (test, "SELECT body FROM campaign_member WHERE customer_id = 8");
  g_assert_cmpstr (some, ==, line);
  g_assert_cmpstr (none, ==, "no points until never");
  check_given_to_all (test, id);
}

static void
plan_first (RgTestShop *test, gint64 id, RgDay planned)
{
  g_autoptr (RgCampaign) campaign = read_campaign (test, id);

  campaign->priority = 1;
  campaign->planned_on = planned;
  rg_test_shop_do (test, rg_campaign_request_save (campaign));
}

/* At sending a list gives way to the fixed list of a campaign that goes before it: of those that go
 * first the one planned earlier, then the older. A list that is not fixed claims nobody. */
static void
test_priority_at_sending (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  const gint64 old = make (test, "Old", 0, RG_BEST_ALL, 0, "");
  const gint64 young = make (test, "Young", 0, RG_BEST_SPEND, 11, "");
  gint64 first;
  g_autofree char *kept = NULL, *left = NULL, *none = NULL, *back = NULL;

  plan_first (test, old, 21000);
  plan_first (test, young, 20990);
  fix (test, old, NULL);
  first = rg_test_shop_do (test, rg_campaign_request_begin_output (old));
  none = read_list (test, old, "dropped", "rival");
  g_assert_cmpint (first, ==, 0);
  g_assert_cmpstr (none, ==, "");
  fix (test, young, NULL);
  /* It goes before the other one, and loses nobody to it. */
  g_assert_cmpint (rg_test_shop_do (test, rg_campaign_request_begin_output (young)), ==, 0);
  first = rg_test_shop_do (test, rg_campaign_request_begin_output (old));
  left = read_list (test, old, "dropped", "rival");
  g_assert_cmpstr (left, ==, "20,21,22,23,24,25,26,27,28,29,30");
  rg_test_shop_take_back (test, first);
  /* On the same day the older one goes first. */
  plan_first (test, young, 21000);
  g_assert_cmpint (rg_test_shop_do (test, rg_campaign_request_begin_output (old)), ==, 0);
  rg_test_shop_do (test, rg_campaign_request_begin_output (young));
  back = read_list (test, young, "dropped", "rival");
  g_assert_cmpstr (back, ==, left);
}

/* Whoever prefers another way is left out where the campaign keeps to that; permission is asked
 * first, as ever, and who said nothing takes what comes. */
static void
test_preferred (void)
{
  static const char *const states[][2] = { { "0", "" }, { "1", "prefers-other" } };
  g_autoptr (RgTestShop) test = make_shop ();
  const RgConsentNew withdrawn = { .customer = 2, .channel = RG_CHANNEL_POST,
                                   .effective_on = 20001 };

  rg_test_shop_write (test, "Said", "UPDATE customer SET prefers = CASE id % 3 WHEN 0 THEN '' "
                                    "WHEN 1 THEN 'post' ELSE 'email' END");
  g_assert_true (rg_store_set_permission_sync (test->store, &withdrawn, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      const gint64 id = make (test, "Letter", 0, RG_BEST_ALL, 0, "");
      g_autofree char *set = g_strdup_printf ("UPDATE campaign SET as_preferred = %s WHERE id = "
                                              "%" G_GINT64_FORMAT, states[i][0], id);
      g_autofree char *sql = NULL, *said_no = NULL, *included = NULL;
      g_autofree char *left = NULL;

      rg_test_shop_write (test, "Keeps", set);
      rg_test_shop_write (test, "Room", "INSERT OR REPLACE INTO setting (name, value) VALUES "
                                        "('budget-on', '0');");
      fix (test, id, NULL);
      left = read_list (test, id, "left-out", "prefers-other");
      included = read_list (test, id, "included", "");
      said_no = read_list (test, id, "left-out", "withdrawn");
      g_assert_cmpstr (said_no, ==, "2");
      g_assert_cmpuint (i == 0 ? 0 : count (left), ==, i == 0 ? 0 : 9);
      g_assert_cmpuint (count (included), ==, i == 0 ? 29 : 20);
    }
}

/* What another one begins with is not the list, nor what became of it. */
static void
test_begin_with (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  gint64 id = make (test, "Winter", 1, RG_BEST_VISITS, 5, "Ask about the roasts");
  g_autoptr (RgCampaign) campaign = NULL, copy = NULL;
  g_autoptr (RgCampaignRequest) request = NULL;
  g_autofree char *before = NULL, *after = NULL;

  fix (test, id, NULL);
  rg_test_shop_do (test, rg_campaign_request_note_export (id, 5));
  campaign = read_campaign (test, id);
  before = rg_test_shop_dump (test, TRUE);
  request = rg_campaign_request_begin_with (campaign, "Spring");
  g_assert_true (rg_campaign_request_run (request, test->store, NULL));
  copy = read_campaign (test, rg_campaign_request_get_id (request));
  g_assert_cmpstr (copy->name, ==, "Spring");
  g_assert_cmpstr (copy->message, ==, campaign->message);
  g_assert_cmpstr (copy->counter, ==, campaign->counter);
  g_assert_cmpint (copy->best_by, ==, RG_BEST_VISITS);
  g_assert_cmpint (copy->fixed_at, ==, 0);
  g_assert_cmpint (copy->sent_on, ==, RG_DAY_NONE);
  g_assert_cmpint (copy->n_included + copy->n_outputs, ==, 0);
  rg_test_shop_take_back (test, rg_campaign_request_get_action (request));
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, after);
}

static void
test_refused (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  static const struct {
    const char *counter;
    int priority;
    RgBest best_by;
    guint best_n;
    const char *gift;
  } wrong[] = {
    { "Dear {{first name}}", 0, RG_BEST_ALL, 0 },
    { "", 2, RG_BEST_ALL, 0 },
    { "", 0, RG_BEST_SPEND, 0 },
    { "4111 1111 1111 1111", 0, RG_BEST_ALL, 0 },
    { "", 0, RG_BEST_ALL, 0, "" },
    { "", 0, RG_BEST_ALL, 0, "4111 1111 1111 1111" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (RgCampaign) campaign = rg_campaign_new ();
      g_autoptr (RgCampaignRequest) save = NULL;
      g_autoptr (GError) error = NULL;

      g_set_str (&campaign->name, "Wrong");
      g_set_str (&campaign->counter, wrong[i].counter);
      rg_offer_set_kind (&campaign->offer, wrong[i].gift != NULL ? RG_OFFER_GIFT : RG_OFFER_NONE);
      g_set_str (&campaign->offer.what, wrong[i].gift != NULL ? wrong[i].gift : "");
      campaign->priority = wrong[i].priority;
      campaign->best_by = wrong[i].best_by;
      campaign->best_n = wrong[i].best_n;
      save = rg_campaign_request_save (campaign);
      g_assert_false (rg_campaign_request_run (save, test->store, &error));
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
}

/* --- what it offers --- */

#define HOSTILE "{{name}}\n# <b>%s\xe2\x80\xae"

static gint64
save_offer (RgTestShop *test, gint64 id, RgOfferKind kind, gint64 value, const char *what,
            RgDay until, guint days)
{
  g_autoptr (RgCampaign) campaign = read_campaign (test, id);

  rg_offer_set_kind (&campaign->offer, kind);
  campaign->offer.value = value;
  g_set_str (&campaign->offer.what, what);
  campaign->offer.until = until;
  campaign->offer.days = days;
  campaign->offer.cost_minor = 120;
  g_set_str (&campaign->message, "Take {{offer}}\n# until {{offer until|soon}}. {{name}}");
  return rg_test_shop_do (test, rg_campaign_request_save (campaign));
}

static void
check_offer (RgTestShop *test, gint64 id, RgOfferKind kind, const char *what, RgDay until)
{
  g_autoptr (RgCampaign) campaign = read_campaign (test, id);

  g_assert_cmpint (campaign->offer.kind, ==, kind);
  g_assert_cmpstr (campaign->offer.what, ==, what);
  g_assert_cmpint (campaign->offer.until, ==, until);
  g_assert_cmpint (campaign->offer.cost_minor, ==, kind == RG_OFFER_NONE ? -1 : 120);
}

static void
change_offer (RgCampaign *campaign)
{
  rg_offer_set_kind (&campaign->offer, RG_OFFER_GIFT);
  g_set_str (&campaign->offer.what, "A mug");
}

static void
change_message (RgCampaign *campaign)
{
  g_set_str (&campaign->message, "Something else");
}

static void
change_people (RgCampaign *campaign)
{
  campaign->best_by = RG_BEST_SPEND;
  campaign->best_n = 3;
}

/* A change that a fixed list does not bear is refused in words, and nothing of it is kept. */
static void
refuse_change (RgTestShop *test, gint64 id, void (*change) (RgCampaign *campaign),
               const char *words)
{
  g_autofree char *before = rg_test_shop_dump (test, TRUE), *after = NULL;
  g_autoptr (RgCampaign) campaign = read_campaign (test, id);
  g_autoptr (RgCampaignRequest) save = NULL;
  g_autoptr (GError) error = NULL;

  change (campaign);
  campaign->staff_minutes = 77;
  save = rg_campaign_request_save (campaign);
  g_assert_false (rg_campaign_request_run (save, test->store, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, words));
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, after);
}

/* An offer stands in the message as it is when the list is fixed, and stays so; every step is taken
 * back alone. */
static void
test_offer (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  gint64 id = make (test, "Winter", 0, RG_BEST_ALL, 0, ""), saved, fixed;
  const RgDay today = rg_shop_get_day (rg_store_get_shop (test->store));
  g_autofree char *before = rg_test_shop_dump (test, TRUE), *after = NULL;
  g_autofree char *body = NULL, *day = rg_day_format (today + 13);
  g_autoptr (RgCampaign) campaign = NULL;
  g_autoptr (RgCampaignRequest) request = NULL;

  saved = save_offer (test, id, RG_OFFER_PERCENT, 100, HOSTILE, RG_DAY_NONE, 14);
  check_offer (test, id, RG_OFFER_PERCENT, HOSTILE, RG_DAY_NONE);
  fixed = fix (test, id, NULL);
  check_offer (test, id, RG_OFFER_PERCENT, HOSTILE, today + 13);
  body = rg_test_shop_read (test, "SELECT body FROM campaign_member WHERE customer_id = 7");
  g_assert_nonnull (strstr (body, "off {{name}} # <b>%s\n# until "));
  g_assert_nonnull (strstr (body, day));
  g_assert_true (g_str_has_suffix (body, ". Person 7"));

  /* The fixed list promised it. */
  refuse_change (test, id, change_offer, "what this campaign offers stays");
  refuse_change (test, id, change_message, "what this campaign says stays");
  refuse_change (test, id, change_people, "who gets this campaign");
  check_offer (test, id, RG_OFFER_PERCENT, HOSTILE, today + 13);

  /* Another one counts its days anew. */
  campaign = read_campaign (test, id);
  request = rg_campaign_request_begin_with (campaign, "Spring");
  g_assert_true (rg_campaign_request_run (request, test->store, NULL));
  check_offer (test, rg_campaign_request_get_id (request), RG_OFFER_PERCENT, HOSTILE, RG_DAY_NONE);
  rg_test_shop_take_back (test, rg_campaign_request_get_action (request));

  rg_test_shop_take_back (test, fixed);
  check_offer (test, id, RG_OFFER_PERCENT, HOSTILE, RG_DAY_NONE);
  rg_test_shop_take_back (test, saved);
  check_offer (test, id, RG_OFFER_NONE, "", RG_DAY_NONE);
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, after);
}

/* --- the products of the offer --- */

typedef struct {
  const char *text;
  RgOfferProduct *product;
} Looking;

static gboolean
find_product_in_thread (RgDb *db, gpointer data, GError **error)
{
  Looking *looking = data;

  looking->product = rg_offer_product_find (db, looking->text, error);
  return looking->product != NULL;
}

static RgOfferProduct *
find_product (RgTestShop *test, const char *text, GError **error)
{
  Looking looking = { text, NULL };

  rg_store_read_sync (test->store, RG_READER_ROWS, find_product_in_thread, &looking, NULL, error);
  return looking.product;
}

static void
write_products (RgTestShop *test)
{
  rg_test_shop_write (test, "Products",
                      "INSERT INTO product (uuid, code, name, cost_micro) VALUES "
                      "(randomblob (16), 'D1', 'Dark', 3500000), "
                      "(randomblob (16), 'D2', 'Mild', NULL), (randomblob (16), 'D3', 'Mild', 1);");
}

static gint64
offer_product (RgTestShop *test, gint64 id, const char *code)
{
  g_autoptr (RgCampaign) campaign = read_campaign (test, id);

  rg_offer_set_kind (&campaign->offer, RG_OFFER_PERCENT);
  campaign->offer.value = 100;
  campaign->offer.cost_minor = 120;
  g_set_str (&campaign->message, "Take {{offer}}. {{name}}");
  g_assert_true (rg_offer_add_product (&campaign->offer, FALSE, find_product (test, code, NULL)));
  return rg_test_shop_do (test, rg_campaign_request_save (campaign));
}

/* What the till calls a product later is what the offer is for; what a letter promised stays. */
static void
test_products (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  gint64 id = make (test, "Winter", 0, RG_BEST_ALL, 0, ""), first, second, renamed, deleted;
  g_autofree char *before = NULL, *after = NULL, *body = NULL, *rows = NULL, *gone = NULL;
  g_autoptr (GError) nothing = NULL, several = NULL;
  g_autoptr (RgCampaign) campaign = NULL;

  write_products (test);
  before = rg_test_shop_dump (test, TRUE);
  g_assert_null (find_product (test, "D9", &nothing));
  g_assert_error (nothing, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
  g_assert_null (find_product (test, "Mild", &several));
  g_assert_error (several, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  first = offer_product (test, id, "Dark");
  second = offer_product (test, id, "D2");
  check_offer (test, id, RG_OFFER_PERCENT, "Dark and Mild", RG_DAY_NONE);
  fix (test, id, NULL);
  renamed = rg_test_shop_write (test, "Renamed",
                                "UPDATE product SET name = 'Midnight' WHERE code = 'D1';");
  check_offer (test, id, RG_OFFER_PERCENT, "Midnight and Mild", RG_DAY_NONE);
  body = rg_test_shop_read (test, "SELECT body FROM campaign_member WHERE customer_id = 7");
  g_assert_nonnull (strstr (body, "off Dark and Mild. Person 7"));
  campaign = read_campaign (test, id);
  g_assert_cmpint (((RgOfferProduct *) campaign->offer.products->pdata[0])->cost_minor, ==, 350);
  g_assert_cmpint (((RgOfferProduct *) campaign->offer.products->pdata[1])->cost_minor, ==, -1);
  deleted = rg_test_shop_do (test, rg_campaign_request_delete (id));
  gone = rg_test_shop_read (test, "SELECT count (*) FROM campaign_product");
  g_assert_cmpstr (gone, ==, "0");
  rg_test_shop_take_back (test, deleted);
  check_offer (test, id, RG_OFFER_PERCENT, "Midnight and Mild", RG_DAY_NONE);
  rg_test_shop_take_back (test, renamed);
  rows = rg_test_shop_read (test, "SELECT max (id) FROM action WHERE kind = 'campaign.fix'");
  rg_test_shop_take_back (test, g_ascii_strtoll (rows, NULL, 10));
  rg_test_shop_take_back (test, second);
  check_offer (test, id, RG_OFFER_PERCENT, "Dark", RG_DAY_NONE);
  rg_test_shop_take_back (test, first);
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, after);
}

/* A campaign of the version before offers nothing. */
static void
test_old_file (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDb) db = NULL;

  rg_store_close (test->store);
  g_clear_object (&test->store);
  g_remove (test->path);
  db = rg_db_open (test->path, RG_DB_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (rg_migrate_to (db, 23, &error));
  rg_db_exec (db,
              "INSERT INTO shop (id, uuid, name, currency, time_zone, secret, created_at)"
              " VALUES (1, randomblob (16), 'Old', 'NOK', 'Europe/Oslo', randomblob (32), 0);"
              "INSERT INTO campaign (uuid, name, segment_text, message, counter, created_on)"
              " VALUES (randomblob (16), 'Winter', '', 'Hello', 'Ask', 20000);",
              "make it old", &error);
  g_assert_no_error (error);
  g_clear_pointer (&db, rg_db_close);
  test->store = rg_store_open (test->path, &error);
  g_assert_no_error (error);
  check_offer (test, 1, RG_OFFER_NONE, "", RG_DAY_NONE);
  save_offer (test, 1, RG_OFFER_MONEY, 500, "", 20787, 0);
  check_offer (test, 1, RG_OFFER_MONEY, "", 20787);
  rg_test_shop_check (test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/composing/best", test_best);
  g_test_add_func ("/composing/own-people", test_own_people);
  g_test_add_func ("/composing/own-people-dealt", test_own_people_dealt);
  g_test_add_func ("/composing/priority", test_priority);
  g_test_add_func ("/composing/priority-at-sending", test_priority_at_sending);
  g_test_add_func ("/composing/begin-with", test_begin_with);
  g_test_add_func ("/composing/refused", test_refused);
  g_test_add_func ("/composing/points", test_points);
  g_test_add_func ("/composing/offer", test_offer);
  g_test_add_func ("/composing/products", test_products);
  g_test_add_func ("/composing/old-file", test_old_file);
  g_test_add_func ("/composing/preferred", test_preferred);
  return g_test_run ();
}
