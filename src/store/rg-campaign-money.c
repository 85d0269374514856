/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the people of a campaign brought and cost at the till. */
#include "store/rg-campaign-money.h"

#include "store/rg-points-settings.h"

/* What the lines of one person and day show, and what is said of that day elsewhere. */
typedef struct {
  guint32 person;
  gint64 full;
  gint64 discount; /* on the lines */
  gint64 coupon;
  gint64 staff;
  gint64 gift;
  gint64 offered;          /* sold at full price of what the offer is for */
  gint64 offered_discount; /* on the lines of it */
  guint roles;             /* how many of the two things that are sold together */
  gboolean in_time;        /* the offer held that day */
  gboolean coupon_used;
  gboolean gift_rung_up;
} RgTillDay;

/* Everybody of all groups, one after the other. */
typedef struct {
  RgDb *db;
  const RgDataset *dataset;
  const RgCampaign *campaign;
  RgCampaignMoney *money;
  guint32 *index;    /* by position, from 1; 0: of no group */
  GArray *people;    /* RgTillPerson */
  GHashTable *days;  /* person and day to RgTillDay */
} RgMoneyPass;

void
rg_campaign_money_free (RgCampaignMoney *money)
{
  for (guint g = 0; g < money->n_groups; g++)
    g_clear_pointer (&money->people[g], g_array_unref);
  g_free (money);
}

static guint32
rg_money_find (const RgMoneyPass *pass, gint64 customer)
{
  guint position = rg_dataset_find_customer (pass->dataset, customer);

  if (position != RG_NOBODY)
    position = rg_dataset_resolve (pass->dataset, position);
  return position != RG_NOBODY ? pass->index[position] : 0;
}

static void
rg_money_mark (RgMoneyPass *pass, const RgOutcome *outcomes, guint n_groups)
{
  const RgTillPerson nothing = { 0 };

  for (guint g = 0; g < n_groups; g++)
    for (guint i = 0; i < outcomes[g].n; i++)
      {
        const guint position = rg_dataset_find_customer (pass->dataset, outcomes[g].people[i]);

        g_array_append_val (pass->people, nothing);
        pass->index[position] = pass->people->len;
      }
}

static RgTillDay *
rg_money_day (RgMoneyPass *pass, guint32 person, RgDay day)
{
  const gint64 key = (gint64) ((guint64) person << 32 | (guint32) day);
  RgTillDay *found = g_hash_table_lookup (pass->days, &key);

  if (found != NULL)
    return found;
  found = g_new0 (RgTillDay, 1);
  found->person = person;
  found->in_time = pass->campaign->offer.until == RG_DAY_NONE
                   || day <= pass->campaign->offer.until;
  g_hash_table_insert (pass->days, g_memdup2 (&key, sizeof key), found);
  return found;
}

/* A gift is rung up for nothing, or with as much off as it costs. */
static void
rg_money_add_gifts (RgMoneyPass *pass, RgTillDay *on, RgTillPerson *of, RgStatement *row)
{
  const gint64 cost = rg_offer_get_cost (&pass->campaign->offer);
  const gint64 known = rg_statement_get_int (row, 4), unpriced = rg_statement_get_int (row, 5);

  if (pass->campaign->offer.kind != RG_OFFER_GIFT || rg_statement_get_int (row, 3) == 0)
    return;
  on->gift += known + (cost >= 0 ? unpriced * cost : 0);
  pass->money->unknown_gifts += cost < 0 ? unpriced : 0;
  pass->money->known_cost -= known;
  of->known_cost -= known;
  on->gift_rung_up = TRUE;
}

/* What of a receipt the offer is for. */
static gboolean
rg_money_add_offered (RgMoneyPass *pass, RgTillDay *on, RgTillPerson *of, gint64 receipt,
                      GError **error)
{
  GPtrArray *products = pass->campaign->offer.products;
  g_autoptr (RgStatement) row = NULL;

  if (products == NULL || products->len == 0)
    return TRUE;
  row = rg_db_statement (pass->db, "money.offered", error);
  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, receipt);
  rg_statement_bind_int (row, 2, pass->campaign->id);
  if (rg_statement_step (row, error) != RG_STEP_ROW)
    return FALSE;
  on->offered += rg_statement_get_int (row, 0);
  on->offered_discount += rg_statement_get_int (row, 1);
  on->roles = MAX (on->roles, (guint) rg_statement_get_int (row, 2));
  rg_money_add_gifts (pass, on, of, row);
  return TRUE;
}

