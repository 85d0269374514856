/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the people of a campaign brought and cost at the till, each of them in one number.
 *
 * For each person, in the days that count:
 *
 *   kept = sold at full price - returned - coupons - gifts - points - other discounts
 *          - cost of the goods
 *
 * The till's net sales are after its discounts already, so what its lines show as discount is added
 * to the sales before it is taken off again, and nothing counts twice: a coupon or a discount by
 * staff is part of the discounts that the lines of that person and day show. Where they show less,
 * the rest is taken off the sales that they do show. A coupon that nobody wrote an amount for, and
 * that no line shows, was worth what the campaign offers. A price of its own (two things together,
 * buying again) is in the till's sales already, and costs nothing more. A gift costs what its line
 * did, or what the shop says of one; that is never among the goods. Points that the campaign gave
 * cost what the shop says they are worth, on whatever day they were given.
 *
 * What the goods of a person cost is what their lines cost, as far as it is known, so that whoever
 * paid less for the same goods brought less; the rest is taken to be like all others.
 *
 * Each range of money is of one method: the difference of two means with unequal spreads (B. L.
 * Welch, The Generalization of `Student's' Problem when Several Different Population Variances are
 * Involved, Biometrika 34, 1947, 28-35), over what each person kept. The margin and the costs of
 * the campaign itself are taken as known. */
#pragma once

#include "rules/rg-proof.h"
#include "store/rg-store-campaigns.h"

G_BEGIN_DECLS

/* One person, minor units. */
typedef struct {
  gint64 net;      /* net sales as the till has them */
  gint64 full;     /* sold, before discounts */
  gint64 returned; /* 0 or less */
  gint64 coupon;   /* discounts by coupons of this campaign */
  gint64 discount; /* all others, of staff and of the till's lines */
  gint64 gift;     /* what the gifts of the offer cost the shop */
  gint64 points;   /* what the points are worth that the campaign gave them */
  gint64 known_net;  /* of net, what is known of the cost */
  gint64 known_cost; /* without the gifts */
  gboolean took;   /* the offer, as far as coupons and lines tell */
  gint64 given;    /* of coupon, gift and discount: what the offer gave them */
} RgTillPerson;

typedef struct {
  guint n_groups;
  GArray *people[RG_PROOF_GROUPS_MOST]; /* RgTillPerson, in the order of the outcome's */
  gint64 net;             /* net sales of all of them */
  gint64 known_net;       /* of the lines whose cost is known */
  gint64 known_cost;
  gint64 unknown_coupons; /* used, but nobody knows for how much */
  gint64 unknown_gifts;   /* given, but nobody knows what one costs */
  gint64 unknown_points;  /* given, but nobody has said what they are worth */
  gboolean by_lines;      /* goods cost what the lines say: set by who finds the margin */
} RgCampaignMoney;

/* What the goods of one person cost, and what they kept; `margin` is that of what no line tells. */
double rg_till_person_get_goods (const RgTillPerson *person, double margin, gboolean by_lines);
double rg_till_person_get_kept (const RgTillPerson *person, double margin, gboolean by_lines);

/* outcomes[g].people are whom group g holds. In a read. */
RgCampaignMoney *rg_campaign_money_new (RgDb *db, const RgDataset *dataset,
                                        const RgCampaign *campaign,
                                        const RgOutcome *outcomes, guint n_groups, RgDay from,
                                        RgDay to, GError **error);
void rg_campaign_money_free (RgCampaignMoney *money);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCampaignMoney, rg_campaign_money_free)

/* What one person of the first groups has more than one of the second, on average, times `n`. */
typedef struct {
  double full;
  double returned;
  double coupon;
  double gift;
  double points;
  double discount;
  double goods;
  double kept;        /* full + returned - coupon - gift - points - discount - goods */
  gboolean has_range; /* whether the next can be said */
  RgInterval range;   /* of kept */
} RgMoneyDifference;

/* Groups first .. first + n_first - 1 against the group `other`; `margin` is the share of profit in
 * net sales whose cost is not known by line, 1 where none is known. */
void rg_campaign_money_compare (const RgCampaignMoney *money, guint first, guint n_first,
                                guint other, double margin, gint64 n,
                                RgMoneyDifference *difference);

/* Over some groups: coupons of this campaign, its gifts and points, what its offer gave in all, and
 * who took it. */
typedef struct {
  gint64 coupon;
  gint64 gift;
  gint64 points;
  gint64 given;
  gint64 takers;
} RgMoneyGiven;

void rg_campaign_money_sum_given (const RgCampaignMoney *money, guint first, guint n,
                                  RgMoneyGiven *given);

G_END_DECLS
