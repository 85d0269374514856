/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `campaign compare`: all that went out, side by side. */
#include "config.h"

#include "ctl/rg-ctl-campaign.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "store/rg-campaign-compare.h"

typedef struct {
  RgStore *store;
  const RgDataset *dataset;
  RgCampaignComparison *comparison;
} Question;

static gboolean
rg_ctl_compare_in_thread (RgDb *db, gpointer data, GError **error)
{
  Question *question = data;
  const RgShop *shop = rg_store_get_shop (question->store);

  question->comparison = rg_campaign_comparison_new (db, question->dataset, shop,
                                                     rg_shop_get_day (shop), error);
  return question->comparison != NULL;
}

static void
rg_ctl_compare_json_share (RgCtl *ctl, const char *name, double value)
{
  json_builder_set_member_name (rg_ctl_get_json (ctl), name);
  json_builder_add_double_value (rg_ctl_get_json (ctl), value);
}

static void
rg_ctl_compare_json_line (RgCtl *ctl, const RgCampaignLine *line)
{
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_uuid (ctl, "uuid", line->uuid);
  rg_ctl_json_text (ctl, "name", line->name);
  rg_ctl_json_text (ctl, "channel", rg_channel_get_id (line->channel));
  rg_ctl_json_day (ctl, "sent_on", line->sent_on);
  rg_ctl_json_int (ctl, "written", line->written);
  rg_ctl_json_int (ctl, "spent_minor", line->spent_minor);
  if (line->budget_minor >= 0)
    rg_ctl_json_int (ctl, "budget_minor", line->budget_minor);
  rg_ctl_json_int (ctl, "people", line->people);
  rg_ctl_json_int (ctl, "came", line->came);
  rg_ctl_compare_json_share (ctl, "share_low", line->share.low);
  rg_ctl_compare_json_share (ctl, "share_high", line->share.high);
  if (line->has_kept)
    {
      rg_ctl_json_int (ctl, "kept_minor", line->kept_minor);
      rg_ctl_json_int (ctl, "kept_low_minor", line->low_minor);
      rg_ctl_json_int (ctl, "kept_high_minor", line->high_minor);
    }
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static void
rg_ctl_compare_json_channel (RgCtl *ctl, RgChannel channel, const RgChannelAnswers *answers)
{
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_text (ctl, "channel", rg_channel_get_id (channel));
  rg_ctl_json_int (ctl, "campaigns", answers->campaigns);
  rg_ctl_json_int (ctl, "written", answers->written);
  rg_ctl_json_int (ctl, "came", answers->came);
  rg_ctl_compare_json_share (ctl, "share_low", answers->share.low);
  rg_ctl_compare_json_share (ctl, "share_high", answers->share.high);
  rg_ctl_json_int (ctl, "held_out", answers->held_out);
  rg_ctl_json_int (ctl, "held_out_came", answers->held_out_came);
  rg_ctl_json_int (ctl, "compared_campaigns", answers->compared->len);
  if (answers->compared->len > 0)
    {
      rg_ctl_compare_json_share (ctl, "difference", answers->apart);
      rg_ctl_compare_json_share (ctl, "difference_low", answers->difference.low);
      rg_ctl_compare_json_share (ctl, "difference_high", answers->difference.high);
    }
  rg_ctl_json_int (ctl, "people", answers->people->len);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static void
rg_ctl_compare_json (RgCtl *ctl, const RgCampaignComparison *comparison)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "campaigns");
  json_builder_begin_array (json);
  for (guint i = 0; i < comparison->lines->len; i++)
    rg_ctl_compare_json_line (ctl, g_ptr_array_index (comparison->lines, i));
  json_builder_end_array (json);
  json_builder_set_member_name (json, "channels");
  json_builder_begin_array (json);
  for (guint i = 0; i < RG_CHANNELS; i++)
    if (comparison->channels[i].campaigns > 0)
      rg_ctl_compare_json_channel (ctl, (RgChannel) i, &comparison->channels[i]);
  json_builder_end_array (json);
  rg_ctl_json_int (ctl, "year", comparison->costs.year);
  rg_ctl_json_int (ctl, "year_spent_minor", comparison->year_spent_minor);
  if (comparison->costs.budget_minor >= 0)
    rg_ctl_json_int (ctl, "year_budget_minor", comparison->costs.budget_minor);
  json_builder_end_object (json);
}

static void
rg_ctl_compare_print (RgCtl *ctl, const RgCampaignComparison *comparison, const char *currency)
{
  g_autofree char *spent = rg_money_format (comparison->year_spent_minor, currency);
  g_autofree char *budget = comparison->costs.budget_minor >= 0
                              ? rg_money_format (comparison->costs.budget_minor, currency)
                              : g_strdup (_("not set"));

  for (guint i = 0; i < comparison->lines->len; i++)
    {
      const RgCampaignLine *line = g_ptr_array_index (comparison->lines, i);
      g_autofree char *words = rg_campaign_line_dup_words (line, currency);

      rg_ctl_print (ctl, "%s: %s\n", line->name, words);
    }
  for (guint i = 0; i < RG_CHANNELS; i++)
    if (comparison->channels[i].campaigns > 0)
      {
        g_autofree char *words = rg_channel_answers_dup_words (&comparison->channels[i]);

        rg_ctl_print (ctl, "%s: %s\n", rg_channel_get_label ((RgChannel) i), words);
      }
  /* Translators: a year, what was spent in it, and what was meant to be. */
  rg_ctl_print (ctl, _("%d: spent %s, budget %s\n"), comparison->costs.year, spent, budget);
}

gboolean
rg_ctl_campaign_compare (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (RgCampaignComparison) comparison = NULL;
  Question question = { NULL };

  if (!rg_ctl_parse (ctl, &rest, NULL, 1, 1, error)
      || (dataset = rg_ctl_dup_dataset (ctl, error)) == NULL)
    return FALSE;
  question.store = rg_ctl_get_store (ctl, NULL);
  question.dataset = dataset;
  if (!rg_store_read_sync (question.store, RG_READER_REPORT, rg_ctl_compare_in_thread, &question,
                           NULL, error))
    return FALSE;
  comparison = question.comparison;
  rg_ctl_compare_print (ctl, comparison, rg_store_get_shop (question.store)->currency);
  if (rg_ctl_wants_json (ctl))
    rg_ctl_compare_json (ctl, comparison);
  return TRUE;
}
