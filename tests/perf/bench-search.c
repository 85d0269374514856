/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Type-ahead in a shop: processor time of the reader from the letters to the ids that are shown,
 * before the dataset is read and after. usage: bench-search SHOP [TEXT …] */
#include "store/rg-spine.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-dataset.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS 5

typedef struct {
  const char *text;
  GArray *all;
  RgDataset *dataset;
  double milliseconds; /* the best round */
  guint n_found;
} Search;

static double
processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static gboolean
search_in_thread (RgDb *db, gpointer data, GError **error)
{
  Search *search = data;

  search->milliseconds = G_MAXDOUBLE;
  for (int i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (gint64));
      const double began = processor_time ();

      if (!rg_customers_source.read_matches (db, search->dataset, search->text, matches, error))
        return FALSE;
      rg_spine_filter (search->all, matches);
      search->milliseconds = MIN (search->milliseconds, processor_time () - began);
      search->n_found = matches->len;
    }
  return TRUE;
}

static gboolean
read_all_in_thread (RgDb *db, gpointer data, GError **error)
{
  Search *search = data;
  const double began = processor_time ();
  gboolean ok = rg_customers_source.read_ids (db, RG_CUSTOMERS_BY_NAME, -1, search->all, error);

  search->milliseconds = processor_time () - began;
  return ok;
}

static void
run (RgStore *store, RgReadFunc func, Search *search)
{
  g_autoptr (GError) error = NULL;

  if (!rg_store_read_sync (store, RG_READER_ROWS, func, search, NULL, &error))
    g_error ("%s", error->message);
}

int
main (int argc, char *argv[])
{
  static const char *const texts[] = { "a", "e", "b", "z", "1", "an", "schmi", "박", "a b", "bern" };
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStore) store = rg_store_open (argv[1], &error);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RgDataset) dataset = NULL;
  Search search = { .all = all };

  if (store == NULL)
    g_error ("%s", error->message);
  run (store, read_all_in_thread, &search);
  printf ("all %u ids by name %.1f ms\n", all->len, search.milliseconds);
  for (int round = 0; round < 2; round++)
    {
      for (guint i = 0; i < (argc > 2 ? (guint) argc - 2 : G_N_ELEMENTS (texts)); i++)
        {
          search.text = argc > 2 ? argv[2 + i] : texts[i];
          run (store, search_in_thread, &search);
          printf ("%-8s %7u found %7.2f ms %s\n", search.text, search.n_found,
                  search.milliseconds, round == 0 ? "without the dataset" : "");
        }
      if (round == 0)
        search.dataset = dataset = rg_store_dup_dataset_sync (store, &error);
    }
  return EXIT_SUCCESS;
}
