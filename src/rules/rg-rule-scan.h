/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the tables of kinds are made with: passes over columns, filters of receipts, words. */
#pragma once

#include "base/rg-i18n.h"
#include "rules/rg-segment-count.h"

G_BEGIN_DECLS

/* The living customers of a rule; what is not so, too. */
RgBitset *rg_rule_scan (const RgRule *rule, const RgSegmentContext *context);
/* The same of a kind with a measure, which was taken before. */
RgBitset *rg_rule_compare (const RgRule *rule, const RgSegmentContext *context,
                           const RgMeasure *measure);

/* Members of saved segments that are asked for in one count. */
typedef struct _RgSavedSets RgSavedSets;

/* The tables, each ended by a row without a keyword. */
extern const RgRuleKind rg_word_kinds[];
extern const RgRuleKind rg_person_kinds[];
extern const RgRuleKind rg_contact_kinds[];
extern const RgRuleKind rg_prefers_kinds[];
extern const RgRuleKind rg_distance_kinds[];
extern const RgRuleKind rg_purchase_kinds[];
extern const RgRuleKind rg_product_kinds[];
extern const RgRuleKind rg_again_kinds[];
extern const RgRuleKind rg_lasting_kinds[];
extern const RgRuleKind rg_activity_kinds[];
extern const RgRuleKind rg_rhythm_kinds[];
extern const RgRuleKind rg_points_kinds[];
extern const RgRuleKind rg_ticket_kinds[];
extern const RgRuleKind rg_own_kinds[];
extern const RgRuleKind rg_segment_kinds[];
/* All of them, ended by NULL. */
extern const RgRuleKind *const rg_rule_tables[];
/* The kinds (RgRuleKind) whose keyword begins with the word, in any case; NULL: none. */
const GPtrArray *rg_rule_kinds_with (const char *word);
/* The kind whose keyword begins with all of that one's and has one more word, or NULL. */
const RgRuleKind *rg_rule_kind_longer (const RgRuleKind *kind);

/* What somebody must have supplied, where “nobody” would be an answer to another question. */
struct _RgRuleNeed {
  const RgRuleNeed *first; /* asked before, or NULL */
  gboolean (*has) (const RgDataset *dataset); /* stops at the first that it finds */
  const char *none;        /* what is said where there is none; marked, not translated */
};

extern const RgRuleNeed rg_need_purchases, rg_need_postcode;
extern const RgRuleNeed rg_need_categories, rg_need_returns;

#define RG_OPS_IS (1u << RG_OP_IS | 1u << RG_OP_IS_NOT)
#define RG_OPS_PART \
  (1u << RG_OP_CONTAINS | 1u << RG_OP_CONTAINS_NOT | 1u << RG_OP_STARTS | \
   1u << RG_OP_STARTS_NOT | 1u << RG_OP_ENDS | 1u << RG_OP_ENDS_NOT)
#define RG_OPS_TEXT (RG_OPS_IS | RG_OPS_PART)
#define RG_OPS_NUMBER \
  (RG_OPS_IS | 1u << RG_OP_AT_LEAST | 1u << RG_OP_AT_MOST | 1u << RG_OP_BETWEEN | \
   1u << RG_OP_NOT_AT_LEAST | 1u << RG_OP_NOT_AT_MOST | 1u << RG_OP_NOT_BETWEEN)

/* What is not so, where the rule says so; takes the set. */
RgBitset *rg_rule_turn (const RgRule *rule, const RgSegmentContext *context, RgBitset *set);

/* Flags of customers at a time: they stay in the processor's nearest cache. */
#define RG_COMPARED 4096

/* In a shop of fewer people one thread has counted before another one has woken. */
#define RG_PARALLEL_PEOPLE 500000

/* --- customers ---------------------------------------------------------------------------- */

