/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Kinds of rules about what people did in the web shop without buying: each time that somebody
 * looked at a product, or left it in the basket, counts once, however many pieces it was. Who
 * bought it on the same day or later has bought it since. */
#include "config.h"

#include "base/rg-numbers.h"
#include "rules/rg-bought-since.h"
#include "rules/rg-rule-claims.h"
#include "rules/rg-rule-turn.h"

#include "analysis/rg-activity.h"

/* Which of them a rule is about. */
typedef struct {
  const RgActs *acts;
  guint8 *match; /* a byte a product, one more for none; NULL: all of them */
  RgDay from, to;
} RgActsWanted;

static void
rg_acts_init (RgActsWanted *wanted, const RgRule *rule, const RgSegmentContext *context,
              gboolean left)
{
  const RgDataset *dataset = context->dataset;

  *wanted = (RgActsWanted) { .acts = rg_dataset_acts (dataset, left) };
  rg_window_days (&rule->window, context, &wanted->from, &wanted->to);
  wanted->to = MIN (wanted->to, dataset->activity_until);
  if (rule->kind->list != RG_LIST_NONE)
    wanted->match = rg_rule_match_products (rule, rule->names, dataset);
}

static void
rg_acts_clear (RgActsWanted *wanted)
{
  g_free (wanted->match);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgActsWanted, rg_acts_clear)

/* Those that are wanted, one run after the other. */
typedef struct {
  const RgActsWanted *wanted;
  guint first;          /* of the run, behind the last one at the end */
  guint n_kept;
  guint16 kept[RG_KEPT]; /* wanted ones, from `first` on */
} RgActsWalk;

/* keep: all of a run of n from `first` on. */
static void
rg_acts_keep (const RgActsWanted *wanted, guint first, guint n, guint8 *restrict keep)
{
  const RgDay *day = wanted->acts->day + first, from = wanted->from, to = wanted->to;
  const guint32 *product = wanted->acts->product + first;

  for (guint i = 0; i < n; i++)
    keep[i] = (day[i] >= from) & (day[i] <= to);
  for (guint i = 0; wanted->match != NULL && i < n; i++)
    keep[i] &= wanted->match[product[i]];
}

static gboolean
rg_acts_next (RgActsWalk *walk)
{
  const RgActsWanted *wanted = walk->wanted;
  guint8 keep[RG_KEPT];

  walk->first = walk->first == G_MAXUINT ? 0 : walk->first + RG_KEPT;
  if (walk->first >= wanted->acts->n)
    return FALSE;
  rg_acts_keep (wanted, walk->first, MIN (RG_KEPT, wanted->acts->n - walk->first), keep);
  walk->n_kept = rg_kept_places (keep, MIN (RG_KEPT, wanted->acts->n - walk->first), walk->kept);
  return TRUE;
}

/* Those that are wanted; free with g_free(). */
static guint32 *
rg_acts_list (const RgActsWanted *wanted, guint *n)
{
  guint32 *list = g_new (guint32, wanted->acts->n + 1);
  RgActsWalk walk = { wanted, G_MAXUINT };

  *n = 0;
  while (rg_acts_next (&walk))
    for (guint k = 0; k < walk.n_kept; k++)
      list[(*n)++] = walk.first + walk.kept[k];
  return list;
}

/* Who lives of those that did it, or RG_NOBODY. */
static inline guint
rg_acts_living (const RgActsWanted *wanted, const RgDataset *dataset, guint i)
{
  const guint who = wanted->acts->who[i];

  return rg_bitset_get (dataset->live, who) ? who : rg_dataset_resolve (dataset, who);
}

/* The last day of each living customer; last: none known before. */
static void
rg_acts_last_days (const RgRule *rule, const RgSegmentContext *context, gboolean left, RgDay *last)
{
  const RgDataset *dataset = context->dataset;
  g_auto (RgActsWanted) wanted = { 0 };
  g_autofree guint32 *list = NULL;
  guint n;

  rg_acts_init (&wanted, rule, context, left);
  list = rg_acts_list (&wanted, &n);
  for (guint k = 0; k < n; k++)
    {
      const guint living = rg_acts_living (&wanted, dataset, list[k]);

      if (living != RG_NOBODY)
        last[living] = MAX (last[living], wanted.acts->day[list[k]]);
    }
}

/* --- how often ---------------------------------------------------------------------------- */

