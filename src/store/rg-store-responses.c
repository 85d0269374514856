/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "store/rg-store-responses.h"

#include "base/rg-card.h"
#include "base/rg-date.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "base/rg-uuid.h"
#include "store/rg-response-match.h"
#include "store/rg-store-campaigns.h"
#include "store/rg-store-mail-reading.h"

/* The clocks of senders run by other time zones. */
#define DAYS_BESIDE 1

static const char *const response_ids[RG_N_RESPONSES] = {
  [RG_RESPONSE_SENT] = "sent",
  [RG_RESPONSE_OPENED] = "opened",
  [RG_RESPONSE_CLICKED] = "clicked",
  [RG_RESPONSE_BOUNCED] = "bounced",
  [RG_RESPONSE_UNSUBSCRIBED] = "unsubscribed",
};

const char *
rg_response_get_id (RgResponse kind)
{
  return response_ids[kind];
}

gboolean
rg_response_from_id (const char *id, RgResponse *kind)
{
  for (guint i = 0; i < RG_N_RESPONSES; i++)
    if (g_str_equal (id, response_ids[i]))
      {
        *kind = (RgResponse) i;
        return TRUE;
      }
  return FALSE;
}

/* --- files -------------------------------------------------------------------------------- */

RgResponseFile *
rg_response_file_new (const char *name)
{
  RgResponseFile *file = g_new0 (RgResponseFile, 1);

  file->name = rg_card_dup_masked (name);
  file->rows = g_array_new (FALSE, FALSE, sizeof (RgResponseRow));
  file->refusals = rg_import_refusals_new ();
  file->texts = rg_text_set_new ();
  return file;
}

void
rg_response_file_free (RgResponseFile *file)
{
  g_free (file->name);
  g_free (file->open_dates);
  g_array_unref (file->rows);
  g_array_unref (file->refusals);
  rg_text_set_free (file->texts);
  g_free (file);
}

void
rg_response_file_refuse (RgResponseFile *file, guint64 row, char *reason)
{
  file->n_refused++;
  rg_import_refusals_add (file->refusals, row, reason);
}

void
rg_response_summary_clear (RgResponseSummary *summary)
{
  g_clear_pointer (&summary->refusals, g_array_unref);
}

/* Takes the text. */
static void
rg_response_append (GString *words, guint64 n, char *text)
{
  if (n > 0)
    g_string_append_printf (words, words->len > 0 ? " · %s" : "%s", text);
  g_free (text);
}

char *
rg_response_summary_dup_words (const RgResponseSummary *summary)
{
  const guint64 *n = summary->fresh;
  GString *words = g_string_new (NULL);
  g_auto (GStrv) numbers = g_new0 (char *, RG_N_RESPONSES + 1);

  for (guint k = 0; k < RG_N_RESPONSES; k++)
    numbers[k] = rg_number_format ((gint64) n[k]);
  rg_response_append (words, n[RG_RESPONSE_OPENED],
                      /* Translators: %s is a number of people who opened an e-mail. */
                      g_strdup_printf (P_ ("%s opened", "%s opened", n[RG_RESPONSE_OPENED]),
                                       numbers[RG_RESPONSE_OPENED]));
  rg_response_append (words, n[RG_RESPONSE_CLICKED],
                      /* Translators: %s is a number of people who clicked a link in an e-mail. */
                      g_strdup_printf (P_ ("%s clicked", "%s clicked", n[RG_RESPONSE_CLICKED]),
                                       numbers[RG_RESPONSE_CLICKED]));
  rg_response_append (words, n[RG_RESPONSE_BOUNCED],
                      g_strdup_printf (P_ ("%s not reached", "%s not reached",
                                           n[RG_RESPONSE_BOUNCED]),
                                       numbers[RG_RESPONSE_BOUNCED]));
  rg_response_append (words, n[RG_RESPONSE_UNSUBSCRIBED],
                      g_strdup_printf (P_ ("%s wants no more", "%s want no more",
                                           n[RG_RESPONSE_UNSUBSCRIBED]),
                                       numbers[RG_RESPONSE_UNSUBSCRIBED]));
  if (words->len == 0)
    rg_response_append (words, n[RG_RESPONSE_SENT],
                        g_strdup_printf (P_ ("%s person named", "%s people named",
                                             n[RG_RESPONSE_SENT]),
                                         numbers[RG_RESPONSE_SENT]));
  if (words->len == 0)
    g_string_append (words, _("Nothing that was not known"));
  return g_string_free_and_steal (words);
}

