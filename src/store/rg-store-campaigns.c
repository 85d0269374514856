/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Campaigns: reading them, saving them, and what went out. rg-store-audience.c has the list. */
#include "store/rg-store-campaigns.h"

#include <string.h>

#include "base/rg-i18n.h"
#include "store/rg-store-automations.h"
#include "store/rg-store-cards.h"
#include "store/rg-store-offers.h"

#define RG_CAMPAIGN_MINUTES_MOST 600000

RgCampaign *
rg_campaign_new (void)
{
  RgCampaign *campaign = g_new0 (RgCampaign, 1);

  campaign->name = g_strdup ("");
  campaign->segment_name = g_strdup ("");
  campaign->segment_text = g_strdup ("");
  campaign->subject = g_strdup ("");
  campaign->message = g_strdup ("");
  campaign->closing = g_strdup ("");
  campaign->signature = g_strdup ("");
  campaign->counter = g_strdup ("");
  campaign->versions = rg_campaign_versions_copy (NULL);
  rg_offer_init (&campaign->offer);
  campaign->budget_minor = -1;
  campaign->created_on = campaign->planned_on = RG_DAY_NONE;
  campaign->sent_on = campaign->ends_on = RG_DAY_NONE;
  return campaign;
}

RgCampaign *
rg_campaign_copy (const RgCampaign *campaign)
{
  RgCampaign *copy = g_memdup2 (campaign, sizeof *campaign);

  copy->name = g_strdup (campaign->name);
  copy->segment_name = g_strdup (campaign->segment_name);
  copy->segment_text = g_strdup (campaign->segment_text);
  copy->subject = g_strdup (campaign->subject);
  copy->message = g_strdup (campaign->message);
  copy->closing = g_strdup (campaign->closing);
  copy->signature = g_strdup (campaign->signature);
  copy->counter = g_strdup (campaign->counter);
  rg_offer_copy (&copy->offer, &campaign->offer);
  copy->versions = rg_campaign_versions_copy (campaign->versions);
  copy->wanted = campaign->wanted != NULL ? g_array_ref (campaign->wanted) : NULL;
  copy->dataset = campaign->dataset != NULL ? rg_dataset_ref (campaign->dataset) : NULL;
  return copy;
}

void
rg_campaign_free (RgCampaign *campaign)
{
  g_free (campaign->name);
  g_free (campaign->segment_name);
  g_free (campaign->segment_text);
  g_free (campaign->subject);
  g_free (campaign->message);
  g_free (campaign->closing);
  g_free (campaign->signature);
  g_free (campaign->counter);
  rg_offer_clear (&campaign->offer);
  g_clear_pointer (&campaign->wanted, g_array_unref);
  g_clear_pointer (&campaign->dataset, rg_dataset_unref);
  g_clear_pointer (&campaign->versions, g_ptr_array_unref);
  g_free (campaign);
}

gint64
rg_campaign_get_cost (const RgCampaign *campaign, gint64 n)
{
  return campaign->cost_minor + n * campaign->piece_cost_minor;
}

static RgCampaign *
rg_campaign_from_row (RgStatement *row)
{
  RgCampaign *campaign = g_new0 (RgCampaign, 1);
  gsize length;
  const guint8 *uuid = rg_statement_get_blob (row, 1, &length);

  *campaign = (RgCampaign) {
    .id = rg_statement_get_int (row, 0),
    .name = g_strdup (rg_statement_get_text (row, 2)),
    .segment = rg_statement_get_int (row, 4),
    .segment_text = g_strdup (rg_statement_get_text (row, 5)),
    .subject = g_strdup (rg_statement_get_text (row, 6)),
    .message = g_strdup (rg_statement_get_text (row, 7)),
    .closing = g_strdup (rg_statement_get_text (row, 8)),
    .signature = g_strdup (rg_statement_get_text (row, 9)),
    .cost_minor = rg_statement_get_int (row, 10),
    .piece_cost_minor = rg_statement_get_int (row, 11),
    .holdout = (guint) rg_statement_get_int (row, 12),
    .created_on = rg_statement_get_day (row, 13),
    .fixed_at = rg_statement_get_int (row, 14),
    .sent_on = rg_statement_get_day (row, 15),
    .ends_on = rg_statement_get_day (row, 16),
    .n_outputs = rg_statement_get_int (row, 17),
    .segment_name = g_strdup (rg_statement_get_text (row, 18)),
    .staff_minutes = rg_statement_get_int (row, 20),
    .budget_minor = rg_statement_is_null (row, 21) ? -1 : rg_statement_get_int (row, 21),
    .counter = g_strdup (rg_statement_get_text (row, 22)),
    .priority = (int) rg_statement_get_int (row, 23),
    .best_n = (guint) rg_statement_get_int (row, 25),
    .planned_on = rg_statement_get_day (row, 33),
    .as_preferred = rg_statement_get_int (row, 34) != 0,
  };
  memcpy (campaign->uuid, uuid, MIN (length, RG_UUID_SIZE));
  rg_channel_from_id (rg_statement_get_text (row, 3), &campaign->channel);
  rg_stratum_from_id (rg_statement_get_text (row, 19), &campaign->stratum);
  rg_best_from_id (rg_statement_get_text (row, 24), &campaign->best_by);
  rg_offer_from_row (row, 26, &campaign->offer);
  return campaign;
}

