/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The one who was most like each. */
#include "analysis/rg-match.h"

#include <math.h>

typedef struct {
  gint64 id;
  double fact[RG_MATCH_FACTS];
} RgMatchPerson;

enum {
  MAY_BE_CHOSEN,
  IS_MATCHED,
  IS_LEFT_OUT,
};

/* By position. */
typedef struct {
  const RgDataset *dataset;
  guint8 *role;
  gint64 *net;
  guint32 *visits;
  RgDay *last;
} RgMatchPass;

void
rg_match_clear (RgMatch *match)
{
  g_clear_pointer (&match->people, g_free);
  g_clear_pointer (&match->others, g_free);
}

static void
rg_match_mark (RgMatchPass *pass, const gint64 *ids, gsize n, guint8 role)
{
  for (gsize i = 0; i < n; i++)
    {
      guint position = rg_dataset_find_customer (pass->dataset, ids[i]);

      if (position != RG_NOBODY)
        position = rg_dataset_resolve (pass->dataset, position);
      if (position != RG_NOBODY)
        pass->role[position] = role;
    }
}

static void
rg_match_read (RgMatchPass *pass, RgDay day)
{
  RgReceiptIter iter;

  rg_receipt_iter_init (&iter, pass->dataset, day - RG_MATCH_DAYS, day - 1);
  while (rg_receipt_iter_next (&iter))
    {
      const guint position =
        rg_dataset_receipt_customer (pass->dataset, iter.sales, iter.receipt);

      if (position == RG_NOBODY)
        continue;
      pass->net[position] += rg_sales_net (iter.sales, iter.receipt);
      if (!rg_bitset_get (iter.sales->visit, iter.receipt))
        continue;
      pass->visits[position]++;
      pass->last[position] = MAX (pass->last[position], iter.sales->day[iter.receipt]);
    }
}

static GArray *
rg_match_gather (const RgMatchPass *pass, guint8 role, RgDay day)
{
  GArray *people = g_array_new (FALSE, FALSE, sizeof (RgMatchPerson));

  for (guint p = 0; p < pass->dataset->n_customers; p++)
    if (pass->role[p] == role && pass->visits[p] > 0 && rg_bitset_get (pass->dataset->live, p))
      {
        const RgMatchPerson person = {
          rg_dataset_customer_id (pass->dataset, p),
          { log1p (MAX (0, (double) pass->net[p])), log1p (pass->visits[p]),
            log1p (day - pass->last[p]) },
        };

        g_array_append_val (people, person);
      }
  return people;
}

#define PERSON(people, i) (&g_array_index (people, RgMatchPerson, i))

static void
rg_match_moments (const GArray *people, guint fact, double *mean, double *variance)
{
  double sum = 0, squares = 0;

  for (guint i = 0; i < people->len; i++)
    sum += PERSON (people, i)->fact[fact];
  *mean = people->len > 0 ? sum / people->len : 0;
  for (guint i = 0; i < people->len; i++)
    {
      const double off = PERSON (people, i)->fact[fact] - *mean;

      squares += off * off;
    }
  *variance = people->len > 1 ? squares / (people->len - 1) : 0;
}

/* 0 where nothing varies. */
static double
rg_match_difference (const GArray *people, const GArray *others, guint fact)
{
  double one, other, spread_one, spread_other, spread;

  rg_match_moments (people, fact, &one, &spread_one);
  rg_match_moments (others, fact, &other, &spread_other);
  spread = sqrt ((spread_one + spread_other) / 2);
  return spread > 0 ? (one - other) / spread : 0;
}

static void
rg_match_scale (GArray *people, GArray *others)
{
  for (guint fact = 0; fact < RG_MATCH_FACTS; fact++)
    {
      double mean, one, other;
      double scale;

      rg_match_moments (people, fact, &mean, &one);
      rg_match_moments (others, fact, &mean, &other);
      scale = one + other > 0 ? 1 / sqrt ((one + other) / 2) : 1;
      for (guint i = 0; i < people->len; i++)
        PERSON (people, i)->fact[fact] *= scale;
      for (guint i = 0; i < others->len; i++)
        PERSON (others, i)->fact[fact] *= scale;
    }
}

static int
rg_match_compare (gconstpointer a, gconstpointer b)
{
  const RgMatchPerson *one = a, *other = b;

  if (one->fact[0] < other->fact[0] || one->fact[0] > other->fact[0])
    return one->fact[0] < other->fact[0] ? -1 : 1;
  return (one->id > other->id) - (one->id < other->id);
}

/* Those who could be chosen, by their first fact, with the next one to each side who still can:
 * index + 1, and 0 or n + 1 beyond the ends. */
