/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Counting beside DuckDB: the same questions in turn in one process, medians, ratios. Both must
 * find the same customers.
 *
 * bench-counting FOLDER CUSTOMERS LINES [LIBDUCKDB]. Only the ratios of one run mean anything.
 * REGULARS_BENCH_ONLY: questions with one of these in their names alone, "|" between them. */
#include "rg-perf-care.h"
#include "rg-perf-questions.h"
#include "rg-perf-run.h"
#include "rg-perf-shop.h"

#include "rules/rg-segment-count.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  RgSegmentContext context;
  RgDuck *duck;      /* or NULL */
  double bandwidth;  /* bytes a millisecond */
} Bench;

/* --- the same customers ------------------------------------------------------------------- */

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static void
check_ids (const Bench *bench, const char *name, const char *sql, const RgBitset *members)
{
  const RgDataset *dataset = bench->context.dataset;
  guint n, n_theirs;
  g_autofree guint32 *ours = rg_bitset_list (members, &n);
  g_autofree gint64 *theirs = rg_duck_get_ints (bench->duck, sql, &n_theirs);

  qsort (theirs, n_theirs, sizeof (gint64), compare_ids);
  if (n != n_theirs)
    g_error ("%s: %u here, %u in DuckDB", name, n, n_theirs);
  for (guint i = 0; i < n; i++)
    if (rg_dataset_customer_id (dataset, ours[i]) != theirs[i])
      g_error ("%s: customer %ld in DuckDB alone, or here", name, (long) theirs[i]);
}

/* Milliseconds that DuckDB takes to count them. */
static double
time_duck (const Bench *bench, const char *sql)
{
  g_autofree char *counted = g_strdup_printf ("SELECT count(*) FROM (%s)", sql);
  double start = rg_perf_now ();

  if (bench->duck == NULL)
    return 0;
  rg_duck_get_int (bench->duck, counted);
  return rg_perf_now () - start;
}

/* --- each kind ---------------------------------------------------------------------------- */

/* Milliseconds that memory takes to bring what the question cannot do without. */
static double
scan_limit (const Bench *bench, const RgPerfScan *scan)
{
  const RgDataset *dataset = bench->context.dataset;
  const RgSales *sales = dataset->sales[0];
  const guint first = rg_sales_find_day (sales, RG_PERF_TODAY + 1 - (RgDay) scan->days);
  const double bytes =
    (double) scan->customer * dataset->n_customers +
    (double) scan->receipt * (sales->n_receipts - first) +
    (double) scan->line * (sales->n_lines - sales->first_line[first]);

  return bytes / bench->bandwidth;
}

/* How many times as long a scan takes as memory does: with the columns in memory alone, and
 * without DuckDB in between, which slows down far more than them. 0: it is no scan. */
static double
time_scan (const Bench *bench, const RgPerfQuestion *question, const RgNode *root)
{
  const double limit = scan_limit (bench, &question->scan);
  double ours[RG_PERF_ROUNDS];

  for (guint i = 0; limit > 0 && i < RG_PERF_ROUNDS; i++)
    {
      double start;

      rg_perf_forget ();
      start = rg_perf_now ();
      rg_bitset_unref (rg_segment_evaluate (root, &bench->context));
      ours[i] = rg_perf_now () - start;
    }
  return limit > 0 ? rg_perf_median (ours) / limit : 0;
}

static void
ask (const Bench *bench, const RgPerfQuestion *question)
{
  double ours[RG_PERF_ROUNDS], theirs[RG_PERF_ROUNDS];
  g_autoptr (GError) error = NULL;
  g_autoptr (RgNode) root = rg_segment_parse (question->segment, NULL, &error);
  g_autofree char *count = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < RG_PERF_ROUNDS; i++)
    {
      double start = rg_perf_now ();
      g_autoptr (RgBitset) members = rg_segment_evaluate (root, &bench->context);

      ours[i] = rg_perf_now () - start;
      theirs[i] = time_duck (bench, question->sql);
      if (i > 0)
        continue;
      count = g_strdup_printf ("%u", rg_bitset_count (members));
      if (bench->duck != NULL)
        check_ids (bench, question->name, question->sql, members);
    }
  rg_perf_print_row (question->name, rg_perf_median (ours), rg_perf_median (theirs),
                     time_scan (bench, question, root), count);
}

/* --- while somebody types ----------------------------------------------------------------- */

