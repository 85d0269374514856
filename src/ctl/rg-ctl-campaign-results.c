/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `campaign results` and `campaign year`: what versions and comparison group did. */
#include "config.h"

#include "ctl/rg-ctl-campaign.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "store/rg-campaign-responses.h"

typedef struct
{
  const RgShop *shop;
  const RgDataset *dataset;
  const RgCampaign *campaign; /* NULL: the year */
  RgCampaignProof *proof;
  RgCampaignResponses *responses; /* NULL where nobody knows */
} Question;

static gboolean
rg_ctl_results_in_thread (RgDb *db, gpointer data, GError **error)
{
  Question *question = data;
  GError *failed = NULL;

  question->proof =
    question->campaign != NULL
      ? rg_campaign_proof_new (db, question->dataset, question->campaign, &failed)
      : rg_rest_group_proof_new (db, question->dataset, question->shop,
                                 rg_shop_get_day (question->shop), &failed);
  if (failed != NULL)
    g_propagate_error (error, failed);
  return failed == NULL
         && (question->campaign == NULL
             || rg_campaign_responses_read (db, question->campaign->id, question->proof,
                                            &question->responses, error));
}

static void
rg_ctl_results_double (RgCtl *ctl, const char *name, double value)
{
  json_builder_set_member_name (rg_ctl_get_json (ctl), name);
  json_builder_add_double_value (rg_ctl_get_json (ctl), value);
}

static void
rg_ctl_results_json_pair (RgCtl *ctl, const RgCampaignProof *proof, const RgProofPair *pair)
{
  rg_ctl_json_text (ctl, "first", proof->names[pair->first]);
  rg_ctl_json_text (ctl, "second", proof->names[pair->second]);
  rg_ctl_results_double (ctl, "difference", pair->difference);
  rg_ctl_results_double (ctl, "difference_low", pair->range.low);
  rg_ctl_results_double (ctl, "difference_high", pair->range.high);
  rg_ctl_json_text (ctl, "test", pair->exact ? "fisher" : "chi-squared");
  rg_ctl_results_double (ctl, "p", pair->p);
  rg_ctl_results_double (ctl, "p_adjusted", pair->adjusted);
  if (pair->has_money)
    {
      rg_ctl_results_double (ctl, "spent_difference_minor", pair->money.difference);
      rg_ctl_results_double (ctl, "spent_low_minor", pair->money.interval.low);
      rg_ctl_results_double (ctl, "spent_high_minor", pair->money.interval.high);
    }
  if (pair->has_drawn)
    {
      rg_ctl_results_double (ctl, "spent_drawn_low_minor", pair->drawn.low);
      rg_ctl_results_double (ctl, "spent_drawn_high_minor", pair->drawn.high);
    }
}

/* What is not known is left out. */
static void
rg_ctl_results_json_did (RgCtl *ctl, const RgCampaignResponses *responses, guint group)
{
  rg_ctl_json_int (ctl, "reached", responses->reached[group]);
  for (guint k = RG_RESPONSE_OPENED; k <= RG_RESPONSE_CLICKED; k++)
    if (responses->known[k])
      rg_ctl_json_int (ctl, rg_response_get_id (k), responses->did[k][group]);
}

static void
rg_ctl_results_json_response_pair (RgCtl *ctl, const RgCampaignProof *proof,
                                   const RgResponsePair *pair)
{
  rg_ctl_json_text (ctl, "did", rg_response_get_id (pair->kind));
  rg_ctl_json_text (ctl, "first", proof->names[pair->first]);
  rg_ctl_json_text (ctl, "second", proof->names[pair->second]);
  rg_ctl_results_double (ctl, "difference", pair->difference);
  rg_ctl_results_double (ctl, "difference_low", pair->range.low);
  rg_ctl_results_double (ctl, "difference_high", pair->range.high);
  rg_ctl_json_text (ctl, "test", pair->exact ? "fisher" : "chi-squared");
  rg_ctl_results_double (ctl, "p", pair->p);
  rg_ctl_results_double (ctl, "p_adjusted", pair->adjusted);
}

static void
rg_ctl_results_json_response_pairs (RgCtl *ctl, const RgCampaignResponses *responses)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);

  json_builder_set_member_name (json, "response_pairs");
  json_builder_begin_array (json);
  for (guint i = 0; i < responses->n_pairs; i++)
    {
      json_builder_begin_object (json);
      rg_ctl_results_json_response_pair (ctl, responses->proof, &responses->pairs[i]);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
rg_ctl_results_json_groups (RgCtl *ctl, const RgCampaignProof *proof,
                            const RgCampaignResponses *responses)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);

  json_builder_set_member_name (json, "groups");
  json_builder_begin_array (json);
  for (guint i = 0; i < proof->n_groups; i++)
    {
      const RgOutcome *outcome = &proof->outcomes[i];

      json_builder_begin_object (json);
      rg_ctl_json_text (ctl, "name", proof->names[i]);
      json_builder_set_member_name (json, "written_to");
      json_builder_add_boolean_value (json, !proof->compared || i + 1 < proof->n_groups);
      rg_ctl_json_int (ctl, "people", outcome->n);
      rg_ctl_json_int (ctl, "came", outcome->came);
      rg_ctl_json_int (ctl, "visits", outcome->visits);
      rg_ctl_json_int (ctl, "net_minor", outcome->net_minor);
      if (proof->has_margin)
        rg_ctl_json_int (ctl, "margin_minor", proof->margin_minor[i]);
      rg_ctl_json_int (ctl, "coupons_used", proof->coupons[i]);
      if (responses != NULL && i < responses->n_groups)
        rg_ctl_results_json_did (ctl, responses, i);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

/* Before the planned end no pair is told. */
static void
rg_ctl_results_json (RgCtl *ctl, const RgCampaignProof *proof,
                     const RgCampaignResponses *responses)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);
  const gboolean early = proof->proof.verdict == RG_PROOF_TOO_EARLY;

  json_builder_begin_object (json);
  rg_ctl_json_text (ctl, "verdict", rg_proof_verdict_id (proof->proof.verdict));
  if (proof->proof.verdict == RG_PROOF_WINNER)
    rg_ctl_json_text (ctl, "winner", proof->names[proof->proof.winner]);
  rg_ctl_json_day (ctl, "from", proof->from);
  rg_ctl_json_day (ctl, "to", proof->to);
  rg_ctl_results_double (ctl, "dealt_p", proof->proof.ratio);
  rg_ctl_results_json_groups (ctl, proof, responses);
  json_builder_set_member_name (json, "pairs");
  json_builder_begin_array (json);
  for (guint i = 0; !early && i < proof->proof.n_pairs; i++)
    {
      json_builder_begin_object (json);
      rg_ctl_results_json_pair (ctl, proof, &proof->proof.pairs[i]);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  if (responses != NULL)
    rg_ctl_results_json_response_pairs (ctl, responses);
  json_builder_end_object (json);
}

