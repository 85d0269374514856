/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Trends against a slow count over plain rows, for random shops with merged customers, returns,
 * unnamed receipts and products without a category. */
#include <math.h>

#include "analysis/rg-receipts.h"
#include "analysis/rg-today.h"
#include "analysis/rg-trend.h"

#define N_CUSTOMERS 40
#define N_RECEIPTS 900
#define N_PRODUCTS 9
#define FIRST_DAY 18000
#define N_DAYS 800

typedef struct {
  RgLineRow rows[4];
  guint n;
} Lines;

typedef struct {
  gint64 merged_into[N_CUSTOMERS + 1]; /* by id, from 1 */
  gint64 category[N_PRODUCTS + 1];
  RgReceiptRow receipts[N_RECEIPTS];
  Lines lines[N_RECEIPTS];
} Shop;

static void
shop_fill (Shop *shop)
{
  for (int i = 1; i <= N_CUSTOMERS; i++)
    shop->merged_into[i] = i > 30 ? g_test_rand_int_range (1, 31) : 0;
  for (int i = 1; i <= N_PRODUCTS; i++)
    shop->category[i] = i % 4; /* 0: none */
  for (int i = 0; i < N_RECEIPTS; i++)
    {
      RgReceiptRow *receipt = &shop->receipts[i];

      receipt->id = i + 1;
      receipt->customer = g_test_rand_int_range (0, 3) == 0
                            ? 0 : g_test_rand_int_range (1, N_CUSTOMERS + 1);
      receipt->day = FIRST_DAY + g_test_rand_int_range (0, N_DAYS);
      receipt->second = g_test_rand_int_range (-1, 86400);
      receipt->location = g_test_rand_int_range (1, 4);
      shop->lines[i].n = (guint) g_test_rand_int_range (1, 5);
      for (guint j = 0; j < shop->lines[i].n; j++)
        {
          RgLineRow *line = &shop->lines[i].rows[j];

          line->product = g_test_rand_int_range (0, N_PRODUCTS + 1);
          line->kind = g_test_rand_int_range (0, RG_LINE_KINDS);
          line->quantity_milli = 1000;
          line->net_minor = g_test_rand_int_range (1, 100000);
          if (g_test_rand_int_range (0, 200) == 0)
            line->net_minor *= 1000000; /* past 32 bits */
          if (line->kind == RG_LINE_RETURN)
            line->net_minor = -line->net_minor;
        }
    }
}

static RgDataset *
shop_build (const Shop *shop)
{
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);

  for (int i = 1; i <= 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("name %d", i);

      rg_dataset_builder_put_category (builder, i, name);
      rg_dataset_builder_put_location (builder, i, name);
    }
  for (int i = 1; i <= N_PRODUCTS; i++)
    rg_dataset_builder_put_product (builder, i, "", "product", shop->category[i]);
  for (int i = 1; i <= N_CUSTOMERS; i++)
    {
      RgCustomerRow row = { .id = i, .merged_into = shop->merged_into[i], .born = RG_DAY_NONE,
                            .joined = RG_DAY_NONE };

      rg_dataset_builder_put_customer (builder, &row);
    }
  for (int i = 0; i < N_RECEIPTS; i++)
    {
      rg_dataset_builder_put_receipt (builder, &shop->receipts[i]);
      for (guint j = 0; j < shop->lines[i].n; j++)
        rg_dataset_builder_put_line (builder, &shop->lines[i].rows[j]);
    }
  return rg_dataset_builder_finish (builder);
}

static gint64
shop_customer (const Shop *shop, gint64 id)
{
  return id != 0 && shop->merged_into[id] != 0 ? shop->merged_into[id] : id;
}

/* Money and visits of one receipt, the slow way. */
static gint64
shop_net (const Shop *shop, int receipt, gint64 category, gboolean *visit)
{
  gint64 net = 0;

  *visit = FALSE;
  for (guint j = 0; j < shop->lines[receipt].n; j++)
    {
      const RgLineRow *line = &shop->lines[receipt].rows[j];
      gint64 own = line->product != 0 ? shop->category[line->product] : 0;

      if ((line->kind != RG_LINE_SALE && line->kind != RG_LINE_RETURN)
          || (category >= 0 && own != category))
        continue;
      net += line->net_minor;
      *visit = *visit || line->kind == RG_LINE_SALE;
    }
  return net;
}