static gboolean
rg_campaign_count (RgDb *db, RgCampaign *campaign, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "campaigns.count-members", error);
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, campaign->id);
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    {
      const char *state = rg_statement_get_text (row, 0);
      gint64 n = rg_statement_get_int (row, 2);

      if (g_str_equal (rg_statement_get_text (row, 1), RG_SEED_REASON))
        campaign->n_seeds += n;
      else if (g_str_equal (state, "included"))
        campaign->n_included += n;
      else if (g_str_equal (state, "held-out"))
        campaign->n_held_out += n;
      else if (g_str_equal (state, "left-out"))
        campaign->n_left_out += n;
      else
        campaign->n_dropped += n;
    }
  return step == RG_STEP_DONE;
}

RgCampaign *
rg_campaign_read (RgDb *db, gint64 id, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "campaigns.by-id", error);
  g_autoptr (RgCampaign) campaign = NULL;

  if (row == NULL)
    return NULL;
  rg_statement_bind_int (row, 1, id);
  switch (rg_statement_step (row, error))
    {
    case RG_STEP_ROW:
      campaign = rg_campaign_from_row (row);
      break;
    case RG_STEP_DONE:
      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                   _("This campaign is not there any more."));
      return NULL;
    case RG_STEP_ERROR:
    default:
      return NULL;
    }
  campaign->versions = rg_campaign_versions_read (db, RG_MESSAGE_OF_CAMPAIGN, id,
                                                  campaign->subject, campaign->message, error);
  if (campaign->versions == NULL
      || !rg_offer_products_read (db, RG_MESSAGE_OF_CAMPAIGN, id, &campaign->offer, error)
      || (campaign->fixed_at != 0 && !rg_campaign_count (db, campaign, error)))
    return NULL;
  return g_steal_pointer (&campaign);
}

GPtrArray *
rg_campaigns_read (RgDb *db, GError **error)
{
  g_autoptr (GPtrArray) campaigns = g_ptr_array_new_with_free_func (
      (GDestroyNotify) rg_campaign_free);
  g_autoptr (RgStatement) row = rg_db_statement (db, "campaigns.ids", error);
  RgStep step;

  if (row == NULL)
    return NULL;
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    {
      RgCampaign *campaign = rg_campaign_read (db, rg_statement_get_int (row, 0), error);

      if (campaign == NULL)
        return NULL;
      g_ptr_array_add (campaigns, campaign);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&campaigns) : NULL;
}

void
rg_campaign_segment_free (RgCampaignSegment *segment)
{
  g_free (segment->name);
  g_free (segment->text);
  g_free (segment);
}

GPtrArray *
rg_campaign_read_segments (RgDb *db, GError **error)
{
  g_autoptr (GPtrArray) segments = g_ptr_array_new_with_free_func (
      (GDestroyNotify) rg_campaign_segment_free);
  g_autoptr (RgStatement) row = rg_db_statement (db, "campaigns.segments", error);
  RgStep step;

  if (row == NULL)
    return NULL;
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    {
      RgCampaignSegment *segment = g_new0 (RgCampaignSegment, 1);

      segment->id = rg_statement_get_int (row, 0);
      segment->name = g_strdup (rg_statement_get_text (row, 1));
      segment->text = g_strdup (rg_statement_get_text (row, 2));
      g_ptr_array_add (segments, segment);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&segments) : NULL;
}

