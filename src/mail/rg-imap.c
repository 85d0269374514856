/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Commands of one line, and what is answered (rg-imap-answer.h). */
#include "config.h"

#include "mail/rg-imap.h"

#include <poll.h>
#include <string.h>

#include "base/rg-date.h"
#include "base/rg-i18n.h"
#include "mail/rg-imap-answer.h"
#include "mail/rg-mail-line.h"

/* Milliseconds after which somebody who wants to stop is asked for. */
#define RG_IMAP_LOOK 100

struct _RgImap {
  CURL *curl;
  guint seconds;
  GCancellable *cancellable;
  RgImapInput input;
  guint tag;
  guint32 validity;
  char problem[CURL_ERROR_SIZE];
};

static gboolean
rg_imap_fail (RgImap *imap, GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, sentence);
  return FALSE;
}

/* --- bytes -------------------------------------------------------------------------------- */

static gboolean
rg_imap_wait (RgImap *imap, short events, gint64 until, GError **error)
{
  struct pollfd one = { .fd = -1, .events = events };
  curl_socket_t socket = CURL_SOCKET_BAD;

  curl_easy_getinfo (imap->curl, CURLINFO_ACTIVESOCKET, &socket);
  one.fd = socket;
  if (g_cancellable_set_error_if_cancelled (imap->cancellable, error))
    return FALSE;
  if (g_get_monotonic_time () > until)
    return rg_imap_fail (imap, error, _("The mailbox did not answer in time."));
  poll (&one, 1, RG_IMAP_LOOK);
  return TRUE;
}

static gboolean
rg_imap_read_more (GByteArray *buffer, gpointer data, GError **error)
{
  RgImap *imap = data;
  const gint64 until = g_get_monotonic_time () + imap->seconds * G_USEC_PER_SEC;
  char bytes[16384];

  for (;;)
    {
      size_t n = 0;
      const CURLcode code = curl_easy_recv (imap->curl, bytes, sizeof bytes, &n);

      if (code == CURLE_OK && n > 0)
        {
          g_byte_array_append (buffer, (const guint8 *) bytes, (guint) n);
          return TRUE;
        }
      if (code != CURLE_AGAIN)
        return rg_imap_fail (imap, error, _("The mailbox closed the connection."));
      if (!rg_imap_wait (imap, POLLIN, until, error))
        return FALSE;
    }
}

static gboolean
rg_imap_send (RgImap *imap, const char *text, GError **error)
{
  const gint64 until = g_get_monotonic_time () + imap->seconds * G_USEC_PER_SEC;
  gsize left = strlen (text);

  while (left > 0)
    {
      size_t n = 0;
      const CURLcode code = curl_easy_send (imap->curl, text, left, &n);

      if (code != CURLE_OK && code != CURLE_AGAIN)
        return rg_imap_fail (imap, error, _("The mailbox closed the connection."));
      text += n;
      left -= n;
      if (code == CURLE_AGAIN && !rg_imap_wait (imap, POLLOUT, until, error))
        return FALSE;
    }
  return TRUE;
}

/* One command, and all that it is answered. */
static gboolean
rg_imap_command (RgImap *imap, const char *command, RgImapAnswer *answer, GError **error)
{
  g_autofree char *tag = g_strdup_printf ("R%u ", ++imap->tag);
  g_autofree char *text = g_strconcat (tag, command, "\r\n", NULL);

  return rg_imap_send (imap, text, error)
         && rg_imap_answer_read (&imap->input, tag, answer, error);
}

/* --- life --------------------------------------------------------------------------------- */

static gboolean
rg_imap_tell (RgImap *imap, const RgMailPlace *place, CURLcode code, GError **error)
{
  g_autofree char *trouble = rg_mail_line_dup_trouble (imap->curl, code, place, imap->problem);

  if (trouble != NULL)
    return rg_imap_fail (imap, error, trouble);
  switch (code)
    {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
      /* Translators: %s is a host name. */
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   _("The mailbox at “%s” cannot be reached."), place->host);
      return FALSE;
    case CURLE_LOGIN_DENIED:
      return rg_imap_fail (imap, error, _("The mailbox refuses the user name or the password."));
    case CURLE_OPERATION_TIMEDOUT:
      return rg_imap_fail (imap, error, _("The mailbox did not answer in time."));
    case CURLE_ABORTED_BY_CALLBACK:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Stopped."));
      return FALSE;
    default:
      return rg_imap_fail (imap, error, _("The mailbox closed the connection."));
    }
}

static int
rg_imap_progress_cb (void *data, curl_off_t all, curl_off_t now, curl_off_t up, curl_off_t up_now)
{
  return g_cancellable_is_cancelled (((RgImap *) data)->cancellable);
}

