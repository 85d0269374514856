/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is behind each figure of a campaign's results, over random campaigns: the people and the
 * receipts that it opens make it, to the last minor unit. REGULARS_FIGURE_ROUNDS: more of them. */
#include "rg-test-campaign.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/rg-receipts.h"
#include "store/rg-campaign-figures.h"
#include "store/rg-campaign-request.h"
#include "store/rg-store-dataset.h"

#define PEOPLE 90

/* --- a random shop, and a random campaign in it --- */

static gint64
dice (gint64 from, gint64 to)
{
  return g_test_rand_int_range ((gint32) from, (gint32) to + 1);
}

static RgTestShop *
make_shop (void)
{
  RgTestShop *test = rg_test_shop_new ();

  rg_test_shop_write (
    test, "People",
    "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 90) "
    "INSERT INTO customer (uuid, name) SELECT randomblob (16), 'P ' || i FROM n;"
    "INSERT INTO contact_point (uuid, customer_id, kind, value, city) "
    "SELECT randomblob (16), id, 'address', 'Street', 'Oslo' FROM customer;"
    "INSERT INTO permission_basis (channel, basis, decided_at) VALUES ('post', 'not-no', 0);"
    "INSERT INTO source (name) VALUES ('till');"
    "INSERT INTO location (uuid, code, name) VALUES (randomblob (16), '', 'X');"
    "INSERT INTO product (uuid, code, name) VALUES (randomblob (16), 'a', 'A'), "
    "(randomblob (16), 'b', 'B');"
    "INSERT INTO import (uuid, action_id, source_id, kind, dialect, file_name, file_hash, at, "
    "summary) VALUES (randomblob (16), 1, 1, 'sales', '', '', x'00', 0, '{}')");
  return test;
}

static gint64
make_campaign (RgTestShop *test)
{
  static const guint holdouts[] = { 0, 200, 400, 500 };
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();
  gint64 ids[PEOPLE], id;

  for (int i = 0; i < PEOPLE; i++)
    ids[i] = i + 1;
  g_set_str (&campaign->name, "Letter");
  g_set_str (&campaign->segment_text, "visits at least 1");
  g_set_str (&campaign->message, "Dear {{name}}");
  campaign->holdout = holdouts[dice (0, 3)];
  campaign->piece_cost_minor = dice (0, 1) * dice (1, 999);
  campaign->cost_minor = dice (0, 1) * dice (1, 20000);
  if (dice (0, 1))
    for (int i = 0; i < 2; i++)
      g_ptr_array_add (campaign->versions, rg_campaign_version_new (i == 0 ? "A" : "B", 1, "",
                                                                    "Dear {{name}}"));
  id = rg_test_shop_run (test, rg_campaign_request_save (campaign));
  rg_test_shop_run (test, rg_campaign_request_fix (id, "visits at least 1", ids, PEOPLE));
  rg_test_shop_run (test, rg_campaign_request_note_sheets (id, RG_OUTPUT_LETTERS, FALSE, 1));
  return id;
}

/* One line, sold or taken back, with or without a discount, of which the cost may be known. */
static gint64
add_line (GString *sql, int receipt, int line)
{
  const gboolean returned = dice (0, 7) == 0;
  const gint64 net = (returned ? -1 : 1) * dice (1, 30000);
  const gint64 discount = dice (0, 2) == 0 && !returned ? dice (1, 2000) : 0;
  g_autofree char *cost = dice (0, 3) == 0 ? g_strdup ("NULL")
                                           : g_strdup_printf ("%d", (int) (net * 6 / 10));

  g_string_append_printf (sql,
                          "INSERT INTO receipt_line (receipt_id, line, product_id, kind, "
                          "quantity_milli, unit_price_micro, net_minor, discount_minor, "
                          "cost_minor) SELECT id, %d, %d, %d, %d, 0, %d, %d, %s FROM receipt "
                          "WHERE number = 'r%d';", line, (int) dice (1, 2), returned,
                          returned ? -1000 : 1000, (int) net, (int) discount, cost, receipt);
  return net;
}

static void
add_receipt (GString *sql, int number)
{
  const int lines = (int) dice (1, 3);
  gint64 net = 0;

  g_string_append_printf (sql,
                          "INSERT INTO receipt (uuid, source_id, location_id, till, number, "
                          "period, sold_on, sold_at, customer_id, lines_hash, net_minor, "
                          "net_sales_minor, sale_lines, import_id) SELECT randomblob (16), 1, 1, "
                          "'', 'r%d', '', sent_on + %d, 0, nullif (%d, 0), 0, 0, 0, 0, 1 FROM "
                          "campaign;", number, (int) dice (-30, 30), (int) dice (0, PEOPLE));
  for (int line = 1; line <= lines; line++)
    net += add_line (sql, number, line);
  g_string_append_printf (sql,
                          "UPDATE receipt SET net_minor = %d, net_sales_minor = %d, sale_lines = "
                          "(SELECT count (*) FROM receipt_line WHERE receipt_id = receipt.id AND "
                          "kind = 0) WHERE number = 'r%d';", (int) net, (int) net, number);
}

