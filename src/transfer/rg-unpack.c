/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "transfer/rg-unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

/* Tables pack to a tenth, a sheet of one repeated word to a hundredth; what packs to less than
 * this is made to burst. */
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

typedef struct {
  RgArchive *archive;
  gsize packed;
  gsize total;
  const RgUnpackBounds *bounds;
  const RgUnpackTaker *taker;
  gpointer data;
} RgUnpacking;

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, sentence);
  return FALSE;
}

static GBytes *
unpack (RgUnpacking *self, GError **error)
{
  g_autoptr (GByteArray) text = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  la_ssize_t got;

  while ((got = archive_read_data (self->archive, chunk, CHUNK)) > 0)
    {
      self->total += (gsize) got;
      if (self->total > self->bounds->unpacked
          || (self->total > SMALL && self->total / RATIO_MAX > self->packed))
        {
          refuse (error, self->bounds->large);
          return NULL;
        }
      g_byte_array_append (text, chunk, (guint) got);
    }
  if (got == 0)
    return g_byte_array_free_to_bytes (g_steal_pointer (&text));
  refuse (error, self->bounds->damaged);
  return NULL;
}

static gboolean
take_entry (RgUnpacking *self, struct archive_entry *entry, GError **error)
{
  const char *name = archive_entry_pathname (entry);
  GBytes *bytes;

  if (!self->taker->wants (name, archive_entry_filetype (entry) == AE_IFREG, self->data))
    return TRUE;
  if (archive_entry_is_encrypted (entry))
    return refuse (error, self->bounds->locked);
  bytes = unpack (self, error);
  if (bytes != NULL)
    self->taker->take (name, bytes, self->data);
  return bytes != NULL;
}

gboolean
rg_unpack_is_zip (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return length >= 4 && memcmp (data, "PK\x03\x04", 4) == 0;
}

gboolean
rg_unpack_zip (GBytes *bytes, const RgUnpackBounds *bounds, const RgUnpackTaker *taker,
               gpointer data, GError **error)
{
  g_autoptr (RgArchive) archive = archive_read_new ();
  RgUnpacking self = { archive, g_bytes_get_size (bytes), 0, bounds, taker, data };
  struct archive_entry *entry;
  guint n = 0;
  int status;

  archive_read_support_format_zip (archive);
  if (archive_read_open_memory (archive, g_bytes_get_data (bytes, NULL), self.packed)
      != ARCHIVE_OK)
    return refuse (error, bounds->damaged);
  while ((status = archive_read_next_header (archive, &entry)) == ARCHIVE_OK
         || status == ARCHIVE_WARN)
    {
      if (++n > bounds->entries)
        return refuse (error, bounds->many);
      if (!take_entry (&self, entry, error))
        return FALSE;
    }
  return status == ARCHIVE_EOF || refuse (error, bounds->damaged);
}
