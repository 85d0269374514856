/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Counting beside DuckDB: the same questions in turn in one process, medians, ratios.
 *
 * bench-counting FOLDER CUSTOMERS LINES [LIBDUCKDB]. Only the ratios of one run mean anything. */
#include "rg-perf-duck.h"
#include "rg-perf-shop.h"

#include "rules/rg-segment-count.h"
#include "store/rg-store-dataset.h"

#include <stdlib.h>
#include <time.h>

#define ROUNDS 15
#define RULE_A "all (age between 25 and 40; city is \"Town 0\" or \"Town 1\" or \"Town 2\")"
#define RULE_B "spend at least 100 in last 90 days"
#define RULE_C "bought category \"Category 3\" at least 2 times in last 180 days"

/* 20454 is RG_PERF_TODAY. */
#define SQL_A "born BETWEEN 5480 AND 11323 AND city IN ('Town 0', 'Town 1', 'Town 2')"
#define SQL_B "SELECT customer FROM receipt WHERE day > 20454 - 90 GROUP BY 1 " \
              "HAVING sum(net) >= 10000"
#define SQL_C "SELECT customer FROM sale WHERE category = 3 AND day > 20454 - 180 GROUP BY 1 " \
              "HAVING count(DISTINCT receipt) >= 2"

static const struct {
  const char *name;
  const char *segment; /* NULL: a search for `sql_like` */
  const char *sql;
} questions[] = {
  { "a. age and three cities", RULE_A, "SELECT count(*) FROM customer WHERE " SQL_A },
  { "b. spent 100 in 90 days", RULE_B, "SELECT count(*) FROM (" SQL_B ")" },
  { "c. category twice in 180 days", RULE_C, "SELECT count(*) FROM (" SQL_C ")" },
  { "d. five visits, not since 120 days", "visits at least 5; not since 120 days",
    "SELECT count(*) FROM (SELECT customer FROM receipt GROUP BY 1 HAVING count(*) >= 5 AND "
    "max(day) <= 20454 - 120)" },
  { "e. (a or tag) and b and not c",
    "any (" RULE_A "; tag is \"tag 1\"); " RULE_B "; none (" RULE_C ")",
    "SELECT count(*) FROM customer WHERE ((" SQL_A ") OR id IN (SELECT customer FROM tag WHERE "
    "tag = 1)) AND id IN (" SQL_B ") AND id NOT IN (" SQL_C ")" },
  { "f. bought a product ever", "bought product \"p40\"",
    "SELECT count(DISTINCT customer) FROM sale WHERE product = 40" },
  { "g. bought a category ever", "bought category \"Category 3\"",
    "SELECT count(DISTINCT customer) FROM sale WHERE category = 3" },
  { "h. average basket ever", "basket at least 60",
    "SELECT count(*) FROM (SELECT customer FROM receipt GROUP BY 1 "
    "HAVING sum(net) >= 6000 * count(*))" },
  { "i. lapsing by their own rhythm", "stage is lapsing",
    "SELECT count(*) FROM (SELECT 20454 - max(day) AS away, if(count(*) >= 5, "
    "greatest(1, round(quantile_cont(gap, 0.9) + 1e-6)), 90) AS usual FROM (SELECT customer, day, "
    "day - lag(day) OVER (PARTITION BY customer ORDER BY day) AS gap FROM (SELECT DISTINCT "
    "customer, day FROM receipt WHERE day <= 20454)) GROUP BY customer) "
    "WHERE away > usual AND away <= 3 * usual" },
  { "j. pieces in 180 days", "items at least 20 in last 180 days",
    "SELECT count(*) FROM (SELECT customer FROM sale WHERE day > 20454 - 180 GROUP BY 1 "
    "HAVING count(*) >= 20)" },
  { "k. different categories in a year", "categories at least 4 in last 365 days",
    "SELECT count(*) FROM (SELECT customer FROM sale WHERE day > 20454 - 365 GROUP BY 1 "
    "HAVING count(DISTINCT category) >= 4)" },
  { "l. largest purchase ever", "largest purchase at least 150",
    "SELECT count(*) FROM (SELECT customer FROM receipt GROUP BY 1 HAVING max(net) >= 15000)" },
  { "m. visits on a weekend in a season",
    "visits at least 2 weekday saturday or sunday month 6 to 8",
    "SELECT count(*) FROM (SELECT customer FROM receipt WHERE (day + 3) % 7 >= 5 AND "
    "month(DATE '1970-01-01' + day) BETWEEN 6 AND 8 GROUP BY 1 HAVING count(*) >= 2)" },
  { "n. share of visits on a weekend", "share of visits at least 50 weekday saturday or sunday",
    "SELECT count(*) FROM (SELECT customer FROM receipt GROUP BY 1 "
    "HAVING 2 * count(*) FILTER ((day + 3) % 7 >= 5) >= count(*))" },
  { "o. spent on a category in a year", "spent on category \"Category 3\" at least 50 in last 365 "
    "days",
    "SELECT count(*) FROM (SELECT customer FROM sale WHERE category = 3 AND day > 20454 - 365 "
    "GROUP BY 1 HAVING sum(net) >= 5000)" },
  { "p. bought one, and no other since",
    "last bought category \"Category 3\" without \"Category 5\"",
    "SELECT count(*) FROM (SELECT customer FROM sale WHERE category IN (3, 5) GROUP BY 1 "
    "HAVING coalesce(max(day) FILTER (category = 3) > max(day) FILTER (category = 5), "
    "max(day) FILTER (category = 3) IS NOT NULL))" },
  { "q. came back within 30 days", "came back after category \"Category 3\" within 30 days",
    "SELECT count(DISTINCT receipt.customer) FROM receipt JOIN (SELECT customer, max(day) AS last "
    "FROM sale WHERE category = 3 GROUP BY 1) AS bought ON receipt.customer = bought.customer "
    "AND day > last AND day <= last + 30" },
  { "r. recency score", "recency score at least 4",
    "SELECT count(*) FROM (SELECT min(part) OVER (PARTITION BY last) AS score FROM (SELECT last, "
    "ntile(5) OVER (ORDER BY last, customer) AS part FROM (SELECT customer, max(day) AS last "
    "FROM receipt GROUP BY 1))) WHERE score >= 4" },
  { "t. share of all sales", "sales band is top",
    "SELECT count(*) FROM (SELECT sum(net) OVER (ORDER BY net DESC RANGE BETWEEN UNBOUNDED "
    "PRECEDING AND CURRENT ROW) - sum(net) OVER (PARTITION BY net) AS above, sum(net) OVER () AS "
    "total FROM (SELECT customer, sum(net) AS net FROM receipt GROUP BY 1 HAVING sum(net) > 0)) "
    "WHERE above * 100 < total * 80" },
  { "u. spend beside the year before", "change of spend at most -20",
    "SELECT count(*) FROM (SELECT sum(net) FILTER (day > 20454 - 365) AS now, sum(net) FILTER "
    "(day <= 20454 - 365) AS before FROM receipt WHERE day > 20454 - 730 GROUP BY customer) "
    "WHERE before > 0 AND (coalesce(now, 0) - before) * 100 <= -20 * before" },
  { "v. usual gap", "usual gap at most 14",
    "SELECT count(*) FROM (SELECT customer FROM (SELECT customer, day - lag(day) OVER (PARTITION "
    "BY customer ORDER BY day) AS gap FROM (SELECT DISTINCT customer, day FROM receipt)) "
    "GROUP BY 1 HAVING count(*) >= 5 AND round(quantile_cont(gap, 0.5) + 1e-6) <= 14)" },
  { "w. price paid in a category", "paid for category \"Category 3\" at least 30",
    "SELECT count(DISTINCT customer) FROM sale WHERE category = 3 AND net >= 3000" },
  { "x. beginning of a city", "city starts with \"Town 1\"",
    "SELECT count(*) FROM customer WHERE city LIKE 'Town 1%'" },
  { "s. part of a name", "name contains \"berg\"",
    "SELECT count(*) FROM customer WHERE name LIKE '%berg%'" },
};

