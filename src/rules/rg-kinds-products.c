/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Kinds of rules about what was bought. A receipt counts where the product was sold: a line of sale
 * of more than nothing. */
#include "config.h"

#include "base/rg-numbers.h"
#include "base/rg-parallel.h"
#include "rules/rg-rule-claims.h"
#include "rules/rg-rule-lines.h"
#include "rules/rg-rule-price.h"
#include "rules/rg-rule-turn.h"

#include <string.h>

static void
rg_bought_add_block (const RgReceiptFilter *filter, const RgSales *sales, const guint8 *match,
                     guint32 *times, RgDay *last)
{
  guint n;
  g_autofree guint32 *receipts = rg_sold_receipts (filter, sales, match, &n);

  for (guint i = 0; times != NULL && i < n; i++)
    {
      const guint far = receipts[MIN (i + 2 * RG_LINES_AHEAD, n - 1)];
      const guint near = receipts[MIN (i + RG_LINES_AHEAD, n - 1)];

      __builtin_prefetch (sales->customer + far);
      __builtin_prefetch (times + sales->customer[near], 1);
      times[sales->customer[receipts[i]]]++;
    }
  for (guint i = 0; last != NULL && i < n; i++)
    {
      const guint ahead = receipts[MIN (i + RG_LINES_AHEAD, n - 1)];
      const guint who = rg_dataset_receipt_customer (filter->dataset, sales, receipts[i]);

      __builtin_prefetch (sales->customer + ahead);
      __builtin_prefetch (sales->day + ahead);
      if (who != RG_NOBODY)
        last[who] = MAX (last[who], sales->day[receipts[i]]);
    }
}

/* times and last: either may be NULL. last: RG_DAY_NONE before. */
static void
rg_bought_gather (const RgRule *rule, char *const *names, const RgSegmentContext *context,
                  guint32 *times, RgDay *last)
{
  const RgDataset *dataset = context->dataset;
  g_autofree guint8 *match = rg_rule_match_products (rule, names, dataset);
  RgReceiptFilter filter;

  rg_receipt_filter_init (&filter, rule, context);
  for (guint b = 0; b < 2; b++)
    rg_bought_add_block (&filter, dataset->sales[b], match, times, last);
  rg_receipt_filter_clear (&filter);
}

static void
rg_measure_bought (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  guint32 *times = rg_measure_alloc_counts (measure, context->dataset);

  rg_bought_gather (rule, rule->names, context, times, NULL);
  rg_dataset_fold_counts (context->dataset, times);
}

static char *
rg_bought_phrase (const RgRule *rule, const char *currency)
{
  g_autofree char *names = rg_names_text (rule->names);
  g_autofree char *times = NULL;

  if (rule->op == RG_OP_AT_LEAST && rule->low <= 1)
    /* Translators: a product or category. */
    return rg_with_when (g_strdup_printf (_("bought %s"), names), rule);
  times = rg_compared_text (rule, currency);
  /* Translators: a product or category, and "at least 3 times". */
  return rg_with_when (g_strdup_printf (_("bought %s %s"), names, times), rule);
}

static RgBitset *
rg_scan_never_bought (const RgRule *rule, const RgSegmentContext *context)
{
  const guint n = context->dataset->n_customers;
  g_autofree guint32 *times = RG_NUMBERS_NEW0 (guint32, n + 1);
  g_autofree guint8 *flags = g_new (guint8, n + 1);

  rg_bought_gather (rule, rule->names, context, times, NULL);
  rg_dataset_fold_counts (context->dataset, times);
  for (guint p = 0; p < n; p++)
    flags[p] = times[p] == 0;
  return rg_flags_to_live (flags, context->dataset);
}

static char *
rg_never_bought_phrase (const RgRule *rule, const char *currency)
{
  g_autofree char *names = rg_names_text (rule->names);

  /* Translators: a product or category. */
  return rg_with_when (g_strdup_printf (rule->window.mode == RG_WINDOW_EVER ? _("never bought %s")
                                                                            : _("did not buy %s"),
                                        names), rule);
}

