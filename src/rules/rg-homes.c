/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "config.h"

#include "rules/rg-homes.h"

#include "base/rg-numbers.h"
#include "base/rg-parallel.h"

/* Those without a home add to the first places, which nobody reads, in turn: where one addition
 * does not wait for the other. */
#define RG_NO_HOMES 16

/* So many chunks are worth another thread. */
#define RG_HOMES_CHUNKS 64

/* The place of each home's sum. Ids are hardly greater than there are people, and then they are the
 * place, behind those of nobody. */
typedef struct {
  guint n;        /* places */
  guint32 *place; /* by position */
} RgHomes;

/* --- places ------------------------------------------------------------------------------- */

static guint
rg_homes_find (gint64 *table, guint n, gint64 home)
{
  guint at = (guint) home & (n - 1);

  while (table[at] != 0 && table[at] != home)
    at = (at + 1) & (n - 1);
  table[at] = home;
  return at;
}

/* By a table of the homes that there are. */
static void
rg_homes_init_sparse (RgHomes *homes, const RgDataset *dataset)
{
  g_autofree gint64 *table = NULL;
  guint n = 1;

  while (n < 2 * dataset->n_customers)
    n *= 2;
  table = RG_NUMBERS_NEW0 (gint64, n);
  for (guint p = 0; p < dataset->n_customers; p++)
    {
      const gint64 home = rg_dataset_household (dataset, p);

      homes->place[p] = home != 0 ? RG_NO_HOMES + rg_homes_find (table, n, home)
                                  : p % RG_NO_HOMES;
    }
  homes->n = RG_NO_HOMES + n;
}

typedef struct {
  const RgHomes *homes;
  const RgDataset *dataset;
  gint64 *most; /* by chunk: the greatest id */
} RgHomesRead;

static void
rg_homes_read (guint first, guint last, gpointer data)
{
  const RgHomesRead *read = data;

  for (guint c = first; c < last; c++)
    {
      const RgCustomerChunk *chunk = rg_dataset_chunk (read->dataset, c);
      guint32 *restrict place = read->homes->place + (gsize) c * RG_CHUNK_SIZE;
      gint64 most = chunk->household.far != NULL ? G_MAXINT64 : 0;

      for (guint i = 0; most != G_MAXINT64 && i < chunk->n; i++)
        {
          const guint32 home = chunk->household.near[i];

          place[i] = home != 0 ? RG_NO_HOMES + home : i % RG_NO_HOMES;
          most = MAX (most, home);
        }
      read->most[c] = most;
    }
}

static void
rg_homes_init (RgHomes *homes, const RgDataset *dataset)
{
  const guint n_chunks = rg_dataset_n_chunks (dataset);
  g_autofree gint64 *most = g_new0 (gint64, n_chunks + 1);
  RgHomesRead read = { homes, dataset, most };
  gint64 greatest = 0;

  homes->place = RG_NUMBERS_NEW (guint32, dataset->n_customers + 1);
  rg_parallel_for (n_chunks, RG_HOMES_CHUNKS, rg_homes_read, &read);
  for (guint c = 0; c < n_chunks; c++)
    greatest = MAX (greatest, most[c]);
  if (greatest <= 4 * (gint64) dataset->n_customers)
    homes->n = (guint) greatest + 1 + RG_NO_HOMES;
  else
    rg_homes_init_sparse (homes, dataset);
}

static void
rg_homes_clear (RgHomes *homes)
{
  g_free (homes->place);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgHomes, rg_homes_clear)

/* --- sums --------------------------------------------------------------------------------- */

/* What a part of the customers adds to the sums of homes. */
typedef struct {
  const RgHomes *homes;
  const RgDataset *dataset;
  const RgMeasure *of;
  gpointer sums;
  gboolean fits;
} RgHomesPart;

