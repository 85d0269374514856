/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a campaign did. Every number is computed here once. */
#include "store/rg-campaign-report.h"

#include <math.h>
#include <string.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "rules/rg-segment.h"
#include "store/rg-campaign-taken.h"

void
rg_campaign_report_free (RgCampaignReport *report)
{
  g_clear_pointer (&report->campaign, rg_campaign_free);
  g_clear_pointer (&report->summary, rg_summary_free);
  g_clear_pointer (&report->others, rg_campaign_others_free);
  g_clear_pointer (&report->coupons, g_ptr_array_unref);
  g_clear_pointer (&report->money, rg_campaign_money_free);
  g_clear_pointer (&report->responses, rg_campaign_responses_free);
  g_clear_pointer (&report->proof, rg_campaign_proof_free);
  g_free (report);
}

static gboolean
rg_report_measure (RgDb *db, const RgDataset *dataset, RgCampaignReport *report, GError **error)
{
  const RgCampaign *campaign = report->campaign;
  g_autoptr (GArray) written = rg_campaign_read_counted (db, campaign->id, "included", error);
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

static void
rg_report_find_margin (const RgShop *shop, RgCampaignReport *report)
{
  const RgCampaignMoney *money = report->money;

  report->cost_known = money->net > 0 ? (double) money->known_net / (double) money->net : NAN;
  report->margin_source = RG_MARGIN_UNKNOWN;
  report->margin = 1;
  if (money->known_net > 0 && report->cost_known >= RG_MARGIN_KNOWN)
    {
      report->margin_source = RG_MARGIN_LINES;
      report->money->by_lines = TRUE;
      report->margin = 1 - (double) money->known_cost / (double) money->known_net;
    }
  else if (shop->margin_permille >= 0)
    {
      report->margin_source = RG_MARGIN_SHOP;
      report->margin = shop->margin_permille / 1000.0;
    }
}

guint
rg_campaign_report_n_written (const RgCampaignReport *report)
{
  return report->proof->n_groups - (report->proof->compared ? 1 : 0);
}

gint64
rg_campaign_report_get_spent (const RgCampaignReport *report)
{
  return report->print_minor + report->staff_minor + report->given.coupon
         + report->given.gift + report->given.points;
}

/* Whether somebody of a group stands behind a step. */
static gboolean
rg_report_is_behind (const RgTillPerson *person, const char *step)
{
  if (g_str_equal (step, "returns"))
    return person->returned != 0;
  if (g_str_equal (step, "coupons"))
    return person->coupon != 0;
  if (g_str_equal (step, "gifts"))
    return person->gift != 0;
  if (g_str_equal (step, "points"))
    return person->points != 0;
  if (g_str_equal (step, "offer"))
    return person->took;
  if (g_str_equal (step, "discounts"))
    return person->discount != 0;
  return person->full != 0;
}

GArray *
rg_campaign_report_find_people (const RgCampaignReport *report, const char *step,
                                gboolean written)
{
  const RgCampaignProof *proof = report->proof;
  const guint n_written = rg_campaign_report_n_written (report);
  const gboolean all = g_str_equal (step, "print") || g_str_equal (step, "staff");
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint g = written ? 0 : n_written; g < (written ? n_written : proof->n_groups); g++)
    for (guint i = 0; i < proof->outcomes[g].n; i++)
      if (all || rg_report_is_behind (&g_array_index (report->money->people[g], RgTillPerson, i),
                                      step))
        g_array_append_val (ids, proof->outcomes[g].people[i]);
  return ids;
}

gboolean
rg_campaign_report_find_version (const RgCampaignReport *report, guint version,
                                 RgMoneyDifference *difference)
{
  const RgCampaignProof *proof = report->proof;
  const double letter = (double) report->campaign->piece_cost_minor;

  if (!proof->compared || proof->outcomes[version].n == 0
      || proof->outcomes[proof->n_groups - 1].n == 0)
    return FALSE;
  rg_campaign_money_compare (report->money, version, 1, proof->n_groups - 1, report->margin, 1,
                             difference);
  difference->kept -= letter;
  difference->range.low -= letter;
  difference->range.high -= letter;
  return difference->has_range;
}