static void
rg_ctl_results_print_responses (RgCtl *ctl, const RgCampaignResponses *responses)
{
  const RgCampaignProof *proof = responses->proof;

  for (guint k = RG_RESPONSE_OPENED; k <= RG_RESPONSE_CLICKED; k++)
    for (guint g = 0; responses->known[k] && g < responses->n_groups; g++)
      {
        g_autofree char *words = rg_campaign_responses_dup_group (responses, k, g);

        rg_ctl_print (ctl, "%s: %s\n", proof->names[g], words);
      }
  for (guint i = 0; i < responses->n_pairs; i++)
    {
      const RgResponsePair *pair = &responses->pairs[i];
      g_autofree char *words = rg_campaign_responses_dup_pair (responses, i);

      rg_ctl_print (ctl, "%s – %s: %s\n", proof->names[pair->first], proof->names[pair->second],
                    words);
    }
  rg_ctl_print (ctl, "%s\n", rg_campaign_responses_get_caution ());
}

static void
rg_ctl_results_print (RgCtl *ctl, const RgCampaignProof *proof, const char *currency)
{
  g_autofree char *verdict = rg_campaign_proof_dup_verdict (proof);

  for (guint i = 0; i < proof->n_groups; i++)
    {
      const RgOutcome *outcome = &proof->outcomes[i];
      g_autofree char *net = rg_money_format (outcome->net_minor, currency);

      /* Translators: the name of a group, people who came back, of how many, money. */
      rg_ctl_print (ctl, _("%s: %u of %u came back, %s\n"), proof->names[i], outcome->came,
                    outcome->n, net);
    }
  rg_ctl_print (ctl, "%s\n", verdict);
  for (guint i = 0; proof->proof.verdict != RG_PROOF_TOO_EARLY && i < proof->proof.n_pairs; i++)
    {
      const RgProofPair *pair = &proof->proof.pairs[i];
      g_autofree char *words = rg_campaign_proof_dup_pair (proof, i, currency);

      rg_ctl_print (ctl, "%s – %s: %s\n", proof->names[pair->first], proof->names[pair->second],
                    words);
    }
}

static gboolean
rg_ctl_results_run (RgCtl *ctl, const RgCampaign *campaign, GError **error)
{
  g_autoptr (RgDataset) dataset = rg_ctl_dup_dataset (ctl, error);
  RgStore *store = rg_ctl_get_store (ctl, NULL);
  g_autoptr (RgCampaignProof) proof = NULL;
  g_autoptr (RgCampaignResponses) responses = NULL;
  Question question;
  gboolean ok;

  if (dataset == NULL)
    return FALSE;
  question = (Question) { rg_store_get_shop (store), dataset, campaign, NULL, NULL };
  ok = rg_store_read_sync (store, RG_READER_REPORT, rg_ctl_results_in_thread, &question, NULL,
                           error);
  proof = question.proof;
  responses = question.responses;
  if (!ok)
    return FALSE;
  if (proof == NULL)
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED,
                   _("Nobody rests from the campaigns of this year, so there is nothing to compare "
                     "with. “regularsctl campaign rest-group 5” lets 5 in 100 rest."));
      return FALSE;
    }
  rg_ctl_results_print (ctl, proof, question.shop->currency);
  if (responses != NULL)
    rg_ctl_results_print_responses (ctl, responses);
  if (rg_ctl_wants_json (ctl))
    rg_ctl_results_json (ctl, proof, responses);
  return TRUE;
}

gboolean
rg_ctl_campaign_results (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (RgCampaign) campaign = NULL;

  if (!rg_ctl_parse (ctl, &rest, NULL, 2, 2, error)
      || (campaign = rg_ctl_campaign_read (ctl, rest, error)) == NULL)
    return FALSE;
  if (campaign->sent_on != RG_DAY_NONE)
    return rg_ctl_results_run (ctl, campaign, error);
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED,
               _("Nothing went out yet: print or export the campaign first."));
  return FALSE;
}

gboolean
rg_ctl_campaign_year (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);

  return rg_ctl_parse (ctl, &rest, NULL, 1, 1, error) && rg_ctl_results_run (ctl, NULL, error);
}
