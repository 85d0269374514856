/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The audience of a campaign: planned while it is live, fixed once, and never widened after. */
#include <string.h>

#include "base/rg-address.h"
#include "base/rg-country.h"
#include "base/rg-i18n.h"
#include "rules/rg-segment-count.h"
#include "store/rg-store-campaigns.h"
#include "store/rg-store-basis.h"
#include "store/rg-store-consent.h"
#include "store/rg-store-own-values.h"

/* What a message is merged from, for everybody of one plan. */
typedef struct {
  const RgShop *shop;
  const RgCampaign *campaign;
  RgTemplate *subject;
  RgTemplate *body;
  char *today;
  const char *home; /* the shop's country: it stands on no letter that stays in it */
  RgDb *db;
  GPtrArray *fields; /* RgOwnField, in the order of their names; NULL: no message asks for one */
} RgPlan;

void
rg_campaign_person_free (RgCampaignPerson *person)
{
  g_free (person->name);
  g_free (person->contact);
  g_free (person->subject);
  g_free (person->body);
  g_free (person);
}

static const char *
rg_audience_contact_kind (RgChannel channel)
{
  switch (channel)
    {
    case RG_CHANNEL_POST:
      return "address";
    case RG_CHANNEL_EMAIL:
      return "email";
    case RG_CHANNEL_SMS:
    case RG_CHANNEL_PHONE:
    default:
      return "phone";
    }
}

/* A person's first name where only the whole name is known: its first word, in scripts where the
 * first name comes first. NULL where nobody can say. */
static char *
rg_audience_guess_first_name (const char *name)
{
  const char *space = strchr (name, ' ');

  if (space == NULL || space == name)
    return NULL;
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      GUnicodeScript script = g_unichar_get_script (g_utf8_get_char (at));

      if (script != G_UNICODE_SCRIPT_LATIN && script != G_UNICODE_SCRIPT_GREEK
          && script != G_UNICODE_SCRIPT_CYRILLIC && script != G_UNICODE_SCRIPT_COMMON
          && script != G_UNICODE_SCRIPT_INHERITED)
        return NULL;
    }
  return g_strndup (name, (gsize) (space - name));
}

/* What the person has in the shop's own fields, as people read it. *values is NULL where no message
 * asks for it. */
static gboolean
rg_audience_read_own (const RgPlan *plan, gint64 customer, char ***values, GError **error)
{
  *values = NULL;
  if (plan->fields == NULL)
    return TRUE;
  *values = rg_own_values_read (plan->db, plan->fields, customer, plan->shop->currency, error);
  for (guint i = 0; *values != NULL && i < plan->fields->len; i++)
    {
      const RgOwnField *field = plan->fields->pdata[i];
      char *shown = rg_own_text_format (field->kind, (*values)[i], plan->shop->currency);

      g_free ((*values)[i]);
      (*values)[i] = shown;
    }
  return *values != NULL;
}

/* Columns 2 to 5 and 14 of `candidate`. */
static void
rg_audience_merge (const RgPlan *plan, RgStatement *row, char *const *own,
                   RgCampaignPerson *person)
{
  const char *name = rg_statement_get_text (row, 2), *given = rg_statement_get_text (row, 3);
  const char *family = rg_statement_get_text (row, 4);
  g_autofree char *guessed = *given == '\0' && *family == '\0'
                               ? rg_audience_guess_first_name (name) : NULL;
  const char *const values[RG_N_FIELDS] = {
    [RG_FIELD_FIRST_NAME] = guessed != NULL ? guessed : given,
    [RG_FIELD_LAST_NAME] = guessed != NULL ? name + strlen (guessed) + 1 : family,
    [RG_FIELD_NAME] = name,
    [RG_FIELD_CITY] = rg_statement_get_text (row, 14),
    [RG_FIELD_SHOP_NAME] = plan->shop->name,
    [RG_FIELD_TODAY] = plan->today,
  };
  guint in_subject, in_body;

  person->subject = rg_template_render_own (plan->subject, values, own, &in_subject);
  person->body = rg_template_render_own (plan->body, values, own, &in_body);
  person->missing = in_subject | in_body;
}

