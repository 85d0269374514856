/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a campaign did. Every number is computed here once. */
#include "store/rg-campaign-report.h"

#include <math.h>
#include <string.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "rules/rg-segment.h"

void
rg_campaign_report_free (RgCampaignReport *report)
{
  g_clear_pointer (&report->campaign, rg_campaign_free);
  g_clear_pointer (&report->summary, rg_summary_free);
  g_clear_pointer (&report->proof, rg_campaign_proof_free);
  g_free (report);
}

static gboolean
rg_report_measure (RgDb *db, const RgDataset *dataset, RgCampaignReport *report, GError **error)
{
  const RgCampaign *campaign = report->campaign;
  g_autoptr (GArray) written = rg_campaign_read_members (db, campaign->id, "included",
                                                         RG_LEFT_OUT_NOT, error);
  g_autoptr (GArray) held_out = NULL;

  if (written != NULL)
    held_out = rg_campaign_read_members (db, campaign->id, "held-out", RG_LEFT_OUT_NOT, error);
  if (held_out == NULL)
    return FALSE;
  rg_lift_measure (dataset, (const gint64 *) written->data, written->len,
                   (const gint64 *) held_out->data, held_out->len, campaign->sent_on,
                   campaign->ends_on, &report->lift);
  return TRUE;
}

static gboolean
rg_report_find_margin (RgDb *db, const RgShop *shop, RgCampaignReport *report, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "campaigns.margin", error);
  double net, known, cost;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, report->campaign->id);
  rg_statement_bind_int (row, 2, report->lift.from);
  rg_statement_bind_int (row, 3, report->lift.to);
  if (rg_statement_step (row, error) != RG_STEP_ROW)
    return FALSE;
  net = (double) rg_statement_get_int (row, 0);
  known = (double) rg_statement_get_int (row, 1);
  cost = (double) rg_statement_get_int (row, 2);
  report->margin_source = RG_MARGIN_UNKNOWN;
  report->margin = 1;
  if (known > 0 && known >= RG_MARGIN_KNOWN * net)
    {
      report->margin_source = RG_MARGIN_LINES;
      report->margin = 1 - cost / known;
    }
  else if (shop->margin_permille >= 0)
    {
      report->margin_source = RG_MARGIN_SHOP;
      report->margin = shop->margin_permille / 1000.0;
    }
  return TRUE;
}

static RgVerdict
rg_report_judge (const RgCampaignReport *report)
{
  const RgLift *lift = &report->lift;

  if (lift->held_out.n == 0)
    return RG_VERDICT_NO_COMPARISON;
  if (lift->to < report->campaign->ends_on)
    return RG_VERDICT_TOO_EARLY;
  if (lift->difference_range.low > 0 && lift->has_spend)
    return RG_VERDICT_GAIN;
  if (lift->difference_range.high < 0 && lift->has_spend)
    return RG_VERDICT_LOSS;
  return RG_VERDICT_UNCLEAR;
}

static char *
rg_report_goods_label (const RgCampaignReport *report)
{
  g_autofree char *margin = rg_percent_format (report->margin, 0);

  switch (report->margin_source)
    {
    case RG_MARGIN_LINES:
      return g_strdup (_("Goods"));
    case RG_MARGIN_SHOP:
      /* Translators: %s is the share of profit in sales that the shop has set. */
      return g_strdup_printf (_("Goods (margin %s)"), margin);
    case RG_MARGIN_UNKNOWN:
    default:
      return g_strdup (_("Goods (cost not known)"));
    }
}

/* Adds up to kept_minor to the last digit: the goods are what is left of rounding. */
static void
rg_report_add_money (const RgCampaignReport *report, RgSummary *summary)
{
  const RgLift *lift = &report->lift;
  gint64 spent = rg_campaign_get_cost (report->campaign, report->campaign->n_included);
  gint64 extra = 0, profit = 0;

  if (summary->verdict == RG_VERDICT_GAIN || summary->verdict == RG_VERDICT_LOSS)
    {
      double people = (double) lift->written.n;
      g_autofree char *goods = rg_report_goods_label (report);

      extra = llround (lift->spend.difference * people);
      profit = llround ((double) extra * report->margin);
      summary->kept_low_minor = llround (lift->spend.interval.low * people * report->margin)
                                - spent;
      summary->kept_high_minor = llround (lift->spend.interval.high * people * report->margin)
                                 - spent;
      rg_summary_add_money (summary, extra < 0 ? _("Lost sales") : _("Extra sales"), extra);
      rg_summary_add_money (summary, goods, profit - extra);
    }
  rg_summary_add_money (summary, _("Print and post"), -spent);
  summary->kept_minor = profit - spent;
}

