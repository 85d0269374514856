/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How a fixed list is laid out as a table: for a print shop or a spreadsheet, or as the services
 * that send text messages and newsletters read it. */
#pragma once

#include "base/rg-kinds.h"
#include "store/rg-campaign-pieces.h"

G_BEGIN_DECLS

typedef enum {
  RG_LAYOUT_TABLE,     /* all there is, for people */
  RG_LAYOUT_SMS,       /* the number and the text: what every SMS service reads */
  RG_LAYOUT_BREVO,     /* its default contact attributes */
  RG_LAYOUT_MAILCHIMP, /* the fields of a new audience */
  RG_N_LAYOUTS
} RgCampaignLayout;

/* "table", "sms", "brevo", "mailchimp". */
const char *rg_campaign_layout_get_id (RgCampaignLayout layout);
gboolean rg_campaign_layout_from_id (const char *id, RgCampaignLayout *layout);
/* Whether people who allowed the channel can be reached through it. */
gboolean rg_campaign_layout_fits (RgCampaignLayout layout, RgChannel channel);

/* What is the same in each row. */
typedef struct {
  RgCampaignLayout layout;
  RgChannel channel;
  const char *campaign; /* its name */
  const char *country;  /* the shop's, for phone numbers */
} RgLayoutContext;

void rg_campaign_layout_write_head (GString *out, const RgLayoutContext *context);
/* *skipped: the phone number cannot be dialled from abroad as it stands, so nothing was written.
 * FALSE with a sentence where the text would be run as a formula by whoever opens the file. */
gboolean rg_campaign_layout_write_row (GString *out, const RgLayoutContext *context,
                                       const RgCampaignPerson *person, gboolean *skipped,
                                       GError **error);

G_END_DECLS
