/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Campaigns: nobody without permission is ever in an output, a fixed list does not grow or change,
 * and whoever withdraws is dropped. */
#include "rg-test-campaign.h"

#include <string.h>

#include "store/rg-campaign-request.h"
#include "store/rg-store-consent.h"
#include "store/rg-store-own-values.h"
#include "store/rg-store-undo.h"

#define PERSON(name, given, family) \
  "INSERT INTO customer (uuid, name, given_name, family_name) VALUES (randomblob (16), '" name \
  "', '" given "', '" family "');"
#define ADDRESS(id, street, city) \
  "INSERT INTO contact_point (uuid, customer_id, kind, value, postcode, city, country) VALUES " \
  "(randomblob (16), " #id ", 'address', '" street "', '0155', '" city "', 'Norway');"

static const gint64 everybody[] = { 1, 2, 3, 4, 5 };

static void
set (RgTestShop *test, gint64 customer, gboolean granted)
{
  const RgConsentNew entry = { .customer = customer, .channel = RG_CHANNEL_POST,
                               .granted = granted, .effective_on = 20000 };
  g_autoptr (GError) error = NULL;

  rg_store_set_permission_sync (test->store, &entry, NULL, &error);
  g_assert_no_error (error);
}

/* 1 and 2 can be written to, 3 said no, 4 has not said anything, 5 has no street. */
static RgTestShop *
make_shop (void)
{
  RgTestShop *test = rg_test_shop_new ();

  rg_test_shop_write (test, "People",
                      PERSON ("Åse Dahl", "Åse", "Dahl") PERSON ("Kim Min-su", "", "")
                      PERSON ("Bo Ek", "", "") PERSON ("Ida Li", "", "") PERSON ("王秀英", "", "")
                      ADDRESS (1, "Storgata 3", "Oslo") ADDRESS (2, "Torggata 1", "Oslo")
                      ADDRESS (3, "Torggata 2", "Oslo") ADDRESS (4, "Torggata 3", "Oslo")
                      ADDRESS (5, "", "Oslo"));
  set (test, 1, TRUE);
  set (test, 2, TRUE);
  set (test, 3, FALSE);
  set (test, 5, TRUE);
  return test;
}

static void
check_refused (RgTestShop *test, RgCampaignRequest *request, const char *words)
{
  g_autoptr (RgCampaignRequest) owned = request;
  g_autoptr (GError) error = NULL;

  g_assert_false (rg_campaign_request_run (owned, test->store, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, words));
}

static gint64
make_campaign (RgTestShop *test, const char *message)
{
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();

  g_set_str (&campaign->name, "Autumn letter");
  g_set_str (&campaign->segment_text, "visits at least 1");
  g_set_str (&campaign->subject, "For {{first name|you}}");
  g_set_str (&campaign->message, message);
  campaign->piece_cost_minor = 150;
  return rg_test_shop_run (test, rg_campaign_request_save (campaign));
}

typedef struct {
  gint64 id;
  gint64 customer;
  RgCampaign *campaign;
  RgCampaignPerson *person;
  gint64 counts[RG_N_LEFT_OUT];
} Reading;

static gboolean
read_in_thread (RgDb *db, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->campaign = rg_campaign_read (db, reading->id, error);
  if (reading->customer != 0)
    reading->person = rg_campaign_read_person (db, reading->id, reading->customer, error);
  return reading->campaign != NULL
         && rg_campaign_count_left_out (db, reading->id, reading->counts, error);
}

static Reading
read_all (RgTestShop *test, gint64 id, gint64 customer)
{
  Reading reading = { .id = id, .customer = customer };
  g_autoptr (GError) error = NULL;

  rg_store_read_sync (test->store, RG_READER_ROWS, read_in_thread, &reading, NULL, &error);
  g_assert_no_error (error);
  return reading;
}

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->campaign, rg_campaign_free);
  g_clear_pointer (&reading->person, rg_campaign_person_free);
}

/* What a person has in the shop's own fields stands in the letter as people read it; a field that
 * is not there any more stands in the way of fixing the list. */