G_ALWAYS_INLINE static inline gboolean
rg_homes_add_some (const RgHomesPart *part, guint first, guint last, gpointer sums, gboolean small)
{
  const gint32 *few = part->of != NULL ? part->of->small : NULL;
  const gint64 *many = part->of != NULL ? part->of->values : NULL;
  const guint32 *places = part->homes->place;
  gboolean over = FALSE;

  for (guint p = first; p < last; p++)
    {
      const guint place = places[p];
      const gint64 number = few != NULL ? few[p] : many != NULL ? many[p] : 1;
      const gboolean counts = (place >= RG_NO_HOMES) & rg_bitset_get (part->dataset->live, p);

      rg_sums_add (sums, small, place, RG_NOBODY, number & -(gint64) counts, &over);
    }
  return !over;
}

#define RG_HOMES_PARTS 2

static void
rg_homes_add_parts (guint first, guint last, gpointer data)
{
  RgHomesPart *parts = data;

  for (guint i = first; i < last; i++)
    {
      const guint64 n = parts[i].dataset->n_customers;

      parts[i].fits = rg_homes_add_some (&parts[i], (guint) (n * i / RG_HOMES_PARTS),
                                         (guint) (n * (i + 1) / RG_HOMES_PARTS), parts[i].sums,
                                         TRUE);
    }
}

/* sums: of each home. FALSE: they do not fit. */
static gboolean
rg_homes_add_short (const RgHomes *homes, const RgDataset *dataset, const RgMeasure *of,
                    gint32 *sums)
{
  RgHomesPart parts[RG_HOMES_PARTS] = { { homes, dataset, of, sums, FALSE },
                                        { homes, dataset, of, NULL, FALSE } };
  g_autofree gint32 *others = NULL;
  gboolean over = FALSE;

  if (!rg_parallel_is_worth (dataset->n_customers, RG_PARALLEL_PEOPLE))
    return rg_homes_add_some (&parts[0], 0, dataset->n_customers, sums, TRUE);
  parts[1].sums = others = RG_NUMBERS_NEW0 (gint32, homes->n);
  rg_parallel_for (RG_HOMES_PARTS, 1, rg_homes_add_parts, parts);
  for (guint place = 0; place < homes->n; place++)
    over |= __builtin_add_overflow (sums[place], others[place], &sums[place]);
  return parts[0].fits && parts[1].fits && !over;
}

static void
rg_homes_add_wide (const RgHomes *homes, const RgDataset *dataset, const RgMeasure *of,
                   gint64 *sums)
{
  const RgHomesPart all = { homes, dataset, of, sums, FALSE };

  rg_homes_add_some (&all, 0, dataset->n_customers, sums, FALSE);
}

static gboolean
rg_homes_measure_short (const RgHomes *homes, const RgDataset *dataset, const RgMeasure *of,
                        RgMeasure *measure)
{
  g_autofree gint32 *sums = RG_NUMBERS_NEW0 (gint32, homes->n);
  gint32 *values;

  if (!rg_homes_add_short (homes, dataset, of, sums))
    return FALSE;
  values = (gint32 *) rg_measure_alloc_counts (measure, dataset);
  for (guint p = 0; p < dataset->n_customers; p++)
    values[p] = sums[homes->place[p]];
  return TRUE;
}

static void
rg_homes_measure_wide (const RgHomes *homes, const RgDataset *dataset, const RgMeasure *of,
                       RgMeasure *measure)
{
  g_autofree gint64 *sums = RG_NUMBERS_NEW0 (gint64, homes->n);
  gint64 *values = rg_measure_alloc (measure, dataset);

  rg_homes_add_wide (homes, dataset, of, sums);
  for (guint p = 0; p < dataset->n_customers; p++)
    values[p] = sums[homes->place[p]];
}

