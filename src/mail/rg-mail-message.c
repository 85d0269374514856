/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "config.h"

#include "mail/rg-mail-message.h"

#include <string.h>

#include "base/rg-i18n.h"
#include "base/rg-plain-text.h"
#include "mail/rg-mail-answer.h"
#include "store/rg-store-mail.h"

/* Bytes of text in one encoded word: with what is around it, it fits into 75 characters. */
#define RG_WORD_BYTES 42
/* Bytes in one line of Base64 of 76 characters. */
#define RG_LINE_BYTES 57
/* No line of Base64 and no header has these characters. */
#define RG_BOUNDARY "=_regulars_="
#define RG_BOUNDARY_RELATED "=_regulars_related_="

static gboolean
rg_mail_is_one_line (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)) || g_utf8_get_char (at) == 0x2028 ||
        g_utf8_get_char (at) == 0x2029)
      return FALSE;
  return TRUE;
}

static gboolean
rg_mail_is_plain (const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    if (*at < ' ' || *at > '~')
      return FALSE;
  /* What looks like an encoded word would be read as one. */
  return strlen (text) <= 60 && strstr (text, "=?") == NULL;
}

/* Encoded words of whole characters, each on a line of its own. */
static void
rg_mail_add_encoded (GString *out, const char *text)
{
  while (*text != '\0')
    {
      const char *end = text;
      g_autofree char *word = NULL;

      while (*end != '\0' && g_utf8_next_char (end) - text <= RG_WORD_BYTES)
        end = g_utf8_next_char (end);
      word = g_base64_encode ((const guchar *) text, (gsize) (end - text));
      g_string_append_printf (out, "=?UTF-8?B?%s?=%s", word, *end != '\0' ? "\r\n " : "");
      text = end;
    }
}

static void
rg_mail_add_address (GString *out, const char *header, const char *shown, const char *address)
{
  /* A name must not turn the address behind it. */
  g_autofree char *name = rg_plain_text_dup (shown);

  g_string_append_printf (out, "%s: ", header);
  if (*name != '\0' && rg_mail_is_plain (name))
    {
      g_string_append_c (out, '"');
      for (const char *at = name; *at != '\0'; at++)
        {
          if (*at == '"' || *at == '\\')
            g_string_append_c (out, '\\');
          g_string_append_c (out, *at);
        }
      g_string_append_c (out, '"');
    }
  else
    rg_mail_add_encoded (out, name);
  g_string_append_printf (out, "%s<%s>\r\n", *name != '\0' ? "\r\n " : "", address);
}

/* In English, whatever the user speaks. */
static void
rg_mail_add_date (GString *out, gint64 at)
{
  static const char days[] = "MonTueWedThuFriSatSun";
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at);

  g_string_append_printf (out, "Date: %.3s, %02d %.3s %04d %02d:%02d:%02d +0000\r\n",
                          days + 3 * (g_date_time_get_day_of_week (time) - 1),
                          g_date_time_get_day_of_month (time),
                          months + 3 * (g_date_time_get_month (time) - 1),
                          g_date_time_get_year (time), g_date_time_get_hour (time),
                          g_date_time_get_minute (time), g_date_time_get_second (time));
}

static void
rg_mail_add_bytes (GString *out, const guint8 *data, gsize length)
{
  for (gsize at = 0; at < length; at += RG_LINE_BYTES)
    {
      g_autofree char *line = g_base64_encode (data + at, MIN (RG_LINE_BYTES, length - at));

      g_string_append_printf (out, "%s\r\n", line);
    }
}

/* Lines end in CR LF before they are encoded. */
static void
rg_mail_add_text (GString *out, const char *text)
{
  g_autoptr (GString) lines = g_string_new (text);

  g_string_replace (lines, "\r\n", "\n", 0);
  g_string_replace (lines, "\r", "\n", 0);
  g_string_replace (lines, "\n", "\r\n", 0);
  if (!g_str_has_suffix (lines->str, "\r\n"))
    g_string_append (lines, "\r\n");
  rg_mail_add_bytes (out, (const guint8 *) lines->str, lines->len);
}

