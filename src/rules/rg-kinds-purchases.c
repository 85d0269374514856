/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Kinds of rules about purchases, whatever was bought. */
#include "config.h"

#include "base/rg-numbers.h"
#include "base/rg-parallel.h"
#include "base/rg-processor.h"
#include "rules/rg-rule-claims.h"
#include "rules/rg-rule-lines.h"
#include "rules/rg-rule-turn.h"

#include <string.h>

/* A rule that looks at everything: what the facts of the dataset have already. */
static gboolean
rg_rule_looks_at_all (const RgRule *rule)
{
  const RgWhere *where = &rule->where;

  return rule->window.mode == RG_WINDOW_EVER && where->locations == NULL &&
         where->selling == RG_SELLING_ANY && where->weekdays == 0 &&
         where->hour_from == where->hour_to && where->month_from == 0;
}

static void
rg_measure_spend (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  if (rg_rule_looks_at_all (rule))
    measure->values = rg_dataset_facts (context->dataset)->spend;
  else
    rg_measure_net (rule, context, measure);
}

static gint64
rg_receipt_margin (const RgSales *sales, guint receipt)
{
  return rg_sales_margin (sales, receipt);
}

RG_DEFINE_SUMS (rg_sums_margin, rg_receipt_margin)

static void
rg_measure_margin (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  rg_measure_sums (rule, context, rg_sums_margin, measure);
}

static void
rg_measure_visits (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  const RgDataset *dataset = context->dataset;
  guint32 *visits = rg_measure_alloc_counts (measure, dataset);

  if (!rg_rule_looks_at_all (rule))
    rg_sum_visits (rule, context, visits);
  else
    memcpy (visits, rg_dataset_facts (dataset)->visits, dataset->n_customers * sizeof *visits);
}

/* Net sales by visits, in millionths of the currency. */
static void
rg_measure_basket (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  const RgDataset *dataset = context->dataset;
  const RgFacts *facts;
  RgFraction *baskets;
  gint64 unit = 1;

  for (int i = context->digits; i < 6; i++)
    unit *= 10;
  baskets = rg_measure_alloc_fractions (measure, dataset, unit);
  if (!rg_rule_looks_at_all (rule))
    {
      rg_sum_baskets (rule, context, baskets);
      return;
    }
  facts = rg_dataset_facts (dataset);
  for (guint p = 0; p < dataset->n_customers; p++)
    baskets[p] = (RgFraction) { facts->spend[p], facts->visits[p] };
}

/* Visits that the rule looks at, of a hundred visits in its period. */
static void
rg_measure_share (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  const RgDataset *dataset = context->dataset;
  const RgRule all = { .kind = rule->kind, .window = rule->window };
  RgFraction *shares = rg_measure_alloc_fractions (measure, dataset, 100);
  g_autofree guint32 *part = RG_NUMBERS_NEW0 (guint32, dataset->n_customers + 1);
  g_autofree guint32 *counted = NULL;
  const guint32 *visits;

  rg_sum_visits (rule, context, part);
  if (rg_rule_looks_at_all (&all))
    visits = rg_dataset_facts (dataset)->visits;
  else
    {
      visits = counted = RG_NUMBERS_NEW0 (guint32, dataset->n_customers + 1);
      rg_sum_visits (&all, context, counted);
    }
  for (guint p = 0; p < dataset->n_customers; p++)
    shares[p] = (RgFraction) { part[p], visits[p] };
}

/* So many visits more that the share is at least `part` percent, or more than that. */
static gint64
rg_share_more (RgFraction has, gint64 part, gboolean beyond)
{
  const gint64 rest = part * has.below - 100 * has.above;

  return MAX (beyond ? rest / (100 - part) + 1 : (rest + 99 - part) / (100 - part), 1);
}

/* So many visits more, of which each counts among all of them, too; NULL where more of them would
 * not do: then the share alone is told. */
