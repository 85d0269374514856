/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a campaign offers: the options of `campaign set`, and how `campaign show` says it. */
#include "config.h"

#include "ctl/rg-ctl-campaign.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"

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
    return rg_money_parse (value, currency, &offer->value, error);
  return rg_decimal_parse (value, 1, &offer->value)
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
  if (offer->kind == RG_OFFER_NONE
      && (options->value != NULL || options->what != NULL || options->with != NULL
          || options->until != NULL || options->days != NULL || options->cost != NULL))
    return rg_ctl_offer_refuse (error, _("Say with --offer what kind of offer it is."));
  if (options->what != NULL)
    g_set_str (&offer->what, options->what);
  if (options->with != NULL)
    g_set_str (&offer->with, options->with);
  if (options->cost != NULL && *options->cost == '\0')
    offer->cost_minor = -1;
  else if (options->cost != NULL
           && !rg_money_parse (options->cost, currency, &offer->cost_minor, error))
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
  rg_ctl_json_day (ctl, "offer_until", offer->until);
  if (offer->days > 0)
    rg_ctl_json_int (ctl, "offer_days", offer->days);
  if (cost >= 0)
    rg_ctl_json_int (ctl, "offer_cost_minor", cost);
}
