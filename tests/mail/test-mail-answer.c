/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Mail that came back, laid out as the servers of this world lay it out: Postfix, Gmail, Exchange,
 * Exim, qmail, and those that write addresses in UTF-8. */
#include <string.h>

#include "mail/rg-mail-answer.h"

#define TOKEN "01234567-89ab-7cde-8f01-23456789abcd"
#define HEADERS "From: Shop <shop@example.org>\nMessage-ID: <" TOKEN "@example.org>\nSubject: Hi\n"

static void
check (const char *text, RgMailAnswerKind kind, const char *said)
{
  g_autoptr (GString) wire = g_string_new (text);
  g_auto (RgMailAnswer) lines = { RG_ANSWER_NONE }, answer = { RG_ANSWER_NONE };

  rg_mail_answer_parse (wire->str, wire->len, &lines);
  g_string_replace (wire, "\n", "\r\n", 0);
  rg_mail_answer_parse (wire->str, wire->len, &answer);
  g_assert_cmpint (answer.kind, ==, kind);
  g_assert_cmpint (lines.kind, ==, kind);
  if (kind == RG_ANSWER_NONE)
    return;
  g_assert_cmpstr (answer.token, ==, TOKEN);
  g_assert_nonnull (strstr (answer.said, said));
}

/* The original's headers alone, and both headers of its own name for the queue. */
static void
test_postfix (void)
{
  check ("Return-Path: <>\nFrom: MAILER-DAEMON@mail.example.org (Mail Delivery System)\n"
         "Subject: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied\n"
         "MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status;\n"
         "\tboundary=\"4Z1abc2DEF.1700000000/mail.example.org\"\n\n"
         "This is a MIME-encapsulated message.\n\n"
         "--4Z1abc2DEF.1700000000/mail.example.org\nContent-Description: Notification\n"
         "Content-Type: text/plain; charset=utf-8\n\nThis is the mail system at host ...\n\n"
         "--4Z1abc2DEF.1700000000/mail.example.org\nContent-Description: Delivery report\n"
         "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mail.example.org\n"
         "X-Postfix-Queue-ID: 4Z1abc2DEF\nX-Postfix-Sender: rfc822; shop@example.org\n"
         "Arrival-Date: Mon, 23 Nov 2026 10:00:00 +0000 (UTC)\n\n"
         "Final-Recipient: rfc822; ann@example.com\nOriginal-Recipient: rfc822;ann@example.com\n"
         "Action: failed\nStatus: 5.1.1\nRemote-MTA: dns; mx.example.com\n"
         "Diagnostic-Code: smtp; 550 5.1.1 <ann@example.com>: Recipient address\n"
         "    rejected: User unknown in virtual mailbox table\n\n"
         "--4Z1abc2DEF.1700000000/mail.example.org\n"
         "Content-Description: Undelivered Message Headers\nContent-Type: text/rfc822-headers\n"
         "Content-Transfer-Encoding: 8bit\n\n" HEADERS
         "\n--4Z1abc2DEF.1700000000/mail.example.org--\n",
         RG_ANSWER_HARD, "User unknown");
}

/* A part in parts before the status; `code` is that of the status and of what was said. */
static void
check_gmail (const char *code, const char *boundary_inside, RgMailAnswerKind kind)
{
  g_autofree char *text = g_strdup_printf (
    "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\n"
    "Content-Type: multipart/report; boundary=\"000000000000a1b2c3\"; "
    "report-type=delivery-status\nReferences: <" TOKEN "@example.org>\n"
    "In-Reply-To: <" TOKEN "@example.org>\n"
    "Subject: Delivery Status Notification (Failure)\n\n"
    "--000000000000a1b2c3\nContent-Type: multipart/related; boundary=\"%1$s\"\n\n"
    "--%1$s\nContent-Type: text/plain; charset=\"UTF-8\"\n\nAddress not found\n\n"
    "--%1$s\nContent-Type: image/png; name=\"icon.png\"\nContent-Transfer-Encoding: base64\n\n"
    "iVBORw0KGgo=\n--%1$s--\n"
    "--000000000000a1b2c3\nContent-Type: message/delivery-status\n\n"
    "Reporting-MTA: dns; googlemail.com\nReceived-From-MTA: dns; shop@example.org\n"
    "X-Original-Message-ID: <" TOKEN "@example.org>\n\n"
    "Final-Recipient: rfc822; ann@example.com\nAction: failed\nStatus: %2$s\n"
    "Remote-MTA: dns; gmail-smtp-in.l.google.com. (192.0.2.1, the server for the domain.)\n"
    "Diagnostic-Code: smtp; 550-%2$s The email account that you tried to reach\n"
    " 550-%2$s is not as it was. For more information, go to\n"
    " 550 %2$s https://support.example/ - gsmtp\n\n"
    "--000000000000a1b2c3\nContent-Type: message/rfc822\n\n" HEADERS "\nHello\n"
    "--000000000000a1b2c3--\n", boundary_inside, code);

  check (text, kind, "gsmtp");
}