static char *
rg_share_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  RgMeasure measure = { 0 };
  RgFraction has;
  gint64 part, more;
  g_autofree char *visits = NULL;
  RgOp op;

  rg_op_is_not (rule->op, &op);
  part = turn->wanted ? rule->low : rule->high;
  if (part >= 100 || op == (turn->wanted ? RG_OP_AT_MOST : RG_OP_AT_LEAST))
    return NULL;
  rg_measure_share (rule, context, &measure);
  has = measure.fractions[0];
  rg_measure_clear (&measure);
  more = rg_share_more (has, part, !turn->wanted);
  /* Where the share has an upper bound, one visit may pass it. */
  if (turn->wanted && op != RG_OP_AT_LEAST &&
      100 * (has.above + more) > rule->high * (has.below + more))
    return NULL;
  turn->times = (guint) more;
  /* Translators: what would turn a rule about a share of visits; a time or place follows. */
  visits = rg_with_when (g_strdup_printf (P_("%d more visit", "%d more visits", turn->times),
                                          (int) turn->times), rule);
  return rg_fill (_("It would take %s."), visits);
}

/* --- by lines ----------------------------------------------------------------------------- */

RG_DEFINE_SUMS (rg_sums_pieces, rg_sales_pieces)

static void
rg_measure_items (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  rg_measure_sums (rule, context, rg_sums_pieces, measure);
  measure->milli = TRUE;
}

static void
rg_measure_returns (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  const RgDataset *dataset = context->dataset;
  const guint n = dataset->products.names.n;
  g_autofree guint8 *match = g_malloc (n + 1);
  guint32 *returns = rg_measure_alloc_counts (measure, dataset);
  RgReceiptFilter filter;

  /* Any product, or none. */
  memset (match, 1, n + 1);
  rg_receipt_filter_init (&filter, rule, context);
  for (guint b = 0; b < 2; b++)
    rg_add_odd_lines (&filter, dataset->sales[b], match, rg_line_is_return, TRUE, returns, TRUE);
  rg_receipt_filter_clear (&filter);
  rg_dataset_fold_counts (dataset, returns);
}

G_ALWAYS_INLINE static inline void
rg_add_largest_run (const RgReceiptFilter *filter, const RgSales *sales, guint first, guint last,
                    gboolean checks, gint64 *restrict largest)
{
  const guint32 *restrict customer = sales->customer;

  for (guint i = first; i < last; i++)
    {
      const guint who = customer[i];

      __builtin_prefetch (largest + customer[MIN (i + RG_LINES_AHEAD, last - 1)], 1);
      if (who != RG_NOBODY && rg_bitset_get (sales->visit, i) &&
          (!checks || rg_receipt_run_has (filter, sales, i)))
        {
          const gint64 net = rg_sales_net (sales, i);

          /* The greater one, without a branch that nothing foretells. */
          largest[who] ^= (net ^ largest[who]) & -(gint64) (net > largest[who]);
        }
    }
}

static void
rg_add_largest (const RgReceiptFilter *filter, const RgSales *sales, gint64 *largest)
{
  RgReceiptRuns runs;
  guint first, last;

  rg_receipt_runs_init (&runs, filter, sales);
  while (rg_receipt_runs_next (&runs, &first, &last))
    if (rg_receipt_run_checks (filter, sales))
      rg_add_largest_run (filter, sales, first, last, TRUE, largest);
    else
      rg_add_largest_run (filter, sales, first, last, FALSE, largest);
}

/* The greatest receipt of each; who has none, or was only given something back, has none. */
static void
rg_measure_largest (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  const RgDataset *dataset = context->dataset;
  const guint n = dataset->n_customers;
  gint64 *largest = rg_measure_alloc (measure, dataset);
  RgReceiptFilter filter;

  measure->known = g_new (guint8, n + 1);
  for (guint p = 0; p < n; p++)
    largest[p] = G_MININT64;
  rg_receipt_filter_init (&filter, rule, context);
  for (guint b = 0; b < 2; b++)
    rg_add_largest (&filter, dataset->sales[b], largest);
  rg_receipt_filter_clear (&filter);
  for (guint p = 0; p < n; p++)
    {
      const guint who = rg_bitset_get (dataset->live, p) ? p : rg_dataset_resolve (dataset, p);

      if (who != p && who != RG_NOBODY)
        largest[who] = MAX (largest[who], largest[p]);
    }
  for (guint p = 0; p < n; p++)
    measure->known[p] = largest[p] != G_MININT64;
}