static void
test_own_fields (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autoptr (RgOwnField) reads = rg_own_field_new (RG_OWN_SEVERAL, "Reads");
  g_autoptr (RgOwnField) since = rg_own_field_new (RG_OWN_DATE, "Member since");
  gint64 id, field = 0, day = 0, customer = 2;
  Reading got;

  rg_own_field_add_choice (reads, 0, "Crime");
  rg_own_field_add_choice (reads, 0, "Poetry");
  g_assert_true (rg_store_save_own_field_sync (test->store, reads, &field, NULL, NULL));
  g_assert_true (rg_store_save_own_field_sync (test->store, since, &day, NULL, NULL));
  g_assert_true (rg_store_set_own_value_sync (test->store, &customer, 1, field, "Poetry\nCrime",
                                              NULL, NULL));
  id = make_campaign (test, "More {{reads|books}}, {{Member since|as ever}}.");
  rg_test_shop_run (test, rg_campaign_request_fix (id, "visits at least 2", everybody, 5));
  got = read_all (test, id, 2);
  g_assert_cmpstr (got.person->body, ==, "More Crime, Poetry, as ever.");
  reading_clear (&got);

  id = make_campaign (test, "More {{Reads}}");
  g_assert_true (rg_store_delete_own_field_sync (test->store, field, NULL, NULL));
  check_refused (test, rg_campaign_request_fix (id, "visits at least 2", everybody, 5),
                 "{{Reads}}");
}

static void
test_fix (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  gint64 id = make_campaign (test, "Dear {{first name|friend}} in {{city}}, {{shop name}}");
  Reading got;

  rg_test_shop_run (test, rg_campaign_request_fix (id, "visits at least 2", everybody, 5));
  got = read_all (test, id, 2);
  g_assert_cmpint (got.campaign->n_included, ==, 2);
  g_assert_cmpint (got.campaign->n_left_out, ==, 3);
  g_assert_cmpint (got.counts[RG_LEFT_OUT_WITHDRAWN], ==, 1);
  g_assert_cmpint (got.counts[RG_LEFT_OUT_NO_PERMISSION], ==, 1);
  g_assert_cmpint (got.counts[RG_LEFT_OUT_NO_ADDRESS], ==, 1);
  g_assert_cmpstr (got.campaign->segment_text, ==, "visits at least 2");
  g_assert_cmpint (rg_campaign_get_cost (got.campaign, 2), ==, 300);
  g_assert_cmpstr (got.person->body, ==, "Dear Kim in Oslo, Fjordbok");
  g_assert_cmpstr (got.person->subject, ==, "For Kim");
  g_assert_cmpstr (got.person->contact, ==, "Torggata 1\n0155 Oslo");
  reading_clear (&got);

  /* What was fixed stays, whatever happens to the person. */
  rg_test_shop_write (test, "Edit", "UPDATE customer SET name = 'Other' WHERE id = 2");
  got = read_all (test, id, 2);
  g_assert_cmpstr (got.person->name, ==, "Kim Min-su");
  reading_clear (&got);
  check_refused (test, rg_campaign_request_fix (id, "", everybody, 5), "fixed already");
  check_refused (test, rg_campaign_request_exclude (id, 1, TRUE), "fixed");
}

static void
test_refusals (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autoptr (RgCampaign) nameless = rg_campaign_new ();
  gint64 wrong = make_campaign (test, "Dear {{frist name}}"), empty = make_campaign (test, "");
  gint64 good = make_campaign (test, "Dear");

  check_refused (test, rg_campaign_request_save (nameless), "name");
  g_set_str (&nameless->name, "x");
  nameless->holdout = 501;
  check_refused (test, rg_campaign_request_save (nameless), "half");
  check_refused (test, rg_campaign_request_fix (wrong, "", everybody, 5), "{{frist name}}");
  check_refused (test, rg_campaign_request_fix (empty, "", everybody, 5), "message");
  check_refused (test, rg_campaign_request_fix (good, "", everybody + 2, 3), "Nobody");
  check_refused (test, rg_campaign_request_begin_output (good), "Fix the list");
}

