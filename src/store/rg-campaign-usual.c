/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How many usually answer, from the campaigns that are over. */
#include "store/rg-campaign-usual.h"

#include "analysis/rg-outcomes.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"

typedef struct {
  gint64 id;
  RgDay from;
  RgDay to;
} RgGoneOut;

/* The last ones, of a channel or ("") of any. */
static GArray *
rg_usual_read_gone_out (RgDb *db, const RgDataset *dataset, const RgCampaign *campaign,
                        const char *channel, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "campaigns.gone-out", error);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (RgGoneOut));
  RgStep step;

  if (row == NULL)
    return NULL;
  rg_statement_bind_int (row, 1, dataset->last_day);
  rg_statement_bind_text (row, 2, channel);
  rg_statement_bind_int (row, 3, campaign->id);
  rg_statement_bind_int (row, 4, RG_USUAL_CAMPAIGNS);
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    {
      const RgGoneOut one = { rg_statement_get_int (row, 0),
                              (RgDay) rg_statement_get_int (row, 1),
                              (RgDay) rg_statement_get_int (row, 2) };

      g_array_append_val (all, one);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&all) : NULL;
}

static gboolean
rg_usual_add (RgDb *db, const RgDataset *dataset, const RgGoneOut *one, RgUsualResponse *usual,
              GError **error)
{
  g_autoptr (GArray) people = rg_campaign_read_counted (db, one->id, "included", error);
  const gint64 *ids = people != NULL ? (const gint64 *) (gpointer) people->data : NULL;
  gsize n = people != NULL ? people->len : 0;
  RgOutcome outcome;

  if (people == NULL)
    return FALSE;
  rg_outcomes_measure (dataset, &ids, &n, 1, one->from, one->to, &outcome);
  usual->campaigns++;
  usual->written += outcome.n;
  usual->came += outcome.came;
  usual->net_minor += outcome.net_minor;
  rg_outcome_clear (&outcome);
  return TRUE;
}

gboolean
rg_usual_response_read (RgDb *db, const RgDataset *dataset, const RgCampaign *campaign,
                        RgUsualResponse *usual, GError **error)
{
  g_autoptr (GArray) all = NULL;

  *usual = (RgUsualResponse) { .same_channel = TRUE };
  if (dataset->last_day == RG_DAY_NONE)
    return TRUE;
  all = rg_usual_read_gone_out (db, dataset, campaign, rg_channel_get_id (campaign->channel),
                                error);
  if (all != NULL && all->len == 0)
    {
      usual->same_channel = FALSE;
      g_array_unref (all);
      all = rg_usual_read_gone_out (db, dataset, campaign, "", error);
    }
  for (guint i = 0; all != NULL && i < all->len; i++)
    if (!rg_usual_add (db, dataset, &g_array_index (all, RgGoneOut, i), usual, error))
      return FALSE;
  return all != NULL;
}

/* --- what it costs --- */

/* A share off everything costs that share of what people who come usually buy. */
static gint64
rg_usual_find_each (const RgUsualResponse *usual, const RgOffer *offer)
{
  const gint64 known = rg_offer_get_cost (offer);

  if (known >= 0 || offer->kind != RG_OFFER_PERCENT || *offer->what != '\0' || usual->came == 0)
    return known;
  return rg_offer_get_worth (offer, usual->net_minor / usual->came);
}

gint64
rg_usual_response_find_cost (const RgUsualResponse *usual, const RgOffer *offer, gint64 n,
                             gint64 *each)
{
  *each = offer->kind != RG_OFFER_NONE ? rg_usual_find_each (usual, offer) : -1;
  if (*each < 0 || usual->written == 0 || n > G_MAXINT32 || *each > G_MAXINT32)
    return -1;
  return (gint64) ((double) *each * (double) n * (double) usual->came / (double) usual->written
                   + 0.5);
}

/* "your last 3 campaigns by post", as what an answer rests on. */
static char *
rg_usual_dup_ground (const RgUsualResponse *usual)
{
  g_autofree char *share = rg_percent_format ((double) usual->came / (double) usual->written, 0);
  g_autofree char *came = rg_number_format (usual->came);
  g_autofree char *written = rg_number_format (usual->written);
  const guint n = usual->campaigns;

  if (n == 1)
    /* Translators: a share, and how many of how many people. */
    return g_strdup_printf (usual->same_channel
                              ? _("your last campaign of this kind (%s: %s of %s)")
                              : _("your last campaign, by another channel (%s: %s of %s)"),
                            share, came, written);
  /* Translators: how many campaigns, two or more; a share, and how many of how many people. */
  return g_strdup_printf (usual->same_channel
                            ? _("your last %u campaigns of this kind (%s: %s of %s)")
                            : _("your last %u campaigns, by other channels (%s: %s of %s)"),
                          n, share, came, written);
}

char *
rg_usual_response_dup_cost (const RgUsualResponse *usual, const RgOffer *offer, gint64 n,
                            const char *currency)
{
  gint64 each;
  const gint64 cost = rg_usual_response_find_cost (usual, offer, n, &each);
  g_autofree char *money = NULL, *one = NULL, *ground = NULL, *people = rg_number_format (n);

  if (offer->kind == RG_OFFER_NONE)
    return NULL;
  if (each < 0)
    return g_strdup (_("Nobody said what it costs when one person takes it, so nobody can say "
                       "what it will cost."));
  one = rg_money_format (each, currency);
  if (cost < 0)
    {
      money = rg_money_format (each * MIN (n, G_MAXINT32), currency);
      /* Translators: money for one person, money for all, and a number of people. */
      return g_strdup_printf (_("%s for each who takes it, and at most %s if all %s do. No "
                                "campaign is over yet, so nobody knows how many come."),
                              one, money, people);
    }
  ground = rg_usual_dup_ground (usual);
  money = rg_money_format_whole (cost, currency);
  /* Translators: what it rests on: "your last campaign (12 %: 24 of 200)"; then money, and money
   * for one person. */
  return g_strdup_printf (_("If as many come as for %s, and all who come take it, it costs about "
                            "%s: %s for each."), ground, money, one);
}
