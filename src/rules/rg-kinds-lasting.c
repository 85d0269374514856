/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Kinds of rules about how long what was bought lasts.
 *
 * The warranty of a piece ends so many months after the day it was sold, on the same day of the
 * month or the last one where the month has no such day; its lifetime so many days after. Pieces
 * that were brought back do not count: tills seldom say which one it was, so the last ones bought
 * before are taken to be back, and of one receipt what it takes back comes before what it sells. */
#include "config.h"

#include "base/rg-money.h"
#include "rules/rg-rule-claims.h"
#include "rules/rg-rule-turn.h"

/* Months of warranty or days of lifetime. */
typedef enum {
  RG_LASTS_WARRANTY,
  RG_LASTS_LIFETIME,
} RgLastsKind;

typedef struct {
  const RgDataset *dataset;
  RgLastsKind kind;
  const guint16 *spans; /* by product, 0: not known */
  guint8 *match;        /* a byte a product and one for none: has a span, and is meant */
  RgDay from, to;       /* in which it ends */
} RgLasts;

/* Pieces of one product that somebody bought at once. */
typedef struct {
  guint32 product;
  guint receipt;        /* place among those of the person */
  RgDay end;
  gint64 pieces;        /* thousandths that they still have */
} RgLot;

static RgDay
rg_lasts_end (const RgLasts *lasts, guint product, RgDay sold)
{
  RgDay end;

  if (lasts->kind == RG_LASTS_LIFETIME)
    return sold + lasts->spans[product];
  end = rg_day_add_months (sold, lasts->spans[product]);
  return end != RG_DAY_NONE ? end : G_MAXINT32;
}

static void
rg_lasts_init (RgLasts *lasts, const RgRule *rule, const RgSegmentContext *context,
               RgLastsKind kind)
{
  const RgProducts *products = &context->dataset->products;
  const guint n = products->names.n;

  *lasts = (RgLasts) { .dataset = context->dataset, .kind = kind };
  lasts->spans = kind == RG_LASTS_WARRANTY ? products->warranty : products->lifetime;
  lasts->match = rule->kind->list != RG_LIST_NONE
                   ? rg_rule_match_products (rule, rule->names, context->dataset)
                   : g_new (guint8, n + 1);
  for (guint i = 0; i < n; i++)
    lasts->match[i] = lasts->spans[i] > 0 && (rule->kind->list == RG_LIST_NONE || lasts->match[i]);
  lasts->match[n] = 0;
  rg_window_days (&rule->window, context, &lasts->from, &lasts->to);
}

static void
rg_lasts_clear (RgLasts *lasts)
{
  g_free (lasts->match);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgLasts, rg_lasts_clear)

/* --- one person --------------------------------------------------------------------------- */

static void
rg_lots_take_back (GArray *lots, guint32 product, gint64 pieces)
{
  for (guint i = lots->len; pieces > 0 && i-- > 0;)
    {
      RgLot *lot = &g_array_index (lots, RgLot, i);
      const gint64 back = lot->product == product ? MIN (lot->pieces, pieces) : 0;

      lot->pieces -= back;
      pieces -= back;
    }
}

static gboolean
rg_line_takes_back (const RgSales *sales, guint line)
{
  return rg_sales_kind (sales, line) == RG_LINE_RETURN ||
         (rg_sales_kind (sales, line) == RG_LINE_SALE && rg_sales_quantity (sales, line) < 0);
}

/* sold: what the receipt sells, else what it takes back. */
static void
rg_lots_add_receipt (GArray *lots, const RgLasts *lasts, const RgReceiptRef *ref, guint at,
                     gboolean sold)
{
  const RgSales *sales = ref->sales;
  const guint n = lasts->dataset->products.names.n;

  for (guint line = sales->first_line[ref->receipt]; line < sales->first_line[ref->receipt + 1];
       line++)
    {
      const guint32 product = rg_sales_product (sales, line);
      const gint64 pieces = rg_sales_quantity (sales, line);
      RgLot lot = { product, at, 0, pieces };

      if (!lasts->match[MIN (product, n)])
        continue;
      if (!sold && rg_line_takes_back (sales, line))
        rg_lots_take_back (lots, product, ABS (pieces));
      if (!sold || rg_sales_kind (sales, line) != RG_LINE_SALE || pieces <= 0)
        continue;
      lot.end = rg_lasts_end (lasts, product, sales->day[ref->receipt]);
      g_array_append_val (lots, lot);
    }
}

