/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Counts all pairs of sets, some words of all sets at a time: of fifty sets these stay in the
 * processor's nearest cache, where they are read fifty times each. */
#include "config.h"

#include "analysis/rg-overlap.h"

#include "base/rg-processor.h"

#include <string.h>

/* Words of one set: fifty times so many are 25 kB. */
#define RG_OVERLAP_WORDS 64

RG_WITH_POPCOUNT static void
rg_overlap_add_words (const RgBitset *const *sets, guint n, guint first, guint last, guint *counts)
{
  for (guint a = 0; a < n; a++)
    for (guint b = a; b < n; b++)
      {
        const guint64 *one = sets[a]->words, *other = sets[b]->words;
        guint both = 0;

        for (guint i = first; i < last; i++)
          both += (guint) __builtin_popcountll (one[i] & other[i]);
        counts[a * n + b] += both;
      }
}

void
rg_overlap_count (const RgBitset *const *sets, guint n, guint *counts)
{
  const guint n_words = n > 0 ? sets[0]->n_words : 0;

  for (guint i = 0; i < n; i++)
    g_return_if_fail (sets[i]->n_bits == sets[0]->n_bits);
  memset (counts, 0, (gsize) n * n * sizeof *counts);
  for (guint first = 0; first < n_words; first += RG_OVERLAP_WORDS)
    rg_overlap_add_words (sets, n, first, MIN (first + RG_OVERLAP_WORDS, n_words), counts);
  for (guint a = 1; a < n; a++)
    for (guint b = 0; b < a; b++)
      counts[a * n + b] = counts[b * n + a];
}
