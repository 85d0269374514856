/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who would get a campaign, and what: planned anew whenever somebody looks. */
#include <string.h>

#include "base/rg-address.h"
#include "base/rg-country.h"
#include "base/rg-coupon-code.h"
#include "base/rg-i18n.h"
#include "rules/rg-segment-count.h"
#include "store/rg-audience-permission.h"
#include "store/rg-campaign-draft.h"
#include "store/rg-campaign-rivals.h"
#include "store/rg-store-campaigns.h"
#include "store/rg-store-basis.h"
#include "store/rg-store-budget.h"

/* What is the same for everybody of one plan. */
typedef struct {
  const RgShop *shop;
  const RgCampaign *campaign;
  RgDrafting *drafting;
  guint n_versions; /* 1 where there is one message only */
  RgDay today;
  guint rest; /* the share of the rest group */
  gboolean draw; /* coupons are drawn for good; else all have the same sample */
  const char *home; /* the shop's country: it stands on no letter that stays in it */
  RgDb *db;
  RgAudiencePermission *permission;
  RgContactBudget budget;
  RgContactHistory *history;
  GHashTable *seeds;  /* gint64: the shop's own people */
  GHashTable *wanted; /* gint64 → how many more important campaigns want them */
} RgPlan;

/* Everybody of a plan, in the same order. */
typedef struct {
  GPtrArray *people;     /* RgCampaignPerson */
  GArray *candidates;    /* RgCandidate */
  GArray *drafts;        /* RgDraft: n_versions for each person */
  GArray *standings;     /* gint64: what strata are made of */
  GArray *bests;         /* gint64: what the best are chosen by */
  GPtrArray *coupons;    /* codes */
  GPtrArray *keys;       /* what is to get one message only; NULL for none */
} RgPlanned;

RgCampaignPerson *
rg_campaign_person_copy (const RgCampaignPerson *person)
{
  RgCampaignPerson *copy = g_memdup2 (person, sizeof *person);

  copy->name = g_strdup (person->name);
  copy->contact = g_strdup (person->contact);
  copy->subject = g_strdup (person->subject);
  copy->body = g_strdup (person->body);
  copy->coupon = g_strdup (person->coupon);
  copy->given = g_strdup (person->given);
  copy->family = g_strdup (person->family);
  return copy;
}

void
rg_campaign_person_free (RgCampaignPerson *person)
{
  g_free (person->name);
  g_free (person->contact);
  g_free (person->subject);
  g_free (person->body);
  g_free (person->coupon);
  g_free (person->given);
  g_free (person->family);
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
      /* Mail to it came back. */
      candidate->bounced = *street != '\0' && rg_statement_get_int (row, 20) != 0;
      candidate->reachable = *street != '\0' && !candidate->bounced;
      if (candidate->bounced && !rg_statement_is_null (row, 21))
        person->bounced_on = (RgDay) rg_statement_get_int (row, 21);
      person->contact = g_steal_pointer (&street);
      return;
    }
  candidate->reachable = *person->name != '\0'
                         && rg_address_is_complete (street, postcode, city);
  person->contact = rg_address_format (street, postcode, city, region,
                                       rg_statement_get_text (row, 13), plan->home);
}

/* Who said nothing takes what comes. */
static gboolean
rg_audience_prefers_other (const RgPlan *plan, const char *prefers)
{
  return *prefers != '\0' && !g_str_equal (prefers, rg_channel_get_id (plan->campaign->channel));
}

