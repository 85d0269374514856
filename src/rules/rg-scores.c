/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Scores and bands from the facts of the dataset, by sorting pairs of a value and a position. */
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
rg_score_value (const RgDataset *dataset, RgDay today, RgScore score, guint position)
{
  switch (score)
    {
    case RG_SCORE_RECENCY:
      return MIN (dataset->facts.last_day[position], today);
    case RG_SCORE_FREQUENCY:
      return dataset->facts.visits[position];
    case RG_SCORE_MONEY:
    default:
      return dataset->facts.spend[position];
    }
}

guint8 *
rg_scores_of_dataset (const RgDataset *dataset, RgDay today, RgScore score)
{
  guint8 *scores = g_new0 (guint8, dataset->n_customers + 1);
  g_autofree RgStanding *all = g_new (RgStanding, dataset->n_customers + 1);
  guint n = 0;

  for (guint p = 0; p < dataset->n_customers; p++)
    if (rg_bitset_get (dataset->live, p) && dataset->facts.visits[p] > 0)
      all[n++] = (RgStanding) { rg_score_value (dataset, today, score, p), p };
  rg_standings_sort (all, n);
  for (guint i = 0; i < n; i++)
    {
      const guint size = n / RG_SCORE_PARTS, greater = n % RG_SCORE_PARTS;
      const guint edge = greater * (size + 1);
      const guint part = i < edge ? i / (size + 1) : greater + (i - edge) / size;

      scores[all[i].position] = i > 0 && all[i].value == all[i - 1].value
                                  ? scores[all[i - 1].position] : (guint8) (part + 1);
    }
  return scores;
}

guint8 *
rg_bands_of_dataset (const RgDataset *dataset)
{
  guint8 *bands = g_new0 (guint8, dataset->n_customers + 1);
  g_autofree RgStanding *all = g_new (RgStanding, dataset->n_customers + 1);
  __int128 total = 0, sum = 0;
  guint n = 0;

  for (guint p = 0; p < dataset->n_customers; p++)
    if (rg_bitset_get (dataset->live, p) && dataset->facts.spend[p] > 0)
      {
        all[n++] = (RgStanding) { -dataset->facts.spend[p], p };
        total += dataset->facts.spend[p];
      }
  rg_standings_sort (all, n);
  for (guint i = 0; i < n; sum -= all[i++].value)
    if (i > 0 && all[i].value == all[i - 1].value)
      bands[all[i].position] = bands[all[i - 1].position];
    else
      bands[all[i].position] = sum * 100 < total * 80   ? RG_BAND_TOP
                               : sum * 100 < total * 95 ? RG_BAND_MIDDLE : RG_BAND_REST;
  return bands;
}
