/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The audience of a campaign: fixed once, and never widened after. rg-campaign-plan.c plans it. */
#include <string.h>

#include "base/rg-i18n.h"
#include "store/rg-audience-permission.h"
#include "store/rg-campaign-draft.h"
#include "store/rg-campaign-rivals.h"
#include "store/rg-store-basis.h"
#include "store/rg-store-budget.h"
#include "store/rg-store-campaigns.h"
#include "store/rg-store-consent.h"
#include "store/rg-store-coupons.h"
#include "store/rg-store-suppression.h"

/* What a person's own row does not tell of whether they may still be written to. */
typedef struct {
  GHashTable *never;  /* ids whom a hash holds for */
  GHashTable *spent;  /* ids to RgLeftOut: contacts since */
  gboolean tailored;  /* the offer needs a permission of its own */
} RgOutputBars;

static void
rg_output_bars_clear (RgOutputBars *bars)
{
  g_clear_pointer (&bars->never, g_hash_table_unref);
  g_clear_pointer (&bars->spent, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgOutputBars, rg_output_bars_clear)

static gboolean
rg_output_bars_read (RgOutputBars *bars, RgWrite *write, const RgCampaign *campaign,
                     GError **error)
{
  RgDb *db = rg_write_get_db (write);
  const RgShop *shop = rg_write_get_shop (write);
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (shop);
  g_autoptr (GHashTable) claims = rg_campaign_find_claims (db, campaign, error);

  if (claims == NULL)
    return FALSE;
  bars->never = rg_suppressed_find_members (db, campaign->id, campaign->channel, shop->country,
                                            error);
  if (bars->never == NULL
      || !rg_audience_is_tailored (db, campaign->segment_text, &bars->tailored, error))
    return FALSE;
  bars->spent = rg_contact_budget_find_spent (db, shop, campaign->id, campaign->sent_on,
                                              rg_instant_day (rg_write_get_now (write), zone),
                                              claims, error);
  return bars->spent != NULL;
}

static const char *const place_words[] = {
  [RG_PLACE_INCLUDED] = "included",
  [RG_PLACE_HELD_OUT] = "held-out",
  [RG_PLACE_LEFT_OUT] = "left-out",
};

/* Nothing of a person who is left out is kept but the reason. */
static gboolean
rg_audience_insert (RgDb *db, gint64 campaign, const RgCampaignPerson *person, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "campaigns.add-member", error);
  gboolean written = person->seat.place == RG_PLACE_INCLUDED;
  const char *reason = person->seed && written ? RG_SEED_REASON
                                               : rg_left_out_get_id (person->seat.reason);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, campaign);
  rg_statement_bind_int (statement, 2, person->customer);
  rg_statement_bind_text (statement, 3, place_words[person->seat.place]);
  rg_statement_bind_text (statement, 4, reason != NULL ? reason : "");
  rg_statement_bind_text (statement, 5, written ? person->name : "");
  rg_statement_bind_text (statement, 6, written ? person->contact : "");
  rg_statement_bind_text (statement, 7, written ? person->subject : "");
  rg_statement_bind_text (statement, 8, written ? person->body : "");
  rg_statement_bind_int (statement, 9, person->version);
  rg_statement_bind_int (statement, 10, written && person->tailored);
  return rg_statement_run (statement, error)
         && (!written || person->coupon == NULL
             || rg_coupon_add (db, person->coupon, campaign, person->customer, person->version,
                               error));
}

