/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `campaign set` and `campaign own`: what a campaign says and for whom it is, and the shop's own
 * people. */
#include "config.h"

#include "ctl/rg-ctl-campaign.h"

#include "base/rg-i18n.h"
#include "rules/rg-audience-segments.h"
#include "store/rg-campaign-request.h"
#include "store/rg-campaign-rivals.h"

typedef struct
{
  char *name, *channel, *subject, *message, *counter, *priority, *best_by, *planned;
  RgCtlOfferOptions offer;
  char **in, **out;
  char *preferred;
  int best;
} SetOptions;

static void
set_options_clear (SetOptions *options)
{
  g_free (options->name);
  g_free (options->channel);
  g_free (options->subject);
  g_free (options->message);
  g_free (options->counter);
  g_free (options->priority);
  g_free (options->best_by);
  g_free (options->planned);
  g_free (options->preferred);
  rg_ctl_offer_options_clear (&options->offer);
  g_strfreev (options->in);
  g_strfreev (options->out);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SetOptions, set_options_clear)

static gboolean
rg_ctl_set_refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE, sentence);
  return FALSE;
}

static gboolean
rg_ctl_set_parse (RgCtl *ctl, GStrv *args, SetOptions *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &options->name },
    { "channel", 0, 0, G_OPTION_ARG_STRING, &options->channel },
    { "subject", 0, 0, G_OPTION_ARG_STRING, &options->subject },
    { "message", 0, 0, G_OPTION_ARG_STRING, &options->message },
    { "counter", 0, 0, G_OPTION_ARG_STRING, &options->counter },
    { "priority", 0, 0, G_OPTION_ARG_STRING, &options->priority },
    { "best-by", 0, 0, G_OPTION_ARG_STRING, &options->best_by },
    { "planned", 0, 0, G_OPTION_ARG_STRING, &options->planned },
    { "best", 0, 0, G_OPTION_ARG_INT, &options->best },
    { "as-preferred", 0, 0, G_OPTION_ARG_STRING, &options->preferred },
    { "offer", 0, 0, G_OPTION_ARG_STRING, &options->offer.kind },
    { "offer-value", 0, 0, G_OPTION_ARG_STRING, &options->offer.value },
    { "offer-for", 0, 0, G_OPTION_ARG_STRING, &options->offer.what },
    { "offer-with", 0, 0, G_OPTION_ARG_STRING, &options->offer.with },
    { "offer-product", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->offer.products },
    { "offer-with-product", 0, 0, G_OPTION_ARG_STRING, &options->offer.with_product },
    { "offer-until", 0, 0, G_OPTION_ARG_STRING, &options->offer.until },
    { "offer-days", 0, 0, G_OPTION_ARG_STRING, &options->offer.days },
    { "offer-cost", 0, 0, G_OPTION_ARG_STRING, &options->offer.cost },
    { "in", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->in },
    { "out", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->out },
    { NULL },
  };

  return rg_ctl_parse (ctl, args, entries, 2, 2, error);
}

static void
rg_ctl_set_text (char **text, const char *written)
{
  g_autoptr (RgTemplate) template = NULL;

  if (written == NULL)
    return;
  template = rg_template_new (written);
  g_free (*text);
  *text = rg_template_dup_stored (template);
}

static gboolean
rg_ctl_set_words (const SetOptions *options, RgCampaign *campaign, GError **error)
{
  static const char *const priorities[] = { "wait", "usual", "first" };
  gboolean known = options->priority == NULL;

  for (int i = 0; !known && i < (int) G_N_ELEMENTS (priorities); i++)
    if (g_str_equal (options->priority, priorities[i]))
      {
        campaign->priority = i - 1;
        known = TRUE;
      }
  if (!known)
    return rg_ctl_set_refuse (error, _("--priority is first, usual or wait."));
  if (options->channel != NULL && !rg_channel_from_id (options->channel, &campaign->channel))
    return rg_ctl_set_refuse (error, _("--channel is post, email, sms or phone."));
  if (options->best_by != NULL && !rg_best_from_id (options->best_by, &campaign->best_by))
    return rg_ctl_set_refuse (error, _("--best-by is spend or visits; with nothing in it all of "
                                       "them get it."));
  if (options->planned != NULL)
    campaign->planned_on = rg_day_parse_iso (options->planned);
  if (options->planned != NULL && *options->planned != '\0'
      && campaign->planned_on == RG_DAY_NONE)
    return rg_ctl_set_refuse (error, _("--planned is a day such as 2026-11-30; with nothing in it "
                                       "no day is planned."));
  if (options->preferred != NULL && !g_str_equal (options->preferred, "yes")
      && !g_str_equal (options->preferred, "no"))
    return rg_ctl_set_refuse (error, _("--as-preferred is yes or no."));
  if (options->preferred != NULL)
    campaign->as_preferred = g_str_equal (options->preferred, "yes");
  if (options->best < 0)
    return rg_ctl_set_refuse (error, _("--best is how many get it."));
  if (options->best > 0)
    campaign->best_n = (guint) options->best;
  return TRUE;
}

