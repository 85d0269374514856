/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who opened and clicked, in the results of a campaign: only what is known, of whom it reached, and
 * compared as everything else is. */
#include "rg-test-campaign.h"

#include <stdlib.h>
#include <string.h>

#include "store/rg-campaign-figures.h"
#include "store/rg-campaign-request.h"
#include "store/rg-store-dataset.h"

#define PEOPLE 120

/* Everybody is written to in one of two versions, or left without; all of it is over. */
static RgTestShop *
make_shop (gboolean over)
{
  RgTestShop *test = rg_test_shop_new ();
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();
  gint64 ids[PEOPLE], id;

  rg_test_shop_write (
    test, "People",
    "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 120) "
    "INSERT INTO customer (uuid, name) SELECT randomblob (16), 'P ' || i FROM n;"
    "INSERT INTO contact_point (uuid, customer_id, kind, value, city) "
    "SELECT randomblob (16), id, 'address', 'Street', 'Oslo' FROM customer;"
    "INSERT INTO permission_basis (channel, basis, decided_at) VALUES ('post', 'not-no', 0);"
    "INSERT INTO source (name) VALUES ('till');"
    "INSERT INTO location (uuid, code, name) VALUES (randomblob (16), '', 'X');"
    "INSERT INTO import (uuid, action_id, source_id, kind, dialect, file_name, file_hash, at, "
    "summary) VALUES (randomblob (16), 1, 1, 'sales', '', '', x'00', 0, '{}')");
  for (int i = 0; i < PEOPLE; i++)
    ids[i] = i + 1;
  g_set_str (&campaign->name, "News");
  g_set_str (&campaign->segment_text, "visits at least 1");
  g_set_str (&campaign->message, "Dear {{name}}");
  campaign->holdout = 200;
  for (int i = 0; i < 2; i++)
    g_ptr_array_add (campaign->versions, rg_campaign_version_new (i == 0 ? "A" : "B", 1, "",
                                                                  "Dear {{name}}"));
  id = rg_test_shop_run (test, rg_campaign_request_save (campaign));
  rg_test_shop_run (test, rg_campaign_request_fix (id, "visits at least 1", ids, PEOPLE));
  rg_test_shop_run (test, rg_campaign_request_note_sheets (id, RG_OUTPUT_LETTERS, FALSE, 1));
  if (over)
    rg_test_shop_write (
      test, "Sales",
      "INSERT INTO receipt (uuid, source_id, location_id, till, number, period, sold_on, sold_at, "
      "lines_hash, net_minor, net_sales_minor, sale_lines, import_id) SELECT randomblob (16), 1, "
      "1, '', 'later', '', sent_on + 90, 0, 0, 1, 1, 1, 1 FROM campaign; UPDATE shop SET address = "
      "'x'");
  return test;
}

#define FILE_OF(opens, clicks) \
  "INSERT INTO response_file (uuid, campaign_id, name, opens, clicks, recorded_at) SELECT " \
  "randomblob (16), id, 'report.csv', " opens ", " clicks ", 0 FROM campaign;"
#define DID(kind, who) \
  "INSERT INTO response (campaign_id, customer_id, kind, file_id, file_row) SELECT campaign_id, " \
  "customer_id, '" kind "', (SELECT max (id) FROM response_file), 2 FROM campaign_member WHERE " \
  "state = 'included' AND (" who ");"

typedef struct {
  const RgShop *shop;
  RgDataset *dataset;
  RgCampaignReport *report;
} Reading;

static gboolean
read_in_thread (RgDb *db, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->report = rg_campaign_report_new (db, reading->dataset, reading->shop, 1, 20000, error);
  return reading->report != NULL;
}

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->report, rg_campaign_report_free);
  g_clear_pointer (&reading->dataset, rg_dataset_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static void
look (RgTestShop *test, Reading *reading)
{
  g_autoptr (GError) error = NULL;

  reading_clear (reading);
  reading->shop = rg_store_get_shop (test->store);
  reading->dataset = rg_store_dup_dataset_sync (test->store, &error);
  g_assert_no_error (error);
  rg_store_read_sync (test->store, RG_READER_REPORT, read_in_thread, reading, NULL, &error);
  g_assert_no_error (error);
}

static gint64
count (RgTestShop *test, const char *what)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM campaign_member WHERE state = "
                                          "'included' AND (%s)", what);
  g_autofree char *number = rg_test_shop_read (test, sql);

  return g_ascii_strtoll (number, NULL, 10);
}

static gboolean
has_figure (const RgCampaignReport *report, const char *id)
{
  g_auto (GStrv) ids = rg_campaign_figures_list (report);
  g_autoptr (RgFigure) figure = rg_campaign_figure_new (report, id);
  const gboolean listed = g_strv_contains ((const char *const *) ids, id);

  g_assert_cmpint (listed, ==, figure != NULL);
  return listed;
}

static void
test_unknown (void)
{
  g_autoptr (RgTestShop) test = make_shop (TRUE);
  g_auto (Reading) reading = { NULL };

  look (test, &reading);
  g_assert_null (reading.report->responses);
  g_assert_null (reading.report->summary->responses);
  g_assert_false (has_figure (reading.report, "opened-1"));
  /* A file of bounces says nothing of opens. */
  rg_test_shop_write (test, "File", FILE_OF ("0", "0") DID ("bounced", "customer_id < 9"));
  look (test, &reading);
  g_assert_null (reading.report->responses);
}

