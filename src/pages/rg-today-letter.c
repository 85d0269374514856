/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Finds or makes the letter, in one write, so that two clicks do not make two letters. */
#include "pages/rg-today-letter.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "rules/rg-lapsed.h"
#include "store/rg-store-campaigns.h"

typedef struct {
  gint64 campaign;
} RgTodayLetter;

static RgCampaign *
rg_today_letter_new (RgWrite *write)
{
  RgCampaign *campaign = rg_campaign_new ();
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_write_get_shop (write));

  campaign->channel = RG_CHANNEL_POST;
  campaign->created_on = rg_instant_day (rg_write_get_now (write), zone);
  g_set_str (&campaign->name, _("Letter to Customers Who Stopped Coming"));
  g_set_str (&campaign->segment_text, rg_lapsed_text ());
  g_set_str (&campaign->subject, _("We have missed you"));
  /* TRANSLATORS: keep what stands in double braces as it is; only the word after the bar, which
   * stands there where no name is known, is translated */
  g_set_str (&campaign->message,
             _("Dear {{first name|customer}},\n\n"
               "it has been a while since you were last with us, and we would be glad to see you "
               "again.\n\n"
               "Bring this letter along on your next visit, and we will find something nice for "
               "you."));
  g_set_str (&campaign->closing, _("Kind regards"));
  return campaign;
}

static gboolean
rg_today_letter_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgTodayLetter *letter = data;
  g_autoptr (GPtrArray) campaigns = rg_campaigns_read (rg_write_get_db (write), error);
  g_autoptr (RgCampaign) campaign = NULL;

  if (campaigns == NULL)
    return FALSE;
  for (guint i = 0; i < campaigns->len; i++)
    {
      const RgCampaign *old = g_ptr_array_index (campaigns, i);

      if (old->fixed_at == 0 && g_str_equal (old->segment_text, rg_lapsed_text ()))
        {
          letter->campaign = old->id;
          return TRUE;
        }
    }
  campaign = rg_today_letter_new (write);
  if (!rg_campaign_save (write, campaign, error))
    return FALSE;
  letter->campaign = campaign->id;
  return TRUE;
}

typedef struct {
  RgTodayLetter *letter; /* lives as long as the write's data */
  GtkWidget *widget;
} RgTodayLetterCall;

static void
rg_today_letter_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  RgTodayLetterCall *call = data;
  g_autoptr (GError) error = NULL;

  if (rg_store_write_finish (RG_STORE (source), result, NULL, &error))
    gtk_widget_activate_action (call->widget, "win.show-campaign", "x", call->letter->campaign);
  else
    {
      g_autofree char *text = rg_error_text (error);

      gtk_widget_activate_action (call->widget, "win.toast", "s", text);
    }
  g_object_unref (call->widget);
  g_free (call->letter);
  g_free (call);
}

void
rg_today_letter_open (RgStore *store, GtkWidget *widget)
{
  RgTodayLetterCall *call = g_new0 (RgTodayLetterCall, 1);

  call->letter = g_new0 (RgTodayLetter, 1);
  call->widget = g_object_ref (widget);
  rg_store_write_async (store, "campaign.save", _("Letter Begun"), rg_today_letter_in_thread,
                        call->letter, NULL, NULL, rg_today_letter_cb, call);
}