/* --- by lines ----------------------------------------------------------------------------- */

static gint64
rg_line_pieces (const RgSales *sales, guint line)
{
  switch (rg_sales_kind (sales, line))
    {
    case RG_LINE_SALE:
      return rg_sales_quantity (sales, line);
    case RG_LINE_RETURN:
      return -ABS (rg_sales_quantity (sales, line));
    default:
      return 0;
    }
}

static gint64
rg_line_net (const RgSales *sales, guint line)
{
  return rg_line_kind_is_net_sale (rg_sales_kind (sales, line)) ? rg_sales_line_net (sales, line)
                                                                : 0;
}

/* sold: what a line of sale adds; NULL: only others are looked at, each receipt once. Inline, so
 * that each kind has loops of its own. */
G_ALWAYS_INLINE static inline gboolean
rg_sum_lines (const RgReceiptFilter *filter, const guint8 *match, RgLineFunc sold, gboolean net,
              RgLineFunc func, gpointer sums, gboolean small)
{
  gboolean fits = TRUE;

  for (guint b = 0; b < 2 && fits; b++)
    {
      const RgSales *sales = filter->dataset->sales[b];

      fits = (sold == NULL || rg_add_sold_lines (filter, sales, match, sold, net, sums, small)) &&
             rg_add_odd_lines (filter, sales, match, func, sold == NULL, sums, small);
    }
  return fits;
}

typedef gboolean (*RgLinesFunc) (const RgReceiptFilter *filter, const guint8 *match, gpointer sums,
                                 gboolean small);

#define RG_DEFINE_LINES(name, sold, net, func) \
  static gboolean name (const RgReceiptFilter *filter, const guint8 *match, gpointer sums, \
                        gboolean small) \
  { \
    return small ? rg_sum_lines (filter, match, sold, net, func, sums, TRUE) \
                 : rg_sum_lines (filter, match, sold, net, func, sums, FALSE); \
  }

/* What so many lines take is more than waking another thread and adding its sums. */
#define RG_LINE_PARTS_LEAST 150000
/* Receipts that count once, whichever of the products are on them, cannot be looked at in parts. */
#define RG_LINES_WHOLE G_MAXUINT

typedef struct {
  RgLinesFunc func;
  RgReceiptFilter filter;
  const guint8 *match[2];
  gint32 *sums[2];
  gboolean fits[2];
} RgLineParts;

static void
rg_line_parts_add (guint first, guint last, gpointer data)
{
  RgLineParts *parts = data;

  for (guint part = first; part < last; part++)
    parts->fits[part] = parts->func (&parts->filter, parts->match[part], parts->sums[part], TRUE);
}

/* In 32 bits; FALSE: they do not fit. In a large shop some of the products are looked at beside the
 * others. */
static gboolean
rg_sum_lines_in_parts (const RgReceiptFilter *filter, RgLinesFunc func, guint least,
                       const guint8 *match, gint32 *sums)
{
  const RgDataset *dataset = filter->dataset;
  const guint n = dataset->products.names.n + 1;
  g_autofree guint8 *matches = g_malloc0 (2 * n);
  g_autofree gint32 *others = NULL;
  RgLineParts parts = { .func = func, .filter = *filter };
  guint first, last, middle;

  rg_receipt_filter_range (filter, dataset->sales[0], &first, &last);
  middle = rg_sold_middle (dataset->sales[0], match, first, last, least);
  if (least == RG_LINES_WHOLE || middle >= dataset->sales[0]->n_products)
    return func (filter, match, sums, TRUE);
  memcpy (matches, match, middle);
  memcpy (matches + n + middle, match + middle, n - middle);
  others = RG_NUMBERS_NEW0 (gint32, dataset->n_customers + 1);
  parts.match[0] = matches;
  parts.match[1] = matches + n;
  parts.sums[0] = sums;
  parts.sums[1] = others;
  rg_parallel_for (2, 1, rg_line_parts_add, &parts);
  return rg_sums_join (sums, others, dataset->n_customers) && parts.fits[0] && parts.fits[1];
}

