/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Versions of a message: each of the list gets the words of their own version, everything can be
 * taken back, and whoever rests this year gets nothing. */
#include "rg-test-campaign.h"

#include <string.h>

#include "store/rg-campaign-proof.h"
#include "store/rg-campaign-request.h"
#include "store/rg-store-dataset.h"
#include "store/rg-store-own-values.h"
#include "store/rg-store-undo.h"

#define PEOPLE 400

/* All can be written to. */
static RgTestShop *
make_shop (void)
{
  RgTestShop *test = rg_test_shop_new ();

  rg_test_shop_write (test, "People",
                      "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < "
                      "400) INSERT INTO customer (uuid, name) SELECT randomblob (16), 'P ' || i "
                      "FROM n; INSERT INTO contact_point (uuid, customer_id, kind, value, city) "
                      "SELECT randomblob (16), id, 'address', 'Street', 'Oslo' FROM customer; "
                      "INSERT INTO permission_basis (channel, basis, decided_at) "
                      "VALUES ('post', 'not-no', 0)");
  return test;
}

static RgCampaign *
build (guint n_versions)
{
  RgCampaign *campaign = rg_campaign_new ();

  g_set_str (&campaign->name, "Letter");
  g_set_str (&campaign->subject, "First");
  g_set_str (&campaign->message, "Dear {{name}}, A");
  for (guint i = 1; n_versions > 1 && i <= n_versions; i++)
    {
      g_autofree char *message = g_strdup_printf ("Dear {{name}}, %s", rg_version_get_letter (i));

      g_ptr_array_add (campaign->versions,
                       rg_campaign_version_new (rg_version_get_letter (i), i, i == 1 ? "First" : "",
                                                message));
    }
  return campaign;
}

static RgCampaignRequest *
fix (gint64 id)
{
  gint64 ids[PEOPLE];

  for (int i = 0; i < PEOPLE; i++)
    ids[i] = i + 1;
  return rg_campaign_request_fix (id, "", ids, PEOPLE);
}

static void
check_text (RgTestShop *test, const char *sql, const char *expected)
{
  g_autofree char *got = rg_test_shop_read (test, sql);

  g_assert_cmpstr (got, ==, expected);
}

/* Everybody's words are those of their version, and the parts are as they were asked for. */
static void
test_fix (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autoptr (RgCampaign) campaign = build (3);
  gint64 id = rg_test_shop_run (test, rg_campaign_request_save (campaign));

  rg_test_shop_run (test, fix (id));
  check_text (test, "SELECT count (*) FROM campaign_member WHERE version NOT BETWEEN 1 AND 3 OR "
                    "body NOT LIKE 'Dear P % ' || substr ('ABC', version, 1)", "0");
  check_text (test, "SELECT count (*) > 40 FROM campaign_member WHERE version = 1", "1");
  check_text (test, "SELECT count (*) > 160 FROM campaign_member WHERE version = 3", "1");
  check_text (test, "SELECT group_concat (DISTINCT subject) FROM campaign_member WHERE version = 1",
              "First");
}

static void
test_one_message (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autoptr (RgCampaign) campaign = build (1);

  rg_test_shop_run (test, fix (rg_test_shop_run (test, rg_campaign_request_save (campaign))));
  check_text (test, "SELECT count (*) FROM campaign_member WHERE version <> 0 OR body NOT LIKE "
                    "'Dear P %, A'", "0");
}

/* Saving, fixing and deleting go back to the last byte. */
static void
test_take_back (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autoptr (RgCampaign) campaign = build (2), edited = NULL;
  gint64 id = rg_test_shop_run (test, rg_campaign_request_save (campaign));
  RgCampaignRequest *steps[4];
  char *before[G_N_ELEMENTS (steps)];

  campaign->id = id;
  edited = rg_campaign_copy (campaign);
  g_set_str (&((RgCampaignVersion *) edited->versions->pdata[1])->message, "Other words");
  edited->stratum = RG_STRATUM_SPEND;
  steps[0] = rg_campaign_request_save (edited);
  g_ptr_array_set_size (edited->versions, 0);
  steps[1] = rg_campaign_request_save (edited);
  steps[2] = rg_campaign_request_save (campaign);
  steps[3] = fix (id);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      before[i] = rg_test_shop_dump (test, TRUE);
      g_assert_true (rg_campaign_request_run (steps[i], test->store, NULL));
      g_assert_cmpint (rg_campaign_request_get_action (steps[i]), !=, 0);
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
  rg_test_shop_run (test, rg_campaign_request_delete (id));
  check_text (test, "SELECT count (*) FROM campaign_version", "0");
}

