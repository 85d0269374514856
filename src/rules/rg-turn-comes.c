/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Days are added to those of one person, or taken from them, until the rule turns. */
#include "config.h"

#include "rules/rg-turn-comes.h"

#include "rules/rg-rhythm.h"
#include "rules/rg-stage.h"

#include <string.h>

/* So many visits to come are thought of beside as many as there were. */
#define RG_COMES_MORE 6
/* Nor of a visit that was longer ago. */
#define RG_COMES_BACK 400

typedef struct {
  const RgRule *rule;
  RgComesFunc func;
  RgTurn *turn;
  const RgDay *days; /* of their visits */
  gsize n;
  RgDay today;
  RgDay *tried;      /* room for those that are tried */
} RgComes;

static gboolean
rg_comes_turns (const RgComes *comes, const RgDay *days, gsize n, RgDay today)
{
  return (comes->func (days, n, today) == comes->rule->has) == comes->turn->wanted;
}

/* The days of visits of the one person, each once. */
static RgDay *
rg_comes_days (const RgDataset *dataset, gsize *n_days)
{
  guint n, n_visits = 0;
  g_autofree RgReceiptRef *receipts = rg_dataset_customer_receipts (dataset, 0, &n);
  RgDay *days = g_new (RgDay, n + 1);

  for (guint i = 0; i < n; i++)
    if (rg_bitset_get (receipts[i].sales->visit, receipts[i].receipt))
      days[n_visits++] = receipts[i].sales->day[receipts[i].receipt];
  *n_days = rg_rhythm_take_visits (days, n_visits, days);
  return days;
}

/* A visit on the latest day up to today without one; gives that day. */
static RgDay
rg_comes_add_visit (RgDay *days, gsize *n, RgDay today)
{
  gsize at = *n;

  while (at > 0 && days[at - 1] > today)
    at--;
  for (; at > 0 && days[at - 1] == today; at--)
    today--;
  memmove (days + at + 1, days + at, (*n - at) * sizeof *days);
  days[at] = today;
  (*n)++;
  return today;
}

static void
rg_comes_try_all (const RgComes *comes)
{
  memcpy (comes->tried, comes->days, comes->n * sizeof *comes->days);
}

/* One more than those that are tried; `turn` has the days. */
static void
rg_comes_take_visit (RgComes *comes, gsize *n)
{
  RgTurn *turn = comes->turn;

  turn->from = rg_comes_add_visit (comes->tried, n, comes->today);
  turn->to = turn->times++ == 0 ? turn->from : turn->to;
}

/* Whether one visit would do on that day. */
static gboolean
rg_comes_turns_on (RgComes *comes, RgDay day)
{
  gsize at = comes->n, n = comes->n + 1;

  while (at > 0 && comes->days[at - 1] >= day)
    at--;
  memcpy (comes->tried, comes->days, at * sizeof *comes->days);
  comes->tried[at] = day;
  if (at < comes->n && comes->days[at] == day)
    return FALSE;
  memcpy (comes->tried + at + 1, comes->days + at, (comes->n - at) * sizeof *comes->days);
  return rg_comes_turns (comes, comes->tried, n, comes->today);
}

/* Of one visit the days up to the one in `turn` on any of which it would do. */
static void
rg_comes_widen (RgComes *comes)
{
  RgTurn *turn = comes->turn;
  guint back = 0;

  while (back < RG_COMES_BACK && rg_comes_turns_on (comes, turn->from - 1))
    {
      turn->from--;
      back++;
    }
  if (back == RG_COMES_BACK && comes->n == 0)
    turn->from = G_MININT32;
}

/* Whether it takes visits, on the latest days without one. */
static gboolean
rg_comes_by_visits (RgComes *comes)
{
  gsize n = comes->n;

  rg_comes_try_all (comes);
  while (comes->turn->times == 0 || n < RG_RHYTHM_LEAST_VISITS)
    {
      rg_comes_take_visit (comes, &n);
      if (!rg_comes_turns (comes, comes->tried, n, comes->today))
        continue;
      if (comes->turn->times == 1)
        rg_comes_widen (comes);
      return TRUE;
    }
  comes->turn->times = 0;
  return FALSE;
}

/* Whether it takes that who came on those days does not come until one of the days after which
 * something changes. */
static gboolean
rg_comes_by_absence (RgComes *comes, const RgDay *days, gsize n)
{
  const int usual = rg_stage_of_days (days, n, comes->today).usual;
  /* Another one where visits to come are known already. */
  const int gap = rg_rhythm_of_days (days, n, comes->today).gap_long;
  const int away[] = { usual, gap, usual * RG_STAGE_LOST_TIMES };

  for (guint i = 0; n > 0 && i < G_N_ELEMENTS (away); i++)
    {
      const RgDay day = days[n - 1] + away[i] + 1;

      if (day > comes->today && rg_comes_turns (comes, days, n, day))
        {
          comes->turn->until = day;
          return TRUE;
        }
    }
  return FALSE;
}

/* Visits first, and then none. */
static gboolean
rg_comes_by_both (RgComes *comes)
{
  gsize n = comes->n;

  rg_comes_try_all (comes);
  while (comes->turn->times == 0 || n < RG_RHYTHM_LEAST_VISITS)
    {
      rg_comes_take_visit (comes, &n);
      if (rg_comes_by_absence (comes, comes->tried, n))
        return TRUE;
    }
  comes->turn->times = 0;
  return FALSE;
}

