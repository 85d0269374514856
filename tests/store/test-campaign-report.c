/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a campaign did, over shops whose answer is known: figures that add up, and an honest word
 * where chance explains the difference. */
#include "rg-test-campaign.h"

#include "store/rg-campaign-report.h"
#include "store/rg-campaign-request.h"
#include "store/rg-campaign-usual.h"
#include "store/rg-store-dataset.h"

#define PEOPLE 400

/* All can be written to. */
static RgTestShop *
make_shop (void)
{
  RgTestShop *test = rg_test_shop_new ();

  rg_test_shop_write (test, "People",
                      "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n "
                      "WHERE i < 400) INSERT INTO customer (uuid, name) "
                      "SELECT randomblob (16), 'P ' || i FROM n;"
                      "INSERT INTO contact_point (uuid, customer_id, kind, value, city) "
                      "SELECT randomblob (16), id, 'address', 'Street', 'Oslo' FROM customer;"
                      "INSERT INTO permission_basis (channel, basis, decided_at) "
                      "VALUES ('post', 'not-no', 0);"
                      "INSERT INTO source (name) VALUES ('till');"
                      "INSERT INTO location (uuid, code, name) VALUES (randomblob (16), '', 'X');"
                      "INSERT INTO product (uuid, code, name) VALUES (randomblob (16), 'a', 'A');"
                      "INSERT INTO import (uuid, action_id, source_id, kind, dialect, file_name, "
                      "file_hash, at, summary) VALUES (randomblob (16), 1, 1, 'sales', '', '', "
                      "x'00', 0, '{}')");
  return test;
}

static gint64
make_campaign (RgTestShop *test, guint holdout)
{
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();
  gint64 ids[PEOPLE], id;

  for (int i = 0; i < PEOPLE; i++)
    ids[i] = i + 1;
  g_set_str (&campaign->name, "Letter");
  g_set_str (&campaign->segment_text, "visits at least 1");
  g_set_str (&campaign->message, "Dear {{name}}");
  campaign->holdout = holdout;
  campaign->piece_cost_minor = 333;
  campaign->cost_minor = 10007;
  id = rg_test_shop_run (test, rg_campaign_request_save (campaign));
  rg_test_shop_run (test, rg_campaign_request_fix (id, "visits at least 1", ids, PEOPLE));
  return id;
}

/* One receipt in the days that count for every nth member of a state; `cost` is SQL. */
static void
sell (RgTestShop *test, const char *state, int every, const char *cost)
{
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO receipt (uuid, source_id, location_id, till, number, period, sold_on, sold_at, "
      "customer_id, lines_hash, net_minor, net_sales_minor, sale_lines, import_id) "
      "SELECT randomblob (16), 1, 1, '', 'r' || customer_id, '', campaign.sent_on + 3, 0, "
      "customer_id, 0, 10000 + customer_id, 10000 + customer_id, 1, 1 FROM (SELECT customer_id, "
      "row_number () OVER (ORDER BY customer_id) AS place FROM campaign_member WHERE state = '%s') "
      "JOIN campaign WHERE place %% %d = 0;"
      "INSERT INTO receipt_line (receipt_id, line, product_id, kind, quantity_milli, "
      "unit_price_micro, net_minor, cost_minor) SELECT id, 1, 1, 0, 1000, 0, net_minor, %s FROM "
      "receipt WHERE NOT EXISTS (SELECT 1 FROM receipt_line WHERE receipt_id = receipt.id);"
      "UPDATE shop SET address = address || 'x'",
      state, every, cost);

  rg_test_shop_write (test, "Sales", sql);
}

/* Somebody else's sale on a later day: up to then, sales are known. */
static void
sell_later (RgTestShop *test, int days)
{
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO receipt (uuid, source_id, location_id, till, number, period, sold_on, sold_at, "
      "lines_hash, net_minor, net_sales_minor, sale_lines, import_id) SELECT randomblob (16), 1, "
      "1, '', 'later%d', '', sent_on + %d, 0, 0, 1, 1, 1, 1 FROM campaign; UPDATE shop SET "
      "address = address || 'y'",
      days, days);

  rg_test_shop_write (test, "Later", sql);
}

typedef struct {
  gint64 id;
  RgTestShop *test;
  RgDataset *dataset;
  RgCampaignReport *report;
} Reading;

static gboolean
read_in_thread (RgDb *db, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->report = rg_campaign_report_new (db, reading->dataset,
                                            rg_store_get_shop (reading->test->store), reading->id,
                                            20000, error);
  return reading->report != NULL;
}

