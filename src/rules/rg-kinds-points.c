/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Kinds of rules about loyalty points: how many somebody has, how many lapse, and when some came or
 * were spent last. Whoever never had any has none. */
#include "config.h"

#include "rules/rg-rule-claims.h"
#include "rules/rg-rule-turn.h"

#include "analysis/rg-entries.h"
#include "rules/rg-lots.h"
#include "rules/rg-purses.h"

/* --- how many ----------------------------------------------------------------------------- */

/* A lot that lapses on one of the days, or did. One branch, since few of them do. */
static gboolean
rg_purse_lapses (const RgPurses *purses, guint i, RgDay from, RgDay to)
{
  const RgDay day = purses->lapses_on[i];

  return ((day != RG_DAY_NONE) & (day >= from) & (day <= to)) && purses->points[i] > 0;
}

static gboolean
rg_purse_is_left (const RgPurses *purses, guint i, RgDay today)
{
  return (purses->lapses_on[i] == RG_DAY_NONE) | (purses->lapses_on[i] >= today);
}

/* FALSE: they do not fit in 32 bits. lapsing: what lapses on one of the days, else what is left. */
G_ALWAYS_INLINE static inline gboolean
rg_purses_add (const RgPurses *purses, gboolean lapsing, RgDay from, RgDay to, gpointer sums,
               gboolean small)
{
  gboolean over = FALSE;

  for (guint i = 0; i < purses->n; i++)
    if (lapsing ? rg_purse_lapses (purses, i, from, to) : rg_purse_is_left (purses, i, from))
      rg_sums_add (sums, small, purses->who[i], RG_NOBODY, purses->points[i], &over);
  return !over;
}

G_ALWAYS_INLINE static inline void
rg_measure_purses (const RgSegmentContext *context, gboolean lapsing, RgDay from, RgDay to,
                   RgMeasure *measure)
{
  const RgDataset *dataset = context->dataset;
  const RgPurses *purses = rg_purses_of_dataset (dataset);

  if (rg_purses_add (purses, lapsing, from, to, rg_measure_alloc_counts (measure, dataset), TRUE))
    return;
  rg_measure_clear (measure);
  rg_purses_add (purses, lapsing, from, to, rg_measure_alloc (measure, dataset), FALSE);
}

static void
rg_measure_balance (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  rg_measure_purses (context, FALSE, context->today, G_MAXINT32, measure);
}

static void
rg_measure_lapsing (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  RgDay from, to;

  rg_window_days (&rule->window, context, &from, &to);
  rg_measure_purses (context, TRUE, from, to, measure);
}

/* --- when last ---------------------------------------------------------------------------- */

static RgBitset *
rg_scan_got (const RgRule *rule, const RgSegmentContext *context)
{
  RgDay from, to;

  rg_window_days (&rule->window, context, &from, &to);
  return rg_scan_days (context->dataset, rg_purses_of_dataset (context->dataset)->got, from, to);
}

static RgBitset *
rg_scan_spent (const RgRule *rule, const RgSegmentContext *context)
{
  RgDay from, to;

  rg_window_days (&rule->window, context, &from, &to);
  return rg_scan_days (context->dataset, rg_purses_of_dataset (context->dataset)->spent, from, to);
}

/* --- words -------------------------------------------------------------------------------- */

static char *
rg_unit_points (gint64 number, const char *currency)
{
  return rg_lots_dup_points (number);
}

static gboolean
rg_rule_is_none (const RgRule *rule)
{
  return rule->op == RG_OP_IS && rule->low == 0;
}

static char *
rg_balance_phrase (const RgRule *rule, const char *currency)
{
  g_autofree char *compared = rg_compared_text (rule, currency);

  /* Translators: of customers: %s is "at least 100 points". */
  return rg_rule_is_none (rule) ? g_strdup (_("have no points"))
                                : rg_fill (_("have %s"), compared);
}

/* Days to come, or gone by: the tense follows. */
static gboolean
rg_window_is_past (const RgWindow *window)
{
  return window->mode == RG_WINDOW_LAST || window->mode == RG_WINDOW_AGO ||
         (window->mode == RG_WINDOW_CALENDAR && window->offset < 0);
}

static char *
rg_lapsing_phrase (const RgRule *rule, const char *currency)
{
  const gboolean past = rg_window_is_past (&rule->window);
  g_autofree char *compared = rg_compared_text (rule, currency);

  if (rg_rule_is_none (rule))
    return rg_with_when (g_strdup (past ? _("had no points lapse")
                                        : _("have no points lapsing")), rule);
  /* Translators, here and below: of customers: %s is "at least 100 points"; then follows when. */
  return rg_with_when (rg_fill (past ? _("had %s lapse") : _("have %s lapsing"), compared), rule);
}

static char *
rg_got_phrase (const RgRule *rule, const char *currency)
{
  /* Translators, here and below: of customers; then may follow when. */
  return rg_with_when (g_strdup (_("got points for the last time")), rule);
}

static char *
rg_spent_phrase (const RgRule *rule, const char *currency)
{
  return rg_with_when (g_strdup (_("spent points for the last time")), rule);
}

/* --- why ---------------------------------------------------------------------------------- */

