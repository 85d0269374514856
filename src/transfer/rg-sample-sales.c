/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who comes to the sample shop when: regulars with a rhythm, some of whom stop coming, seasons, the
 * days of the week, and people without a name. */
#include "config.h"

#include "transfer/rg-sample-sales.h"

#define STREAM_VISITS 2
#define STREAM_BASKETS 3
#define ANONYMOUS_A_DAY 14 /* at the first location, for 2,000 customers */
#define GROWTH_PERMILLE 60 /* a year */

/* In permille of a usual month: gifts in December, holidays in July. */
static const int seasons[12] = { 850, 880, 950, 980, 960, 940, 760, 980, 1000, 1030, 1180, 1650 };
/* Monday first; Sundays at the first location only. */
static const int weekdays[7] = { 12, 12, 13, 15, 18, 24, 6 };

/* Hours in minutes of the day: working days, Saturday, Sunday. */
static const struct
{
  int open;
  int close;
} hours[3] = { { 540, 1110 }, { 600, 1020 }, { 720, 1020 } };

static int
rg_sample_month (RgDay day)
{
  int month = 0;
  rg_day_to_ymd (day, NULL, &month, NULL);
  return month;
}

gboolean
rg_sample_is_closed (RgDay day)
{
  int month = 0, mday = 0;
  rg_day_to_ymd (day, NULL, &month, &mday);
  return (month == 12 && (mday == 25 || mday == 26)) || (month == 1 && mday == 1)
         || (month == 5 && mday == 17);
}

static int
rg_sample_time (RgRandom *random, RgDay day)
{
  int weekday = rg_day_weekday (day);
  int kind = weekday < 5 ? 0 : weekday - 4;
  int length = (hours[kind].close - hours[kind].open) * 60;
  return hours[kind].open * 60 + length * rg_random_around (random) / 2001;
}

/* --- Habits ----------------------------------------------------------------------------------- */

static void
rg_sample_pick_tastes (RgRandom *random, RgSampleHabit *habit, const RgSampleShelf *shelf)
{
  static const int rhythms[RG_SAMPLE_CATEGORIES][2] = {
    { 13, 28 }, { 38, 70 }, { 28, 60 }, { 55, 120 },
  };
  static const int fans[RG_SAMPLE_CATEGORIES] = { 55, 25, 60, 25 };

  for (int i = 0; i < RG_SAMPLE_CATEGORIES; i++)
    {
      gboolean fan = rg_random_chance (random, fans[i]);
      habit->weights[i] = fan ? rg_random_between (random, 20, 60) : 6;
      habit->rhythm[i] = fan ? rg_random_between (random, rhythms[i][0], rhythms[i][1]) : 0;
      habit->favourite[i] = rg_random_between (random, shelf->first[i], shelf->first[i + 1] - 1);
      habit->last[i] = RG_DAY_NONE;
    }
}

/* Some come every few weeks, some now and then, and most once or twice. */
static void
rg_sample_make_habit (const RgSampleData *data, RgRandom *random, const RgSampleShelf *shelf,
                      const RgSampleCustomer *customer, RgSampleHabit *habit)
{
  int kind = rg_random_below (random, 100);

  rg_sample_pick_tastes (random, habit, shelf);
  habit->location = rg_random_chance (random, 62) ? 0 : 1;
  habit->first_on = MAX (customer->joined_on, data->first_day + rg_random_below (random, 30));
  habit->last_on = data->last_day;
  habit->most_visits = G_MAXINT;
  if (kind < 15)
    {
      habit->interval = rg_random_between (random, 11, 40);
      if (rg_random_chance (random, 12))
        habit->last_on = data->last_day - rg_random_between (random, 70, 160);
    }
  else
    {
      habit->interval = rg_random_between (random, 40, 85);
      if (kind >= 40)
        habit->most_visits = rg_random_between (random, 1, 3);
    }
  int known = habit->last_on - habit->first_on;
  if (known > 300 && rg_random_chance (random, 8))
    habit->last_on = habit->first_on + rg_random_between (random, 200, known);
}

/* --- Visits ----------------------------------------------------------------------------------- */