static void
check_refused (RgTestShop *test, RgCampaign *campaign, const char *words)
{
  g_autoptr (RgCampaignRequest) request = rg_campaign_request_save (campaign);
  g_autoptr (GError) error = NULL;

  g_assert_false (rg_campaign_request_run (request, test->store, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_refusals (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autoptr (RgCampaign) campaign = build (2);
  RgCampaignVersion *second = g_ptr_array_index (campaign->versions, 1);
  g_autoptr (RgCampaignRequest) early = NULL;
  g_autoptr (GError) error = NULL;

  g_set_str (&second->name, "A");
  check_refused (test, campaign, "same name");
  g_set_str (&second->name, "");
  check_refused (test, campaign, "a name");
  g_set_str (&second->name, "4111 1111 1111 1111");
  check_refused (test, campaign, "card");
  g_set_str (&second->name, "B");
  second->weight = 0;
  check_refused (test, campaign, "1 to 99");
  second->weight = 1;
  g_set_str (&second->message, "");
  early = fix (rg_test_shop_run (test, rg_campaign_request_save (campaign)));
  g_assert_false (rg_campaign_request_run (early, test->store, &error));
  g_assert_nonnull (strstr (error->message, "every version"));
  g_ptr_array_set_size (campaign->versions, 1);
  check_refused (test, campaign, "second");
}

/* With strata versions and comparison group are the same part of each quarter. */
static void
test_strata (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autoptr (RgCampaign) campaign = build (2);

  rg_test_shop_write (test, "Spend",
                      "UPDATE customer_fact SET spend_minor = customer_id * 100;"
                      "UPDATE shop SET address = 'x'");
  ((RgCampaignVersion *) campaign->versions->pdata[1])->weight = 1;
  campaign->holdout = 200;
  campaign->stratum = RG_STRATUM_SPEND;
  rg_test_shop_run (test, fix (rg_test_shop_run (test, rg_campaign_request_save (campaign))));
  check_text (test, "SELECT group_concat (n, ' ') FROM (SELECT count (*) AS n FROM campaign_member "
                    "GROUP BY (customer_id - 1) / 100, state, version)",
              "20 40 40 20 40 40 20 40 40 20 40 40");
}

/* Who was merged into somebody gets one letter, of the version that they have themselves. */
static void
test_merged (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autoptr (RgCampaign) campaign = build (2);
  gint64 id = rg_test_shop_run (test, rg_campaign_request_save (campaign));

  rg_test_shop_write (test, "Merge", "UPDATE customer SET merged_into = 1 WHERE id = 2");
  rg_test_shop_run (test, fix (id));
  check_text (test, "SELECT count (*) FROM campaign_member", "399");
  check_text (test, "SELECT version > 0 FROM campaign_member WHERE customer_id = 1", "1");
}

/* The year's rest group is the same in each campaign of the year, and gets none of them. */
static void
test_rest_group (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autoptr (RgCampaign) campaign = build (1);
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL, *second = NULL, *before = rg_test_shop_dump (test, TRUE);
  g_autofree char *after = NULL;
  gint64 action = 0;

  g_assert_true (rg_rest_group_save_sync (test->store, 100, &action, &error));
  g_assert_no_error (error);
  g_assert_true (rg_store_take_back_sync (test->store, action, NULL, &error));
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (rg_rest_group_save_sync (test->store, 500, NULL, NULL));
  g_assert_true (rg_rest_group_save_sync (test->store, 100, NULL, NULL));
  rg_test_shop_run (test, fix (rg_test_shop_run (test, rg_campaign_request_save (campaign))));
  rg_test_shop_run (test, fix (rg_test_shop_run (test, rg_campaign_request_save (campaign))));
  first = rg_test_shop_read (test, "SELECT group_concat (customer_id) FROM campaign_member "
                                   "WHERE campaign_id = 1 AND reason = 'rest-group'");
  second = rg_test_shop_read (test, "SELECT group_concat (customer_id) FROM campaign_member "
                                    "WHERE campaign_id = 2 AND reason = 'rest-group'");
  g_assert_cmpstr (first, ==, second);
  check_text (test, "SELECT count (*) BETWEEN 15 AND 70 FROM campaign_member WHERE campaign_id = 1 "
                    "AND reason = 'rest-group' AND state = 'left-out'", "1");
}

/* A field that gets another name keeps its place in every version. */
static void
test_renamed_field (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autoptr (RgOwnField) reads = rg_own_field_new (RG_OWN_TEXT, "Reads");
  g_autoptr (RgCampaign) campaign = build (2);
  gint64 field = 0;

  g_assert_true (rg_store_save_own_field_sync (test->store, reads, &field, NULL, NULL));
  g_set_str (&((RgCampaignVersion *) campaign->versions->pdata[1])->message,
             "More {{Reads|books}}");
  rg_test_shop_run (test, rg_campaign_request_save (campaign));
  reads->id = field;
  g_set_str (&reads->name, "Genre");
  g_assert_true (rg_store_save_own_field_sync (test->store, reads, &field, NULL, NULL));
  check_text (test, "SELECT message = 'More {{Genre|books}}' FROM campaign_version "
                    "WHERE number = 2", "1");
}

/* --- what they did --- */

/* One receipt for every nth member of a version, three days after the letters; the comparison group
 * is version 0. */
static void
sell (RgTestShop *test, int version, int every)
{
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO receipt (uuid, source_id, location_id, till, number, period, sold_on, sold_at, "
    "customer_id, lines_hash, net_minor, net_sales_minor, sale_lines, import_id) "
    "SELECT randomblob (16), 1, 1, '', 'r' || customer_id, '', campaign.sent_on + 3, 0, "
    "customer_id, 0, 10000, 10000, 1, 1 FROM (SELECT customer_id, row_number () OVER (ORDER BY "
    "customer_id) AS place FROM campaign_member WHERE version = %d AND state <> 'left-out') "
    "JOIN campaign WHERE place %% %d = 0;"
    "INSERT INTO receipt_line (receipt_id, line, product_id, kind, quantity_milli, "
    "unit_price_micro, net_minor) SELECT id, 1, 1, 0, 1000, 0, net_minor FROM receipt "
    "WHERE NOT EXISTS (SELECT 1 FROM receipt_line WHERE receipt_id = receipt.id);"
    "UPDATE shop SET address = address || 'x'", version, every);

  rg_test_shop_write (test, "Sales", sql);
}

typedef struct {
  RgDataset *dataset;
  const RgShop *shop;
  gint64 campaign; /* 0: the year */
  RgCampaignProof *proof;
} Question;

static gboolean
prove_in_thread (RgDb *db, gpointer data, GError **error)
{
  Question *question = data;
  g_autoptr (RgCampaign) campaign = NULL;

  if (question->campaign == 0)
    question->proof = rg_rest_group_proof_new (db, question->dataset, question->shop,
                                               rg_shop_get_day (question->shop), error);
  else if ((campaign = rg_campaign_read (db, question->campaign, error)) != NULL)
    question->proof = rg_campaign_proof_new (db, question->dataset, campaign, error);
  return TRUE;
}

static RgCampaignProof *
prove (RgTestShop *test, gint64 campaign)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDataset) dataset = NULL;
  Question question = { .campaign = campaign };

  /* The file is read anew, as these rows were made behind the back of the change log. */
  rg_test_shop_reopen (test);
  dataset = question.dataset = rg_store_dup_dataset_sync (test->store, &error);
  g_assert_no_error (error);
  question.shop = rg_store_get_shop (test->store);
  rg_store_read_sync (test->store, RG_READER_REPORT, prove_in_thread, &question, NULL, &error);
  g_assert_no_error (error);
  return question.proof;
}

/* Versions, and those without a letter, are counted apart, and judged when the time is over. */
static void
test_proof (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autoptr (RgCampaign) campaign = build (2);
  g_autoptr (RgCampaignProof) early = NULL, proof = NULL;
  gint64 id;

  ((RgCampaignVersion *) campaign->versions->pdata[1])->weight = 1;
  campaign->holdout = 300;
  id = rg_test_shop_run (test, rg_campaign_request_save (campaign));
  rg_test_shop_run (test, fix (id));
  rg_test_shop_run (test, rg_campaign_request_note_sheets (id, RG_OUTPUT_LETTERS, FALSE, 400));
  rg_test_shop_write (test, "Till",
                      "INSERT INTO source (name) VALUES ('till');"
                      "INSERT INTO location (uuid, code, name) VALUES (randomblob (16), '', 'X');"
                      "INSERT INTO product (uuid, code, name) VALUES (randomblob (16), 'a', 'A');"
                      "INSERT INTO import (uuid, action_id, source_id, kind, dialect, file_name, "
                      "file_hash, at, summary) VALUES (randomblob (16), 1, 1, 'sales', '', '', "
                      "x'00', 0, '{}')");
  sell (test, 1, 9);
  sell (test, 2, 2);
  sell (test, 0, 12);
  early = prove (test, id);
  g_assert_cmpint (early->proof.verdict, ==, RG_PROOF_TOO_EARLY);
  rg_test_shop_write (test, "A late one",
                      "INSERT INTO receipt (uuid, source_id, location_id, till, number, period, "
                      "sold_on, sold_at, lines_hash, net_minor, net_sales_minor, sale_lines, "
                      "import_id) SELECT randomblob (16), 1, 1, '', 'late', '', ends_on + 1, 0, 0, "
                      "1, 1, 1, 1 FROM campaign;"
                      "INSERT INTO receipt_line (receipt_id, line, product_id, kind, "
                      "quantity_milli, unit_price_micro, net_minor) SELECT id, 1, 1, 0, 1000, 0, 1 "
                      "FROM receipt WHERE number = 'late';"
                      "UPDATE shop SET address = address || 'x'");
  proof = prove (test, id);
  g_assert_cmpuint (proof->n_groups, ==, 3);
  g_assert_true (proof->compared);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *sql = g_strdup_printf (
        "SELECT count (*) || ' ' || count (receipt.id) FROM campaign_member AS m LEFT JOIN receipt "
        "ON receipt.customer_id = m.customer_id WHERE version = %u", i < 2 ? i + 1 : 0);
      g_autofree char *expected =
        g_strdup_printf ("%u %u", proof->outcomes[i].n, proof->outcomes[i].came);

      check_text (test, sql, expected);
      g_assert_cmpint (proof->outcomes[i].net_minor, ==, 10000 * (gint64) proof->outcomes[i].came);
    }
  g_assert_cmpint (proof->proof.verdict, ==, RG_PROOF_WINNER);
  g_assert_cmpuint (proof->proof.winner, ==, 1);
  g_assert_cmpstr (proof->names[1], ==, "B");
}