/* Columns 9 to 13. */
static void
rg_audience_address (const RgPlan *plan, RgStatement *row, RgCampaignPerson *person,
                     RgCandidate *candidate)
{
  g_autofree char *street = g_strdup (rg_statement_get_text (row, 9));
  g_autofree char *postcode = g_strdup (rg_statement_get_text (row, 10));
  g_autofree char *city = g_strdup (rg_statement_get_text (row, 11));
  g_autofree char *region = g_strdup (rg_statement_get_text (row, 12));

  if (plan->campaign->channel != RG_CHANNEL_POST)
    {
      candidate->reachable = *street != '\0';
      person->contact = g_steal_pointer (&street);
      return;
    }
  candidate->reachable = *person->name != '\0'
                         && rg_address_is_complete (street, postcode, city);
  person->contact = rg_address_format (street, postcode, city, region,
                                       rg_statement_get_text (row, 13), plan->home);
}

static RgCampaignPerson *
rg_audience_read_row (const RgPlan *plan, RgStatement *row, char *const *own,
                      RgCandidate *candidate)
{
  RgCampaignPerson *person = g_new0 (RgCampaignPerson, 1);
  gsize length;
  const guint8 *uuid = rg_statement_get_blob (row, 1, &length);

  *candidate = (RgCandidate) {
    .customer = rg_statement_get_int (row, 0),
    .permission = rg_statement_is_null (row, 7) ? RG_PERMISSION_UNKNOWN
                  : rg_statement_get_int (row, 7) ? RG_PERMISSION_YES : RG_PERMISSION_NO,
    .excluded = rg_statement_get_int (row, 8) != 0,
  };
  if (rg_statement_get_int (row, 6) != 0)
    candidate->permission = RG_PERMISSION_NO;
  memcpy (candidate->uuid, uuid, MIN (length, RG_UUID_SIZE));
  person->customer = candidate->customer;
  person->name = g_strdup (rg_statement_get_text (row, 2));
  rg_audience_address (plan, row, person, candidate);
  rg_audience_merge (plan, row, own, person);
  return person;
}

static gboolean
rg_audience_read (RgDb *db, const RgPlan *plan, const gint64 *customers, gsize n_customers,
                  GPtrArray *people, GArray *candidates, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "campaigns.candidate", error);

  for (gsize i = 0; row != NULL && i < n_customers; i++)
    {
      RgCandidate candidate;
      RgStep step;

      rg_statement_bind_int (row, 1, customers[i]);
      rg_statement_bind_text (row, 2, rg_channel_get_id (plan->campaign->channel));
      rg_statement_bind_int (row, 3, plan->campaign->id);
      rg_statement_bind_text (row, 4, rg_audience_contact_kind (plan->campaign->channel));
      step = rg_statement_step (row, error);
      if (step == RG_STEP_ERROR)
        return FALSE;
      if (step == RG_STEP_ROW)
        {
          g_auto (GStrv) own = NULL;

          if (!rg_audience_read_own (plan, rg_statement_get_int (row, 0), &own, error))
            return FALSE;
          g_ptr_array_add (people, rg_audience_read_row (plan, row, own, &candidate));
          g_array_append_val (candidates, candidate);
        }
      rg_statement_reset (row);
    }
  return row != NULL;
}

/* Those of the segment, and whoever was added by hand, each once. */
static GArray *
rg_audience_add_by_hand (RgDb *db, const RgCampaign *campaign, const gint64 *customers,
                         gsize n_customers, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "campaigns.by-hand", error);
  g_autoptr (GHashTable) known = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));
  RgStep step;

  if (rows == NULL)
    return NULL;
  g_array_append_vals (all, customers, (guint) n_customers);
  for (gsize i = 0; i < n_customers; i++)
    g_hash_table_add (known, (gpointer) &customers[i]);
  rg_statement_bind_int (rows, 1, campaign->id);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_int (rows, 0);

      if (!g_hash_table_contains (known, &id))
        g_array_append_val (all, id);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&all) : NULL;
}

