/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `campaign export`: the list as a file. */
#include "config.h"

#include "ctl/rg-ctl-campaign.h"

#include "base/rg-i18n.h"
#include "store/rg-store-budget.h"
#include "transfer/rg-campaign-export.h"

void
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

static gboolean
rg_ctl_budget_in_thread (RgDb *db, gpointer data, GError **error)
{
  return rg_contact_budget_read (db, data, error);
}

void
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
  g_autofree char *path = NULL, *word = NULL;
  const GOptionEntry entries[] = {
    { "layout", 0, 0, G_OPTION_ARG_STRING, &word },
    { NULL },
  };
  RgCampaignLayout layout = RG_LAYOUT_TABLE;
  RgExportResult result;

  if (!rg_ctl_parse (ctl, &rest, entries, 3, 3, error))
    return FALSE;
  if (word != NULL && !rg_campaign_layout_from_id (word, &layout))
    {
      g_set_error_literal (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                           _("The --layout is table, sms, brevo or mailchimp."));
      return FALSE;
    }
  if ((campaign = rg_ctl_campaign_read (ctl, rest, error)) == NULL)
    return FALSE;
  path = rg_ctl_dup_path (ctl, rest[3]);
  if (!rg_campaign_export (rg_ctl_get_store (ctl, NULL), campaign->id, layout, path, &result, NULL,
                           error))
    return FALSE;
  if (result.n_skipped > 0)
    rg_ctl_say (ctl, P_ ("%ld phone number cannot be dialled as it stands: left out",
                         "%ld phone numbers cannot be dialled as they stand: left out",
                         result.n_skipped),
                (long) result.n_skipped);
  rg_ctl_output_tell (ctl, result.n_people, result.n_dropped, path);
  rg_ctl_tell_quiet (ctl, rg_ctl_get_store (ctl, NULL), campaign->channel);
  return TRUE;
}
