/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "store/rg-store-mail-reading.h"

#include "base/rg-date.h"
#include "base/rg-i18n.h"

static const char *const news_ids[] = {
  [RG_MAIL_NEWS_UNSUBSCRIBED] = "unsubscribed",
  [RG_MAIL_NEWS_HARD] = "hard",
  [RG_MAIL_NEWS_SOFT] = "soft",
};

void
rg_mail_news_clear (RgMailNews *news)
{
  g_clear_pointer (&news->said, g_free);
}

/* --- reading ------------------------------------------------------------------------------ */

/* folder NULL: the inbox. */
static gboolean
rg_mail_folder_read (RgDb *db, const char *folder, RgMailReading *reading, GError **error)
{
  g_autoptr (RgStatement) row = folder != NULL
                                  ? rg_db_statement (db, "mail-reading.folder-state", error)
                                  : rg_db_statement (db, "mail-reading.state", error);
  RgStep step;

  *reading = (RgMailReading) { .folder = folder };
  if (row == NULL)
    return FALSE;
  if (folder != NULL)
    rg_statement_bind_text (row, 1, folder);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_ROW)
    *reading = (RgMailReading) { rg_statement_get_int (row, 0),
                                 (guint32) rg_statement_get_int (row, 1),
                                 (guint32) rg_statement_get_int (row, 2), folder };
  return step != RG_STEP_ERROR;
}

gboolean
rg_mail_reading_read (RgDb *db, RgMailReading *reading, GError **error)
{
  return rg_mail_folder_read (db, NULL, reading, error);
}

static gboolean
rg_mail_reading_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgMailReading *reading = data;

  return rg_mail_folder_read (db, reading->folder, reading, error);
}

gboolean
rg_store_read_mail_reading_sync (RgStore *store, const char *folder, RgMailReading *reading,
                                 GError **error)
{
  reading->folder = folder;
  return rg_store_read_sync (store, RG_READER_ROWS, rg_mail_reading_in_thread, reading, NULL,
                             error);
}

char *
rg_mail_read_dup_words (const RgMailRead *read)
{
  GString *words = g_string_new (NULL);

  if (read->n_unsubscribed > 0)
    g_string_append_printf (words, P_ ("%ld wants no more e-mail", "%ld want no more e-mail",
                                       read->n_unsubscribed),
                            (long) read->n_unsubscribed);
  if (read->n_hard > 0)
    {
      g_string_append (words, words->len > 0 ? " · " : "");
      g_string_append_printf (words, P_ ("%ld address takes no mail", "%ld addresses take no mail",
                                         read->n_hard),
                              (long) read->n_hard);
    }
  if (read->n_soft > 0)
    {
      g_string_append (words, words->len > 0 ? " · " : "");
      g_string_append_printf (words, P_ ("%ld did not arrive for now", "%ld did not arrive for now",
                                         read->n_soft),
                              (long) read->n_soft);
    }
  return g_string_free (words, words->len == 0);
}

char *
rg_mail_reading_dup_words (gint64 read_at, const RgShop *shop)
{
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (shop);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (read_at);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  g_autofree char *time = g_date_time_format (local, "%H:%M");
  g_autofree char *day = rg_day_format (rg_instant_day (read_at, zone));

  if (read_at == 0)
    return g_strdup (_("Mailbox not read yet"));
  if (rg_instant_day (read_at, zone) == rg_shop_get_day (shop))
    /* Translators: %s is a time of day. */
    return g_strdup_printf (_("Mailbox last read %s"), time);
  /* Translators: a day and a time of day. */
  return g_strdup_printf (_("Mailbox last read %s, %s"), day, time);
}

/* --- one answer --------------------------------------------------------------------------- */

/* The message that the shop has sent. */
typedef struct {
  char *message_id; /* NULL: none */
  gint64 customer;
  char *contact;
  char *campaign;
} RgMailSent;

static void
rg_mail_sent_clear (RgMailSent *sent)
{
  g_free (sent->message_id);
  g_free (sent->contact);
  g_free (sent->campaign);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgMailSent, rg_mail_sent_clear)

static gboolean
rg_mail_sent_find (RgDb *db, const char *token, RgMailSent *sent, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "mail-reading.sent", error);
  /* 'A' follows '@'. */
  g_autofree char *from = g_strdup_printf ("<%s@", token);
  g_autofree char *until = g_strdup_printf ("<%sA", token);
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_text (row, 1, from);
  rg_statement_bind_text (row, 2, until);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_ROW)
    *sent = (RgMailSent) { g_strdup (rg_statement_get_text (row, 0)),
                           rg_statement_get_int (row, 1),
                           g_strdup (rg_statement_get_text (row, 2)),
                           g_strdup (rg_statement_get_text (row, 3)) };
  return step != RG_STEP_ERROR;
}

/* *fresh: nobody has read it before. */
static gboolean
rg_mail_answer_add (RgWrite *write, const RgMailSent *sent, const RgMailNews *news, gboolean *fresh,
                    GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) add = rg_db_statement (db, "mail-reading.add-answer", error);

  if (add == NULL)
    return FALSE;
  rg_statement_bind_text (add, 1, sent->message_id);
  rg_statement_bind_text (add, 2, news_ids[news->kind]);
  rg_statement_bind_int (add, 3, rg_write_get_now (write));
  rg_statement_bind_text (add, 4, news->said != NULL ? news->said : "");
  if (!rg_statement_run (add, error))
    return FALSE;
  *fresh = rg_db_n_changed (db) > 0;
  return TRUE;
}