static void
test_exclude (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  gint64 id = make_campaign (test, "Dear");
  Reading got;

  rg_test_shop_run (test, rg_campaign_request_exclude (id, 1, TRUE));
  rg_test_shop_run (test, rg_campaign_request_exclude (id, 2, TRUE));
  rg_test_shop_run (test, rg_campaign_request_exclude (id, 2, FALSE));
  rg_test_shop_run (test, rg_campaign_request_fix (id, "", everybody, 5));
  got = read_all (test, id, 0);
  g_assert_cmpint (got.campaign->n_included, ==, 1);
  g_assert_cmpint (got.counts[RG_LEFT_OUT_BY_HAND], ==, 1);
  reading_clear (&got);
}

static guint
output (RgTestShop *test, gint64 id, gint64 *n_dropped)
{
  g_autoptr (RgCampaignRequest) request = rg_campaign_request_begin_output (id);
  g_autoptr (GError) error = NULL;

  rg_campaign_request_run (request, test->store, &error);
  g_assert_no_error (error);
  *n_dropped = rg_campaign_request_get_n_dropped (request);
  return rg_campaign_request_get_people (request)->len;
}

static void
test_drop_withdrawn (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  gint64 id = make_campaign (test, "Dear"), dropped;
  Reading got;

  rg_test_shop_run (test, rg_campaign_request_fix (id, "", everybody, 5));
  g_assert_cmpuint (output (test, id, &dropped), ==, 2);
  g_assert_cmpint (dropped, ==, 0);
  rg_test_shop_run (test, rg_campaign_request_note_sheets (id, RG_OUTPUT_LETTERS, FALSE, 2));
  set (test, 1, FALSE);
  g_assert_cmpuint (output (test, id, &dropped), ==, 1);
  g_assert_cmpint (dropped, ==, 1);
  /* Who said yes again is not let in again: the list never grows. */
  set (test, 1, TRUE);
  g_assert_cmpuint (output (test, id, &dropped), ==, 1);
  got = read_all (test, id, 0);
  g_assert_cmpint (got.campaign->n_dropped, ==, 1);
  g_assert_cmpint (got.counts[RG_LEFT_OUT_WITHDRAWN_SINCE], ==, 1);
  g_assert_cmpint (got.campaign->n_outputs, ==, 1);
  g_assert_cmpint (got.campaign->ends_on - got.campaign->sent_on, ==, 20);
  reading_clear (&got);
}

/* One who became part of another counts with what that other allows. */
static void
test_merged (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  gint64 id = make_campaign (test, "Dear"), dropped;

  rg_test_shop_run (test, rg_campaign_request_fix (id, "", everybody, 5));
  rg_test_shop_write (test, "Merge", "UPDATE customer SET merged_into = 3 WHERE id = 2");
  g_assert_cmpuint (output (test, id, &dropped), ==, 1);
  g_assert_cmpint (dropped, ==, 1);
}

/* Two of the list who turned out to be one get one letter, and the list says why. */
static void
test_merged_in_list (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  gint64 id = make_campaign (test, "Dear"), dropped;
  Reading got;

  rg_test_shop_run (test, rg_campaign_request_fix (id, "", everybody, 5));
  g_assert_cmpuint (output (test, id, &dropped), ==, 2);
  rg_test_shop_write (test, "Merge", "UPDATE customer SET merged_into = (SELECT max(customer_id) "
                      "FROM campaign_member WHERE state = 'included') WHERE id = (SELECT "
                      "min(customer_id) FROM campaign_member WHERE state = 'included')");
  g_assert_cmpuint (output (test, id, &dropped), ==, 1);
  g_assert_cmpint (dropped, ==, 1);
  got = read_all (test, id, 0);
  g_assert_cmpint (got.counts[RG_LEFT_OUT_TWICE], ==, 1);
  g_assert_cmpint (got.counts[RG_LEFT_OUT_WITHDRAWN_SINCE], ==, 0);
  g_assert_cmpint (got.campaign->n_dropped, ==, 1);
  reading_clear (&got);
}