static RgCampaignReport *
report (RgTestShop *test, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDataset) dataset = NULL;
  Reading reading = { id, test, NULL, NULL };

  /* The file is read anew, as these rows were made behind the back of the change log. */
  rg_test_shop_reopen (test);
  dataset = reading.dataset = rg_store_dup_dataset_sync (test->store, &error);
  g_assert_no_error (error);
  rg_store_read_sync (test->store, RG_READER_REPORT, read_in_thread, &reading, NULL, &error);
  g_assert_no_error (error);
  return reading.report;
}

static gint64
sum_money (const RgSummary *summary)
{
  gint64 sum = 0;

  for (guint i = 0; i < summary->money->len; i++)
    sum += g_array_index (summary->money, RgSummaryMoney, i).minor;
  return sum;
}

static void
test_gain (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  gint64 id = make_campaign (test, 250);
  g_autoptr (RgCampaignReport) got = NULL;
  const RgSummary *summary;
  gint64 spent;

  rg_test_shop_run (test, rg_campaign_request_note_sheets (id, RG_OUTPUT_LETTERS, FALSE, 1));
  sell (test, "included", 2, "net_minor * 6 / 10");
  sell (test, "held-out", 10, "net_minor * 6 / 10");
  sell_later (test, 60);
  got = report (test, id);
  summary = got->summary;
  g_assert_cmpint (summary->verdict, ==, RG_VERDICT_GAIN);
  g_assert_cmpint (got->margin_source, ==, RG_MARGIN_LINES);
  g_assert_cmpfloat_with_epsilon (got->margin, 0.4, 0.001);
  g_assert_true (got->proof->has_margin);
  g_assert_cmpfloat_with_epsilon ((double) got->proof->margin_minor[0],
                                  0.4 * (double) got->proof->outcomes[0].net_minor, 200);
  g_assert_cmpint (sum_money (summary), ==, summary->kept_minor);
  g_assert_cmpint (summary->kept_low_minor, <, summary->kept_minor);
  g_assert_cmpint (summary->kept_minor, <, summary->kept_high_minor);
  spent = 10007 + 333 * got->campaign->n_included;
  g_assert_cmpint (g_array_index (summary->money, RgSummaryMoney, 2).minor, ==, -spent);
  g_assert_cmpint (summary->written + summary->held_out, ==, PEOPLE);
  g_assert_cmpint (summary->written_came, ==, got->lift.written.visits);
  g_assert_cmpuint (summary->weeks->len, ==, RG_LIFT_WEEKS_BEFORE + 3);
}

static void
test_chance (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  gint64 id = make_campaign (test, 250);
  g_autoptr (RgCampaignReport) got = NULL;

  rg_test_shop_run (test, rg_campaign_request_note_sheets (id, RG_OUTPUT_LETTERS, FALSE, 1));
  sell (test, "included", 5, "NULL");
  sell (test, "held-out", 5, "NULL");
  sell_later (test, 60);
  got = report (test, id);
  g_assert_cmpint (got->summary->verdict, ==, RG_VERDICT_UNCLEAR);
  g_assert_cmpfloat (got->summary->difference_low, <, 0);
  g_assert_cmpfloat (got->summary->difference_high, >, 0);
  g_assert_cmpint (got->margin_source, ==, RG_MARGIN_UNKNOWN);
  g_assert_false (got->proof->has_margin);
  g_assert_cmpuint (got->summary->money->len, ==, 1);
  g_assert_cmpint (sum_money (got->summary), <, 0);
}

static void
test_shop_margin (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  gint64 id = make_campaign (test, 250);
  g_autoptr (RgCampaignReport) got = NULL;

  rg_test_shop_write (test, "Margin", "UPDATE shop SET margin_permille = 350");
  rg_test_shop_run (test, rg_campaign_request_note_export (id, 1));
  sell (test, "included", 1, "NULL");
  sell_later (test, 60);
  got = report (test, id);
  g_assert_cmpint (got->margin_source, ==, RG_MARGIN_SHOP);
  g_assert_cmpfloat_with_epsilon (got->margin, 0.35, 1e-12);
  g_assert_cmpint (sum_money (got->summary), ==, got->summary->kept_minor);
}

