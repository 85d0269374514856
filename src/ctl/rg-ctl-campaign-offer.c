/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a campaign offers: the options of `campaign set`, and how `campaign show` says it. */
#include "config.h"

#include "ctl/rg-ctl-campaign.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "store/rg-store-offers.h"

void
rg_ctl_offer_options_clear (RgCtlOfferOptions *options)
{
  g_free (options->kind);
  g_free (options->value);
  g_free (options->what);
  g_free (options->with);
  g_free (options->until);
  g_free (options->days);
  g_free (options->cost);
  g_free (options->with_product);
  g_strfreev (options->products);
}

static gboolean
rg_ctl_offer_refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE, sentence);
  return FALSE;
}

static gboolean
rg_ctl_offer_set_value (const char *value, const char *currency, RgOffer *offer, GError **error)
{
  if (value == NULL)
    return TRUE;
  if (offer->kind != RG_OFFER_PERCENT)
    return rg_ctl_parse_money (value, currency, &offer->value, error);
  return rg_ctl_parse_decimal (value, 1, &offer->value)
         || rg_ctl_offer_refuse (error, _("--offer-value is a share in per cent, such as 10 or "
                                          "12.5."));
}

/* One of them takes the place of the other; with nothing in it, nobody said. */
static gboolean
rg_ctl_offer_set_last_day (const RgCtlOfferOptions *options, RgOffer *offer, GError **error)
{
  guint64 days = 0;

  if (options->until == NULL && options->days == NULL)
    return TRUE;
  if (options->until != NULL && options->days != NULL)
    return rg_ctl_offer_refuse (error, _("Say --offer-until or --offer-days, not both."));
  offer->until = options->until != NULL ? rg_day_parse_iso (options->until) : RG_DAY_NONE;
  if (options->until != NULL && *options->until != '\0' && offer->until == RG_DAY_NONE)
    return rg_ctl_offer_refuse (error, _("--offer-until is a day such as 2026-11-30."));
  if (options->days != NULL && *options->days != '\0'
      && !g_ascii_string_to_unsigned (options->days, 10, 1, RG_OFFER_DAYS_MOST, &days, NULL))
    return rg_ctl_offer_refuse (error, _("--offer-days is a number of days, such as 14."));
  offer->days = (guint) days;
  return TRUE;
}

/* --- products --- */

typedef struct
{
  const RgCtlOfferOptions *options;
  RgOffer *offer;
} RgCtlOffered;

static gboolean
rg_ctl_offer_add_product (RgDb *db, const RgCtlOffered *offered, gboolean with, const char *text,
                          GError **error)
{
  RgOfferProduct *product = rg_offer_product_find (db, text, error);

  if (product == NULL)
    return FALSE;
  return rg_offer_add_product (offered->offer, with, product)
         || rg_ctl_offer_refuse (error, with ? _("Only two products that are sold together have "
                                                 "a second one.")
                                             : _("An offer is for twenty products at most."));
}

static void
rg_ctl_offer_drop_products (RgOffer *offer, gboolean with)
{
  GPtrArray *products = with ? offer->with_products : offer->products;

  while (products != NULL && products->len > 0)
    rg_offer_remove_product (offer, with, ((RgOfferProduct *) products->pdata[0])->id);
}

/* Those that are named take the place of those before. */
static gboolean
rg_ctl_offer_products_in_thread (RgDb *db, gpointer data, GError **error)
{
  const RgCtlOffered *offered = data;
  const RgCtlOfferOptions *options = offered->options;

  if (options->products != NULL || options->what != NULL)
    rg_ctl_offer_drop_products (offered->offer, FALSE);
  if (options->with_product != NULL || options->with != NULL)
    rg_ctl_offer_drop_products (offered->offer, TRUE);
  for (guint i = 0; options->products != NULL && options->products[i] != NULL; i++)
    if (*options->products[i] != '\0'
        && !rg_ctl_offer_add_product (db, offered, FALSE, options->products[i], error))
      return FALSE;
  return options->with_product == NULL || *options->with_product == '\0'
         || rg_ctl_offer_add_product (db, offered, TRUE, options->with_product, error);
}

static gboolean
rg_ctl_offer_set_products (RgCtl *ctl, const RgCtlOfferOptions *options, RgOffer *offer,
                           GError **error)
{
  RgCtlOffered offered = { options, offer };

  return rg_store_read_sync (rg_ctl_get_store (ctl, NULL), RG_READER_ROWS,
                             rg_ctl_offer_products_in_thread, &offered, NULL, error);
}