static void
add_random_person (GString *sql, int id)
{
  g_string_append_printf (sql, "INSERT INTO customer (uuid, name, erased_at) VALUES "
                          "(randomblob (16), 'Person %d', %s);",
                          id, g_test_rand_int_range (0, 15) == 0 ? "1" : "NULL");
  if (g_test_rand_int_range (0, 5) > 0)
    g_string_append_printf (sql, "INSERT INTO contact_point (uuid, customer_id, kind, value, city) "
                            "VALUES (randomblob (16), %d, 'address', '%s', 'Oslo');",
                            id, g_test_rand_int_range (0, 5) ? "Street 1" : "");
}

/* Nobody without permission in any output, over random shops; SQL that knows nothing of the rules'
 * code judges the list. */
static void
test_never_without_permission (void)
{
  for (int round = 0; round < 12; round++)
    {
      g_autoptr (RgTestShop) test = rg_test_shop_new ();
      g_autoptr (GString) sql = g_string_new (NULL);
      g_autofree char *wrong = NULL, *kept = NULL;
      gint64 ids[40], id, dropped;
      guint n;

      for (int i = 0; i < 40; i++)
        add_random_person (sql, (int) (ids[i] = i + 1));
      if (g_test_rand_bit ())
        g_string_append (sql, "INSERT INTO permission_basis (channel, basis, decided_at) "
                              "VALUES ('post', 'not-no', 0);");
      rg_test_shop_write (test, "People", sql->str);
      set (test, 1, TRUE);
      rg_test_shop_write (test, "One", "UPDATE customer SET erased_at = NULL WHERE id = 1; INSERT "
                          "INTO contact_point (uuid, customer_id, kind, value, city, preferred) "
                          "VALUES (randomblob (16), 1, 'address', 'Street 1', 'Oslo', 1)");
      for (int i = 0; i < 40; i++)
        set (test, g_test_rand_int_range (2, 41), g_test_rand_bit ());
      id = make_campaign (test, "Dear {{name}}");
      rg_test_shop_run (test, rg_campaign_request_fix (id, "", ids, 40));
      for (int i = 0; i < 10; i++)
        set (test, g_test_rand_int_range (2, 41), g_test_rand_bit ());
      n = output (test, id, &dropped);
      g_assert_cmpuint (n, >=, 1);
      wrong = rg_test_shop_read (
          test, "SELECT count(*) FROM campaign_member AS member JOIN customer ON customer.id = "
          "member.customer_id WHERE member.state = 'included' AND (customer.erased_at IS NOT NULL "
          "OR coalesce ((SELECT granted FROM consent WHERE consent.customer_id = customer.id "
          "ORDER BY id DESC LIMIT 1), EXISTS (SELECT 1 FROM permission_basis)) = 0 OR "
          "NOT EXISTS (SELECT 1 FROM contact_point AS p WHERE p.customer_id = customer.id AND "
          "p.value <> ''))");
      g_assert_cmpstr (wrong, ==, "0");
      kept = rg_test_shop_read (test, "SELECT count(*) FROM campaign_member WHERE state <> "
                                "'included' AND body <> '' AND state <> 'dropped'");
      g_assert_cmpstr (kept, ==, "0");
    }
}

static void
test_holdout (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Reading got;
  gint64 id;

  rg_test_shop_write (test, "People",
                      "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < "
                      "400) INSERT INTO customer (uuid, name) SELECT randomblob (16), 'P ' || i "
                      "FROM n; INSERT INTO contact_point (uuid, customer_id, kind, value, city) "
                      "SELECT randomblob (16), id, 'address', 'Street', 'Oslo' FROM customer; "
                      "INSERT INTO permission_basis (channel, basis, decided_at) "
                      "VALUES ('post', 'not-no', 0)");
  for (gint64 i = 1; i <= 400; i++)
    g_array_append_val (ids, i);
  g_set_str (&campaign->name, "Letter");
  g_set_str (&campaign->message, "Dear {{name}}");
  campaign->holdout = 200;
  id = rg_test_shop_run (test, rg_campaign_request_save (campaign));
  rg_test_shop_run (test, rg_campaign_request_fix (id, "", (const gint64 *) ids->data, ids->len));
  got = read_all (test, id, 0);
  g_assert_cmpint (got.campaign->n_held_out + got.campaign->n_included, ==, 400);
  g_assert_cmpint (ABS (got.campaign->n_held_out - 80), <, 5 * 8);
  reading_clear (&got);
}