/* receipts: of one living customer, in time order. */
static GArray *
rg_lots_of (const RgLasts *lasts, const RgReceiptRef *receipts, guint n)
{
  GArray *lots = g_array_new (FALSE, FALSE, sizeof (RgLot));

  for (guint i = 0; i < n; i++)
    {
      rg_lots_add_receipt (lots, lasts, &receipts[i], i, FALSE);
      rg_lots_add_receipt (lots, lasts, &receipts[i], i, TRUE);
    }
  return lots;
}

static gboolean
rg_lot_fits (const RgLasts *lasts, const RgLot *lot)
{
  return lot->pieces > 0 && lot->end >= lasts->from && lot->end <= lasts->to;
}

static gboolean
rg_lasts_has (const RgLasts *lasts, guint position)
{
  guint n;
  g_autofree RgReceiptRef *receipts =
    rg_dataset_customer_receipts (lasts->dataset, position, &n);
  g_autoptr (GArray) lots = rg_lots_of (lasts, receipts, n);

  for (guint i = 0; i < lots->len; i++)
    if (rg_lot_fits (lasts, &g_array_index (lots, RgLot, i)))
      return TRUE;
  return FALSE;
}

/* --- everybody ---------------------------------------------------------------------------- */

/* The first day of sale that ends on `end` or later. */
static RgDay
rg_lasts_first_sold (const RgLasts *lasts, guint product, RgDay end)
{
  RgDay first = lasts->dataset->first_day, last = lasts->dataset->last_day + 1;

  while (first < last)
    {
      const RgDay middle = first + (last - first) / 2;

      if (rg_lasts_end (lasts, product, middle) >= end)
        last = middle;
      else
        first = middle + 1;
    }
  return first;
}

/* Who bought it, whatever they brought back; by unresolved position. */
static void
rg_lasts_add_buyers (const RgLasts *lasts, const RgSales *sales, guint product, RgBitset *buyers)
{
  const RgDay from = rg_lasts_first_sold (lasts, product, lasts->from);
  const RgDay until = lasts->to == G_MAXINT32
                        ? lasts->dataset->last_day + 1
                        : rg_lasts_first_sold (lasts, product, lasts->to + 1);
  const guint first = rg_sales_find_day (sales, from), last = rg_sales_find_day (sales, until);
  guint32 at;
  guint receipt = rg_sales_seek_product (sales, product, first, &at), where;

  while (first < last && at < sales->product_start[product + 1] &&
         (receipt = rg_sales_next_of_product (sales, &at, receipt, &where)) < last)
    if (receipt >= first && rg_dataset_receipt_counts (lasts->dataset, sales, receipt))
      rg_bitset_add (buyers, sales->customer[receipt]);
}

/* Who brought any of it back. */
static void
rg_lasts_add_returners (const RgLasts *lasts, const RgSales *sales, RgBitset *returners)
{
  const guint n = lasts->dataset->products.names.n;

  for (guint k = 0; k < sales->n_odd; k++)
    {
      const guint receipt = sales->odd_receipt[k];

      if (!lasts->match[MIN (sales->odd_product[k], n)] ||
          !rg_line_takes_back (sales, sales->odd[k]))
        continue;
      if (sales->customer[receipt] != RG_NOBODY &&
          rg_dataset_receipt_counts (lasts->dataset, sales, receipt))
        rg_bitset_add (returners, sales->customer[receipt]);
    }
}

