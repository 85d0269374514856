/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Figures by one pass over the receipts for both groups. */
#include "config.h"

#include "rules/rg-group-compare.h"

#include <math.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "rules/rg-stages.h"

static const struct {
  const char *id;
  const char *title;
} rg_figures[RG_N_FIGURES] = {
  [RG_FIGURE_PEOPLE] = { "people", N_("Customers") },
  [RG_FIGURE_SHARE] = { "share", N_("Share of Customers") },
  [RG_FIGURE_SPEND] = { "spend", N_("Spend") },
  [RG_FIGURE_VISITS] = { "visits", N_("Visits") },
  [RG_FIGURE_BASKET] = { "basket", N_("Average Basket") },
  [RG_FIGURE_MARGIN] = { "margin", N_("Margin") },
  [RG_FIGURE_GAP] = { "usual_gap", N_("Usual Gap") },
  [RG_FIGURE_AGE] = { "age", N_("Age") },
};

const char *
rg_figure_title (RgFigure figure)
{
  return _(rg_figures[figure].title);
}

const char *
rg_figure_id (RgFigure figure)
{
  return rg_figures[figure].id;
}

char *
rg_figure_format (RgFigure figure, double value, const char *currency)
{
  if (!isfinite (value))
    return g_strdup ("–");
  switch (figure)
    {
    case RG_FIGURE_SHARE:
      return rg_percent_format (value, 1);
    case RG_FIGURE_SPEND:
    case RG_FIGURE_MARGIN:
      return rg_money_format_whole (llround (value), currency);
    case RG_FIGURE_BASKET:
      return rg_money_format (llround (value), currency);
    case RG_FIGURE_GAP:
      return g_strdup_printf (P_("%d day", "%d days", (int) lround (value)), (int) lround (value));
    case RG_FIGURE_PEOPLE:
    case RG_FIGURE_VISITS:
    case RG_FIGURE_AGE:
    default:
      return rg_number_format (llround (value));
    }
}

/* --- numbers of each customer ------------------------------------------------------------- */

typedef struct {
  const RgDataset *dataset;
  RgDay today;
  gint64 *margin;  /* by position */
  int *gap;        /* days; -1: not known */
} RgNumbers;

static void
rg_numbers_gap_cb (guint position, const RgRhythm *rhythm, gpointer data)
{
  RgNumbers *numbers = data;

  numbers->gap[position] = rhythm->known ? rhythm->gap_usual : -1;
}

static void
rg_numbers_init (RgNumbers *numbers, const RgDataset *dataset, RgDay today)
{
  RgReceiptIter iter;

  numbers->dataset = dataset;
  numbers->today = today;
  numbers->margin = g_new0 (gint64, dataset->n_customers + 1);
  numbers->gap = g_new (int, dataset->n_customers + 1);
  rg_rhythms_of_dataset (dataset, today, rg_numbers_gap_cb, numbers);
  rg_receipt_iter_init (&iter, dataset, G_MININT32, G_MAXINT32);
  while (rg_receipt_iter_next (&iter))
    {
      const guint who = rg_dataset_receipt_customer (dataset, iter.sales, iter.receipt);

      if (who != RG_NOBODY)
        numbers->margin[who] += rg_sales_margin (iter.sales, iter.receipt);
    }
}

static void
rg_numbers_clear (RgNumbers *numbers)
{
  g_free (numbers->margin);
  g_free (numbers->gap);
}

static int
rg_numbers_age (const RgNumbers *numbers, guint position)
{
  const RgDay born = rg_dataset_born (numbers->dataset, position);

  return born != RG_DAY_NONE && born <= numbers->today
           ? rg_day_years_between (born, numbers->today) : -1;
}

static int
rg_int_compare (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* The middle one, or the mean of the two in the middle. */
static double
rg_median (GArray *values)
{
  const guint half = values->len / 2;

  if (values->len == 0)
    return NAN;
  g_array_sort (values, rg_int_compare);
  if (values->len % 2 == 1)
    return g_array_index (values, int, half);
  return (g_array_index (values, int, half - 1) + g_array_index (values, int, half)) / 2.0;
}

/* --- one group ---------------------------------------------------------------------------- */

static void
rg_group_add (RgGroupFigures *group, const RgNumbers *numbers, guint position, GArray *gaps,
              GArray *ages)
{
  const RgFacts *facts = rg_dataset_facts (numbers->dataset);
  const int age = rg_numbers_age (numbers, position);

  group->figures[RG_FIGURE_SPEND] += (double) facts->spend[position];
  group->figures[RG_FIGURE_VISITS] += facts->visits[position];
  group->figures[RG_FIGURE_MARGIN] += (double) numbers->margin[position];
  if (facts->visits[position] > 0)
    rg_bitset_add (group->people[RG_FIGURE_VISITS], position);
  if (facts->spend[position] != 0)
    rg_bitset_add (group->people[RG_FIGURE_SPEND], position);
  if (numbers->margin[position] != 0)
    rg_bitset_add (group->people[RG_FIGURE_MARGIN], position);
  if (numbers->gap[position] >= 0)
    {
      rg_bitset_add (group->people[RG_FIGURE_GAP], position);
      g_array_append_val (gaps, numbers->gap[position]);
    }
  if (age >= 0)
    {
      rg_bitset_add (group->people[RG_FIGURE_AGE], position);
      g_array_append_val (ages, age);
    }
}

static void
rg_group_fill (RgGroupFigures *group, const RgNumbers *numbers, const RgBitset *members)
{
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GArray) ages = g_array_new (FALSE, FALSE, sizeof (int));
  const guint n = rg_bitset_count (members);
  double visits;

  group->members = rg_bitset_copy (members);
  for (guint i = 0; i < RG_N_FIGURES; i++)
    group->people[i] = i == RG_FIGURE_PEOPLE || i == RG_FIGURE_SHARE
                         ? rg_bitset_copy (members) : rg_bitset_new (members->n_bits);
  for (guint p = rg_bitset_next (members, 0); p < members->n_bits;
       p = rg_bitset_next (members, p + 1))
    rg_group_add (group, numbers, p, gaps, ages);
  visits = group->figures[RG_FIGURE_VISITS];
  rg_bitset_or (group->people[RG_FIGURE_BASKET], group->people[RG_FIGURE_VISITS]);
  group->figures[RG_FIGURE_PEOPLE] = n;
  group->figures[RG_FIGURE_SHARE]
    = numbers->dataset->n_live > 0 ? (double) n / numbers->dataset->n_live : NAN;
  group->figures[RG_FIGURE_BASKET] = visits > 0 ? group->figures[RG_FIGURE_SPEND] / visits : NAN;
  if (rg_bitset_count (group->people[RG_FIGURE_MARGIN]) == 0)
    group->figures[RG_FIGURE_MARGIN] = NAN;
  group->figures[RG_FIGURE_GAP] = rg_median (gaps);
  group->figures[RG_FIGURE_AGE] = rg_median (ages);
}