/* As rg_measure_sums(). least: so many lines are looked at by more than one thread. */
static void
rg_measure_lines (const RgRule *rule, const RgSegmentContext *context, RgLinesFunc func,
                  guint least, RgMeasure *measure)
{
  const RgDataset *dataset = context->dataset;
  g_autofree guint8 *match = rg_rule_match_products (rule, rule->names, dataset);
  RgReceiptFilter filter;

  rg_receipt_filter_init (&filter, rule, context);
  if (!rg_sum_lines_in_parts (&filter, func, least, match,
                              (gint32 *) rg_measure_alloc_counts (measure, dataset)) ||
      !rg_dataset_fold_short (dataset, measure->small))
    {
      rg_measure_clear (measure);
      func (&filter, match, rg_measure_alloc (measure, dataset), FALSE);
      rg_dataset_fold_sums (dataset, measure->owned);
    }
  rg_receipt_filter_clear (&filter);
}

RG_DEFINE_LINES (rg_lines_kept, rg_sales_quantity, FALSE, rg_line_pieces)
RG_DEFINE_LINES (rg_lines_net, rg_sales_line_net, TRUE, rg_line_net)
RG_DEFINE_LINES (rg_lines_returned, NULL, FALSE, rg_line_is_return)

static void
rg_measure_kept (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  rg_measure_lines (rule, context, rg_lines_kept, RG_LINE_PARTS_LEAST, measure);
  measure->milli = TRUE;
}

static char *
rg_kept_phrase (const RgRule *rule, const char *currency)
{
  g_autofree char *names = rg_names_text (rule->names);
  g_autofree char *pieces = rg_compared_text (rule, currency);

  /* Translators: "at least 3 pieces", and a product or category. */
  return rg_with_when (g_strdup_printf (_("bought and kept %s of %s"), pieces, names), rule);
}

static void
rg_measure_spent_on (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  rg_measure_lines (rule, context, rg_lines_net, RG_LINE_PARTS_LEAST, measure);
}

static char *
rg_spent_on_phrase (const RgRule *rule, const char *currency)
{
  g_autofree char *names = rg_names_text (rule->names);
  g_autofree char *amount = rg_compared_text (rule, currency);

  /* Translators: "at least €100.00", and a product or category. */
  return rg_with_when (g_strdup_printf (_("spent %s on %s"), amount, names), rule);
}

static void
rg_measure_returned (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  rg_measure_lines (rule, context, rg_lines_returned, RG_LINES_WHOLE, measure);
}

static char *
rg_returned_phrase (const RgRule *rule, const char *currency)
{
  g_autofree char *names = rg_names_text (rule->names);
  g_autofree char *times = NULL;

  if (rule->op == RG_OP_AT_LEAST && rule->low <= 1)
    /* Translators: a product or category. */
    return rg_with_when (g_strdup_printf (_("brought %s back"), names), rule);
  times = rg_compared_text (rule, currency);
  /* Translators: a product or category, and "at least 3 times". */
  return rg_with_when (g_strdup_printf (_("brought %s back %s"), names, times), rule);
}

/* --- the price of a piece ----------------------------------------------------------------- */

static char *
rg_paid_phrase (const RgRule *rule, const char *currency)
{
  RgRule positive = *rule;
  const gboolean not = rg_op_is_not (rule->op, &positive.op);
  g_autofree char *names = rg_names_text (rule->names);
  g_autofree char *amount = rg_compared_text (&positive, currency);

  /* Translators: "at least €100.00", and a product or category. */
  return rg_with_when (g_strdup_printf (not ? _("never paid %s apiece for %s")
                                            : _("paid %s apiece for %s"), amount, names), rule);
}

