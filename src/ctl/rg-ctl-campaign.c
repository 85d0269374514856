/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `campaign`: making one, looking at it, checking it and fixing its list. */
#include "config.h"

#include "ctl/rg-ctl-campaign.h"
#include "ctl/rg-ctl-segment.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "rules/rg-before-base.h"
#include "rules/rg-segment.h"
#include "store/rg-campaign-request.h"
#include "store/rg-campaign-rivals.h"
#include "store/rg-campaign-usual.h"

/* --- Reading ---------------------------------------------------------------------------------- */

typedef struct
{
  const char *text;
  RgCampaign *campaign;
  GPtrArray *campaigns;
} Reading;

static gboolean
rg_ctl_campaign_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  Reading *reading = data;
  gint64 id = rg_campaign_find (db, reading->text, error);

  if (id != 0)
    reading->campaign = rg_campaign_read (db, id, error);
  return reading->campaign != NULL;
}

RgCampaign *
rg_ctl_campaign_read (RgCtl *ctl, GStrv args, GError **error)
{
  Reading reading = { .text = args[2] };
  RgStore *store = rg_ctl_get_store (ctl, error);

  if (store == NULL
      || !rg_store_read_sync (store, RG_READER_REPORT, rg_ctl_campaign_read_in_thread, &reading,
                              NULL, error))
    return NULL;
  return reading.campaign;
}

static gboolean
rg_ctl_campaign_read_all_in_thread (RgDb *db, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->campaigns = rg_campaigns_read (db, error);
  return reading->campaigns != NULL;
}

static const char *
rg_ctl_campaign_state (const RgCampaign *campaign)
{
  if (campaign->sent_on != RG_DAY_NONE)
    return "sent";
  return campaign->fixed_at != 0 ? "fixed" : "open";
}

static void
rg_ctl_campaign_json (RgCtl *ctl, const RgCampaign *campaign)
{
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_int (ctl, "id", campaign->id);
  rg_ctl_json_uuid (ctl, "uuid", campaign->uuid);
  rg_ctl_json_text (ctl, "name", campaign->name);
  rg_ctl_json_text (ctl, "channel", rg_channel_get_id (campaign->channel));
  rg_ctl_json_text (ctl, "state", rg_ctl_campaign_state (campaign));
  rg_ctl_json_text (ctl, "segment", campaign->segment_text);
  rg_ctl_json_text (ctl, "subject", campaign->subject);
  rg_ctl_json_text (ctl, "message", campaign->message);
  rg_ctl_json_int (ctl, "cost_minor", campaign->cost_minor);
  rg_ctl_json_int (ctl, "piece_cost_minor", campaign->piece_cost_minor);
  rg_ctl_json_int (ctl, "staff_minutes", campaign->staff_minutes);
  if (campaign->budget_minor >= 0)
    rg_ctl_json_int (ctl, "budget_minor", campaign->budget_minor);
  rg_ctl_json_int (ctl, "hold_out_permille", campaign->holdout);
  rg_ctl_json_int (ctl, "included", campaign->n_included);
  rg_ctl_json_int (ctl, "held_out", campaign->n_held_out);
  rg_ctl_json_int (ctl, "left_out", campaign->n_left_out);
  rg_ctl_json_int (ctl, "dropped", campaign->n_dropped);
  rg_ctl_json_int (ctl, "own_people", campaign->n_seeds);
  rg_ctl_json_int (ctl, "outputs", campaign->n_outputs);
  rg_ctl_json_text (ctl, "counter", campaign->counter);
  rg_ctl_json_int (ctl, "priority", campaign->priority);
  rg_ctl_json_text (ctl, "best_by", rg_best_get_id (campaign->best_by));
  rg_ctl_json_int (ctl, "best", campaign->best_n);
  rg_ctl_json_bool (ctl, "as_preferred", campaign->as_preferred);
  rg_ctl_offer_json (ctl, &campaign->offer);
  rg_ctl_json_day (ctl, "planned_on", campaign->planned_on);
  rg_ctl_json_day (ctl, "sent_on", campaign->sent_on);
  rg_ctl_json_day (ctl, "ends_on", campaign->ends_on);
  rg_ctl_versions_json (ctl, campaign);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

gboolean
rg_ctl_campaign_list (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  Reading reading = { NULL };
  g_autoptr (GPtrArray) campaigns = NULL;
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, NULL, 1, 1, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL
      || !rg_store_read_sync (store, RG_READER_REPORT, rg_ctl_campaign_read_all_in_thread, &reading,
                              NULL, error))
    return FALSE;
  campaigns = reading.campaigns;
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_array (rg_ctl_get_json (ctl));
  for (guint i = 0; i < campaigns->len; i++)
    {
      const RgCampaign *campaign = g_ptr_array_index (campaigns, i);

      rg_ctl_print (ctl, "%4" G_GINT64_FORMAT "  %-6s %6" G_GINT64_FORMAT "  %s\n", campaign->id,
                    rg_ctl_campaign_state (campaign), campaign->n_included, campaign->name);
      if (rg_ctl_wants_json (ctl))
        rg_ctl_campaign_json (ctl, campaign);
    }
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
  return TRUE;
}

