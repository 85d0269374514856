/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The cascade that finds a text file's encoding. */
#include "transfer/rg-charset.h"

#include <string.h>

#include "base/rg-i18n.h"

#define UNPACKED_MAX ((gsize) 2 * 1024 * 1024 * 1024)
#define JUDGED_BYTES ((gsize) 1024 * 1024)

static const char *const names[] = {
  "UTF-8", "UTF-16LE", "UTF-16BE", "WINDOWS-1252", "WINDOWS-1250", "WINDOWS-1251",
  "WINDOWS-1253", "WINDOWS-1254", "WINDOWS-1257", "SHIFT_JIS", "GB18030", "EUC-KR", NULL,
};

/* The accented letters that the languages of a code page use most. Pages of one block each: the
 * letters of Cyrillic and Greek stand beside each other, those of the others do not. */
static const struct {
  const char *charset;
  gboolean block;
  const char *letters;
} pages[] = {
  { "WINDOWS-1252", FALSE, "äöüßÄÖÜåÅæÆøØéèêëàâçñóíúáôîïûùœãõì£€’–°´" },
  { "WINDOWS-1250", FALSE, "ąćęłńóśźżŁŚŻčřšžýáíéěůťďňúôľĺöüőűäČŠŽŘ" },
  { "WINDOWS-1254", FALSE, "ğışçöüİŞÇÖÜĞâ" },
  { "WINDOWS-1257", FALSE, "āčēģīķļņšūžąęėįųõäöüŠŽ" },
  { "WINDOWS-1251", TRUE, "оеаинтсрвлк" },
  { "WINDOWS-1253", TRUE, "αοιετσνηυρςίόάέή" },
};

const char *const *
rg_charset_names (void)
{
  return names;
}

static gboolean
starts_with (GBytes *bytes, const char *mark, gsize mark_length)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return length >= mark_length && memcmp (data, mark, mark_length) == 0;
}

static GBytes *
unpack (GBytes *bytes, GError **error)
{
  g_autoptr (GConverter) unzip =
    G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GInputStream) packed = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (packed, unzip);
  g_autoptr (GByteArray) text = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (256 * 1024);
  gssize got;

  while ((got = g_input_stream_read (stream, chunk, 256 * 1024, NULL, NULL)) > 0)
    {
      if (text->len + (gsize) got > UNPACKED_MAX)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                               _("This packed file holds more than two gigabytes. Import it in "
                                 "parts."));
          return NULL;
        }
      g_byte_array_append (text, chunk, (guint) got);
    }
  if (got < 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _("This packed file is damaged. Export it from the till again."));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&text));
}

static GBytes *
convert (GBytes *bytes, gsize skip, const char *charset, GError **error)
{
  gsize length, written;
  const char *data = g_bytes_get_data (bytes, &length);
  char *text;

  text = g_convert (data + skip, (gssize) (length - skip), "UTF-8", charset, NULL, &written, NULL);
  if (text == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   /* Translators: %s is an encoding such as "UTF-16LE". */
                   _("This file is not readable as %s text. Export it from the till again, as "
                     "CSV with the encoding UTF-8."),
                   charset);
      return NULL;
    }
  return g_bytes_new_take (text, written);
}

/* UTF-16 without a mark: in text of any Latin script every other byte is NUL. */
static const char *
judge_utf16 (const guint8 *data, gsize length)
{
  gsize nul[2] = { 0, 0 };
  gsize judged = MIN (length, JUDGED_BYTES) & ~(gsize) 1;

  for (gsize i = 0; i < judged; i++)
    nul[i & 1] += data[i] == 0;
  if (nul[1] > judged / 5 && nul[0] * 20 < nul[1])
    return "UTF-16LE";
  if (nul[0] > judged / 5 && nul[1] * 20 < nul[0])
    return "UTF-16BE";
  return NULL;
}

/* Fills +2 for a page's frequent letters, -3 for bytes that it does not have, 0 for the rest. */
static void
weigh_page (guint page, int weight[256])
{
  for (int byte = 128; byte < 256; byte++)
    {
      const char raw = (char) byte;
      g_autofree char *text = g_convert (&raw, 1, "UTF-8", pages[page].charset, NULL, NULL, NULL);

      weight[byte] = text == NULL ? -3 : strstr (pages[page].letters, text) != NULL ? 2 : 0;
    }
}

