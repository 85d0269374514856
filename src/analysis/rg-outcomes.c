/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What several groups of people did at the till. */
#include "analysis/rg-outcomes.h"

#define IN_NONE 255

typedef struct {
  const RgDataset *dataset;
  guint8 *group; /* by position */
  gint64 *net;
  guint32 *visits;
} RgOutcomePass;

void
rg_outcome_clear (RgOutcome *outcome)
{
  g_clear_pointer (&outcome->spent, g_free);
  g_clear_pointer (&outcome->people, g_free);
  g_clear_pointer (&outcome->who_came, g_free);
  g_clear_pointer (&outcome->net, g_free);
  g_clear_pointer (&outcome->visited, g_free);
}

static void
rg_outcomes_mark (RgOutcomePass *pass, const gint64 *ids, gsize n_ids, guint8 group)
{
  for (gsize i = 0; i < n_ids; i++)
    {
      guint position = rg_dataset_find_customer (pass->dataset, ids[i]);

      if (position != RG_NOBODY)
        position = rg_dataset_resolve (pass->dataset, position);
      if (position != RG_NOBODY && pass->group[position] == IN_NONE)
        pass->group[position] = group;
    }
}

static void
rg_outcomes_read_receipts (RgOutcomePass *pass, RgDay from, RgDay to)
{
  RgReceiptIter iter;

  rg_receipt_iter_init (&iter, pass->dataset, from, to);
  while (rg_receipt_iter_next (&iter))
    {
      const guint position =
        rg_dataset_receipt_customer (pass->dataset, iter.sales, iter.receipt);

      if (position == RG_NOBODY || pass->group[position] == IN_NONE)
        continue;
      pass->net[position] += rg_sales_net (iter.sales, iter.receipt);
      pass->visits[position] += rg_bitset_get (iter.sales->visit, iter.receipt);
    }
}

static void
rg_outcomes_count (const RgOutcomePass *pass, RgOutcome *outcomes)
{
  for (guint p = 0; p < pass->dataset->n_customers; p++)
    {
      RgOutcome *outcome;

      if (pass->group[p] == IN_NONE)
        continue;
      outcome = &outcomes[pass->group[p]];
      outcome->n++;
      outcome->came += pass->visits[p] > 0;
      outcome->visits += pass->visits[p];
      outcome->net_minor += pass->net[p];
    }
}

static int
rg_outcomes_compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

static void
rg_outcomes_list (const RgOutcomePass *pass, RgOutcome *outcomes, guint n_groups)
{
  g_autofree guint *at = g_new0 (guint, n_groups + 1);
  g_autofree guint *came = g_new0 (guint, n_groups + 1);

  for (guint g = 0; g < n_groups; g++)
    {
      outcomes[g].spent = g_new (double, outcomes[g].n + 1);
      outcomes[g].people = g_new (gint64, outcomes[g].n + 1);
      outcomes[g].who_came = g_new (gint64, outcomes[g].came + 1);
      outcomes[g].net = g_new (gint64, outcomes[g].n + 1);
      outcomes[g].visited = g_new (guint32, outcomes[g].n + 1);
    }
  for (guint p = 0; p < pass->dataset->n_customers; p++)
    {
      const guint8 g = pass->group[p];

      if (g == IN_NONE)
        continue;
      outcomes[g].spent[at[g]] = (double) pass->net[p];
      outcomes[g].net[at[g]] = pass->net[p];
      outcomes[g].visited[at[g]] = pass->visits[p];
      outcomes[g].people[at[g]++] = rg_dataset_customer_id (pass->dataset, p);
      if (pass->visits[p] > 0)
        outcomes[g].who_came[came[g]++] = rg_dataset_customer_id (pass->dataset, p);
    }
  /* Whatever is drawn from them hangs on the amounts alone, not on who stands where. */
  for (guint g = 0; g < n_groups; g++)
    g_sort_array (outcomes[g].spent, outcomes[g].n, sizeof (double), rg_outcomes_compare, NULL);
}

void
rg_outcomes_measure (const RgDataset *dataset, const gint64 *const *ids, const gsize *n_ids,
                     guint n_groups, RgDay from, RgDay to, RgOutcome *outcomes)
{
  const gsize n = dataset->n_customers + 1;
  g_autofree guint8 *group = g_malloc (n);
  g_autofree gint64 *net = g_new0 (gint64, n);
  g_autofree guint32 *visits = g_new0 (guint32, n);
  RgOutcomePass pass = { dataset, group, net, visits };

  g_return_if_fail (n_groups < IN_NONE);
  for (gsize i = 0; i < n; i++)
    group[i] = IN_NONE;
  for (guint g = 0; g < n_groups; g++)
    {
      outcomes[g] = (RgOutcome) { 0 };
      rg_outcomes_mark (&pass, ids[g], n_ids[g], (guint8) g);
    }
  rg_outcomes_read_receipts (&pass, from, to);
  rg_outcomes_count (&pass, outcomes);
  rg_outcomes_list (&pass, outcomes, n_groups);
}