static void
rg_count_acts (const RgRule *rule, const RgSegmentContext *context, gboolean left,
               guint32 *restrict times)
{
  g_auto (RgActsWanted) wanted = { 0 };
  RgActsWalk walk = { &wanted, G_MAXUINT };

  rg_acts_init (&wanted, rule, context, left);
  while (rg_acts_next (&walk))
    for (guint k = 0; k < walk.n_kept; k++)
      times[wanted.acts->who[walk.first + walk.kept[k]]]++;
  rg_dataset_fold_counts (context->dataset, times);
}

/* The same in a byte each; FALSE: a number does not fit. */
static gboolean
rg_count_few_acts (const RgRule *rule, const RgSegmentContext *context, gboolean left,
                   gint8 *times)
{
  guint n = 0, most = 0, last = RG_NOBODY;
  g_auto (RgActsWanted) wanted = { 0 };
  RgActsWalk walk = { &wanted, G_MAXUINT };

  rg_acts_init (&wanted, rule, context, left);
  /* Those of one customer follow each other: what is written is not waited for. */
  while (rg_acts_next (&walk))
    for (guint k = 0; k < walk.n_kept; k++)
      {
        const guint who = wanted.acts->who[walk.first + walk.kept[k]];

        n = (who == last ? n : 0) + 1;
        times[who] = (gint8) n;
        most = MAX (most, n);
        last = who;
      }
  return most <= G_MAXINT8 && rg_dataset_fold_tiny (context->dataset, times);
}

static void
rg_measure_acts (const RgRule *rule, const RgSegmentContext *context, gboolean left,
                 RgMeasure *measure)
{
  const RgDataset *dataset = context->dataset;

  measure->tiny = RG_NUMBERS_NEW0 (gint8, dataset->n_customers + 1);
  if (rg_count_few_acts (rule, context, left, measure->tiny))
    return;
  rg_measure_clear (measure);
  rg_count_acts (rule, context, left, rg_measure_alloc_counts (measure, dataset));
}

static void
rg_measure_looked (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  rg_measure_acts (rule, context, FALSE, measure);
}

static void
rg_measure_left (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  rg_measure_acts (rule, context, TRUE, measure);
}

/* Who did it at all. */
static RgBitset *
rg_some_acts (const RgRule *rule, const RgSegmentContext *context, gboolean left)
{
  const RgDataset *dataset = context->dataset;
  RgBitset *set = rg_bitset_new (dataset->n_customers);
  g_auto (RgActsWanted) wanted = { 0 };
  g_autofree guint32 *list = NULL;
  guint n;

  rg_acts_init (&wanted, rule, context, left);
  list = rg_acts_list (&wanted, &n);
  for (guint k = 0; k < n; k++)
    {
      const guint living = rg_acts_living (&wanted, dataset, list[k]);

      if (living != RG_NOBODY)
        rg_bitset_add (set, living);
    }
  return set;
}

static RgBitset *
rg_some_looked (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_some_acts (rule, context, FALSE);
}

static RgBitset *
rg_some_left (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_some_acts (rule, context, TRUE);
}

static RgBitset *
rg_scan_never (const RgRule *rule, const RgSegmentContext *context, gboolean left)
{
  return rg_complement (rg_some_acts (rule, context, left), context->dataset);
}

static RgBitset *
rg_scan_never_looked (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_scan_never (rule, context, FALSE);
}

static RgBitset *
rg_scan_never_left (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_scan_never (rule, context, TRUE);
}

/* --- and did not buy it ------------------------------------------------------------------- */

/* By all who bought it. */
static RgBitset *
rg_scan_unbought_by_buyers (const RgRule *rule, const RgSegmentContext *context, gboolean left)
{
  const guint n = context->dataset->n_customers;
  g_autofree RgDay *last = rg_days_alloc (n);
  g_autofree RgDay *bought = rg_days_alloc (n);
  g_autofree guint8 *flags = g_new (guint8, n + 1);

  rg_acts_last_days (rule, context, left, last);
  rg_bought_last_days (rule, context, bought);
  for (guint p = 0; p < n; p++)
    flags[p] = last[p] != RG_DAY_NONE && bought[p] < last[p];
  return rg_flags_to_live (flags, context->dataset);
}

/* Those are few; and what they bought takes so much longer to find than what was sold of a
 * product. */
#define RG_UNBOUGHT_FEW 8
#define RG_UNBOUGHT_RATIO 256

