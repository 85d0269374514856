/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `campaign preview`: what one person gets, and how long text messages are. */
#include "config.h"

#include "ctl/rg-ctl-campaign.h"

#include "base/rg-i18n.h"
#include "mail/rg-mailer.h"
#include "rules/rg-sms-length.h"
#include "store/rg-campaign-draft.h"
#include "store/rg-campaign-mail.h"
#include "store/rg-store-mail.h"

typedef struct
{
  const RgShop *shop;
  const RgCampaign *campaign;
  gint64 customer;
  RgCampaignPerson *person;
  RgMailAccount *account;
} Preview;

static gboolean
rg_ctl_preview_in_thread (RgDb *db, gpointer data, GError **error)
{
  Preview *preview = data;
  g_autoptr (GPtrArray) people = NULL;

  preview->account = rg_mail_account_read (db, error);
  if (preview->account == NULL)
    return FALSE;
  if (preview->campaign->fixed_at != 0)
    {
      preview->person = rg_campaign_read_person (db, preview->campaign->id, preview->customer,
                                                 error);
      return preview->person != NULL;
    }
  people = rg_campaign_plan (db, preview->shop, preview->campaign, &preview->customer, 1,
                             rg_shop_get_day (preview->shop), error);
  if (people != NULL && people->len > 0)
    preview->person = g_ptr_array_steal_index (people, 0);
  if (people != NULL && preview->person == NULL)
    g_set_error_literal (error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED, _("There is no such customer."));
  return preview->person != NULL;
}

static void
rg_ctl_preview_tell_sms (RgCtl *ctl, const char *text)
{
  RgSmsLength length;

  rg_sms_measure (text, &length);
  /* Translators: characters, how many fit, and how many text messages that counts as. */
  rg_ctl_print (ctl, P_ ("%u of %u characters, %u text message\n",
                         "%u of %u characters, %u text messages\n", length.parts),
                length.units, length.room, length.parts);
  if (!rg_ctl_wants_json (ctl))
    return;
  rg_ctl_json_text (ctl, "alphabet", length.wide ? "ucs-2" : "gsm-7");
  rg_ctl_json_int (ctl, "units", length.units);
  rg_ctl_json_int (ctl, "room", length.room);
  rg_ctl_json_int (ctl, "parts", length.parts);
}

/* Within the page itself, which is no mail. */
static char *
rg_ctl_preview_dup_picture (const RgMailAccount *account)
{
  g_autofree char *data = NULL;
  gsize length;

  if (account->picture == NULL)
    return NULL;
  data = g_base64_encode (g_bytes_get_data (account->picture, &length),
                          g_bytes_get_size (account->picture));
  return g_strconcat ("data:image/png;base64,", data, NULL);
}

/* The twins of an e-mail; the body itself of what is no e-mail. */
static char *
rg_ctl_preview_dup_text (const Preview *preview, char **html)
{
  const RgCampaignPerson *person = preview->person;
  g_autoptr (GPtrArray) blocks = NULL;
  g_autofree char *picture = NULL;
  RgMailFoot foot;

  *html = NULL;
  if (preview->campaign->channel != RG_CHANNEL_EMAIL)
    return g_strdup (person->body);
  blocks = rg_campaign_mail_blocks (preview->campaign, person->version, person->body,
                                    person->coupon);
  picture = rg_ctl_preview_dup_picture (preview->account);
  rg_campaign_mail_foot (preview->shop, preview->account, picture, &foot);
  *html = rg_mail_blocks_print_html (blocks, person->subject, &foot);
  return rg_mail_blocks_print_text (blocks, &foot);
}

static gboolean
rg_ctl_preview_tell (RgCtl *ctl, const Preview *preview, const char *file, GError **error)
{
  const RgCampaignPerson *person = preview->person;
  g_autofree char *html = NULL;
  g_autofree char *text = rg_ctl_preview_dup_text (preview, &html);

  if (file != NULL && html == NULL)
    {
      g_set_error_literal (error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED,
                           _("Only a campaign by e-mail can be written as HTML."));
      return FALSE;
    }
  if (file != NULL && !g_file_set_contents (file, html, -1, error))
    return FALSE;
  if (*person->subject != '\0')
    rg_ctl_print (ctl, "%s\n\n", person->subject);
  rg_ctl_print (ctl, "%s\n", text);
  if (rg_ctl_wants_json (ctl))
    {
      json_builder_begin_object (rg_ctl_get_json (ctl));
      rg_ctl_json_uuid_of (ctl, "customer", RG_UUIDS_CUSTOMER, person->customer);
      rg_ctl_json_text (ctl, "subject", person->subject);
      rg_ctl_json_text (ctl, "text", text);
      rg_ctl_json_text (ctl, "html", html);
    }
  if (preview->campaign->channel == RG_CHANNEL_SMS)
    rg_ctl_preview_tell_sms (ctl, person->body);
  if (rg_ctl_wants_json (ctl))
    json_builder_end_object (rg_ctl_get_json (ctl));
  return TRUE;
}

/* To an address of one's own. */
static gboolean
rg_ctl_preview_send (RgCtl *ctl, const Preview *preview, const char *to, GError **error)
{
  const RgMailerOptions options = { 0 };

  if (preview->campaign->fixed_at != 0)
    {
      g_set_error_literal (error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED,
                           _("The list of this campaign is fixed: what is in it goes to its people "
                             "alone."));
      return FALSE;
    }
  return rg_mailer_send_trial (rg_ctl_get_store (ctl, NULL), preview->campaign, preview->person,
                               to, &options, NULL, error);
}

gboolean
rg_ctl_campaign_preview (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (RgCampaign) campaign = NULL;
  g_autofree char *file = NULL, *path = NULL, *to = NULL;
  const GOptionEntry entries[] = { { "html", 0, 0, G_OPTION_ARG_STRING, &file },
                                   { "send-to", 0, 0, G_OPTION_ARG_STRING, &to },
                                   { NULL } };
  Preview preview = { NULL };
  gboolean ok;

  if (!rg_ctl_parse (ctl, &rest, entries, 3, 3, error)
      || (campaign = rg_ctl_campaign_read (ctl, rest, error)) == NULL
      || !rg_ctl_parse_customer (ctl, rest[3], &preview.customer, error))
    return FALSE;
  if (file != NULL)
    path = rg_ctl_dup_path (ctl, file);
  preview.shop = rg_store_get_shop (rg_ctl_get_store (ctl, NULL));
  if (campaign->fixed_at == 0 && rg_campaign_needs_dataset (campaign, preview.shop->own_fields)
      && (campaign->dataset = rg_ctl_dup_dataset (ctl, error)) == NULL)
    return FALSE;
  preview.campaign = campaign;
  ok = rg_store_read_sync (rg_ctl_get_store (ctl, NULL), RG_READER_ROWS, rg_ctl_preview_in_thread,
                           &preview, NULL, error)
       && rg_ctl_preview_tell (ctl, &preview, path, error)
       && (to == NULL || rg_ctl_preview_send (ctl, &preview, to, error));
  g_clear_pointer (&preview.person, rg_campaign_person_free);
  g_clear_pointer (&preview.account, rg_mail_account_free);
  return ok;
}