GPtrArray *
rg_campaign_plan (RgDb *db, const RgShop *shop, const RgCampaign *campaign,
                  const gint64 *customers, gsize n_customers, RgDay today, GError **error)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (
      (GDestroyNotify) rg_campaign_person_free);
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (RgCandidate));
  g_autoptr (GPtrArray) fields = rg_own_fields_read (db, error);
  g_auto (GStrv) names = fields != NULL ? rg_own_fields_read_names (db, error) : NULL;
  g_autoptr (RgTemplate) subject = rg_template_new_for (campaign->subject, names);
  g_autoptr (RgTemplate) body = rg_template_new_for (campaign->message, names);
  const gboolean own = rg_template_uses (subject, RG_FIELD_SHOPS_OWN)
                       || rg_template_uses (body, RG_FIELD_SHOPS_OWN);
  g_autofree char *day = rg_day_format (today);
  const char *home = *shop->country != '\0'
                       ? shop->country : rg_country_guess (shop->time_zone, shop->currency);
  const RgPlan plan = { shop, campaign, subject, body, day, home, db, own ? fields : NULL };
  g_autofree RgSeat *seats = NULL;
  g_autoptr (GArray) all =
    names != NULL ? rg_audience_add_by_hand (db, campaign, customers, n_customers, error) : NULL;

  if (all == NULL
      || !rg_audience_read (db, &plan, (const gint64 *) (gpointer) all->data, all->len, people,
                            candidates, error))
    return NULL;
  seats = g_new0 (RgSeat, candidates->len);
  rg_audience_seat ((const RgCandidate *) candidates->data, candidates->len,
                    rg_shop_get_basis (shop, campaign->channel), campaign->holdout, campaign->uuid,
                    seats);
  for (guint i = 0; i < people->len; i++)
    ((RgCampaignPerson *) g_ptr_array_index (people, i))->seat = seats[i];
  return g_steal_pointer (&people);
}

void
rg_campaign_check (GPtrArray *people, RgCampaignCheck *check)
{
  memset (check, 0, sizeof *check);
  for (guint i = 0; i < people->len; i++)
    {
      const RgCampaignPerson *person = g_ptr_array_index (people, i);

      check->n_included += person->seat.place == RG_PLACE_INCLUDED;
      check->n_held_out += person->seat.place == RG_PLACE_HELD_OUT;
      check->n_left_out += person->seat.place == RG_PLACE_LEFT_OUT;
      check->left_out[person->seat.reason]++;
      for (int field = 0; field < RG_N_FIELDS; field++)
        check->missing[field] += person->seat.place == RG_PLACE_INCLUDED
                                 && (person->missing & 1u << field) != 0;
    }
  check->left_out[RG_LEFT_OUT_NOT] = 0;
}

GArray *
rg_campaign_find_people (const RgDataset *dataset, const RgShop *shop, const char *text,
                         GError **error)
{
  const RgSegmentContext context = { dataset, rg_shop_get_counting_day (shop, dataset),
                                     shop->digits, shop->first_weekday, NULL };
  g_autoptr (RgNode) root = rg_segment_parse (text, NULL, error);
  g_autoptr (RgBitset) members = NULL;
  GArray *ids;

  if (root == NULL)
    return NULL;
  members = rg_segment_evaluate (root, &context);
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint p = 0; p < dataset->n_customers; p++)
    if (rg_bitset_get (members, p))
      {
        gint64 id = rg_dataset_customer_id (dataset, p);

        g_array_append_val (ids, id);
      }
  return ids;
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
  const char *reason = rg_left_out_get_id (person->seat.reason);

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
  return rg_statement_run (statement, error);
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
  return rg_audience_check_text (campaign->subject, shop, error)
         && rg_audience_check_text (campaign->message, shop, error);
}

static gboolean
rg_audience_has_included (GPtrArray *people, GError **error)
{
  for (guint i = 0; i < people->len; i++)
    if (((RgCampaignPerson *) g_ptr_array_index (people, i))->seat.place == RG_PLACE_INCLUDED)
      return TRUE;
  return rg_audience_refuse (error, _("Nobody would get this campaign: look at who is left out, "
                                      "and why."));
}

