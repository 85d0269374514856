/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the people of a campaign did, against those who were left without it. */
#include "analysis/rg-lift.h"

#include <math.h>

enum {
  IN_NEITHER,
  IN_WRITTEN,
  IN_HELD_OUT,
};

/* One pass over the receipts gathers these, by position. */
typedef struct {
  const RgDataset *dataset;
  RgLift *lift;
  guint8 *group;
  gint64 *net;
  guint32 *visits;
} RgLiftPass;

static void
rg_lift_mark (RgLiftPass *pass, const gint64 *customers, gsize n_customers, guint8 group)
{
  for (gsize i = 0; i < n_customers; i++)
    {
      guint position = rg_dataset_find_customer (pass->dataset, customers[i]);

      if (position != RG_NOBODY)
        position = rg_dataset_resolve (pass->dataset, position);
      if (position != RG_NOBODY && pass->group[position] == IN_NEITHER)
        pass->group[position] = group;
    }
}

/* The place in RgLiftGroup.weeks, or -1 outside of whole weeks. */
static int
rg_lift_find_week (const RgLift *lift, RgDay day)
{
  int week = RG_LIFT_WEEKS_BEFORE + (day - lift->from) / 7;

  if (day < lift->from)
    week = RG_LIFT_WEEKS_BEFORE - 1 - (lift->from - 1 - day) / 7;
  return week < RG_LIFT_WEEKS_BEFORE + (int) lift->weeks_after ? week : -1;
}

static RgLiftGroup *
rg_lift_get_group (RgLift *lift, guint8 group)
{
  return group == IN_WRITTEN ? &lift->written : &lift->held_out;
}

static void
rg_lift_read_receipts (RgLiftPass *pass)
{
  RgLift *lift = pass->lift;
  RgReceiptIter iter;

  rg_receipt_iter_init (&iter, pass->dataset, lift->from - 7 * RG_LIFT_WEEKS_BEFORE, lift->to);
  while (rg_receipt_iter_next (&iter))
    {
      guint position = rg_dataset_receipt_customer (pass->dataset, iter.sales, iter.receipt);
      RgDay day = iter.sales->day[iter.receipt];
      gint64 net = rg_sales_net (iter.sales, iter.receipt);
      int week;

      if (position == RG_NOBODY || pass->group[position] == IN_NEITHER)
        continue;
      week = rg_lift_find_week (lift, day);
      if (week >= 0)
        rg_lift_get_group (lift, pass->group[position])->weeks[week] += (double) net;
      if (day < lift->from)
        continue;
      pass->net[position] += net;
      pass->visits[position] += rg_bitset_get (iter.sales->visit, iter.receipt);
    }
}

static void
rg_lift_sum (RgLiftPass *pass)
{
  for (guint p = 0; p < pass->dataset->n_customers; p++)
    {
      RgLiftGroup *group;

      if (pass->group[p] == IN_NEITHER)
        continue;
      group = rg_lift_get_group (pass->lift, pass->group[p]);
      group->n++;
      group->came += pass->visits[p] > 0;
      group->visits += pass->visits[p];
      group->net_minor += pass->net[p];
      rg_moments_add (&group->spend, (double) pass->net[p]);
    }
}

static void
rg_lift_divide_weeks (const RgLift *lift, RgLiftGroup *group)
{
  for (guint w = 0; w < G_N_ELEMENTS (group->weeks); w++)
    group->weeks[w] = group->n > 0 && w < RG_LIFT_WEEKS_BEFORE + lift->weeks_after
                        ? group->weeks[w] / (double) group->n : NAN;
}

static void
rg_lift_compare (RgLift *lift)
{
  const RgLiftGroup *one = &lift->written, *two = &lift->held_out;

  lift->difference_range = rg_stats_newcombe (one->came, one->n, two->came, two->n, RG_LIFT_LEVEL);
  lift->p = rg_stats_compare_shares (one->came, one->n, two->came, two->n);
  lift->smallest = NAN;
  if (one->n == 0 || two->n == 0)
    return;
  lift->difference = (double) one->came / (double) one->n - (double) two->came / (double) two->n;
  lift->smallest = rg_stats_detectable ((double) two->came / (double) two->n, one->n, two->n,
                                        RG_LIFT_LEVEL, 0.8);
  lift->has_spend = rg_stats_welch (&one->spend, &two->spend, RG_LIFT_LEVEL, &lift->spend);
}

void
rg_lift_measure (const RgDataset *dataset, const gint64 *written, gsize n_written,
                 const gint64 *held_out, gsize n_held_out, RgDay from, RgDay to, RgLift *lift)
{
  g_autofree guint8 *group = g_new0 (guint8, dataset->n_customers + 1);
  g_autofree gint64 *net = g_new0 (gint64, dataset->n_customers + 1);
  g_autofree guint32 *visits = g_new0 (guint32, dataset->n_customers + 1);
  RgLiftPass pass = { dataset, lift, group, net, visits };

  *lift = (RgLift) { .from = from, .to = dataset->last_day == RG_DAY_NONE
                                           ? from - 1 : CLAMP (dataset->last_day, from - 1, to) };
  lift->weeks_after = MIN ((guint) (lift->to - from + 1) / 7, RG_LIFT_WEEKS_AFTER);
  rg_lift_mark (&pass, written, n_written, IN_WRITTEN);
  rg_lift_mark (&pass, held_out, n_held_out, IN_HELD_OUT);
  rg_lift_read_receipts (&pass);
  rg_lift_sum (&pass);
  rg_lift_divide_weeks (lift, &lift->written);
  rg_lift_divide_weeks (lift, &lift->held_out);
  rg_lift_compare (lift);
}