static RgCampaignPerson *
rg_audience_read_row (const RgPlan *plan, RgStatement *row, RgCandidate *candidate)
{
  RgCampaignPerson *person = g_new0 (RgCampaignPerson, 1);
  gsize length;
  const guint8 *uuid = rg_statement_get_blob (row, 1, &length);

  *candidate = (RgCandidate) {
    .customer = rg_statement_get_int (row, 0),
    .excluded = rg_statement_get_int (row, 8) != 0,
  };
  rg_audience_permission_judge (plan->permission, row, candidate);
  memcpy (candidate->uuid, uuid, MIN (length, RG_UUID_SIZE));
  person->customer = candidate->customer;
  person->bounced_on = RG_DAY_NONE;
  candidate->prefers_other = plan->campaign->as_preferred
                             && rg_audience_prefers_other (plan, rg_statement_get_text (row, 22));
  person->name = g_strdup (rg_statement_get_text (row, 2));
  rg_audience_address (plan, row, person, candidate);
  candidate->seed = person->seed = g_hash_table_contains (plan->seeds, &candidate->customer);
  candidate->home = rg_statement_get_int (row, 19);
  candidate->home_room = rg_contact_budget_get_home_room (&plan->budget, plan->history,
                                                          candidate->home, &candidate->home_full);
  candidate->spent = rg_contact_budget_judge (&plan->budget, plan->history, candidate->customer,
                                              candidate->home);
  if (candidate->spent == RG_LEFT_OUT_NOT
      && !rg_contact_budget_has_room (&plan->budget, plan->history, candidate->customer,
                                      GPOINTER_TO_UINT (g_hash_table_lookup (
                                          plan->wanted, &candidate->customer))))
    candidate->spent = RG_LEFT_OUT_RIVAL;
  return person;
}

/* A mailbox is read once, and so is a phone, whoever shares it. Letters and calls are to persons,
 * unless the shop wants one for an address. Column 18 is the key of an e-mail or a number. */
static char *
rg_audience_dup_shared (const RgPlan *plan, RgStatement *row, const RgCampaignPerson *person,
                        const RgCandidate *candidate)
{
  const RgChannel channel = plan->campaign->channel;
  const gboolean once = channel == RG_CHANNEL_EMAIL || channel == RG_CHANNEL_SMS;
  const char *key = rg_statement_get_text (row, 18);

  if (!candidate->reachable || !(once || (plan->budget.on && plan->budget.one_an_address)))
    return NULL;
  return g_strdup (channel != RG_CHANNEL_POST && key != NULL && *key != '\0' ? key
                                                                             : person->contact);
}

static gboolean
rg_audience_read_best (const RgPlan *plan, gint64 customer, gint64 *best, GError **error)
{
  g_autoptr (RgStatement) row = NULL;
  RgStep step;

  *best = 0;
  if (plan->campaign->best_by == RG_BEST_ALL)
    return TRUE;
  row = rg_db_statement (plan->db, "campaigns.standing", error);
  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, customer);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_ROW)
    *best = rg_statement_get_int (row, plan->campaign->best_by == RG_BEST_SPEND ? 0 : 1);
  return step != RG_STEP_ERROR;
}

static gboolean
rg_audience_add_row (const RgPlan *plan, RgStatement *row, RgPlanned *planned, GError **error)
{
  RgCandidate candidate;
  char *code = plan->draw ? rg_coupon_code_draw () : g_strdup (RG_COUPON_CODE_SAMPLE);
  g_autofree char *coupon = rg_coupon_code_format (code);
  RgCampaignPerson *person;
  gint64 standing, best;

  g_ptr_array_add (planned->coupons, code);
  if (!rg_drafting_add (plan->drafting, row, coupon, planned->drafts, error)
      || !rg_campaign_read_standing (plan->db, rg_statement_get_int (row, 0),
                                     plan->campaign->stratum, plan->today, &standing, error)
      || !rg_audience_read_best (plan, rg_statement_get_int (row, 0), &best, error))
    return FALSE;
  person = rg_audience_read_row (plan, row, &candidate);
  candidate.shared = rg_audience_dup_shared (plan, row, person, &candidate);
  g_ptr_array_add (planned->people, person);
  g_ptr_array_add (planned->keys, (gpointer) candidate.shared);
  g_array_append_val (planned->candidates, candidate);
  g_array_append_val (planned->standings, standing);
  g_array_append_val (planned->bests, best);
  return TRUE;
}

/* *found: whether the statement has a row of them. */
static gboolean
rg_audience_read_one (const RgPlan *plan, RgStatement *row, gint64 customer, RgPlanned *planned,
                      gboolean *found, GError **error)
{
  RgStep step;

  rg_statement_bind_int (row, 1, customer);
  rg_statement_bind_text (row, 2, rg_channel_get_id (plan->campaign->channel));
  rg_statement_bind_int (row, 3, plan->campaign->id);
  rg_statement_bind_text (row, 4, rg_audience_contact_kind (plan->campaign->channel));
  step = rg_statement_step (row, error);
  *found = step == RG_STEP_ROW;
  if (step == RG_STEP_ERROR || (*found && !rg_audience_add_row (plan, row, planned, error)))
    return FALSE;
  rg_statement_reset (row);
  return TRUE;
}

