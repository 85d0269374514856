/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Kinds of rules about when something is bought again. */
#include "config.h"

#include "rules/rg-again.h"
#include "rules/rg-rhythm.h"
#include "rules/rg-rule-claims.h"
#include "rules/rg-rule-lines.h"
#include "rules/rg-turn-again.h"

/* --- days --------------------------------------------------------------------------------- */

static void
rg_again_add_block (GArray *bought, const RgSales *sales, const guint8 *match,
                    const RgDataset *dataset)
{
  g_autoptr (RgBitset) seen = rg_receipts_of_products (sales, match, 0, sales->n_receipts);

  for (guint i = rg_bitset_next (seen, 0); i < sales->n_receipts;
       i = rg_bitset_next (seen, i + 1))
    {
      const RgAgainBought one = { rg_dataset_receipt_customer (dataset, sales, i),
                                  sales->day[i] };

      if (one.who != RG_NOBODY && rg_dataset_receipt_counts (dataset, sales, i))
        g_array_append_val (bought, one);
    }
}

static void
rg_again_init (RgAgain *again, const RgRule *rule, const RgDataset *dataset)
{
  g_autofree guint8 *match = rg_rule_match_products (rule, rule->names, dataset);
  g_autoptr (GArray) bought = g_array_new (FALSE, FALSE, sizeof (RgAgainBought));

  for (guint b = 0; b < 2; b++)
    rg_again_add_block (bought, dataset->sales[b], match, dataset);
  rg_again_fill (again, bought, dataset);
}

/* --- the kind ----------------------------------------------------------------------------- */

/* The days on which it is due; with no window those that are past. */
static void
rg_again_window (const RgRule *rule, const RgSegmentContext *context, RgDay *from, RgDay *to)
{
  rg_window_days (&rule->window, context, from, to);
  if (rule->window.mode == RG_WINDOW_EVER)
    *to = context->today - 1;
}

static guint
rg_again_most_days (const RgAgain *again)
{
  guint most = 0;

  for (guint buyer = 0; buyer < again->n_buyers; buyer++)
    most = MAX (most, again->n[buyer]);
  return most;
}

static RgBitset *
rg_scan_again (const RgRule *rule, const RgSegmentContext *context)
{
  g_auto (RgAgain) again = { 0 };
  RgBitset *set = rg_bitset_new (context->dataset->n_customers);
  g_autofree int *gaps = NULL;
  RgDay from, to;

  rg_again_init (&again, rule, context->dataset);
  rg_again_window (rule, context, &from, &to);
  gaps = g_new (int, rg_again_most_days (&again) + 1);
  for (guint buyer = 0; buyer < again.n_buyers; buyer++)
    {
      const gint64 usual = rg_again_usual_of (&again, buyer, gaps);
      const gint64 due = usual + again.days[again.start[buyer] + again.n[buyer] - 1];

      rg_bitset_put (set, again.who[buyer], usual >= 0 && due >= from && due <= to);
    }
  return set;
}

static char *
rg_again_phrase (const RgRule *rule, const char *currency)
{
  const gboolean not = rule->op == RG_OP_IS_NOT;
  g_autofree char *names = rg_names_text (rule->names);
  const char *template;

  if (rule->window.mode == RG_WINDOW_EVER)
    /* Translators: of customers, here and below: a product or category. */
    template = not ? _("are not past their usual time to buy %s again")
                   : _("are past their usual time to buy %s again");
  else
    template = not ? _("are not due to buy %s again") : _("are due to buy %s again");
  return rg_with_when (rg_fill (template, names), rule);
}

static char *
rg_again_fact (const RgRule *rule, const RgSegmentContext *context)
{
  g_auto (RgAgain) one = { 0 };
  g_auto (RgAgain) all = { 0 };
  g_autofree char *day = NULL;
  g_autofree int *gaps = NULL;
  gint64 usual;

  rg_again_init (&one, rule, context->dataset);
  if (one.n[0] == 0)
    return g_strdup (_("never bought it"));
  if (context->all != NULL)
    {
      rg_again_init (&all, rule, context->all);
      one.usual = all.usual;
    }
  gaps = g_new (int, one.n[0]);
  usual = rg_again_usual_of (&one, 0, gaps);
  day = rg_day_format (one.days[one.start[0] + one.n[0] - 1]);
  if (usual < 0)
    /* Translators: of one customer: a day. */
    return g_strdup_printf (_("bought it on %s; too few buy it again to say when"), day);
  if (one.n[0] < RG_RHYTHM_LEAST_VISITS)
    /* Translators: of one customer: a day, and how soon customers buy the same again. */
    return g_strdup_printf (P_("bought it on %s; customers usually buy it again after %d day",
                               "bought it on %s; customers usually buy it again after %d days",
                               usual), day, (int) usual);
  /* Translators: of one customer: a day, and how soon they buy the same again. */
  return g_strdup_printf (P_("bought it on %s; usually buys it again after %d day",
                             "bought it on %s; usually buys it again after %d days", usual),
                          day, (int) usual);
}

/* --- what would turn it ------------------------------------------------------------------- */

static char *
rg_again_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  const RgDataset *dataset = context->all != NULL ? context->all : context->dataset;
  g_auto (RgAgain) one = { 0 };
  g_auto (RgAgain) all = { 0 };

  rg_again_init (&one, rule, context->dataset);
  rg_again_init (&all, rule, dataset);
  return rg_turn_again (rule, context, turn, &one, &all, rg_again_window);
}

static RgBitset *
rg_again_of_one (const RgRule *rule, const RgSegmentContext *context)
{
  g_autofree guint8 *match = rg_rule_match_products (rule, rule->names, context->dataset);

  return rg_receipts_of_products (context->dataset->sales[0], match, 0,
                                  context->dataset->sales[0]->n_receipts);
}

static const char *
rg_again_lacks (const RgRule *rule, const RgDataset *dataset)
{
  g_auto (RgAgain) again = { 0 };

  rg_again_init (&again, rule, dataset);
  return again.usual < 0 && rg_again_most_days (&again) < RG_RHYTHM_LEAST_VISITS
           ? _("No data: too few have bought this again to say what is usual.") : NULL;
}

/* Bought it at any time. */
static void
rg_again_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  const RgRule ever = { .kind = rule->kind, .names = rule->names };

  rg_rule_claims_bought (&ever, not, claims);
}

/* --- the table ---------------------------------------------------------------------------- */

#define RG_AGAIN(word, LIST, example, name) \
  { "due again " word, name, "due again " word " \"" example "\" in next 14 days", \
    RG_CHAPTER_PRODUCTS, RG_FIELD_NAMES | RG_FIELD_WINDOW | RG_FIELD_BARE, RG_OPS_IS, LIST, \
    .scan = rg_scan_again, .phrase = rg_again_phrase, .fact = rg_again_fact, \
    .receipts = rg_again_of_one, .claims = rg_again_claims, .turn = rg_again_turn, \
    .need = &rg_need_purchases, .lacks = rg_again_lacks, .beside_all = TRUE, .future = TRUE }

const RgRuleKind rg_again_kinds[] = {
  RG_AGAIN ("product", RG_LIST_PRODUCTS, "Espresso 250 g", N_("Product Due Again")),
  RG_AGAIN ("category", RG_LIST_CATEGORIES, "Coffee", N_("Category Due Again")),
  RG_AGAIN ("brand", RG_LIST_BRANDS, "Moccamaster", N_("Brand Due Again")),
  RG_AGAIN ("supplier", RG_LIST_SUPPLIERS, "Nordic Roasters",
            N_("Supplier’s Goods Due Again")),
  { NULL },
};
