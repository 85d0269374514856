/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What one customer buys, and when. */
#include "rules/rg-habits.h"

#include "base/rg-i18n.h"

#define RG_HABITS_YEAR 365
#define RG_HABITS_QUARTER 91

/* Counts, for each category or each product, the visits that it lies in. */
typedef struct {
  const RgDataset *dataset;
  gboolean by_product;
  const RgNames *names;
  guint *visits; /* names->n */
  RgDay *seen;   /* names->n: the last visit that was counted */
  guint by_weekday[7];
  guint n_visits;
} RgHabitsCount;

static void
rg_habits_count_init (RgHabitsCount *count, const RgDataset *dataset)
{
  *count = (RgHabitsCount) { .dataset = dataset };
  count->by_product = dataset->categories.n < 2;
  count->names = count->by_product ? &dataset->products.names : &dataset->categories;
  count->visits = g_new0 (guint, count->names->n + 1);
  count->seen = g_new (RgDay, count->names->n + 1);
  for (guint i = 0; i < count->names->n; i++)
    count->seen[i] = RG_DAY_NONE;
}

static void
rg_habits_count_clear (RgHabitsCount *count)
{
  g_free (count->visits);
  g_free (count->seen);
}

static guint
rg_habits_name_of_line (const RgHabitsCount *count, const RgSales *sales, guint line)
{
  const guint product = rg_sales_product (sales, line);

  if (product == RG_NOTHING || count->by_product)
    return product;
  return count->dataset->products.category[product];
}

static void
rg_habits_count_lines (RgHabitsCount *count, const RgReceiptRef *at)
{
  const RgSales *sales = at->sales;
  const RgDay day = sales->day[at->receipt];
  const guint end = sales->first_line[at->receipt + 1];

  for (guint line = sales->first_line[at->receipt]; line < end; line++)
    {
      const guint name = rg_habits_name_of_line (count, sales, line);

      if (rg_sales_kind (sales, line) != RG_LINE_SALE || name == RG_NOTHING ||
          count->seen[name] == day)
        continue;
      count->seen[name] = day;
      count->visits[name]++;
    }
}

/* Receipts come in time order; several on one day are one visit. */
static void
rg_habits_count_visits (RgHabitsCount *count, const RgReceiptRef *receipts, guint n, RgDay from)
{
  RgDay last = RG_DAY_NONE;

  for (guint i = 0; i < n; i++)
    {
      const RgDay day = receipts[i].sales->day[receipts[i].receipt];

      if (day < from || !rg_bitset_get (receipts[i].sales->visit, receipts[i].receipt))
        continue;
      rg_habits_count_lines (count, &receipts[i]);
      if (day == last)
        continue;
      last = day;
      count->n_visits++;
      count->by_weekday[rg_day_weekday (day)]++;
    }
}

/* The most frequent first; of equals the one that comes first in the dictionary. */
static void
rg_habits_find_bought (const RgHabitsCount *count, RgHabits *habits)
{
  guint best[RG_HABITS_BOUGHT] = { 0 };

  for (guint i = 0; i < count->names->n; i++)
    {
      guint place = habits->n_bought;

      if (5 * count->visits[i] < 2 * count->n_visits || *count->names->name[i] == '\0')
        continue;
      while (place > 0 && count->visits[i] > best[place - 1])
        place--;
      if (place == RG_HABITS_BOUGHT)
        continue;
      habits->n_bought = MIN (habits->n_bought + 1, RG_HABITS_BOUGHT);
      for (guint j = habits->n_bought - 1; j > place; j--)
        {
          best[j] = best[j - 1];
          habits->bought[j] = habits->bought[j - 1];
        }
      best[place] = count->visits[i];
      habits->bought[place] = count->names->name[i];
    }
}

static RgSpends
rg_habits_compare_years (const RgDataset *dataset, const RgReceiptRef *receipts, guint n,
                         RgDay first_visit, RgDay today)
{
  const RgDay this_year = today - RG_HABITS_YEAR + 1;
  const RgDay last_year = this_year - RG_HABITS_YEAR;
  double now = 0, before = 0;

  if (dataset->first_day > last_year || first_visit > last_year + RG_HABITS_QUARTER)
    return RG_SPENDS_UNKNOWN;
  for (guint i = 0; i < n; i++)
    {
      const RgDay day = receipts[i].sales->day[receipts[i].receipt];
      const double net = (double) rg_sales_net (receipts[i].sales, receipts[i].receipt);

      now += day >= this_year && day <= today ? net : 0;
      before += day >= last_year && day < this_year ? net : 0;
    }
  if (before <= 0)
    return RG_SPENDS_UNKNOWN;
  return now >= 1.1 * before ? RG_SPENDS_MORE : now <= 0.9 * before ? RG_SPENDS_LESS
                                                                   : RG_SPENDS_ALIKE;
}