/* Bits for pairs of a customer and a category: so many at once. */
#define RG_PAIRS_MOST (1u << 31)
#define RG_PAIRS_PARTS 2
/* So many receipts are worth two sets of pairs, unless the sets are large. */
#define RG_PAIRS_LEAST 50000
#define RG_PAIRS_SMALL (1u << 26)
#define RG_PAIRS_PEOPLE 50000

typedef struct {
  const RgReceiptFilter *filter;
  guint first, n;   /* the categories that are counted now */
  RgBitset *seen[RG_PAIRS_PARTS]; /* pairs of a living customer and one of those */
  guint middle;     /* receipt from which on a part looks beside the other */
  guint32 *counts;
} RgPairs;

#define RG_PAIRS_ROOM 512
#define RG_PAIRS_FEW 4

/* Lines of receipts that follow each other, and whose they are. */
typedef struct {
  guint line, n;
  guint32 who[RG_PAIRS_ROOM + RG_PAIRS_FEW];
} RgPairLines;

/* Without branches that nothing foretells: what does not count sets no bit. */
static void
rg_pairs_mark (const RgPairs *pairs, RgBitset *seen, const RgSales *sales, RgPairLines *lines)
{
  const guint32 *category = pairs->filter->dataset->products.category;

  for (guint i = 0; i < lines->n; i++)
    {
      const guint line = lines->line + i, product = rg_sales_product (sales, line);
      const guint of = category[product != RG_NOTHING ? product : 0] - pairs->first;
      const gboolean counts = (product != RG_NOTHING) & (of < pairs->n) &
                              (rg_sales_kind (sales, line) == RG_LINE_SALE) &
                              (rg_sales_quantity (sales, line) > 0);
      const guint at = lines->who[i] * pairs->n + (counts ? of : 0);

      seen->words[at >> 6] |= (guint64) counts << (at & 63);
    }
  lines->line += lines->n;
  lines->n = 0;
}

/* Most receipts have few lines: more than there are is written, and written over. */
static void
rg_pairs_add_receipt (const RgPairs *pairs, RgBitset *seen, const RgSales *sales,
                      RgPairLines *lines, guint receipt, guint who)
{
  guint n = sales->first_line[receipt + 1] - sales->first_line[receipt];

  while (n > RG_PAIRS_ROOM - lines->n)
    {
      for (guint i = lines->n; i < RG_PAIRS_ROOM; i++)
        lines->who[i] = who;
      n -= RG_PAIRS_ROOM - lines->n;
      lines->n = RG_PAIRS_ROOM;
      rg_pairs_mark (pairs, seen, sales, lines);
    }
  for (guint i = 0; i < RG_PAIRS_FEW; i++)
    lines->who[lines->n + i] = who;
  for (guint i = RG_PAIRS_FEW; i < n; i++)
    lines->who[lines->n + i] = who;
  lines->n += n;
}

/* What is nobody's is told of whoever comes after the last one. */
static void
rg_pairs_see (const RgPairs *pairs, RgBitset *seen, const RgSales *sales, guint first, guint last)
{
  const RgReceiptFilter *filter = pairs->filter;
  const guint nobody = filter->dataset->n_customers;
  RgPairLines lines;

  if (first >= last)
    return;
  lines.line = sales->first_line[first];
  lines.n = 0;
  for (guint i = first; i < last; i++)
    {
      const guint ahead = MIN (sales->customer[MIN (i + RG_LINES_AHEAD, last - 1)], nobody);
      guint who = sales->customer[i];

      __builtin_prefetch (seen->words + (ahead * pairs->n >> 6), 1);
      if (who != RG_NOBODY)
        who = rg_receipt_filter_has (filter, sales, i)
                ? rg_dataset_receipt_customer (filter->dataset, sales, i) : RG_NOBODY;
      rg_pairs_add_receipt (pairs, seen, sales, &lines, i, MIN (who, nobody));
    }
  rg_pairs_mark (pairs, seen, sales, &lines);
}