static void
sell (RgTestShop *test)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  const int n = (int) dice (20, 220);

  for (int i = 0; i < n; i++)
    add_receipt (sql, i);
  g_string_append (sql, "INSERT INTO receipt (uuid, source_id, location_id, till, number, period, "
                        "sold_on, sold_at, lines_hash, net_minor, net_sales_minor, sale_lines, "
                        "import_id) SELECT randomblob (16), 1, 1, '', 'later', '', sent_on + 90, "
                        "0, 0, 1, 1, 1, 1 FROM campaign; UPDATE shop SET address = 'x'");
  rg_test_shop_write (test, "Sales", sql->str);
}

/* Coupons, offers, what staff gave, and people who are merged or gone since. */
static void
spoil (RgTestShop *test)
{
  static const char *const odd[] = {
    "INSERT INTO coupon (code, campaign_id, customer_id) SELECT printf ('%012d', customer_id), "
    "campaign_id, customer_id FROM campaign_member WHERE state = 'included'; INSERT INTO "
    "coupon_use (code, used_on, discount_minor, source) SELECT printf ('%012d', customer_id), "
    "min (sold_on), CASE customer_id % 3 WHEN 0 THEN NULL ELSE customer_id * 11 END, 'hand' FROM "
    "receipt JOIN coupon USING (customer_id) WHERE sold_on >= (SELECT sent_on FROM campaign) "
    "GROUP BY customer_id",
    "UPDATE campaign SET offer_kind = 'percent', offer_value = 100; INSERT INTO campaign_product "
    "SELECT id, 'for', 1, 1 FROM campaign",
    "UPDATE campaign SET offer_kind = 'gift', offer_for = 'Mug', offer_cost_minor = 450",
    "UPDATE campaign SET offer_kind = 'money', offer_value = 1500",
    "INSERT INTO discount (uuid, customer_id, given_on, percent_milli) SELECT randomblob (16), "
    "customer_id, max (sold_on), 5000 FROM receipt WHERE customer_id % 4 = 0 GROUP BY customer_id",
    "UPDATE customer SET merged_into = id - 1 WHERE id % 11 = 0",
    "UPDATE customer SET deleted_at = 1 WHERE id % 13 = 0",
    "UPDATE shop SET margin_permille = 417",
    "UPDATE campaign SET staff_minutes = 37; INSERT INTO setting VALUES ('hour-cost', '31000')",
    "UPDATE receipt_line SET cost_minor = NULL",
    "INSERT INTO setting VALUES ('points-hundred-worth', '1250'); INSERT INTO points_entry (uuid, "
    "customer_id, points, kind, effective_on, recorded_at, campaign_id) SELECT randomblob (16), "
    "customer_id, 37 + customer_id, 'given', 20000, 0, campaign_id FROM campaign_member WHERE "
    "state = 'included' AND customer_id % 3 < 2",
    "INSERT INTO response_file (uuid, campaign_id, name, opens, clicks, recorded_at) SELECT "
    "randomblob (16), id, 'report.csv', 1, 1, 0 FROM campaign; INSERT INTO response (campaign_id, "
    "customer_id, kind, file_id, file_row) SELECT campaign_id, customer_id, kind, 1, 2 FROM "
    "campaign_member JOIN (SELECT 'sent' AS kind UNION SELECT 'opened' UNION SELECT 'clicked') "
    "WHERE state = 'included' AND (kind = 'sent' OR (customer_id + length (kind)) % 3 = 0)",
    /* The others stay away: there is extra profit to tell of. */
    "UPDATE receipt SET customer_id = NULL WHERE customer_id IN (SELECT customer_id FROM "
    "campaign_member WHERE state = 'held-out')",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *sql = g_strdup_printf ("%s; UPDATE shop SET address = address || 'y'",
                                              odd[i]);

      if (dice (0, 1))
        rg_test_shop_write (test, "Odd", sql);
    }
}

/* --- what must hold --- */

typedef struct {
  gint64 id;
  const RgShop *shop;
  RgDataset *dataset;
  RgCampaignReport *report;
} Reading;