/* "120 points lapsing, the first on 3 Dec 2026". */
static char *
rg_lapsing_fact (const RgRule *rule, const RgSegmentContext *context)
{
  const RgPurses *purses = rg_purses_of_dataset (context->dataset);
  const gboolean past = rg_window_is_past (&rule->window);
  gint64 points = 0;
  RgDay from, to, first = G_MAXINT32;
  g_autofree char *number = NULL;
  g_autofree char *day = NULL;

  rg_window_days (&rule->window, context, &from, &to);
  for (guint i = 0; i < purses->n && purses->who[i] == 0; i++)
    if (rg_purse_lapses (purses, i, from, to))
      {
        points += purses->points[i];
        first = MIN (first, purses->lapses_on[i]);
      }
  if (points == 0)
    return rg_with_when (g_strdup (past ? _("no points lapsed") : _("no points lapsing")), rule);
  number = rg_lots_dup_points (points);
  day = rg_day_format (first);
  /* Translators, here and below: of one customer: "120 points", and a day. */
  return g_strdup_printf (past ? _("%s lapsed, the first on %s")
                               : _("%s lapsing, the first on %s"), number, day);
}

static char *
rg_points_day_fact (RgDay day, const char *template, const char *never)
{
  g_autofree char *text = day != RG_DAY_NONE ? rg_day_format (day) : NULL;

  return text != NULL ? rg_fill (template, text) : g_strdup (never);
}

static char *
rg_got_fact (const RgRule *rule, const RgSegmentContext *context)
{
  /* Translators: of one customer: a day. */
  return rg_points_day_fact (rg_purses_of_dataset (context->dataset)->got[0],
                             _("got points for the last time on %s"), _("never got points"));
}

static char *
rg_spent_fact (const RgRule *rule, const RgSegmentContext *context)
{
  /* Translators: of one customer: a day. */
  return rg_points_day_fact (rg_purses_of_dataset (context->dataset)->spent[0],
                             _("spent points for the last time on %s"),
                             _("never spent points"));
}

/* Another day for whoever has one, one of the rule's for whoever has none. */
static char *
rg_points_day_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn, RgDay last,
                    const char *never)
{
  g_autofree char *phrase = NULL;

  rg_window_days (&rule->window, context, &turn->from, &turn->to);
  if (turn->from > turn->to)
    return NULL;
  turn->never = last != RG_DAY_NONE && turn->from == G_MININT32 && turn->to == G_MAXINT32;
  if (turn->never)
    return g_strdup (never);
  if (last != RG_DAY_NONE)
    return rg_turn_day_between (turn);
  phrase = rule->kind->phrase (rule, NULL);
  return rg_fill (_("It would be otherwise if they %s."), phrase);
}

static char *
rg_got_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  return rg_points_day_turn (rule, context, turn,
                             rg_purses_of_dataset (context->dataset)->got[0],
                             _("It would be otherwise if they had never got points."));
}

static char *
rg_spent_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  return rg_points_day_turn (rule, context, turn,
                             rg_purses_of_dataset (context->dataset)->spent[0],
                             _("It would be otherwise if they had never spent points."));
}

/* --- what follows ------------------------------------------------------------------------- */

static void
rg_points_day_claims (const RgRule *rule, const char *about, gboolean not, RgClaims *claims)
{
  RgDay from, to;

  rg_window_days (&rule->window, rg_claims_context (claims), &from, &to);
  rg_claims_value (claims, about, from, to, not);
}

static void
rg_got_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  rg_points_day_claims (rule, "got points", not, claims);
}

static void
rg_spent_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  rg_points_day_claims (rule, "spent points", not, claims);
}

/* --- what nobody may have supplied -------------------------------------------------------- */

static gboolean
rg_data_has_points (const RgDataset *dataset)
{
  return dataset->entries[RG_ENTRIES_POINTS] != NULL &&
         dataset->entries[RG_ENTRIES_POINTS]->n > 0;
}

static const RgRuleNeed rg_need_points = {
  .has = rg_data_has_points, .none = N_("No data: nobody has got any points yet."),
};

/* --- the table ---------------------------------------------------------------------------- */

#define RG_POINTS_LIMIT 1000000000

const RgRuleKind rg_points_kinds[] = {
  { "points balance", N_("Points"), "points balance at least 100", RG_CHAPTER_CARE,
    RG_FIELD_NUMBER | RG_FIELD_MINUS, RG_OPS_NUMBER, .most = RG_POINTS_LIMIT, .first = 100,
    .measure = rg_measure_balance, .phrase = rg_balance_phrase,
    /* Translators: of one customer: %s is "120 points". */
    .about_one = NC_("one customer", "has %s"), .unit = rg_unit_points,
    .need = &rg_need_points },
  { "lapsing points", N_("Points That Lapse"), "lapsing points at least 20 in next 30 days",
    RG_CHAPTER_CARE, RG_FIELD_NUMBER | RG_FIELD_WINDOW, RG_OPS_NUMBER, .most = RG_POINTS_LIMIT,
    .first = 1, .future = TRUE, .ahead = 30, .everybody = TRUE, .measure = rg_measure_lapsing,
    .phrase = rg_lapsing_phrase, .fact = rg_lapsing_fact, .unit = rg_unit_points,
    .need = &rg_need_points },
  { "last points got", N_("Last Got Points"), "last points got in last 30 days", RG_CHAPTER_CARE,
    RG_FIELD_WINDOW, .scan = rg_scan_got, .phrase = rg_got_phrase, .fact = rg_got_fact,
    .claims = rg_got_claims, .turn = rg_got_turn, .need = &rg_need_points },
  { "last points spent", N_("Last Spent Points"), "last points spent before last 180 days",
    RG_CHAPTER_CARE, RG_FIELD_WINDOW, .scan = rg_scan_spent, .phrase = rg_spent_phrase,
    .fact = rg_spent_fact, .claims = rg_spent_claims, .turn = rg_spent_turn,
    .need = &rg_need_points },
  { NULL },
};
