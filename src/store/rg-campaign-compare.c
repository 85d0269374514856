/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* All campaigns that went out, side by side. */
#include "store/rg-campaign-compare.h"

#include <string.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "model/rg-figure.h"

#define RG_COMPARE_LEVEL 0.95

static void
rg_campaign_line_free (gpointer data)
{
  g_free (((RgCampaignLine *) data)->name);
  g_free (data);
}

void
rg_campaign_comparison_free (RgCampaignComparison *comparison)
{
  for (guint i = 0; i < RG_CHANNELS; i++)
    {
      g_array_unref (comparison->channels[i].people);
      g_array_unref (comparison->channels[i].compared);
    }
  g_ptr_array_unref (comparison->lines);
  g_clear_pointer (&comparison->year, rg_campaign_proof_free);
  g_free (comparison);
}

static RgCampaignLine *
rg_campaign_line_new (const RgCampaignReport *report)
{
  const RgCampaign *campaign = report->campaign;
  const RgSummary *summary = report->summary;
  RgCampaignLine *line = g_new0 (RgCampaignLine, 1);

  *line = (RgCampaignLine) {
    .id = campaign->id,
    .name = g_strdup (campaign->name),
    .channel = campaign->channel,
    .sent_on = campaign->sent_on,
    .verdict = summary->verdict,
    .written = summary->written,
    .spent_minor = rg_campaign_report_get_spent (report),
    .budget_minor = campaign->budget_minor,
    .people = report->lift.written.n,
    .came = report->lift.written.came,
    .share = rg_stats_wilson (report->lift.written.came, report->lift.written.n,
                              RG_COMPARE_LEVEL),
    .has_groups = report->proof->n_groups > 1,
    .has_kept = summary->verdict == RG_VERDICT_GAIN || summary->verdict == RG_VERDICT_LOSS,
    .kept_minor = summary->kept_minor,
    .low_minor = summary->kept_low_minor,
    .high_minor = summary->kept_high_minor,
  };
  memcpy (line->uuid, campaign->uuid, sizeof line->uuid);
  return line;
}

/* --- channels --- */

static void
rg_channel_answers_add (RgChannelAnswers *answers, const RgCampaignReport *report,
                        GHashTable *seen)
{
  const RgCampaignProof *proof = report->proof;
  const guint n_written = rg_campaign_report_n_written (report);
  RgShares shares = { 0 };

  answers->campaigns++;
  answers->from = answers->campaigns == 1 ? proof->from : MIN (answers->from, proof->from);
  answers->to = answers->campaigns == 1 ? proof->to : MAX (answers->to, proof->to);
  for (guint g = 0; g < proof->n_groups; g++)
    {
      const RgOutcome *outcome = &proof->outcomes[g];

      *(g < n_written ? &shares.n1 : &shares.n2) += outcome->n;
      *(g < n_written ? &shares.hits1 : &shares.hits2) += outcome->came;
      for (guint i = 0; g < n_written && i < outcome->came; i++)
        if (g_hash_table_add (seen, g_memdup2 (&outcome->who_came[i], sizeof (gint64))))
          g_array_append_val (answers->people, outcome->who_came[i]);
    }
  answers->written += shares.n1;
  answers->came += shares.hits1;
  answers->held_out += shares.n2;
  answers->held_out_came += shares.hits2;
  if (shares.n1 > 0 && shares.n2 > 0)
    g_array_append_val (answers->compared, shares);
}

/* Without those whose time is not over: people can still come. */
static void
rg_comparison_add_answers (RgCampaignComparison *comparison, const RgCampaignReport *report,
                           GHashTable *seen[RG_CHANNELS])
{
  const RgChannel channel = report->campaign->channel;

  if (report->summary->verdict != RG_VERDICT_TOO_EARLY)
    rg_channel_answers_add (&comparison->channels[channel], report, seen[channel]);
}

static void
rg_comparison_judge (RgCampaignComparison *comparison)
{
  for (guint i = 0; i < RG_CHANNELS; i++)
    {
      RgChannelAnswers *answers = &comparison->channels[i];

      answers->share = rg_stats_wilson (answers->came, answers->written, RG_COMPARE_LEVEL);
      answers->difference =
        rg_stats_newcombe_over ((const RgShares *) (gpointer) answers->compared->data,
                                answers->compared->len, RG_COMPARE_LEVEL, &answers->apart);
    }
}

