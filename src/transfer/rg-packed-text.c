/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "transfer/rg-packed-text.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "base/rg-i18n.h"

#define ENTRIES_MAX 1000
#define UNPACKED_MAX ((gsize) 512 * 1024 * 1024)
/* Postcodes pack to a tenth; what packs to less than this is made to burst. */
#define SMALL ((gsize) 16 * 1024 * 1024)
#define RATIO_MAX 250
#define CHUNK ((gsize) 64 * 1024)

typedef struct archive RgArchive;

static void
close_archive (RgArchive *archive)
{
  archive_read_free (archive);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgArchive, close_archive)

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, sentence);
  return FALSE;
}

static gboolean
refuse_damaged (GError **error)
{
  return refuse (error, _("This packed file is damaged. Download it again."));
}

static gboolean
is_table (const char *path)
{
  static const char *const endings[] = { ".txt", ".csv", ".tsv" };
  const char *slash = path != NULL ? strrchr (path, '/') : NULL;
  g_autofree char *name = path != NULL ? g_ascii_strdown (slash != NULL ? slash + 1 : path, -1)
                                       : NULL;

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (name, endings[i]))
      return !g_str_has_prefix (name, "readme");
  return FALSE;
}

/* Data comes in small pieces, so that what bursts is noticed before it fills the memory. */
static GBytes *
unpack (RgArchive *archive, gsize packed, gsize *total, GError **error)
{
  g_autoptr (GByteArray) text = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  la_ssize_t got;

  while ((got = archive_read_data (archive, chunk, CHUNK)) > 0)
    {
      *total += (gsize) got;
      if (*total > UNPACKED_MAX || (*total > SMALL && *total / RATIO_MAX > packed))
        {
          refuse (error, _("This packed file unpacks to more than any table has, so it was not "
                           "read."));
          return NULL;
        }
      g_byte_array_append (text, chunk, (guint) got);
    }
  if (got == 0)
    return g_byte_array_free_to_bytes (g_steal_pointer (&text));
  refuse_damaged (error);
  return NULL;
}

static gboolean
take_larger (RgArchive *archive, struct archive_entry *entry, GBytes *bytes, GBytes **largest,
             gsize *total, GError **error)
{
  g_autoptr (GBytes) text = NULL;

  if (archive_entry_filetype (entry) != AE_IFREG || !is_table (archive_entry_pathname (entry)))
    return TRUE;
  if (archive_entry_is_encrypted (entry))
    return refuse (error, _("This packed file is locked with a password. Unpack it first."));
  text = unpack (archive, g_bytes_get_size (bytes), total, error);
  if (text == NULL)
    return FALSE;
  if (*largest != NULL && g_bytes_get_size (*largest) >= g_bytes_get_size (text))
    return TRUE;
  g_clear_pointer (largest, g_bytes_unref);
  *largest = g_steal_pointer (&text);
  return TRUE;
}

GBytes *
rg_packed_text_read (GBytes *bytes, GError **error)
{
  g_autoptr (RgArchive) archive = archive_read_new ();
  g_autoptr (GBytes) largest = NULL;
  struct archive_entry *entry;
  gsize length, total = 0;
  const void *data = g_bytes_get_data (bytes, &length);
  int status;

  archive_read_support_format_zip (archive);
  if (archive_read_open_memory (archive, data, length) != ARCHIVE_OK)
    {
      refuse_damaged (error);
      return NULL;
    }
  for (guint n = 0; (status = archive_read_next_header (archive, &entry)) == ARCHIVE_OK ||
                    status == ARCHIVE_WARN; n++)
    if (n == ENTRIES_MAX ||
        !take_larger (archive, entry, bytes, &largest, &total, error))
      {
        if (error != NULL && *error == NULL)
          refuse_damaged (error);
        return NULL;
      }
  if (status != ARCHIVE_EOF)
    {
      refuse_damaged (error);
      return NULL;
    }
  return g_steal_pointer (&largest);
}