static double
now_ms (void)
{
  return (double) g_get_monotonic_time () / 1000;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *values)
{
  qsort (values, ROUNDS, sizeof (double), compare_doubles);
  return values[ROUNDS / 2];
}

static void
print_row (const char *name, double ours, double theirs, guint count)
{
  if (theirs > 0)
    g_print ("| %-36s | %9.3f | %9.2f | %7.4f | %u |\n", name, ours, theirs, ours / theirs, count);
  else
    g_print ("| %-36s | %9.3f | | | %u |\n", name, ours, count);
}

static void
load_duck (RgDuck *duck, const char *folder)
{
  static const char *const statements[] = {
    "CREATE TABLE sale (receipt INT, line INT, customer INT, day INT, product INT, category INT, "
    "net BIGINT)",
    "CREATE TABLE customer (id INT, name TEXT, born INT, city TEXT)",
    "CREATE TABLE tag (customer INT, tag INT)",
    "COPY sale FROM '%s/sale.csv' (HEADER)",
    "COPY customer FROM '%s/customer.csv' (HEADER)",
    "COPY tag FROM '%s/tag.csv' (HEADER)",
    "CREATE TABLE receipt AS SELECT receipt AS id, any_value(customer) AS customer, any_value(day) "
    "AS day, sum(net) AS net FROM sale GROUP BY 1 ORDER BY 1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_auto (GStrv) parts = g_strsplit (statements[i], "%s", 2);
      g_autofree char *sql = g_strjoinv (folder, parts);

      rg_duck_run (duck, sql);
    }
}

