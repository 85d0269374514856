/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Everything that the pages of a campaign show. */
#include "pages/rg-campaign-sight.h"

#include <string.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "rules/rg-segment.h"
#include "store/rg-campaign-rivals.h"
#include "store/rg-store-coupons.h"
#include "store/rg-store-customers.h"

void
rg_campaign_sight_free (RgCampaignSight *sight)
{
  g_clear_pointer (&sight->report, rg_campaign_report_free);
  g_clear_pointer (&sight->segments, g_ptr_array_unref);
  g_clear_pointer (&sight->seeds, g_ptr_array_unref);
  g_clear_pointer (&sight->included, g_array_unref);
  g_clear_pointer (&sight->with_coupon, g_array_unref);
  g_clear_pointer (&sight->people, g_ptr_array_unref);
  g_clear_pointer (&sight->parts, g_ptr_array_unref);
  g_clear_pointer (&sight->firsts, g_ptr_array_unref);
  g_clear_pointer (&sight->ids, g_array_unref);
  g_clear_pointer (&sight->campaign, rg_campaign_free);
  g_clear_pointer (&sight->dataset, rg_dataset_unref);
  g_clear_pointer (&sight->shop, rg_shop_free);
  g_free (sight->sentence);
  g_free (sight);
}

/* How many of such people came in the weeks before, as far as somebody can say. */
static void
rg_campaign_sight_find_base (RgCampaignSight *sight)
{
  const RgSegmentContext context = { .dataset = sight->dataset,
                                     .digits = sight->shop->digits,
                                     .first_weekday = sight->shop->first_weekday };
  g_autoptr (RgNode) root = rg_segment_parse (sight->campaign->segment_text, NULL, NULL);

  rg_before_base_find (root, &context, RG_CAMPAIGN_DAYS, &sight->base);
}

static gboolean
rg_campaign_sight_plan (RgDb *db, RgCampaignSight *sight, GError **error)
{
  sight->ids = rg_campaign_find_people (sight->dataset, sight->shop,
                                        sight->campaign->segment_text, NULL);
  if (sight->ids == NULL)
    return TRUE;
  if (!rg_usual_response_read (db, sight->dataset, sight->campaign, &sight->usual, error)
      || !rg_campaign_find_rivals (db, sight->dataset, sight->shop, sight->campaign, sight->today,
                                   error))
    return FALSE;
  sight->people = rg_campaign_plan (db, sight->shop, sight->campaign,
                                    (const gint64 *) sight->ids->data, sight->ids->len,
                                    sight->today, error);
  if (sight->people == NULL)
    return FALSE;
  rg_campaign_check (sight->people, &sight->check);
  rg_usual_response_add_bought (&sight->usual, sight->dataset, &sight->campaign->offer,
                                sight->people);
  sight->firsts = rg_campaign_find_firsts (db, sight->dataset, sight->shop, sight->campaign,
                                           sight->people, sight->today, error);
  if (sight->firsts == NULL)
    return FALSE;
  rg_campaign_sight_find_base (sight);
  sight->parts = rg_campaign_find_parts (sight->campaign, sight->shop, sight->people);
  sight->counted = TRUE;
  return TRUE;
}

static gboolean
rg_campaign_sight_read_fixed (RgDb *db, RgCampaignSight *sight, GError **error)
{
  const RgCampaign *campaign = sight->campaign;

  sight->included = rg_campaign_read_members (db, sight->id, "included", RG_LEFT_OUT_NOT, error);
  if (sight->included == NULL)
    return FALSE;
  sight->with_coupon = g_array_copy (sight->included);
  if (!rg_coupons_keep_people (db, sight->id, sight->with_coupon, error)
      || !rg_campaign_count_left_out (db, sight->id, sight->check.left_out, error)
      || !rg_campaign_count_versions (db, sight->id, sight->check.versions, error))
    return FALSE;
  sight->check.n_included = campaign->n_included;
  sight->check.n_seeds = campaign->n_seeds;
  sight->check.n_held_out = campaign->n_held_out;
  sight->check.n_left_out = campaign->n_left_out + campaign->n_dropped;
  sight->counted = TRUE;
  if (campaign->sent_on == RG_DAY_NONE || sight->dataset == NULL)
    return TRUE;
  sight->report = rg_campaign_report_new (db, sight->dataset, sight->shop, sight->id,
                                          sight->today, error);
  return sight->report != NULL;
}

static gboolean
rg_campaign_sight_read_seeds (RgDb *db, RgCampaignSight *sight, GError **error)
{
  g_autoptr (GArray) ids = rg_campaign_read_seeds (db, error);

  sight->seeds = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_campaign_person_free);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      RgCampaignPerson *person = g_new0 (RgCampaignPerson, 1);
      g_autoptr (RgCustomerDetails) details =
          rg_customer_details_read (db, g_array_index (ids, gint64, i), error);

      g_ptr_array_add (sight->seeds, person);
      if (details == NULL)
        return FALSE;
      person->customer = details->id;
      person->name = g_strdup (*details->name != '\0' ? details->name : details->number);
    }
  return ids != NULL;
}

static gboolean
rg_campaign_sight_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCampaignSight *sight = data;
  g_autoptr (RgNode) root = NULL;
  g_autoptr (GError) unreadable = NULL;

  sight->campaign = rg_campaign_read (db, sight->id, error);
  if (sight->campaign == NULL)
    return FALSE;
  sight->campaign->dataset = sight->dataset != NULL ? rg_dataset_ref (sight->dataset) : NULL;
  sight->segments = rg_campaign_read_segments (db, error);
  if (sight->segments == NULL || !rg_campaign_sight_read_seeds (db, sight, error)
      || !rg_contact_budget_read (db, &sight->budget, error)
      || !rg_rest_group_read (db, &sight->rest, error))
    return FALSE;
  root = rg_segment_parse (sight->campaign->segment_text, NULL, &unreadable);
  sight->sentence = root != NULL ? rg_segment_sentence (root, sight->shop->currency)
                                 : g_strdup (unreadable->message);
  if (sight->campaign->fixed_at != 0)
    return rg_campaign_sight_read_fixed (db, sight, error);
  return sight->dataset == NULL || rg_campaign_sight_plan (db, sight, error);
}