static RgBitset *
rg_scan_lasts (const RgRule *rule, const RgSegmentContext *context, RgLastsKind kind)
{
  const RgDataset *dataset = context->dataset;
  RgBitset *members = rg_bitset_new (dataset->n_customers);
  g_autoptr (RgBitset) returners = rg_bitset_new (dataset->n_customers);
  g_auto (RgLasts) lasts = { 0 };

  rg_lasts_init (&lasts, rule, context, kind);
  for (guint b = 0; b < 2 && dataset->first_day != RG_DAY_NONE; b++)
    {
      for (guint i = 0; i < dataset->sales[b]->n_products; i++)
        if (lasts.match[i])
          rg_lasts_add_buyers (&lasts, dataset->sales[b], i, members);
      rg_lasts_add_returners (&lasts, dataset->sales[b], returners);
    }
  rg_dataset_fold_members (dataset, members);
  rg_dataset_fold_members (dataset, returners);
  rg_bitset_and (returners, members);
  for (guint p = rg_bitset_next (returners, 0); p < dataset->n_customers;
       p = rg_bitset_next (returners, p + 1))
    if (!rg_lasts_has (&lasts, p))
      rg_bitset_remove (members, p);
  return members;
}

static RgBitset *
rg_scan_warranty (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_scan_lasts (rule, context, RG_LASTS_WARRANTY);
}

static RgBitset *
rg_scan_lifetime (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_scan_lasts (rule, context, RG_LASTS_LIFETIME);
}

static RgBitset *
rg_scan_no_warranty (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_complement (rg_scan_warranty (rule, context), context->dataset);
}

static RgBitset *
rg_scan_no_lifetime (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_complement (rg_scan_lifetime (rule, context), context->dataset);
}

/* --- why ---------------------------------------------------------------------------------- */

/* The lots of the one person; receipts: theirs, in time order, to be freed. */
static GArray *
rg_lasts_of_one (const RgLasts *lasts, RgReceiptRef **receipts)
{
  guint n;

  *receipts = rg_dataset_customer_receipts (lasts->dataset, 0, &n);
  return rg_lots_of (lasts, *receipts, n);
}

static RgBitset *
rg_lasts_receipts (const RgRule *rule, const RgSegmentContext *context, RgLastsKind kind)
{
  RgBitset *set = rg_bitset_new (context->dataset->sales[0]->n_receipts);
  g_autofree RgReceiptRef *receipts = NULL;
  g_autoptr (GArray) lots = NULL;
  g_auto (RgLasts) lasts = { 0 };

  rg_lasts_init (&lasts, rule, context, kind);
  lots = rg_lasts_of_one (&lasts, &receipts);
  for (guint i = 0; i < lots->len; i++)
    {
      const RgLot *lot = &g_array_index (lots, RgLot, i);

      if (rg_lot_fits (&lasts, lot))
        rg_bitset_add (set, receipts[lot->receipt].receipt);
    }
  return set;
}

static RgBitset *
rg_warranty_receipts (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_lasts_receipts (rule, context, RG_LASTS_WARRANTY);
}

static RgBitset *
rg_lifetime_receipts (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_lasts_receipts (rule, context, RG_LASTS_LIFETIME);
}

/* The one in the window that ends first, else the one of all that ends last. */
static const RgLot *
rg_lasts_choose (const RgLasts *lasts, const GArray *lots)
{
  const RgLot *fits = NULL, *other = NULL;

  for (guint i = 0; i < lots->len; i++)
    {
      const RgLot *lot = &g_array_index (lots, RgLot, i);

      if (rg_lot_fits (lasts, lot) && (fits == NULL || lot->end < fits->end))
        fits = lot;
      if (lot->pieces > 0 && (other == NULL || lot->end > other->end))
        other = lot;
    }
  return fits != NULL ? fits : other;
}