static gboolean
rg_audience_store (RgDb *db, gint64 campaign, GPtrArray *people, GError **error)
{
  g_autoptr (RgStatement) clear = rg_db_statement (db, "campaigns.delete-members", error);

  if (clear == NULL)
    return FALSE;
  rg_statement_bind_int (clear, 1, campaign);
  if (!rg_statement_run (clear, error))
    return FALSE;
  for (guint i = 0; i < people->len; i++)
    {
      const RgCampaignPerson *person = g_ptr_array_index (people, i);

      if (person->seat.reason != RG_LEFT_OUT_TWICE
          && !rg_audience_insert (db, campaign, person, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
rg_audience_refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID, sentence);
  return FALSE;
}

static gboolean
rg_audience_check_text (const char *text, const RgShop *shop, GError **error)
{
  g_autoptr (RgTemplate) template = rg_template_new_for (text, shop->own_fields);

  return rg_template_n_problems (template) == 0
         || rg_audience_refuse (error, rg_template_get_problem (template, 0)->sentence);
}

static gboolean
rg_audience_check (const RgCampaign *campaign, const RgShop *shop, GError **error)
{
  if (campaign->fixed_at != 0)
    return rg_audience_refuse (error, _("The list of this campaign is fixed already."));
  if (*campaign->message == '\0')
    return rg_audience_refuse (error, _("Write the message first."));
  for (guint i = 1; i < campaign->versions->len; i++)
    {
      const RgCampaignVersion *version = g_ptr_array_index (campaign->versions, i);

      if (*version->message == '\0')
        return rg_audience_refuse (error, _("Write the message of every version first."));
      if (!rg_audience_check_text (version->subject, shop, error)
          || !rg_audience_check_text (version->message, shop, error))
        return FALSE;
    }
  return rg_audience_check_text (campaign->subject, shop, error)
         && rg_audience_check_text (campaign->message, shop, error);
}

static gboolean
rg_audience_has_included (GPtrArray *people, GError **error)
{
  for (guint i = 0; i < people->len; i++)
    {
      const RgCampaignPerson *person = g_ptr_array_index (people, i);

      if (person->seat.place == RG_PLACE_INCLUDED && !person->seed)
        return TRUE;
    }
  return rg_audience_refuse (error, _("Nobody would get this campaign: look at who is left out, "
                                      "and why."));
}

gboolean
rg_campaign_fix (RgWrite *write, gint64 id, const char *text, const gint64 *customers,
                 gsize n_customers, GArray *wanted, const RgDataset *dataset, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  const RgShop *shop = rg_write_get_shop (write);
  g_autoptr (RgCampaign) campaign = rg_campaign_read (db, id, error);
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (shop);
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (RgStatement) statement = NULL;
  const RgDay today = rg_instant_day (rg_write_get_now (write), zone);
  RgDay until;

  if (campaign == NULL || !rg_audience_check (campaign, shop, error))
    return FALSE;
  if (dataset == NULL && rg_campaign_needs_dataset (campaign, shop->own_fields))
    return rg_audience_refuse (error, _("The message names products of each person, and the sales "
                                        "are still being read. Try again in a moment."));
  campaign->wanted = wanted != NULL ? g_array_ref (wanted) : NULL;
  campaign->dataset = dataset != NULL ? rg_dataset_ref (dataset) : NULL;
  people = rg_campaign_plan_for_good (db, shop, campaign, customers, n_customers, today, error);
  if (people == NULL || !rg_audience_has_included (people, error)
      || !rg_audience_store (db, id, people, error))
    return FALSE;
  statement = rg_db_statement (db, "campaigns.fix", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, id);
  rg_statement_bind_int (statement, 2, rg_write_get_now (write));
  rg_statement_bind_text (statement, 3, text);
  until = rg_offer_get_until (&campaign->offer, today);
  rg_statement_bind_day (statement, 4, until);
  return rg_statement_run (statement, error);
}

/* Whether whom somebody became is still there. */
static gboolean
rg_audience_is_there (RgDb *db, gint64 customer, gboolean *there, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "automations.living", error);
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, customer);
  step = rg_statement_step (row, error);
  *there = step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}

/* Whether the person of a `still-written` row may still be written to. */
static gboolean
rg_audience_still_allowed (RgDb *db, RgStatement *row, RgChannel channel, RgBasis basis,
                           const RgOutputBars *bars, gboolean *allowed, GError **error)
{
  const gint64 customer = rg_statement_get_int (row, 0);
  RgChannelPermission now[RG_N_ASKED];
  RgPermission permission = RG_PERMISSION_UNKNOWN;
  const gboolean asks = bars->tailored || rg_statement_get_int (row, 7) != 0;
  gboolean tailored = rg_statement_get_int (row, 4) != 0;
  gboolean there = rg_statement_get_int (row, 2) == 0;

  if (rg_statement_get_int (row, 1) != 0)
    {
      if (!rg_audience_is_there (db, customer, &there, error)
          || !rg_consent_read_now (db, customer, now, error))
        return FALSE;
      permission = now[channel].state;
      tailored = now[RG_ASKED_TAILORED].state == RG_PERMISSION_YES;
    }
  else if (!rg_statement_is_null (row, 3))
    permission = rg_statement_get_int (row, 3) ? RG_PERMISSION_YES : RG_PERMISSION_NO;
  *allowed = there && rg_permission_allows (permission, basis)
             && !g_hash_table_contains (bars->never, &customer)
             && (!asks || tailored);
  return TRUE;
}