static gboolean
rg_report_add_left_out (RgDb *db, const RgCampaignReport *report, RgSummary *summary,
                        GError **error)
{
  gint64 counts[RG_N_LEFT_OUT];

  if (!rg_campaign_count_left_out (db, report->campaign->id, counts, error))
    return FALSE;
  for (int i = RG_LEFT_OUT_NOT + 1; i < RG_N_LEFT_OUT; i++)
    if (counts[i] > 0)
      rg_summary_add_left_out (summary, rg_left_out_get_label (i), counts[i]);
  return TRUE;
}

static void
rg_report_add_weeks (const RgLift *lift, RgSummary *summary)
{
  for (int week = -RG_LIFT_WEEKS_BEFORE; week <= (int) lift->weeks_after; week++)
    {
      int place = RG_LIFT_WEEKS_BEFORE + (week < 0 ? week : week - 1);

      if (week != 0)
        rg_summary_add_week (summary, week, lift->written.weeks[place],
                             lift->held_out.weeks[place]);
    }
}

/* The segment in words, or its text where it cannot be read any more. */
static char *
rg_report_who (const RgCampaign *campaign, const RgShop *shop)
{
  g_autoptr (RgNode) root = rg_segment_parse (campaign->segment_text, NULL, NULL);

  return root != NULL ? rg_segment_sentence (root, shop->currency)
                      : g_strdup (campaign->segment_text);
}

static char *
rg_report_method (const RgCampaignReport *report)
{
  const char *goods = _("The cost of goods is that of the lines sold.");

  if (report->margin_source == RG_MARGIN_SHOP)
    goods = _("The cost of goods follows from the margin that the shop has set, as the till does "
              "not give it.");
  else if (report->margin_source == RG_MARGIN_UNKNOWN)
    goods = _("The cost of goods is not known and not taken off: neither the till gives it, nor "
              "has the shop set a margin.");
  return g_strdup_printf ("%s %s",
                          _("Shares by Newcombe’s method 10 of 1998, money by Welch’s of 1947."),
                          goods);
}

static void
rg_report_fill (RgCampaignReport *report, const RgDataset *dataset, const RgShop *shop,
                RgDay today)
{
  const RgCampaign *campaign = report->campaign;
  const RgLift *lift = &report->lift;
  g_autoptr (RgTemplate) message = rg_template_new (campaign->message);
  RgSummary *summary = report->summary;

  summary->shop = g_strdup (shop->name);
  summary->title = g_strdup (campaign->name);
  summary->by = *campaign->signature != '\0' ? g_strdup (campaign->signature) : NULL;
  g_strlcpy (summary->currency, shop->currency, sizeof summary->currency);
  summary->printed_on = today;
  summary->sales_up_to = dataset->last_day;
  summary->from_on = campaign->sent_on;
  summary->to_on = campaign->ends_on;
  summary->written = campaign->n_included;
  summary->held_out = campaign->n_held_out;
  summary->written_came = lift->written.came;
  summary->held_out_came = lift->held_out.came;
  summary->difference = lift->difference;
  summary->difference_low = lift->difference_range.low;
  summary->difference_high = lift->difference_range.high;
  summary->smallest_difference = lift->smallest;
  summary->confidence = RG_LIFT_LEVEL;
  summary->verdict = rg_report_judge (report);
  summary->method = rg_report_method (report);
  summary->who = rg_report_who (campaign, shop);
  summary->message = rg_template_dup_shown (message);
  rg_report_add_money (report, summary);
  rg_report_add_weeks (lift, summary);
}

RgCampaignReport *
rg_campaign_report_new (RgDb *db, const RgDataset *dataset, const RgShop *shop, gint64 campaign,
                        RgDay today, GError **error)
{
  g_autoptr (RgCampaignReport) report = g_new0 (RgCampaignReport, 1);

  report->campaign = rg_campaign_read (db, campaign, error);
  if (report->campaign == NULL)
    return NULL;
  if (report->campaign->sent_on == RG_DAY_NONE)
    {
      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                   _("Nothing went out yet: print or export the campaign first."));
      return NULL;
    }
  report->proof = rg_campaign_proof_new (db, dataset, report->campaign, error);
  if (report->proof == NULL)
    return NULL;
  report->summary = rg_summary_new ();
  if (!rg_report_measure (db, dataset, report, error)
      || !rg_report_find_margin (db, shop, report, error)
      || !rg_report_add_left_out (db, report, report->summary, error))
    return NULL;
  rg_report_fill (report, dataset, shop, today);
  return g_steal_pointer (&report);
}