/* Those alone are looked at who did it, where they are few. */
static RgBitset *
rg_scan_unbought (const RgRule *rule, const RgSegmentContext *context, gboolean left)
{
  const RgDataset *dataset = context->dataset;
  g_auto (RgActsWanted) wanted = { 0 };
  g_autofree guint32 *list = NULL;
  RgBitset *set;
  guint n;

  rg_acts_init (&wanted, rule, context, left);
  list = rg_acts_list (&wanted, &n);
  if (n > MAX (RG_UNBOUGHT_FEW, dataset->sales[0]->n_receipts / RG_UNBOUGHT_RATIO))
    return rg_scan_unbought_by_buyers (rule, context, left);
  set = rg_bitset_new (dataset->n_customers);
  /* Whoever did not buy it since one of them did not since the last one. */
  for (guint k = 0; k < n; k++)
    {
      const guint living = rg_acts_living (&wanted, dataset, list[k]);

      if (living != RG_NOBODY && !rg_bitset_get (set, living) &&
          !rg_bought_since (dataset, living, wanted.match, wanted.acts->day[list[k]]))
        rg_bitset_add (set, living);
    }
  return set;
}

static RgBitset *
rg_scan_looked_unbought (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_scan_unbought (rule, context, FALSE);
}

static RgBitset *
rg_scan_left_unbought (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_scan_unbought (rule, context, TRUE);
}

/* --- why ---------------------------------------------------------------------------------- */

static char *
rg_acts_fact (const RgRule *rule, const RgSegmentContext *context, gboolean left)
{
  const guint n = context->dataset->n_customers;
  g_autofree RgDay *last = rg_days_alloc (n);
  g_autofree RgDay *bought = rg_days_alloc (n);
  g_autofree char *day = NULL;
  g_autofree char *sold = NULL;

  rg_acts_last_days (rule, context, left, last);
  if (last[0] == RG_DAY_NONE)
    return rg_with_when (g_strdup (left ? _("did not leave it in the basket")
                                        : _("did not look at it")), rule);
  rg_bought_last_days (rule, context, bought);
  day = rg_day_format (last[0]);
  if (bought[0] == RG_DAY_NONE)
    /* Translators: of one customer: a day. */
    return g_strdup_printf (left ? _("left it in the basket on %s, never bought it")
                                 : _("looked at it on %s, never bought it"), day);
  sold = rg_day_format (bought[0]);
  /* Translators: of one customer: two days. */
  return g_strdup_printf (left ? _("left it in the basket on %s, last bought it on %s")
                               : _("looked at it on %s, last bought it on %s"), day, sold);
}

static char *
rg_looked_fact (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_acts_fact (rule, context, FALSE);
}

static char *
rg_left_fact (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_acts_fact (rule, context, TRUE);
}

/* --- words -------------------------------------------------------------------------------- */

static char *
rg_acts_phrase (const RgRule *rule, const char *template)
{
  g_autofree char *names = rg_names_text (rule->names);

  return rg_with_when (rg_fill (template, names), rule);
}

/* once: with the product or category; often: with that and "at least 3 times". */
static char *
rg_acts_times_phrase (const RgRule *rule, const char *currency, const char *once,
                      const char *often)
{
  g_autofree char *names = NULL;
  g_autofree char *times = NULL;

  if (rule->op == RG_OP_AT_LEAST && rule->low <= 1)
    return rg_acts_phrase (rule, once);
  names = rg_names_text (rule->names);
  times = rg_compared_text (rule, currency);
  return rg_with_when (rule->kind->list != RG_LIST_NONE ? rg_fill_two (often, names, times)
                                                        : rg_fill (often, times), rule);
}

static char *
rg_looked_phrase (const RgRule *rule, const char *currency)
{
  /* Translators: of customers, in the web shop: a product or category, and "at least 3 times". */
  return rg_acts_times_phrase (rule, currency, _("looked at %s"), _("looked at %s %s"));
}

static char *
rg_left_phrase (const RgRule *rule, const char *currency)
{
  /* Translators: of customers, in the web shop: a product or category, and "at least 3 times". */
  return rg_acts_times_phrase (rule, currency, _("left %s in the basket"),
                               _("left %s in the basket %s"));
}

static char *
rg_looked_any_phrase (const RgRule *rule, const char *currency)
{
  /* Translators: of customers, in the web shop: "at least 3 times". */
  return rg_acts_times_phrase (rule, currency, _("looked at anything in the web shop"),
                               _("looked at anything in the web shop %s"));
}

