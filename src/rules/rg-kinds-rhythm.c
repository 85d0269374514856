/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Kinds of rules about how somebody comes, compared with themselves and with all customers. */
#include "config.h"

#include "base/rg-numbers.h"
#include "rules/rg-rule-claims.h"
#include "rules/rg-turn-comes.h"

#include "base/rg-money.h"
#include "rules/rg-rfm.h"
#include "rules/rg-rhythm.h"
#include "rules/rg-scores.h"
#include "rules/rg-stages.h"

/* --- rhythm ------------------------------------------------------------------------------- */

/* In the order of RgStage. */
static const RgRuleChoice rg_stage_choices[] = {
  { "none", N_("No Purchase Yet"), N_("never bought anything"), N_("bought something") },
  { "new", N_("New"), N_("are new"), N_("are not new") },
  { "growing", N_("Growing"), N_("are becoming regulars"), N_("are not becoming regulars") },
  { "regular", N_("Regular"), N_("are regulars"), N_("are no regulars") },
  { "lapsing", N_("Lapsing"), N_("are lapsing"), N_("are not lapsing") },
  { "lost", N_("Lost"), N_("are lost"), N_("are not lost") },
  { NULL },
};

static RgBitset *
rg_scan_stage (const RgRule *rule, const RgSegmentContext *context)
{
  const guint n = context->dataset->n_customers;
  g_autofree guint8 *stages = rg_stages_of_dataset (context->dataset, context->today);

  for (guint i = 0; i < n; i++)
    stages[i] = stages[i] == rule->has;
  return rg_flags_to_live (stages, context->dataset);
}

/* --- what would turn them ----------------------------------------------------------------- */

static guint
rg_stage_comes (const RgDay *days, gsize n, RgDay today)
{
  return rg_stage_of_days (days, n, today).stage;
}

static char *
rg_stage_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  return rg_turn_comes (rule, context, turn, rg_stage_comes);
}

/* Whoever came has another stage than none; days to come do not count. */
static void
rg_stage_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  const RgDay today = rg_claims_context (claims)->today;
  const gboolean none = rule->has == RG_STAGE_NONE;

  rg_rule_claims_plain (rule, not, claims);
  if (none)
    rg_claims_things (claims, RG_CLAIM_SOLD, RG_LIST_NONE, NULL, G_MININT32, today, NULL, 0, 0,
                      not);
  else if (!not)
    rg_claims_came (claims, today, 1);
}

static const RgRuleChoice rg_rhythm_choices[] = {
  { "overdue", N_("Overdue"), N_("are overdue by their own rhythm"),
    N_("are not overdue by their own rhythm") },
  { "kept", N_("In Time"), N_("come in their own rhythm"), N_("do not come in their own rhythm") },
  { "unknown", N_("Not Known"), N_("have no rhythm yet"), N_("have a rhythm of their own") },
  { NULL },
};

enum { RHYTHM_OVERDUE, RHYTHM_KEPT, RHYTHM_UNKNOWN };

typedef struct {
  guint8 *out;
  guint wanted;
} RgRhythmWanted;

static guint
rg_rhythm_is (const RgRhythm *rhythm)
{
  return !rhythm->known ? RHYTHM_UNKNOWN : rhythm->overdue ? RHYTHM_OVERDUE : RHYTHM_KEPT;
}

static guint
rg_rhythm_comes (const RgDay *days, gsize n, RgDay today)
{
  const RgRhythm rhythm = rg_rhythm_of_days (days, n, today);

  return rg_rhythm_is (&rhythm);
}

static char *
rg_rhythm_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  return rg_turn_comes (rule, context, turn, rg_rhythm_comes);
}

static void
rg_rhythm_take (guint position, const RgRhythm *rhythm, gpointer data)
{
  const RgRhythmWanted *wanted = data;

  wanted->out[position] = rg_rhythm_is (rhythm) == wanted->wanted;
}

