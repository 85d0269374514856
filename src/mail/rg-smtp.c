/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What became of a message hangs on three things: whether all of it was given away, what was said
 * to the server last, and the last code that came back. */
#include "config.h"

#include "mail/rg-smtp.h"

#include <string.h>

#include "base/rg-i18n.h"
#include "mail/rg-mail-line.h"

/* Characters of what a server said. */
#define RG_SAID_MOST 200

struct _RgSmtp {
  CURL *curl;
  RgMailAccount *account;

  /* Of the message at hand. */
  GCancellable *cancellable;
  const char *text;
  gsize left;
  gboolean whole;     /* all of it was given away */
  gboolean recipient; /* the server was told whom it is for */
  char *said;
  char problem[CURL_ERROR_SIZE];
};

/* --- what curl asks ----------------------------------------------------------------------- */

static size_t
rg_smtp_read_cb (char *buffer, size_t size, size_t n, void *data)
{
  RgSmtp *smtp = data;
  const gsize length = MIN (size * n, smtp->left);

  memcpy (buffer, smtp->text, length);
  smtp->text += length;
  smtp->left -= length;
  smtp->whole = smtp->left == 0;
  return length;
}

static int
rg_smtp_progress_cb (void *data, curl_off_t all, curl_off_t now, curl_off_t up, curl_off_t up_now)
{
  RgSmtp *smtp = data;

  return g_cancellable_is_cancelled (smtp->cancellable);
}

static int
rg_smtp_debug_cb (CURL *curl, curl_infotype type, char *text, size_t size, void *data)
{
  RgSmtp *smtp = data;

  if (type == CURLINFO_HEADER_OUT && g_str_has_prefix (text, "RCPT TO"))
    smtp->recipient = TRUE;
  if (type == CURLINFO_HEADER_IN)
    {
      g_autofree char *line = g_strndup (text, MIN (size, RG_SAID_MOST));

      g_free (smtp->said);
      smtp->said = g_utf8_make_valid (g_strstrip (line), -1);
    }
  return 0;
}

/* --- life --------------------------------------------------------------------------------- */

static RgMailPlace
rg_smtp_get_place (const RgSmtp *smtp)
{
  return (RgMailPlace) { smtp->account->host, smtp->account->port, smtp->account->security };
}

static void
rg_smtp_set_server (RgSmtp *smtp)
{
  const RgMailPlace place = rg_smtp_get_place (smtp);
  g_autofree char *from = g_strdup_printf ("<%s>", smtp->account->from);

  /* How the program names itself: not by the machine's name. */
  rg_mail_line_set_place (smtp->curl, &place, "smtp", "localhost");
  curl_easy_setopt (smtp->curl, CURLOPT_MAIL_FROM, from);
}

