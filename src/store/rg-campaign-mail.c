/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "store/rg-campaign-mail.h"

#include "base/rg-coupon-code.h"
#include "base/rg-i18n.h"

static const char *
rg_campaign_mail_get_message (const RgCampaign *campaign, guint version)
{
  if (version < 2 || version > campaign->versions->len)
    return campaign->message;
  return ((const RgCampaignVersion *) campaign->versions->pdata[version - 1])->message;
}

GPtrArray *
rg_campaign_mail_blocks (const RgCampaign *campaign, guint version, const char *body,
                         const char *coupon)
{
  g_autofree char *code = coupon != NULL ? rg_coupon_code_format (coupon) : NULL;

  return rg_mail_blocks_new (rg_campaign_mail_get_message (campaign, version), body, code);
}

void
rg_campaign_mail_foot (const RgShop *shop, const char *from, RgMailFoot *foot)
{
  *foot = (RgMailFoot) {
    .sender = *shop->address != '\0' ? shop->address : shop->name,
    /* Translators: at the end of each e-mail to customers. The word “unsubscribe” is read by the
     * program and stays as it is. */
    .farewell = _("If you want no more e-mail from us, answer with “unsubscribe”."),
    .unsubscribe = from,
  };
}