/* A purchase for that, or none. */
static char *
rg_paid_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  RgRule positive = *rule;
  g_autofree char *names = rg_names_text (rule->names);
  g_autofree char *amount = NULL;
  g_autofree char *what = NULL;

  rg_turn_take_names (turn, rule->names, 1);
  rg_window_days (&rule->window, context, &turn->from, &turn->to);
  if (!turn->wanted)
    return g_strdup (_("It would be otherwise if they had never paid that."));
  rg_op_is_not (rule->op, &positive.op);
  amount = rg_compared_text (&positive, turn->currency);
  /* Translators: a product or category, and "at least €100.00"; a time or place may follow. */
  what = rg_with_when (g_strdup_printf (_("a purchase of %s for %s apiece"), names, amount), rule);
  return rg_fill (_("It would take %s."), what);
}

/* --- one thing after another -------------------------------------------------------------- */

RgDay *
rg_days_alloc (guint n)
{
  RgDay *days = RG_NUMBERS_NEW (RgDay, n + 1);

  for (guint i = 0; i < n; i++)
    days[i] = RG_DAY_NONE;
  return days;
}

void
rg_bought_last_days (const RgRule *rule, const RgSegmentContext *context, RgDay *last)
{
  const RgRule ever = { .kind = rule->kind };

  if (rule->kind->list != RG_LIST_NONE)
    rg_bought_gather (&ever, rule->names, context, NULL, last);
}

typedef struct {
  const RgRule *rule;
  const RgSegmentContext *context;
  RgDay *last[2]; /* on which they bought of the first, and of the second ever */
} RgWithout;

static void
rg_without_gather (guint first, guint end, gpointer data)
{
  const RgWithout *without = data;
  const RgRule *rule = without->rule;
  const RgRule ever = { .kind = rule->kind };

  for (guint i = first; i < end; i++)
    rg_bought_gather (i == 0 ? rule : &ever, i == 0 ? rule->names : rule->others,
                      without->context, NULL, without->last[i]);
}

/* In a smaller shop both are done before another thread has woken. */
#define RG_WITHOUT_PEOPLE 50000

/* Bought the first, and on that last day or later not the second. */
static RgBitset *
rg_scan_without (const RgRule *rule, const RgSegmentContext *context)
{
  const guint n = context->dataset->n_customers;
  g_autofree RgDay *last = rg_days_alloc (n);
  g_autofree RgDay *then = rg_days_alloc (n);
  g_autofree guint8 *flags = g_new (guint8, n + 1);
  RgWithout without = { rule, context, { last, then } };

  rg_parallel_for (2, rg_parallel_is_worth (n, RG_WITHOUT_PEOPLE) ? 1 : 2, rg_without_gather,
                   &without);
  for (guint p = 0; p < n; p++)
    flags[p] = last[p] != RG_DAY_NONE && then[p] < last[p];
  return rg_flags_to_live (flags, context->dataset);
}

static char *
rg_without_phrase (const RgRule *rule, const char *currency)
{
  g_autofree char *first = rg_names_text (rule->names);
  g_autofree char *second = rg_names_text (rule->others);
  g_autofree char *bought = rg_with_when (g_strdup_printf (_("bought %s"), first), rule);

  /* Translators: of customers: "bought Kettle in the last 90 days", and a product or category. */
  return g_strdup_printf (_("%s and no %s since then"), bought, second);
}

typedef struct {
  const RgDataset *dataset;
  RgDay *last;   /* of the purchase */
  guint8 *came;
  int within;
} RgAfter;

/* Whether somebody came on a later day, so many days after the last purchase at most. */
static void
rg_after_add_block (RgAfter *after, const RgSales *sales)
{
  const guint within = (guint) after->within;

  for (guint i = 0; i < sales->n_receipts; i++)
    {
      const guint who = sales->customer[i];

      /* Who has no such day is too far away. */
      if (who != RG_NOBODY && (guint) sales->day[i] - (guint) after->last[who] - 1 < within &&
          rg_bitset_get (sales->visit, i) && rg_dataset_receipt_counts (after->dataset, sales, i))
        after->came[who] = 1;
    }
}