static char *
rg_left_any_phrase (const RgRule *rule, const char *currency)
{
  /* Translators: of customers, in the web shop: "at least 3 times". */
  return rg_acts_times_phrase (rule, currency, _("left anything in the basket"),
                               _("left anything in the basket %s"));
}

static char *
rg_never_looked_phrase (const RgRule *rule, const char *currency)
{
  return rg_acts_phrase (rule, rule->window.mode == RG_WINDOW_EVER ? _("never looked at %s")
                                                                   : _("did not look at %s"));
}

static char *
rg_never_left_phrase (const RgRule *rule, const char *currency)
{
  return rg_acts_phrase (rule, rule->window.mode == RG_WINDOW_EVER
                                 ? _("never left %s in the basket")
                                 : _("did not leave %s in the basket"));
}

/* Translators, here and below: of customers: "looked at Kettle in the last 30 days". */
static char *
rg_looked_unbought_phrase (const RgRule *rule, const char *currency)
{
  g_autofree char *did = rg_acts_phrase (rule, _("looked at %s"));

  return rg_fill (_("%s and did not buy it since"), did);
}

static char *
rg_left_unbought_phrase (const RgRule *rule, const char *currency)
{
  g_autofree char *did = rg_acts_phrase (rule, _("left %s in the basket"));

  return rg_fill (_("%s and did not buy it since"), did);
}

/* --- what would turn them ----------------------------------------------------------------- */

/* Whether there is a day of the rule's period after `after` on which it could have been done. */
static gboolean
rg_acts_take_days (const RgRule *rule, const RgSegmentContext *context, RgDay after, RgTurn *turn)
{
  rg_turn_take_names (turn, rule->names, 1);
  rg_window_days (&rule->window, context, &turn->from, &turn->to);
  turn->to = MIN (turn->to, context->dataset->activity_until);
  if (after != RG_DAY_NONE)
    turn->from = MAX (turn->from, after + 1);
  return turn->from <= turn->to;
}

/* Of a period that lies after all that is known of the web shop. */
static char *
rg_acts_nothing_turns (const RgSegmentContext *context, RgTurn *turn)
{
  const RgDay until = context->dataset->activity_until;
  g_autofree char *day = until != RG_DAY_NONE ? rg_day_format (until) : NULL;
  g_autofree char *because = NULL;

  if (day == NULL)
    return rg_turn_nothing (turn, _("nothing is known of the web shop"));
  /* Translators: why nothing would turn a rule: a day. */
  because = rg_fill (_("the web shop is known only until %s"), day);
  return rg_turn_nothing (turn, because);
}

/* They did it, and bought it since. */
static char *
rg_unbought_since_turn (RgTurn *turn, RgDay last)
{
  g_autofree char *day = rg_day_format (last);

  turn->unbought = last;
  /* Translators: what would turn a rule about the web shop: a day. */
  return rg_fill (_("It would be otherwise if they had not bought it on %s or later."), day);
}

/* A purchase, which comes after what they did; or that (`once`), and where it was bought before, no
 * purchase since. */
static char *
rg_unbought_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn,
                  gboolean left, const char *since, const char *once)
{
  const guint n = context->dataset->n_customers;
  g_autofree RgDay *bought = rg_days_alloc (n);
  g_autofree RgDay *last = rg_days_alloc (n);
  g_autofree char *names = rg_names_text (rule->names);
  g_autofree char *what = NULL;

  rg_turn_take_names (turn, rule->names, 1);
  if (!turn->wanted)
    return rg_turn_fill_names (turn, _("It would take a purchase of %s."));
  rg_acts_last_days (rule, context, left, last);
  if (last[0] != RG_DAY_NONE)
    return rg_unbought_since_turn (turn, last[0]);
  rg_bought_last_days (rule, context, bought);
  if (!rg_acts_take_days (rule, context, bought[0], turn) &&
      !rg_acts_take_days (rule, context, RG_DAY_NONE, turn))
    return rg_acts_nothing_turns (context, turn);
  if (turn->from <= bought[0])
    turn->unbought = turn->from != G_MININT32 ? turn->from : turn->to;
  what = rg_with_when (rg_fill (once, names), rule);
  return rg_fill (bought[0] != RG_DAY_NONE ? since : _("It would take %s."), what);
}

/* Translators, here and below: what would turn a rule about the web shop: a product or category; a
 * time may follow. */