static char *
rg_lasts_fact (const RgRule *rule, const RgSegmentContext *context, RgLastsKind kind)
{
  g_autofree RgReceiptRef *receipts = NULL;
  g_autoptr (GArray) lots = NULL;
  g_autofree char *sold = NULL;
  g_autofree char *end = NULL;
  g_auto (RgLasts) lasts = { 0 };
  const RgReceiptRef *bought;
  const RgLot *lot;

  rg_lasts_init (&lasts, rule, context, kind);
  lots = rg_lasts_of_one (&lasts, &receipts);
  lot = rg_lasts_choose (&lasts, lots);
  if (lot == NULL)
    return g_strdup (_("has nothing of which that is known"));
  bought = &receipts[lot->receipt];
  sold = rg_day_format (bought->sales->day[bought->receipt]);
  end = rg_day_format (lot->end);
  /* Translators: of one customer: a product, the day on which they bought it, and the day on which
   * its warranty or its usual life ends. */
  return g_strdup_printf (kind == RG_LASTS_WARRANTY
                            ? _("%s, bought on %s: the warranty ends on %s")
                            : _("%s, bought on %s: its usual life ends on %s"),
                          context->dataset->products.names.name[lot->product], sold, end);
}

static char *
rg_warranty_fact (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_lasts_fact (rule, context, RG_LASTS_WARRANTY);
}

static char *
rg_lifetime_fact (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_lasts_fact (rule, context, RG_LASTS_LIFETIME);
}

/* --- what would turn them ----------------------------------------------------------------- */

/* How many pieces they ever brought back, in thousandths: of fewer that they buy nobody could say
 * which ones they still have. */
static gint64
rg_lasts_returned (const RgLasts *lasts, guint product)
{
  const RgSales *sales = lasts->dataset->sales[0];
  gint64 pieces = 0;

  for (guint k = 0; k < sales->n_odd; k++)
    if (sales->odd_product[k] == product && rg_line_takes_back (sales, sales->odd[k]))
      pieces += ABS (rg_sales_quantity (sales, sales->odd[k]));
  return pieces;
}

/* The days on which it would have to be sold to end in the period; FALSE: there are none. */
static gboolean
rg_lasts_sold_between (const RgLasts *lasts, guint product, RgDay *from, RgDay *to)
{
  const int months = -(int) lasts->spans[product];

  *from = lasts->from;
  *to = lasts->to;
  if (lasts->from != G_MININT32)
    {
      *from = lasts->kind == RG_LASTS_LIFETIME ? lasts->from + months
                                               : rg_day_add_months (lasts->from, months) - 3;
      while (rg_lasts_end (lasts, product, *from) < lasts->from)
        (*from)++;
    }
  if (lasts->to != G_MAXINT32)
    {
      *to = lasts->kind == RG_LASTS_LIFETIME ? lasts->to + months
                                             : rg_day_add_months (lasts->to, months) + 3;
      while (rg_lasts_end (lasts, product, *to) > lasts->to)
        (*to)--;
    }
  return *from <= *to;
}

/* Why no purchase would do: no product has what the rule is about, or on no day to be sold on it
 * would end then. */
static char *
rg_lasts_nothing (const RgLasts *lasts, const RgRule *rule, RgTurn *turn)
{
  const gboolean warranty = lasts->kind == RG_LASTS_WARRANTY;
  g_autofree char *names = NULL;
  g_autofree char *because = NULL;

  for (guint k = 0; k < lasts->dataset->products.names.n; k++)
    if (lasts->match[k])
      return rg_turn_nothing (turn, warranty ? _("no warranty can end in that time")
                                             : _("nothing can come to its end in that time"));
  if (rule->kind->list == RG_LIST_NONE)
    return rg_turn_nothing (turn, warranty ? _("no product has a warranty")
                                           : _("of no product it is known how long it lasts"));
  names = rg_names_text (rule->names);
  /* Translators: why nothing would turn a rule, here and below: a product or category. */
  because = rg_fill (warranty ? _("%s has no warranty") : _("it is not known how long %s lasts"),
                     names);
  return rg_turn_nothing (turn, because);
}

static char *
rg_lasts_say_purchase (const RgTurn *turn, const char *name)
{
  g_autofree char *number = rg_number_format (turn->pieces);
  g_autofree char *pieces = NULL;

  if (turn->pieces == 0)
    return rg_turn_purchase (turn, name);
  /* Translators: a number of pieces, and a product. */
  pieces = g_strdup_printf (P_("at least %s piece of %s", "at least %s pieces of %s",
                               (gulong) turn->pieces), number, name);
  return rg_turn_purchase (turn, pieces);
}

