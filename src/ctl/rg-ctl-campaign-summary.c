/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `campaign summary`: the page for the owner, and all its figures. */
#include "config.h"

#include "ctl/rg-ctl-campaign.h"

#include <math.h>

#include "base/rg-i18n.h"
#include "print/rg-summary.h"

typedef struct
{
  RgStore *store;
  const RgDataset *dataset;
  gint64 campaign;
  RgCampaignReport *report;
} RgReporting;

static gboolean
rg_ctl_report_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgReporting *reporting = data;
  const RgShop *shop = rg_store_get_shop (reporting->store);

  reporting->report = rg_campaign_report_new (db, reporting->dataset, shop, reporting->campaign,
                                              rg_shop_get_day (shop), error);
  return reporting->report != NULL;
}

RgCampaignReport *
rg_ctl_campaign_read_report (RgCtl *ctl, const RgDataset *dataset, gint64 campaign,
                             GError **error)
{
  RgReporting reporting = { rg_ctl_get_store (ctl, NULL), dataset, campaign, NULL };

  if (!rg_store_read_sync (reporting.store, RG_READER_REPORT, rg_ctl_report_in_thread, &reporting,
                           NULL, error))
    return NULL;
  return reporting.report;
}

static const char *const verdicts[] = {
  [RG_VERDICT_GAIN] = "gain",
  [RG_VERDICT_LOSS] = "loss",
  [RG_VERDICT_UNCLEAR] = "unclear",
  [RG_VERDICT_NO_COMPARISON] = "no-comparison",
  [RG_VERDICT_TOO_EARLY] = "too-early",
};

static const char *const margin_sources[] = {
  [RG_MARGIN_LINES] = "lines",
  [RG_MARGIN_SHOP] = "shop",
  [RG_MARGIN_UNKNOWN] = "unknown",
};

static void
rg_ctl_summary_json_share (RgCtl *ctl, const char *name, double value)
{
  json_builder_set_member_name (rg_ctl_get_json (ctl), name);
  json_builder_add_double_value (rg_ctl_get_json (ctl), value);
}

