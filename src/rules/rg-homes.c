/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "config.h"

#include "rules/rg-homes.h"

/* Sums by the home's id. Ids mostly follow one another, so they are their own hash. */
typedef struct {
  guint64 mask;
  gint64 *home; /* 0: nobody's */
  gint64 *sum;
} RgHomes;

static guint64
rg_homes_find (const RgHomes *homes, gint64 home)
{
  guint64 at = (guint64) home & homes->mask;

  while (homes->home[at] != 0 && homes->home[at] != home)
    at = (at + 1) & homes->mask;
  return at;
}

static void
rg_homes_init (RgHomes *homes, const RgDataset *dataset)
{
  guint64 n = 0;

  for (guint c = 0; c < rg_dataset_n_chunks (dataset); c++)
    {
      const RgCustomerChunk *chunk = rg_dataset_chunk (dataset, c);

      for (guint i = 0; i < chunk->n; i++)
        n += chunk->household[i] != 0;
    }
  for (homes->mask = 1; homes->mask < 2 * n; homes->mask *= 2)
    ;
  homes->home = g_new0 (gint64, homes->mask);
  homes->sum = g_new0 (gint64, homes->mask);
  homes->mask--;
}

void
rg_homes_measure (const RgDataset *dataset, const gint64 *values, RgMeasure *measure)
{
  gint64 *shared = rg_measure_alloc (measure, dataset);
  RgHomes homes;

  measure->known = g_new0 (guint8, dataset->n_customers + 1);
  rg_homes_init (&homes, dataset);
  for (guint p = 0; p < dataset->n_customers; p++)
    {
      const gint64 home = RG_CUSTOMER_COLUMN (dataset, p, household);
      guint64 at;

      if (home == 0 || !rg_bitset_get (dataset->live, p))
        continue;
      at = rg_homes_find (&homes, home);
      homes.home[at] = home;
      homes.sum[at] += values != NULL ? values[p] : 1;
    }
  for (guint p = 0; p < dataset->n_customers; p++)
    {
      const gint64 home = RG_CUSTOMER_COLUMN (dataset, p, household);
      const guint64 at = home != 0 ? rg_homes_find (&homes, home) : 0;

      measure->known[p] = home != 0 && homes.home[at] == home;
      shared[p] = measure->known[p] ? homes.sum[at] : 0;
    }
  g_free (homes.home);
  g_free (homes.sum);
}