static gboolean
rg_money_add_receipt (RgMoneyPass *pass, guint32 person, RgDay day, gint64 receipt, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (pass->db, "money.receipt", error);
  RgTillPerson *of = &g_array_index (pass->people, RgTillPerson, person - 1);
  RgTillDay *on;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, receipt);
  if (rg_statement_step (row, error) != RG_STEP_ROW)
    return FALSE;
  on = rg_money_day (pass, person, day);
  of->net += rg_statement_get_int (row, 0) + rg_statement_get_int (row, 1);
  of->full += rg_statement_get_int (row, 0) + rg_statement_get_int (row, 2);
  of->returned += rg_statement_get_int (row, 1);
  on->full += rg_statement_get_int (row, 0) + rg_statement_get_int (row, 2);
  on->discount += rg_statement_get_int (row, 2);
  pass->money->net += rg_statement_get_int (row, 0) + rg_statement_get_int (row, 1);
  pass->money->known_net += rg_statement_get_int (row, 3);
  pass->money->known_cost += rg_statement_get_int (row, 4);
  of->known_net += rg_statement_get_int (row, 3);
  of->known_cost += rg_statement_get_int (row, 4);
  return rg_money_add_offered (pass, on, of, receipt, error);
}

static gboolean
rg_money_add_receipts (RgMoneyPass *pass, RgDay from, RgDay to, GError **error)
{
  RgReceiptIter iter;

  rg_receipt_iter_init (&iter, pass->dataset, from, to);
  while (rg_receipt_iter_next (&iter))
    {
      const guint position =
        rg_dataset_receipt_customer (pass->dataset, iter.sales, iter.receipt);

      if (position != RG_NOBODY && pass->index[position] != 0
          && !rg_money_add_receipt (pass, pass->index[position], iter.sales->day[iter.receipt],
                                    rg_sales_id (iter.sales, iter.receipt), error))
        return FALSE;
    }
  return TRUE;
}

/* What a coupon was worth that nobody wrote an amount for, and no line shows. */
static void
rg_money_add_promised (RgMoneyPass *pass, RgTillDay *on)
{
  const RgOffer *offer = &pass->campaign->offer;
  const gboolean for_some = offer->products != NULL && offer->products->len > 0;
  const gint64 worth = rg_offer_get_worth (offer, for_some ? on->offered : on->full);

  if (offer->kind == RG_OFFER_GIFT && worth >= 0)
    on->gift += worth;
  else if (worth >= 0)
    on->coupon += worth;
  else
    pass->money->unknown_coupons++;
}

/* A coupon of which nobody wrote down the amount was worth what the lines of the day show. A gift
 * that was rung up is counted already. */
static void
rg_money_add_coupon (RgMoneyPass *pass, RgStatement *row)
{
  const guint32 person = rg_money_find (pass, rg_statement_get_int (row, 0));
  RgTillDay *on;

  if (person == 0)
    return;
  on = rg_money_day (pass, person, (RgDay) rg_statement_get_int (row, 1));
  on->coupon_used = TRUE;
  if (!rg_statement_is_null (row, 2))
    on->coupon += rg_statement_get_int (row, 2);
  else if (pass->campaign->offer.kind != RG_OFFER_GIFT && on->discount > 0)
    on->coupon += MAX (0, on->discount - on->coupon);
  else if (!on->gift_rung_up)
    rg_money_add_promised (pass, on);
}

/* Percentages are of what was sold to that person on that day. */
static void
rg_money_add_discount (RgMoneyPass *pass, RgStatement *row)
{
  const guint32 person = rg_money_find (pass, rg_statement_get_int (row, 0));
  RgTillDay *on;

  if (person == 0)
    return;
  on = rg_money_day (pass, person, (RgDay) rg_statement_get_int (row, 1));
  if (rg_statement_is_null (row, 3))
    on->staff += (gint64) ((double) on->full * (double) rg_statement_get_int (row, 2) / 100000
                           + 0.5);
  else
    on->staff += rg_statement_get_int (row, 3);
}

