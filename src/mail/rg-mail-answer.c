/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Headers and parts are found in one pass each, so that no message, however long or deep, takes
 * longer than to read it. */
#include "config.h"

#include "mail/rg-mail-answer.h"

#include <string.h>

/* Of what a server said. */
#define RG_SAID_MOST 200
#define RG_PARTS_MOST 16
#define RG_UNSUBSCRIBE "unsubscribe"

typedef struct {
  const char *start;
  const char *end;
} RgSpan;

void
rg_mail_answer_clear (RgMailAnswer *answer)
{
  g_clear_pointer (&answer->said, g_free);
}

/* --- headers ------------------------------------------------------------------------------ */

/* The next line of a span, without its end; FALSE after the last. */
static gboolean
rg_span_next_line (RgSpan *rest, RgSpan *line)
{
  const char *end;

  if (rest->start >= rest->end)
    return FALSE;
  end = memchr (rest->start, '\n', (gsize) (rest->end - rest->start));
  *line = (RgSpan) { rest->start, end != NULL ? end : rest->end };
  rest->start = end != NULL ? end + 1 : rest->end;
  if (line->end > line->start && line->end[-1] == '\r')
    line->end--;
  return TRUE;
}

static gboolean
rg_span_is_header (const RgSpan *line, const char *name)
{
  const gsize length = strlen (name);

  return (gsize) (line->end - line->start) > length && line->start[length] == ':'
         && g_ascii_strncasecmp (line->start, name, length) == 0;
}

/* The value of a header of the block that a span begins with, unfolded; *body, where not NULL,
 * begins after the block. Owned by the caller; NULL where there is none. */
static char *
rg_span_dup_header (RgSpan span, const char *name, RgSpan *body)
{
  GString *value = NULL;
  gboolean inside = FALSE;
  RgSpan line;

  while (rg_span_next_line (&span, &line) && line.start < line.end)
    {
      const gboolean folded = *line.start == ' ' || *line.start == '\t';

      if (!folded)
        inside = value == NULL && rg_span_is_header (&line, name);
      if (!inside)
        continue;
      if (value == NULL)
        {
          value = g_string_new (NULL);
          line.start += strlen (name) + 1;
        }
      g_string_append_len (value, line.start, line.end - line.start);
    }
  if (body != NULL)
    *body = span;
  if (value == NULL)
    return NULL;
  g_strstrip (value->str);
  return g_string_free (value, FALSE);
}

/* --- tokens ------------------------------------------------------------------------------- */