gboolean
rg_ctl_campaign_show (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (RgCampaign) campaign = NULL;

  if (!rg_ctl_parse (ctl, &rest, NULL, 2, 2, error)
      || (campaign = rg_ctl_campaign_read (ctl, rest, error)) == NULL)
    return FALSE;
  rg_ctl_print (ctl, "%s (%s)\n\n%s\n\n%s\n\n%s\n", campaign->name,
                rg_ctl_campaign_state (campaign), campaign->segment_text, campaign->subject,
                campaign->message);
  rg_ctl_offer_print (ctl, &campaign->offer);
  rg_ctl_versions_print (ctl, campaign);
  if (campaign->fixed_at != 0)
    /* Translators: numbers of people. */
    rg_ctl_print (ctl, _("\n%ld in the list, %ld for comparison, %ld left out, "
                         "%ld dropped since\n"),
                  (long) campaign->n_included, (long) campaign->n_held_out,
                  (long) campaign->n_left_out, (long) campaign->n_dropped);
  if (rg_ctl_wants_json (ctl))
    rg_ctl_campaign_json (ctl, campaign);
  return TRUE;
}

/* --- new -------------------------------------------------------------------------------------- */

typedef struct
{
  char *name, *segment, *subject, *message, *message_file, *closing, *signature, *channel;
  char *cost, *piece_cost;
  double hold_out; /* per cent */
} NewOptions;

static void
new_options_clear (NewOptions *options)
{
  g_free (options->name);
  g_free (options->segment);
  g_free (options->subject);
  g_free (options->message);
  g_free (options->message_file);
  g_free (options->closing);
  g_free (options->signature);
  g_free (options->channel);
  g_free (options->cost);
  g_free (options->piece_cost);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NewOptions, new_options_clear)

static gboolean
rg_ctl_campaign_parse_new (RgCtl *ctl, GStrv *args, NewOptions *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &options->name },
    { "segment", 0, 0, G_OPTION_ARG_STRING, &options->segment },
    { "subject", 0, 0, G_OPTION_ARG_STRING, &options->subject },
    { "message", 0, 0, G_OPTION_ARG_STRING, &options->message },
    { "message-file", 0, 0, G_OPTION_ARG_STRING, &options->message_file },
    { "closing", 0, 0, G_OPTION_ARG_STRING, &options->closing },
    { "signature", 0, 0, G_OPTION_ARG_STRING, &options->signature },
    { "channel", 0, 0, G_OPTION_ARG_STRING, &options->channel },
    { "cost", 0, 0, G_OPTION_ARG_STRING, &options->cost },
    { "piece-cost", 0, 0, G_OPTION_ARG_STRING, &options->piece_cost },
    { "hold-out", 0, 0, G_OPTION_ARG_DOUBLE, &options->hold_out },
    { NULL },
  };

  if (!rg_ctl_parse (ctl, args, entries, 1, 1, error))
    return FALSE;
  if (options->name != NULL && options->segment != NULL)
    return TRUE;
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
               _("A campaign needs --name and --segment; “regularsctl help segment” says how a "
                 "segment is written."));
  return FALSE;
}