/* Of a product that they never brought back, else of the one of which they brought back the
 * least. */
static char *
rg_lasts_purchase (const RgLasts *lasts, const RgRule *rule, RgTurn *turn)
{
  const RgNames *names = &lasts->dataset->products.names;
  gint64 least = G_MAXINT64;
  guint best = names->n;

  for (guint k = 0; k < names->n && least > 0; k++)
    if (lasts->match[k] && rg_lasts_sold_between (lasts, k, &turn->from, &turn->to) &&
        rg_lasts_returned (lasts, k) < least)
      {
        least = rg_lasts_returned (lasts, k);
        best = k;
      }
  if (best == names->n)
    return rg_lasts_nothing (lasts, rule, turn);
  rg_lasts_sold_between (lasts, best, &turn->from, &turn->to);
  turn->product = names->id[best];
  turn->pieces = least > 0 ? least / 1000 + 1 : 0;
  return rg_lasts_say_purchase (turn, names->name[best]);
}

/* All that ends then would be brought back. */
static char *
rg_lasts_return (const RgLasts *lasts, RgTurn *turn)
{
  g_autofree RgReceiptRef *receipts = NULL;
  g_autoptr (GArray) lots = rg_lasts_of_one (lasts, &receipts);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < lots->len; i++)
    {
      const RgLot *lot = &g_array_index (lots, RgLot, i);
      const char *name = lasts->dataset->products.names.name[lot->product];

      if (rg_lot_fits (lasts, lot) &&
          !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, (gpointer) name);
    }
  g_ptr_array_add (names, NULL);
  rg_turn_take_names (turn, (char *const *) names->pdata, G_MAXUINT);
  /* Translators: what would turn a rule: one or more products. */
  return rg_turn_fill_names (turn, _("It would be otherwise if they brought %s back."));
}

/* ends: it is wanted that something ends. */
static char *
rg_lasts_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn,
               RgLastsKind kind, gboolean ends)
{
  g_auto (RgLasts) lasts = { 0 };

  rg_lasts_init (&lasts, rule, context, kind);
  return ends ? rg_lasts_purchase (&lasts, rule, turn) : rg_lasts_return (&lasts, turn);
}

static char *
rg_warranty_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  return rg_lasts_turn (rule, context, turn, RG_LASTS_WARRANTY, turn->wanted);
}

static char *
rg_no_warranty_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  return rg_lasts_turn (rule, context, turn, RG_LASTS_WARRANTY, !turn->wanted);
}

static char *
rg_lifetime_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  return rg_lasts_turn (rule, context, turn, RG_LASTS_LIFETIME, turn->wanted);
}

static char *
rg_no_lifetime_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  return rg_lasts_turn (rule, context, turn, RG_LASTS_LIFETIME, !turn->wanted);
}

/* --- words -------------------------------------------------------------------------------- */

/* What the period says of when it ends. */
typedef enum {
  RG_ENDS_ANY,
  RG_ENDS,
  RG_ENDED,
} RgEnds;

static RgEnds
rg_rule_ends (const RgRule *rule)
{
  const RgWindow *window = &rule->window;

  if (window->mode == RG_WINDOW_EVER)
    return RG_ENDS_ANY;
  return window->mode == RG_WINDOW_LAST || window->mode == RG_WINDOW_AGO ||
             (window->mode == RG_WINDOW_CALENDAR && window->offset < 0)
           ? RG_ENDED : RG_ENDS;
}

/* templates: as RgEnds says, and then where it is not so. */
static char *
rg_lasts_phrase (const RgRule *rule, const char *const templates[3][2], gboolean not)
{
  g_autofree char *names = rg_names_text (rule->names);

  return rg_with_when (rg_fill (_(templates[rg_rule_ends (rule)][not]), names), rule);
}

static char *
rg_warranty_phrase (const RgRule *rule, const char *currency)
{
  static const char *const templates[3][2] = {
    /* Translators: of customers, here and below: a product or category; where something ends,
     * then follows when: "in the next 30 days". */
    { N_("have or had a warranty of %s"), N_("never had a warranty of %s") },
    { N_("have a warranty of %s that ends"), N_("have no warranty of %s that ends") },
    { N_("had a warranty of %s that ended"), N_("had no warranty of %s that ended") },
  };

  return rg_lasts_phrase (rule, templates, rule->op == RG_OP_IS_NOT);
}

