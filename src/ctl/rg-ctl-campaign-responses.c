/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `campaign responses`: who opened and clicked what another program sent. */
#include "config.h"

#include "ctl/rg-ctl-campaign.h"

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-private.h"
#include "store/rg-store-responses.h"
#include "transfer/rg-response-file.h"

static RgResponseFile *
rg_ctl_responses_open (RgCtl *ctl, const char *argument, RgResponse as, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;

  if (g_str_equal (argument, "-"))
    return rg_response_file_read_stream (rg_ctl_get_input (ctl), _("standard input"), as, NULL,
                                         error);
  path = rg_ctl_dup_path (ctl, argument);
  file = g_file_new_for_path (path);
  return rg_response_file_read (file, as, NULL, error);
}

static void
rg_ctl_responses_print (RgCtl *ctl, const RgResponseSummary *summary)
{
  g_autofree char *words = rg_response_summary_dup_words (summary);

  /* Translators: numbers of rows and of people: of those on a list whom a file names. */
  rg_ctl_print (ctl, _("Rows: %lu, about %lu of %lu people on the list\n"),
                (gulong) summary->n_rows, (gulong) summary->n_people, (gulong) summary->n_list);
  /* Translators: %s is what is new in a file: “106 opened · 31 clicked”. */
  rg_ctl_print (ctl, _("New: %s\n"), words);
  rg_ctl_print (ctl, _("Rows refused: %lu\n"), (gulong) summary->n_refused);
  rg_ctl_print_refusals (ctl, summary->refusals, summary->n_refused);
}

static void
rg_ctl_responses_json_counts (RgCtl *ctl, const char *name, const guint64 *counts)
{
  json_builder_set_member_name (rg_ctl_get_json (ctl), name);
  json_builder_begin_object (rg_ctl_get_json (ctl));
  for (guint k = 0; k < RG_N_RESPONSES; k++)
    rg_ctl_json_int (ctl, rg_response_get_id (k), (gint64) counts[k]);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static void
rg_ctl_responses_json (RgCtl *ctl, const RgResponseSummary *summary, gint64 action)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);

  json_builder_begin_object (json);
  rg_ctl_json_int (ctl, "rows", (gint64) summary->n_rows);
  rg_ctl_json_int (ctl, "people", (gint64) summary->n_people);
  rg_ctl_json_int (ctl, "list", (gint64) summary->n_list);
  rg_ctl_responses_json_counts (ctl, "said", summary->said);
  rg_ctl_responses_json_counts (ctl, "new", summary->fresh);
  rg_ctl_json_int (ctl, "rows_refused", (gint64) summary->n_refused);
  json_builder_set_member_name (json, "refusals");
  json_builder_begin_array (json);
  for (guint i = 0; i < summary->refusals->len; i++)
    {
      const RgImportRefusal *refusal = &g_array_index (summary->refusals, RgImportRefusal, i);

      json_builder_begin_object (json);
      rg_ctl_json_int (ctl, "row", (gint64) refusal->row);
      rg_ctl_json_text (ctl, "reason", refusal->reason);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  rg_ctl_json_id (ctl, "action", action);
  json_builder_end_object (json);
}

/* word NULL: nobody said. */
static gboolean
rg_ctl_responses_read_as (const char *word, RgResponse *as, GError **error)
{
  *as = RG_N_RESPONSES;
  if (word == NULL || (rg_response_from_id (word, as) && *as != RG_RESPONSE_SENT))
    return TRUE;
  g_set_error_literal (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                       _("--as is opened, clicked, bounced or unsubscribed."));
  return FALSE;
}

static gboolean
rg_ctl_responses_run (RgCtl *ctl, const RgCampaign *campaign, const RgResponseFile *file,
                      gboolean dry_run, GError **error)
{
  RgStore *store = rg_ctl_get_store (ctl, NULL);
  g_auto (RgResponseSummary) summary = { 0 };
  gint64 action = 0;

  if (!(dry_run ? rg_store_check_responses_sync (store, campaign->id, file, &summary, NULL, error)
                : rg_store_bring_responses_sync (store, campaign->id, file, &summary, NULL, &action,
                                                 error)))
    return FALSE;
  if (file->open_dates != NULL)
    /* Translators: %s is a column's name. */
    rg_ctl_say (ctl, _("The dates in “%s” are read with the day first."), file->open_dates);
  rg_ctl_responses_print (ctl, &summary);
  if (dry_run)
    rg_ctl_print (ctl, _("Nothing was written.\n"));
  else if (action == 0)
    rg_ctl_print (ctl, _("Everything was known already. Nothing was changed.\n"));
  else
    rg_ctl_print (ctl, "%s\n", _("Done"));
  if (rg_ctl_wants_json (ctl))
    rg_ctl_responses_json (ctl, &summary, action);
  return TRUE;
}

gboolean
rg_ctl_campaign_responses (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autofree char *word = NULL;
  gboolean dry_run = FALSE;
  const GOptionEntry entries[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run },
    { "as", 0, 0, G_OPTION_ARG_STRING, &word },
    { NULL },
  };
  g_autoptr (RgCampaign) campaign = NULL;
  g_autoptr (RgResponseFile) file = NULL;
  RgResponse as;

  if (!rg_ctl_parse (ctl, &rest, entries, 3, 3, error)
      || !rg_ctl_responses_read_as (word, &as, error)
      || (campaign = rg_ctl_campaign_read (ctl, rest, error)) == NULL
      || (file = rg_ctl_responses_open (ctl, rest[3], as, error)) == NULL)
    return FALSE;
  return rg_ctl_responses_run (ctl, campaign, file, dry_run, error);
}