/* Those who became part of somebody have bought on the same last day. */
static void
rg_after_spread (RgAfter *after)
{
  for (guint p = 0; p < after->dataset->n_customers; p++)
    {
      const guint who =
        rg_bitset_get (after->dataset->live, p) ? p : rg_dataset_resolve (after->dataset, p);

      if (who != p)
        after->last[p] = who != RG_NOBODY ? after->last[who] : RG_DAY_NONE;
    }
}

static void
rg_after_gather (RgAfter *after)
{
  for (guint p = 0; p < after->dataset->n_customers; p++)
    if (after->came[p] && !rg_bitset_get (after->dataset->live, p))
      {
        const guint who = rg_dataset_resolve (after->dataset, p);

        if (who != RG_NOBODY)
          after->came[who] = 1;
      }
}

/* flags: of who bought it whether they came back; *last: when they bought it. */
static guint8 *
rg_came_back (const RgRule *rule, const RgSegmentContext *context, RgDay **last)
{
  const guint n = context->dataset->n_customers;
  RgAfter after = { context->dataset, rg_days_alloc (n), g_new0 (guint8, n + 1), rule->within };

  rg_bought_gather (rule, rule->names, context, NULL, after.last);
  rg_after_spread (&after);
  for (guint b = 0; b < 2; b++)
    rg_after_add_block (&after, context->dataset->sales[b]);
  rg_after_gather (&after);
  *last = after.last;
  return after.came;
}

static RgBitset *
rg_scan_came_back (const RgRule *rule, const RgSegmentContext *context)
{
  g_autofree RgDay *last = NULL;
  g_autofree guint8 *came = rg_came_back (rule, context, &last);

  return rg_flags_to_live (came, context->dataset);
}

static char *
rg_came_back_phrase (const RgRule *rule, const char *currency)
{
  g_autofree char *names = rg_names_text (rule->names);
  g_autofree char *bought = rg_with_when (g_strdup_printf (_("bought %s"), names), rule);

  /* Translators: of customers: "bought Kettle in the last 90 days", and a number of days. */
  return g_strdup_printf (P_("%s and came back within %d day", "%s and came back within %d days",
                             rule->within), bought, rule->within);
}

/* Not those of whom nobody can know yet. */
static RgBitset *
rg_scan_stayed_away (const RgRule *rule, const RgSegmentContext *context)
{
  const guint n = context->dataset->n_customers;
  g_autofree RgDay *last = NULL;
  g_autofree guint8 *came = rg_came_back (rule, context, &last);

  for (guint p = 0; p < n; p++)
    came[p] = !came[p] && last[p] != RG_DAY_NONE && last[p] + rule->within < context->today;
  return rg_flags_to_live (came, context->dataset);
}

static char *
rg_stayed_away_phrase (const RgRule *rule, const char *currency)
{
  g_autofree char *names = rg_names_text (rule->names);
  g_autofree char *bought = rg_with_when (g_strdup_printf (_("bought %s"), names), rule);

  /* Translators: of customers: "bought Kettle in the last 90 days", and a number of days. */
  return g_strdup_printf (P_("%s and did not come back within %d day",
                             "%s and did not come back within %d days", rule->within), bought,
                          rule->within);
}

/* Whoever never bought it: a purchase, and a visit after it or none. */
static char *
rg_after_never_turn (const RgRule *rule, RgTurn *turn, gboolean visit)
{
  g_autofree char *within = rg_unit_days (rule->within, NULL);
  g_autofree char *names = rg_names_text (rule->names);
  g_autofree char *what = rg_with_when (rg_fill (_("a purchase of %s"), names), rule);

  rg_turn_take_names (turn, rule->names, 1);
  /* Translators: "a purchase of Coffee in the last 90 days", and "30 days". */
  return g_strdup_printf (visit ? _("It would take %s, and a visit within %s after it.")
                                : _("It would take %s, and no visit within %s after it."),
                          what, within);
}

/* came: a visit in the days after the last purchase is wanted, else none. */
static char *
rg_after_turn (RgTurn *turn, gboolean came)
{
  g_autofree char *from = rg_day_format (turn->from);
  g_autofree char *to = rg_day_format (turn->to);

  /* Translators: what would turn a rule: two days. */
  return g_strdup_printf (came
                            ? _("It would take a visit between %s and %s.")
                            : _("It would be otherwise if they had not come between %s and %s."),
                          from, to);
}