static RgBitset *
rg_scan_rhythm (const RgRule *rule, const RgSegmentContext *context)
{
  g_autofree guint8 *flags = g_new0 (guint8, context->dataset->n_customers + 1);
  RgRhythmWanted wanted = { flags, rule->has };

  rg_rhythms_of_dataset (context->dataset, context->today, rg_rhythm_take, &wanted);
  return rg_flags_to_live (flags, context->dataset);
}

static void
rg_gap_take (guint position, const RgRhythm *rhythm, gpointer data)
{
  RgMeasure *measure = data;

  measure->known[position] = rhythm->known;
  measure->owned[position] = rhythm->gap_usual;
}

static void
rg_measure_gap (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  rg_measure_alloc (measure, context->dataset);
  measure->known = g_new0 (guint8, context->dataset->n_customers + 1);
  rg_rhythms_of_dataset (context->dataset, context->today, rg_gap_take, measure);
}

static void
rg_rhythm_keep (guint position, const RgRhythm *rhythm, gpointer data)
{
  if (position == 0)
    *(RgRhythm *) data = *rhythm;
}

static char *
rg_rhythm_fact (const RgRule *rule, const RgSegmentContext *context)
{
  RgRhythm rhythm = { 0 };

  rg_rhythms_of_dataset (context->dataset, context->today, rg_rhythm_keep, &rhythm);
  return rg_rhythm_dup_sentence (&rhythm);
}

static void
rg_rhythm_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  rg_rule_claims_plain (rule, not, claims);
  if (!not && (rule->kind->choices == NULL || rule->has != RHYTHM_UNKNOWN))
    rg_claims_came (claims, rg_claims_context (claims)->today, RG_RHYTHM_LEAST_VISITS);
}

/* --- beside their own year before --------------------------------------------------------- */

#define RG_YEAR 365

/* In percent: 0 is as much as before, -100 nothing. Who spent nothing before has none. */
static void
rg_measure_change (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  const RgDataset *dataset = context->dataset;
  const RgDay today = context->today;
  const RgRule now = { .kind = rule->kind,
                       .window = { .mode = RG_WINDOW_LAST, .days = RG_YEAR } };
  const RgRule before = { .kind = rule->kind,
                          .window = { .mode = RG_WINDOW_BETWEEN, .from = today - 2 * RG_YEAR + 1,
                                      .to = today - RG_YEAR } };
  RgFraction *changes = rg_measure_alloc_fractions (measure, dataset, 100);
  g_autofree gint64 *spend = RG_NUMBERS_NEW0 (gint64, dataset->n_customers + 1);
  g_autofree gint64 *base = RG_NUMBERS_NEW0 (gint64, dataset->n_customers + 1);

  rg_sum_net (&now, context, spend);
  rg_sum_net (&before, context, base);
  for (guint p = 0; p < dataset->n_customers; p++)
    changes[p] = (RgFraction) { spend[p] - base[p], base[p] };
}

/* --- beside everybody --------------------------------------------------------------------- */

static void
rg_measure_score (RgScore score, const RgSegmentContext *context, RgMeasure *measure)
{
  const guint n = context->dataset->n_customers;
  g_autofree guint8 *scores = rg_scores_of_dataset (context->dataset, context->today, score);
  gint64 *values = rg_measure_alloc (measure, context->dataset);

  measure->known = g_new0 (guint8, n + 1);
  for (guint p = 0; p < n; p++)
    {
      measure->known[p] = scores[p] > 0;
      values[p] = scores[p];
    }
}

static void
rg_measure_recency (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  rg_measure_score (RG_SCORE_RECENCY, context, measure);
}

static void
rg_measure_frequency (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  rg_measure_score (RG_SCORE_FREQUENCY, context, measure);
}

static void
rg_measure_money (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  rg_measure_score (RG_SCORE_MONEY, context, measure);
}

