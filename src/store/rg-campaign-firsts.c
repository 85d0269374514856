/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Whom a campaign would lose to those that go out before it. */
#include "store/rg-campaign-firsts.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "store/rg-campaign-rivals.h"
#include "store/rg-store-budget.h"

typedef struct {
  RgDb *db;
  const RgDataset *dataset;
  const RgShop *shop;
  const RgCampaign *campaign;
  RgDay today;
  RgContactBudget budget;
  GArray *fit;   /* RgContactMade of those who may be written to, in the order of the list */
  GArray *gets;  /* gboolean: which of them get the campaign as of now */
  GPtrArray *firsts;
} RgFirsts;

static void
rg_campaign_first_free (gpointer data)
{
  RgCampaignFirst *first = data;

  g_free (first->name);
  g_array_unref (first->people);
  g_free (first);
}

/* Whether somebody takes a place of their home in the list, then if not now: contacts that were too
 * many today are not in a month. */
static gboolean
rg_firsts_is_fit (RgLeftOut reason)
{
  return reason == RG_LEFT_OUT_NOT || reason == RG_LEFT_OUT_REST || reason == RG_LEFT_OUT_BEYOND
         || (reason >= RG_LEFT_OUT_MONTH && reason <= RG_LEFT_OUT_HOME_WEEK);
}

/* gint64 ids, without the shop's own people; gets: which of them get the campaign. */
static GArray *
rg_firsts_collect (const GPtrArray *people, GArray *gets)
{
  GArray *fit = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < people->len; i++)
    {
      const RgCampaignPerson *person = people->pdata[i];
      const gboolean included = person->seat.place == RG_PLACE_INCLUDED;

      if (person->seed || !rg_firsts_is_fit (person->seat.reason))
        continue;
      g_array_append_val (fit, person->customer);
      g_array_append_val (gets, included);
    }
  return fit;
}

/* When a campaign goes out at the earliest. */
static RgDay
rg_firsts_day (const RgFirsts *firsts, const RgCampaign *campaign)
{
  return campaign->planned_on == RG_DAY_NONE ? firsts->today
                                             : MAX (firsts->today, campaign->planned_on);
}

/* For whom the campaign would be too much after the other one has gone to `others` (gint64): they
 * had it, or somebody at home. */
static GArray *
rg_firsts_find_spent (const RgFirsts *firsts, const RgCampaign *other, const GArray *others,
                      GError **error)
{
  g_autoptr (GArray) contacts = NULL, spent = NULL;
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (RgContactHistory) history = NULL;
  const RgDay before = rg_firsts_day (firsts, other);
  const RgDay day = firsts->campaign->planned_on == RG_DAY_NONE
                      ? before : rg_firsts_day (firsts, firsts->campaign);

  contacts = rg_contacts_plan (firsts->db, others, before, error);
  if (contacts == NULL
      || (history = rg_contact_history_read (firsts->db, firsts->shop, firsts->campaign->id, day,
                                             contacts, error)) == NULL)
    return NULL;
  spent = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < firsts->fit->len; i++)
    {
      const RgContactMade *one = &g_array_index (firsts->fit, RgContactMade, i);
      RgLeftOut full;
      const guint room = rg_contact_budget_get_home_room (&firsts->budget, history, one->home,
                                                          &full);
      const gboolean lost =
        rg_contact_budget_judge (&firsts->budget, history, one->customer, one->home)
          != RG_LEFT_OUT_NOT
        || !rg_audience_take_home (taken, one->home, room);

      if (lost && g_array_index (firsts->gets, gboolean, i))
        g_array_append_val (spent, one->customer);
    }
  return g_steal_pointer (&spent);
}

static void
rg_firsts_add (RgFirsts *firsts, const RgCampaign *other, GArray *people)
{
  RgCampaignFirst *first = g_new0 (RgCampaignFirst, 1);

  first->campaign = other->id;
  first->name = g_strdup (other->name);
  first->planned_on = firsts->campaign->planned_on != RG_DAY_NONE ? other->planned_on
                                                                  : RG_DAY_NONE;
  first->people = g_array_ref (people);
  g_ptr_array_add (firsts->firsts, first);
}

/* Planning a list takes a while: it is done where somebody could be lost to it at all. */
static gboolean
rg_firsts_look_at (RgFirsts *firsts, gint64 id, GError **error)
{
  g_autoptr (RgCampaign) other = rg_campaign_read (firsts->db, id, error);
  g_autoptr (GArray) others = NULL, spent = NULL;

  if (other == NULL)
    return FALSE;
  others = other->fixed_at == 0
             ? rg_campaign_find_people (firsts->dataset, firsts->shop, other->segment_text, NULL)
             : rg_campaign_read_counted (firsts->db, id, "included", error);
  if (others == NULL)
    return other->fixed_at == 0;
  spent = rg_firsts_find_spent (firsts, other, others, error);
  if (spent != NULL && spent->len > 0 && other->fixed_at == 0)
    {
      g_clear_pointer (&spent, g_array_unref);
      g_array_set_size (others, 0);
      if (!rg_campaign_add_wanted (firsts->db, firsts->dataset, firsts->shop, id, firsts->today,
                                   others, error))
        return FALSE;
      spent = rg_firsts_find_spent (firsts, other, others, error);
    }
  if (spent != NULL && spent->len > 0)
    rg_firsts_add (firsts, other, spent);
  return spent != NULL;
}

GPtrArray *
rg_campaign_find_firsts (RgDb *db, const RgDataset *dataset, const RgShop *shop,
                         const RgCampaign *campaign, const GPtrArray *people, RgDay today,
                         GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (rg_campaign_first_free);
  g_autoptr (GArray) gets = g_array_new (FALSE, FALSE, sizeof (gboolean));
  g_autoptr (GArray) who = rg_firsts_collect (people, gets), fit = NULL, ids = NULL;
  RgFirsts firsts = { .db = db, .dataset = dataset, .shop = shop, .campaign = campaign,
                      .today = today, .firsts = found };

  if (!rg_contact_budget_read (db, &firsts.budget, error))
    return NULL;
  if (!firsts.budget.on || who->len == 0)
    return g_steal_pointer (&found);
  if ((ids = rg_campaign_read_firsts (db, campaign, error)) == NULL)
    return NULL;
  if (ids->len == 0)
    return g_steal_pointer (&found);
  if ((fit = rg_contacts_plan (db, who, today, error)) == NULL)
    return NULL;
  firsts.fit = fit;
  firsts.gets = gets;
  for (guint i = 0; i < ids->len; i++)
    if (!rg_firsts_look_at (&firsts, g_array_index (ids, gint64, i), error))
      return NULL;
  return g_steal_pointer (&found);
}

char *
rg_campaign_first_dup_words (const RgCampaignFirst *first)
{
  g_autofree char *number = rg_number_format (first->people->len);
  g_autofree char *day = NULL;

  if (first->planned_on == RG_DAY_NONE)
    /* Translators: %s is a number of people. */
    return g_strdup_printf (P_ ("%s person would be left out here, if it goes out shortly before",
                                "%s people would be left out here, if it goes out shortly before",
                                first->people->len), number);
  day = rg_day_format (first->planned_on);
  /* Translators: a number of people, and a day. */
  return g_strdup_printf (P_ ("%s person would be left out here: it goes out before, on %s",
                              "%s people would be left out here: it goes out before, on %s",
                              first->people->len), number, day);
}