static void
rg_top_add (RgTop *tops, guint *n, guint trait, double share)
{
  guint at = *n;

  while (at > 0 && tops[at - 1].share < share)
    at--;
  if (at == RG_TOP_MOST)
    return;
  *n = MIN (*n + 1, RG_TOP_MOST);
  for (guint i = *n - 1; i > at; i--)
    tops[i] = tops[i - 1];
  tops[at] = (RgTop) { trait, share };
}

/* Cities and categories that are most frequent in either group. */
static void
rg_group_compare_add_tops (RgGroupCompare *compare)
{
  g_autofree RgTraitCount *counts
    = rg_traits_count (compare->traits, compare->groups[0].members, compare->groups[1].members);

  for (guint i = 0; i < rg_traits_get_n (compare->traits); i++)
    for (guint side = 0; side < 2; side++)
      {
        RgGroupFigures *group = &compare->groups[side];
        const RgTrait *trait = rg_traits_get (compare->traits, i);
        const double share
          = counts[i].n[side] > 0 ? (double) counts[i].hits[side] / counts[i].n[side] : 0;

        if (share > 0 && trait->is_city)
          rg_top_add (group->cities, &group->n_cities, i, share);
        if (share > 0 && trait->sort == RG_TRAIT_CATEGORY)
          rg_top_add (group->categories, &group->n_categories, i, share);
      }
}

/* --- both --------------------------------------------------------------------------------- */

static RgBitset *
rg_bitset_without (const RgBitset *set, const RgBitset *other)
{
  RgBitset *rest = rg_bitset_copy (set);

  rg_bitset_and_not (rest, other);
  return rest;
}

/* Whoever is in both would speak for both: they are left aside, where others are left. */
static GArray *
rg_group_compare_judge (const RgGroupCompare *compare, const RgSegmentContext *context,
                        const RgNode *const rules[2])
{
  g_autofree guint8 *marks = g_new0 (guint8, rg_traits_get_n (compare->traits) + 1);
  const RgBitset *first = compare->only[0], *second = compare->only[1];

  if (rg_bitset_count (first) == 0 && rg_bitset_count (second) > 0)
    first = compare->groups[0].members;
  else if (rg_bitset_count (second) == 0 && rg_bitset_count (first) > 0)
    second = compare->groups[1].members;
  for (guint side = 0; rules != NULL && side < 2; side++)
    if (rules[side] != NULL)
      rg_traits_mark_rules (compare->traits, context, rules[side], marks);
  return rg_differences_new (compare->traits, first, second, marks);
}

RgGroupCompare *
rg_group_compare_new (const RgSegmentContext *context, const RgMakeUpBasis *basis,
                      const char *currency, const RgBitset *first, const RgBitset *second,
                      const RgNode *const rules[2])
{
  RgGroupCompare *compare = g_new0 (RgGroupCompare, 1);
  g_autoptr (RgBitset) rest = rg_bitset_without (context->dataset->live, first);
  RgNumbers numbers;

  if (second == NULL)
    second = rest;
  compare->traits = rg_traits_new (context, basis, currency);
  rg_numbers_init (&numbers, context->dataset, context->today);
  rg_group_fill (&compare->groups[0], &numbers, first);
  rg_group_fill (&compare->groups[1], &numbers, second);
  rg_numbers_clear (&numbers);
  compare->both = rg_bitset_copy (first);
  rg_bitset_and (compare->both, second);
  compare->only[0] = rg_bitset_without (first, second);
  compare->only[1] = rg_bitset_without (second, first);
  rg_group_compare_add_tops (compare);
  compare->differences = rg_group_compare_judge (compare, context, rules);
  return compare;
}

void
rg_group_compare_free (RgGroupCompare *compare)
{
  for (guint side = 0; side < 2; side++)
    {
      rg_bitset_unref (compare->groups[side].members);
      for (guint i = 0; i < RG_N_FIGURES; i++)
        rg_bitset_unref (compare->groups[side].people[i]);
      rg_bitset_unref (compare->only[side]);
    }
  rg_bitset_unref (compare->both);
  g_array_unref (compare->differences);
  rg_traits_free (compare->traits);
  g_free (compare);
}