/* In the order of RgBand, from 1. */
static const RgRuleChoice rg_band_choices[] = {
  { "top", N_("Bring Four Fifths of the Sales"),
    N_("are among the few who bring four fifths of the sales"),
    N_("are not among the few who bring four fifths of the sales") },
  { "middle", N_("Bring the Next 15 Percent"),
    N_("are among those who bring the next 15 percent of the sales"),
    N_("are not among those who bring the next 15 percent of the sales") },
  { "rest", N_("Bring the Last 5 Percent"),
    N_("are among those who bring the last 5 percent of the sales"),
    N_("are not among those who bring the last 5 percent of the sales") },
  { NULL },
};

static RgBitset *
rg_scan_band (const RgRule *rule, const RgSegmentContext *context)
{
  const guint n = context->dataset->n_customers;
  g_autofree guint8 *bands = rg_bands_of_dataset (context->dataset);

  for (guint p = 0; p < n; p++)
    bands[p] = bands[p] == rule->has + 1;
  return rg_flags_to_live (bands, context->dataset);
}

/* What the customers before the one bring of all that is sold to anybody: it decides the band. */
static char *
rg_band_fact (const RgRule *rule, const RgSegmentContext *context)
{
  const RgDataset *all = context->all != NULL ? context->all : context->dataset;
  const gint64 *spend = rg_dataset_facts (all)->spend;
  const gint64 own = rg_dataset_facts (context->dataset)->spend[0];
  g_autofree char *share = NULL;
  g_autofree char *number = NULL;
  double before = 0, total = 0;
  guint place = 1;

  if (own <= 0)
    return g_strdup (_("brought no sales"));
  for (guint p = 0; p < all->n_customers; p++)
    if (spend[p] > 0 && rg_bitset_get (all->live, p))
      {
        total += (double) spend[p];
        before += spend[p] > own ? (double) spend[p] : 0;
        place += spend[p] > own;
      }
  share = rg_percent_format (before / total, 1);
  number = rg_number_format (place);
  /* Translators: of one customer: their place, the first is 1; and a percentage. */
  return g_strdup_printf (_("is number %s by net sales; those before bring %s of all sales"),
                          number, share);
}

/* The net sales that are nearest to theirs in another band: less than that, or so much. */
static gint64
rg_band_nearest (gint64 own, gint64 more, gint64 less)
{
  return own - less < more - own ? less : more;
}

/* What they would have to spend more or less, all others staying as they are. */
static char *
rg_band_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  const RgBand band = (RgBand) (rule->has + 1);
  const RgDataset *all = turn->all->dataset;
  const gint64 own = rg_dataset_facts (all)->spend[turn->position];
  const gint64 least = rg_band_least_spend (all, turn->position, band);
  const gint64 above = band == RG_BAND_TOP
                         ? G_MAXINT64 : rg_band_least_spend (all, turn->position, band - 1);
  gint64 wanted;

  /* Where everybody is so rich or so few that nobody can be in between. */
  if (turn->wanted && least >= above)
    return NULL;
  if (turn->wanted)
    wanted = own < least ? least : above - 1;
  else
    wanted = band == RG_BAND_TOP ? least - 1 : rg_band_nearest (own, above, least - 1);
  turn->by = wanted - own;
  return rg_turn_amount (turn, context->digits);
}

/* In the order of RgRfmRegion. */
static const RgRuleChoice rg_region_choices[] = {
  { "best", N_("Best Customers"), N_("are among the best customers"),
    N_("are not among the best customers") },
  { "loyal", N_("Loyal Customers"), N_("are loyal"), N_("are not among the loyal") },
  { "growing", N_("Becoming Loyal"), N_("are becoming loyal"), N_("are not becoming loyal") },
  { "new", N_("Just Arrived"), N_("have just arrived"), N_("have not just arrived") },
  { "second-visit", N_("Second Visit Due"), N_("are due for a second visit"),
    N_("are not due for a second visit") },
  { "middle", N_("In the Middle"), N_("are in the middle"), N_("are not in the middle") },
  { "quiet", N_("Going Quiet"), N_("are going quiet"), N_("are not going quiet") },
  { "slipping", N_("Slipping Away"), N_("are slipping away"), N_("are not slipping away") },
  { "missed", N_("Missed Most"), N_("are missed most"), N_("are not among those missed most") },
  { "long-away", N_("Long Away"), N_("have been away for long"),
    N_("have not been away for long") },
  { "gone", N_("Probably Gone"), N_("are probably gone"), N_("are probably not gone") },
  { NULL },
};

