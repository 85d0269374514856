/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How many usually answer, from the campaigns that are over. */
#include "store/rg-campaign-usual.h"

#include "analysis/rg-outcomes.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"

typedef struct {
  gint64 id;
  RgDay from;
  RgDay to;
} RgGoneOut;

/* The last ones, of a channel or ("") of any. */
static GArray *
rg_usual_read_gone_out (RgDb *db, const RgDataset *dataset, const RgCampaign *campaign,
                        const char *channel, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "campaigns.gone-out", error);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (RgGoneOut));
  RgStep step;

  if (row == NULL)
    return NULL;
  rg_statement_bind_int (row, 1, dataset->last_day);
  rg_statement_bind_text (row, 2, channel);
  rg_statement_bind_int (row, 3, campaign->id);
  rg_statement_bind_int (row, 4, RG_USUAL_CAMPAIGNS);
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    {
      const RgGoneOut one = { rg_statement_get_int (row, 0),
                              (RgDay) rg_statement_get_int (row, 1),
                              (RgDay) rg_statement_get_int (row, 2) };

      g_array_append_val (all, one);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&all) : NULL;
}

static gboolean
rg_usual_add (RgDb *db, const RgDataset *dataset, const RgGoneOut *one, RgUsualResponse *usual,
              GError **error)
{
  g_autoptr (GArray) people = rg_campaign_read_counted (db, one->id, "included", error);
  const gint64 *ids = people != NULL ? (const gint64 *) (gpointer) people->data : NULL;
  gsize n = people != NULL ? people->len : 0;
  RgOutcome outcome;

  if (people == NULL)
    return FALSE;
  rg_outcomes_measure (dataset, &ids, &n, 1, one->from, one->to, &outcome);
  usual->campaigns++;
  usual->written += outcome.n;
  usual->came += outcome.came;
  usual->net_minor += outcome.net_minor;
  rg_outcome_clear (&outcome);
  return TRUE;
}

gboolean
rg_usual_response_read (RgDb *db, const RgDataset *dataset, const RgCampaign *campaign,
                        RgUsualResponse *usual, GError **error)
{
  g_autoptr (GArray) all = NULL;

  *usual = (RgUsualResponse) { .same_channel = TRUE };
  if (dataset->last_day == RG_DAY_NONE)
    return TRUE;
  all = rg_usual_read_gone_out (db, dataset, campaign, rg_channel_get_id (campaign->channel),
                                error);
  if (all != NULL && all->len == 0)
    {
      usual->same_channel = FALSE;
      g_array_unref (all);
      all = rg_usual_read_gone_out (db, dataset, campaign, "", error);
    }
  for (guint i = 0; all != NULL && i < all->len; i++)
    if (!rg_usual_add (db, dataset, &g_array_index (all, RgGoneOut, i), usual, error))
      return FALSE;
  return all != NULL;
}

/* --- what these people spend on it --- */

/* Whether the cost is a share of what is spent on single products. */
static gboolean
rg_usual_is_off_products (const RgOffer *offer)
{
  return offer->kind == RG_OFFER_PERCENT && rg_offer_get_cost (offer) < 0
         && offer->products != NULL && offer->products->len > 0;
}

static RgBitset *
rg_usual_mark_people (const RgDataset *dataset, const GPtrArray *people)
{
  RgBitset *marked = rg_bitset_new (dataset->n_customers);

  for (guint i = 0; i < people->len; i++)
    {
      const RgCampaignPerson *person = people->pdata[i];
      guint position = RG_NOBODY;

      if (person->seat.place == RG_PLACE_INCLUDED && !person->seed)
        position = rg_dataset_find_customer (dataset, person->customer);
      if (position != RG_NOBODY)
        position = rg_dataset_resolve (dataset, position);
      if (position != RG_NOBODY)
        rg_bitset_add (marked, position);
    }
  return marked;
}

static RgBitset *
rg_usual_mark_products (const RgDataset *dataset, const RgOffer *offer)
{
  RgBitset *marked = rg_bitset_new (dataset->products.names.n);

  for (guint i = 0; i < offer->products->len; i++)
    {
      const RgOfferProduct *product = offer->products->pdata[i];
      const guint position = rg_names_find_id (&dataset->products.names, product->id);

      if (position != RG_NOTHING)
        rg_bitset_add (marked, position);
    }
  return marked;
}

/* What was sold of some products on a receipt; 0 for nothing. */
static gint64
rg_usual_sum_receipt (const RgReceiptIter *iter, const RgBitset *products)
{
  const RgSales *sales = iter->sales;
  gint64 net = 0;

  for (guint line = sales->first_line[iter->receipt]; line < sales->first_line[iter->receipt + 1];
       line++)
    {
      const guint product = rg_sales_product (sales, line);

      if (rg_sales_kind (sales, line) == RG_LINE_SALE && product != RG_NOTHING
          && rg_bitset_get (products, product))
        net += rg_sales_line_net (sales, line);
    }
  return net;
}

