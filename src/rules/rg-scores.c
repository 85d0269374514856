/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Scores and bands from the facts of the dataset. Scores need four values of an order alone, which
 * are looked for without putting it in order; bands are sums along the order. */
#include "rules/rg-scores.h"

#include <string.h>

typedef struct {
  gint64 value;
  guint position;
} RgStanding;

/* One byte of the values above the least, in the order of that byte. */
static void
rg_standings_pass (const RgStanding *from, RgStanding *to, guint n, gint64 least, guint shift)
{
  guint start[257] = { 0 };

  for (guint i = 0; i < n; i++)
    start[(((guint64) from[i].value - (guint64) least) >> shift & 255) + 1]++;
  for (guint b = 0; b < 256; b++)
    start[b + 1] += start[b];
  for (guint i = 0; i < n; i++)
    to[start[((guint64) from[i].value - (guint64) least) >> shift & 255]++] = from[i];
}

/* Ascending, byte by byte: values lie close together. */
static void
rg_standings_sort (RgStanding *all, guint n)
{
  g_autofree RgStanding *other = g_new (RgStanding, n + 1);
  RgStanding *from = all, *to = other;
  gint64 least = G_MAXINT64, most = G_MININT64;

  for (guint i = 0; i < n; i++)
    {
      least = MIN (least, all[i].value);
      most = MAX (most, all[i].value);
    }
  for (guint shift = 0; n > 0 && shift < 64 && ((guint64) most - (guint64) least) >> shift > 0;
       shift += 8)
    {
      rg_standings_pass (from, to, n, least, shift);
      from = to;
      to = from == all ? other : all;
    }
  if (from != all)
    memcpy (all, from, n * sizeof *all);
}

static gint64
rg_score_value (const RgFacts *facts, RgDay today, RgScore score, guint position)
{
  switch (score)
    {
    case RG_SCORE_RECENCY:
      return MIN (facts->last_day[position], today);
    case RG_SCORE_FREQUENCY:
      return facts->visits[position];
    case RG_SCORE_MONEY:
    default:
      return facts->spend[position];
    }
}

/* --- a value by its rank ------------------------------------------------------------------ */

#define RG_RANK_BINS 4096