RgHabits
rg_habits_of_customer (const RgDataset *dataset, gint64 customer, RgDay today)
{
  RgHabits habits = { .weekday = -1 };
  guint position = rg_dataset_find_customer (dataset, customer);
  g_autofree RgReceiptRef *receipts = NULL;
  RgHabitsCount count;
  guint n;

  if (position != RG_NOBODY)
    position = rg_dataset_resolve (dataset, position);
  if (position == RG_NOBODY || rg_dataset_facts (dataset)->visits[position] == 0)
    return habits;
  receipts = rg_dataset_customer_receipts (dataset, position, &n);
  rg_habits_count_init (&count, dataset);
  rg_habits_count_visits (&count, receipts, n,
                          rg_dataset_facts (dataset)->last_day[position] - RG_HABITS_YEAR + 1);
  if (count.n_visits >= RG_RHYTHM_LEAST_VISITS)
    {
      rg_habits_find_bought (&count, &habits);
      for (int i = 0; i < 7; i++)
        if (2 * count.by_weekday[i] > count.n_visits)
          habits.weekday = i;
    }
  rg_habits_count_clear (&count);
  habits.spends = rg_habits_compare_years (dataset, receipts, n,
                                           rg_dataset_facts (dataset)->first_day[position], today);
  return habits;
}

/* --- words --- */

static const char *
rg_habits_weekday_words (int weekday)
{
  static const char *const words[] = {
    N_("mostly on Mondays"),   N_("mostly on Tuesdays"), N_("mostly on Wednesdays"),
    N_("mostly on Thursdays"), N_("mostly on Fridays"),  N_("mostly on Saturdays"),
    N_("mostly on Sundays"),
  };

  return _(words[weekday]);
}

/* "Buys coffee and filters", or NULL. */
static char *
rg_habits_dup_bought (const RgHabits *habits, gboolean past)
{
  if (habits->n_bought == 0)
    return NULL;
  if (habits->n_bought == 1)
    /* Translators: %s is what a customer buys. */
    return g_strdup_printf (past ? _("Bought %s") : _("Buys %s"), habits->bought[0]);
  /* Translators: both are what a customer buys. */
  return g_strdup_printf (past ? _("Bought %s and %s") : _("Buys %s and %s"), habits->bought[0],
                          habits->bought[1]);
}

static char *
rg_habits_dup_first_part (const RgHabits *habits, gboolean past)
{
  g_autofree char *bought = rg_habits_dup_bought (habits, past);

  if (habits->weekday < 0)
    return g_steal_pointer (&bought);
  if (bought == NULL)
    /* Translators: %s is "mostly on Saturdays". */
    return g_strdup_printf (past ? _("Came %s") : _("Comes %s"),
                            rg_habits_weekday_words (habits->weekday));
  /* Translators: "Buys coffee and filters", "mostly on Saturdays". */
  return g_strdup_printf (_("%s, %s"), bought, rg_habits_weekday_words (habits->weekday));
}

static char *
rg_habits_dup_spends (RgSpends spends)
{
  switch (spends)
    {
    case RG_SPENDS_LESS:
      return g_strdup (_("Spends less than the year before."));
    case RG_SPENDS_ALIKE:
      return g_strdup (_("Spends about as much as the year before."));
    case RG_SPENDS_MORE:
      return g_strdup (_("Spends more than the year before."));
    case RG_SPENDS_UNKNOWN:
    default:
      return NULL;
    }
}

char *
rg_habits_dup_sentence (const RgHabits *habits, const RgRhythm *rhythm)
{
  g_autofree char *first = rg_habits_dup_first_part (habits, rhythm->overdue);
  /* That somebody stays away says it already. */
  const RgSpends spends = rhythm->overdue ? RG_SPENDS_UNKNOWN : habits->spends;

  if (first == NULL)
    return rg_habits_dup_spends (spends);
  switch (spends)
    {
    case RG_SPENDS_LESS:
      /* Translators: %s is "Buys coffee and filters, mostly on Saturdays". */
      return g_strdup_printf (_("%s; spends less than the year before."), first);
    case RG_SPENDS_ALIKE:
      /* Translators: %s is "Buys coffee and filters, mostly on Saturdays". */
      return g_strdup_printf (_("%s; spends about as much as the year before."), first);
    case RG_SPENDS_MORE:
      /* Translators: %s is "Buys coffee and filters, mostly on Saturdays". */
      return g_strdup_printf (_("%s; spends more than the year before."), first);
    case RG_SPENDS_UNKNOWN:
    default:
      /* Translators: a whole sentence without its full stop. */
      return g_strdup_printf (_("%s."), first);
    }
}
