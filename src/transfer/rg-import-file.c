/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reads the bytes of a file to import. */
#include "transfer/rg-import-file.h"

#include <string.h>

#include "base/rg-card.h"
#include "base/rg-i18n.h"
#include "transfer/rg-charset.h"
#include "transfer/rg-read-all.h"
#include "transfer/rg-sheet.h"
#include "transfer/rg-unpack.h"
#include "transfer/rg-vcard.h"

#define LARGEST_FILE ((gsize) 2 * 1024 * 1024 * 1024)

static RgImportFile *
make_file (GBytes *bytes, char *name, GError **error)
{
  g_autoptr (RgImportFile) file = g_new0 (RgImportFile, 1);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length, hash_length = sizeof file->hash;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  file->name = name;
  g_checksum_update (checksum, data, (gssize) length);
  g_checksum_get_digest (checksum, file->hash, &hash_length);
  file->bytes = g_bytes_ref (bytes);
  if (!rg_unpack_is_zip (bytes))
    return rg_import_file_set_charset (file, NULL, error) ? g_steal_pointer (&file) : NULL;
  file->charset = "UTF-8";
  return rg_import_file_set_sheet (file, NULL, error) ? g_steal_pointer (&file) : NULL;
}

gboolean
rg_import_file_set_sheet (RgImportFile *file, const char *sheet, GError **error)
{
  g_auto (GStrv) sheets = NULL;
  g_autofree char *read = NULL;
  GBytes *text;

  if (!rg_unpack_is_zip (file->bytes))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _("This file is no spreadsheet: it has no sheets."));
      return FALSE;
    }
  text = rg_sheet_read (file->bytes, sheet, &file->format, &sheets, &read, error);
  if (text == NULL)
    return FALSE;
  g_clear_pointer (&file->text, g_bytes_unref);
  file->text = text;
  g_strfreev (file->sheets);
  file->sheets = g_steal_pointer (&sheets);
  g_set_str (&file->sheet, read);
  return TRUE;
}

gboolean
rg_import_file_has_charset (const RgImportFile *file)
{
  return !rg_unpack_is_zip (file->bytes);
}

gboolean
rg_import_file_set_charset (RgImportFile *file, const char *charset, GError **error)
{
  const char *used = NULL, *format = "CSV";
  g_autoptr (GBytes) text = rg_charset_decode (file->bytes, charset, &used, error);

  if (text != NULL && rg_vcard_is_one (text))
    {
      g_autoptr (GBytes) cards = g_steal_pointer (&text);

      text = rg_vcard_read (cards, error);
      format = "vCard";
    }
  if (text == NULL)
    return FALSE;
  g_clear_pointer (&file->text, g_bytes_unref);
  file->text = g_steal_pointer (&text);
  file->charset = used;
  file->format = format;
  return TRUE;
}

RgImportFile *
rg_import_file_copy (const RgImportFile *file)
{
  RgImportFile *copy = g_memdup2 (file, sizeof *file);

  copy->name = g_strdup (file->name);
  copy->bytes = g_bytes_ref (file->bytes);
  copy->text = g_bytes_ref (file->text);
  copy->sheets = g_strdupv (file->sheets);
  copy->sheet = g_strdup (file->sheet);
  return copy;
}

RgImportFile *
rg_import_file_read_stream (GInputStream *stream, const char *name, GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GBytes) bytes = rg_read_all (
    stream, LARGEST_FILE, _("This file is larger than two gigabytes. Import it in parts."),
    cancellable, error);

  return bytes != NULL ? make_file (bytes, g_strdup (name), error) : NULL;
}

RgImportFile *
rg_import_file_read (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autofree char *base = NULL, *name = NULL;

  /* What is no file at all has no name either. */
  if (stream == NULL)
    return NULL;
  base = g_file_get_basename (file);
  name = g_filename_display_name (base);
  return rg_import_file_read_stream (G_INPUT_STREAM (stream), name, cancellable, error);
}

void
rg_import_file_free (RgImportFile *file)
{
  g_free (file->name);
  g_clear_pointer (&file->bytes, g_bytes_unref);
  g_clear_pointer (&file->text, g_bytes_unref);
  g_strfreev (file->sheets);
  g_free (file->sheet);
  g_free (file);
}

void
rg_import_file_sign (const RgImportFile *file, RgImportBatch *batch)
{
  g_free (batch->file_name);
  batch->file_name = rg_card_dup_masked (file->name);
  memcpy (batch->file_hash, file->hash, sizeof batch->file_hash);
}