gint64
rg_campaign_find (RgDb *db, const char *text, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "campaigns.find", error);

  if (row == NULL)
    return 0;
  rg_statement_bind_text (row, 1, text);
  switch (rg_statement_step (row, error))
    {
    case RG_STEP_ROW:
      return rg_statement_get_int (row, 0);
    case RG_STEP_DONE:
      /* Translators: %s is what somebody wrote: a number or a name. */
      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                   _("There is no campaign “%s”. List them to see their numbers."), text);
      return 0;
    case RG_STEP_ERROR:
    default:
      return 0;
    }
}

static gboolean
rg_campaign_refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID, sentence);
  return FALSE;
}

static gboolean
rg_campaign_is_valid (const RgCampaign *campaign, GError **error)
{
  if (*campaign->name == '\0')
    return rg_campaign_refuse (error, _("Give the campaign a name."));
  if (campaign->holdout > RG_HOLDOUT_MOST)
    return rg_campaign_refuse (error, _("At most half of the people can be left without the "
                                        "letter for comparison."));
  if (strstr (campaign->counter, "{{") != NULL)
    return rg_campaign_refuse (error, _("What is said at the counter has no fields: write it as it "
                                        "is to be read."));
  if (campaign->priority < -1 || campaign->priority > 1)
    return rg_campaign_refuse (error, _("A campaign goes first, is usual, or can wait."));
  if (campaign->best_by != RG_BEST_ALL && campaign->best_n == 0)
    return rg_campaign_refuse (error, _("Say how many of the best customers get it."));
  if (rg_offer_get_problem (&campaign->offer) != NULL)
    return rg_campaign_refuse (error, rg_offer_get_problem (&campaign->offer));
  if (campaign->cost_minor < 0 || campaign->piece_cost_minor < 0 || campaign->staff_minutes < 0)
    return rg_campaign_refuse (error, _("Costs cannot be below zero."));
  if (campaign->staff_minutes > RG_CAMPAIGN_MINUTES_MOST)
    return rg_campaign_refuse (error, _("No campaign takes ten thousand hours."));
  return rg_cards_check_text (campaign->name, error) &&
         rg_cards_check_text (campaign->segment_text, error) &&
         rg_cards_check_text (campaign->subject, error) &&
         rg_cards_check_text (campaign->message, error) &&
         rg_cards_check_text (campaign->closing, error) &&
         rg_cards_check_text (campaign->signature, error) &&
         rg_cards_check_text (campaign->counter, error) &&
         rg_cards_check_text (campaign->offer.what, error) &&
         rg_cards_check_text (campaign->offer.with, error);
}

static void
rg_campaign_bind (RgStatement *statement, const RgCampaign *campaign)
{
  rg_statement_bind_text (statement, 2, campaign->name);
  rg_statement_bind_text (statement, 3, rg_channel_get_id (campaign->channel));
  rg_statement_bind_int (statement, 4, campaign->segment);
  rg_statement_bind_text (statement, 5, campaign->segment_text);
  rg_statement_bind_text (statement, 6, campaign->subject);
  rg_statement_bind_text (statement, 7, campaign->message);
  rg_statement_bind_text (statement, 8, campaign->closing);
  rg_statement_bind_text (statement, 9, campaign->signature);
  rg_statement_bind_int (statement, 10, campaign->cost_minor);
  rg_statement_bind_int (statement, 11, campaign->piece_cost_minor);
  rg_statement_bind_int (statement, 12, campaign->holdout);
  rg_statement_bind_text (statement, 13, rg_stratum_get_id (campaign->stratum));
  rg_statement_bind_text (statement, 14, campaign->counter);
  rg_statement_bind_int (statement, 15, campaign->priority);
  rg_statement_bind_text (statement, 16, rg_best_get_id (campaign->best_by));
  rg_statement_bind_int (statement, 17, campaign->best_n);
  rg_offer_bind (statement, 18, &campaign->offer);
}

/* What can be changed before and after the list is fixed. */
static gboolean
rg_campaign_set_effort (RgDb *db, const RgCampaign *campaign, GError **error)
{
  g_autoptr (RgStatement) effort = rg_db_statement (db, "campaigns.set-effort", error);

  if (effort == NULL)
    return FALSE;
  rg_statement_bind_int (effort, 1, campaign->id);
  rg_statement_bind_int (effort, 2, campaign->staff_minutes);
  if (campaign->budget_minor >= 0)
    rg_statement_bind_int (effort, 3, campaign->budget_minor);
  else
    rg_statement_bind_null (effort, 3);
  rg_statement_bind_day (effort, 4, campaign->planned_on);
  return rg_statement_run (effort, error);
}

