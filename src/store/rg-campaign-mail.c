/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "store/rg-campaign-mail.h"

#include "base/rg-coupon-code.h"
#include "base/rg-i18n.h"
#include "base/rg-picture.h"

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
rg_campaign_mail_foot (const RgShop *shop, const RgMailAccount *account, const char *picture,
                       RgMailFoot *foot)
{
  const guint8 *data;
  gsize length;

  *foot = (RgMailFoot) {
    .sender = *shop->address != '\0' ? shop->address : shop->name,
    /* Translators: at the end of each e-mail to customers. The word “unsubscribe” is read by the
     * program and stays as it is. */
    .farewell = _("If you want no more e-mail from us, answer with “unsubscribe”."),
    .unsubscribe = *account->from != '\0' ? account->from : NULL,
  };
  if (account->picture == NULL)
    return;
  data = g_bytes_get_data (account->picture, &length);
  rg_picture_look (data, length, &foot->picture_width, &foot->picture_height);
  foot->picture = picture;
  foot->picture_words = account->picture_words;
}