gboolean
rg_campaign_fix (RgWrite *write, gint64 id, const char *text, const gint64 *customers,
                 gsize n_customers, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  const RgShop *shop = rg_write_get_shop (write);
  g_autoptr (RgCampaign) campaign = rg_campaign_read (db, id, error);
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (shop);
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (RgStatement) statement = NULL;

  if (campaign == NULL || !rg_audience_check (campaign, shop, error))
    return FALSE;
  people = rg_campaign_plan (db, shop, campaign, customers, n_customers,
                             rg_instant_day (rg_write_get_now (write), zone), error);
  if (people == NULL || !rg_audience_has_included (people, error)
      || !rg_audience_store (db, id, people, error))
    return FALSE;
  statement = rg_db_statement (db, "campaigns.fix", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, id);
  rg_statement_bind_int (statement, 2, rg_write_get_now (write));
  rg_statement_bind_text (statement, 3, text);
  return rg_statement_run (statement, error);
}

/* Whether the person of a `still-written` row may still be written to. */
static gboolean
rg_audience_still_allowed (RgDb *db, RgStatement *row, RgChannel channel, RgBasis basis,
                           gboolean *allowed, GError **error)
{
  RgChannelPermission now[RG_CHANNELS];
  RgPermission permission = RG_PERMISSION_UNKNOWN;

  if (rg_statement_get_int (row, 1) != 0)
    {
      if (!rg_consent_read_now (db, rg_statement_get_int (row, 0), now, error))
        return FALSE;
      permission = now[channel].state;
    }
  else if (!rg_statement_is_null (row, 3))
    permission = rg_statement_get_int (row, 3) ? RG_PERMISSION_YES : RG_PERMISSION_NO;
  *allowed = rg_statement_get_int (row, 2) == 0 && rg_permission_allows (permission, basis);
  return TRUE;
}

/* Who the person of a `still-written` row is by now. */
static gboolean
rg_audience_find_living (RgDb *db, RgStatement *row, gint64 *living, GError **error)
{
  g_autoptr (RgStatement) resolve = NULL;
  RgStep step;

  *living = rg_statement_get_int (row, 0);
  if (rg_statement_get_int (row, 1) == 0)
    return TRUE;
  resolve = rg_db_statement (db, "consent.resolve", error);
  if (resolve == NULL)
    return FALSE;
  rg_statement_bind_int (resolve, 1, *living);
  step = rg_statement_step (resolve, error);
  if (step == RG_STEP_ROW)
    *living = rg_statement_get_int (resolve, 0);
  return step != RG_STEP_ERROR;
}

typedef struct {
  gint64 customer;
  RgLeftOut reason;
} RgGone;

/* Those who may not be written to any more; and those who were merged with somebody in the list,
 * who gets one letter, not two. */
static GArray *
rg_audience_find_gone (RgDb *db, const RgCampaign *campaign, RgBasis basis, GError **error)
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

      if (!rg_audience_still_allowed (db, row, campaign->channel, basis, &allowed, error)
          || !rg_audience_find_living (db, row, &living, error))
        return NULL;
      if (allowed && g_hash_table_add (seen, g_memdup2 (&living, sizeof living)))
        continue;
      if (allowed)
        one.reason = RG_LEFT_OUT_TWICE;
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
  RgBasis basis;

  if (campaign == NULL || drop == NULL)
    return FALSE;
  if (campaign->fixed_at == 0)
    return rg_audience_refuse (error, _("Fix the list first: only a fixed list can be printed or "
                                        "exported."));
  basis = rg_shop_get_basis (rg_write_get_shop (write), campaign->channel);
  gone = rg_audience_find_gone (db, campaign, basis, error);
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
      person->name = g_strdup (rg_statement_get_text (row, 3));
      person->contact = g_strdup (rg_statement_get_text (row, 4));
      person->subject = g_strdup (rg_statement_get_text (row, 5));
      person->body = g_strdup (rg_statement_get_text (row, 6));
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