static void
rg_sample_add_visit (RgSampleSales *sales, RgDay day, int location, int customer)
{
  RgSampleVisit visit = { .day = day, .customer = customer };

  visit.time = rg_sample_time (&sales->random, day);
  visit.location = rg_day_weekday (day) == 6 ? 0 : location;
  if (day == sales->data->last_day && visit.time > sales->last_time)
    return;
  visit.order = sales->visits->len;
  g_array_append_val (sales->visits, visit);
}

/* Moves a day by up to three, so that Saturdays are full and Mondays are not. */
static RgDay
rg_sample_nudge (RgRandom *random, RgDay day)
{
  int weekday = rg_random_pick (random, weekdays, 7);
  int shift = (weekday - rg_day_weekday (day) + 10) % 7 - 3;
  day += shift;
  while (rg_sample_is_closed (day))
    day++;
  return day;
}

static void
rg_sample_visits_of (RgSampleSales *sales, int customer, const RgSampleHabit *habit)
{
  RgDay day = habit->first_on;
  RgDay before = day - 1;

  for (int n = 0; n < habit->most_visits && day <= habit->last_on; n++)
    {
      RgDay on = rg_sample_nudge (&sales->random, day);
      on = MAX (on, before + 1);
      while (rg_sample_is_closed (on))
        on++;
      if (on > habit->last_on)
        return;
      int elsewhere = rg_random_chance (&sales->random, 12) ? 1 : 0;
      rg_sample_add_visit (sales, on, habit->location ^ elsewhere, customer);
      before = on;
      int season = seasons[rg_sample_month (on) - 1];
      int gap = habit->interval * rg_random_around (&sales->random) / season;
      day = on + MAX (gap, 2);
    }
}

static void
rg_sample_anonymous_visits (RgSampleSales *sales, guint n_customers)
{
  const RgSampleData *data = sales->data;

  for (RgDay day = data->first_day; day <= data->last_day; day++)
    {
      int weekday = rg_day_weekday (day);
      gint64 usual = (gint64) seasons[rg_sample_month (day) - 1] * weekdays[weekday] * 7
                     * (1000 + GROWTH_PERMILLE * (day - data->first_day) / 365);
      if (rg_sample_is_closed (day))
        continue;
      for (int location = 0; location < (weekday == 6 ? 1 : 2); location++)
        {
          gint64 share = (location == 0 ? ANONYMOUS_A_DAY : ANONYMOUS_A_DAY / 2)
                         * (gint64) rg_random_around (&sales->random);
          /* Thousandths of thousandths of a hundred, times 1000 of the dice, for 2,000 people. */
          gint64 n = usual / 1000 * share / 100000 * n_customers / 2000000;
          for (gint64 i = 0; i < n; i++)
            rg_sample_add_visit (sales, day, location, RG_SAMPLE_NONE);
        }
    }
}

static int
rg_sample_compare_visits (gconstpointer a, gconstpointer b)
{
  const RgSampleVisit *one = a, *two = b;
  if (one->day != two->day)
    return one->day < two->day ? -1 : 1;
  if (one->time != two->time)
    return one->time < two->time ? -1 : 1;
  return one->order < two->order ? -1 : one->order > two->order;
}

void
rg_sample_make_sales (RgSampleData *data, const RgSampleShelf *shelf, int last_time)
{
  guint n = data->customers->len;
  g_autoptr (GArray) visits = g_array_new (FALSE, FALSE, sizeof (RgSampleVisit));
  g_autofree RgSampleHabit *habits = g_new0 (RgSampleHabit, n);
  RgSampleSales sales = {
    .data = data, .shelf = shelf, .last_time = last_time, .visits = visits, .habits = habits,
  };

  rg_random_init (&sales.random, data->seed, STREAM_VISITS);
  for (guint i = 0; i < n; i++)
    {
      const RgSampleCustomer *customer = &g_array_index (data->customers, RgSampleCustomer, i);
      rg_sample_make_habit (data, &sales.random, shelf, customer, &habits[i]);
      rg_sample_visits_of (&sales, (int) i, &habits[i]);
    }
  rg_sample_anonymous_visits (&sales, n);
  g_array_sort (visits, rg_sample_compare_visits);
  rg_random_init (&sales.random, data->seed, STREAM_BASKETS);
  rg_sample_fill_baskets (&sales);
}