static RgDay
rg_mail_reading_today (RgWrite *write)
{
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_write_get_shop (write));

  return rg_instant_day (rg_write_get_now (write), zone);
}

gboolean
rg_mail_news_withdraw (RgWrite *write, const RgConsentNew *entry, gboolean *fresh, GError **error)
{
  RgChannelPermission now[RG_N_ASKED];

  if (!rg_consent_read_now (rg_write_get_db (write), entry->customer, now, error))
    return FALSE;
  *fresh = now[entry->channel].state != RG_PERMISSION_NO;
  return !*fresh || rg_consent_append (write, entry, error);
}

static gboolean
rg_mail_reading_withdraw (RgWrite *write, const RgMailSent *sent, RgMailRead *read, GError **error)
{
  /* Translators: why somebody gets no more e-mail, in the ledger of permissions; %s is the name of
   * a campaign. */
  g_autofree char *evidence = g_strdup_printf (_("E-mail that answers “%s”"), sent->campaign);
  const RgConsentNew entry = {
    .customer = sent->customer,
    .channel = RG_CHANNEL_EMAIL,
    .effective_on = rg_mail_reading_today (write),
    .how = RG_CONSENT_HOW_MAIL,
    .evidence = evidence,
  };
  gboolean fresh;

  if (!rg_mail_news_withdraw (write, &entry, &fresh, error))
    return FALSE;
  read->n_unsubscribed += fresh;
  return TRUE;
}

gboolean
rg_mail_news_mark (RgWrite *write, gint64 customer, const char *contact, gboolean hard,
                   gboolean *fresh, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) mark =
    rg_db_statement (db, hard ? "mail-reading.mark-hard" : "mail-reading.mark-soft", error);

  if (mark == NULL)
    return FALSE;
  rg_statement_bind_int (mark, 1, customer);
  rg_statement_bind_text (mark, 2, contact);
  if (hard)
    rg_statement_bind_int (mark, 3, rg_mail_reading_today (write));
  if (!rg_statement_run (mark, error))
    return FALSE;
  *fresh = rg_db_n_changed (db) > 0;
  return TRUE;
}

static gboolean
rg_mail_reading_mark (RgWrite *write, const RgMailSent *sent, gboolean hard, RgMailRead *read,
                      GError **error)
{
  gboolean fresh;

  if (!rg_mail_news_mark (write, sent->customer, sent->contact, hard, &fresh, error))
    return FALSE;
  read->n_hard += fresh && hard;
  read->n_soft += fresh && !hard;
  return TRUE;
}

static gboolean
rg_mail_reading_take (RgWrite *write, const RgMailNews *news, RgMailRead *read, GError **error)
{
  g_auto (RgMailSent) sent = { NULL };
  gboolean fresh = FALSE;

  if (!rg_mail_sent_find (rg_write_get_db (write), news->token, &sent, error))
    return FALSE;
  /* It names nothing that we have sent. */
  if (sent.message_id == NULL)
    return TRUE;
  if (!rg_mail_answer_add (write, &sent, news, &fresh, error))
    return FALSE;
  if (!fresh)
    return TRUE;
  rg_write_note_derived (write, "mail_answer");
  return news->kind == RG_MAIL_NEWS_UNSUBSCRIBED
           ? rg_mail_reading_withdraw (write, &sent, read, error)
           : rg_mail_reading_mark (write, &sent, news->kind == RG_MAIL_NEWS_HARD, read, error);
}

/* --- all of them -------------------------------------------------------------------------- */

typedef struct {
  const RgMailReading *reading;
  const RgMailNews *news;
  gsize n_news;
  RgMailRead read;
} RgMailNoting;

static gboolean
rg_mail_reading_write (RgWrite *write, gpointer data, GError **error)
{
  RgMailNoting *noting = data;
  RgDb *db = rg_write_get_db (write);
  const char *folder = noting->reading->folder;
  g_autoptr (RgStatement) state = folder != NULL
                                    ? rg_db_statement (db, "mail-reading.note-folder-state", error)
                                    : rg_db_statement (db, "mail-reading.note-state", error);
  g_autofree char *words = NULL;

  for (gsize i = 0; i < noting->n_news; i++)
    if (!rg_mail_reading_take (write, &noting->news[i], &noting->read, error))
      return FALSE;
  if (state == NULL)
    return FALSE;
  rg_statement_bind_int (state, 1, noting->reading->read_at);
  rg_statement_bind_int (state, 2, noting->reading->validity);
  rg_statement_bind_int (state, 3, noting->reading->last_uid);
  if (folder != NULL)
    rg_statement_bind_text (state, 4, folder);
  rg_write_note_derived (write, "mail_reading");
  words = rg_mail_read_dup_words (&noting->read);
  if (words != NULL)
    {
      /* Translators: in the list of what was done; %s says what was found. */
      g_autofree char *label = g_strdup_printf (_("Mailbox Read: %s"), words);

      rg_write_set_label (write, label);
    }
  return rg_statement_run (state, error);
}

gboolean
rg_store_note_mail_read_sync (RgStore *store, const RgMailReading *reading, const RgMailNews *news,
                              gsize n_news, RgMailRead *read, GError **error)
{
  RgMailNoting noting = { reading, news, n_news, { 0 } };

  if (!rg_store_write_sync (store, "mail.read", "", rg_mail_reading_write, &noting, NULL, NULL,
                            error))
    return FALSE;
  read->n_unsubscribed += noting.read.n_unsubscribed;
  read->n_hard += noting.read.n_hard;
  read->n_soft += noting.read.n_soft;
  return TRUE;
}
