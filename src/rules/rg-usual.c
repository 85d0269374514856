/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Whether something changed more than it usually does. */
#include "rules/rg-usual.h"

static int
rg_usual_compare (gconstpointer a, gconstpointer b)
{
  const int first = *(const int *) a, second = *(const int *) b;

  return (first > second) - (first < second);
}

RgUsual
rg_usual_judge (const guint *counts, gsize n)
{
  const gsize n_before = n >= 2 ? n - 2 : 0;
  g_autofree int *changes = g_new (int, n_before + 1);
  RgUsual usual = { 0 };

  if (n_before < RG_USUAL_WEEKS)
    return usual;
  for (gsize i = 0; i < n_before; i++)
    changes[i] = (int) counts[i + 1] - (int) counts[i];
  qsort (changes, n_before, sizeof *changes, rg_usual_compare);
  usual.known = TRUE;
  usual.low = changes[n_before / 20];
  usual.high = changes[n_before - 1 - n_before / 20];
  usual.change = (int) counts[n - 1] - (int) counts[n - 2];
  usual.unusual = (usual.change >= RG_USUAL_LEAST && usual.change > usual.high) ||
                  (usual.change <= -RG_USUAL_LEAST && usual.change < usual.low);
  return usual;
}
