/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `campaign letters` and `export`: what leaves the program. */
#include "config.h"

#include "ctl/rg-ctl-campaign.h"

#include "base/rg-i18n.h"
#include "print/rg-letter.h"
#include "store/rg-campaign-pieces.h"
#include "store/rg-campaign-request.h"
#include "store/rg-store-budget.h"
#include "transfer/rg-campaign-export.h"

char *
rg_ctl_campaign_parse_pdf (RgCtl *ctl, GStrv *args, const RgPaper **paper, GError **error)
{
  g_autofree char *pdf = NULL, *name = NULL;
  const GOptionEntry entries[] = {
    { "pdf", 0, 0, G_OPTION_ARG_STRING, &pdf },
    { paper != NULL ? "paper" : NULL, 0, 0, G_OPTION_ARG_STRING, &name },
    { NULL },
  };

  if (!rg_ctl_parse (ctl, args, entries, 2, 2, error))
    return NULL;
  if (paper != NULL)
    *paper = name != NULL ? rg_paper_from_name (name) : rg_paper_default ();
  if (pdf != NULL && (paper == NULL || *paper != NULL))
    return rg_ctl_dup_path (ctl, pdf);
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
               _("Say where to write it with --pdf FILE; the --paper of letters is A4 or "
                 "Letter."));
  return NULL;
}

/* --- letters ---------------------------------------------------------------------------------- */

static void
rg_ctl_output_letter (guint index, RgLetter *letter, gpointer data)
{
  const RgCampaignPerson *person = rg_campaign_pieces_get (data, index);

  if (person == NULL)
    return;
  letter->address = g_strdup_printf ("%s\n%s", person->name, person->contact);
  letter->subject = g_strdup (person->subject);
  letter->body = g_strdup (person->body);
  letter->coupon = g_strdup (person->coupon);
}

static gboolean
rg_ctl_output_write_letters (RgStore *store, const RgCampaign *campaign, const RgPaper *paper,
                             const char *path, GArray *people, GError **error)
{
  const RgShop *shop = rg_store_get_shop (store);
  g_autoptr (RgCampaignPieces) pieces = rg_campaign_pieces_new (store, campaign->id, people);
  g_auto (GStrv) lines = g_strsplit (*shop->address ? shop->address : shop->name, "\n", -1);
  g_auto (RgLetterhead) head = {
    .shop = g_strdup (shop->name),
    .contact = g_strdup (shop->address),
    .sender_line = g_strjoinv (", ", lines),
    .date = rg_shop_get_day (rg_store_get_shop (store)),
    .closing = g_strdup (campaign->closing),
    .signature = g_strdup (campaign->signature),
  };
  g_autoptr (RgLetters) letters = rg_letters_new (paper, &head, people->len, rg_ctl_output_letter,
                                                  pieces, NULL);

  if (!rg_letters_write_pdf (letters, path, NULL, error))
    return FALSE;
  if (rg_campaign_pieces_get_error (pieces) == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (rg_campaign_pieces_get_error (pieces)));
  return FALSE;
}

static void
rg_ctl_output_tell (RgCtl *ctl, gint64 pieces, gint64 dropped, const char *path)
{
  /* Translators: a number of letters or people, then the path of a file. */
  rg_ctl_print (ctl, _("%ld written to %s\n"), (long) pieces, path);
  if (dropped > 0)
    rg_ctl_print (ctl,
                  P_ ("%ld person withdrew, had enough contacts or is there twice: left out\n",
                      "%ld people withdrew, had enough contacts or are there twice: left out\n",
                      dropped),
                  (long) dropped);
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_int (ctl, "pieces", pieces);
  rg_ctl_json_int (ctl, "dropped", dropped);
  rg_ctl_json_text (ctl, "file", path);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

gboolean
rg_ctl_campaign_letters (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  const RgPaper *paper;
  g_autofree char *path = rg_ctl_campaign_parse_pdf (ctl, &rest, &paper, error);
  g_autoptr (RgCampaign) campaign = NULL;
  g_autoptr (RgCampaignRequest) begin = NULL, note = NULL;
  RgStore *store;
  GArray *people;

  if (path == NULL || (campaign = rg_ctl_campaign_read (ctl, rest, error)) == NULL)
    return FALSE;
  store = rg_ctl_get_store (ctl, NULL);
  begin = rg_campaign_request_begin_output (campaign->id);
  if (!rg_campaign_request_run (begin, store, error))
    return FALSE;
  people = rg_campaign_request_get_people (begin);
  if (!rg_ctl_output_write_letters (store, campaign, paper, path, people, error))
    return FALSE;
  note = rg_campaign_request_note_output (campaign->id, "pdf", people->len);
  if (!rg_campaign_request_run (note, store, error))
    return FALSE;
  rg_ctl_output_tell (ctl, people->len, rg_campaign_request_get_n_dropped (begin), path);
  return TRUE;
}

/* --- export ----------------------------------------------------------------------------------- */

static gboolean
rg_ctl_budget_in_thread (RgDb *db, gpointer data, GError **error)
{
  return rg_contact_budget_read (db, data, error);
}

/* A list of what arrives at once may be written at any hour, but not be used at any. */
static void
rg_ctl_tell_quiet (RgCtl *ctl, RgStore *store, RgChannel channel)
{
  const RgShop *shop = rg_store_get_shop (store);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (rg_instant_now ());
  g_autoptr (GDateTime) local = g_date_time_to_timezone (now, shop->zone);
  RgContactBudget budget;

  if (!rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_budget_in_thread, &budget, NULL, NULL)
      || !rg_contact_budget_is_quiet (&budget, channel, g_date_time_get_day_of_week (local) - 1,
                                      g_date_time_get_hour (local) * 60
                                          + g_date_time_get_minute (local)))
    return;
  /* Translators: a time of day, such as 09:00. */
  rg_ctl_say (ctl, _("These are quiet hours: call or send after %02d:%02d."),
              budget.quiet_until / 60, budget.quiet_until % 60);
}

gboolean
rg_ctl_campaign_export (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (RgCampaign) campaign = NULL;
  g_autofree char *path = NULL;
  gint64 pieces, dropped;

  if (!rg_ctl_parse (ctl, &rest, NULL, 3, 3, error)
      || (campaign = rg_ctl_campaign_read (ctl, rest, error)) == NULL)
    return FALSE;
  path = rg_ctl_dup_path (ctl, rest[3]);
  if (!rg_campaign_export (rg_ctl_get_store (ctl, NULL), campaign->id, path, &pieces, &dropped,
                           NULL, error))
    return FALSE;
  rg_ctl_output_tell (ctl, pieces, dropped, path);
  rg_ctl_tell_quiet (ctl, rg_ctl_get_store (ctl, NULL), campaign->channel);
  return TRUE;
}