/* Whatever was done to a campaign can be taken back, in order. */
static void
test_take_back (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  gint64 id = make_campaign (test, "Dear");
  RgCampaignRequest *steps[] = { rg_campaign_request_exclude (id, 2, TRUE),
                                            rg_campaign_request_fix (id, "", everybody, 5),
                                            rg_campaign_request_note_sheets (id, RG_OUTPUT_LETTERS,
                                                                             FALSE, 1),
                                            rg_campaign_request_delete (id) };
  char *before[G_N_ELEMENTS (steps)];

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      before[i] = rg_test_shop_dump (test, TRUE);
      g_assert_true (rg_campaign_request_run (steps[i], test->store, NULL));
    }
  for (gsize i = G_N_ELEMENTS (steps); i-- > 0;)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      rg_store_take_back_sync (test->store, rg_campaign_request_get_action (steps[i]), NULL,
                               &error);
      g_assert_no_error (error);
      after = rg_test_shop_dump (test, TRUE);
      g_assert_cmpstr (before[i], ==, after);
      g_free (before[i]);
      rg_campaign_request_free (steps[i]);
    }
}

static void
test_delete (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  gint64 id = make_campaign (test, "Dear");
  g_autofree char *left = NULL;

  rg_test_shop_run (test, rg_campaign_request_fix (id, "", everybody, 5));
  rg_test_shop_run (test, rg_campaign_request_note_sheets (id, RG_OUTPUT_LETTERS, FALSE, 2));
  rg_test_shop_run (test, rg_campaign_request_delete (id));
  left = rg_test_shop_read (test, "SELECT (SELECT count(*) FROM campaign) + (SELECT count(*) FROM "
                            "campaign_member) + (SELECT count(*) FROM campaign_output)");
  g_assert_cmpstr (left, ==, "0");
}

/* --- one statement for nearly all, one for the rest --- */

#define MANY 40

static void
add_many (RgTestShop *test)
{
  static const char *const kinds[] = { "address", "email", "phone" };
  g_autoptr (GString) sql = g_string_new ("INSERT INTO household (uuid, name) VALUES "
                                          "(randomblob (16), 'A'), (randomblob (16), 'B');");

  for (int i = 1; i <= MANY; i++)
    g_string_append_printf (sql, "INSERT INTO customer (uuid, name, household_id, merged_into, "
                                 "deleted_at) VALUES (randomblob (16), 'P%d', nullif (%d, 0), "
                                 "nullif (%d, 0), %s);", i, g_test_rand_int_range (0, 3),
                            i > 10 && i % 7 == 0 ? g_test_rand_int_range (1, 5) : 0,
                            i % 11 == 0 ? "1" : "NULL");
  for (int i = 0; i < 4 * MANY; i++)
    {
      const gboolean home = g_test_rand_int_range (0, 5) == 0;

      g_string_append_printf (
        sql,
        "INSERT INTO contact_point (uuid, customer_id, household_id, kind, preferred, value, "
        "value_key, city, bounced_key) VALUES (randomblob (16), nullif (%d, 0), nullif (%d, 0), "
        "'%s', %d, 'v%d', 'k%d', '%s', '');",
        home ? 0 : g_test_rand_int_range (1, MANY + 1), home ? g_test_rand_int_range (1, 3) : 0,
        kinds[i % 3], g_test_rand_bit (), i, i, g_test_rand_bit () ? "Oslo" : "");
      if (i % 3 == 1 && g_test_rand_bit ())
        g_string_append (sql, "UPDATE contact_point SET bounced_key = value_key WHERE id = (SELECT "
                              "max (id) FROM contact_point);");
    }
  rg_test_shop_write (test, "Many", sql->str);
  for (int i = 0; i < MANY; i++)
    {
      const RgConsentNew entry = { .customer = g_test_rand_int_range (1, MANY + 1),
                                   .channel = (RgChannel) g_test_rand_int_range (0, RG_CHANNELS),
                                   .granted = g_test_rand_bit (), .effective_on = 20000 + i };

      rg_store_set_permission_sync (test->store, &entry, NULL, NULL);
    }
}

