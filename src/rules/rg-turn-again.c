/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Purchases are added to those of one person, or days go by, until it is due again or no more. */
#include "config.h"

#include "rules/rg-turn-again.h"

#include "rules/rg-rhythm.h"

#include <string.h>

/* How many days back, and ahead, a purchase is thought of that was not, or days without any. */
#define RG_AGAIN_FAR 1100
/* So many purchases are thought of, by who had no more; at most so many days apart, and first a
 * week. */
#define RG_AGAIN_MORE 12
#define RG_AGAIN_APART 366
#define RG_AGAIN_WEEK 7

typedef struct {
  const RgRule *rule;
  const RgSegmentContext *context;
  RgTurn *turn;
  RgAgainWindow window;
  RgDay *days;   /* theirs, with room for more */
  guint n;
  int *theirs;   /* room for their gaps */
  guint *gaps;   /* of all customers: rg_again_count_gaps() */
  guint n_gaps, n_days;
  RgDay from, to;
} RgAgainTurn;

static void
rg_again_turn_clear (RgAgainTurn *again)
{
  g_free (again->gaps);
  g_free (again->days);
  g_free (again->theirs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgAgainTurn, rg_again_turn_clear)

static void
rg_again_turn_init (RgAgainTurn *again, const RgAgain *one, const RgAgain *all)
{
  const RgSegmentContext *context = again->context;
  const RgDataset *dataset = context->all != NULL ? context->all : context->dataset;

  again->window (again->rule, context, &again->from, &again->to);
  /* Up to the last day on which a purchase is thought of. */
  again->n_days = dataset->first_day == RG_DAY_NONE
                    ? 1 : (guint) (MAX (dataset->last_day, context->today + RG_AGAIN_FAR) -
                                   dataset->first_day) + 1;
  again->gaps = g_new0 (guint, again->n_days);
  again->n_gaps = rg_again_count_gaps (all, again->gaps);
  again->n = one->n[0];
  again->days = g_new (RgDay, again->n + RG_AGAIN_MORE);
  again->theirs = g_new (int, again->n + RG_AGAIN_MORE);
  memcpy (again->days, one->days + one->start[0], again->n * sizeof *again->days);
}

/* The day of their last purchase. */
static RgDay
rg_again_last (const RgAgainTurn *again)
{
  return again->n > 0 ? again->days[again->n - 1] : G_MININT32;
}

/* What is usual among all, with a purchase of theirs on that day or (G_MININT32) as it is. */
static gint64
rg_again_usual_with (RgAgainTurn *again, RgDay day)
{
  const gboolean more = day != G_MININT32 && again->n > 0;
  const guint gap = more ? (guint) (day - rg_again_last (again)) : 0;
  gint64 usual;

  if (again->n_gaps + more < RG_AGAIN_LEAST_GAPS)
    return -1;
  again->gaps[gap] += more;
  usual = rg_again_median (again->gaps, again->n_days, again->n_gaps + more);
  again->gaps[gap] -= more;
  return usual;
}

/* On which day it is due where they bought it on the first n of `days`; G_MININT32: nobody can
 * say. */
static gint64
rg_again_due (RgAgainTurn *again, guint n)
{
  const RgDay added = n > again->n ? again->days[n - 1] : G_MININT32;
  const gint64 usual = n == 0 ? -1
                       : n < RG_RHYTHM_LEAST_VISITS
                         ? rg_again_usual_with (again, added)
                         : rg_rhythm_of_visits (again->days, n, 0, again->theirs).gap_usual;

  return usual >= 0 ? again->days[n - 1] + usual : G_MININT32;
}

static gboolean
rg_again_turns (RgAgainTurn *again, guint n)
{
  const gint64 due = rg_again_due (again, n);

  return (due > G_MININT32 && due >= again->from && due <= again->to) == again->turn->wanted;
}

/* One purchase after the last, on the latest day up to today; `ahead`: on the first one to come. */
static gboolean
rg_again_by_purchase (RgAgainTurn *again, gboolean ahead)
{
  const RgDay today = again->context->today, last = rg_again_last (again);

  for (RgDay i = 0; i < RG_AGAIN_FAR; i++)
    {
      const RgDay day = ahead ? today + 1 + i : today - i;

      again->days[again->n] = day;
      if (day > last && rg_again_turns (again, again->n + 1))
        {
          again->turn->from = again->turn->to = day;
          return TRUE;
        }
    }
  return FALSE;
}

/* The first day to come until which they would have to buy none. */
static gboolean
rg_again_by_absence (RgAgainTurn *again)
{
  const gint64 due = rg_again_due (again, again->n);
  RgSegmentContext then = *again->context;

  for (guint i = 0; due > G_MININT32 && i < RG_AGAIN_FAR; i++)
    {
      RgDay from, to;

      then.today++;
      again->window (again->rule, &then, &from, &to);
      if ((due >= from && due <= to) == again->turn->wanted)
        {
          again->turn->until = then.today;
          return TRUE;
        }
    }
  return FALSE;
}

/* Where purchases that make a rhythm are put. */
typedef enum {
  RG_AGAIN_UP_TO_TODAY, /* the last of them as late as it can be */
  RG_AGAIN_FROM_NOW_ON,
  RG_AGAIN_INSTEAD, /* of those that there were; up to today */
} RgAgainPlace;

/* Whether so many purchases would do that lie so many days apart. */
static gboolean
rg_again_try_every (RgAgainTurn *again, RgAgainPlace place, guint times, int every)
{
  const RgDay today = again->context->today, span = (RgDay) (times - 1) * every;
  const RgDay latest = again->to != G_MAXINT32 ? MIN (today, again->to - every) : today;
  const RgDay first = place == RG_AGAIN_FROM_NOW_ON ? MAX (today, rg_again_last (again)) + 1
                                                    : latest - span;

  if (first <= rg_again_last (again))
    return FALSE;
  for (guint i = 0; i < times; i++)
    again->days[again->n + i] = first + (RgDay) i * every;
  if (!rg_again_turns (again, again->n + times))
    return FALSE;
  again->turn->times = times;
  again->turn->every = (guint) every;
  again->turn->from = first;
  again->turn->to = first + span;
  return TRUE;
}

/* The fewest that make a rhythm of their own by which it is due. */
static gboolean
rg_again_by_rhythm (RgAgainTurn *again, RgAgainPlace place)
{
  guint times = again->n < RG_RHYTHM_LEAST_VISITS ? RG_RHYTHM_LEAST_VISITS - again->n : 2;

  if (!again->turn->wanted || again->n > RG_AGAIN_MORE)
    return FALSE;
  for (; times <= RG_AGAIN_MORE; times++)
    for (int i = 0; i < RG_AGAIN_APART; i++)
      if (rg_again_try_every (again, place, times, (i + RG_AGAIN_WEEK - 1) % RG_AGAIN_APART + 1))
        return TRUE;
  return FALSE;
}

/* As if what they bought had never been; not where they bought it after all of the days. */
static gboolean
rg_again_by_other_rhythm (RgAgainTurn *again)
{
  const guint n = again->n;
  gboolean turns;

  if (n > 0 && rg_again_last (again) >= again->to)
    return FALSE;
  again->n = 0;
  turns = rg_again_by_rhythm (again, RG_AGAIN_INSTEAD);
  again->n = n;
  again->turn->never = turns;
  return turns;
}

/* --- sentences ---------------------------------------------------------------------------- */

/* Translators, here and below: what would turn a rule: a product or category, and days. */
static char *
rg_again_say_rhythm (const RgTurn *turn, const char *what)
{
  g_autofree char *from = rg_day_format (turn->from);
  g_autofree char *to = rg_day_format (turn->to);

  if (turn->never)
    return g_strdup_printf (P_("It would be otherwise if they had bought %s only every %u day from "
                               "%s to %s.",
                               "It would be otherwise if they had bought %s only every %u days "
                               "from %s to %s.", turn->every), what, turn->every, from, to);
  if (turn->every == 1)
    return g_strdup_printf (_("It would take a purchase of %s on each day from %s to %s."), what,
                            from, to);
  return g_strdup_printf (P_("It would take a purchase of %s every %u day from %s to %s.",
                             "It would take a purchase of %s every %u days from %s to %s.",
                             turn->every), what, turn->every, from, to);
}

static char *
rg_again_say_nothing (const RgAgainTurn *again)
{
  g_autofree char *day = again->n > 0 ? rg_day_format (rg_again_last (again)) : NULL;
  g_autofree char *because = NULL;

  if (again->n == 0 || rg_again_last (again) < again->to)
    return rg_turn_nothing (again->turn, _("it would be due on other days"));
  /* Translators: why nothing would turn a rule about when something is bought again: a day. */
  because = rg_fill (_("they last bought it on %s"), day);
  return rg_turn_nothing (again->turn, because);
}

char *
rg_turn_again (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn,
               const RgAgain *one, const RgAgain *all, RgAgainWindow window)
{
  g_auto (RgAgainTurn) again = { .rule = rule, .context = context, .turn = turn,
                                 .window = window };
  g_autofree char *names = rg_names_text (rule->names);
  g_autofree char *day = NULL;

  rg_again_turn_init (&again, one, all);
  rg_turn_take_names (turn, rule->names, 1);
  if (rg_again_by_purchase (&again, FALSE))
    return rg_turn_purchase (turn, names);
  if (rg_again_by_absence (&again))
    {
      day = rg_day_format (turn->until);
      /* Translators: what would turn a rule: a day. */
      return rg_fill (_("It would be otherwise if they did not buy it until %s."), day);
    }
  if (rg_again_by_purchase (&again, TRUE))
    return rg_turn_purchase (turn, names);
  if (rg_again_by_rhythm (&again, RG_AGAIN_UP_TO_TODAY) ||
      rg_again_by_rhythm (&again, RG_AGAIN_FROM_NOW_ON) || rg_again_by_other_rhythm (&again))
    return rg_again_say_rhythm (turn, names);
  if (turn->wanted)
    return rg_again_say_nothing (&again);
  turn->never = TRUE;
  return g_strdup (_("It would be otherwise if they had never bought it."));
}