/* Discounts, returns, coupons and staff's discounts over the receipts that were sold. */
static void
spoil (RgTestShop *test)
{
  rg_test_shop_write (
      test, "Discounts",
      /* A tenth off on the lines of every third person; a coupon of 700 for every ninth of them. */
      "UPDATE receipt_line SET discount_minor = 900, net_minor = net_minor - 900 "
      "WHERE (SELECT customer_id FROM receipt WHERE id = receipt_id) % 3 = 0;"
      "INSERT INTO coupon (code, campaign_id, customer_id) SELECT printf ('%012d', customer_id), "
      "campaign_id, customer_id FROM campaign_member WHERE state = 'included';"
      "INSERT INTO coupon_use (code, used_on, discount_minor, source) "
      "SELECT printf ('%012d', customer_id), sold_on, CASE WHEN customer_id % 9 = 0 THEN 700 "
      "ELSE 300 END, 'hand' FROM receipt JOIN coupon USING (customer_id) "
      "WHERE customer_id % 9 = 0 OR customer_id % 7 = 0;"
      /* Staff gave a twentieth to every fifth, which no line shows; a coupon nobody can price. */
      "INSERT INTO discount (uuid, customer_id, given_on, percent_milli) SELECT randomblob (16), "
      "customer_id, sold_on, 5000 FROM receipt WHERE customer_id % 5 = 0;"
      /* What every eighth that was written to bought comes back in half, and of the others what
       * one bought: who is in which group is drawn, and the sign must not be. */
      "INSERT INTO receipt_line (receipt_id, line, product_id, kind, quantity_milli, "
      "unit_price_micro, net_minor, cost_minor) SELECT id, 2, 1, 1, -500, 0, -5000, -3000 FROM "
      "receipt JOIN campaign_member AS member USING (customer_id) WHERE CASE member.state WHEN "
      "'included' THEN customer_id % 8 = 0 ELSE NOT EXISTS (SELECT 1 FROM receipt AS other JOIN "
      "campaign_member AS theirs USING (customer_id) WHERE theirs.state = member.state AND "
      "other.id < receipt.id) END;"
      "UPDATE receipt SET net_sales_minor = (SELECT sum(net_minor) FROM receipt_line WHERE "
      "receipt_id = receipt.id) WHERE customer_id IS NOT NULL;"
      "UPDATE campaign SET staff_minutes = 90;"
      "INSERT INTO setting VALUES ('hour-cost', '31000')");
}

/* What one person kept, told again in SQL: `margin` is bound by hand. */
static double
kept_a_person (RgTestShop *test, const char *state, double margin)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *sql = g_strdup_printf (
      "WITH line AS (SELECT customer_id, sold_on, l.* FROM receipt_line AS l JOIN receipt ON "
      "receipt.id = receipt_id), day AS (SELECT customer_id, "
      "sum(iif(kind = 0, l.net_minor + l.discount_minor, 0)) AS whole, sum(l.net_minor) AS net, "
      "sum(l.cost_minor) AS cost, "
      "sum(iif(kind = 1, l.net_minor, 0)) AS back, sum(l.discount_minor) AS off, "
      "coalesce((SELECT discount_minor FROM coupon_use JOIN coupon USING (code) WHERE "
      "coupon.customer_id = l.customer_id), 0) AS coupon, coalesce((SELECT CAST (0.5 + "
      "percent_milli * sum(iif(kind = 0, l.net_minor + l.discount_minor, 0)) / 100000.0 AS "
      "INTEGER) FROM discount WHERE discount.customer_id = l.customer_id), 0) AS staff "
      "FROM line AS l GROUP BY 1) "
      "SELECT printf ('%%.9f', 1.0 * sum(whole + back - max(off, coupon + staff) - coalesce(cost, "
      "(1 - %s) * net)) / (SELECT count(*) FROM campaign_member WHERE state = '%s')) FROM day JOIN "
      "campaign_member USING (customer_id) WHERE state = '%s'",
      g_ascii_dtostr (number, sizeof number, margin), state, state);
  g_autofree char *value = rg_test_shop_read (test, sql);

  return g_ascii_strtod (value, NULL);
}

static gint64
find_step (const RgSummary *summary, const char *id)
{
  for (guint i = 0; i < summary->money->len; i++)
    if (g_str_equal (g_array_index (summary->money, RgSummaryMoney, i).id, id))
      return g_array_index (summary->money, RgSummaryMoney, i).minor;
  return 0;
}

/* Every step is there, nothing is taken off twice, and they add up to the last digit. */
static void
test_costs (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  gint64 id = make_campaign (test, 250);
  g_autoptr (RgCampaignReport) got = NULL;
  const RgSummary *summary;
  double kept;

  rg_test_shop_run (test, rg_campaign_request_note_sheets (id, RG_OUTPUT_LETTERS, FALSE, 1));
  sell (test, "included", 2, "net_minor * 6 / 10");
  sell (test, "held-out", 10, "net_minor * 6 / 10");
  spoil (test);
  sell_later (test, 60);
  got = report (test, id);
  summary = got->summary;
  g_assert_cmpint (summary->verdict, ==, RG_VERDICT_GAIN);
  g_assert_cmpint (sum_money (summary), ==, summary->kept_minor);
  kept = (kept_a_person (test, "included", got->margin)
          - kept_a_person (test, "held-out", got->margin)) * (double) summary->written;
  g_assert_cmpint (ABS (summary->kept_minor + got->print_minor + got->staff_minor
                        - (gint64) (kept + 0.5)), <=, 1);
  g_assert_cmpint (got->staff_minor, ==, 46500);
  g_assert_cmpint (find_step (summary, "staff"), ==, -46500);
  g_assert_cmpint (find_step (summary, "coupons"), ==, -got->given.coupon);
  g_assert_cmpint (got->given.coupon, >, 0);
  g_assert_cmpint (find_step (summary, "returns"), <, 0);
  g_assert_cmpint (find_step (summary, "discounts"), <, 0);
  g_assert_cmpint (summary->kept_low_minor, <, summary->kept_minor);
  g_assert_cmpint (summary->kept_minor, <, summary->kept_high_minor);
  g_assert_cmpfloat_with_epsilon (got->cost_known, 1, 1e-12);
}

