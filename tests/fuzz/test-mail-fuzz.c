/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Messages and mailboxes that nobody would think of. Whatever comes in, nothing is read beyond its
 * end, nobody is taken for somebody whom a message does not name, and a mailbox that says nonsense
 * is answered with a sentence. */
#include <string.h>

#include "fuzz.h"
#include "mail/rg-imap-answer.h"
#include "mail/rg-mail-answer.h"

#define ROUNDS 20000
#define TOKEN "f47ac10b-58cc-4372-a567-0e02b2c3d479"

static const char *const messages[] = {
  "From: MAILER-DAEMON@mx.example.org\r\nSubject: Undelivered\r\nContent-Type: multipart/report;"
  " report-type=delivery-status;\r\n\tboundary=\"=_b\"\r\n\r\nText\r\n--=_b\r\nContent-Type: "
  "text/plain\r\n\r\nSorry.\r\n\r\n--=_b\r\nContent-Type: message/delivery-status\r\n\r\n"
  "Reporting-MTA: dns; mx.example.org\r\n\r\nFinal-Recipient: rfc822; a@example.org\r\nAction: "
  "failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 no such\r\n person\r\n\r\n--=_b\r\n"
  "Content-Type: message/rfc822\r\n\r\nFrom: Shop <shop@example.org>\r\nMessage-ID: <" TOKEN
  "@example.org>\r\nSubject: Hello\r\n\r\n--=_b--\r\n",
  "From: ann@example.org\nSubject: Re: unsubscribe " TOKEN "\nContent-Type: text/plain\n\nBye.\n",
  "From: ann@example.org\r\nSubject: Re: Hello\r\nIn-Reply-To: <x@y>\r\nReferences: <a@b>\r\n <"
  TOKEN "@example.org>\r\nContent-Type: multipart/alternative; boundary=b1\r\n\r\n--b1\r\n"
  "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\ndW5zdWJzY3JpYmUu\r\n\r\n"
  "--b1\r\nContent-Type: text/html\r\n\r\n<p>unsubscribe</p>\r\n--b1--\r\n",
  "Subject: failure notice\r\n\r\nHi. This is the qmail-send program at example.org.\r\n\r\n"
  "<a@example.org>:\r\nSorry, no mailbox here by that name. (#5.1.1)\r\n\r\n--- Below this "
  "line is a copy of the message.\r\n\r\nMessage-ID: <1@example.org>\r\nList-Unsubscribe: "
  "<mailto:s@example.org?subject=unsubscribe%20" TOKEN ">\r\n\r\nHello\r\n",
};

static const char *const mail_spices[] = {
  "\r\n", "\n", "\r", "\r\n\r\n", ":", ": ", ";", "\"", "=", "--", "--=_b", "--=_b--\r\n",
  "--b1\r\n", "<", ">", "@", "<" TOKEN "@", TOKEN,
  "Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n", "boundary=",
  "boundary=\"\"", "Status: 4.4.1\r\n", "Action: delayed\r\n",
  "Message-ID: ", "Subject: unsubscribe ", "unsubscribe", "base64",
  "5.0.0", "(#5.7.26)", "--- ",
  "List-Unsubscribe: <mailto:a@b?subject=unsubscribe%20", "Hi. This is the ", "=?UTF-8?B?", "\x01",
  "\xC3", "\xFF", "\t", " ", "Re: Re: ", "5", "{", "%s%n",
};

static const char *const answers[] = {
  "* 3 EXISTS\r\n* OK [UIDVALIDITY 17] valid\r\n* SEARCH 4 8 15 16 23 42\r\nR1 OK done\r\n",
  "* 1 FETCH (UID 4 BODY[]<0> {26}\r\nSubject: unsubscribe\r\n\r\nHi\r\n)\r\nR1 OK done\r\n",
  "* SEARCH\r\n* BYE later\r\nR1 NO not now\r\n",
};

static const char *const imap_spices[] = {
  "\r\n", "\n", "{", "}", "{0}\r\n", "{131072}\r\n", "{131073}\r\n", "{99999999999999999999}\r\n",
  "{-1}\r\n", "* SEARCH ", "* OK [UIDVALIDITY ", "]", "4294967295", "4294967296", "0", " ", "R1 ",
  "R1 OK", "R1 BAD\r\n", "R2 OK\r\n", "R1", "\x01", "\xFF", "* ", ")", "18446744073709551616",
};

/* As a reader has it that does not stop at the end. */
static char *
copy_exactly (const GString *text)
{
  return g_memdup2 (text->str, text->len);
}

static gboolean
is_in (const GString *text, const char *token)
{
  for (gsize at = 0; at + RG_ANSWER_TOKEN <= text->len; at++)
    if (g_ascii_strncasecmp (text->str + at, token, RG_ANSWER_TOKEN) == 0)
      return TRUE;
  return FALSE;
}

/* A header that goes on in the next line has its parts put together. */
static void
unfold (GString *text)
{
  for (gsize i = 0; i < text->len;)
    if (text->str[i] == '\n' && i + 1 < text->len
        && (text->str[i + 1] == ' ' || text->str[i + 1] == '\t'))
      {
        const gsize start = i > 0 && text->str[i - 1] == '\r' ? i - 1 : i;

        g_string_erase (text, (gssize) start, (gssize) (i - start + 1));
        i = start;
      }
    else
      i++;
}