static void
rg_pairs_see_parts (guint first_part, guint last_part, gpointer data)
{
  const RgPairs *pairs = data;
  const RgSales *sales = pairs->filter->dataset->sales[0];
  guint first, last;

  rg_receipt_filter_range (pairs->filter, sales, &first, &last);
  for (guint part = first_part; part < last_part; part++)
    rg_pairs_see (pairs, pairs->seen[part], sales, part == 0 ? first : pairs->middle,
                  part == 0 ? pairs->middle : last);
}

RG_WITH_POPCOUNT static void
rg_pairs_count (guint first, guint last, gpointer data)
{
  const RgPairs *pairs = data;
  const guint64 *words = pairs->seen[0]->words;

  for (guint who = first; who < last; who++)
    for (guint at = who * pairs->n, left = pairs->n, n; left > 0; at += n, left -= n)
      {
        n = MIN (left, 64 - (at & 63));
        pairs->counts[who] += (guint) __builtin_popcountll (
            words[at >> 6] >> (at & 63) << (64 - n));
      }
}

/* The categories from pairs->first on, so many as fit. */
static void
rg_pairs_take (RgPairs *pairs)
{
  const RgDataset *dataset = pairs->filter->dataset;
  const guint n_bits = (dataset->n_customers + 1) * pairs->n;
  guint first, last;

  rg_receipt_filter_range (pairs->filter, dataset->sales[0], &first, &last);
  pairs->middle = n_bits <= RG_PAIRS_SMALL && last > first &&
                  rg_parallel_is_worth (last - first, RG_PAIRS_LEAST) ? (first + last) / 2 : last;
  pairs->seen[0] = rg_bitset_new (n_bits);
  if (pairs->middle < last)
    pairs->seen[1] = rg_bitset_new (n_bits);
  rg_parallel_for (pairs->seen[1] != NULL ? 2 : 1, 1, rg_pairs_see_parts, pairs);
  rg_receipt_filter_range (pairs->filter, dataset->sales[1], &first, &last);
  rg_pairs_see (pairs, pairs->seen[0], dataset->sales[1], first, last);
  if (pairs->seen[1] != NULL)
    rg_bitset_or (pairs->seen[0], pairs->seen[1]);
  rg_parallel_for (dataset->n_customers, RG_PAIRS_PEOPLE, rg_pairs_count, pairs);
  for (guint part = 0; part < RG_PAIRS_PARTS; part++)
    g_clear_pointer (&pairs->seen[part], rg_bitset_unref);
}

static void
rg_measure_categories (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  const RgDataset *dataset = context->dataset;
  const guint most = MAX (1, RG_PAIRS_MOST / MAX (1, dataset->n_customers));
  RgReceiptFilter filter;
  RgPairs pairs = { .filter = &filter, .counts = rg_measure_alloc_counts (measure, dataset) };

  rg_receipt_filter_init (&filter, rule, context);
  for (; pairs.first < dataset->categories.n; pairs.first += pairs.n)
    {
      pairs.n = MIN (most, dataset->categories.n - pairs.first);
      rg_pairs_take (&pairs);
    }
  rg_receipt_filter_clear (&filter);
}

/* --- days of visits ----------------------------------------------------------------------- */

static RgBitset *
rg_scan_first_visit (const RgRule *rule, const RgSegmentContext *context)
{
  RgDay from, to;

  rg_window_days (&rule->window, context, &from, &to);
  return rg_scan_days (context->dataset, rg_dataset_facts (context->dataset)->first_day, from, to);
}

static char *
rg_first_visit_phrase (const RgRule *rule, const char *currency)
{
  return rg_with_when (g_strdup (_("came for the first time")), rule);
}