/* Without a cost of an hour the minutes are no money, and it is said. */
static void
test_not_counted (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  gint64 id = make_campaign (test, 250);
  g_autoptr (RgCampaignReport) got = NULL;
  g_autofree char *unpriced = NULL;

  rg_test_shop_run (test, rg_campaign_request_note_sheets (id, RG_OUTPUT_LETTERS, FALSE, 1));
  sell (test, "included", 5, "NULL");
  sell (test, "held-out", 5, "NULL");
  spoil (test);
  rg_test_shop_write (test, "Nothing", "DELETE FROM setting WHERE name = 'hour-cost';"
                      "UPDATE coupon_use SET discount_minor = NULL");
  sell_later (test, 60);
  got = report (test, id);
  g_assert_cmpint (got->summary->verdict, ==, RG_VERDICT_UNCLEAR);
  g_assert_cmpint (got->staff_minor, ==, 0);
  g_assert_nonnull (strstr (got->summary->not_counted, "90 minutes"));
  /* Where the line shows a discount, that is what the coupon was worth. */
  unpriced = rg_test_shop_read (test, "SELECT count (*) FROM coupon_use JOIN coupon USING (code) "
                                      "WHERE customer_id % 3 <> 0");
  g_assert_cmpint (got->money->unknown_coupons, ==, g_ascii_strtoll (unpriced, NULL, 10));
  g_assert_cmpint (got->given.coupon % 900, ==, 0);
  g_assert_cmpint (sum_money (got->summary), ==, got->summary->kept_minor);
  g_assert_cmpint (got->summary->kept_minor, ==, -rg_campaign_report_get_spent (got));
}

/* --- what the offer cost --- */

/* An offer on the product of all the lines, or in words alone, with what one costs. */
static gint64
make_offering (RgTestShop *test, RgOfferKind kind, gint64 value, gboolean product, gint64 cost)
{
  const gint64 id = make_campaign (test, 250);
  g_autofree char *sql = g_strdup_printf (
      "UPDATE campaign SET offer_kind = '%s', offer_value = %" G_GINT64_FORMAT ", offer_for = "
      "'It', offer_cost_minor = nullif (%" G_GINT64_FORMAT ", -1); INSERT INTO campaign_product "
      "SELECT 1, 'for', 1, 1 WHERE %d; UPDATE shop SET address = address || 'o'",
      rg_offer_kind_get_id (kind), value, cost, product);

  rg_test_shop_write (test, "Offer", sql);
  rg_test_shop_run (test, rg_campaign_request_note_sheets (id, RG_OUTPUT_LETTERS, FALSE, 1));
  return id;
}

/* Every other one who was written to comes, of the others every tenth; `change` is done to what
 * they bought. */
static RgCampaignReport *
report_offering (RgTestShop *test, gint64 id, const char *change)
{
  g_autofree char *sql = g_strdup_printf ("%s; UPDATE receipt SET net_sales_minor = (SELECT "
                                          "sum(net_minor) FROM receipt_line WHERE receipt_id = "
                                          "receipt.id) WHERE customer_id IS NOT NULL; UPDATE shop "
                                          "SET address = address || 'z'", change);

  sell (test, "included", 2, "6000");
  sell (test, "held-out", 10, "6000");
  rg_test_shop_write (test, "Changed", sql);
  sell_later (test, 60);
  return report (test, id);
}

/* The sums of one side from the rows: what was sold less what it cost, a person. */
static gint64
sum_of_lines (RgTestShop *test, const char *state, const char *what)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT coalesce (sum (%s), 0) FROM receipt_line AS l JOIN receipt ON receipt.id = "
      "receipt_id JOIN campaign_member USING (customer_id) WHERE state = '%s'", what, state);
  g_autofree char *sum = rg_test_shop_read (test, sql);

  return g_ascii_strtoll (sum, NULL, 10);
}

/* What was kept at the till and in hand: the lines less their cost, less `more` of those who were
 * written to. Nothing else comes off, and nothing of it twice. */