static gboolean
rg_audience_read (RgDb *db, const RgPlan *plan, const gint64 *customers, gsize n_customers,
                  RgPlanned *planned, GError **error)
{
  g_autoptr (RgStatement) alone = rg_db_statement (db, "campaigns.candidate-alone", error);
  g_autoptr (RgStatement) merged = NULL;

  if (alone != NULL)
    merged = rg_db_statement (db, "campaigns.candidate", error);
  for (gsize i = 0; merged != NULL && i < n_customers; i++)
    {
      gboolean found;

      if (!rg_audience_read_one (plan, alone, customers[i], planned, &found, error)
          || (!found
              && !rg_audience_read_one (plan, merged, customers[i], planned, &found, error)))
        return FALSE;
    }
  return merged != NULL;
}

static gboolean
rg_plan_read_seeds (RgDb *db, GHashTable *seeds, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "campaigns.seeds", error);
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      const gint64 id = rg_statement_get_int (rows, 0);

      g_hash_table_add (seeds, g_memdup2 (&id, sizeof id));
    }
  return step == RG_STEP_DONE;
}

/* Those of the segment, whoever was added by hand, and the shop's own people, each once. */
static GArray *
rg_audience_add_by_hand (const RgPlan *plan, const gint64 *customers, gsize n_customers,
                         GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (plan->db, "campaigns.by-hand", error);
  g_autoptr (GHashTable) known = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) seeds = g_hash_table_get_keys_as_ptr_array (plan->seeds);
  RgStep step;

  if (rows == NULL)
    return NULL;
  g_array_append_vals (all, customers, (guint) n_customers);
  for (gsize i = 0; i < n_customers; i++)
    g_hash_table_add (known, (gpointer) &customers[i]);
  rg_statement_bind_int (rows, 1, plan->campaign->id);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_int (rows, 0);

      if (!g_hash_table_contains (known, &id) && !g_hash_table_contains (plan->seeds, &id))
        g_array_append_val (all, id);
    }
  for (guint i = 0; i < seeds->len; i++)
    if (!g_hash_table_contains (known, seeds->pdata[i]))
      g_array_append_vals (all, seeds->pdata[i], 1);
  return step == RG_STEP_DONE ? g_steal_pointer (&all) : NULL;
}

/* --- the plan --- */

