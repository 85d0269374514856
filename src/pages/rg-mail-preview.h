/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* An e-mail as its reader will see it, in the colours of the window: who writes to whom, the
 * subject, and the blocks of the message. Its buttons are drawn and go nowhere. */
#pragma once

#include <gtk/gtk.h>

#include "store/rg-campaign-mail.h"
#include "store/rg-store-mail.h"

G_BEGIN_DECLS

#define RG_TYPE_MAIL_PREVIEW (rg_mail_preview_get_type ())
G_DECLARE_FINAL_TYPE (RgMailPreview, rg_mail_preview, RG, MAIL_PREVIEW, GtkBox)

/* What one person gets; nothing is kept. */
void rg_mail_preview_show (RgMailPreview *self, const RgShop *shop, const RgMailAccount *account,
                           const RgCampaign *campaign, const RgCampaignPerson *person);

/* Where the page scrolls it gets no more than it must have: as high as it is where a page is as
 * narrow as pages get. */
void rg_mail_picture_set (GtkPicture *picture, GdkTexture *texture, const char *words);

G_END_DECLS