static void
check_kept (RgTestShop *test, const RgCampaignReport *got, gint64 more)
{
  const double n = (double) got->campaign->n_included, m = (double) got->campaign->n_held_out;
  const gint64 one = sum_of_lines (test, "included", "l.net_minor - l.cost_minor") - more;
  const gint64 other = sum_of_lines (test, "held-out", "l.net_minor - l.cost_minor");
  const double kept = (double) one - (double) other * n / m;

  g_assert_cmpint (got->summary->verdict, ==, RG_VERDICT_GAIN);
  g_assert_cmpfloat_with_epsilon ((double) (got->summary->kept_minor + got->print_minor), kept, 1);
  g_assert_cmpint (sum_money (got->summary), ==, got->summary->kept_minor);
}

#define COUPONS "INSERT INTO coupon (code, campaign_id, customer_id) SELECT printf ('%012d', " \
                "customer_id), campaign_id, customer_id FROM campaign_member WHERE state = " \
                "'included'; INSERT INTO coupon_use (code, used_on, discount_minor, source) " \
                "SELECT printf ('%012d', customer_id), sold_on, NULL, 'hand' FROM receipt " \
                "JOIN coupon USING (customer_id)"

/* A share off what the till rang up with its discount is in the sales already: once. */
static void
test_offer_on_lines (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  const gint64 id = make_offering (test, RG_OFFER_PERCENT, 100, TRUE, 700);
  g_autoptr (RgCampaignReport) got = report_offering (
      test, id, "UPDATE receipt_line SET discount_minor = 1000, net_minor = net_minor - 1000 WHERE "
                "(SELECT state FROM campaign_member JOIN receipt USING (customer_id) WHERE "
                "receipt.id = receipt_id) = 'included'");

  check_kept (test, got, 0);
  g_assert_cmpint (got->given.takers, ==, got->summary->written_came);
  g_assert_cmpint (got->given.given, ==, 1000 * got->given.takers);
  g_assert_cmpint (find_step (got->summary, "discounts"), ==, -got->given.given);
  g_assert_cmpint (got->given.coupon + got->given.gift, ==, 0);
  g_assert_nonnull (strstr (got->summary->taken, "took it"));
}

/* A coupon that nobody priced and no line shows was worth what is offered. */
static void
test_offer_by_coupon (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  const gint64 id = make_offering (test, RG_OFFER_MONEY, 1500, FALSE, -1);
  g_autoptr (RgCampaignReport) got = report_offering (test, id, COUPONS);

  check_kept (test, got, 1500 * got->summary->written_came);
  g_assert_cmpint (got->money->unknown_coupons, ==, 0);
  g_assert_cmpint (got->given.given, ==, 1500 * got->summary->written_came);
  g_assert_cmpint (got->given.takers, ==, got->summary->written_came);
}

/* A gift is not in the sales: what the shop says one costs comes off for each. */
static void
test_gift_by_coupon (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  const gint64 id = make_offering (test, RG_OFFER_GIFT, 0, FALSE, 800);
  g_autoptr (RgCampaignReport) got = report_offering (test, id, COUPONS);

  check_kept (test, got, 800 * got->summary->written_came);
  g_assert_cmpint (find_step (got->summary, "gifts"), ==, -800 * got->summary->written_came);
  g_assert_cmpint (find_step (got->summary, "coupons"), ==, 0);
}

/* Points that the campaign gave come off at what they are worth; what was taken back does not. */
static void
test_points (void)
{
  for (int worth = 0; worth < 2; worth++)
    {
      g_autoptr (RgTestShop) test = make_shop ();
      const gint64 id = make_offering (test, RG_OFFER_NONE, 0, FALSE, -1);
      g_autoptr (RgCampaignReport) got = NULL;

      if (worth)
        rg_test_shop_write (test, "Worth", "INSERT INTO setting VALUES ('points-hundred-worth', "
                                           "'2000')");
      got = report_offering (
          test, id, "INSERT INTO points_entry (uuid, customer_id, points, kind, effective_on, "
                    "recorded_at, campaign_id, reverses) SELECT randomblob (16), customer_id, 50, "
                    "'given', 20000, 0, 1, NULL FROM campaign_member WHERE state = 'included' "
                    "UNION ALL VALUES (randomblob (16), 1, 70, 'given', 20000, 0, 1, NULL), "
                    "(randomblob (16), 1, 80, 'given', 20000, 0, NULL, NULL); "
                    "INSERT INTO points_entry (uuid, customer_id, points, kind, effective_on, "
                    "recorded_at, campaign_id, reverses) SELECT randomblob (16), 1, -70, "
                    "'reversal', 20000, 0, 1, id FROM points_entry WHERE points = 70");
      check_kept (test, got, worth * 1000 * got->campaign->n_included);
      g_assert_cmpint (find_step (got->summary, "points"), ==,
                       -worth * 1000 * got->campaign->n_included);
      g_assert_cmpint (got->money->unknown_points, ==, (1 - worth) * 50
                                                       * got->campaign->n_included);
      g_assert_true ((strstr (got->summary->not_counted, "points") == NULL) == (worth == 1));
    }
}