/* --- what a file means -------------------------------------------------------------------- */

typedef struct {
  const RgResponseFile *file;
  RgCampaign *campaign;
  RgResponseList *list;
  RgDay fixed_on;
  RgDay today;
  RgResponseSummary *summary;
} RgResponseReading;

static void
rg_response_reading_clear (RgResponseReading *reading)
{
  g_clear_pointer (&reading->campaign, rg_campaign_free);
  g_clear_pointer (&reading->list, rg_response_list_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgResponseReading, rg_response_reading_clear)

static gboolean
rg_response_check_campaign (const RgCampaign *campaign, GError **error)
{
  const char *wrong = NULL;

  if (campaign->channel != RG_CHANNEL_EMAIL && campaign->channel != RG_CHANNEL_SMS)
    wrong = _("Only what went out by e-mail or SMS can be opened or clicked.");
  else if (campaign->sent_on == RG_DAY_NONE)
    wrong = _("Nothing went out yet: print or export the campaign first.");
  if (wrong == NULL)
    return TRUE;
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID, wrong);
  return FALSE;
}

/* NULL where the days of the row can be; else a sentence, owned by the caller. */
static char *
rg_response_dup_wrong_day (const RgResponseReading *reading, const RgResponseRow *row)
{
  for (guint k = 0; k < RG_N_RESPONSES; k++)
    {
      const RgDay on = row->said[k].is ? row->said[k].on : RG_DAY_NONE;
      g_autofree char *day = on != RG_DAY_NONE ? rg_day_format (on) : NULL;

      if (on == RG_DAY_NONE)
        continue;
      if (on > reading->today + DAYS_BESIDE)
        /* Translators: %s is a day. */
        return g_strdup_printf (_("%s is still to come."), day);
      if (on < reading->fixed_on - DAYS_BESIDE)
        /* Translators: %s is a day. */
        return g_strdup_printf (_("On %s the list was not fixed yet: this was another message."),
                                day);
    }
  return NULL;
}

/* The first time of each kind counts. */
static void
rg_responder_take (RgResponder *person, const RgResponseRow *row)
{
  person->hard = person->hard || row->hard;
  for (guint k = 0; k < RG_N_RESPONSES; k++)
    {
      const RgResponseSaid *said = &row->said[k];
      RgResponseSaid *has = &person->said[k];

      if (!said->is ||
          (has->is && (said->on == RG_DAY_NONE ||
                       (has->on != RG_DAY_NONE &&
                        (has->on < said->on || (has->on == said->on && has->time <= said->time))))))
        continue;
      *has = *said;
      person->row[k] = row->row;
    }
}

static void
rg_response_take_row (RgResponseReading *reading, const RgResponseRow *row)
{
  RgResponseSummary *summary = reading->summary;
  char *reason = rg_response_dup_wrong_day (reading, row);
  RgResponder *person =
    reason == NULL ? rg_response_list_find (reading->list, row, &reason) : NULL;

  if (person != NULL)
    {
      rg_responder_take (person, row);
      return;
    }
  summary->n_refused++;
  rg_import_refusals_add (summary->refusals, row->row, reason);
}

static void
rg_response_count (RgResponseReading *reading)
{
  RgResponseSummary *summary = reading->summary;

  for (guint i = 0; i < rg_response_list_get_n (reading->list); i++)
    {
      const RgResponder *person = rg_response_list_get (reading->list, i);

      summary->n_people += person->said[RG_RESPONSE_SENT].is;
      for (guint k = 0; k < RG_N_RESPONSES; k++)
        {
          summary->said[k] += person->said[k].is;
          summary->fresh[k] += person->said[k].is && !person->known[k];
        }
    }
  for (guint k = 0; k < RG_N_RESPONSES; k++)
    summary->news = summary->news || summary->fresh[k] > 0;
}

/* A file that says for the first time that nobody opened is news. */
static gboolean
rg_response_find_cover (RgDb *db, RgResponseReading *reading, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "responses.covered", error);

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, reading->campaign->id);
  if (rg_statement_step (row, error) != RG_STEP_ROW)
    return FALSE;
  if (reading->summary->n_people > 0)
    reading->summary->news = reading->summary->news ||
                             (reading->file->opens && !rg_statement_get_int (row, 0)) ||
                             (reading->file->clicks && !rg_statement_get_int (row, 1));
  return TRUE;
}

