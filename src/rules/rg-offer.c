/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a campaign offers, and its words. */
#include "rules/rg-offer.h"

#include <string.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "base/rg-plain-text.h"

static const char *const offer_ids[RG_N_OFFERS] = { "",     "money",  "percent",
                                                    "gift", "bundle", "again" };

const char *
rg_offer_kind_get_id (RgOfferKind kind)
{
  g_return_val_if_fail (kind < RG_N_OFFERS, "");
  return offer_ids[kind];
}

gboolean
rg_offer_kind_from_id (const char *id, RgOfferKind *kind)
{
  for (int i = 0; i < RG_N_OFFERS; i++)
    if (g_strcmp0 (id, offer_ids[i]) == 0)
      {
        *kind = (RgOfferKind) i;
        return TRUE;
      }
  return FALSE;
}

/* --- products --- */

RgOfferProduct *
rg_offer_product_new (gint64 id, const guint8 *uuid, const char *code, const char *name,
                      gint64 cost_minor)
{
  RgOfferProduct *product = g_new0 (RgOfferProduct, 1);

  product->id = id;
  if (uuid != NULL)
    memcpy (product->uuid, uuid, RG_UUID_SIZE);
  product->code = g_strdup (code);
  product->name = g_strdup (name);
  product->cost_minor = cost_minor;
  return product;
}

void
rg_offer_product_free (RgOfferProduct *product)
{
  g_free (product->code);
  g_free (product->name);
  g_free (product);
}

const char *
rg_offer_product_get_name (const RgOfferProduct *product)
{
  return *product->name != '\0' ? product->name : product->code;
}

static GPtrArray *
rg_offer_products_copy (GPtrArray *products)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_offer_product_free);

  for (guint i = 0; products != NULL && i < products->len; i++)
    {
      const RgOfferProduct *one = g_ptr_array_index (products, i);

      g_ptr_array_add (copy, rg_offer_product_new (one->id, one->uuid, one->code, one->name,
                                                   one->cost_minor));
    }
  return copy;
}

static gboolean
rg_offer_products_have (GPtrArray *products, gint64 id)
{
  for (guint i = 0; products != NULL && i < products->len; i++)
    if (((RgOfferProduct *) g_ptr_array_index (products, i))->id == id)
      return TRUE;
  return FALSE;
}

/* "Filters, Coffee and Tea", "Filters, Coffee and 4 more". */
static char *
rg_offer_products_dup_names (GPtrArray *products)
{
  const guint n = products->len;
  const char *first = rg_offer_product_get_name (products->pdata[0]), *second;

  if (n == 1)
    return g_strdup (first);
  second = rg_offer_product_get_name (products->pdata[1]);
  if (n == 2)
    /* Translators: two products. */
    return g_strdup_printf (_("%s and %s"), first, second);
  if (n == 3)
    /* Translators: three products. */
    return g_strdup_printf (_("%s, %s and %s"), first, second,
                            rg_offer_product_get_name (products->pdata[2]));
  /* Translators: two products, and how many more there are. */
  return g_strdup_printf (P_ ("%s, %s and %u more", "%s, %s and %u more", n - 2), first, second,
                          n - 2);
}

/* The words of what has products are their names. */
static void
rg_offer_name_products (RgOffer *offer)
{
  if (offer->products != NULL && offer->products->len > 0)
    {
      g_free (offer->what);
      offer->what = rg_offer_products_dup_names (offer->products);
    }
  if (offer->with_products != NULL && offer->with_products->len > 0)
    {
      g_free (offer->with);
      offer->with = rg_offer_products_dup_names (offer->with_products);
    }
}

guint
rg_offer_kind_products_most (RgOfferKind kind, gboolean with)
{
  if (with)
    return kind == RG_OFFER_BUNDLE ? 1 : 0;
  if (kind == RG_OFFER_MONEY || kind == RG_OFFER_PERCENT)
    return RG_OFFER_PRODUCTS_MOST;
  return kind == RG_OFFER_NONE ? 0 : 1;
}

static GPtrArray **
rg_offer_get_products (RgOffer *offer, gboolean with)
{
  GPtrArray **products = with ? &offer->with_products : &offer->products;

  if (*products == NULL)
    *products = rg_offer_products_copy (NULL);
  return products;
}