static void
rg_plan_clear (RgPlan *plan)
{
  g_clear_pointer (&plan->drafting, rg_drafting_free);
  g_clear_pointer (&plan->permission, rg_audience_permission_free);
  g_clear_pointer (&plan->history, rg_contact_history_free);
  g_clear_pointer (&plan->seeds, g_hash_table_unref);
  g_clear_pointer (&plan->wanted, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgPlan, rg_plan_clear)

static gboolean
rg_plan_init (RgPlan *plan, RgDb *db, const RgShop *shop, const RgCampaign *campaign, RgDay today,
              GError **error)
{
  *plan = (RgPlan) {
    .shop = shop,
    .campaign = campaign,
    .today = today,
    .home = *shop->country != '\0' ? shop->country
                                   : rg_country_guess (shop->time_zone, shop->currency),
    .db = db,
    .seeds = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
    .wanted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
  };
  rg_campaign_count_claims (campaign->wanted, plan->wanted);
  if ((plan->drafting = rg_drafting_new (db, shop, campaign, today, error)) == NULL
      || !rg_plan_read_seeds (db, plan->seeds, error)
      || !rg_rest_group_read (db, &plan->rest, error)
      || (plan->permission = rg_audience_permission_read (db, campaign, error)) == NULL
      || !rg_contact_budget_read (db, &plan->budget, error)
      || (plan->history = rg_contact_history_read (db, shop, campaign->id, today, NULL,
                                                   error)) == NULL)
    return FALSE;
  plan->n_versions = rg_drafting_get_n_versions (plan->drafting);
  return TRUE;
}

/* Whoever rests this year gets nothing. */
static void
rg_plan_seat_rest (const RgPlan *plan, const RgPlanned *planned, RgSeat *seats)
{
  int year, month, day;

  rg_day_to_ymd (plan->today, &year, &month, &day);
  for (guint i = 0; plan->rest > 0 && i < planned->candidates->len; i++)
    if (seats[i].place != RG_PLACE_LEFT_OUT
        && !g_array_index (planned->candidates, RgCandidate, i).seed
        && rg_rest_group_has (g_array_index (planned->candidates, RgCandidate, i).uuid,
                              plan->shop->uuid, (guint) year, plan->rest))
      seats[i] = (RgSeat) { RG_PLACE_LEFT_OUT, RG_LEFT_OUT_REST };
}

static guint *
rg_plan_find_strata (const RgPlan *plan, const RgPlanned *planned)
{
  const guint n = planned->candidates->len;
  const gint64 *standings = (const gint64 *) (gpointer) planned->standings->data;
  guint *strata;

  if (plan->campaign->stratum == RG_STRATUM_NONE)
    return NULL;
  strata = g_new0 (guint, n + 1);
  if (plan->campaign->stratum == RG_STRATUM_SPEND)
    rg_versions_find_quarters (standings,
                               (const RgCandidate *) (gpointer) planned->candidates->data, n,
                               strata);
  else
    for (guint i = 0; i < n; i++)
      strata[i] = (guint) standings[i];
  return strata;
}

/* Only so many of the best; before the rest are dealt out, so that each group has its part. */
static void
rg_plan_seat_best (const RgPlan *plan, const RgPlanned *planned, RgSeat *seats)
{
  if (plan->campaign->best_by != RG_BEST_ALL)
    rg_audience_keep_best ((const RgCandidate *) (gpointer) planned->candidates->data,
                           planned->candidates->len,
                           (const gint64 *) (gpointer) planned->bests->data, plan->campaign->uuid,
                           plan->campaign->best_n, seats);
}

/* The shop's own people take no place from anybody while versions and groups are dealt out. */
static void
rg_plan_seat_seeds (const RgPlanned *planned, gboolean back, RgSeat *seats, guint *versions,
                    guint n_versions)
{
  for (guint i = 0; i < planned->candidates->len; i++)
    {
      const gboolean hidden = seats[i].place == RG_PLACE_LEFT_OUT
                              && seats[i].reason == RG_LEFT_OUT_NOT;

      if (!g_array_index (planned->candidates, RgCandidate, i).seed)
        continue;
      if (!back && seats[i].place == RG_PLACE_INCLUDED)
        seats[i].place = RG_PLACE_LEFT_OUT;
      else if (back && hidden)
        {
          seats[i].place = RG_PLACE_INCLUDED;
          versions[i] = n_versions > 1 ? 1 : 0;
        }
    }
}

/* Seats everybody, and gives each the draft of their version. */
static void
rg_plan_deal (const RgPlan *plan, const RgPlanned *planned)
{
  const guint n = planned->candidates->len;
  const RgCandidate *candidates = (const RgCandidate *) (gpointer) planned->candidates->data;
  g_autofree RgSeat *seats = g_new0 (RgSeat, n + 1);
  g_autofree guint *versions = g_new0 (guint, n + 1);
  g_autofree guint *strata = rg_plan_find_strata (plan, planned);
  RgDeal deal = { .campaign = plan->campaign->uuid,
                  .holdout = plan->campaign->holdout,
                  .n_weights = plan->n_versions,
                  .strata = strata };

  for (guint i = 0; i < plan->n_versions && plan->n_versions > 1; i++)
    deal.weights[i] = ((RgCampaignVersion *) plan->campaign->versions->pdata[i])->weight;
  rg_audience_seat (candidates, n, rg_shop_get_basis (plan->shop, plan->campaign->channel),
                    plan->campaign->holdout, plan->campaign->uuid, seats);
  rg_plan_seat_rest (plan, planned, seats);
  rg_plan_seat_best (plan, planned, seats);
  rg_plan_seat_seeds (planned, FALSE, seats, versions, plan->n_versions);
  rg_versions_deal (&deal, candidates, n, seats, versions);
  rg_plan_seat_seeds (planned, TRUE, seats, versions, plan->n_versions);
  for (guint i = 0; i < n; i++)
    {
      RgCampaignPerson *person = g_ptr_array_index (planned->people, i);
      RgDraft *draft = &g_array_index (planned->drafts, RgDraft,
                                       i * plan->n_versions + MAX (versions[i], 1) - 1);

      person->seat = seats[i];
      person->version = versions[i];
      person->subject = g_steal_pointer (&draft->subject);
      person->body = g_steal_pointer (&draft->body);
      person->missing = draft->gaps.missing;
      person->fallen = draft->gaps.fallen;
      person->tailored = draft->tailored;
      person->sees = draft->sees;
      if (rg_drafting_uses (plan->drafting, MAX (versions[i], 1) - 1, RG_FIELD_COUPON))
        person->coupon = g_strdup (g_ptr_array_index (planned->coupons, i));
    }
}

static GPtrArray *
rg_plan_make (RgDb *db, const RgShop *shop, const RgCampaign *campaign, const gint64 *customers,
              gsize n_customers, RgDay today, gboolean draw, GError **error)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (
      (GDestroyNotify) rg_campaign_person_free);
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (RgCandidate));
  g_autoptr (GArray) drafts = g_array_new (FALSE, FALSE, sizeof (RgDraft));
  g_autoptr (GArray) standings = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) bests = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) coupons = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) all = NULL;
  g_auto (RgPlan) plan = { NULL };
  RgPlanned planned = { people, candidates, drafts, standings, bests, coupons, keys };

  g_array_set_clear_func (drafts, rg_draft_clear);
  if (!rg_plan_init (&plan, db, shop, campaign, today, error))
    return NULL;
  plan.draw = draw;
  if ((all = rg_audience_add_by_hand (&plan, customers, n_customers, error)) == NULL
      || !rg_audience_read (db, &plan, (const gint64 *) (gpointer) all->data, all->len, &planned,
                            error))
    return NULL;
  rg_plan_deal (&plan, &planned);
  return g_steal_pointer (&people);
}