/* Who the person of a `still-written` row is by now. */
static gboolean
rg_audience_find_living (RgDb *db, RgStatement *row, gint64 *living, GError **error)
{
  gint64 resolved;

  *living = rg_statement_get_int (row, 0);
  if (rg_statement_get_int (row, 1) == 0)
    return TRUE;
  if (!rg_consent_resolve (db, *living, &resolved, error))
    return FALSE;
  *living = resolved != 0 ? resolved : *living;
  return TRUE;
}

typedef struct {
  gint64 customer;
  RgLeftOut reason;
} RgGone;

/* Those who may not be written to any more; those who were merged with somebody in the list, who
 * gets one letter, not two; and those to whom another campaign has gone out since. */
static GArray *
rg_audience_find_gone (RgDb *db, const RgCampaign *campaign, const RgOutputBars *bars,
                       RgBasis basis, GError **error)
{
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (RgGone));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (RgStatement) row = rg_db_statement (db, "campaigns.still-written", error);
  RgStep step;

  if (row == NULL)
    return NULL;
  rg_statement_bind_int (row, 1, campaign->id);
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    {
      RgGone one = { rg_statement_get_int (row, 0), RG_LEFT_OUT_WITHDRAWN_SINCE };
      gboolean allowed;
      gint64 living;

      if (!rg_audience_still_allowed (db, row, campaign->channel, basis, bars, &allowed, error)
          || !rg_audience_find_living (db, row, &living, error))
        return NULL;
      if (allowed && rg_statement_get_int (row, 5) != 0)
        one.reason = RG_LEFT_OUT_BOUNCED;
      /* What the shop sends to itself is no contact. */
      else if (allowed && rg_statement_get_int (row, 6) != 0)
        one.reason = RG_LEFT_OUT_NOT;
      else if (allowed)
        one.reason = GPOINTER_TO_INT (g_hash_table_lookup (bars->spent, &one.customer));
      if (allowed && one.reason == RG_LEFT_OUT_NOT)
        {
          if (g_hash_table_add (seen, g_memdup2 (&living, sizeof living)))
            continue;
          one.reason = RG_LEFT_OUT_TWICE;
        }
      g_array_append_val (gone, one);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&gone) : NULL;
}

gboolean
rg_campaign_drop_withdrawn (RgWrite *write, gint64 id, gint64 *n_dropped, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgCampaign) campaign = rg_campaign_read (db, id, error);
  g_autoptr (RgStatement) drop = rg_db_statement (db, "campaigns.drop", error);
  g_autoptr (GArray) gone = NULL;
  g_auto (RgOutputBars) bars = { NULL };
  RgBasis basis;

  if (campaign == NULL || drop == NULL)
    return FALSE;
  if (campaign->fixed_at == 0)
    return rg_audience_refuse (error, _("Fix the list first: only a fixed list can be printed or "
                                        "exported."));
  basis = rg_shop_get_basis (rg_write_get_shop (write), campaign->channel);
  if (!rg_output_bars_read (&bars, write, campaign, error))
    return FALSE;
  gone = rg_audience_find_gone (db, campaign, &bars, basis, error);
  for (guint i = 0; gone != NULL && i < gone->len; i++)
    {
      const RgGone *one = &g_array_index (gone, RgGone, i);

      rg_statement_bind_int (drop, 1, id);
      rg_statement_bind_int (drop, 2, one->customer);
      rg_statement_bind_text (drop, 3, rg_left_out_get_id (one->reason));
      if (!rg_statement_run (drop, error))
        return FALSE;
    }
  if (gone != NULL)
    *n_dropped = gone->len;
  return gone != NULL;
}

