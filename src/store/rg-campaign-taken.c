/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who took what a campaign offered. */
#include "store/rg-campaign-taken.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"

static gboolean
rg_taken_uses_coupon (const char *text)
{
  g_autoptr (RgTemplate) template = rg_template_new (text);

  return rg_template_uses (template, RG_FIELD_COUPON);
}

/* Coupons tell of each who took it, products of who bought them, and what is off everything of whom
 * the till gave less. */
static gboolean
rg_taken_can_be_told (const RgCampaign *campaign)
{
  const RgOffer *offer = &campaign->offer;
  gboolean coupon = rg_taken_uses_coupon (campaign->subject)
                    || rg_taken_uses_coupon (campaign->message);

  for (guint i = 0; i < campaign->versions->len; i++)
    coupon |= rg_taken_uses_coupon (
      ((RgCampaignVersion *) g_ptr_array_index (campaign->versions, i))->message);
  return coupon || (offer->products != NULL && offer->products->len > 0)
         || (offer->kind != RG_OFFER_GIFT && *offer->what == '\0');
}

static char *
rg_taken_dup_given (const RgCampaignReport *report)
{
  const RgOfferKind kind = report->campaign->offer.kind;
  g_autofree char *given = rg_money_format (report->given.given, report->summary->currency);

  if (report->given.given > 0)
    /* Translators: %s is money. */
    return g_strdup_printf (_("It gave them %s, which is among the coupons, gifts and discounts, "
                              "once."), given);
  if (report->money->unknown_gifts > 0)
    return g_strdup (_("Nobody said what the gift costs: it is not taken off."));
  if (kind == RG_OFFER_BUNDLE || kind == RG_OFFER_AGAIN)
    return g_strdup (_("The till’s prices are after it already."));
  return g_strdup (_("The till shows nothing that was taken off for it."));
}

char *
rg_campaign_report_dup_taken (const RgCampaignReport *report)
{
  const gint64 takers = report->given.takers;
  g_autofree char *number = rg_number_format (takers), *given = NULL, *who = NULL;
  g_autofree char *all = rg_number_format (report->lift.written.n);

  if (report->campaign->offer.kind == RG_OFFER_NONE)
    return NULL;
  if (takers == 0)
    return g_strdup (rg_taken_can_be_told (report->campaign)
                       ? _("Nobody has taken it yet, as far as the till tells.")
                       : _("Nobody can tell who took it: it names no product, and nobody has a "
                           "coupon."));
  given = rg_taken_dup_given (report);
  /* Translators: how many people took an offer, and how many of them were written to. */
  who = g_strdup_printf (P_ ("%s of %s people took it.", "%s of %s people took it.", takers),
                         number, all);
  return g_strdup_printf ("%s %s", who, given);
}
