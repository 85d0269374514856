/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "config.h"

#include "analysis/rg-own-codes.h"

#include "analysis/rg-dataset-private.h"

#include <string.h>

/* So many ids may lie there for one that has a value. */
#define RG_CODES_SPREAD 8

/* --- making them -------------------------------------------------------------------------- */

static gboolean
rg_own_codes_fit (const gint64 *ids, const gint64 *values, guint n, gint64 *least, gint64 *most)
{
  gboolean twice = FALSE;

  if (n == 0 || ids[0] < 0 || (ids[n - 1] - ids[0]) / RG_CODES_SPREAD >= n)
    return FALSE;
  *least = *most = values[0];
  for (guint i = 1; i < n; i++)
    {
      twice |= ids[i] == ids[i - 1];
      *least = MIN (*least, values[i]);
      *most = MAX (*most, values[i]);
    }
  return !twice && (guint64) *most - (guint64) *least < G_MAXUINT16;
}

void
rg_own_codes_init (RgOwnCodes *codes, const gint64 *ids, const gint64 *values, guint n)
{
  gint64 least, most;

  *codes = (RgOwnCodes) { 0 };
  if (!rg_own_codes_fit (ids, values, n, &least, &most))
    return;
  *codes = (RgOwnCodes) { .n = (guint) (ids[n - 1] - ids[0]) + 1, .first = ids[0],
                          .least = least, .greatest = (guint) (most - least) + 1 };
  if (codes->greatest <= G_MAXUINT8)
    codes->byte = g_new0 (guint8, codes->n);
  else
    codes->wide = g_new0 (guint16, codes->n);
  for (guint i = 0; i < n; i++)
    if (codes->byte != NULL)
      codes->byte[ids[i] - ids[0]] = (guint8) (values[i] - least + 1);
    else
      codes->wide[ids[i] - ids[0]] = (guint16) (values[i] - least + 1);
}

void
rg_own_codes_clear (RgOwnCodes *codes)
{
  g_clear_pointer (&codes->byte, g_free);
  g_clear_pointer (&codes->wide, g_free);
  codes->n = 0;
}

gsize
rg_own_codes_memory (const RgOwnCodes *codes)
{
  return codes->n * (codes->byte != NULL ? sizeof (guint8) : sizeof (guint16));
}

/* --- looking through them ----------------------------------------------------------------- */

/* The wanted ones as codes: from..to, or a byte for each code. */
typedef struct {
  guint from, to; /* from > to: none */
  guint8 *match;
} RgCodesWanted;

static void
rg_codes_wanted_init (RgCodesWanted *wanted, const RgOwnCodes *codes, const RgOwnValues *values)
{
  const gint64 greatest = codes->least + codes->greatest - 1;

  *wanted = (RgCodesWanted) { 1, 0, NULL };
  if (values->match == NULL && values->low <= values->high && values->low <= greatest &&
      values->high >= codes->least)
    {
      wanted->from = (guint) (MAX (values->low, codes->least) - codes->least) + 1;
      wanted->to = (guint) (MIN (values->high, greatest) - codes->least) + 1;
    }
  if (values->match == NULL)
    return;
  wanted->match = g_new0 (guint8, codes->greatest + 1);
  for (guint code = 1; code <= codes->greatest; code++)
    wanted->match[code] = values->match[codes->least + code - 1 - values->first];
}

/* Those of n codes from `at` on. */
static void
rg_codes_flag (const RgOwnCodes *codes, const RgCodesWanted *wanted, guint at, guint n,
               guint8 *restrict flags)
{
  const guint8 *byte = codes->byte != NULL ? codes->byte + at : NULL;
  const guint16 *wide = codes->wide != NULL ? codes->wide + at : NULL;
  const guint8 byte_from = (guint8) wanted->from, byte_to = (guint8) wanted->to;
  const guint16 from = (guint16) wanted->from, to = (guint16) wanted->to;

  if (wanted->match != NULL && byte != NULL)
    for (guint i = 0; i < n; i++)
      flags[i] = wanted->match[byte[i]];
  else if (wanted->match != NULL)
    for (guint i = 0; i < n; i++)
      flags[i] = wanted->match[wide[i]];
  else if (byte != NULL)
    for (guint i = 0; i < n; i++)
      flags[i] = (byte[i] >= byte_from) & (byte[i] <= byte_to);
  else
    for (guint i = 0; i < n; i++)
      flags[i] = (wide[i] >= from) & (wide[i] <= to);
}

/* The positions first <= p < end of a run. */
static void
rg_codes_flag_run (const RgOwnCodes *codes, const RgCodesWanted *wanted, const RgIdRun *run,
                   guint first, guint end, guint8 *flags)
{
  const gint64 shift = run->id - run->position - codes->first; /* from a position to a code */
  const gint64 from = MAX ((gint64) MAX (first, run->position), -shift);
  const gint64 to = MIN ((gint64) MIN (end, run->position + run->n), codes->n - shift);

  if (from < to)
    rg_codes_flag (codes, wanted, (guint) (from + shift), (guint) (to - from),
                   flags + (from - first));
}

/* Positions at a time: a multiple of 64. */
#define RG_CODES_ROOM 4096

gboolean
rg_own_codes_scan (const RgOwnCodes *codes, const RgOwnValues *values, const RgDataset *dataset,
                   RgBitset *set)
{
  const RgIdMap *map = RG_DATASET_FULL (dataset)->customer_map;
  RgCodesWanted wanted;
  guint run = 0;

  if (codes->n == 0 || map->n_runs == 0)
    return FALSE;
  rg_codes_wanted_init (&wanted, codes, values);
  for (guint first = 0; first < set->n_bits; first += RG_CODES_ROOM)
    {
      const guint end = MIN (first + RG_CODES_ROOM, set->n_bits);
      guint8 flags[RG_CODES_ROOM] = { 0 };

      while (run < map->n_runs && map->runs[run].position + map->runs[run].n <= first)
        run++;
      for (guint r = run; r < map->n_runs && map->runs[r].position < end; r++)
        rg_codes_flag_run (codes, &wanted, &map->runs[r], first, end, flags);
      rg_bitset_put_flags (set, first, flags, end - first);
    }
  g_free (wanted.match);
  return TRUE;
}