static char *
rg_came_back_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  g_autofree RgDay *last = NULL;
  g_autofree guint8 *came = rg_came_back (rule, context, &last);

  if (last[0] == RG_DAY_NONE)
    return rg_after_never_turn (rule, turn, TRUE);
  turn->from = last[0] + 1;
  turn->to = last[0] + rule->within;
  return rg_after_turn (turn, turn->wanted);
}

/* A purchase so long ago that they can have stayed away since. */
static char *
rg_stayed_earlier_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  g_autofree char *day = NULL;
  RgDay from, to;

  rg_window_days (&rule->window, context, &from, &to);
  to = MIN (to, context->today - rule->within - 1);
  if (to < from)
    return rg_turn_nothing (turn, _("of a purchase in that time nobody can know it yet"));
  rg_turn_take_names (turn, rule->names, 1);
  turn->until = 0;
  turn->first = to;
  day = rg_day_format (to);
  /* Translators: what would turn a rule: a day. */
  return rg_fill (_("It would be otherwise if they had bought it on %s or earlier, and not come "
                    "since."), day);
}

/* While nobody can know yet: the first day on which it would be known that they did not come back,
 * where the purchase still counts then. */
static char *
rg_stayed_until_turn (const RgRule *rule, const RgSegmentContext *context, gboolean came,
                      RgTurn *turn)
{
  RgSegmentContext then = *context;
  g_autofree RgDay *last = rg_days_alloc (context->dataset->n_customers);
  g_autofree char *day = NULL;
  g_autofree char *from = NULL;

  turn->until = then.today = turn->to + 1;
  rg_bought_gather (rule, rule->names, &then, NULL, last);
  if (last[0] + 1 != turn->from)
    return rg_stayed_earlier_turn (rule, context, turn);
  day = rg_day_format (turn->until);
  from = rg_day_format (turn->from);
  if (!came)
    return rg_fill (_("It would be otherwise if they did not come until %s."), day);
  /* Translators: what would turn a rule: two days. */
  return g_strdup_printf (_("It would be otherwise if they had not come since %s, nor came until "
                            "%s."), from, day);
}

static char *
rg_stayed_away_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  g_autofree RgDay *last = NULL;
  g_autofree guint8 *came = rg_came_back (rule, context, &last);

  if (last[0] == RG_DAY_NONE)
    return rg_after_never_turn (rule, turn, FALSE);
  turn->from = last[0] + 1;
  turn->to = last[0] + rule->within;
  if (turn->wanted && turn->to >= context->today)
    return rg_stayed_until_turn (rule, context, came[0] != 0, turn);
  return rg_after_turn (turn, !turn->wanted);
}

static char *
rg_last_bought_fact (const RgRule *rule, const RgSegmentContext *context)
{
  g_autofree RgDay *last = rg_days_alloc (context->dataset->n_customers);
  g_autofree char *day = NULL;

  rg_bought_gather (rule, rule->names, context, NULL, last);
  if (last[0] == RG_DAY_NONE)
    return rg_with_when (g_strdup (_("did not buy it")), rule);
  day = rg_day_format (last[0]);
  /* Translators: of one customer: a day. */
  return g_strdup_printf (_("bought it on %s"), day);
}

/* A purchase of it, or none. */
static char *
rg_never_bought_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  g_autofree char *names = rg_names_text (rule->names);
  g_autofree char *what = NULL;

  rg_turn_take_names (turn, rule->names, 1);
  rg_window_days (&rule->window, context, &turn->from, &turn->to);
  if (turn->wanted)
    return g_strdup (_("It would be otherwise if they had not bought it then."));
  /* Translators: a product or category; a time or place may follow. */
  what = rg_with_when (rg_fill (_("a purchase of %s"), names), rule);
  /* Translators: what would turn a rule: "a purchase of Coffee in the last 90 days". */
  return rg_fill (_("It would take %s."), what);
}