static gboolean
rg_ctl_campaign_set_texts (RgCtl *ctl, const NewOptions *options, RgCampaign *campaign,
                           GError **error)
{
  g_autofree char *message = g_strdup (options->message);
  g_autoptr (RgTemplate) template = NULL, subject = NULL;

  if (options->message_file != NULL)
    {
      g_autofree char *path = rg_ctl_dup_path (ctl, options->message_file);

      g_clear_pointer (&message, g_free);
      if (!g_file_get_contents (path, &message, NULL, error))
        return FALSE;
    }
  if (message == NULL)
    message = g_strdup ("");
  if (!g_utf8_validate (message, -1, NULL))
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED,
                   _("The message is not in UTF-8. Save it as UTF-8 text and try again."));
      return FALSE;
    }
  template = rg_template_new (message);
  subject = rg_template_new (options->subject != NULL ? options->subject : "");
  g_free (campaign->message);
  campaign->message = rg_template_dup_stored (template);
  g_free (campaign->subject);
  campaign->subject = rg_template_dup_stored (subject);
  g_set_str (&campaign->closing, options->closing != NULL ? options->closing : "");
  g_set_str (&campaign->signature, options->signature != NULL ? options->signature : "");
  return TRUE;
}

static gboolean
rg_ctl_campaign_set_numbers (const NewOptions *options, const RgShop *shop, RgCampaign *campaign,
                             GError **error)
{
  if (options->channel != NULL && !rg_channel_from_id (options->channel, &campaign->channel))
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                   /* Translators: %s is a word that somebody typed. */
                   _("“%s” is no channel. There are post, email, sms and phone."),
                   options->channel);
      return FALSE;
    }
  if (!(options->hold_out >= 0 && options->hold_out <= RG_HOLDOUT_MOST / 10))
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                   _("--hold-out is a share in per cent, from 0 to 50."));
      return FALSE;
    }
  campaign->holdout = (guint) (options->hold_out * 10 + 0.5);
  return (options->cost == NULL
          || rg_ctl_parse_money (options->cost, shop->currency, &campaign->cost_minor, error))
         && (options->piece_cost == NULL
             || rg_ctl_parse_money (options->piece_cost, shop->currency,
                                    &campaign->piece_cost_minor, error));
}

