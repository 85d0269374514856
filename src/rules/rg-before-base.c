/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How many come back anyway, by what happened in the last weeks. */
#include "rules/rg-before-base.h"

#include "analysis/rg-dataset-past.h"
#include "analysis/rg-outcomes.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"

#define RG_BASE_YEAR 365

void
rg_before_base_guess (int days, RgBeforeBase *base)
{
  *base = (RgBeforeBase) { RG_BASE_GUESSED, RG_BASE_GUESS, 0, 0, days };
}

/* The dataset at the end of a day, of those who had bought something by then. */
static RgDataset *
rg_base_go_back (const RgDataset *dataset, RgDay day)
{
  g_autofree RgDay *known = g_new (RgDay, dataset->n_customers + 1);
  g_autoptr (RgBitset) none = rg_bitset_new (dataset->n_customers);
  RgBitset *unsaid[RG_CHANNELS];

  for (guint p = 0; p < dataset->n_customers; p++)
    known[p] = rg_dataset_first_receipt (dataset, p);
  for (guint c = 0; c < RG_CHANNELS; c++)
    unsaid[c] = none;
  return rg_dataset_as_of (dataset, day, known, unsaid);
}

static void
rg_base_count (const RgDataset *dataset, const RgBitset *members, RgDay after, int days,
               RgBeforeBase *base)
{
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (gint64));
  const gint64 *ids;
  gsize n;
  RgOutcome outcome;

  for (guint p = 0; p < dataset->n_customers; p++)
    if (rg_bitset_get (members, p))
      {
        const gint64 id = rg_dataset_customer_id (dataset, p);

        g_array_append_val (people, id);
      }
  ids = (const gint64 *) (gpointer) people->data;
  n = people->len;
  rg_outcomes_measure (dataset, &ids, &n, 1, after + 1, after + days, &outcome);
  base->people += outcome.n;
  base->came += outcome.came;
  rg_outcome_clear (&outcome);
}

static void
rg_base_count_rules (const RgNode *root, const RgSegmentContext *context, RgBeforeBase *base)
{
  const RgDataset *now = context->dataset;

  for (int w = 1; w <= RG_BASE_WINDOWS; w++)
    {
      const RgDay day = now->last_day - w * base->days;
      g_autoptr (RgDataset) then = NULL;
      g_autoptr (RgBitset) members = NULL;
      RgSegmentContext as_of = { .today = day, .digits = context->digits,
                                 .first_weekday = context->first_weekday };

      /* Before there were as many days of sales, everybody looks new. */
      if (day < now->first_day + base->days)
        return;
      then = rg_base_go_back (now, day);
      as_of.dataset = then;
      members = rg_segment_evaluate (root, &as_of);
      rg_base_count (now, members, day, base->days, base);
    }
}

/* Whoever had come in the year before. */
static void
rg_base_count_shop (const RgDataset *dataset, RgBeforeBase *base)
{
  const RgDay day = dataset->last_day - base->days;
  g_autoptr (RgBitset) members = rg_bitset_new (dataset->n_customers);
  RgReceiptIter iter;

  if (day < dataset->first_day + base->days)
    return;
  rg_receipt_iter_init (&iter, dataset, day - RG_BASE_YEAR + 1, day);
  while (rg_receipt_iter_next (&iter))
    {
      const guint who = rg_dataset_receipt_customer (dataset, iter.sales, iter.receipt);

      if (who != RG_NOBODY && rg_bitset_get (iter.sales->visit, iter.receipt))
        rg_bitset_add (members, who);
    }
  rg_base_count (dataset, members, day, base->days, base);
}

/* Nobody at all, or everybody, is what a few people happen to do. */
static gboolean
rg_base_tells (RgBeforeBase *base, RgBaseGround ground)
{
  base->ground = ground;
  base->share = base->people > 0 ? (double) base->came / (double) base->people : 0;
  return base->people >= RG_BASE_PEOPLE_LEAST && base->came > 0 && base->came < base->people;
}

void
rg_before_base_find (const RgNode *root, const RgSegmentContext *context, int days,
                     RgBeforeBase *base)
{
  rg_before_base_guess (days, base);
  if (context->dataset->last_day == RG_DAY_NONE)
    return;
  if (root != NULL)
    rg_base_count_rules (root, context, base);
  if (rg_base_tells (base, RG_BASE_RULES))
    return;
  rg_before_base_guess (days, base);
  rg_base_count_shop (context->dataset, base);
  if (!rg_base_tells (base, RG_BASE_SHOP))
    rg_before_base_guess (days, base);
}

/* --- in words --- */

const char *
rg_before_base_get_id (const RgBeforeBase *base)
{
  static const char *const ids[] = { "guess", "people", "customers" };

  return ids[base->ground];
}

char *
rg_before_base_dup_words (const RgBeforeBase *base)
{
  g_autofree char *people = rg_number_format (base->people);
  g_autofree char *share = rg_number_format_decimal (base->share * 100, 0);

  switch (base->ground)
    {
    case RG_BASE_RULES:
      /* Translators: a number of people, how many of 100 of them, and a number of days. */
      return g_strdup_printf (_("It rests on usual weeks: of %s people who fitted these rules "
                                "then, %s in 100 came back within %d days."),
                              people, share, base->days);
    case RG_BASE_SHOP:
      /* Translators: a number of people, how many of 100 of them, and a number of days. */
      return g_strdup_printf (_("Too few fitted these rules in the weeks before, so it rests on "
                                "all %s customers of the last year: %s in 100 came back within %d "
                                "days."), people, share, base->days);
    case RG_BASE_GUESSED:
    default:
      /* Translators: how many of 100 people. */
      return g_strdup_printf (_("That %s in 100 come back anyway is a guess: too little is known "
                                "of the weeks before."), share);
    }
}