RgSmtp *
rg_smtp_new (const RgMailAccount *account, const char *password, guint seconds)
{
  RgSmtp *smtp = g_new0 (RgSmtp, 1);

  smtp->curl = curl_easy_init ();
  smtp->account = rg_mail_account_copy (account);
  g_assert (smtp->curl != NULL);
  rg_smtp_set_server (smtp);
  if (*account->user != '\0')
    {
      curl_easy_setopt (smtp->curl, CURLOPT_USERNAME, account->user);
      curl_easy_setopt (smtp->curl, CURLOPT_PASSWORD, password);
    }
  curl_easy_setopt (smtp->curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (smtp->curl, CURLOPT_CONNECTTIMEOUT, (long) seconds);
  curl_easy_setopt (smtp->curl, CURLOPT_TIMEOUT, 2 * (long) seconds);
  curl_easy_setopt (smtp->curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long) seconds);
  curl_easy_setopt (smtp->curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt (smtp->curl, CURLOPT_READFUNCTION, rg_smtp_read_cb);
  curl_easy_setopt (smtp->curl, CURLOPT_READDATA, smtp);
  curl_easy_setopt (smtp->curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt (smtp->curl, CURLOPT_XFERINFOFUNCTION, rg_smtp_progress_cb);
  curl_easy_setopt (smtp->curl, CURLOPT_XFERINFODATA, smtp);
  curl_easy_setopt (smtp->curl, CURLOPT_VERBOSE, 1L);
  curl_easy_setopt (smtp->curl, CURLOPT_DEBUGFUNCTION, rg_smtp_debug_cb);
  curl_easy_setopt (smtp->curl, CURLOPT_DEBUGDATA, smtp);
  curl_easy_setopt (smtp->curl, CURLOPT_ERRORBUFFER, smtp->problem);
  return smtp;
}

void
rg_smtp_free (RgSmtp *smtp)
{
  curl_easy_cleanup (smtp->curl);
  rg_mail_account_free (smtp->account);
  g_free (smtp->said);
  g_free (smtp);
}

/* --- sending ------------------------------------------------------------------------------ */

/* Whether what the server said, though to one message, is about the account or the connection, and
 * so about all that are still to come: it goes away (421); the account has sent enough for today
 * (5.4.5), is closed (5.1.8), may not send under that address (5.2.252, 5.7.60), or nothing to
 * other places at all. */
static gboolean
rg_smtp_is_about_all (const RgSmtp *smtp, long answer)
{
  static const char *const codes[] = { " 5.4.5", " 5.1.8", " 5.2.252", " 5.7.60", "-5.4.5",
                                       "-5.1.8", "-5.2.252", "-5.7.60" };
  g_autofree char *lower = g_ascii_strdown (smtp->said != NULL ? smtp->said : "", -1);

  if (answer == 421 || (answer >= 500 && strstr (lower, "relay") != NULL))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const char *at = strstr (lower, codes[i]);

      if (at != NULL && !g_ascii_isdigit (at[strlen (codes[i])]))
        return TRUE;
    }
  return FALSE;
}

static RgSmtpFate
rg_smtp_judge (RgSmtp *smtp, CURLcode code)
{
  long answer = 0;

  if (code == CURLE_OK)
    return RG_SMTP_SENT;
  curl_easy_getinfo (smtp->curl, CURLINFO_RESPONSE_CODE, &answer);
  if (answer >= 400 && answer < 600 && rg_smtp_is_about_all (smtp, answer))
    return RG_SMTP_NOT;
  if (answer >= 500 && answer < 600 && smtp->recipient)
    return RG_SMTP_REFUSED;
  if (answer >= 400 && answer < 500 && smtp->recipient)
    return RG_SMTP_LATER;
  return smtp->whole ? RG_SMTP_UNCERTAIN : RG_SMTP_NOT;
}

/* Providers say there that they want a password for programs, or none at all any more. */
static char *
rg_smtp_dup_denied (const RgSmtp *smtp)
{
  const char *said = smtp->said != NULL ? smtp->said : "";

  if (*said == '2')
    return g_strdup (_("The mail server lets nobody in by a password. Ask your provider for a "
                       "password for programs, or for a server that takes one."));
  if (*said != '5' && *said != '4')
    return g_strdup (_("The mail server refuses the user name or the password."));
  /* Translators: %s is what a server said, in English. */
  return g_strdup_printf (_("The mail server refuses the user name or the password. It said: %s"),
                          said);
}

static char *
rg_smtp_dup_said (RgSmtp *smtp, CURLcode code, RgSmtpFate fate)
{
  const RgMailPlace place = rg_smtp_get_place (smtp);
  char *trouble = smtp->recipient ? NULL : rg_mail_line_dup_trouble (smtp->curl, code, &place,
                                                                     smtp->problem);
  long answer = 0;

  curl_easy_getinfo (smtp->curl, CURLINFO_RESPONSE_CODE, &answer);
  if (trouble != NULL)
    return trouble;
  switch (code)
    {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
      /* Translators: %s is a host name. */
      return g_strdup_printf (_("The mail server “%s” cannot be reached."), smtp->account->host);
    case CURLE_LOGIN_DENIED:
      return rg_smtp_dup_denied (smtp);
    case CURLE_OPERATION_TIMEDOUT:
      return g_strdup (_("The mail server did not answer in time."));
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
      /* Without a word: the last one was about what came before. */
      if (smtp->said == NULL || (*smtp->said != '4' && *smtp->said != '5'))
        return g_strdup (_("The connection to the mail server broke off."));
      G_GNUC_FALLTHROUGH;
    default:
      if (fate == RG_SMTP_REFUSED || fate == RG_SMTP_LATER || *smtp->problem == '\0'
          || (answer >= 400 && rg_smtp_is_about_all (smtp, answer)))
        return g_strdup (smtp->said != NULL ? smtp->said : "");
      return g_utf8_make_valid (smtp->problem, -1);
    }
}

RgSmtpFate
rg_smtp_send (RgSmtp *smtp, const char *to, const char *text, GCancellable *cancellable,
              char **said)
{
  g_autofree char *recipient = g_strdup_printf ("<%s>", to);
  struct curl_slist *recipients = curl_slist_append (NULL, recipient);
  RgSmtpFate fate;
  CURLcode code;

  smtp->cancellable = cancellable;
  smtp->text = text;
  smtp->left = strlen (text);
  smtp->whole = smtp->recipient = FALSE;
  smtp->problem[0] = '\0';
  g_clear_pointer (&smtp->said, g_free);
  curl_easy_setopt (smtp->curl, CURLOPT_MAIL_RCPT, recipients);
  code = curl_easy_perform (smtp->curl);
  fate = rg_smtp_judge (smtp, code);
  *said = fate == RG_SMTP_SENT ? g_strdup ("") : rg_smtp_dup_said (smtp, code, fate);
  curl_easy_setopt (smtp->curl, CURLOPT_MAIL_RCPT, NULL);
  curl_slist_free_all (recipients);
  smtp->cancellable = NULL;
  return fate;
}
