/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* k-means: the points are put in one order first, so that every sum is the same sum. */
#include "analysis/rg-kmeans.h"

#include "analysis/rg-mix.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RG_MOST_ROUNDS 300
#define RG_MOST_ROUNDS_OF_START 50
#define RG_MOST_EXCHANGES 50
/* A start is good enough to be compared when no centre moves farther, in parts of the spread. */
#define RG_STILL 3e-3

typedef struct {
  guint n, d, k;
  const double *points; /* in order */
  guint *group;
  double *centre;  /* k * d */
  double *sum;     /* k * d */
  guint *size;
  double *upper;   /* at least the distance from the own centre */
  double *lower;   /* at most the distance from any other */
  double *half;    /* of each centre: half the way to the next one */
  double *moved;   /* of each centre, in the last round */
  double *weight;  /* while starting: the squared distance from the nearest centre so far */
  double still;    /* how far is no movement */
} RgRun;

/* --- numbers ------------------------------------------------------------------------------ */

static inline double
rg_squared (const double *a, const double *b, guint d)
{
  double sum = 0;

  for (guint f = 0; f < d; f++)
    sum += (a[f] - b[f]) * (a[f] - b[f]);
  return sum;
}

/* 0 to below 1. */
static double
rg_draw (guint64 *state)
{
  const guint64 drawn = rg_mix (*state);

  *state += RG_MIX_STEP;
  return (double) (drawn >> 11) / 9007199254740992.0;
}

/* --- the order ---------------------------------------------------------------------------- */

static int
rg_compare_points (gconstpointer a, gconstpointer b, gpointer data)
{
  const double *one = *(const double *const *) a, *other = *(const double *const *) b;

  for (guint f = 0; f < GPOINTER_TO_UINT (data); f++)
    if (one[f] != other[f])
      return one[f] < other[f] ? -1 : 1;
  return one < other ? -1 : one > other;
}

/* The points one after the other in an order of their own; place[i]: where the i-th was. */
static double *
rg_put_in_order (const double *points, guint n, guint d, guint *place, guint *different)
{
  g_autofree const double **rows = g_new (const double *, n + 1);
  double *sorted = g_new (double, (gsize) n * d + 1);

  for (guint i = 0; i < n; i++)
    rows[i] = points + (gsize) i * d;
  g_sort_array (rows, n, sizeof *rows, rg_compare_points, GUINT_TO_POINTER (d));
  *different = 0;
  for (guint i = 0; i < n; i++)
    {
      memcpy (sorted + (gsize) i * d, rows[i], d * sizeof (double));
      place[i] = (guint) ((gsize) (rows[i] - points) / MAX (d, 1));
      if (i == 0 || rg_squared (rows[i], rows[i - 1], d) > 0)
        ++*different;
    }
  return sorted;
}

/* --- one start ---------------------------------------------------------------------------- */

static void
rg_run_init (RgRun *run, const double *points, guint n, guint d, guint k)
{
  double spread = 0;

  *run = (RgRun) { .n = n, .d = d, .k = k, .points = points };
  run->group = g_new0 (guint, n + 1);
  run->centre = g_new0 (double, (gsize) k * d + 1);
  run->sum = g_new0 (double, (gsize) k * d + 1);
  run->size = g_new0 (guint, k + 1);
  run->upper = g_new0 (double, n + 1);
  run->lower = g_new0 (double, n + 1);
  run->half = g_new0 (double, k + 1);
  run->moved = g_new0 (double, k + 1);
  run->weight = g_new0 (double, n + 1);
  for (guint f = 0; f < d && n > 0; f++)
    {
      double mean = 0, squares = 0;

      for (guint i = 0; i < n; i++)
        mean += points[(gsize) i * d + f] / n;
      for (guint i = 0; i < n; i++)
        squares += (points[(gsize) i * d + f] - mean) * (points[(gsize) i * d + f] - mean);
      spread += squares / n;
    }
  run->still = RG_STILL * sqrt (spread);
}

