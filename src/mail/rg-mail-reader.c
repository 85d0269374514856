/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "config.h"

#include "mail/rg-mail-reader.h"

#include "base/rg-date.h"
#include "base/rg-i18n.h"
#include "mail/rg-imap.h"
#include "mail/rg-mail-answer.h"
#include "mail/rg-mail-secret.h"

#define RG_READER_SECONDS 30
/* Messages that are written down together. */
#define RG_READER_AT_ONCE 100
/* Days that are looked back the first time. */
#define RG_READER_BACK 30
#define RG_DAY_SECONDS (24 * 60 * 60)

static const RgMailNewsKind rg_reader_kinds[] = {
  [RG_ANSWER_UNSUBSCRIBE] = RG_MAIL_NEWS_UNSUBSCRIBED,
  [RG_ANSWER_HARD] = RG_MAIL_NEWS_HARD,
  [RG_ANSWER_SOFT] = RG_MAIL_NEWS_SOFT,
};

static void
rg_reader_take (GArray *news, GBytes *message)
{
  g_auto (RgMailAnswer) answer = { RG_ANSWER_NONE };
  RgMailNews one = { RG_MAIL_NEWS_SOFT };
  gsize length;
  const char *text = g_bytes_get_data (message, &length);

  if (text != NULL)
    rg_mail_answer_parse (text, length, &answer);
  if (answer.kind == RG_ANSWER_NONE)
    return;
  one.kind = rg_reader_kinds[answer.kind];
  one.said = g_steal_pointer (&answer.said);
  g_strlcpy (one.token, answer.token, sizeof one.token);
  g_array_append_val (news, one);
}

/* Some messages, which begin with number `first`. */
static gboolean
rg_reader_read_some (RgStore *store, RgImap *imap, GArray *numbers, guint first,
                     RgMailReading *reading, RgMailRead *read, GError **error)
{
  g_autoptr (GArray) news = g_array_new (FALSE, FALSE, sizeof (RgMailNews));
  const guint end = MIN (numbers->len, first + RG_READER_AT_ONCE);

  g_array_set_clear_func (news, (GDestroyNotify) rg_mail_news_clear);
  for (guint i = first; i < end; i++)
    {
      g_autoptr (GBytes) message =
        rg_imap_fetch (imap, g_array_index (numbers, guint32, i), error);

      if (message == NULL)
        return FALSE;
      rg_reader_take (news, message);
      reading->last_uid = g_array_index (numbers, guint32, i);
      read->n_messages++;
    }
  if (end == numbers->len)
    reading->read_at = rg_instant_now ();
  return rg_store_note_mail_read_sync (store, reading, (const RgMailNews *) news->data, news->len,
                                       read, error);
}

/* folder: the one that is open; NULL: the inbox. */
static gboolean
rg_reader_run (RgStore *store, RgImap *imap, const char *folder, RgMailRead *read, GError **error)
{
  RgMailReading reading;
  g_autoptr (GArray) numbers = NULL;
  guint first = 0;

  if (!rg_store_read_mail_reading_sync (store, folder, &reading, error))
    return FALSE;
  if (reading.validity != rg_imap_get_validity (imap))
    reading.last_uid = 0;
  reading.validity = rg_imap_get_validity (imap);
  numbers = rg_imap_find (imap, reading.last_uid, RG_READER_BACK, error);
  if (numbers == NULL)
    return FALSE;
  do
    {
      if (!rg_reader_read_some (store, imap, numbers, first, &reading, read, error))
        return FALSE;
      first += RG_READER_AT_ONCE;
    }
  while (first < numbers->len);
  return TRUE;
}

/* What a filter took for unwanted mail. A mailbox that has no such folder, or does not show it, has
 * been read all the same. */
static gboolean
rg_reader_run_junk (RgStore *store, RgImap *imap, RgMailRead *read, GError **error)
{
  g_autoptr (GError) refused = NULL;
  g_autofree char *folder = NULL;

  if (rg_imap_find_junk (imap, &folder, &refused) &&
      (folder == NULL || rg_imap_open_folder (imap, folder, &refused)))
    {
      read->junk = folder != NULL;
      return folder == NULL || rg_reader_run (store, imap, folder, read, error);
    }
  if (!g_error_matches (refused, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&refused));
  return FALSE;
}

static RgImap *
rg_reader_open (RgStore *store, const RgMailAccount *account, guint seconds,
                GCancellable *cancellable, GError **error)
{
  g_autofree char *password = rg_mail_secret_lookup (account, rg_store_get_shop (store),
                                                     cancellable, error);

  if (password == NULL)
    return NULL;
  return rg_imap_open (account, password, seconds > 0 ? seconds : RG_READER_SECONDS, cancellable,
                       error);
}

static gboolean
rg_reader_read (RgStore *store, const RgMailAccount *account, guint seconds,
                GCancellable *cancellable, RgMailRead *read, GError **error)
{
  g_autoptr (RgImap) imap = rg_reader_open (store, account, seconds, cancellable, error);

  *read = (RgMailRead) { 0 };
  return imap != NULL && rg_reader_run (store, imap, NULL, read, error) &&
         rg_reader_run_junk (store, imap, read, error);
}

gboolean
rg_mail_reader_read (RgStore *store, guint seconds, GCancellable *cancellable, RgMailRead *read,
                     GError **error)
{
  g_autoptr (RgMailAccount) account = rg_store_read_mail_account_sync (store, error);

  if (account == NULL)
    return FALSE;
  if (*account->host != '\0' && *account->imap_host != '\0')
    return rg_reader_read (store, account, seconds, cancellable, read, error);
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                       _("No mailbox is set up. Give its server in Preferences, beside the e-mail "
                         "account."));
  return FALSE;
}

gboolean
rg_mail_reader_try (RgStore *store, guint seconds, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgMailAccount) account = rg_store_read_mail_account_sync (store, error);
  g_autoptr (RgImap) imap = NULL;

  if (account == NULL)
    return FALSE;
  if (*account->imap_host == '\0')
    return TRUE;
  imap = rg_reader_open (store, account, seconds, cancellable, error);
  return imap != NULL;
}

gboolean
rg_mail_reader_catch_up (RgStore *store, const RgMailAccount *account, guint seconds,
                         GCancellable *cancellable, GError **error)
{
  RgMailReading reading;
  RgMailRead read;

  if (*account->imap_host == '\0')
    return TRUE;
  if (!rg_store_read_mail_reading_sync (store, NULL, &reading, error))
    return FALSE;
  if (reading.read_at > rg_instant_now () - RG_MAIL_UNREAD_MOST * RG_DAY_SECONDS)
    return TRUE;
  if (rg_reader_read (store, account, seconds, cancellable, &read, error))
    return TRUE;
  /* Translators: stands before a sentence that says why. */
  g_prefix_error (error, _("Nothing is sent before the mailbox has been read, where those answer "
                           "who want no more. "));
  return FALSE;
}