#define RG_A_LOOK _("a look at %s in the web shop")
#define RG_A_BASKET _("that %s is left in the basket")

static char *
rg_looked_unbought_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  return rg_unbought_turn (rule, context, turn, FALSE,
                           _("It would take %s, and no purchase on that day or later."), RG_A_LOOK);
}

static char *
rg_left_unbought_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  return rg_unbought_turn (rule, context, turn, TRUE,
                           _("It would take %s, and no purchase on that day or later."),
                           RG_A_BASKET);
}

static char *
rg_never_looked_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  g_autofree char *names = rg_names_text (rule->names);
  g_autofree char *what = rg_with_when (rg_fill (RG_A_LOOK, names), rule);

  if (!rg_acts_take_days (rule, context, RG_DAY_NONE, turn))
    return rg_acts_nothing_turns (context, turn);
  return turn->wanted ? g_strdup (_("It would be otherwise if they had not looked at it then."))
                      : rg_fill (_("It would take %s."), what);
}

static char *
rg_never_left_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  g_autofree char *names = rg_names_text (rule->names);
  g_autofree char *what = rg_with_when (rg_fill (RG_A_BASKET, names), rule);

  if (!rg_acts_take_days (rule, context, RG_DAY_NONE, turn))
    return rg_acts_nothing_turns (context, turn);
  return turn->wanted
           ? g_strdup (_("It would be otherwise if they had not left it in the basket then."))
           : rg_fill (_("It would take %s."), what);
}

/* --- what follows ------------------------------------------------------------------------- */

static void
rg_looked_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  rg_claims_things_compared (claims, "looked", rule, not);
}

static void
rg_left_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  rg_claims_things_compared (claims, "left", rule, not);
}

/* Did so once at least. */
static void
rg_acts_claims (const RgRule *rule, const char *about, gboolean not, RgClaims *claims)
{
  RgRule once = *rule;

  once.op = RG_OP_AT_LEAST;
  once.low = 1;
  rg_claims_things_compared (claims, about, &once, not);
}

static void
rg_never_looked_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  rg_acts_claims (rule, "looked", !not, claims);
}

static void
rg_never_left_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  rg_acts_claims (rule, "left", !not, claims);
}

static void
rg_looked_unbought_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  if (!not)
    rg_acts_claims (rule, "looked", FALSE, claims);
}

static void
rg_left_unbought_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  if (!not)
    rg_acts_claims (rule, "left", FALSE, claims);
}

/* --- what nobody may have supplied -------------------------------------------------------- */

static gboolean
rg_data_has_activity (const RgDataset *dataset)
{
  return dataset->activity != NULL && dataset->activity->n > 0;
}

static const RgRuleNeed rg_need_activity = {
  .has = rg_data_has_activity,
  .none = N_("No data: no file has told of what people did in the web shop."),
};

/* --- the table ---------------------------------------------------------------------------- */