static void
rg_run_clear (RgRun *run)
{
  g_free (run->group);
  g_free (run->centre);
  g_free (run->sum);
  g_free (run->size);
  g_free (run->upper);
  g_free (run->lower);
  g_free (run->half);
  g_free (run->moved);
  g_free (run->weight);
}

/* A point, the farther from all centres so far the likelier. */
static guint
rg_run_draw (const RgRun *run, double total, guint64 *state)
{
  double left = rg_draw (state) * total;
  guint last = 0;

  for (guint i = 0; i < run->n; i++)
    if (run->weight[i] > 0)
      {
        last = i;
        left -= run->weight[i];
        if (left < 0)
          break;
      }
  return last;
}

static void
rg_run_start (RgRun *run, guint64 seed)
{
  const guint d = run->d;
  guint64 state = seed;
  guint at = MIN ((guint) (rg_draw (&state) * run->n), run->n - 1);

  for (guint j = 0; j < run->k; j++)
    {
      double *centre = run->centre + (gsize) j * d;
      double total = 0;

      memcpy (centre, run->points + (gsize) at * d, d * sizeof (double));
      for (guint i = 0; i < run->n; i++)
        {
          const double squared = rg_squared (run->points + (gsize) i * d, centre, d);

          run->weight[i] = j == 0 ? squared : MIN (run->weight[i], squared);
          total += run->weight[i];
        }
      at = rg_run_draw (run, total, &state);
    }
}

/* The nearest centre and how far it is, and how far the one after it. */
static guint
rg_run_look (const RgRun *run, const double *point, double *nearest, double *next)
{
  double best = G_MAXDOUBLE, second = G_MAXDOUBLE;
  guint group = 0;

  for (guint j = 0; j < run->k; j++)
    {
      const double squared = rg_squared (point, run->centre + (gsize) j * run->d, run->d);

      if (squared < best)
        {
          second = best;
          best = squared;
          group = j;
        }
      else if (squared < second)
        second = squared;
    }
  *nearest = sqrt (best);
  *next = sqrt (second);
  return group;
}

static void
rg_run_add (RgRun *run, guint i, double sign)
{
  const double *point = run->points + (gsize) i * run->d;
  double *sum = run->sum + (gsize) run->group[i] * run->d;

  for (guint f = 0; f < run->d; f++)
    sum[f] += sign * point[f];
  run->size[run->group[i]] += sign > 0 ? 1 : -1;
}

static void
rg_run_sum_up (RgRun *run)
{
  memset (run->sum, 0, (gsize) run->k * run->d * sizeof (double));
  memset (run->size, 0, run->k * sizeof *run->size);
  for (guint i = 0; i < run->n; i++)
    rg_run_add (run, i, 1);
}

static void
rg_run_assign_all (RgRun *run)
{
  for (guint i = 0; i < run->n; i++)
    run->group[i] = rg_run_look (run, run->points + (gsize) i * run->d, &run->upper[i],
                                 &run->lower[i]);
  rg_run_sum_up (run);
}

/* A group that has lost all its points takes the one that lies farthest from its own centre. */
static gboolean
rg_run_fill_empty (RgRun *run)
{
  gboolean found = FALSE;

  for (guint j = 0; j < run->k; j++)
    {
      guint farthest = 0;
      double most = -1;

      for (guint i = 0; run->size[j] == 0 && i < run->n; i++)
        {
          const double *centre = run->centre + (gsize) run->group[i] * run->d;
          const double squared = rg_squared (run->points + (gsize) i * run->d, centre, run->d);

          if (run->size[run->group[i]] > 1 && squared > most)
            {
              most = squared;
              farthest = i;
            }
        }
      if (most < 0)
        continue;
      rg_run_add (run, farthest, -1);
      run->group[farthest] = j;
      rg_run_add (run, farthest, 1);
      found = TRUE;
    }
  return found;
}