/* The year as a whole: who rests beside who could get something. */
static void
test_year (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autoptr (RgCampaign) campaign = build (1);
  g_autoptr (RgCampaignProof) none = prove (test, 0), year = NULL;
  g_autofree char *expected = NULL;

  g_assert_null (none);
  g_assert_true (rg_rest_group_save_sync (test->store, 200, NULL, NULL));
  rg_test_shop_run (test, fix (rg_test_shop_run (test, rg_campaign_request_save (campaign))));
  year = prove (test, 0);
  g_assert_cmpuint (year->n_groups, ==, 2);
  expected = g_strdup_printf ("%u %u", year->outcomes[0].n, year->outcomes[1].n);
  check_text (test, "SELECT sum (state = 'included') || ' ' || sum (reason = 'rest-group') "
                    "FROM campaign_member", expected);
  g_assert_cmpint (year->proof.verdict, ==, RG_PROOF_CANNOT_SAY);
}

/* Two letters of the year, and what everybody bought after the first: one in `written` of those who
 * could get them, and one in `rest` of those who rest. */
static RgCampaignProof *
live_a_year (RgTestShop *test, int written, int rest)
{
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO source (name) VALUES ('till');"
      "INSERT INTO location (uuid, code, name) VALUES (randomblob (16), '', 'X');"
      "INSERT INTO product (uuid, code, name) VALUES (randomblob (16), 'a', 'A');"
      "INSERT INTO import (uuid, action_id, source_id, kind, dialect, file_name, file_hash, at, "
      "summary) VALUES (randomblob (16), 1, 1, 'sales', '', '', x'00', 0, '{}');"
      "INSERT INTO receipt (uuid, source_id, location_id, till, number, period, sold_on, sold_at, "
      "customer_id, lines_hash, net_minor, net_sales_minor, sale_lines, import_id) SELECT "
      "randomblob (16), 1, 1, '', customer_id, '', (SELECT min (sent_on) FROM campaign), 0, "
      "customer_id, 0, 100, 100, 1, 1 FROM (SELECT customer_id, reason, row_number () OVER "
      "(PARTITION BY reason = 'rest-group' ORDER BY customer_id) AS place FROM campaign_member "
      "WHERE campaign_id = 1) WHERE place %% iif (reason = 'rest-group', %d, %d) = 0;"
      "INSERT INTO receipt_line (receipt_id, line, product_id, kind, quantity_milli, "
      "unit_price_micro, net_minor) SELECT id, 1, 1, 0, 1000, 0, 100 FROM receipt;"
      "UPDATE shop SET address = address || 'x'", rest, written);

  /* By other ids chance would deal groups once in a while that are no longer judged. */
  rg_test_shop_write (test, "Ids", "UPDATE shop SET uuid = zeroblob (16); "
                                   "UPDATE customer SET uuid = unhex (format ('%032x', id))");
  g_assert_true (rg_rest_group_save_sync (test->store, 200, NULL, NULL));
  rg_test_shop_write (test, "Off", "INSERT INTO setting (name, value) VALUES ('budget-on', '0')");
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (RgCampaign) campaign = build (1);
      gint64 id = rg_test_shop_run (test, rg_campaign_request_save (campaign));

      rg_test_shop_run (test, fix (id));
      rg_test_shop_run (test, rg_campaign_request_note_sheets (id, RG_OUTPUT_LETTERS, FALSE, 400));
    }
  rg_test_shop_write (test, "Sales", sql);
  return prove (test, 0);
}

