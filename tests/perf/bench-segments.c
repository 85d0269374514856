/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is done with segments besides counting one, beside DuckDB where it can: overlap, scores, a
 * past day, why, groups, and a new day.
 *
 * bench-segments FOLDER CUSTOMERS LINES [LIBDUCKDB]. */
#include "rg-perf-run.h"
#include "rg-perf-shop.h"

#include "analysis/rg-kmeans.h"
#include "analysis/rg-overlap.h"
#include "rules/rg-rfm.h"
#include "rules/rg-why.h"
#include "store/rg-past.h"

#include <math.h>
#include <stdlib.h>

#define SETS 50
#define DAY_RECEIPTS 8000
#define NESTED \
  "any (all (age between 25 and 40; city is \"Town 0\" or \"Town 1\"); tag is \"tag 1\"); spend " \
  "at least 100 in last 90 days; none (bought category \"Category 3\" at least 2 times in last " \
  "180 days)"

typedef struct {
  RgStore *store;
  RgSegmentContext context;
  RgDuck *duck; /* or NULL */
} Bench;

static RgBitset *
members_of (const RgSegmentContext *context, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgNode) root = rg_segment_parse (text, NULL, &error);

  g_assert_no_error (error);
  return rg_segment_evaluate (root, context);
}

/* --- overlap ------------------------------------------------------------------------------ */

#define SQL_MEMBERS \
  "CREATE TABLE member AS SELECT s::INT AS segment, customer FROM (SELECT customer, sum(net) AS " \
  "net FROM receipt GROUP BY 1), range(50) AS sets(s) WHERE net >= 100 * (20 + 5 * s)"
#define SQL_OVERLAP \
  "SELECT sum(n * (1 + a + 50 * b))::BIGINT FROM (SELECT x.segment AS a, y.segment AS b, " \
  "count(*) AS n FROM member AS x JOIN member AS y ON x.customer = y.customer GROUP BY 1, 2)"

/* All pairs of them, in one number. */
static gint64
sum_of_counts (const guint *counts)
{
  gint64 sum = 0;

  for (guint b = 0; b < SETS; b++)
    for (guint a = 0; a < SETS; a++)
      sum += (gint64) counts[b * SETS + a] * (1 + a + 50 * b);
  return sum;
}

static void
bench_overlap (const Bench *bench)
{
  RgBitset *sets[SETS];
  g_autofree guint *counts = g_new (guint, SETS * SETS);
  double ours[RG_PERF_ROUNDS], theirs[RG_PERF_ROUNDS] = { 0 };
  g_autofree char *result = NULL;

  for (guint s = 0; s < SETS; s++)
    {
      g_autofree char *text = g_strdup_printf ("spend at least %u", 20 + 5 * s);

      sets[s] = members_of (&bench->context, text);
    }
  if (bench->duck != NULL)
    rg_duck_run (bench->duck, SQL_MEMBERS);
  for (guint i = 0; i < RG_PERF_ROUNDS; i++)
    {
      double start = rg_perf_now ();

      rg_overlap_count ((const RgBitset *const *) sets, SETS, counts);
      ours[i] = rg_perf_now () - start;
      /* Theirs takes seconds, and is the same each time. */
      start = rg_perf_now ();
      if (bench->duck != NULL && i < 3 &&
          rg_duck_get_int (bench->duck, SQL_OVERLAP) != sum_of_counts (counts))
        g_error ("the overlap differs from DuckDB");
      theirs[i] = i < 3 ? rg_perf_now () - start : theirs[0];
    }
  result = g_strdup_printf ("%u in all of them", counts[SETS * SETS - 1]);
  rg_perf_print_row ("overlap of 50", rg_perf_median (ours),
                     bench->duck != NULL ? rg_perf_median (theirs) : 0, 0, result);
  for (guint s = 0; s < SETS; s++)
    rg_bitset_unref (sets[s]);
}

/* --- scores ------------------------------------------------------------------------------- */

/* Fifths of everybody; who is equal has the lower one. */
#define SQL_RFM \
  "SELECT sum((100 * r + 10 * f + m) * customer)::BIGINT FROM (SELECT customer, min(rp) OVER " \
  "(PARTITION BY last) AS r, min(fp) OVER (PARTITION BY n) AS f, min(mp) OVER (PARTITION BY net) " \
  "AS m FROM (SELECT *, ntile(5) OVER (ORDER BY last, customer) AS rp, ntile(5) OVER (ORDER BY " \
  "n, customer) AS fp, ntile(5) OVER (ORDER BY net, customer) AS mp FROM (SELECT customer, " \
  "max(day) AS last, count(*) AS n, sum(net) AS net FROM receipt GROUP BY 1)))"