static gboolean
read_in_thread (RgDb *db, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->report = rg_campaign_report_new (db, reading->dataset, reading->shop, reading->id,
                                            20000, error);
  return reading->report != NULL;
}

/* The sum of a side is that of its people, each of whom is there once. */
static void
check_parts (const RgFigure *figure, const RgFigureSide *side)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  gint64 sum = 0, count = 0;

  for (guint i = 0; i < side->parts->len; i++)
    {
      const RgFigurePart *part = &g_array_index (side->parts, RgFigurePart, i);

      sum += part->minor;
      count += part->count;
      g_assert_true (g_hash_table_add (seen, (gpointer) &part->customer) || figure->coupons);
    }
  g_assert_cmpint (sum, ==, side->sum);
  g_assert_cmpint (count, ==, side->count);
  g_assert_cmpuint (side->parts->len, <=, side->n);
}

/* What each person's receipts make, and all of them together. */
static void
check_receipts (const RgDataset *dataset, const RgFigureSide *side)
{
  g_autoptr (RgBitset) people = rg_bitset_new (dataset->n_customers);
  g_autoptr (RgFoundReceipts) all = NULL;

  for (guint i = 0; i < side->parts->len; i++)
    {
      const RgFigurePart *part = &g_array_index (side->parts, RgFigurePart, i);
      const RgReceiptQuery query = { .from = side->from, .to = side->to,
                                     .customer = part->customer };
      g_autoptr (RgFoundReceipts) found = rg_receipts_find (dataset, &query);

      g_assert_cmpint (found->net, ==, part->minor);
      g_assert_cmpuint (found->visits, ==, part->count);
      rg_bitset_add (people, rg_dataset_resolve (dataset, rg_dataset_find_customer (
                                                            dataset, part->customer)));
    }
  all = rg_receipts_find (dataset, &(RgReceiptQuery) { .from = side->from, .to = side->to,
                                                       .customers = people });
  g_assert_cmpint (all->net, ==, side->sum);
  g_assert_cmpuint (all->visits, ==, side->count);
}

static void
check_sum (const RgFigure *figure)
{
  gint64 sum = figure->rounding;

  for (guint i = 0; i < figure->sides->len; i++)
    {
      const RgFigureSide *side = figure->sides->pdata[i];
      const double times = side->as_many > 0 && side->n > 0
                             ? (double) side->as_many / (double) side->n : 1;

      sum += side->counts;
      g_assert_cmpfloat_with_epsilon ((double) side->counts * (i == 0 ? 1 : -1),
                                      (double) side->sum * times, 0.5 + 0.5 * MAX (times, 1));
    }
  for (guint i = 0; i < figure->lines->len; i++)
    sum += g_array_index (figure->lines, RgFigureLine, i).minor;
  g_assert_cmpint (sum, ==, figure->minor);
  /* Each of the steps is rounded by itself; what is left is what one of them can be off by. */
  g_assert_cmpint (ABS (figure->rounding), <=, 4);
}

/* What the page shows for a figure, found by another way than its sides. */
static gint64
shown (const RgCampaignReport *report, const char *id)
{
  const RgSummary *summary = report->summary;
  const gboolean judged = summary->verdict == RG_VERDICT_GAIN
                          || summary->verdict == RG_VERDICT_LOSS;
  gint64 discounts = 0;

  for (guint i = 0; i < summary->money->len; i++)
    if (g_str_equal (g_array_index (summary->money, RgSummaryMoney, i).id, id))
      return (judged ? 1 : -1) * g_array_index (summary->money, RgSummaryMoney, i).minor;
  if (g_str_has_prefix (id, "group-"))
    return report->proof->outcomes[atoi (id + 6) - 1].net_minor;
  if (g_str_has_prefix (id, "letter-"))
    return g_array_index (summary->versions, RgSummaryVersion, atoi (id + 7) - 1).kept_minor;
  if (g_str_equal (id, "offer"))
    return report->given.given;
  if (g_str_equal (id, "spent"))
    return rg_campaign_report_get_spent (report);
  for (guint i = 0; i < report->coupons->len; i++)
    discounts += MAX (((RgCoupon *) report->coupons->pdata[i])->discount_minor, 0);
  return g_str_equal (id, "used") ? discounts : (judged ? 1 : -1) * summary->kept_minor;
}

/* Sides that are no step of the money are what the receipts say, and nothing else. */
static gboolean
is_of_receipts (const char *id)
{
  return g_str_has_prefix (id, "group") || g_str_has_prefix (id, "pair-")
         || g_str_has_prefix (id, "alike-") || g_str_equal (id, "written")
         || g_str_equal (id, "came");
}