/* A sender without SPF, or a day's limit, says nothing of the address. */
static void
test_gmail (void)
{
  check_gmail ("5.1.1", "000000000000d4e5f6", RG_ANSWER_HARD);
  check_gmail ("5.1.1", "000000000000a1b2c3d4", RG_ANSWER_HARD);
  check_gmail ("5.7.26", "000000000000d4e5f6", RG_ANSWER_SOFT);
  check_gmail ("5.7.1", "000000000000d4e5f6", RG_ANSWER_SOFT);
  check_gmail ("5.4.5", "000000000000d4e5f6", RG_ANSWER_SOFT);
  check_gmail ("5.2.2", "000000000000d4e5f6", RG_ANSWER_SOFT);
  check_gmail ("5.2.1", "000000000000d4e5f6", RG_ANSWER_HARD);
  check_gmail ("4.7.28", "000000000000d4e5f6", RG_ANSWER_SOFT);
}

static void
check_exchange (const char *code, const char *diagnostic, RgMailAnswerKind kind, const char *said)
{
  g_autofree char *text = g_strdup_printf (
    "From: <postmaster@example.com>\nMIME-Version: 1.0\n"
    "Content-Type: multipart/report; report-type=delivery-status;\n"
    "\tboundary=\"99998bd3-7a4c-4d1b-9f3b-1122334455aa\"\nX-MS-Exchange-Message-Is-Ndr:\n"
    "Subject: Undeliverable: Hi\nAuto-Submitted: auto-replied\n\n"
    "--99998bd3-7a4c-4d1b-9f3b-1122334455aa\nContent-Type: multipart/alternative; "
    "differences=Content-Type;\n\tboundary=\"f0e1d2c3-b4a5-4677-8899-aabbccddeeff\"\n\n"
    "--f0e1d2c3-b4a5-4677-8899-aabbccddeeff\nContent-Type: text/plain; charset=\"us-ascii\"\n"
    "Content-Transfer-Encoding: quoted-printable\n\nYour message couldn't be delivered.\n"
    "--f0e1d2c3-b4a5-4677-8899-aabbccddeeff--\n\n"
    "--99998bd3-7a4c-4d1b-9f3b-1122334455aa\nContent-Type: message/delivery-status\n\n"
    "Reporting-MTA: dns;AM0PR01MB0001.eurprd01.prod.exchangelabs.com\n"
    "Received-From-MTA: dns;mail.example.org\nArrival-Date: Mon, 23 Nov 2026 10:00:00 +0000\n\n"
    "Final-Recipient: rfc822;ann@example.com\nAction: failed\nStatus: %s\n"
    "Diagnostic-Code: %s\nX-Display-Name: ann@example.com\n\n"
    "--99998bd3-7a4c-4d1b-9f3b-1122334455aa\nContent-Type: message/rfc822\n\n"
    "Received: from mail.example.org\n" HEADERS "\n"
    "--99998bd3-7a4c-4d1b-9f3b-1122334455aa--\n", code, diagnostic);

  check (text, kind, said);
}

static void
test_exchange (void)
{
  check_exchange ("5.1.10", "smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found",
                  RG_ANSWER_HARD, "RecipientNotFound");
  check_exchange ("5.4.1", "smtp;550 5.4.1 Recipient address rejected: Access denied",
                  RG_ANSWER_HARD, "Access denied");
  check_exchange ("5.4.310", "smtp;550 5.4.310 DNS domain does not exist", RG_ANSWER_HARD, "DNS");
  check_exchange ("5.2.3", "smtp;550 5.2.3 RESOLVER.RST.RecipSizeLimit; too large", RG_ANSWER_SOFT,
                  "too large");
  check_exchange ("5.7.133", "smtp;550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup",
                  RG_ANSWER_SOFT, "Group");
  check_exchange ("5.3.190", "smtp;554 5.3.190 Journaling", RG_ANSWER_SOFT, "Journaling");
}