static gboolean
rg_campaign_set_as_preferred (RgDb *db, const RgCampaign *campaign, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "campaigns.set-as-preferred", error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, campaign->id);
  rg_statement_bind_int (statement, 2, campaign->as_preferred);
  return rg_statement_run (statement, error);
}

static gboolean
rg_campaign_insert (RgWrite *write, RgCampaign *campaign, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) statement = rg_db_statement (db, "campaigns.insert", error);
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_write_get_shop (write));

  if (statement == NULL)
    return FALSE;
  rg_uuid_v7 (campaign->uuid);
  campaign->created_on = rg_instant_day (rg_write_get_now (write), zone);
  rg_statement_bind_blob (statement, 1, campaign->uuid, RG_UUID_SIZE);
  rg_campaign_bind (statement, campaign);
  rg_statement_bind_int (statement, 25, campaign->created_on);
  if (!rg_statement_run (statement, error))
    return FALSE;
  campaign->id = rg_db_last_id (db);
  return rg_campaign_set_effort (db, campaign, error)
         && rg_campaign_set_as_preferred (db, campaign, error)
         && rg_offer_products_save (db, RG_MESSAGE_OF_CAMPAIGN, campaign->id,
                                    &campaign->offer, error)
         && rg_campaign_versions_save (db, RG_MESSAGE_OF_CAMPAIGN, campaign->id,
                                       campaign->versions, error);
}

static gboolean
rg_offer_products_are_same (GPtrArray *one, GPtrArray *other)
{
  const guint n = one != NULL ? one->len : 0;

  if (n != (other != NULL ? other->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (((RgOfferProduct *) one->pdata[i])->id != ((RgOfferProduct *) other->pdata[i])->id)
      return FALSE;
  return TRUE;
}

static gboolean
rg_offers_are_same (const RgOffer *one, const RgOffer *other)
{
  return one->kind == other->kind && one->value == other->value && one->until == other->until
         && one->days == other->days && one->cost_minor == other->cost_minor
         && g_str_equal (one->what, other->what) && g_str_equal (one->with, other->with)
         && rg_offer_products_are_same (one->products, other->products)
         && rg_offer_products_are_same (one->with_products, other->with_products);
}

static gboolean
rg_campaign_versions_are_same (GPtrArray *one, GPtrArray *other)
{
  if (one->len != other->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    {
      const RgCampaignVersion *a = one->pdata[i], *b = other->pdata[i];

      if (!g_str_equal (a->name, b->name) || a->weight != b->weight
          || !g_str_equal (a->subject, b->subject) || !g_str_equal (a->message, b->message))
        return FALSE;
    }
  return TRUE;
}

/* What stays as it was when the list was fixed: all that people were promised, and who they are. */
static const char *
rg_campaign_find_frozen (const RgCampaign *before, const RgCampaign *after)
{
  if (!rg_offers_are_same (&before->offer, &after->offer))
    return _("The list is fixed: what this campaign offers stays. Begin another one with it, or "
             "take the fixed list back.");
  if (!g_str_equal (before->subject, after->subject)
      || !g_str_equal (before->message, after->message)
      || !g_str_equal (before->closing, after->closing)
      || !g_str_equal (before->signature, after->signature)
      || !rg_campaign_versions_are_same (before->versions, after->versions))
    return _("The list is fixed: what this campaign says stays. Begin another one with it, or take "
             "the fixed list back.");
  if (before->channel != after->channel || before->segment != after->segment
      || (before->segment == 0 && !g_str_equal (before->segment_text, after->segment_text))
      || before->holdout != after->holdout || before->stratum != after->stratum
      || before->best_by != after->best_by || before->best_n != after->best_n
      || before->priority != after->priority)
    return _("The list is fixed: who gets this campaign, and how, stays. Begin another one with "
             "it, or take the fixed list back.");
  return NULL;
}

static gboolean
rg_campaign_update_fixed (RgDb *db, const RgCampaign *campaign, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "campaigns.update-fixed", error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, campaign->id);
  rg_statement_bind_text (statement, 2, campaign->name);
  rg_statement_bind_int (statement, 3, campaign->cost_minor);
  rg_statement_bind_int (statement, 4, campaign->piece_cost_minor);
  rg_statement_bind_text (statement, 6, campaign->counter);
  if (campaign->ends_on == RG_DAY_NONE)
    rg_statement_bind_null (statement, 5);
  else
    rg_statement_bind_int (statement, 5, campaign->ends_on);
  return rg_statement_run (statement, error);
}

gboolean
rg_campaign_save (RgWrite *write, RgCampaign *campaign, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgCampaign) before = NULL;
  g_autoptr (RgStatement) statement = NULL;

  if (!rg_campaign_is_valid (campaign, error))
    return FALSE;
  if (campaign->id == 0)
    return rg_campaign_insert (write, campaign, error);
  before = rg_campaign_read (db, campaign->id, error);
  if (before == NULL)
    return FALSE;
  if (before->fixed_at != 0 && rg_campaign_find_frozen (before, campaign) != NULL)
    return rg_campaign_refuse (error, rg_campaign_find_frozen (before, campaign));
  if (!rg_campaign_set_effort (db, campaign, error))
    return FALSE;
  if (before->fixed_at != 0)
    return rg_campaign_update_fixed (db, campaign, error);
  if (!rg_automations_follow_found (db, "automations.open-campaign", campaign->id,
                                    RG_NAMED_CAMPAIGN, before->name, campaign->name, error))
    return FALSE;
  statement = rg_db_statement (db, "campaigns.update", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, campaign->id);
  rg_campaign_bind (statement, campaign);
  return rg_statement_run (statement, error)
         && rg_campaign_set_as_preferred (db, campaign, error)
         && rg_offer_products_save (db, RG_MESSAGE_OF_CAMPAIGN, campaign->id,
                                    &campaign->offer, error)
         && rg_campaign_versions_save (db, RG_MESSAGE_OF_CAMPAIGN, campaign->id,
                                       campaign->versions, error);
}

static gboolean
rg_campaign_run (RgDb *db, const char *name, gint64 id, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, name, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, id);
  return rg_statement_run (statement, error);
}