static void
ask (RgDuck *duck, const RgSegmentContext *context, guint question)
{
  double ours[ROUNDS], theirs[ROUNDS];
  g_autoptr (RgNode) root = rg_segment_parse (questions[question].segment, NULL, NULL);
  guint count = 0;

  g_assert_nonnull (root);
  for (guint i = 0; i < ROUNDS; i++)
    {
      double start = now_ms ();
      g_autoptr (RgBitset) members = rg_segment_evaluate (root, context);

      count = rg_bitset_count (members);
      ours[i] = now_ms () - start;
      start = now_ms ();
      if (duck != NULL)
        {
          gint64 expected = rg_duck_get_int (duck, questions[question].sql);

          theirs[i] = now_ms () - start;
          if (expected != count)
            g_error ("%s: %u here, %ld in DuckDB", questions[question].name, count,
                     (long) expected);
        }
      else
        theirs[i] = 0;
    }
  print_row (questions[question].name, median (ours), median (theirs), count);
}

/* One rule of the nested segment takes another number at each round; the sets of the others are
 * kept. With all that the panel shows: each rule's numbers, shares, effects. */
static void
ask_live (RgDuck *duck, RgSegmentContext *context)
{
  double ours[ROUNDS], theirs[ROUNDS];
  g_autoptr (RgRuleCache) cache = rg_rule_cache_new ();
  guint count = 0;

  context->cache = cache;
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *text = g_strdup_printf (
        "any (" RULE_A "; tag is \"tag 1\"); spend at least %u in last 90 days; none (" RULE_C ")",
        100 + i);
      g_autofree char *sql = g_strdup_printf (
        "SELECT count(*) FROM customer WHERE ((" SQL_A ") OR id IN (SELECT customer FROM tag WHERE "
        "tag = 1)) AND id IN (SELECT customer FROM receipt WHERE day > 20454 - 90 GROUP BY 1 "
        "HAVING sum(net) >= %u00) AND id NOT IN (" SQL_C ")", 100 + i);
      double start = now_ms ();
      g_autoptr (RgNode) root = rg_segment_parse (text, NULL, NULL);
      g_autoptr (RgSegmentResult) result = rg_segment_count (root, context);

      count = result->count;
      ours[i] = now_ms () - start;
      start = now_ms ();
      if (duck != NULL && rg_duck_get_int (duck, sql) != count)
        g_error ("the live edit differs from DuckDB");
      theirs[i] = duck != NULL ? now_ms () - start : 0;
    }
  context->cache = NULL;
  print_row ("live: one rule of e edited, all numbers", median (ours), median (theirs), count);
}

static RgDataset *
load (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "shop.regulars", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStore) store = rg_store_open (path, &error);
  double start = now_ms ();
  clock_t cpu = clock ();
  RgDataset *dataset;
  gsize bytes;

  g_assert_no_error (error);
  dataset = rg_store_dup_dataset_sync (store, &error);
  g_assert_no_error (error);
  bytes = rg_dataset_memory (dataset);
  g_print ("dataset: %u customers, %u receipts, %u lines; read in %.2f s (%.2f s of "
           "work); %.1f MB, %.1f bytes a line\n\n", dataset->n_live,
           dataset->sales[0]->n_receipts, dataset->sales[0]->n_lines,
           (now_ms () - start) / 1000, (double) (clock () - cpu) / CLOCKS_PER_SEC,
           (double) bytes / 1e6,
           (double) bytes / dataset->sales[0]->n_lines);
  rg_store_close (store);
  return dataset;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDataset) dataset = NULL;
  g_autofree char *sales = NULL;
  RgSegmentContext context = { .today = RG_PERF_TODAY, .digits = 2 };
  RgDuck *duck = NULL;

  if (argc < 4)
    g_error ("bench-counting FOLDER CUSTOMERS LINES [LIBDUCKDB]");
  sales = g_build_filename (argv[1], "tag.csv", NULL);
  if (!g_file_test (sales, G_FILE_TEST_EXISTS) &&
      !rg_perf_shop_make (argv[1], (guint) atoi (argv[2]), (guint) atoi (argv[3]), &error))
    g_error ("%s", error->message);
  dataset = load (argv[1]);
  context.dataset = dataset;
  if (argc > 4)
    duck = rg_duck_new (argv[4]);
  if (duck != NULL)
    load_duck (duck, argv[1]);
  g_print ("| question | ms | DuckDB ms | ratio | count |\n|---|---|---|---|---|\n");
  for (guint q = 0; q < G_N_ELEMENTS (questions); q++)
    ask (duck, &context, q);
  ask_live (duck, &context);
  g_clear_pointer (&duck, rg_duck_free);
  return 0;
}