gboolean
rg_ctl_campaign_new (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_auto (NewOptions) options = { NULL };
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();
  g_autoptr (RgNode) segment = NULL;
  g_autoptr (RgCampaignRequest) request = NULL;
  RgStore *store;

  if (!rg_ctl_campaign_parse_new (ctl, &rest, &options, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL
      || (segment = rg_ctl_segment_parse (store, options.segment, &campaign->segment,
                                          error)) == NULL
      || !rg_ctl_campaign_set_texts (ctl, &options, campaign, error)
      || !rg_ctl_campaign_set_numbers (&options, rg_store_get_shop (store), campaign, error))
    return FALSE;
  g_set_str (&campaign->name, options.name);
  g_free (campaign->segment_text);
  campaign->segment_text = campaign->segment != 0 ? rg_segment_print (segment)
                                                  : g_strdup (options.segment);
  request = rg_campaign_request_save (campaign);
  if (!rg_campaign_request_run (request, store, error))
    return FALSE;
  campaign->id = rg_campaign_request_get_id (request);
  /* Translators: the number of a campaign, then its name. */
  rg_ctl_print (ctl, _("Campaign %ld: %s\n"), (long) campaign->id, campaign->name);
  if (rg_ctl_wants_json (ctl))
    {
      json_builder_begin_object (rg_ctl_get_json (ctl));
      rg_ctl_json_int (ctl, "id", campaign->id);
      rg_ctl_json_text (ctl, "name", campaign->name);
      json_builder_end_object (rg_ctl_get_json (ctl));
    }
  return TRUE;
}

/* --- check and fix ---------------------------------------------------------------------------- */

typedef struct
{
  RgStore *store;
  const RgCampaign *campaign;
  const GArray *ids;
  const RgDataset *dataset;
  GPtrArray *people;
  GPtrArray *firsts;
  RgUsualResponse usual;
  RgBeforeBase base;
} Plan;

typedef struct
{
  const RgDataset *dataset;
  const RgShop *shop;
  RgCampaign *campaign;
} Rivals;

static gboolean
rg_ctl_campaign_rivals_in_thread (RgDb *db, gpointer data, GError **error)
{
  Rivals *rivals = data;

  return rg_campaign_find_rivals (db, rivals->dataset, rivals->shop, rivals->campaign,
                                  rg_shop_get_day (rivals->shop), error);
}

static gboolean
rg_ctl_campaign_plan_in_thread (RgDb *db, gpointer data, GError **error)
{
  Plan *plan = data;
  const RgShop *shop = rg_store_get_shop (plan->store);

  plan->people = rg_campaign_plan (db, shop, plan->campaign, (const gint64 *) plan->ids->data,
                                   plan->ids->len, rg_shop_get_day (shop), error);
  if (plan->people == NULL
      || !rg_usual_response_read (db, plan->dataset, plan->campaign, &plan->usual, error))
    return FALSE;
  rg_usual_response_add_bought (&plan->usual, plan->dataset, &plan->campaign->offer,
                                plan->people);
  plan->firsts = rg_campaign_find_firsts (db, plan->dataset, shop, plan->campaign, plan->people,
                                          rg_shop_get_day (shop), error);
  return plan->firsts != NULL;
}

/* And whom more important campaigns want, unless the list is fixed. */
static GArray *
rg_ctl_campaign_find_people (RgCtl *ctl, RgCampaign *campaign, GError **error)
{
  g_autoptr (RgDataset) dataset = rg_ctl_dup_dataset (ctl, error);
  RgStore *store = rg_ctl_get_store (ctl, NULL);
  Rivals rivals = { dataset, store != NULL ? rg_store_get_shop (store) : NULL, campaign };

  if (dataset != NULL && campaign->dataset == NULL)
    campaign->dataset = rg_dataset_ref (dataset);
  if (dataset == NULL
      || (campaign->fixed_at == 0
          && !rg_store_read_sync (store, RG_READER_REPORT, rg_ctl_campaign_rivals_in_thread,
                                  &rivals, NULL, error)))
    return NULL;
  return rg_campaign_find_people (dataset, rg_store_get_shop (store), campaign->segment_text,
                                  error);
}

static void
rg_ctl_campaign_find_base (Plan *plan)
{
  const RgShop *shop = rg_store_get_shop (plan->store);
  const RgSegmentContext context = { .dataset = plan->dataset, .digits = shop->digits,
                                     .first_weekday = shop->first_weekday };
  g_autoptr (RgNode) root = rg_segment_parse (plan->campaign->segment_text, NULL, NULL);

  rg_before_base_find (root, &context, RG_CAMPAIGN_DAYS, &plan->base);
}

/* What the offer will cost by what usually happens, and what is odd about its last day. */
static void
rg_ctl_campaign_tell_offer (RgCtl *ctl, const Plan *plan, const RgCampaignCheck *check)
{
  const RgShop *shop = rg_store_get_shop (plan->store);
  const RgDay today = rg_shop_get_day (shop);
  const RgOffer *offer = &plan->campaign->offer;
  g_autofree char *day = rg_offer_dup_day_problem (offer, today,
                                                   MAX (today, plan->campaign->planned_on));
  g_autofree char *words = rg_usual_response_dup_cost (&plan->usual, offer, check->n_included,
                                                       shop->currency);

  if (words == NULL)
    return;
  /* Translators: %s is what an offer will cost, in a sentence. */
  rg_ctl_print (ctl, _("Cost of the offer: %s\n"), words);
  if (day != NULL)
    rg_ctl_print (ctl, _("The offer: %s\n"), day);
}

static void
rg_ctl_campaign_json_offer (RgCtl *ctl, const Plan *plan, const RgCampaignCheck *check)
{
  const RgDay today = rg_shop_get_day (rg_store_get_shop (plan->store));
  const RgOffer *offer = &plan->campaign->offer;
  g_autofree char *day = rg_offer_dup_day_problem (offer, today,
                                                   MAX (today, plan->campaign->planned_on));
  gint64 each, cost = rg_usual_response_find_cost (&plan->usual, offer, check->n_included, &each);

  if (offer->kind == RG_OFFER_NONE)
    return;
  if (each >= 0)
    rg_ctl_json_int (ctl, "offer_each_minor", each);
  if (plan->usual.times > 0)
    {
      rg_ctl_json_int (ctl, "usual_times", plan->usual.times);
      rg_ctl_json_int (ctl, "usual_bought_minor", plan->usual.bought_minor);
    }
  if (cost >= 0)
    {
      rg_ctl_json_int (ctl, "offer_expected_minor", cost);
      rg_ctl_json_int (ctl, "usual_campaigns", plan->usual.campaigns);
      rg_ctl_json_int (ctl, "usual_written", plan->usual.written);
      rg_ctl_json_int (ctl, "usual_came", plan->usual.came);
    }
  rg_ctl_json_text (ctl, "offer_problem", day);
}

static void
rg_ctl_campaign_print_check (RgCtl *ctl, const Plan *plan, const RgCampaignCheck *check)
{
  const RgCampaign *campaign = plan->campaign;
  g_autofree char *included = rg_number_format (check->n_included);
  g_autofree char *held_out = rg_number_format (check->n_held_out);

  /* Translators: %s is a number of people. */
  rg_ctl_print (ctl, _("%s would get it\n"), included);
  for (guint i = 0; i < campaign->versions->len; i++)
    /* Translators: a number of people, and the name of a version of a message. */
    rg_ctl_print (ctl, _("%ld of them version %s\n"), (long) check->versions[i],
                  ((RgCampaignVersion *) campaign->versions->pdata[i])->name);
  if (check->n_held_out > 0)
    /* Translators: %s is a number of people. */
    rg_ctl_print (ctl, _("%s would be left without it, for comparison\n"), held_out);
  rg_ctl_before_print (ctl, &(RgCtlBefore) { campaign, &plan->base, check });
  for (int i = RG_LEFT_OUT_NOT + 1; i < RG_N_LEFT_OUT; i++)
    if (check->left_out[i] > 0)
      /* Translators: a number of people and why they are left out. */
      rg_ctl_print (ctl, _("%ld left out: %s\n"), (long) check->left_out[i],
                    rg_left_out_get_label (i));
  for (int i = 0; i < RG_N_FIELDS; i++)
    if (check->missing[i] > 0)
      /* Translators: a number of people, and the name of a merge field. */
      rg_ctl_print (ctl, _("%ld have no {{%s}}, and the message has nothing to put there\n"),
                    (long) check->missing[i], rg_field_get_label (i));
}

static void
rg_ctl_campaign_json_check (RgCtl *ctl, const Plan *plan, const RgCampaignCheck *check)
{
  const RgCampaign *campaign = plan->campaign;
  JsonBuilder *json = rg_ctl_get_json (ctl);

  json_builder_begin_object (json);
  rg_ctl_json_int (ctl, "included", check->n_included);
  rg_ctl_json_int (ctl, "held_out", check->n_held_out);
  rg_ctl_json_int (ctl, "left_out", check->n_left_out);
  rg_ctl_json_int (ctl, "own_people", check->n_seeds);
  json_builder_set_member_name (json, "reasons");
  json_builder_begin_object (json);
  for (int i = RG_LEFT_OUT_NOT + 1; i < RG_N_LEFT_OUT; i++)
    if (check->left_out[i] > 0)
      rg_ctl_json_int (ctl, rg_left_out_get_id (i), check->left_out[i]);
  json_builder_end_object (json);
  json_builder_set_member_name (json, "missing");
  json_builder_begin_object (json);
  for (int i = 0; i < RG_N_FIELDS; i++)
    if (check->missing[i] > 0)
      rg_ctl_json_int (ctl, rg_field_get_id (i), check->missing[i]);
  json_builder_end_object (json);
  json_builder_set_member_name (json, "versions");
  json_builder_begin_array (json);
  for (guint i = 0; i < campaign->versions->len; i++)
    json_builder_add_int_value (json, check->versions[i]);
  json_builder_end_array (json);
  rg_ctl_parts_json (ctl, campaign, plan->people);
  rg_ctl_json_int (ctl, "cost_minor", rg_campaign_get_cost (campaign, check->n_included));
  rg_ctl_campaign_json_offer (ctl, plan, check);
  rg_ctl_firsts_json (ctl, plan->firsts);
  rg_ctl_before_json (ctl, &(RgCtlBefore) { campaign, &plan->base, check });
  json_builder_end_object (json);
}

/* What is wrong with the message, each with its place, as a refusal. */
static gboolean
rg_ctl_campaign_check_text (RgCtl *ctl, const char *text, GError **error)
{
  const RgShop *shop = rg_store_get_shop (rg_ctl_get_store (ctl, NULL));
  g_autoptr (RgTemplate) template = rg_template_new_for (text, shop->own_fields);
  const RgTemplateProblem *problem;

  if (rg_template_n_problems (template) == 0)
    return TRUE;
  problem = rg_template_get_problem (template, 0);
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED,
               /* Translators: a place in the message, and what is wrong there. */
               _("At character %ld of the message: %s"),
               g_utf8_strlen (text, (gssize) problem->offset) + 1, problem->sentence);
  return FALSE;
}