void
rg_usual_response_add_bought (RgUsualResponse *usual, const RgDataset *dataset,
                              const RgOffer *offer, const GPtrArray *people)
{
  g_autoptr (RgBitset) marked = NULL, products = NULL;
  RgReceiptIter iter;

  if (!rg_usual_is_off_products (offer) || dataset->last_day == RG_DAY_NONE)
    return;
  marked = rg_usual_mark_people (dataset, people);
  products = rg_usual_mark_products (dataset, offer);
  rg_receipt_iter_init (&iter, dataset, dataset->last_day - RG_USUAL_DAYS + 1, dataset->last_day);
  while (rg_receipt_iter_next (&iter))
    {
      const guint customer = rg_dataset_receipt_customer (dataset, iter.sales, iter.receipt);
      gint64 net = 0;

      if (customer != RG_NOBODY && rg_bitset_get (marked, customer))
        net = rg_usual_sum_receipt (&iter, products);
      usual->times += net > 0;
      usual->bought_minor += MAX (net, 0);
    }
}

/* --- what it costs --- */

/* A share off everything costs that share of what people who come usually buy; one off single
 * products that share of what these people usually spend on them when they buy them. */
static gint64
rg_usual_find_each (const RgUsualResponse *usual, const RgOffer *offer)
{
  const gint64 known = rg_offer_get_cost (offer);

  if (known >= 0 || offer->kind != RG_OFFER_PERCENT)
    return known;
  if (rg_usual_is_off_products (offer))
    return usual->times > 0 ? rg_offer_get_worth (offer, (usual->bought_minor + usual->times / 2)
                                                           / usual->times)
                            : -1;
  if (*offer->what != '\0' || usual->came == 0)
    return known;
  return rg_offer_get_worth (offer, usual->net_minor / usual->came);
}

gint64
rg_usual_response_find_cost (const RgUsualResponse *usual, const RgOffer *offer, gint64 n,
                             gint64 *each)
{
  *each = offer->kind != RG_OFFER_NONE ? rg_usual_find_each (usual, offer) : -1;
  if (*each < 0 || usual->written == 0 || n > G_MAXINT32 || *each > G_MAXINT32)
    return -1;
  return (gint64) ((double) *each * (double) n * (double) usual->came / (double) usual->written
                   + 0.5);
}

/* "your last 3 campaigns by post", as what an answer rests on. */
static char *
rg_usual_dup_ground (const RgUsualResponse *usual)
{
  g_autofree char *share = rg_percent_format ((double) usual->came / (double) usual->written, 0);
  g_autofree char *came = rg_number_format (usual->came);
  g_autofree char *written = rg_number_format (usual->written);
  const guint n = usual->campaigns;

  if (n == 1)
    /* Translators: a share, and how many of how many people. */
    return g_strdup_printf (usual->same_channel
                              ? _("your last campaign of this kind (%s: %s of %s)")
                              : _("your last campaign, by another channel (%s: %s of %s)"),
                            share, came, written);
  /* Translators: how many campaigns, two or more; a share, and how many of how many people. */
  return g_strdup_printf (usual->same_channel
                            ? _("your last %u campaigns of this kind (%s: %s of %s)")
                            : _("your last %u campaigns, by other channels (%s: %s of %s)"),
                          n, share, came, written);
}

/* What a share of what they spend rests on, to stand after the cost; "" where it is no such. */
static char *
rg_usual_dup_bought (const RgUsualResponse *usual, const RgOffer *offer, const char *currency)
{
  g_autofree char *times = rg_number_format (usual->times), *money = NULL;

  if (!rg_usual_is_off_products (offer) || usual->times == 0)
    return g_strdup ("");
  money = rg_money_format ((usual->bought_minor + usual->times / 2) / usual->times, currency);
  /* Translators: money, and how often; it stands after a sentence. */
  return g_strdup_printf (P_ (" These people spent %s on it the %s time that they bought it in the "
                              "last year.",
                              " These people spent %s on it each of the %s times that they bought "
                              "it in the last year, on average.", usual->times), money, times);
}

/* Why nobody can say what it costs when one takes it. */
static char *
rg_usual_dup_unknown (const RgOffer *offer)
{
  if (rg_usual_is_off_products (offer))
    return g_strdup (_("None of these people bought it in the last year, so nobody can say what "
                       "it will cost."));
  return g_strdup (_("Nobody said what it costs when one person takes it, so nobody can say "
                     "what it will cost."));
}

char *
rg_usual_response_dup_cost (const RgUsualResponse *usual, const RgOffer *offer, gint64 n,
                            const char *currency)
{
  gint64 each;
  const gint64 cost = rg_usual_response_find_cost (usual, offer, n, &each);
  g_autofree char *money = NULL, *one = NULL, *ground = NULL, *people = rg_number_format (n);
  g_autofree char *bought = NULL;

  if (offer->kind == RG_OFFER_NONE)
    return NULL;
  if (each < 0)
    return rg_usual_dup_unknown (offer);
  bought = rg_usual_dup_bought (usual, offer, currency);
  one = rg_money_format (each, currency);
  if (cost < 0)
    {
      money = rg_money_format (each * MIN (n, G_MAXINT32), currency);
      /* Translators: money for one person, money for all, a number of people, and what that rests
       * on. */
      return g_strdup_printf (_("%s for each who takes it, and at most %s if all %s do. No "
                                "campaign is over yet, so nobody knows how many come.%s"),
                              one, money, people, bought);
    }
  ground = rg_usual_dup_ground (usual);
  money = rg_money_format_whole (cost, currency);
  /* Translators: what it rests on: "your last campaign (12 %: 24 of 200)"; then money, money for
   * one person, and what that rests on. */
  return g_strdup_printf (_("If as many come as for %s, and all who come take it, it costs about "
                            "%s: %s for each.%s"), ground, money, one, bought);
}