static void
check_year (const RgCampaignProof *year, RgProofVerdict verdict)
{
  g_autofree char *words = rg_campaign_proof_dup_verdict (year);

  g_assert_true (year->compared);
  g_assert_cmpuint (year->n_groups, ==, 2);
  g_assert_cmpint (year->proof.verdict, ==, verdict);
  g_assert_cmpint (strstr (words, "beyond chance") != NULL, ==, verdict == RG_PROOF_WINNER);
  g_assert_cmpint (strstr (words, "Cannot be judged") != NULL, ==, verdict != RG_PROOF_WINNER);
}

/* Several letters together can be judged by those who rest, where one list is too small; a person
 * of both counts once. Where chance can explain it, nothing is claimed. */
static void
test_year_judged (void)
{
  g_autoptr (RgTestShop) gaining = make_shop (), unclear = make_shop ();
  g_autoptr (RgCampaignProof) gain = live_a_year (gaining, 2, 10);
  g_autoptr (RgCampaignProof) none = live_a_year (unclear, 4, 4);

  check_year (gain, RG_PROOF_WINNER);
  g_assert_cmpuint (gain->proof.winner, ==, 0);
  g_assert_cmpuint (gain->outcomes[0].n + gain->outcomes[1].n, ==, PEOPLE);
  g_assert_cmpuint (gain->outcomes[0].came, ==, gain->outcomes[0].n / 2);
  g_assert_cmpuint (gain->outcomes[1].came, ==, gain->outcomes[1].n / 10);
  check_year (none, RG_PROOF_CANNOT_SAY);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/campaign-versions/fix", test_fix);
  g_test_add_func ("/campaign-versions/one-message", test_one_message);
  g_test_add_func ("/campaign-versions/take-back", test_take_back);
  g_test_add_func ("/campaign-versions/refusals", test_refusals);
  g_test_add_func ("/campaign-versions/strata", test_strata);
  g_test_add_func ("/campaign-versions/merged", test_merged);
  g_test_add_func ("/campaign-versions/rest-group", test_rest_group);
  g_test_add_func ("/campaign-versions/renamed-field", test_renamed_field);
  g_test_add_func ("/campaign-versions/proof", test_proof);
  g_test_add_func ("/campaign-versions/year", test_year);
  g_test_add_func ("/campaign-versions/year-judged", test_year_judged);
  return g_test_run ();
}