gboolean
rg_ctl_campaign_do_check (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (RgCampaign) campaign = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (GPtrArray) people = NULL, firsts = NULL;
  RgCampaignCheck check;
  gboolean planned;
  Plan plan;

  if (!rg_ctl_parse (ctl, &rest, NULL, 2, 2, error)
      || (campaign = rg_ctl_campaign_read (ctl, rest, error)) == NULL
      || !rg_ctl_campaign_check_text (ctl, campaign->subject, error)
      || !rg_ctl_campaign_check_text (ctl, campaign->message, error)
      || (ids = rg_ctl_campaign_find_people (ctl, campaign, error)) == NULL)
    return FALSE;
  dataset = rg_ctl_dup_dataset (ctl, error);
  if (dataset == NULL)
    return FALSE;
  plan = (Plan) { rg_ctl_get_store (ctl, NULL), campaign, ids, dataset };
  rg_ctl_campaign_find_base (&plan);
  planned = rg_store_read_sync (plan.store, RG_READER_REPORT, rg_ctl_campaign_plan_in_thread,
                                &plan, NULL, error);
  people = plan.people;
  firsts = plan.firsts;
  if (!planned)
    return FALSE;
  rg_campaign_check (people, &check);
  rg_ctl_campaign_print_check (ctl, &plan, &check);
  rg_ctl_campaign_tell_offer (ctl, &plan, &check);
  rg_ctl_parts_print (ctl, campaign, people);
  rg_ctl_firsts_print (ctl, firsts);
  if (rg_ctl_wants_json (ctl))
    rg_ctl_campaign_json_check (ctl, &plan, &check);
  return TRUE;
}

