/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The fixed list of a campaign as a file. */
#include "transfer/rg-campaign-export.h"

#include <string.h>

#include "store/rg-campaign-request.h"
#include "transfer/rg-csv-write.h"

/* More lines of an address are joined in the last column. */
#define RG_EXPORT_LINES 6

static const char *const contact_columns[] = {
  [RG_CHANNEL_POST] = NULL,
  [RG_CHANNEL_EMAIL] = "email",
  [RG_CHANNEL_PHONE] = "phone",
  [RG_CHANNEL_SMS] = "phone",
};

/* The names are stable, for programs. */
static void
rg_export_write_head (GString *out, RgChannel channel)
{
  gboolean begun = FALSE;

  rg_csv_write_cell (out, &begun, "name");
  for (int i = 1; channel == RG_CHANNEL_POST && i <= RG_EXPORT_LINES; i++)
    {
      char name[16];

      g_snprintf (name, sizeof name, "address_%d", i);
      rg_csv_write_cell (out, &begun, name);
    }
  if (channel != RG_CHANNEL_POST)
    rg_csv_write_cell (out, &begun, contact_columns[channel]);
  rg_csv_write_cell (out, &begun, "subject");
  rg_csv_write_cell (out, &begun, "message");
  rg_csv_write_end (out, &begun);
}

static void
rg_export_write_person (GString *out, RgChannel channel, const RgCampaignPerson *person)
{
  g_auto (GStrv) lines = g_strsplit (person->contact, "\n", RG_EXPORT_LINES);
  guint n_lines = g_strv_length (lines);
  gboolean begun = FALSE;

  rg_csv_write_cell (out, &begun, person->name);
  for (guint i = 0; channel == RG_CHANNEL_POST && i < RG_EXPORT_LINES; i++)
    rg_csv_write_cell (out, &begun, i < n_lines ? g_strdelimit (lines[i], "\n", ' ') : "");
  if (channel != RG_CHANNEL_POST)
    rg_csv_write_cell (out, &begun, person->contact);
  rg_csv_write_cell (out, &begun, person->subject);
  rg_csv_write_cell (out, &begun, person->body);
  rg_csv_write_end (out, &begun);
}

static gboolean
rg_export_write_people (GOutputStream *stream, RgCampaignPieces *pieces, RgChannel channel,
                        GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) out = g_string_new ("\xef\xbb\xbf");

  rg_export_write_head (out, channel);
  for (guint i = 0; i < rg_campaign_pieces_get_n (pieces); i++)
    {
      const RgCampaignPerson *person = rg_campaign_pieces_get (pieces, i);

      if (person == NULL)
        {
          g_propagate_error (error, g_error_copy (rg_campaign_pieces_get_error (pieces)));
          return FALSE;
        }
      rg_export_write_person (out, channel, person);
      if (out->len < 65536)
        continue;
      if (!g_output_stream_write_all (stream, out->str, out->len, NULL, cancellable, error))
        return FALSE;
      g_string_truncate (out, 0);
    }
  return g_output_stream_write_all (stream, out->str, out->len, NULL, cancellable, error);
}

static gboolean
rg_export_write_file (RgCampaignPieces *pieces, RgChannel channel, const char *path,
                      GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) stream = g_file_replace (
      file, NULL, FALSE, G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, cancellable,
      error);
  g_autoptr (GCancellable) give_up = g_cancellable_new ();

  if (stream == NULL)
    return FALSE;
  if (rg_export_write_people (G_OUTPUT_STREAM (stream), pieces, channel, cancellable, error))
    return g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);
  /* Closed under a cancelled cancellable, the file that was there stays as it was. */
  g_cancellable_cancel (give_up);
  g_output_stream_close (G_OUTPUT_STREAM (stream), give_up, NULL);
  return FALSE;
}

typedef struct {
  gint64 id;
  RgChannel channel;
} RgExportQuestion;

static gboolean
rg_export_ask_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgExportQuestion *question = data;
  g_autoptr (RgCampaign) campaign = rg_campaign_read (db, question->id, error);

  if (campaign != NULL)
    question->channel = campaign->channel;
  return campaign != NULL;
}

gboolean
rg_campaign_export (RgStore *store, gint64 campaign, const char *path, gint64 *n_people,
                    gint64 *n_dropped, GCancellable *cancellable, GError **error)
{
  RgExportQuestion question = { .id = campaign };
  g_autoptr (RgCampaignRequest) begin = rg_campaign_request_begin_output (campaign);
  g_autoptr (RgCampaignRequest) note = NULL;
  g_autoptr (RgCampaignPieces) pieces = NULL;
  gint64 n;

  if (!rg_store_read_sync (store, RG_READER_REPORT, rg_export_ask_in_thread, &question, cancellable,
                           error)
      || !rg_campaign_request_run (begin, store, error))
    return FALSE;
  pieces = rg_campaign_pieces_new (store, campaign, rg_campaign_request_get_people (begin));
  n = rg_campaign_pieces_get_n (pieces);
  if (!rg_export_write_file (pieces, question.channel, path, cancellable, error))
    return FALSE;
  if (n_people != NULL)
    *n_people = n;
  if (n_dropped != NULL)
    *n_dropped = rg_campaign_request_get_n_dropped (begin);
  note = rg_campaign_request_note_export (campaign, n);
  return rg_campaign_request_run (note, store, error);
}