/* flags: a byte a position; those that are not 0 and live. */
RgBitset *rg_flags_to_live (const guint8 *flags, const RgDataset *dataset);
/* flags: of the customers of a chunk, all 0 before. */
typedef void (*RgChunkFunc) (const RgCustomerChunk *chunk, gconstpointer data, guint8 *flags);
/* The living ones that `func` flags, which reads a column; one chunk after the other, which takes
 * no memory. */
RgBitset *rg_scan_chunks (const RgDataset *dataset, RgChunkFunc func, gconstpointer data);
/* All living customers but those; takes the set. */
RgBitset *rg_complement (RgBitset *set, const RgDataset *dataset);
/* A byte a name, one more for none: which of them the rule lists. products: by their codes, too. */
guint8 *rg_rule_match_names (char *const *wanted, const RgNames *names,
                             const RgProducts *products);
/* The same of the names that the condition holds for, without the "not". */
guint8 *rg_rule_match_words (const RgRule *rule, const RgNames *names);
/* Whether a text has the part where the condition wants it, without the "not"; both folded, the
 * text of so many bytes. Nothing is a part of no text. */
gboolean rg_text_has_part (RgOp op, const char *text, gsize length, const char *part);
/* flags[i]: whether days[i] is known and lies from `from` to `to`; n of them. */
void rg_flag_days (const RgDay *days, guint n, RgDay from, RgDay to, guint8 *flags);
/* Who has one of the days from `from` to `to`, by position. */
RgBitset *rg_scan_days (const RgDataset *dataset, const RgDay *days, RgDay from, RgDay to);

/* --- days --------------------------------------------------------------------------------- */

/* The days of a window, both included; all days: G_MININT32 to G_MAXINT32. */
void rg_window_days (const RgWindow *window, const RgSegmentContext *context, RgDay *from,
                     RgDay *to);
/* wanted[month * 32 + day of the month]: the days of the year from `from` to `to`. One of
 * 29 February has the anniversary on 1 March in common years, as ages are counted. */
#define RG_ANNIVERSARIES (13 * 32)
void rg_anniversaries (RgDay from, RgDay to, guint8 *wanted);
/* wanted[i]: whether day `first` + i has its anniversary from one day to another, but for that day
 * itself; n days. */
guint8 *rg_anniversary_days (RgDay first, guint n, RgDay from, RgDay to);

/* --- receipts ----------------------------------------------------------------------------- */

/* So few are compared, which the processor does for many receipts at once. */
#define RG_FEW_LOCATIONS 4

/* Which receipts a rule looks at. */
typedef struct {
  const RgDataset *dataset;
  RgDay from, to;
  gboolean plain;      /* by the window alone */
  gboolean rest;       /* by more than the day */
  guint8 *days;        /* from `first` on, a byte a day; NULL: all of the window */
  RgDay first;
  guint8 *locations;   /* a byte a location and one for none; NULL: all */
  guint16 few[RG_FEW_LOCATIONS]; /* those of them that are wanted */
  guint n_few;         /* 0: more than that, or none */
  gboolean hours;
  guint second_from, seconds; /* so many from there on, or, over midnight, all but those */
  gboolean midnight;
} RgReceiptFilter;

void rg_receipt_filter_init (RgReceiptFilter *filter, const RgRule *rule,
                             const RgSegmentContext *context);
void rg_receipt_filter_clear (RgReceiptFilter *filter);
/* The receipts of a block in the window: from *first to before *last. */
void rg_receipt_filter_range (const RgReceiptFilter *filter, const RgSales *sales, guint *first,
                              guint *last);
gboolean rg_receipt_filter_looks_at (const RgReceiptFilter *filter, const RgSales *sales,
                                     guint receipt);

/* A receipt in the range: whether it counts. */
static inline gboolean
rg_receipt_filter_has (const RgReceiptFilter *filter, const RgSales *sales, guint receipt)
{
  return rg_dataset_receipt_counts (filter->dataset, sales, receipt) &&
         (filter->plain || rg_receipt_filter_looks_at (filter, sales, receipt));
}