static int
compare_refusals (gconstpointer a, gconstpointer b)
{
  const RgImportRefusal *one = a, *other = b;

  return (one->row > other->row) - (one->row < other->row);
}

/* Those of the file first. */
static void
rg_response_begin_summary (const RgResponseFile *file, RgResponseSummary *summary)
{
  *summary = (RgResponseSummary) { .n_rows = file->n_rows, .n_refused = file->n_refused };
  summary->refusals = rg_import_refusals_new ();
  for (guint i = 0; i < file->refusals->len; i++)
    {
      const RgImportRefusal *refusal = &g_array_index (file->refusals, RgImportRefusal, i);

      rg_import_refusals_add (summary->refusals, refusal->row, g_strdup (refusal->reason));
    }
}

static gboolean
rg_response_resolve (RgDb *db, const RgShop *shop, gint64 campaign, gint64 now,
                     RgResponseReading *reading, GError **error)
{
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (shop);

  reading->campaign = rg_campaign_read (db, campaign, error);
  if (reading->campaign == NULL || !rg_response_check_campaign (reading->campaign, error))
    return FALSE;
  reading->list = rg_response_list_read (db, campaign, reading->campaign->channel, shop->country,
                                         error);
  if (reading->list == NULL)
    return FALSE;
  reading->fixed_on = rg_instant_day (reading->campaign->fixed_at, zone);
  reading->today = rg_instant_day (now, zone);
  rg_response_begin_summary (reading->file, reading->summary);
  reading->summary->n_list = (guint64) reading->campaign->n_included;
  for (guint i = 0; i < reading->file->rows->len; i++)
    rg_response_take_row (reading, &g_array_index (reading->file->rows, RgResponseRow, i));
  g_array_sort (reading->summary->refusals, compare_refusals);
  rg_response_count (reading);
  return rg_response_find_cover (db, reading, error);
}

/* --- checking ----------------------------------------------------------------------------- */

typedef struct {
  gint64 campaign;
  const RgShop *shop;
  RgResponseReading reading;
} RgResponseCheck;

static gboolean
rg_response_check_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgResponseCheck *check = data;

  return rg_response_resolve (db, check->shop, check->campaign, rg_instant_now (), &check->reading,
                              error);
}

gboolean
rg_store_check_responses_sync (RgStore *store, gint64 campaign, const RgResponseFile *file,
                               RgResponseSummary *summary, GCancellable *cancellable,
                               GError **error)
{
  RgResponseCheck check = { campaign, rg_store_get_shop (store),
                            { .file = file, .summary = summary } };
  gboolean ok;

  *summary = (RgResponseSummary) { 0 };
  ok = rg_store_read_sync (store, RG_READER_REPORT, rg_response_check_in_thread, &check,
                           cancellable, error);
  rg_response_reading_clear (&check.reading);
  return ok;
}

/* --- bringing in -------------------------------------------------------------------------- */

static gint64
rg_response_add_file (RgWrite *write, const RgResponseReading *reading, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) add = rg_db_statement (db, "responses.add-file", error);
  guint8 uuid[RG_UUID_SIZE];

  if (add == NULL)
    return 0;
  rg_uuid_v7 (uuid);
  rg_statement_bind_blob (add, 1, uuid, sizeof uuid);
  rg_statement_bind_int (add, 2, reading->campaign->id);
  rg_statement_bind_text (add, 3, reading->file->name);
  rg_statement_bind_int (add, 4, reading->file->opens);
  rg_statement_bind_int (add, 5, reading->file->clicks);
  rg_statement_bind_int (add, 6, rg_write_get_now (write));
  return rg_statement_run (add, error) ? rg_db_last_id (db) : 0;
}

static gboolean
rg_response_add (RgStatement *add, const RgResponder *person, RgResponse kind, GError **error)
{
  const RgResponseSaid *said = &person->said[kind];

  rg_statement_bind_int (add, 2, person->customer);
  rg_statement_bind_text (add, 3, response_ids[kind]);
  rg_statement_bind_day (add, 4, said->on);
  if (said->on != RG_DAY_NONE && said->time != RG_TIME_NONE)
    rg_statement_bind_int (add, 5, said->time);
  else
    rg_statement_bind_null (add, 5);
  rg_statement_bind_int (add, 7, (gint64) person->row[kind]);
  return rg_statement_run (add, error);
}