static void
bench_rfm (const Bench *bench)
{
  const RgDataset *dataset = bench->context.dataset;
  double ours[RG_PERF_ROUNDS], theirs[RG_PERF_ROUNDS];

  for (guint i = 0; i < RG_PERF_ROUNDS; i++)
    {
      double start = rg_perf_now ();
      g_autoptr (RgRfm) rfm = rg_rfm_new (dataset, RG_PERF_TODAY);
      gint64 sum = 0;

      ours[i] = rg_perf_now () - start;
      for (guint p = 0; p < dataset->n_customers; p++)
        sum += (100 * rfm->scores[0][p] + 10 * rfm->scores[1][p] + rfm->scores[2][p]) *
               rg_dataset_customer_id (dataset, p);
      start = rg_perf_now ();
      if (bench->duck != NULL && rg_duck_get_int (bench->duck, SQL_RFM) != sum)
        g_error ("the scores differ from DuckDB");
      theirs[i] = bench->duck != NULL ? rg_perf_now () - start : 0;
    }
  rg_perf_print_row ("recency, frequency, money of all", rg_perf_median (ours),
                     rg_perf_median (theirs), 0, "");
}

/* --- a past day --------------------------------------------------------------------------- */

static void
bench_past (const Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgNode) root = rg_segment_parse (NESTED, NULL, NULL);
  const RgShop *shop = rg_store_get_shop (bench->store);
  g_autoptr (RgPast) past = NULL;
  double now[RG_PERF_ROUNDS], then[RG_PERF_ROUNDS];
  double start = rg_perf_now ();
  g_autofree char *result = NULL;

  past = rg_past_open (bench->store, shop, bench->context.dataset, RG_PERF_TODAY - 30 * 20, &error);
  g_assert_no_error (error);
  rg_perf_print_row ("a past day, what is read once", rg_perf_now () - start, 0, 0, "");
  for (guint i = 0; i < RG_PERF_ROUNDS; i++)
    {
      RgSegmentContext context = bench->context;
      g_autoptr (RgDataset) dataset = NULL;
      g_autoptr (RgBitset) today = NULL, members = NULL;

      start = rg_perf_now ();
      today = rg_segment_evaluate (root, &bench->context);
      now[i] = rg_perf_now () - start;
      start = rg_perf_now ();
      context.today = RG_PERF_TODAY - 30 * (RgDay) (i + 1);
      context.dataset = dataset = rg_past_get (past, context.today, &error);
      g_assert_no_error (error);
      members = rg_segment_evaluate (root, &context);
      then[i] = rg_perf_now () - start;
      g_free (result);
      result = g_strdup_printf ("%u", rg_bitset_count (members));
    }
  rg_perf_print_row ("the nested one today", rg_perf_median (now), 0, 0, "");
  rg_perf_print_row ("on a past day", rg_perf_median (then), 0, 0, result);
  g_print ("  a past day is %.2f x today\n", rg_perf_median (then) / rg_perf_median (now));
}

/* --- why ---------------------------------------------------------------------------------- */

static void
bench_why (const Bench *bench, const char *name, const char *text)
{
  g_autoptr (RgNode) root = rg_segment_parse (text, NULL, NULL);
  g_autoptr (RgRuleCache) cache = rg_rule_cache_new ();
  RgSegmentContext context = bench->context;
  double times[RG_PERF_ROUNDS];
  g_autofree char *result = NULL;

  /* Whoever asks has the segment on the screen. */
  context.cache = cache;
  rg_segment_result_free (rg_segment_count (root, &context));
  for (guint i = 0; i < RG_PERF_ROUNDS; i++)
    {
      double start = rg_perf_now ();
      g_autoptr (RgWhy) why = rg_segment_explain (root, &context, 7 + i * 97, "EUR");

      times[i] = rg_perf_now () - start;
      g_free (result);
      result = g_strdup_printf ("%u rules", why->n_nodes - 1);
    }
  rg_perf_print_row (name, rg_perf_median (times), 0, 0, result);
}

/* --- groups ------------------------------------------------------------------------------- */

#define GROUP_FACTS 6