static gboolean
rg_comparison_add (RgDb *db, const RgDataset *dataset, const RgShop *shop, gint64 campaign,
                   RgDay today, RgCampaignComparison *comparison, GHashTable *seen[RG_CHANNELS],
                   GError **error)
{
  g_autoptr (RgCampaignReport) report = rg_campaign_report_new (db, dataset, shop, campaign, today,
                                                                error);
  int year, month, day;

  if (report == NULL)
    return FALSE;
  g_ptr_array_add (comparison->lines, rg_campaign_line_new (report));
  rg_comparison_add_answers (comparison, report, seen);
  rg_day_to_ymd (report->campaign->sent_on, &year, &month, &day);
  if (year == comparison->costs.year)
    comparison->year_spent_minor += rg_campaign_report_get_spent (report);
  return TRUE;
}

static gboolean
rg_comparison_add_all (RgDb *db, const RgDataset *dataset, const RgShop *shop, RgDay today,
                       RgCampaignComparison *comparison, GError **error)
{
  g_autoptr (GPtrArray) campaigns = rg_campaigns_read (db, error);
  GHashTable *seen[RG_CHANNELS];
  gboolean ok = campaigns != NULL;

  for (guint i = 0; i < RG_CHANNELS; i++)
    seen[i] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; ok && i < campaigns->len; i++)
    {
      const RgCampaign *campaign = g_ptr_array_index (campaigns, i);

      if (campaign->sent_on != RG_DAY_NONE)
        ok = rg_comparison_add (db, dataset, shop, campaign->id, today, comparison, seen, error);
    }
  for (guint i = 0; i < RG_CHANNELS; i++)
    g_hash_table_unref (seen[i]);
  return ok;
}

RgCampaignComparison *
rg_campaign_comparison_new (RgDb *db, const RgDataset *dataset, const RgShop *shop, RgDay today,
                            GError **error)
{
  g_autoptr (RgCampaignComparison) comparison = g_new0 (RgCampaignComparison, 1);
  GError *failed = NULL;
  int year, month, day;

  comparison->lines = g_ptr_array_new_with_free_func (rg_campaign_line_free);
  for (guint i = 0; i < RG_CHANNELS; i++)
    {
      comparison->channels[i].people = g_array_new (FALSE, FALSE, sizeof (gint64));
      comparison->channels[i].compared = g_array_new (FALSE, FALSE, sizeof (RgShares));
    }
  rg_day_to_ymd (today, &year, &month, &day);
  if (!rg_shop_costs_read (db, year, &comparison->costs, error)
      || !rg_comparison_add_all (db, dataset, shop, today, comparison, error))
    return NULL;
  comparison->year = rg_rest_group_proof_new (db, dataset, shop, today, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, failed);
      return NULL;
    }
  rg_comparison_judge (comparison);
  return g_steal_pointer (&comparison);
}

/* --- in words --- */

const char *
rg_campaign_compared_word (guint measure)
{
  static const char *const words[RG_COMPARED] = {
    N_("People Written To"), N_("Cost of One"), N_("Came Back"), N_("Extra Profit"),
    N_("Extra Profit of One"),
  };

  g_return_val_if_fail (measure < RG_COMPARED, "");
  return _(words[measure]);
}

const char *
rg_campaign_line_get_figure (const RgCampaignLine *line, guint measure)
{
  static const char *const figures[] = { "written", "spent", "came" };

  if (measure < G_N_ELEMENTS (figures))
    return figures[measure];
  if (line->has_kept)
    return "kept";
  return line->has_groups ? "groups" : NULL;
}

static gint64
rg_campaign_line_of_one (const RgCampaignLine *line, gint64 minor)
{
  return rg_figure_get_each (minor, line->written);
}

/* "30.5 % (26.4 to 35.0)" */
static char *
rg_compare_dup_share (gint64 came, gint64 n, RgInterval range)
{
  g_autofree char *share = rg_percent_format (n > 0 ? (double) came / (double) n : 0, 1);
  g_autofree char *low = rg_number_format_decimal (range.low * 100, 1);
  g_autofree char *high = rg_number_format_decimal (range.high * 100, 1);

  /* Translators: a share, and the range that it likely lies in. */
  return g_strdup_printf (_("%s (%s to %s)"), share, low, high);
}

