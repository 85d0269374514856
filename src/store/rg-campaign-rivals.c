/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "store/rg-campaign-rivals.h"

static void
rg_rivals_add_planned (GPtrArray *people, GArray *wanted)
{
  for (guint i = 0; i < people->len; i++)
    {
      const RgCampaignPerson *person = g_ptr_array_index (people, i);

      if (person->seat.place == RG_PLACE_INCLUDED && !person->seed)
        g_array_append_val (wanted, person->customer);
    }
}

/* One whose rules cannot be read wants nobody. */
gboolean
rg_campaign_add_wanted (RgDb *db, const RgDataset *dataset, const RgShop *shop, gint64 id,
                        RgDay today, GArray *wanted, GError **error)
{
  g_autoptr (RgCampaign) rival = rg_campaign_read (db, id, error);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) people = NULL;

  if (rival == NULL)
    return FALSE;
  if (rival->fixed_at != 0)
    {
      ids = rg_campaign_read_counted (db, id, "included", error);
      if (ids != NULL)
        g_array_append_vals (wanted, ids->data, ids->len);
      return ids != NULL;
    }
  ids = rg_campaign_find_people (dataset, shop, rival->segment_text, NULL);
  if (ids == NULL)
    return TRUE;
  people = rg_campaign_plan (db, shop, rival, (const gint64 *) (gpointer) ids->data, ids->len,
                             today, error);
  if (people != NULL)
    rg_rivals_add_planned (people, wanted);
  return people != NULL;
}

static GArray *
rg_campaign_read_ids (RgStatement *rows, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  RgStep step;

  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      const gint64 id = rg_statement_get_int (rows, 0);

      g_array_append_val (ids, id);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

/* What says which goes before it. */
static void
rg_rivals_bind (RgStatement *rows, const RgCampaign *campaign)
{
  rg_statement_bind_int (rows, 1, campaign->priority);
  rg_statement_bind_int (rows, 2, campaign->id);
  rg_statement_bind_day (rows, 3, campaign->planned_on);
}

static GArray *
rg_rivals_read (RgDb *db, const RgCampaign *campaign, gboolean fixed, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "campaigns.rivals", error);

  if (rows == NULL)
    return NULL;
  rg_rivals_bind (rows, campaign);
  rg_statement_bind_int (rows, 4, fixed);
  return rg_campaign_read_ids (rows, error);
}

GArray *
rg_campaign_read_firsts (RgDb *db, const RgCampaign *campaign, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "campaigns.firsts", error);

  if (rows == NULL)
    return NULL;
  rg_rivals_bind (rows, campaign);
  return rg_campaign_read_ids (rows, error);
}

GHashTable *
rg_campaign_find_claims (RgDb *db, const RgCampaign *campaign, GError **error)
{
  g_autoptr (GHashTable) claims = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) rivals = rg_rivals_read (db, campaign, TRUE, error);

  for (guint i = 0; rivals != NULL && i < rivals->len; i++)
    {
      g_autoptr (GArray) ids = rg_campaign_read_counted (db, g_array_index (rivals, gint64, i),
                                                         "included", error);

      if (ids == NULL)
        return NULL;
      rg_campaign_count_claims (ids, claims);
    }
  return rivals != NULL ? g_steal_pointer (&claims) : NULL;
}

void
rg_campaign_count_claims (const GArray *people, GHashTable *claims)
{
  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const gint64 *id = &g_array_index (people, gint64, i);
      const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (claims, id));

      g_hash_table_insert (claims, g_memdup2 (id, sizeof *id), GUINT_TO_POINTER (n + 1));
    }
}

gboolean
rg_campaign_find_rivals (RgDb *db, const RgDataset *dataset, const RgShop *shop,
                         RgCampaign *campaign, RgDay today, GError **error)
{
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) rivals = rg_rivals_read (db, campaign, FALSE, error);

  if (rivals == NULL)
    return FALSE;
  for (guint i = 0; i < rivals->len; i++)
    if (!rg_campaign_add_wanted (db, dataset, shop, g_array_index (rivals, gint64, i), today,
                                 wanted, error))
      return FALSE;
  g_clear_pointer (&campaign->wanted, g_array_unref);
  campaign->wanted = g_steal_pointer (&wanted);
  return TRUE;
}

/* --- the shop's own people --- */

GArray *
rg_campaign_read_seeds (RgDb *db, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "campaigns.seeds", error);

  return rows != NULL ? rg_campaign_read_ids (rows, error) : NULL;
}