static gboolean
rg_mail_message_check (const RgMailMessage *message, GError **error)
{
  const char *const lines[] = { message->from_name, message->to_name, message->subject,
                                message->message_id,
                                message->picture != NULL ? message->picture_id : "" };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (!rg_mail_is_one_line (lines[i]))
      {
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                             _("A name or a subject is one line of text, without control "
                               "characters."));
        return FALSE;
      }
  if (rg_mail_address_is_valid (message->from) && rg_mail_address_is_valid (message->to) &&
      (message->unsubscribe == NULL || rg_mail_address_is_valid (message->unsubscribe)))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               /* Translators: %s is what stands where an e-mail address should. */
               _("“%s” is no e-mail address that can be written to."),
               rg_mail_address_is_valid (message->to) ? message->from : message->to);
  return FALSE;
}

static void
rg_mail_add_part (GString *out, const char *type, const char *text)
{
  g_string_append_printf (out, "Content-Type: %s; charset=utf-8\r\n"
                               "Content-Transfer-Encoding: base64\r\n\r\n", type);
  rg_mail_add_text (out, text);
}

/* The HTML and what it shows, as one. */
static void
rg_mail_add_related (GString *out, const RgMailMessage *message)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (message->picture, &length);

  g_string_append (out, "Content-Type: multipart/related; type=\"text/html\"; boundary=\""
                        RG_BOUNDARY_RELATED "\"\r\n\r\n--" RG_BOUNDARY_RELATED "\r\n");
  rg_mail_add_part (out, "text/html", message->html);
  g_string_append_printf (out, "--" RG_BOUNDARY_RELATED "\r\n"
                               "Content-Type: image/png; name=\"picture.png\"\r\n"
                               "Content-Disposition: inline; filename=\"picture.png\"\r\n"
                               "Content-ID: <%s>\r\n"
                               "Content-Transfer-Encoding: base64\r\n\r\n",
                          message->picture_id);
  rg_mail_add_bytes (out, data, length);
  g_string_append (out, "--" RG_BOUNDARY_RELATED "--\r\n");
}

/* The best comes last: a program shows the last that it can. */
static void
rg_mail_add_body (GString *out, const RgMailMessage *message)
{
  g_string_append (out, "MIME-Version: 1.0\r\n");
  if (message->html == NULL)
    {
      rg_mail_add_part (out, "text/plain", message->text);
      return;
    }
  g_string_append (out, "Content-Type: multipart/alternative; boundary=\"" RG_BOUNDARY "\"\r\n"
                        "\r\n--" RG_BOUNDARY "\r\n");
  rg_mail_add_part (out, "text/plain", message->text);
  g_string_append (out, "--" RG_BOUNDARY "\r\n");
  if (message->picture != NULL)
    rg_mail_add_related (out, message);
  else
    rg_mail_add_part (out, "text/html", message->html);
  g_string_append (out, "--" RG_BOUNDARY "--\r\n");
}

char *
rg_mail_message_print (const RgMailMessage *message, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (!rg_mail_message_check (message, error))
    return NULL;
  if (!g_utf8_validate (message->text, -1, NULL)
      || (message->html != NULL && !g_utf8_validate (message->html, -1, NULL)))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _("The message is not written in UTF-8."));
      return NULL;
    }
  rg_mail_add_date (out, message->at);
  rg_mail_add_address (out, "From", message->from_name, message->from);
  rg_mail_add_address (out, "To", message->to_name, message->to);
  g_string_append (out, "Subject: ");
  if (rg_mail_is_plain (message->subject))
    g_string_append (out, message->subject);
  else
    rg_mail_add_encoded (out, message->subject);
  g_string_append_printf (out, "\r\nMessage-ID: %s\r\n", message->message_id);
  if (message->unsubscribe != NULL)
    {
      g_autofree char *subject = rg_mail_answer_dup_subject (message->message_id);
      g_autofree char *escaped = g_uri_escape_string (subject, NULL, FALSE);

      g_string_append_printf (out, "List-Unsubscribe: <mailto:%s?subject=%s>\r\n",
                              message->unsubscribe, escaped);
    }
  rg_mail_add_body (out, message);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