static char *
rg_compare_dup_kept (const RgCampaignLine *line, gboolean of_one, const char *currency)
{
  g_autofree char *kept = NULL, *low = NULL, *high = NULL;

  if (line->verdict == RG_VERDICT_TOO_EARLY)
    return g_strdup (_("too early to judge"));
  if (!line->has_kept)
    return g_strdup (_("cannot be judged"));
  kept = of_one ? rg_money_format (rg_campaign_line_of_one (line, line->kept_minor), currency)
                : rg_money_format_whole (line->kept_minor, currency);
  low = of_one ? rg_money_format (rg_campaign_line_of_one (line, line->low_minor), currency)
               : rg_money_format_whole (line->low_minor, currency);
  high = of_one ? rg_money_format (rg_campaign_line_of_one (line, line->high_minor), currency)
                : rg_money_format_whole (line->high_minor, currency);
  /* Translators: an amount of money, and the range that it likely lies in. */
  return g_strdup_printf (_("%s (%s to %s)"), kept, low, high);
}

char *
rg_campaign_line_dup_measure (const RgCampaignLine *line, guint measure, const char *currency)
{
  switch (measure)
    {
    case 0:
      return rg_number_format (line->written);
    case 1:
      return rg_money_format (rg_campaign_line_of_one (line, line->spent_minor), currency);
    case 2:
      return rg_compare_dup_share (line->came, line->people, line->share);
    default:
      return rg_compare_dup_kept (line, measure == 4, currency);
    }
}

static char *
rg_campaign_line_dup_spent (const RgCampaignLine *line, const char *currency)
{
  g_autofree char *spent = rg_money_format (line->spent_minor, currency);
  g_autofree char *budget = line->budget_minor >= 0
                              ? rg_money_format (line->budget_minor, currency) : NULL;

  if (budget == NULL)
    /* Translators: %s is money. */
    return g_strdup_printf (_("cost %s"), spent);
  /* Translators: what was spent, of what was meant to be spent. */
  return g_strdup_printf (_("cost %s of %s"), spent, budget);
}

char *
rg_campaign_line_dup_words (const RgCampaignLine *line, const char *currency)
{
  g_autofree char *written = rg_campaign_line_dup_measure (line, 0, currency);
  g_autofree char *one = rg_campaign_line_dup_measure (line, 1, currency);
  g_autofree char *came = rg_campaign_line_dup_measure (line, 2, currency);
  g_autofree char *kept = rg_campaign_line_dup_measure (line, 4, currency);
  g_autofree char *spent = rg_campaign_line_dup_spent (line, currency);

  /* Translators: people, what one letter cost, the share that came back, the extra profit of one
   * letter, and what the whole cost. */
  return g_strdup_printf (_("%s people at %s · came back: %s · extra profit of one: %s · %s"),
                          written, one, came, kept, spent);
}

char *
rg_channel_answers_dup_words (const RgChannelAnswers *answers)
{
  g_autofree char *came = rg_number_format (answers->came);
  g_autofree char *written = rg_number_format (answers->written);
  g_autofree char *share = rg_compare_dup_share (answers->came, answers->written, answers->share);
  g_autofree char *low = rg_number_format_decimal (answers->difference.low * 100, 1);
  g_autofree char *high = rg_number_format_decimal (answers->difference.high * 100, 1);
  /* Translators: how many of how many came back, and their share. */
  g_autofree char *first = g_strdup_printf (_("%s of %s came back: %s"), came, written, share);

  if (answers->compared->len == 0)
    return g_strdup_printf ("%s · %s", first, _("nobody was left without, to compare with"));
  if (answers->compared->len < answers->campaigns)
    /* Translators: the same of some campaigns alone. */
    return g_strdup_printf (_("%s · likely %s to %s points more than without, in those campaigns "
                              "that left somebody without"), first, low, high);
  /* Translators: the sentence before, then a range of percentage points. */
  return g_strdup_printf (_("%s · likely %s to %s points more than without"), first, low, high);
}
