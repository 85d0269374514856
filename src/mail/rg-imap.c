/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Commands of one line, and answers of lines in which pieces of counted bytes may stand. A server
 * is believed in nothing: lines, pieces and answers have a most. */
#include "config.h"

#include "mail/rg-imap.h"

#include <poll.h>
#include <string.h>

#include "base/rg-date.h"
#include "base/rg-i18n.h"
#include "mail/rg-mail-line.h"

/* Bytes of a line: the numbers of some hundred thousand messages. */
#define RG_IMAP_LINE_MOST (1 << 20)
#define RG_IMAP_LINES_MOST 10000
/* Milliseconds after which somebody who wants to stop is asked for. */
#define RG_IMAP_LOOK 100

struct _RgImap {
  CURL *curl;
  guint seconds;
  GCancellable *cancellable;
  GByteArray *buffer; /* read and not used yet */
  gsize used;
  guint tag;
  guint32 validity;
  char problem[CURL_ERROR_SIZE];
};

/* What a command was answered. */
typedef struct {
  GArray *numbers; /* guint32: of a search */
  GBytes *piece;   /* the last one */
  guint32 validity;
} RgImapAnswer;

static void
rg_imap_answer_clear (RgImapAnswer *answer)
{
  g_clear_pointer (&answer->numbers, g_array_unref);
  g_clear_pointer (&answer->piece, g_bytes_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgImapAnswer, rg_imap_answer_clear)

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
rg_imap_read_more (RgImap *imap, GError **error)
{
  const gint64 until = g_get_monotonic_time () + imap->seconds * G_USEC_PER_SEC;
  char bytes[16384];

  if (imap->used > 0)
    g_byte_array_remove_range (imap->buffer, 0, (guint) imap->used);
  imap->used = 0;
  for (;;)
    {
      size_t n = 0;
      const CURLcode code = curl_easy_recv (imap->curl, bytes, sizeof bytes, &n);

      if (code == CURLE_OK && n > 0)
        {
          g_byte_array_append (imap->buffer, (const guint8 *) bytes, (guint) n);
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

/* --- lines and pieces --------------------------------------------------------------------- */

/* Without its end; owned by the caller, NULL with an error. */
static char *
rg_imap_read_line (RgImap *imap, GError **error)
{
  gsize seen = 0;

  for (;;)
    {
      const char *start = (const char *) imap->buffer->data + imap->used;
      const gsize length = imap->buffer->len - imap->used;
      const char *end = length > seen ? memchr (start + seen, '\n', length - seen) : NULL;

      if (end != NULL)
        {
          char *line = g_strndup (start, (gsize) (end - start));

          imap->used += (gsize) (end - start) + 1;
          return g_strchomp (line);
        }
      seen = length;
      if (length > RG_IMAP_LINE_MOST)
        {
          rg_imap_fail (imap, error, _("The mailbox answered with a line without an end."));
          return NULL;
        }
      if (!rg_imap_read_more (imap, error))
        return NULL;
    }
}

static GBytes *
rg_imap_read_piece (RgImap *imap, gsize length, GError **error)
{
  GBytes *piece;

  while (imap->buffer->len - imap->used < length)
    if (!rg_imap_read_more (imap, error))
      return NULL;
  piece = g_bytes_new (imap->buffer->data + imap->used, length);
  imap->used += length;
  return piece;
}

/* "… {123}" announces so many bytes. */
static gboolean
rg_imap_announces (const char *line, guint64 *length)
{
  const char *brace = strrchr (line, '{');
  char *end;

  if (brace == NULL || !g_ascii_isdigit (brace[1]))
    return FALSE;
  *length = g_ascii_strtoull (brace + 1, &end, 10);
  return end[0] == '}' && end[1] == '\0';
}

static void
rg_imap_take_numbers (GArray *numbers, const char *text)
{
  while (*text != '\0')
    {
      char *end;
      const guint64 number = g_ascii_strtoull (text, &end, 10);

      if (end == text)
        return;
      if (number > 0 && number <= G_MAXUINT32)
        {
          const guint32 uid = (guint32) number;

          g_array_append_val (numbers, uid);
        }
      for (text = end; *text == ' '; text++)
        ;
    }
}

static gboolean
rg_imap_take_line (RgImap *imap, const char *line, RgImapAnswer *answer, GError **error)
{
  const char *validity = strstr (line, "[UIDVALIDITY ");
  guint64 length;

  if (g_ascii_strncasecmp (line, "* SEARCH", 8) == 0)
    rg_imap_take_numbers (answer->numbers, line + strlen ("* SEARCH")
                                             + strspn (line + strlen ("* SEARCH"), " "));
  else if (validity != NULL && g_str_has_prefix (line, "* OK "))
    answer->validity = (guint32) g_ascii_strtoull (validity + strlen ("[UIDVALIDITY "), NULL, 10);
  if (!rg_imap_announces (line, &length))
    return TRUE;
  if (length > 2 * RG_IMAP_MOST)
    return rg_imap_fail (imap, error, _("The mailbox sent more than it was asked for."));
  g_clear_pointer (&answer->piece, g_bytes_unref);
  answer->piece = rg_imap_read_piece (imap, (gsize) length, error);
  return answer->piece != NULL;
}

/* One command, and all that it is answered. */
static gboolean
rg_imap_command (RgImap *imap, const char *command, RgImapAnswer *answer, GError **error)
{
  g_autofree char *tag = g_strdup_printf ("R%u ", ++imap->tag);
  g_autofree char *text = g_strconcat (tag, command, "\r\n", NULL);

  *answer = (RgImapAnswer) { g_array_new (FALSE, FALSE, sizeof (guint32)) };
  if (!rg_imap_send (imap, text, error))
    return FALSE;
  for (guint i = 0; i < RG_IMAP_LINES_MOST; i++)
    {
      g_autofree char *line = rg_imap_read_line (imap, error);

      if (line == NULL)
        return FALSE;
      if (g_str_has_prefix (line, tag))
        return g_ascii_strncasecmp (line + strlen (tag), "OK", 2) == 0
               || rg_imap_fail (imap, error, _("The mailbox refuses to be read."));
      if (!rg_imap_take_line (imap, line, answer, error))
        return FALSE;
    }
  return rg_imap_fail (imap, error, _("The mailbox sent more than it was asked for."));
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
  imap->buffer = g_byte_array_new ();
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

void
rg_imap_free (RgImap *imap)
{
  curl_easy_cleanup (imap->curl);
  g_byte_array_unref (imap->buffer);
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