/* A purchase of the second, or of the first and nothing of the second since. */
static char *
rg_without_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  g_autofree char *names = rg_names_text (rule->names);
  g_autofree char *others = rg_names_text (rule->others);
  g_autofree char *what = NULL;

  rg_turn_take_names (turn, turn->wanted ? rule->names : rule->others, 1);
  rg_window_days (&rule->window, context, &turn->from, &turn->to);
  if (!turn->wanted)
    what = rg_fill (_("a purchase of %s"), others);
  else
    /* Translators: two products or categories. */
    what = g_strdup_printf (_("a purchase of %s, and none of %s on that day or later"), names,
                            others);
  return rg_fill (_("It would take %s."), what);
}

/* --- what follows ------------------------------------------------------------------------- */

static void
rg_bought_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  rg_claims_things_compared (claims, RG_CLAIM_SOLD, rule, not);
}

static void
rg_never_bought_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  RgRule times = *rule;

  times.op = RG_OP_IS;
  times.low = times.high = 0;
  rg_claims_things_compared (claims, RG_CLAIM_SOLD, &times, not);
}

/* --- the table ---------------------------------------------------------------------------- */

#define WHEN (RG_FIELD_WINDOW | RG_FIELD_WHERE)

/* The same kinds for each way to say which products are meant. */
#define RG_PRODUCT_KINDS(word, LIST, example, other, bought, never, kept, spent, paid, returned, \
                         without, back, away) \
  { "bought " word, bought, "bought " word " \"" example "\" at least 3 times in last 365 days", \
    RG_CHAPTER_PRODUCTS, RG_FIELD_NAMES | RG_FIELD_TIMES | WHEN, RG_OPS_NUMBER, LIST, \
    RG_COUNT_MAX, .measure = rg_measure_bought, .phrase = rg_bought_phrase, \
    .unit = rg_unit_times, .everybody = TRUE, .claims = rg_bought_claims, \
    .need = &rg_need_purchases }, \
  { "never bought " word, never, "never bought " word " \"" other "\" in last 180 days", \
    RG_CHAPTER_PRODUCTS, RG_FIELD_NAMES | WHEN, 0, LIST, .scan = rg_scan_never_bought, \
    .phrase = rg_never_bought_phrase, .fact = rg_last_bought_fact, \
    .claims = rg_never_bought_claims, .turn = rg_never_bought_turn, \
    .need = &rg_need_purchases }, \
  { "kept " word, kept, "kept " word " \"" example "\" at least 2", RG_CHAPTER_PRODUCTS, \
    RG_FIELD_NAMES | RG_FIELD_NUMBER | WHEN, RG_OPS_NUMBER, LIST, RG_COUNT_MAX, \
    .measure = rg_measure_kept, .phrase = rg_kept_phrase, .unit = rg_unit_pieces, \
    .claims = rg_rule_claims_some, .need = &rg_need_purchases }, \
  { "spent on " word, spent, "spent on " word " \"" example "\" at least 50 in this year", \
    RG_CHAPTER_PRODUCTS, RG_FIELD_NAMES | RG_FIELD_MONEY | WHEN, RG_OPS_NUMBER, LIST, \
    RG_AMOUNT_MAX, .measure = rg_measure_spent_on, .phrase = rg_spent_on_phrase, \
    .unit = rg_amount_text, .need = &rg_need_purchases }, \
  { "paid for " word, paid, "paid for " word " \"" example "\" at most 20", \
    RG_CHAPTER_PRODUCTS, RG_FIELD_NAMES | RG_FIELD_MONEY | WHEN, RG_OPS_NUMBER, LIST, \
    RG_AMOUNT_MAX, .scan = rg_scan_price_paid, .phrase = rg_paid_phrase, \
    .fact = rg_last_bought_fact, .turn = rg_paid_turn, \
    .claims = rg_rule_claims_bought, .unit = rg_amount_text, .need = &rg_need_purchases }, \
  { "returned " word, returned, "returned " word " \"" example "\"", RG_CHAPTER_PRODUCTS, \
    RG_FIELD_NAMES | RG_FIELD_TIMES | WHEN, RG_OPS_NUMBER, LIST, RG_COUNT_MAX, \
    .measure = rg_measure_returned, .phrase = rg_returned_phrase, .unit = rg_unit_times, \
    .everybody = TRUE, .need = &rg_need_returns }, \
  { "last bought " word, without, \
    "last bought " word " \"" example "\" without \"" other "\"", RG_CHAPTER_PRODUCTS, \
    RG_FIELD_NAMES | RG_FIELD_OTHERS | WHEN, 0, LIST, .others = "without", \
    .scan = rg_scan_without, .phrase = rg_without_phrase, .fact = rg_last_bought_fact, \
    .turn = rg_without_turn, \
    .claims = rg_rule_claims_bought, .need = &rg_need_purchases }, \
  { "came back after " word, back, "came back after " word " \"" example "\" within 30 days", \
    RG_CHAPTER_PRODUCTS, RG_FIELD_NAMES | RG_FIELD_WITHIN | WHEN, 0, LIST, \
    .scan = rg_scan_came_back, .phrase = rg_came_back_phrase, .fact = rg_last_bought_fact, \
    .turn = rg_came_back_turn, \
    .claims = rg_rule_claims_bought, .need = &rg_need_purchases }, \
  { "stayed away after " word, away, \
    "stayed away after " word " \"" example "\" within 30 days", RG_CHAPTER_PRODUCTS, \
    RG_FIELD_NAMES | RG_FIELD_WITHIN | WHEN, 0, LIST, .scan = rg_scan_stayed_away, \
    .phrase = rg_stayed_away_phrase, .fact = rg_last_bought_fact, \
    .turn = rg_stayed_away_turn, \
    .claims = rg_rule_claims_bought, .need = &rg_need_purchases }