gboolean
rg_offer_add_product (RgOffer *offer, gboolean with, RgOfferProduct *product)
{
  const guint most = rg_offer_kind_products_most (offer->kind, with);
  GPtrArray *products = *rg_offer_get_products (offer, with);
  const gboolean known = rg_offer_products_have (products, product->id);

  if (most == 1)
    g_ptr_array_set_size (products, 0);
  if ((most != 1 && known) || products->len >= most)
    {
      rg_offer_product_free (product);
      return known;
    }
  g_ptr_array_add (products, product);
  rg_offer_name_products (offer);
  return TRUE;
}

void
rg_offer_remove_product (RgOffer *offer, gboolean with, gint64 id)
{
  GPtrArray *products = *rg_offer_get_products (offer, with);

  for (guint i = products->len; i-- > 0;)
    if (((RgOfferProduct *) g_ptr_array_index (products, i))->id == id)
      g_ptr_array_remove_index (products, i);
  if (products->len == 0)
    g_set_str (with ? &offer->with : &offer->what, "");
  rg_offer_name_products (offer);
}

gboolean
rg_offer_has_product (const RgOffer *offer, gint64 product)
{
  return rg_offer_products_have (offer->products, product)
         || rg_offer_products_have (offer->with_products, product);
}

/* --- the offer --- */

void
rg_offer_init (RgOffer *offer)
{
  *offer = (RgOffer) {
    .what = g_strdup (""), .with = g_strdup (""), .until = RG_DAY_NONE, .cost_minor = -1,
  };
}

void
rg_offer_copy (RgOffer *offer, const RgOffer *from)
{
  *offer = *from;
  offer->what = g_strdup (from->what);
  offer->with = g_strdup (from->with);
  offer->products = rg_offer_products_copy (from->products);
  offer->with_products = rg_offer_products_copy (from->with_products);
}

void
rg_offer_clear (RgOffer *offer)
{
  g_clear_pointer (&offer->what, g_free);
  g_clear_pointer (&offer->with, g_free);
  g_clear_pointer (&offer->products, g_ptr_array_unref);
  g_clear_pointer (&offer->with_products, g_ptr_array_unref);
}

/* One more than fits is one that nobody chose for this kind. */
static void
rg_offer_fit_products (RgOffer *offer)
{
  for (int with = 0; with < 2; with++)
    {
      GPtrArray *products = *rg_offer_get_products (offer, with);
      const guint most = rg_offer_kind_products_most (offer->kind, with);

      if (products->len > most)
        g_ptr_array_set_size (products, (int) most);
    }
  rg_offer_name_products (offer);
}

void
rg_offer_set_kind (RgOffer *offer, RgOfferKind kind)
{
  if (kind == offer->kind)
    return;
  if (kind == RG_OFFER_NONE)
    {
      rg_offer_clear (offer);
      rg_offer_init (offer);
      return;
    }
  /* An amount off is no price, and a share is neither. */
  offer->value = 0;
  if (kind != RG_OFFER_BUNDLE)
    g_set_str (&offer->with, "");
  offer->kind = kind;
  rg_offer_fit_products (offer);
}

const char *
rg_offer_get_problem (const RgOffer *offer)
{
  const gboolean named = *offer->what != '\0';

  if (offer->kind == RG_OFFER_NONE)
    return NULL;
  if (offer->kind != RG_OFFER_GIFT && offer->value <= 0)
    return offer->kind == RG_OFFER_MONEY || offer->kind == RG_OFFER_PERCENT
             ? _("Say how much the offer takes off.")
             : _("Say what the offer costs: its price.");
  if (offer->kind == RG_OFFER_PERCENT && offer->value > 1000)
    return /* xgettext:no-c-format */ _("No more than 100 % can be taken off.");
  if (offer->kind == RG_OFFER_GIFT && !named)
    return _("Say what the gift is.");
  if (offer->kind == RG_OFFER_AGAIN && !named)
    return _("Say what is bought again.");
  if (offer->kind == RG_OFFER_BUNDLE && (!named || *offer->with == '\0'))
    return _("Name both products that are sold together.");
  if (offer->days > RG_OFFER_DAYS_MOST)
    return _("No offer lasts longer than ten years.");
  return NULL;
}

RgDay
rg_offer_get_until (const RgOffer *offer, RgDay fixed_on)
{
  if (offer->kind == RG_OFFER_NONE)
    return RG_DAY_NONE;
  return offer->days > 0 ? fixed_on + (RgDay) offer->days - 1 : offer->until;
}