static void
bench_groups (const Bench *bench)
{
  const RgDataset *dataset = bench->context.dataset;
  const RgFacts *known = rg_dataset_facts (dataset);
  const guint n = MIN (dataset->n_customers, 100000);
  g_autofree double *points = g_new (double, (gsize) n * GROUP_FACTS);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (RgKmeans) kmeans = NULL;
  g_autofree char *result = NULL;
  double start;

  for (guint p = 0; p < n; p++)
    {
      const double visits = log1p (known->visits[p]);
      const double facts[GROUP_FACTS] = {
        visits, log1p (MAX (0, (double) known->spend[p])) / 3,
        (RG_PERF_TODAY - known->last_day[p]) / 200.0 * (known->visits[p] > 0),
        g_rand_double (random) * 2, g_rand_double (random) + visits / 2, g_rand_double (random),
      };

      for (guint f = 0; f < GROUP_FACTS; f++)
        points[p * GROUP_FACTS + f] = facts[f];
    }
  start = rg_perf_now ();
  kmeans = rg_kmeans_new (points, n, GROUP_FACTS, 5, 10, NULL, NULL);
  result = g_strdup_printf ("%u customers, 6 facts, k = 5, 10 starts", n);
  rg_perf_print_row ("k-means", rg_perf_now () - start, 0, 0, result);
}

/* --- a new day ---------------------------------------------------------------------------- */

static gboolean
add_day (RgWrite *write, gpointer data, GError **error)
{
  const guint customers = *(const guint *) data;
  RgDb *db = rg_write_get_db (write);
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO import (uuid, action_id, source_id, kind, dialect, file_name, file_hash, at, "
    "summary) SELECT randomblob(16), max(id), 1, 'sales', 'x', 'x', randomblob(8), 1, '{}' FROM "
    "action;"
    "INSERT INTO receipt (uuid, source_id, location_id, till, number, period, sold_on, sold_time, "
    "sold_at, customer_id, lines_hash, net_minor, net_sales_minor, sale_lines, import_id) "
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %u) "
    "SELECT randomblob(16), 1, 1, '', 'day' || hex(randomblob(6)), '', %d, i, 0, "
    "1 + i * 7919 %% %u, 0, 1000, 1000, 1, (SELECT max(id) FROM import) FROM n;"
    "INSERT INTO receipt_line (receipt_id, line, product_id, kind, quantity_milli, "
    "unit_price_micro, net_minor) SELECT id, 1, 1 + id %% 1000, 0, 1000, 0, 1000 FROM receipt "
    "ORDER BY id DESC LIMIT %u;",
    DAY_RECEIPTS, RG_PERF_TODAY, customers, DAY_RECEIPTS);

  rg_write_note_table (write, "receipt");
  return rg_db_exec (db, sql, "a day", error);
}

/* In a copy of the shop. */
static void
bench_day (const char *folder)
{
  g_autofree char *from = g_build_filename (folder, "shop.regulars", NULL);
  g_autofree char *to = g_build_filename (folder, "day.regulars", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (from);
  g_autoptr (GFile) copy = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDataset) before = NULL;
  g_autoptr (RgDataset) after = NULL;
  g_autoptr (RgStore) store = NULL;
  guint customers;
  double start;

  g_file_copy (file, copy, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  store = rg_store_open (to, &error);
  g_assert_no_error (error);
  before = rg_store_dup_dataset_sync (store, &error);
  g_assert_no_error (error);
  customers = before->n_customers;
  if (!rg_store_write_sync (store, "import", "Perf", add_day, &customers, NULL, NULL,
                            &error))
    g_error ("%s", error->message);
  start = rg_perf_now ();
  after = rg_store_dup_dataset_sync (store, &error);
  g_assert_no_error (error);
  rg_perf_print_row ("a day of 8,000 receipts published", rg_perf_now () - start, 0, 0, "");
  if (rg_dataset_facts (after)->n_visits != rg_dataset_facts (before)->n_visits + DAY_RECEIPTS)
    g_error ("the day is not there");
  rg_store_close (store);
  g_file_delete (copy, NULL, NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (RgStore) store = NULL;
  g_autoptr (RgDataset) dataset = NULL;
  Bench bench = { .context = { .today = RG_PERF_TODAY, .digits = 2 } };

  if (argc < 4)
    g_error ("bench-segments FOLDER CUSTOMERS LINES [LIBDUCKDB]");
  bench.store = store = rg_perf_open (argv[1], (guint) atoi (argv[2]), (guint) atoi (argv[3]));
  bench.context.dataset = dataset = rg_perf_read (store);
  bench.duck = argc > 4 ? rg_perf_duck_load (argv[4], argv[1]) : NULL;
  rg_perf_print_head ();
  bench_overlap (&bench);
  bench_rfm (&bench);
  bench_past (&bench);
  bench_why (&bench, "why, the nested one", NESTED);
  bench_why (&bench, "why, beside all others",
             "money score at least 4; sales band is top; household at least 2; rhythm is overdue");
  bench_groups (&bench);
  g_clear_pointer (&bench.duck, rg_duck_free);
  rg_store_close (store);
  bench_day (argv[1]);
  return 0;
}
