/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A fixed list on paper: `campaign letters`, `labels`, `coupons`, `call-list`, `address-list`. */
#include "config.h"

#include "ctl/rg-ctl-campaign.h"

#include "base/rg-i18n.h"
#include "print/rg-sheets.h"
#include "store/rg-campaign-pieces.h"
#include "store/rg-campaign-request.h"

#define RG_CTL_OPTIONS_MOST 8

char *
rg_ctl_campaign_parse_pdf (RgCtl *ctl, GStrv *args, const GOptionEntry *options, GError **error)
{
  g_autofree char *pdf = NULL;
  GOptionEntry entries[RG_CTL_OPTIONS_MOST + 2] = { { "pdf", 0, 0, G_OPTION_ARG_STRING, &pdf } };

  for (guint i = 0; options != NULL && options[i].long_name != NULL; i++)
    entries[i + 1] = options[i];
  if (!rg_ctl_parse (ctl, args, entries, 2, 2, error))
    return NULL;
  if (pdf != NULL)
    return rg_ctl_dup_path (ctl, pdf);
  g_set_error_literal (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                       _("Say where to write it with --pdf FILE."));
  return NULL;
}

static gboolean
rg_ctl_sheets_refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE, sentence);
  return FALSE;
}

static gboolean
rg_ctl_sheets_set_up (RgSheetsSetup *setup, const char *form, const char *paper, const char *sheet,
                      int start, GError **error)
{
  g_autoptr (GError) inner = NULL;

  rg_sheets_setup_init (setup);
  rg_output_form_from_id (form, &setup->form);
  if (paper != NULL)
    setup->paper = rg_paper_from_name (paper);
  if (setup->paper == NULL)
    return rg_ctl_sheets_refuse (error, _("The --paper is A4 or Letter."));
  if (sheet != NULL && !rg_label_sheet_parse (sheet, &setup->labels, &inner))
    return rg_ctl_sheets_refuse (error, inner->message);
  if (start < 1 || (guint) start > rg_label_sheet_get_n (&setup->labels))
    return rg_ctl_sheets_refuse (error, _("--start is the number of a label on the sheet, from "
                                          "1."));
  setup->start = (guint) start;
  return TRUE;
}

/* The path; NULL with an error. */
static char *
rg_ctl_sheets_parse (RgCtl *ctl, GStrv *args, RgSheetsSetup *setup, GError **error)
{
  g_autofree char *paper = NULL, *sheet = NULL, *path = NULL;
  int start = 1;
  const GOptionEntry entries[] = {
    { "paper", 0, 0, G_OPTION_ARG_STRING, &paper },
    { "sheet", 0, 0, G_OPTION_ARG_STRING, &sheet },
    { "start", 0, 0, G_OPTION_ARG_INT, &start },
    { NULL },
  };

  path = rg_ctl_campaign_parse_pdf (ctl, args, entries, error);
  if (path == NULL || !rg_ctl_sheets_set_up (setup, (*args)[1], paper, sheet, start, error))
    return NULL;
  return g_steal_pointer (&path);
}

static gboolean
rg_ctl_sheets_write (RgStore *store, const RgCampaign *campaign, const RgSheetsSetup *setup,
                     GArray *people, const char *path, GError **error)
{
  const RgShop *shop = rg_store_get_shop (store);
  g_autoptr (RgCampaignPieces) pieces = rg_campaign_pieces_new (store, campaign->id, people);
  g_auto (RgLetterhead) head = { NULL };
  g_autoptr (RgSheets) sheets = NULL;
  RgSheetsSetup own = *setup;

  own.texts = campaign->channel == RG_CHANNEL_SMS;
  rg_campaign_init_letterhead (campaign, shop, rg_shop_get_day (shop), &head);
  sheets = rg_sheets_new (&own, &head, campaign->name, people->len, rg_campaign_pieces_fill,
                          pieces, NULL);
  if (!rg_sheets_write_pdf (sheets, path, NULL, error))
    return FALSE;
  if (rg_campaign_pieces_get_error (pieces) == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (rg_campaign_pieces_get_error (pieces)));
  return FALSE;
}

gboolean
rg_ctl_campaign_sheets (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  RgSheetsSetup setup;
  g_autofree char *path = rg_ctl_sheets_parse (ctl, &rest, &setup, error);
  g_autoptr (RgCampaign) campaign = NULL;
  g_autoptr (RgCampaignRequest) begin = NULL, note = NULL;
  RgStore *store;
  GArray *people;

  if (path == NULL || (campaign = rg_ctl_campaign_read (ctl, rest, error)) == NULL)
    return FALSE;
  store = rg_ctl_get_store (ctl, NULL);
  begin = rg_campaign_request_begin_sheets (campaign->id, setup.form);
  if (!rg_campaign_request_run (begin, store, error))
    return FALSE;
  people = rg_campaign_request_get_people (begin);
  if (!rg_ctl_sheets_write (store, campaign, &setup, people, path, error))
    return FALSE;
  note = rg_campaign_request_note_sheets (campaign->id, setup.form, FALSE, people->len);
  if (!rg_campaign_request_run (note, store, error))
    return FALSE;
  rg_ctl_output_tell (ctl, people->len, rg_campaign_request_get_n_dropped (begin), path);
  rg_ctl_tell_quiet (ctl, store, campaign->channel);
  return TRUE;
}