static gint64
shop_sum (const Shop *shop, RgDay from, RgDay to, gint64 location, gint64 category, guint *visits)
{
  gint64 sum = 0;

  *visits = 0;
  for (int i = 0; i < N_RECEIPTS; i++)
    {
      const RgReceiptRow *receipt = &shop->receipts[i];
      gboolean visit;

      if (receipt->day < from || receipt->day > to
          || (location != 0 && receipt->location != location))
        continue;
      sum += shop_net (shop, i, category, &visit);
      *visits += visit;
    }
  return sum;
}

static RgDay
shop_first_visit (const Shop *shop, gint64 customer)
{
  RgDay first = G_MAXINT32;

  for (int i = 0; i < N_RECEIPTS; i++)
    {
      gboolean visit;

      shop_net (shop, i, -1, &visit);
      if (visit && shop_customer (shop, shop->receipts[i].customer) == customer)
        first = MIN (first, shop->receipts[i].day);
    }
  return first;
}

static void
check_parts (const Shop *shop, const RgSalesQuery *query, const RgSalesTrend *trend)
{
  for (guint i = 0; i < trend->n_points; i++)
    {
      gint64 sum = 0;
      guint visits;

      for (guint p = 0; p < trend->n_parts; p++)
        {
          const RgSalesPart *part = &trend->parts[p];
          gboolean by_place = query->split == RG_SPLIT_LOCATION;

          g_assert_cmpint (part->net[i], ==,
                           shop_sum (shop, trend->days[i],
                                     rg_period_end (query->period, trend->days[i]),
                                     by_place ? part->id : query->location,
                                     by_place ? (query->category ? query->category : -1)
                                              : part->id,
                                     &visits));
          sum += part->net[i];
        }
      g_assert_cmpint (sum, ==, trend->net[i]);
    }
  for (guint p = 1; p < trend->n_parts; p++)
    g_assert_cmpint (trend->parts[p - 1].sum, >=, trend->parts[p].sum);
}

static void
check_sales (const Shop *shop, const RgDataset *dataset, const RgSalesQuery *query)
{
  g_autoptr (RgSalesTrend) trend = rg_sales_trend_new (dataset, query);
  gint64 category = query->category != 0 ? query->category : -1;

  g_assert_cmpuint (trend->n_points, >, 0);
  g_assert_cmpint (trend->days[0], <=, query->from);
  for (guint i = 0; i < trend->n_points; i++)
    {
      RgDay start = trend->days[i], end = rg_period_end (query->period, start);
      guint visits;

      if (i > 0)
        g_assert_cmpint (rg_period_end (query->period, trend->days[i - 1]) + 1, ==, start);
      g_assert_cmpint (trend->net[i], ==,
                       shop_sum (shop, start, end, query->location, category, &visits));
      g_assert_cmpuint (trend->visits[i], ==, visits);
      if (trend->before[i] == RG_TREND_UNKNOWN)
        {
          g_assert_cmpint (rg_period_year_before (query->period, start), <, dataset->first_day);
          continue;
        }
      if (end > dataset->last_day)
        end = rg_period_year_before (query->period, dataset->last_day);
      else if (query->period == RG_PERIOD_MONTH)
        end = rg_period_end (RG_PERIOD_MONTH, rg_day_add_months (start, -12));
      else
        end -= 364;
      g_assert_cmpint (trend->before[i], ==,
                       shop_sum (shop, rg_period_year_before (query->period, start), end,
                                 query->location, category, &visits));
    }
  if (query->split != RG_SPLIT_NONE)
    check_parts (shop, query, trend);
}

static void
test_sales (void)
{
  g_autofree Shop *shop = g_new0 (Shop, 1);
  g_autoptr (RgDataset) dataset = NULL;

  shop_fill (shop);
  dataset = shop_build (shop);
  for (int i = 0; i < 54; i++)
    {
      RgSalesQuery query = {
        .period = i % 3,
        .first_weekday = g_test_rand_int_range (0, 7),
        .from = FIRST_DAY + g_test_rand_int_range (0, 600),
        .location = i / 3 % 3 == 1 ? g_test_rand_int_range (1, 4) : 0,
        .category = i / 9 % 3 == 1 ? g_test_rand_int_range (1, 4) : 0,
        .split = i / 18,
      };

      query.to = query.from + g_test_rand_int_range (0, 250);
      check_sales (shop, dataset, &query);
    }
}