static char *
with_number (const char *text, guint number)
{
  g_auto (GStrv) parts = g_strsplit (text, "%u", 2);
  g_autofree char *digits = g_strdup_printf ("%u", number);

  return g_strjoinv (digits, parts);
}

/* One rule of the nested segment takes another number at each round; the sets of the others are
 * kept. With all that the panel shows: each rule's numbers, shares, effects. */
static void
ask_live (Bench *bench, const RgPerfLive *live)
{
  double ours[RG_PERF_ROUNDS], theirs[RG_PERF_ROUNDS];
  g_autoptr (RgRuleCache) cache = rg_rule_cache_new ();
  RgSegmentContext context = bench->context;
  g_autofree char *count = NULL;

  context.cache = cache;
  for (guint i = 0; i < RG_PERF_ROUNDS + 1; i++)
    {
      g_autofree char *text = with_number (live->segment, live->first + i);
      g_autofree char *sql = with_number (live->sql, live->first + i);
      double start = rg_perf_now ();
      g_autoptr (RgNode) root = rg_segment_parse (text, NULL, NULL);
      g_autoptr (RgSegmentResult) result = rg_segment_count (root, &context);

      /* The first one is no edit yet. */
      if (i == 0)
        continue;
      ours[i - 1] = rg_perf_now () - start;
      theirs[i - 1] = time_duck (bench, sql);
      g_free (count);
      count = g_strdup_printf ("%u", result->count);
      if (bench->duck != NULL)
        check_ids (bench, live->name, sql, result->members);
    }
  rg_perf_print_row (live->name, rg_perf_median (ours), rg_perf_median (theirs), 0, count);
}

static gboolean
bench_has (char *const *only, const char *name)
{
  for (guint i = 0; only != NULL && only[i] != NULL; i++)
    if (strstr (name, only[i]) != NULL)
      return TRUE;
  return only == NULL;
}

static void
ask_all (const Bench *bench, const RgPerfQuestion *questions, char *const *only)
{
  for (const RgPerfQuestion *question = questions; question->name != NULL; question++)
    if (bench_has (only, question->name))
      ask (bench, question);
}

/* What is asked of the other shop, where any of it is wanted. */
static void
ask_care (Bench *bench, const char *folder, char *const *only)
{
  gboolean any = FALSE;
  g_autoptr (RgStore) store = NULL;
  g_autoptr (RgDataset) dataset = NULL;

  for (const RgPerfQuestion *question = rg_perf_care_questions; question->name != NULL; question++)
    any |= bench_has (only, question->name);
  if (!any)
    return;
  store = rg_perf_care_open (folder);
  g_print ("\nWith points and tickets: ");
  dataset = rg_perf_read (store);
  rg_store_close (store);
  bench->context.dataset = dataset;
  if (bench->duck != NULL)
    rg_perf_care_load (bench->duck);
  rg_perf_print_head ();
  ask_all (bench, rg_perf_care_questions, only);
}

int
main (int argc, char **argv)
{
  const char *wanted = g_getenv ("REGULARS_BENCH_ONLY");
  g_auto (GStrv) only = wanted != NULL ? g_strsplit (wanted, "|", -1) : NULL;
  g_autoptr (RgStore) store = NULL;
  g_autoptr (RgDataset) dataset = NULL;
  Bench bench = { .context = { .today = RG_PERF_TODAY, .digits = 2 } };

  if (argc < 4)
    g_error ("bench-counting FOLDER CUSTOMERS LINES [LIBDUCKDB]");
  store = rg_perf_open (argv[1], (guint) atoi (argv[2]), (guint) atoi (argv[3]));
  dataset = rg_perf_read (store);
  rg_store_close (store);
  bench.context.dataset = dataset;
  bench.duck = argc > 4 ? rg_perf_duck_load (argv[4], argv[1]) : NULL;
  bench.bandwidth = rg_perf_bandwidth ();
  g_print ("Memory gives one thread %.1f GB a second.\n\n", bench.bandwidth / 1e6);
  rg_perf_print_head ();
  ask_all (&bench, rg_perf_questions, only);
  for (const RgPerfLive *live = rg_perf_live; live->name != NULL; live++)
    if (bench_has (only, live->name))
      ask_live (&bench, live);
  ask_care (&bench, argv[1], only);
  g_clear_pointer (&bench.duck, rg_duck_free);
  return 0;
}