gboolean
rg_campaign_delete (RgWrite *write, gint64 id, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgCampaign) campaign = rg_campaign_read (db, id, error);

  return campaign != NULL && rg_campaign_run (db, "campaigns.delete-members", id, error)
         && rg_campaign_run (db, "campaigns.delete-outputs", id, error)
         && rg_campaign_versions_save (db, RG_MESSAGE_OF_CAMPAIGN, id, NULL, error)
         && rg_offer_products_save (db, RG_MESSAGE_OF_CAMPAIGN, id, NULL, error)
         && rg_campaign_run (db, "responses.delete-of-campaign", id, error)
         && rg_campaign_run (db, "responses.delete-files-of-campaign", id, error)
         && rg_campaign_run (db, "coupons.delete-uses-of-campaign", id, error)
         && rg_campaign_run (db, "coupons.delete-of-campaign", id, error)
         && rg_campaign_run (db, "campaigns.delete", id, error);
}

gboolean
rg_campaign_exclude (RgWrite *write, gint64 id, gint64 customer, gboolean exclude, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgCampaign) campaign = rg_campaign_read (db, id, error);
  g_autoptr (RgStatement) statement = NULL;

  if (campaign == NULL)
    return FALSE;
  if (campaign->fixed_at != 0)
    return rg_campaign_refuse (error, _("The list is fixed: nobody can be taken out or let in "
                                        "any more."));
  statement = rg_db_statement (db, exclude ? "campaigns.exclude" : "campaigns.include", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, id);
  rg_statement_bind_int (statement, 2, customer);
  return rg_statement_run (statement, error);
}

gboolean
rg_campaign_note_output (RgWrite *write, gint64 id, const char *kind, gint64 pieces,
                         GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) output = rg_db_statement (db, "campaigns.note-output", error);
  g_autoptr (RgStatement) days = rg_db_statement (db, "campaigns.set-days", error);
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_write_get_shop (write));
  RgDay today = rg_instant_day (rg_write_get_now (write), zone);

  if (output == NULL || days == NULL)
    return FALSE;
  rg_statement_bind_int (output, 1, id);
  rg_statement_bind_text (output, 2, kind);
  rg_statement_bind_int (output, 3, pieces);
  rg_statement_bind_int (output, 4, rg_write_get_now (write));
  rg_statement_bind_int (days, 1, id);
  rg_statement_bind_int (days, 2, today);
  rg_statement_bind_int (days, 3, today + RG_CAMPAIGN_DAYS - 1);
  return rg_statement_run (output, error) && rg_statement_run (days, error);
}