#define RUNG_UP "INSERT INTO receipt_line (receipt_id, line, product_id, kind, quantity_milli, " \
                "unit_price_micro, net_minor, cost_minor) SELECT receipt.id, 9, 2, 0, 1000, 0, " \
                "0, 900 FROM receipt JOIN campaign_member USING (customer_id) WHERE state = " \
                "'included'"

/* One that is rung up for nothing costs what its line says, also with a coupon beside it. */
static void
test_gift_on_lines (void)
{
  for (int coupons = 0; coupons < 2; coupons++)
    {
      g_autoptr (RgTestShop) test = make_shop ();
      const gint64 id = make_offering (test, RG_OFFER_GIFT, 0, FALSE, 800);
      g_autoptr (RgCampaignReport) got = NULL;

      rg_test_shop_write (test, "Mug", "INSERT INTO product (uuid, code, name) VALUES "
                                       "(randomblob (16), 'b', 'B'); INSERT INTO campaign_product "
                                       "VALUES (1, 'for', 1, 2)");
      got = report_offering (test, id, coupons ? RUNG_UP ";" COUPONS : RUNG_UP);
      check_kept (test, got, 0);
      g_assert_cmpint (find_step (got->summary, "gifts"), ==, -900 * got->summary->written_came);
      g_assert_cmpint (got->given.takers, ==, got->summary->written_came);
      g_assert_cmpint (got->given.given, ==, 900 * got->summary->written_came);
    }
}

/* A price of its own is what the till rang up: a coupon beside it takes nothing more off. */
static void
test_offer_price (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  const gint64 id = make_offering (test, RG_OFFER_AGAIN, 9000, TRUE, 500);
  g_autoptr (RgCampaignReport) got = report_offering (test, id, COUPONS);

  check_kept (test, got, 0);
  g_assert_cmpint (got->given.takers, ==, got->summary->written_came);
  g_assert_cmpint (got->given.given, ==, 0);
}

/* After its last day nobody takes it, whatever they buy. */
static void
test_offer_over (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  const gint64 id = make_offering (test, RG_OFFER_PERCENT, 100, TRUE, -1);
  g_autoptr (RgCampaignReport) got = report_offering (
      test, id, "UPDATE campaign SET offer_until = sent_on + 2");

  check_kept (test, got, 0);
  g_assert_cmpint (got->given.takers, ==, 0);
  g_assert_nonnull (strstr (got->summary->taken, "Nobody has taken it"));
}

/* --- what the next one will cost --- */

typedef struct {
  const RgDataset *dataset;
  const RgCampaign *campaign;
  RgUsualResponse usual;
} Usual;

static gboolean
usual_in_thread (RgDb *db, gpointer data, GError **error)
{
  Usual *usual = data;

  return rg_usual_response_read (db, usual->dataset, usual->campaign, &usual->usual, error);
}

static void
read_usual (RgTestShop *test, const RgCampaign *campaign, RgUsualResponse *usual)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDataset) dataset = rg_store_dup_dataset_sync (test->store, &error);
  Usual reading = { dataset, campaign };

  rg_store_read_sync (test->store, RG_READER_REPORT, usual_in_thread, &reading, NULL, &error);
  g_assert_no_error (error);
  *usual = reading.usual;
}

static void
check_cost (const RgUsualResponse *usual, const RgOffer *offer, gint64 n, gint64 cost,
            const char *words)
{
  gint64 each;
  g_autofree char *told = rg_usual_response_dup_cost (usual, offer, n, "NOK");

  g_assert_cmpint (rg_usual_response_find_cost (usual, offer, n, &each), ==, cost);
  g_assert_nonnull (strstr (told, words));
}

/* As many as came for those that are over, of the same channel where there are any; before that
 * nobody knows. */