/* A location that is not there has no sales, rather than those of all. */
static void
test_unknown_place (void)
{
  g_autofree Shop *shop = g_new0 (Shop, 1);
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (RgSalesTrend) trend = NULL;
  RgSalesQuery query = { .period = RG_PERIOD_MONTH, .from = FIRST_DAY, .to = FIRST_DAY + 400,
                         .location = 99 };

  shop_fill (shop);
  dataset = shop_build (shop);
  trend = rg_sales_trend_new (dataset, &query);
  for (guint i = 0; i < trend->n_points; i++)
    {
      g_assert_cmpint (trend->net[i], ==, 0);
      g_assert_cmpuint (trend->visits[i], ==, 0);
    }
}

static void
check_loyalty (const Shop *shop, const RgLoyalty *loyalty, RgDay from, RgDay to)
{
  RgLoyalty slow = { 0 };
  gboolean seen[N_CUSTOMERS + 1] = { FALSE };

  for (int i = 0; i < N_RECEIPTS; i++)
    {
      const RgReceiptRow *receipt = &shop->receipts[i];
      gint64 customer = shop_customer (shop, receipt->customer);
      gboolean visit;
      gint64 net = shop_net (shop, i, -1, &visit);
      RgDay first;

      if (receipt->day < from || receipt->day > to)
        continue;
      slow.net += net;
      slow.visits += visit;
      if (customer == 0)
        continue;
      first = shop_first_visit (shop, customer);
      slow.named_net += net;
      slow.named_visits += visit;
      slow.returning_net += first < receipt->day ? net : 0;
      if (visit && !seen[customer])
        {
          seen[customer] = TRUE;
          slow.new_customers += first >= from;
          slow.returning_customers += first < from;
        }
    }
  g_assert_cmpint (loyalty->net, ==, slow.net);
  g_assert_cmpint (loyalty->named_net, ==, slow.named_net);
  g_assert_cmpint (loyalty->returning_net, ==, slow.returning_net);
  g_assert_cmpuint (loyalty->visits, ==, slow.visits);
  g_assert_cmpuint (loyalty->named_visits, ==, slow.named_visits);
  g_assert_cmpuint (loyalty->new_customers, ==, slow.new_customers);
  g_assert_cmpuint (loyalty->returning_customers, ==, slow.returning_customers);
}

static void
test_loyalty (void)
{
  g_autofree Shop *shop = g_new0 (Shop, 1);
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (RgLoyaltyTrend) trend = NULL;
  guint new_customers = 0;

  shop_fill (shop);
  dataset = shop_build (shop);
  trend = rg_loyalty_trend_new (dataset, NULL, RG_PERIOD_MONTH, 0, dataset->first_day,
                                dataset->last_day);
  for (guint i = 0; i < trend->n_points; i++)
    {
      check_loyalty (shop, &trend->points[i], trend->days[i],
                     rg_period_end (RG_PERIOD_MONTH, trend->days[i]));
      new_customers += trend->points[i].new_customers;
    }
  /* Everybody is new exactly once. */
  for (int id = 1; id <= 30; id++)
    new_customers -= shop_first_visit (shop, id) != G_MAXINT32;
  g_assert_cmpuint (new_customers, ==, 0);
}