/* The centres go to the means; gives how far the one that moved most did. */
static double
rg_run_move (RgRun *run)
{
  double most = 0;

  for (guint j = 0; j < run->k; j++)
    {
      double *centre = run->centre + (gsize) j * run->d;
      const double *sum = run->sum + (gsize) j * run->d;
      double squared = 0;

      for (guint f = 0; f < run->d && run->size[j] > 0; f++)
        {
          const double mean = sum[f] / run->size[j];

          squared += (mean - centre[f]) * (mean - centre[f]);
          centre[f] = mean;
        }
      run->moved[j] = sqrt (squared);
      most = MAX (most, run->moved[j]);
    }
  return most;
}

static void
rg_run_measure_halves (RgRun *run)
{
  for (guint j = 0; j < run->k; j++)
    {
      double least = G_MAXDOUBLE;

      for (guint other = 0; other < run->k; other++)
        if (other != j)
          least = MIN (least, rg_squared (run->centre + (gsize) j * run->d,
                                          run->centre + (gsize) other * run->d, run->d));
      run->half[j] = sqrt (least) / 2;
    }
}

/* One round of those whom the bounds do not hold; whether anybody went to another group. */
static gboolean
rg_run_reassign (RgRun *run, double most)
{
  gboolean changed = FALSE;

  rg_run_measure_halves (run);
  for (guint i = 0; i < run->n; i++)
    {
      const double *point = run->points + (gsize) i * run->d;
      const guint own = run->group[i];
      double hold;
      guint group;

      run->upper[i] += run->moved[own];
      run->lower[i] -= most;
      hold = MAX (run->half[own], run->lower[i]);
      if (run->upper[i] <= hold)
        continue;
      run->upper[i] = sqrt (rg_squared (point, run->centre + (gsize) own * run->d, run->d));
      if (run->upper[i] <= hold)
        continue;
      group = rg_run_look (run, point, &run->upper[i], &run->lower[i]);
      if (group == own)
        continue;
      rg_run_add (run, i, -1);
      run->group[i] = group;
      rg_run_add (run, i, 1);
      changed = TRUE;
    }
  return changed;
}

static gboolean
rg_run_go (RgRun *run, double still, guint rounds, RgGoOnFunc go_on, double share, gpointer data)
{
  for (guint round = 0; round < rounds; round++)
    {
      const gboolean filled = rg_run_fill_empty (run);
      const double most = rg_run_move (run);

      if (go_on != NULL && !go_on (share, data))
        return FALSE;
      if (filled)
        rg_run_assign_all (run);
      else if (!rg_run_reassign (run, most) || most <= still)
        break;
    }
  return TRUE;
}

/* Exactly: sums and centres of the groups as they are. */
static double
rg_run_settle (RgRun *run)
{
  double within = 0;

  rg_run_sum_up (run);
  rg_run_move (run);
  for (guint i = 0; i < run->n; i++)
    within += rg_squared (run->points + (gsize) i * run->d,
                          run->centre + (gsize) run->group[i] * run->d, run->d);
  return within;
}

/* --- single points ------------------------------------------------------------------------ */

/* What a centre becomes when a point comes (sign 1) or goes (-1). */
static void
rg_run_shift (RgRun *run, guint group, const double *point, double sign)
{
  double *centre = run->centre + (gsize) group * run->d;
  const double size = run->size[group] + sign;

  for (guint f = 0; f < run->d; f++)
    centre[f] += sign * (point[f] - centre[f]) / size;
  run->size[group] = (guint) size;
}