static void
test_usual (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autoptr (RgCampaign) next = rg_campaign_new ();
  const gint64 id = make_campaign (test, 250);
  g_autoptr (RgCampaignReport) got = NULL;
  RgUsualResponse before, after, other;
  gint64 came, written;

  rg_offer_set_kind (&next->offer, RG_OFFER_MONEY);
  next->offer.value = 500;
  rg_test_shop_run (test, rg_campaign_request_note_sheets (id, RG_OUTPUT_LETTERS, FALSE, 1));
  sell (test, "included", 4, "6000");
  sell_later (test, 5);
  rg_test_shop_reopen (test);
  read_usual (test, next, &before);
  g_assert_cmpuint (before.campaigns, ==, 0);
  check_cost (&before, &next->offer, 100, -1, "nobody knows how many come");
  sell_later (test, 60);
  got = report (test, id);
  written = got->summary->written;
  came = got->summary->written_came;
  read_usual (test, next, &after);
  g_assert_cmpuint (after.campaigns, ==, 1);
  g_assert_true (after.same_channel);
  g_assert_cmpint (after.written, ==, written);
  g_assert_cmpint (after.came, ==, came);
  check_cost (&after, &next->offer, 1000, (500 * 1000 * came * 2 + written) / (2 * written),
              "your last campaign of this kind (25%");
  next->channel = RG_CHANNEL_EMAIL;
  read_usual (test, next, &other);
  check_cost (&other, &next->offer, 1000, (500 * 1000 * came * 2 + written) / (2 * written),
              "by another channel");
  /* A share off everything is that of what they bought. */
  rg_offer_set_kind (&next->offer, RG_OFFER_PERCENT);
  next->offer.value = 100;
  check_cost (&other, &next->offer, written,
              (got->lift.written.net_minor / came + 5) / 10 * came, "for each.");
  g_set_str (&next->offer.what, "roasts");
  check_cost (&other, &next->offer, written, -1, "Nobody said what it costs");
  /* It is not compared with itself. */
  read_usual (test, got->campaign, &other);
  g_assert_cmpuint (other.campaigns, ==, 0);
}

/* Days before the last one, a customer, a product, kind and amount. */
static const int bought[][5] = {
  { 0, 1, 1, 0, 10000 },   { 364, 1, 1, 0, 10000 }, { 365, 1, 1, 0, 77700 },
  { 3, 2, 1, 0, 4999 },    { 2, 2, 1, 1, -4999 },   { 5, 2, 2, 0, 88800 },
  { 9, 3, 1, 0, 55500 },   { 9, 4, 1, 0, 66600 },   { 9, 5, 1, 0, 33300 },
};

static void
buy (RgTestShop *test)
{
  g_autoptr (GString) sql = g_string_new ("INSERT INTO product (uuid, code, name) VALUES "
                                          "(randomblob (16), 'b', 'B');");

  for (gsize i = 0; i < G_N_ELEMENTS (bought); i++)
    g_string_append_printf (
      sql, "INSERT INTO receipt (uuid, source_id, location_id, till, number, period, sold_on, "
      "sold_at, customer_id, lines_hash, net_minor, net_sales_minor, sale_lines, import_id) "
      "VALUES (randomblob (16), 1, 1, '', 'p%d', '', %d, 0, %d, 0, %d, %d, 1, 1);"
      "INSERT INTO receipt_line (receipt_id, line, product_id, kind, quantity_milli, "
      "unit_price_micro, net_minor) VALUES (last_insert_rowid (), 1, %d, %d, 1000, 0, %d);",
      (int) i, 20000 - bought[i][0], bought[i][1], bought[i][4], bought[i][4], bought[i][2],
      bought[i][3], bought[i][4]);
  g_string_append (sql, "UPDATE shop SET address = address || 'b'");
  rg_test_shop_write (test, "Bought", sql->str);
  rg_test_shop_reopen (test);
}

/* A share off a product is that of what these people spend on it when they buy it: 1 and 2 are on
 * the list, 3 is left without, 4 is of the shop's own people, 5 is not asked at all. So three times
 * in a year, 249.99 in all, 83.33 each time. */
static void
test_usual_products (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  g_autoptr (GPtrArray) people =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rg_campaign_person_free);
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (RgCampaign) next = rg_campaign_new ();
  RgUsualResponse usual = { 0 }, nobody = { 0 }, said = { 0 };

  buy (test);
  dataset = rg_store_dup_dataset_sync (test->store, NULL);
  for (int i = 1; i <= 4; i++)
    {
      RgCampaignPerson *person = g_new0 (RgCampaignPerson, 1);

      person->customer = i;
      person->seat.place = i == 3 ? RG_PLACE_HELD_OUT : RG_PLACE_INCLUDED;
      person->seed = i == 4;
      g_ptr_array_add (people, person);
    }
  rg_offer_set_kind (&next->offer, RG_OFFER_PERCENT);
  next->offer.value = 100;
  rg_offer_add_product (&next->offer, FALSE, rg_offer_product_new (1, NULL, "a", "A", -1));
  check_cost (&nobody, &next->offer, 100, -1, "None of these people bought it");
  rg_usual_response_add_bought (&usual, dataset, &next->offer, people);
  g_assert_cmpint (usual.times, ==, 3);
  g_assert_cmpint (usual.bought_minor, ==, 24999);
  check_cost (&usual, &next->offer, 100, -1, "8.33 for each");
  check_cost (&usual, &next->offer, 100, -1, "83.33 on it each of the 3 times");
  usual.campaigns = 1;
  usual.written = 200;
  usual.came = 50;
  check_cost (&usual, &next->offer, 100, 20825, "about NOK\302\240208");
  /* What somebody said counts more, and nothing is read for it. */
  next->offer.cost_minor = 400;
  rg_usual_response_add_bought (&said, dataset, &next->offer, people);
  g_assert_cmpint (said.times, ==, 0);
  check_cost (&usual, &next->offer, 100, 10000, "4.00 for each.");
}