static inline gboolean
rg_receipt_filter_has_hour (const RgReceiptFilter *filter, gint32 second)
{
  return (((guint) second - filter->second_from < filter->seconds) != filter->midnight) &
         (second != RG_TIME_NONE);
}

/* The receipts of a block on days that count, one run after the other. */
typedef struct {
  const RgReceiptFilter *filter;
  const RgSales *sales;
  guint at, end;
} RgReceiptRuns;

void rg_receipt_runs_init (RgReceiptRuns *runs, const RgReceiptFilter *filter,
                           const RgSales *sales);
/* From *first to before *last; FALSE: there are no more. */
gboolean rg_receipt_runs_next (RgReceiptRuns *runs, guint *first, guint *last);

/* A receipt of a run: whether it counts. */
static inline gboolean
rg_receipt_run_has (const RgReceiptFilter *filter, const RgSales *sales, guint receipt)
{
  return rg_dataset_receipt_counts (filter->dataset, sales, receipt) &&
         (filter->locations == NULL ||
          filter->locations[MIN (sales->location[receipt], filter->dataset->locations.n)]) &&
         (!filter->hours || rg_receipt_filter_has_hour (filter, sales->second[receipt]));
}

/* Whether a receipt of a run may not count. */
static inline gboolean
rg_receipt_run_checks (const RgReceiptFilter *filter, const RgSales *sales)
{
  return filter->rest || (filter->dataset->dead != NULL && sales == filter->dataset->sales[0]);
}

/* keep[i]: whether receipt first + i of a run counts; n of them, RG_KEPT at most. */
#define RG_KEPT 4096
void rg_receipt_run_keep (const RgReceiptFilter *filter, const RgSales *sales, guint first, guint n,
                          guint8 *keep);

/* Whether so few are kept that finding them takes less than passing over all. */
static inline gboolean
rg_keeps_few (const guint8 *keep, guint n)
{
  guint n_kept = 0;

  for (guint i = 0; i < n; i++)
    n_kept += keep[i];
  return n_kept < n / 4;
}

/* kept: those of n places that keep[] has, one after the other; how many they are. */
guint rg_kept_places (const guint8 *keep, guint n, guint16 *kept);

/* What a receipt adds to the number of its customer. */
typedef gint64 (*RgReceiptFunc) (const RgSales *sales, guint receipt);

/* Sums by customer: of 32 bits where `small`, else of 64. Those of customers that do not fit set
 * *over. What is of nobody lies behind the last customer. */
G_ALWAYS_INLINE static inline void
rg_sums_add (gpointer sums, gboolean small, guint at, guint nobody, gint64 number, gboolean *over)
{
  if (small)
    *over |= __builtin_add_overflow (((gint32 *) sums)[at], number, &((gint32 *) sums)[at]) &
             (at != nobody);
  else
    ((gint64 *) sums)[at] += number;
}

G_ALWAYS_INLINE static inline gboolean
rg_sum_run (const RgReceiptFilter *filter, const RgSales *sales, guint first, guint last,
            RgReceiptFunc func, gpointer sums, gboolean small)
{
  const guint32 *customer = sales->customer;
  const guint nobody = filter->dataset->n_customers;
  gboolean over = FALSE;
  guint16 kept[RG_KEPT];
  guint8 keep[RG_KEPT];

  for (guint n, n_kept; first < last; first += n)
    {
      n = MIN (last - first, RG_KEPT);
      rg_receipt_run_keep (filter, sales, first, n, keep);
      n_kept = rg_keeps_few (keep, n) ? rg_kept_places (keep, n, kept) : 0;
      for (guint i = 0; i < n_kept; i++)
        rg_sums_add (sums, small, MIN (customer[first + kept[i]], nobody), nobody,
                     func (sales, first + kept[i]), &over);
      /* Without a branch on what nothing foretells. */
      for (guint i = 0; n_kept == 0 && i < n; i++)
        rg_sums_add (sums, small, MIN (customer[first + i], nobody), nobody,
                     func (sales, first + i) & -(gint64) keep[i], &over);
    }
  return !over;
}