/* The steps from sales to profit, in order; they add up to kept_minor. */
static void
rg_ctl_summary_json_money (RgCtl *ctl, const RgSummary *summary)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);

  json_builder_set_member_name (json, "money");
  json_builder_begin_array (json);
  for (guint i = 0; i < summary->money->len; i++)
    {
      const RgSummaryMoney *step = &g_array_index (summary->money, RgSummaryMoney, i);

      json_builder_begin_object (json);
      rg_ctl_json_text (ctl, "step", step->id);
      rg_ctl_json_int (ctl, "minor", step->minor);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
rg_ctl_summary_json_versions (RgCtl *ctl, const RgSummary *summary)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);

  json_builder_set_member_name (json, "versions");
  json_builder_begin_array (json);
  for (guint i = 0; i < summary->versions->len; i++)
    {
      const RgSummaryVersion *version = &g_array_index (summary->versions, RgSummaryVersion, i);

      json_builder_begin_object (json);
      rg_ctl_json_text (ctl, "name", version->name);
      rg_ctl_json_int (ctl, "people", version->people);
      rg_ctl_json_int (ctl, "came", version->came);
      rg_ctl_json_int (ctl, "coupons_used", version->coupons);
      if (version->has_kept)
        {
          rg_ctl_json_int (ctl, "kept_a_letter_minor", version->kept_minor);
          rg_ctl_json_int (ctl, "kept_a_letter_low_minor", version->low_minor);
          rg_ctl_json_int (ctl, "kept_a_letter_high_minor", version->high_minor);
        }
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

/* What people did who are like those who got it; no proof of anything. */
static void
rg_ctl_summary_json_others (RgCtl *ctl, const RgCampaignOthers *others)
{
  static const char *const facts[RG_MATCH_FACTS] = { "spending", "visits", "days_since_visit" };
  JsonBuilder *json = rg_ctl_get_json (ctl);

  json_builder_set_member_name (json, "people_alike");
  json_builder_begin_object (json);
  rg_ctl_json_int (ctl, "pairs", others->match.n);
  rg_ctl_json_int (ctl, "written_came", others->after[0].came);
  rg_ctl_json_int (ctl, "alike_came", others->after[1].came);
  rg_ctl_json_int (ctl, "written_before_minor", others->before[0].net_minor);
  rg_ctl_json_int (ctl, "written_after_minor", others->after[0].net_minor);
  rg_ctl_json_int (ctl, "alike_before_minor", others->before[1].net_minor);
  rg_ctl_json_int (ctl, "alike_after_minor", others->after[1].net_minor);
  rg_ctl_summary_json_share (ctl, "difference_low", others->range.low);
  rg_ctl_summary_json_share (ctl, "difference_high", others->range.high);
  json_builder_set_member_name (json, "standard_deviations_apart");
  json_builder_begin_object (json);
  for (guint fact = 0; fact < RG_MATCH_FACTS; fact++)
    rg_ctl_summary_json_share (ctl, facts[fact], others->match.after[fact]);
  json_builder_end_object (json);
  json_builder_end_object (json);
}

static void
rg_ctl_summary_json_report (RgCtl *ctl, const RgCampaignReport *report, const char *path)
{
  const RgSummary *summary = report->summary;
  const gboolean judged = summary->verdict == RG_VERDICT_GAIN
                          || summary->verdict == RG_VERDICT_LOSS;

  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_text (ctl, "verdict", verdicts[summary->verdict]);
  rg_ctl_json_int (ctl, "written", summary->written);
  rg_ctl_json_int (ctl, "held_out", summary->held_out);
  rg_ctl_json_int (ctl, "written_came", summary->written_came);
  rg_ctl_json_int (ctl, "held_out_came", summary->held_out_came);
  rg_ctl_json_int (ctl, "written_visits", report->lift.written.visits);
  rg_ctl_json_int (ctl, "written_net_minor", report->lift.written.net_minor);
  rg_ctl_json_int (ctl, "held_out_net_minor", report->lift.held_out.net_minor);
  rg_ctl_summary_json_share (ctl, "difference", summary->difference);
  rg_ctl_summary_json_share (ctl, "difference_low", summary->difference_low);
  rg_ctl_summary_json_share (ctl, "difference_high", summary->difference_high);
  rg_ctl_summary_json_share (ctl, "margin", report->margin);
  rg_ctl_json_text (ctl, "margin_from", margin_sources[report->margin_source]);
  if (isfinite (report->cost_known))
    rg_ctl_summary_json_share (ctl, "cost_known", report->cost_known);
  rg_ctl_json_int (ctl, "kept_minor", summary->kept_minor);
  if (judged)
    {
      rg_ctl_json_int (ctl, "kept_low_minor", summary->kept_low_minor);
      rg_ctl_json_int (ctl, "kept_high_minor", summary->kept_high_minor);
    }
  rg_ctl_summary_json_money (ctl, summary);
  rg_ctl_summary_json_versions (ctl, summary);
  if (report->others != NULL && report->others->match.n > 0)
    rg_ctl_summary_json_others (ctl, report->others);
  rg_ctl_json_int (ctl, "staff_minutes", report->campaign->staff_minutes);
  rg_ctl_json_int (ctl, "coupons_unknown", report->money->unknown_coupons);
  if (report->campaign->offer.kind != RG_OFFER_NONE)
    {
      rg_ctl_json_int (ctl, "offer_takers", report->given.takers);
      rg_ctl_json_int (ctl, "offer_given_minor", report->given.given);
    }
  rg_ctl_json_day (ctl, "from", summary->from_on);
  rg_ctl_json_day (ctl, "to", summary->to_on);
  rg_ctl_json_day (ctl, "sales_up_to", summary->sales_up_to);
  rg_ctl_json_text (ctl, "file", path);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

gboolean
rg_ctl_campaign_summary (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autofree char *path = rg_ctl_campaign_parse_pdf (ctl, &rest, NULL, error);
  g_autoptr (RgCampaign) campaign = NULL;
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (RgCampaignReport) report = NULL;

  if (path == NULL || (campaign = rg_ctl_campaign_read (ctl, rest, error)) == NULL
      || (dataset = rg_ctl_dup_dataset (ctl, error)) == NULL
      || (report = rg_ctl_campaign_read_report (ctl, dataset, campaign->id, error)) == NULL)
    return FALSE;
  if (!rg_summary_write_pdf (report->summary, path, error))
    return FALSE;
  /* Translators: %s is the path of a file. */
  rg_ctl_print (ctl, _("Summary written to %s\n"), path);
  if (rg_ctl_wants_json (ctl))
    rg_ctl_summary_json_report (ctl, report, path);
  return TRUE;
}
