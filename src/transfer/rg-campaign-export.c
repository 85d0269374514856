/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The fixed list of a campaign as a file. */
#include "transfer/rg-campaign-export.h"

#include "base/rg-i18n.h"
#include "base/rg-whole-file.h"
#include "store/rg-campaign-request.h"

static gboolean
rg_export_write_people (GOutputStream *stream, RgCampaignPieces *pieces,
                        const RgLayoutContext *context, RgExportResult *result,
                        GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) out = g_string_new ("\xef\xbb\xbf");

  rg_campaign_layout_write_head (out, context);
  for (guint i = 0; i < rg_campaign_pieces_get_n (pieces); i++)
    {
      const RgCampaignPerson *person = rg_campaign_pieces_get (pieces, i);
      gboolean skipped;

      if (person == NULL)
        {
          g_propagate_error (error, g_error_copy (rg_campaign_pieces_get_error (pieces)));
          return FALSE;
        }
      if (!rg_campaign_layout_write_row (out, context, person, &skipped, error))
        return FALSE;
      result->n_skipped += skipped;
      result->n_people += !skipped;
      if (out->len < 65536)
        continue;
      if (!g_output_stream_write_all (stream, out->str, out->len, NULL, cancellable, error))
        return FALSE;
      g_string_truncate (out, 0);
    }
  return g_output_stream_write_all (stream, out->str, out->len, NULL, cancellable, error);
}

static gboolean
rg_export_write_file (RgCampaignPieces *pieces, const RgLayoutContext *context, const char *path,
                      RgExportResult *result, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  RgWholeFile *whole = rg_whole_file_open (
      file, G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, cancellable, error);
  gboolean done;

  if (whole == NULL)
    return FALSE;
  done = rg_export_write_people (rg_whole_file_get_stream (whole), pieces, context, result,
                                 cancellable, error);
  return rg_whole_file_close (whole, done, cancellable, error);
}

typedef struct {
  gint64 id;
  RgCampaign *campaign;
} RgExportQuestion;

static gboolean
rg_export_ask_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgExportQuestion *question = data;

  question->campaign = rg_campaign_read (db, question->id, error);
  return question->campaign != NULL;
}

static gboolean
rg_export_check_layout (RgCampaignLayout layout, const RgCampaign *campaign, GError **error)
{
  if (rg_campaign_layout_fits (layout, campaign->channel))
    return TRUE;
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                       layout == RG_LAYOUT_SMS
                         ? _("That layout is for a campaign by SMS: these people allowed something "
                             "else.")
                         : _("That service is for a campaign by e-mail or SMS: these people "
                             "allowed something else."));
  return FALSE;
}

gboolean
rg_campaign_export (RgStore *store, gint64 id, RgCampaignLayout layout, const char *path,
                    RgExportResult *result, GCancellable *cancellable, GError **error)
{
  RgExportQuestion question = { .id = id };
  g_autoptr (RgCampaign) campaign = NULL;
  g_autoptr (RgCampaignRequest) begin = rg_campaign_request_begin_output (id);
  g_autoptr (RgCampaignRequest) note = NULL;
  g_autoptr (RgCampaignPieces) pieces = NULL;
  RgLayoutContext context = { .layout = layout, .country = rg_store_get_shop (store)->country };

  *result = (RgExportResult) { 0 };
  if (!rg_store_read_sync (store, RG_READER_REPORT, rg_export_ask_in_thread, &question, cancellable,
                           error))
    return FALSE;
  campaign = question.campaign;
  context.channel = campaign->channel;
  context.campaign = campaign->name;
  if (!rg_export_check_layout (layout, campaign, error)
      || !rg_campaign_request_run (begin, store, error))
    return FALSE;
  pieces = rg_campaign_pieces_new (store, id, rg_campaign_request_get_people (begin));
  if (!rg_export_write_file (pieces, &context, path, result, cancellable, error))
    return FALSE;
  result->n_dropped = rg_campaign_request_get_n_dropped (begin);
  note = rg_campaign_request_note_export (id, result->n_people);
  return rg_campaign_request_run (note, store, error);
}