/* Customers come in any order, and memory is asked for theirs that many receipts before. */
#define RG_SUMS_AHEAD 32

G_ALWAYS_INLINE static inline gboolean
rg_sum_whole_run (const RgSales *sales, guint nobody, guint first, guint last, RgReceiptFunc func,
                  gpointer sums, gboolean small)
{
  const guint32 *customer = sales->customer;
  const gsize size = small ? sizeof (gint32) : sizeof (gint64);
  gboolean over = FALSE;

  for (guint i = first; i < last; i++)
    {
      const guint ahead = MIN (customer[MIN (i + RG_SUMS_AHEAD, last - 1)], nobody);

      __builtin_prefetch ((char *) sums + size * ahead, 1);
      rg_sums_add (sums, small, MIN (customer[i], nobody), nobody, func (sales, i), &over);
    }
  return !over;
}

/* Adds up by the customer that a receipt came under; sums has room for one more than there are
 * customers. FALSE: they do not fit into 32 bits, and are worth nothing. Inline, so that each
 * number has loops of its own. */
G_ALWAYS_INLINE static inline gboolean
rg_sum_receipts_of (const RgReceiptFilter *filter, RgReceiptFunc func, gpointer sums,
                    gboolean small)
{
  gboolean fits = TRUE;

  for (guint b = 0; b < 2; b++)
    {
      const RgSales *sales = filter->dataset->sales[b];
      RgReceiptRuns runs;
      guint first, last;

      rg_receipt_runs_init (&runs, filter, sales);
      while (fits && rg_receipt_runs_next (&runs, &first, &last))
        if (rg_receipt_run_checks (filter, sales))
          fits = rg_sum_run (filter, sales, first, last, func, sums, small);
        else
          fits = rg_sum_whole_run (sales, filter->dataset->n_customers, first, last, func, sums,
                                   small);
    }
  return fits;
}

/* Which of a list each product has; of lists that products have something of. */
const guint32 *rg_rule_list_column (RgRuleList list, const RgDataset *dataset);
/* A byte a product: those that the rule lists, or that are of the categories, brands or suppliers
 * it lists. */
guint8 *rg_rule_match_products (const RgRule *rule, char *const *names, const RgDataset *dataset);

/* A day for each position, none known. */
RgDay *rg_days_alloc (guint n);
/* The last day on which each living customer ever bought what the rule lists; last: none known
 * before. rules/rg-kinds-products.c has it. */
void rg_bought_last_days (const RgRule *rule, const RgSegmentContext *context, RgDay *last);

/* The number of the customer at a position, kept with the cache where there is one; FALSE: not
 * known. units: what it is counted in, without values. */
gboolean rg_rule_measure_one (const RgRule *rule, const RgSegmentContext *context, guint position,
                              RgMeasure *units, gint64 *value);

/* --- numbers ------------------------------------------------------------------------------ */

/* Room for a number of each position, all 0. */
gint64 *rg_measure_alloc (RgMeasure *measure, const RgDataset *dataset);
/* The same of what is counted and fits into 31 bits. */
guint32 *rg_measure_alloc_counts (RgMeasure *measure, const RgDataset *dataset);
/* The same of a ratio: of each position nothing by nothing. */
RgFraction *rg_measure_alloc_fractions (RgMeasure *measure, const RgDataset *dataset,
                                        gint64 times);
void rg_measure_clear (RgMeasure *measure);

/* above / below, of what is not negative below: as a measure of ratio has it. */
gint64 rg_ratio (gint64 above, gint64 times, gint64 below);

static inline gint64
rg_measure_get (const RgMeasure *measure, guint position)
{
  const RgFraction *fraction = measure->fractions != NULL ? &measure->fractions[position] : NULL;

  if (fraction != NULL)
    return rg_ratio (fraction->above, measure->times, MAX (fraction->below, 1));
  if (measure->tiny != NULL)
    return measure->tiny[position];
  return measure->small != NULL ? measure->small[position] : measure->values[position];
}