static RgBitset *
rg_scan_last_visit (const RgRule *rule, const RgSegmentContext *context)
{
  RgDay from, to;

  rg_window_days (&rule->window, context, &from, &to);
  return rg_scan_days (context->dataset, rg_dataset_facts (context->dataset)->last_day, from, to);
}

static char *
rg_last_visit_phrase (const RgRule *rule, const char *currency)
{
  return rg_with_when (g_strdup (_("came for the last time")), rule);
}

/* Sales after today, which a wrong clock of the till may give, count as a visit since. */
static RgBitset *
rg_scan_absent (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_scan_days (context->dataset, rg_dataset_facts (context->dataset)->last_day, G_MININT32,
                       context->today - (RgDay) rule->low);
}

static char *
rg_absent_phrase (const RgRule *rule, const char *currency)
{
  const int days = (int) rule->low;

  return g_strdup_printf (P_("have not come for %d day", "have not come for %d days", days), days);
}

static char *
rg_visit_fact (RgDay day, const char *template)
{
  g_autofree char *text = day != RG_DAY_NONE ? rg_day_format (day) : NULL;

  return text != NULL ? rg_fill (template, text) : g_strdup (_("never came"));
}

static char *
rg_first_visit_fact (const RgRule *rule, const RgSegmentContext *context)
{
  /* Translators: of one customer: a day. */
  return rg_visit_fact (rg_dataset_facts (context->dataset)->first_day[0],
                        _("came for the first time on %s"));
}

static char *
rg_last_visit_fact (const RgRule *rule, const RgSegmentContext *context)
{
  /* Translators: of one customer: a day. */
  return rg_visit_fact (rg_dataset_facts (context->dataset)->last_day[0],
                        _("came for the last time on %s"));
}

/* --- units -------------------------------------------------------------------------------- */

static char *
rg_unit_categories (gint64 number, const char *currency)
{
  return g_strdup_printf (P_("%d category", "%d categories", (int) number), (int) number);
}

/* --- what would turn them ----------------------------------------------------------------- */

/* Another day for who came, any day in it for who never did. */
static char *
rg_visit_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  const gboolean came = rg_dataset_facts (context->dataset)->last_day[0] != RG_DAY_NONE;

  rg_window_days (&rule->window, context, &turn->from, &turn->to);
  if (turn->from > turn->to)
    return NULL;
  if (!came)
    return rg_turn_visit (turn);
  turn->never = turn->from == G_MININT32 && turn->to == G_MAXINT32;
  return turn->never ? rg_turn_beginning (turn) : rg_turn_day_between (turn);
}

static char *
rg_absent_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  turn->from = G_MININT32;
  turn->to = context->today - (RgDay) rule->low;
  return rg_dataset_facts (context->dataset)->last_day[0] != RG_DAY_NONE
           ? rg_turn_day_between (turn) : rg_turn_visit (turn);
}

/* --- what follows ------------------------------------------------------------------------- */

static void
rg_visits_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  rg_claims_things_compared (claims, RG_CLAIM_SOLD, rule, not);
}

/* Nobody has a share who did not come in the period at all. */
static void
rg_share_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  const RgRule all = { .kind = rule->kind, .window = rule->window };

  rg_rule_claims_plain (rule, not, claims);
  if (!not)
    rg_claims_things_least (claims, RG_CLAIM_SOLD, &all, 1);
}

/* Came in the period, and not before it, or not after it. */
static void
rg_claims_visit_between (RgClaims *claims, const char *about, RgDay from, RgDay to,
                         gboolean first, gboolean not)
{
  rg_claims_value (claims, about, from, to, not);
  if (not)
    return;
  rg_claims_things (claims, RG_CLAIM_SOLD, RG_LIST_NONE, NULL, from, to, NULL, 1, RG_CLAIM_MOST,
                    FALSE);
  if (first && from > G_MININT32)
    rg_claims_things (claims, RG_CLAIM_SOLD, RG_LIST_NONE, NULL, G_MININT32, from - 1, NULL, 0, 0,
                      FALSE);
  if (!first && to < G_MAXINT32)
    rg_claims_things (claims, RG_CLAIM_SOLD, RG_LIST_NONE, NULL, to + 1, G_MAXINT32, NULL, 0, 0,
                      FALSE);
}