/* What each group's sales left, of the same money as the profit; nothing before the planned end. */
static void
rg_report_find_group_margins (RgCampaignReport *report)
{
  RgCampaignProof *proof = report->proof;

  proof->has_margin = report->margin_source != RG_MARGIN_UNKNOWN
                      && proof->to >= report->campaign->ends_on;
  for (guint group = 0; proof->has_margin && group < proof->n_groups; group++)
    {
      const GArray *people = report->money->people[group];
      double sum = 0;

      for (guint i = 0; i < people->len; i++)
        sum += rg_till_person_get_kept (&g_array_index (people, RgTillPerson, i), report->margin,
                                        report->money->by_lines);
      proof->margin_minor[group] = llround (sum);
    }
}

/* What was sold and what it cost, of the same people as the proof's. */
static gboolean
rg_report_count_money (RgDb *db, const RgDataset *dataset, const RgShop *shop,
                       RgCampaignReport *report, RgDay today, GError **error)
{
  const RgCampaignProof *proof = report->proof;
  const RgCampaign *campaign = report->campaign;
  int year, month, day;

  rg_day_to_ymd (today, &year, &month, &day);
  report->money = rg_campaign_money_new (db, dataset, campaign, proof->outcomes,
                                         proof->n_groups, proof->from, proof->to, error);
  if (report->money == NULL || !rg_shop_costs_read (db, year, &report->costs, error)
      || (report->coupons = rg_coupons_read (db, campaign->id, TRUE, error)) == NULL)
    return FALSE;
  rg_report_find_margin (shop, report);
  rg_report_find_group_margins (report);
  report->print_minor = rg_campaign_get_cost (campaign, campaign->n_included);
  report->staff_minor = rg_shop_costs_of_minutes (&report->costs, campaign->staff_minutes);
  rg_campaign_money_sum_given (report->money, 0, rg_campaign_report_n_written (report),
                               &report->given);
  if (proof->compared)
    rg_campaign_money_compare (report->money, 0, proof->n_groups - 1, proof->n_groups - 1,
                               report->margin, report->lift.written.n, &report->difference);
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
  if (lift->difference_range.low > 0 && report->difference.has_range)
    return RG_VERDICT_GAIN;
  if (lift->difference_range.high < 0 && report->difference.has_range)
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

/* A step that is nothing is left out. */
static gint64
rg_report_add_step (RgSummary *summary, const char *id, const char *label, gint64 minor)
{
  if (minor != 0)
    rg_summary_add_money (summary, id, label, minor);
  return minor;
}

/* Sales, goods, returns, coupons, gifts, points and discounts add up to `profit` to the last digit:
 * the goods are what is left of rounding, or the sales where nobody knows what the goods cost. */
static void
rg_report_add_profit (const RgCampaignReport *report, RgSummary *summary, gint64 profit)
{
  const RgMoneyDifference *of = &report->difference;
  const gint64 returned = llround (of->returned), coupon = -llround (of->coupon);
  const gint64 discount = -llround (of->discount), gift = -llround (of->gift);
  const gint64 points = -llround (of->points);
  const gint64 rest = profit - returned - coupon - gift - points - discount;
  const gint64 extra = report->margin_source == RG_MARGIN_UNKNOWN ? rest : llround (of->full);
  g_autofree char *goods = rg_report_goods_label (report);

  rg_summary_add_money (summary, "sales", extra < 0 ? _("Lost sales") : _("Extra sales"), extra);
  rg_summary_add_money (summary, "goods", goods, rest - extra);
  rg_report_add_step (summary, "returns", _("Returns"), returned);
  rg_report_add_step (summary, "coupons", _("Coupons"), coupon);
  rg_report_add_step (summary, "gifts", _("Gifts"), gift);
  rg_report_add_step (summary, "points", _("Points"), points);
  rg_report_add_step (summary, "discounts", _("Discounts"), discount);
}

static void
rg_report_add_money (const RgCampaignReport *report, RgSummary *summary)
{
  const gboolean judged = summary->verdict == RG_VERDICT_GAIN
                          || summary->verdict == RG_VERDICT_LOSS;
  const gint64 spent = report->print_minor + report->staff_minor;
  const gint64 profit = llround (report->difference.kept);

  if (judged)
    rg_report_add_profit (report, summary, profit);
  else
    {
      rg_report_add_step (summary, "coupons", _("Coupons"), -report->given.coupon);
      rg_report_add_step (summary, "gifts", _("Gifts"), -report->given.gift);
      rg_report_add_step (summary, "points", _("Points"), -report->given.points);
    }
  rg_summary_add_money (summary, "print",
                        report->campaign->channel == RG_CHANNEL_POST ? _("Print and post")
                                                                     : _("Sending"),
                        -report->print_minor);
  rg_report_add_step (summary, "staff", _("Staff time"), -report->staff_minor);
  summary->kept_minor = judged ? profit - spent : -rg_campaign_report_get_spent (report);
  if (judged)
    {
      summary->kept_low_minor = llround (report->difference.range.low) - spent;
      summary->kept_high_minor = llround (report->difference.range.high) - spent;
    }
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
rg_report_dup_goods (const RgCampaignReport *report)
{
  g_autofree char *known = NULL;

  if (report->margin_source == RG_MARGIN_SHOP)
    return g_strdup (_("The cost of goods follows from the margin that the shop has set, as the "
                       "till does not give it."));
  if (report->margin_source == RG_MARGIN_UNKNOWN)
    return g_strdup (_("The cost of goods is not known and not taken off: neither the till gives "
                       "it, nor has the shop set a margin."));
  if (report->cost_known > 0.9995)
    return g_strdup (_("The cost of goods is that of the lines sold."));
  known = rg_percent_format (report->cost_known, 0);
  /* Translators: %s is a share, such as 93 %. */
  return g_strdup_printf (_("The cost of goods is that of the lines sold; it is known of %s of "
                            "these sales, and the rest is taken to be like them."), known);
}

char *
rg_campaign_report_dup_time (const RgCampaignReport *report)
{
  const gint64 n = report->campaign->staff_minutes;
  g_autofree char *minutes = rg_number_format (n);
  g_autofree char *hour = rg_money_format (report->costs.hour_minor, report->summary->currency);

  /* Translators: working time, and money. */
  return g_strdup_printf (P_ ("%s minute at %s an hour", "%s minutes at %s an hour", n), minutes,
                          hour);
}

/* What is not in the figures, since nobody knows it. */
static char *
rg_report_dup_not_counted (const RgCampaignReport *report)
{
  GString *text = g_string_new (NULL);
  g_autofree char *minutes = rg_number_format (report->campaign->staff_minutes);
  g_autofree char *coupons = rg_number_format (report->money->unknown_coupons);
  g_autofree char *points = rg_number_format (report->money->unknown_points);

  if (report->campaign->staff_minutes == 0)
    g_string_append (text, _("No time of the staff was written down."));
  else if (report->costs.hour_minor < 0)
    g_string_append_printf (
      text, P_ ("%s minute of the staff’s time is not counted, as nobody has set what an hour "
                "costs.",
                "%s minutes of the staff’s time are not counted, as nobody has set what an hour "
                "costs.", report->campaign->staff_minutes), minutes);
  if (report->money->unknown_coupons > 0)
    {
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append_printf (
        text, P_ ("Of %s coupon nobody wrote down the discount: it is not taken off.",
                  "Of %s coupons nobody wrote down the discount: they are not taken off.",
                  report->money->unknown_coupons), coupons);
    }
  if (report->money->unknown_points > 0)
    g_string_append_printf (
      text, P_ ("%sWhat %s point is worth nobody has set: it is not taken off.",
                "%sWhat %s points are worth nobody has set: they are not taken off.",
                report->money->unknown_points), text->len > 0 ? " " : "", points);
  return g_string_free (text, FALSE);
}

/* Nothing of money is said before the planned end. */
static void
rg_report_add_version (const RgCampaignReport *report, guint group, RgSummary *summary)
{
  const RgCampaignVersion *version = g_ptr_array_index (report->campaign->versions, group);
  const RgOutcome *outcome = &report->proof->outcomes[group];
  g_autoptr (RgTemplate) message = rg_template_new (version->message);
  g_autofree char *shown = rg_template_dup_shown (message);
  RgMoneyDifference kept = { 0 };
  const gboolean has_kept = summary->verdict != RG_VERDICT_TOO_EARLY
                            && rg_campaign_report_find_version (report, group, &kept);

  rg_summary_add_version (summary, &(RgSummaryVersion) {
    .name = version->name,
    .message = shown,
    .people = outcome->n,
    .came = outcome->came,
    .coupons = report->proof->coupons[group],
    .has_kept = has_kept,
    .kept_minor = llround (kept.kept),
    .low_minor = llround (kept.range.low),
    .high_minor = llround (kept.range.high),
  });
}

static void
rg_report_add_versions (const RgCampaignReport *report, RgSummary *summary)
{
  if (report->campaign->versions->len < 2)
    return;
  for (guint group = 0; group < report->campaign->versions->len; group++)
    rg_report_add_version (report, group, summary);
  summary->versions_verdict = rg_campaign_proof_dup_verdict (report->proof);
}

static void
rg_report_fill (RgCampaignReport *report, const RgDataset *dataset, const RgShop *shop)
{
  const RgCampaign *campaign = report->campaign;
  const RgLift *lift = &report->lift;
  g_autoptr (RgTemplate) message = rg_template_new (campaign->message);
  RgSummary *summary = report->summary;

  summary->shop = g_strdup (shop->name);
  summary->title = g_strdup (campaign->name);
  summary->by = *campaign->signature != '\0' ? g_strdup (campaign->signature) : NULL;
  g_strlcpy (summary->currency, shop->currency, sizeof summary->currency);
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
  summary->method =
    g_strdup (_("Shares by Newcombe’s method 10 of 1998, money by Welch’s of 1947."));
  summary->goods = rg_report_dup_goods (report);
  summary->not_counted = rg_report_dup_not_counted (report);
  summary->who = rg_report_who (campaign, shop);
  summary->message = rg_template_dup_shown (message);
  if (campaign->offer.kind != RG_OFFER_NONE)
    {
      summary->offer = rg_offer_dup_sentence (&campaign->offer, shop->currency);
      summary->taken = rg_campaign_report_dup_taken (report);
    }
  if (report->responses != NULL)
    summary->responses = rg_campaign_responses_dup_words (report->responses);
  rg_report_add_money (report, summary);
  rg_report_add_weeks (lift, summary);
  rg_report_add_versions (report, summary);
}

/* People who are like them, for what that is worth. */
static gboolean
rg_report_find_others (RgDb *db, const RgDataset *dataset, RgCampaignReport *report,
                       GError **error)
{
  const RgCampaignProof *proof = report->proof;

  if (proof->to < report->campaign->ends_on)
    return TRUE;
  report->others = rg_campaign_others_new (db, dataset, report->campaign, proof->from, proof->to,
                                           error);
  if (report->others != NULL && report->others->match.n > 0)
    report->summary->others = rg_campaign_others_dup_words (report->others,
                                                            report->summary->currency);
  return report->others != NULL;
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
      || !rg_campaign_responses_read (db, campaign, report->proof, &report->responses, error)
      || !rg_report_count_money (db, dataset, shop, report, today, error)
      || !rg_report_add_left_out (db, report, report->summary, error))
    return NULL;
  rg_report_fill (report, dataset, shop);
  if (report->summary->verdict == RG_VERDICT_NO_COMPARISON
      && !rg_report_find_others (db, dataset, report, error))
    return NULL;
  return g_steal_pointer (&report);
}
