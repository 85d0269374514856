/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a campaign offers: so much off, a gift, two products together, or a price for buying again;
 * for what, until when, and what it costs the shop when one person takes it. */
#pragma once

#include "base/rg-date.h"
#include "base/rg-uuid.h"

G_BEGIN_DECLS

#define RG_OFFER_DAYS_MOST 3660
#define RG_OFFER_PRODUCTS_MOST 20

typedef enum {
  RG_OFFER_NONE,
  RG_OFFER_MONEY,   /* value: minor units off */
  RG_OFFER_PERCENT, /* value: thousandths off */
  RG_OFFER_GIFT,    /* what: the gift */
  RG_OFFER_BUNDLE,  /* what, and with: two products; value: the price of both */
  RG_OFFER_AGAIN,   /* value: the price for whoever buys `what` again */
  RG_N_OFFERS
} RgOfferKind;

const char *rg_offer_kind_get_id (RgOfferKind kind);
gboolean rg_offer_kind_from_id (const char *id, RgOfferKind *kind);

/* A product of the offer, as the shop calls it by now. */
typedef struct {
  gint64 id;
  guint8 uuid[RG_UUID_SIZE];
  char *code;
  char *name; /* "" for none */
  gint64 cost_minor; /* of one; -1: not known */
} RgOfferProduct;

RgOfferProduct *rg_offer_product_new (gint64 id, const guint8 *uuid, const char *code,
                                      const char *name, gint64 cost_minor);
void rg_offer_product_free (RgOfferProduct *product);
/* Its name, or its code where it has none. */
const char *rg_offer_product_get_name (const RgOfferProduct *product);

typedef struct {
  RgOfferKind kind;
  gint64 value;
  char *what; /* a product or category as the shop names it; "" for everything */
  char *with; /* the second product of a bundle; else "" */
  RgDay until; /* the last day; RG_DAY_NONE where nobody said */
  guint days;  /* or so many, from the day on which the list is fixed; 0: not so */
  gint64 cost_minor; /* when one person takes it; -1: nobody said */
  /* RgOfferProduct; NULL or empty: the words above are all there is. Else they are the words. */
  GPtrArray *products;
  GPtrArray *with_products; /* of a bundle */
} RgOffer;

void rg_offer_init (RgOffer *offer);
void rg_offer_copy (RgOffer *offer, const RgOffer *from);
void rg_offer_clear (RgOffer *offer);
/* Sets one offer aside for another kind: what does not belong to that kind goes. */
void rg_offer_set_kind (RgOffer *offer, RgOfferKind kind);

/* Of how many products an offer of that kind can be; 0: it has no second one. */
guint rg_offer_kind_products_most (RgOfferKind kind, gboolean with);
/* Takes the product over. Where there is room for one it takes the other's place; what is there
 * already stays once. FALSE where there is no room for more. */
gboolean rg_offer_add_product (RgOffer *offer, gboolean with, RgOfferProduct *product);
/* The words go with the last one. */
void rg_offer_remove_product (RgOffer *offer, gboolean with, gint64 product);
gboolean rg_offer_has_product (const RgOffer *offer, gint64 product);

/* What is wrong with it, as a sentence; NULL where nothing is. */
const char *rg_offer_get_problem (const RgOffer *offer);

/* What is odd about its last day where the list is fixed on `fixed_on` and goes out on `out_on` or
 * later, as a sentence; NULL where nothing is. Owned by the caller. */
char *rg_offer_dup_day_problem (const RgOffer *offer, RgDay fixed_on, RgDay out_on);

/* The last day, if the list is fixed on `fixed_on`; RG_DAY_NONE for none. */
RgDay rg_offer_get_until (const RgOffer *offer, RgDay fixed_on);
/* What one redemption costs: as somebody said, or as it follows from the kind or from what the gift
 * costs the shop; -1 where neither. */
gint64 rg_offer_get_cost (const RgOffer *offer);

/* What it takes off somebody who spends `sold` on what it is for; of a gift its cost, and 0 of what
 * has a price of its own, which the till knows. -1 where nobody can say. */
gint64 rg_offer_get_worth (const RgOffer *offer, gint64 sold);

/* "10 % off coffee"; "" for no offer. What the shop calls a product is copied without control
 * characters. */
char *rg_offer_dup_words (const RgOffer *offer, const char *currency);
/* "10 % off coffee, until 30 Nov 2026"; "" for no offer. */
char *rg_offer_dup_sentence (const RgOffer *offer, const char *currency);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgOffer, rg_offer_clear)

G_END_DECLS