static char *
read_candidate (RgDb *db, const char *name, gint64 customer, RgChannel channel)
{
  static const char *const kinds[] = { "address", "email", "phone", "phone" };
  g_autoptr (RgStatement) row = rg_db_statement (db, name, NULL);
  GString *text = g_string_new (NULL);

  rg_statement_bind_int (row, 1, customer);
  rg_statement_bind_text (row, 2, rg_channel_get_id (channel));
  rg_statement_bind_int (row, 3, 1);
  rg_statement_bind_text (row, 4, kinds[channel]);
  if (rg_statement_step (row, NULL) == RG_STEP_ROW)
    for (int i = 0; i < rg_statement_n_columns (row); i++)
      g_string_append_printf (text, "%s|", i == 1 ? "" : rg_statement_is_null (row, i)
                                                           ? "-" : rg_statement_get_text (row, i));
  return g_string_free (text, FALSE);
}

static gboolean
compare_candidates_in_thread (RgDb *db, gpointer data, GError **error)
{
  guint *n_alone = data;

  for (gint64 id = 1; id <= MANY; id++)
    for (int channel = 0; channel < RG_CHANNELS; channel++)
      {
        g_autofree char *alone = read_candidate (db, "campaigns.candidate-alone", id,
                                                 (RgChannel) channel);
        g_autofree char *any = read_candidate (db, "campaigns.candidate", id,
                                               (RgChannel) channel);

        if (*alone == '\0')
          continue;
        g_assert_cmpstr (alone, ==, any);
        ++*n_alone;
      }
  return TRUE;
}

/* Who is nobody else is read faster, and as the same. */
static void
test_alone (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  guint n_alone = 0;

  add_many (test);
  g_assert_true (rg_store_read_sync (test->store, RG_READER_ROWS, compare_candidates_in_thread,
                                     &n_alone, NULL, NULL));
  g_assert_cmpuint (n_alone, >, MANY);
  g_assert_cmpuint (n_alone, <, MANY * RG_CHANNELS);
}

/* A country alone, as a till knows it, does not stand before an address that a letter reaches; nor
 * does it where it came under another row. */
static void
test_whole_address (void)
{
  for (int merged = 0; merged < 2; merged++)
    {
      g_autoptr (RgTestShop) test = make_shop ();
      const gint64 id = make_campaign (test, "Hello");
      g_autofree char *contact = NULL;

      rg_test_shop_write (test, "Address", ADDRESS (5, "Gate 9", "Oslo"));
      if (merged)
        rg_test_shop_write (test, "Merged", "UPDATE customer SET merged_into = 5 WHERE id = 4; "
                                            "DELETE FROM contact_point WHERE customer_id = 4");
      rg_test_shop_run (test, rg_campaign_request_fix (id, "", everybody, 5));
      contact = rg_test_shop_read (test, "SELECT contact FROM campaign_member WHERE customer_id = "
                                         "5 AND state = 'included'");
      g_assert_true (contact != NULL && g_str_has_prefix (contact, "Gate 9"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/campaigns/fix", test_fix);
  g_test_add_func ("/campaigns/own-fields", test_own_fields);
  g_test_add_func ("/campaigns/refusals", test_refusals);
  g_test_add_func ("/campaigns/exclude", test_exclude);
  g_test_add_func ("/campaigns/drop-withdrawn", test_drop_withdrawn);
  g_test_add_func ("/campaigns/merged", test_merged);
  g_test_add_func ("/campaigns/merged-in-list", test_merged_in_list);
  g_test_add_func ("/campaigns/never-without-permission", test_never_without_permission);
  g_test_add_func ("/campaigns/holdout", test_holdout);
  g_test_add_func ("/campaigns/delete", test_delete);
  g_test_add_func ("/campaigns/take-back", test_take_back);
  g_test_add_func ("/campaigns/alone", test_alone);
  g_test_add_func ("/campaigns/whole-address", test_whole_address);
  return g_test_run ();
}