#define RG_ACTIVITY(word, LIST, example, looked, left, never_looked, never_left, looked_unbought, \
                    left_unbought) \
  { "looked at " word, looked, "looked at " word " \"" example "\" at least 2 times in last 30 " \
    "days", RG_CHAPTER_PRODUCTS, RG_FIELD_NAMES | RG_FIELD_TIMES | RG_FIELD_WINDOW, \
    RG_OPS_NUMBER, LIST, RG_COUNT_MAX, .measure = rg_measure_looked, .some = rg_some_looked, \
    .claims = rg_looked_claims, \
    .phrase = rg_looked_phrase, .unit = rg_unit_times, .everybody = TRUE, \
    .need = &rg_need_activity }, \
  { "left in basket " word, left, "left in basket " word " \"" example "\" in last 7 days", \
    RG_CHAPTER_PRODUCTS, RG_FIELD_NAMES | RG_FIELD_TIMES | RG_FIELD_WINDOW, RG_OPS_NUMBER, LIST, \
    RG_COUNT_MAX, .measure = rg_measure_left, .some = rg_some_left, \
    .claims = rg_left_claims, .phrase = rg_left_phrase, .unit = rg_unit_times, \
    .everybody = TRUE, .need = &rg_need_activity }, \
  { "never looked at " word, never_looked, "never looked at " word " \"" example "\"", \
    RG_CHAPTER_PRODUCTS, RG_FIELD_NAMES | RG_FIELD_WINDOW, 0, LIST, \
    .scan = rg_scan_never_looked, .claims = rg_never_looked_claims, \
    .turn = rg_never_looked_turn, \
    .phrase = rg_never_looked_phrase, .fact = rg_looked_fact, \
    .need = &rg_need_activity }, \
  { "never left in basket " word, never_left, "never left in basket " word " \"" example "\"", \
    RG_CHAPTER_PRODUCTS, RG_FIELD_NAMES | RG_FIELD_WINDOW, 0, LIST, .scan = rg_scan_never_left, \
    .claims = rg_never_left_claims, .turn = rg_never_left_turn, \
    .phrase = rg_never_left_phrase, .fact = rg_left_fact, .need = &rg_need_activity }, \
  { "looked at but not bought " word, looked_unbought, \
    "looked at but not bought " word " \"" example "\" in last 60 days", RG_CHAPTER_PRODUCTS, \
    RG_FIELD_NAMES | RG_FIELD_WINDOW, 0, LIST, .scan = rg_scan_looked_unbought, \
    .claims = rg_looked_unbought_claims, .turn = rg_looked_unbought_turn, \
    .phrase = rg_looked_unbought_phrase, .fact = rg_looked_fact, .need = &rg_need_activity }, \
  { "left but not bought " word, left_unbought, \
    "left but not bought " word " \"" example "\" in last 14 days", RG_CHAPTER_PRODUCTS, \
    RG_FIELD_NAMES | RG_FIELD_WINDOW, 0, LIST, .scan = rg_scan_left_unbought, \
    .claims = rg_left_unbought_claims, .turn = rg_left_unbought_turn, \
    .phrase = rg_left_unbought_phrase, .fact = rg_left_fact, .need = &rg_need_activity }

const RgRuleKind rg_activity_kinds[] = {
  { "looked at anything", N_("Looked at Anything"), "looked at anything in last 30 days",
    RG_CHAPTER_PRODUCTS, RG_FIELD_TIMES | RG_FIELD_WINDOW, RG_OPS_NUMBER, .most = RG_COUNT_MAX,
    .measure = rg_measure_looked, .some = rg_some_looked, .claims = rg_looked_claims,
    .phrase = rg_looked_any_phrase, .unit = rg_unit_times,
    .everybody = TRUE, .need = &rg_need_activity },
  { "left anything in basket", N_("Left Anything in the Basket"),
    "left anything in basket at least 2 times in last 30 days", RG_CHAPTER_PRODUCTS,
    RG_FIELD_TIMES | RG_FIELD_WINDOW, RG_OPS_NUMBER, .most = RG_COUNT_MAX,
    .measure = rg_measure_left, .some = rg_some_left, .claims = rg_left_claims,
    .phrase = rg_left_any_phrase, .unit = rg_unit_times,
    .everybody = TRUE, .need = &rg_need_activity },
  RG_ACTIVITY ("product", RG_LIST_PRODUCTS, "Kettle", N_("Looked at Product"),
               N_("Left Product in the Basket"), N_("Not Looked at Product"),
               N_("Not Left Product in the Basket"), N_("Looked at Product, and Did Not Buy It"),
               N_("Left Product in the Basket, and Did Not Buy It")),
  RG_ACTIVITY ("category", RG_LIST_CATEGORIES, "Coffee", N_("Looked at Category"),
               N_("Left Category in the Basket"), N_("Not Looked at Category"),
               N_("Not Left Category in the Basket"),
               N_("Looked at Category, and Did Not Buy It"),
               N_("Left Category in the Basket, and Did Not Buy It")),
  RG_ACTIVITY ("brand", RG_LIST_BRANDS, "Moccamaster", N_("Looked at Brand"),
               N_("Left Brand in the Basket"), N_("Not Looked at Brand"),
               N_("Not Left Brand in the Basket"), N_("Looked at Brand, and Did Not Buy It"),
               N_("Left Brand in the Basket, and Did Not Buy It")),
  RG_ACTIVITY ("supplier", RG_LIST_SUPPLIERS, "Nordic Roasters",
               N_("Looked at Supplier’s Goods"), N_("Left Supplier’s Goods in the Basket"),
               N_("Not Looked at Supplier’s Goods"),
               N_("Not Left Supplier’s Goods in the Basket"),
               N_("Looked at Supplier’s Goods, and Did Not Buy Them"),
               N_("Left Supplier’s Goods in the Basket, and Did Not Buy Them")),
  { NULL },
};