static char *
rg_lifetime_phrase (const RgRule *rule, const char *currency)
{
  static const char *const templates[3][2] = {
    { N_("bought %s with a known life"), N_("never bought %s with a known life") },
    { N_("have %s whose usual life ends"), N_("have no %s whose usual life ends") },
    { N_("have %s whose usual life ended"), N_("have no %s whose usual life ended") },
  };

  return rg_lasts_phrase (rule, templates, rule->op == RG_OP_IS_NOT);
}

static const char *const rg_any_warranty_templates[3][2] = {
  { N_("have or had any warranty"), N_("never had any warranty") },
  { N_("have a warranty that ends"), N_("have no warranty that ends") },
  { N_("had a warranty that ended"), N_("had no warranty that ended") },
};

static const char *const rg_any_lifetime_templates[3][2] = {
  { N_("bought something with a known life"), N_("never bought anything with a known life") },
  { N_("have something whose usual life ends"), N_("have nothing whose usual life ends") },
  { N_("have something whose usual life ended"), N_("have nothing whose usual life ended") },
};

static char *
rg_any_warranty_phrase (const RgRule *rule, const char *currency)
{
  return rg_lasts_phrase (rule, rg_any_warranty_templates, FALSE);
}

static char *
rg_no_warranty_phrase (const RgRule *rule, const char *currency)
{
  return rg_lasts_phrase (rule, rg_any_warranty_templates, TRUE);
}

static char *
rg_any_lifetime_phrase (const RgRule *rule, const char *currency)
{
  return rg_lasts_phrase (rule, rg_any_lifetime_templates, FALSE);
}

static char *
rg_no_lifetime_phrase (const RgRule *rule, const char *currency)
{
  return rg_lasts_phrase (rule, rg_any_lifetime_templates, TRUE);
}

/* --- what nobody may have supplied -------------------------------------------------------- */

static gboolean
rg_products_have (const guint16 *spans, guint n)
{
  for (guint i = 0; i < n; i++)
    if (spans[i] > 0)
      return TRUE;
  return FALSE;
}

static gboolean
rg_data_has_warranty (const RgDataset *dataset)
{
  return rg_products_have (dataset->products.warranty, dataset->products.names.n);
}

static gboolean
rg_data_has_lifetime (const RgDataset *dataset)
{
  return rg_products_have (dataset->products.lifetime, dataset->products.names.n);
}

static const RgRuleNeed rg_need_warranty = {
  .first = &rg_need_purchases, .has = rg_data_has_warranty,
  .none = N_("No data: no file of products has told of any warranty."),
};

static const RgRuleNeed rg_need_lifetime = {
  .first = &rg_need_purchases, .has = rg_data_has_lifetime,
  .none = N_("No data: no file of products has told how long anything lasts."),
};

/* --- the table ---------------------------------------------------------------------------- */

/* So much of it ends in the period; and what ends was bought. */
static void
rg_lasts_claims (const RgRule *rule, const char *about, gboolean not, RgClaims *claims)
{
  const RgRule ever = { .kind = rule->kind, .names = rule->names };
  RgRule times = *rule;

  times.op = RG_OP_AT_LEAST;
  times.low = 1;
  rg_claims_things_compared (claims, about, &times, not);
  rg_rule_claims_bought (&ever, not, claims);
}

static void
rg_warranty_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  rg_lasts_claims (rule, "warranty", not, claims);
}

static void
rg_no_warranty_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  rg_lasts_claims (rule, "warranty", !not, claims);
}

static void
rg_lifetime_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  rg_lasts_claims (rule, "lifetime", not, claims);
}

static void
rg_no_lifetime_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  rg_lasts_claims (rule, "lifetime", !not, claims);
}