const RgRuleKind rg_product_kinds[] = {
  RG_PRODUCT_KINDS ("product", RG_LIST_PRODUCTS, "Kettle", "Grinder", N_("Bought Product"),
                    N_("Not Bought Product"), N_("Product Bought and Kept"),
                    N_("Spent on Product"), N_("Price Paid for Product"),
                    N_("Product Brought Back"),
                    N_("Product Bought, and Not Another Since"),
                    N_("Product Bought, and Came Back"), N_("Product Bought, and Stayed Away")),
  RG_PRODUCT_KINDS ("category", RG_LIST_CATEGORIES, "Coffee", "Tea", N_("Bought Category"),
                    N_("Not Bought Category"), N_("Category Bought and Kept"),
                    N_("Spent on Category"), N_("Price Paid in Category"),
                    N_("Category Brought Back"),
                    N_("Category Bought, and Not Another Since"),
                    N_("Category Bought, and Came Back"), N_("Category Bought, and Stayed Away")),
  RG_PRODUCT_KINDS ("brand", RG_LIST_BRANDS, "Moccamaster", "Hario", N_("Bought Brand"),
                    N_("Not Bought Brand"), N_("Brand Bought and Kept"), N_("Spent on Brand"),
                    N_("Price Paid for Brand"), N_("Brand Brought Back"),
                    N_("Brand Bought, and Not Another Since"),
                    N_("Brand Bought, and Came Back"), N_("Brand Bought, and Stayed Away")),
  RG_PRODUCT_KINDS ("supplier", RG_LIST_SUPPLIERS, "Nordic Roasters", "Tea House",
                    N_("Bought From Supplier"), N_("Not Bought From Supplier"),
                    N_("Supplier’s Goods Bought and Kept"), N_("Spent on Supplier’s Goods"),
                    N_("Price Paid for Supplier’s Goods"),
                    N_("Supplier’s Goods Brought Back"),
                    N_("Supplier’s Goods Bought, and Not Another’s Since"),
                    N_("Supplier’s Goods Bought, and Came Back"),
                    N_("Supplier’s Goods Bought, and Stayed Away")),
  { NULL },
};