static gboolean
rg_run_exchange_one (RgRun *run, guint i)
{
  const double *point = run->points + (gsize) i * run->d;
  const guint own = run->group[i];
  const double size = run->size[own];
  double loss, least = G_MAXDOUBLE;
  guint to = own;

  if (size < 2)
    return FALSE;
  loss = size / (size - 1) * rg_squared (point, run->centre + (gsize) own * run->d, run->d);
  for (guint j = 0; j < run->k; j++)
    {
      const double others = run->size[j];
      const double gain = j == own ? G_MAXDOUBLE
                                   : others / (others + 1) *
                                       rg_squared (point, run->centre + (gsize) j * run->d, run->d);

      if (gain < least)
        {
          least = gain;
          to = j;
        }
    }
  if (least >= loss * (1 - 1e-9))
    return FALSE;
  rg_run_shift (run, own, point, -1);
  run->group[i] = to;
  rg_run_shift (run, to, point, 1);
  return TRUE;
}

static gboolean
rg_run_exchange (RgRun *run, RgGoOnFunc go_on, gpointer data)
{
  gboolean changed = TRUE;

  for (guint round = 0; changed && round < RG_MOST_EXCHANGES; round++)
    {
      changed = FALSE;
      for (guint i = 0; i < run->n; i++)
        changed |= rg_run_exchange_one (run, i);
      if (go_on != NULL && !go_on (1, data))
        return FALSE;
    }
  return TRUE;
}

/* --- the result --------------------------------------------------------------------------- */

static int
rg_compare_groups (gconstpointer a, gconstpointer b, gpointer data)
{
  const RgRun *run = data;
  const guint one = *(const guint *) a, other = *(const guint *) b;

  if (run->size[one] != run->size[other])
    return run->size[one] > run->size[other] ? -1 : 1;
  for (guint f = 0; f < run->d; f++)
    {
      const double x = run->centre[(gsize) one * run->d + f];
      const double y = run->centre[(gsize) other * run->d + f];

      if (x != y)
        return x < y ? -1 : 1;
    }
  return 0;
}

static RgKmeans *
rg_run_take_result (const RgRun *run, const guint *place, double within)
{
  RgKmeans *kmeans = g_new0 (RgKmeans, 1);
  g_autofree guint *order = g_new (guint, run->k + 1), *rank = g_new (guint, run->k + 1);

  for (guint j = 0; j < run->k; j++)
    order[j] = j;
  g_sort_array (order, run->k, sizeof *order, rg_compare_groups, (gpointer) run);
  *kmeans = (RgKmeans) { .n = run->n, .n_facts = run->d, .k = run->k, .within = within };
  kmeans->group = g_new (guint, run->n + 1);
  kmeans->size = g_new (guint, run->k + 1);
  kmeans->centre = g_new (double, (gsize) run->k * run->d + 1);
  for (guint j = 0; j < run->k; j++)
    {
      rank[order[j]] = j;
      kmeans->size[j] = run->size[order[j]];
      memcpy (kmeans->centre + (gsize) j * run->d, run->centre + (gsize) order[j] * run->d,
              run->d * sizeof (double));
    }
  for (guint i = 0; i < run->n; i++)
    kmeans->group[place[i]] = rank[run->group[i]];
  return kmeans;
}

/* The best of all starts, in `best`; its groups and centres. */
static gboolean
rg_run_try_starts (RgRun *run, guint starts, guint *best, RgGoOnFunc go_on, gpointer data)
{
  double least = G_MAXDOUBLE;

  for (guint s = 0; s < starts; s++)
    {
      double within;

      rg_run_start (run, s);
      rg_run_assign_all (run);
      if (!rg_run_go (run, run->still, RG_MOST_ROUNDS_OF_START, go_on, (double) s / starts,
                      data))
        return FALSE;
      within = rg_run_settle (run);
      if (within < least)
        memcpy (best, run->group, run->n * sizeof *best);
      least = MIN (least, within);
    }
  memcpy (run->group, best, run->n * sizeof *best);
  rg_run_settle (run);
  return TRUE;
}