static void
test_not_yet (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  gint64 id = make_campaign (test, 250);
  g_autoptr (RgCampaignReport) got = NULL;
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;
  Reading reading = { id, test, NULL, NULL };

  dataset = reading.dataset = rg_store_dup_dataset_sync (test->store, NULL);
  g_assert_false (rg_store_read_sync (test->store, RG_READER_REPORT, read_in_thread, &reading,
                                      NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);

  rg_test_shop_run (test, rg_campaign_request_note_sheets (id, RG_OUTPUT_LETTERS, TRUE, 1));
  sell (test, "included", 1, "NULL");
  sell_later (test, 19);
  got = report (test, id);
  g_assert_cmpint (got->summary->verdict, ==, RG_VERDICT_TOO_EARLY);
}

/* Two hundred of the campaign bought before, and as many others, each as one of them. */
static void
sell_before (RgTestShop *test)
{
  rg_test_shop_write (test, "More",
                      "INSERT INTO customer (uuid, name) SELECT randomblob (16), 'Q ' || id FROM "
                      "customer");
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *sql = g_strdup_printf (
        "INSERT INTO receipt (uuid, source_id, location_id, till, number, period, sold_on, "
        "sold_at, customer_id, lines_hash, net_minor, net_sales_minor, sale_lines, import_id) "
        "SELECT randomblob (16), 1, 1, '', 'b' || (customer.id + %d), '', sent_on - 20 - "
        "customer.id %% 200, 0, customer.id + %d, 0, 100, 100, 1, 1 FROM customer, campaign WHERE "
        "customer.id <= 200; UPDATE shop SET address = address || 'z'", i * 400, i * 400);

      rg_test_shop_write (test, "Before", sql);
    }
  rg_test_shop_write (test, "Lines",
                      "INSERT INTO receipt_line (receipt_id, line, product_id, kind, "
                      "quantity_milli, unit_price_micro, net_minor) SELECT id, 1, 1, 0, 1000, 0, "
                      "net_minor FROM receipt; UPDATE shop SET address = address || 'z'");
}

/* What cannot be known is said, and people who are alike stand beside them, as no profit. */
static void
test_no_comparison (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  gint64 id = make_campaign (test, 0);
  g_autoptr (RgCampaignReport) got = NULL;

  rg_test_shop_run (test, rg_campaign_request_note_sheets (id, RG_OUTPUT_LETTERS, TRUE, 1));
  sell_before (test);
  sell (test, "included", 3, "NULL");
  sell_later (test, 60);
  got = report (test, id);
  g_assert_cmpint (got->summary->verdict, ==, RG_VERDICT_NO_COMPARISON);
  g_assert_cmpint (got->summary->held_out, ==, 0);
  g_assert_nonnull (got->others);
  g_assert_cmpuint (got->others->match.n, ==, 200);
  g_assert_cmpuint (got->others->after[0].n, ==, 200);
  g_assert_cmpuint (got->others->after[1].came, ==, 0);
  for (int fact = 0; fact < RG_MATCH_FACTS; fact++)
    g_assert_cmpfloat_with_epsilon (got->others->match.after[fact], 0, 0.01);
  g_assert_nonnull (strstr (got->summary->others, "no proof"));
  g_assert_cmpint (got->summary->kept_minor, ==, -rg_campaign_report_get_spent (got));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/campaign-report/gain", test_gain);
  g_test_add_func ("/campaign-report/chance", test_chance);
  g_test_add_func ("/campaign-report/shop-margin", test_shop_margin);
  g_test_add_func ("/campaign-report/costs", test_costs);
  g_test_add_func ("/campaign-report/not-counted", test_not_counted);
  g_test_add_func ("/campaign-report/offer-on-lines", test_offer_on_lines);
  g_test_add_func ("/campaign-report/offer-by-coupon", test_offer_by_coupon);
  g_test_add_func ("/campaign-report/gift-by-coupon", test_gift_by_coupon);
  g_test_add_func ("/campaign-report/points", test_points);
  g_test_add_func ("/campaign-report/gift-on-lines", test_gift_on_lines);
  g_test_add_func ("/campaign-report/offer-price", test_offer_price);
  g_test_add_func ("/campaign-report/offer-over", test_offer_over);
  g_test_add_func ("/campaign-report/usual", test_usual);
  g_test_add_func ("/campaign-report/usual-products", test_usual_products);
  g_test_add_func ("/campaign-report/not-yet", test_not_yet);
  g_test_add_func ("/campaign-report/no-comparison", test_no_comparison);
  return g_test_run ();
}
