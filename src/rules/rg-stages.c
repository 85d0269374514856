/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Stages: the days of each customer's visits are written side by side, and judged one customer
 * after the other. */
#include "rules/rg-stages.h"

typedef struct
{
  const RgDataset *dataset;
  guint *start; /* of each position's days; n_customers + 1 */
  guint *end;   /* behind the last one that is written */
  RgDay *days;
  guint most;   /* days of one position */
} RgVisitDays;

static void
rg_visit_days_init (RgVisitDays *visits, const RgDataset *dataset)
{
  const RgFacts *facts = rg_dataset_facts (dataset);
  const guint n = dataset->n_customers;
  guint total = 0;

  *visits = (RgVisitDays){ .dataset = dataset, .start = g_new (guint, n + 1) };
  for (guint p = 0; p < n; p++)
    {
      visits->start[p] = total;
      total += facts->visits[p];
      visits->most = MAX (visits->most, facts->visits[p]);
    }
  visits->start[n] = total;
  visits->end = g_memdup2 (visits->start, (n + 1) * sizeof *visits->start);
  visits->days = g_new (RgDay, total + 1);
}

static void
rg_visit_days_clear (RgVisitDays *visits)
{
  g_free (visits->start);
  g_free (visits->end);
  g_free (visits->days);
}

/* What came since may lie before the last of the base: it is put in its place. */
static void
rg_visit_days_insert (RgVisitDays *visits, guint position, RgDay day)
{
  guint at = visits->end[position]++;

  for (; at > visits->start[position] && visits->days[at - 1] > day; at--)
    visits->days[at] = visits->days[at - 1];
  visits->days[at] = day;
}

/* How far ahead the day of a receipt is asked for. */
#define RG_DAYS_AHEAD 32

static void
rg_visit_days_add_position (RgVisitDays *visits, const RgSales *sales, guint p, guint position)
{
  const guint last = sales->customer_start[sales->n_customers];

  for (guint k = sales->customer_start[p]; k < sales->customer_start[p + 1]; k++)
    {
      const guint receipt = sales->by_customer[k];

      __builtin_prefetch (sales->day + sales->by_customer[MIN (k + RG_DAYS_AHEAD, last - 1)]);
      if (rg_bitset_get (sales->visit, receipt) &&
          rg_dataset_receipt_counts (visits->dataset, sales, receipt))
        rg_visit_days_insert (visits, position, sales->day[receipt]);
    }
}

/* By customers, so that days are written one after the other. */
static void
rg_visit_days_add_block (RgVisitDays *visits, const RgSales *sales)
{
  for (guint p = 0; p < sales->n_customers; p++)
    {
      const guint position = sales->customer_start[p] < sales->customer_start[p + 1]
                               ? rg_dataset_resolve (visits->dataset, p) : RG_NOBODY;

      if (position != RG_NOBODY)
        rg_visit_days_add_position (visits, sales, p, position);
    }
}

static void
rg_visit_days_gather (RgVisitDays *visits, const RgDataset *dataset)
{
  rg_visit_days_init (visits, dataset);
  for (guint block = 0; block < 2; block++)
    rg_visit_days_add_block (visits, dataset->sales[block]);
}

void
rg_rhythms_of_dataset (const RgDataset *dataset, RgDay today, RgRhythmFunc func, gpointer data)
{
  g_autofree int *gaps = NULL;
  RgVisitDays visits;

  rg_visit_days_gather (&visits, dataset);
  gaps = g_new (int, visits.most + 1);
  for (guint p = 0; p < dataset->n_customers; p++)
    {
      RgDay *days = visits.days + visits.start[p];
      const gsize n = rg_rhythm_take_visits (days, visits.end[p] - visits.start[p], days);
      const RgRhythm rhythm = rg_rhythm_of_visits (days, n, today, gaps);

      func (p, &rhythm, data);
    }
  rg_visit_days_clear (&visits);
}

guint8 *
rg_stages_of_dataset (const RgDataset *dataset, RgDay today)
{
  guint8 *stages = g_new0 (guint8, dataset->n_customers + 1);
  g_autofree int *gaps = NULL;
  RgVisitDays visits;

  rg_visit_days_gather (&visits, dataset);
  gaps = g_new (int, visits.most + 1);
  for (guint p = 0; p < dataset->n_customers; p++)
    {
      RgDay *days = visits.days + visits.start[p];
      const gsize n = rg_rhythm_take_visits (days, visits.end[p] - visits.start[p], days);

      stages[p] = (guint8) rg_stage_of_visits (days, n, today, gaps).stage;
    }
  rg_visit_days_clear (&visits);
  return stages;
}