char *
rg_offer_dup_day_problem (const RgOffer *offer, RgDay fixed_on, RgDay out_on)
{
  const RgDay until = rg_offer_get_until (offer, fixed_on);
  g_autofree char *last = until != RG_DAY_NONE ? rg_day_format (until) : NULL;
  g_autofree char *out = rg_day_format (MAX (out_on, fixed_on));

  if (until == RG_DAY_NONE || until > MAX (out_on, fixed_on))
    return NULL;
  if (until < fixed_on)
    /* Translators: %s is a day. */
    return g_strdup_printf (_("Its last day, %s, is over: nobody could take it."), last);
  if (until < out_on)
    /* Translators: two days. */
    return g_strdup_printf (_("Its last day, %s, is before %s, when the campaign is to go out."),
                            last, out);
  /* Translators: %s is a day. */
  return g_strdup_printf (_("Its last day, %s, is the one on which it goes out."), last);
}

gint64
rg_offer_get_cost (const RgOffer *offer)
{
  if (offer->cost_minor >= 0)
    return offer->cost_minor;
  if (offer->kind == RG_OFFER_GIFT && offer->products != NULL && offer->products->len > 0)
    return ((RgOfferProduct *) offer->products->pdata[0])->cost_minor;
  return offer->kind == RG_OFFER_MONEY ? offer->value : -1;
}

gint64
rg_offer_get_worth (const RgOffer *offer, gint64 sold)
{
  switch (offer->kind)
    {
    case RG_OFFER_MONEY:
      return MIN (offer->value, MAX (sold, 0));
    case RG_OFFER_PERCENT:
      return (gint64) ((double) MAX (sold, 0) * (double) offer->value / 1000 + 0.5);
    case RG_OFFER_GIFT:
      return rg_offer_get_cost (offer);
    case RG_OFFER_BUNDLE:
    case RG_OFFER_AGAIN:
      return 0;
    case RG_OFFER_NONE:
    case RG_N_OFFERS:
    default:
      return -1;
    }
}

static char *
rg_offer_dup_off (const char *amount, const char *what)
{
  return *what == '\0'
           /* Translators: %s is an amount or a share: "10 % off". */
           ? g_strdup_printf (_("%s off"), amount)
           /* Translators: an amount or a share, and a product or category: "10 % off coffee". */
           : g_strdup_printf (_("%s off %s"), amount, what);
}

char *
rg_offer_dup_words (const RgOffer *offer, const char *currency)
{
  g_autofree char *what = rg_plain_text_dup (offer->what);
  g_autofree char *with = rg_plain_text_dup (offer->with);
  g_autofree char *amount = offer->kind == RG_OFFER_PERCENT
                              ? rg_percent_format ((double) offer->value / 1000,
                                                   offer->value % 10 == 0 ? 0 : 1)
                              : rg_money_format (offer->value, currency);

  switch (offer->kind)
    {
    case RG_OFFER_MONEY:
    case RG_OFFER_PERCENT:
      return rg_offer_dup_off (amount, what);
    case RG_OFFER_GIFT:
      /* Translators: %s is what is given away. */
      return g_strdup_printf (_("%s as a gift"), what);
    case RG_OFFER_BUNDLE:
      /* Translators: two products and the price of both together. */
      return g_strdup_printf (_("%s and %s together for %s"), what, with, amount);
    case RG_OFFER_AGAIN:
      /* Translators: a product that the person has bought before, and its price now. */
      return g_strdup_printf (_("%s again for %s"), what, amount);
    case RG_OFFER_NONE:
    case RG_N_OFFERS:
    default:
      return g_strdup ("");
    }
}

char *
rg_offer_dup_sentence (const RgOffer *offer, const char *currency)
{
  g_autofree char *words = rg_offer_dup_words (offer, currency);
  g_autofree char *day = NULL;

  if (offer->kind != RG_OFFER_NONE && offer->until != RG_DAY_NONE)
    {
      day = rg_day_format (offer->until);
      /* Translators: an offer and its last day: "10 % off coffee, until 30 Nov 2026". */
      return g_strdup_printf (_("%s, until %s"), words, day);
    }
  if (offer->kind != RG_OFFER_NONE && offer->days > 0)
    /* Translators: an offer and how long it holds: "10 % off coffee, for 14 days". */
    return g_strdup_printf (P_ ("%s, for %u day", "%s, for %u days", offer->days), words,
                            offer->days);
  return g_steal_pointer (&words);
}