static RgBitset *
rg_scan_region (const RgRule *rule, const RgSegmentContext *context)
{
  const guint n = context->dataset->n_customers;
  g_autofree guint8 *recency =
    rg_scores_of_dataset (context->dataset, context->today, RG_SCORE_RECENCY);
  g_autofree guint8 *frequency =
    rg_scores_of_dataset (context->dataset, context->today, RG_SCORE_FREQUENCY);
  guint8 wanted[RG_SCORE_PARTS + 1][RG_SCORE_PARTS + 1] = { 0 };

  for (guint r = 1; r <= RG_SCORE_PARTS; r++)
    for (guint f = 1; f <= RG_SCORE_PARTS; f++)
      wanted[r][f] = rg_rfm_region_of (r, f) == rule->has;
  for (guint p = 0; p < n; p++)
    recency[p] = wanted[recency[p]][frequency[p]];
  return rg_flags_to_live (recency, context->dataset);
}

/* One of the scores of the person, beside all; 0: never came. */
static guint
rg_score_among_all (const char *keyword, const RgTurn *turn)
{
  const RgRule rule = { .kind = rg_rule_kind_find (keyword) };
  RgMeasure units;
  gint64 score;

  return rg_rule_measure_one (&rule, turn->all, turn->position, &units, &score) ? (guint) score
                                                                                : 0;
}

/* The scores next to those that somebody has with which it is as wanted. */
static gboolean
rg_region_find_scores (const RgRule *rule, guint recency, guint frequency, RgTurn *turn)
{
  int least = G_MAXINT;

  for (guint r = 1; r <= RG_SCORE_PARTS; r++)
    for (guint f = 1; f <= RG_SCORE_PARTS; f++)
      {
        const int way = ABS ((int) r - (int) recency) + ABS ((int) f - (int) frequency);

        if (way >= least || (rg_rfm_region_of (r, f) == rule->has) != turn->wanted)
          continue;
        least = way;
        turn->recency = (guint8) r;
        turn->frequency = (guint8) f;
      }
  return least < G_MAXINT;
}

static char *
rg_region_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  const guint recency = rg_score_among_all ("recency score", turn);
  const guint frequency = rg_score_among_all ("frequency score", turn);

  if (!rg_region_find_scores (rule, recency, frequency, turn))
    return NULL;
  if (recency == 0)
    return g_strdup_printf (_("It would take a visit first, then a recency of %u and a frequency "
                              "of %u."), turn->recency, turn->frequency);
  /* Translators: what would turn a rule: scores from 1 to 5 of how lately and how often somebody
   * came, first what would be needed, then what they are. */
  return g_strdup_printf (_("It would take a recency of %u and a frequency of %u. "
                            "They are %u and %u."), turn->recency, turn->frequency, recency,
                          frequency);
}

/* --- the table ---------------------------------------------------------------------------- */