static void
rg_first_visit_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  RgDay from, to;

  rg_window_days (&rule->window, rg_claims_context (claims), &from, &to);
  rg_claims_visit_between (claims, "first visit", from, to, TRUE, not);
}

static void
rg_last_visit_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  RgDay from, to;

  rg_window_days (&rule->window, rg_claims_context (claims), &from, &to);
  rg_claims_visit_between (claims, "last visit", from, to, FALSE, not);
}

static void
rg_absent_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  rg_claims_visit_between (claims, "last visit", G_MININT32,
                           rg_claims_context (claims)->today - (RgDay) rule->low, FALSE, not);
}

/* --- what nobody may have supplied -------------------------------------------------------- */

static gboolean
rg_data_has_costs (const RgDataset *dataset)
{
  for (guint b = 0; b < G_N_ELEMENTS (dataset->sales); b++)
    for (guint i = 0; i < dataset->sales[b]->n_receipts; i++)
      if (dataset->sales[b]->short_margin[i] != 0)
        return TRUE;
  return FALSE;
}

static const RgRuleNeed rg_need_costs = {
  .first = &rg_need_purchases, .has = rg_data_has_costs,
  .none = N_("No data: nobody has told what anything sold had cost."),
};

/* --- the table ---------------------------------------------------------------------------- */

#define WHEN (RG_FIELD_WINDOW | RG_FIELD_WHERE)