gboolean
rg_ctl_campaign_fix (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (RgCampaign) campaign = NULL, fixed = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (RgCampaignRequest) request = NULL;

  if (!rg_ctl_parse (ctl, &rest, NULL, 2, 2, error)
      || (campaign = rg_ctl_campaign_read (ctl, rest, error)) == NULL
      || (ids = rg_ctl_campaign_find_people (ctl, campaign, error)) == NULL)
    return FALSE;
  request = rg_campaign_request_fix (campaign->id, campaign->segment_text,
                                     (const gint64 *) ids->data, ids->len);
  rg_campaign_request_set_wanted (request, campaign->wanted);
  rg_campaign_request_set_dataset (request, campaign->dataset);
  if (!rg_campaign_request_run (request, rg_ctl_get_store (ctl, NULL), error)
      || (fixed = rg_ctl_campaign_read (ctl, rest, error)) == NULL)
    return FALSE;
  /* Translators: numbers of people. */
  rg_ctl_print (ctl, _("Fixed: %ld in the list, %ld for comparison, %ld left out\n"),
                (long) fixed->n_included, (long) fixed->n_held_out, (long) fixed->n_left_out);
  if (rg_ctl_wants_json (ctl))
    rg_ctl_campaign_json (ctl, fixed);
  return TRUE;
}