RgImap *
rg_imap_open (const RgMailAccount *account, const char *password, guint seconds,
              GCancellable *cancellable, GError **error)
{
  const RgMailPlace place = { account->imap_host, account->imap_port, account->imap_security };
  g_autoptr (RgImap) imap = g_new0 (RgImap, 1);
  g_auto (RgImapAnswer) answer = { NULL };
  CURLcode code;

  imap->curl = curl_easy_init ();
  imap->seconds = seconds;
  imap->cancellable = cancellable;
  rg_imap_input_init (&imap->input, rg_imap_read_more, imap);
  g_assert (imap->curl != NULL);
  rg_mail_line_set_place (imap->curl, &place, "imap", "");
  curl_easy_setopt (imap->curl, CURLOPT_USERNAME, account->user);
  curl_easy_setopt (imap->curl, CURLOPT_PASSWORD, password);
  curl_easy_setopt (imap->curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (imap->curl, CURLOPT_CONNECT_ONLY, 1L);
  curl_easy_setopt (imap->curl, CURLOPT_CONNECTTIMEOUT, (long) seconds);
  curl_easy_setopt (imap->curl, CURLOPT_TIMEOUT, 2 * (long) seconds);
  curl_easy_setopt (imap->curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long) seconds);
  curl_easy_setopt (imap->curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt (imap->curl, CURLOPT_XFERINFOFUNCTION, rg_imap_progress_cb);
  curl_easy_setopt (imap->curl, CURLOPT_XFERINFODATA, imap);
  curl_easy_setopt (imap->curl, CURLOPT_ERRORBUFFER, imap->problem);
  code = curl_easy_perform (imap->curl);
  if (code != CURLE_OK)
    {
      rg_imap_tell (imap, &place, code, error);
      return NULL;
    }
  /* To look at alone: nothing in the mailbox is changed. */
  if (!rg_imap_command (imap, "EXAMINE INBOX", &answer, error))
    return NULL;
  imap->validity = answer.validity;
  return g_steal_pointer (&imap);
}

/* Not every mailbox knows how to list only what is marked. */
gboolean
rg_imap_find_junk (RgImap *imap, char **folder, GError **error)
{
  static const char *const commands[] = { "LIST (SPECIAL-USE) \"\" \"*\"", "LIST \"\" \"*\"" };

  *folder = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (commands) && *folder == NULL; i++)
    {
      g_auto (RgImapAnswer) answer = { NULL };
      g_autoptr (GError) refused = NULL;

      if (rg_imap_command (imap, commands[i], &answer, &refused))
        *folder = g_steal_pointer (&answer.junk);
      else if (i + 1 == G_N_ELEMENTS (commands) ||
               g_error_matches (refused, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&refused));
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
rg_imap_open_folder (RgImap *imap, const char *folder, GError **error)
{
  g_auto (RgImapAnswer) answer = { NULL };
  g_autoptr (GString) command = g_string_new ("EXAMINE \"");

  for (; *folder != '\0'; folder++)
    {
      if (*folder == '"' || *folder == '\\')
        g_string_append_c (command, '\\');
      g_string_append_c (command, *folder);
    }
  g_string_append_c (command, '"');
  if (!rg_imap_command (imap, command->str, &answer, error))
    return FALSE;
  imap->validity = answer.validity;
  return TRUE;
}

void
rg_imap_free (RgImap *imap)
{
  curl_easy_cleanup (imap->curl);
  rg_imap_input_clear (&imap->input);
  g_free (imap);
}

guint32
rg_imap_get_validity (RgImap *imap)
{
  return imap->validity;
}

/* --- messages ----------------------------------------------------------------------------- */

static int
rg_imap_compare (const void *a, const void *b)
{
  const guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

/* "UID SEARCH SINCE 24-Oct-2026", in English whatever the user speaks. */
static char *
rg_imap_dup_since (guint days)
{
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (rg_instant_now ());
  g_autoptr (GDateTime) day = g_date_time_add_days (now, -(int) days);

  return g_strdup_printf ("UID SEARCH SINCE %d-%.3s-%d", g_date_time_get_day_of_month (day),
                          months + 3 * (g_date_time_get_month (day) - 1),
                          g_date_time_get_year (day));
}

GArray *
rg_imap_find (RgImap *imap, guint32 after, guint days, GError **error)
{
  g_auto (RgImapAnswer) answer = { NULL };
  g_autofree char *command = after > 0 ? g_strdup_printf ("UID SEARCH UID %u:*", after + 1)
                                       : rg_imap_dup_since (days);
  guint n = 0;

  if (!rg_imap_command (imap, command, &answer, error))
    return NULL;
  g_array_sort (answer.numbers, rg_imap_compare);
  /* "8:*" also finds the last message where none is as high as 8. */
  while (n < answer.numbers->len && g_array_index (answer.numbers, guint32, n) <= after)
    n++;
  if (n > 0)
    g_array_remove_range (answer.numbers, 0, n);
  return g_steal_pointer (&answer.numbers);
}

GBytes *
rg_imap_fetch (RgImap *imap, guint32 uid, GError **error)
{
  g_auto (RgImapAnswer) answer = { NULL };
  g_autofree char *command = g_strdup_printf ("UID FETCH %u (BODY.PEEK[]<0.%u>)", uid,
                                              RG_IMAP_MOST);

  if (!rg_imap_command (imap, command, &answer, error))
    return NULL;
  return answer.piece != NULL ? g_steal_pointer (&answer.piece) : g_bytes_new_static ("", 0);
}
