/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The frozen texts of a campaign's list, one person after the other: read a few at a time, so that
 * ten thousand letters need no more memory than ten. */
#pragma once

#include "model/rg-letterhead.h"
#include "model/rg-recipient.h"
#include "store/rg-store-campaigns.h"

G_BEGIN_DECLS

typedef struct _RgCampaignPieces RgCampaignPieces;

/* `customers` (gint64 ids of the fixed list) is referenced. */
RgCampaignPieces *rg_campaign_pieces_new (RgStore *store, gint64 campaign, GArray *customers);
void rg_campaign_pieces_free (RgCampaignPieces *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCampaignPieces, rg_campaign_pieces_free)

guint rg_campaign_pieces_get_n (RgCampaignPieces *self);
/* Borrowed until the next call. Blocks for a short read. NULL where the file cannot be read: the
 * reason stays in rg_campaign_pieces_get_error(). */
const RgCampaignPerson *rg_campaign_pieces_get (RgCampaignPieces *self, guint index);
/* The same as an RgRecipientSource: `data` is the RgCampaignPieces. */
gboolean rg_campaign_pieces_fill (guint index, RgRecipient *recipient, gpointer data);
/* The first thing that went wrong, or NULL; borrowed. */
const GError *rg_campaign_pieces_get_error (RgCampaignPieces *self);

/* What stands around each letter of a campaign. */
void rg_campaign_init_letterhead (const RgCampaign *campaign, const RgShop *shop, RgDay day,
                                  RgLetterhead *head);

G_END_DECLS