static inline gboolean
rg_measure_knows (const RgMeasure *measure, guint position)
{
  if (measure->fractions != NULL)
    return measure->fractions[position].below > 0;
  if (measure->tiny != NULL)
    return measure->tiny[position] != RG_TINY_UNKNOWN;
  return measure->known == NULL || measure->known[position];
}

/* For a measure that is compared more than once: n values in 8 or 32 bits, where all of them
 * fit. */
void rg_measure_shorten (RgMeasure *measure, guint n);
/* The numbers of a rule, what it is not left aside, in the units of the measure: amounts in minor
 * units, the lower bound rounded up and the upper one down. */
void rg_rule_bounds (const RgRule *rule, const RgMeasure *measure, int digits, gint64 *low,
                     gint64 *high);
/* A number of each receipt at which the filter looks, added up by the customer it came under, as by
 * rg_sum_receipts_of(). A function for each number has loops of its own. */
typedef gboolean (*RgSumsFunc) (const RgReceiptFilter *filter, gpointer sums, gboolean small);

#define RG_DEFINE_SUMS(name, number) \
  static gboolean name (const RgReceiptFilter *filter, gpointer sums, gboolean small) \
  { \
    return small ? rg_sum_receipts_of (filter, number, sums, TRUE) \
                 : rg_sum_receipts_of (filter, number, sums, FALSE); \
  }

/* Adds the others to n sums; FALSE: one does not fit. */
gboolean rg_sums_join (gint32 *sums, const gint32 *others, guint n);

/* The sums of what the rule looks at, by the living customer: in half the memory where that does,
 * as nearly always, and so in less time; in a large shop some of the days are looked at beside the
 * others. */
void rg_measure_sums (const RgRule *rule, const RgSegmentContext *context, RgSumsFunc func,
                      RgMeasure *measure);

/* Net sales of each living customer in what the rule looks at, as a measure; or in 64 bits, or
 * their visits, or the ones by the others; with room for one more than there are customers,
 * all 0. */
void rg_measure_net (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure);
void rg_sum_net (const RgRule *rule, const RgSegmentContext *context, gint64 *net);
void rg_sum_visits (const RgRule *rule, const RgSegmentContext *context, guint32 *visits);
void rg_sum_baskets (const RgRule *rule, const RgSegmentContext *context, RgFraction *baskets);

/* --- words -------------------------------------------------------------------------------- */

/* Marks a text of a table that says of one customer what it says of several: other languages have
 * another word for that. rg_marked_text() gives it in the language of the user, and so what N_
 * marked. */
#define NC_(context, text) context "\004" text
const char *rg_marked_text (const char *text);

/* `template` with the text in the place of its "%s". */
char *rg_fill (const char *template, const char *text);
/* The same with two texts, in the order of the template: "%s %s", or "%2$s %1$s". */
char *rg_fill_two (const char *template, const char *first, const char *second);
/* With a capital at its beginning. */
char *rg_capitalised (const char *text);
char *rg_names_text (char *const *names);
/* The same with "and". */
char *rg_names_text_all (char *const *names);
char *rg_amount_text (gint64 micro, const char *currency);
/* Takes the text; with the window and the place where the rule has them. */
char *rg_with_when (char *text, const RgRule *rule);
/* "at least 3 times": what a rule compares with, in the kind's unit. */
char *rg_compared_text (const RgRule *rule, const char *currency);
/* The days of rule->window as what lies between: "in the next 14 days"; NULL: ever. */
char *rg_window_text (const RgWindow *window);

/* Units. */
char *rg_unit_plain (gint64 number, const char *currency);
char *rg_unit_pieces (gint64 number, const char *currency);
char *rg_unit_times (gint64 number, const char *currency);
char *rg_unit_years (gint64 number, const char *currency);
char *rg_unit_days (gint64 number, const char *currency);
char *rg_unit_percent (gint64 number, const char *currency);

G_END_DECLS