/* It says 5.0.0 of everything; what the other server said decides. */
static void
check_exim (const char *diagnostic, RgMailAnswerKind kind)
{
  g_autofree char *text = g_strdup_printf (
    "From: Mail Delivery System <Mailer-Daemon@mail.example.org>\nAuto-Submitted: auto-replied\n"
    "Content-Type: multipart/report; report-type=delivery-status; "
    "boundary=1700000000-eximdsn-1804289383\nMIME-Version: 1.0\n"
    "Subject: Mail delivery failed: returning message to sender\n\n"
    "--1700000000-eximdsn-1804289383\nContent-type: text/plain; charset=us-ascii\n\n"
    "This message was created automatically by mail delivery software.\n\n"
    "--1700000000-eximdsn-1804289383\nContent-type: message/delivery-status\n\n"
    "Reporting-MTA: dns; mail.example.org\n\nAction: failed\n"
    "Final-Recipient: rfc822;ann@example.com\nStatus: 5.0.0\nRemote-MTA: dns; mx.example.com\n"
    "Diagnostic-Code: smtp; %s\n\n"
    "--1700000000-eximdsn-1804289383\nContent-type: message/rfc822\n\n"
    "Return-path: <shop@example.org>\n" HEADERS "\n--1700000000-eximdsn-1804289383--\n",
    diagnostic);

  check (text, kind, "5.0.0");
}

static void
test_exim (void)
{
  check_exim ("550 5.1.1 <ann@example.com>: no such user", RG_ANSWER_HARD);
  check_exim ("550 No such user here", RG_ANSWER_HARD);
  check_exim ("550 blocked: 192.0.5.7 is listed at 5.7.1.99", RG_ANSWER_HARD);
  check_exim ("550-5.7.26 Unauthenticated email is not accepted", RG_ANSWER_SOFT);
  check_exim ("552 5.2.2 over quota", RG_ANSWER_SOFT);
}

/* No MIME at all. */
static void
test_qmail (void)
{
#define QMAIL(reason) \
  "From: MAILER-DAEMON@mail.example.org\nSubject: failure notice\n\n" \
  "Hi. This is the qmail-send program at mail.example.org.\n" \
  "I'm afraid I wasn't able to deliver your message to the following addresses.\n" \
  "This is a permanent error; I've given up. Sorry it didn't work out.\n\n" \
  "<ann@example.com>:\n" reason "\n\n--- Below this line is a copy of the message.\n\n" \
  "Return-Path: <shop@example.org>\n" HEADERS "\nHello\n"

  check (QMAIL ("192.0.2.1 does not like it.\nSorry, no mailbox here by that name. (#5.1.1)"),
         RG_ANSWER_HARD, "no mailbox");
  check (QMAIL ("I'm not going to try again; it has been in the queue too long. (#4.4.1)"),
         RG_ANSWER_SOFT, "too long");
  check (QMAIL ("Nobody says why."), RG_ANSWER_NONE, NULL);
  check ("Subject: Hi\n\nHi. This is the shop round the corner. (#5.1.1)\n\n" HEADERS,
         RG_ANSWER_NONE, NULL);
  check ("Subject: failure notice\n\nHi. This is the ", RG_ANSWER_NONE, NULL);
  check ("Subject: failure notice\n\n", RG_ANSWER_NONE, NULL);
#undef QMAIL
}

/* RFC 6533; and a provider that gives what it sends a Message-ID of its own. */
static void
test_other_names (void)
{
#define REPORT(status, returned, headers) \
  "Content-Type: multipart/report; report-type=\"delivery-status\"; boundary=\"b\"\n\n" \
  "--b\nContent-Type: " status "\n\nReporting-MTA: dns; mx\n\n" \
  "Final-Recipient: utf-8; ann@example.com\nAction: failed\nStatus: 5.1.1 (no such mailbox)\n" \
  "\n--b\nContent-Type: " returned "\n\n" headers "\n--b--\n"

  check (REPORT ("message/global-delivery-status", "message/global-headers", HEADERS),
         RG_ANSWER_HARD, "5.1.1");
  check (REPORT ("message/delivery-status", "message/rfc822",
                 "Message-ID: <0102018c@eu-west-1.amazonses.com>\n"
                 "List-Unsubscribe: <mailto:shop@example.org?subject=unsubscribe%20" TOKEN ">\n"),
         RG_ANSWER_HARD, "5.1.1");
  check (REPORT ("message/delivery-status", "message/rfc822",
                 "Message-ID: <0102018c@eu-west-1.amazonses.com>\n"),
         RG_ANSWER_NONE, NULL);
#undef REPORT
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail-answer/postfix", test_postfix);
  g_test_add_func ("/mail-answer/gmail", test_gmail);
  g_test_add_func ("/mail-answer/exchange", test_exchange);
  g_test_add_func ("/mail-answer/exim", test_exim);
  g_test_add_func ("/mail-answer/qmail", test_qmail);
  g_test_add_func ("/mail-answer/other-names", test_other_names);
  return g_test_run ();
}