static const char *
judge_code_page (const guint8 *data, gsize length)
{
  gsize count[256] = { 0 }, high = 0, neighbours = 0;
  const char *best = "WINDOWS-1252";
  gint64 best_score = G_MININT64;
  gboolean block;

  length = MIN (length, JUDGED_BYTES);
  for (gsize i = 0; i < length; i++)
    {
      if (data[i] < 128)
        continue;
      count[data[i]]++;
      high++;
      neighbours += i > 0 && data[i - 1] >= 128;
    }
  block = neighbours * 2 > high;
  for (guint page = 0; page < G_N_ELEMENTS (pages); page++)
    {
      int weight[256] = { 0 };
      gint64 score = 0;

      if (pages[page].block != block)
        continue;
      weigh_page (page, weight);
      for (int byte = 128; byte < 256; byte++)
        score += (gint64) count[byte] * weight[byte];
      if (score > best_score)
        {
          best_score = score;
          best = pages[page].charset;
        }
    }
  return best;
}

static gboolean
set_error (GError **error, const char *text)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, text);
  return FALSE;
}

/* Says what a file is that cannot be a table of text. */
static gboolean
refuse_other_kinds (GBytes *bytes, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  gsize control = 0, judged = MIN (length, JUDGED_BYTES);

  if (length == 0)
    return set_error (error, _("This file is empty. Nothing was read."));
  if (starts_with (bytes, "\xD0\xCF\x11\xE0", 4))
    return set_error (error, _("This is a spreadsheet of an old kind, or one that is locked with a "
                               "password. Open it, and save it without a password as XLSX, ODS or "
                               "CSV."));
  if (starts_with (bytes, "%PDF", 4))
    return set_error (error, _("This is a PDF document, not CSV. Export the data from the till "
                               "as CSV."));
  for (gsize i = 0; i < judged; i++)
    control += data[i] < 32 && data[i] != '\t' && data[i] != '\n' && data[i] != '\r' &&
               data[i] != '\f' && data[i] != 26;
  if (control > judged / 100)
    return set_error (error, _("This is not a text file. Export the data from the till as CSV."));
  return TRUE;
}

/* NUL ends a C string and stands in no till's text: it becomes a space. */
static GBytes *
without_nul (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  char *copy;

  if (length == 0 || memchr (data, 0, length) == NULL)
    return g_bytes_ref (bytes);
  copy = g_memdup2 (data, length);
  for (gsize i = 0; i < length; i++)
    if (copy[i] == '\0')
      copy[i] = ' ';
  return g_bytes_new_take (copy, length);
}

/* Text without NUL that says it is, or proves to be, in UTF-8. */
static GBytes *
as_utf8 (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  gsize skip = starts_with (bytes, "\xEF\xBB\xBF", 3) ? 3 : 0;

  if (!g_utf8_validate_len (data + skip, length - skip, NULL))
    return NULL;
  return g_bytes_new_from_bytes (bytes, skip, length - skip);
}

static GBytes *
decode_text (GBytes *bytes, const char *charset, const char **used, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  const char *utf16 = charset == NULL ? judge_utf16 (data, length) : NULL;
  g_autoptr (GBytes) text = NULL;
  gsize skip = 0;

  if (starts_with (bytes, "\xFF\xFE", 2) || starts_with (bytes, "\xFE\xFF", 2))
    {
      charset = data[0] == 0xFF ? "UTF-16LE" : "UTF-16BE";
      skip = 2;
    }
  else if (utf16 != NULL)
    charset = utf16;
  else if (!refuse_other_kinds (bytes, error))
    return NULL;

  if (charset == NULL || g_ascii_strcasecmp (charset, "UTF-8") == 0)
    text = as_utf8 (bytes);
  if (text != NULL)
    charset = "UTF-8";
  else
    {
      if (charset == NULL)
        charset = judge_code_page (data, length);
      text = convert (bytes, skip, charset, error);
    }
  if (text == NULL)
    return NULL;
  *used = g_intern_string (charset);
  return without_nul (text);
}

GBytes *
rg_charset_decode (GBytes *bytes, const char *charset, const char **used, GError **error)
{
  g_autoptr (GBytes) unpacked = NULL;
  g_autoptr (GBytes) text = NULL;

  if (starts_with (bytes, "\x1F\x8B", 2))
    {
      unpacked = unpack (bytes, error);
      if (unpacked == NULL)
        return NULL;
      bytes = unpacked;
    }
  text = decode_text (bytes, charset, used, error);
  if (text != NULL && g_bytes_get_size (text) == 0)
    {
      set_error (error, _("This file is empty. Nothing was read."));
      return NULL;
    }
  return g_steal_pointer (&text);
}
