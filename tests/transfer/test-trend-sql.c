/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The trends of a whole shop against the same figures computed by SQLite from the rows: the sample
 * shop, and any other shop whose file REGULARS_TEST_SHOP names. */
#include <glib/gstdio.h>

#include "analysis/rg-receipts.h"
#include "analysis/rg-trend.h"
#include "store/rg-store-dataset.h"
#include "store/rg-store-receipts.h"
#include "store/rg-store-sample.h"
#include "transfer/rg-sample.h"

/* Who a customer is now, and the first day of a visit. */
#define LIVING \
  "WITH RECURSIVE living (id, now) AS (" \
  "  SELECT id, id FROM customer WHERE merged_into IS NULL" \
  "  UNION ALL SELECT c.id, l.now FROM customer AS c JOIN living AS l ON c.merged_into = l.id)," \
  " first (now, day) AS (" \
  "  SELECT l.now, min (r.sold_on) FROM receipt AS r JOIN living AS l ON l.id = r.customer_id" \
  "  WHERE r.sale_lines > 0 GROUP BY l.now) "

static gint64
ask (RgDb *db, const char *sql, const gint64 *values, int n_values)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStatement) statement = rg_db_prepare (db, sql, &error);

  g_assert_no_error (error);
  for (int i = 0; i < n_values; i++)
    rg_statement_bind_int (statement, i + 1, values[i]);
  g_assert_cmpint (rg_statement_step (statement, &error), ==, RG_STEP_ROW);
  return rg_statement_get_int (statement, 0);
}

#define ASK(db, sql, ...) \
  ask (db, sql, (const gint64[]) { __VA_ARGS__ }, \
       (int) (sizeof ((const gint64[]) { __VA_ARGS__ }) / sizeof (gint64)))

static void
check_sales (RgDb *db, const RgDataset *dataset, RgPeriod period, RgSplit split)
{
  RgSalesQuery query = { .period = period, .from = dataset->first_day, .to = dataset->last_day,
                         .split = split };
  g_autoptr (RgSalesTrend) trend = rg_sales_trend_new (dataset, &query);
  gint64 all = 0;

  for (guint i = 0; i < trend->n_points; i++)
    {
      RgDay from = trend->days[i], to = rg_period_end (period, from);

      all += trend->net[i];
      g_assert_cmpint (trend->net[i], ==,
                       ASK (db, "SELECT coalesce (sum (n.net_minor), 0) FROM receipt AS r"
                                " JOIN receipt_line AS n ON n.receipt_id = r.id"
                                " WHERE n.kind IN (0, 1) AND r.sold_on BETWEEN ?1 AND ?2",
                            from, to));
      g_assert_cmpint (trend->visits[i], ==,
                       ASK (db, "SELECT count(*) FROM receipt WHERE sold_on BETWEEN ?1 AND ?2"
                                " AND id IN (SELECT receipt_id FROM receipt_line WHERE kind = 0)",
                            from, to));
      for (guint p = 0; split == RG_SPLIT_LOCATION && p < trend->n_parts; p++)
        g_assert_cmpint (trend->parts[p].net[i], ==,
                         ASK (db, "SELECT coalesce (sum (net_sales_minor), 0) FROM receipt"
                                  " WHERE location_id = ?3 AND sold_on BETWEEN ?1 AND ?2",
                              from, to, trend->parts[p].id));
      for (guint p = 0; split == RG_SPLIT_CATEGORY && p < trend->n_parts; p++)
        g_assert_cmpint (trend->parts[p].net[i], ==,
                         ASK (db, "SELECT coalesce (sum (n.net_minor), 0) FROM receipt AS r"
                                  " JOIN receipt_line AS n ON n.receipt_id = r.id"
                                  " JOIN product AS p ON p.id = n.product_id"
                                  " WHERE n.kind IN (0, 1) AND coalesce (p.category_id, 0) = ?3"
                                  " AND r.sold_on BETWEEN ?1 AND ?2",
                              from, to, trend->parts[p].id));
    }
  g_assert_cmpint (all, ==, rg_dataset_facts (dataset)->all_net_sales);
}

static void
check_loyalty (RgDb *db, const RgDataset *dataset)
{
  g_autoptr (RgLoyaltyTrend) trend
    = rg_loyalty_trend_new (dataset, NULL, RG_PERIOD_MONTH, 0, dataset->first_day,
                            dataset->last_day);

  for (guint i = 0; i < trend->n_points; i++)
    {
      const RgLoyalty *point = &trend->points[i];
      RgDay from = trend->days[i], to = rg_period_end (RG_PERIOD_MONTH, from);

      g_assert_cmpint (point->named_net, ==,
                       ASK (db, "SELECT coalesce (sum (net_sales_minor), 0) FROM receipt"
                                " WHERE customer_id IS NOT NULL AND sold_on BETWEEN ?1 AND ?2",
                            from, to));
      g_assert_cmpint (point->returning_net, ==,
                       ASK (db, LIVING "SELECT coalesce (sum (r.net_sales_minor), 0)"
                                       " FROM receipt AS r JOIN living AS l ON l.id = r.customer_id"
                                       " JOIN first AS f ON f.now = l.now"
                                       " WHERE f.day < r.sold_on AND r.sold_on BETWEEN ?1 AND ?2",
                            from, to));
      g_assert_cmpint (point->new_customers, ==,
                       ASK (db, LIVING "SELECT count(*) FROM first WHERE day BETWEEN ?1 AND ?2",
                            from, to));
      g_assert_cmpint (point->returning_customers, ==,
                       ASK (db, LIVING "SELECT count(DISTINCT l.now)"
                                       " FROM receipt AS r JOIN living AS l ON l.id = r.customer_id"
                                       " JOIN first AS f ON f.now = l.now"
                                       " WHERE r.sale_lines > 0 AND f.day < ?1"
                                       " AND r.sold_on BETWEEN ?1 AND ?2",
                            from, to));
    }
}