static gboolean
rg_money_add_rows (RgMoneyPass *pass, RgStatement *row, RgDay from, RgDay to,
                   void (*add) (RgMoneyPass *pass, RgStatement *row), GError **error)
{
  RgStep step = RG_STEP_ERROR;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, from);
  rg_statement_bind_int (row, 2, to);
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    add (pass, row);
  return step == RG_STEP_DONE;
}

static gboolean
rg_money_add_discounts (RgMoneyPass *pass, gint64 campaign, RgDay from, RgDay to, GError **error)
{
  g_autoptr (RgStatement) coupons = rg_db_statement (pass->db, "money.coupons", error);
  g_autoptr (RgStatement) staff = NULL;

  if (coupons == NULL)
    return FALSE;
  rg_statement_bind_int (coupons, 3, campaign);
  if (!rg_money_add_rows (pass, coupons, from, to, rg_money_add_coupon, error))
    return FALSE;
  staff = rg_db_statement (pass->db, "money.discounts", error);
  return rg_money_add_rows (pass, staff, from, to, rg_money_add_discount, error);
}

static gboolean
rg_money_add_points (RgMoneyPass *pass, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (pass->db, "money.points", error);
  RgPointsSettings settings;
  RgStep step = RG_STEP_ERROR;

  if (rows == NULL || !rg_points_settings_read (pass->db, &settings, error))
    return FALSE;
  rg_statement_bind_int (rows, 1, pass->campaign->id);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      const guint32 person = rg_money_find (pass, rg_statement_get_int (rows, 0));
      const gint64 points = rg_statement_get_int (rows, 1);

      if (person == 0)
        continue;
      g_array_index (pass->people, RgTillPerson, person - 1).points +=
        rg_points_settings_get_worth (&settings, points);
      if (settings.hundred_minor < 0)
        pass->money->unknown_points += points;
    }
  return step == RG_STEP_DONE;
}

/* Whether somebody took the offer on a day: by a coupon, or since they bought what it is for while
 * it held. One that is for all is taken with whatever the till took off. */
static gboolean
rg_money_is_taken (const RgOffer *offer, const RgTillDay *on)
{
  const gboolean for_some = offer->products != NULL && offer->products->len > 0;

  if (on->coupon_used || on->gift_rung_up)
    return TRUE;
  if (!on->in_time || offer->kind == RG_OFFER_NONE || offer->kind == RG_OFFER_GIFT)
    return FALSE;
  if (for_some)
    return on->roles >= (offer->kind == RG_OFFER_BUNDLE ? 2 : 1);
  return *offer->what == '\0' && on->discount > 0;
}

static void
rg_money_settle_offer (const RgOffer *offer, const RgTillDay *on, RgTillPerson *of)
{
  const gboolean for_some = offer->products != NULL && offer->products->len > 0;
  const gint64 shown = for_some ? on->offered_discount : *offer->what == '\0' ? on->discount : 0;

  if (offer->kind == RG_OFFER_NONE || !rg_money_is_taken (offer, on))
    return;
  of->took = TRUE;
  of->given += on->coupon + on->gift
               + (offer->kind == RG_OFFER_GIFT ? 0 : MAX (0, shown - on->coupon));
}

static void
rg_money_settle_days (RgMoneyPass *pass)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, pass->days);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const RgTillDay *on = value;
      RgTillPerson *of = &g_array_index (pass->people, RgTillPerson, on->person - 1);

      of->coupon += on->coupon;
      of->gift += on->gift;
      rg_money_settle_offer (&pass->campaign->offer, on, of);
      of->discount += on->staff + MAX (0, on->discount - on->coupon - on->staff);
    }
}

/* Each group gets its part of them all. */
static void
rg_money_part (const RgMoneyPass *pass, const RgOutcome *outcomes)
{
  guint at = 0;

  for (guint g = 0; g < pass->money->n_groups; g++)
    {
      pass->money->people[g] = g_array_new (FALSE, FALSE, sizeof (RgTillPerson));
      if (outcomes[g].n > 0)
        g_array_append_vals (pass->money->people[g],
                             &g_array_index (pass->people, RgTillPerson, at), outcomes[g].n);
      at += outcomes[g].n;
    }
}