const RgRuleKind rg_rhythm_kinds[] = {
  { "stage", N_("Stage"), "stage is lapsing", RG_CHAPTER_RHYTHM, RG_FIELD_CHOICE, RG_OPS_IS,
    .first = 4, .choices = rg_stage_choices, .scan = rg_scan_stage,
    .fact = rg_rhythm_fact, .claims = rg_stage_claims, .turn = rg_stage_turn,
    .need = &rg_need_purchases },
  { "rhythm", N_("Own Rhythm"), "rhythm is overdue", RG_CHAPTER_RHYTHM, RG_FIELD_CHOICE,
    RG_OPS_IS, .choices = rg_rhythm_choices, .scan = rg_scan_rhythm, .fact = rg_rhythm_fact,
    .claims = rg_rhythm_claims, .turn = rg_rhythm_turn,
    .need = &rg_need_purchases },
  /* Translators: of customers: %s is "at most 14 days". */
  { "usual gap", N_("Usual Days Between Visits"), "usual gap at most 14", RG_CHAPTER_RHYTHM,
    RG_FIELD_NUMBER, RG_OPS_NUMBER, .first = 14, .most = RG_DAYS_MAX, .measure = rg_measure_gap,
    .about = N_("usually leave %s between two visits"),
    /* Translators: of one customer: %s is "14 days". */
    .about_one = N_("usually leaves %s between two visits"), .unit = rg_unit_days,
    .claims = rg_rhythm_claims, .need = &rg_need_purchases },
  /* Translators: of customers: %s is "at most −20 percent". */
  { "change of spend", N_("Spend Beside the Year Before"), "change of spend at most -20",
    RG_CHAPTER_RHYTHM, RG_FIELD_NUMBER | RG_FIELD_MINUS, RG_OPS_NUMBER, .first = -20,
    .most = RG_COUNT_MAX, .measure = rg_measure_change,
    .about = N_("changed what they spend in a year by %s"),
    .about_one = NC_("one customer", "changed what they spend in a year by %s"),
    .unit = rg_unit_percent, .need = &rg_need_purchases },
  /* Translators: of customers: %s is "at least 4". */
  { "recency score", N_("Recency, 1 to 5"), "recency score at least 4", RG_CHAPTER_RHYTHM,
    RG_FIELD_NUMBER, RG_OPS_NUMBER, .least = 1, .first = 4, .most = 5,
    .measure = rg_measure_recency, .beside_all = TRUE, .claims = rg_rule_claims_ever,
    .about = N_("have a recency of %s out of 5"),
    .about_one = N_("has a recency of %s out of 5"), .unit = rg_unit_plain,
    .need = &rg_need_purchases },
  /* Translators: of customers: %s is "at least 4". */
  { "frequency score", N_("Frequency, 1 to 5"), "frequency score between 2 and 3",
    RG_CHAPTER_RHYTHM, RG_FIELD_NUMBER, RG_OPS_NUMBER, .least = 1, .first = 4, .most = 5,
    .measure = rg_measure_frequency, .beside_all = TRUE, .claims = rg_rule_claims_ever,
    .about = N_("have a frequency of %s out of 5"),
    .about_one = N_("has a frequency of %s out of 5"),
    .unit = rg_unit_plain, .need = &rg_need_purchases },
  { "money score", N_("Money, 1 to 5"), "money score exactly 5", RG_CHAPTER_RHYTHM,
    RG_FIELD_NUMBER, RG_OPS_NUMBER, .least = 1, .first = 4, .most = 5,
    .measure = rg_measure_money, .beside_all = TRUE, .claims = rg_rule_claims_ever,
    .about = N_("have a money score of %s out of 5"),
    .about_one = N_("has a money score of %s out of 5"), .unit = rg_unit_plain,
    .need = &rg_need_purchases },
  { "sales band", N_("Share of All Sales"), "sales band is top", RG_CHAPTER_RHYTHM,
    RG_FIELD_CHOICE, RG_OPS_IS, .choices = rg_band_choices, .scan = rg_scan_band,
    .fact = rg_band_fact, .turn = rg_band_turn,
    .beside_all = TRUE, .need = &rg_need_purchases },
  { "rfm group", N_("How Lately and How Often"), "rfm group is slipping", RG_CHAPTER_RHYTHM,
    RG_FIELD_CHOICE, RG_OPS_IS, .choices = rg_region_choices, .scan = rg_scan_region,
    .beside_all = TRUE, .claims = rg_rule_claims_ever, .turn = rg_region_turn,
    .need = &rg_need_purchases },
  { NULL },
};