static void
rg_ctl_set_names (GPtrArray *names, char *const *from)
{
  if (from != NULL)
    g_ptr_array_set_size (names, 0);
  for (guint i = 0; from != NULL && from[i] != NULL; i++)
    g_ptr_array_add (names, g_strdup (from[i]));
}

static void
rg_ctl_set_segments (const SetOptions *options, RgCampaign *campaign)
{
  g_autoptr (GPtrArray) in = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func (g_free);

  if (options->in == NULL && options->out == NULL)
    return;
  if (campaign->segment != 0)
    g_ptr_array_add (in, g_strdup (campaign->segment_name));
  else
    rg_audience_segments_read (campaign->segment_text, in, out);
  rg_ctl_set_names (in, options->in);
  rg_ctl_set_names (out, options->out);
  campaign->segment = 0;
  g_free (campaign->segment_text);
  campaign->segment_text = rg_audience_segments_print (in, out);
}

gboolean
rg_ctl_campaign_set (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_auto (SetOptions) options = { NULL };
  g_autoptr (RgCampaign) campaign = NULL;
  g_autoptr (RgCampaignRequest) request = NULL;

  if (!rg_ctl_set_parse (ctl, &rest, &options, error)
      || (campaign = rg_ctl_campaign_read (ctl, rest, error)) == NULL
      || !rg_ctl_set_words (&options, campaign, error)
      || !rg_ctl_offer_set (ctl, &options.offer, &campaign->offer, error))
    return FALSE;
  if (options.name != NULL)
    g_set_str (&campaign->name, options.name);
  if (options.counter != NULL)
    g_set_str (&campaign->counter, options.counter);
  rg_ctl_set_text (&campaign->subject, options.subject);
  rg_ctl_set_text (&campaign->message, options.message);
  rg_ctl_set_segments (&options, campaign);
  request = rg_campaign_request_save (campaign);
  if (!rg_campaign_request_run (request, rg_ctl_get_store (ctl, NULL), error))
    return FALSE;
  rg_ctl_say_done (ctl, rg_campaign_request_get_action (request));
  return TRUE;
}

/* The name is what makes it another one. */
gboolean
rg_ctl_campaign_copy (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (RgCampaign) campaign = NULL;
  g_autoptr (RgCampaignRequest) request = NULL;

  if (!rg_ctl_parse (ctl, &rest, NULL, 3, 3, error)
      || (campaign = rg_ctl_campaign_read (ctl, rest, error)) == NULL)
    return FALSE;
  request = rg_campaign_request_begin_with (campaign, rest[3]);
  if (!rg_campaign_request_run (request, rg_ctl_get_store (ctl, NULL), error))
    return FALSE;
  rg_ctl_say_done (ctl, rg_campaign_request_get_action (request));
  return TRUE;
}

/* --- the shop's own people --- */

static gboolean
rg_ctl_own_in_thread (RgDb *db, gpointer data, GError **error)
{
  GArray **ids = data;

  *ids = rg_campaign_read_seeds (db, error);
  return *ids != NULL;
}

static gboolean
rg_ctl_own_list (RgCtl *ctl, RgStore *store, GError **error)
{
  g_autoptr (GArray) ids = NULL;

  if (!rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_own_in_thread, &ids, NULL, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    rg_ctl_print (ctl, "%ld\n", (long) g_array_index (ids, gint64, i));
  if (rg_ctl_wants_json (ctl))
    {
      json_builder_begin_object (rg_ctl_get_json (ctl));
      rg_ctl_json_uuids (ctl, "customers", RG_UUIDS_CUSTOMER, ids);
      json_builder_end_object (rg_ctl_get_json (ctl));
    }
  return TRUE;
}

gboolean
rg_ctl_campaign_own (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (RgCampaignRequest) request = NULL;
  gboolean no = FALSE;
  const GOptionEntry entries[] = { { "no", 0, 0, G_OPTION_ARG_NONE, &no }, { NULL } };
  RgStore *store;
  gint64 customer;

  if (!rg_ctl_parse (ctl, &rest, entries, 1, 2, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  if (rest[2] == NULL)
    return rg_ctl_own_list (ctl, store, error);
  if (!rg_ctl_parse_customer (ctl, rest[2], &customer, error))
    return FALSE;
  request = rg_campaign_request_seed (customer, !no);
  if (!rg_campaign_request_run (request, store, error))
    return FALSE;
  rg_ctl_say_done (ctl, rg_campaign_request_get_action (request));
  return TRUE;
}