/* What the files say, of whom the message reached; pairs as the statistics have them. */
static void
test_counts (void)
{
  g_autoptr (RgTestShop) test = make_shop (TRUE);
  g_auto (Reading) reading = { NULL };
  const RgCampaignResponses *responses;

  rg_test_shop_write (test, "File",
                      FILE_OF ("1", "1") DID ("sent", "customer_id % 10 > 0")
                      DID ("bounced", "customer_id % 7 = 0")
                      DID ("opened", "customer_id % 10 > 0 AND (customer_id * version) % 4 = 0")
                      DID ("clicked", "customer_id % 20 = 8"));
  look (test, &reading);
  responses = reading.report->responses;
  g_assert_nonnull (responses);
  g_assert_cmpuint (responses->n_groups, ==, 2);
  for (guint g = 0; g < 2; g++)
    {
      g_autofree char *opened = g_strdup_printf (
        "version = %u AND customer_id %% 10 > 0 AND (customer_id * version) %% 4 = 0", g + 1);
      g_autofree char *clicked = g_strdup_printf ("version = %u AND customer_id %% 20 = 8", g + 1);
      g_autofree char *reached = g_strdup_printf (
        "version = %u AND customer_id %% 10 > 0 AND (customer_id %% 7 > 0 OR customer_id %% 20 = 8 "
        "OR (customer_id * version) %% 4 = 0)", g + 1);

      g_assert_cmpint (responses->did[RG_RESPONSE_OPENED][g], ==, count (test, opened));
      g_assert_cmpint (responses->did[RG_RESPONSE_CLICKED][g], ==, count (test, clicked));
      g_assert_cmpint (responses->reached[g], ==, count (test, reached));
    }
  g_assert_cmpuint (responses->n_pairs, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const RgResponsePair *pair = &responses->pairs[i];
      const gint64 *did = responses->did[pair->kind], *of = responses->reached;
      const double other = responses->pairs[1 - i].p;

      g_assert_cmpfloat (pair->p, ==, rg_stats_compare_shares (did[0], of[0], did[1], of[1]));
      g_assert_cmpfloat (pair->range.low, ==,
                         rg_stats_newcombe (did[0], of[0], did[1], of[1], 0.95).low);
      g_assert_cmpfloat (pair->adjusted, ==, pair->p <= other ? MIN (1, 2 * pair->p)
                                                              : MAX (pair->p, MIN (1, 2 * other)));
    }
  g_assert_nonnull (strstr (reading.report->summary->responses, "opened it"));
  g_assert_true (has_figure (reading.report, "opened"));
  g_assert_true (has_figure (reading.report, "clicked-2"));
  g_assert_false (has_figure (reading.report, "clicked-3"));
}

/* Where only those who opened are named, everybody else may have got it; and a version of which
 * nobody is named is compared with nothing. */
static void
test_openers_alone (void)
{
  g_autoptr (RgTestShop) test = make_shop (TRUE);
  g_auto (Reading) reading = { NULL };

  rg_test_shop_write (test, "File", FILE_OF ("1", "0")
                      DID ("sent", "version = 1 AND customer_id % 2 = 0")
                      DID ("opened", "version = 1 AND customer_id % 2 = 0"));
  look (test, &reading);
  g_assert_cmpint (reading.report->responses->reached[0], ==, count (test, "version = 1"));
  g_assert_cmpint (reading.report->responses->reached[1], ==, count (test, "version = 2"));
  g_assert_false (reading.report->responses->known[RG_RESPONSE_CLICKED]);
  g_assert_cmpuint (reading.report->responses->n_pairs, ==, 0);
  g_assert_false (has_figure (reading.report, "clicked-1"));
}

/* Counts are told at any time, differences not before the planned end. */
static void
test_early (void)
{
  g_autoptr (RgTestShop) test = make_shop (FALSE);
  g_auto (Reading) reading = { NULL };

  rg_test_shop_write (test, "File", FILE_OF ("1", "1") DID ("sent", "1") DID ("opened", "1"));
  look (test, &reading);
  g_assert_cmpint (reading.report->responses->did[RG_RESPONSE_OPENED][0], ==,
                   count (test, "version = 1"));
  g_assert_cmpuint (reading.report->responses->n_pairs, ==, 0);
}

/* Who is one person by now counts once, whichever of them opened it. */
static void
test_merged (void)
{
  g_autoptr (RgTestShop) test = make_shop (TRUE);
  g_auto (Reading) reading = { NULL };
  g_autoptr (RgFigure) figure = NULL;
  const RgFigureSide *side;

  rg_test_shop_write (test, "File", FILE_OF ("1", "0") DID ("sent", "1")
                      DID ("opened", "customer_id IN (SELECT max (customer_id) FROM "
                                     "campaign_member WHERE version = 1)"));
  rg_test_shop_write (test, "Merge",
                      "UPDATE customer SET merged_into = (SELECT min (customer_id) FROM "
                      "campaign_member WHERE version = 1) WHERE id = (SELECT max (customer_id) "
                      "FROM campaign_member WHERE version = 1)");
  look (test, &reading);
  g_assert_cmpint (reading.report->responses->did[RG_RESPONSE_OPENED][0], ==, 1);
  g_assert_cmpint (reading.report->responses->reached[0], ==, count (test, "version = 1") - 1);
  figure = rg_campaign_figure_new (reading.report, "opened-1");
  side = figure->sides->pdata[0];
  g_assert_cmpint (side->n, ==, 1);
  g_assert_cmpuint (side->parts->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/campaign-responses/unknown", test_unknown);
  g_test_add_func ("/campaign-responses/counts", test_counts);
  g_test_add_func ("/campaign-responses/openers-alone", test_openers_alone);
  g_test_add_func ("/campaign-responses/early", test_early);
  g_test_add_func ("/campaign-responses/merged", test_merged);
  return g_test_run ();
}