GPtrArray *
rg_campaign_plan (RgDb *db, const RgShop *shop, const RgCampaign *campaign,
                  const gint64 *customers, gsize n_customers, RgDay today, GError **error)
{
  return rg_plan_make (db, shop, campaign, customers, n_customers, today, FALSE, error);
}

GPtrArray *
rg_campaign_plan_for_good (RgDb *db, const RgShop *shop, const RgCampaign *campaign,
                           const gint64 *customers, gsize n_customers, RgDay today,
                           GError **error)
{
  return rg_plan_make (db, shop, campaign, customers, n_customers, today, TRUE, error);
}

void
rg_campaign_check (GPtrArray *people, RgCampaignCheck *check)
{
  memset (check, 0, sizeof *check);
  for (guint i = 0; i < people->len; i++)
    {
      const RgCampaignPerson *person = g_ptr_array_index (people, i);

      if (person->seed && person->seat.place == RG_PLACE_INCLUDED)
        {
          check->n_seeds++;
          continue;
        }
      check->n_included += person->seat.place == RG_PLACE_INCLUDED;
      check->n_held_out += person->seat.place == RG_PLACE_HELD_OUT;
      check->n_left_out += person->seat.place == RG_PLACE_LEFT_OUT;
      if (person->version > 0)
        check->versions[person->version - 1]++;
      check->left_out[person->seat.reason]++;
      for (int field = 0; field < RG_N_FIELDS; field++)
        check->missing[field] += person->seat.place == RG_PLACE_INCLUDED
                                 && (person->missing & 1u << field) != 0;
    }
  check->left_out[RG_LEFT_OUT_NOT] = 0;
}

static guint
rg_campaign_count_problems_of (const char *text, char *const *own_fields)
{
  g_autoptr (RgTemplate) template = rg_template_new_for (text, own_fields);

  return rg_template_n_problems (template);
}

guint
rg_campaign_count_problems (const RgCampaign *campaign, char *const *own_fields)
{
  guint problems = rg_campaign_count_problems_of (campaign->subject, own_fields)
                   + rg_campaign_count_problems_of (campaign->message, own_fields);

  for (guint i = 1; i < campaign->versions->len; i++)
    {
      const RgCampaignVersion *version = g_ptr_array_index (campaign->versions, i);

      problems += (*version->message == '\0')
                  + rg_campaign_count_problems_of (version->subject, own_fields)
                  + rg_campaign_count_problems_of (version->message, own_fields);
    }
  return problems;
}

gboolean
rg_campaign_is_written (const RgCampaign *campaign, char *const *own_fields)
{
  return *campaign->message != '\0' && rg_campaign_count_problems (campaign, own_fields) == 0;
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