RgCampaignMoney *
rg_campaign_money_new (RgDb *db, const RgDataset *dataset, const RgCampaign *campaign,
                       const RgOutcome *outcomes, guint n_groups, RgDay from, RgDay to,
                       GError **error)
{
  g_autoptr (RgCampaignMoney) money = g_new0 (RgCampaignMoney, 1);
  g_autofree guint32 *index = g_new0 (guint32, dataset->n_customers + 1);
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (RgTillPerson));
  g_autoptr (GHashTable) days =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  RgMoneyPass pass = { db, dataset, campaign, money, index, people, days };

  g_return_val_if_fail (n_groups <= RG_PROOF_GROUPS_MOST, NULL);
  money->n_groups = n_groups;
  rg_money_mark (&pass, outcomes, n_groups);
  if (!rg_money_add_receipts (&pass, from, to, error)
      || !rg_money_add_discounts (&pass, campaign->id, from, to, error)
      || !rg_money_add_points (&pass, error))
    return NULL;
  rg_money_settle_days (&pass);
  rg_money_part (&pass, outcomes);
  return g_steal_pointer (&money);
}

/* --- comparing --- */

double
rg_till_person_get_goods (const RgTillPerson *person, double margin, gboolean by_lines)
{
  return by_lines ? (double) person->known_cost
                      + (1 - margin) * (double) (person->net - person->known_net)
                  : (1 - margin) * (double) person->net;
}

double
rg_till_person_get_kept (const RgTillPerson *person, double margin, gboolean by_lines)
{
  return (double) (person->full + person->returned - person->coupon - person->gift
                   - person->points - person->discount)
         - rg_till_person_get_goods (person, margin, by_lines);
}

/* The sums of one side, each a person. */
typedef struct {
  double full, returned, coupon, gift, points, discount, goods;
  RgMoments kept;
} RgMoneySide;

static void
rg_money_side_add (RgMoneySide *side, const GArray *people, double margin, gboolean by_lines)
{
  for (guint i = 0; i < people->len; i++)
    {
      const RgTillPerson *person = &g_array_index (people, RgTillPerson, i);

      side->full += (double) person->full;
      side->returned += (double) person->returned;
      side->coupon += (double) person->coupon;
      side->gift += (double) person->gift;
      side->points += (double) person->points;
      side->discount += (double) person->discount;
      side->goods += rg_till_person_get_goods (person, margin, by_lines);
      rg_moments_add (&side->kept, rg_till_person_get_kept (person, margin, by_lines));
    }
}

void
rg_campaign_money_compare (const RgCampaignMoney *money, guint first, guint n_first, guint other,
                           double margin, gint64 n, RgMoneyDifference *difference)
{
  RgMoneySide one = { 0 }, two = { 0 };
  double a, b;
  RgWelch welch;

  for (guint g = first; g < first + n_first; g++)
    rg_money_side_add (&one, money->people[g], margin, money->by_lines);
  rg_money_side_add (&two, money->people[other], margin, money->by_lines);
  *difference = (RgMoneyDifference) { 0 };
  if (one.kept.n == 0 || two.kept.n == 0)
    return;
  a = (double) n / (double) one.kept.n;
  b = (double) n / (double) two.kept.n;
  difference->full = one.full * a - two.full * b;
  difference->returned = one.returned * a - two.returned * b;
  difference->coupon = one.coupon * a - two.coupon * b;
  difference->gift = one.gift * a - two.gift * b;
  difference->points = one.points * a - two.points * b;
  difference->discount = one.discount * a - two.discount * b;
  difference->goods = one.goods * a - two.goods * b;
  difference->kept = difference->full + difference->returned - difference->coupon
                     - difference->gift - difference->points - difference->discount
                     - difference->goods;
  difference->has_range = rg_stats_welch (&one.kept, &two.kept, RG_PROOF_LEVEL, &welch);
  if (difference->has_range)
    difference->range = (RgInterval) { welch.interval.low * (double) n,
                                       welch.interval.high * (double) n };
}

void
rg_campaign_money_sum_given (const RgCampaignMoney *money, guint first, guint n,
                             RgMoneyGiven *given)
{
  *given = (RgMoneyGiven) { 0 };
  for (guint g = first; g < first + n; g++)
    for (guint i = 0; i < money->people[g]->len; i++)
      {
        const RgTillPerson *person = &g_array_index (money->people[g], RgTillPerson, i);

        given->coupon += person->coupon;
        given->gift += person->gift;
        given->points += person->points;
        given->given += person->given;
        given->takers += person->took;
      }
}