static gboolean
rg_ctl_offer_says_more (const RgCtlOfferOptions *options)
{
  return options->value != NULL || options->what != NULL || options->with != NULL
         || options->until != NULL || options->days != NULL || options->cost != NULL
         || options->products != NULL || options->with_product != NULL;
}

gboolean
rg_ctl_offer_set (RgCtl *ctl, const RgCtlOfferOptions *options, RgOffer *offer, GError **error)
{
  const char *currency = rg_store_get_shop (rg_ctl_get_store (ctl, NULL))->currency;
  RgOfferKind kind = offer->kind;

  if (options->kind != NULL && !g_str_equal (options->kind, "none")
      && !rg_offer_kind_from_id (options->kind, &kind))
    return rg_ctl_offer_refuse (error, _("--offer is none, money, percent, gift, bundle or "
                                         "again."));
  rg_offer_set_kind (offer, g_strcmp0 (options->kind, "none") == 0 ? RG_OFFER_NONE : kind);
  if (offer->kind == RG_OFFER_NONE && rg_ctl_offer_says_more (options))
    return rg_ctl_offer_refuse (error, _("Say with --offer what kind of offer it is."));
  if (!rg_ctl_offer_set_products (ctl, options, offer, error))
    return FALSE;
  if (options->what != NULL)
    g_set_str (&offer->what, options->what);
  if (options->with != NULL)
    g_set_str (&offer->with, options->with);
  if (options->cost != NULL && *options->cost == '\0')
    offer->cost_minor = -1;
  else if (options->cost != NULL
           && !rg_ctl_parse_money (options->cost, currency, &offer->cost_minor, error))
    return FALSE;
  return rg_ctl_offer_set_value (options->value, currency, offer, error)
         && rg_ctl_offer_set_last_day (options, offer, error);
}

void
rg_ctl_offer_print (RgCtl *ctl, const RgOffer *offer)
{
  g_autofree char *sentence = rg_offer_dup_sentence (
      offer, rg_store_get_shop (rg_ctl_get_store (ctl, NULL))->currency);

  if (*sentence != '\0')
    /* Translators: %s is an offer: "10 % off coffee, until 30 Nov 2026". */
    rg_ctl_print (ctl, _("\nOffer: %s\n"), sentence);
}

static void
rg_ctl_offer_products_json (RgCtl *ctl, const char *name, GPtrArray *products)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);

  if (products == NULL || products->len == 0)
    return;
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; i < products->len; i++)
    {
      const RgOfferProduct *product = g_ptr_array_index (products, i);

      json_builder_begin_object (json);
      rg_ctl_json_uuid (ctl, "uuid", product->uuid);
      rg_ctl_json_text (ctl, "code", product->code);
      rg_ctl_json_text (ctl, "name", product->name);
      if (product->cost_minor >= 0)
        rg_ctl_json_int (ctl, "cost_minor", product->cost_minor);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

void
rg_ctl_offer_json (RgCtl *ctl, const RgOffer *offer)
{
  const gint64 cost = rg_offer_get_cost (offer);
  g_autofree char *sentence = rg_offer_dup_sentence (
      offer, rg_store_get_shop (rg_ctl_get_store (ctl, NULL))->currency);

  rg_ctl_json_text (ctl, "offer", rg_offer_kind_get_id (offer->kind));
  if (offer->kind == RG_OFFER_NONE)
    return;
  rg_ctl_json_text (ctl, "offer_sentence", sentence);
  if (offer->kind == RG_OFFER_PERCENT)
    rg_ctl_json_int (ctl, "offer_permille", offer->value);
  else if (offer->kind != RG_OFFER_GIFT)
    rg_ctl_json_int (ctl, "offer_minor", offer->value);
  rg_ctl_json_text (ctl, "offer_for", offer->what);
  if (offer->kind == RG_OFFER_BUNDLE)
    rg_ctl_json_text (ctl, "offer_with", offer->with);
  rg_ctl_offer_products_json (ctl, "offer_products", offer->products);
  rg_ctl_offer_products_json (ctl, "offer_with_products", offer->with_products);
  rg_ctl_json_day (ctl, "offer_until", offer->until);
  if (offer->days > 0)
    rg_ctl_json_int (ctl, "offer_days", offer->days);
  if (cost >= 0)
    rg_ctl_json_int (ctl, "offer_cost_minor", cost);
}
