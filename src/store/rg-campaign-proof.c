/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What each version of a campaign did. */
#include "store/rg-campaign-proof.h"

#include <math.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "store/rg-store-coupons.h"

void
rg_campaign_proof_free (RgCampaignProof *proof)
{
  for (guint i = 0; i < proof->n_groups; i++)
    {
      g_free (proof->names[i]);
      rg_outcome_clear (&proof->outcomes[i]);
    }
  g_free (proof);
}

/* Everybody of each group, as they were dealt out. */
typedef struct {
  RgCampaignProof *proof;
  GArray *ids[RG_PROOF_GROUPS_MOST];
  gint64 dealt[RG_PROOF_GROUPS_MOST];
  guint weights[RG_PROOF_GROUPS_MOST];
} RgProofDeal;

static void
rg_proof_deal_clear (RgProofDeal *deal)
{
  for (guint i = 0; i < RG_PROOF_GROUPS_MOST; i++)
    g_clear_pointer (&deal->ids[i], g_array_unref);
  g_clear_pointer (&deal->proof, rg_campaign_proof_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgProofDeal, rg_proof_deal_clear)

/* Takes the ids; FALSE for none. */
static gboolean
rg_proof_deal_add (RgProofDeal *deal, const char *name, GArray *ids, gint64 dealt, guint weight)
{
  const guint at = deal->proof->n_groups;

  if (ids == NULL)
    return FALSE;
  deal->ids[at] = ids;
  deal->dealt[at] = dealt;
  deal->weights[at] = weight;
  deal->proof->names[at] = g_strdup (name);
  deal->proof->n_groups++;
  return TRUE;
}

/* The dropped ones were dealt, too. */
static gboolean
rg_proof_add_versions (RgProofDeal *deal, RgDb *db, const RgCampaign *campaign, GError **error)
{
  gint64 dealt[RG_VERSIONS_MOST];

  if (campaign->versions->len < 2)
    return rg_proof_deal_add (deal, _("With the letter"),
                              rg_campaign_read_counted (db, campaign->id, "included", error),
                              campaign->n_included + campaign->n_dropped,
                              1000 - campaign->holdout);
  if (!rg_campaign_count_versions (db, campaign->id, dealt, error))
    return FALSE;
  for (guint i = 0; i < campaign->versions->len; i++)
    {
      const RgCampaignVersion *version = g_ptr_array_index (campaign->versions, i);

      if (!rg_proof_deal_add (deal, version->name,
                              rg_campaign_read_version_members (db, campaign->id, i + 1, error),
                              dealt[i], version->weight * (1000 - campaign->holdout)))
        return FALSE;
    }
  return TRUE;
}

static guint
rg_proof_sum_weights (const RgCampaign *campaign)
{
  guint sum = 0;

  for (guint i = 0; i < campaign->versions->len; i++)
    sum += ((RgCampaignVersion *) campaign->versions->pdata[i])->weight;
  return MAX (sum, 1);
}

static void
rg_proof_deal_measure (RgProofDeal *deal, const RgDataset *dataset, gboolean over)
{
  RgCampaignProof *proof = deal->proof;
  const gint64 *ids[RG_PROOF_GROUPS_MOST];
  gsize n_ids[RG_PROOF_GROUPS_MOST];

  for (guint i = 0; i < proof->n_groups; i++)
    {
      ids[i] = (const gint64 *) (gpointer) deal->ids[i]->data;
      n_ids[i] = deal->ids[i]->len;
    }
  rg_outcomes_measure (dataset, ids, n_ids, proof->n_groups, proof->from, proof->to,
                       proof->outcomes);
  rg_proof_judge (&proof->proof, proof->outcomes, proof->n_groups, proof->compared, deal->dealt,
                  deal->weights, over);
}

RgCampaignProof *
rg_campaign_proof_new (RgDb *db, const RgDataset *dataset, const RgCampaign *campaign,
                       GError **error)
{
  g_auto (RgProofDeal) deal = { g_new0 (RgCampaignProof, 1) };
  RgCampaignProof *proof = deal.proof;
  gint64 coupons[RG_VERSIONS_MOST + 1];
  gboolean over;

  if (!rg_proof_add_versions (&deal, db, campaign, error)
      || !rg_coupons_count_used (db, campaign->id, coupons, error))
    return NULL;
  for (guint i = 0; i < proof->n_groups; i++)
    proof->coupons[i] = coupons[campaign->versions->len < 2 ? 0 : i + 1];
  proof->compared = campaign->n_held_out > 0;
  if (proof->compared
      && !rg_proof_deal_add (&deal, _("Not written to"),
                             rg_campaign_read_members (db, campaign->id, "held-out",
                                                       RG_LEFT_OUT_NOT, error),
                             campaign->n_held_out,
                             campaign->holdout * rg_proof_sum_weights (campaign)))
    return NULL;
  proof->from = campaign->sent_on;
  over = dataset->last_day != RG_DAY_NONE && dataset->last_day >= campaign->ends_on;
  proof->to = over ? campaign->ends_on : MAX (dataset->last_day, campaign->sent_on - 1);
  rg_proof_deal_measure (&deal, dataset, over);
  return g_steal_pointer (&deal.proof);
}

/* --- the year --- */

static GArray *
rg_proof_read_year (RgDb *db, const char *name, gint64 from, gint64 to, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, name, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  RgStep step;

  if (row == NULL)
    return NULL;
  rg_statement_bind_int (row, 1, from);
  rg_statement_bind_int (row, 2, to);
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    {
      const gint64 id = rg_statement_get_int (row, 0);

      g_array_append_val (ids, id);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

RgCampaignProof *
rg_rest_group_proof_new (RgDb *db, const RgDataset *dataset, const RgShop *shop, RgDay today,
                         GError **error)
{
  g_auto (RgProofDeal) deal = { g_new0 (RgCampaignProof, 1) };
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (shop);
  g_autoptr (GArray) first = NULL;
  const gint64 from = rg_day_to_instant (rg_day_year_start (today), RG_TIME_NONE, zone);
  const gint64 to = rg_day_to_instant (today + 1, RG_TIME_NONE, zone);
  guint permille;

  if (!rg_rest_group_read (db, &permille, error)
      || (first = rg_proof_read_year (db, "versions.year-first", from, to, error)) == NULL
      || !rg_proof_deal_add (&deal, _("Could Get Campaigns"),
                             rg_proof_read_year (db, "versions.year-written", from, to, error), 0,
                             1000 - permille)
      || !rg_proof_deal_add (&deal, _("Rest Group"),
                             rg_proof_read_year (db, "versions.year-rest", from, to, error), 0,
                             permille))
    return NULL;
  if (deal.ids[1]->len == 0 || first->len == 0)
    return NULL;
  for (guint i = 0; i < 2; i++)
    deal.dealt[i] = deal.ids[i]->len;
  deal.proof->compared = TRUE;
  deal.proof->from = rg_instant_day (g_array_index (first, gint64, 0), zone);
  deal.proof->to = MIN (today, dataset->last_day);
  rg_proof_deal_measure (&deal, dataset, TRUE);
  return g_steal_pointer (&deal.proof);
}

/* --- in words --- */

/* How many of a hundred came back. */
static char *
rg_proof_dup_hundred (const RgOutcome *outcome)
{
  return rg_number_format_decimal (outcome->n > 0 ? 100.0 * outcome->came / outcome->n : 0, 1);
}

char *
rg_campaign_proof_dup_verdict (const RgCampaignProof *proof)
{
  switch (proof->proof.verdict)
    {
    case RG_PROOF_TOO_EARLY:
      return g_strdup (_("The time that was planned is not over: nothing is judged before."));
    case RG_PROOF_NOT_DEALT:
      return g_strdup (_("Cannot be judged: the groups are not as large as chance makes them, so "
                         "something else decided who is in which."));
    case RG_PROOF_NO_PAIR:
      return g_strdup (_("There is nothing to compare with."));
    case RG_PROOF_WINNER:
      /* Translators: %s is the name of a version of a letter. */
      return g_strdup_printf (_("“%s” brought more people back than all others, beyond chance."),
                              proof->names[proof->proof.winner]);
    case RG_PROOF_CANNOT_SAY:
    default:
      return g_strdup (_("Cannot be judged: chance alone can explain the differences."));
    }
}

static char *
rg_proof_dup_money (const RgProofPair *pair, const char *currency)
{
  /* Of two ranges that do not quite agree the wider is said. */
  const double low = pair->has_drawn ? MIN (pair->drawn.low, pair->money.interval.low)
                                     : pair->money.interval.low;
  const double high = pair->has_drawn ? MAX (pair->drawn.high, pair->money.interval.high)
                                      : pair->money.interval.high;
  g_autofree char *from = rg_money_format (llround (low), currency);
  g_autofree char *to = rg_money_format (llround (high), currency);

  /* Translators: two amounts of money: the range of the difference that a person spent. */
  return g_strdup_printf (_("money a person: a difference of likely %s to %s"), from, to);
}

char *
rg_campaign_proof_dup_pair (const RgCampaignProof *proof, guint pair, const char *currency)
{
  const RgProofPair *of = &proof->proof.pairs[pair];
  g_autofree char *one = rg_proof_dup_hundred (&proof->outcomes[of->first]);
  g_autofree char *other = rg_proof_dup_hundred (&proof->outcomes[of->second]);
  g_autofree char *low = rg_number_format_decimal (of->range.low * 100, 1);
  g_autofree char *high = rg_number_format_decimal (of->range.high * 100, 1);
  g_autofree char *money = of->has_money ? rg_proof_dup_money (of, currency) : NULL;
  g_autofree char *chance = rg_number_format_decimal (of->adjusted * 100,
                                                      of->adjusted < 0.1 ? 1 : 0);
  /* Translators: how many of 100 people came back, in two groups; the range that the difference
   * likely lies in, in percentage points. */
  g_autofree char *came = g_strdup_printf (_("%s against %s in 100 came back, a difference of "
                                             "likely %s to %s points"), one, other, low, high);
  /* Translators: how often, in 100, chance alone makes a difference as large as this one. */
  g_autofree char *by_chance = g_strdup_printf (_("chance alone does that %s times in 100"),
                                                chance);

  return money == NULL ? g_strdup_printf ("%s · %s", came, by_chance)
                       : g_strdup_printf ("%s · %s · %s", came, by_chance, money);
}