#define RG_LASTS(word, LIST, example, warranty, lifetime) \
  { "warranty of " word, warranty, "warranty of " word " \"" example "\" in next 30 days", \
    RG_CHAPTER_PRODUCTS, RG_FIELD_NAMES | RG_FIELD_WINDOW | RG_FIELD_BARE, RG_OPS_IS, LIST, \
    .future = TRUE, .ahead = 30, .scan = rg_scan_warranty, .phrase = rg_warranty_phrase, \
    .fact = rg_warranty_fact, .receipts = rg_warranty_receipts, \
    .claims = rg_warranty_claims, .turn = rg_warranty_turn, .need = &rg_need_warranty }, \
  { "lifetime of " word, lifetime, "lifetime of " word " not \"" example "\" in last 30 days", \
    RG_CHAPTER_PRODUCTS, RG_FIELD_NAMES | RG_FIELD_WINDOW | RG_FIELD_BARE, RG_OPS_IS, LIST, \
    .future = TRUE, .ahead = 30, .scan = rg_scan_lifetime, .phrase = rg_lifetime_phrase, \
    .fact = rg_lifetime_fact, .receipts = rg_lifetime_receipts, \
    .claims = rg_lifetime_claims, .turn = rg_lifetime_turn, .need = &rg_need_lifetime }

const RgRuleKind rg_lasting_kinds[] = {
  { "warranty ends", N_("A Warranty Ends"), "warranty ends in next 30 days", RG_CHAPTER_PRODUCTS,
    RG_FIELD_WINDOW, .future = TRUE, .ahead = 30, .scan = rg_scan_warranty,
    .phrase = rg_any_warranty_phrase, .fact = rg_warranty_fact,
    .claims = rg_warranty_claims, .turn = rg_warranty_turn,
    .receipts = rg_warranty_receipts, .need = &rg_need_warranty },
  { "no warranty ends", N_("No Warranty Ends"), "no warranty ends in this year",
    RG_CHAPTER_PRODUCTS, RG_FIELD_WINDOW, .future = TRUE, .ahead = 30, .scan = rg_scan_no_warranty,
    .phrase = rg_no_warranty_phrase, .fact = rg_warranty_fact,
    .claims = rg_no_warranty_claims, .turn = rg_no_warranty_turn,
    .receipts = rg_warranty_receipts, .need = &rg_need_warranty },
  { "lifetime ends", N_("The Usual Life of Something Ends"), "lifetime ends in last 14 days",
    RG_CHAPTER_PRODUCTS, RG_FIELD_WINDOW, .future = TRUE, .ahead = 30, .scan = rg_scan_lifetime,
    .phrase = rg_any_lifetime_phrase, .fact = rg_lifetime_fact,
    .claims = rg_lifetime_claims, .turn = rg_lifetime_turn,
    .receipts = rg_lifetime_receipts, .need = &rg_need_lifetime },
  { "no lifetime ends", N_("The Usual Life of Nothing Ends"), "no lifetime ends in this month",
    RG_CHAPTER_PRODUCTS, RG_FIELD_WINDOW, .future = TRUE, .ahead = 30, .scan = rg_scan_no_lifetime,
    .phrase = rg_no_lifetime_phrase, .fact = rg_lifetime_fact,
    .claims = rg_no_lifetime_claims, .turn = rg_no_lifetime_turn,
    .receipts = rg_lifetime_receipts, .need = &rg_need_lifetime },
  RG_LASTS ("product", RG_LIST_PRODUCTS, "Kettle", N_("Warranty of Product Ends"),
            N_("Usual Life of Product Ends")),
  RG_LASTS ("category", RG_LIST_CATEGORIES, "Machines", N_("Warranty in Category Ends"),
            N_("Usual Life in Category Ends")),
  RG_LASTS ("brand", RG_LIST_BRANDS, "Moccamaster", N_("Warranty of Brand Ends"),
            N_("Usual Life of Brand Ends")),
  RG_LASTS ("supplier", RG_LIST_SUPPLIERS, "Nordic Roasters",
            N_("Warranty of Supplier’s Goods Ends"), N_("Usual Life of Supplier’s Goods Ends")),
  { NULL },
};