/* To the end, which the starts do not need. */
static gboolean
rg_run_finish (RgRun *run, RgGoOnFunc go_on, gpointer data)
{
  rg_run_assign_all (run);
  if (!rg_run_go (run, 0, RG_MOST_ROUNDS, go_on, 1, data))
    return FALSE;
  rg_run_settle (run);
  return rg_run_exchange (run, go_on, data);
}

RgKmeans *
rg_kmeans_new (const double *points, guint n, guint n_facts, guint k, guint starts,
               RgGoOnFunc go_on, gpointer data)
{
  g_autofree guint *place = g_new0 (guint, n + 1), *best = g_new0 (guint, n + 1);
  guint different;
  g_autofree double *sorted = rg_put_in_order (points, n, n_facts, place, &different);
  RgKmeans *kmeans = NULL;
  RgRun run;

  rg_run_init (&run, sorted, n, n_facts, MIN (k, different));
  if (n == 0 || (rg_run_try_starts (&run, starts, best, go_on, data) &&
                 rg_run_finish (&run, go_on, data)))
    {
      const double within = rg_run_settle (&run);

      kmeans = rg_run_take_result (&run, place, within);
    }
  rg_run_clear (&run);
  return kmeans;
}

void
rg_kmeans_free (RgKmeans *kmeans)
{
  g_free (kmeans->group);
  g_free (kmeans->size);
  g_free (kmeans->centre);
  g_free (kmeans);
}

guint
rg_kmeans_find (const RgKmeans *kmeans, const double *point)
{
  const guint d = kmeans->n_facts;
  double least = G_MAXDOUBLE;
  guint group = 0;

  for (guint j = 0; j < kmeans->k; j++)
    {
      const double squared = rg_squared (point, kmeans->centre + (gsize) j * d, d);

      if (squared < least)
        {
          least = squared;
          group = j;
        }
    }
  return group;
}

double
rg_kmeans_silhouette (const RgKmeans *kmeans, const double *points)
{
  const guint d = kmeans->n_facts;
  double sum = 0;

  for (guint i = 0; i < kmeans->n && kmeans->k > 1; i++)
    {
      double own = 0, next = G_MAXDOUBLE;

      for (guint j = 0; j < kmeans->k; j++)
        {
          const double squared = rg_squared (points + (gsize) i * d,
                                             kmeans->centre + (gsize) j * d, d);

          if (j == kmeans->group[i])
            own = sqrt (squared);
          else
            next = MIN (next, squared);
        }
      next = sqrt (next);
      sum += own == next ? 0 : (next - own) / MAX (own, next);
    }
  return kmeans->n > 0 ? sum / kmeans->n : 0;
}

static double
rg_pairs (double n)
{
  return n * (n - 1) / 2;
}

double
rg_groups_agreement (const guint *one, guint k_one, const guint *other, guint k_other, guint n)
{
  g_autofree guint *both = g_new0 (guint, (gsize) k_one * k_other + 1);
  double pairs = 0, pairs_one = 0, pairs_other = 0, expected, most;

  if (n < 2 || k_one == 0 || k_other == 0)
    return 1;
  for (guint i = 0; i < n; i++)
    both[(gsize) one[i] * k_other + other[i]]++;
  for (guint i = 0; i < k_one * k_other; i++)
    pairs += rg_pairs (both[i]);
  for (guint a = 0; a < k_one; a++)
    {
      guint sum = 0;

      for (guint b = 0; b < k_other; b++)
        sum += both[(gsize) a * k_other + b];
      pairs_one += rg_pairs (sum);
    }
  for (guint b = 0; b < k_other; b++)
    {
      guint sum = 0;

      for (guint a = 0; a < k_one; a++)
        sum += both[(gsize) a * k_other + b];
      pairs_other += rg_pairs (sum);
    }
  expected = pairs_one * pairs_other / rg_pairs (n);
  most = (pairs_one + pairs_other) / 2;
  return most == expected ? 1 : (pairs - expected) / (most - expected);
}