static int
rg_compare_values (gconstpointer a, gconstpointer b, gpointer data)
{
  const gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* How far the values above the least are shifted to become one of the bins. */
static guint
rg_bin_shift (const gint64 *values, guint n, gint64 *least)
{
  gint64 most = values[0];
  guint shift = 0;

  *least = values[0];
  for (guint i = 1; i < n; i++)
    {
      *least = MIN (*least, values[i]);
      most = MAX (most, values[i]);
    }
  while (((guint64) most - (guint64) *least) >> shift >= RG_RANK_BINS)
    shift++;
  return shift;
}

/* How many values there are in each bin. */
static void
rg_bins_count (const gint64 *values, guint n, gint64 least, guint shift, guint *count)
{
  memset (count, 0, RG_RANK_BINS * sizeof *count);
  for (guint i = 0; i < n; i++)
    count[((guint64) values[i] - (guint64) least) >> shift]++;
}

/* The bin of a rank, which becomes the rank in that bin. */
static guint
rg_bins_find (const guint *count, guint *rank)
{
  guint bin = 0;

  while (*rank >= count[bin])
    *rank -= count[bin++];
  return bin;
}

/* Those of one bin, one after the other; `out` may be where they are. */
static guint
rg_bin_take (const gint64 *values, guint n, gint64 least, guint shift, guint bin, gint64 *out)
{
  guint kept = 0;

  for (guint i = 0; i < n; i++)
    {
      const gint64 value = values[i];

      out[kept] = value;
      kept += ((guint64) value - (guint64) least) >> shift == bin;
    }
  return kept;
}

/* The value that has `rank` values before it in their order; the values are moved about. */
static gint64
rg_value_at_rank (gint64 *values, guint n, guint rank)
{
  while (n > RG_RANK_BINS / 16)
    {
      guint count[RG_RANK_BINS];
      gint64 least;
      const guint shift = rg_bin_shift (values, n, &least);
      guint bin;

      rg_bins_count (values, n, least, shift, count);
      bin = rg_bins_find (count, &rank);
      if (shift == 0)
        return least + bin;
      n = rg_bin_take (values, n, least, shift, bin, values);
    }
  g_sort_array (values, n, sizeof *values, rg_compare_values, NULL);
  return values[rank];
}

/* --- scores ------------------------------------------------------------------------------- */

/* Of the parts after the first, the value before the first of it: whoever is above it is in the
 * part or behind it. The bins of all values are counted once. */
static void
rg_score_edges (const gint64 *values, guint n, gint64 edges[RG_SCORE_PARTS - 1])
{
  g_autofree gint64 *moved = g_new (gint64, n + 1);
  guint count[RG_RANK_BINS], end = 0;
  gint64 least;
  const guint shift = rg_bin_shift (values, n, &least);

  rg_bins_count (values, n, least, shift, count);
  for (guint part = 0; part + 1 < RG_SCORE_PARTS; part++)
    {
      guint rank, bin;

      end += n / RG_SCORE_PARTS + (part < n % RG_SCORE_PARTS);
      edges[part] = G_MAXINT64;
      if (end >= n)
        continue;
      rank = end - 1;
      bin = rg_bins_find (count, &rank);
      edges[part] = shift == 0
                      ? least + bin
                      : rg_value_at_rank (moved, rg_bin_take (values, n, least, shift, bin, moved),
                                          rank);
    }
}

guint8 *
rg_scores_of_dataset (const RgDataset *dataset, RgDay today, RgScore score)
{
  const RgFacts *facts = rg_dataset_facts (dataset);
  guint8 *scores = g_new0 (guint8, dataset->n_customers + 1);
  g_autofree gint64 *values = g_new (gint64, dataset->n_customers + 1);
  g_autofree guint32 *positions = g_new (guint32, dataset->n_customers + 1);
  gint64 edges[RG_SCORE_PARTS - 1];
  guint n = 0;

  for (guint p = 0; p < dataset->n_customers; p++)
    if (rg_bitset_get (dataset->live, p) && facts->visits[p] > 0)
      {
        values[n] = rg_score_value (facts, today, score, p);
        positions[n++] = p;
      }
  if (n == 0)
    return scores;
  rg_score_edges (values, n, edges);
  for (guint i = 0; i < n; i++)
    scores[positions[i]] = (guint8) (1 + (values[i] > edges[0]) + (values[i] > edges[1]) +
                                     (values[i] > edges[2]) + (values[i] > edges[3]));
  return scores;
}

/* --- bands -------------------------------------------------------------------------------- */

/* sum: of all before them; a better band is a smaller number. */
static RgBand
rg_band_of (__int128 sum, __int128 total)
{
  return sum * 100 < total * 80 ? RG_BAND_TOP : sum * 100 < total * 95 ? RG_BAND_MIDDLE
                                                                       : RG_BAND_REST;
}

guint8 *
rg_bands_of_dataset (const RgDataset *dataset)
{
  const RgFacts *facts = rg_dataset_facts (dataset);
  guint8 *bands = g_new0 (guint8, dataset->n_customers + 1);
  g_autofree RgStanding *all = g_new (RgStanding, dataset->n_customers + 1);
  __int128 total = 0, sum = 0;
  guint n = 0;

  for (guint p = 0; p < dataset->n_customers; p++)
    if (rg_bitset_get (dataset->live, p) && facts->spend[p] > 0)
      {
        all[n++] = (RgStanding) { -facts->spend[p], p };
        total += facts->spend[p];
      }
  rg_standings_sort (all, n);
  for (guint i = 0; i < n; sum -= all[i++].value)
    if (i > 0 && all[i].value == all[i - 1].value)
      bands[all[i].position] = bands[all[i - 1].position];
    else
      bands[all[i].position] = rg_band_of (sum, total);
  return bands;
}

/* Net sales of some of the others, cut into equal parts between two amounts. */
#define RG_BAND_PARTS 4096

typedef struct {
  const RgDataset *dataset;
  guint position; /* of who is left aside */
  gint64 least;   /* it is known to be this or more, */
  gint64 most;    /* and this or less */
  __int128 total; /* of all others */
} RgBandSearch;

/* The positive net sales of another, or 0. */
static inline gint64
rg_band_other (const RgBandSearch *search, const gint64 *spend, guint p)
{
  return p != search->position && rg_bitset_get (search->dataset->live, p) ? MAX (spend[p], 0) : 0;
}

static void
rg_band_search_init (RgBandSearch *search)
{
  const gint64 *spend = rg_dataset_facts (search->dataset)->spend;

  search->least = search->most = 1;
  for (guint p = 0; p < search->dataset->n_customers; p++)
    {
      const gint64 other = rg_band_other (search, spend, p);

      search->total += other;
      search->most = MAX (search->most, other);
    }
}

/* above: what those spent together who spent more than the last amount of each part, of which each
 * is so many bits wide. */
static void
rg_band_search_sum (const RgBandSearch *search, guint bits, __int128 *above)
{
  const gint64 *spend = rg_dataset_facts (search->dataset)->spend;

  memset (above, 0, (RG_BAND_PARTS + 1) * sizeof *above);
  for (guint p = 0; p < search->dataset->n_customers; p++)
    {
      const gint64 other = rg_band_other (search, spend, p);

      if (other >= search->least)
        above[MIN ((other - search->least) >> bits, RG_BAND_PARTS)] += other;
    }
  /* Of each part, what lies behind it. */
  for (guint i = 1; i <= RG_BAND_PARTS; i++)
    above[RG_BAND_PARTS - i] += above[RG_BAND_PARTS - i + 1];
  memmove (above, above + 1, RG_BAND_PARTS * sizeof *above);
}

/* Narrows it down to one part. */
static void
rg_band_search_step (RgBandSearch *search, RgBand band, __int128 *above)
{
  gint64 last; /* of the part */
  guint bits = 0;

  while ((search->most - search->least) >> bits >= RG_BAND_PARTS)
    bits++;
  rg_band_search_sum (search, bits, above);
  for (guint part = 0;; part++)
    {
      last = MIN (search->most, search->least + ((gint64) (part + 1) << bits) - 1);
      /* Nobody is before whoever has as much as the first. */
      if (last < search->most && rg_band_of (above[part], search->total + last) > band)
        continue;
      search->least = bits > 0 ? search->least + ((gint64) part << bits) : last;
      search->most = last;
      return;
    }
}

gint64
rg_band_least_spend (const RgDataset *dataset, guint position, RgBand band)
{
  RgBandSearch search = { .dataset = dataset, .position = position };
  g_autofree __int128 *above = g_new (__int128, RG_BAND_PARTS + 1);

  if (band == RG_BAND_REST)
    return 1;
  rg_band_search_init (&search);
  while (search.least < search.most)
    rg_band_search_step (&search, band, above);
  return search.most;
}
