/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Scores and bands from the facts of the dataset, by sorting pairs of a value and a position. */
#include "rules/rg-scores.h"

#include <stdlib.h>

typedef struct {
  gint64 value;
  guint position;
} RgStanding;

static int
rg_standing_compare (const void *a, const void *b)
{
  const gint64 x = ((const RgStanding *) a)->value;
  const gint64 y = ((const RgStanding *) b)->value;

  return (x > y) - (x < y);
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
  qsort (all, n, sizeof *all, rg_standing_compare);
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
  qsort (all, n, sizeof *all, rg_standing_compare);
  for (guint i = 0; i < n; sum -= all[i++].value)
    if (i > 0 && all[i].value == all[i - 1].value)
      bands[all[i].position] = bands[all[i - 1].position];
    else
      bands[all[i].position] = sum * 100 < total * 80   ? RG_BAND_TOP
                               : sum * 100 < total * 95 ? RG_BAND_MIDDLE : RG_BAND_REST;
  return bands;
}
