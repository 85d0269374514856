/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "config.h"

#include "rules/rg-homes.h"

#include "base/rg-numbers.h"

/* Those without a home add to places that nobody reads, in turn: where one addition does not wait
 * for the other. */
#define RG_NO_HOMES 16

/* The place of each home's sum. Ids are hardly greater than there are people, and then they are the
 * place. */
typedef struct {
  guint n;      /* places; the RG_NO_HOMES behind them are nobody's */
  gint64 *home; /* at each place, 0: none; NULL where ids are places */
} RgHomes;

static guint
rg_homes_find (const RgHomes *homes, gint64 home)
{
  guint at = (guint) home & (homes->n - 1);

  while (homes->home[at] != 0 && homes->home[at] != home)
    at = (at + 1) & (homes->n - 1);
  homes->home[at] = home;
  return at;
}

static inline guint
rg_homes_place (const RgHomes *homes, gint64 home, guint i)
{
  if (homes->home != NULL && home != 0)
    return rg_homes_find (homes, home);
  return home != 0 ? (guint) home : homes->n + i % RG_NO_HOMES;
}

static void
rg_homes_init (RgHomes *homes, const RgDataset *dataset)
{
  gint64 most = 0;

  for (guint c = 0; c < rg_dataset_n_chunks (dataset); c++)
    {
      const RgCustomerChunk *chunk = rg_dataset_chunk (dataset, c);

      for (guint i = 0; i < chunk->n; i++)
        most = MAX (most, chunk->household[i]);
    }
  *homes = (RgHomes) { .n = 1 };
  if (most <= 4 * (gint64) dataset->n_customers)
    {
      homes->n = (guint) most + 1;
      return;
    }
  while (homes->n < 2 * dataset->n_customers)
    homes->n *= 2;
  homes->home = RG_NUMBERS_NEW0 (gint64, homes->n);
}

/* sums: of each home, of 32 bits where `small`; FALSE: they do not fit. */
G_ALWAYS_INLINE static inline gboolean
rg_homes_add (const RgHomes *homes, const RgDataset *dataset, const RgMeasure *of, gpointer sums,
              gboolean small)
{
  const gint32 *few = of != NULL ? of->small : NULL;
  const gint64 *many = of != NULL ? of->values : NULL;
  gboolean over = FALSE;

  for (guint p = 0, c = 0; c < rg_dataset_n_chunks (dataset); c++)
    {
      const RgCustomerChunk *chunk = rg_dataset_chunk (dataset, c);

      for (guint i = 0; i < chunk->n; i++, p++)
        {
          const gint64 home = chunk->household[i];
          const gint64 number = few != NULL ? few[p] : many != NULL ? many[p] : 1;
          const gboolean counts = (home != 0) & rg_bitset_get (dataset->live, p);

          rg_sums_add (sums, small, rg_homes_place (homes, home, i), RG_NOBODY,
                       number & -(gint64) counts, &over);
        }
    }
  return !over;
}

G_ALWAYS_INLINE static inline void
rg_homes_share (const RgHomes *homes, const RgDataset *dataset, gconstpointer sums, gboolean small,
                gpointer values, guint8 *known)
{
  for (guint p = 0, c = 0; c < rg_dataset_n_chunks (dataset); c++)
    {
      const RgCustomerChunk *chunk = rg_dataset_chunk (dataset, c);

      for (guint i = 0; i < chunk->n; i++, p++)
        {
          const guint place = rg_homes_place (homes, chunk->household[i], i);

          known[p] = chunk->household[i] != 0;
          if (small)
            ((gint32 *) values)[p] = ((const gint32 *) sums)[place];
          else
            ((gint64 *) values)[p] = ((const gint64 *) sums)[place];
        }
    }
}

static gboolean
rg_homes_measure_short (const RgHomes *homes, const RgDataset *dataset, const RgMeasure *of,
                        RgMeasure *measure)
{
  g_autofree gint32 *sums = RG_NUMBERS_NEW0 (gint32, homes->n + RG_NO_HOMES);

  if (!rg_homes_add (homes, dataset, of, sums, TRUE))
    return FALSE;
  measure->known = g_new (guint8, dataset->n_customers + 1);
  rg_homes_share (homes, dataset, sums, TRUE, rg_measure_alloc_counts (measure, dataset),
                  measure->known);
  return TRUE;
}

static void
rg_homes_measure_wide (const RgHomes *homes, const RgDataset *dataset, const RgMeasure *of,
                       RgMeasure *measure)
{
  g_autofree gint64 *sums = RG_NUMBERS_NEW0 (gint64, homes->n + RG_NO_HOMES);

  rg_homes_add (homes, dataset, of, sums, FALSE);
  measure->known = g_new (guint8, dataset->n_customers + 1);
  rg_homes_share (homes, dataset, sums, FALSE, rg_measure_alloc (measure, dataset),
                  measure->known);
}

/* People are so few in a home that a byte does, nearly always; FALSE: not here. */
static gboolean
rg_homes_count (const RgHomes *homes, const RgDataset *dataset, RgMeasure *measure)
{
  g_autofree gint8 *people = RG_NUMBERS_NEW0 (gint8, homes->n + RG_NO_HOMES);
  gboolean over = FALSE;

  for (guint p = 0, c = 0; c < rg_dataset_n_chunks (dataset); c++)
    {
      const RgCustomerChunk *chunk = rg_dataset_chunk (dataset, c);

      for (guint i = 0; i < chunk->n; i++, p++)
        {
          const gint64 home = chunk->household[i];
          gint8 *here = &people[rg_homes_place (homes, home, i)];

          over |= __builtin_add_overflow (*here, (home != 0) & rg_bitset_get (dataset->live, p),
                                          here);
        }
    }
  if (over)
    return FALSE;
  measure->tiny = RG_NUMBERS_NEW (gint8, dataset->n_customers + 1);
  for (guint p = 0, c = 0; c < rg_dataset_n_chunks (dataset); c++)
    {
      const RgCustomerChunk *chunk = rg_dataset_chunk (dataset, c);

      for (guint i = 0; i < chunk->n; i++, p++)
        {
          const gint8 here = people[rg_homes_place (homes, chunk->household[i], i)];

          measure->tiny[p] = chunk->household[i] != 0 ? here : RG_TINY_UNKNOWN;
        }
    }
  return TRUE;
}

void
rg_homes_measure (const RgDataset *dataset, const RgMeasure *of, RgMeasure *measure)
{
  RgHomes homes;

  rg_homes_init (&homes, dataset);
  if (!(of == NULL && rg_homes_count (&homes, dataset, measure)) &&
      !rg_homes_measure_short (&homes, dataset, of, measure))
    rg_homes_measure_wide (&homes, dataset, of, measure);
  g_free (homes.home);
}
