/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "rg-perf-run.h"

#include "rg-perf-shop.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <time.h>

double
rg_perf_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double) now.tv_sec * 1000 + (double) now.tv_nsec / 1000000;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

double
rg_perf_median (double *values)
{
  qsort (values, RG_PERF_ROUNDS, sizeof (double), compare_doubles);
  return values[RG_PERF_ROUNDS / 2];
}

void
rg_perf_print_head (void)
{
  g_print ("| question | ms | DuckDB ms | ratio | x memory | result |\n"
           "|---|---|---|---|---|---|\n");
}

void
rg_perf_print_row (const char *name, double ours, double theirs, double memory, const char *result)
{
  g_autofree char *beside = theirs > 0 ? g_strdup_printf ("%9.2f | %7.4f", theirs, ours / theirs)
                                       : g_strdup ("          |        ");
  g_autofree char *times = memory > 0 ? g_strdup_printf ("%5.1f", memory) : g_strdup ("     ");

  g_print ("| %-36s | %9.3f | %s | %s | %s |\n", name, ours, beside, times, result);
}

#define MEMORY_WORDS (64u << 20)

double
rg_perf_bandwidth (void)
{
  g_autofree guint64 *words = g_new (guint64, MEMORY_WORDS);
  double times[RG_PERF_ROUNDS];
  volatile guint64 seen = 0;

  for (guint i = 0; i < MEMORY_WORDS; i++)
    words[i] = i;
  for (guint round = 0; round < RG_PERF_ROUNDS; round++)
    {
      guint64 sums[8] = { round };
      double start = rg_perf_now ();

      for (guint i = 0; i < MEMORY_WORDS; i += 8)
        for (guint k = 0; k < 8; k++)
          sums[k] += words[i + k];
      for (guint k = 0; k < 8; k++)
        seen += sums[k];
      times[round] = rg_perf_now () - start;
    }
  return MEMORY_WORDS * sizeof (guint64) / rg_perf_median (times);
}

/* More than the caches of one core hold. */
#define FORGET_WORDS (8u << 20)

void
rg_perf_forget (void)
{
  g_autofree guint64 *words = g_new (guint64, FORGET_WORDS);
  volatile guint64 *seen = words;

  for (guint i = 0; i < FORGET_WORDS; i += 8)
    seen[i] = i;
}

/* A shop that lacks what is asked for now. */
static void
remove_old (const char *path)
{
  static const char *const ends[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *file = g_strconcat (path, ends[i], NULL);

      g_remove (file);
    }
}

RgStore *
rg_perf_open (const char *folder, guint customers, guint lines)
{
  g_autofree char *path = g_build_filename (folder, "shop.regulars", NULL);
  g_autofree char *last = g_build_filename (folder, RG_PERF_LAST_FILE, NULL);
  g_autofree char *places = g_build_filename (folder, RG_PERF_PLACES_FILE, NULL);
  g_autoptr (GError) error = NULL;
  RgStore *store;

  if (!g_file_test (last, G_FILE_TEST_EXISTS))
    {
      remove_old (path);
      g_remove (places);
      if (!rg_perf_shop_make (folder, customers, lines, &error))
        g_error ("%s", error->message);
    }
  store = rg_store_open (path, &error);
  g_assert_no_error (error);
  if (!g_file_test (places, G_FILE_TEST_EXISTS) && !rg_perf_places_make (folder, store, &error))
    g_error ("%s", error->message);
  return store;
}

RgDataset *
rg_perf_read (RgStore *store)
{
  g_autoptr (GError) error = NULL;
  const double start = rg_perf_now ();
  const clock_t cpu = clock ();
  RgDataset *dataset = rg_store_dup_dataset_sync (store, &error);
  gsize bytes;

  g_assert_no_error (error);
  bytes = rg_dataset_memory (dataset);
  g_print ("dataset: %u customers, %u receipts, %u lines; read in %.2f s (%.2f s of "
           "work); %.1f MB, %.2f bytes a line\n\n", dataset->n_live,
           dataset->sales[0]->n_receipts, dataset->sales[0]->n_lines,
           (rg_perf_now () - start) / 1000, (double) (clock () - cpu) / CLOCKS_PER_SEC,
           (double) bytes / 1e6, (double) bytes / dataset->sales[0]->n_lines);
  return dataset;
}

RgDuck *
rg_perf_duck_load (const char *library, const char *folder)
{
  static const char *const statements[] = {
    "CREATE TABLE line (receipt INT, line INT, customer INT, day INT, second INT, location INT, "
    "product INT, category INT, brand INT, supplier INT, back INT, pieces INT, net BIGINT, cost "
    "BIGINT)",
    "CREATE TABLE customer (id INT, name TEXT, born INT, city TEXT, joined INT, household INT, "
    "occupation TEXT, size INT, email BOOL, post INT, prefers TEXT)",
    "CREATE TABLE tag (customer INT, tag INT)",
    "CREATE TABLE activity (customer INT, product INT, category INT, basket INT, day INT)",
    "CREATE TABLE place (postcode INT, latitude DOUBLE, longitude DOUBLE)",
    "COPY line FROM '%s/sale.csv' (HEADER)",
    "COPY customer FROM '%s/customer.csv' (HEADER)",
    "COPY tag FROM '%s/tag.csv' (HEADER)",
    "COPY activity FROM '%s/" RG_PERF_LAST_FILE "' (HEADER)",
    "COPY place FROM '%s/" RG_PERF_PLACES_FILE "' (HEADER)",
    "CREATE TABLE home AS SELECT id AS customer, (" RG_PERF_POSTCODE ("id::BIGINT") ")::INT AS "
    "postcode FROM customer",
    "CREATE TABLE sale AS SELECT * EXCLUDE (back) FROM line WHERE back = 0",
    "CREATE TABLE receipt AS SELECT receipt AS id, any_value(customer) AS customer, any_value(day) "
    "AS day, any_value(second) AS second, any_value(location) AS location, sum(net)::BIGINT AS "
    "net, sum(net - cost)::BIGINT AS margin FROM line GROUP BY 1 ORDER BY 1",
  };
  RgDuck *duck = rg_duck_new (library);

  for (guint i = 0; duck != NULL && i < G_N_ELEMENTS (statements); i++)
    {
      g_auto (GStrv) parts = g_strsplit (statements[i], "%s", 2);
      g_autofree char *sql = g_strjoinv (folder, parts);

      rg_duck_run (duck, sql);
    }
  return duck;
}