static gboolean
rg_answer_is_token (const char *text)
{
  for (guint i = 0; i < RG_ANSWER_TOKEN; i++)
    {
      const gboolean dash = i == 8 || i == 13 || i == 18 || i == 23;

      if (dash ? text[i] != '-' : !g_ascii_isxdigit (text[i]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
rg_answer_take_token (RgMailAnswer *answer, const char *text)
{
  g_autofree char *lower = NULL;

  if (strlen (text) < RG_ANSWER_TOKEN || !rg_answer_is_token (text))
    return FALSE;
  lower = g_ascii_strdown (text, RG_ANSWER_TOKEN);
  memcpy (answer->token, lower, RG_ANSWER_TOKEN + 1);
  return TRUE;
}

/* The first of our Message-IDs in a header: "<TOKEN@…>". */
static gboolean
rg_answer_take_message_id (RgMailAnswer *answer, const char *header)
{
  for (const char *at = header; at != NULL && (at = strchr (at, '<')) != NULL; at++)
    if (strlen (at + 1) > RG_ANSWER_TOKEN && at[1 + RG_ANSWER_TOKEN] == '@'
        && rg_answer_take_token (answer, at + 1))
      return TRUE;
  return FALSE;
}

char *
rg_mail_answer_dup_subject (const char *message_id)
{
  RgMailAnswer answer = { RG_ANSWER_NONE };

  return rg_answer_take_message_id (&answer, message_id)
           ? g_strdup_printf (RG_UNSUBSCRIBE " %s", answer.token)
           : g_strdup (RG_UNSUBSCRIBE);
}

/* --- no more ------------------------------------------------------------------------------ */

/* Our message that this one answers. */
static gboolean
rg_answer_take_replied (RgMailAnswer *answer, RgSpan message)
{
  g_autofree char *reply = rg_span_dup_header (message, "In-Reply-To", NULL);
  g_autofree char *references = rg_span_dup_header (message, "References", NULL);

  return rg_answer_take_message_id (answer, reply)
         || rg_answer_take_message_id (answer, references);
}

/* "unsubscribe TOKEN", or "Re: unsubscribe" in answer to what was sent. */
static void
rg_answer_judge_subject (RgMailAnswer *answer, RgSpan message)
{
  g_autofree char *subject = rg_span_dup_header (message, "Subject", NULL);
  const char *at = subject;

  if (at == NULL)
    return;
  while (g_ascii_strncasecmp (at, "re:", 3) == 0)
    for (at += 3; *at == ' '; at++)
      ;
  if (g_ascii_strncasecmp (at, RG_UNSUBSCRIBE, strlen (RG_UNSUBSCRIBE)) != 0)
    return;
  at += strlen (RG_UNSUBSCRIBE);
  while (*at == ' ')
    at++;
  if (rg_answer_take_token (answer, at) || rg_answer_take_replied (answer, message))
    answer->kind = RG_ANSWER_UNSUBSCRIBE;
}

/* --- parts ----------------------------------------------------------------------- */

/* A parameter of a header such as boundary="x". Owned by the caller. */
static char *
rg_answer_dup_parameter (const char *header, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (header, ";", 32);

  for (guint i = 1; parts[0] != NULL && parts[i] != NULL; i++)
    {
      char *part = g_strstrip (parts[i]);
      const gsize length = strlen (name);
      gsize end;

      if (g_ascii_strncasecmp (part, name, length) != 0 || part[length] != '=')
        continue;
      part += length + 1;
      if (*part != '"')
        return g_strdup (part);
      end = strcspn (part + 1, "\"");
      return g_strndup (part + 1, end);
    }
  return NULL;
}

/* A line that parts are divided by; another boundary can begin with this one. */
static gboolean
rg_span_divides (const RgSpan *line, const char *boundary)
{
  const gsize length = strlen (boundary);
  const char *at = line->start + 2 + length;

  return (gsize) (line->end - line->start) >= length + 2 && strncmp (line->start, "--", 2) == 0
         && strncmp (line->start + 2, boundary, length) == 0
         && (at == line->end || *at == ' ' || *at == '\t'
             || (line->end - at >= 2 && at[0] == '-' && at[1] == '-'));
}

/* The parts between lines of a boundary. */
static guint
rg_answer_split (RgSpan body, const char *boundary, RgSpan parts[RG_PARTS_MOST])
{
  RgSpan line;
  guint n = 0;
  gboolean open = FALSE;

  while (rg_span_next_line (&body, &line))
    {
      if (!rg_span_divides (&line, boundary))
        continue;
      if (open)
        parts[n++].end = line.start;
      if (n == RG_PARTS_MOST)
        return n;
      parts[n] = (RgSpan) { body.start, body.end };
      open = TRUE;
    }
  return open ? n + 1 : n;
}

/* --- no more, in the answer itself --------------------------------------------------------- */

/* The first line that has anything in it. Owned by the caller. */
static char *
rg_answer_dup_first_line (RgSpan part)
{
  RgSpan body, line;
  g_autofree char *encoding = rg_span_dup_header (part, "Content-Transfer-Encoding", &body);
  g_autofree char *decoded = NULL;

  if (encoding != NULL && g_ascii_strcasecmp (encoding, "base64") == 0)
    {
      g_autofree char *text = g_strndup (body.start, (gsize) MIN (body.end - body.start, 80));
      gsize length;

      decoded = (char *) g_base64_decode (text, &length);
      body = (RgSpan) { decoded, decoded + length };
    }
  while (rg_span_next_line (&body, &line))
    {
      g_autofree char *text = g_strstrip (g_strndup (line.start, (gsize) (line.end - line.start)));

      if (*text != '\0')
        return g_steal_pointer (&text);
    }
  return g_strdup ("");
}

/* The word, and nothing else but a dot, in answer to what was sent. */
static void
rg_answer_judge_reply (RgMailAnswer *answer, RgSpan message, const char *type, RgSpan body)
{
  g_autofree char *boundary = type != NULL && g_ascii_strncasecmp (type, "multipart/", 10) == 0
                                ? rg_answer_dup_parameter (type, "boundary") : NULL;
  RgSpan parts[RG_PARTS_MOST] = { message };
  g_autofree char *line = NULL;

  if (boundary != NULL && rg_answer_split (body, boundary, parts) == 0)
    return;
  line = rg_answer_dup_first_line (parts[0]);
  if (g_ascii_strncasecmp (line, RG_UNSUBSCRIBE, strlen (RG_UNSUBSCRIBE)) == 0
      && line[strlen (RG_UNSUBSCRIBE) + strspn (line + strlen (RG_UNSUBSCRIBE), ".! ")] == '\0'
      && rg_answer_take_replied (answer, message))
    answer->kind = RG_ANSWER_UNSUBSCRIBE;
}

/* --- did not arrive ----------------------------------------------------------------------- */

/* What is wrong for good with something else than the address (RFC 3463): the sender, the room in
 * a mailbox or the size of the message, the system, the way there, the content, or what a server
 * does not want. All of them may pass; the address stays. */
static const char *const passing[] = {
  "5.1.7", "5.1.8", "5.2.2", "5.2.3", "5.2.4", "5.3.", "5.4.2", "5.4.3", "5.4.5", "5.4.6", "5.4.7",
  "5.6.", "5.7.",
};

/* "5.7.1 " where a text has such a code on its own, before which stands none that says more than
 * 5.0.0; NULL where there is none. */
static const char *
rg_answer_find_code (const char *text)
{
  for (const char *at = text; at != NULL && *at != '\0'; at++)
    if ((*at == '4' || *at == '5') && at[1] == '.' && g_ascii_isdigit (at[2])
        && (at == text || (!g_ascii_isalnum (at[-1]) && at[-1] != '.')))
      {
        const char *dot = at + 2 + strspn (at + 2, "0123456789");

        if (*dot == '.' && g_ascii_isdigit (dot[1]) && dot - at <= 5
            && strspn (dot + 1, "0123456789") <= 3
            && dot[1 + strspn (dot + 1, "0123456789")] != '.'
            && strncmp (at + 1, ".0.0", 4) != 0)
          return at;
      }
  return NULL;
}

static gboolean
rg_answer_passes (const char *code)
{
  if (*code != '5')
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (passing); i++)
    {
      const gsize length = strlen (passing[i]);

      if (strncmp (code, passing[i], length) == 0
          && (passing[i][length - 1] == '.' || !g_ascii_isdigit (code[length])))
        return TRUE;
    }
  return FALSE;
}

/* Exim and others say 5.0.0 of everything: then the server behind them may have said more. */
static RgMailAnswerKind
rg_answer_judge_status (const char *action, const char *status, const char *diagnostic)
{
  const char *code = status;

  if (action == NULL || status == NULL)
    return RG_ANSWER_NONE;
  if (g_ascii_strncasecmp (action, "delayed", 7) == 0)
    return RG_ANSWER_SOFT;
  if (g_ascii_strncasecmp (action, "failed", 6) != 0)
    return RG_ANSWER_NONE;
  if (strncmp (status, "5.0.0", 5) == 0 && rg_answer_find_code (diagnostic) != NULL)
    code = rg_answer_find_code (diagnostic);
  return rg_answer_passes (code) ? RG_ANSWER_SOFT : RG_ANSWER_HARD;
}

static char *
rg_answer_dup_said (const char *status, const char *diagnostic)
{
  g_autofree char *said = g_strdup_printf ("%s %s", status, diagnostic != NULL ? diagnostic : "");
  g_autofree char *short_said = g_strndup (said, RG_SAID_MOST);
  char *valid = g_utf8_make_valid (short_said, -1);

  for (char *at = valid; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  return g_strstrip (valid);
}

/* A block of headers for the message, then one for each recipient: ours have one. */
static void
rg_answer_read_status (RgMailAnswer *answer, RgSpan part)
{
  RgSpan block;

  g_free (rg_span_dup_header (part, "-", &block));
  for (guint i = 0; i < RG_PARTS_MOST && block.start < block.end; i++)
    {
      RgSpan next;
      g_autofree char *action = rg_span_dup_header (block, "Action", &next);
      g_autofree char *status = rg_span_dup_header (block, "Status", NULL);
      g_autofree char *diagnostic = rg_span_dup_header (block, "Diagnostic-Code", NULL);
      const RgMailAnswerKind kind = rg_answer_judge_status (action, status, diagnostic);

      if (kind != RG_ANSWER_NONE && answer->kind != RG_ANSWER_HARD)
        {
          answer->kind = kind;
          g_free (answer->said);
          answer->said = rg_answer_dup_said (status, diagnostic);
        }
      block = next;
    }
}

/* What was sent, or its headers, also as servers name it that write addresses in UTF-8
 * (RFC 6533). */
static gboolean
rg_answer_is_returned (const char *type)
{
  static const char *const types[] = { "message/rfc822", "text/rfc822-headers", "message/global" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_ascii_strncasecmp (type, types[i], strlen (types[i])) == 0)
      return TRUE;
  return FALSE;
}

/* Some providers give what they send a Message-ID of their own; how to get no more of it stays. */
static void
rg_answer_take_returned (RgMailAnswer *answer, RgSpan headers)
{
  g_autofree char *id = rg_span_dup_header (headers, "Message-ID", NULL);
  g_autofree char *list = rg_span_dup_header (headers, "List-Unsubscribe", NULL);
  const char *at = list != NULL ? strstr (list, "subject=" RG_UNSUBSCRIBE "%20") : NULL;

  if (!rg_answer_take_message_id (answer, id) && at != NULL)
    rg_answer_take_token (answer, at + strlen ("subject=" RG_UNSUBSCRIBE "%20"));
}

static void
rg_answer_read_part (RgMailAnswer *answer, RgSpan part)
{
  RgSpan body;
  g_autofree char *type = rg_span_dup_header (part, "Content-Type", &body);

  if (type == NULL)
    return;
  if (g_ascii_strncasecmp (type, "message/delivery-status", 23) == 0
      || g_ascii_strncasecmp (type, "message/global-delivery-status", 30) == 0)
    rg_answer_read_status (answer, part);
  else if (*answer->token == '\0' && rg_answer_is_returned (type))
    rg_answer_take_returned (answer, body);
}

static void
rg_answer_judge_report (RgMailAnswer *answer, const char *type, RgSpan body)
{
  g_autofree char *report = rg_answer_dup_parameter (type, "report-type");
  g_autofree char *boundary = rg_answer_dup_parameter (type, "boundary");
  RgSpan parts[RG_PARTS_MOST];
  guint n;

  if (report == NULL || g_ascii_strcasecmp (report, "delivery-status") != 0 || boundary == NULL
      || *boundary == '\0' || strlen (boundary) > 70)
    return;
  n = rg_answer_split (body, boundary, parts);
  for (guint i = 0; i < MIN (n, RG_PARTS_MOST); i++)
    rg_answer_read_part (answer, parts[i]);
  if (*answer->token == '\0')
    answer->kind = RG_ANSWER_NONE;
}

/* qmail has a form of its own (QSBMF): words for people that begin like this, the reason for each
 * address in brackets, and below a line of dashes what was sent. */
static void
rg_answer_judge_qmail (RgMailAnswer *answer, RgSpan body)
{
  static const char begin[] = "Hi. This is the ";
  g_autofree char *said = NULL;
  const char *code;
  RgSpan line = { body.start, body.start };

  while (line.start == line.end && rg_span_next_line (&body, &line))
    ;
  if ((gsize) (line.end - line.start) < strlen (begin)
      || strncmp (line.start, begin, strlen (begin)) != 0)
    return;
  while (rg_span_next_line (&body, &line) && (line.start == line.end || *line.start != '-'))
    if (said == NULL || rg_answer_find_code (said) == NULL)
      {
        g_free (said);
        said = g_strndup (line.start, (gsize) (line.end - line.start));
      }
  code = rg_answer_find_code (said);
  if (code == NULL || !rg_span_next_line (&body, &line))
    return;
  if (line.start < line.end)
    body.start = line.start;
  rg_answer_take_returned (answer, body);
  if (*answer->token == '\0')
    return;
  answer->kind = rg_answer_passes (code) ? RG_ANSWER_SOFT : RG_ANSWER_HARD;
  answer->said = rg_answer_dup_said (said, NULL);
}

void
rg_mail_answer_parse (const char *text, gsize length, RgMailAnswer *answer)
{
  RgSpan message = { text, text + length }, body;
  g_autofree char *type = rg_span_dup_header (message, "Content-Type", &body);

  *answer = (RgMailAnswer) { RG_ANSWER_NONE };
  if (type != NULL && g_ascii_strncasecmp (type, "multipart/report", 16) == 0)
    rg_answer_judge_report (answer, type, body);
  else
    {
      rg_answer_judge_qmail (answer, body);
      if (answer->kind == RG_ANSWER_NONE)
        rg_answer_judge_subject (answer, message);
      if (answer->kind == RG_ANSWER_NONE)
        rg_answer_judge_reply (answer, message, type, body);
    }
}