/* The living customers with an even id: as good a segment as any, and SQLite knows it too. */
static void
check_customers (RgDb *db, const RgDataset *dataset)
{
  g_autoptr (RgBitset) even = rg_bitset_new (dataset->n_customers);
  RgSalesQuery query = { .period = RG_PERIOD_MONTH, .from = dataset->first_day,
                         .to = dataset->last_day, .customers = even };
  g_autoptr (RgSalesTrend) sales = NULL;
  g_autoptr (RgLoyaltyTrend) loyalty = NULL;

  for (guint i = 0; i < dataset->n_customers; i++)
    if (rg_bitset_get (dataset->live, i) && rg_dataset_customer_id (dataset, i) % 2 == 0)
      rg_bitset_add (even, i);
  sales = rg_sales_trend_new (dataset, &query);
  loyalty = rg_loyalty_trend_new (dataset, even, RG_PERIOD_MONTH, 0, query.from, query.to);
  for (guint i = 0; i < sales->n_points; i++)
    {
      RgDay from = sales->days[i], to = rg_period_end (RG_PERIOD_MONTH, from);
      const RgReceiptQuery wanted = { .from = from, .to = to, .customers = even };
      g_autoptr (RgFoundReceipts) found = rg_receipts_find (dataset, &wanted);
      gint64 net = ASK (db, LIVING "SELECT coalesce (sum (r.net_sales_minor), 0)"
                                   " FROM receipt AS r JOIN living AS l ON l.id = r.customer_id"
                                   " WHERE l.now % 2 = 0 AND r.sold_on BETWEEN ?1 AND ?2",
                        from, to);

      g_assert_cmpint (sales->net[i], ==, net);
      g_assert_cmpint (found->net, ==, net);
      g_assert_cmpuint (found->visits, ==, sales->visits[i]);
      g_assert_cmpint (loyalty->points[i].named_net, ==, net);
      g_assert_cmpint (loyalty->points[i].net, ==, net);
      g_assert_cmpint (loyalty->points[i].new_customers, ==,
                       ASK (db, LIVING "SELECT count(*) FROM first"
                                       " WHERE now % 2 = 0 AND day BETWEEN ?1 AND ?2", from, to));
    }
}

/* The receipts that stand behind a month, as people read them. */
static void
check_receipts (RgDb *db, const RgDataset *dataset)
{
  RgReceiptQuery query = { .from = dataset->last_day - 2, .to = dataset->last_day };
  g_autoptr (RgFoundReceipts) found = rg_receipts_find (dataset, &query);

  g_assert_cmpuint (found->receipts->len, >, 0);
  for (guint i = 0; i < found->receipts->len; i++)
    {
      const RgFoundReceipt *one = &g_array_index (found->receipts, RgFoundReceipt, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (RgReceipt) receipt = rg_receipt_read (db, one->id, &error);
      gint64 net = 0;

      g_assert_no_error (error);
      g_assert_cmpint (receipt->day, >=, query.from);
      g_assert_cmpint (receipt->day, <=, query.to);
      g_assert_cmpint (receipt->customer != 0, ==, receipt->customer_name != NULL);
      for (guint n = 0; n < receipt->lines->len; n++)
        {
          const RgReceiptLine *line = g_ptr_array_index (receipt->lines, n);

          g_assert_cmpstr (line->product, !=, "");
          net += rg_line_kind_is_net_sale (line->kind) ? line->net_minor : 0;
        }
      g_assert_cmpint (net, ==, one->net);
    }
}

static void
check_shop (RgStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDataset) dataset = rg_store_dup_dataset_sync (store, &error);
  g_autoptr (RgDb) db = NULL;

  g_assert_no_error (error);
  db = rg_db_open (rg_store_get_path (store), RG_DB_READ, &error);
  g_assert_no_error (error);
  check_sales (db, dataset, RG_PERIOD_MONTH, RG_SPLIT_LOCATION);
  check_sales (db, dataset, RG_PERIOD_MONTH, RG_SPLIT_CATEGORY);
  check_sales (db, dataset, RG_PERIOD_WEEK, RG_SPLIT_NONE);
  check_loyalty (db, dataset);
  check_customers (db, dataset);
  check_receipts (db, dataset);
}

static void
test_sample (void)
{
  g_autofree char *folder = g_dir_make_tmp ("regulars-trend-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sample.regulars", NULL);
  RgSampleOptions options = {
    .n_customers = 200,
    .seed = 7,
    .last_day = rg_day_from_ymd (2026, 11, 19),
    .last_time = 86399,
  };
  g_autoptr (RgSampleData) data = rg_sample_make (&options);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStore) store = rg_store_create_sample (path, data, &error);

  g_assert_no_error (error);
  check_shop (store);
  rg_store_close (store);
  g_remove (path);
  g_rmdir (folder);
}

static void
test_named_shop (void)
{
  const char *path = g_getenv ("REGULARS_TEST_SHOP");
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStore) store = NULL;

  if (path == NULL)
    {
      g_test_skip ("REGULARS_TEST_SHOP names no shop");
      return;
    }
  store = rg_store_open (path, &error);
  g_assert_no_error (error);
  check_shop (store);
  rg_store_close (store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trend-sql/sample", test_sample);
  g_test_add_func ("/trend-sql/named-shop", test_named_shop);
  return g_test_run ();
}