GArray *
rg_campaign_read_members (RgDb *db, gint64 id, const char *state, RgLeftOut reason, GError **error)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RgStatement) row = rg_db_statement (db, "campaigns.members", error);
  const char *word = rg_left_out_get_id (reason);
  RgStep step;

  if (row == NULL)
    return NULL;
  rg_statement_bind_int (row, 1, id);
  rg_statement_bind_text (row, 2, state);
  rg_statement_bind_text (row, 3, word != NULL ? word : "");
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    {
      gint64 customer = rg_statement_get_int (row, 0);

      g_array_append_val (members, customer);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&members) : NULL;
}

GArray *
rg_campaign_read_counted (RgDb *db, gint64 id, const char *state, GError **error)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RgStatement) row = rg_db_statement (db, "campaigns.counted", error);
  RgStep step;

  if (row == NULL)
    return NULL;
  rg_statement_bind_int (row, 1, id);
  rg_statement_bind_text (row, 2, state);
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    {
      gint64 customer = rg_statement_get_int (row, 0);

      g_array_append_val (members, customer);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&members) : NULL;
}

gboolean
rg_campaign_count_left_out (RgDb *db, gint64 id, gint64 counts[RG_N_LEFT_OUT], GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "campaigns.count-members", error);
  RgStep step;

  memset (counts, 0, sizeof *counts * RG_N_LEFT_OUT);
  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, id);
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    {
      RgLeftOut reason;

      if (rg_left_out_from_id (rg_statement_get_text (row, 1), &reason))
        counts[reason] += rg_statement_get_int (row, 2);
    }
  return step == RG_STEP_DONE;
}

static RgAudiencePlace
rg_audience_place_from_word (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (place_words); i++)
    if (g_str_equal (word, place_words[i]))
      return (RgAudiencePlace) i;
  return RG_PLACE_LEFT_OUT;
}

/* "Åse Dahl and Per Dahl", where one letter is for both. */
static gboolean
rg_audience_name_mates (RgDb *db, gint64 id, RgCampaignPerson *person, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "campaigns.mates", error);
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, id);
  rg_statement_bind_int (row, 2, person->customer);
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    {
      g_autofree char *first = g_steal_pointer (&person->name);

      /* Translators: two people who get one letter. */
      person->name = g_strdup_printf (_("%s and %s"), first, rg_statement_get_text (row, 0));
    }
  return step == RG_STEP_DONE;
}

RgCampaignPerson *
rg_campaign_read_person (RgDb *db, gint64 id, gint64 customer, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "campaigns.member", error);
  RgCampaignPerson *person = NULL;

  if (row == NULL)
    return NULL;
  rg_statement_bind_int (row, 1, id);
  rg_statement_bind_int (row, 2, customer);
  switch (rg_statement_step (row, error))
    {
    case RG_STEP_ROW:
      person = g_new0 (RgCampaignPerson, 1);
      person->customer = rg_statement_get_int (row, 0);
      person->seat.place = rg_audience_place_from_word (rg_statement_get_text (row, 1));
      rg_left_out_from_id (rg_statement_get_text (row, 2), &person->seat.reason);
      person->seed = g_str_equal (rg_statement_get_text (row, 2), RG_SEED_REASON);
      person->name = g_strdup (rg_statement_get_text (row, 3));
      person->contact = g_strdup (rg_statement_get_text (row, 4));
      person->subject = g_strdup (rg_statement_get_text (row, 5));
      person->body = g_strdup (rg_statement_get_text (row, 6));
      person->version = (guint) rg_statement_get_int (row, 7);
      if (!rg_statement_is_null (row, 8))
        person->coupon = g_strdup (rg_statement_get_text (row, 8));
      person->given = g_strdup (rg_statement_get_text (row, 9));
      person->family = g_strdup (rg_statement_get_text (row, 10));
      if (person->seat.place == RG_PLACE_INCLUDED
          && !rg_audience_name_mates (db, id, person, error))
        g_clear_pointer (&person, rg_campaign_person_free);
      return person;
    case RG_STEP_DONE:
      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                   _("This person is not in the list of the campaign."));
      return NULL;
    case RG_STEP_ERROR:
    default:
      return NULL;
    }
}