/* People are so few in a home that a byte does, nearly always; FALSE: not here. */
static gboolean
rg_homes_count (const RgHomes *homes, const RgDataset *dataset, RgMeasure *measure)
{
  g_autofree gint8 *people = RG_NUMBERS_NEW0 (gint8, homes->n);
  gboolean over = FALSE;

  for (guint p = 0; p < dataset->n_customers; p++)
    {
      const guint place = homes->place[p];

      over |= __builtin_add_overflow (
        people[place], (place >= RG_NO_HOMES) & rg_bitset_get (dataset->live, p), &people[place]);
    }
  if (over)
    return FALSE;
  for (guint place = 0; place < RG_NO_HOMES; place++)
    people[place] = RG_TINY_UNKNOWN;
  measure->tiny = RG_NUMBERS_NEW (gint8, dataset->n_customers + 1);
  for (guint p = 0; p < dataset->n_customers; p++)
    measure->tiny[p] = people[homes->place[p]];
  return TRUE;
}

void
rg_homes_measure (const RgDataset *dataset, const RgMeasure *of, RgMeasure *measure)
{
  g_auto (RgHomes) homes = { 0 };

  rg_homes_init (&homes, dataset);
  if (of == NULL && rg_homes_count (&homes, dataset, measure))
    return;
  measure->known = g_new (guint8, dataset->n_customers + 1);
  for (guint p = 0; p < dataset->n_customers; p++)
    measure->known[p] = homes.place[p] >= RG_NO_HOMES;
  if (!rg_homes_measure_short (&homes, dataset, of, measure))
    rg_homes_measure_wide (&homes, dataset, of, measure);
}

/* --- compared at once --------------------------------------------------------------------- */

/* A byte for each place whose sum is wanted. */
static guint8 *
rg_homes_wanted (const RgHomes *homes, const RgDataset *dataset, const RgMeasure *of, gint64 low,
                 gint64 high)
{
  g_autofree gint32 *sums = RG_NUMBERS_NEW0 (gint32, homes->n);
  g_autofree gint64 *wide = NULL;
  guint8 *wanted = g_new0 (guint8, homes->n);

  if (rg_homes_add_short (homes, dataset, of, sums))
    {
      for (guint i = RG_NO_HOMES; i < homes->n; i++)
        wanted[i] = (sums[i] >= low) & (sums[i] <= high);
      return wanted;
    }
  wide = RG_NUMBERS_NEW0 (gint64, homes->n);
  rg_homes_add_wide (homes, dataset, of, wide);
  for (guint i = RG_NO_HOMES; i < homes->n; i++)
    wanted[i] = (wide[i] >= low) & (wide[i] <= high);
  return wanted;
}

typedef struct {
  const RgHomes *homes;
  const guint8 *wanted;
  RgBitset *set;
} RgHomesScan;

/* Chunks are whole words of the set, so that no two threads write the same one. */
static void
rg_homes_scan_chunks (guint first, guint last, gpointer data)
{
  const RgHomesScan *scan = data;

  for (guint c = first; c < last; c++)
    {
      const guint start = c * RG_CHUNK_SIZE;
      const guint n = MIN (RG_CHUNK_SIZE, scan->set->n_bits - start);
      guint8 flags[RG_CHUNK_SIZE];

      for (guint i = 0; i < n; i++)
        flags[i] = scan->wanted[scan->homes->place[start + i]];
      rg_bitset_put_flags (scan->set, start, flags, n);
    }
}

RgBitset *
rg_homes_scan (const RgDataset *dataset, const RgMeasure *of, gint64 low, gint64 high)
{
  RgBitset *set = rg_bitset_new (dataset->n_customers);
  g_autofree guint8 *wanted = NULL;
  g_auto (RgHomes) homes = { 0 };
  RgHomesScan scan = { .homes = &homes, .set = set };

  rg_homes_init (&homes, dataset);
  scan.wanted = wanted = rg_homes_wanted (&homes, dataset, of, low, high);
  rg_parallel_for (rg_dataset_n_chunks (dataset), RG_HOMES_CHUNKS, rg_homes_scan_chunks, &scan);
  rg_bitset_and (set, dataset->live);
  return set;
}