/* How many visits it takes with so many days between them, fewer than `most`; 0: none would do. */
static guint
rg_comes_count_every (RgComes *comes, RgDay from, int every, guint most)
{
  rg_comes_try_all (comes);
  for (guint i = 0; i + 1 < most; i++)
    {
      const RgDay day = from + (RgDay) i * every;

      comes->tried[comes->n + i] = day;
      if (rg_comes_turns (comes, comes->tried, comes->n + i + 1, day))
        return i + 1;
    }
  return 0;
}

/* In a rhythm from today on: their own, with today's visit or without, twice as often, or each
 * day. */
static gboolean
rg_comes_by_rhythm (RgComes *comes)
{
  const int n = (int) comes->n;
  const RgDay last = n > 0 ? comes->days[n - 1] : G_MININT32;
  const RgDay from = MAX (comes->today, last + 1);
  const int with = n > 0 ? (from - comes->days[0]) / n : 1;
  const int own = n > 1 ? (last - comes->days[0]) / (n - 1) : 1;
  const int every[] = { MAX (own, 1), MAX (with, 1), MAX (own / 2, 1), 1 };
  guint most = (guint) n + RG_COMES_MORE + 1;

  for (guint i = 0; i < G_N_ELEMENTS (every); i++)
    {
      const guint times = rg_comes_count_every (comes, from, every[i], most);

      if (times == 0)
        continue;
      most = comes->turn->times = times;
      comes->turn->every = (guint) every[i];
      comes->turn->from = from;
      comes->turn->until = from + (RgDay) (times - 1) * every[i];
    }
  return comes->turn->times > 0;
}

/* Whether they would have had to begin later, or not at all. */
static gboolean
rg_comes_by_beginning (RgComes *comes)
{
  for (gsize gone = 1; gone < comes->n; gone++)
    if (rg_comes_turns (comes, comes->days + gone, comes->n - gone, comes->today))
      {
        comes->turn->first = comes->days[gone];
        return TRUE;
      }
  if (rg_comes_turns (comes, &comes->today, 1, comes->today))
    comes->turn->first = comes->today;
  else
    comes->turn->never = rg_comes_turns (comes, NULL, 0, comes->today);
  return comes->turn->first > 0 || comes->turn->never;
}

/* --- sentences ---------------------------------------------------------------------------- */

/* Translators, here and below: what would turn a rule: a number of days, and two or three days. */
static char *
rg_comes_say_days (const RgTurn *turn, const char *until)
{
  g_autofree char *from = rg_day_format (turn->from);
  g_autofree char *to = rg_day_format (turn->to);

  if (until == NULL)
    return g_strdup_printf (P_("It would take visits on %u more day from %s to %s.",
                               "It would take visits on %u more days from %s to %s.",
                               turn->times), turn->times, from, to);
  return g_strdup_printf (P_("It would take visits on %u more day from %s to %s, and none after "
                             "them until %s.",
                             "It would take visits on %u more days from %s to %s, and none after "
                             "them until %s.", turn->times), turn->times, from, to, until);
}

static char *
rg_comes_say_visits (const RgTurn *turn)
{
  g_autofree char *until = turn->until > 0 ? rg_day_format (turn->until) : NULL;
  g_autofree char *to = turn->times > 0 ? rg_day_format (turn->to) : NULL;

  if (turn->times > 1)
    return rg_comes_say_days (turn, until);
  if (until == NULL)
    return rg_turn_visit (turn);
  if (turn->times == 0)
    /* Translators: what would turn a rule, here and below: a day. */
    return rg_fill (_("It would be otherwise if they did not come until %s."), until);
  return g_strdup_printf (_("It would take a visit on %s, and none after it until %s."), to, until);
}

static char *
rg_comes_say_rhythm (const RgTurn *turn)
{
  g_autofree char *from = rg_day_format (turn->from);
  g_autofree char *until = rg_day_format (turn->until);

  if (turn->times == 1)
    return rg_fill (_("It would take a visit on %s."), from);
  /* Translators, here and below: what would turn a rule: two days. */
  if (turn->every == 1)
    return g_strdup_printf (_("It would take a visit on each day from %s to %s."), from, until);
  return g_strdup_printf (P_("It would take a visit every %u day from %s to %s.",
                             "It would take a visit every %u days from %s to %s.", turn->every),
                          turn->every, from, until);
}

char *
rg_turn_comes (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn,
               RgComesFunc func)
{
  RgComes comes = { .rule = rule, .func = func, .turn = turn, .today = context->today };
  g_autofree RgDay *days = rg_comes_days (context->dataset, &comes.n);
  g_autofree RgDay *tried = g_new (RgDay, 2 * comes.n + 2 * RG_COMES_MORE);

  comes.days = days;
  comes.tried = tried;
  if (rg_comes_by_visits (&comes) || rg_comes_by_absence (&comes, days, comes.n)
      || rg_comes_by_both (&comes))
    return rg_comes_say_visits (turn);
  if (rg_comes_by_rhythm (&comes))
    return rg_comes_say_rhythm (turn);
  return rg_comes_by_beginning (&comes) ? rg_turn_beginning (turn) : NULL;
}