static void
check_message (GString *text)
{
  g_autofree char *bytes = copy_exactly (text);
  g_auto (RgMailAnswer) answer = { RG_ANSWER_NONE };

  rg_mail_answer_parse (bytes, text->len, &answer);
  if (answer.kind == RG_ANSWER_NONE)
    return;
  g_assert_cmpuint (strlen (answer.token), ==, RG_ANSWER_TOKEN);
  unfold (text);
  g_assert_true (is_in (text, answer.token));
  if (answer.said == NULL)
    return;
  g_assert_true (g_utf8_validate (answer.said, -1, NULL));
  g_assert_null (strpbrk (answer.said, "\r\n"));
  g_assert_cmpuint (strlen (answer.said), <=, 600);
}

static void
test_messages (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261123);
  const gint64 since = g_get_monotonic_time ();
  guint round = 0, understood = 0;

  for (; fuzz_goes_on (round, ROUNDS, since); round++)
    {
      const char *seed = messages[g_rand_int_range (random, 0, G_N_ELEMENTS (messages))];
      GString *text = fuzz_mutate (random, seed, strlen (seed), mail_spices,
                                   G_N_ELEMENTS (mail_spices));
      g_auto (RgMailAnswer) answer = { RG_ANSWER_NONE };

      rg_mail_answer_parse (text->str, text->len, &answer);
      understood += answer.kind != RG_ANSWER_NONE;
      check_message (text);
      g_string_free (text, TRUE);
    }
  g_test_message ("%u messages, of which %u said something", round, understood);
  /* The dice do not break all of them. */
  g_assert_cmpuint (understood, >, round / 20);
  g_assert_cmpuint (understood, <, round);
}

/* --- the mailbox -------------------------------------------------------------------------- */

typedef struct {
  const GString *text;
  gsize at;
  GRand *random; /* NULL: all at once */
} Wire;

static gboolean
more (GByteArray *buffer, gpointer data, GError **error)
{
  Wire *wire = data;
  const gsize left = wire->text->len - wire->at;
  const gsize n = wire->random != NULL ? (gsize) g_rand_int_range (wire->random, 1, 9) : left;
  g_autofree char *piece = g_memdup2 (wire->text->str + wire->at, MIN (n, left));

  if (left == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The wire was cut.");
      return FALSE;
    }
  g_byte_array_append (buffer, (const guint8 *) piece, (guint) MIN (n, left));
  wire->at += MIN (n, left);
  return TRUE;
}

/* What was understood, as text. */
static char *
dup_understood (const GString *text, GRand *random)
{
  Wire wire = { text, 0, random };
  RgImapInput input;
  g_auto (RgImapAnswer) answer = { NULL };
  g_autoptr (GError) error = NULL;
  GString *words = g_string_new (NULL);
  gboolean ok;

  rg_imap_input_init (&input, more, &wire);
  ok = rg_imap_answer_read (&input, "R1 ", &answer, &error);
  g_assert_true (ok == (error == NULL));
  g_assert_cmpuint (input.used, <=, input.buffer->len);
  for (guint i = 0; i < answer.numbers->len; i++)
    {
      g_assert_cmpuint (g_array_index (answer.numbers, guint32, i), >, 0);
      g_string_append_printf (words, "%u ", g_array_index (answer.numbers, guint32, i));
    }
  if (answer.piece != NULL)
    {
      g_assert_cmpuint (g_bytes_get_size (answer.piece), <=, 2 * RG_IMAP_MOST);
      g_string_append_printf (words, "piece %u ", g_bytes_hash (answer.piece));
    }
  g_string_append_printf (words, "validity %u: %s", answer.validity, ok ? "ok" : error->message);
  g_assert_true (ok || g_str_has_suffix (error->message, "."));
  rg_imap_input_clear (&input);
  return g_string_free (words, FALSE);
}

/* It does not matter in which pieces it comes. */
static void
test_mailbox (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (9051);
  const gint64 since = g_get_monotonic_time ();
  guint round = 0, good = 0;

  for (; fuzz_goes_on (round, ROUNDS, since); round++)
    {
      const char *seed = answers[g_rand_int_range (random, 0, G_N_ELEMENTS (answers))];
      GString *text = fuzz_mutate (random, seed, strlen (seed), imap_spices,
                                   G_N_ELEMENTS (imap_spices));
      g_autofree char *whole = dup_understood (text, NULL);
      g_autofree char *pieces = dup_understood (text, random);

      g_assert_cmpstr (whole, ==, pieces);
      good += g_str_has_suffix (whole, ": ok");
      g_string_free (text, TRUE);
    }
  g_test_message ("%u answers, of which %u were good", round, good);
  g_assert_cmpuint (good, >, round / 20);
  g_assert_cmpuint (good, <, round);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail-fuzz/messages", test_messages);
  g_test_add_func ("/mail-fuzz/mailbox", test_mailbox);
  return g_test_run ();
}