static void
rg_campaign_sight_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (rg_store_read_finish (RG_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
rg_campaign_sight_load_async (RgStore *store, gint64 id, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  RgCampaignSight *sight = g_new0 (RgCampaignSight, 1);

  sight->id = id;
  sight->shop = rg_shop_copy (rg_store_get_shop (store));
  sight->today = rg_shop_get_day (sight->shop);
  sight->dataset = rg_store_get_dataset (store);
  rg_before_base_guess (RG_CAMPAIGN_DAYS, &sight->base);
  g_task_set_task_data (task, sight, NULL);
  rg_store_read_async (store, RG_READER_REPORT, rg_campaign_sight_in_thread, sight, NULL,
                       cancellable, rg_campaign_sight_loaded_cb, task);
}

RgCampaignSight *
rg_campaign_sight_load_finish (RgStore *store, GAsyncResult *result, GError **error)
{
  RgCampaignSight *sight;

  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  sight = g_task_get_task_data (G_TASK (result));
  if (g_task_propagate_boolean (G_TASK (result), error))
    return sight;
  rg_campaign_sight_free (sight);
  return NULL;
}

gboolean
rg_campaign_sight_is_touched (RgChanges *changes)
{
  static const char *const tables[] = { "campaign", "campaign_member", "campaign_output",
                                        "campaign_version", "campaign_product", "product",
                                        "coupon_use", "discount", "segment", "customer",
                                        "permission_basis", "shop", "setting",
                                        "seed_person", "response", "response_file" };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (rg_changes_touches (changes, tables[i]))
      return TRUE;
  return FALSE;
}

char *
rg_left_out_dup_words (RgLeftOut reason, const RgContactBudget *budget)
{
  switch (reason)
    {
    case RG_LEFT_OUT_MONTH:
      /* Translators: of people, after their number; within 30 days. */
      return g_strdup_printf (P_ ("had %d contact this month", "had %d contacts this month",
                                  budget->month), budget->month);
    case RG_LEFT_OUT_WEEK:
      return g_strdup_printf (P_ ("had %d contact this week", "had %d contacts this week",
                                  budget->week), budget->week);
    case RG_LEFT_OUT_GAP:
      return g_strdup_printf (P_ ("were contacted in the last %d day",
                                  "were contacted in the last %d days", budget->gap), budget->gap);
    case RG_LEFT_OUT_HOME_MONTH:
      /* Translators: of people, after their number. */
      return g_strdup_printf (P_ ("live in a household that has its %d contact this month",
                                  "live in a household that has its %d contacts this month",
                                  budget->home_month), budget->home_month);
    case RG_LEFT_OUT_HOME_WEEK:
      return g_strdup_printf (P_ ("live in a household that has its %d contact this week",
                                  "live in a household that has its %d contacts this week",
                                  budget->home_week), budget->home_week);
    default:
      return g_strdup (rg_left_out_get_label (reason));
    }
}

char *
rg_campaign_dup_quiet (const RgCampaign *campaign, const RgContactBudget *budget,
                       const RgShop *shop)
{
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (shop);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (rg_instant_now ());
  g_autoptr (GDateTime) now = g_date_time_to_timezone (utc, zone);
  const int minute = 60 * g_date_time_get_hour (now) + g_date_time_get_minute (now);

  if (!budget->quiet || campaign->channel == RG_CHANNEL_POST)
    return NULL;
  if (rg_contact_budget_is_quiet (budget, campaign->channel,
                                  g_date_time_get_day_of_week (now) - 1, minute))
    /* Translators: times of day, such as 20:00 and 09:00. */
    return g_strdup_printf (budget->quiet_sundays
                              ? _("It is quiet now: nothing goes out from %02d:%02d to %02d:%02d "
                                  "and on Sundays.")
                              : _("It is quiet now: nothing goes out from %02d:%02d to %02d:%02d."),
                            budget->quiet_from / 60, budget->quiet_from % 60,
                            budget->quiet_until / 60, budget->quiet_until % 60);
  return g_strdup_printf (budget->quiet_sundays
                            ? _("Nothing goes out from %02d:%02d to %02d:%02d and on Sundays.")
                            : _("Nothing goes out from %02d:%02d to %02d:%02d."),
                          budget->quiet_from / 60, budget->quiet_from % 60,
                          budget->quiet_until / 60, budget->quiet_until % 60);
}

char *
rg_campaign_dup_state (const RgCampaign *campaign, RgDay today)
{
  g_autofree char *people = rg_number_format (campaign->n_included);
  g_autofree char *day = NULL;

  if (campaign->sent_on != RG_DAY_NONE)
    {
      day = rg_day_format_in_sentence (campaign->sent_on, today);
      /* Translators: a number of people, then a day. */
      return g_strdup_printf (P_ ("%s person, went out %s", "%s people, went out %s",
                                  campaign->n_included),
                              people, day);
    }
  if (campaign->fixed_at != 0)
    /* Translators: %s is a number of people. */
    return g_strdup_printf (P_ ("List fixed: %s person", "List fixed: %s people",
                                campaign->n_included),
                            people);
  day = rg_day_format_in_sentence (campaign->created_on, today);
  /* Translators: %s is a day. */
  return g_strdup_printf (_("Being prepared, begun %s"), day);
}