/* The receipts behind each point add up to the point. */
static void
test_receipts_behind (void)
{
  g_autofree Shop *shop = g_new0 (Shop, 1);
  g_autoptr (RgDataset) dataset = NULL;

  shop_fill (shop);
  dataset = shop_build (shop);
  for (int i = 0; i < 12; i++)
    {
      RgSalesQuery query = { .period = RG_PERIOD_MONTH, .from = FIRST_DAY, .to = FIRST_DAY + 700,
                             .location = i % 4, .category = i / 4 };
      g_autoptr (RgSalesTrend) trend = rg_sales_trend_new (dataset, &query);

      for (guint p = 0; p < trend->n_points; p++)
        {
          RgReceiptQuery behind = { .from = trend->days[p],
                                    .to = rg_period_end (RG_PERIOD_MONTH, trend->days[p]),
                                    .location = query.location, .category = query.category };
          g_autoptr (RgFoundReceipts) found = rg_receipts_find (dataset, &behind);
          gint64 sum = 0;

          g_assert_cmpint (found->net, ==, trend->net[p]);
          g_assert_cmpuint (found->visits, ==, trend->visits[p]);
          for (guint r = 0; r < found->receipts->len; r++)
            {
              const RgFoundReceipt *receipt = &g_array_index (found->receipts, RgFoundReceipt, r);

              sum += receipt->net;
              if (r > 0)
                g_assert_cmpint (shop->receipts[receipt->id - 1].day, <=,
                                 shop->receipts[(receipt - 1)->id - 1].day);
            }
          g_assert_cmpint (sum, ==, found->net);
        }
    }
}

/* A customer has their own receipts and those of who was merged into them. */
static void
test_receipts_of_customer (void)
{
  g_autofree Shop *shop = g_new0 (Shop, 1);
  g_autoptr (RgDataset) dataset = NULL;

  shop_fill (shop);
  dataset = shop_build (shop);
  for (gint64 id = 1; id <= 30; id++)
    {
      RgReceiptQuery query = RG_RECEIPT_QUERY_INIT;
      g_autoptr (RgFoundReceipts) found = NULL;
      gint64 net = 0;
      gboolean visit;

      query.customer = id;
      found = rg_receipts_find (dataset, &query);
      for (int i = 0; i < N_RECEIPTS; i++)
        if (shop_customer (shop, shop->receipts[i].customer) == id)
          net += shop_net (shop, i, -1, &visit);
      g_assert_cmpint (found->net, ==, net);
    }
}

/* The calendar's day counts while sales are fresh, and where there are none. */
static void
test_today (void)
{
  g_autofree Shop *shop = g_new0 (Shop, 1);
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  g_autoptr (RgDataset) empty = rg_dataset_builder_finish (builder);
  g_autoptr (RgDataset) dataset = NULL;
  RgDay last;

  shop_fill (shop);
  dataset = shop_build (shop);
  last = dataset->last_day;
  g_assert_cmpint (rg_dataset_today (dataset, last + 1), ==, last + 1);
  g_assert_cmpint (rg_dataset_today (dataset, last + RG_TODAY_OLD_DAYS), ==,
                   last + RG_TODAY_OLD_DAYS);
  g_assert_cmpint (rg_dataset_today (dataset, last + RG_TODAY_OLD_DAYS + 1), ==, last + 1);
  g_assert_cmpint (rg_dataset_today (empty, last + 5000), ==, last + 5000);
}

static void
test_empty (void)
{
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  g_autoptr (RgDataset) dataset = rg_dataset_builder_finish (builder);
  RgSalesQuery query = { .period = RG_PERIOD_WEEK, .from = 100, .to = 120,
                         .split = RG_SPLIT_CATEGORY };
  g_autoptr (RgSalesTrend) sales = rg_sales_trend_new (dataset, &query);
  g_autoptr (RgLoyaltyTrend) loyalties
    = rg_loyalty_trend_new (dataset, NULL, RG_PERIOD_MONTH, 0, dataset->first_day,
                            dataset->last_day);
  RgLoyalty loyalty;

  g_assert_cmpuint (loyalties->n_points, ==, 0);
  g_assert_cmpuint (sales->n_parts, ==, 0);
  g_assert_cmpint (sales->before[0], ==, RG_TREND_UNKNOWN);
  rg_loyalty_between (dataset, NULL, 100, 120, &loyalty);
  g_assert_true (isnan (rg_loyalty_returning_share (&loyalty)));
  g_assert_true (isnan (rg_loyalty_named_share (&loyalty)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trend/sales", test_sales);
  g_test_add_func ("/trend/unknown-place", test_unknown_place);
  g_test_add_func ("/trend/loyalty", test_loyalty);
  g_test_add_func ("/trend/receipts-behind", test_receipts_behind);
  g_test_add_func ("/trend/receipts-of-customer", test_receipts_of_customer);
  g_test_add_func ("/trend/today", test_today);
  g_test_add_func ("/trend/empty", test_empty);
  return g_test_run ();
}
