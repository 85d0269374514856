/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What people did who are like those of a campaign. */
#include "store/rg-campaign-others.h"

#include <math.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"

#define RG_OTHERS_LEVEL 0.95

void
rg_campaign_others_free (RgCampaignOthers *others)
{
  rg_match_clear (&others->match);
  for (guint i = 0; i < 2; i++)
    {
      rg_outcome_clear (&others->after[i]);
      rg_outcome_clear (&others->before[i]);
    }
  g_free (others);
}

static GArray *
rg_others_read_touched (RgDb *db, gint64 campaign, RgDay from, RgDay to, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RgStatement) row = rg_db_statement (db, "campaigns.touched", error);
  RgStep step;

  if (row == NULL)
    return NULL;
  rg_statement_bind_int (row, 1, campaign);
  rg_statement_bind_int (row, 2, from);
  rg_statement_bind_int (row, 3, to);
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    {
      const gint64 id = rg_statement_get_int (row, 0);

      g_array_append_val (ids, id);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

static void
rg_others_measure (RgCampaignOthers *others, const RgDataset *dataset)
{
  const RgMatch *match = &others->match;
  const gint64 *ids[] = { match->people, match->others };
  const gsize n[] = { match->n, match->n };
  const int days = others->to - others->from + 1;

  rg_outcomes_measure (dataset, ids, n, 2, others->from, others->to, others->after);
  rg_outcomes_measure (dataset, ids, n, 2, others->from - days, others->from - 1, others->before);
  others->range = rg_stats_newcombe (others->after[0].came, others->after[0].n,
                                     others->after[1].came, others->after[1].n, RG_OTHERS_LEVEL);
}

RgCampaignOthers *
rg_campaign_others_new (RgDb *db, const RgDataset *dataset, const RgCampaign *campaign, RgDay from,
                        RgDay to, GError **error)
{
  g_autoptr (RgCampaignOthers) others = g_new0 (RgCampaignOthers, 1);
  g_autoptr (GArray) written = rg_campaign_read_members (db, campaign->id, "included",
                                                         RG_LEFT_OUT_NOT, error);
  g_autoptr (GArray) touched = NULL;

  if (written == NULL
      || (touched = rg_others_read_touched (db, campaign->id, from, to, error)) == NULL)
    return NULL;
  others->from = from;
  others->to = to;
  rg_match_find (dataset, (const gint64 *) (gpointer) written->data, written->len,
                 (const gint64 *) (gpointer) touched->data, touched->len, from, &others->match);
  rg_others_measure (others, dataset);
  return g_steal_pointer (&others);
}

static char *
rg_others_dup_money (const RgOutcome *outcome, const char *currency)
{
  return rg_money_format_whole (outcome->n > 0 ? outcome->net_minor / outcome->n : 0, currency);
}

char *
rg_campaign_others_dup_words (const RgCampaignOthers *others, const char *currency)
{
  const RgOutcome *with = &others->after[0], *like = &others->after[1];
  g_autofree char *pairs = rg_number_format (others->match.n);
  g_autofree char *came = rg_number_format (with->came), *like_came = rg_number_format (like->came);
  g_autofree char *low = rg_number_format_decimal (others->range.low * 100, 1);
  g_autofree char *high = rg_number_format_decimal (others->range.high * 100, 1);
  g_autofree char *before = rg_others_dup_money (&others->before[0], currency);
  g_autofree char *after = rg_others_dup_money (with, currency);
  g_autofree char *like_before = rg_others_dup_money (&others->before[1], currency);
  g_autofree char *like_after = rg_others_dup_money (like, currency);
  /* Translators: pairs of people; how many of those with a letter came back, and of those who are
   * like them; the range of the difference in percentage points. */
  g_autofree char *first = g_strdup_printf (
    _("Of %s people with the letter %s came back, of as many who are like them %s: a difference of "
      "likely %s to %s points."), pairs, came, like_came, low, high);
  /* Translators: money a person in the days before and after the letter; the same of others. */
  g_autofree char *second = g_strdup_printf (
    _("In as many days before and after, they spent %s and %s a person, the others %s and %s."),
    before, after, like_before, like_after);

  return g_strdup_printf ("%s %s %s", first, second,
                          _("That is no proof: nobody drew lots for who got the letter, so the "
                            "others may differ in what is not known here."));
}

char *
rg_campaign_others_dup_balance (const RgCampaignOthers *others)
{
  const RgMatch *match = &others->match;
  g_autofree char *spend = rg_number_format_decimal (fabs (match->after[0]), 2);
  g_autofree char *visits = rg_number_format_decimal (fabs (match->after[1]), 2);
  g_autofree char *days = rg_number_format_decimal (fabs (match->after[2]), 2);
  g_autofree char *close = rg_number_format_decimal (RG_MATCH_CLOSE, 1);

  /* Translators: three distances, in standard deviations, and the one below which two groups are
   * said to be alike. */
  return g_strdup_printf (_("In the year before they were apart by %s in spending, %s in visits "
                            "and %s in days since the last visit, where 1 is how much people "
                            "usually differ; below %s is close. Each has the one of all others "
                            "who was nearest in these three, and nobody stands for two."),
                          spend, visits, days, close);
}