typedef struct {
  const GArray *others;
  guint *below;
  guint *above;
} RgMatchPool;

static guint
rg_match_next (guint *step, guint at)
{
  guint end = at;

  while (step[end] != end)
    end = step[end];
  while (step[at] != end)
    {
      const guint next = step[at];

      step[at] = end;
      at = next;
    }
  return end;
}

static double
rg_match_distance (const RgMatchPerson *one, const RgMatchPerson *other)
{
  double sum = 0;

  for (guint fact = 0; fact < RG_MATCH_FACTS; fact++)
    {
      const double off = one->fact[fact] - other->fact[fact];

      sum += off * off;
    }
  return sum;
}

/* The first whose first fact is not less. */
static guint
rg_match_search (const GArray *others, double value)
{
  guint low = 0, high = others->len;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (PERSON (others, middle)->fact[0] < value)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Takes the nearest out of the pool: index + 1, or 0. To each side no farther than the best so
 * far, as the first fact alone is that far away. */
static guint
rg_match_take (RgMatchPool *pool, const RgMatchPerson *person)
{
  const guint n = pool->others->len, start = rg_match_search (pool->others, person->fact[0]) + 1;
  guint best = 0;
  double least = INFINITY;

  for (guint i = rg_match_next (pool->above, start); i <= n;
       i = rg_match_next (pool->above, i + 1))
    {
      const RgMatchPerson *other = PERSON (pool->others, i - 1);
      const double away = other->fact[0] - person->fact[0];
      const double distance = rg_match_distance (person, other);

      if (away * away >= least)
        break;
      if (distance < least)
        least = distance, best = i;
    }
  for (guint i = rg_match_next (pool->below, start - 1); i > 0;
       i = rg_match_next (pool->below, i - 1))
    {
      const RgMatchPerson *other = PERSON (pool->others, i - 1);
      const double away = person->fact[0] - other->fact[0];
      const double distance = rg_match_distance (person, other);

      if (away * away >= least)
        break;
      if (distance < least)
        least = distance, best = i;
    }
  if (best > 0)
    {
      pool->above[best] = best + 1;
      pool->below[best] = best - 1;
    }
  return best;
}

static void
rg_match_pair (const GArray *people, const GArray *others, GArray *chosen, RgMatch *match)
{
  g_autofree guint *below = g_new (guint, others->len + 2);
  g_autofree guint *above = g_new (guint, others->len + 2);
  RgMatchPool pool = { others, below, above };

  for (guint i = 0; i < others->len + 2; i++)
    below[i] = above[i] = i;
  match->people = g_new (gint64, people->len + 1);
  match->others = g_new (gint64, people->len + 1);
  for (guint i = 0; i < people->len; i++)
    {
      const guint taken = rg_match_take (&pool, PERSON (people, i));

      if (taken == 0)
        continue;
      match->people[match->n] = PERSON (people, i)->id;
      match->others[match->n++] = PERSON (others, taken - 1)->id;
      g_array_append_val (chosen, *PERSON (others, taken - 1));
    }
}

void
rg_match_find (const RgDataset *dataset, const gint64 *people, gsize n_people,
               const gint64 *left_out, gsize n_left_out, RgDay day, RgMatch *match)
{
  const gsize n = dataset->n_customers + 1;
  g_autofree guint8 *role = g_new0 (guint8, n);
  g_autofree gint64 *net = g_new0 (gint64, n);
  g_autofree guint32 *visits = g_new0 (guint32, n);
  g_autofree RgDay *last = g_new0 (RgDay, n);
  g_autoptr (GArray) mine = NULL, others = NULL;
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (RgMatchPerson));
  RgMatchPass pass = { dataset, role, net, visits, last };

  *match = (RgMatch) { 0 };
  rg_match_mark (&pass, left_out, n_left_out, IS_LEFT_OUT);
  rg_match_mark (&pass, people, n_people, IS_MATCHED);
  rg_match_read (&pass, day);
  mine = rg_match_gather (&pass, IS_MATCHED, day);
  others = rg_match_gather (&pass, MAY_BE_CHOSEN, day);
  for (guint fact = 0; fact < RG_MATCH_FACTS; fact++)
    match->before[fact] = rg_match_difference (mine, others, fact);
  rg_match_scale (mine, others);
  g_array_sort (others, rg_match_compare);
  rg_match_pair (mine, others, chosen, match);
  for (guint fact = 0; fact < RG_MATCH_FACTS; fact++)
    match->after[fact] = rg_match_difference (mine, chosen, fact);
}