const RgRuleKind rg_purchase_kinds[] = {
  /* Translators: of customers: %s is "at least €100.00". */
  { "spend", N_("Spend"), "spend at least 100.00 in last 90 days", RG_CHAPTER_PURCHASES,
    RG_FIELD_MONEY | WHEN, RG_OPS_NUMBER, .most = RG_AMOUNT_MAX, .measure = rg_measure_spend,
    .about = N_("spent %s"),
    .about_one = NC_("one customer", "spent %s"),
    .unit = rg_amount_text, .need = &rg_need_purchases },
  /* Translators: of customers: %s is "at least €100.00". */
  { "margin", N_("Margin"), "margin at least 100 in last 365 days", RG_CHAPTER_PURCHASES,
    RG_FIELD_MONEY | WHEN, RG_OPS_NUMBER, .most = RG_AMOUNT_MAX, .measure = rg_measure_margin,
    .about = N_("brought %s of margin"),
    .about_one = NC_("one customer", "brought %s of margin"),
    .unit = rg_amount_text, .need = &rg_need_costs },
  /* Translators: of customers: %s is "at least 3 times". */
  { "visits", N_("Visits"), "visits between 2 and 5 in last 365 days", RG_CHAPTER_PURCHASES,
    RG_FIELD_NUMBER | WHEN, RG_OPS_NUMBER, .first = 2, .most = RG_COUNT_MAX,
    .measure = rg_measure_visits, .about = N_("came %s"),
    .about_one = NC_("one customer", "came %s"), .unit = rg_unit_times,
    .claims = rg_visits_claims,
    .everybody = TRUE, .need = &rg_need_purchases },
  /* Translators: of customers: %s is "at least €40.00". */
  { "basket", N_("Average Basket"), "basket at least 40 weekday saturday or sunday",
    RG_CHAPTER_PURCHASES, RG_FIELD_MONEY | WHEN, RG_OPS_NUMBER, .most = RG_AMOUNT_MAX,
    .measure = rg_measure_basket, .about = N_("spent %s a visit"),
    .about_one = NC_("one customer", "spent %s a visit"), .unit = rg_amount_text,
    .claims = rg_rule_claims_came, .need = &rg_need_purchases },
  /* Translators: of customers: %s is "at least €100.00". */
  { "largest purchase", N_("Largest Purchase"), "largest purchase at least 200 in this year",
    RG_CHAPTER_PURCHASES, RG_FIELD_MONEY | WHEN, RG_OPS_NUMBER, .most = RG_AMOUNT_MAX,
    .measure = rg_measure_largest, .about = N_("spent %s at once"),
    .about_one = NC_("one customer", "spent %s at once"), .unit = rg_amount_text,
    .claims = rg_rule_claims_came, .need = &rg_need_purchases },
  /* Translators: of customers: %s is "at least 3 pieces". */
  { "items", N_("Pieces Bought"), "items at least 10 in last quarter", RG_CHAPTER_PURCHASES,
    RG_FIELD_NUMBER | WHEN, RG_OPS_NUMBER, .most = RG_COUNT_MAX, .measure = rg_measure_items,
    .claims = rg_rule_claims_some, .about = N_("bought %s"),
    .about_one = NC_("one customer", "bought %s"), .unit = rg_unit_pieces,
    .need = &rg_need_purchases },
  /* Translators: of customers: %s is "at least 3 categories". */
  { "categories", N_("Different Categories"), "categories at most 1 ever", RG_CHAPTER_PURCHASES,
    RG_FIELD_NUMBER | WHEN, RG_OPS_NUMBER, .first = 2, .most = RG_COUNT_MAX,
    .measure = rg_measure_categories, .about = N_("bought from %s"),
    .about_one = NC_("one customer", "bought from %s"),
    .unit = rg_unit_categories, .everybody = TRUE, .claims = rg_rule_claims_some,
    .need = &rg_need_categories },
  /* Translators: of customers: %s is "at least 3 times". */
  { "returns", N_("Returns"), "returns at least 2 in last 365 days", RG_CHAPTER_PURCHASES,
    RG_FIELD_NUMBER | WHEN, RG_OPS_NUMBER, .most = RG_COUNT_MAX, .measure = rg_measure_returns,
    .about = N_("brought something back %s"),
    .about_one = NC_("one customer", "brought something back %s"), .unit = rg_unit_times,
    .everybody = TRUE, .need = &rg_need_returns },
  /* Translators: of customers: %s is "at least 50 percent", then follow a place, a weekday, … */
  { "share of visits", N_("Share of Visits"),
    "share of visits at least 50 hour 17 to 20", RG_CHAPTER_PURCHASES, RG_FIELD_NUMBER | WHEN,
    RG_OPS_NUMBER, .first = 50, .most = 100, .measure = rg_measure_share,
    .about = N_("made %s of their visits"),
    .about_one = NC_("one customer", "made %s of their visits"), .unit = rg_unit_percent,
    .turn = rg_share_turn, .claims = rg_share_claims, .need = &rg_need_purchases },
  { "first visit", N_("First Visit"), "first visit between 2026-01-01 and 2026-03-31",
    RG_CHAPTER_PURCHASES, RG_FIELD_WINDOW, .scan = rg_scan_first_visit,
    .phrase = rg_first_visit_phrase, .fact = rg_first_visit_fact, .claims = rg_first_visit_claims,
    .turn = rg_visit_turn, .need = &rg_need_purchases },
  { "last visit", N_("Last Visit"), "last visit before last 60 days", RG_CHAPTER_PURCHASES,
    RG_FIELD_WINDOW, .scan = rg_scan_last_visit, .phrase = rg_last_visit_phrase,
    .fact = rg_last_visit_fact, .claims = rg_last_visit_claims, .turn = rg_visit_turn,
    .need = &rg_need_purchases },
  { "not since", N_("Stayed Away"), "not since 60 days", RG_CHAPTER_PURCHASES,
    RG_FIELD_DAYS, .first = 60, .most = RG_DAYS_MAX, .scan = rg_scan_absent,
    .phrase = rg_absent_phrase, .fact = rg_last_visit_fact, .claims = rg_absent_claims,
    .turn = rg_absent_turn, .need = &rg_need_purchases },
  { NULL },
};