/* Who wants no more, and what did not arrive, goes the way of what the mailbox says. */
static gboolean
rg_response_pass_on (RgWrite *write, const RgResponseReading *reading, const RgResponder *person,
                     RgResponse kind, GError **error)
{
  const RgResponseSaid *said = &person->said[kind];
  g_autofree char *evidence = NULL;
  RgConsentNew entry;
  gboolean fresh;

  if (kind == RG_RESPONSE_BOUNCED)
    return rg_mail_news_mark (write, person->customer, person->contact, person->hard, &fresh,
                              error);
  if (kind != RG_RESPONSE_UNSUBSCRIBED)
    return TRUE;
  evidence = g_strdup_printf (
    /* Translators: why somebody gets no more e-mail, in the ledger of permissions: the name of a
     * file, the number of a row in it, and the name of a campaign. */
    _("“%s”, row %lu: wants no more after “%s”"), reading->file->name, (gulong) person->row[kind],
    reading->campaign->name);
  entry = (RgConsentNew) {
    .customer = person->customer,
    .channel = reading->campaign->channel,
    .effective_on = said->on != RG_DAY_NONE ? MIN (said->on, reading->today) : reading->today,
    .how = RG_CONSENT_HOW_IMPORT,
    .evidence = evidence,
  };
  return rg_mail_news_withdraw (write, &entry, &fresh, error);
}

static gboolean
rg_response_write_people (RgWrite *write, const RgResponseReading *reading, gint64 file,
                          GError **error)
{
  g_autoptr (RgStatement) add = rg_db_statement (rg_write_get_db (write), "responses.add", error);

  if (add == NULL)
    return FALSE;
  rg_statement_bind_int (add, 1, reading->campaign->id);
  rg_statement_bind_int (add, 6, file);
  for (guint i = 0; i < rg_response_list_get_n (reading->list); i++)
    {
      const RgResponder *person = rg_response_list_get (reading->list, i);

      if (g_cancellable_set_error_if_cancelled (rg_write_get_cancellable (write), error))
        return FALSE;
      for (guint k = 0; k < RG_N_RESPONSES; k++)
        if (person->said[k].is && !person->known[k] &&
            (!rg_response_add (add, person, k, error) ||
             !rg_response_pass_on (write, reading, person, k, error)))
          return FALSE;
    }
  return TRUE;
}

typedef struct {
  gint64 campaign;
  RgResponseFile *file;
  RgResponseSummary *summary;
} RgResponseBringing;

static gboolean
rg_response_bring_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgResponseBringing *bringing = data;
  g_auto (RgResponseSummary) own = { 0 };
  g_auto (RgResponseReading) reading = {
    .file = bringing->file,
    .summary = bringing->summary != NULL ? bringing->summary : &own,
  };
  g_autofree char *words = NULL, *label = NULL;
  gint64 file;

  if (!rg_response_resolve (rg_write_get_db (write), rg_write_get_shop (write),
                            bringing->campaign, rg_write_get_now (write), &reading, error))
    return FALSE;
  if (!reading.summary->news)
    return TRUE;
  words = rg_response_summary_dup_words (reading.summary);
  /* Translators: a line of History: the name of a campaign, and what was brought in of it, such as
   * "106 opened · 31 clicked". */
  label = g_strdup_printf (_("Answers to “%s” Brought In: %s"), reading.campaign->name, words);
  rg_write_set_label (write, label);
  file = rg_response_add_file (write, &reading, error);
  return file != 0 && rg_response_write_people (write, &reading, file, error);
}

gboolean
rg_store_bring_responses_sync (RgStore *store, gint64 campaign, const RgResponseFile *file,
                               RgResponseSummary *summary, GCancellable *cancellable,
                               gint64 *action, GError **error)
{
  RgResponseBringing bringing = { campaign, (RgResponseFile *) file, summary };

  *summary = (RgResponseSummary) { 0 };
  return rg_store_write_sync (store, "response.bring", _("Opens and Clicks Brought In"),
                              rg_response_bring_in_thread, &bringing, cancellable, action, error);
}

static void
rg_response_bringing_free (gpointer data)
{
  RgResponseBringing *bringing = data;

  rg_response_file_free (bringing->file);
  g_free (bringing);
}

void
rg_store_bring_responses_async (RgStore *store, gint64 campaign, RgResponseFile *file,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data)
{
  RgResponseBringing *bringing = g_new0 (RgResponseBringing, 1);

  bringing->campaign = campaign;
  bringing->file = file;
  rg_store_write_async (store, "response.bring", _("Opens and Clicks Brought In"),
                        rg_response_bring_in_thread, bringing, rg_response_bringing_free,
                        cancellable, callback, user_data);
}