/* Who stands behind what campaigns are compared by: as many as it says, and a letter each. */
static void
check_people (const RgCampaignReport *report, const RgFigure *figure, const char *id)
{
  const RgFigureSide *side = figure->sides->pdata[0];

  if (g_str_equal (id, "written"))
    g_assert_cmpint (side->parts->len, ==, report->lift.written.n);
  if (g_str_equal (id, "came"))
    g_assert_cmpint (side->parts->len, ==, report->lift.written.came);
  if (g_str_equal (id, "spent") || g_str_equal (id, "kept"))
    g_assert_cmpint (figure->pieces, ==, report->campaign->n_included);
}

static void
check_figure (const Reading *reading, const char *id)
{
  g_autoptr (RgFigure) figure = rg_campaign_figure_new (reading->report, id);

  g_assert_nonnull (figure);
  g_test_message ("%s: %s", id, figure->title);
  for (guint i = 0; i < figure->sides->len; i++)
    {
      check_parts (figure, figure->sides->pdata[i]);
      if (is_of_receipts (id))
        check_receipts (reading->dataset, figure->sides->pdata[i]);
    }
  check_people (reading->report, figure, id);
  if (!figure->adds_up)
    return;
  check_sum (figure);
  g_assert_cmpint (figure->minor, ==, shown (reading->report, id));
}

/* Nobody is merged or gone: what was sold and taken back is what the rows say. */
static void
check_rows (RgTestShop *test, const Reading *reading, const char *id, const char *column)
{
  g_autoptr (RgFigure) figure = rg_campaign_figure_new (reading->report, id);
  g_autofree char *sql = g_strdup_printf (
    "SELECT coalesce (sum (%s), 0) FROM receipt_line AS l JOIN receipt ON receipt.id = receipt_id "
    "JOIN campaign_member AS m ON m.customer_id = receipt.customer_id JOIN campaign ON campaign.id "
    "= m.campaign_id WHERE m.state = 'included' AND sold_on BETWEEN sent_on AND ends_on", column);
  g_autofree char *sum = NULL;

  if (figure == NULL)
    return;
  sum = rg_test_shop_read (test, sql);
  g_assert_cmpint (((RgFigureSide *) figure->sides->pdata[0])->sum, ==,
                   g_ascii_strtoll (sum, NULL, 10));
}

static gboolean
all_are_there (RgTestShop *test)
{
  g_autofree char *gone = rg_test_shop_read (
    test, "SELECT count (*) FROM customer WHERE merged_into IS NOT NULL OR deleted_at IS NOT NULL");

  return g_str_equal (gone, "0");
}

/* One campaign with all its figures; returns how many they were. */
static guint
live (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = NULL;
  Reading reading = { .id = make_campaign (test) };

  sell (test);
  spoil (test);
  rg_test_shop_reopen (test);
  reading.shop = rg_store_get_shop (test->store);
  reading.dataset = rg_store_dup_dataset_sync (test->store, &error);
  g_assert_no_error (error);
  rg_store_read_sync (test->store, RG_READER_REPORT, read_in_thread, &reading, NULL, &error);
  g_assert_no_error (error);
  ids = rg_campaign_figures_list (reading.report);
  for (guint i = 0; ids[i] != NULL; i++)
    check_figure (&reading, ids[i]);
  if (all_are_there (test))
    {
      check_rows (test, &reading, "sales", "iif (kind = 0, l.net_minor + l.discount_minor, 0)");
      check_rows (test, &reading, "returns", "iif (kind = 1, l.net_minor, 0)");
      check_rows (test, &reading, "group-1", reading.report->campaign->versions->len == 0
                                               ? "l.net_minor"
                                               : "iif (version = 1, l.net_minor, 0)");
    }
  g_assert_null (rg_campaign_figure_new (reading.report, "staff"));
  g_assert_null (rg_campaign_figure_new (reading.report, "group-0"));
  g_assert_null (rg_campaign_figure_new (reading.report, "group-9"));
  g_assert_null (rg_campaign_figure_new (reading.report, ""));
  rg_campaign_report_free (reading.report);
  rg_dataset_unref (reading.dataset);
  return g_strv_length (ids);
}

static void
test_random (void)
{
  const char *more = g_getenv ("REGULARS_FIGURE_ROUNDS");
  const int rounds = more != NULL ? atoi (more) : 4;
  guint n = 0;

  for (int i = 0; i < rounds; i++)
    n += live ();
  g_test_message ("%u figures of %d campaigns", n, rounds);
  g_assert_cmpuint (n, >, 4 * (guint) rounds);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/campaign-figures/random", test_random);
  return g_test_run ();
}
