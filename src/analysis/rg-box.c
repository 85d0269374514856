/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Boxes by histograms: each value is a bin, the odd bins are the cuts themselves. */
#include "analysis/rg-box.h"

#include <string.h>

#define RG_BOX_BINS (2 * RG_BOX_CUTS + 1)
#define RG_BOX_GAIN 0.01 /* less is not worth another side, or another end */

/* The first and the last bin of a fact that are in. */
typedef struct {
  guint first, last;
} RgBoxRange;

typedef struct {
  const RgBoxFact *facts;
  guint n_facts, n, n_members;
  const guint8 *member;
  guint8 **bins;       /* of each fact, of each thing */
  RgBoxRange *ranges;  /* of each fact */
  guint n_sides;
} RgBoxSearch;

static guint
rg_box_last_bin (const RgBoxFact *fact)
{
  return 2 * fact->n_cuts;
}

static guint8
rg_box_bin (const RgBoxFact *fact, double value)
{
  guint below = 0, above = fact->n_cuts;

  while (below < above)
    {
      const guint middle = (below + above) / 2;

      if (fact->cuts[middle] < value)
        below = middle + 1;
      else
        above = middle;
    }
  return (guint8) (2 * below + (below < fact->n_cuts && fact->cuts[below] == value));
}

static gboolean
rg_box_is_side (const RgBoxSearch *search, guint fact)
{
  return search->ranges[fact].first > 0 ||
         search->ranges[fact].last < rg_box_last_bin (&search->facts[fact]);
}

/* Members and others in each bin of a fact, of those whom all other sides let in. */
static void
rg_box_count (const RgBoxSearch *search, guint fact, guint counts[RG_BOX_BINS][2])
{
  guint sides[RG_BOX_SIDES + 1], n_sides = 0;

  memset (counts, 0, RG_BOX_BINS * sizeof *counts);
  for (guint f = 0; f < search->n_facts; f++)
    if (f != fact && rg_box_is_side (search, f))
      sides[n_sides++] = f;
  for (guint i = 0; i < search->n; i++)
    {
      gboolean in = TRUE;

      for (guint s = 0; s < n_sides; s++)
        in &= search->bins[sides[s]][i] >= search->ranges[sides[s]].first &&
              search->bins[sides[s]][i] <= search->ranges[sides[s]].last;
      if (in)
        counts[search->bins[fact][i]][search->member[i] != 0]++;
    }
}

static double
rg_box_measure (const RgBoxSearch *search, guint caught, guint others)
{
  return 2.0 * caught / MAX (1.0, (double) caught + others + search->n_members);
}

/* The best range of a fact, what it is worth, and what it holds. A range begins and ends at cuts,
 * which are the odd bins, or has no end. */
static double
rg_box_find_range (const RgBoxSearch *search, guint fact, RgBoxRange *best)
{
  const guint last = rg_box_last_bin (&search->facts[fact]);
  guint counts[RG_BOX_BINS][2];
  double most = -1;

  rg_box_count (search, fact, counts);
  for (guint first = 0; first <= last; first = first == 0 ? 1 : first + 2)
    {
      guint caught = 0, others = 0;

      for (guint to = first; to <= last; to++)
        {
          const gboolean ends = to == last || to % 2 == 1;
          const double fine = first > 0 && to < last ? RG_BOX_GAIN : 0;
          double worth;

          caught += counts[to][1];
          others += counts[to][0];
          worth = rg_box_measure (search, caught, others) - fine;
          if (ends && worth > most)
            {
              most = worth;
              *best = (RgBoxRange) { first, to };
            }
        }
    }
  return most;
}

/* One more side where that is worth it. */
static gboolean
rg_box_add_side (RgBoxSearch *search, double *worth)
{
  double most = *worth + RG_BOX_GAIN;
  RgBoxRange range = { 0 };
  guint fact = search->n_facts;

  for (guint f = 0; f < search->n_facts; f++)
    {
      RgBoxRange found;
      double is;

      if (rg_box_is_side (search, f) || search->facts[f].n_cuts == 0)
        continue;
      is = rg_box_find_range (search, f, &found);
      if (is > most)
        {
          most = is;
          range = found;
          fact = f;
        }
    }
  if (fact == search->n_facts)
    return FALSE;
  search->ranges[fact] = range;
  search->n_sides++;
  *worth = most;
  return TRUE;
}

/* Each side anew with the others held, while that helps. */
static void
rg_box_refine (RgBoxSearch *search, double *worth)
{
  gboolean better = TRUE;

  for (guint round = 0; better && round < 10; round++)
    {
      better = FALSE;
      for (guint f = 0; f < search->n_facts; f++)
        {
          RgBoxRange range;
          double is;

          if (!rg_box_is_side (search, f))
            continue;
          is = rg_box_find_range (search, f, &range);
          if (is > *worth + 1e-9)
            {
              search->ranges[f] = range;
              *worth = is;
              better = TRUE;
            }
        }
    }
}

static void
rg_box_take (const RgBoxSearch *search, RgBox *box)
{
  guint counts[RG_BOX_BINS][2];

  for (guint f = 0; f < search->n_facts; f++)
    {
      const RgBoxFact *fact = &search->facts[f];
      const RgBoxRange *range = &search->ranges[f];

      if (!rg_box_is_side (search, f))
        continue;
      box->side[box->n_sides++] = (RgBoxSide) {
        f, range->first > 0 ? fact->cuts[range->first / 2] : -G_MAXDOUBLE,
        range->last < rg_box_last_bin (fact) ? fact->cuts[range->last / 2] : G_MAXDOUBLE
      };
    }
  if (search->n_facts == 0)
    return;
  rg_box_count (search, 0, counts);
  for (guint bin = search->ranges[0].first; bin <= search->ranges[0].last; bin++)
    {
      box->caught += counts[bin][1];
      box->others += counts[bin][0];
    }
}

void
rg_box_fit (const RgBoxFact *facts, guint n_facts, const guint8 *member, guint n, RgBox *box)
{
  RgBoxSearch search = { .facts = facts, .n_facts = n_facts, .n = n, .member = member };
  double worth;

  memset (box, 0, sizeof *box);
  search.bins = g_new0 (guint8 *, n_facts + 1);
  search.ranges = g_new0 (RgBoxRange, n_facts + 1);
  for (guint i = 0; i < n; i++)
    search.n_members += member[i] != 0;
  for (guint f = 0; f < n_facts; f++)
    {
      search.ranges[f].last = rg_box_last_bin (&facts[f]);
      search.bins[f] = g_new (guint8, n + 1);
      for (guint i = 0; i < n; i++)
        search.bins[f][i] = rg_box_bin (&facts[f], facts[f].values[i]);
    }
  worth = rg_box_measure (&search, search.n_members, n - search.n_members);
  while (search.n_sides < RG_BOX_SIDES && rg_box_add_side (&search, &worth))
    rg_box_refine (&search, &worth);
  rg_box_take (&search, box);
  for (guint f = 0; f < n_facts; f++)
    g_free (search.bins[f]);
  g_free (search.bins);
  g_free (search.ranges);
}
